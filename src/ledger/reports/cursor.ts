import { createHash } from 'node:crypto';
import { z } from 'zod';
import { accepted, type Cents, type Outcome, type Refusal, refused } from '../../values/index.ts';

/** Where a page ended, with all that the next one needs, so that it never begins at the beginning again. */
export interface Place {
  readonly entry: bigint;
  /** Of a journal 0: it pages by whole entries. */
  readonly line: number;
  /** The running balance there; of a journal 0n. */
  readonly balance: Cents;
  /** The last id that was sealed when the page was read, and how many of what was asked lay between it and the end of the page. */
  readonly sealedTo: bigint;
  readonly unsealed: number;
}

export type CursorRefusal = 'bad-cursor' | 'cursor-overtaken';

/** A page that is longer is a whole book in memory. */
export const LIMIT_MAXIMUM = 10_000;

const LONGEST = 500;
const ID = z.string().regex(/^\d{1,19}$/);
const COUNT = z.int().min(0);
const FORM = z.tuple([z.literal(1), ID, COUNT, z.string().regex(/^-?\d{1,30}$/), ID, COUNT, z.string()]);

/**
 * A place as text that travels: base64url, its form our own affair. It carries a check over itself and the question, so that a place of one account
 * or day is not used for another, and none that was damaged. The check is no secret: who makes a cursor on purpose deceives himself alone.
 */
export function cursorAt(question: string, { entry, line, balance, sealedTo, unsealed }: Place): string {
  const place = [1, `${entry}`, line, `${balance}`, `${sealedTo}`, unsealed];
  return Buffer.from(JSON.stringify([...place, checkOf(question, place)])).toString('base64url');
}

/** Refused where it is none of ours, or belongs to another question. */
export function placeIn(question: string, cursor: string): Outcome<Place, 'bad-cursor'> {
  const read = FORM.safeParse(cursor.length > LONGEST ? null : parsed(cursor));
  if (!read.success) return refused(BAD_CURSOR);
  const [version, entry, line, balance, sealedTo, unsealed, check] = read.data;
  if (check !== checkOf(question, [version, entry, line, balance, sealedTo, unsealed]))
    return refused(BAD_CURSOR);
  return accepted({
    entry: BigInt(entry),
    line,
    balance: BigInt(balance),
    sealedTo: BigInt(sealedTo),
    unsealed,
  });
}

/** Entries come in the order of their ids, and ids are not handed out in the order of commit: what an earlier page should have shown came after it. */
export const CURSOR_OVERTAKEN: Refusal<'cursor-overtaken'> = {
  code: 'cursor-overtaken',
  sentence:
    'Intussen is een boeking bijgekomen die op een eerdere bladzijde hoort; begin dit overzicht opnieuw, of vraag het op een zegelblok.',
  grounds: [],
};

const BAD_CURSOR: Refusal<'bad-cursor'> = {
  code: 'bad-cursor',
  sentence:
    'Deze plaatsaanduiding is beschadigd of hoort bij een ander overzicht; neem die van de vorige bladzijde onveranderd over, of begin vooraan.',
  grounds: [],
};

function checkOf(question: string, place: readonly unknown[]): string {
  return createHash('sha256')
    .update(JSON.stringify([question, place]))
    .digest('base64url')
    .slice(0, 16);
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
