import { type Db, prepared, preparing, type Tx } from '../db.ts';
import type { Assessment } from '../law/index.ts';
import { sumsBySubject } from '../ledger/index.ts';
import { accepted, addDays, type Day, newId, type Outcome, type Refusal, refused } from '../values/index.ts';
import { whyNotAdmitted } from './admission.ts';
import type { AdmissionRefusal } from './admission-refusal.ts';
import { claimBankLine, whyTaken } from './bank-lines.ts';
import {
  bookDifferences,
  byAccount,
  type Cause,
  differenceInWords,
  differencesOf,
  type Sums,
} from './booking.ts';
import { addEvent, type CaseFile, caseFileOf } from './case-file.ts';
import { type CaseEvent, type EventDraft, type EventKind, readEvent, SYSTEM } from './events.ts';
import { lockCase, lockFreeCases, nextEvent, type StoredCase, writeEvent } from './history.ts';
import { assessCase } from './law-document.ts';
import { type LetterPayload, letterPayload } from './letters.ts';
import type { OrderPayload } from './order-document.ts';
import { isForHalted, planOf, wakeDayOf } from './plan.ts';
import { readName } from './same-person.ts';
import type { Step } from './step.ts';
import { type Asked, openDesk } from './step-desk.ts';

/** The day and the moment of a step: `today` decides, `now` only stamps ids. */
export interface Moment {
  readonly today: Day;
  readonly now: Date;
}

export type RecordRefusal = AdmissionRefusal | 'geen-zaak' | 'onleesbaar';

/** What somebody wants to add. The ids of niet-nakomingen, payments and payouts are handed out here, so `data` leaves `id` out. */
export interface Addition {
  readonly kind: EventKind;
  readonly on: string;
  readonly data: unknown;
}

/**
 * Adds one event to a case and draws every consequence of it in the same transaction: what was missed until today is caught up first, then the event is
 * written, the difference booked, and the program does what its plan has due. Either all of it stands, or none.
 */
export async function record(
  db: Db,
  caseId: string,
  addition: Addition,
  by: string,
  moment: Moment,
): Promise<Outcome<CaseEvent, RecordRefusal>> {
  return preparing(db, (tx) => recordIn(tx, caseId, addition, by, moment));
}

/** The same, inside a transaction of the caller's. */
export async function recordIn(
  tx: Tx,
  caseId: string,
  addition: Addition,
  by: string,
  moment: Moment,
): Promise<Outcome<CaseEvent, RecordRefusal>> {
  const who = readName(by);
  if (who === null) return refused(nobody());
  const found = await takeInHand(tx, caseId, moment.today);
  if (!found) return refused(noCase(caseId));
  const stored = await catchUp(tx, found, moment);
  const read = readEvent(addition.kind, addition.on, withId(stored.file, addition));
  if ('faults' in read) return refused(...read.faults.map(unreadable));
  const refusals = whyNotAdmitted(
    stored.file,
    read.draft,
    who,
    stored.kinderen,
    moment.today,
    stored.standing,
  );
  if (refusals.length > 0) return refused(...refusals);

  if (stored.booksDiffer !== null && isPayout(read.draft)) return refused(booksDiffer(stored.booksDiffer));

  const taken = await whyTaken(tx, read.draft);
  if (taken) return refused(taken);
  const next = await write(
    tx,
    stored,
    nextEvent(stored.file, read.draft, who, moment.today, moment.now),
    moment,
  );
  const event = next.file.events.at(-1)!;
  await claimBankLine(tx, stored.file, event);
  await settle(tx, next, moment.today, { id: event.id, on: event.on }, moment);
  return accepted(event);
}

/**
 * What the program has due in a case by today, in the order of its days, each as of its own day. Run twice, it does nothing the second time: what was
 * done stands in the history, and what was booked makes no difference any more. Answers how many days it took. Those who ask at the same moment share a
 * transaction (step-desk.ts), and each is answered for his own case.
 */
export function takeStep(db: Db, caseId: string, { today, now }: Moment): Promise<number> {
  return atTheDesk(db, { caseId, today, now });
}

const atTheDesk = openDesk({
  alone: (db, asked) =>
    preparing(db, async (tx) => {
      const found = await takeInHand(tx, asked.caseId, asked.today);
      if (!found) throw new Error(`there is no case ${asked.caseId}`);
      const days = { taken: 0 };
      await catchUp(tx, found, asked, days);
      return days.taken;
    }),
  together: (db, asked) => preparing(db, (tx) => catchUpTogether(tx, asked)),
});

