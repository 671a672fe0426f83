import { expect, test } from 'vitest';
import { post } from '../../src/ledger/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { balanced, book, countEntries, credit, debit, openBooks, refusedBy } from './books.ts';
import { bookRows, type Columns, openLogin, type Row, row } from './rows.ts';

// Every test here goes around the program: SQL of its own, from a login of the application, through the one door. It expects the database to
// refuse in the name of a guarantee, and nothing to have been written.
const database = await openTestDatabase();
const { db, sql } = database;
await openBooks(db);
const thief = await openLogin(database, 'dwangsom_application');

const GOOD = [debit('bank', 100n), credit('income', 100n)];

/** The guarantee that was named; or what PostgreSQL itself said, where it needs none of ours. Nothing may have changed in either case. */
async function refused(rows: Row[], changes: Partial<Columns> = {}): Promise<string> {
  const before = await standing();
  const name = await refusedBy(bookRows(thief.sql, rows, changes));
  expect(await standing()).toEqual(before);
  return name;
}

function standing() {
  return sql`
    select
      (select count(*) from ledger.entry) as entries,
      (select count(*) from ledger.posting) as postings,
      (select array_agg(balance order by account) from ledger.balance)::text as balances`;
}

test('what is right passes: lines of 100 on both sides, two of them, as declared', async () => {
  expect(await bookRows(thief.sql, [row('right', GOOD)])).toMatchObject({ outcomes: null });
  expect(await countEntries(sql, 'right')).toBe(1);
});

test.each<[string, Row['lines'], Partial<Row>]>([
  ['debit 100, credit 99', [debit('bank', 100n), credit('income', 99n)], {}],
  ['debit 99, credit 100', [debit('bank', 99n), credit('income', 100n)], {}],
  ['100 on both sides, declared 101', GOOD, { total: 101n }],
  ['two debits and no credit', [debit('bank', 50n), debit('claims/a', 50n)], { total: 100n }],
  ['two credits and no debit', [credit('bank', 50n), credit('claims/a', 50n)], { total: 100n }],
])('an entry that does not balance is refused: %s', async (name, lines, changes) => {
  expect(await refused([row(name, lines, changes)])).toBe('entry_balances');
});

test('one rotten entry refuses the call, wherever it stands among good ones', async () => {
  const rotten = row('m', [debit('bank', 2n), credit('income', 1n)]);
  const good = ['a', 'b', 'y', 'z'].map((key) => row(key, GOOD));
  expect(await refused([rotten, ...good])).toBe('entry_balances');
  expect(await refused([...good.slice(0, 2), rotten, ...good.slice(2)])).toBe('entry_balances');
  expect(await refused([...good, rotten])).toBe('entry_balances');
});

test.each<[string, Row['lines'], Partial<Row>]>([
  ['fewer than declared', GOOD, { lineCount: 3 }],
  ['none', [], { lineCount: 2, total: 100n }],
  ['one of nothing', [debit('bank', 100n), credit('income', 100n), debit('claims/a', 0n)], {}],
  ['one below nothing', [debit('bank', 100n), debit('claims/a', -1n), credit('income', 99n)], { total: 99n }],
  [
    'one of more than sixteen digits',
    [debit('bank', 10n ** 16n), credit('income', 10n ** 16n)],
    { total: 1n },
  ],
])('lines that are not those declared are refused: %s', async (name, lines, changes) => {
  expect(await refused([row(name, lines, changes)])).toBe('entry_has_all_its_lines');
});

test('more lines than declared belong to no entry', async () => {
  const lines = [...GOOD, debit('bank', 5n), credit('income', 5n)];
  expect(await refused([row('long', lines, { total: 100n, lineCount: 2 })])).toBe(
    'posting_comes_with_its_entry',
  );
});

