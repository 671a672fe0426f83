import { checkCases } from '../../src/collections/index.ts';
import type { Db, Sql } from '../../src/db.ts';
import { check } from '../../src/ledger/index.ts';
import type { Day } from '../../src/values/index.ts';

/** From time to time and at the end: what must hold of the whole office. Answers what does not, as sentences. */
export async function sweep(db: Db, sql: Sql, today: Day): Promise<string[]> {
  const books = await check(db, { trusted: [] });
  const cases = await checkCases(db, today, { halts: false });
  return [
    ...[...books.findings, ...cases.findings].map(({ what, sentence }) => `${what}: ${sentence}`),
    ...(await outboxAgainstHistory(sql)),
    ...(await bankLinesTwice(sql)),
  ];
}

/** Each promise of the history has one row in the outbox, which is kept if and only if the history says what became of it. */
async function outboxAgainstHistory(sql: Sql): Promise<string[]> {
  const rows = await sql<{ what: string }[]>`
    select concat(promised.case_id, ' ', promised.data ->> 'id', ': promised ', promised.counts_on,
      ', ', count(distinct outbox.id), ' promises of which ', count(distinct outbox.id) filter (where outbox.performed_on is not null),
      ' kept, ', count(distinct outcome.id), ' outcomes') as what
    from collections.event as promised
    left join collections.outbox on outbox.promised_by = promised.id
    left join collections.event as outcome
      on outcome.case_id = promised.case_id
      and outcome.kind in ('brief-verzonden', 'brief-vervallen')
      and outcome.data ->> 'letter' = promised.data ->> 'id'
    where promised.kind = 'brief-beloofd'
    group by promised.id
    having count(distinct outbox.id) <> 1
      or count(distinct outbox.id) filter (where outbox.performed_on is not null) <> count(distinct outcome.id)`;
  return rows.map(({ what }) => what);
}

/** A line of the bank is money once: it is held by one case at most, whatever was withdrawn before. */
async function bankLinesTwice(sql: Sql): Promise<string[]> {
  const rows = await sql<{ what: string }[]>`
    select concat('bank line ', line.direction, ' ', line.reference, ' is taken ', count(*), ' times and released ', count(release.event_id)) as what
    from collections.bank_line as line
    left join collections.bank_line_release as release
      on release.direction = line.direction and release.reference = line.reference and release.taking = line.taking
    group by line.direction, line.reference
    having count(*) - count(release.event_id) > 1`;
  return rows.map(({ what }) => what);
}
