import { eq } from 'drizzle-orm';
import type { Db, Tx } from '../db.ts';
import type { Deurwaarder, DeurwaarderBericht } from '../deurwaarder/index.ts';
import { accepted, type Outcome, type Refusal, refused } from '../values/index.ts';
import type { CaseEvent } from './events.ts';
import { SYSTEM } from './events.ts';
import { lockCase } from './history.ts';
import { orderOf } from './order-document.ts';
import { isBooked, sourceOf, whyNotByTariff } from './plan-deurwaarder.ts';
import { caseRow, readUpTo } from './schema.ts';
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
 * Reads what is new, and remembers how far it came only once all before it is taken: after a crash some is read again, and does nothing the second
 * time. A message that nobody can place is told and passed over, because statutory terms hang on the others.
 */
export async function readDeurwaarder(db: Db, deurwaarder: Deurwaarder, moment: () => Moment): Promise<Read> {
  let taken = 0;
  const faults: string[] = [];
  for (let page = 0; page < PAGES_A_VISIT; page++) {
    const cursor = await cursorOf(db);
    const { messages, unreadable, next } = await deurwaarder.messagesAfter(cursor);
    faults.push(...unreadable);
    for (const message of messages) {
      const outcome = await takeMessage(db, message, moment());
      if (outcome.ok) taken += outcome.value === null ? 0 : 1;
      else faults.push(...outcome.refusals.map(({ sentence }) => `${message.id}: ${sentence}`));
    }
    if (next === null || next === cursor) break;
    await db
      .insert(readUpTo)
      .values({ source: SOURCE, cursor: next })
      .onConflictDoUpdate({ target: readUpTo.source, set: { cursor: next } });
  }
  return { taken, faults };
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
    if (order.messages.some(({ id }) => id === bericht.id)) return accepted(null);
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
