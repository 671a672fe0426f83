import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  addYears,
  type Day,
  day,
  daysBetween,
  earliest,
  formatDay,
  fullYearsBetween,
  isDay,
  latest,
  weekdayOf,
  yearOf,
} from '../../src/values/index.ts';

// This module counts by itself, because Temporal.PlainDate is some hundred times slower in its polyfill; here each of its sums is held
// against it.
const FROM = Temporal.PlainDate.from('1896-01-01');
const UNTIL = Temporal.PlainDate.from('2104-12-31');

test('every day from 1896 to 2104 has the next day and the weekday that Temporal gives it', () => {
  let plain = FROM;
  let count = 0;
  for (let on = day('1896-01-01'); on <= '2104-12-31'; on = addDays(on, 1)) {
    if (plain.toString() !== on || plain.dayOfWeek !== weekdayOf(on)) {
      expect(`${on} ${weekdayOf(on)}`).toBe(`${plain} ${plain.dayOfWeek}`);
    }
    plain = plain.add({ days: 1 });
    count += 1;
  }
  // 209 years, 51 of them leap years: 1900 and 2100 are none, 2000 is one.
  expect(count).toBe(209 * 365 + 51);
});

/** Days spread over the range, with every end and beginning of a month among them. */
function* sample(): Generator<[Day, Temporal.PlainDate]> {
  for (let month = FROM; Temporal.PlainDate.compare(month, UNTIL) < 0; month = month.add({ months: 1 })) {
    for (const dayOfMonth of [1, 2, 15, 27, 28, 29, 30, 31]) {
      const plain = month.with({ day: dayOfMonth });
      yield [day(plain.toString()), plain];
    }
  }
}

test.each([1, 6, 11, 12, 13, -1, -6])(
  'the same day number %i months on, or the end of that month, as Temporal gives it',
  (months) => {
    for (const [on, plain] of sample()) {
      const expected = plain.add({ months }).toString();
      if (addMonths(on, months) !== expected)
        expect(`${on}: ${addMonths(on, months)}`).toBe(`${on}: ${expected}`);
    }
  },
);

test.each([1, 4, 18, -1])('the same day %i years on as Temporal gives it', (years) => {
  for (const [on, plain] of sample()) {
    const expected = plain.add({ years }).toString();
    if (addYears(on, years) !== expected) expect(`${on}: ${addYears(on, years)}`).toBe(`${on}: ${expected}`);
  }
});

test.each([-40_000, -366, -1, 0, 59, 365, 1_461, 40_000])(
  '%i days on, and back again, as Temporal gives it',
  (days) => {
    let index = 0;
    for (const [on, plain] of sample()) {
      index += 1;
      if (index % 7 !== 0) continue;
      const moved = addDays(on, days);
      const expected = plain.add({ days }).toString();
      if (moved !== expected) expect(`${on}: ${moved}`).toBe(`${on}: ${expected}`);
      if (daysBetween(on, moved) !== days) expect(`${on}: ${daysBetween(on, moved)}`).toBe(`${on}: ${days}`);
    }
  },
);

test('a day is an existing one, written in full, from 1800 to 2999', () => {
  const good = ['1800-01-01', '2999-12-31', '2024-02-29', '2000-02-29', '2025-12-31'];
  const bad = [
    '1799-12-31',
    '3000-01-01',
    '2025-02-29',
    '1900-02-29',
    '2025-04-31',
    '2025-13-01',
    '2025-00-10',
    '2025-01-00',
  ];
  const misspelt = [
    '2025-1-1',
    '2025-01-01T00:00',
    ' 2025-01-01',
    '20250101',
    '',
    '٢٠٢٥-٠١-٠١',
    '2025-01-01\n',
  ];
  expect(good.filter(isDay)).toEqual(good);
  expect([...bad, ...misspelt].filter((text) => isDay(text))).toEqual([]);
  expect(() => day('2025-02-29')).toThrow('2025-02-29');
});

test('days compare as text does: earliest and latest', () => {
  const days = ['2025-02-01', '2024-12-31', '2025-01-31'].map(day) as [Day, ...Day[]];
  expect(earliest(...days)).toBe('2024-12-31');
  expect(latest(...days)).toBe('2025-02-01');
  expect(yearOf(days[1]!)).toBe(2024);
});

test('a day as Dutch readers write it has no leading zero', () => {
  expect(formatDay(day('2026-03-01'))).toBe('1 maart 2026');
  expect(formatDay(day('2025-12-31'))).toBe('31 december 2025');
});

test('BW 1:233: a year is full on the birthday, and on 1 March for whoever was born on 29 February', () => {
  const age = (on: string, born = '2008-02-29') => fullYearsBetween(day(born), day(on));
  expect([age('2026-02-28'), age('2026-03-01'), age('2028-02-28'), age('2028-02-29')]).toEqual([
    17, 18, 19, 20,
  ]);
  expect([age('2026-06-14', '2008-06-15'), age('2026-06-15', '2008-06-15')]).toEqual([17, 18]);
});
