import { expect, test } from 'vitest';
import { defineControls, openAccounts } from '../../src/ledger/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { ACCOUNTS, CONTROLS, hold, openBooks, untilOneWaits } from './books.ts';

const { db, sql } = await openTestDatabase();

test('defining and opening may be repeated and changes nothing the second time', async () => {
  await openBooks(db);
  const before = await sql`select * from ledger.account order by id`;
  await openBooks(db);
  expect(before.map(({ code }) => code).sort()).toEqual(['bank', 'claims/a', 'claims/b', 'income']);
  expect(await sql`select * from ledger.account order by id`).toEqual(before);
});

test.each([
  ['name', { name: 'Kas' }],
  ['RGS code', { rgsCode: 'BLimKas' }],
  ['normal side', { normalSide: 'credit' as const }],
])('a control account that exists with another %s is refused, and nothing is added', async (_, change) => {
  const added = { code: 'new', name: 'New', rgsCode: 'X', normalSide: 'debit' as const };
  const outcome = await db.transaction((tx) => defineControls(tx, [added, { ...CONTROLS[0]!, ...change }]));
  expect(outcome).toMatchObject({ ok: false, refusals: [{ code: 'control-differs' }] });
  expect(await sql`select code from ledger.control_account where code = 'new'`).toHaveLength(0);
});

test('a code that one call gives twice is compared with itself', async () => {
  const one = { code: 'twice', name: 'Once', rgsCode: 'X', normalSide: 'debit' as const };
  const other = { ...one, name: 'Otherwise' };
  expect(await db.transaction((tx) => defineControls(tx, [one, other]))).toMatchObject({ ok: false });
  expect(await db.transaction((tx) => defineControls(tx, [one, one]))).toMatchObject({ ok: true });
});

test('an account that exists under another control account is refused, an unknown control account too, both named', async () => {
  const outcome = await db.transaction((tx) =>
    openAccounts(tx, [
      { code: 'claims/a', control: 'bank' },
      { code: 'claims/z', control: 'nowhere' },
      { code: 'claims/new', control: 'claims' },
    ]),
  );
  const refusals = outcome.ok ? [] : outcome.refusals;
  expect(refusals.map(({ code }) => code)).toEqual(['account-differs', 'unknown-control']);
  expect(refusals[0]?.sentence).toContain('"claims/a"');
  expect(refusals[1]?.sentence).toContain('"nowhere"');
  expect(await sql`select code from ledger.account where code = 'claims/new'`).toHaveLength(0);
});

test('no specs are no work', async () => {
  expect(await db.transaction((tx) => defineControls(tx, []))).toMatchObject({ ok: true });
  expect(await db.transaction((tx) => openAccounts(tx, []))).toMatchObject({ ok: true });
});

test('two transactions that open one account at once end with one account', async () => {
  const spec = [{ code: 'claims/raced', control: 'claims' }];
  const first = await hold(db, (tx) => openAccounts(tx, spec));
  const second = db.transaction((tx) => openAccounts(tx, [...ACCOUNTS, ...spec]));
  await untilOneWaits(sql);
  await first.commit();
  expect(await second).toMatchObject({ ok: true });
  expect(await sql`select id from ledger.account where code = 'claims/raced'`).toHaveLength(1);
});

test('of two transactions that open one account under different control accounts at once, the second is refused', async () => {
  const first = await hold(db, (tx) => openAccounts(tx, [{ code: 'disputed', control: 'claims' }]));
  const second = db.transaction((tx) => openAccounts(tx, [{ code: 'disputed', control: 'bank' }]));
  await untilOneWaits(sql);
  await first.commit();
  expect(await second).toMatchObject({ ok: false, refusals: [{ code: 'account-differs' }] });
});
