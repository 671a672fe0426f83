import { expect, test } from 'vitest';
import { answer, type Feit, nietNakoming, stuiting, tijdvak, toegewezenEis } from './support/dossier.ts';

// Forfeited on 10 January 2025, so verjaard after 10 July. An act of 1 July that counts begins a term that ends on 1 January 2026.
function verjaringWith(facts: Feit[], forfeitedOn = '2025-01-10') {
  return answer({ asOf: '2026-06-01', facts: [nietNakoming('n1', forfeitedOn), ...facts] }).dwangsommen[0]
    ?.verjaring;
}

test.each([
  ['BW 3:317', { by: 'aanmaning' }],
  ['BW 3:317', { by: 'mededeling', voorbehoud: true }],
  ['BW 3:316', { by: 'daad-van-tenuitvoerlegging' }],
  ['BW 3:318', { by: 'erkenning' }],
] as const)('%s: %o begins six new months on its day', (_article, given) => {
  expect(verjaringWith([stuiting('s1', '2025-07-01', given)])).toEqual({
    endsOn: '2026-01-01',
    contestableUntil: '2026-01-01',
    stuitingen: ['s1'],
  });
});

test.each([
  ['HR 9 April 2010, BL3866', { by: 'mededeling' }],
  ['BW 3:317 lid 1', { by: 'mededeling', voorbehoud: false }],
  ['HR 20 December 2024, ECLI:NL:HR:2024:1904', { by: 'executiegeschil-schuldenaar' }],
  ['BW 3:316 lid 2', { by: 'eis', uitkomst: 'afgewezen' }],
  ['BW 3:316 lid 2', { by: 'eis', uitkomst: 'ingetrokken' }],
] as const)('%s: %o does nothing', (_source, given) => {
  expect(verjaringWith([stuiting('s1', '2025-07-01', given)])).toEqual({
    endsOn: '2025-07-10',
    contestableUntil: '2025-07-10',
    stuitingen: [],
  });
});

test.each(['loopt', 'toegewezen'] as const)(
  'BW 3:316 lid 1 and 3:319 lid 1: an eis that is %s holds the end',
  (uitkomst) => {
    const held = { endsOn: null, contestableUntil: null, stuitingen: ['s1'] };
    expect(verjaringWith([stuiting('s1', '2025-07-10', { by: 'eis', uitkomst })])).toEqual(held);
    // A day late it holds nothing.
    expect(verjaringWith([stuiting('s1', '2025-07-11', { by: 'eis', uitkomst })])?.endsOn).toBe('2025-07-10');
  },
);

test('BW 3:317: an act on the last day is in time, one on the day after is not', () => {
  expect(verjaringWith([stuiting('s1', '2025-07-10')])?.endsOn).toBe('2026-01-10');
  expect(verjaringWith([stuiting('s1', '2025-07-11')])?.endsOn).toBe('2025-07-10');
});

test('BW 3:319: a chain goes on while each act comes within the term of the one before', () => {
  const chain = [stuiting('s1', '2025-07-01'), stuiting('s2', '2026-01-01'), stuiting('s3', '2026-05-31')];
  expect(verjaringWith(chain)).toMatchObject({ endsOn: '2026-11-30', stuitingen: ['s1', 's2', 's3'] });
  // Without the middle one the term was over on 1 January, and the last comes too late.
  expect(verjaringWith([chain[0]!, chain[2]!])).toMatchObject({ endsOn: '2026-01-01', stuitingen: ['s1'] });
});

// Forfeited on 28 February: verjaard after 28 August, in the other reading after 31 August.
test('Rv 611g lid 1 and BW 3:317: a letter between the two ends is in time for the second reading only', () => {
  // Six months after 30 August: 28 February in both readings.
  expect(verjaringWith([stuiting('s1', '2025-08-30')], '2025-02-28')).toEqual({
    endsOn: '2025-08-28',
    contestableUntil: '2026-02-28',
    stuitingen: ['s1'],
  });
  expect(verjaringWith([stuiting('s1', '2025-08-28')], '2025-02-28')).toMatchObject({
    endsOn: '2026-02-28',
    stuitingen: ['s1'],
  });
  expect(verjaringWith([stuiting('s1', '2025-09-01')], '2025-02-28')).toMatchObject({
    endsOn: '2025-08-28',
    contestableUntil: '2025-08-31',
    stuitingen: [],
  });
});

// A letter of 28 February 2025 begins 28 August, in the other reading 31 August, however early the dwangsom was forfeited.
test('contract rule 5: a new term is read in both ways too', () => {
  expect(verjaringWith([stuiting('s1', '2025-02-28')])).toMatchObject({
    endsOn: '2025-08-28',
    contestableUntil: '2025-08-31',
  });
});

test('Rv 611g lid 1: a letter reaches what was forfeited on its day, not what is forfeited later', () => {
  expect(verjaringWith([stuiting('s1', '2025-01-10')])?.stuitingen).toEqual(['s1']);
  expect(verjaringWith([stuiting('s1', '2025-01-09')])?.stuitingen).toEqual([]);
});

test('BW 3:317: a letter reaches only the niet-nakomingen that it names', () => {
  const facts = [
    nietNakoming('n1', '2025-01-10'),
    nietNakoming('n2', '2025-01-10'),
    stuiting('s1', '2025-07-01', { covers: ['n2'] }),
  ];
  const ends = answer({ asOf: '2025-12-01', facts }).dwangsommen.map(({ verjaring }) => verjaring.endsOn);
  expect(ends).toEqual(['2025-07-10', '2026-01-01']);
});

// Forfeited on 1 March 2025 and stayed from 2 March to 17 September, 200 days: 1 September + 200 = 20 March 2026. A letter of
// 18 September begins six months of its own, to 18 March, which is earlier and changes nothing; one of 21 September reaches 21 March.
test('BW 3:319 lid 2: a new term never ends earlier than the one it interrupts', () => {
  const stay = tijdvak('schorsing-executie', 'x1', '2025-03-02', '2025-09-17');
  expect(verjaringWith([stay], '2025-03-01')?.endsOn).toBe('2026-03-20');
  const early = verjaringWith([stay, stuiting('s1', '2025-09-18')], '2025-03-01');
  expect(early).toMatchObject({ endsOn: '2026-03-20', stuitingen: ['s1'] });
  expect(verjaringWith([stay, stuiting('s1', '2025-09-21')], '2025-03-01')?.endsOn).toBe('2026-03-21');
});

test('contract: a stuiting after asOf does not count yet', () => {
  const facts = [nietNakoming('n1', '2025-01-10'), stuiting('s1', '2025-07-01')];
  expect(answer({ asOf: '2025-06-30', facts }).dwangsommen[0]?.verjaring.endsOn).toBe('2025-07-10');
  expect(answer({ asOf: '2025-07-01', facts }).dwangsommen[0]?.verjaring.endsOn).toBe('2026-01-01');
});

test('BW 3:324: after an awarded claim later letters are named and change nothing', () => {
  expect(verjaringWith([toegewezenEis('e1', '2025-06-01'), stuiting('s2', '2026-05-01')])).toEqual({
    endsOn: null,
    contestableUntil: null,
    stuitingen: ['e1', 's2'],
  });
});
