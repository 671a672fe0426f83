import { expect, test } from 'vitest';
import { connect } from '../../src/db.ts';
import { openTestDatabase } from '../support/database.ts';
import { book, countEntries, credit, debit, openBooks, refusedBy } from './books.ts';
import { bookRows, openLogin, row } from './rows.ts';

// Whoever stole the login of the application or of the auditor, with SQL of their own.
const database = await openTestDatabase();
const { db, sql } = database;
await openBooks(db);
await book(db, { key: 'committed' });
const thief = await openLogin(database, 'dwangsom_application');
const auditor = await openLogin(database, 'dwangsom_auditor');

const GOOD = [debit('bank', 100n), credit('income', 100n)];

const DENIED = [
  `insert into ledger.entry (key, content_hash, scope, subject, kind, cause, description, value_date, booked_on, line_count, total)
   values ('raw', sha256(''), 'raw', 'n1', 'raw', 'fact_1', 'raw', '2025-02-14', '2025-02-14', 2, 100)`,
  `insert into ledger.posting (entry, account, amount, side, line) values (1, 1, 1, 'debit', 3)`,
  `insert into ledger.balance (account, rule) values (1, 'none')`,
  `insert into ledger.day_total values ('bank', '2025-01-01', '2025-01-01', 1, 1, 1)`,
  `update ledger.entry set description = 'nicer'`,
  `update ledger.posting set amount = 1`,
  `update ledger.balance set debit = 0`,
  `update ledger.account set rule = 'none'`,
  `update ledger.control_account set normal_side = 'credit'`,
  `update ledger.period_closing set closed_through = '2020-01-01'`,
  `update ledger.day_total set debit = 0`,
  `update ledger.seal_block set entries = 1`,
  `delete from ledger.entry`,
  `delete from ledger.posting`,
  `delete from ledger.balance`,
  `delete from ledger.account`,
  `delete from ledger.period_closing`,
  `truncate ledger.entry, ledger.posting`,
  `truncate ledger.balance`,
  `copy ledger.posting from stdin`,
  `select * from ledger.entry for update`,
  `select * from ledger.balance for key share`,
  `lock table ledger.entry in share mode`,
  `merge into ledger.balance using (select 1) as one on true when matched then update set credit = 0`,
  `select nextval('ledger.entry_id_seq')`,
  `select setval('ledger.entry_id_seq', 1)`,
  `select nextval('ledger.account_id_seq')`,
  `alter sequence ledger.entry_id_seq restart`,
  `alter table ledger.posting disable trigger all`,
  `alter table ledger.account drop constraint account_rule_is_known`,
  `drop function ledger.refuse_by_hand() cascade`,
  `drop table ledger.posting`,
  `create table ledger.mine ()`,
  `create function ledger.mine() returns int language sql as 'select 1'`,
  `create trigger mine before insert on ledger.account for each row execute function ledger.refuse_change()`,
  `create rule mine as on insert to ledger.account do instead nothing`,
  `create index mine on ledger.entry (kind)`,
  `create schema mine`,
  `set role dwangsom_owner`,
  `set role none; set role dwangsom_owner`,
  `reset role; set role dwangsom_owner`,
  `set session authorization dwangsom_owner`,
  `grant dwangsom_owner to current_user`,
  `set session_replication_role = replica`,
  `select ledger.refuse('entry', 'mine', 'mine')`,
  `select ledger.check_reversals('{1}')`,
  `select ledger.what_stands('{a}', '{b}', '{1}', '{}')`,
  `select ledger.why_not('{a}', '{b}', '{2025-01-01}', '{1}', null, true, '{1}', '{bank}', '{1}', '{debit}', '{1}')`,
  `select ledger.past_their_rule('{}', '{}', '{1}', '{bank}', '{1}', '{debit}', '{1}')`,
  `do $$ begin perform ledger.refuse_change(); end $$`,
];

test.each(DENIED)('the application may not: %s', async (statement) => {
  const tried = thief.sql.begin((tx) => tx.unsafe(statement));
  await expect(tried).rejects.toThrow(
    /permission denied|must be owner|must have admin|does not exist|can only be called as trigger/,
  );
});

test.each([...DENIED, `insert into ledger.control_account values ('x', 'x', 'x', 'debit')`])(
  'the auditor may not: %s',
  async (statement) => {
    const tried = auditor.sql.begin((tx) => tx.unsafe(statement));
    await expect(tried).rejects.toThrow(
      /permission denied|must be owner|must have admin|does not exist|can only be called as trigger/,
    );
  },
);

