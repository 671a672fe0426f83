import { and, asc, eq, isNotNull, lte, sql } from 'drizzle-orm';
import type { Db, Tx } from '../db.ts';
import type { Assessment } from '../law/index.ts';
import { type BookedEntry, balancesOf, entriesOf } from '../ledger/index.ts';
import type { Cents, Day } from '../values/index.ts';
import { type StoredCase, withHistory } from './history.ts';
import { assessCase } from './law-document.ts';
import { planOf, type Step } from './plan.ts';
import { caseRow } from './schema.ts';

/** A case as a person looks at it on a day: what is owed and why, and what will be done. */
export interface CaseView extends StoredCase {
  readonly assessment: Assessment | null;
  /** Why it cannot be assessed, where it cannot. */
  readonly notAssessed: string | null;
  readonly plan: readonly Step[];
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
  return (await withHistory(tx, rows)).map((stored) => viewOf(stored, today));
}

/** By dossiernummer or id; null where there is none. */
export async function readCaseView(tx: Tx, named: string, today: Day): Promise<CaseView | null> {
  const column = named.startsWith('case_') ? caseRow.id : caseRow.dossiernummer;
  const rows = await tx.select().from(caseRow).where(eq(column, named));
  const [stored] = await withHistory(tx, rows);
  return stored ? viewOf(stored, today) : null;
}

export async function readBooks(tx: Tx, caseId: string): Promise<CaseBooks> {
  return { entries: await entriesOf(tx, caseId), balances: await balancesOf(tx, caseId) };
}

/** Cases whose wake-up day has come, the longest waiting first. */
export async function dueCases(db: Db, today: Day, atMost = 10_000): Promise<string[]> {
  // Served by case_to_wake.
  const rows = await db
    .select({ id: caseRow.id })
    .from(caseRow)
    .where(and(isNotNull(caseRow.wakeOn), lte(caseRow.wakeOn, today)))
    .orderBy(asc(caseRow.wakeOn), asc(caseRow.id))
    .limit(atMost);
  return rows.map(({ id }) => id);
}

function viewOf(stored: StoredCase, today: Day): CaseView {
  const assessed = assessCase(stored.file, stored.kinderen, today);
  const assessment = assessed.ok ? assessed.value : null;
  return {
    ...stored,
    assessment,
    notAssessed: assessed.ok ? null : assessed.refusals.map(({ sentence }) => sentence).join(' '),
    plan: planOf(stored.file, assessment, today),
  };
}
