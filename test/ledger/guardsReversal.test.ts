import { expect, test } from 'vitest';
import { balancedReversal } from '../../src/ledger/entry.ts';
import { post } from '../../src/ledger/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { countEntries, credit, debit, draft, openBooks, refusedBy } from './books.ts';
import { type Answered, bookRows, openLogin, type Row, row } from './rows.ts';

// Reversals written around the program. The entry to take back: bank 60 and claims/a 40 debit, income 100 credit.
const database = await openTestDatabase();
const { db, sql } = database;
await openBooks(db);
const thief = await openLogin(database, 'dwangsom_application');

const LINES = [debit('bank', 60n), debit('claims/a', 40n), credit('income', 100n)];
const INVERTED = [credit('bank', 60n), credit('claims/a', 40n), debit('income', 100n)];

async function booked(key: string, lines = LINES, changes: Partial<Row> = {}): Promise<bigint> {
  const { ids, outcomes } = await bookRows(thief.sql, [row(key, lines, changes)]);
  expect(outcomes).toBeNull();
  return ids![0]!;
}

function reversing(key: string, lines: Row['lines'], changes: Partial<Row>): Promise<Answered> {
  return bookRows(thief.sql, [row(key, lines, changes)]);
}

test('a true inversion passes, once; under another key a second one is answered with the key of the first', async () => {
  const reverses = await booked('once');
  await booked('once/back', INVERTED, { reverses });
  const again = { ids: null, outcomes: ['already-reversed'], details: ['once/back'] };
  expect(await reversing('once/again', INVERTED, { reverses })).toEqual(again);
  expect(await countEntries(sql, 'once/again')).toBe(0);
});

test('among other entries a second reversal refuses them all, and is named', async () => {
  const reverses = await booked('among');
  await booked('among/back', INVERTED, { reverses });
  const answer = await bookRows(thief.sql, [
    row('among/again', INVERTED, { reverses }),
    row('among/good', LINES),
  ]);
  expect(answer).toEqual({
    ids: null,
    outcomes: ['already-reversed', 'refused-with-others'],
    details: ['among/back', ''],
  });
  expect(await countEntries(sql, 'among/good')).toBe(0);
});

test('two reversals of one entry in one call are refused', async () => {
  const reverses = await booked('pair');
  const both = ['pair/1', 'pair/2'].map((key) => row(key, INVERTED, { reverses }));
  expect(await refusedBy(bookRows(thief.sql, both))).toBe('entry_key_once');
  expect(await countEntries(sql, 'pair/1')).toBe(0);
});

test('a reversal is not reversed, though its inversion would be true', async () => {
  const reverses = await booked('end');
  const back = await booked('end/back', INVERTED, { reverses });
  expect(await refusedBy(reversing('end/forth', LINES, { reverses: back }))).toBe(
    'entry_reverses_no_reversal',
  );
});

test.each([
  ['repeats the entry', LINES],
  ['takes back half of it', [credit('bank', 50n), debit('income', 50n)]],
  ['takes back other amounts', [credit('bank', 40n), credit('claims/a', 60n), debit('income', 100n)]],
  ['takes back from another account', [credit('bank', 60n), credit('claims/b', 40n), debit('income', 100n)]],
  ['takes back in another order', [...INVERTED].reverse()],
  ['adds lines of its own', [...INVERTED, credit('bank', 1n), debit('claims/b', 1n)]],
])('a reversal that %s is refused', async (name, lines) => {
  const reverses = await booked(name);
  expect(await refusedBy(reversing(`${name}/back`, lines, { reverses }))).toBe(
    'entry_inverts_what_it_reverses',
  );
});

test('a reversal in another scope or about another subject is refused, or two sums would be wrong by the amount', async () => {
  const reverses = await booked('scope');
  const other = reversing('scope/back', INVERTED, { reverses, scope: 'elsewhere' });
  expect(await refusedBy(other)).toBe('entry_reverses_in_its_own_scope');
  const about = reversing('scope/back', INVERTED, { reverses, subject: 'n2' });
  expect(await refusedBy(about)).toBe('entry_reverses_in_its_own_scope');
});

test('an entry reverses neither itself, nor one to come, nor one that never was', async () => {
  const last = await booked('last');
  // Each try that fails takes its id with it.
  expect(await refusedBy(reversing('itself', INVERTED, { reverses: last + 1n }))).toBe(
    'entry_reverses_an_earlier_one',
  );
  const future = [row('future/1', INVERTED, { reverses: last + 3n }), row('future/2', LINES)];
  expect(await refusedBy(bookRows(thief.sql, future))).toBe('entry_reverses_an_earlier_one');
  for (const reverses of [0n, -1n, 999_999n]) {
    expect(await refusedBy(reversing('ghost', INVERTED, { reverses }))).toBe('entry_reverses_an_earlier_one');
  }
});

test('an entry and its reversal may come in one call, where their ids are foreseen', async () => {
  const last = await booked('foreseen');
  await bookRows(thief.sql, [row('foreseen/1', LINES), row('foreseen/2', INVERTED, { reverses: last + 1n })]);
  expect(await sql`select reverses from ledger.entry where key = 'foreseen/2'`).toEqual([
    { reverses: last + 1n },
  ]);
});

test('through the program: a reversal that inverts something else is refused by the same guarantee', async () => {
  const reverses = await booked('program', LINES, { scope: 'case_A' });
  const halved = balancedReversal(
    draft({ key: 'program/back', kind: 'reversal', lines: [credit('bank', 50n), debit('income', 50n)] }),
    { id: reverses, key: 'program' },
  );
  if (!halved.ok) throw new Error('refused');
  const posting = db.transaction((tx) => post(tx, halved.value));
  expect(await refusedBy(posting)).toBe('entry_inverts_what_it_reverses');
});
