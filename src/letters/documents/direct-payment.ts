import { z } from 'zod';
import { amountsTable } from '../amounts.ts';
import { type Content, heading, paragraph } from '../blocks.ts';
import { amountFields, dayField, headFor, positiveAmount, told } from '../fields.ts';
import { onWhoseBehalf, summary, waysOut } from '../passages.ts';
import type { Speech } from '../speech.ts';

/** L-14 to both: one parent says that something was paid directly to the other; first proof is asked, then the outcome is told. */
export const directPayment = z.strictObject({
  ...headFor(['schuldeiser', 'schuldenaar']),
  document: z.literal('L-14'),
  ...amountFields,
  paidOn: dayField,
  amount: positiveAmount,
  step: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('bewijs-gevraagd'), answerBy: dayField }),
    z.strictObject({ kind: z.literal('telt-mee'), reasons: told }),
    z.strictObject({ kind: z.literal('telt-niet-mee'), reasons: told }),
  ]),
});

export function directPaymentContent(letter: z.output<typeof directPayment>, speech: Speech): Content {
  const { say, day, amount } = speech;
  const { step } = letter;
  const payment = say(
    `een betaling van ${amount(letter.amount)} op ${day(letter.paidOn)}`,
    `a payment of ${amount(letter.amount)} on ${day(letter.paidOn)}`,
  );
  const told =
    step.kind === 'bewijs-gevraagd' ? asking(letter, step.answerBy, speech) : outcome(step.kind, speech);
  return {
    subject: told.subject,
    blocks: [
      summary(speech, told.summary),
      onWhoseBehalf(letter, speech),
      paragraph(
        say(
          `Het gaat om ${payment}, van de ene ouder aan de andere.`,
          `This is about ${payment}, from one parent to the other.`,
        ),
        told.sentence,
      ),
      ...(step.kind === 'bewijs-gevraagd' ? [] : [heading(say('Waarom?', 'Why?')), paragraph(step.reasons)]),
      amountsTable(letter, letter.date, speech),
      paragraph(
        say(
          'Betalingen aan ons vinden wij altijd terug. Betaal daarom liever aan ons.',
          'We can always trace payments to us. So please pay us instead.',
        ),
      ),
      ...waysOut(letter, speech),
    ],
  };
}

function asking(
  { addressee }: z.output<typeof directPayment>,
  answerBy: z.output<typeof dayField>,
  { say, day }: Speech,
) {
  const received = addressee.role === 'schuldeiser';
  return {
    subject: say('Is er rechtstreeks betaald?', 'Was there a direct payment?'),
    sentence: say(
      'Wij weten nog niet of die betaling meetelt.',
      'We do not know yet whether that payment counts.',
    ),
    summary: {
      ask: received
        ? say(
            'Laat ons weten of u dit hebt ontvangen, en waarvoor het was.',
            'Tell us whether you received this, and what it was for.',
          )
        : say(
            'Stuur een afschrift van uw bank waarop de betaling staat.',
            'Send a statement of your bank that shows the payment.',
          ),
      by: say(`Uiterlijk ${day(answerBy)}.`, `By ${day(answerBy)}.`),
      otherwise: received
        ? say(
            'Heeft de ander bewijs van de bank? Dan telt de betaling mee.',
            'Does the other have proof of the bank? Then the payment counts.',
          )
        : say('Dan telt de betaling niet mee.', 'Then the payment does not count.'),
    },
  };
}

function outcome(kind: 'telt-mee' | 'telt-niet-mee', { say }: Speech) {
  const counts = kind === 'telt-mee';
  return {
    subject: counts
      ? say('De rechtstreekse betaling telt mee', 'The direct payment counts')
      : say('De rechtstreekse betaling telt niet mee', 'The direct payment does not count'),
    sentence: counts
      ? say(
          'Die betaling telt mee. Zij is van het openstaande bedrag afgetrokken.',
          'That payment counts. It has been taken off what is open.',
        )
      : say(
          'Die betaling telt niet mee. Het openstaande bedrag blijft gelijk.',
          'That payment does not count. What is open stays the same.',
        ),
    summary: {
      ask: say('Controleer het bedrag dat nog openstaat.', 'Check the amount that is still open.'),
      by: say('Laat het ons snel weten als het niet klopt.', 'Tell us soon if it is wrong.'),
      otherwise: say('Dan gaan wij uit van het bedrag hieronder.', 'Then we go by the amount below.'),
    },
  };
}
