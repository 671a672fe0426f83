import { expect, test } from 'vitest';
import { post, reverse, sumsBySubject } from '../../src/ledger/index.ts';
import { entriesOf } from '../../src/ledger/reports/index.ts';
import { type Day, day } from '../../src/values/index.ts';
import { openTestDatabase } from '../support/database.ts';
import {
  balanced,
  book,
  countEntries,
  credit,
  debit,
  hold,
  openBooks,
  outcomeOf,
  untilOneWaits,
} from './books.ts';

const { db, sql } = await openTestDatabase();
await openBooks(db);

const WHY = {
  valueDate: day('2025-02-14'),
  bookedOn: day('2025-09-01'),
  cause: 'fact_9',
  description: 'Set aside on appeal',
};

function reversing(entryId: bigint, key: string, changes: Partial<typeof WHY> = {}) {
  return db.transaction((tx) => reverse(tx, { entryId, key, ...WHY, ...changes }));
}

test('a reversal books the same lines with their sides exchanged, in the same scope and subject, with its own days and cause', async () => {
  const lines = [debit('claims/a', 10_000n), debit('claims/b', 15_000n), credit('income', 25_000n)];
  const entryId = await book(db, { key: 'taken', scope: 'taken', subject: 'n7', lines });
  expect(outcomeOf(await reversing(entryId, 'taken/back'))).toBe('booked');
  const [, back] = await db.transaction((tx) => entriesOf(tx, 'taken'));
  expect(back).toMatchObject({
    ...WHY,
    key: 'taken/back',
    scope: 'taken',
    subject: 'n7',
    kind: 'reversal',
    reverses: entryId,
    total: 25_000n,
    lines: [credit('claims/a', 10_000n), credit('claims/b', 15_000n), debit('income', 25_000n)],
  });
});

test('after a reversal every balance of the scope is nothing, and stays visible as such', async () => {
  const entryId = await book(db, { key: 'nothing', scope: 'nothing' });
  await reversing(entryId, 'nothing/back');
  const nothing = new Map([
    ['claims/a', 0n],
    ['income', 0n],
  ]);
  expect(await db.transaction((tx) => sumsBySubject(tx, 'nothing'))).toEqual(new Map([['n1', nothing]]));
});

test('under the same key a reversal is replayed, also where it is booked on a later day', async () => {
  const entryId = await book(db, { key: 'again' });
  const first = await reversing(entryId, 'again/back');
  const second = await reversing(entryId, 'again/back', { bookedOn: day('2025-09-02') });
  expect(second).toEqual({ ...first, outcome: 'replayed' });
});

test('under the same key with another cause it is refused', async () => {
  const entryId = await book(db, { key: 'cause' });
  await reversing(entryId, 'cause/back');
  expect(outcomeOf(await reversing(entryId, 'cause/back', { cause: 'fact_10' }))).toBe('key-conflict');
});

test('under another key a second reversal is refused, and the sentence names the first', async () => {
  const entryId = await book(db, { key: 'once' });
  await reversing(entryId, 'once/back');
  const second = await reversing(entryId, 'once/back-again');
  expect(outcomeOf(second)).toBe('already-reversed');
  expect(JSON.stringify(second)).toContain('once/back');
  expect(await countEntries(sql, 'once/back-again')).toBe(0);
});

test('of two that reverse one entry at once under two keys, one books and the other is refused', async () => {
  const entryId = await book(db, { key: 'both' });
  const first = await hold(db, (tx) => reverse(tx, { entryId, key: 'both/1', ...WHY }));
  const second = reversing(entryId, 'both/2');
  await untilOneWaits(sql);
  await first.commit();
  expect([first.result, await second].map(outcomeOf)).toEqual(['booked', 'already-reversed']);
});

test('a reversal is not itself reversed', async () => {
  const entryId = await book(db, { key: 'end' });
  const back = await reversing(entryId, 'end/back');
  if (back.outcome === 'refused') throw new Error('refused');
  expect(outcomeOf(await reversing(back.entryId, 'end/back/back'))).toBe('reversal-of-reversal');
});

test('an entry that does not exist is refused', async () => {
  expect(outcomeOf(await reversing(999_999_999n, 'ghost'))).toBe('unknown-entry');
});

test('a reversal without cause or on no day is refused with both faults', async () => {
  const entryId = await book(db, { key: 'why' });
  const answer = await reversing(entryId, 'why/back', { cause: '', valueDate: '2025-02-30' as Day });
  expect(outcomeOf(answer)).toBe('text-missing not-a-day');
});

test('an entry and its reversal may come in one transaction', async () => {
  const answer = await db.transaction(async (tx) => {
    const [posted] = await post(tx, balanced({ key: 'quick' }));
    if (posted?.outcome !== 'booked') throw new Error('not booked');
    return reverse(tx, { entryId: posted.entryId, key: 'quick/back', ...WHY });
  });
  expect(outcomeOf(answer)).toBe('booked');
});
