import { expect, test } from 'vitest';
import {
  answer,
  betaling,
  clausule,
  type Feit,
  forfeitedOf,
  nietNakoming,
  refusedOf,
  tijdvak,
  uitspraak,
} from './support/dossier.ts';

const vermindering = (id: string, from: string, amount: string, cap?: string, clause = 'c1'): Feit => ({
  kind: 'vermindering',
  id,
  from,
  clause,
  amount,
  cap,
});

test('Rv 611d lid 1: an opheffing stops forfeiture on its first and last day and on neither side of them', () => {
  const found = answer({
    facts: [
      nietNakoming('n1', '2025-03-09'),
      nietNakoming('n2', '2025-03-10'),
      nietNakoming('n3', '2025-03-20'),
      nietNakoming('n4', '2025-03-21'),
      tijdvak('opheffing', 'o1', '2025-03-10', '2025-03-20'),
    ],
  });
  expect(forfeitedOf(found)).toEqual(['2025-03-09 500.00', '2025-03-21 500.00']);
  expect(refusedOf(found)).toEqual(['n2 2025-03-10 ×1 geblokkeerd o1', 'n3 2025-03-20 ×1 geblokkeerd o1']);
});

test('Rv 611d lid 1: an opheffing of one clause leaves the other', () => {
  const clauses = [clausule({ id: 'c1' }), clausule({ id: 'c2', amount: '100.00' })];
  const facts: Feit[] = [
    nietNakoming('n1', '2025-03-10'),
    nietNakoming('n2', '2025-03-10', { clause: 'c2' }),
    { kind: 'opheffing', id: 'o1', from: '2025-03-01', until: null, clause: 'c1' },
  ];
  expect(forfeitedOf(answer({ uitspraak: uitspraak({ clauses }), facts }))).toEqual(['2025-03-10 100.00']);
});

test('Rv 611d lid 2: an opheffing takes nothing back of what was forfeited before, and does not suspend its verjaring', () => {
  const found = answer({
    facts: [nietNakoming('n1', '2025-03-09'), tijdvak('opheffing', 'o1', '2025-03-10')],
  });
  expect(found.dwangsommen[0]).toMatchObject({
    hoofdsom: '500.00',
    invorderbaar: true,
    verjaring: { endsOn: '2025-09-09' },
  });
});

test('contract: an opheffing that begins after asOf does not count yet', () => {
  const facts = [nietNakoming('n1', '2025-03-10'), tijdvak('opheffing', 'o1', '2025-03-11')];
  expect(answer({ asOf: '2025-03-10', facts }).dwangsommen).toHaveLength(1);
});

test('contract, "refused": of two facts that block one day the first by id is named', () => {
  const facts = [
    nietNakoming('n1', '2025-03-10'),
    tijdvak('wsnp', 'x2', '2025-03-01', '2025-03-31'),
    tijdvak('opheffing', 'x10', '2025-03-05', '2025-03-15'),
  ];
  expect(refusedOf(answer({ facts }))).toEqual(['n1 2025-03-10 ×1 geblokkeerd x10']);
});

test('Rv 611d lid 2: a vermindering binds from its day, what lies before stays', () => {
  const facts = [
    nietNakoming('n1', '2025-05-31'),
    nietNakoming('n2', '2025-06-01'),
    vermindering('v1', '2025-06-01', '100.00'),
  ];
  expect(forfeitedOf(answer({ facts }))).toEqual(['2025-05-31 500.00', '2025-06-01 100.00']);
});

test('Rv 611d: a vermindering of one clause leaves the other', () => {
  const clauses = [clausule({ id: 'c1' }), clausule({ id: 'c2' })];
  const facts = [
    nietNakoming('n1', '2025-06-01'),
    nietNakoming('n2', '2025-06-01', { clause: 'c2' }),
    vermindering('v1', '2025-06-01', '100.00'),
  ];
  expect(forfeitedOf(answer({ uitspraak: uitspraak({ clauses }), facts }))).toEqual([
    '2025-06-01 100.00',
    '2025-06-01 500.00',
  ]);
});

test('contract rule 3: the latest vermindering counts, and of one day the last by id', () => {
  const facts = [
    nietNakoming('n1', '2025-06-10'),
    vermindering('v2', '2025-06-01', '200.00'),
    vermindering('v1', '2025-06-01', '100.00'),
    vermindering('v0', '2025-06-11', '50.00'),
  ];
  expect(forfeitedOf(answer({ facts }))).toEqual(['2025-06-10 200.00']);
});

// 300 under the first maximum of 700 in May. From 1 June a maximum of 400: one of 100, then nothing. From 16 June a maximum of 600: two more
// of 100, and the unit of 15 June, refused before, does not come back.
test('contract rule 3: a maximum raised later revives nothing', () => {
  const found = answer({
    uitspraak: uitspraak({ clauses: [clausule({ amount: '100.00', cap: '700.00' })] }),
    facts: [
      nietNakoming('n1', '2025-05-01', { aantal: 3 }),
      nietNakoming('n2', '2025-06-14'),
      nietNakoming('n3', '2025-06-15'),
      nietNakoming('n4', '2025-06-16', { aantal: 3 }),
      vermindering('v1', '2025-06-01', '100.00', '400.00'),
      vermindering('v2', '2025-06-16', '100.00', '600.00'),
    ],
  });
  expect(found.dwangsommen.map(({ on }) => on.slice(5))).toEqual([
    '05-01',
    '05-01',
    '05-01',
    '06-14',
    '06-16',
    '06-16',
  ]);
  expect(refusedOf(found)).toEqual(['n3 2025-06-15 ×1 maximum-bereikt', 'n4 2025-06-16 ×1 maximum-bereikt']);
});

// v1 sets 400, v2 names no maximum: of 3 × 150 under 400 the third is cut to 100.
test('contract rule 3: a vermindering that names no maximum leaves the one before it', () => {
  const facts = [
    nietNakoming('n1', '2025-06-20', { aantal: 3 }),
    vermindering('v1', '2025-06-01', '200.00', '400.00'),
    vermindering('v2', '2025-06-10', '150.00'),
  ];
  expect(answer({ facts }).dwangsommen.map(({ amount }) => amount)).toEqual(['150.00', '150.00', '100.00']);
});

// 2 × 500 forfeited and paid; on appeal 300 each from the start: 600 was due, 400 was paid too much.
test('contract rule 8: a court that lowers for the past leaves what was paid too much unallocated', () => {
  const facts = [
    nietNakoming('n1', '2025-03-01', { aantal: 2 }),
    betaling('p1', '2025-04-01', '1000.00'),
    vermindering('v1', '2025-01-02', '300.00'),
  ];
  expect(answer({ facts }).totals).toMatchObject({
    forfeited: '600.00',
    paid: '1000.00',
    unallocated: '400.00',
    refundable: '0.00',
  });
});
