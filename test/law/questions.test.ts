import { expect, test } from 'vitest';
import {
  aanmaning,
  answer,
  betaling,
  type Clausule,
  clausule,
  type Dossier,
  nietNakoming,
  stuiting,
  uitspraak,
} from './support/dossier.ts';

/** The questions as `article: about`, in order. */
function asked(given: Dossier): string[] {
  return answer(given).questions.map(({ about, article }) => `${article}: ${about}`);
}
const withClause = (given: Partial<Clausule>, facts: Dossier['facts'] = []): Dossier => ({
  uitspraak: uitspraak({ clauses: [clausule(given)], caps: { g1: '5000.00' } }),
  facts,
});

test('contract rule 10: a plain case raises no question', () => {
  expect(asked({ facts: [nietNakoming('n1', '2025-03-01'), aanmaning('s1', '2025-03-10')] })).toEqual([]);
});

test('Rv 611b: a clause without a maximum is asked about, one with a maximum of its own, of a group or of a vermindering is not', () => {
  const unlimited = withClause({ cap: null });
  expect(asked(unlimited)).toEqual(['Rv 611b: c1']);
  expect(asked(withClause({ cap: null, capGroup: 'g1' }))).toEqual([]);
  const lowered = {
    kind: 'vermindering',
    id: 'v1',
    from: '2025-03-01',
    clause: 'c1',
    amount: '100.00',
  } as const;
  expect(asked({ ...unlimited, facts: [{ ...lowered, cap: '1000.00' }] })).toEqual([]);
  expect(asked({ ...unlimited, facts: [lowered] })).toEqual(['Rv 611b: c1']);
});

test('Rv 611b: what a dagdeel is, must be asked; what a day or a time is, need not', () => {
  expect(asked(withClause({ mode: 'per-dagdeel' }))).toEqual(['Rv 611b: c1']);
  expect(asked(withClause({ mode: 'per-dag' }))).toEqual([]);
});

// Served on Friday 3 January 2025: 1 day ends on a Saturday, 2 on a Sunday, 3 on a Monday; 108 days end on Easter Monday, 21 April.
test.each([
  [1, 'zaterdag'],
  [2, 'zondag'],
  [3, null],
  [107, 'zondag'],
  [108, 'tweede paasdag'],
  [109, null],
])('Algemene termijnenwet art. 1: a term of %i days that ends on %s', (days, rest) => {
  const found = answer(withClause({ term: { kind: 'respijt', days, from: 'betekening' } })).questions;
  expect(found.map(({ article }) => article)).toEqual(rest === null ? [] : ['Algemene termijnenwet art. 1']);
  if (rest !== null) expect(found[0]?.ask).toContain(rest);
});

test('Algemene termijnenwet art. 1: a term until a given day is looked at in the same way', () => {
  expect(asked(withClause({ term: { kind: 'respijt', until: '2025-04-26' } }))).toEqual([
    'Algemene termijnenwet art. 1: c1',
  ]);
  expect(asked(withClause({ term: { kind: 'respijt', until: '2025-04-25' } }))).toEqual([]);
});

test('Rv 611a lid 3: a niet-nakoming on the day of betekening is asked about, one on the next day is not', () => {
  expect(asked({ facts: [nietNakoming('n1', '2025-01-03')] })).toEqual(['Rv 611a lid 3: n1']);
  expect(asked({ facts: [nietNakoming('n1', '2025-01-03', { status: 'gemeld' })] })).toEqual([
    'Rv 611a lid 3: n1',
  ]);
  expect(asked({ facts: [nietNakoming('n1', '2025-01-03', { status: 'afgewezen' })] })).toEqual([]);
  expect(asked({ facts: [nietNakoming('n1', '2025-01-04')] })).toEqual([]);
});

test.each([
  ['afgewezen', ['BW 3:316 lid 2: s1']],
  ['ingetrokken', ['BW 3:316 lid 2: s1']],
  ['loopt', []],
  ['toegewezen', []],
] as const)('BW 3:316 lid 2: an eis that is %s raises %j', (uitkomst, expected) => {
  expect(
    asked({
      facts: [nietNakoming('n1', '2025-03-01'), stuiting('s1', '2025-04-01', { by: 'eis', uitkomst })],
    }),
  ).toEqual(expected);
});

