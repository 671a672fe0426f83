import { createHash } from 'node:crypto';
import type { Connection, Db } from '../../src/db.ts';
import { contentOf } from '../../src/ledger/content.ts';
import { entriesOf } from '../../src/ledger/reports/index.ts';

/** Copies whose rows are made by one statement a table. */
const COPIES = 1_000;

/** Where an id stands in any text: the last seven of its signs make place for the number of the copy. */
const ID = /((?:case|event|outbox)_[0-9A-Z]{19})[0-9A-Z]{7}/g;

const TABLES = [
  'collections."case"',
  'collections.party',
  'collections.event',
  'collections.outbox',
  'collections.bank_line',
  'ledger.account',
  'ledger.balance',
  'ledger.entry',
  'ledger.posting',
];

/**
 * Fills an office with copies of a few cases, which is hundreds of times as fast as opening each. Its rows are written by SQL as the owner, past the guards, which have
 * seen the cases that are copied; hashes are those of what each copy says, and balances those of its postings, so the seal and the checks find what
 * they would of cases that the program opened itself.
 */
export async function copyCases(
  { db, sql }: { db: Db; sql: Connection['sql'] },
  kinds: readonly string[],
  count: number,
): Promise<void> {
  await sql.unsafe(`
    create or replace function pg_temp.copied(original text, copy text) returns text language sql immutable as
      $$ select regexp_replace(original, '${ID.source}', '\\1' || copy, 'g') $$`);
  const each = Math.ceil(count / kinds.length);
  await withoutGuards(sql, async () => {
    for (const [index, kind] of kinds.entries()) {
      const contents = await contentsOf(db, kind);
      const size = Math.min(each, count - index * each);
      for (let from = 0; from < size; from += COPIES) {
        const copies = Array.from({ length: Math.min(COPIES, size - from) }, (_, copy) =>
          `${index * each + from + copy}`.padStart(7, '0'),
        );
        await copyRecord(sql, kind, copies);
        await copyBooks(sql, kind, copies, contents);
      }
    }
  });
  await sql`
    select
      setval('ledger.account_id_seq', (select max(id) from ledger.account)),
      setval('ledger.entry_id_seq', (select max(id) from ledger.entry))`;
}

/** Every trigger off, those of foreign keys too, and each as it was afterwards. */
async function withoutGuards(sql: Connection['sql'], work: () => Promise<void>): Promise<void> {
  const triggers = await sql<{ table: string; name: string; always: boolean }[]>`
    select
      tgrelid::regclass::text as "table",
      quote_ident(tgname) as name,
      tgenabled = 'A' as always
    from pg_trigger
    where tgrelid = any(${TABLES}::text[]::regclass[]) and tgenabled <> 'D'`;
  for (const table of TABLES) await sql.unsafe(`alter table ${table} disable trigger all`);
  await work();
  for (const { table, name, always } of triggers)
    await sql.unsafe(`alter table ${table} enable ${always ? 'always ' : ''}trigger ${name}`);
}

/** What each entry says, in the order of the ids. */
async function contentsOf(db: Db, kind: string): Promise<string[]> {
  const entries = await db.transaction((tx) => entriesOf(tx, kind));
  return entries.map((entry) => {
    if (entry.reverses !== null) throw new Error(`entry ${entry.id} takes another back, which is not copied`);
    return contentOf({ ...entry, reversedKey: null });
  });
}