/** The statements of the cases go through each other over one connection, those of each case in their order: a round trip serves all who wait. */
async function catchUpTogether(tx: Tx, asked: readonly Asked[]): Promise<Map<string, number>> {
  const moments = new Map(asked.map((one) => [one.caseId, one]));
  const ids = [...moments.keys()];
  const [stored, sums] = await Promise.all([
    lockFreeCases(tx, ids, asked[0]!.today),
    Promise.all(ids.map(async (id) => [id, await sumsBySubject(tx, id)] as const)),
  ]);
  const sumsOf = new Map(sums);
  const caughtUp = await Promise.allSettled(
    stored.map(async (one): Promise<[string, number]> => {
      const { id } = one.file;
      const days = { taken: 0 };
      await catchUp(tx, { ...one, sums: sumsOf.get(id)! }, moments.get(id)!, days);
      return [id, days.taken];
    }),
  );
  // Only when all have ended: what still runs after a failure would say its statements in a transaction that is over.
  return new Map(
    caughtUp.map((one) => {
      if (one.status === 'rejected') throw one.reason;
      return one.value;
    }),
  );
}

/** A case that is locked for a step, with its books. */
interface InHand extends StoredCase {
  /** What stands in them; null once something was booked, and then read again by whoever needs it. */
  readonly sums: Sums | null;
}

/** In one round trip: the books are read under the lock as the history is, and said after it. */
async function takeInHand(tx: Tx, caseId: string, today: Day): Promise<InHand | null> {
  const [stored, sums] = await Promise.all([lockCase(tx, caseId, today), sumsBySubject(tx, caseId)]);
  return stored && { ...stored, sums };
}

/** A case that slept for longer than this many due days has lost its way; a bug, and nobody waits for it forever. */
const DAYS_MAXIMUM = 2_000;

async function catchUp(tx: Tx, found: InHand, moment: Moment, days = { taken: 0 }): Promise<InHand> {
  let stored = found;
  while (stored.wakeOn !== null && stored.wakeOn <= moment.today) {
    days.taken += 1;
    if (days.taken > DAYS_MAXIMUM)
      throw new Error(`case ${stored.file.id} was due on more than ${DAYS_MAXIMUM} days`);
    const asOf = stored.wakeOn;
    stored = await settle(tx, stored, asOf, { id: `verloop-van-tijd/${asOf}`, on: asOf }, moment);
  }
  return stored;
}

/** Between two steps of the program on one day; each act changes the plan, so it is made anew after each. */
const ACTS_A_DAY_MAXIMUM = 1_000;

/** Books what differs as of `asOf`, does what the program has due by then, and sets the day on which it wakes again. */
async function settle(tx: Tx, from: InHand, asOf: Day, cause: Cause, moment: Moment): Promise<InHand> {
  const assessed = assessCase(from.file, from.kinderen, asOf);
  // What a difference in the books would be corrected by is for a person to say; the difference itself would bury what went wrong.
  if (from.booksDiffer !== null)
    return halt(tx, await guardOnly(tx, from, asOf, moment), [booksDiffer(from.booksDiffer)], moment);
  if (!assessed.ok) return halt(tx, await guardOnly(tx, from, asOf, moment), assessed.refusals, moment);
  let stored = from;
  if (assessed.value || from.file.payments.length > 0) {
    const sums = from.sums ?? (await sumsBySubject(tx, from.file.id));
    const differences = differencesOf(from.file, assessed.value, sums, asOf);
    const wrong = differences.length === 0 ? null : wrongBefore(from, sums);
    if (wrong !== null) {
      await prepared(tx, BOOKS_DIFFER, [from.file.id, wrong]);
      const halted = { ...from, booksDiffer: wrong };
      return halt(tx, await guardOnly(tx, halted, asOf, moment), [booksDiffer(wrong)], moment);
    }
    const booking = { asOf, cause, bookedOn: moment.today };
    const refusals = await bookDifferences(tx, from.file, differences, sums, booking);
    // What cannot be booked must not keep the letters from going out.
    if (refusals.length > 0) return halt(tx, await guardOnly(tx, from, asOf, moment), refusals, moment);
    stored = { ...from, sums: differences.length === 0 ? sums : null };
  }
  const booked = { events: from.file.events.length, on: asOf };
  // A promised letter and a prepared payout change neither what is owed nor the books, only what is planned next.
  let owed: Assessment | null = assessed.value;
  for (let acts = 0; acts <= ACTS_A_DAY_MAXIMUM; acts++) {
    const steps = planOf(stored.file, assessed.value, asOf, stored.standing);
    const due = dueAct(steps, asOf);
    if (!due) return sleep(tx, { ...stored, booked }, steps, asOf);
    stored = await perform(tx, stored, due, moment, owed);
    // What changes the debt is booked on the same day: the day begins anew with it.
    if (due.kind === 'opslag-berekend') {
      const { id, on } = stored.file.events.at(-1)!;
      return settle(tx, { ...stored, booked }, asOf, { id, on }, moment);
    }
    if (due.kind !== 'brief-beloofd') owed = null;
  }
  throw new Error(`case ${stored.file.id} found more than ${ACTS_A_DAY_MAXIMUM} things to do on ${asOf}`);
}

