import { addDays, type Cents, type Day, parseCents, sumCents } from '../../values/index.ts';
import type { CaseFile } from '../case-file.ts';
import type { Regeling } from './process-file.ts';

/** Betalingsregelingen: who is behind, since when, and what a missed instalment sets in motion. */

/** After a missed instalment a reminder goes out on day 7, and on day 14 the arrangement is broken (domain 7.3). */
const REMINDER_AFTER_DAYS = 7;
const BROKEN_AFTER_DAYS = 14;

/** The arrangement that holds on a day; null where none does. There is never more than one. */
export function runningRegeling({ regelingen }: CaseFile, on: Day): Regeling | null {
  return (
    regelingen.find(
      (one) => one.from !== null && one.from <= on && (one.ended === null || one.ended.on > on),
    ) ?? null
  );
}

export function isInRegeling(file: CaseFile, dwangsom: string, on: Day): boolean {
  return runningRegeling(file, on)?.dwangsommen.includes(dwangsom) ?? false;
}

export interface Progress {
  readonly dueBy: Cents;
  readonly paid: Cents;
  /** The day of the first instalment that was not covered; null where none is behind. */
  readonly missedOn: Day | null;
  readonly nextOn: Day | null;
}

/**
 * Counted together: whoever pays two instalments at once is ahead, and one day late with the third is not behind with the first. What was paid while it
 * waited for a second person counts as well.
 */
export function progressOf(file: CaseFile, regeling: Regeling, today: Day): Progress {
  const paid = sumCents(
    file.payments
      .filter(({ on, isWithdrawn }) => !isWithdrawn && on >= regeling.on && on <= today)
      .map(({ amount }) => amount),
  );
  let due = 0n;
  let missedOn: Day | null = null;
  for (const { on, amount } of regeling.instalments) {
    if (on >= today) break;
    due += parseCents(amount);
    if (due > paid) missedOn ??= on;
  }
  const nextOn = regeling.instalments.find(({ on }) => on >= today)?.on ?? null;
  return { dueBy: due, paid, missedOn, nextOn };
}

export function reminderDayOf(missedOn: Day): Day {
  return addDays(missedOn, REMINDER_AFTER_DAYS);
}

export function brokenDayOf(missedOn: Day): Day {
  return addDays(missedOn, BROKEN_AFTER_DAYS);
}