async function copyRecord(sql: Connection['sql'], kind: string, copies: readonly string[]): Promise<void> {
  await sql`
    insert into collections."case" (id, dossiernummer, opened_on, wake_on, booked_events, booked_on)
    select pg_temp.copied(id, copy), 'D2024-' || copy, opened_on, null, booked_events, booked_on
    from collections."case", unnest(${copies}::text[]) as copy
    where id = ${kind}`;
  await sql`
    insert into collections.party (case_id, place, role, name, born_on, address, iban)
    select pg_temp.copied(case_id, copy), place, role, name, born_on, address, iban
    from collections.party, unnest(${copies}::text[]) as copy
    where case_id = ${kind}`;
  // Few events and promises hold an id, and looking for one in each is most of the work.
  await sql`
    insert into collections.event (id, case_id, seq, kind, counts_on, data, recorded_on, recorded_at, recorded_by)
    select
      left(id, -7) || copy,
      left(case_id, -7) || copy,
      seq,
      kind,
      counts_on,
      case when holds_id then pg_temp.copied(data::text, copy)::jsonb else data end,
      recorded_on,
      recorded_at,
      recorded_by
    from
      (
        select *, data::text ~ ${ID.source} as holds_id
        from collections.event
        where case_id = ${kind}
        offset 0
      ) as original,
      unnest(${copies}::text[]) as copy
    order by copy, seq`;
  await sql`
    insert into collections.outbox (id, case_id, promised_by, kind, payload, due_on, performed_on, attempts)
    select
      left(id, -7) || copy,
      left(case_id, -7) || copy,
      left(promised_by, -7) || copy,
      kind,
      case when holds_id then pg_temp.copied(payload::text, copy)::jsonb else payload end,
      due_on,
      performed_on,
      attempts
    from
      (
        select *, payload::text ~ ${ID.source} as holds_id
        from collections.outbox
        where case_id = ${kind}
        offset 0
      ) as original,
      unnest(${copies}::text[]) as copy`;
  await sql`
    insert into collections.bank_line (direction, reference, taking, case_id, event_id, amount)
    select
      direction,
      pg_temp.copied(reference, copy),
      taking,
      pg_temp.copied(case_id, copy),
      pg_temp.copied(event_id, copy),
      amount
    from collections.bank_line, unnest(${copies}::text[]) as copy
    where case_id = ${kind}`;
}

/** Ids are counted out, copy after copy, so that what points at an account or an entry needs not look it up. */
async function copyBooks(
  sql: Connection['sql'],
  kind: string,
  copies: readonly string[],
  contents: readonly string[],
): Promise<void> {
  const hashes = copies.flatMap((copy) =>
    contents.map((content) =>
      createHash('sha256')
        .update(content.replace(ID, `$1${copy}`))
        .digest('hex'),
    ),
  );
  await sql.begin(async (tx) => {
    await tx`
      create temporary table numbered_account on commit drop as
      select
        account.*,
        row_number() over (order by id) as place,
        count(*) over () as places,
        (select max(id) from ledger.account) as after
      from ledger.account
      where code like ${`%/${kind}%`}`;
    await tx`
      create temporary table numbered_entry on commit drop as
      select
        entry.*,
        row_number() over (order by id) as place,
        count(*) over () as places,
        (select max(id) from ledger.entry) as after
      from ledger.entry
      where scope = ${kind}`;
    await tx`
      insert into ledger.account (id, code, control, rule)
      overriding system value
      select after + (nth - 1) * places + place, pg_temp.copied(code, copy), control, rule
      from numbered_account, unnest(${copies}::text[]) with ordinality as copies (copy, nth)`;
    await tx`
      insert into ledger.balance (account, debit, credit, rule)
      select after + (nth - 1) * places + place, balance.debit, balance.credit, balance.rule
      from numbered_account
      join ledger.balance on balance.account = numbered_account.id
      cross join generate_series(1, ${copies.length}::int) as nth`;
    await tx`
      insert into ledger.entry (
        id, total, value_date, booked_on, line_count, content_hash, key, scope, subject, kind, cause, description
      )
      overriding system value
      select
        after + (nth - 1) * places + place,
        total,
        value_date,
        booked_on,
        line_count,
        decode((${hashes}::text[])[(nth - 1) * places + place], 'hex'),
        pg_temp.copied(key, copy),
        pg_temp.copied(scope, copy),
        subject,
        kind,
        pg_temp.copied(cause, copy),
        description
      from numbered_entry, unnest(${copies}::text[]) with ordinality as copies (copy, nth)
      order by 1`;
    await tx`
      insert into ledger.posting (entry, account, amount, side, line)
      select
        numbered_entry.after + (nth - 1) * numbered_entry.places + numbered_entry.place,
        numbered_account.after + (nth - 1) * numbered_account.places + numbered_account.place,
        posting.amount,
        posting.side,
        posting.line
      from numbered_entry
      join ledger.posting on posting.entry = numbered_entry.id
      join numbered_account on numbered_account.id = posting.account
      cross join generate_series(1, ${copies.length}::int) as nth
      order by 1, posting.line`;
  });
}
