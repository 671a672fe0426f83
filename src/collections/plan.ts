import type { Assessment } from '../law/index.ts';
import type { Day } from '../values/index.ts';
import type { CaseFile } from './case-file.ts';
import type { EventDraft } from './events.ts';
import { orderSteps } from './plan-deurwaarder.ts';
import { informing } from './plan-information.ts';
import { findings, openQuestions, untilBetekend } from './plan-intake.ts';
import { ladderSteps } from './plan-ladder.ts';
import { deliveries, verjaringGuard } from './plan-letters.ts';
import { payouts, renteOfTheMonth } from './plan-money.ts';
import { opslag } from './plan-opslag.ts';
import { arrangements, closing, deaths, holdSteps, takeLadder } from './plan-process.ts';
import { whyHeld } from './process/brakes.ts';
import { goesWhileHalted } from './process/letter-kinds.ts';
import { ORDINARY_STANDING, type Standing } from './process/standing.ts';
import type { Step } from './step.ts';

/**
 * In order of their day. `assessment` is that of `today`, or null as long as nothing can be asked of the law room; `standing` is what holds for the
 * whole office. A step that a brake holds is shown all the same, and says which.
 */
export function planOf(
  recorded: CaseFile,
  assessment: Assessment | null,
  today: Day,
  standing: Standing = ORDINARY_STANDING,
): Step[] {
  // A case that has taken none yet is planned by the one that it will take.
  const file = recorded.ladder ? recorded : { ...recorded, ladder: standing.ladder };
  const steps = [
    ...takeLadder(recorded, today, standing),
    ...untilBetekend(file, today),
    ...findings(file, assessment),
    ...informing(file, today),
    ...holdSteps(file, today),
    ...deaths(file, today),
    ...(assessment
      ? [
          ...arrangements(file, assessment, today),
          ...ladderSteps(file, assessment, today),
          ...verjaringGuard(file, assessment, today, standing),
          ...deliveries(file, assessment, today),
          ...orderSteps(file, assessment, today),
          ...payouts(file, assessment, today),
          ...renteOfTheMonth(assessment, today),
          ...opslag(file, assessment, today, standing),
          ...openQuestions(file, assessment, today),
          ...closing(file, assessment, today),
        ]
      : []),
  ].map((step) => braked(step, file, standing));
  return steps.sort((left, right) => (left.on < right.on ? -1 : left.on > right.on ? 1 : 0));
}

function braked(step: Step, file: CaseFile, standing: Standing): Step {
  const heldBy = step.act?.kind === 'record' ? whyHeld(file, standing, step.act.event) : null;
  return heldBy === null ? step : { ...step, heldBy };
}

/** The next day on which the program has something to do by itself; null where only persons have. */
export function wakeDayOf(steps: readonly Step[]): Day | null {
  return steps.find((step) => step.act !== null)?.on ?? null;
}

/** What is planned goes on in a case that stands still only where it keeps a claim alive. */
export function isForHalted(draft: EventDraft): boolean {
  return draft.kind === 'brief-beloofd' && goesWhileHalted(draft.data.letter);
}
