import type { Assessment } from '../law/index.ts';
import type { Day } from '../values/index.ts';
import type { CaseFile } from './case-file.ts';
import { findings, openQuestions, untilBetekend } from './plan-intake.ts';
import { deliveries, notices, verjaringGuard } from './plan-letters.ts';
import { payouts, renteOfTheMonth } from './plan-money.ts';
import type { Step } from './step.ts';

/** In order of their day. `assessment` is that of `today`, or null as long as nothing can be asked of the law room. */
export function planOf(file: CaseFile, assessment: Assessment | null, today: Day): Step[] {
  const steps = [
    ...untilBetekend(file, today),
    ...findings(file, assessment),
    ...(assessment
      ? [
          ...notices(file, assessment, today),
          ...verjaringGuard(file, assessment, today),
          ...deliveries(file, assessment, today),
          ...payouts(file, assessment, today),
          ...renteOfTheMonth(assessment, today),
          ...openQuestions(file, assessment, today),
        ]
      : []),
  ];
  return steps.sort((left, right) => (left.on < right.on ? -1 : left.on > right.on ? 1 : 0));
}

/** The next day on which the program has something to do by itself; null where only persons have. */
export function wakeDayOf(steps: readonly Step[]): Day | null {
  return steps.find((step) => step.act !== null)?.on ?? null;
}
