import { expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { book, credit, debit, openBooks, refusedBy } from './books.ts';
import { insertEntry, insertLines, insertWhole, type Row } from './rows.ts';

// Single rows that must not stand, written around the program.
const { db, sql } = await openTestDatabase();
await openBooks(db);
const committed = await book(db, { key: 'committed' });

const GOOD = [debit('bank', 100n), credit('income', 100n)];

test.each([
  ['of nothing', [debit('bank', 0n)], 'posting_amount_is_positive'],
  ['below nothing', [debit('bank', -1n)], 'posting_amount_is_positive'],
  ['on a third side', [{ ...debit('bank', 1n), side: 'both' as 'debit' }], 'posting_side_is_known'],
])('a line %s is refused', async (_, lines, constraint) => {
  expect(await refusedBy(insertWhole(sql, 'bad-line', lines, { lineCount: 2 }))).toBe(constraint);
});

test('a line number of nothing, and a line of an entry that does not exist, are refused', async () => {
  const zeroth = sql.begin(async (tx) => insertLines(tx, await insertEntry(tx, 'zeroth'), GOOD, 0));
  expect(await refusedBy(zeroth)).toBe('posting_line_is_positive');
  expect(await refusedBy(insertLines(sql, 999_999n, GOOD))).toBe('posting_belongs_to_an_entry');
});

test('a line on an account that does not exist is refused', async () => {
  const stray = sql.begin(async (tx) => {
    const entry = await insertEntry(tx, 'stray');
    await tx`insert into ledger.posting (entry, line, account, side, amount) values (${entry}, 1, 999999, 'debit', 1)`;
  });
  expect(await refusedBy(stray)).toBe('posting_moves_an_account');
});

test('one key is taken once', async () => {
  await insertWhole(sql, 'key', GOOD);
  expect(await refusedBy(insertWhole(sql, 'key', GOOD))).toBe('entry_key_once');
});

test.each<[string, Partial<Row>, string]>([
  ['without a cause', { cause: '' }, 'entry_texts_are_filled_and_short'],
  ['without a subject', { subject: '' }, 'entry_texts_are_filled_and_short'],
  ['with a scope of 201 characters', { scope: 's'.repeat(201) }, 'entry_texts_are_filled_and_short'],
  ['with a hash of 31 bytes', { hash: 'ab'.repeat(31) }, 'entry_content_hash_is_sha256'],
  ['with a value day at infinity', { valueDate: 'infinity' }, 'entry_value_date_is_a_day'],
  ['booked at minus infinity', { bookedOn: '-infinity' }, 'entry_booked_on_is_a_day'],
  ['of nothing', { total: 0n }, 'entry_total_is_positive'],
])('an entry %s is refused', async (_, changes, constraint) => {
  expect(await refusedBy(insertEntry(sql, 'bad-entry', changes))).toBe(constraint);
});

test.each([
  [`ledger.control_account values ('', 'Kas', 'X', 'debit')`, 'control_account_texts_are_filled_and_short'],
  [`ledger.control_account values ('kas', 'Kas', 'X', 'both')`, 'control_account_normal_side_is_known'],
  [`ledger.control_account values ('bank', 'Kas', 'X', 'debit')`, 'control_account_pkey'],
  [`ledger.account (code, control) values ('', 'bank')`, 'account_code_is_filled_and_short'],
  [`ledger.account (code, control) values ('bank', 'bank')`, 'account_code_once'],
  [`ledger.account (code, control) values ('kas', 'nowhere')`, 'account_rolls_up_to_a_control'],
])('refused: insert into %s', async (row, constraint) => {
  expect(await refusedBy(sql.unsafe(`insert into ${row}`))).toBe(constraint);
});

test('neither the moment nor the transaction of an entry can be backdated', async () => {
  await sql.begin(async (tx) => {
    const [row] = await tx<{ isNow: boolean; isHere: boolean }[]>`
      insert into ledger.entry (
        key, content_hash, scope, subject, kind, cause, description, value_date, booked_on, line_count, total,
        recorded_at, made_in
      )
      values (
        'backdated', decode(repeat('ab', 32), 'hex'), 'raw', 'n1', 'raw', 'fact_1', 'raw', '2025-02-14', '2025-02-14', 2, 100,
        '2001-01-01', '1'
      )
      returning id, recorded_at > clock_timestamp() - interval '1 hour' as "isNow", made_in = pg_current_xact_id() as "isHere"`;
    expect(row).toMatchObject({ isNow: true, isHere: true });
    await insertLines(tx, (row as unknown as { id: bigint }).id, GOOD);
  });
});

test('an id that the sequence did not hand out is refused, so that nobody occupies those to come', async () => {
  const entry = sql`
    insert into ledger.entry (
      id, key, content_hash, scope, subject, kind, cause, description, value_date, booked_on, line_count, total
    )
    overriding system value
    values (
      ${committed + 1_000_000n}, 'squatter', decode(repeat('ab', 32), 'hex'), 'raw', 'n1', 'raw', 'fact_1', 'raw',
      '2025-02-14', '2025-02-14', 2, 100
    )`;
  expect(await refusedBy(entry)).toBe('entry_id_from_sequence');
  const account = sql`insert into ledger.account (id, code, control) overriding system value values (1000000, 'squat', 'bank')`;
  expect(await refusedBy(account)).toBe('account_id_from_sequence');
});
