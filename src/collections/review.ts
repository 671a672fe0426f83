import { and, isNotNull, lte, sql } from 'drizzle-orm';
import type { Db, Tx } from '../db.ts';
import { type Day, day } from '../values/index.ts';
import { caseRow } from './schema.ts';

/** Where the review of a day stands, for people: read from Postgres, so it is true without a queue too. */
export interface ReviewStanding {
  /** Cases whose step is due and not yet taken. */
  readonly stillDue: number;
  /** The day since which the longest waiting of them is due; null where none is. One before today was missed. */
  readonly dueSince: Day | null;
}

export async function reviewStanding(db: Db | Tx, today: Day): Promise<ReviewStanding> {
  // Served by case_to_wake.
  const [row] = await db
    .select({ due: sql<number>`count(*)::int`, since: sql<string | null>`min(${caseRow.wakeOn})::text` })
    .from(caseRow)
    .where(and(isNotNull(caseRow.wakeOn), lte(caseRow.wakeOn, today)));
  const { due, since } = row!;
  return { stillDue: due, dueSince: since === null ? null : day(since) };
}
