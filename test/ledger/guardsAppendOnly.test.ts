import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { book, credit, debit, openBooks, refusedBy } from './books.ts';
import { insertEntry, insertLines } from './rows.ts';

const { db, sql } = await openTestDatabase();
await openBooks(db);
const committed = await book(db, { key: 'committed' });

const CHANGES = [
  `update ledger.entry set description = 'nicer'`,
  `update ledger.entry set description = 'nicer' where false`,
  `update ledger.posting set amount = amount * 2`,
  `update ledger.account set control = 'bank'`,
  `update ledger.control_account set normal_side = 'credit'`,
  `delete from ledger.posting`,
  `delete from ledger.entry where key = 'nobody'`,
  `delete from ledger.account`,
  `delete from ledger.control_account`,
  `truncate ledger.posting`,
  `truncate ledger.entry, ledger.posting`,
  `truncate ledger.account cascade`,
  `truncate ledger.control_account cascade`,
  `insert into ledger.control_account values ('bank', 'Kas', 'X', 'debit') on conflict (code) do update set name = 'Kas'`,
  `merge into ledger.account using (select 1) as one on code = 'bank' when matched then update set code = 'kas'`,
];

test.each(CHANGES)('refused: %s', async (statement) => {
  expect(await refusedBy(sql.unsafe(statement))).toBe('ledger_rows_are_only_added');
});

test.each(CHANGES)('refused for a superuser who plays the replica as well: %s', async (statement) => {
  const asReplica = sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx.unsafe(statement);
  });
  expect(await refusedBy(asReplica)).toBe('ledger_rows_are_only_added');
});

test('a superuser who plays the replica still cannot unbalance an entry, add to one or leave a line without one', async () => {
  const asReplica = (lines: [entry: bigint | null, first: number]) =>
    sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      const entry = lines[0] ?? (await insertEntry(tx, 'replica'));
      await insertLines(tx, entry, [debit('bank', 100n), credit('income', 99n)], lines[1]);
    });
  expect(await refusedBy(asReplica([null, 1]))).toBe('entry_balances');
  expect(await refusedBy(asReplica([committed, 3]))).toBe('posting_comes_with_its_entry');
  expect(await refusedBy(asReplica([999_999n, 1]))).toBe('posting_comes_with_its_entry');
});

test('every trigger of the ledger is enabled always', async () => {
  const rows = await sql<{ name: string; enabled: string }[]>`
    select tgname as name, tgenabled as enabled
    from pg_trigger
    join pg_class on pg_class.oid = tgrelid
    where relnamespace = 'ledger'::regnamespace and not tgisinternal
    order by tgname`;
  expect(rows.map(({ name }) => name)).toEqual([
    'account_is_only_added_to',
    'account_is_stamped',
    'control_account_is_only_added_to',
    'entry_is_only_added_to',
    'entry_is_stamped',
    'entry_is_whole',
    'posting_comes_with_its_entry',
    'posting_is_only_added_to',
  ]);
  expect(new Set(rows.map(({ enabled }) => enabled))).toEqual(new Set(['A']));
});

test('a role that may only read and add can book, and cannot switch a guard off', async () => {
  const role = `application_${randomBytes(6).toString('hex')}`;
  await sql`create role ${sql(role)}`;
  await sql`grant usage on schema ledger to ${sql(role)}`;
  await sql`grant select, insert on all tables in schema ledger to ${sql(role)}`;
  const asRole = (statement: string) =>
    sql.begin(async (tx) => {
      await tx`set local role ${sql(role)}`;
      if (statement === '') {
        const entry = await insertEntry(tx, 'by-role');
        await insertLines(tx, entry, [debit('bank', 100n), credit('income', 100n)]);
      } else await tx.unsafe(statement);
    });
  try {
    await asRole('');
    await expect(asRole('alter table ledger.posting disable trigger all')).rejects.toThrow('must be owner');
    await expect(asRole('set session_replication_role = replica')).rejects.toThrow('permission denied');
    await expect(asRole('delete from ledger.posting')).rejects.toThrow('permission denied');
    await expect(asRole(`select setval('ledger.entry_id_seq', 1)`)).rejects.toThrow('permission denied');
  } finally {
    await sql`drop owned by ${sql(role)}`;
    await sql`drop role ${sql(role)}`;
  }
});
