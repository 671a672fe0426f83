import { type Day, daysBetween } from '../../values/index.ts';
import type { CaseFile } from '../case-file.ts';

/** Nobody is coerced whom nobody spoke to for so long (Nationale ombudsman, WSNP case). */
export const SILENCE_DAYS = 90;

/** The last day on which the debtor was heard: he was reached, or he wrote. */
export function lastContactOn(file: CaseFile): Day | null {
  const reached = file.contacts.filter((one) => one.reached).map(({ on }) => on);
  const wrote = file.events
    .filter(({ kind }) => kind === 'niet-nakoming-betwist' || kind === 'betalingsregeling-voorgesteld')
    .map(({ on }) => on);
  return [...reached, ...wrote].sort().at(-1) ?? null;
}

/** Contact that was sought, by whichever way: the letters count as one. */
export function contactWays(file: CaseFile): ReadonlySet<string> {
  const letters = file.letters.some(({ letter, sentOn }) => letter !== 'wederhoor' && sentOn !== null);
  return new Set([...file.contacts.map(({ channel }) => channel), ...(letters ? ['brief'] : [])]);
}

/** True where the debtor was heard, or every way was tried, within the last ninety days. */
export function isHeard(file: CaseFile, today: Day): boolean {
  const last = lastContactOn(file);
  if (last !== null && daysBetween(last, today) <= SILENCE_DAYS) return true;
  const recent = file.contacts.filter(({ on }) => daysBetween(on, today) <= SILENCE_DAYS);
  return new Set(recent.map(({ channel }) => channel)).size >= 2;
}
