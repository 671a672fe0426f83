import { asc, eq } from 'drizzle-orm';
import type { Tx } from '../db.ts';
import { type Cents, type Day, day } from '../values/index.ts';
import type { Line } from './draft.ts';
import { account, entry, posting } from './schema.ts';

/** An entry as it stands in the books. */
export interface BookedEntry {
  readonly id: bigint;
  readonly key: string;
  readonly scope: string;
  readonly subject: string;
  readonly kind: string;
  readonly cause: string;
  readonly description: string;
  readonly valueDate: Day;
  readonly bookedOn: Day;
  readonly recordedAt: Date;
  /** The id of the entry that it takes back. */
  readonly reverses: bigint | null;
  readonly total: Cents;
  readonly lines: readonly Line[];
}

/**
 * All entries of a scope with their lines, in the order in which they were booked; those of one call of `post` among each other
 * in the order of their keys.
 */
export async function entriesOf(tx: Tx, scope: string): Promise<BookedEntry[]> {
  // Served by entry_of_scope and posting_pkey.
  const rows = await tx
    .select({ entry, line: { account: account.code, side: posting.side, amount: posting.amount } })
    .from(entry)
    .innerJoin(posting, eq(posting.entry, entry.id))
    .innerJoin(account, eq(account.id, posting.account))
    .where(eq(entry.scope, scope))
    .orderBy(asc(entry.id), asc(posting.line));
  const booked = new Map<bigint, Omit<BookedEntry, 'lines'> & { lines: Line[] }>();
  for (const { entry: found, line } of rows) {
    const known = booked.get(found.id);
    if (known === undefined) booked.set(found.id, { ...written(found), lines: [line] });
    else known.lines.push(line);
  }
  return [...booked.values()];
}

function written(found: typeof entry.$inferSelect): Omit<BookedEntry, 'lines'> {
  const { id, key, scope, subject, kind, cause, description, recordedAt, reverses, total } = found;
  const days = { valueDate: day(found.valueDate), bookedOn: day(found.bookedOn) };
  return { id, key, scope, subject, kind, cause, description, ...days, recordedAt, reverses, total };
}
