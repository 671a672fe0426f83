import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { balancedEntry, openAccounts, post } from '../../src/ledger/index.ts';
import { openTestDatabase } from '../support/database.ts';
import {
  balanced,
  book,
  countEntries,
  credit,
  debit,
  draft,
  openBooks,
  outcomeOf,
  refusedBy,
} from './books.ts';
import { bookRows, type Columns, columnsOf, openLogin, type Row, row } from './rows.ts';

// Columns as no program of ours would give them, from a login of the application: arrays of another shape, keys that clash, sums that overflow.
const database = await openTestDatabase();
const { db, sql } = database;
await openBooks(db);
const thief = await openLogin(database, 'dwangsom_application');

const GOOD = [debit('bank', 100n), credit('income', 100n)];

async function refused(rows: Row[], changes: Partial<Columns> = {}): Promise<string> {
  const before = await sql`select count(*) from ledger.entry`;
  const name = await refusedBy(bookRows(thief.sql, rows, changes));
  expect(await sql`select count(*) from ledger.entry`).toEqual(before);
  return name;
}

test('sides that begin at another place than 1 cannot show one thing to the check and another to the insert', async () => {
  // By place the first line has no side, which once counted as credit, so that 100 stood against 60 and 40; in a row all three are debits.
  const lines = [debit('bank', 100n), debit('claims/a', 60n), debit('claims/b', 40n)];
  const changes = { line_sides: '[2:4]={debit,debit,debit}' };
  expect(await refused([row('shifted', lines, { total: 100n })], changes)).toBe('entry_has_all_its_lines');
});

test.each<keyof Columns>([
  'keys',
  'content_hashes',
  'scopes',
  'subjects',
  'kinds',
  'causes',
  'descriptions',
  'value_dates',
  'booked_ons',
  'totals',
  'line_counts',
  'line_entries',
  'line_numbers',
  'line_sides',
  'line_amounts',
])('%s that begin at another place than 1, or have two dimensions, are refused', async (column) => {
  const rows = [row('shape/1', GOOD), row('shape/2', GOOD)];
  const values = columnsOf(rows)[column]!.slice(1, -1);
  const count = values.split(',').length;
  for (const text of [`[0:${count - 1}]={${values}}`, `[2:${count + 1}]={${values}}`, `{{${values}}}`]) {
    expect(await refused(rows, { [column]: text })).not.toBe('not refused');
  }
});

test('accounts are read in a row, wherever their array begins, so the lines stand as they were given', async () => {
  await bookRows(thief.sql, [row('accounts', GOOD)], { line_accounts: '[7:8]={bank,income}' });
  await bookRows(thief.sql, [row('accounts/2', GOOD)], { line_accounts: '{{bank,income}}' });
  expect(await linesOf('accounts')).toEqual(['bank debit 100', 'income credit 100']);
  expect(await linesOf('accounts/2')).toEqual(['bank debit 100', 'income credit 100']);
});

async function linesOf(key: string): Promise<string[]> {
  const rows = await sql<{ line: string }[]>`
    select concat_ws(' ', account.code, posting.side, posting.amount) as line
    from ledger.entry
    join ledger.posting on posting.entry = entry.id
    join ledger.account on account.id = posting.account
    where entry.key = ${key}
    order by posting.line`;
  return rows.map(({ line }) => line);
}

test('an entry that it reverses stands at the place of its entry, or is not there', async () => {
  const lines = [debit('bank', 1n), credit('income', 1n)];
  await bookRows(thief.sql, [row('target', lines)]);
  const [{ id } = { id: 0n }] = await sql<{ id: bigint }[]>`select id from ledger.entry where key = 'target'`;
  await bookRows(thief.sql, [row('beside', lines)], { reversed: `[2:2]={${id}}` });
  expect(await sql`select reverses from ledger.entry where key = 'beside'`).toEqual([{ reverses: null }]);
  expect(await refused([row('deep', lines)], { reversed: `{{${id}}}` })).toContain('multidimensional');
});

test('a column that is longer, shorter or missing is refused', async () => {
  const rows = [row('fit/1', GOOD), row('fit/2', GOOD)];
  expect(await refused(rows, { keys: '{"fit/1"}' })).toBe('entry_columns_fit');
  expect(await refused(rows, { scopes: null })).toBe('entry_columns_fit');
  expect(await refused(rows, { reversed: '{null}' })).toBe('entry_columns_fit');
  expect(await refused(rows, { line_amounts: '{100,100,100}' })).toBe('entry_columns_fit');
  expect(await refused(rows, { line_accounts: null })).toBe('entry_columns_fit');
  expect(await refused(rows, { keys: null })).toBe('entry_columns_fit');
});

test('a thousand and one entries are refused; none are no work', async () => {
  const crowd = Array.from({ length: 1_001 }, (_, index) => row(`crowd/${10_000 + index}`, GOOD));
  expect(await refused(crowd)).toBe('entry_columns_fit');
  expect(await bookRows(thief.sql, [])).toEqual({ ids: null, outcomes: null, details: null });
  expect(await refused([], { line_accounts: '{bank}' })).toBe('entry_columns_fit');
});

