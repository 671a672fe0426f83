import { expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { credit, debit, openBooks, refusedBy } from './books.ts';
import { insertEntry, insertLines, insertWhole } from './rows.ts';

// Reversals written around the program. The entry to take back: bank 60 and claims/a 40 debit, income 100 credit.
const { db, sql } = await openTestDatabase();
await openBooks(db);
const LINES = [debit('bank', 60n), debit('claims/a', 40n), credit('income', 100n)];
const INVERTED = [credit('bank', 60n), credit('claims/a', 40n), debit('income', 100n)];

test('a true inversion passes, once; under another key a second one is refused', async () => {
  const reverses = await insertWhole(sql, 'once', LINES);
  await insertWhole(sql, 'once/back', INVERTED, { reverses });
  expect(await refusedBy(insertWhole(sql, 'once/again', INVERTED, { reverses }))).toBe('entry_reversed_once');
});

test('a reversal is not reversed, though its inversion would be true', async () => {
  const reverses = await insertWhole(sql, 'end', LINES);
  const back = await insertWhole(sql, 'end/back', INVERTED, { reverses });
  expect(await refusedBy(insertWhole(sql, 'end/forth', LINES, { reverses: back }))).toBe(
    'entry_reverses_no_reversal',
  );
});

test.each([
  ['repeats the entry', LINES],
  ['takes back half of it', [credit('bank', 50n), debit('income', 50n)]],
  ['takes back other amounts', [credit('bank', 40n), credit('claims/a', 60n), debit('income', 100n)]],
  ['takes back from another account', [credit('bank', 60n), credit('claims/b', 40n), debit('income', 100n)]],
  ['adds lines of its own', [...INVERTED, credit('bank', 1n), debit('claims/b', 1n)]],
])('a reversal that %s is refused', async (name, lines) => {
  const reverses = await insertWhole(sql, name, LINES);
  const total = lines.filter(({ side }) => side === 'debit').reduce((sum, { amount }) => sum + amount, 0n);
  const back = insertWhole(sql, `${name}/back`, lines, { reverses, total });
  expect(await refusedBy(back)).toBe('entry_inverts_what_it_reverses');
});

test('a reversal in another scope or about another subject is refused, or two sums would be wrong by the amount', async () => {
  const reverses = await insertWhole(sql, 'scope', LINES);
  const other = insertWhole(sql, 'scope/back', INVERTED, { reverses, scope: 'elsewhere' });
  expect(await refusedBy(other)).toBe('entry_reverses_in_its_own_scope');
  const about = insertWhole(sql, 'scope/back', INVERTED, { reverses, subject: 'n2' });
  expect(await refusedBy(about)).toBe('entry_reverses_in_its_own_scope');
});

test('an entry reverses neither itself, nor one to come, nor one that never was', async () => {
  const next = await insertWhole(sql, 'next', LINES);
  const itself = insertEntry(sql, 'itself', { reverses: next + 1n });
  expect(await refusedBy(itself)).toBe('entry_reverses_an_earlier_one');
  expect(await refusedBy(insertEntry(sql, 'future', { reverses: next + 1_000n }))).toBe(
    'entry_reverses_an_earlier_one',
  );
  const ghost = sql.begin(async (tx) => {
    const entry = await insertEntry(tx, 'ghost', { reverses: 0n, lineCount: 3 });
    await insertLines(tx, entry, INVERTED);
  });
  expect(await refusedBy(ghost)).toBe('entry_reverses_an_entry');
});
