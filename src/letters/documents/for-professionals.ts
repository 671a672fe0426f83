import { z } from 'zod';
import { amountsTable, hoofdsomOf, kostenOf, renteOf, totalOf } from '../amounts.ts';
import { type Content, facts, heading, list, paragraph, type Table } from '../blocks.ts';
import {
  amountFields,
  articleField,
  dayField,
  headFor,
  positiveAmount,
  sha256Field,
  shortText,
  told,
} from '../fields.ts';
import { onWhoseBehalf, questions } from '../passages.ts';
import { formatHash, type Speech } from '../speech.ts';

/** L-28 to a debt counsellor who showed the authority of the debtor: what is open, by the fields that the Schuldenknooppunt asks. */
export const saldo = z.strictObject({
  ...headFor(['schuldhulpverlener']),
  document: z.literal('L-28'),
  ...amountFields,
  debtorName: shortText,
  theirReference: shortText,
  askedOn: dayField,
  authorisedOn: dayField,
  hasBeslag: z.boolean(),
  atDeurwaarder: z.boolean(),
});

export function saldoContent(letter: z.output<typeof saldo>, speech: Speech): Content {
  const { say, day, euro } = speech;
  const yesNo = (is: boolean) => (is ? say('ja', 'yes') : say('nee', 'no'));
  return {
    subject: say(`Saldo van ${letter.debtorName}`, `Balance of ${letter.debtorName}`),
    blocks: [
      onWhoseBehalf(letter, speech),
      paragraph(
        say(
          `U vroeg op ${day(letter.askedOn)} om het saldo. De machtiging van ${day(letter.authorisedOn)} hebben wij gezien.`,
          `On ${day(letter.askedOn)} you asked for the balance. We have seen the authorisation of ${day(letter.authorisedOn)}.`,
        ),
      ),
      facts([
        [say('Uw kenmerk', 'Your reference'), letter.theirReference],
        [say('Schuldeiser', 'Creditor'), letter.onBehalfOf ?? ''],
        [
          say('Soort vordering', 'Kind of claim'),
          say('dwangsommen (artikel 611a Rv)', 'dwangsommen (article 611a Rv)'),
        ],
        [say('Hoofdsom', 'Hoofdsom'), euro(hoofdsomOf(letter.lines))],
        [say('Rente', 'Interest'), euro(renteOf(letter.lines))],
        [say('Kosten', 'Costs'), euro(kostenOf(letter.kosten))],
        [say('Totaal', 'Total'), `${euro(totalOf(letter))} (${day(letter.date)})`],
        [say('Beslag gelegd', 'Under beslag'), yesNo(letter.hasBeslag)],
        [say('Bij een deurwaarder', 'With a deurwaarder'), yesNo(letter.atDeurwaarder)],
      ]),
      amountsTable(letter, letter.date, speech),
      paragraph(
        say(
          'De uitspraak blijft gelden. Bij een nieuwe niet-nakoming kan er een dwangsom bijkomen.',
          'The decision remains in force. A new niet-nakoming can add a dwangsom.',
        ),
        say(
          'Wilt u een regeling of een pauze voorstellen? Doe dat bij ons.',
          'Do you want to propose instalments or a pause? Please do so with us.',
        ),
      ),
      ...questions(letter, speech),
    ],
  };
}

/** L-32 for the judge: what happened and when it was written down, the exploten, the sums, and hashes by which each document can be checked. */
export const bewijsdossier = z.strictObject({
  ...headFor(['rechter']),
  document: z.literal('L-32'),
  ...amountFields,
  debtorName: shortText,
  timeline: z
    .array(
      z.strictObject({ on: dayField, recordedOn: dayField, what: told, article: articleField.nullable() }),
    )
    .min(1),
  exploten: z.array(z.strictObject({ on: dayField, deurwaarder: shortText, exploot: shortText })),
  payments: z.array(
    z.strictObject({ id: shortText, on: dayField, article: articleField, amount: positiveAmount }),
  ),
  documents: z.array(z.strictObject({ name: shortText, sha256: sha256Field })).min(1),
});

type Bewijsdossier = z.output<typeof bewijsdossier>;

export function bewijsdossierContent(letter: Bewijsdossier, speech: Speech): Content {
  const { say } = speech;
  return {
    subject: say('Dossier voor de rechter', 'File for the court'),
    blocks: [
      onWhoseBehalf(letter, speech),
      facts([
        [say('Schuldeiser', 'Creditor'), letter.onBehalfOf ?? ''],
        [say('Schuldenaar', 'Debtor'), letter.debtorName],
      ]),
      paragraph(
        say(
          'Dit dossier bevat wat in onze administratie staat. Niets daarin is gewijzigd of verwijderd; fouten zijn met een nieuwe regel hersteld.',
          'This file holds what stands in our records. Nothing in them was changed or removed; mistakes were put right by a new line.',
        ),
      ),
      timelineTable(letter, speech),
      letter.exploten.length === 0
        ? paragraph(say('Er zijn geen exploten.', 'There are no exploten.'))
        : explotenTable(letter, speech),
      amountsTable(letter, letter.date, speech),
      ...(letter.payments.length === 0 ? [] : [paymentsTable(letter, speech)]),
      heading(say('Stukken', 'Documents')),
      paragraph(
        say(
          'Bij elk stuk staat zijn SHA-256. Daarmee kan ieder nagaan dat het stuk niet is veranderd.',
          'Each document has its SHA-256. With it anybody can check that the document was not changed.',
        ),
      ),
      list(letter.documents.map(({ name, sha256 }) => `${name}: ${formatHash(sha256)}`)),
      ...questions(letter, speech),
    ],
  };
}

function timelineTable({ timeline }: Bewijsdossier, { say, day }: Speech): Table {
  return {
    kind: 'table',
    caption: say('Wat er gebeurde', 'What happened'),
    columns: [
      { title: say('Dag', 'Day'), align: 'left' },
      { title: say('Vastgelegd', 'Recorded'), align: 'left' },
      { title: say('Gebeurtenis', 'Event'), align: 'left' },
      { title: say('Artikel', 'Article'), align: 'left' },
    ],
    rows: timeline.map((one) => [day(one.on), day(one.recordedOn), one.what, one.article ?? '']),
    totals: [],
  };
}

function explotenTable({ exploten }: Bewijsdossier, { say, day }: Speech): Table {
  return {
    kind: 'table',
    caption: say('Exploten', 'Exploten'),
    columns: [
      { title: say('Dag', 'Day'), align: 'left' },
      { title: say('Deurwaarder', 'Deurwaarder'), align: 'left' },
      { title: say('Exploot', 'Exploot'), align: 'left' },
    ],
    rows: exploten.map((one) => [day(one.on), one.deurwaarder, one.exploot]),
    totals: [],
  };
}

function paymentsTable({ payments }: Bewijsdossier, { say, day, amount }: Speech): Table {
  return {
    kind: 'table',
    caption: say('Betalingen', 'Payments'),
    columns: [
      { title: say('Betaling', 'Payment'), align: 'left' },
      { title: say('Dag', 'Day'), align: 'left' },
      { title: say('Toerekening', 'Set against by'), align: 'left' },
      { title: say('Bedrag', 'Amount'), align: 'right' },
    ],
    rows: payments.map((one) => [one.id, day(one.on), one.article, amount(one.amount)]),
    totals: [],
  };
}
