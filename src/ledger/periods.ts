import { desc, eq, sql } from 'drizzle-orm';
import type { Tx } from '../db.ts';
import { accepted, type Day, day, formatDay, type Outcome, type Refusal, refused } from '../values/index.ts';
import { periodClosing } from './schema.ts';

export type CloseRefusal = 'not-over' | 'one-person' | 'closed-already';

/**
 * Closes the books through a day, for good: no entry gets a booked day in there any more. What is found later lands in the open period with its
 * own value day. Waits for whoever is posting at this moment; who posts after sees the period closed.
 *
 * Two different people: `closedBy` does it, `approvedBy` agreed; that they are who they say is for the caller to know. Refused, with all faults
 * at once: where the last day is not over yet on `today`, where both are one person, and where the books are closed through that day or a later
 * one. Closing twice through the same day by the same two is answered as the first time.
 */
export async function closePeriod(
  tx: Tx,
  closing: {
    readonly through: Day;
    readonly closedBy: string;
    readonly approvedBy: string;
    readonly today: Day;
  },
): Promise<Outcome<null, CloseRefusal>> {
  const { through, closedBy, approvedBy, today } = closing;
  const refusals: Refusal<CloseRefusal>[] = [];
  if (through >= today) {
    refusals.push(
      refuse(
        'not-over',
        `De boeken kunnen op ${formatDay(today)} niet worden gesloten tot en met ${formatDay(through)}: die dag is nog niet voorbij.`,
      ),
    );
  }
  if (isSamePerson(closedBy, approvedBy)) {
    refusals.push(refuse('one-person', `Sluiten vraagt twee mensen; "${closedBy}" sluit en keurt goed.`));
  }
  if (refusals.length > 0) return refused(...refusals);
  // The lock of the posters, alone, which the insert would take as well: so that who closes at the same moment is already known to have closed.
  await tx.execute(sql`select pg_advisory_xact_lock(6110, 612)`);
  const last = await closedThrough(tx);
  if (last !== null && last >= through) {
    const [same] = await tx.select().from(periodClosing).where(eq(periodClosing.closedThrough, through));
    if (same && same.closedBy === closedBy && same.approvedBy === approvedBy) return accepted(null);
    return refused(refuse('closed-already', `De boeken zijn al gesloten tot en met ${formatDay(last)}.`));
  }
  await tx.insert(periodClosing).values({ closedThrough: through, closedBy, approvedBy, closedOn: today });
  return accepted(null);
}

/** The last day that is closed; null where none is. Served by period_closing_pkey. */
export async function closedThrough(tx: Tx): Promise<Day | null> {
  const [last] = await tx
    .select({ through: periodClosing.closedThrough })
    .from(periodClosing)
    .orderBy(desc(periodClosing.closedThrough))
    .limit(1);
  return last ? day(last.through) : null;
}

function isSamePerson(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

function refuse(code: CloseRefusal, sentence: string): Refusal<CloseRefusal> {
  return { code, sentence, grounds: [] };
}
