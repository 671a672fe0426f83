import { Decimal } from 'decimal.js';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatCents,
  formatEuro,
  isAmount,
  minCents,
  parseCents,
  parsePercent,
  sumCents,
  timesFraction,
} from '../../src/values/index.ts';

const settings = { seed: 119, numRuns: 2_000 };
const amount = fc.oneof(fc.bigInt(0n, 2_000n), fc.bigInt(0n, 10n ** 17n - 1n));

test('an amount read is the amount written, for every number of cents', () => {
  fc.assert(
    fc.property(amount, (cents) => {
      expect(parseCents(formatCents(cents))).toBe(cents);
      expect(formatCents(cents)).toBe(new Decimal(cents.toString()).dividedBy(100).toFixed(2));
    }),
    settings,
  );
});

test.each([
  ['0', 0n],
  ['0.01', 1n],
  ['0.1', 10n],
  ['1', 100n],
  ['250', 25_000n],
  ['250.5', 25_050n],
  ['250.05', 25_005n],
  ['007.00', 700n],
  ['999999999999999.99', 99_999_999_999_999_999n],
])('"%s" is %i cents', (text, cents) => {
  expect(parseCents(text)).toBe(cents);
});

test.each([
  '',
  '.',
  '.5',
  '5.',
  '1.234',
  '-1',
  '+1',
  '1,00',
  '1e3',
  ' 1',
  '1 ',
  '1.0.0',
  '0x10',
  '1000000000000000',
  'NaN',
  '１',
])('"%s" is no amount', (text) => {
  expect(isAmount(text)).toBe(false);
  expect(() => parseCents(text)).toThrow();
});

test.each([
  [0n, '0.00', '€ 0,00'],
  [5n, '0.05', '€ 0,05'],
  [99_999n, '999.99', '€ 999,99'],
  [100_000n, '1000.00', '€ 1.000,00'],
  [123_456_789n, '1234567.89', '€ 1.234.567,89'],
  [-5n, '-0.05', '€ −0,05'],
  [-100_000n, '-1000.00', '€ −1.000,00'],
])('%i cents are written %s, and %s for readers', (cents, written, forReaders) => {
  expect(formatCents(cents)).toBe(written);
  expect(formatEuro(cents)).toBe(forReaders);
});

test('a share of an amount is exact and rounded once, half-up, as decimal.js has it at full precision', () => {
  const exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });
  fc.assert(
    fc.property(
      amount,
      fc.bigInt(0n, 10n ** 9n),
      fc.bigInt(1n, 10n ** 7n),
      (cents, numerator, denominator) => {
        const expected = new exact(cents.toString())
          .times(numerator.toString())
          .dividedBy(denominator.toString());
        expect(timesFraction(cents, numerator, denominator).toString()).toBe(
          expected.toFixed(0, Decimal.ROUND_HALF_UP),
        );
      },
    ),
    settings,
  );
});

test('exactly half a cent goes up, a hair less goes down', () => {
  expect(timesFraction(1n, 1n, 2n)).toBe(1n);
  expect(timesFraction(3n, 1n, 2n)).toBe(2n);
  expect(timesFraction(1n, 49n, 100n)).toBe(0n);
  expect(timesFraction(0n, 1n, 2n)).toBe(0n);
});

test('a percentage is exact to a hundredth, and finer ones are refused', () => {
  expect(['0', '4', '4.5', '4.25', '12'].map(parsePercent)).toEqual([0n, 400n, 450n, 425n, 1200n]);
  for (const text of ['4.125', '-1', 'x', '']) expect(() => parsePercent(text)).toThrow();
});

test('sums and least amounts', () => {
  expect(sumCents([])).toBe(0n);
  expect(sumCents([1n, 2n, 3n])).toBe(6n);
  expect(minCents(3n, 1n, 2n)).toBe(1n);
  expect(minCents(3n)).toBe(3n);
});
