import { createHash } from 'node:crypto';
import type { BalancedEntry } from './entry.ts';

/** Stands first in the bytes, so that a later encoding can never give the hash of this one. A landed version never changes. */
const VERSION = 'ledger-entry/1';

/**
 * SHA-256 over what an entry says. It tells a repeated request from a conflict, and is what a seal will commit to.
 *
 * Each field is UTF-8 with its length in bytes before it (four bytes, most significant first), so that no two entries share
 * their bytes by moving a border between fields. In order: version, key, scope, subject, kind, cause, description, value date,
 * the key of the entry that it reverses (empty where it reverses none), the number of lines, and for each line its account,
 * its side and its amount in cents, in decimals.
 *
 * `bookedOn` is left out on purpose. It is the day on which we wrote, not part of what was asked: a request whose answer was
 * lost just before midnight is repeated the next morning, and is still the same request. The first day stands.
 */
export function contentHashOf(entry: BalancedEntry): Buffer {
  const hash = createHash('sha256');
  for (const field of fieldsOf(entry)) {
    const bytes = Buffer.from(field, 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  }
  return hash.digest();
}

function fieldsOf(entry: BalancedEntry): string[] {
  return [
    VERSION,
    entry.key,
    entry.scope,
    entry.subject,
    entry.kind,
    entry.cause,
    entry.description,
    entry.valueDate,
    entry.reverses?.key ?? '',
    String(entry.lines.length),
    ...entry.lines.flatMap(({ account, side, amount }) => [account, side, amount.toString()]),
  ];
}
