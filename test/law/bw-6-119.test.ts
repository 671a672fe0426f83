import { expect, test } from 'vitest';
import {
  answer,
  betaling,
  clausule,
  type Dossier,
  kosten,
  nietNakoming,
  refusalsOf,
  toegewezenEis,
  uitspraak,
} from './support/dossier.ts';

// One dwangsom of € 1,000.00 that bears rente from its own day; an awarded claim keeps it from becoming verjaard.
function dwangsomOf(from: string, asOf: string, given: Dossier & { held?: boolean } = {}) {
  return answer(document(from, asOf, given)).dwangsommen[0];
}
function document(
  from: string,
  asOf: string,
  { held = true, facts = [], ...rest }: Dossier & { held?: boolean },
): Dossier {
  return {
    asOf,
    rente: '1976-01-01',
    uitspraak: uitspraak({
      pronouncedOn: '1975-01-02',
      betekendOn: '1975-01-03',
      clauses: [clausule({ amount: '1000.00' })],
    }),
    facts: [nietNakoming('n1', from), ...(held ? [toegewezenEis('e1', from)] : []), ...facts],
    ...rest,
  };
}
const renteFrom = (from: string, asOf: string, given?: Dossier & { held?: boolean }) =>
  dwangsomOf(from, asOf, given)?.rente;

// 1 March to 1 June 2025 is 92 days (31 + 30 + 31): 60.00 × 92 / 365 = 15.1233, / 366 = 15.0820, / 360 = 15.3333.
test.each([
  [365, '15.12'],
  [366, '15.08'],
  [360, '15.33'],
] as const)('BW 6:119 lid 1: actual days over %i', (dayCount, rente) => {
  expect(renteFrom('2025-03-01', '2025-06-01', { dayCount })).toBe(rente);
});

// 60.00 / 365 = 0.1644.
test('BW 6:119 lid 1: the first day counts, the last does not', () => {
  expect(renteFrom('2025-03-01', '2025-03-01')).toBe('0.00');
  expect(renteFrom('2025-03-01', '2025-03-02')).toBe('0.16');
});

// December 2024: 70.00 × 31 / 365 = 5.9452; January 2025: 60.00 × 31 / 365 = 5.0959. Rounded apart 5.95 + 5.10 = 11.05, together it were 11.04.
test('BW 6:120 lid 1: a new rate begins a new segment, and each segment is rounded', () => {
  expect(renteFrom('2024-12-01', '2025-02-01')).toBe('11.05');
});

// June and July 2026 at 4%: 40.00 × 61 / 365 = 6.6849. Cut at 1 July, where the rate was set anew at 4%, it were 3.29 + 3.40 = 6.69.
test('BW 6:120 lid 1: no segment ends where the rate was confirmed unchanged', () => {
  expect(renteFrom('2026-06-01', '2026-08-01')).toBe('6.68');
});

// 2% in these years. The first year gives 20.00; then 1,020.00 bears 20.40 a year, 0.0559 a day (without compounding 0.0548).
test('BW 6:119 lid 2: at each anniversary of the first day the rente of the year is added', () => {
  expect(renteFrom('2017-03-01', '2018-03-01')).toBe('20.00');
  expect(renteFrom('2017-03-01', '2018-03-02')).toBe('20.06');
  expect(renteFrom('2017-03-01', '2019-03-01')).toBe('40.40');
});

// From 29 February 2016 at 2%: to 28 February 2017, 2018 and 2019 each 365 days: 20.00, 20.40 and 1,040.40 × 2% = 20.81; then to
// 29 February 2020, which exists, 366 days: 1,061.21 × 2% × 366 / 365 = 21.28. Together 82.49.
test('BW 6:119 lid 2: the anniversary of 29 February is the 28th, and the 29th again in a leap year', () => {
  expect(renteFrom('2016-02-29', '2017-02-28')).toBe('20.00');
  expect(renteFrom('2016-02-29', '2018-02-28')).toBe('40.40');
  expect(renteFrom('2016-02-29', '2019-02-28')).toBe('61.21');
  expect(renteFrom('2016-02-29', '2020-02-29')).toBe('82.49');
  // The day before the anniversary nothing has been added: 21.2823 less one day of 0.0581.
  expect(renteFrom('2016-02-29', '2020-02-28')).toBe('82.43');
});

// On € 1,000,000.00 one sees which day it is. Years of 365 days add 20,000.00, 20,400.00 and 20,808.00; then 366 days to 29 February 2020:
// 1,061,208.00 × 2% × 366 / 365 = 21,282.31, together 82,490.31. Had the 28th stayed the anniversary, a day more would be compounded: 82,491.47.
test('BW 6:119 lid 2: each anniversary is counted from the first day, not from the anniversary before', () => {
  const clauses = [clausule({ amount: '1000000.00', cap: null })];
  const large = uitspraak({ pronouncedOn: '2015-01-02', betekendOn: '2015-01-03', clauses });
  expect(renteFrom('2016-02-29', '2020-02-29', { uitspraak: large })).toBe('82490.31');
});

