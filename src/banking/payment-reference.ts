/**
 * The betalingskenmerk: sixteen digits that a payer copies and a bank carries whole, so that a receipt finds its case. The first digit
 * checks the fifteen after it. Those are the year and the number of the dossiernummer, so it can be read back without a table.
 *
 * One slip in sixty goes unseen, and banks put dummies in the field: a number that fails says nothing, and one that holds is a
 * proposal that is weighed together with the amount and the IBAN.
 */

/** From right to left over the digits, again from the start after ten (Betaalvereniging Nederland, betalingskenmerk, modulus 11). */
const WEIGHTS = [2, 4, 8, 5, 10, 9, 7, 3, 6, 1];

const DOSSIERNUMMER = /^D(\d{4})-(\d{5,11})$/;

/** `D2026-00042` → its sixteen digits. Throws on what is no dossiernummer, because a letter with a wrong reference loses money. */
export function betalingskenmerkOf(dossiernummer: string): string {
  const [, year, number] = DOSSIERNUMMER.exec(dossiernummer) ?? [];
  if (year === undefined || number === undefined) {
    throw new Error(`no dossiernummer such as D2026-00042: "${dossiernummer}"`);
  }
  const body = `${year}${number.padStart(11, '0')}`;
  return `${checkDigitOf(body)}${body}`;
}

/** The dossiernummer that a betalingskenmerk of ours names, or null where its check fails or it is not one. Spaces and points between the digits are forgiven. */
export function dossiernummerOf(betalingskenmerk: string): string | null {
  if (!hasValidCheckDigit(betalingskenmerk)) return null;
  const digits = digitsOf(betalingskenmerk);
  const number = digits.slice(5).replace(/^0+/, '');
  // Numbers are given out from 1 on, so a row of zeros is a dummy of a bank.
  return number === '' ? null : `D${digits.slice(1, 5)}-${number.padStart(5, '0')}`;
}

/** True for sixteen digits of which the first checks the rest, whoever made them. */
export function hasValidCheckDigit(betalingskenmerk: string): boolean {
  const digits = digitsOf(betalingskenmerk);
  return /^\d{16}$/.test(digits) && digits[0] === checkDigitOf(digits.slice(1));
}

/** `8202600000000042` → `"8202 6000 0000 0042"`, as people copy it. */
export function formatBetalingskenmerk(betalingskenmerk: string): string {
  return betalingskenmerk.replace(/(\d{4})(?=\d)/g, '$1 ');
}

/** 11 less the weighed sum modulo 11; the two results that are no digit, 10 and 11, are written 1 and 0. */
function checkDigitOf(body: string): string {
  const sum = [...body]
    .reverse()
    .reduce((total, digit, place) => total + Number(digit) * WEIGHTS[place % WEIGHTS.length]!, 0);
  const check = 11 - (sum % 11);
  if (check === 10) return '1';
  return check === 11 ? '0' : String(check);
}

function digitsOf(text: string): string {
  return text.replace(/[ .]/g, '');
}