test.each<[string, Partial<Columns>, string]>([
  ['a gap in the numbers', { line_numbers: '{1,3}' }, 'entry_has_all_its_lines'],
  ['a number twice', { line_numbers: '{1,1}' }, 'entry_has_all_its_lines'],
  ['numbers from nothing', { line_numbers: '{0,1}' }, 'entry_has_all_its_lines'],
  ['a number that is missing', { line_numbers: '{1,null}' }, 'entry_has_all_its_lines'],
  ['a line of another entry', { line_entries: '{1,2}' }, 'entry_has_all_its_lines'],
  ['a line of no entry', { line_entries: '{1,null}' }, 'entry_has_all_its_lines'],
  ['an amount that is missing', { line_amounts: '{100,null}' }, 'entry_has_all_its_lines'],
  ['a side that is missing', { line_sides: '{debit,null}' }, 'entry_has_all_its_lines'],
])('lines that do not fit their entry are refused: %s', async (_, changes, guarantee) => {
  expect(await refused([row('misfit', GOOD)], changes)).toBe(guarantee);
});

test.each<[string, Partial<Row>]>([
  ['with a single line', { lineCount: 1 }],
  ['with 1001 lines', { lineCount: 1_001 }],
  ['of nothing', { total: 0n }],
  ['below nothing', { total: -100n }],
  ['of more than sixteen digits', { total: 10n ** 16n }],
  ['with a hash of 31 bytes', { hash: 'ab'.repeat(31) }],
  ['that counts at infinity', { valueDate: 'infinity' }],
  ['that counts at minus infinity', { valueDate: '-infinity' }],
  ['booked at infinity', { bookedOn: 'infinity' }],
  ['booked at minus infinity', { bookedOn: '-infinity' }],
  ['that counts before 1800', { valueDate: '1799-12-31' }],
  ['booked after 2999', { bookedOn: '3000-01-01' }],
])('an entry %s is not well formed', async (_, changes) => {
  expect(await refused([row('malformed', GOOD, changes)])).toBe('entry_is_well_formed');
});

test.each<keyof Columns>(['content_hashes', 'totals', 'line_counts'])(
  'an entry without %s is not well formed',
  async (column) => {
    expect(await refused([row('lacking', GOOD)], { [column]: '{null}' })).toBe('entry_is_well_formed');
  },
);

test.each<keyof Columns>(['keys', 'scopes', 'subjects', 'kinds', 'causes', 'descriptions'])(
  'an entry whose %s are missing or empty is refused',
  async (column) => {
    const two = [row('filled/1', GOOD), row('filled/2', GOOD)];
    expect(await refused(two, { [column]: '{null,b}' })).toBe('entry_columns_fit');
    expect(await refused(two, { [column]: '{a,""}' })).toBe('entry_columns_fit');
    // The column itself is too narrow for more.
    expect(await refused(two, { [column]: `{a,${'b'.repeat(501)}}` })).toContain('value too long');
  },
);

test.each<keyof Columns>(['value_dates', 'booked_ons'])(
  'an entry without %s is refused by its column',
  async (column) => {
    expect(await refused([row('timeless', GOOD)], { [column]: '{null}' })).toContain(
      'violates not-null constraint',
    );
  },
);

test('a side that is neither, a day that is none and an amount that is none do not even become an argument', async () => {
  expect(await refused([row('x', GOOD)], { line_sides: '{debit,both}' })).toContain(
    'invalid input value for enum',
  );
  expect(await refused([row('x', GOOD)], { value_dates: '{2025-02-30}' })).toContain('out of range');
  expect(await refused([row('x', GOOD)], { line_amounts: '{100,NaN}' })).toContain('invalid input syntax');
});

test('an account that does not exist is answered by name, and no account can be given by its id', async () => {
  const [known] = await sql`select id from ledger.account where code = 'bank'`;
  for (const account of [`${known!.id}`, '999999', 'nowhere']) {
    const answer = await bookRows(thief.sql, [row('lost', [debit(account, 1n), credit('income', 1n)])]);
    expect(answer).toEqual({ ids: null, outcomes: ['unknown-account'], details: [account] });
  }
  const nameless = await bookRows(thief.sql, [row('lost', GOOD)], { line_accounts: '{bank,null}' });
  expect(nameless).toMatchObject({ ids: null, outcomes: ['unknown-account'] });
  expect(await countEntries(sql, 'lost')).toBe(0);
});

test('the guards hold for the program too: post writes through them and not around them', async () => {
  const answer = db.transaction((tx) => post(tx, { ...balanced({ key: 'forged' }), total: 1n }));
  expect(await refusedBy(answer)).toBe('entry_balances');
  await book(db, { key: 'forged' });
});
