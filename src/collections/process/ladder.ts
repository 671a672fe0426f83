import { z } from 'zod';
import { LETTER_KINDS, type LetterName } from './letter-kinds.ts';

/**
 * The ladder: which step follows which, after how many days, on which conditions, with which letter, and by whom. It is data, released by two
 * people as a numbered version; a case keeps the version that it began with.
 *
 * What no version can take away stands in the code: no demand without a volmacht, none while a faillissement, schorsing or contest holds it, and no
 * coercion without a kindtoets. A version can only ask for more.
 */

export const LADDER_STEPS = [
  'aanzegging',
  'herinnering',
  'laatste-aanmaning',
  'overname',
  'verhaalsonderzoek',
  'kindtoets',
  'opdracht',
] as const;

export type LadderStepName = (typeof LADDER_STEPS)[number];

/** Whatever else must hold before a step. A closed list: each has its own code in `preconditions.ts`. */
export const PRECONDITIONS = ['drie-contactwegen', 'contact-90-dagen', 'adres-30-dagen'] as const;

export type Precondition = (typeof PRECONDITIONS)[number];

/** A step of a person has no letter; the letters of the ladder bear the names of their steps, and with them their document (letter-kinds.ts). */
const OF_A_PERSON: readonly LadderStepName[] = ['verhaalsonderzoek', 'kindtoets', 'opdracht'];

const stepSchema = z.strictObject({
  step: z.enum(LADDER_STEPS),
  /** Days after the step before it was taken; of a letter, after it arrived. */
  daysAfter: z.int().min(0).max(366),
  /** The term for payment in its letter, in days. */
  betaaltermijnDagen: z.int().min(1).max(366).nullable(),
  preconditions: z.array(z.enum(PRECONDITIONS)).max(PRECONDITIONS.length),
  by: z.enum(['programma', 'persoon']),
});

export const ladderSchema = z
  .array(stepSchema)
  .min(1)
  .max(LADDER_STEPS.length)
  .superRefine((steps, context) => {
    for (const message of faultsOf(steps)) context.addIssue({ code: 'custom', message });
  });

export type LadderStep = z.output<typeof stepSchema>;

export interface Ladder {
  readonly version: number;
  readonly steps: readonly LadderStep[];
}

/** Version 1, by chapter 7.3 of the domain description; its days are proposals, not statute. */
export const LADDER_1: Ladder = {
  version: 1,
  steps: [
    {
      step: 'aanzegging',
      daysAfter: 0,
      betaaltermijnDagen: 14,
      preconditions: [],
      by: 'programma',
    },
    {
      step: 'herinnering',
      daysAfter: 14,
      betaaltermijnDagen: 7,
      preconditions: [],
      by: 'programma',
    },
    {
      step: 'laatste-aanmaning',
      daysAfter: 7,
      betaaltermijnDagen: 14,
      preconditions: ['drie-contactwegen'],
      by: 'programma',
    },
    {
      step: 'overname',
      daysAfter: 14,
      betaaltermijnDagen: 7,
      preconditions: [],
      by: 'programma',
    },
    {
      step: 'verhaalsonderzoek',
      daysAfter: 7,
      betaaltermijnDagen: null,
      preconditions: [],
      by: 'persoon',
    },
    {
      step: 'kindtoets',
      daysAfter: 0,
      betaaltermijnDagen: null,
      preconditions: [],
      by: 'persoon',
    },
    {
      step: 'opdracht',
      daysAfter: 0,
      betaaltermijnDagen: null,
      preconditions: ['contact-90-dagen'],
      by: 'persoon',
    },
  ],
};

/** All that is wrong with a proposed ladder, as Dutch sentences. */
function faultsOf(steps: readonly LadderStep[]): string[] {
  const names = steps.map(({ step }) => step);
  const places = names.map((name) => LADDER_STEPS.indexOf(name));
  const faults: string[] = [];
  if (names[0] !== 'aanzegging')
    faults.push('De ladder begint met de aanzegging: wie moet betalen, hoort dat eerst (BW 6:82).');
  if (places.some((place, at) => at > 0 && place <= places[at - 1]!))
    faults.push(`De stappen staan elk hoogstens één keer en in deze volgorde: ${LADDER_STEPS.join(', ')}.`);
  if (names.includes('opdracht') && !names.includes('kindtoets'))
    faults.push('Voor de opdracht aan de deurwaarder hoort een kindtoets.');
  for (const { step, by, betaaltermijnDagen } of steps) {
    const isOfAPerson = OF_A_PERSON.includes(step);
    if (isOfAPerson && by !== 'persoon')
      faults.push(
        `De stap ${step} heeft rechtsgevolg of gaat over het kind: een persoon beslist (AVG art. 22).`,
      );
    if (isOfAPerson !== (betaaltermijnDagen === null))
      faults.push(
        `De stap ${step} heeft ${isOfAPerson ? 'geen betaaltermijn' : 'een betaaltermijn nodig (BW 6:82 lid 1)'}.`,
      );
  }
  return faults;
}

/** The letter of a step; null where a person takes it. */
export function letterOf({ step }: LadderStep): LetterName | null {
  return step in LETTER_KINDS ? (step as LetterName) : null;
}
