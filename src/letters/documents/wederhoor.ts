import { z } from 'zod';
import { type Content, facts, field, heading, paragraph } from '../blocks.ts';
import { dayField, days, headFor, positiveAmount, shortText, told } from '../fields.ts';
import { onWhoseBehalf, summary, waysOut, withinDays } from '../passages.ts';
import type { Speech } from '../speech.ts';

/** L-05 to the debtor: somebody reported a niet-nakoming, and nothing is decided before the debtor was heard. */
export const wederhoor = z.strictObject({
  ...headFor(['schuldenaar']),
  document: z.literal('L-05'),
  nietNakoming: z.strictObject({ id: shortText, on: dayField, through: dayField }),
  clause: shortText,
  what: told,
  presumedAmount: positiveAmount,
  antwoordtermijnDagen: days,
});

export function wederhoorContent(letter: z.output<typeof wederhoor>, speech: Speech): Content {
  const { say, day, amount } = speech;
  const { id, on, through } = letter.nietNakoming;
  return {
    subject: say(
      'Wij willen graag uw kant van het verhaal horen',
      'We would like to hear your side of the story',
    ),
    blocks: [
      summary(speech, {
        ask: say(
          'Vul het antwoordformulier in en stuur het terug, met bewijs als u dat hebt.',
          'Fill in the reply form and send it back, with proof if you have any.',
        ),
        by: withinDays(letter.antwoordtermijnDagen, speech),
        otherwise: say(
          'Dan beslist een medewerker met wat wij nu weten.',
          'Then a member of our staff decides on what we know now.',
        ),
      }),
      onWhoseBehalf(letter, speech),
      paragraph(
        say(
          'Wij kregen een melding dat de uitspraak niet is nagekomen. Wij hebben nog niets besloten.',
          'We received a report that the decision was not followed. We have not decided anything yet.',
        ),
        say('U hoeft nu niets te betalen.', 'You need not pay anything now.'),
      ),
      facts([
        [say('Melding', 'Report'), id],
        [
          say('Dag', 'Day'),
          on === through
            ? day(on)
            : say(`${day(on)} tot en met ${day(through)}`, `${day(on)} up to and including ${day(through)}`),
        ],
        [say('Bevel in de uitspraak', 'Order in the decision'), letter.clause],
        [say('Wat is er gemeld?', 'What was reported?'), letter.what],
        [
          say('Mogelijke dwangsom', 'Possible dwangsom'),
          say(
            `${amount(letter.presumedAmount)} (artikel 611a Rv)`,
            `${amount(letter.presumedAmount)} (article 611a Rv)`,
          ),
        ],
      ]),
      heading(say('Wat gebeurt er met uw antwoord?', 'What happens with your answer?')),
      paragraph(
        say(
          'Een medewerker leest beide kanten en beslist. U krijgt de uitkomst met de redenen op papier.',
          'A member of our staff reads both sides and decides. You receive the outcome with its reasons on paper.',
        ),
        say(
          'Uw antwoord kan ter sprake komen bij de andere ouder. Uw adres en uw rekening geven wij nooit door.',
          'Your answer may be discussed with the other parent. We never pass on your address or your account.',
        ),
      ),
      ...waysOut(letter, speech),
      {
        kind: 'form',
        title: say(`Antwoordformulier bij melding ${id}`, `Reply form for report ${id}`),
        choices: [
          say('De uitspraak is op deze dag wel nagekomen.', 'The decision was followed on this day.'),
          say('Wij hadden samen iets anders afgesproken.', 'We had agreed on something else together.'),
          say('Ik kon er niets aan doen.', 'I could not help it.'),
          say('Mijn kind wilde niet.', 'My child did not want to.'),
          say('Het was niet veilig.', 'It was not safe.'),
          say('De melding klopt.', 'The report is right.'),
        ],
        fields: [
          field(say('Uitleg', 'Explanation'), 5),
          field(say('Bewijs dat u meestuurt', 'Proof that you enclose')),
          field(say('Naam en datum', 'Name and date')),
          field(say('Handtekening', 'Signature')),
        ],
      },
    ],
  };
}
