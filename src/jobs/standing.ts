import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../db.ts';
import { type Day, day } from '../values/index.ts';

/** Where the review of today stands, for people: read from PostgreSQL, so it is true without a queue too. */
export interface ReviewStanding {
  /** Cases whose step is due and not yet taken. */
  readonly stillDue: number;
  /** The day since which the longest waiting of them is due; null where none is. A day before today was missed. */
  readonly dueSince: Day | null;
}

export async function reviewStanding(db: Db | Tx, today: Day): Promise<ReviewStanding> {
  // Served by case_to_wake.
  const [row] = await db.execute<{ due: number; since: string | null }>(sql`
    select
      count(*)::int as due,
      min(wake_on)::text as since
    from collections."case"
    where wake_on <= ${today}`);
  return { stillDue: row!.due, dueSince: row!.since === null ? null : day(row!.since) };
}
