import { expect, test } from 'vitest';
import {
  answer,
  betaling,
  type Clausule,
  clausule,
  type Feit,
  forfeitedOf,
  nietNakoming,
  refusedOf,
  uitspraak,
} from './support/dossier.ts';

/** One niet-nakoming a day from 1 March 2025 on. */
function onDays(count: number, clause = 'c1', prefix = 'n'): Feit[] {
  return Array.from({ length: count }, (_, index) =>
    nietNakoming(`${prefix}${index + 1}`, `2025-03-0${index + 1}`, { clause }),
  );
}
function under(clauses: Clausule[], facts: Feit[], caps?: Record<string, string>) {
  return answer({ uitspraak: uitspraak({ clauses, caps }), facts });
}
const amountsOf = ({ dwangsommen }: ReturnType<typeof answer>) => dwangsommen.map(({ amount }) => amount);

// 500 + 500 = 1,000; 200 is left of 1,200 for the third, nothing for the fourth.
test('Rv 611b: the unit that crosses the maximum is cut to what is left, the next is not forfeited', () => {
  const found = under([clausule({ cap: '1200.00' })], onDays(4));
  expect(amountsOf(found)).toEqual(['500.00', '500.00', '200.00']);
  expect(refusedOf(found)).toEqual(['n4 2025-03-04 ×1 maximum-bereikt']);
});

test('Rv 611b: a maximum that the third unit fills exactly cuts nothing', () => {
  const found = under([clausule({ cap: '1500.00' })], onDays(4));
  expect(amountsOf(found)).toEqual(['500.00', '500.00', '500.00']);
  expect(refusedOf(found)).toEqual(['n4 2025-03-04 ×1 maximum-bereikt']);
});

test('Rv 611b: a maximum below one unit cuts the first', () => {
  expect(amountsOf(under([clausule({ cap: '499.99' })], onDays(2)))).toEqual(['499.99']);
});

test('Rv 611b: the units of one fact on one day are cut in the order of their numbers', () => {
  const found = under([clausule({ cap: '1200.00' })], [nietNakoming('n1', '2025-03-01', { aantal: 4 })]);
  expect(found.dwangsommen.map(({ id, amount }) => `${id} ${amount}`)).toEqual([
    'n1/2025-03-01 500.00',
    'n1/2025-03-01#2 500.00',
    'n1/2025-03-01#3 200.00',
  ]);
  expect(refusedOf(found)).toEqual(['n1 2025-03-01 ×1 maximum-bereikt']);
});

// c1 (250, own maximum 600) and c2 (100, none) share 1,000, day by day:
//   1 March 250 + 100 = 350; 2 March 250 + 100 = 700; 3 March 100 (600 reached) + 100 = 900; 4 March 0 + 100 = 1,000; 5 March nothing.
test('contract rule 3: both the clause and its group limit, each at its own place', () => {
  const found = under(
    [
      clausule({ id: 'c1', amount: '250.00', cap: '600.00', capGroup: 'g1' }),
      clausule({ id: 'c2', amount: '100.00', cap: null, capGroup: 'g1' }),
    ],
    [...onDays(4, 'c1', 'a'), ...onDays(5, 'c2', 'b')],
    { g1: '1000.00' },
  );
  expect(amountsOf(found)).toEqual(['250.00', '100.00', '250.00', '100.00', '100.00', '100.00', '100.00']);
  expect(refusedOf(found)).toEqual(['a4 2025-03-04 ×1 maximum-bereikt', 'b5 2025-03-05 ×1 maximum-bereikt']);
});

test('contract rule 3: of two limits at once the smaller one cuts', () => {
  const clause = clausule({ amount: '250.00', cap: '600.00', capGroup: 'g1' });
  expect(amountsOf(under([clause], onDays(4), { g1: '550.00' }))).toEqual(['250.00', '250.00', '50.00']);
  expect(amountsOf(under([clause], onDays(4), { g1: '650.00' }))).toEqual(['250.00', '250.00', '100.00']);
});

test('contract rule 3: a clause outside the group neither uses nor feels its maximum', () => {
  const clauses = [clausule({ id: 'c1', cap: null, capGroup: 'g1' }), clausule({ id: 'c2', cap: null })];
  const found = under(clauses, [...onDays(2, 'c1', 'a'), ...onDays(2, 'c2', 'b')], { g1: '600.00' });
  expect(amountsOf(found)).toEqual(['500.00', '500.00', '100.00', '500.00']);
});

// Of 1 March, 700 is for both: what stands first in the uitspraak takes 500 and leaves 200, whatever its id.
test('contract rule 3: on one day the clauses take in the order of the uitspraak', () => {
  const facts = [
    nietNakoming('n1', '2025-03-01', { clause: 'a' }),
    nietNakoming('n2', '2025-03-01', { clause: 'b' }),
  ];
  const shared = { cap: null, capGroup: 'g1' };
  const order = (...ids: string[]) =>
    under(
      ids.map((id) => clausule({ id, ...shared })),
      facts,
      { g1: '700.00' },
    ).dwangsommen.map(({ clause, amount }) => `${clause} ${amount}`);
  expect(order('a', 'b')).toEqual(['a 500.00', 'b 200.00']);
  expect(order('b', 'a')).toEqual(['b 500.00', 'a 200.00']);
});

test('contract rule 3: a payment frees nothing under the maximum', () => {
  const facts = [...onDays(3), betaling('p1', '2025-03-02', '1000.00')];
  const found = under([clausule({ cap: '1000.00' })], facts);
  expect(found.totals.forfeited).toBe('1000.00');
  expect(found.totals.open.hoofdsom).toBe('0.00');
});

// 2 × 500 in March 2024 were verjaard in September 2024; of 1,200 only 200 is left in 2025.
test('contract rule 3: verjaring frees nothing under the maximum', () => {
  const found = answer({
    uitspraak: uitspraak({
      pronouncedOn: '2024-01-02',
      betekendOn: '2024-01-03',
      clauses: [clausule({ cap: '1200.00' })],
    }),
    facts: [nietNakoming('n1', '2024-03-01', { aantal: 2 }), nietNakoming('n2', '2025-03-01')],
  });
  expect(forfeitedOf(found)).toEqual(['2024-03-01 500.00', '2024-03-01 500.00', '2025-03-01 200.00']);
  expect(found.dwangsommen.map(({ status }) => status)).toEqual(['verjaard', 'verjaard', 'opeisbaar']);
});

test('Rv 611b: without a maximum everything is forfeited', () => {
  expect(
    amountsOf(under([clausule({ cap: null })], [nietNakoming('n1', '2025-03-01', { aantal: 1000 })])),
  ).toHaveLength(1000);
});
