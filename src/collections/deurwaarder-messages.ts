import { isDeepStrictEqual } from 'node:util';
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Db, Tx } from '../db.ts';
import type { Deurwaarder, DeurwaarderBericht } from '../deurwaarder/index.ts';
import { accepted, type Outcome, type Refusal, refused } from '../values/index.ts';
import type { CaseEvent } from './events.ts';
import { SYSTEM } from './events.ts';
import { lockCase } from './history.ts';
import { orderOf } from './order-document.ts';
import { isBooked, sourceOf, whyNotByTariff } from './plan-deurwaarder.ts';
import { promiseOfOrder, recordAndClose } from './promise.ts';
import { caseRow, readUpTo, unreadMessage } from './schema.ts';
import { type Moment, type RecordRefusal, recordIn } from './steps.ts';

/** What the deurwaarder reports becomes history: each message once, whatever the order and number of its arrivals. */

const SOURCE = 'deurwaarder';

/** Read in one visit at most so many pages; what is left comes with the next. */
const PAGES_A_VISIT = 100;

export interface Read {
  readonly taken: number;
  /** What could not be taken, for a person to ask the deurwaarder about. */
  readonly faults: readonly string[];
}

/**
 * Takes what is new. A message that cannot be taken, for whatever reason, is kept with its fault and passed over, because statutory terms hang on the others; at
 * each visit it is tried again, until it can be taken or a person has seen to it. How far it came is remembered once all before it is taken or kept: after a crash
 * some is read again, and does nothing the second time.
 */
export async function readDeurwaarder(db: Db, deurwaarder: Deurwaarder, moment: () => Moment): Promise<Read> {
  let taken = 0;
  const faults: string[] = [];
  const take = async (bericht: DeurwaarderBericht) => {
    const fault = await whyNotTaken(db, bericht, moment());
    if (fault === 'known') return;
    if (fault === null) taken++;
    else faults.push(`${bericht.id}: ${fault}`);
  };
  for (const { body } of await openMessages(db)) await take(body as DeurwaarderBericht);
  for (let page = 0; page < PAGES_A_VISIT; page++) {
    const cursor = await cursorOf(db);
    const { messages, unreadable, next } = await deurwaarder
      .messagesAfter(cursor)
      .catch((cause: unknown) => ({ messages: [], unreadable: [String(cause)], next: cursor }));
    faults.push(...unreadable);
    for (const message of messages) await take(message);
    if (next === null || next === cursor) break;
    await db
      .insert(readUpTo)
      .values({ source: SOURCE, cursor: next })
      .onConflictDoUpdate({ target: readUpTo.source, set: { cursor: next } });
  }
  return { taken, faults };
}

/** How many messages wait because they could not be taken; the work list shows it. */
export async function countUnread(tx: Tx): Promise<number> {
  // Served by unread_message_open.
  return tx.$count(unreadMessage, isNull(unreadMessage.solvedOn));
}

function openMessages(db: Db): Promise<{ body: unknown }[]> {
  return db
    .select({ body: unreadMessage.body })
    .from(unreadMessage)
    .where(and(eq(unreadMessage.source, SOURCE), isNull(unreadMessage.solvedOn)))
    .orderBy(asc(unreadMessage.firstOn), asc(unreadMessage.id));
}

/** Null where it was taken now, `known` where it was before; else why not, which is kept with it. */
async function whyNotTaken(db: Db, bericht: DeurwaarderBericht, moment: Moment): Promise<string | null> {
  let fault: string;
  try {
    const outcome = await takeMessage(db, bericht, moment);
    if (outcome.ok) {
      await db
        .update(unreadMessage)
        .set({ solvedOn: moment.today })
        .where(and(eq(unreadMessage.source, SOURCE), eq(unreadMessage.id, bericht.id)));
      return outcome.value === null ? 'known' : null;
    }
    fault = outcome.refusals.map(({ sentence }) => sentence).join(' ');
  } catch (cause) {
    fault = String(cause);
  }
  await db
    .insert(unreadMessage)
    .values({ source: SOURCE, id: bericht.id, body: bericht, fault, firstOn: moment.today })
    .onConflictDoUpdate({ target: [unreadMessage.source, unreadMessage.id], set: { fault } });
  return fault;
}