test('lines without an entry are refused', async () => {
  const orphans = {
    line_entries: '{1}',
    line_numbers: '{1}',
    line_accounts: '{bank}',
    line_sides: '{debit}',
    line_amounts: '{1}',
  };
  expect(await refused([], orphans)).toBe('posting_comes_with_its_entry');
});

test('one key twice in a call is refused, with the same content and with other', async () => {
  expect(await refused([row('twin', GOOD), row('twin', GOOD)])).toBe('entry_key_once');
  expect(await refused([row('twin', GOOD), row('twin', GOOD, { hash: 'cd'.repeat(32) })])).toBe(
    'entry_key_once',
  );
});

test('keys out of their order are booked as any: the order is only there against waiting in a circle', async () => {
  const answer = await bookRows(thief.sql, [row('order/2', GOOD), row('order/1', GOOD)]);
  const rows = await sql`select id from ledger.entry where key like 'order/%' order by key desc`;
  expect(answer.ids).toEqual(rows.map(({ id }) => id));
});

test('a key whose sixteen bytes are taken by another key is refused by name, and never taken for booked', async () => {
  // Two texts with one MD5, by Marc Stevens (2024).
  const [one, other] = ['A', 'E'].map(
    (letter) => `TEXTCOLLBYfGiJUETHQ4h${letter}cKSMd5zYpgqf1YRDhkmxHkhPWptrkoyz28wnI9V0aHeAuaKnak`,
  ) as [string, string];
  expect(createHash('md5').update(one).digest()).toEqual(createHash('md5').update(other).digest());
  await book(db, { key: one });
  const answers = await db.transaction((tx) => post(tx, balanced({ key: other })));
  expect(answers.map(outcomeOf)).toEqual(['key-conflict']);
  const batch = await db.transaction((tx) =>
    post(tx, [balanced({ key: 'beside-it' }), balanced({ key: other })]),
  );
  expect(batch.map(outcomeOf)).toEqual(['refused-with-others', 'key-conflict']);
  // Also where the writer lies about the hash, so that both seem to say the same.
  const stolen = await sql<
    { hash: string }[]
  >`select encode(content_hash, 'hex') as hash from ledger.entry where key = ${one}`;
  const lied = await bookRows(thief.sql, [row(other, GOOD, { hash: stolen[0]!.hash })]);
  expect(lied).toMatchObject({ ids: null, outcomes: ['key-conflict'] });
  expect(await countEntries(sql, other)).toBe(0);
});

test('a key of which PostgreSQL silently cuts the spaces at its end is not answered as booked under another', async () => {
  const padded = `${'k'.repeat(199)}   `;
  await bookRows(thief.sql, [row(padded, GOOD)]);
  expect(await refused([row(padded, GOOD)])).toBe('entry_key_once');
  // The program knows no such key: it is too long.
  expect(balancedEntry(draft({ key: padded })).ok).toBe(false);
});

test('a side of a balance that would pass what bigint holds is refused, and the balance stays', async () => {
  // 922 times the largest amount is 9,219,999,999,999,999,078, below 2^63 - 1 = 9,223,372,036,854,775,807; once more is above.
  const largest = 9_999_999_999_999_999n;
  await db.transaction((tx) =>
    openAccounts(tx, [
      { code: 'vast', control: 'claims' },
      { code: 'vast/other', control: 'income' },
    ]),
  );
  const lines = [debit('vast', largest), credit('vast/other', largest)];
  await bookRows(
    thief.sql,
    Array.from({ length: 922 }, (_, index) => row(`vast/${1_000 + index}`, lines)),
  );
  expect(await refused([row('vast/more', lines)])).toContain('out of range');
  const [{ debit: stands } = { debit: 0n }] = await sql<{ debit: bigint }[]>`
    select debit from ledger.balance join ledger.account on account.id = balance.account where code = 'vast'`;
  expect(stands).toBe(922n * largest);
  // Nor can the sum of one entry, or of one call, wrap around to something that fits.
  const wide = Array.from({ length: 923 }, () => debit('claims/a', largest));
  expect(await refused([row('wide', [...wide, credit('income', largest)], { total: 1n })])).toContain(
    'out of range',
  );
  const crowd = Array.from({ length: 930 }, (_, index) =>
    row(`wide/${index}`, [debit('claims/a', largest), credit('income', largest)]),
  );
  expect(await refused(crowd)).toContain('out of range');
});

test.each(['repeatable read', 'serializable', 'read uncommitted'])(
  'posting at %s is refused',
  async (level) => {
    const elsewhere = thief.sql.begin(`isolation level ${level}`, (tx) => bookRows(tx, [row('level', GOOD)]));
    expect(await refusedBy(elsewhere)).toBe('ledger_works_at_read_committed');
    const program = db.transaction((tx) => post(tx, balanced({ key: 'level' })), {
      isolationLevel: level as 'serializable',
    });
    expect(await refusedBy(program)).toBe('ledger_works_at_read_committed');
  },
);
