import { expect, test } from 'vitest';
import {
  answer,
  type Clausule,
  clausule,
  type Feit,
  forfeitedOf,
  nietNakoming,
  refusedOf,
  tijdvak,
  uitspraak,
} from './support/dossier.ts';

function under(mode: Clausule['mode'], facts: Feit[], asOf = '2025-06-30') {
  const clauses = [clausule({ mode, amount: '100.00', cap: '100000.00' })];
  return answer({ asOf, uitspraak: uitspraak({ clauses }), facts });
}
const idsOf = ({ dwangsommen }: ReturnType<typeof answer>) => dwangsommen.map(({ id }) => id);

test.each(['per-keer', 'per-dagdeel'] as const)(
  'Rv 611b: %s counts each time, several on one day too',
  (mode) => {
    const found = under(mode, [
      nietNakoming('n1', '2025-03-01', { aantal: 3 }),
      nietNakoming('n2', '2025-03-01'),
    ]);
    expect(idsOf(found)).toEqual(['n1/2025-03-01', 'n1/2025-03-01#2', 'n1/2025-03-01#3', 'n2/2025-03-01']);
  },
);

// 1, 2 and 3 March; performed after all on the 4th, which is a part of a day.
test('Rv 611b: per dag does not count the day of late performance, per dag of gedeelte does', () => {
  const facts = [
    nietNakoming('n1', '2025-03-01', { through: '2025-03-03', alsnogNagekomenOn: '2025-03-04' }),
  ];
  expect(idsOf(under('per-dag', facts))).toEqual(['n1/2025-03-01', 'n1/2025-03-02', 'n1/2025-03-03']);
  expect(idsOf(under('per-dag-of-gedeelte', facts))).toEqual([
    'n1/2025-03-01',
    'n1/2025-03-02',
    'n1/2025-03-03',
    'n1/2025-03-04',
  ]);
});

test('Rv 611b: of a later day of late performance only that day is added, not the days between', () => {
  const facts = [nietNakoming('n1', '2025-03-01', { alsnogNagekomenOn: '2025-03-06' })];
  expect(idsOf(under('per-dag-of-gedeelte', facts))).toEqual(['n1/2025-03-01', 'n1/2025-03-06']);
});

// n2 covers 1–5 March, n10 covers 4–8 March: eight days. "n10" comes before "n2" in string order, so 4 and 5 March are its own.
test('contract rule 2: a day counts once for a clause and belongs to the first fact by id', () => {
  const found = under('per-dag', [
    nietNakoming('n2', '2025-03-01', { through: '2025-03-05' }),
    nietNakoming('n10', '2025-03-04', { through: '2025-03-08' }),
  ]);
  expect(found.dwangsommen.map(({ on }) => on.slice(-2)).join(' ')).toBe('01 02 03 04 05 06 07 08');
  expect(found.dwangsommen.map(({ fact }) => fact).join(' ')).toBe('n2 n2 n2 n10 n10 n10 n10 n10');
});

test('contract rule 2: a day counts once for each of two clauses', () => {
  const clauses = [clausule({ id: 'c1', mode: 'per-dag' }), clausule({ id: 'c2', mode: 'per-dag' })];
  const found = answer({
    uitspraak: uitspraak({ clauses }),
    facts: [nietNakoming('n1', '2025-03-01'), nietNakoming('n2', '2025-03-01', { clause: 'c2' })],
  });
  expect(found.dwangsommen).toHaveLength(2);
});

// The first week is that of 1–7 March. 8 March is the next day in default and begins the second.
test('contract rule 2: a week is seven calendar days from its first day in default; the eighth begins another', () => {
  const through = (day: string) =>
    under('per-week-of-gedeelte', [nietNakoming('n1', '2025-03-01', { through: day })]);
  expect(idsOf(through('2025-03-07'))).toEqual(['n1/2025-03-01']);
  expect(idsOf(through('2025-03-08'))).toEqual(['n1/2025-03-01', 'n1/2025-03-08']);
});