async function cursorOf(db: Db): Promise<string | null> {
  const [row] = await db.select().from(readUpTo).where(eq(readUpTo.source, SOURCE));
  return row?.cursor ?? null;
}

/**
 * Takes one message; null where it was taken before. Costs that the tariff of their day covers are booked with it (Btag); without a tariff nothing is
 * booked, and the plan asks a person.
 */
export async function takeMessage(
  db: Db,
  bericht: DeurwaarderBericht,
  moment: Moment,
): Promise<Outcome<CaseEvent | null, RecordRefusal>> {
  const about = orderOf(bericht.opdrachtId);
  if (!about) return refused(unknown(bericht));
  return db.transaction(async (tx) => {
    // Served by case_dossiernummer_once.
    const [row] = await tx
      .select({ id: caseRow.id })
      .from(caseRow)
      .where(eq(caseRow.dossiernummer, about.dossiernummer));
    const stored = row && (await lockCase(tx, row.id, moment.today));
    const order = stored?.file.opdrachten.find(({ id }) => id === about.opdracht);
    if (!stored || !order) return refused(unknown(bericht));
    const known = order.messages.find(({ id }) => id === bericht.id);
    if (known) return isDeepStrictEqual(known, bericht) ? accepted(null) : refused(contradicts(bericht));
    if (order.sentOn === null && order.endedOn === null)
      await arrived(tx, stored.file.id, bericht, about.opdracht, moment);
    const addition = {
      kind: 'deurwaarder-bericht' as const,
      on: bericht.on,
      data: { opdracht: about.opdracht, bericht },
    };
    const recorded = await recordIn(tx, stored.file.id, addition, SYSTEM, moment);
    if (recorded.ok && bericht.kind === 'kosten') await bookCosts(tx, stored.file.id, bericht, moment);
    return recorded;
  });
}

/** Our attempt brought it though his answer was lost: that he speaks of it proves so, and closes the promise. */
async function arrived(
  tx: Tx,
  caseId: string,
  { id }: DeurwaarderBericht,
  opdracht: string,
  moment: Moment,
): Promise<void> {
  const promise = await promiseOfOrder(tx, caseId, opdracht);
  if (promise === null || promise.attempts === 0 || promise.performedOn !== null) return;
  const data = { opdracht, proof: `blijkt uit bericht ${id}`.slice(0, 200) };
  await recordAndClose(tx, promise, { kind: 'opdracht-verzonden', data }, moment);
}

async function bookCosts(
  tx: Tx,
  caseId: string,
  bericht: Extract<DeurwaarderBericht, { kind: 'kosten' }>,
  moment: Moment,
): Promise<void> {
  const stored = (await lockCase(tx, caseId, moment.today))!;
  if (whyNotByTariff(bericht) !== null || isBooked(stored.file, bericht)) return;
  const { on, data } = bericht;
  const fact = { kind: 'kosten', on, amount: data.amount, what: data.ambtshandeling.replaceAll('-', ' ') };
  // Where it is refused nothing is booked, and the plan asks a person about the message.
  await recordIn(
    tx,
    caseId,
    { kind: 'feit-vastgelegd', on, data: { source: sourceOf(bericht), fact } },
    SYSTEM,
    moment,
  );
}

function unknown({ opdrachtId }: DeurwaarderBericht): Refusal<'onbekend'> {
  return {
    code: 'onbekend',
    sentence: `Er is geen opdracht ${opdrachtId} van dit bureau.`,
    grounds: [],
  };
}

/** One id, two contents: one of the two is not so, and a person asks which. */
function contradicts({ id }: DeurwaarderBericht): Refusal<'dubbel'> {
  return {
    code: 'dubbel',
    sentence: `Het bericht ${id} is al vastgelegd met een andere inhoud. Vraag de deurwaarder welke van de twee klopt.`,
    grounds: [],
  };
}
