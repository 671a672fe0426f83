import { sql } from 'drizzle-orm';
import type { Db } from '../../db.ts';
import { newestBlock } from './chain.ts';
import { type Holder, holders } from './settled.ts';

export interface SealAge {
  /** The oldest entry that stands in the books unsealed, and how long it was there at `now`; null where all are sealed. */
  readonly waiting: { readonly entryId: bigint; readonly milliseconds: number } | null;
  /** True where it waits longer than is right: what is unsealed can still be changed without a trace. */
  readonly isAlarm: boolean;
  /** How far behind it is and who is in the way, for whoever is alarmed. */
  readonly sentence: string;
  /** Every transaction that is posting at this moment, the oldest first: the one in the way stands in front. */
  readonly heldBackBy: readonly Holder[];
}

const ALARM_MILLISECONDS = 60_000;

/** How far the seal is behind, and who holds it back. An alarm above a minute, where not said otherwise. */
export async function sealAge(db: Db, now: Date, alarmMilliseconds = ALARM_MILLISECONDS): Promise<SealAge> {
  const newest = await newestBlock(db);
  const waiting = await waitingSince(db, newest?.lastId ?? 0n, now);
  const isAlarm = waiting !== null && waiting.milliseconds > alarmMilliseconds;
  const heldBackBy = waiting === null ? [] : await holders(db);
  return { waiting, isAlarm, sentence: sentenceOf(waiting, heldBackBy), heldBackBy };
}

function sentenceOf(waiting: SealAge['waiting'], heldBackBy: readonly Holder[]): string {
  if (waiting === null) return 'Every entry is sealed.';
  const seconds = Math.round(waiting.milliseconds / 1_000);
  return `Entry ${waiting.entryId} has waited ${seconds} seconds for the seal. ${waysOut(heldBackBy)}`;
}

/** Who holds the seal back, and what can be done about it. */
export function waysOut(heldBackBy: readonly Holder[]): string {
  if (heldBackBy.length === 0) return 'No open transaction holds it back; does the sealer run?';
  const named = heldBackBy.slice(0, 5).map(({ transaction, pid, since, application }) => {
    if (pid === null)
      return `the prepared transaction ${transaction} (pg_prepared_xacts names it; commit it or roll it back)`;
    return `session ${pid}${application ? ` of ${application}` : ''}${since ? `, in its transaction since ${since.toISOString()}` : ''}`;
  });
  const more = heldBackBy.length > named.length ? ` and ${heldBackBy.length - named.length} more` : '';
  return `It is held back by ${named.join('; ')}${more}. A transaction that was forgotten ends with pg_terminate_backend.`;
}

/** The first entry above an id, which is the oldest or nearly so. Served by entry_pkey. */
export async function waitingSince(
  db: Db,
  lastId: bigint,
  now: Date,
): Promise<{ entryId: bigint; milliseconds: number } | null> {
  const [row] = await db.execute<{ id: bigint; milliseconds: number }>(sql`
    select
      id,
      greatest(0, extract(epoch from ${now.toISOString()}::timestamptz - recorded_at) * 1000)::float8 as milliseconds
    from ledger.entry
    where id > ${lastId}::bigint
    order by id
    limit 1
  `);
  return row ? { entryId: row.id, milliseconds: Math.round(row.milliseconds) } : null;
}
