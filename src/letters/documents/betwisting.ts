import { z } from 'zod';
import { amountsTable } from '../amounts.ts';
import { type Content, heading, list, paragraph } from '../blocks.ts';
import { amountFields, dayField, headFor, shortText, told } from '../fields.ts';
import { onWhoseBehalf, summary, waysOut } from '../passages.ts';
import type { Speech } from '../speech.ts';

/** L-11 to the debtor: the reasoned answer to what was contested. A person decided it (AVG art. 22), and it names what was weighed. */
export const betwisting = z.strictObject({
  ...headFor(['schuldenaar']),
  document: z.literal('L-11'),
  ...amountFields,
  receivedOn: dayField,
  decidedOn: dayField,
  nietNakoming: z.strictObject({ id: shortText, on: dayField }),
  outcome: z.enum(['blijft-vastgesteld', 'melding-afgewezen', 'aan-de-rechter']),
  weighed: z.array(told).min(1),
  reasons: told,
});

export function betwistingContent(letter: z.output<typeof betwisting>, speech: Speech): Content {
  const { say, day } = speech;
  const { id, on } = letter.nietNakoming;
  const outcome = outcomes(speech)[letter.outcome];
  return {
    subject: outcome.subject,
    blocks: [
      summary(speech, outcome.summary),
      onWhoseBehalf(letter, speech),
      paragraph(
        say(
          `Op ${day(letter.receivedOn)} ontvingen wij uw reactie op niet-nakoming ${id} van ${day(on)}.`,
          `On ${day(letter.receivedOn)} we received your response to niet-nakoming ${id} of ${day(on)}.`,
        ),
        say(
          `Een medewerker heeft haar op ${day(letter.decidedOn)} beoordeeld.`,
          `A member of our staff assessed it on ${day(letter.decidedOn)}.`,
        ),
        outcome.sentence,
      ),
      heading(say('Wat is meegewogen?', 'What was weighed?')),
      list(letter.weighed),
      heading(say('Waarom deze uitkomst?', 'Why this outcome?')),
      paragraph(letter.reasons),
      paragraph(say('Dit staat nu open.', 'This is open now.')),
      amountsTable(letter, letter.date, speech),
      ...waysOut(letter, speech),
    ],
  };
}

function outcomes({ say }: Speech) {
  return {
    'blijft-vastgesteld': {
      subject: say('Uw reactie verandert de uitkomst niet', 'Your response does not change the outcome'),
      sentence: say('De niet-nakoming blijft vastgesteld.', 'The niet-nakoming remains as found.'),
      summary: {
        ask: say('Lees de redenen. Betaal wat openstaat.', 'Read the reasons. Pay what is open.'),
        by: say(
          'Binnen de termijn van de brief waarin wij om betaling vroegen of vragen.',
          'Within the term of the letter in which we asked or will ask for payment.',
        ),
        otherwise: say('Dan gaan wij verder met innen.', 'Then we go on collecting.'),
      },
    },
    'melding-afgewezen': {
      subject: say('U krijgt gelijk: deze dwangsom vervalt', 'You are right: this dwangsom lapses'),
      sentence: say(
        'De melding is afgewezen. Voor deze dag bent u niets verschuldigd.',
        'The report is rejected. You owe nothing for this day.',
      ),
      summary: {
        ask: say('U hoeft niets te doen.', 'You need not do anything.'),
        by: say('Niet van toepassing.', 'Not applicable.'),
        otherwise: say(
          'Hebt u al betaald? Dan rekenen wij het na en betalen wij terug wat te veel was.',
          'Have you paid already? Then we recalculate and pay back what was too much.',
        ),
      },
    },
    'aan-de-rechter': {
      subject: say('Hierover moet de rechter beslissen', 'The court must decide about this'),
      sentence: say(
        'Wij kunnen dit zelf niet beslissen. Alleen de rechter kan dat.',
        'We cannot decide this ourselves. Only the court can.',
      ),
      summary: {
        ask: say(
          'Leg de zaak voor aan de rechter. Hieronder staat hoe dat kan.',
          'Put the case to the court. Below you read how.',
        ),
        by: say(
          'De wet noemt hiervoor geen vaste dag. Wacht niet te lang.',
          'The law names no fixed day for this. Do not wait too long.',
        ),
        otherwise: say('Dan blijft deze dag onbeslist.', 'Then this day remains undecided.'),
      },
    },
  };
}
