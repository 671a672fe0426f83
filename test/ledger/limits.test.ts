import { expect, test } from 'vitest';
import { openAccounts, post, reverse } from '../../src/ledger/index.ts';
import { day } from '../../src/values/index.ts';
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
  refusedBy,
  untilOneWaits,
} from './books.ts';
import { bookRows, openLogin, row } from './rows.ts';

const database = await openTestDatabase();
const { db, sql } = database;
await openBooks(db);
const thief = await openLogin(database, 'dwangsom_application');

/** A purse that never stands below nothing, with 100 in it. */
async function purse(code: string, cents = 100n): Promise<void> {
  await db.transaction((tx) => openAccounts(tx, [{ code, control: 'bank', rule: 'never-credit' }]));
  if (cents > 0n)
    await book(db, { key: `${code}/filled`, lines: [debit(code, cents), credit('income', cents)] });
}

function taking(code: string, cents: bigint, key: string) {
  return balanced({ key, lines: [credit(code, cents), debit('claims/a', cents)] });
}

function posting(...entries: ReturnType<typeof balanced>[]) {
  return db.transaction((tx) => post(tx, entries));
}

async function standsAt(code: string): Promise<bigint> {
  const [found] = await sql<{ net: bigint }[]>`
    select debit - credit as net from ledger.balance join ledger.account on account.id = balance.account where code = ${code}`;
  return found!.net;
}

test('a purse with 100 gives 100 and not 101; the refusal names the account and nothing moves', async () => {
  await purse('purse');
  const [answer] = await posting(taking('purse', 101n, 'purse/too-much'));
  expect(outcomeOf(answer)).toBe('account-limit');
  expect(JSON.stringify(answer)).toContain('"purse\\"');
  expect(await standsAt('purse')).toBe(100n);
  expect(await countEntries(sql, 'purse/too-much')).toBe(0);
  expect((await posting(taking('purse', 100n, 'purse/all'))).map(outcomeOf)).toEqual(['booked']);
  expect(await standsAt('purse')).toBe(0n);
  expect((await posting(taking('purse', 1n, 'purse/one-more'))).map(outcomeOf)).toEqual(['account-limit']);
});

test('a debt that is never a claim is held on the other side', async () => {
  await db.transaction((tx) => openAccounts(tx, [{ code: 'debt', control: 'income', rule: 'never-debit' }]));
  await book(db, { key: 'debt/1', lines: [credit('debt', 100n), debit('bank', 100n)] });
  const paying = (cents: bigint) =>
    balanced({ key: `debt/paid-${cents}`, lines: [debit('debt', cents), credit('bank', cents)] });
  expect((await posting(paying(101n))).map(outcomeOf)).toEqual(['account-limit']);
  expect((await posting(paying(100n))).map(outcomeOf)).toEqual(['booked']);
});

test('one entry too much refuses the whole call', async () => {
  await purse('batch');
  const answers = await posting(taking('batch', 101n, 'batch/too-much'), balanced({ key: 'batch/good' }));
  expect(answers.map(outcomeOf)).toEqual(['account-limit', 'refused-with-others']);
  expect(await countEntries(sql, 'batch/good')).toBe(0);
});

test('the entries of one call count together: 60 and 60 are too much of 100, and 120 with 20 put back are not', async () => {
  await purse('net');
  const both = [taking('net', 60n, 'net/1'), taking('net', 60n, 'net/2')];
  expect((await posting(...both)).map(outcomeOf)).toEqual(['account-limit', 'account-limit']);
  const putBack = balanced({ key: 'net/3', lines: [debit('net', 20n), credit('claims/a', 20n)] });
  expect((await posting(...both, putBack)).map(outcomeOf)).toEqual(['booked', 'booked', 'booked']);
  expect(await standsAt('net')).toBe(0n);
});

test('what was booked is replayed, though its limit would refuse it now; and counts no second time among others', async () => {
  await purse('replay');
  const all = taking('replay', 100n, 'replay/all');
  await posting(all);
  expect((await posting(all)).map(outcomeOf)).toEqual(['replayed']);
  const putBack = balanced({ key: 'replay/back', lines: [debit('replay', 5n), credit('claims/a', 5n)] });
  expect((await posting(all, putBack, taking('replay', 5n, 'replay/5'))).map(outcomeOf)).toEqual([
    'replayed',
    'booked',
    'booked',
  ]);
  expect(await standsAt('replay')).toBe(0n);
});

test('a key that was taken for something else is a conflict before it is a limit', async () => {
  await purse('conflict');
  await book(db, { key: 'conflict/taken' });
  expect((await posting(taking('conflict', 999n, 'conflict/taken'))).map(outcomeOf)).toEqual([
    'key-conflict',
  ]);
});

