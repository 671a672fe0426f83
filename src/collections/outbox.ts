import { and, asc, eq, isNull, lte, sql } from 'drizzle-orm';
import type { Db } from '../db.ts';
import type { Day } from '../values/index.ts';
import { SYSTEM } from './events.ts';
import { lockCase } from './history.ts';
import { assessCase } from './law-document.ts';
import { type LetterPayload, letterText } from './letters.ts';
import { whyLapsed } from './plan-letters.ts';
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
  // What may have gone out already goes out again under the same key; only what never was tried can lapse.
  if (promise.attempts === 0 && (await lapse(db, promise, payload.letter, moment))) return;
  // The intention is on record before the act: from here on nobody knows for sure that it did not go out.
  await db
    .update(outbox)
    .set({ attempts: sql`${outbox.attempts} + 1` })
    .where(eq(outbox.id, id));
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
      .set({ lastFault: String(cause).slice(0, 1_000) })
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
      SYSTEM,
      moment,
    );
    if (!sent.ok) throw new Error(sent.refusals.map(({ sentence }) => sentence).join(' '));
    await tx.update(outbox).set({ performedOn: moment.today }).where(eq(outbox.id, id));
  });
}

/** A letter whose ground has gone since it was promised does not go out; the history says why. */
async function lapse(
  db: Db,
  { id, caseId }: { readonly id: string; readonly caseId: string },
  letterId: string,
  moment: Moment,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const stored = await lockCase(tx, caseId);
    const letter = stored?.file.letters.find((one) => one.id === letterId);
    if (!stored || !letter) throw new Error(`case ${caseId} has no letter ${letterId}`);
    const assessed = assessCase(stored.file, stored.kinderen, moment.today);
    const reason = whyLapsed(stored.file, assessed.ok ? assessed.value : null, letter, moment.today);
    if (reason === null) return false;
    const lapsed = await recordIn(
      tx,
      caseId,
      { kind: 'brief-vervallen', on: moment.today, data: { letter: letterId, reason } },
      SYSTEM,
      moment,
    );
    if (!lapsed.ok) throw new Error(lapsed.refusals.map(({ sentence }) => sentence).join(' '));
    await tx.update(outbox).set({ performedOn: moment.today }).where(eq(outbox.id, id));
    return true;
  });
}
