import { type SQL, sql } from 'drizzle-orm';
import type { Day } from '../../values/index.ts';
import type { Seal } from './stands-on.ts';

/** Which entries count. Each limit that is given must hold; without one, all entries do. */
export interface AsOf {
  /** Those that count on this day or before: the value day. */
  readonly valueOn?: Day | undefined;
  /**
   * What the books said at the end of this day: the booked day. Until the period of that day is closed an entry may still be added to it, so the
   * answer to the same question may still change.
   */
  readonly bookedOn?: Day | undefined;
  /**
   * The number of a block of the seal: exactly the entries that it and the blocks before it cover. This is the one "known at" that never
   * changes, because a day gathers entries as long as it is open, and timestamps of open transactions lie.
   */
  readonly sealedAt?: number | undefined;
}

/** The same as a condition on `entry`; `seal` is what `standsOn` answers for this very question. */
export function counts({ valueOn, bookedOn, sealedAt }: AsOf, seal: Seal | null): SQL {
  const conditions = [sql`true`];
  if (valueOn !== undefined) conditions.push(sql`entry.value_date <= ${valueOn}::date`);
  if (bookedOn !== undefined) conditions.push(sql`entry.booked_on <= ${bookedOn}::date`);
  if (sealedAt !== undefined) conditions.push(sql`entry.id <= ${seal?.lastId ?? 0n}`);
  return sql.join(conditions, sql` and `);
}
