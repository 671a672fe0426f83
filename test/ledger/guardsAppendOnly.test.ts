import { expect, test } from 'vitest';
import { account, balance, controlAccount, entry, periodClosing, posting } from '../../src/ledger/schema.ts';
import { openTestDatabase } from '../support/database.ts';
import { book, openBooks, refusedBy } from './books.ts';

// What a superuser meets who works on the tables by hand. The owner who takes the guards off is stopped by nothing but the seal.
const { db, sql } = await openTestDatabase();
await openBooks(db);
await book(db, { key: 'committed' });
await sql`insert into ledger.period_closing (closed_through, closed_by, approved_by, closed_on) values ('2024-12-31', 'u1', 'u2', '2025-01-02')`;

const ENTRY = `ledger.entry (key, content_hash, scope, subject, kind, cause, description, value_date, booked_on, line_count, total)
  values ('raw', sha256(''), 'raw', 'n1', 'raw', 'fact_1', 'raw', '2025-02-14', '2025-02-14', 2, 100)`;

const ONLY_ADDED: [string, string][] = [
  `update ledger.entry set description = 'nicer'`,
  `update ledger.entry set description = 'nicer' where false`,
  `update ledger.posting set amount = amount * 2`,
  `update ledger.account set control = 'bank'`,
  `update ledger.account set rule = 'none'`,
  `update ledger.control_account set normal_side = 'credit'`,
  `update ledger.period_closing set closed_through = '2020-01-01'`,
  `delete from ledger.posting`,
  `delete from ledger.entry where key = 'nobody'`,
  `delete from ledger.account`,
  `delete from ledger.control_account`,
  `delete from ledger.balance`,
  `delete from ledger.period_closing`,
  `truncate ledger.posting`,
  `truncate ledger.entry, ledger.posting`,
  `truncate ledger.account cascade`,
  `truncate ledger.control_account cascade`,
  `truncate ledger.balance`,
  `truncate ledger.period_closing`,
  `insert into ledger.control_account values ('bank', 'Kas', 'X', 'debit') on conflict (code) do update set name = 'Kas'`,
  `merge into ledger.account using (select 1) as one on code = 'bank' when matched then update set code = 'kas'`,
].map((statement) => [statement, 'ledger_rows_are_only_added']);

const ONE_DOOR: [string, string][] = [
  `insert into ${ENTRY}`,
  `insert into ledger.posting (entry, account, amount, side, line) select 1, id, 5, 'debit', 3 from ledger.account`,
  `insert into ledger.posting (entry, account, amount, side, line) select 1, id, 5, 'debit', 3 from ledger.account where false`,
  `insert into ledger.balance (account, rule) values (999, 'none')`,
  `update ledger.balance set debit = 0`,
  `update ledger.balance set rule = 'none' where false`,
  `insert into ledger.balance (account, rule) select id, 'none' from ledger.account on conflict (account) do update set debit = 0`,
  `merge into ledger.balance using (select 1) as one on true when matched then update set credit = 0`,
  `copy ledger.entry from '/dev/null'`,
  `copy ledger.posting from '/dev/null'`,
  `copy ledger.balance from '/dev/null'`,
].map((statement) => [statement, 'ledger_has_one_door']);

test.each([...ONLY_ADDED, ...ONE_DOOR])('a superuser is refused: %s', async (statement, guarantee) => {
  expect(await refusedBy(sql.unsafe(statement))).toBe(guarantee);
});

test.each([...ONLY_ADDED, ...ONE_DOOR])(
  'and where he plays the replica as well: %s',
  async (statement, guarantee) => {
    const asReplica = sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx.unsafe(statement);
    });
    expect(await refusedBy(asReplica)).toBe(guarantee);
  },
);

test.each([
  [`ledger.control_account values ('', 'Kas', 'X', 'debit')`, 'control_account_texts_are_filled_and_short'],
  [`ledger.control_account values ('kas', 'Kas', 'X', 'both')`, 'control_account_normal_side_is_known'],
  [`ledger.control_account values ('bank', 'Kas', 'X', 'debit')`, 'control_account_pkey'],
  [`ledger.account (code, control) values ('', 'bank')`, 'account_code_is_filled_and_short'],
  [`ledger.account (code, control) values ('bank', 'bank')`, 'account_code_once'],
  [`ledger.account (code, control) values ('kas', 'nowhere')`, 'account_rolls_up_to_a_control'],
  [`ledger.account (code, control, rule) values ('kas', 'bank', 'never')`, 'account_rule_is_known'],
  [
    `ledger.account (id, code, control) overriding system value values (1000000, 'kas', 'bank')`,
    'account_id_from_sequence',
  ],
])('refused: insert into %s', async (values, constraint) => {
  expect(await refusedBy(sql.unsafe(`insert into ${values}`))).toBe(constraint);
});

test('the program itself, by its own tables and its own connection, changes and removes nothing', async () => {
  const changes = [
    db.update(entry).set({ description: 'nicer' }),
    db.update(posting).set({ amount: 1n }),
    db.update(balance).set({ debit: 0n }),
    db.update(account).set({ rule: 'none' }),
    db.update(periodClosing).set({ closedThrough: '2020-01-01' }),
    db.insert(balance).values({ account: 999n, rule: 'none' }),
    ...[entry, posting, balance, account, controlAccount, periodClosing].map((table) => db.delete(table)),
  ];
  for (const change of changes) {
    const failed = await change.then(
      () => 'not refused',
      (error: Error) => String(error.cause),
    );
    expect(failed).toContain('permission denied');
  }
});

test('every trigger of the ledger is enabled always', async () => {
  const rows = await sql<{ name: string; enabled: string }[]>`
    select tgname as name, tgenabled as enabled
    from pg_trigger
    join pg_class on pg_class.oid = tgrelid
    where relnamespace = 'ledger'::regnamespace and not tgisinternal
    order by tgname`;
  expect(rows.filter(({ enabled }) => enabled !== 'A')).toEqual([]);
  expect(rows.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'account_has_a_balance',
      'account_is_only_added_to',
      'account_is_stamped',
      'balance_has_one_door',
      'balance_is_not_emptied',
      'control_account_is_only_added_to',
      'entry_has_one_door',
      'entry_is_only_added_to',
      'period_closing_is_only_added_to',
      'period_closing_waits',
      'posting_has_one_door',
      'posting_is_only_added_to',
    ]),
  );
});
