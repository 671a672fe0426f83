import { sql } from 'drizzle-orm';
import type { Db } from '../../db.ts';
import { formatEuro } from '../../values/index.ts';
import type { Progress, Report } from './finding.ts';

/** Entries in one statement; at this size memory stays small and a lap takes well under a second. */
const LAP = 20_000n;

interface EntryRow extends Record<string, unknown> {
  id: string;
  key: string | null;
  what: string;
  lines: string;
  line_count: number | null;
  debit: string;
  credit: string;
  total: string | null;
}

/**
 * Every entry for itself, in laps of ids: it has the lines that it declares, numbered from 1; they balance at the declared total; each moves more
 * than nothing on an account that exists; its texts and days are such; what it reverses it inverts; and no line belongs to no entry.
 * Served by entry_pkey and posting_of_entry, read in the order in which they were written.
 */
export async function checkEntries(
  db: Db,
  last: bigint,
  report: Report,
  onProgress: (progress: Progress) => void,
): Promise<void> {
  for (let after = 0n; after < last; after += LAP) {
    await checkLap(db, after, after + LAP, report);
    const done = after + LAP > last ? last : after + LAP;
    onProgress({ part: 'entries', done: Number(done), of: Number(last) });
  }
  // Lines above every entry that was there when this began may belong to one that came since, and one statement sees both or neither.
  await checkLap(db, last, 2n ** 63n - 1n, report);
}

async function checkLap(db: Db, after: bigint, through: bigint, report: Report): Promise<void> {
  const rows = await db.execute<EntryRow>(sql`
    with line as (
      select
        posting.entry,
        count(*) as lines,
        min(posting.line) as first,
        max(posting.line) as last,
        count(distinct posting.line) as numbers,
        min(posting.amount) as smallest,
        count(account.id) as known,
        coalesce(sum(posting.amount) filter (where posting.side = 'debit'), 0) as debit,
        coalesce(sum(posting.amount) filter (where posting.side = 'credit'), 0) as credit
      from ledger.posting
      left join ledger.account on account.id = posting.account
      where posting.entry > ${`${after}`}::bigint
        and posting.entry <= ${`${through}`}::bigint
      group by posting.entry
    ),
    one as (
      select *
      from ledger.entry
      where entry.id > ${`${after}`}::bigint
        and entry.id <= ${`${through}`}::bigint
    ),
    judged as (
      select
        coalesce(one.id, line.entry) as id,
        one.key,
        case
          when one.id is null then 'line-without-entry'
          when line.entry is null or line.lines <> one.line_count or line.first <> 1 or line.last <> line.lines or line.numbers <> line.lines
            then 'entry-not-whole'
          when line.debit <> one.total or line.credit <> one.total then 'entry-unbalanced'
          when line.smallest < 1 then 'line-of-nothing'
          when line.known < line.lines then 'account-missing'
          when '' in (btrim(one.key), btrim(one.scope), btrim(one.subject), btrim(one.kind), btrim(one.cause), btrim(one.description))
            then 'text-missing'
          when least(one.value_date, one.booked_on) < '1800-01-01' or greatest(one.value_date, one.booked_on) > '2999-12-31'
            then 'day-out-of-range'
          when one.reverses is not null and (
            target.id is null
            or target.id >= one.id
            or target.reverses is not null
            or target.scope <> one.scope
            or target.subject <> one.subject
            or target.line_count <> one.line_count
            or exists (
              select
              from ledger.posting as original
              where original.entry = target.id
                and not exists (
                  select
                  from ledger.posting as inverted
                  where inverted.entry = one.id
                    and inverted.line = original.line
                    and inverted.account = original.account
                    and inverted.amount = original.amount
                    and inverted.side <> original.side
                )
            )
          ) then 'reversal-untrue'
        end as what,
        coalesce(line.lines, 0) as lines,
        one.line_count,
        coalesce(line.debit, 0) as debit,
        coalesce(line.credit, 0) as credit,
        one.total
      from one
      full join line on line.entry = one.id
      left join ledger.entry as target on target.id = one.reverses
    )
    select
      id::text as id,
      key,
      what,
      lines::text as lines,
      line_count,
      debit::text as debit,
      credit::text as credit,
      total::text as total
    from judged
    where what is not null
    order by judged.id
  `);
  for (const row of rows) {
    report({ what: row.what, entry: BigInt(row.id), about: row.key ?? '', sentence: sentenceOf(row) });
  }
}

function sentenceOf({ id, key, what, lines, line_count: declared, debit, credit, total }: EntryRow): string {
  const euro = (cents: string | null) => formatEuro(BigInt(cents ?? 0));
  const entry = `Entry ${id} (key ${key})`;
  switch (what) {
    case 'line-without-entry':
      return `${lines} lines belong to entry ${id}, which is not there.`;
    case 'entry-not-whole':
      return `${entry} declares ${declared} lines and has ${lines}, or they are not numbered from 1.`;
    case 'entry-unbalanced':
      return `${entry} has debit ${euro(debit)} and credit ${euro(credit)}, and declares ${euro(total)}.`;
    case 'line-of-nothing':
      return `${entry} has a line that moves nothing, or less.`;
    case 'account-missing':
      return `${entry} moves an account that does not exist.`;
    case 'text-missing':
      return `${entry} lacks its key, scope, subject, kind, cause or description.`;
    case 'day-out-of-range':
      return `${entry} has a day before 1800 or after 2999.`;
    default:
      return `${entry} does not truly take back the entry that it reverses.`;
  }
}