test('objects and settings of the caller do not stand in for ours', async () => {
  // Given a schema of its own, which the application has not. numeric <> bigint has no exact match in PostgreSQL, so that one in front is taken.
  await sql.unsafe(`create schema evil authorization ${thief.name}`);
  await thief.sql.begin(async (tx) => {
    await tx`create function evil.never(bigint, bigint) returns boolean language sql as 'select true'`;
    await tx`create operator evil.= (leftarg = bigint, rightarg = bigint, function = evil.never)`;
    await tx`create function evil.cardinality(anyarray) returns integer language sql as 'select 1'`;
    await tx`create function evil.octet_length(bytea) returns integer language sql as 'select 32'`;
    // Else the owner, as which the door runs, would not so much as see them.
    await tx`grant usage on schema evil to public`;
    await tx`create temporary table entry (id bigint)`;
    await tx`create temporary table account (id bigint, code text, rule text)`;
    await tx`set local search_path = pg_temp, evil, pg_catalog`;
    const [sees] = await tx`select 1::bigint = 2::bigint as equal`;
    expect(sees).toEqual({ equal: true });
    for (const setting of [
      'transform_null_equals = on',
      'enable_nestloop = off',
      'plan_cache_mode = force_custom_plan',
      'datestyle = German',
    ]) {
      await tx.unsafe(`set local ${setting}`);
    }
    const lies = [row('evil', [debit('bank', 100n), credit('income', 1n)])];
    expect(await refusedBy(tx.savepoint((nested) => bookRows(nested, lies)))).toBe('entry_balances');
    const many = Array.from({ length: 500 }, (_, index) =>
      debit(index % 2 === 0 ? 'bank' : 'claims/a', BigInt(index + 1)),
    );
    // 1 + 2 + … + 500 = 125,250.
    expect(await bookRows(tx, [row('evil/long', [...many, credit('income', 125_250n)])])).toMatchObject({
      outcomes: null,
    });
  });
  const misplaced = await sql`
    select line from ledger.posting
    join ledger.entry on entry.id = posting.entry
    join ledger.account on account.id = posting.account
    where key = 'evil/long' and line <= 500 and (amount <> line or code <> case line % 2 when 1 then 'bank' else 'claims/a' end)`;
  expect(misplaced).toEqual([]);
  expect(await countEntries(sql, 'evil')).toBe(0);
});

test('a setting of PL/pgSQL that is given before the language was loaded does not reach our functions', async () => {
  const fresh = connect(thief.url, { maximumConnections: 1 });
  try {
    await fresh.sql`set plpgsql.variable_conflict = 'use_column'`;
    expect(await bookRows(fresh.sql, [row('conflict', GOOD)])).toMatchObject({ outcomes: null });
    expect(await fresh.sql`show plpgsql.variable_conflict`).toEqual([
      { 'plpgsql.variable_conflict': 'error' },
    ]);
  } finally {
    await fresh.close();
  }
});

test('the application opens accounts, and none that takes an id to come, gets a balance of its own making or lies about its moment', async () => {
  const squat = thief.sql`insert into ledger.account (id, code, control) overriding system value values (1000000, 'squat', 'bank')`;
  expect(await refusedBy(squat)).toBe('account_id_from_sequence');
  const [opened] = await thief.sql<{ id: bigint; recent: boolean }[]>`
    insert into ledger.account (code, control, opened_at, rule) values ('mine', 'bank', '2001-01-01', 'never-credit')
    returning id, opened_at > clock_timestamp() - interval '1 hour' as recent`;
  expect(opened?.recent).toBe(true);
  const balance = await sql`select debit, credit, rule from ledger.balance where account = ${opened!.id}`;
  expect(balance).toEqual([{ debit: 0n, credit: 0n, rule: 'never-credit' }]);
});

test('a login of the application that takes the lock of the posters stops them while it holds it, and writes nothing by that', async () => {
  const held = await thief.sql.reserve();
  try {
    await held`select pg_advisory_lock(6110, 612)`;
    const waiting = sql.begin(async (tx) => {
      await tx`set local lock_timeout = '100ms'`;
      await bookRows(tx, [row('held', GOOD)]);
    });
    await expect(waiting).rejects.toThrow('lock timeout');
  } finally {
    await held`select pg_advisory_unlock(6110, 612)`;
    held.release();
  }
  expect(await bookRows(thief.sql, [row('held', GOOD)])).toMatchObject({ outcomes: null });
});
