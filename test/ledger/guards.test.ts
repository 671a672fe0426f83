import pg from 'pg';
import { expect, test } from 'vitest';
import { post } from '../../src/ledger/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { balanced, book, countEntries, credit, debit, openBooks, refusedBy } from './books.ts';
import { insertEntry, insertLines, insertWhole } from './rows.ts';

// Every test here goes around the program, with SQL of its own, and expects the database to refuse in the name of a guarantee.
const { db, sql, url } = await openTestDatabase();
await openBooks(db);
const committed = await book(db, { key: 'committed' });

const GOOD = [debit('bank', 100n), credit('income', 100n)];

test('what is right passes: lines of 100 on both sides, two of them, as declared', async () => {
  await insertWhole(sql, 'right', GOOD);
  expect(await countEntries(sql, 'right')).toBe(1);
});

test('an entry that does not balance is refused at commit: debit 100, credit 99', async () => {
  const lines = [debit('bank', 100n), credit('income', 99n)];
  expect(await refusedBy(insertWhole(sql, 'unbalanced', lines))).toBe('entry_balances');
  expect(await countEntries(sql, 'unbalanced')).toBe(0);
});

test('an entry that balances at another total than declared is refused: 100 on both sides, declared 101', async () => {
  expect(await refusedBy(insertWhole(sql, 'total', GOOD, { total: 101n }))).toBe('entry_balances');
});

test('two debits and no credit are refused', async () => {
  const lines = [debit('bank', 50n), debit('claims/a', 50n)];
  expect(await refusedBy(insertWhole(sql, 'one-sided', lines))).toBe('entry_balances');
});

test('an entry without lines, or with fewer than declared, is refused at commit', async () => {
  expect(await refusedBy(insertEntry(sql, 'empty'))).toBe('entry_has_all_its_lines');
  expect(await refusedBy(insertWhole(sql, 'short', GOOD, { lineCount: 3 }))).toBe('entry_has_all_its_lines');
});

test('an entry with more lines than declared, or a gap in their numbers, is refused', async () => {
  const lines = [debit('bank', 100n), credit('income', 60n), credit('income', 40n)];
  expect(await refusedBy(insertWhole(sql, 'long', lines, { lineCount: 2 }))).toBe(
    'posting_comes_with_its_entry',
  );
  const gap = sql.begin(async (tx) => {
    const entry = await insertEntry(tx, 'gap', { lineCount: 3 });
    await insertLines(tx, entry, [debit('bank', 100n)], 1);
    await insertLines(tx, entry, [credit('income', 100n)], 3);
  });
  expect(await refusedBy(gap)).toBe('entry_has_all_its_lines');
});

test('an entry may not declare a single line', async () => {
  expect(await refusedBy(insertEntry(sql, 'single', { lineCount: 1 }))).toBe('entry_line_count_is_in_bounds');
});

test('lines that would balance may not be added to an entry of another transaction', async () => {
  expect(await refusedBy(insertLines(sql, committed, [debit('bank', 1n)], 3))).toBe(
    'posting_comes_with_its_entry',
  );
  const pair = sql`
    insert into ledger.posting (entry, line, account, side, amount)
    select ${committed}, row_number() over () + 2, id, case code when 'bank' then 'debit' else 'credit' end, 1
    from ledger.account where code in ('bank', 'income')`;
  expect(await refusedBy(pair)).toBe('posting_comes_with_its_entry');
});

test('an entry that came in incomplete while its owner had the check off cannot be completed later', async () => {
  await sql`alter table ledger.entry disable trigger entry_is_whole`;
  const entry = await insertWhole(sql, 'incomplete', GOOD.slice(0, 1), { lineCount: 2 });
  await sql`alter table ledger.entry enable always trigger entry_is_whole`;
  const missing = insertLines(sql, entry, GOOD.slice(1), 2);
  expect(await refusedBy(missing)).toBe('posting_comes_with_its_entry');
});

test('after an early check lines may not be added in the same transaction either', async () => {
  const early = sql.begin(async (tx) => {
    const entry = await insertEntry(tx, 'early');
    await insertLines(tx, entry, GOOD);
    await tx`set constraints all immediate`;
    await insertLines(tx, entry, [debit('bank', 1n), credit('income', 1n)], 3);
  });
  expect(await refusedBy(early)).toBe('posting_comes_with_its_entry');
});

test('a check that is made immediate refuses at once and is not lost', async () => {
  const immediate = sql.begin(async (tx) => {
    await tx`set constraints all immediate`;
    await insertEntry(tx, 'immediate');
  });
  expect(await refusedBy(immediate)).toBe('entry_has_all_its_lines');
});

test('a session that dies between an entry and its lines leaves nothing', async () => {
  // Through another driver: postgres.js 3.4.9 writes to the closed socket and takes the process down (porsager/postgres#1208).
  const session = new pg.Client({ connectionString: url });
  session.on('error', () => {});
  await session.connect();
  await session.query('begin');
  const written = await session.query(`
    insert into ledger.entry (
      key, content_hash, scope, subject, kind, cause, description, value_date, booked_on, line_count, total
    )
    values ('died', decode(repeat('ab', 32), 'hex'), 'raw', 'n1', 'raw', 'fact_1', 'raw', '2025-02-14', '2025-02-14', 2, 100)`);
  expect(written.rowCount).toBe(1);
  await expect(session.query('select pg_terminate_backend(pg_backend_pid())')).rejects.toThrow();
  expect(await countEntries(sql, 'died')).toBe(0);
  // The key is free again: what is retried is booked.
  await book(db, { key: 'died' });
});

test('an operator of the caller does not stand in for ours', async () => {
  // numeric <> bigint has no exact match of its own, so that one in front of pg_catalog would be taken.
  await sql`create schema evil`;
  await sql`create function evil.never(numeric, bigint) returns boolean language sql as 'select false'`;
  await sql`create operator evil.<> (leftarg = numeric, rightarg = bigint, function = evil.never)`;
  const hijacked = sql.begin(async (tx) => {
    await tx`set local search_path = evil, pg_catalog`;
    const [sees] = await tx`select 1::numeric <> 2::bigint as differ`;
    expect(sees).toEqual({ differ: false });
    const entry = await insertEntry(tx, 'hijacked');
    await insertLines(tx, entry, [debit('bank', 100n), credit('income', 1n)]);
  });
  expect(await refusedBy(hijacked)).toBe('entry_balances');
});

test('the guards hold for the program too: post writes through them and not around them', async () => {
  const answer = db.transaction((tx) => post(tx, { ...balanced({ key: 'forged' }), total: 1n }));
  expect(await refusedBy(answer)).toBe('entry_balances');
});
