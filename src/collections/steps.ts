import { eq } from 'drizzle-orm';
import type { Db, Tx } from '../db.ts';
import type { Assessment } from '../law/index.ts';
import { accepted, addDays, type Day, newId, type Outcome, type Refusal, refused } from '../values/index.ts';
import { whyNotAdmitted } from './admission.ts';
import type { AdmissionRefusal } from './admission-refusal.ts';
import { claimBankLine, whyTaken } from './bank-lines.ts';
import { bookDifference, type Cause, differenceInWords, differencesInBooks } from './booking.ts';
import { addEvent, type CaseFile, caseFileOf } from './case-file.ts';
import { type CaseEvent, type EventDraft, type EventKind, readEvent, SYSTEM } from './events.ts';
import { addToHistory, lockCase, type StoredCase } from './history.ts';
import { assessCase } from './law-document.ts';
import { type LetterPayload, letterPayload } from './letters.ts';
import type { OrderPayload } from './order-document.ts';
import { isForHalted, planOf, wakeDayOf } from './plan.ts';
import { readName } from './same-person.ts';
import { caseRow, outbox } from './schema.ts';
import type { Step } from './step.ts';

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
  return db.transaction((tx) => recordIn(tx, caseId, addition, by, moment));
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
  const found = await lockCase(tx, caseId, moment.today);
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
  const event = await addToHistory(tx, stored.file, read.draft, who, moment.today, moment.now);
  await claimBankLine(tx, stored.file, event);
  const next = { ...stored, file: addEvent(stored.file, event) };
  await promise(tx, next, event, moment);
  await settle(tx, next, moment.today, { id: event.id, on: event.on }, moment);
  return accepted(event);
}

/**
 * What the program has due in a case by today, in the order of its days, each as of its own day. Run twice, it does nothing the second time: what was
 * done stands in the history, and what was booked makes no difference any more. Answers how many days it took.
 */
export async function takeStep(db: Db, caseId: string, moment: Moment): Promise<number> {
  return db.transaction(async (tx) => {
    const found = await lockCase(tx, caseId, moment.today);
    if (!found) throw new Error(`there is no case ${caseId}`);
    const days = { taken: 0 };
    await catchUp(tx, found, moment, days);
    return days.taken;
  });
}

/** A case that slept for longer than this many due days has lost its way; a bug, and nobody waits for it forever. */
const DAYS_MAXIMUM = 2_000;

