import { and, asc, eq, isNull, lte, sql } from 'drizzle-orm';
import type { Db, Tx } from '../db.ts';
import type { Day } from '../values/index.ts';
import type { Bureau } from './bureau.ts';
import { SYSTEM } from './events.ts';
import { lockCase, type StoredCase } from './history.ts';
import { assessCase } from './law-document.ts';
import { type LetterPayload, letterParties, letterText } from './letters.ts';
import { whyLapsed } from './plan-letters.ts';
import { outbox } from './schema.ts';
import { type Moment, recordIn } from './steps.ts';

/**
 * Whoever carries letters to people. `key` is the promise's own id: given twice with one key, a letter should go out once. Answers a proof of sending,
 * by which the sending can be found back.
 */
export interface Post {
  send(letter: {
    readonly key: string;
    readonly dossiernummer: string;
    readonly text: string;
  }): Promise<{ readonly proof: string }>;
}

/**
 * Promises whose day has come and that were not kept yet. Those tried least come first: else a thousand letters that fail every time would keep all
 * later ones from ever being tried.
 */
export async function dueOutbox(db: Db, today: Day, atMost = 1_000): Promise<string[]> {
  // Served by outbox_to_perform.
  const rows = await db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(isNull(outbox.performedOn), lte(outbox.dueOn, today)))
    .orderBy(asc(outbox.attempts), asc(outbox.dueOn), asc(outbox.id))
    .limit(atMost);
  return rows.map(({ id }) => id);
}

/**
 * Keeps one promise. The letter goes out before its sending is recorded, so after a crash in between it is given again with the same key. A promise that
 * was kept is left alone. Without a bureau nothing is sent: nobody would know who writes, or where to pay.
 */
export async function performOutbox(
  db: Db,
  id: string,
  post: Post,
  moment: Moment,
  bureau: Bureau | null,
): Promise<void> {
  const next = await db.transaction((tx) => decide(tx, id, bureau, moment));
  if (next === null) return;
  const { payload, stored } = next;
  const named = `letter ${payload.letter} of ${payload.dossiernummer}`;
  if (bureau === null) throw new Error(`${named} was not sent: ${NO_BUREAU}`);
  let proof: string;
  try {
    ({ proof } = await post.send({
      key: id,
      dossiernummer: payload.dossiernummer,
      text: letterText(payload, { ...letterParties(stored), bureau }),
    }));
  } catch (cause) {
    await db
      .update(outbox)
      .set({ lastFault: String(cause).slice(0, 1_000) })
      .where(eq(outbox.id, id));
    throw new Error(`${named} could not be sent`, { cause });
  }
  await db.transaction(async (tx) => {
    // Of two performers one records the sending and the other finds it recorded.
    const { promise } = await lockPromise(tx, id, moment.today);
    if (promise.performedOn !== null) return;
    await recordAndClose(
      tx,
      promise,
      { kind: 'brief-verzonden', data: { letter: payload.letter, proof } },
      moment,
    );
  });
}

const NO_BUREAU =
  'it is not known who sends it and where to pay. Set BUREAU_NAME, BUREAU_ADDRESS, BUREAU_IBAN and BUREAU_CONTACT.';

type Promised = typeof outbox.$inferSelect;

/**
 * What is to be done about a promise, decided and put on record while case and promise are locked: null where it was kept or has lapsed. What may have
 * gone out already goes out again under the same key; only what never was tried can lapse, and whoever tries has said so first.
 */
async function decide(
  tx: Tx,
  id: string,
  bureau: Bureau | null,
  moment: Moment,
): Promise<{ payload: LetterPayload; stored: StoredCase } | null> {
  const { promise, stored } = await lockPromise(tx, id, moment.today);
  if (promise.performedOn !== null) return null;
  const payload = promise.payload as LetterPayload;
  if (promise.attempts === 0) {
    const reason = lapseReason(stored, payload, moment.today);
    if (reason !== null) {
      const data = { letter: payload.letter, reason };
      await recordAndClose(tx, promise, { kind: 'brief-vervallen', data }, moment);
      return null;
    }
  }
  // Without a bureau this is no attempt: nothing can have gone out. Else the intention is on record before the act.
  await tx
    .update(outbox)
    .set(bureau === null ? { lastFault: NO_BUREAU } : { attempts: sql`${outbox.attempts} + 1` })
    .where(and(eq(outbox.id, id), isNull(outbox.performedOn)));
  return { payload, stored };
}

/** The case before its promise, everywhere in this order, so that no two wait for each other. */
async function lockPromise(
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

function lapseReason({ file, kinderen }: StoredCase, payload: LetterPayload, today: Day): string | null {
  const letter = file.letters.find(({ id }) => id === payload.letter);
  if (!letter) throw new Error(`case ${file.id} has no letter ${payload.letter}`);
  const known = assessCase(file, kinderen, today);
  // For want of a rate what interrupts goes out as it is; what demands payment is held against what is open without rente.
  const isBare = !known.ok && letter.letter === 'aanzegging';
  const assessed = isBare ? assessCase(file, kinderen, today, { rente: 'geen' }) : known;
  return whyLapsed(file, assessed.ok ? assessed.value : null, letter, payload, today);
}

async function recordAndClose(
  tx: Tx,
  { id, caseId }: Promised,
  event: { readonly kind: 'brief-verzonden' | 'brief-vervallen'; readonly data: object },
  moment: Moment,
): Promise<void> {
  const recorded = await recordIn(tx, caseId, { ...event, on: moment.today }, SYSTEM, moment);
  if (!recorded.ok) throw new Error(recorded.refusals.map(({ sentence }) => sentence).join(' '));
  await tx.update(outbox).set({ performedOn: moment.today }).where(eq(outbox.id, id));
}
