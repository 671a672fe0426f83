import { expect, test } from 'vitest';
import { answer, betaling, type Feit, kosten, nietNakoming } from './support/dossier.ts';

const facts: Feit[] = [
  nietNakoming('n1', '2025-03-01'),
  nietNakoming('n2', '2025-03-08'),
  kosten('k1', '2025-03-10', '122.34'),
  betaling('p1', '2025-04-01', '700.00'),
  { kind: 'vernietiging', id: 'v1', on: '2025-06-30' },
];

// 2 × 500 forfeited, 122.34 charged, 700.00 paid: all of the 700.00 goes back, the kosten that it paid too.
test('BW 6:203: after a vernietiging nothing is due and all that was paid is to be returned', () => {
  const found = answer({ rente: '2025-03-01', facts });
  expect(found.allocations).toEqual([]);
  expect(found.totals).toEqual({
    forfeited: '1000.00',
    kosten: '122.34',
    paid: '700.00',
    unallocated: '0.00',
    refundable: '700.00',
    open: { kosten: '0.00', rente: '0.00', hoofdsom: '0.00' },
    verjaard: '0.00',
  });
  for (const dwangsom of found.dwangsommen) {
    expect(dwangsom).toMatchObject({
      amount: '500.00',
      status: 'vervallen',
      invorderbaar: false,
      hoofdsom: '0.00',
      rente: '0.00',
      paid: { hoofdsom: '0.00', rente: '0.00' },
    });
  }
});

// 700.00 − 122.34 = 577.66: 500.00 on the first, 77.66 on the second, of which 422.34 stays open.
test('BW 6:203: a vernietiging after asOf does not count yet', () => {
  const { totals, dwangsommen } = answer({ asOf: '2025-06-29', facts });
  expect(dwangsommen.map(({ status }) => status)).toEqual(['voldaan', 'opeisbaar']);
  expect(totals).toMatchObject({ refundable: '0.00', open: { kosten: '0.00', hoofdsom: '422.34' } });
});

test('contract rule 8: a vernietiging reaches what was forfeited after it and what was verjaard before it', () => {
  const found = answer({
    asOf: '2026-06-30',
    facts: [
      nietNakoming('n1', '2025-03-01'),
      nietNakoming('n2', '2026-05-01'),
      { kind: 'vernietiging', id: 'v1', on: '2026-04-01' },
    ],
  });
  expect(found.dwangsommen.map(({ status }) => status)).toEqual(['vervallen', 'vervallen']);
  expect(found.totals.verjaard).toBe('0.00');
});

test('contract rule 8: after a vernietiging nobody is asked about money that was not allocated', () => {
  expect(answer({ facts }).questions.filter(({ about }) => about === 'p1')).toEqual([]);
});
