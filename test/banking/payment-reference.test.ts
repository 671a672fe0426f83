import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  betalingskenmerkOf,
  dossiernummerOf,
  formatBetalingskenmerk,
  hasValidCheckDigit,
} from '../../src/banking/index.ts';

// Sixteen digits with their check digit, from published examples of Dutch banks and creditors.
test.each(['5000056789012345', '0010008346912014', '6390338414964113'])(
  'the published betalingskenmerk %s checks',
  (kenmerk) => {
    expect(hasValidCheckDigit(kenmerk)).toBe(true);
  },
);

// By hand, from the right: 2 × 2 + 4 × 4 = 20 (42), then zeros, then the sixth up: digit 12 from the right is 6 × 4 = 24,
// 13 is 2 × 8 = 16, 14 is 0 × 5, 15 is 2 × 10 = 20. Together 80 = 7 × 11 + 3, and 11 - 3 = 8.
test('the dossiernummer D2026-00042 has betalingskenmerk 8202600000000042', () => {
  expect(betalingskenmerkOf('D2026-00042')).toBe('8202600000000042');
  expect(dossiernummerOf('8202600000000042')).toBe('D2026-00042');
  expect(dossiernummerOf('8202 6000 0000 0042')).toBe('D2026-00042');
  expect(formatBetalingskenmerk('8202600000000042')).toBe('8202 6000 0000 0042');
});

test.each([
  ['one digit differs', '8202600000000043'],
  ['two neighbours changed places', '8202600000000024'],
  ['a digit is missing', '820260000000042'],
  ['a row of zeros, as banks put in their samples', '0000000000000000'],
  ['letters', 'RF18539007547034'],
  ['nothing', ''],
])('reads no dossiernummer where %s', (_, text) => {
  expect(dossiernummerOf(text)).toBeNull();
});

const dossiernummer = fc
  .tuple(fc.integer({ min: 1900, max: 2999 }), fc.integer({ min: 1, max: 99_999_999_999 }))
  .map(([year, number]) => `D${year}-${String(number).padStart(5, '0')}`);

test('every dossiernummer comes back from its betalingskenmerk', () => {
  fc.assert(
    fc.property(dossiernummer, (one) => {
      const kenmerk = betalingskenmerkOf(one);
      expect(kenmerk).toMatch(/^\d{16}$/);
      expect(dossiernummerOf(kenmerk)).toBe(one);
    }),
    { seed: 163, numRuns: 2_000 },
  );
});

test('one wrong digit is seen, except where the check digit stands for two remainders', () => {
  let seen = 0;
  let slips = 0;
  fc.assert(
    fc.property(
      dossiernummer,
      fc.integer({ min: 1, max: 15 }),
      fc.integer({ min: 1, max: 9 }),
      (one, place, shift) => {
        const kenmerk = betalingskenmerkOf(one);
        const wrong = String((Number(kenmerk[place]) + shift) % 10);
        slips += 1;
        if (dossiernummerOf(kenmerk.slice(0, place) + wrong + kenmerk.slice(place + 1)) === null) seen += 1;
      },
    ),
    { seed: 163, numRuns: 5_000 },
  );
  expect(seen / slips).toBeGreaterThan(0.95);
});

test.each(['2026-00042', 'D26-00042', 'D2026-42', 'D2026-123456789012', ''])(
  'a letter can have no reference for "%s"',
  (text) => {
    expect(() => betalingskenmerkOf(text)).toThrow('no dossiernummer');
  },
);
