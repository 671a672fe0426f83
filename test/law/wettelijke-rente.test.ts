import { expect, test } from 'vitest';
import { rateOn } from '../../src/law/parameters/wettelijke-rente.ts';
import { day } from '../../src/values/index.ts';

const percentOn = (on: string) => {
  const rate = rateOn(day(on));
  return rate === null ? null : Number(rate.hundredths) / 100;
};

// By hand from the decrees and from tables of others, not from our own (domain/law.md, I3): Stb. 2025, 427 for 2026; Stb. 2024, 409 for 2025;
// Stb. 2023, 462 for 2024; Stb. 2023, 215 and Stb. 2022, 517 for 2023; Stb. 2014, 516 for 2015 to 2022; before that the Raad van Arbitrage.
test.each([
  ['2026-12-31', 4],
  ['2026-07-01', 4],
  ['2026-01-01', 4],
  ['2025-12-31', 6],
  ['2025-01-01', 6],
  ['2024-12-31', 7],
  ['2024-07-01', 7],
  ['2024-01-01', 7],
  ['2023-12-31', 6],
  ['2023-07-01', 6],
  ['2023-06-30', 4],
  ['2023-01-01', 4],
  ['2022-12-31', 2],
  ['2015-01-01', 2],
  ['2014-12-31', 3],
  ['2012-07-01', 3],
  ['2012-06-30', 4],
  ['2010-01-01', 3],
  ['2009-12-31', 4],
  ['2009-06-30', 6],
  ['2002-01-01', 7],
  ['1998-01-01', 6],
  ['1992-06-01', 12],
  ['1976-04-01', 8],
])('BW 6:120 lid 1: on %s the wettelijke rente is %d%%', (on, percent) => {
  expect(percentOn(on)).toBe(percent);
});

test('BW 6:120 lid 1: before the first row and after the last confirmed day there is no rate', () => {
  expect(percentOn('1976-03-31')).toBeNull();
  expect(percentOn('2027-01-01')).toBeNull();
});
