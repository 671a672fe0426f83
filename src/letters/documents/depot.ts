import { z } from 'zod';
import { type Content, facts, heading, paragraph } from '../blocks.ts';
import { articleField, dayField, headFor, positiveAmount, shortText, told } from '../fields.ts';
import { onWhoseBehalf, summary, waysOut } from '../passages.ts';
import type { Speech } from '../speech.ts';

/** L-21 to both: money that came in is kept apart, why, and what sets it free. */
export const depot = z.strictObject({
  ...headFor(['schuldeiser', 'schuldenaar']),
  document: z.literal('L-21'),
  payment: shortText,
  receivedOn: dayField,
  amount: positiveAmount,
  article: articleField,
  reasons: told,
  releasedWhen: told,
  reviewOn: dayField,
});

export function depotContent(letter: z.output<typeof depot>, speech: Speech): Content {
  const { say, day, amount } = speech;
  return {
    subject: say(`Wij houden ${amount(letter.amount)} in depot`, `We keep ${amount(letter.amount)} in depot`),
    blocks: [
      summary(speech, {
        ask: say('U hoeft nu niets te doen.', 'You need not do anything now.'),
        by: say(
          `Wij kijken hier uiterlijk ${day(letter.reviewOn)} weer naar.`,
          `We look at this again by ${day(letter.reviewOn)}.`,
        ),
        otherwise: say('Het geld blijft veilig apart staan.', 'The money stays safely apart.'),
      }),
      onWhoseBehalf(letter, speech),
      facts([
        [say('Betaling', 'Payment'), letter.payment],
        [say('Ontvangen', 'Received'), day(letter.receivedOn)],
        [say('Bedrag', 'Amount'), amount(letter.amount)],
        [say('Artikel', 'Article'), letter.article],
      ]),
      heading(say('Waarom houden wij dit vast?', 'Why do we keep this?')),
      paragraph(letter.reasons),
      heading(say('Wanneer komt het geld vrij?', 'When is the money released?')),
      paragraph(letter.releasedWhen),
      paragraph(
        say(
          'Wie heeft betaald, heeft aan ons betaald. Over dit bedrag vragen wij niet opnieuw om geld.',
          'Whoever paid has paid us. We do not ask for money again for this amount.',
        ),
      ),
      ...waysOut(letter, speech),
    ],
  };
}
