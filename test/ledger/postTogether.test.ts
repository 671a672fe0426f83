import { expect, test } from 'vitest';
import { post } from '../../src/ledger/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { balanced, book, countEntries, hold, openBooks, outcomeOf, untilOneWaits } from './books.ts';

const { db, sql } = await openTestDatabase();
await openBooks(db);

test('of two that post one key at once one books, and the other waits and replays its id', async () => {
  const first = await hold(db, (tx) => post(tx, balanced({ key: 'race' })));
  const second = db.transaction((tx) => post(tx, balanced({ key: 'race' })));
  await untilOneWaits(sql);
  await first.commit();
  const [booked] = first.result;
  const [replayed] = await second;
  expect([booked, replayed].map(outcomeOf)).toEqual(['booked', 'replayed']);
  expect(replayed).toEqual({ ...booked, outcome: 'replayed' });
  expect(await countEntries(sql, 'race')).toBe(1);
});

test('where the first of two rolls back, the second books', async () => {
  const first = await hold(db, (tx) => post(tx, balanced({ key: 'given-up' })));
  const second = db.transaction((tx) => post(tx, balanced({ key: 'given-up' })));
  await untilOneWaits(sql);
  await first.rollBack();
  expect((await second).map(outcomeOf)).toEqual(['booked']);
  expect(await countEntries(sql, 'given-up')).toBe(1);
});

test('of two that post one key with other content at once, the second is refused', async () => {
  const first = await hold(db, (tx) => post(tx, balanced({ key: 'clash' })));
  const second = db.transaction((tx) => post(tx, balanced({ key: 'clash', subject: 'n2' })));
  await untilOneWaits(sql);
  await first.commit();
  expect((await second).map(outcomeOf)).toEqual(['key-conflict']);
  expect(await countEntries(sql, 'clash')).toBe(1);
});

test('a conflict that shows only after other entries of the call were written throws, and rolls all of them back', async () => {
  const first = await hold(db, (tx) => post(tx, balanced({ key: 'late/2' })));
  const batch = [balanced({ key: 'late/1' }), balanced({ key: 'late/2', subject: 'n2' })];
  const second = db.transaction((tx) => post(tx, batch));
  second.catch(() => {});
  await untilOneWaits(sql);
  await first.commit();
  await expect(second).rejects.toThrow('late/2');
  expect(await countEntries(sql, 'late/1')).toBe(0);
  // The next try finds it beforehand.
  const again = await db.transaction((tx) => post(tx, batch));
  expect(again.map(outcomeOf)).toEqual(['refused-with-others', 'key-conflict']);
});

test('two batches with the same keys in opposite order do not wait for each other in a circle', async () => {
  const keys = Array.from({ length: 50 }, (_, index) => `circle/${index}`);
  const one = keys.map((key) => balanced({ key }));
  for (let round = 0; round < 5; round++) {
    const answers = await Promise.all([
      db.transaction((tx) => post(tx, one)),
      db.transaction((tx) => post(tx, [...one].reverse())),
    ]);
    expect(answers.flat().every(({ outcome }) => outcome !== 'refused')).toBe(true);
  }
  const rows = await sql`select key from ledger.entry where key like 'circle/%'`;
  expect(rows).toHaveLength(50);
});

test('ten at once, five connections, one key: exactly one books', async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => db.transaction((tx) => post(tx, balanced({ key: 'crowd' })))),
  );
  expect(answers.flat().map(outcomeOf).sort()).toEqual([
    'booked',
    ...Array.from({ length: 9 }, () => 'replayed'),
  ]);
  expect(await countEntries(sql, 'crowd')).toBe(1);
});

test('what fails after posting in the same transaction takes the entry with it, and a retry books it', async () => {
  const failing = db.transaction(async (tx) => {
    await post(tx, balanced({ key: 'crash' }));
    throw new Error('the next step failed');
  });
  await expect(failing).rejects.toThrow('the next step failed');
  expect(await countEntries(sql, 'crash')).toBe(0);
  await book(db, { key: 'crash' });
  expect(await countEntries(sql, 'crash')).toBe(1);
});

test('an entry that is posted under a savepoint stands or falls with it, and its lines with it', async () => {
  await db.transaction(async (tx) => {
    await tx.transaction((nested) => post(nested, balanced({ key: 'savepoint/kept' })));
    const undone = tx.transaction(async (nested) => {
      await post(nested, balanced({ key: 'savepoint/undone' }));
      throw new Error('back to the savepoint');
    });
    await expect(undone).rejects.toThrow('back to the savepoint');
  });
  expect(await countEntries(sql, 'savepoint/kept')).toBe(1);
  expect(await countEntries(sql, 'savepoint/undone')).toBe(0);
});
