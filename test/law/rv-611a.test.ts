import { expect, test } from 'vitest';
import {
  answer,
  type Clausule,
  clausule,
  dossier,
  faultsOf,
  forfeitedOf,
  nietNakoming,
  refusedOf,
  uitspraak,
} from './support/dossier.ts';

// One clause per day, default from 1 January to 28 February 2025, pronounced on 15 and served on 20 January: the first
// dwangsom is the first day on which anything can be forfeited.
function firstDay(given: Partial<Clausule>, betekendOn: string | null = '2025-01-20'): string | undefined {
  return answer({
    uitspraak: uitspraak({
      pronouncedOn: '2025-01-15',
      betekendOn,
      clauses: [clausule({ mode: 'per-dag', cap: '100000.00', ...given })],
    }),
    facts: [nietNakoming('n1', '2025-01-01', { through: '2025-02-28' })],
  }).dwangsommen[0]?.on;
}

// In default from 10 to 31 January, served on the 20th: the 11 days of 10–20 January come before, the 11 of 21–31 January after.
test('Rv 611a lid 3: nothing is forfeited up to and including the day of betekening', () => {
  const found = answer({
    uitspraak: uitspraak({ betekendOn: '2025-01-20', clauses: [clausule({ mode: 'per-dag' })] }),
    facts: [nietNakoming('n1', '2025-01-10', { through: '2025-01-31' })],
  });
  expect(found.dwangsommen).toHaveLength(11);
  expect(found.dwangsommen[0]?.on).toBe('2025-01-21');
  expect(refusedOf(found)).toEqual(['n1 2025-01-10–2025-01-20 ×11 voor-eerste-dag']);
});

test('Rv 611a lid 3: without betekening nothing is forfeited at all', () => {
  const found = answer({
    uitspraak: uitspraak({ betekendOn: null, clauses: [clausule({ mode: 'per-dag' })] }),
    facts: [nietNakoming('n1', '2025-01-10', { through: '2025-01-31' })],
  });
  expect(found.dwangsommen).toEqual([]);
  expect(refusedOf(found)).toEqual(['n1 2025-01-10–2025-01-31 ×22 niet-betekend']);
});

test('Rv 611a lid 3: an uitvoeringstermijn long over does not replace the betekening', () => {
  const term = { kind: 'uitvoering', days: 3, from: 'uitspraak' } as const;
  expect(firstDay({ term }, null)).toBeUndefined();
});

// Day 0 is 20 January: 14 days later is 3 February, so the first day is the 4th. A term of no days ends on day 0 itself.
test.each([
  [0, '2025-01-21'],
  [1, '2025-01-22'],
  [14, '2025-02-04'],
  [15, '2025-02-05'],
])(
  'Rv 611a lid 4: a respijttermijn of %i days after betekening on 20 January: first day %s',
  (days, first) => {
    expect(firstDay({ term: { kind: 'respijt', days, from: 'betekening' } })).toBe(first);
  },
);

// Pronounced on 15 January: 14 days later is the 29th. Three days end on the 18th, before the betekening of the 20th, which then decides;
// five days end on the 20th itself, and six on the 21st.
test.each([
  [14, '2025-01-30'],
  [3, '2025-01-21'],
  [5, '2025-01-21'],
  [6, '2025-01-22'],
])(
  'HR 21 December 2012, BX9020: an uitvoeringstermijn of %i days after the uitspraak: first day %s',
  (days, first) => {
    expect(firstDay({ term: { kind: 'uitvoering', days, from: 'uitspraak' } })).toBe(first);
  },
);

test('Rv 611a lid 4: an uitvoeringstermijn that the uitspraak counts from betekening runs from there', () => {
  expect(firstDay({ term: { kind: 'uitvoering', days: 14, from: 'betekening' } })).toBe('2025-02-04');
});

test.each(['respijt', 'uitvoering'] as const)(
  'Rv 611a lid 4: a term (%s) until a day has its end on that day',
  (kind) => {
    expect(firstDay({ term: { kind, until: '2025-02-10' } })).toBe('2025-02-11');
    // Over before the betekening: the day after betekening decides.
    expect(firstDay({ term: { kind, until: '2025-01-19' } })).toBe('2025-01-21');
    expect(firstDay({ term: { kind, until: '2025-01-20' } })).toBe('2025-01-21');
    expect(firstDay({ term: { kind, until: '2025-01-21' } })).toBe('2025-01-22');
  },
);

test('Rv 611a lid 4: a respijttermijn cannot count from the uitspraak, an uitvoeringstermijn can', () => {
  const withTerm = (kind: 'respijt' | 'uitvoering') =>
    dossier({
      uitspraak: uitspraak({ clauses: [clausule({ term: { kind, days: 14, from: 'uitspraak' } })] }),
    });
  expect(faultsOf(withTerm('respijt')).map(({ pointer }) => pointer)).toEqual([
    '/uitspraak/clauses/0/term/from',
  ]);
  expect(faultsOf(withTerm('uitvoering'))).toEqual([]);
});

// 12 days after Monday 20 January is Saturday 1 February 2025, 11 days after it Friday 31 January.
test('Algemene termijnenwet art. 1: a term that ends on a Saturday does not move', () => {
  expect(firstDay({ term: { kind: 'respijt', days: 12, from: 'betekening' } })).toBe('2025-02-02');
  expect(firstDay({ term: { kind: 'respijt', days: 11, from: 'betekening' } })).toBe('2025-02-01');
});

test('contract rule 1: a clause that begins later waits, one that begins earlier does not hasten', () => {
  expect(firstDay({ from: '2025-02-15' })).toBe('2025-02-15');
  expect(firstDay({ from: '2025-01-01' })).toBe('2025-01-21');
  expect(firstDay({ from: '2025-02-01', term: { kind: 'respijt', days: 14, from: 'betekening' } })).toBe(
    '2025-02-04',
  );
});

test('Rv 611a lid 4: each clause has its own term', () => {
  const found = answer({
    uitspraak: uitspraak({
      betekendOn: '2025-01-20',
      clauses: [
        clausule({ id: 'c1', term: { kind: 'respijt', days: 14, from: 'betekening' } }),
        clausule({ id: 'c2', amount: '100.00' }),
      ],
    }),
    facts: [
      nietNakoming('n1', '2025-02-03'),
      nietNakoming('n2', '2025-02-03', { clause: 'c2' }),
      nietNakoming('n3', '2025-02-04'),
    ],
  });
  expect(forfeitedOf(found)).toEqual(['2025-02-03 100.00', '2025-02-04 500.00']);
});
