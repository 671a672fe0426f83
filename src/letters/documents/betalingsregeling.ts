import { z } from 'zod';
import { type Cents, parseCents, sumCents } from '../../values/index.ts';
import { amountsTable, paymentBlock, totalOf } from '../amounts.ts';
import { type Block, type Content, heading, list, paragraph } from '../blocks.ts';
import { amountFields, dayField, days, headFor, positiveAmount, told } from '../fields.ts';
import { howAPaymentCounts, onWhoseBehalf, summary, waysOut, withinDays } from '../passages.ts';
import type { Speech } from '../speech.ts';

const instalment = z.strictObject({ on: dayField, amount: positiveAmount });

/** L-12 to the debtor: an arrangement that is offered, refused, in arrears or broken. */
export const betalingsregeling = z.strictObject({
  ...headFor(['schuldenaar']),
  document: z.literal('L-12'),
  ...amountFields,
  outcome: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('afgesproken'),
      instalments: z.array(instalment).min(1),
      signBy: dayField,
    }),
    z.strictObject({ kind: z.literal('geweigerd'), reasons: told, betaaltermijnDagen: days }),
    z.strictObject({ kind: z.literal('termijn-gemist'), missed: instalment, payBy: dayField }),
    z.strictObject({ kind: z.literal('verbroken'), reasons: told, betaaltermijnDagen: days }),
  ]),
});

type Betalingsregeling = z.output<typeof betalingsregeling>;
type Outcome<Kind> = Extract<Betalingsregeling['outcome'], { kind: Kind }>;

export function betalingsregelingContent(letter: Betalingsregeling, speech: Speech): Content {
  const { outcome } = letter;
  switch (outcome.kind) {
    case 'afgesproken':
      return agreed(letter, outcome, speech);
    case 'termijn-gemist':
      return missed(letter, outcome, speech);
    case 'geweigerd':
    case 'verbroken':
      return ended(letter, outcome, speech);
  }
}

/** What was agreed, as it holds from now on. Whatever the instalments leave open, such as rente that ran on, stays owed. */
function agreed(
  letter: Betalingsregeling,
  { instalments, signBy }: Outcome<'afgesproken'>,
  speech: Speech,
): Content {
  const { say, day, amount, euro } = speech;
  const first = instalments[0]!;
  const left = totalOf(letter) - sumOf(instalments);
  return {
    subject: say('Uw afspraak om in delen te betalen', 'Your arrangement to pay in instalments'),
    blocks: [
      summary(speech, {
        ask: say('Betaal elke termijn op tijd.', 'Pay each instalment on time.'),
        by: say(`De eerste uiterlijk ${day(first.on)}.`, `The first by ${day(first.on)}.`),
        otherwise: say(
          'Dan krijgt u een herinnering. Daarna eindigt de regeling.',
          'Then you receive a reminder. After that the arrangement ends.',
        ),
      }),
      onWhoseBehalf(letter, speech),
      amountsTable(letter, letter.date, speech),
      {
        kind: 'table',
        caption: say('Wanneer u wat betaalt', 'What you pay when'),
        columns: [
          { title: say('Termijn', 'Instalment'), align: 'left' },
          { title: say('Uiterlijk', 'By'), align: 'left' },
          { title: say('Bedrag', 'Amount'), align: 'right' },
        ],
        rows: instalments.map((one, index) => [String(index + 1), day(one.on), amount(one.amount)]),
        totals: [[say('Samen', 'Sum'), '', euro(sumOf(instalments))]],
      },
      heading(say('Wat spreken wij af?', 'What do we agree on?')),
      list([
        say(
          'Zolang u op tijd betaalt, vragen wij de deurwaarder niet om beslag te leggen.',
          'As long as you pay on time, we do not ask the deurwaarder for a beslag.',
        ),
        say(
          'Mist u een termijn? Dan krijgt u een herinnering. Betaalt u dan nog niet, dan eindigt de regeling.',
          'Do you miss an instalment? Then you get a reminder. If you still do not pay, the arrangement ends.',
        ),
        say(
          'De uitspraak blijft gelden. Nieuwe dwangsommen vallen niet onder deze regeling.',
          'The decision remains in force. New dwangsommen are not part of this arrangement.',
        ),
        say(
          `Klopt deze afspraak niet? Laat het ons weten, uiterlijk ${day(signBy)}.`,
          `Is this arrangement not right? Tell us by ${day(signBy)}.`,
        ),
        ...(left > 0n
          ? [
              say(
                `Na de laatste termijn staat nog ${euro(left)} open, en de rente die er dan bij is gekomen.`,
                `After the last instalment ${euro(left)} is still open, with the interest that was added by then.`,
              ),
            ]
          : []),
        say(
          'Houdt u zo te weinig over om van te leven? Bel ons.',
          'Does this leave you too little to live on? Call us.',
        ),
      ]),
      paymentBlock(
        letter,
        {
          cents: parseCents(first.amount),
          when: say(`Eerste termijn, uiterlijk ${day(first.on)}`, `First instalment, by ${day(first.on)}`),
        },
        speech,
      ),
      ...waysOut(letter, speech),
    ],
  };
}

