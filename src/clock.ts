import { Temporal } from 'temporal-polyfill';
import type { Day } from './values/index.ts';

/** What a process asks for the time. Rooms take `today` or `now` as an argument; only main and jobs hold a clock. */
export interface Clock {
  now(): Date;
  today(): Day;
}

/** The legal day in the Netherlands at `moment`: at 23:30 UTC of 30 June it is 1 July there. */
export function dayInAmsterdam(moment: Date): Day {
  const zoned = Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(
    'Europe/Amsterdam',
  );
  return zoned.toPlainDate().toString() as Day;
}

/** Real time. Together with this module's own test, the only place in the project that reads it. */
export const systemClock: Clock = {
  now: () => new Date(),
  today: () => dayInAmsterdam(new Date()),
};

/**
 * A clock on which it stays `day`, for demonstrations and tests. Its moments begin at noon UTC, and every one is a millisecond later
 * than the one before: what is recorded keeps its order, and each run gives the same result.
 */
export function clockAt(day: Day): Clock {
  const noon = Date.parse(`${day}T12:00:00Z`);
  let asked = 0;
  return {
    now: () => new Date(noon + asked++),
    today: () => day,
  };
}
