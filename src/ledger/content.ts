import { hash } from 'node:crypto';
import type { BalancedEntry } from './entry.ts';

/** Stands first in the text, so that a later encoding can never give the hash of this one. A landed version never changes. */
const VERSION = 'ledger-entry/2';

/**
 * What an entry says, as one text in netstrings (D. J. Bernstein, 1997): the length of each field in bytes of UTF-8, a colon, the field, a
 * comma. So no two entries share their text by moving a border between fields. In order: version, key, scope, subject, kind, cause,
 * description, value date, the key of the entry that it reverses (empty where it reverses none), and for each line its account, its side and
 * its amount in cents, in decimals. PostgreSQL writes the same text in one expression, which is what lets `verify` read a ledger quickly.
 *
 * `bookedOn` is left out on purpose. It is the day on which we wrote, not part of what was asked: a request whose answer was
 * lost just before midnight is repeated the next morning, and is still the same request. The first day stands; the leaf of the seal holds it.
 */
export function contentOf(entry: Omit<EntryContent, 'bookedOn'>): string {
  const { key, scope, subject, kind, cause, description, valueDate, reversedKey, lines } = entry;
  return netstrings([
    VERSION,
    key,
    scope,
    subject,
    kind,
    cause,
    description,
    valueDate,
    reversedKey ?? '',
    ...lines.flatMap(({ account, side, amount }) => [account, side, amount.toString()]),
  ]);
}

/** SHA-256 of it, in hexadecimal. It tells a repeated request from a conflict, and is what the seal commits to. */
export function contentHashOf(entry: BalancedEntry): string {
  return hash('sha256', contentOf({ ...entry, reversedKey: entry.reverses?.key ?? null }), 'hex');
}

export interface EntryContent
  extends Pick<
    BalancedEntry,
    'key' | 'scope' | 'subject' | 'kind' | 'cause' | 'description' | 'valueDate' | 'bookedOn' | 'lines'
  > {
  readonly reversedKey: string | null;
}

export function netstrings(fields: readonly string[]): string {
  let text = '';
  for (const field of fields) text += `${Buffer.byteLength(field, 'utf8')}:${field},`;
  return text;
}
