import { eq } from 'drizzle-orm';
import type { Db, Tx } from '../db.ts';
import { type Executieopdracht, isFinal, readOpdracht } from '../deurwaarder/index.ts';
import { renderLetter } from '../letters/index.ts';
import type { Day } from '../values/index.ts';
import type { Bureau } from './bureau.ts';
import type { StoredCase } from './history.ts';
import { assessCase } from './law-document.ts';
import { orderLetter } from './letter-document.ts';
import { type OrderPayload, opdrachtIdOf, orderDocument } from './order-document.ts';
import type { Carriers } from './outbox.ts';
import { whichBrake } from './process/brakes.ts';
import { whyOrderMayNotGo } from './process/order.ts';
import type { Opdracht } from './process/process-file.ts';
import {
  lockPromise,
  NO_BUREAU,
  noteAttempt,
  noteFault,
  type Promised,
  promiseOfOrder,
  promiseWithdrawal,
  recordAndClose,
} from './promise.ts';
import { document } from './schema.ts';
import type { Moment } from './steps.ts';

/** Sends one approved order to the deurwaarder. Its content is fixed before the first attempt: an order never changes once it may have arrived. */
export async function performOrder(
  db: Db,
  id: string,
  { deurwaarder, bureau }: Carriers,
  moment: Moment,
): Promise<void> {
  const made = await db
    .transaction((tx) => decide(tx, id, bureau, moment))
    .catch(async (cause: unknown) => {
      await noteFault(db, id, String(cause));
      throw cause;
    });
  if (made === null) return;
  let proof: string;
  try {
    ({ proof } = await deurwaarder.sendOpdracht(id, made.opdracht, made.pdf));
  } catch (cause) {
    await noteFault(db, id, String(cause));
    if (isFinal(cause)) {
      await db.transaction((tx) => refuseForGood(tx, id, cause, moment));
      return;
    }
    throw new Error(`order ${made.opdracht.opdrachtId} could not be sent`, { cause });
  }
  await db.transaction(async (tx) => {
    const { promise, stored } = await lockPromise(tx, id, moment.today);
    if (promise.performedOn !== null) return;
    const { opdracht } = promise.payload as OrderPayload;
    const data = { opdracht, proof };
    // One that was withdrawn while it was on its way stays ended, and its withdrawal is sent after it.
    const isOver = orderIn(stored, opdracht).endedOn !== null;
    await recordAndClose(tx, promise, isOver ? null : { kind: 'opdracht-verzonden', data }, moment);
  });
}

/** He has not taken it and never will as it is: it lapses with his reason, and a person may approve another. */
async function refuseForGood(tx: Tx, id: string, cause: unknown, moment: Moment): Promise<void> {
  const { promise, stored } = await lockPromise(tx, id, moment.today);
  if (promise.performedOn !== null) return;
  const order = orderIn(stored, (promise.payload as OrderPayload).opdracht);
  const said = cause instanceof Error ? cause.message : String(cause);
  const reason = `De deurwaarder neemt de opdracht niet aan: ${said}`.slice(0, 500);
  const data = { opdracht: order.id, reason };
  const event = await recordAndClose(
    tx,
    promise,
    order.endedOn === null ? { kind: 'opdracht-vervallen', data } : null,
    moment,
  );
  // An earlier attempt may have brought what he now refuses: then he must hear that it does not stand.
  if (event !== null && promise.attempts > 1)
    await promiseWithdrawal(tx, event, promise.caseId, data, moment);
}

/** Tells the deurwaarder that an order is withdrawn; one that was never tried needs no word. */
export async function withdrawOrder(
  db: Db,
  id: string,
  { deurwaarder }: Carriers,
  moment: Moment,
): Promise<void> {
  const next = await db.transaction(async (tx) => {
    const { promise, stored } = await lockPromise(tx, id, moment.today);
    if (promise.performedOn !== null) return null;
    const { opdracht, reason } = promise.payload as OrderPayload;
    const order = await promiseOfOrder(tx, stored.file.id, opdracht);
    // An attempt whose answer was lost may have brought it.
    if (order !== null && order.attempts === 0) {
      await recordAndClose(tx, promise, null, moment);
      return null;
    }
    await noteAttempt(tx, id);
    return { opdrachtId: opdrachtIdOf(stored.file, opdracht), reason: reason ?? 'ingetrokken' };
  });
  if (next === null) return;
  try {
    await deurwaarder.withdraw(id, next.opdrachtId, next.reason);
  } catch (cause) {
    await noteFault(db, id, String(cause));
    throw new Error(`the withdrawal of order ${next.opdrachtId} could not be sent`, { cause });
  }
  await db.transaction(async (tx) => {
    const { promise } = await lockPromise(tx, id, moment.today);
    if (promise.performedOn === null) await recordAndClose(tx, promise, null, moment);
  });
}

