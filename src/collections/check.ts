import { asc, desc, eq, gt, sql } from 'drizzle-orm';
import type { Db, Tx } from '../db.ts';
import type { Checked, Finding, Progress } from '../ledger/index.ts';
import { addDays, type Day, formatEuro } from '../values/index.ts';
import { differencesInBooks } from './booking.ts';
import { type CaseFile, caseFileOf } from './case-file.ts';
import { lockCase, type StoredCase } from './history.ts';
import { assessCase } from './law-document.ts';
import { caseRow, checkRun } from './schema.ts';

export interface CheckedCases {
  readonly cases: number;
  /** Cases that cannot be assessed today stand still already, and were not compared. */
  readonly notAssessed: number;
  readonly findings: readonly Finding[];
}

const CASES_A_PAGE = 500;
const ENTRIES_A_LAP = 50_000n;

/**
 * Booked equals assessed, for every case; and no entry moves an account of another case than its own. With `halts`, a case that differs is halted and
 * one that is right again goes on; without, nothing is changed. Each case is locked while it is compared, so nobody books in between.
 */
export async function checkCases(
  db: Db,
  today: Day,
  { halts, onProgress = () => {} }: { halts: boolean; onProgress?: (progress: Progress) => void },
): Promise<CheckedCases> {
  const findings = await strayEntries(db, onProgress);
  const [count] = await db.execute<{ cases: string }>(
    sql`select count(*)::text as cases from collections."case"`,
  );
  const of = Number(count!.cases);
  let cases = 0;
  let notAssessed = 0;
  for (let last = ''; ; ) {
    // Served by case_pkey.
    const page = await db
      .select({ id: caseRow.id })
      .from(caseRow)
      .where(gt(caseRow.id, last))
      .orderBy(asc(caseRow.id))
      .limit(CASES_A_PAGE);
    for (const { id } of page) {
      const strays = findings.filter(({ about }) => about === id).map(({ sentence }) => sentence);
      const checked = await db.transaction((tx) => checkCase(tx, id, today, { halts, strays }));
      if (checked === 'not-assessed') notAssessed += 1;
      else if (checked !== null) findings.push(checked);
      cases += 1;
    }
    onProgress({ part: 'cases', done: cases, of: Math.max(of, cases) });
    if (page.length < CASES_A_PAGE) return { cases, notAssessed, findings };
    last = page.at(-1)!.id;
  }
}

async function checkCase(
  tx: Tx,
  caseId: string,
  today: Day,
  { halts, strays }: { halts: boolean; strays: readonly string[] },
): Promise<Finding | 'not-assessed' | null> {
  const stored = await lockCase(tx, caseId);
  if (!stored) return null;
  const { file, asOf } = asBooked(stored, today);
  const assessed = assessCase(file, stored.kinderen, asOf);
  if (!assessed.ok) return 'not-assessed';
  const differences = assessed.value ? await differencesInBooks(tx, file, assessed.value) : [];
  const own = differences.map(
    ({ account, booked, wanted }) =>
      `Rekening ${account} staat op ${formatEuro(booked)} en hoort op ${formatEuro(wanted)} te staan.`,
  );
  const how = [...strays, ...own].slice(0, 20).join(' ');
  if (halts) await keepHalt(tx, stored, how, asOf, today);
  if (own.length === 0) return null;
  const sentence = `Zaak ${stored.file.dossiernummer}: ${own.join(' ')}`;
  return { what: 'booked-differs', entry: null, about: caseId, sentence };
}

/**
 * The history as far as it was booked, and up to which day: all of it, but what is due today may not have been done yet; and of a case that stands still
 * because its books differ, as far as it went then.
 */
function asBooked({ file, wakeOn, booksDiffer }: StoredCase, today: Day): { file: CaseFile; asOf: Day } {
  if (booksDiffer !== null) {
    const { events, on } = booksDiffer;
    return { file: caseFileOf(file.id, file.dossiernummer, file.events.slice(0, events)), asOf: on };
  }
  return { file, asOf: wakeOn !== null && wakeOn <= today ? addDays(wakeOn, -1) : today };
}