/**
 * Before anything is booked: whether what stands in the books is what was booked last. An entry that somebody else put there would otherwise be taken
 * for a difference and be corrected away, and nobody would ever hear of it. Where nothing differs from what should be now, there is nothing to ask.
 */
function wrongBefore({ file, kinderen, booked }: StoredCase, sums: Sums): string | null {
  if (booked === null) return null;
  const { id, dossiernummer, events } = file;
  const then =
    booked.events === events.length ? file : caseFileOf(id, dossiernummer, events.slice(0, booked.events));
  const assessed = assessCase(then, kinderen, booked.on);
  if (!assessed.ok) return null;
  const wrong = byAccount(differencesOf(then, assessed.value, sums, booked.on), sums);
  return wrong.length === 0 ? null : wrong.map(differenceInWords).join(' ');
}

/**
 * For want of a rate nobody knows what is owed, or the books are not to be trusted, but the verjaring runs on: a case that stands still sends the letters that interrupt, worked out
 * without rente, and does nothing else.
 */
async function guardOnly(tx: Tx, from: InHand, asOf: Day, moment: Moment): Promise<InHand> {
  const bare = assessCase(from.file, from.kinderen, asOf, { rente: 'geen' });
  const assessment = bare.ok ? bare.value : null;
  let stored = from;
  for (let acts = 0; acts <= ACTS_A_DAY_MAXIMUM; acts++) {
    const letters = planOf(stored.file, assessment, asOf, stored.standing).filter(
      ({ act }) => act?.kind === 'record' && isForHalted(act.event),
    );
    const due = dueAct(letters, asOf);
    if (!due) return stored;
    stored = await perform(tx, stored, due, moment, null);
  }
  throw new Error(`case ${stored.file.id} found more than ${ACTS_A_DAY_MAXIMUM} letters to send on ${asOf}`);
}

/** The first act of the program whose day has come and that no brake holds. Booking is no act here: it has just been done. */
function dueAct(steps: readonly Step[], asOf: Day): EventDraft | null {
  for (const { on, act, heldBy } of steps)
    if (on <= asOf && act?.kind === 'record' && heldBy === undefined) return act.event;
  return null;
}

/** `owed`: what was assessed before, where nothing but letters came after. */
async function perform(
  tx: Tx,
  stored: InHand,
  draft: EventDraft,
  moment: Moment,
  owed: Assessment | null,
): Promise<InHand> {
  const event = nextEvent(stored.file, draft, SYSTEM, moment.today, moment.now);
  return write(tx, stored, event, moment, owed);
}

/** Writes an event, and with it what it promises to the outside, which is performed afterwards. */
async function write(
  tx: Tx,
  stored: InHand,
  event: CaseEvent,
  { today, now }: Moment,
  owed: Assessment | null = null,
): Promise<InHand> {
  const promised = promisedBy({ ...stored, file: addEvent(stored.file, event) }, event, today, owed);
  // The event is said first, so it stands before its promise.
  const [written] = await Promise.all([
    writeEvent(tx, stored.file, event),
    promised &&
      prepared(tx, ADD_PROMISE, [
        newId('outbox', now),
        stored.file.id,
        event.id,
        promised.kind,
        JSON.stringify(promised.payload),
        event.on,
      ]),
  ]);
  return { ...stored, file: addEvent(stored.file, written) };
}

const ADD_PROMISE = `
  insert into collections.outbox (id, case_id, promised_by, kind, payload, due_on)
  values ($1, $2, $3, $4, $5::text::jsonb, $6::text::date)`;

function promisedBy(
  stored: StoredCase,
  event: CaseEvent,
  today: Day,
  owed: Assessment | null,
): { kind: 'brief' | 'opdracht' | 'intrekking'; payload: LetterPayload | OrderPayload } | null {
  switch (event.kind) {
    case 'brief-beloofd':
      return { kind: 'brief', payload: payloadOfLast(stored, today, owed) };
    case 'opdracht-goedgekeurd':
      return { kind: 'opdracht', payload: { opdracht: event.data.id, reason: null } };
    case 'opdracht-ingetrokken':
      return { kind: 'intrekking', payload: { opdracht: event.data.opdracht, reason: event.data.reason } };
    case 'dbr-beslist':
      return event.data.goesOn
        ? null
        : { kind: 'intrekking', payload: { opdracht: event.data.opdracht, reason: event.data.reasons } };
    default:
      return null;
  }
}