async function catchUp(tx: Tx, found: StoredCase, moment: Moment, days = { taken: 0 }): Promise<StoredCase> {
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
async function settle(
  tx: Tx,
  from: StoredCase,
  asOf: Day,
  cause: Cause,
  moment: Moment,
): Promise<StoredCase> {
  const assessed = assessCase(from.file, from.kinderen, asOf);
  // What a difference in the books would be corrected by is for a person to say; the difference itself would bury what went wrong.
  if (from.booksDiffer !== null)
    return halt(tx, await guardOnly(tx, from, asOf, moment), [booksDiffer(from.booksDiffer)], moment);
  if (!assessed.ok) return halt(tx, await guardOnly(tx, from, asOf, moment), assessed.refusals, moment);
  if (assessed.value) {
    const wrong = await wrongBefore(tx, from, assessed.value);
    if (wrong !== null) {
      await tx.update(caseRow).set({ booksDiffer: wrong }).where(eq(caseRow.id, from.file.id));
      const halted = { ...from, booksDiffer: wrong };
      return halt(tx, await guardOnly(tx, halted, asOf, moment), [booksDiffer(wrong)], moment);
    }
    const refusals = await bookDifference(tx, from.file, assessed.value, cause, moment.today);
    // What cannot be booked must not keep the letters from going out.
    if (refusals.length > 0) return halt(tx, await guardOnly(tx, from, asOf, moment), refusals, moment);
  }
  const booked = { events: from.file.events.length, on: asOf };
  // A promised letter and a prepared payout change neither what is owed nor the books, only what is planned next.
  let stored = from;
  for (let acts = 0; acts <= ACTS_A_DAY_MAXIMUM; acts++) {
    const due = dueAct(planOf(stored.file, assessed.value, asOf, stored.standing), asOf);
    if (!due) return sleep(tx, { ...stored, booked }, assessed.value, asOf);
    stored = await perform(tx, stored, due, moment);
  }
  throw new Error(`case ${stored.file.id} found more than ${ACTS_A_DAY_MAXIMUM} things to do on ${asOf}`);
}

/**
 * Before anything is booked: whether what stands in the books is what was booked last. An entry that somebody else put there would otherwise be taken
 * for a difference and be corrected away, and nobody would ever hear of it.
 */
async function wrongBefore(
  tx: Tx,
  { file, kinderen, booked }: StoredCase,
  now: Assessment,
): Promise<string | null> {
  if (booked === null || (await differencesInBooks(tx, file, now, now.asOf)).length === 0) return null;
  const then = caseFileOf(file.id, file.dossiernummer, file.events.slice(0, booked.events));
  const assessed = assessCase(then, kinderen, booked.on);
  if (!assessed.ok) return null;
  const wrong = await differencesInBooks(tx, then, assessed.value, booked.on);
  return wrong.length === 0 ? null : wrong.map(differenceInWords).join(' ');
}

/**
 * For want of a rate nobody knows what is owed, or the books are not to be trusted, but the verjaring runs on: a case that stands still sends the letters that interrupt, worked out
 * without rente, and does nothing else.
 */
async function guardOnly(tx: Tx, from: StoredCase, asOf: Day, moment: Moment): Promise<StoredCase> {
  let stored = from;
  for (let acts = 0; acts <= ACTS_A_DAY_MAXIMUM; acts++) {
    const bare = assessCase(stored.file, stored.kinderen, asOf, { rente: 'geen' });
    const assessment = bare.ok ? bare.value : null;
    const letters = planOf(stored.file, assessment, asOf, stored.standing).filter(
      ({ act }) => act?.kind === 'record' && isForHalted(act.event),
    );
    const due = dueAct(letters, asOf);
    if (!due) return stored;
    stored = await perform(tx, stored, due, moment);
  }
  throw new Error(`case ${stored.file.id} found more than ${ACTS_A_DAY_MAXIMUM} letters to send on ${asOf}`);
}

/** The first act of the program whose day has come and that no brake holds. Booking is no act here: it has just been done. */
function dueAct(steps: readonly Step[], asOf: Day): EventDraft | null {
  for (const { on, act, heldBy } of steps)
    if (on <= asOf && act?.kind === 'record' && heldBy === undefined) return act.event;
  return null;
}

async function perform(tx: Tx, stored: StoredCase, draft: EventDraft, moment: Moment): Promise<StoredCase> {
  const event = await addToHistory(tx, stored.file, draft, SYSTEM, moment.today, moment.now);
  const next = { ...stored, file: addEvent(stored.file, event) };
  await promise(tx, next, event, moment);
  return next;
}

/** What an event promises to the outside is written with it, and performed afterwards. */
async function promise(tx: Tx, stored: StoredCase, event: CaseEvent, { today, now }: Moment): Promise<void> {
  const promised = promisedBy(stored, event, today);
  if (!promised) return;
  await tx.insert(outbox).values({
    id: newId('outbox', now),
    caseId: stored.file.id,
    promisedBy: event.id,
    ...promised,
    dueOn: event.on,
  });
}

function promisedBy(
  stored: StoredCase,
  event: CaseEvent,
  today: Day,
): { kind: 'brief' | 'opdracht' | 'intrekking'; payload: LetterPayload | OrderPayload } | null {
  switch (event.kind) {
    case 'brief-beloofd':
      return { kind: 'brief', payload: payloadOfLast(stored, today) };
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
function payloadOfLast({ file, kinderen }: StoredCase, today: Day): LetterPayload {
  const assessed = assessCase(file, kinderen, today);
  const known = assessed.ok ? assessed : assessCase(file, kinderen, today, { rente: 'geen' });
  return letterPayload(file.letters.at(-1)!, file, known.ok ? known.value : null, today);
}

async function sleep(
  tx: Tx,
  stored: StoredCase,
  assessment: Assessment | null,
  asOf: Day,
): Promise<StoredCase> {
  const steps = planOf(stored.file, assessment, asOf, stored.standing);
  // What a brake holds is looked at again the next day, so that it goes on by itself once the brake is released.
  const isHeld = steps.some(({ on, heldBy }) => on <= asOf && heldBy !== undefined);
  const wakeOn = isHeld ? addDays(asOf, 1) : wakeDayOf(steps.filter(({ on }) => on > asOf));
  const { events, on } = stored.booked!;
  await updateCase(tx, stored, { wakeOn, haltedBecause: null, bookedEvents: events, bookedOn: on });
  return { ...stored, wakeOn, haltedBecause: null };
}

/** A case that cannot be assessed stands still, visibly. What was recorded stays recorded; it is tried again tomorrow, and at the next event. */
async function halt(
  tx: Tx,
  stored: StoredCase,
  refusals: readonly Refusal[],
  { today }: Moment,
): Promise<StoredCase> {
  const haltedBecause = refusals.map(({ sentence }) => sentence).join(' ');
  const wakeOn = addDays(today, 1);
  await updateCase(tx, stored, { wakeOn, haltedBecause });
  return { ...stored, wakeOn, haltedBecause };
}

async function updateCase(
  tx: Tx,
  { file }: StoredCase,
  to: Partial<typeof caseRow.$inferInsert>,
): Promise<void> {
  await tx.update(caseRow).set(to).where(eq(caseRow.id, file.id));
}

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
