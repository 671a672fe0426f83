import { z } from 'zod';
import { amountsTable, paymentBlock, totalOf } from '../amounts.ts';
import { type Content, heading, list, paragraph } from '../blocks.ts';
import {
  amountField,
  amountFields,
  dayField,
  days,
  headFor,
  nietNakomingen,
  positiveAmount,
  shortText,
  told,
} from '../fields.ts';
import {
  howAPaymentCounts,
  onWhoseBehalf,
  stuitingClause,
  summary,
  waysOut,
  withinDays,
} from '../passages.ts';
import type { Speech } from '../speech.ts';

/** L-06 to the debtor: what was found and why, the claim within a term (BW 6:82), and the first stuiting. */
export const aanzegging = z.strictObject({
  ...headFor(['schuldenaar']),
  document: z.literal('L-06'),
  ...amountFields,
  nietNakomingen,
  findings: z.array(z.strictObject({ nietNakoming: shortText, decidedOn: dayField, reasons: told })).min(1),
  betaaltermijnDagen: days,
  /** What of the maximum is not forfeited yet; null where the court named none, or more than one. */
  maximumLeft: amountField.nullable(),
});

export function aanzeggingContent(letter: z.output<typeof aanzegging>, speech: Speech): Content {
  const { say, day, amount, euro } = speech;
  const total = totalOf(letter);
  const when = withinDays(letter.betaaltermijnDagen, speech);
  return {
    subject: say('U moet dwangsommen betalen', 'You must pay dwangsommen'),
    blocks: [
      summary(speech, {
        ask: say(`Betaal ${euro(total)}.`, `Pay ${euro(total)}.`),
        by: when,
        otherwise: say(
          'Dan krijgt u een herinnering. Er komt wettelijke rente bij.',
          'Then you receive a reminder. Statutory interest (wettelijke rente) is added.',
        ),
      }),
      onWhoseBehalf(letter, speech),
      paragraph(
        say(
          'De uitspraak is niet nagekomen. Een medewerker heeft de melding beoordeeld en dit vastgesteld:',
          'The decision was not followed. A member of our staff assessed the report and found this:',
        ),
      ),
      list(
        letter.findings.map(({ nietNakoming, decidedOn, reasons }) =>
          say(
            `Niet-nakoming ${nietNakoming}, vastgesteld op ${day(decidedOn)}. ${reasons}`,
            `Niet-nakoming ${nietNakoming}, found on ${day(decidedOn)}. ${reasons}`,
          ),
        ),
      ),
      paragraph(say('Daarom bent u deze bedragen verschuldigd.', 'That is why you owe these amounts.')),
      amountsTable(letter, letter.date, speech),
      paragraph(
        letter.maximumLeft === null
          ? say(
              'Of er een maximum geldt, en hoe hoog, staat in de uitspraak.',
              'Whether there is a maximum, and how high, stands in the decision.',
            )
          : say(
              `De rechter heeft een maximum genoemd. Daarvan kan nog ${amount(letter.maximumLeft)} worden verbeurd.`,
              `The court named a maximum. Of that ${amount(letter.maximumLeft)} can still be forfeited.`,
            ),
      ),
      paymentBlock(letter, { cents: total, when }, speech),
      howAPaymentCounts(speech),
      ...stuitingClause(letter, letter.nietNakomingen, speech),
      ...waysOut(letter, speech),
    ],
  };
}

/** L-07 to the debtor: the aanzegging was not paid, and what was tried to reach the debtor. Each demand interrupts as well, in as many words. */
export const herinnering = z.strictObject({
  ...headFor(['schuldenaar']),
  document: z.literal('L-07'),
  ...amountFields,
  nietNakomingen,
  aanzeggingOn: dayField,
  contacts: z
    .array(z.strictObject({ on: dayField, channel: z.enum(['brief', 'e-mail', 'telefoon']) }))
    .min(1),
  betaaltermijnDagen: days,
});

export function herinneringContent(letter: z.output<typeof herinnering>, speech: Speech): Content {
  const { say, day, euro } = speech;
  const total = totalOf(letter);
  const when = withinDays(letter.betaaltermijnDagen, speech);
  const channels = {
    brief: say('brief', 'letter'),
    'e-mail': say('e-mail', 'e-mail'),
    telefoon: say('telefoon', 'telephone'),
  };
  return {
    subject: say('Herinnering: u hebt nog niet betaald', 'Reminder: you have not paid yet'),
    blocks: [
      summary(speech, {
        ask: say(
          `Betaal ${euro(total)}, of laat ons weten waarom niet.`,
          `Pay ${euro(total)}, or tell us why not.`,
        ),
        by: when,
        otherwise: say(
          'Dan krijgt u een laatste aanmaning. Daarna kan een deurwaarder de zaak krijgen.',
          'Then you receive a final notice. After that a deurwaarder may get the case.',
        ),
      }),
      onWhoseBehalf(letter, speech),
      paragraph(
        say(
          `Op ${day(letter.aanzeggingOn)} vroegen wij u om dwangsommen te betalen. Wij hebben niet alles ontvangen.`,
          `On ${day(letter.aanzeggingOn)} we asked you to pay dwangsommen. We have not received all of it.`,
        ),
        say(
          'Hebt u net betaald? Dan kunt u deze brief weggooien.',
          'Have you just paid? Then you can throw this letter away.',
        ),
        say('Wij probeerden u zo te bereiken:', 'We tried to reach you like this:'),
      ),
      list(letter.contacts.map(({ on, channel }) => `${day(on)}: ${channels[channel]}.`)),
      amountsTable(letter, letter.date, speech),
      paymentBlock(letter, { cents: total, when }, speech),
      howAPaymentCounts(speech),
      ...stuitingClause(letter, letter.nietNakomingen, speech),
      ...waysOut(letter, speech),
    ],
  };
}

