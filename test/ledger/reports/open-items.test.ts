import { expect, test } from 'vitest';
import { openAccounts } from '../../../src/ledger/index.ts';
import { type AsOf, ageing, mustBeZero, openItems } from '../../../src/ledger/reports/index.ts';
import { addDays, day } from '../../../src/values/index.ts';
import { openTestDatabase } from '../../support/database.ts';
import { book, credit, debit } from '../books.ts';
import { openWorkedBooks, seal } from './worked.ts';

const { db, sql } = await openTestDatabase();
const [claim1] = await openWorkedBooks(db);

const items = async (control: string, asOf?: AsOf) =>
  (await db.transaction((tx) => openItems(tx, control, asOf))).items;

test('what stands open: the account, since when, gross and net; what stands at nothing is left out', async () => {
  expect(await db.transaction((tx) => openItems(tx, 'claims'))).toEqual({
    items: [
      {
        control: 'claims',
        account: 'claims/a',
        since: '2025-02-14',
        debit: 55_000n, // 25000 + 30000
        credit: 10_000n,
        balance: 45_000n,
      },
    ],
    balance: 45_000n,
    seal: null,
  });
});

test('placements as they were known: what was taken back in June stood open in May', async () => {
  const asOf = { valueOn: day('2025-05-31'), bookedOn: day('2025-05-31') };
  expect(
    (await items('claims', asOf)).map(({ account, since, balance }) => [account, since, balance]),
  ).toEqual([
    ['claims/a', '2025-02-14', 45_000n],
    ['claims/b', '2025-05-01', 4_000n],
  ]);
  expect((await items('claims', { valueOn: day('2025-02-13') })).length).toBe(0);
});

test('at a block of the seal: claim/1 alone', async () => {
  const { number, hash } = await seal(sql, claim1);
  const found = await db.transaction((tx) => openItems(tx, 'claims', { sealedAt: number }));
  expect(found.items.map(({ account, balance }) => [account, balance])).toEqual([['claims/a', 25_000n]]);
  expect(found.seal).toMatchObject({ number, hash });
});

// A claim of 100 on 1 June, paid on 10 June, and another of 50 on 20 June; by a late entry 30 of the second was paid on its own day.
test('paid in full and claimed again is a new item from that day; a day on which it ends at nothing breaks it', async () => {
  await db.transaction((tx) => openAccounts(tx, [{ code: 'claims/c', control: 'claims' }]));
  const move = (key: string, on: string, amount: bigint) =>
    book(db, {
      key,
      valueDate: day(on),
      bookedOn: day('2025-07-01'),
      lines:
        amount > 0n
          ? [debit('claims/c', amount), credit('income', amount)]
          : [debit('bank', -amount), credit('claims/c', -amount)],
    });
  await move('c/1', '2025-06-01', 100n);
  await move('c/2', '2025-06-20', 50n);
  await move('c/3', '2025-06-20', -30n);
  expect((await items('claims')).find(({ account }) => account === 'claims/c')?.since).toBe('2025-06-01');
  await move('c/4', '2025-06-10', -100n);
  expect((await items('claims')).find(({ account }) => account === 'claims/c')).toMatchObject({
    since: '2025-06-20',
    debit: 150n,
    credit: 130n,
    balance: 20n,
  });
  expect((await items('claims', { valueOn: day('2025-06-09') })).map(({ since }) => since)).toEqual([
    '2025-02-14',
    '2025-06-01',
  ]);
  expect((await items('claims', { valueOn: day('2025-06-10') })).map(({ account }) => account)).toEqual([
    'claims/a',
  ]);
});

// On 20 July: claims/a is open since 14 February, 156 days (14 + 31 + 30 + 31 + 30 + 20); claims/c since 20 June, 30 days.
test('ageing: by age on the day, the bounds belong to the younger bucket, and the sums are the balance of the control account', async () => {
  const on = (valueOn: string, bounds?: number[]) =>
    db.transaction((tx) => ageing(tx, 'claims', { valueOn: day(valueOn) }, bounds));
  const found = await on('2025-07-20');
  expect(found.buckets).toEqual([
    { from: 0, through: 30, count: 1, balance: 20n },
    { from: 31, through: 60, count: 0, balance: 0n },
    { from: 61, through: 90, count: 0, balance: 0n },
    { from: 91, through: null, count: 1, balance: 45_000n },
  ]);
  expect([found.count, found.balance]).toEqual([2, 45_020n]);
  expect((await on(addDays(day('2025-07-20'), 1))).buckets.map(({ count }) => count)).toEqual([0, 1, 0, 1]);
  expect((await on('2025-07-20', [0, 156])).buckets.map(({ count }) => count)).toEqual([0, 2, 0]);
  expect((await on('2025-07-20', [])).buckets).toEqual([
    { from: 0, through: null, count: 2, balance: 45_020n },
  ]);
});

test('an item that has been open since the very day has age 0', async () => {
  const found = await db.transaction((tx) => ageing(tx, 'claims', { valueOn: day('2025-02-14') }, [0]));
  expect(found.buckets).toEqual([
    { from: 0, through: 0, count: 1, balance: 25_000n },
    { from: 1, through: null, count: 0, balance: 0n },
  ]);
});

test.each([[[30, 30]], [[60, 30]], [[-1]], [[1.5]]])(
  'ageing with the bounds %j is an error',
  async (bounds) => {
    const asked = db.transaction((tx) => ageing(tx, 'claims', { valueOn: day('2025-07-20') }, bounds));
    await expect(asked).rejects.toThrow(RangeError);
  },
);

test('accounts that must be at nothing and are not are named, over all control accounts asked', async () => {
  const found = await db.transaction((tx) => mustBeZero(tx, ['bank', 'claims']));
  expect(found.items.map(({ control, account, balance }) => [control, account, balance])).toEqual([
    ['bank', 'bank', 10_130n], // payment/1 and those of claims/c
    ['claims', 'claims/a', 45_000n],
    ['claims', 'claims/c', 20n],
  ]);
  const before = await db.transaction((tx) =>
    mustBeZero(tx, ['bank', 'claims'], { valueOn: day('2025-02-01') }),
  );
  expect(before.items).toEqual([]);
});