test('contract rule 2: between two defaults no week runs, so the next begins where the next default does', () => {
  const found = under('per-week-of-gedeelte', [
    nietNakoming('n1', '2025-03-01'),
    nietNakoming('n2', '2025-03-07'),
    nietNakoming('n3', '2025-03-20'),
    nietNakoming('n4', '2025-03-26'),
    nietNakoming('n5', '2025-03-27'),
  ]);
  // n2 lies in the week of 1–7 March, n4 in that of 20–26 March; n5 is the day after it.
  expect(idsOf(found)).toEqual(['n1/2025-03-01', 'n3/2025-03-20', 'n5/2025-03-27']);
});

// 8, 9 and 10 March are lifted: the second week begins on the 11th and takes in the default up to the 15th.
test('contract rule 2: a week begins on a billable day only', () => {
  const found = under('per-week-of-gedeelte', [
    nietNakoming('n1', '2025-03-01', { through: '2025-03-15' }),
    tijdvak('opheffing', 'o1', '2025-03-08', '2025-03-10'),
  ]);
  expect(idsOf(found)).toEqual(['n1/2025-03-01', 'n1/2025-03-11']);
  expect(refusedOf(found)).toEqual(['n1 2025-03-08–2025-03-10 ×3 geblokkeerd o1']);
});

test('Rv 611b: a lump sum falls due once for a clause, on the first day in default of all its facts', () => {
  const found = under('ineens', [
    nietNakoming('n1', '2025-04-01', { through: '2025-04-10' }),
    nietNakoming('n2', '2025-03-20'),
  ]);
  expect(forfeitedOf(found)).toEqual(['2025-03-20 100.00']);
});

test('Rv 611b: of two lump-sum clauses each falls due once', () => {
  const clauses = [clausule({ id: 'c1', mode: 'ineens' }), clausule({ id: 'c2', mode: 'ineens' })];
  const facts = [nietNakoming('n1', '2025-03-01'), nietNakoming('n2', '2025-03-01', { clause: 'c2' })];
  expect(answer({ uitspraak: uitspraak({ clauses }), facts }).dwangsommen).toHaveLength(2);
});

test('contract, "Input": a period of default counts up to asOf, the day itself included', () => {
  const facts = [
    nietNakoming('n1', '2025-03-01', { through: '2025-12-31', alsnogNagekomenOn: '2026-01-01' }),
  ];
  expect(under('per-dag-of-gedeelte', facts, '2025-03-03').dwangsommen).toHaveLength(3);
  expect(under('per-dag-of-gedeelte', facts, '2025-02-28').dwangsommen).toHaveLength(0);
});

test('Rv 611c: what is only reported or disputed is pending, what was rejected forfeits nothing', () => {
  const found = under('per-keer', [
    nietNakoming('n1', '2025-03-01', { status: 'gemeld', aantal: 2 }),
    nietNakoming('n2', '2025-03-02', { status: 'betwist' }),
    nietNakoming('n3', '2025-03-03', { status: 'afgewezen' }),
    nietNakoming('n4', '2025-03-04'),
  ]);
  expect(idsOf(found)).toEqual(['n4/2025-03-04']);
  expect(found.pending.map(({ fact, on, endsOn }) => `${fact} ${on} ${endsOn}`)).toEqual([
    'n1 2025-03-01 2025-09-01',
    'n1 2025-03-01 2025-09-01',
    'n2 2025-03-02 2025-09-02',
  ]);
  expect(refusedOf(found)).toEqual(['n3 2025-03-03 ×1 afgewezen']);
});

// n1 gives 1–3 March. n2, once vastgesteld, would add 4 and 5 March; the 3rd is counted already.
test('contract, "pending": only what would come on top is shown', () => {
  const facts = [
    nietNakoming('n1', '2025-03-01', { through: '2025-03-03' }),
    nietNakoming('n2', '2025-03-03', { through: '2025-03-05', status: 'gemeld' }),
  ];
  const pendingOf = (mode: Clausule['mode']) => under(mode, facts).pending.map(({ on }) => on);
  expect(pendingOf('per-dag')).toEqual(['2025-03-04', '2025-03-05']);
  expect(pendingOf('per-week-of-gedeelte')).toEqual([]);
  expect(pendingOf('ineens')).toEqual([]);
});
