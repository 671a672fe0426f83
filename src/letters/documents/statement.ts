import { z } from 'zod';
import { type Cents, parseCents, sumCents } from '../../values/index.ts';
import { type Content, paragraph, type Table } from '../blocks.ts';
import { amountField, articleField, dayField, headFor, positiveAmount, shortText } from '../fields.ts';
import { onWhoseBehalf, summary, waysOut } from '../passages.ts';
import type { Speech } from '../speech.ts';

/** What adds to the debt, and what takes from it. */
const ADDS = ['dwangsom', 'rente', 'kosten'] as const;
const TAKES = ['betaling', 'vermindering', 'correctie'] as const;

/** L-18 to both: what moved in a period. What was paid out is for the creditor alone, so the schema refuses it in a letter to the debtor. */
export const statement = z
  .strictObject({
    ...headFor(['schuldeiser', 'schuldenaar']),
    document: z.literal('L-18'),
    from: dayField,
    through: dayField,
    opening: amountField,
    movements: z.array(
      z.strictObject({
        on: dayField,
        kind: z.enum([...ADDS, ...TAKES]),
        about: shortText,
        article: articleField,
        amount: positiveAmount,
      }),
    ),
    payouts: z.array(z.strictObject({ on: dayField, amount: positiveAmount })),
  })
  .refine(({ addressee, payouts }) => addressee.role === 'schuldeiser' || payouts.length === 0, {
    path: ['payouts'],
    message: 'what was paid out to the creditor is not told to the debtor',
  });

type Statement = z.output<typeof statement>;

export function statementContent(letter: Statement, speech: Speech): Content {
  const { say, day, euro } = speech;
  const owes = letter.addressee.role === 'schuldenaar';
  return {
    subject: say(
      `Overzicht van ${day(letter.from)} tot en met ${day(letter.through)}`,
      `Statement from ${day(letter.from)} up to and including ${day(letter.through)}`,
    ),
    blocks: [
      summary(speech, {
        ask: say('Controleer dit overzicht.', 'Check this statement.'),
        by: say('Laat het ons snel weten als iets niet klopt.', 'Tell us soon if something is wrong.'),
        otherwise: owes
          ? say(
              'Dit is geen nieuw verzoek om te betalen. Eerdere brieven blijven gelden.',
              'This is no new request to pay. Earlier letters remain in force.',
            )
          : say('Wij gaan vanzelf verder.', 'We go on by ourselves.'),
      }),
      onWhoseBehalf(letter, speech),
      movementsTable(letter, speech),
      paragraph(
        say(
          `Op ${day(letter.through)} stond in het geheel ${euro(closingOf(letter))} open.`,
          `On ${day(letter.through)} ${euro(closingOf(letter))} was open in all.`,
        ),
      ),
      ...(owes ? [] : [payoutsTable(letter, speech)]),
      ...waysOut(letter, speech),
    ],
  };
}

function movementsTable(letter: Statement, speech: Speech): Table {
  const { say, day, amount, euro } = speech;
  const kinds = kindWords(speech);
  return {
    kind: 'table',
    caption: say('Wat er bijkwam en afging', 'What was added and taken off'),
    columns: [
      { title: say('Dag', 'Day'), align: 'left' },
      { title: say('Wat', 'What'), align: 'left' },
      { title: say('Artikel', 'Article'), align: 'left' },
      { title: say('Erbij', 'Added'), align: 'right' },
      { title: say('Eraf', 'Taken off'), align: 'right' },
    ],
    rows: [
      [day(letter.from), say('Stand aan het begin', 'Open at the start'), '', amount(letter.opening), ''],
      ...letter.movements.map((one) => {
        const what = `${kinds[one.kind]} ${one.about}`;
        return adds(one.kind)
          ? [day(one.on), what, one.article, amount(one.amount), '']
          : [day(one.on), what, one.article, '', amount(one.amount)];
      }),
    ],
    totals: [
      [day(letter.through), say('Stand aan het eind', 'Open at the end'), '', euro(closingOf(letter)), ''],
    ],
  };
}

function payoutsTable({ payouts }: Statement, { say, day, amount, euro }: Speech): Table {
  return {
    kind: 'table',
    caption: say('Aan u uitbetaald', 'Paid out to you'),
    columns: [
      { title: say('Dag', 'Day'), align: 'left' },
      { title: say('Bedrag', 'Amount'), align: 'right' },
    ],
    rows: payouts.map((one) => [day(one.on), amount(one.amount)]),
    totals: [[say('Samen', 'Sum'), euro(sumCents(payouts.map((one) => parseCents(one.amount))))]],
  };
}

function closingOf({ opening, movements }: Statement): Cents {
  return (
    parseCents(opening) +
    sumCents(movements.map(({ kind, amount }) => (adds(kind) ? parseCents(amount) : -parseCents(amount))))
  );
}

function adds(kind: Statement['movements'][number]['kind']): boolean {
  return ADDS.some((one) => one === kind);
}

function kindWords({ say }: Speech): Record<Statement['movements'][number]['kind'], string> {
  return {
    dwangsom: say('Dwangsom', 'Dwangsom'),
    rente: say('Rente over', 'Interest on'),
    kosten: say('Kosten', 'Costs'),
    betaling: say('Betaling', 'Payment'),
    vermindering: say('Vermindering', 'Reduction'),
    correctie: say('Correctie', 'Correction'),
  };
}