// 31 days to 1 April: 5.0959 = 5.10, paid first; 94.90 on the hoofdsom leaves 905.10; 61 days: 54.306 × 61 / 365 = 9.0758.
test('BW 6:119: a payment ends a segment, and what it leaves bears on', () => {
  const found = dwangsomOf('2025-03-01', '2025-06-01', { facts: [betaling('p1', '2025-04-01', '100.00')] });
  expect(found).toMatchObject({
    hoofdsom: '905.10',
    rente: '9.08',
    paid: { rente: '5.10', hoofdsom: '94.90' },
  });
});

// 92 days at once are 15.12; cut at 1 April they were 5.10 + 10.03 = 15.13.
test('contract rule 6: a payment that goes to kosten whole ends no segment of a dwangsom', () => {
  const facts = [kosten('k1', '2025-03-15', '100.00'), betaling('p1', '2025-04-01', '100.00')];
  expect(renteFrom('2025-03-01', '2025-06-01', { facts })).toBe('15.12');
});

// At the anniversary of 1 March 2018 20.00 is added. Another 31 days bear 1,020.00 × 2% × 31 / 365 = 1.7326. Of 10.00 the 1.73 not yet added
// goes first, then 8.27 of the 20.00: 11.73 added is left, and 30 days more bear 1,011.73 × 2% × 30 / 365 = 1.6631.
test('contract rule 6: a payment takes the rente not yet added first, then the added', () => {
  const found = dwangsomOf('2017-03-01', '2018-05-01', { facts: [betaling('p1', '2018-04-01', '10.00')] });
  expect(found).toMatchObject({
    hoofdsom: '1000.00',
    rente: '13.39',
    paid: { rente: '10.00', hoofdsom: '0.00' },
  });
});

test('BW 6:119: rente stops where the dwangsom is paid', () => {
  const found = dwangsomOf('2025-03-01', '2026-06-01', { facts: [betaling('p1', '2025-04-01', '1005.10')] });
  expect(found).toMatchObject({
    status: 'voldaan',
    hoofdsom: '0.00',
    rente: '0.00',
    paid: { rente: '5.10', hoofdsom: '1000.00' },
  });
});

// 1 March to 1 September 2025 is 184 days: 60.00 × 184 / 365 = 30.2466; a day less is 30.0822.
test('contract rule 6: no rente runs from contestableUntil on', () => {
  expect(renteFrom('2025-03-01', '2025-08-31', { held: false })).toBe('30.08');
  expect(renteFrom('2025-03-01', '2025-09-01', { held: false })).toBe('30.25');
  expect(renteFrom('2025-03-01', '2026-06-01', { held: false })).toBe('30.25');
});

// Forfeited on 28 February the term ends on 28 August, in the other reading on 31 August: 184 days to the latter.
test('contract rule 6: while a dwangsom is only betwistbaar its rente runs on', () => {
  expect(renteFrom('2025-02-28', '2026-06-01', { held: false })).toBe('30.25');
});

// 8% from 1 April 1976: 80.00 × 30 / 365 = 6.5753.
test('BW 6:120 lid 1: before 1 April 1976 the table has no rate, from that day it has', () => {
  expect(refusalsOf(document('1976-03-31', '1976-05-01', {}))).toEqual(['geen-rentevoet']);
  expect(renteFrom('1976-04-01', '1976-05-01')).toBe('6.58');
});

// December 2026 has a rate up to its last day, which asOf 1 January leaves as the last counted: 40.00 × 31 / 365 = 3.3973.
test('BW 6:120 lid 1: no rate is carried into 2027, which is not known', () => {
  expect(renteFrom('2026-12-01', '2027-01-01')).toBe('3.40');
  expect(refusalsOf(document('2026-12-01', '2027-01-02', {}))).toEqual(['geen-rentevoet']);
});

test('BW 6:120 lid 1: where no rente runs, no rate is needed', () => {
  const late = (given: Dossier & { held?: boolean }) =>
    refusalsOf(document('2026-12-01', '2028-01-01', given));
  expect(late({ rente: 'geen' })).toEqual([]);
  expect(late({ rente: 'na-aanmaning' })).toEqual([]);
  expect(late({ facts: [betaling('p1', '2026-12-20', '2000.00')] })).toEqual([]);
  expect(late({ facts: [{ kind: 'vernietiging', id: 'v1', on: '2027-06-01' }] })).toEqual([]);
  // Without them it is: the dwangsom of 1 December would bear rente until 1 June 2027.
  expect(late({ held: false })).toEqual(['geen-rentevoet']);
});
