import { expect, test } from 'vitest';
import { answer, nietNakoming, uitspraak } from './support/dossier.ts';

function on(asOf: string, forfeitedOn: string) {
  return answer({
    asOf,
    uitspraak: uitspraak({ pronouncedOn: '2019-01-02', betekendOn: '2019-01-03' }),
    facts: [nietNakoming('n1', forfeitedOn)],
  });
}

// First reading: the same day number six months on, or the last day of that month. Second: six months from the day after, less a
// day, and never earlier. They part where a month's last day has a lower number than that of the month six months on.
test.each([
  ['2025-01-10', '2025-07-10', '2025-07-10'], // 11 July less a day
  ['2025-08-27', '2026-02-27', '2026-02-27'], // 28 February less a day
  ['2025-08-28', '2026-02-28', '2026-02-28'], // 29 February is clamped to the 28th, less a day: the first reading is later
  ['2025-08-30', '2026-02-28', '2026-02-28'], // 31 February is clamped to the 28th, less a day
  ['2025-08-31', '2026-02-28', '2026-02-28'], // 1 March less a day
  ['2023-08-29', '2024-02-29', '2024-02-29'], // a leap year
  ['2023-08-30', '2024-02-29', '2024-02-29'],
  ['2023-08-31', '2024-02-29', '2024-02-29'],
  ['2025-02-27', '2025-08-27', '2025-08-27'],
  ['2025-02-28', '2025-08-28', '2025-08-31'], // 1 September less a day
  ['2024-02-28', '2024-08-28', '2024-08-28'], // in a leap year the day after is 29 February
  ['2024-02-29', '2024-08-29', '2024-08-31'],
  ['2025-04-30', '2025-10-30', '2025-10-31'],
  ['2025-06-30', '2025-12-30', '2025-12-31'],
  ['2025-09-30', '2026-03-30', '2026-03-31'],
  ['2025-11-30', '2026-05-30', '2026-05-31'],
  ['2025-03-31', '2025-09-30', '2025-09-30'],
  ['2025-05-31', '2025-11-30', '2025-11-30'],
  ['2025-10-31', '2026-04-30', '2026-04-30'],
  ['2025-12-31', '2026-06-30', '2026-06-30'],
])(
  'Rv 611g lid 1: forfeited on %s, verjaard after %s, in the other reading after %s',
  (day, endsOn, contestableUntil) => {
    expect(on(day, day).dwangsommen[0]?.verjaring).toEqual({ endsOn, contestableUntil, stuitingen: [] });
  },
);

test('Rv 611g lid 1: opeisbaar through the first end, betwistbaar through the second, verjaard after it', () => {
  const statuses = ['2025-08-28', '2025-08-29', '2025-08-31', '2025-09-01'].map(
    (asOf) => on(asOf, '2025-02-28').dwangsommen[0]?.status,
  );
  expect(statuses).toEqual(['opeisbaar', 'betwistbaar', 'betwistbaar', 'verjaard']);
});

test('Rv 611g lid 1: where the readings agree nothing is betwistbaar', () => {
  const statuses = ['2025-07-10', '2025-07-11'].map((asOf) => on(asOf, '2025-01-10').dwangsommen[0]?.status);
  expect(statuses).toEqual(['opeisbaar', 'verjaard']);
});

test('Rv 611g lid 1: betwistbaar is still open in the totals but not invorderbaar; verjaard is counted apart', () => {
  const contestable = on('2025-08-30', '2025-02-28');
  expect(contestable.dwangsommen[0]?.invorderbaar).toBe(false);
  expect(contestable.totals).toMatchObject({ open: { hoofdsom: '500.00' }, verjaard: '0.00' });
  expect(on('2025-09-01', '2025-02-28').totals).toMatchObject({
    open: { hoofdsom: '0.00' },
    verjaard: '500.00',
  });
});

// 12 July 2025 is a Saturday, 26 December 2025 a Friday and a holiday.
test('Algemene termijnenwet art. 4 under a: the end does not move from a Saturday or a holiday', () => {
  expect(on('2025-07-14', '2025-01-12').dwangsommen[0]).toMatchObject({
    status: 'verjaard',
    verjaring: { endsOn: '2025-07-12' },
  });
  expect(on('2025-12-29', '2025-06-26').dwangsommen[0]?.verjaring.endsOn).toBe('2025-12-26');
});

test('Rv 611g lid 1: each dwangsom has its own term, those of one fact too', () => {
  const found = answer({
    uitspraak: uitspraak({ clauses: [{ id: 'c1', mode: 'per-dag', amount: '100.00' }] }),
    facts: [nietNakoming('n1', '2025-03-01', { through: '2025-03-03' })],
  });
  expect(found.dwangsommen.map(({ verjaring }) => verjaring.endsOn)).toEqual([
    '2025-09-01',
    '2025-09-02',
    '2025-09-03',
  ]);
});
