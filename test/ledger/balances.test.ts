import { expect, test } from 'vitest';
import {
  type AsOf,
  balanceOf,
  balancesOf,
  post,
  reverse,
  sumsBySubject,
  trialBalance,
} from '../../src/ledger/index.ts';
import { day } from '../../src/values/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { balanced, book, credit, debit, openBooks } from './books.ts';

const { db } = await openTestDatabase();
await openBooks(db);

// The books of this file, in cents. The third entry is late: it counts in February and was written in April.
//
//   key        subject  value day   booked day   debit             credit
//   claim/1    n1       2025-02-14  2025-02-14   claims/a 25000    income 25000
//   payment/1  n1       2025-03-03  2025-03-04   bank     10000    claims/a 10000
//   claim/2    n2       2025-02-20  2025-04-01   claims/a 30000    income 30000
//   claim/3    n3       2025-05-01  2025-05-01   claims/b  4000    income  4000
//   back/3     n3       2025-05-01  2025-06-01   income    4000    claims/b 4000   (reverses claim/3)
const shared = { scope: 'case_A' };
await book(db, {
  ...shared,
  key: 'claim/1',
  subject: 'n1',
  valueDate: day('2025-02-14'),
  bookedOn: day('2025-02-14'),
});
await book(db, {
  ...shared,
  key: 'payment/1',
  subject: 'n1',
  valueDate: day('2025-03-03'),
  bookedOn: day('2025-03-04'),
  lines: [debit('bank', 10_000n), credit('claims/a', 10_000n)],
});
await book(db, {
  ...shared,
  key: 'claim/2',
  subject: 'n2',
  valueDate: day('2025-02-20'),
  bookedOn: day('2025-04-01'),
  lines: [debit('claims/a', 30_000n), credit('income', 30_000n)],
});
const wrong = await book(db, {
  ...shared,
  key: 'claim/3',
  subject: 'n3',
  valueDate: day('2025-05-01'),
  bookedOn: day('2025-05-01'),
  lines: [debit('claims/b', 4_000n), credit('income', 4_000n)],
});
await db.transaction((tx) =>
  reverse(tx, {
    entryId: wrong,
    key: 'back/3',
    valueDate: day('2025-05-01'),
    bookedOn: day('2025-06-01'),
    cause: 'fact_4',
    description: 'Never happened',
  }),
);

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

test('the balances of a scope are those of the accounts it moved, and add up to nothing', async () => {
  const balances = await db.transaction((tx) => balancesOf(tx, 'case_A'));
  expect([...balances]).toEqual([
    ['bank', 10_000n],
    ['claims/a', 45_000n],
    ['claims/b', 0n],
    ['income', -55_000n],
  ]);
  expect(await db.transaction((tx) => balancesOf(tx, 'case_B'))).toEqual(new Map());
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

test('the trial balance is gross per control account, both sides alike', async () => {
  // claims: a 25000 + 30000 and b 4000 debit = 59000; a 10000 and b 4000 credit = 14000.
  // income: 25000 + 30000 + 4000 credit = 59000; 4000 debit. bank: 10000 debit.
  // Debit 10000 + 59000 + 4000 = 73000 = credit 14000 + 59000.
  const rows = await db.transaction((tx) => trialBalance(tx));
  expect(rows).toEqual([
    { control: 'bank', name: 'Bank', rgsCode: 'BLimBanRba', normalSide: 'debit', debit: 10_000n, credit: 0n },
    {
      control: 'claims',
      name: 'Vorderingen',
      rgsCode: 'BVorDeb',
      normalSide: 'debit',
      debit: 59_000n,
      credit: 14_000n,
    },
    {
      control: 'income',
      name: 'Opbrengsten',
      rgsCode: 'WOmzNoh',
      normalSide: 'credit',
      debit: 4_000n,
      credit: 59_000n,
    },
  ]);
});

test('the trial balance at a value day and a booked day; a control account without postings shows nothing twice', async () => {
  // Counting up to February as known at the end of March: claim/1 alone.
  const asOf = { valueOn: day('2025-02-28'), bookedOn: day('2025-03-31') };
  const rows = await db.transaction((tx) => trialBalance(tx, asOf));
  expect(rows.map(({ control, debit: left, credit: right }) => [control, left, right])).toEqual([
    ['bank', 0n, 0n],
    ['claims', 25_000n, 0n],
    ['income', 0n, 25_000n],
  ]);
});
