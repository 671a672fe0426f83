import { asc, desc, eq, gt, sql } from 'drizzle-orm';
import type { Db, Tx } from '../db.ts';
import type { Checked, Finding, Progress } from '../ledger/index.ts';
import { addDays, type Day, formatEuro } from '../values/index.ts';
import { differenceInWords, differencesInBooks } from './booking.ts';
import { type CaseFile, caseFileOf } from './case-file.ts';
import { accountOf, CHART, ruleOf } from './chart.ts';
import { lockCase, type StoredCase } from './history.ts';
import { assessCase } from './law-document.ts';
import { caseRow, checkRun } from './schema.ts';

export interface CheckedCases {
  readonly cases: number;
  /** Cases that cannot be assessed stand still already, and were not compared. */
  readonly notAssessed: number;
  readonly findings: readonly Finding[];
}

const CASES_A_PAGE = 500;

/**
 * Booked equals assessed, for every case, as far as it is booked; and what stands in the books stands in those of a case, on accounts of that case. With
 * `halts`, a case that differs is halted and one that is right again goes on; without, nothing is changed. Each case is locked while it is
 * compared, so nobody books in between. A case that cannot be read is a finding, and does not keep the others from being looked at.
 */
export async function checkCases(
  db: Db,
  today: Day,
  { halts, onProgress = () => {} }: { halts: boolean; onProgress?: (progress: Progress) => void },
): Promise<CheckedCases> {
  const strays = [...(await strayEntries(db)), ...(await entriesWithoutCause(db))];
  onProgress({ part: 'owners', done: 1, of: 1 });
  const findings: Finding[] = strays.map(({ finding }) => finding);
  const strayOf = new Map<string, string[]>();
  for (const { owner, finding } of strays) {
    strayOf.set(owner, [...(strayOf.get(owner) ?? []), finding.sentence]);
  }
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
      const options = { halts, strays: strayOf.get(id) ?? [] };
      const checked = await db.transaction((tx) => checkCase(tx, id, today, options)).catch(unreadable(id));
      if (checked === 'not-assessed') notAssessed += 1;
      else if (checked !== null) findings.push(checked);
      cases += 1;
    }
    onProgress({ part: 'cases', done: cases, of: Math.max(of, cases) });
    if (page.length < CASES_A_PAGE) return { cases, notAssessed, findings };
    last = page.at(-1)!.id;
  }
}

function unreadable(caseId: string): (cause: unknown) => Finding {
  return (cause) => ({
    what: 'case-unreadable',
    entry: null,
    about: caseId,
    sentence: `Zaak ${caseId} kan niet worden gelezen: ${cause instanceof Error ? cause.message : String(cause)}`,
  });
}

async function checkCase(
  tx: Tx,
  caseId: string,
  today: Day,
  { halts, strays }: { halts: boolean; strays: readonly string[] },
): Promise<Finding | 'not-assessed' | null> {
  const stored = await lockCase(tx, caseId, today);
  if (!stored) return null;
  const { file, asOf } = asBooked(stored, today);
  const assessed = assessCase(file, stored.kinderen, asOf);
  if (!assessed.ok) return 'not-assessed';
  const own = (await differencesInBooks(tx, file, assessed.value, asOf)).map(differenceInWords);
  const how = [...strays, ...own].slice(0, 20).join(' ');
  if (halts) await keepHalt(tx, stored, how, today);
  const { dossiernummer } = stored.file;
  if (own.length > 0) {
    return {
      what: 'booked-differs',
      entry: null,
      about: caseId,
      sentence: `Zaak ${dossiernummer}: ${own.join(' ')}`,
    };
  }
  if (stored.booksDiffer === null || strays.length > 0) return null;
  // Never in silence: whoever wrote the halt by hand could otherwise hide behind it.
  const sentence = `Zaak ${dossiernummer} stond stil en klopt weer${halts ? '; zij gaat verder' : ''}. De reden was: ${stored.booksDiffer}`;
  return { what: 'case-stood-still', entry: null, about: caseId, sentence };
}

/** The history as far as it is booked, and up to which day; of a case that took no step yet, all of it. */
function asBooked({ file, booked, wakeOn }: StoredCase, today: Day): { file: CaseFile; asOf: Day } {
  if (booked === null)
    return { file, asOf: wakeOn !== null && wakeOn <= today ? addDays(wakeOn, -1) : today };
  const events = file.events.slice(0, booked.events);
  return { file: caseFileOf(file.id, file.dossiernummer, events), asOf: booked.on };
}

/** Halts a case, lets one go on, or says anew how it differs. Woken either way: to stand still visibly, or to catch up. */
async function keepHalt(tx: Tx, { file, booksDiffer }: StoredCase, how: string, today: Day): Promise<void> {
  if (how === (booksDiffer ?? '')) return;
  await tx
    .update(caseRow)
    .set({ booksDiffer: how === '' ? null : how, wakeOn: today })
    .where(eq(caseRow.id, file.id));
}