test('of two that together take too much, each for itself within the limit, the second waits and is refused', async () => {
  await purse('race');
  const first = await hold(db, (tx) => post(tx, taking('race', 60n, 'race/1')));
  const second = posting(taking('race', 60n, 'race/2'));
  await untilOneWaits(sql);
  await first.commit();
  expect((await second).map(outcomeOf)).toEqual(['account-limit']);
  expect(await standsAt('race')).toBe(40n);
});

test('where the first of them rolls back, the second books', async () => {
  await purse('given-up');
  const first = await hold(db, (tx) => post(tx, taking('given-up', 60n, 'given-up/1')));
  const second = posting(taking('given-up', 60n, 'given-up/2'));
  await untilOneWaits(sql);
  await first.rollBack();
  expect((await second).map(outcomeOf)).toEqual(['booked']);
});

test('a retry that waits for its own first try finds it booked, and not the purse as it left it', async () => {
  await purse('retry');
  const all = taking('retry', 100n, 'retry/all');
  const first = await hold(db, (tx) => post(tx, all));
  const second = posting(all);
  await untilOneWaits(sql);
  await first.commit();
  expect((await second).map(outcomeOf)).toEqual(['replayed']);
  expect(await standsAt('retry')).toBe(0n);
});

test('twenty at once take 10 each from 100: ten are booked, ten refused', async () => {
  await purse('crowd');
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => posting(taking('crowd', 10n, `crowd/${index}`))),
  );
  expect(answers.flat().map(outcomeOf).sort()).toEqual([
    ...Array(10).fill('account-limit'),
    ...Array(10).fill('booked'),
  ]);
  expect(await standsAt('crowd')).toBe(0n);
});

test('two purses are locked in one order, whichever line comes first', async () => {
  await purse('order/1', 1_000n);
  await purse('order/2', 1_000n);
  const moving = (from: string, to: string, key: string) =>
    posting(balanced({ key, lines: [credit(from, 1n), debit(to, 1n)] }));
  const moves = Array.from({ length: 60 }, (_, index) =>
    index % 2 === 0
      ? moving('order/1', 'order/2', `order/${index}`)
      : moving('order/2', 'order/1', `order/${index}`),
  );
  expect(new Set((await Promise.all(moves)).flat().map(outcomeOf))).toEqual(new Set(['booked']));
});

test('a reversal passes no limit either', async () => {
  await purse('back', 0n);
  const entryId = await book(db, { key: 'back/in', lines: [debit('back', 100n), credit('income', 100n)] });
  await posting(taking('back', 30n, 'back/out'));
  const days = { valueDate: day('2025-02-14'), bookedOn: day('2025-02-16') };
  const answer = await db.transaction((tx) =>
    reverse(tx, { entryId, key: 'back/reversed', cause: 'fact_2', description: 'Set aside', ...days }),
  );
  expect(outcomeOf(answer)).toBe('account-limit');
});

test('by SQL a limit is answered the same, and where the balance is past its rule by itself the move is refused in its name', async () => {
  await purse('raw');
  const lines = [credit('raw', 101n), debit('claims/a', 101n)];
  const answer = await bookRows(thief.sql, [row('raw/1', lines)]);
  expect(answer).toEqual({ ids: null, outcomes: ['account-limit'], details: ['raw'] });
  // Somebody gave a purse its rule behind the back of account and door: the move itself looks once more.
  await sql.begin(async (tx) => {
    await tx`set local role dwangsom_owner`;
    await tx`update ledger.balance set rule = 'never-debit' where account = (select id from ledger.account where code = 'claims/b')`;
  });
  const past = bookRows(thief.sql, [row('raw/2', [debit('claims/b', 1n), credit('income', 1n)])]);
  expect(await refusedBy(past)).toBe('balance_keeps_its_rule');
});

test('an account that exists keeps its rule: opened again with another it is refused, with its own it is not', async () => {
  await purse('kept');
  const again = (rule?: 'never-debit' | 'never-credit') =>
    db.transaction((tx) => openAccounts(tx, [{ code: 'kept', control: 'bank', ...(rule && { rule }) }]));
  expect(await again('never-credit')).toMatchObject({ ok: true });
  for (const other of [undefined, 'never-debit'] as const) {
    const answer = await again(other);
    expect(answer).toMatchObject({ ok: false, refusals: [{ code: 'account-differs' }] });
    expect(JSON.stringify(answer)).toContain('never-credit');
  }
});
