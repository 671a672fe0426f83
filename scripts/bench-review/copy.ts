import type { Connection, Db } from '../../src/db.ts';
import {
  type AccountSpec,
  balancedEntry,
  type EntryDraft,
  openAccounts,
  post,
} from '../../src/ledger/index.ts';
import { entriesOf } from '../../src/ledger/reports/index.ts';

/** Entries and accounts in one call. */
const BATCH = 1_000;
/** Copies whose rows of the case room are made by one statement. */
const COPIES = 500;

/** Where an id stands in any text: the last seven of its signs make place for the number of the copy. */
const ID = /((?:case|event|outbox)_[0-9A-Z]{19})[0-9A-Z]{7}/g;

/**
 * Fills an office with copies of a few cases, which is some fifty times as fast as opening each. What the case room keeps is copied by SQL as the owner, with
 * its guards on; what the ledger keeps is posted anew through its door, so balances, hashes and totals are what the program itself would have made.
 */
export async function copyCases(
  { db, sql }: { db: Db; sql: Connection['sql'] },
  kinds: readonly string[],
  count: number,
): Promise<void> {
  await sql.unsafe(`
    create or replace function pg_temp.copied(original text, copy text) returns text language sql immutable as
      $$ select regexp_replace(original, '${ID.source}', '\\1' || copy, 'g') $$`);
  const drafts = await Promise.all(kinds.map((kind) => draftsOf(db, kind)));
  const accounts = await Promise.all(kinds.map((kind) => accountsOf(sql, kind)));
  const each = Math.ceil(count / kinds.length);
  const copyKind = async (kind: string, index: number) => {
    const numbers = Array.from({ length: Math.min(each, count - index * each) }, (_, copy) =>
      `${index * each + copy}`.padStart(7, '0'),
    );
    for (let from = 0; from < numbers.length; from += COPIES) {
      const some = numbers.slice(from, from + COPIES);
      await copyRows(sql, kind, some);
      await openCopies(
        db,
        some.flatMap((copy) => accounts[index]!.map((account) => copied(account, copy))),
      );
      await postCopies(
        db,
        some.flatMap((copy) => drafts[index]!.map((draft) => copied(draft, copy))),
      );
    }
  };
  // Their rows and their entries are written side by side.
  await Promise.all(kinds.map(copyKind));
}

async function accountsOf(sql: Connection['sql'], kind: string): Promise<AccountSpec[]> {
  return sql<AccountSpec[]>`
    select
      code,
      control,
      rule
    from ledger.account
    where code like ${`%/${kind}%`}`;
}

async function openCopies(db: Db, accounts: readonly AccountSpec[]): Promise<void> {
  for (let from = 0; from < accounts.length; from += BATCH) {
    const opened = await db.transaction((tx) => openAccounts(tx, accounts.slice(from, from + BATCH)));
    if (!opened.ok) throw new Error(opened.refusals[0]?.sentence);
  }
}

async function draftsOf(db: Db, kind: string): Promise<EntryDraft[]> {
  const entries = await db.transaction((tx) => entriesOf(tx, kind));
  return entries.map(({ key, scope, subject, kind: of, cause, description, valueDate, bookedOn, lines }) => ({
    key,
    scope,
    subject,
    kind: of,
    cause,
    description,
    valueDate,
    bookedOn,
    lines,
  }));
}

async function postCopies(db: Db, drafts: readonly EntryDraft[]): Promise<void> {
  for (let from = 0; from < drafts.length; from += BATCH) {
    const entries = drafts.slice(from, from + BATCH).map((draft) => {
      const entry = balancedEntry(draft);
      if (!entry.ok) throw new Error(entry.refusals[0]?.sentence);
      return entry.value;
    });
    const posted = await db.transaction((tx) => post(tx, entries));
    const other = posted.find(({ outcome }) => outcome !== 'booked');
    if (other) throw new Error(`not booked: ${JSON.stringify(other)}`);
  }
}

function copied<Value>(value: Value, copy: string): Value {
  return JSON.parse(
    JSON.stringify(value, (_, found) => (typeof found === 'bigint' ? { cents: `${found}` } : found)).replace(
      ID,
      `$1${copy}`,
    ),
    (_, found) => (found?.cents === undefined ? found : BigInt(found.cents)),
  ) as Value;
}

async function copyRows(sql: Connection['sql'], kind: string, numbers: readonly string[]): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`
      insert into collections."case" (
        id,
        dossiernummer,
        opened_on,
        wake_on,
        booked_events,
        booked_on
      )
      select
        pg_temp.copied(id, copy),
        'D2024-' || copy,
        opened_on,
        null,
        booked_events,
        booked_on
      from collections."case", unnest(${numbers}::text[]) as copy
      where id = ${kind}`;
    await tx`
      insert into collections.party (case_id, place, role, name, born_on, address, iban)
      select pg_temp.copied(case_id, copy), place, role, name, born_on, address, iban
      from collections.party, unnest(${numbers}::text[]) as copy
      where case_id = ${kind}`;
    await tx`
      insert into collections.event (id, case_id, seq, kind, counts_on, data, recorded_on, recorded_by)
      select
        pg_temp.copied(id, copy),
        pg_temp.copied(case_id, copy),
        seq,
        kind,
        counts_on,
        pg_temp.copied(data::text, copy)::jsonb,
        recorded_on,
        recorded_by
      from collections.event, unnest(${numbers}::text[]) as copy
      where case_id = ${kind}
      order by copy, seq`;
    await tx`
      insert into collections.outbox (id, case_id, promised_by, kind, payload, due_on, performed_on, attempts)
      select
        pg_temp.copied(id, copy),
        pg_temp.copied(case_id, copy),
        pg_temp.copied(promised_by, copy),
        kind,
        pg_temp.copied(payload::text, copy)::jsonb,
        due_on,
        performed_on,
        attempts
      from collections.outbox, unnest(${numbers}::text[]) as copy
      where case_id = ${kind}`;
    await tx`
      insert into collections.bank_line (direction, reference, taking, case_id, event_id, amount)
      select
        direction,
        pg_temp.copied(reference, copy),
        taking,
        pg_temp.copied(case_id, copy),
        pg_temp.copied(event_id, copy),
        amount
      from collections.bank_line, unnest(${numbers}::text[]) as copy
      where case_id = ${kind}`;
  });
}