async function decide(
  tx: Tx,
  id: string,
  bureau: Bureau | null,
  moment: Moment,
): Promise<{ opdracht: Executieopdracht; pdf: Uint8Array } | null> {
  const { promise, stored } = await lockPromise(tx, id, moment.today);
  if (promise.performedOn !== null) return null;
  const { opdracht: named } = promise.payload as OrderPayload;
  const order = orderIn(stored, named);
  const assessed = assessCase(stored.file, stored.kinderen, moment.today);
  const known = assessed.ok ? assessed.value : null;
  // Asked at every attempt: what came in since the last holds this one as well.
  const reason = whyOrderMayNotGo(stored.file, known, order, moment.today) ?? whyNoAddress(stored);
  if (reason !== null) {
    await lapse(tx, promise, order, reason, moment);
    return null;
  }
  const brake = whichBrake(stored.file, stored.standing, 'opdrachten');
  if (brake !== null || bureau === null || !assessed.ok || !assessed.value) {
    const why =
      brake ?? (bureau === null ? NO_BUREAU : 'it is not known what is owed today; it waits until it is');
    await noteFault(tx, id, why);
    return null;
  }
  const made = await makeOnce(tx, id, stored, order, bureau, moment.today, assessed.value);
  await noteAttempt(tx, id);
  return made;
}

async function makeOnce(
  tx: Tx,
  id: string,
  stored: StoredCase,
  order: Opdracht,
  bureau: Bureau,
  today: Day,
  assessment: Parameters<typeof orderDocument>[2],
): Promise<{ opdracht: Executieopdracht; pdf: Uint8Array }> {
  // Served by document_pkey.
  const [there] = await tx.select().from(document).where(eq(document.id, id));
  if (there) return { opdracht: readBack(there.body), pdf: there.pdf };
  const made = orderDocument(stored, order, assessment, bureau, today);
  const opdracht = readBack(JSON.stringify(made));
  const { pdf, sha256, subject } = await renderLetter(orderLetter(stored, order, opdracht, bureau, today));
  await tx.insert(document).values({
    id,
    caseId: stored.file.id,
    letter: order.id,
    document: 'L-15',
    addressee: 'deurwaarder',
    language: 'nl',
    subject,
    body: JSON.stringify(opdracht),
    pdf,
    sha256,
    madeOn: today,
  });
  return { opdracht, pdf };
}

/** What our own reading refuses never leaves: that is a bug, and it is thrown. */
function readBack(json: string): Executieopdracht {
  const read = readOpdracht(JSON.parse(json));
  if (read.ok) return read.value;
  throw new Error(
    `the order is no Executieopdracht: ${read.refusals.map(({ sentence }) => sentence).join('; ')}`,
  );
}

function whyNoAddress({ parties }: StoredCase): string | null {
  const isKnown = parties.some(({ role, address }) => role === 'schuldenaar' && address !== null);
  return isKnown ? null : 'Het adres van de schuldenaar is niet bekend; de deurwaarder kan niets doen.';
}

/**
 * The order does not go out, or not again. Where an earlier attempt may have brought it to the deurwaarder, he is told in the same transaction; of an
 * order that ended by itself its own event promised that already.
 */
async function lapse(
  tx: Tx,
  promise: Promised,
  order: Opdracht,
  reason: string,
  moment: Moment,
): Promise<void> {
  if (order.endedOn !== null) {
    await recordAndClose(tx, promise, null, moment);
    return;
  }
  const data = { opdracht: order.id, reason };
  const event = await recordAndClose(tx, promise, { kind: 'opdracht-vervallen', data }, moment);
  if (promise.attempts > 0 && event !== null)
    await promiseWithdrawal(tx, event, promise.caseId, data, moment);
}

function orderIn({ file }: StoredCase, id: string): Opdracht {
  const found = file.opdrachten.find((one) => one.id === id);
  if (!found) throw new Error(`case ${file.id} has no order ${id}`);
  return found;
}