/** What the letter that was just promised says is true on the day on which it is made: where its own day was missed, it is not antedated. */
function payloadOfLast({ file, kinderen }: StoredCase, today: Day, owed: Assessment | null): LetterPayload {
  const letter = file.letters.at(-1)!;
  if (owed?.asOf === today) return letterPayload(letter, file, owed, today);
  const assessed = assessCase(file, kinderen, today);
  const known = assessed.ok ? assessed : assessCase(file, kinderen, today, { rente: 'geen' });
  return letterPayload(letter, file, known.ok ? known.value : null, today);
}

async function sleep(tx: Tx, stored: InHand, steps: readonly Step[], asOf: Day): Promise<InHand> {
  // What a brake holds is looked at again the next day, so that it goes on by itself once the brake is released.
  const isHeld = steps.some(({ on, heldBy }) => on <= asOf && heldBy !== undefined);
  const wakeOn = isHeld ? addDays(asOf, 1) : wakeDayOf(steps.filter(({ on }) => on > asOf));
  const { events, on } = stored.booked!;
  await prepared(tx, SLEEP, [stored.file.id, wakeOn, `${events}`, on]);
  return { ...stored, wakeOn, haltedBecause: null };
}

/** A case that cannot be assessed stands still, visibly. What was recorded stays recorded; it is tried again tomorrow, and at the next event. */
async function halt(
  tx: Tx,
  stored: InHand,
  refusals: readonly Refusal[],
  { today }: Moment,
): Promise<InHand> {
  const haltedBecause = refusals.map(({ sentence }) => sentence).join(' ');
  const wakeOn = addDays(today, 1);
  await prepared(tx, HALT, [stored.file.id, wakeOn, haltedBecause]);
  return { ...stored, wakeOn, haltedBecause };
}

const SLEEP = `
  update collections."case"
  set
    wake_on = $2::text::date,
    halted_because = null,
    booked_events = $3::text::integer,
    booked_on = $4::text::date
  where id = $1`;

const HALT = 'update collections."case" set wake_on = $2::text::date, halted_because = $3 where id = $1';

const BOOKS_DIFFER = 'update collections."case" set books_differ = $2 where id = $1';

/** Short names for what people point at: n1 for the first niet-nakoming, p1 for the first payment. */
function withId(file: CaseFile, { kind, data }: Addition): unknown {
  if (typeof data !== 'object' || data === null) return data;
  switch (kind) {
    case 'niet-nakoming-gemeld':
      return { ...data, id: `n${file.nietNakomingen.length + 1}` };
    case 'betaling-ontvangen':
      return { ...data, id: `p${file.payments.length + 1}` };
    case 'terugstorting-ontvangen':
      return { ...data, id: `t${file.repayments.length + 1}` };
    case 'uitbetaling-voorbereid':
      return { ...data, id: `u${file.payouts.length + 1}` };
    case 'kindtoets-opgesteld':
      return { ...data, id: `k${file.kindtoetsen.length + 1}` };
    case 'opdracht-goedgekeurd':
      return { ...data, id: `o${file.opdrachten.length + 1}` };
    case 'betalingsregeling-voorgesteld':
      return { ...data, id: `r${file.regelingen.length + 1}` };
    case 'belemmering-vastgelegd':
      return { ...data, id: `h${file.belemmeringen.length + 1}` };
    case 'afschrijving-voorgesteld':
      return { ...data, id: `a${file.afschrijvingen.length + 1}` };
    case 'feit-vastgelegd':
      return 'fact' in data && typeof data.fact === 'object'
        ? { ...data, fact: { ...data.fact, id: factId(file) } }
        : data;
    default:
      return data;
  }
}

/** Counts the withdrawn ones too: an id is never used again. */
function factId(file: CaseFile): string {
  return `f${file.events.filter(({ kind }) => kind === 'feit-vastgelegd').length + 1}`;
}

/** Money that leaves, or is about to. What happened at the bank is recorded all the same. */
function isPayout({ kind }: EventDraft): boolean {
  return (
    kind === 'uitbetaling-voorbereid' ||
    kind === 'uitbetaling-goedgekeurd' ||
    kind === 'overschot-vrijgegeven'
  );
}

function booksDiffer(how: string): Refusal<'boeken-verschillen'> {
  const sentence = `De boeken van deze zaak kloppen niet met wat de wet zegt: ${how} Tot dat is uitgezocht wordt er niet geboekt en niet uitbetaald.`;
  return { code: 'boeken-verschillen', sentence, grounds: [] };
}

function noCase(caseId: string): Refusal<'geen-zaak'> {
  return { code: 'geen-zaak', sentence: `Er is geen zaak "${caseId}".`, grounds: [] };
}

/** Four eyes mean nothing where it is not known whose they are. */
export function nobody(): Refusal<'onleesbaar'> {
  return unreadable('by: noem wie dit vastlegt, in hoogstens 200 tekens');
}

export function unreadable(fault: string): Refusal<'onleesbaar'> {
  return { code: 'onleesbaar', sentence: fault, grounds: [] };
}
