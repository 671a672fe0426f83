import { expect, test } from 'vitest';
import {
  aanmaning,
  answer,
  clausule,
  type Feit,
  nietNakoming,
  stuiting,
  uitspraak,
} from './support/dossier.ts';

// € 1,000.00 forfeited on 1 March 2025, at 6%: 0.1644 a day. What a test expects is the number of days that bear rente.
function renteWith(facts: Feit[], asOf = '2025-05-01', rente = 'na-aanmaning') {
  const clauses = [clausule({ amount: '1000.00' })];
  const found = answer({
    asOf,
    rente,
    uitspraak: uitspraak({ clauses }),
    facts: [nietNakoming('n1', '2025-03-01'), ...facts],
  });
  return found.dwangsommen.map((dwangsom) => dwangsom.rente);
}
const days = (count: number) => [((60 * count) / 365).toFixed(2)];

// Received on 10 March, day 0; fourteen days end on the 24th, so from 25 March on: 7 + 30 days to 1 May.
test('BW 6:82 lid 1: rente runs from the day after the term of the aanmaning', () => {
  expect(renteWith([aanmaning('s1', '2025-03-10', 14)])).toEqual(days(37));
  expect(renteWith([aanmaning('s1', '2025-03-10', 14)], '2025-03-25')).toEqual(days(0));
  expect(renteWith([aanmaning('s1', '2025-03-10', 14)], '2025-03-26')).toEqual(days(1));
});

// 11 March to 1 May: 21 + 30 days.
test('BW 6:82 lid 1: a term of no days ends on the day of receipt', () => {
  expect(renteWith([aanmaning('s1', '2025-03-10', 0)])).toEqual(days(51));
});

test('BW 6:82 lid 1: a demand that names no term, or another letter, starts nothing', () => {
  expect(renteWith([aanmaning('s1', '2025-03-10', null)])).toEqual(days(0));
  expect(renteWith([stuiting('s1', '2025-03-10', { by: 'mededeling', voorbehoud: true })])).toEqual(days(0));
  expect(renteWith([stuiting('s1', '2025-03-10')])).toEqual(days(0));
});

// The second letter's term would be over on 16 March; the first one decides all the same: from 25 March.
test('contract rule 6: the earliest aanmaning decides, not the one whose term ends first', () => {
  expect(renteWith([aanmaning('s2', '2025-03-15', 1), aanmaning('s1', '2025-03-10', 14)])).toEqual(days(37));
  // Of two received on one day, the first by id.
  expect(renteWith([aanmaning('s2', '2025-03-10', 0), aanmaning('s10', '2025-03-10', 14)])).toEqual(days(37));
});

// The letter of 10 March names no term and decides nothing; that of 15 March ends on the 29th: from the 30th, 2 + 30 days.
test('contract rule 6: a demand without a term is passed over', () => {
  expect(renteWith([aanmaning('s1', '2025-03-10', null), aanmaning('s2', '2025-03-15', 14)])).toEqual(
    days(32),
  );
});

test('contract rule 6: a demand reaches what was forfeited on its day, not what is forfeited later', () => {
  expect(renteWith([aanmaning('s1', '2025-03-01', 0)])).toEqual(days(60));
  expect(renteWith([aanmaning('s1', '2025-02-28', 0)])).toEqual(days(0));
});

test('contract rule 6: a demand starts the rente of the niet-nakomingen that it names', () => {
  const facts: Feit[] = [
    nietNakoming('n2', '2025-03-01'),
    { kind: 'stuiting', id: 's1', on: '2025-03-10', by: 'aanmaning', covers: ['n2'], betaaltermijnDagen: 14 },
  ];
  expect(renteWith(facts)).toEqual([...days(0), ...days(37)]);
});

// From 1 April: 30 days; a day in the past means from the dwangsom's own day: 31 + 30 days.
test('contract, "policy": from a day, or from the own day of a dwangsom where that is later', () => {
  expect(renteWith([], '2025-05-01', '2025-04-01')).toEqual(days(30));
  expect(renteWith([], '2025-05-01', '2025-01-01')).toEqual(days(61));
});

test('contract, "policy": without rente no demand starts any', () => {
  expect(renteWith([aanmaning('s1', '2025-03-10', 14)], '2025-05-01', 'geen')).toEqual(days(0));
});

test('contract, "policy": what is left out is na-aanmaning over 365 days', () => {
  const facts = [nietNakoming('n1', '2025-03-01'), aanmaning('s1', '2025-03-10', 14)];
  const given = {
    asOf: '2025-05-01',
    uitspraak: uitspraak({ clauses: [clausule({ amount: '1000.00' })] }),
    facts,
  };
  expect(answer({ ...given, rente: 'na-aanmaning', dayCount: 365 })).toEqual(
    answer({ ...given, rente: null as unknown as string }),
  );
});