interface Stray extends Record<string, unknown> {
  scope: string;
  code: string;
  control: string;
  owner: string;
  entry: string;
  key: string;
  cents: string;
  why:
    | 'account-of-another-case'
    | 'books-of-no-case'
    | 'account-under-another-control'
    | 'account-with-another-rule';
}

/**
 * What stands in the books of no case, on an account of another case than the one in whose books it stands, or on an account that does not hang under the
 * control of its name or lacks its rule. The ledger cannot know that; the names of the accounts say it (chart.ts). By what is left of it: an
 * entry that was taken back by its reversal is put right. Reads every posting once, by no index.
 */
async function strayEntries(db: Db): Promise<{ owner: string; finding: Finding }[]> {
  const rows = await db.execute<Stray>(sql`
    with moved as (
      select
        entry.scope,
        posting.account,
        sum(case posting.side when 'debit' then posting.amount else -posting.amount end) as cents,
        max(entry.id) as entry
      from ledger.entry
      join ledger.posting on posting.entry = entry.id
      group by entry.scope, posting.account
      having sum(case posting.side when 'debit' then posting.amount else -posting.amount end) <> 0
    ),
    judged as (
      select
        moved.*,
        account.code,
        account.control,
        split_part(account.code, '/', 2) as owner,
        case
          when "case".id is null then 'books-of-no-case'
          when split_part(account.code, '/', 2) <> moved.scope then 'account-of-another-case'
          when split_part(account.code, '/', 1) <> account.control then 'account-under-another-control'
          when account.rule <> coalesce(rule.name, 'none')
            then 'account-with-another-rule'
        end as why
      from moved
      join ledger.account on account.id = moved.account
      left join unnest(${sql.param(CHART.map(({ code }) => code))}::text[], ${sql.param(CHART.map(({ code }) => ruleOf(accountOf(code, ''))))}::text[])
        as rule (control, name) on rule.control = account.control
      left join collections."case" on "case".id = moved.scope
    )
    select
      judged.scope,
      judged.code,
      judged.control,
      judged.owner,
      judged.entry::text as entry,
      entry.key,
      judged.cents::text as cents,
      judged.why
    from judged
    join ledger.entry on entry.id = judged.entry
    where judged.why is not null
    order by judged.entry
  `);
  return rows.map((row) => ({ owner: row.owner, finding: strayFinding(row) }));
}

function strayFinding({ scope, code, control, owner, entry, key, cents, why }: Stray): Finding {
  const amount = formatEuro(BigInt(cents));
  const where = `de laatste keer door boeking ${entry} (sleutel ${key})`;
  const sentences: Record<Stray['why'], string> = {
    'books-of-no-case': `In de boeken van "${scope}", die geen zaak is, staat ${amount} op rekening ${code}, ${where}.`,
    'account-of-another-case': `In de boeken van zaak ${scope} staat ${amount} op rekening ${code} van ${owner}, ${where}.`,
    'account-under-another-control': `Rekening ${code} hangt onder ${control} en niet onder de grootboekrekening van haar naam; er staat ${amount} op, ${where}.`,
    'account-with-another-rule': `Rekening ${code} heeft niet de regel die bij haar hoort; er staat ${amount} op, ${where}.`,
  };
  return { what: why, entry: BigInt(entry), about: owner, sentence: sentences[why] };
}

/**
 * Entries that name as their cause no event of their case, nor the passing of time. Whoever posts around the program can make his sums come out, by
 * day or over days; a cause he has to invent. One that was taken back by its reversal is put right.
 */
async function entriesWithoutCause(db: Db): Promise<{ owner: string; finding: Finding }[]> {
  const rows = await db.execute<{ id: string; key: string; scope: string; cause: string }>(sql`
    select
      entry.id::text as id,
      entry.key,
      entry.scope,
      entry.cause
    from ledger.entry
    where entry.reverses is null
      and entry.cause not like 'verloop-van-tijd/%'
      and not exists (
        select
        from collections.event
        where event.id = entry.cause and event.case_id = entry.scope
      )
      and not exists (
        select
        from ledger.entry as reversal
        where reversal.reverses = entry.id
      )
    order by entry.id
  `);
  return rows.map(({ id, key, scope, cause }) => {
    const sentence = `Boeking ${id} (sleutel ${key}) van ${scope} noemt als oorzaak "${cause}", en dat is geen gebeurtenis van die zaak.`;
    return { owner: scope, finding: { what: 'cause-unknown', entry: BigInt(id), about: scope, sentence } };
  });
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
