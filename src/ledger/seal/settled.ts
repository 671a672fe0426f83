import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Db } from '../../db.ts';

/** A transaction that posted and has not ended. Of a session of another login PostgreSQL shows its pid and its name. */
export interface Holder {
  /** As PostgreSQL numbers it in pg_locks; never used twice while the server runs. */
  readonly transaction: string;
  /** Null for a prepared transaction, which belongs to no session. */
  readonly pid: number | null;
  readonly since: Date | null;
  readonly application: string | null;
}

export interface Settled {
  /** No entry with this id or a lower one will come any more, and those that came are visible; null where that is not known yet. */
  readonly through: bigint | null;
  /** Who is in the way, where it is not. */
  readonly heldBackBy: readonly Holder[];
}

const FIRST_PAUSE_MILLISECONDS = 2;
const LONGEST_PAUSE_MILLISECONDS = 100;

/**
 * Up to which id the ledger is settled. "The highest id that I see" is not the answer: ids are handed out in one order and committed in another, and
 * an entry that commits late would stand below the seal without ever having been under it.
 *
 * Three steps, in this order and each a statement (and so a snapshot) of its own:
 *
 * 1. Read how far ids have been handed out: L. The sequence is not transactional; it tells of open transactions as well.
 * 2. List who holds the poster's lock (6110, 612). `ledger.book` takes it shared before it is handed an id, and PostgreSQL lets go of it after the
 *    transaction has ended and its rows are visible to all. So whoever was handed an id up to L is in this list, or has ended. A transaction
 *    that comes later is handed a later id and is none of our business; under a steady stream of postings we wait for these few and no more.
 * 3. Wait until none of these holds it. Then each id up to L was committed, and a snapshot taken from now on sees it, or it never comes.
 *
 * What an adversary will try:
 *
 * - Waiting for the lock is not holding it: `book` gives no id before it is granted. So only granted locks count, and whoever waits behind the closing
 *   of a period does not hold back the seal.
 * - A prepared transaction (two-phase commit) keeps its locks under another number than the session that prepared it had. So one of those
 *   in our list may have become any prepared one; we wait for all of them, whenever they came.
 * - A savepoint that is rolled back lets go of a lock that was taken after it, and with it of the entries that were handed ids after it.
 * - A lock of a session, as opposed to a transaction, could be held for days. It counts while that session is in a transaction that was in
 *   the list. Outside of one (pg_locks numbers it n/0) there is nothing left to commit: PostgreSQL makes the rows visible in the same step as
 *   it takes that number away, and only then lets go of the locks.
 * - After a crash the sequence may hand out ids again that were read here, because what it remembers was not on disk yet. Therefore nobody may take
 *   L itself as the end of a block, but only the id of an entry that stands there: the commit of a block puts on disk all that was logged before it, the
 *   entry and the sequence included.
 */
export async function settledThrough(db: Db, patienceMilliseconds: number): Promise<Settled> {
  const through = await handedOut(db);
  const first = await holders(db);
  const awaited = new Set(first.map(({ transaction }) => transaction));
  let left = first;
  let waited = 0;
  let pause = FIRST_PAUSE_MILLISECONDS;
  while (left.length > 0) {
    if (waited >= patienceMilliseconds) return { through: null, heldBackBy: left };
    pause = Math.min(pause, patienceMilliseconds - waited);
    await wait(pause);
    waited += pause;
    pause = Math.min(2 * pause, LONGEST_PAUSE_MILLISECONDS);
    left = (await holders(db)).filter(({ transaction, pid }) => awaited.has(transaction) || pid === null);
  }
  return { through, heldBackBy: [] };
}

/** The highest id that was handed out, committed or not; 0 where none was. */
async function handedOut(db: Db): Promise<bigint> {
  const [row] = await db.execute<{ id: bigint }>(sql`
    select case when is_called then last_value else 0 end as id
    from ledger.entry_id_seq
  `);
  return row!.id;
}

/** The transactions that hold the poster's lock at this moment, the oldest first. */
export async function holders(db: Db): Promise<Holder[]> {
  const rows = await db.execute<{
    transaction: string;
    pid: number | null;
    since: string | null;
    application: string | null;
  }>(sql`
    select
      pg_locks.virtualtransaction as transaction,
      pg_locks.pid,
      min(pg_stat_activity.xact_start)::text as since,
      min(pg_stat_activity.application_name) as application
    from pg_catalog.pg_locks
    left join pg_catalog.pg_stat_activity on pg_stat_activity.pid = pg_locks.pid
    where pg_locks.locktype = 'advisory'
      and pg_locks.database = (select oid from pg_catalog.pg_database where datname = current_database())
      and pg_locks.classid = 6110
      and pg_locks.objid = 612
      and pg_locks.objsubid = 2
      and pg_locks.granted
      and pg_locks.virtualtransaction not like '%/0'
    group by pg_locks.virtualtransaction, pg_locks.pid
    order by min(pg_stat_activity.xact_start), pg_locks.virtualtransaction
  `);
  return rows.map(({ since, ...row }) => ({ ...row, since: since === null ? null : new Date(since) }));
}
