import { and, asc, eq, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import type { Db, Tx } from '../db.ts';
import { type Assessment, firstDayOf } from '../law/index.ts';
import { sumsBySubject } from '../ledger/index.ts';
import { type BookedEntry, entriesOf } from '../ledger/reports/index.ts';
import { type Cents, type Day, day } from '../values/index.ts';
import type { EventData } from './events.ts';
import { type StoredCase, withHistory } from './history.ts';
import { assessCase } from './law-document.ts';
import type { LetterPayload } from './letters.ts';
import { isForHalted, planOf } from './plan.ts';
import { caseRow, document, event, outbox } from './schema.ts';
import type { Step } from './step.ts';

/** A case as a person looks at it on a day: what is owed and why, and what will be done. */
export interface CaseView extends StoredCase {
  readonly assessment: Assessment | null;
  /** Why it cannot be assessed, where it cannot. */
  readonly notAssessed: string | null;
  readonly plan: readonly Step[];
  /** By clause, the first day on which it can forfeit (Rv 611a lid 3 and 4); null before betekening. */
  readonly firstDays: ReadonlyMap<string, Day | null>;
}

/** A letter as it was promised, with what is known of its way to the debtor. */
export interface CaseLetter {
  readonly payload: LetterPayload;
  readonly promisedOn: Day;
  readonly sentOn: Day | null;
  readonly deliveredOn: Day | null;
  /** It was promised and never went out. */
  readonly lapsedOn: Day | null;
  /** As it was made, on the day on which it first went out; null before that. */
  readonly document: {
    readonly id: string;
    readonly number: string;
    readonly subject: string;
    readonly text: string;
    readonly sha256: string;
  } | null;
  /** How many times sending it failed. */
  readonly failures: number;
  /** Why it did not go out the last time; null where nothing stood in the way. */
  readonly fault: string | null;
}

export interface CaseBooks {
  readonly entries: readonly BookedEntry[];
  /** Debit minus credit of every account of the case. */
  readonly balances: ReadonlyMap<string, Cents>;
}

/** Cases by their dossiernummer, at most `limit` after `after`. */
export async function listCases(
  tx: Tx,
  today: Day,
  page: { after?: string; limit: number },
): Promise<CaseView[]> {
  // Served by case_dossiernummer_once.
  const rows = await tx
    .select()
    .from(caseRow)
    .where(page.after === undefined ? undefined : sql`${caseRow.dossiernummer} > ${page.after}`)
    .orderBy(asc(caseRow.dossiernummer))
    .limit(page.limit);
  return (await withHistory(tx, rows, today)).map((stored) => viewOf(stored, today));
}

/** By dossiernummer or id; null where there is none. */
export async function readCaseView(tx: Tx, named: string, today: Day): Promise<CaseView | null> {
  const column = named.startsWith('case_') ? caseRow.id : caseRow.dossiernummer;
  const rows = await tx.select().from(caseRow).where(eq(column, named));
  const [stored] = await withHistory(tx, rows, today);
  return stored ? viewOf(stored, today) : null;
}

export async function readBooks(tx: Tx, caseId: string): Promise<CaseBooks> {
  return { entries: await entriesOf(tx, caseId), balances: await balancesOf(tx, caseId) };
}

/** In the order of the codes. */
async function balancesOf(tx: Tx, caseId: string): Promise<Map<string, Cents>> {
  const balances = new Map<string, Cents>();
  for (const sums of (await sumsBySubject(tx, caseId)).values()) {
    for (const [account, cents] of sums) balances.set(account, (balances.get(account) ?? 0n) + cents);
  }
  return new Map([...balances].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The letters of a case, in the order in which they were promised. */
export async function readLetters(tx: Tx, caseId: string): Promise<CaseLetter[]> {
  // Served by event_seq_once, outbox_promise_once and document_pkey.
  const rows = await tx
    .select({
      kind: event.kind,
      on: event.countsOn,
      data: event.data,
      payload: outbox.payload,
      attempts: outbox.attempts,
      fault: outbox.lastFault,
      id: document.id,
      number: document.document,
      subject: document.subject,
      text: document.body,
      sha256: document.sha256,
    })
    .from(event)
    .leftJoin(outbox, eq(outbox.promisedBy, event.id))
    .leftJoin(document, eq(document.id, outbox.id))
    .where(
      and(
        eq(event.caseId, caseId),
        inArray(event.kind, ['brief-beloofd', 'brief-verzonden', 'brief-vervallen', 'brief-bezorgd']),
      ),
    )
    .orderBy(asc(event.seq));
  const dayOf = (kind: string, letter: string): Day | null => {
    const found = rows.findLast(
      (row) => row.kind === kind && (row.data as EventData<'brief-verzonden'>).letter === letter,
    );
    return found ? day(found.on) : null;
  };
  return rows.flatMap(({ kind, on, payload, attempts, fault, id, number, subject, text, sha256 }) => {
    if (kind !== 'brief-beloofd' || payload === null) return [];
    const { letter } = payload as LetterPayload;
    return [
      {
        payload: payload as LetterPayload,
        promisedOn: day(on),
        sentOn: dayOf('brief-verzonden', letter),
        deliveredOn: dayOf('brief-bezorgd', letter),
        lapsedOn: dayOf('brief-vervallen', letter),
        document:
          id !== null && number !== null && subject !== null && text !== null && sha256 !== null
            ? { id, number, subject, text, sha256 }
            : null,
        failures: fault === null ? 0 : (attempts ?? 0),
        fault,
      },
    ];
  });
}

/** Every case whose wake-up day has come, the longest waiting first; read in pages, so that no query grows with the office. */
export async function dueCases(db: Db, today: Day, pageSize = 1_000): Promise<string[]> {
  const due: string[] = [];
  for (let last: { id: string; wakeOn: string } | undefined; ; ) {
    const isDue = and(isNotNull(caseRow.wakeOn), lte(caseRow.wakeOn, today));
    const isLater = last && sql`(${caseRow.wakeOn}, ${caseRow.id}) > (${last.wakeOn}::date, ${last.id})`;
    // Served by case_to_wake.
    const page = await db
      .select({ id: caseRow.id, wakeOn: sql<string>`${caseRow.wakeOn}::text` })
      .from(caseRow)
      .where(and(isDue, isLater))
      .orderBy(asc(caseRow.wakeOn), asc(caseRow.id))
      .limit(pageSize);
    due.push(...page.map(({ id }) => id));
    last = page.at(-1);
    if (page.length < pageSize || !last) return due;
  }
}

/** One case that cannot be read must not hide the others: it says so in its own row. */
function viewOf(stored: StoredCase, today: Day): CaseView {
  try {
    const assessed = assessCase(stored.file, stored.kinderen, today);
    if (assessed.ok) {
      const plan = planOf(stored.file, assessed.value, today, stored.standing);
      return {
        ...stored,
        assessment: assessed.value,
        notAssessed: null,
        plan,
        firstDays: firstDaysOf(stored),
      };
    }
    const notAssessed = assessed.refusals.map(({ sentence }) => sentence).join(' ');
    const plan = planWithoutRente(stored, today);
    return { ...stored, assessment: null, notAssessed, plan, firstDays: firstDaysOf(stored) };
  } catch (fault) {
    const notAssessed = `Deze zaak kan niet worden gelezen; dat is een fout in het programma. ${String(fault)}`;
    return { ...stored, assessment: null, notAssessed, plan: [], firstDays: new Map() };
  }
}

/** What goes on in a case that stands still for want of a rate: the letters that interrupt, and what persons do. */
function planWithoutRente({ file, kinderen, standing }: StoredCase, today: Day): Step[] {
  const bare = assessCase(file, kinderen, today, { rente: 'geen' });
  return planOf(file, bare.ok ? bare.value : null, today, standing).filter(({ by, act }) =>
    act === null ? by !== 'financiën' : act.kind === 'record' && isForHalted(act.event),
  );
}

function firstDaysOf({ file, kinderen }: StoredCase): Map<string, Day | null> {
  if (!file.uitspraak) return new Map();
  const { terms } = file.uitspraak;
  const uitspraak = { ...terms, betekendOn: file.betekening?.on ?? null, kinderen: [...kinderen] };
  return new Map(terms.clauses.map((clause) => [clause.id, firstDayOf(clause, uitspraak)]));
}

/** The PDF of one letter of a case as it was sent, by the id of its document; null where there is none. */
export async function readPdf(tx: Tx, caseId: string, id: string): Promise<Uint8Array | null> {
  // Served by document_pkey.
  const [row] = await tx
    .select({ pdf: document.pdf })
    .from(document)
    .where(and(eq(document.id, id), eq(document.caseId, caseId)));
  return row?.pdf ?? null;
}
