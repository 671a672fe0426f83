import type { CaseView } from '../collections/index.ts';
import { type Day, daysBetween } from '../values/index.ts';

export type Urgency = 'calm' | 'near' | 'urgent';

/** A day on which a claim is lost where nobody acts. */
export interface Deadline {
  readonly on: Day;
  readonly days: number;
  readonly urgency: Urgency;
}

/** A page marks a verjaring this near: about where the process hands the stuiting to the deurwaarder, and about where it alarms (docs/process.md). */
const NEAR_DAYS = 60;
const URGENT_DAYS = 30;

export function deadlineOf(on: Day, today: Day): Deadline {
  const days = daysBetween(today, on);
  return { on, days, urgency: days < URGENT_DAYS ? 'urgent' : days < NEAR_DAYS ? 'near' : 'calm' };
}

/** `stands` where something is open but a schorsing or a claim in court holds its term; `none` where nothing is open. */
export type Nearest = Deadline | 'stands' | 'none';

/** The first verjaring to come, of what is open or waits for a finding. */
export function nearestVerjaring({ assessment }: CaseView, today: Day): Nearest {
  if (!assessment) return 'none';
  const live = [
    ...assessment.dwangsommen.flatMap(({ status, verjaring }) => {
      if (status === 'opeisbaar') return [verjaring.endsOn];
      return status === 'betwistbaar' ? [verjaring.contestableUntil] : [];
    }),
    ...assessment.pending.map(({ endsOn }) => endsOn),
  ];
  let nearest: Day | null = null;
  for (const on of live) {
    // What waited for its finding until after its last day is lost already, and is no deadline any more.
    if (on !== null && on >= today && (nearest === null || on < nearest)) nearest = on;
  }
  if (nearest !== null) return deadlineOf(nearest, today);
  return live.includes(null) ? 'stands' : 'none';
}
