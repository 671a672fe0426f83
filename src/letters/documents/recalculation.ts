import { z } from 'zod';
import { type Cents, parseCents, sumCents } from '../../values/index.ts';
import { paymentBlock } from '../amounts.ts';
import { type Block, type Content, paragraph, type Table } from '../blocks.ts';
import { amountField, articleField, dayField, days, headFor, shortText } from '../fields.ts';
import {
  howAPaymentCounts,
  mistakesAndComplaints,
  onWhoseBehalf,
  summary,
  waysOut,
  withinDays,
} from '../passages.ts';
import type { Speech } from '../speech.ts';

/**
 * L-22 to both: a new decision of a court changed what is owed. What is to be paid or comes back is what the books say, not what the rows add up to: rente, kosten
 * and earlier payments count as well (BW 6:203 where too much was paid).
 */
export const recalculation = z.strictObject({
  ...headFor(['schuldeiser', 'schuldenaar']),
  document: z.literal('L-22'),
  decision: z.strictObject({
    on: dayField,
    kind: z.enum(['vernietiging', 'vermindering', 'opheffing']),
  }),
  rows: z
    .array(
      z.strictObject({
        dwangsom: shortText,
        on: dayField,
        article: articleField,
        before: amountField,
        after: amountField,
      }),
    )
    .min(1),
  /** What was paid; to the creditor, what was paid out. */
  settled: amountField,
  /** What the reader has yet to pay, rente and kosten included. */
  toPay: amountField,
  /** What the reader gets back. */
  back: amountField,
  betaaltermijnDagen: days,
});

type Recalculation = z.output<typeof recalculation>;

export function recalculationContent(letter: Recalculation, speech: Speech): Content {
  const { say, day } = speech;
  const { decision } = letter;
  const kinds = {
    vernietiging: say('De uitspraak is vernietigd.', 'The decision has been set aside (vernietigd).'),
    vermindering: say('De dwangsom is verlaagd.', 'The dwangsom has been lowered.'),
    opheffing: say('De dwangsom is opgeheven.', 'The dwangsom has been lifted.'),
  };
  const outcome = outcomeOf(letter, speech);
  return {
    subject: say(
      'Nieuwe berekening na een beslissing van de rechter',
      'New calculation after a decision of the court',
    ),
    blocks: [
      summary(speech, outcome.summary),
      onWhoseBehalf(letter, speech),
      paragraph(
        say(
          `Op ${day(decision.on)} heeft de rechter opnieuw beslist.`,
          `On ${day(decision.on)} the court decided again.`,
        ),
        kinds[decision.kind],
        say('Daarom hebben wij alles opnieuw berekend.', 'That is why we calculated everything again.'),
      ),
      comparison(letter, speech),
      ...outcome.blocks,
      ...(decision.kind === 'vernietiging' ? mistakesAndComplaints(letter, speech) : waysOut(letter, speech)),
    ],
  };
}

function comparison({ rows }: Recalculation, { say, day, amount, euro }: Speech): Table {
  return {
    kind: 'table',
    caption: say('Oude en nieuwe bedragen', 'Old and new amounts'),
    columns: [
      { title: say('Dwangsom', 'Dwangsom'), align: 'left' },
      { title: say('Dag', 'Day'), align: 'left' },
      { title: say('Artikel', 'Article'), align: 'left' },
      { title: say('Was', 'Was'), align: 'right' },
      { title: say('Is nu', 'Is now'), align: 'right' },
      { title: say('Verschil', 'Difference'), align: 'right' },
    ],
    rows: rows.map((row) => [
      row.dwangsom,
      day(row.on),
      row.article,
      amount(row.before),
      amount(row.after),
      euro(parseCents(row.after) - parseCents(row.before)),
    ]),
    totals: [
      [
        say('Samen', 'Sum'),
        '',
        '',
        euro(sumOf(rows, 'before')),
        euro(sumOf(rows, 'after')),
        euro(sumOf(rows, 'after') - sumOf(rows, 'before')),
      ],
    ],
  };
}

function outcomeOf(letter: Recalculation, speech: Speech) {
  const { say, euro } = speech;
  const settled = parseCents(letter.settled);
  const creditor = letter.addressee.role === 'schuldeiser';
  const pays = parseCents(letter.toPay);
  const receives = parseCents(letter.back);
  const statement = paragraph(
    creditor
      ? say(`Wij hebben aan u ${euro(settled)} uitbetaald.`, `We have paid out ${euro(settled)} to you.`)
      : say(`U hebt ${euro(settled)} betaald.`, `You have paid ${euro(settled)}.`),
    creditor && pays > 0n
      ? say(
          'Wat u te veel kreeg, moet terug (artikel 6:203 van het Burgerlijk Wetboek).',
          'What you received too much must be paid back (article 6:203 of the Burgerlijk Wetboek).',
        )
      : '',
  );
  if (pays > 0n) return askFor(pays, letter, statement, creditor, speech);
  return {
    summary: {
      ask: say('U hoeft niets te betalen.', 'You need not pay anything.'),
      by: say('Niet van toepassing.', 'Not applicable.'),
      otherwise:
        receives > 0n
          ? say(`U krijgt ${euro(receives)} van ons terug.`, `You get ${euro(receives)} back from us.`)
          : say('Wij passen alles zelf aan.', 'We adjust everything ourselves.'),
    },
    blocks: [
      statement,
      ...(receives > 0n
        ? [
            paragraph(
              say(
                `U krijgt ${euro(receives)} terug op de rekening waarvan u betaalde (artikel 6:203 van het Burgerlijk Wetboek).`,
                `You get back ${euro(receives)} on the account from which you paid (article 6:203 of the Burgerlijk Wetboek).`,
              ),
            ),
          ]
        : []),
    ],
  };
}

function askFor(cents: Cents, letter: Recalculation, statement: Block, creditor: boolean, speech: Speech) {
  const { say, euro } = speech;
  const when = withinDays(letter.betaaltermijnDagen, speech);
  return {
    summary: {
      ask: creditor
        ? say(`Betaal ${euro(cents)} terug.`, `Pay back ${euro(cents)}.`)
        : say(`Betaal wat nog openstaat: ${euro(cents)}.`, `Pay what is still open: ${euro(cents)}.`),
      by: when,
      otherwise: creditor
        ? say(
            'Dan vragen wij u er opnieuw om. Bel ons als het niet ineens lukt.',
            'Then we ask you again. Call us if you cannot pay at once.',
          )
        : say('Dan gaan wij verder met innen.', 'Then we go on collecting.'),
    },
    blocks: [
      statement,
      paymentBlock(letter, { cents, when }, speech),
      ...(creditor ? [] : [howAPaymentCounts(speech)]),
    ],
  };
}

function sumOf(rows: Recalculation['rows'], side: 'before' | 'after'): Cents {
  return sumCents(rows.map((row) => parseCents(row[side])));
}
