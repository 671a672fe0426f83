import { z } from 'zod';
import { amountsTable } from '../amounts.ts';
import { type Content, heading, paragraph } from '../blocks.ts';
import { amountFields, dayField, headFor, keepsRunning, told } from '../fields.ts';
import { onWhoseBehalf, summary, waysOut, whatKeepsRunning } from '../passages.ts';
import type { Speech } from '../speech.ts';

/** L-13 to both: a pause that was granted, refused or ended. Each says what keeps running, and a stop is never without reasons. */
export const pause = z.strictObject({
  ...headFor(['schuldeiser', 'schuldenaar']),
  document: z.literal('L-13'),
  ...amountFields,
  keepsRunning,
  reasons: told,
  outcome: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('toegekend'), from: dayField, until: dayField }),
    z.strictObject({ kind: z.literal('geweigerd') }),
    z.strictObject({ kind: z.literal('voorbij'), endedOn: dayField }),
  ]),
});

export function pauseContent(letter: z.output<typeof pause>, speech: Speech): Content {
  const { say } = speech;
  const told = tellOutcome(letter, speech);
  return {
    subject: told.subject,
    blocks: [
      summary(speech, told.summary),
      onWhoseBehalf(letter, speech),
      paragraph(
        told.sentence,
        say('Een medewerker heeft dit beslist.', 'A member of our staff decided this.'),
      ),
      heading(say('Waarom?', 'Why?')),
      paragraph(letter.reasons),
      ...whatKeepsRunning(letter, letter.keepsRunning, speech),
      amountsTable(letter, letter.date, speech),
      ...waysOut(letter, speech),
    ],
  };
}

function tellOutcome({ outcome, addressee }: z.output<typeof pause>, { say, day }: Speech) {
  const pays = addressee.role === 'schuldenaar';
  switch (outcome.kind) {
    case 'toegekend':
      return {
        subject: say(
          `Pauze tot en met ${day(outcome.until)}`,
          `Pause up to and including ${day(outcome.until)}`,
        ),
        sentence: say(
          `Van ${day(outcome.from)} tot en met ${day(outcome.until)} vragen wij niet om betaling.`,
          `From ${day(outcome.from)} up to and including ${day(outcome.until)} we do not ask for payment.`,
        ),
        summary: {
          ask: pays
            ? say('U hoeft nu niet te betalen. Dat mag wel.', 'You need not pay now. You may.')
            : say('U hoeft niets te doen.', 'You need not do anything.'),
          by: say(
            `De pauze duurt tot en met ${day(outcome.until)}.`,
            `The pause lasts up to and including ${day(outcome.until)}.`,
          ),
          otherwise: say(
            'Na de pauze gaan wij verder. Daar krijgt u eerst bericht van.',
            'After the pause we go on. You will hear from us first.',
          ),
        },
      };
    case 'geweigerd':
      return {
        subject: say('Er komt geen pauze', 'There will be no pause'),
        sentence: say(
          'Er is om een pauze gevraagd. Die komt er niet.',
          'A pause was asked for. It is refused.',
        ),
        summary: goesOn(pays, say),
      };
    case 'voorbij':
      return {
        subject: say('De pauze is voorbij', 'The pause is over'),
        sentence: say(
          `De pauze eindigde op ${day(outcome.endedOn)}.`,
          `The pause ended on ${day(outcome.endedOn)}.`,
        ),
        summary: goesOn(pays, say),
      };
  }
}

function goesOn(pays: boolean, say: Speech['say']) {
  return pays
    ? {
        ask: say(
          'Betaal wat openstaat, of vraag ons om in delen te betalen.',
          'Pay what is open, or ask us to pay in instalments.',
        ),
        by: say(
          'Binnen de termijn van de brief waarin wij om betaling vroegen of vragen.',
          'Within the term of the letter in which we asked or will ask for payment.',
        ),
        otherwise: say('Dan gaan wij verder met innen.', 'Then we go on collecting.'),
      }
    : {
        ask: say('U hoeft niets te doen.', 'You need not do anything.'),
        by: say('Niet van toepassing.', 'Not applicable.'),
        otherwise: say('Wij gaan vanzelf verder met innen.', 'We go on collecting by ourselves.'),
      };
}
