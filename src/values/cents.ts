import { Decimal } from 'decimal.js';

/** An amount of money in whole euro cents. Never a fraction: what the law divides, it also rounds, at a place named there. */
export type Cents = bigint;

/** Fifteen digits of euros: above it an amount is a typing error, and `bigint` columns still hold the sum of many. */
const AMOUNT = /^\d{1,15}(?:\.\d{1,2})?$/;

/** True where `text` writes an amount of zero or more with at most two decimals and a point: `250`, `250.5`, `250.00`. */
export function isAmount(text: string): boolean {
  return AMOUNT.test(text);
}

/** `"250.00"` → 25000n. Throws on anything that `isAmount` refuses. */
export function parseCents(text: string): Cents {
  if (!isAmount(text)) throw new Error(`not an amount in euros with at most two decimals: "${text}"`);
  const point = text.indexOf('.');
  if (point < 0) return BigInt(text) * 100n;
  const digits = text.slice(0, point) + text.slice(point + 1);
  return BigInt(point === text.length - 2 ? `${digits}0` : digits);
}

/** 25000n → `"250.00"`, the form of every amount in JSON; a minus sign where negative. */
export function formatCents(cents: Cents): string {
  if (cents === 0n) return '0.00';
  const sign = cents < 0n ? '-' : '';
  const written = (cents < 0n ? -cents : cents).toString();
  const digits = written.length > 2 ? written : written.padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** 1234567n → `"€ 12.345,67"`, as pages, letters and stories for Dutch readers write it. */
export function formatEuro(cents: Cents): string {
  const text = formatCents(cents < 0n ? -cents : cents);
  const euros = text.slice(0, -3);
  const grouped = euros.length > 3 ? euros.replace(/\B(?=(\d{3})+$)/g, '.') : euros;
  return `€ ${cents < 0n ? '−' : ''}${grouped},${text.slice(-2)}`;
}

export function sumCents(amounts: Iterable<Cents>): Cents {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
}

export function minCents(first: Cents, ...others: Cents[]): Cents {
  let found = first;
  for (const other of others) if (other < found) found = other;
  return found;
}

/**
 * `cents` × `numerator` / `denominator`, exact, then rounded once, half-up (away from zero at exactly half).
 * All three are zero or more, the denominator more than zero. In whole numbers, because a rate, a count of days and
 * a day count are whole numbers too; a test holds it against decimal.js at full precision.
 */
export function timesFraction(cents: Cents, numerator: bigint, denominator: bigint): Cents {
  return (cents * numerator * 2n + denominator) / (denominator * 2n);
}

/** A percentage as a table writes it (`"4"`, `"4.25"`) in hundredths of a percent, exact; refuses finer ones. */
export function parsePercent(text: string): bigint {
  const hundredths = new Decimal(text).times(100);
  if (!hundredths.isInteger() || hundredths.isNegative()) {
    throw new Error(`not a percentage of zero or more with at most two decimals: "${text}"`);
  }
  return BigInt(hundredths.toFixed(0));
}