const MEASURES = ['beslag-inkomen', 'beslag-bankrekening', 'beslag-spullen'] as const;

/** L-08 to the debtor: the last letter before the deurwaarder; what may follow, what that costs, and the ways that are still open. */
export const laatsteAanmaning = z.strictObject({
  ...headFor(['schuldenaar']),
  document: z.literal('L-08'),
  ...amountFields,
  nietNakomingen,
  betaaltermijnDagen: days,
  measures: z.array(z.enum(MEASURES)).min(1),
  /** From the tariffs of the year (Btag), each with its article; an estimate, because the deurwaarder chooses his acts. */
  costEstimate: z.strictObject({
    year: z.int().min(2020).max(2100),
    items: z.array(z.strictObject({ what: told, article: shortText, amount: positiveAmount })).min(1),
  }),
});

export function laatsteAanmaningContent(letter: z.output<typeof laatsteAanmaning>, speech: Speech): Content {
  const { say, amount, euro } = speech;
  const total = totalOf(letter);
  const when = withinDays(letter.betaaltermijnDagen, speech);
  const measures = {
    'beslag-inkomen': say(
      'beslag op uw loon of uitkering, boven de beslagvrije voet;',
      'beslag on your wages or benefit, above the beslagvrije voet;',
    ),
    'beslag-bankrekening': say('beslag op uw bankrekening;', 'beslag on your bank account;'),
    'beslag-spullen': say('beslag op spullen van u.', 'beslag on goods of yours.'),
  };
  return {
    subject: say('Laatste aanmaning voor de deurwaarder', 'Final notice before the deurwaarder'),
    blocks: [
      summary(speech, {
        ask: say(
          `Betaal ${euro(total)}. Lukt dat niet ineens? Vraag om een regeling of om uitstel.`,
          `Pay ${euro(total)}. Can you not pay at once? Ask for instalments or for a pause.`,
        ),
        by: when,
        otherwise: say(
          'Dan kan een deurwaarder de zaak krijgen. De kosten daarvan komen voor u erbij.',
          'Then a deurwaarder may get the case. You will owe its costs as well.',
        ),
      }),
      onWhoseBehalf(letter, speech),
      amountsTable(letter, letter.date, speech),
      paymentBlock(letter, { cents: total, when }, speech),
      howAPaymentCounts(speech),
      heading(say('Wat kan de deurwaarder doen?', 'What can the deurwaarder do?')),
      paragraph(
        say(
          'Eerst beslist een medewerker of dit past, ook met het oog op de kinderen. Een computer beslist dat niet.',
          'First a member of our staff decides whether this fits, also with regard to the children. A computer does not decide that.',
        ),
        say('Daarna kan de deurwaarder dit doen:', 'After that the deurwaarder can do this:'),
      ),
      list(letter.measures.map((measure) => measures[measure])),
      {
        kind: 'table',
        caption: say(
          `Wat de deurwaarder ongeveer kost (tarieven ${letter.costEstimate.year})`,
          `What the deurwaarder costs, by estimate (tariffs of ${letter.costEstimate.year})`,
        ),
        columns: [
          { title: say('Handeling', 'Act'), align: 'left' },
          { title: say('Artikel', 'Article'), align: 'left' },
          { title: say('Bedrag', 'Amount'), align: 'right' },
        ],
        rows: letter.costEstimate.items.map((item) => [item.what, item.article, amount(item.amount)]),
        totals: [],
      },
      heading(say('Kunt u niet ineens betalen?', 'Can you not pay at once?')),
      list([
        say(
          'Vraag ons om te betalen in delen. Zeg wat u per maand kunt missen.',
          'Ask us to pay in instalments. Tell us what you can spare each month.',
        ),
        say(
          'Krijgt u hulp bij schulden of is er iets ernstigs? Vraag om een pauze.',
          'Do you get help with debts, or has something serious happened? Ask for a pause.',
        ),
        say(
          'U kunt dit vragen per brief, e-mail of telefoon.',
          'You can ask this by letter, e-mail or telephone.',
        ),
      ]),
      ...stuitingClause(letter, letter.nietNakomingen, speech),
      ...waysOut(letter, speech),
    ],
  };
}
