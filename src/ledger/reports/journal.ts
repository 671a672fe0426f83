import { asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../db.ts';
import { accepted, type Cents, type Day, day, type Outcome, refused } from '../../values/index.ts';
import type { Line } from '../draft.ts';
import { account, entry, posting } from '../schema.ts';
import { counts } from './as-of.ts';
import { CURSOR_OVERTAKEN, type CursorRefusal, cursorAt, LIMIT_MAXIMUM, placeIn } from './cursor.ts';
import { type Seal, standsOn } from './stands-on.ts';

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

/** Which entries; each limit that is given must hold. */
export interface JournalQuestion {
  readonly scope?: string | undefined;
  readonly cause?: string | undefined;
  readonly bookedFrom?: Day | undefined;
  readonly bookedThrough?: Day | undefined;
  readonly sealedAt?: number | undefined;
  /** The `next` of the page before. */
  readonly after?: string | undefined;
  /** Entries on a page, 1 to 10,000. */
  readonly limit: number;
}

export interface JournalPage {
  readonly entries: readonly BookedEntry[];
  /** Null on the last page. */
  readonly next: string | null;
  readonly seal: Seal | null;
}

/**
 * Entries with their lines, in the order of their ids, a page at a time. What is booked meanwhile comes on a later page, because ids grow. An
 * entry that commits late with an id below the end of the page before is noticed and refused as `cursor-overtaken`; the pages of a `sealedAt` are
 * never overtaken.
 */
export async function journal(
  tx: Tx,
  question: JournalQuestion,
): Promise<Outcome<JournalPage, CursorRefusal>> {
  const { after, limit, ...asked } = question;
  if (!(limit >= 1 && limit <= LIMIT_MAXIMUM)) throw new RangeError(`a page of ${limit} entries`);
  const written = JSON.stringify([
    'journal',
    asked.scope,
    asked.cause,
    asked.bookedFrom,
    asked.bookedThrough,
    asked.sealedAt,
  ]);
  const place = after === undefined ? null : placeIn(written, after);
  if (place !== null && !place.ok) return place;
  const from = place?.value;
  const seal = await standsOn(tx, asked);
  const sealedTo = seal?.lastId ?? 0n;

  const asOf = { bookedOn: asked.bookedThrough, sealedAt: asked.sealedAt };
  const those = sql`${entriesAsked(asked)} where ${counts(asOf, seal)}`;
  // The ids and both counts in one statement, hence of one moment. The entries themselves never change, so they may be read after it.
  const found = await tx.execute<{ id: string | null; earlier: number; unsealed: number }>(sql`
    with page as materialized (
      select entry.id
      from ${those} and entry.id > ${from?.entry ?? 0n}
      order by entry.id
      limit ${limit + 1}
    )
    select
      page.id::text as id,
      facts.*
    from (
      select
        (select count(*)::int from ${those} and entry.id > ${from?.sealedTo ?? 0n} and entry.id <= ${from?.entry ?? 0n}) as earlier,
        (
          select count(*)::int
          from ${those}
            and entry.id > ${sealedTo}
            and entry.id <= (select max(shown.id) from (select page.id from page order by page.id limit ${limit}) as shown)
        ) as unsealed
    ) as facts
    left join page on true
    order by page.id
  `);
  if (from !== undefined && found[0]!.earlier !== from.unsealed) return refused(CURSOR_OVERTAKEN);
  const ids = found.flatMap(({ id }) => (id === null ? [] : [BigInt(id)]));
  const shown = ids.slice(0, limit);
  const entries = await read(tx, inArray(entry.id, shown));
  const end = { entry: shown.at(-1) ?? 0n, line: 0, balance: 0n, sealedTo, unsealed: found[0]!.unsealed };
  return accepted({ entries, next: ids.length > limit ? cursorAt(written, end) : null, seal });
}

/**
 * Served by entry_of_scope where a scope is asked, and else by entry_pkey, in order, from the cursor until the page is full: a cause without its
 * scope, or booked days alone, are looked for in every entry. An index of their own would make each entry larger for a question that is rare.
 */
function entriesAsked({ scope, cause, bookedFrom }: Partial<JournalQuestion>): SQL {
  const conditions = [sql`true`];
  if (cause !== undefined) conditions.push(sql`entry.cause = ${cause}`);
  if (bookedFrom !== undefined) conditions.push(sql`entry.booked_on >= ${bookedFrom}::date`);
  if (scope === undefined)
    return sql`(select * from ledger.entry where ${sql.join(conditions, sql` and `)}) as entry`;
  // With its own offset PostgreSQL reads the scope first, instead of walking through all entries in the hope of meeting it soon.
  conditions.push(sql`entry.scope = ${scope}`);
  return sql`(select * from ledger.entry where ${sql.join(conditions, sql` and `)} offset 0) as entry`;
}

/**
 * All entries of a scope with their lines, in the order in which they were booked; those of one call of `post` among each other
 * in the order of their keys. For a program that needs a whole scope at once; people get pages.
 */
export function entriesOf(tx: Tx, scope: string): Promise<BookedEntry[]> {
  // Served by entry_of_scope and posting_of_entry.
  return read(tx, eq(entry.scope, scope));
}

async function read(tx: Tx, which: SQL): Promise<BookedEntry[]> {
  const rows = await tx
    .select({ entry, line: { account: account.code, side: posting.side, amount: posting.amount } })
    .from(entry)
    .innerJoin(posting, eq(posting.entry, entry.id))
    .innerJoin(account, eq(account.id, posting.account))
    .where(which)
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
