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
import { hasVolmacht } from './plan-letters.ts';
import { whichBrake } from './process/brakes.ts';
import { holdsOn } from './process/holds.ts';
import { validKindtoets } from './process/kindtoets.ts';
import type { Opdracht } from './process/process-file.ts';
import { lockPromise, NO_BUREAU, noteAttempt, noteFault, recordAndClose } from './promise.ts';
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
    const says = isFinal(cause)
      ? 'De deurwaarder neemt de opdracht zo niet aan; een persoon moet kijken. '
      : '';
    await noteFault(db, id, `${says}${String(cause)}`);
    throw new Error(`order ${made.opdracht.opdrachtId} could not be sent`, { cause });
  }
  await db.transaction(async (tx) => {
    const { promise } = await lockPromise(tx, id, moment.today);
    if (promise.performedOn !== null) return;
    const { opdracht } = promise.payload as OrderPayload;
    await recordAndClose(tx, promise, { kind: 'opdracht-verzonden', data: { opdracht, proof } }, moment);
  });
}

/** Tells the deurwaarder that an order is withdrawn; one that never went out needs no word. */
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
    if (orderIn(stored, opdracht).sentOn === null) {
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
  if (promise.attempts === 0) {
    const reason = whyOrderLapsed(stored, order, moment.today);
    if (reason !== null) {
      const isOver = order.endedOn !== null;
      const data = { opdracht: named, reason };
      await recordAndClose(tx, promise, isOver ? null : { kind: 'opdracht-vervallen', data }, moment);
      return null;
    }
  }
  const brake = whichBrake(stored.file, stored.standing, 'opdrachten');
  const assessed = assessCase(stored.file, stored.kinderen, moment.today);
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

/** Facts may have come in since a person approved it. */
function whyOrderLapsed({ file, kinderen }: StoredCase, order: Opdracht, today: Day): string | null {
  if (order.endedOn !== null) return 'De opdracht was al ingetrokken.';
  if (!hasVolmacht(file, today)) return 'De volmacht is geëindigd voordat de opdracht uitging.';
  if (validKindtoets(file, today)?.id !== order.kindtoets)
    return 'De kindtoets geldt niet meer; vraag een nieuwe voordat de opdracht uitgaat.';
  const [held] = holdsOn(file, today, 'dwang');
  if (held) return held.sentence;
  const assessed = assessCase(file, kinderen, today);
  if (!assessed.ok || !assessed.value) return null;
  const isOpen = assessed.value.dwangsommen.some(
    (row) => order.dwangsommen.includes(row.id) && row.status === 'opeisbaar',
  );
  return isOpen ? null : 'Van wat de opdracht noemt, is niets meer te vorderen.';
}

function orderIn({ file }: StoredCase, id: string): Opdracht {
  const found = file.opdrachten.find((one) => one.id === id);
  if (!found) throw new Error(`case ${file.id} has no order ${id}`);
  return found;
}
