import { connect, type Db, prepared } from '../../src/db.ts';
import type { BalancedEntry } from '../../src/ledger/index.ts';
import { ACCOUNTS } from './texts.ts';

/**
 * The bound that nothing beats: tables of the same columns and primary keys, and nothing else. No guard, no balance, no other index, accounts
 * by number; one statement that commits by itself, through the same driver.
 */
export async function createBareTables(url: string): Promise<void> {
  const { sql, close } = connect(url, { maximumConnections: 1 });
  try {
    await sql`drop schema if exists bare cascade`;
    await sql`create schema bare`;
    await sql`create table bare.entry (like ledger.entry including defaults including identity)`;
    await sql`alter table bare.entry add primary key (id)`;
    await sql`create table bare.posting (like ledger.posting)`;
    await sql`alter table bare.posting add primary key (entry, line)`;
    await sql`grant usage on schema bare to dwangsom_application`;
    await sql`grant insert, select on all tables in schema bare to dwangsom_application`;
  } finally {
    await close();
  }
}

/** An identity hands out its numbers in the order of the rows, so the n-th id is that of the n-th entry. */
const STATEMENT = `
  with written as (
    insert into bare.entry (
      total, value_date, booked_on, line_count, content_hash, key, scope, subject, kind, cause, description
    )
    select
      total, value_date, booked_on, 2, content_hash, key, scope, subject, kind, cause, description
    from unnest(
      $1::text[]::bigint[], $2::text[]::date[], $3::text[]::date[], $4::text[]::bytea[], $5::text[], $6::text[], $7::text[], $8::text[],
      $9::text[], $10::text[]
    ) as given (total, value_date, booked_on, content_hash, key, scope, subject, kind, cause, description)
    returning entry.id
  ),
  numbered as (
    select
      id,
      row_number() over (order by id) as n
    from written
  )
  insert into bare.posting (entry, account, amount, side, line)
  select numbered.id, line.account, line.amount, line.side, line.number
  from unnest($11::text[]::integer[], $12::text[]::bigint[], $13::text[]::bigint[], $14::text[]::ledger.side[], $15::text[]::smallint[])
    as line (n, account, amount, side, number)
  join numbered on numbered.n = line.n`;

const NUMBERS = new Map(ACCOUNTS.map(({ code }, number) => [code, `${number + 1}`]));
/** As many bytes as a real one; nobody looks at them. */
const HASH = `\\x${'5a'.repeat(32)}`;

export async function insertBare(db: Db, entries: readonly BalancedEntry[]): Promise<void> {
  const column = (read: (entry: BalancedEntry) => string) => entries.map(read);
  const lines = entries.flatMap((entry, at) =>
    entry.lines.map((line, number) => ({ ...line, at: `${at + 1}`, number: `${number + 1}` })),
  );
  await prepared(db, STATEMENT, [
    column(({ total }) => `${total}`),
    column(({ valueDate }) => valueDate),
    column(({ bookedOn }) => bookedOn),
    column(() => HASH),
    column(({ key }) => key),
    column(({ scope }) => scope),
    column(({ subject }) => subject),
    column(({ kind }) => kind),
    column(({ cause }) => cause),
    column(({ description }) => description),
    lines.map(({ at }) => at),
    lines.map(({ account }) => NUMBERS.get(account)!),
    lines.map(({ amount }) => `${amount}`),
    lines.map(({ side }) => side),
    lines.map(({ number }) => number),
  ]);
}
