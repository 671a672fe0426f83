import { expect, test } from 'vitest';
import { easterOf, restDay } from '../../src/law/algemene-termijnenwet.ts';
import { day } from '../../src/values/index.ts';

// Easter Sundays as published in tables of the Gregorian computus (Meeus, Astronomical Algorithms, ch. 8; US Naval Observatory, "The Date
// of Easter"). 1818 and 2285 are the earliest there can be, 1943 and 2038 the latest; 1954, 1981, 2049 and 2076 are the years in which
// simpler formulas go wrong.
test.each([
  '1818-03-22',
  '1943-04-25',
  '1954-04-18',
  '1961-04-02',
  '1981-04-19',
  '1991-03-31',
  '2000-04-23',
  '2008-03-23',
  '2011-04-24',
  '2016-03-27',
  '2019-04-21',
  '2023-04-09',
  '2024-03-31',
  '2025-04-20',
  '2026-04-05',
  '2027-03-28',
  '2038-04-25',
  '2049-04-18',
  '2076-04-19',
  '2285-03-22',
])('Algemene termijnenwet art. 3: Easter falls on %s', (easter) => {
  expect(easterOf(Number(easter.slice(0, 4)))).toBe(easter);
});

test.each([
  ['2025-01-01', 'Nieuwjaarsdag'],
  ['2025-04-18', 'Goede Vrijdag'],
  ['2025-04-21', 'tweede paasdag'],
  ['2025-05-05', 'Bevrijdingsdag'],
  ['2025-05-29', 'Hemelvaartsdag'],
  ['2025-06-09', 'tweede pinksterdag'],
  ['2025-12-25', 'eerste kerstdag'],
  ['2025-12-26', 'tweede kerstdag'],
  ['2026-04-03', 'Goede Vrijdag'],
  ['2026-05-14', 'Hemelvaartsdag'],
  ['2026-05-25', 'tweede pinksterdag'],
])('Algemene termijnenwet art. 3: %s is %s', (on, name) => {
  expect(restDay(day(on))).toBe(name);
});

// 27 April was a Sunday in 2014 and 2025, 30 April in 2006. Before 2014 the Queen's birthday was kept on 30 April.
test.each([
  ['2025-04-26', 'Koningsdag'],
  ['2025-04-27', 'zondag'],
  ['2014-04-26', 'Koningsdag'],
  ['2014-04-30', null],
  ['2013-04-30', 'Koningsdag'],
  ['2006-04-29', 'Koningsdag'],
  ['2006-04-30', 'zondag'],
  ['2026-04-27', 'Koningsdag'],
  ['2026-04-26', 'zondag'],
  ['2026-04-30', null],
])(
  'Algemene termijnenwet art. 3: the King’s birthday is kept a day earlier than on a Sunday: %s is %s',
  (on, name) => {
    expect(restDay(day(on))).toBe(name);
  },
);

test.each([
  ['2025-03-01', 'zaterdag'],
  ['2025-03-02', 'zondag'],
  ['2025-04-20', 'zondag'],
  ['2025-02-28', null],
  ['2025-03-03', null],
  // Not holidays by statute: Christmas Eve, New Year's Eve, the day after Ascension.
  ['2025-12-24', null],
  ['2025-12-31', null],
  ['2025-05-30', null],
])('Algemene termijnenwet art. 1: %s is %s', (on, name) => {
  expect(restDay(day(on))).toBe(name);
});
