import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type BeslagvrijeVoet,
  checkBeslagvrijeVoet,
  checkInhouding,
  mayBeWithheld,
} from '../../src/law/beslagvrije-voet.ts';
import { day } from '../../src/values/index.ts';

// Net 2,200.00, of which 1,900.00 is free of beslag: 2,200.00 − 1,900.00 = 300.00 may be withheld.
const OUTCOME: BeslagvrijeVoet = {
  on: day('2026-06-17'),
  validUntil: day('2027-06-16'),
  maximum: 210_000n,
  result: 190_000n,
  net: 220_000n,
  inputsSha256: 'c'.repeat(64),
};
const ON = day('2026-07-25');

test('Rv 475b: what lies above the beslagvrije voet may be withheld, from its first through its last day', () => {
  expect(mayBeWithheld(OUTCOME, ON)).toBe(30_000n);
  expect(mayBeWithheld(OUTCOME, day('2026-06-17'))).toBe(30_000n);
  expect(mayBeWithheld(OUTCOME, day('2027-06-16'))).toBe(30_000n);
});

test.each<[string, BeslagvrijeVoet | null, string]>([
  ['there is no outcome', null, '2026-07-25'],
  ['the day before it counts', OUTCOME, '2026-06-16'],
  ['the day after it expired', OUTCOME, '2027-06-17'],
  ['the module gave no result', { ...OUTCOME, result: null }, '2026-07-25'],
  ['the income is not known', { ...OUTCOME, net: null }, '2026-07-25'],
  ['the income is not above it', { ...OUTCOME, net: 190_000n }, '2026-07-25'],
  ['the income lies below it', { ...OUTCOME, net: 150_000n }, '2026-07-25'],
  ['the result is above the maximum', { ...OUTCOME, result: 210_001n }, '2026-07-25'],
  ['the result is nil', { ...OUTCOME, result: 0n }, '2026-07-25'],
  ['what it rests on was not recorded', { ...OUTCOME, inputsSha256: '' }, '2026-07-25'],
])('Rv 475b: nothing may be withheld where %s', (_, outcome, on) => {
  expect(mayBeWithheld(outcome, day(on))).toBe(0n);
  expect(checkInhouding(outcome, 1n, day(on))).toHaveLength(1);
  expect(checkInhouding(outcome, 0n, day(on))).toEqual([]);
});

test('Rv 475b: a cent too much is refused, with the sum in the sentence', () => {
  expect(checkInhouding(OUTCOME, 30_000n, ON)).toEqual([]);
  expect(checkInhouding(OUTCOME, 30_001n, ON)).toMatchObject([
    {
      code: 'te-veel-ingehouden',
      sentence:
        'Er is € 300,01 ingehouden op 25 juli 2026. Hoogstens € 300,00 is toegestaan: € 2.200,00 netto min de beslagvrije voet van € 1.900,00. Het meerdere gaat terug naar de schuldenaar.',
      grounds: [{ article: 'Rv 475b' }],
    },
  ]);
});

test.each<[string, BeslagvrijeVoet | null, string]>([
  ['beslagvrije-voet-ontbreekt', null, '2026-07-25'],
  ['beslagvrije-voet-ontbreekt', OUTCOME, '2026-06-16'],
  ['beslagvrije-voet-ontbreekt', { ...OUTCOME, net: null }, '2026-07-25'],
  ['beslagvrije-voet-verlopen', OUTCOME, '2027-06-17'],
  ['uitkomst-onmogelijk', { ...OUTCOME, result: 210_001n }, '2026-07-25'],
])('Rv 475i: what was withheld without ground is refused as %s', (code, outcome, on) => {
  expect(checkInhouding(outcome, 10_000n, day(on)).map((refusal) => refusal.code)).toEqual([code]);
});

test('Rv 475da: a result at the maximum is possible, above it not; all that is impossible is named at once', () => {
  expect(checkBeslagvrijeVoet(OUTCOME)).toEqual([]);
  expect(checkBeslagvrijeVoet({ ...OUTCOME, result: 210_000n })).toEqual([]);
  const impossible = {
    ...OUTCOME,
    result: 210_001n,
    net: -1n,
    validUntil: day('2026-06-16'),
    inputsSha256: 'x',
  };
  expect(checkBeslagvrijeVoet(impossible).map(({ grounds }) => grounds[0]!.article)).toEqual([
    'Rv 475da',
    'Rv 475b',
    'Rv 475d',
    'Rv 475i lid 2',
  ]);
});

test('Rv 475b: whatever the outcome, what is withheld at most leaves the debtor the beslagvrije voet', () => {
  const cents = fc.bigInt({ min: -1_000n, max: 500_000n });
  fc.assert(
    fc.property(cents, fc.option(cents), fc.option(cents), (maximum, result, net) => {
      const allowed = mayBeWithheld({ ...OUTCOME, maximum, result, net }, ON);
      expect(allowed >= 0n).toBe(true);
      if (allowed > 0n) {
        expect(net! - allowed >= result!).toBe(true);
        expect(result! <= maximum).toBe(true);
      }
    }),
  );
});
