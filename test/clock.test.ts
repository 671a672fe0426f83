import { expect, test } from 'vitest';
import { clockAt, dayInAmsterdam, systemClock } from '../src/clock.ts';
import { day, isDay } from '../src/values/index.ts';

test('the day is that of the Netherlands: in summer it begins at 22:00 UTC, in winter at 23:00', () => {
  expect(dayInAmsterdam(new Date('2026-06-30T21:59:59.999Z'))).toBe('2026-06-30');
  expect(dayInAmsterdam(new Date('2026-06-30T22:00:00Z'))).toBe('2026-07-01');
  expect(dayInAmsterdam(new Date('2026-12-31T22:59:59.999Z'))).toBe('2026-12-31');
  expect(dayInAmsterdam(new Date('2026-12-31T23:00:00Z'))).toBe('2027-01-01');
});

test('the days on which the clock changes begin and end where they should', () => {
  // 29 March 2026 has 23 hours, 25 October 2026 has 25.
  expect(dayInAmsterdam(new Date('2026-03-28T23:00:00Z'))).toBe('2026-03-29');
  expect(dayInAmsterdam(new Date('2026-03-29T22:00:00Z'))).toBe('2026-03-30');
  expect(dayInAmsterdam(new Date('2026-10-24T22:00:00Z'))).toBe('2026-10-25');
  expect(dayInAmsterdam(new Date('2026-10-25T22:59:59Z'))).toBe('2026-10-25');
  expect(dayInAmsterdam(new Date('2026-10-25T23:00:00Z'))).toBe('2026-10-26');
});

test('the system clock gives an existing day and moves on', () => {
  const before = systemClock.now();
  expect(isDay(systemClock.today())).toBe(true);
  expect(systemClock.now().getTime()).toBeGreaterThanOrEqual(before.getTime());
});

test('a pinned clock stays on its day, and its moments keep their order', () => {
  const clock = clockAt(day('2026-03-31'));
  const first = clock.now();
  const second = clock.now();
  expect(first.toISOString()).toBe('2026-03-31T12:00:00.000Z');
  expect(second.getTime()).toBe(first.getTime() + 1);
  expect(clock.today()).toBe('2026-03-31');
  expect(dayInAmsterdam(second)).toBe('2026-03-31');
});
