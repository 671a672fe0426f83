import { SYSTEM } from './events.ts';

const NAME_LENGTH_MAXIMUM = 200;

/**
 * Whoever checks is never whoever made, however the name is typed: `Fien  FINANCIËN` is Fien Financiën. As long as nobody logs in, a name is all there
 * is to compare.
 */
export function isSamePerson(one: string, other: string): boolean {
  return normalised(one) === normalised(other);
}

/** The name as the history keeps it; null where nobody is named, or where the name is longer than the history takes. */
export function readName(by: string): string | null {
  const name = by.trim();
  // Else a person who is called Systeem would pass for a person, and the program for nobody.
  if (isSamePerson(name, SYSTEM)) return SYSTEM;
  return name === '' || name.length > NAME_LENGTH_MAXIMUM ? null : name;
}

function normalised(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();
}
