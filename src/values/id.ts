import { randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, so that an id can be read aloud. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export type Id<Prefix extends string> = `${Prefix}_${string}`;

/**
 * A new id: a prefix that says what it names, then 48 bits of time (milliseconds since 1970) and 80 random bits, so that
 * ids sort by the moment they were made (the form of a ULID). Legal as a BullMQ job id: no colon, not digits only.
 */
export function newId<Prefix extends string>(prefix: Prefix, now: Date): Id<Prefix> {
  return `${prefix}_${base32(BigInt(now.getTime()), 10)}${base32(BigInt(`0x${randomBytes(10).toString('hex')}`), 16)}`;
}

export function isId<Prefix extends string>(prefix: Prefix, text: string): text is Id<Prefix> {
  return text.startsWith(`${prefix}_`) && /^[0-9A-HJKMNP-TV-Z]{26}$/.test(text.slice(prefix.length + 1));
}

function base32(value: bigint, length: number): string {
  let written = '';
  for (let rest = value; written.length < length; rest >>= 5n)
    written = ALPHABET[Number(rest & 31n)] + written;
  return written;
}