function missed(
  letter: Betalingsregeling,
  { missed: late, payBy }: Outcome<'termijn-gemist'>,
  speech: Speech,
): Content {
  const { say, day, amount } = speech;
  return {
    subject: say('U hebt een termijn gemist', 'You have missed an instalment'),
    blocks: [
      summary(speech, {
        ask: say(
          `Betaal de termijn van ${amount(late.amount)}.`,
          `Pay the instalment of ${amount(late.amount)}.`,
        ),
        by: say(`Uiterlijk ${day(payBy)}.`, `By ${day(payBy)}.`),
        otherwise: say(
          'Dan eindigt de regeling. Het hele bedrag staat dan weer open.',
          'Then the arrangement ends. The whole amount is then open again.',
        ),
      }),
      onWhoseBehalf(letter, speech),
      paragraph(
        say(
          `De termijn van ${day(late.on)} hebben wij niet ontvangen. Lukt betalen niet? Bel ons, dan zoeken wij een oplossing.`,
          `We have not received the instalment of ${day(late.on)}. Can you not pay? Call us and we will look for a solution.`,
        ),
      ),
      paymentBlock(
        letter,
        { cents: parseCents(late.amount), when: say(`Uiterlijk ${day(payBy)}`, `By ${day(payBy)}`) },
        speech,
      ),
      paragraph(say('Dit staat in het geheel nog open.', 'In all, this is still open.')),
      amountsTable(letter, letter.date, speech),
      ...waysOut(letter, speech),
    ],
  };
}

function ended(
  letter: Betalingsregeling,
  outcome: Outcome<'geweigerd'> | Outcome<'verbroken'>,
  speech: Speech,
): Content {
  const { say, euro } = speech;
  const refused = outcome.kind === 'geweigerd';
  const total = totalOf(letter);
  const when = withinDays(outcome.betaaltermijnDagen, speech);
  const reasons: Block[] = [
    heading(say('Waarom?', 'Why?')),
    paragraph(outcome.reasons),
    paragraph(
      say(
        'Is er iets veranderd? Vraag dan om een nieuwe regeling. Een medewerker beslist daarover.',
        'Has something changed? Then ask for a new arrangement. A member of our staff decides about it.',
      ),
    ),
  ];
  return {
    subject: refused
      ? say('U kunt niet in delen betalen', 'You cannot pay in instalments')
      : say('De betalingsregeling is geëindigd', 'The arrangement has ended'),
    blocks: [
      summary(speech, {
        ask:
          total > 0n
            ? say(`Betaal ${euro(total)}.`, `Pay ${euro(total)}.`)
            : say('U hoeft niets te betalen.', 'You need not pay anything.'),
        by: when,
        otherwise: say(
          'Dan kan een deurwaarder de zaak krijgen. De kosten daarvan komen voor u erbij.',
          'Then a deurwaarder may get the case. You will owe its costs as well.',
        ),
      }),
      onWhoseBehalf(letter, speech),
      ...reasons,
      amountsTable(letter, letter.date, speech),
      ...(total > 0n
        ? [paymentBlock(letter, { cents: total, when }, speech), howAPaymentCounts(speech)]
        : []),
      ...waysOut(letter, speech),
    ],
  };
}

function sumOf(instalments: readonly { readonly amount: string }[]): Cents {
  return sumCents(instalments.map(({ amount }) => parseCents(amount)));
}
