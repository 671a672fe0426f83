import { z } from 'zod';
import { amountsTable, totalOf } from '../amounts.ts';
import { type Content, facts, heading, paragraph } from '../blocks.ts';
import { amountFields, dayField, headFor, shortText } from '../fields.ts';
import { onWhoseBehalf, questions } from '../passages.ts';
import type { Speech } from '../speech.ts';

/**
 * L-23 to the curator or bewindvoerder: what was forfeited before the proceedings began, and what after. Rv 611e: during faillissement nothing is forfeited,
 * and what was forfeited before is not admitted to the estate. Not admitted is not extinguished, so the right is reserved.
 */
export const faillissement = z.strictObject({
  ...headFor(['curator', 'bewindvoerder']),
  document: z.literal('L-23'),
  debtorName: shortText,
  proceedings: z.strictObject({
    kind: z.enum(['faillissement', 'wsnp', 'bewind']),
    court: shortText,
    number: shortText,
    openedOn: dayField,
  }),
  before: z.strictObject(amountFields),
  after: z.strictObject(amountFields),
});

export function faillissementContent(letter: z.output<typeof faillissement>, speech: Speech): Content {
  const { say, day, euro } = speech;
  const { proceedings, debtorName } = letter;
  const names = {
    faillissement: say('faillissement', 'faillissement'),
    wsnp: say('wettelijke schuldsanering (Wsnp)', 'wettelijke schuldsanering (Wsnp)'),
    bewind: say('beschermingsbewind', 'beschermingsbewind'),
  };
  const opened = day(proceedings.openedOn);
  return {
    subject: say(`Opgave van dwangsommen van ${debtorName}`, `Statement of dwangsommen of ${debtorName}`),
    blocks: [
      onWhoseBehalf(letter, speech),
      facts([
        [say('Schuldenaar', 'Debtor'), debtorName],
        [say('Procedure', 'Proceedings'), `${names[proceedings.kind]}, ${proceedings.number}`],
        [say('Uitgesproken', 'Opened'), `${opened}, ${proceedings.court}`],
        [say('Voor die dag', 'Before that day'), euro(totalOf(letter.before))],
        [say('Op of na die dag', 'On or after that day'), euro(totalOf(letter.after))],
      ]),
      amountsTable(
        letter.before,
        letter.date,
        speech,
        say(`Verbeurd voor ${opened}`, `Forfeited before ${opened}`),
      ),
      amountsTable(
        letter.after,
        letter.date,
        speech,
        say(`Verbeurd op of na ${opened}`, `Forfeited on or after ${opened}`),
      ),
      heading(say('Hoe wij de wet lezen', 'How we read the law')),
      rules(proceedings.kind, speech),
      paragraph(
        say(
          `Namens ${letter.onBehalfOf} behouden wij ons ondubbelzinnig het recht op nakoming voor (artikel 3:317 BW).`,
          `On behalf of ${letter.onBehalfOf} we unequivocally reserve the right to performance (article 3:317 BW).`,
        ),
        say(
          'Wilt u ons laten weten hoe u deze opgave verwerkt?',
          'Please tell us how you deal with this statement.',
        ),
      ),
      ...questions(letter, speech),
    ],
  };
}

function rules(kind: 'faillissement' | 'wsnp' | 'bewind', { say }: Speech) {
  if (kind === 'bewind') {
    return paragraph(
      say(
        'Bewind houdt niet tegen dat dwangsommen worden verbeurd. Voor betaling wenden wij ons tot u.',
        'Bewind does not keep dwangsommen from being forfeited. For payment we turn to you.',
      ),
    );
  }
  return paragraph(
    say(
      'Zolang de procedure loopt, worden in beginsel geen dwangsommen verbeurd (artikel 611e Rv).',
      'While the proceedings last, in principle no dwangsommen are forfeited (article 611e Rv).',
    ),
    say(
      'Wat eerder is verbeurd, wordt niet toegelaten tot het passief. Het vervalt daardoor niet.',
      'What was forfeited earlier is not admitted to the estate. It does not lapse because of that.',
    ),
    kind === 'wsnp'
      ? say(
          'Voor vorderingen waarvoor de Wsnp niet geldt, ligt dat anders. Het is aan u en de rechter om dat te beoordelen.',
          'That is different for claims that the Wsnp does not cover. It is for you and the court to judge that.',
        )
      : '',
    say(
      'De verjaring is intussen geschorst (artikel 611g lid 2 Rv).',
      'Verjaring is suspended meanwhile (article 611g lid 2 Rv).',
    ),
    say('Wij vragen de schuldenaar nu niet om betaling.', 'We do not ask the debtor for payment now.'),
  );
}
