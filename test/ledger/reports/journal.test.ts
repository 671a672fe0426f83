import { expect, test } from 'vitest';
import { post } from '../../../src/ledger/index.ts';
import { entriesOf, type JournalQuestion, journal } from '../../../src/ledger/reports/index.ts';
import { day } from '../../../src/values/index.ts';
import { openTestDatabase } from '../../support/database.ts';
import { balanced, book, credit, debit, hold } from '../books.ts';
import { openWorkedBooks, seal } from './worked.ts';

const { db, sql } = await openTestDatabase();
const [claim1, payment1, , claim3, back3] = await openWorkedBooks(db);

const ask = (question: Partial<JournalQuestion> = {}) =>
  db.transaction((tx) => journal(tx, { limit: 100, ...question }));

async function page(question: Partial<JournalQuestion> = {}) {
  const outcome = await ask(question);
  if (!outcome.ok) throw new Error(outcome.refusals.map(({ code }) => code).join(' '));
  return outcome.value;
}

async function keys(question: Partial<JournalQuestion> = {}): Promise<string[]> {
  return (await page(question)).entries.map(({ key }) => key);
}

const ALL = ['claim/1', 'payment/1', 'claim/2', 'claim/3', 'back/3'];

test('entries with their lines, in the order of their ids', async () => {
  const { entries, next, seal: standsOn } = await page();
  expect(entries.map(({ key }) => key)).toEqual(ALL);
  expect(entries[1]).toEqual({
    id: payment1,
    key: 'payment/1',
    scope: 'case_A',
    subject: 'n1',
    kind: 'claim',
    cause: 'fact_2',
    description: 'One day late',
    valueDate: '2025-03-03',
    bookedOn: '2025-03-04',
    recordedAt: expect.any(Date),
    reverses: null,
    total: 10_000n,
    lines: [debit('bank', 10_000n), credit('claims/a', 10_000n)],
  });
  expect(entries[4]?.reverses).toBe(claim3);
  expect([next, standsOn]).toEqual([null, null]);
});

test('by scope, by cause, by booked period, and by all of them', async () => {
  await book(db, { key: 'other', scope: 'case_B', cause: 'fact_2', bookedOn: day('2025-04-15') });
  expect(await keys({ scope: 'case_A' })).toEqual(ALL);
  expect(await keys({ scope: 'case_C' })).toEqual([]);
  expect(await keys({ cause: 'fact_2' })).toEqual(['payment/1', 'other']);
  expect(await keys({ cause: 'fact_2', scope: 'case_B' })).toEqual(['other']);
  const spring = { bookedFrom: day('2025-03-04'), bookedThrough: day('2025-05-01') };
  expect(await keys(spring)).toEqual(['payment/1', 'claim/2', 'claim/3', 'other']);
  expect(await keys({ ...spring, scope: 'case_A', cause: 'fact_1' })).toEqual(['claim/2', 'claim/3']);
});

test('at a block of the seal: what it covers, and no more', async () => {
  const { number } = await seal(sql, payment1);
  expect(await keys({ sealedAt: number })).toEqual(['claim/1', 'payment/1']);
  expect((await page()).seal?.number).toBe(number);
  await expect(ask({ sealedAt: 99 })).rejects.toThrow('there is no block 99');
});

test('the pages joined are the whole, for every size of page', async () => {
  for (const limit of [1, 2, 3, 5, 6]) {
    const found: string[] = [];
    let after: string | undefined;
    do {
      const { entries, next }: Awaited<ReturnType<typeof page>> = await page({
        scope: 'case_A',
        limit,
        after,
      });
      expect(entries.length).toBeLessThanOrEqual(limit);
      found.push(...entries.map(({ key }) => key));
      after = next ?? undefined;
    } while (after !== undefined);
    expect(found).toEqual(ALL);
  }
});

test('a cursor of another question, or none at all, is refused; a page without an end is an error', async () => {
  const { next } = await page({ limit: 1 });
  for (const question of [
    { after: 'none' },
    { after: next!, scope: 'case_A' },
    { after: next!, sealedAt: 1 },
  ]) {
    expect(await ask(question)).toMatchObject({ ok: false, refusals: [{ code: 'bad-cursor' }] });
  }
  await expect(ask({ limit: 0 })).rejects.toThrow(RangeError);
});

test('an entry that commits late with an id below the end of the page: the next page is refused, another scope goes on', async () => {
  const pair = [debit('bank', 1n), credit('income', 1n)];
  const late = await hold(db, (tx) => post(tx, balanced({ key: 'late', scope: 'case_L', lines: pair })));
  const elsewhere = [debit('claims/a', 1n), credit('claims/b', 1n)];
  await book(db, { key: 'after/1', scope: 'case_M', lines: elsewhere });
  await book(db, { key: 'after/2', scope: 'case_M', lines: elsewhere });
  const all = await page({ limit: 7 });
  expect(all.entries.at(-1)?.key).toBe('after/1');
  const ofScope = await page({ scope: 'case_M', limit: 1 });
  await late.commit();
  expect(await ask({ limit: 7, after: all.next! })).toMatchObject({
    ok: false,
    refusals: [{ code: 'cursor-overtaken' }],
  });
  expect(await keys({ scope: 'case_M', limit: 1, after: ofScope.next! })).toEqual(['after/2']);
});

test('a whole scope at once, as a program needs it', async () => {
  const entries = await db.transaction((tx) => entriesOf(tx, 'case_A'));
  expect(entries).toEqual((await page({ scope: 'case_A' })).entries);
  expect([entries[0]?.id, entries[4]?.id]).toEqual([claim1, back3]);
});
