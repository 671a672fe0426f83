import { expect, test } from 'vitest';
import { type AsOf, balanceOf, post, sumsBySubject } from '../../src/ledger/index.ts';
import { day } from '../../src/values/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { balanced } from './books.ts';
import { openWorkedBooks, seal } from './reports/worked.ts';

const { db, sql } = await openTestDatabase();
const [claim1, , , claim3] = await openWorkedBooks(db);

function balance(account: string, asOf?: AsOf) {
  return db.transaction((tx) => balanceOf(tx, account, asOf));
}

test('a balance is debit minus credit, on whichever side the account normally stands', async () => {
  expect(await balance('claims/a')).toBe(45_000n); // 25000 − 10000 + 30000
  expect(await balance('bank')).toBe(10_000n);
  expect(await balance('income')).toBe(-55_000n); // −25000 − 30000 − 4000 + 4000
  expect(await balance('claims/b')).toBe(0n); // 4000 − 4000
});

test('by value day: the day itself counts, the day before does not', async () => {
  expect(await balance('claims/a', { valueOn: day('2025-02-13') })).toBe(0n);
  expect(await balance('claims/a', { valueOn: day('2025-02-14') })).toBe(25_000n);
  expect(await balance('claims/a', { valueOn: day('2025-02-20') })).toBe(55_000n);
  expect(await balance('claims/a', { valueOn: day('2025-03-03') })).toBe(45_000n);
});

test('by booked day: the late entry is not in the books of March, whatever day it counts', async () => {
  expect(await balance('claims/a', { bookedOn: day('2025-03-31') })).toBe(15_000n); // 25000 − 10000
  expect(await balance('claims/a', { bookedOn: day('2025-04-01') })).toBe(45_000n);
});

test('by both days: what counted on the last of February, as known at the end of March and as known in April', async () => {
  const valueOn = day('2025-02-28');
  expect(await balance('claims/a', { valueOn, bookedOn: day('2025-03-31') })).toBe(25_000n);
  expect(await balance('claims/a', { valueOn, bookedOn: day('2025-04-01') })).toBe(55_000n);
});

test('a reversal counts from its own booked day: before it the wrong claim still stood', async () => {
  expect(await balance('claims/b', { bookedOn: day('2025-05-31') })).toBe(4_000n);
  expect(await balance('claims/b', { bookedOn: day('2025-06-01') })).toBe(0n);
});

test('the balance of an account that was never opened is an error and not nothing', async () => {
  await expect(balance('claims/A')).rejects.toThrow('there is no account "claims/A"');
});

test('the sums by subject say what is booked so far about each', async () => {
  const sums = await db.transaction((tx) => sumsBySubject(tx, 'case_A'));
  expect([...sums].map(([subject, accounts]) => [subject, [...accounts]])).toEqual([
    [
      'n1',
      [
        ['bank', 10_000n],
        ['claims/a', 15_000n],
        ['income', -25_000n],
      ],
    ],
    [
      'n2',
      [
        ['claims/a', 30_000n],
        ['income', -30_000n],
      ],
    ],
    [
      'n3',
      [
        ['claims/b', 0n],
        ['income', 0n],
      ],
    ],
  ]);
});

test('another scope with the same subjects and accounts is left out', async () => {
  const rolledBack = db.transaction(async (tx) => {
    const before = await sumsBySubject(tx, 'case_A');
    const [posted] = await post(tx, balanced({ key: 'neighbour', scope: 'case_AB', subject: 'n1' }));
    expect(posted?.outcome).toBe('booked');
    expect(await sumsBySubject(tx, 'case_A')).toEqual(before);
    expect(await sumsBySubject(tx, 'case_AB')).toEqual(
      new Map([
        [
          'n1',
          new Map([
            ['claims/a', 25_000n],
            ['income', -25_000n],
          ]),
        ],
      ]),
    );
    throw new Error('the other tests count on the books above');
  });
  await expect(rolledBack).rejects.toThrow('the other tests');
});

test('at a block of the seal: exactly the entries that it and those before it cover, whatever is booked and sealed later', async () => {
  const { number: first } = await seal(sql, claim1);
  const { number: second } = await seal(sql, claim3);
  expect(await balance('claims/a', { sealedAt: first })).toBe(25_000n);
  expect(await balance('claims/a', { sealedAt: second })).toBe(45_000n); // 25000 − 10000 + 30000
  expect(await balance('claims/b', { sealedAt: second })).toBe(4_000n);
  const { number: third } = await seal(sql);
  expect(await balance('claims/b', { sealedAt: second })).toBe(4_000n);
  expect(await balance('claims/b', { sealedAt: third })).toBe(0n);
  // Together with a value day: of the second block only the claims count up to the end of February.
  expect(await balance('claims/a', { sealedAt: second, valueOn: day('2025-02-28') })).toBe(55_000n);
});

test('a block that was never sealed is an error and not nothing', async () => {
  await expect(balance('claims/a', { sealedAt: 99 })).rejects.toThrow('there is no block 99');
});

test('a limit that is undefined limits nothing', async () => {
  expect(await balance('claims/a', { valueOn: undefined, bookedOn: undefined, sealedAt: undefined })).toBe(
    45_000n,
  );
});

test('without a limit the balance is one row, which the database keeps: no posting is read', async () => {
  await db.transaction(async (tx) => {
    const reads = async () => {
      const [row] = await tx.execute<{ reads: string }>(`
        select (seq_scan + coalesce(idx_scan, 0))::text as reads from pg_stat_xact_user_tables
        where relid = 'ledger.posting'::regclass`);
      return row?.reads;
    };
    const before = await reads();
    expect(await balanceOf(tx, 'claims/a')).toBe(45_000n);
    expect(await reads()).toBe(before);
    expect(await balanceOf(tx, 'claims/a', { valueOn: day('2025-03-03') })).toBe(45_000n);
    expect(await reads()).not.toBe(before);
  });
});
