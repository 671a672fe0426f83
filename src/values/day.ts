/**
 * A legal day: a calendar day in the Netherlands, without a time or a zone.
 *
 * Days are ISO strings everywhere, so they sort, compare (`<`), travel in JSON and lie in `date` columns
 * unchanged. This module is the only one that looks inside them. It counts in whole numbers instead of using
 * `Date` (which carries a zone) or `Temporal.PlainDate` (right, but its polyfill is some hundred times slower and
 * an assessment does thousands of these sums); a test holds every result against `Temporal.PlainDate`.
 */
export type Day = string & { readonly __brand: 'Day' };

/** Later than any day that this program accepts; stands for "no end" inside calculations, never in an answer. */
export const FOREVER = '9999-12-31' as Day;

/** The first and the last day that may be entered. Outside it a day is almost certainly a typing error. */
export const FIRST_DAY = '1800-01-01' as Day;
export const LAST_DAY = '2999-12-31' as Day;

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** True where `text` is an existing calendar day (`2025-02-29` is not) from FIRST_DAY to LAST_DAY. */
export function isDay(text: string): text is Day {
  if (!ISO_DAY.test(text) || text < FIRST_DAY || text > LAST_DAY) return false;
  const month = monthOf(text as Day);
  const dayOfMonth = dayOfMonthOf(text as Day);
  return (
    month >= 1 && month <= 12 && dayOfMonth >= 1 && dayOfMonth <= lengthOfMonth(yearOf(text as Day), month)
  );
}

/** The day that `text` writes; throws where there is none. For constants and rows; input goes through zod. */
export function day(text: string): Day {
  if (!isDay(text)) throw new Error(`not a calendar day between ${FIRST_DAY} and ${LAST_DAY}: "${text}"`);
  return text;
}

/** `days` later, or earlier where negative. */
export function addDays(from: Day, days: number): Day {
  return ofEpochDay(toEpochDay(from) + days);
}

/** The same day number `months` on, or the last day of that month where it has no such day: 31 August + 6 = 28 February. */
export function addMonths(from: Day, months: number): Day {
  const counted = yearOf(from) * 12 + (monthOf(from) - 1) + months;
  const year = Math.floor(counted / 12);
  const month = (counted % 12) + 1;
  return write(year, month, Math.min(dayOfMonthOf(from), lengthOfMonth(year, month)));
}

/** The same day `years` on; 29 February becomes 28 February where the year has none. */
export function addYears(from: Day, years: number): Day {
  return addMonths(from, years * 12);
}

/** How many days lie from `from` (counted) to `to` (not counted); negative where `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return toEpochDay(to) - toEpochDay(from);
}

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export function weekdayOf(of: Day): number {
  return ((((toEpochDay(of) + 3) % 7) + 7) % 7) + 1;
}

const MONTHS = [
  'januari',
  'februari',
  'maart',
  'april',
  'mei',
  'juni',
  'juli',
  'augustus',
  'september',
  'oktober',
  'november',
  'december',
];

/** `2026-11-23` → `"23 november 2026"`, as pages and letters for Dutch readers write it. */
export function formatDay(of: Day): string {
  return `${dayOfMonthOf(of)} ${MONTHS[monthOf(of) - 1]} ${yearOf(of)}`;
}

/** How many full years lie between the two. Whoever was born on 29 February is a year older on 1 March, when the year is full. */
export function fullYearsBetween(from: Day, to: Day): number {
  const years = yearOf(to) - yearOf(from);
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}

export function yearOf(of: Day): number {
  return twoDigits(of, 0) * 100 + twoDigits(of, 2);
}

export function earliest(first: Day, ...others: Day[]): Day {
  let found = first;
  for (const other of others) if (other < found) found = other;
  return found;
}

export function latest(first: Day, ...others: Day[]): Day {
  let found = first;
  for (const other of others) if (other > found) found = other;
  return found;
}

function monthOf(of: Day): number {
  return twoDigits(of, 5);
}

function dayOfMonthOf(of: Day): number {
  return twoDigits(of, 8);
}

/** The number that two digits write. Read digit by digit, because slicing and parsing took most of the time of a sum of days. */
function twoDigits(text: string, at: number): number {
  return text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - TWO_ZEROS;
}

const TWO_ZEROS = '0'.charCodeAt(0) * 11;

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function lengthOfMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * Days since 1 January 1970. The year is taken to begin on 1 March, so that the leap day is its last, and the lengths
 * of the months before then follow (153 m + 2) / 5: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
 */
function toEpochDay(of: Day): number {
  const month = monthOf(of);
  const year = month > 2 ? yearOf(of) : yearOf(of) - 1;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOfMonthOf(of) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function ofEpochDay(epochDay: number): Day {
  const shifted = epochDay + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return write(year, month, dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1);
}

function write(year: number, month: number, dayOfMonth: number): Day {
  const padded = year > 999 ? `${year}` : String(year).padStart(4, '0');
  return `${padded}-${month < 10 ? '0' : ''}${month}-${dayOfMonth < 10 ? '0' : ''}${dayOfMonth}` as Day;
}
