import { z } from 'zod';
import { type Content, facts, heading, list, paragraph } from '../blocks.ts';
import { dayField, headFor, positiveAmount, shortText, told } from '../fields.ts';
import { onWhoseBehalf, summary, waysOut } from '../passages.ts';
import type { Speech } from '../speech.ts';

const MODES = [
  'per-keer',
  'per-dagdeel',
  'per-dag',
  'per-dag-of-gedeelte',
  'per-week-of-gedeelte',
  'ineens',
] as const;

/** L-04 to the debtor: the uitspraak was betekend; from when it counts, and how nothing is ever owed. */
export const mededelingBetekening = z.strictObject({
  ...headFor(['schuldenaar']),
  document: z.literal('L-04'),
  betekendOn: dayField,
  exploot: shortText,
  /** What the court ordered, in its own words. */
  dictum: told,
  clauses: z
    .array(
      z.strictObject({
        id: shortText,
        amount: positiveAmount,
        mode: z.enum(MODES),
        maximum: positiveAmount.nullable(),
        countsFrom: dayField,
      }),
    )
    .min(1),
});

export function mededelingBetekeningContent(
  letter: z.output<typeof mededelingBetekening>,
  speech: Speech,
): Content {
  const { say, day, amount } = speech;
  const modes = modeWords(speech);
  return {
    subject: say('Vanaf nu kunt u een dwangsom moeten betalen', 'From now on you may have to pay a dwangsom'),
    blocks: [
      summary(speech, {
        ask: say(
          'Doe wat de rechter heeft bevolen. Dan betaalt u niets.',
          'Do what the court ordered. Then you pay nothing.',
        ),
        by: say(
          'Vanaf de dag die hieronder bij elk bevel staat.',
          'From the day that stands with each order below.',
        ),
        otherwise: say(
          'Dan kunt u voor elke niet-nakoming een dwangsom verschuldigd zijn.',
          'Then you may owe a dwangsom for each niet-nakoming.',
        ),
      }),
      onWhoseBehalf(letter, speech),
      paragraph(
        say(
          `Een deurwaarder heeft de uitspraak op ${day(letter.betekendOn)} aan u betekend (exploot: ${letter.exploot}).`,
          `A deurwaarder served the decision on you (betekening) on ${day(letter.betekendOn)} (exploot: ${letter.exploot}).`,
        ),
        say(
          'Zonder betekening kan er geen dwangsom ontstaan (artikel 611a lid 3 van het Wetboek van Burgerlijke Rechtsvordering).',
          'Without betekening no dwangsom can arise (article 611a lid 3 of the Wetboek van Burgerlijke Rechtsvordering).',
        ),
      ),
      heading(say('Dit schrijft de rechter', 'This is what the court writes')),
      paragraph(letter.dictum),
      ...letter.clauses.flatMap((clause) => [
        heading(say(`Bevel ${clause.id}`, `Order ${clause.id}`)),
        facts([
          [say('Dwangsom', 'Dwangsom'), `${amount(clause.amount)} ${modes[clause.mode]}`],
          [
            say('Ten hoogste', 'At most'),
            clause.maximum === null ? say('zie de uitspraak', 'see the decision') : amount(clause.maximum),
          ],
          [say('Telt vanaf', 'Counts from'), day(clause.countsFrom)],
        ]),
      ]),
      heading(say('Zo voorkomt u een dwangsom', 'How to avoid a dwangsom')),
      list([
        say(
          'Kom elke afspraak uit de uitspraak op tijd na.',
          'Keep every appointment of the decision on time.',
        ),
        say(
          'Lukt een keer niet? Overleg vooraf met de andere ouder en bewaar de berichten.',
          'Is one time impossible? Consult the other parent beforehand and keep the messages.',
        ),
        say(
          'Krijgen wij een melding, dan vragen wij u eerst om uw kant van het verhaal.',
          'If we get a report, we first ask you for your side of the story.',
        ),
      ]),
      ...waysOut(letter, speech),
    ],
  };
}

function modeWords({ say }: Speech): Record<(typeof MODES)[number], string> {
  return {
    'per-keer': say('per keer', 'each time'),
    'per-dagdeel': say('per dagdeel', 'per part of a day'),
    'per-dag': say('per dag', 'per day'),
    'per-dag-of-gedeelte': say('per dag of deel van een dag', 'per day or part of a day'),
    'per-week-of-gedeelte': say('per week of deel van een week', 'per week or part of a week'),
    ineens: say('ineens', 'at once'),
  };
}
