import { type SQL, sql } from 'drizzle-orm';
import type { Day } from '../../values/index.ts';
import type { Side } from '../draft.ts';
import { type AsOf, counts } from './as-of.ts';
import type { Place } from './cursor.ts';
import type { Seal } from './stands-on.ts';

export interface Asked {
  readonly account: bigint;
  readonly asOf: AsOf;
  readonly from: Day | undefined;
  readonly place: Place | undefined;
  readonly limit: number;
  readonly seal: Seal | null;
}

/**
 * One statement, hence all of one moment: the lines, the two counts that keep watch over the cursor, and on a first page what counts before it. All
 * served by posting_of_account, from the cursor on, and entry_pkey.
 *
 * Three things are written so that PostgreSQL goes no other way. What lies before the cursor in its own entry is left out by "not those", which seems to keep
 * nearly every row; by "later than", it would on the last page expect so few that it read the whole ledger for them. Account and entry are compared as a pair and ordered as a pair, which this index alone
 * can answer; by posting_of_entry it would read every posting of the ledger in the hope of meeting the account soon. And each entry is looked up
 * by itself; joined as two lists, both might be read from the first entry of the ledger.
 */
export function pageOf({ account, asOf, from, place, limit, seal }: Asked): SQL {
  const sealedTo = seal?.lastId ?? 0n;
  const after = place ?? { entry: 0n, line: 0, sealedTo: 0n };
  const isAfterFrom = from === undefined ? sql`true` : sql`entry.value_date >= ${from}::date`;
  const end = asOf.sealedAt === undefined ? LAST_ID : sealedTo;
  const those = sql`
    from ledger.posting
    cross join lateral (select * from ledger.entry where entry.id = posting.entry limit 1) as entry
    where ${counts(asOf, seal)}
      and ${isAfterFrom}`;
  const placed = (comparison: SQL, id: bigint) =>
    sql`(posting.account, posting.entry) ${comparison} (${account}::bigint, ${id}::bigint)`;
  return sql`
    with page as materialized (
      select
        posting.entry,
        posting.line,
        posting.side,
        posting.amount,
        entry.key,
        entry.value_date,
        entry.booked_on,
        entry.description
      ${those}
        and ${placed(sql`>=`, after.entry)}
        and ${placed(sql`<=`, end)}
        and not (posting.entry = ${after.entry} and posting.line <= ${after.line})
      order by posting.account, posting.entry, posting.line
      limit ${limit + 1}
    )
    select
      page.entry::text as entry,
      page.line,
      page.side,
      page.amount::text as amount,
      page.key,
      page.value_date::text as value_date,
      page.booked_on::text as booked_on,
      page.description,
      facts.*
    from (
      select
        (
          select count(*)::int
          ${those}
            and ${placed(sql`>`, after.sealedTo)}
            and ${placed(sql`<=`, after.entry)}
        ) as earlier,
        (
          select count(*)::int
          ${those}
            and ${placed(sql`>`, sealedTo)}
            and (posting.account, posting.entry) <= (
              ${account}::bigint, (
              select max(shown.entry)
              from (select page.entry from page order by page.entry, page.line limit ${limit}) as shown
            ))
        ) as unsealed,
        ${from === undefined || place !== undefined ? sql`null` : balanceBefore(account, from, asOf, seal)} as before
    ) as facts
    left join page on true
    order by page.entry, page.line
  `;
}

/** The largest that a bigint holds: no end. */
const LAST_ID = 9_223_372_036_854_775_807n;

/** Served by posting_of_account and entry_pkey: it reads the whole account. */
function balanceBefore(account: bigint, from: Day, asOf: AsOf, seal: Seal | null): SQL {
  return sql`(
    select sum(case posting.side when 'debit' then posting.amount else -posting.amount end)::text
    from ledger.posting
    join ledger.entry on entry.id = posting.entry
    where posting.account = ${account}
      and ${counts(asOf, seal)}
      and entry.value_date < ${from}::date
  )`;
}

/** A row a line; where the page has none, one row with the facts alone. */
export interface Found extends Record<string, unknown> {
  entry: string | null;
  line: number;
  side: Side;
  amount: string;
  key: string;
  value_date: string;
  booked_on: string;
  description: string;
  /** How many lines lie between what was sealed at the page before and its end, and the same of this page. */
  earlier: number;
  unsealed: number;
  /** What counts before a first page. */
  before: string | null;
}
