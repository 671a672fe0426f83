import { betalingskenmerkOf, epcText, formatBetalingskenmerk } from '../banking/index.ts';
import { type Cents, type Day, parseCents, sumCents } from '../values/index.ts';
import type { Asked, PaymentBlock, Table } from './blocks.ts';
import type { Amounts, Head } from './fields.ts';
import type { Speech } from './speech.ts';

/** What all lines and costs come to. */
export function totalOf({ lines, kosten }: Amounts): Cents {
  return sumCents([hoofdsomOf(lines), renteOf(lines), kostenOf(kosten)]);
}

export function hoofdsomOf(lines: Amounts['lines']): Cents {
  return sumCents(lines.map(({ hoofdsom }) => parseCents(hoofdsom)));
}

export function renteOf(lines: Amounts['lines']): Cents {
  return sumCents(lines.map(({ rente }) => parseCents(rente)));
}

export function kostenOf(kosten: Amounts['kosten']): Cents {
  return sumCents(kosten.map(({ amount }) => parseCents(amount)));
}

/** Every amount on a line of its own, with its day and its article (Nationale ombudsman, Wsnp case: no claim without its specification). */
export function amountsTable({ lines, kosten }: Amounts, asOf: Day, speech: Speech, caption?: string): Table {
  const { say, day, euro, amount } = speech;
  return {
    kind: 'table',
    caption: caption ?? say(`Bedragen op ${day(asOf)}`, `Amounts on ${day(asOf)}`),
    columns: [
      { title: say('Dwangsom', 'Dwangsom'), align: 'left' },
      { title: say('Melding', 'Report'), align: 'left' },
      { title: say('Dag', 'Day'), align: 'left' },
      { title: say('Artikel', 'Article'), align: 'left' },
      { title: say('Bedrag', 'Amount'), align: 'right' },
      { title: say('Rente', 'Interest'), align: 'right' },
    ],
    rows: [
      ...lines.map((line) => [
        line.dwangsom,
        line.nietNakoming,
        day(line.on),
        line.article,
        amount(line.hoofdsom),
        amount(line.rente),
      ]),
      ...kosten.map((cost) => [cost.what, '', day(cost.on), cost.article, amount(cost.amount), '']),
    ],
    totals: [
      [say('Samen', 'Sum'), '', '', '', euro(hoofdsomOf(lines) + kostenOf(kosten)), euro(renteOf(lines))],
      [say('Totaal', 'Total'), '', '', '', euro(totalOf({ lines, kosten })), ''],
    ],
  };
}

/** How to pay, with the reference by which the money finds its case. The account is that for money held for others. */
export function paymentBlock(
  { bureau, kenmerk }: Head,
  { cents, when }: Asked,
  { say, euro }: Speech,
): PaymentBlock {
  const reference = betalingskenmerkOf(kenmerk.dossiernummer);
  return {
    kind: 'payment',
    title: say('Zo betaalt u', 'How to pay'),
    items: [
      { label: say('Bedrag', 'Amount'), text: euro(cents) },
      { label: say('Wanneer', 'When'), text: when },
      {
        label: say('Rekening', 'Account'),
        text: bureau.iban.replaceAll(' ', '').replace(/(.{4})(?=.)/g, '$1 '),
      },
      { label: say('Op naam van', 'In the name of'), text: bureau.name },
      { label: say('Betalingskenmerk', 'Payment reference'), text: formatBetalingskenmerk(reference) },
    ],
    epc: epcText({
      name: bureau.name,
      iban: bureau.iban,
      cents,
      text: `${reference} ${kenmerk.dossiernummer}`,
    }),
    codeSays: say(
      `QR-code voor uw bank-app: betaal ${euro(cents)} aan ${bureau.name} met betalingskenmerk ${reference}`,
      `QR code for your banking app: pay ${euro(cents)} to ${bureau.name} with payment reference ${reference}`,
    ),
  };
}