test('BW 3:318: a payment on a dwangsom may be an erkenning; one on kosten alone says nothing of a dwangsom', () => {
  const kosten = {
    kind: 'kosten',
    id: 'k1',
    on: '2025-03-10',
    amount: '100.00',
    what: 'betekening',
  } as const;
  const paying = (amount: string): Dossier => ({
    facts: [nietNakoming('n1', '2025-03-01'), kosten, betaling('p1', '2025-04-01', amount)],
  });
  expect(asked(paying('100.01'))).toEqual(['BW 3:318: p1']);
  expect(asked(paying('100.00'))).toEqual([]);
});

test('BW 6:43: money that is left over is asked about, to the cent', () => {
  const paying = (amount: string): Dossier => ({
    facts: [nietNakoming('n1', '2025-03-01'), betaling('p1', '2025-04-01', amount)],
  });
  expect(asked(paying('500.00'))).toEqual(['BW 3:318: p1']);
  expect(asked(paying('500.01'))).toEqual(['BW 3:318: p1', 'BW 6:43: p1']);
  expect(answer(paying('500.01')).questions.at(-1)?.ask).toContain('€ 0,01');
});

// Forfeited on 28 February: 28 August, in the other reading 31 August.
test('Rv 611g lid 1: a dwangsom between its two ends is asked about, before and after it is not', () => {
  const on = (asOf: string) => asked({ asOf, facts: [nietNakoming('n1', '2025-02-28')] });
  expect(on('2025-08-28')).toEqual([]);
  expect(on('2025-08-29')).toEqual(['Rv 611g lid 1: n1/2025-02-28']);
  expect(on('2025-08-31')).toEqual(['Rv 611g lid 1: n1/2025-02-28']);
  expect(on('2025-09-01')).toEqual([]);
});

test('Rv 611f: the death of the debtor is asked about for a clause per time, not before the day of death', () => {
  const on = (asOf: string) =>
    asked({ asOf, facts: [{ kind: 'overlijden-schuldenaar', id: 'd1', on: '2025-05-01' }] });
  expect(on('2025-05-01')).toEqual(['Rv 611f: c1']);
  expect(on('2025-04-30')).toEqual([]);
});

test('house style 5: every question is a Dutch sentence that ends in a question mark', () => {
  const everything = answer({
    asOf: '2025-08-30',
    uitspraak: uitspraak({
      clauses: [clausule({ mode: 'per-dagdeel', cap: null, term: { kind: 'respijt', until: '2025-01-04' } })],
    }),
    facts: [
      nietNakoming('n0', '2025-01-03'),
      nietNakoming('n1', '2025-02-28'),
      stuiting('s1', '2025-03-01', { by: 'eis', uitkomst: 'ingetrokken' }),
      betaling('p1', '2025-02-28', '10.00', ['onbekend']),
      betaling('p2', '2025-02-27', '10.00'),
      { kind: 'overlijden-schuldenaar', id: 'd1', on: '2025-05-01' },
    ],
  });
  expect(everything.questions).toHaveLength(10);
  for (const { ask } of everything.questions)
    expect(ask).toMatch(/^[A-Z].*\?|^[A-Z].*telt niet als stuiting\.$|opgegeven\.$/);
});

test('Rv 611b: two findings of one moment are asked about; on two days, under two clauses, or where days are counted they are not', () => {
  const twice = [nietNakoming('n1', '2025-03-01'), nietNakoming('n2', '2025-03-01')];
  expect(asked({ facts: twice })).toEqual(['Rv 611b: n2']);
  expect(asked({ facts: [twice[0]!, nietNakoming('n2', '2025-03-02')] })).toEqual([]);
  expect(asked({ facts: [twice[0]!, nietNakoming('n2', '2025-03-01', { status: 'afgewezen' })] })).toEqual(
    [],
  );
  expect(asked(withClause({ mode: 'per-dag' }, twice))).toEqual([]);
});

test('BW 6:203 and 6:119: whether rente is owed on what goes back is asked where something was paid', () => {
  const vernietiging = { kind: 'vernietiging', id: 'v1', on: '2025-06-01' } as const;
  const facts = [nietNakoming('n1', '2025-03-01'), vernietiging];
  expect(asked({ facts })).toEqual([]);
  expect(asked({ facts: [...facts, betaling('p1', '2025-04-01', '100.00')] })).toContain(
    'BW 6:203 en 6:119: v1',
  );
});
