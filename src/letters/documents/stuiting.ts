import { z } from 'zod';
import { amountsTable } from '../amounts.ts';
import { type Block, type Content, paragraph } from '../blocks.ts';
import { amountFields, headFor, nietNakomingen } from '../fields.ts';
import { onWhoseBehalf, stuitingClause, summary, waysOut } from '../passages.ts';
import type { Speech } from '../speech.ts';

/** L-10 to the debtor: only interrupts. It goes on in every pause and every dispute (HR 20 December 2024, ECLI:NL:HR:2024:1904), so it sets no new term. */
export const stuitingsbrief = z.strictObject({
  ...headFor(['schuldenaar']),
  document: z.literal('L-10'),
  ...amountFields,
  nietNakomingen,
});

export function stuitingsbriefContent(letter: z.output<typeof stuitingsbrief>, speech: Speech): Content {
  const { say } = speech;
  return {
    subject: say(
      'Het recht op betaling van dwangsommen blijft bestaan',
      'The right to payment of dwangsommen remains',
    ),
    blocks: [
      summary(speech, {
        ask: say(
          'Bewaar deze brief. Hij vraagt u niet om iets nieuws.',
          'Keep this letter. It asks nothing new of you.',
        ),
        by: say('Deze brief stelt geen nieuwe termijn.', 'This letter sets no new term.'),
        otherwise: say(
          'Wat wij eerder met u afspraken of u schreven, blijft gelden.',
          'What we agreed with you or wrote to you before remains as it was.',
        ),
      }),
      onWhoseBehalf(letter, speech),
      ...stuitingClause(letter, letter.nietNakomingen, speech),
      ...whatIsOpen(letter, speech),
      ...waysOut(letter, speech),
    ],
  };
}

/** Where the program could not work out what is open (no rate for a day), the letter goes out all the same: it interrupts without amounts. */
function whatIsOpen(letter: z.output<typeof stuitingsbrief>, speech: Speech): readonly Block[] {
  const { say } = speech;
  if (letter.lines.length === 0) return [];
  return [
    paragraph(
      say('Dit staat nu open, voor zover wij weten.', 'This is open now, as far as we know.'),
      say(
        'Staat hierboven een dag die niet in de tabel staat? Ook dat recht houden wij in stand.',
        'Is there a day above that is not in the table? We keep that right alive too.',
      ),
    ),
    amountsTable(letter, letter.date, speech),
  ];
}