/** Halts a case, lets one go on, or says anew how it differs. Woken either way: to stand still visibly, or to catch up. */
async function keepHalt(
  tx: Tx,
  { file, booksDiffer }: StoredCase,
  how: string,
  asOf: Day,
  today: Day,
): Promise<void> {
  if (how === (booksDiffer?.how ?? '')) return;
  const to =
    how === ''
      ? { booksDiffer: null, booksDifferEvents: null, booksDifferOn: null }
      : {
          booksDiffer: how,
          booksDifferEvents: booksDiffer?.events ?? file.events.length,
          booksDifferOn: booksDiffer?.on ?? asOf,
        };
  await tx
    .update(caseRow)
    .set({ ...to, wakeOn: today })
    .where(eq(caseRow.id, file.id));
}

/**
 * Entries that move an account of another case than the one in whose books they stand. The ledger cannot know that; the names of the accounts say it
 * (chart.ts). In laps of ids, served by entry_pkey and posting_of_entry.
 */
async function strayEntries(db: Db, onProgress: (progress: Progress) => void): Promise<Finding[]> {
  const [newest] = await db.execute<{ last: string }>(
    sql`select coalesce(max(id), 0)::text as last from ledger.entry`,
  );
  const last = BigInt(newest!.last);
  const findings: Finding[] = [];
  for (let after = 0n; after < last; after += ENTRIES_A_LAP) {
    const rows = await db.execute<{
      id: string;
      key: string;
      scope: string;
      code: string;
      owner: string;
    }>(sql`
      select
        entry.id::text as id,
        entry.key,
        entry.scope,
        account.code,
        split_part(account.code, '/', 2) as owner
      from ledger.entry
      join ledger.posting on posting.entry = entry.id
      join ledger.account on account.id = posting.account
      where entry.id > ${`${after}`}::bigint
        and entry.id <= ${`${after + ENTRIES_A_LAP}`}::bigint
        and split_part(account.code, '/', 2) <> entry.scope
      order by entry.id
      limit 1000
    `);
    for (const { id, key, scope, code, owner } of rows) {
      const sentence = `Boeking ${id} (sleutel ${key}) staat in de boeken van ${scope} en raakt rekening ${code} van ${owner}.`;
      findings.push({ what: 'account-of-another-case', entry: BigInt(id), about: owner, sentence });
    }
    onProgress({
      part: 'owners',
      done: Number(after + ENTRIES_A_LAP > last ? last : after + ENTRIES_A_LAP),
      of: Number(last),
    });
  }
  return findings;
}

/** Keeps what a run found, for the pages and for whoever asks later. Findings beyond the first thousand are counted, not written out. */
export async function keepCheckRun(
  db: Db,
  run: { books: Checked; cases: CheckedCases; onDay: Day; startedAt: Date; finishedAt: Date },
): Promise<void> {
  const findings = [...run.books.findings, ...run.cases.findings].slice(0, 1_000);
  await db.insert(checkRun).values({
    onDay: run.onDay,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    entries: BigInt(run.books.entries),
    cases: run.cases.cases,
    found: run.books.found + run.cases.findings.length,
    findings: findings.map((finding) => ({
      ...finding,
      entry: finding.entry === null ? null : `${finding.entry}`,
    })),
  });
}

export interface LastCheck {
  readonly onDay: Day;
  readonly found: number;
}

/** The newest run of the check; null where there was none yet. */
export async function lastCheck(tx: Tx): Promise<LastCheck | null> {
  // Served by check_run_pkey.
  const [row] = await tx
    .select({ onDay: checkRun.onDay, found: checkRun.found })
    .from(checkRun)
    .orderBy(desc(checkRun.id))
    .limit(1);
  return row ? { onDay: row.onDay as Day, found: row.found } : null;
}
