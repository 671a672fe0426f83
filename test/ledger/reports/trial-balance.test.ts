import { expect, test } from 'vitest';
import { type AsOf, trialBalance } from '../../../src/ledger/reports/index.ts';
import { day } from '../../../src/values/index.ts';
import { openTestDatabase } from '../../support/database.ts';
import { book, credit, debit } from '../books.ts';
import { openWorkedBooks, seal } from './worked.ts';

const { db, sql } = await openTestDatabase();
const [claim1, payment1] = await openWorkedBooks(db);

const report = (asOf?: AsOf) => db.transaction((tx) => trialBalance(tx, asOf));

async function turnover(asOf?: AsOf) {
  return (await report(asOf)).rows.map((row) => [row.control, row.debit, row.credit]);
}

// claims: a 25000 + 30000 and b 4000 debit = 59000; a 10000 and b 4000 credit = 14000.
// income: 25000 + 30000 + 4000 credit = 59000; 4000 debit. bank: 10000 debit.
// Debit 10000 + 59000 + 4000 = 73000 = credit 14000 + 59000.
const NOW = [
  ['bank', 10_000n, 0n],
  ['claims', 59_000n, 14_000n],
  ['income', 4_000n, 59_000n],
];
// Counting up to February as known at the end of March: claim/1 alone.
const FEBRUARY = { valueOn: day('2025-02-28'), bookedOn: day('2025-03-31') };
const IN_FEBRUARY = [
  ['bank', 0n, 0n],
  ['claims', 25_000n, 0n],
  ['income', 0n, 25_000n],
];

test('gross per control account with its balance, and both sides add up alike; without a seal it says so', async () => {
  const { rows, debit: left, credit: right, seal: standsOn } = await report();
  expect(rows).toEqual([
    {
      control: 'bank',
      name: 'Bank',
      rgsCode: 'BLimBanRba',
      normalSide: 'debit',
      debit: 10_000n,
      credit: 0n,
      balance: 10_000n,
    },
    {
      control: 'claims',
      name: 'Vorderingen',
      rgsCode: 'BVorDeb',
      normalSide: 'debit',
      debit: 59_000n,
      credit: 14_000n,
      balance: 45_000n,
    },
    {
      control: 'income',
      name: 'Opbrengsten',
      rgsCode: 'WOmzNoh',
      normalSide: 'credit',
      debit: 4_000n,
      credit: 59_000n,
      balance: -55_000n,
    },
  ]);
  expect([left, right, standsOn]).toEqual([73_000n, 73_000n, null]);
});

test('at a value day and a booked day; a control account without postings shows nothing twice', async () => {
  expect(await turnover(FEBRUARY)).toEqual(IN_FEBRUARY);
});

test('sealing changes no sum: not when some entries are sealed, not when all are, not when more come after', async () => {
  const { number, hash } = await seal(sql, payment1);
  expect((await report()).seal).toMatchObject({ number, hash, lastId: payment1 });
  expect(await turnover()).toEqual(NOW);
  expect(await turnover(FEBRUARY)).toEqual(IN_FEBRUARY);
  await seal(sql);
  expect(await turnover()).toEqual(NOW);
  expect(await turnover(FEBRUARY)).toEqual(IN_FEBRUARY);

  const late = { valueDate: day('2025-02-01'), bookedOn: day('2025-06-30') };
  await book(db, { key: 'late', ...late, lines: [debit('bank', 100n), credit('income', 100n)] });
  expect(await turnover()).toEqual([
    ['bank', 10_100n, 0n],
    ['claims', 59_000n, 14_000n],
    ['income', 4_000n, 59_100n],
  ]);
  expect(await turnover(FEBRUARY)).toEqual(IN_FEBRUARY);
  expect(await turnover({ valueOn: day('2025-02-01') })).toEqual([
    ['bank', 100n, 0n],
    ['claims', 0n, 0n],
    ['income', 0n, 100n],
  ]);
});

test('at a block of the past: what it covered then, and the block is the seal on which the report stands', async () => {
  const { seal: standsOn } = await report({ sealedAt: 1 });
  expect(standsOn?.number).toBe(1);
  // claim/1 and payment/1.
  expect(await turnover({ sealedAt: 1 })).toEqual([
    ['bank', 10_000n, 0n],
    ['claims', 25_000n, 10_000n],
    ['income', 0n, 25_000n],
  ]);
  expect(await turnover({ sealedAt: 2 })).toEqual(NOW);
  expect(await turnover({ sealedAt: 2, ...FEBRUARY })).toEqual(IN_FEBRUARY);
  expect(claim1).toBeLessThan(payment1!);
});

test('a block that lands while the report is made is not counted twice', async () => {
  await book(db, { key: 'between', lines: [debit('bank', 7n), credit('income', 7n)] });
  const expected = await turnover();
  const answered = await db.transaction((tx) => {
    let isSealed = false;
    const slow = new Proxy(tx, {
      get: (target, name) =>
        name !== 'execute'
          ? Reflect.get(target, name)
          : async (query: string) => {
              // Which block is the newest was asked before; this is the question that adds up.
              if (!isSealed) await seal(sql);
              isSealed = true;
              return target.execute(query);
            },
    });
    return trialBalance(slow);
  });
  expect(answered.rows.map((row) => [row.control, row.debit, row.credit])).toEqual(expected);
  expect(answered.seal?.number).toBe(3);
});
