import { and, asc, eq, isNull, lte, sql } from 'drizzle-orm';
import type { Db } from '../db.ts';
import type { Day } from '../values/index.ts';
import { type LetterPayload, letterText } from './letters.ts';
import { outbox } from './schema.ts';
import { type Moment, recordIn } from './steps.ts';

/**
 * Whoever carries letters to people. `key` is the promise's own id: given twice with one key, a letter goes out once. Answers a proof of sending, by which the
 * sending can be found back.
 */
export interface Post {
  send(letter: {
    readonly key: string;
    readonly dossiernummer: string;
    readonly text: string;
  }): Promise<{ readonly proof: string }>;
}

/** Promises whose day has come and that were not kept yet, the oldest first. */
export async function dueOutbox(db: Db, today: Day, atMost = 1_000): Promise<string[]> {
  // Served by outbox_to_perform.
  const rows = await db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(isNull(outbox.performedOn), lte(outbox.dueOn, today)))
    .orderBy(asc(outbox.dueOn), asc(outbox.id))
    .limit(atMost);
  return rows.map(({ id }) => id);
}

/**
 * Keeps one promise. The letter goes out before its sending is recorded, so after a crash in between it is given again with the same key, which sends
 * nothing twice. A promise that was kept is left alone.
 */
export async function performOutbox(db: Db, id: string, post: Post, moment: Moment): Promise<void> {
  // Served by outbox_pkey.
  const [promise] = await db.select().from(outbox).where(eq(outbox.id, id));
  if (!promise) throw new Error(`there is no promise ${id} in the outbox`);
  if (promise.performedOn !== null) return;
  const payload = promise.payload as LetterPayload;
  let proof: string;
  try {
    ({ proof } = await post.send({
      key: id,
      dossiernummer: payload.dossiernummer,
      text: letterText(payload),
    }));
  } catch (cause) {
    await db
      .update(outbox)
      .set({ attempts: sql`${outbox.attempts} + 1`, lastFault: String(cause).slice(0, 1_000) })
      .where(eq(outbox.id, id));
    throw new Error(`letter ${payload.letter} of ${payload.dossiernummer} could not be sent`, { cause });
  }
  await db.transaction(async (tx) => {
    // Locked, so that of two performers one records the sending and the other finds it recorded.
    const [row] = await tx.select().from(outbox).where(eq(outbox.id, id)).for('update');
    if (row!.performedOn !== null) return;
    const sent = await recordIn(
      tx,
      promise.caseId,
      { kind: 'brief-verzonden', on: moment.today, data: { letter: payload.letter, proof } },
      'systeem',
      moment,
    );
    if (!sent.ok) throw new Error(sent.refusals.map(({ sentence }) => sentence).join(' '));
    await tx.update(outbox).set({ performedOn: moment.today }).where(eq(outbox.id, id));
  });
}
