import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db, Tx } from '../db.ts';
import { type Day, newId } from '../values/index.ts';
import { type CaseEvent, type EventKind, SYSTEM } from './events.ts';
import { lockCase, type StoredCase } from './history.ts';
import { outbox } from './schema.ts';
import { type Moment, recordIn } from './steps.ts';

/** What letters and orders have in common on their way out: each is decided on, tried, and put on record, under the lock of its case. */

export type Promised = typeof outbox.$inferSelect;

export const NO_BUREAU =
  'it is not known who sends it and where to pay. Set BUREAU_NAME, BUREAU_ADDRESS, BUREAU_IBAN and BUREAU_CONTACT.';

/** The case before its promise, everywhere in this order, so that no two wait for each other. */
export async function lockPromise(
  tx: Tx,
  id: string,
  today: Day,
): Promise<{ promise: Promised; stored: StoredCase }> {
  // Served by outbox_pkey.
  const [found] = await tx.select({ caseId: outbox.caseId }).from(outbox).where(eq(outbox.id, id));
  if (!found) throw new Error(`there is no promise ${id} in the outbox`);
  const stored = await lockCase(tx, found.caseId, today);
  const [promise] = await tx.select().from(outbox).where(eq(outbox.id, id)).for('update');
  if (!stored || !promise) throw new Error(`promise ${id} lost its case ${found.caseId}`);
  return { promise, stored };
}

/** The intention is on record before the act. */
export async function noteAttempt(tx: Tx, id: string): Promise<void> {
  await tx
    .update(outbox)
    .set({ attempts: sql`${outbox.attempts} + 1` })
    .where(and(eq(outbox.id, id), isNull(outbox.performedOn)));
}

/** Why it did not go out, for whoever looks at the case. */
export async function noteFault(db: Db | Tx, id: string, fault: string): Promise<void> {
  await db
    .update(outbox)
    .set({ lastFault: fault.slice(0, 1_000) })
    .where(and(eq(outbox.id, id), isNull(outbox.performedOn)));
}

/** What became of it, in the history and in the outbox at once. */
export async function recordAndClose(
  tx: Tx,
  { id, caseId }: Promised,
  event: { readonly kind: EventKind; readonly data: object } | null,
  moment: Moment,
): Promise<CaseEvent | null> {
  let written: CaseEvent | null = null;
  if (event !== null) {
    const recorded = await recordIn(tx, caseId, { ...event, on: moment.today }, SYSTEM, moment);
    if (!recorded.ok) throw new Error(recorded.refusals.map(({ sentence }) => sentence).join(' '));
    written = recorded.value;
  }
  await tx.update(outbox).set({ performedOn: moment.today }).where(eq(outbox.id, id));
  return written;
}

/** The deurwaarder is told that an order which may have reached him lapsed. The event that says so promises it. */
export async function promiseWithdrawal(
  tx: Tx,
  event: CaseEvent,
  caseId: string,
  payload: { readonly opdracht: string; readonly reason: string },
  { now, today }: Moment,
): Promise<void> {
  await tx.insert(outbox).values({
    id: newId('outbox', now),
    caseId,
    promisedBy: event.id,
    kind: 'intrekking',
    payload,
    dueOn: today,
  });
}

/** The promise by which an order goes out. That it was tried means that it may have arrived, whatever was answered. */
export async function promiseOfOrder(tx: Tx, caseId: string, opdracht: string): Promise<Promised | null> {
  const [row] = await tx
    .select()
    .from(outbox)
    .where(
      and(
        eq(outbox.caseId, caseId),
        eq(outbox.kind, 'opdracht'),
        sql`${outbox.payload}->>'opdracht' = ${opdracht}`,
      ),
    );
  return row ?? null;
}
