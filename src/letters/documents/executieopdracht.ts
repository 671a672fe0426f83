import { z } from 'zod';
import { parseCents, sumCents } from '../../values/index.ts';
import { amountsTable } from '../amounts.ts';
import { type Content, facts, heading, list, paragraph, type Table } from '../blocks.ts';
import {
  amountFields,
  dayField,
  debtorToReach,
  headFor,
  positiveAmount,
  sha256Field,
  shortText,
  told,
} from '../fields.ts';
import { onWhoseBehalf, questions } from '../passages.ts';
import { formatHash, type Speech } from '../speech.ts';

/**
 * L-15 to the deurwaarder: the order to execute, as paper beside the data. Two people approved it, and limits on measures stand in it. New dwangsommen
 * are never added to a running order; each gets an order of its own.
 */
export const executieopdracht = z.strictObject({
  ...headFor(['deurwaarder']),
  document: z.literal('L-15'),
  ...amountFields,
  debtor: debtorToReach,
  titleSha256: sha256Field,
  betekendOn: dayField,
  exploot: shortText,
  payments: z.array(
    z.strictObject({ id: shortText, on: dayField, article: shortText, amount: positiveAmount }),
  ),
  limits: z.array(told),
  safety: z.array(told),
  approvedBy: z.array(shortText).min(2),
  approvedOn: dayField,
  reportWithinDays: z.int().min(1).max(60),
});

export function executieopdrachtContent(letter: z.output<typeof executieopdracht>, speech: Speech): Content {
  const { say, day, joined } = speech;
  const { debtor, onBehalfOf, bureau, uitspraak } = letter;
  return {
    subject: say('Opdracht tot executie', 'Order to execute (executieopdracht)'),
    blocks: [
      onWhoseBehalf(letter, speech),
      paragraph(
        say(
          'Wilt u de bedragen hieronder innen op grond van deze uitspraak (artikel 611c Rv)?',
          'Please collect the amounts below on the ground of this decision (article 611c Rv).',
        ),
      ),
      facts([
        [say('Ten laste van', 'Against'), `${debtor.name}, ${debtor.address}`],
        [
          say('Op verzoek van', 'At the request of'),
          say(
            `${onBehalfOf}, met gekozen woonplaats bij ${bureau.name}, ${bureau.address}`,
            `${onBehalfOf}, with chosen domicile at ${bureau.name}, ${bureau.address}`,
          ),
        ],
        [
          say('Titel', 'Title'),
          `${uitspraak.court}, ${day(uitspraak.pronouncedOn)}, ${uitspraak.caseNumber}`,
        ],
        [say('Betekend', 'Served (betekend)'), `${day(letter.betekendOn)}, ${letter.exploot}`],
        [say('SHA-256 van de titel', 'SHA-256 of the title'), formatHash(letter.titleSha256)],
        [
          say('Goedgekeurd', 'Approved'),
          say(
            `${day(letter.approvedOn)}, door ${joined(letter.approvedBy)}`,
            `${day(letter.approvedOn)}, by ${joined(letter.approvedBy)}`,
          ),
        ],
      ]),
      amountsTable(
        letter,
        letter.date,
        speech,
        say(`Te innen, stand van ${day(letter.date)}`, `To collect, as of ${day(letter.date)}`),
      ),
      ...(letter.payments.length === 0 ? [] : [paymentsTable(letter, speech)]),
      paragraph(
        say(
          'Over de hoofdsom loopt wettelijke rente door, enkelvoudig per dag (artikel 6:119 BW).',
          'Statutory interest (wettelijke rente) runs on over the hoofdsom, day by day (article 6:119 BW).',
        ),
        say('Wij rekenen geen opslag.', 'We charge nothing on top.'),
      ),
      heading(say('Grenzen aan de maatregelen', 'Limits on measures')),
      list([
        ...letter.limits,
        say(
          'Beslag op de woning of op spullen: alleen na onze toestemming.',
          'Beslag on the home or on goods: only with our consent.',
        ),
        say(
          'Bijzonderheden, zoals een faillissement of nieuw adres: meld ze dezelfde dag.',
          'Particulars, such as a faillissement or a new address: report them the same day.',
        ),
        say(
          'Nieuwe dwangsommen horen niet bij deze opdracht. Daarvoor krijgt u een nieuwe.',
          'New dwangsommen are not part of this order. For those you receive a new one.',
        ),
      ]),
      ...(letter.safety.length === 0 ? [] : [heading(say('Veiligheid', 'Safety')), list(letter.safety)]),
      heading(say('Bericht aan ons', 'Reports to us')),
      paragraph(
        say(
          `Stuur ons binnen ${letter.reportWithinDays} dagen de stand, en elk exploot zodra het er is.`,
          `Send us the state of affairs within ${letter.reportWithinDays} days, and each exploot as soon as it exists.`,
        ),
      ),
      ...questions(letter, speech),
    ],
  };
}

function paymentsTable(
  { payments }: z.output<typeof executieopdracht>,
  { say, day, amount, euro }: Speech,
): Table {
  return {
    kind: 'table',
    caption: say('Al ontvangen, en hierboven al verrekend', 'Already received, and taken into account above'),
    columns: [
      { title: say('Betaling', 'Payment'), align: 'left' },
      { title: say('Dag', 'Day'), align: 'left' },
      { title: say('Toerekening', 'Set against by'), align: 'left' },
      { title: say('Bedrag', 'Amount'), align: 'right' },
    ],
    rows: payments.map((one) => [one.id, day(one.on), one.article, amount(one.amount)]),
    totals: [[say('Samen', 'Sum'), '', '', euro(sumCents(payments.map((one) => parseCents(one.amount))))]],
  };
}
