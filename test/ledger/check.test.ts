import { afterEach, beforeEach, expect, test } from 'vitest';
import { check, closePeriod, openAccounts } from '../../src/ledger/index.ts';
import { day } from '../../src/values/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { book, credit, debit, openBooks } from './books.ts';
import { KEY, sealAll } from './seal/sealed.ts';

/**
 * What somebody could do behind the program's back, and that the check names it. The first four blocks hold entries a0 to a15; two entries are not
 * sealed yet. Every test changes something as a superuser with the guards off and puts it back, so that the next finds the books right.
 */
const { db, sql } = await openTestDatabase();
await openBooks(db);
await db.transaction((tx) => openAccounts(tx, [{ code: 'purse', control: 'bank', rule: 'never-credit' }]));
const ids: bigint[] = [];
for (let n = 0; n < 18; n++) {
  const account = n % 2 === 0 ? 'claims/a' : 'purse';
  ids.push(await book(db, { key: `a${n}`, lines: [debit(account, 100n), credit('income', 100n)] }));
  if (n === 15) await sealAll(db);
}
await db.transaction((tx) =>
  closePeriod(tx, {
    through: day('2025-01-31'),
    closedBy: 'one',
    approvedBy: 'two',
    today: day('2025-02-20'),
  }),
);

async function found(): Promise<{ what: string; entry: bigint | null; about: string }[]> {
  const { findings } = await check(db, { trusted: [KEY.publicKey] });
  return findings.map(({ what, entry, about }) => ({ what, entry, about }));
}

/** Works as a superuser with every guard of the ledger off, and puts them all back as they stood. */
async function tamper(...statements: string[]): Promise<void> {
  await sql.begin(async (tx) => {
    const triggers = await tx<{ table: string; name: string }[]>`
      select tgrelid::regclass::text as "table", tgname as name
      from pg_trigger
      where tgenabled = 'A' and not tgisinternal and tgrelid::regclass::text like 'ledger.%'`;
    for (const { table, name } of triggers) await tx.unsafe(`alter table ${table} disable trigger ${name}`);
    for (const statement of statements) await tx.unsafe(statement);
    for (const { table, name } of triggers)
      await tx.unsafe(`alter table ${table} enable always trigger ${name}`);
  });
}

const undo: string[] = [];

/** Does the one and remembers how to put it back. */
async function meanwhile(doing: string, undoing: string): Promise<void> {
  undo.push(undoing);
  await tamper(doing);
}

beforeEach(async () => {
  expect(await found()).toEqual([]);
});
afterEach(async () => {
  await tamper(...undo.splice(0).reverse());
});

test('right books have no finding, and the check says what it looked at and how far it is', async () => {
  const parts: string[] = [];
  const checked = await check(db, { trusted: [KEY.publicKey], onProgress: ({ part }) => parts.push(part) });
  expect(checked).toEqual({ entries: 18, blocks: 4, findings: [], found: 0 });
  expect(new Set(parts)).toEqual(new Set(['guards', 'entries', 'sums', 'sealed entries']));
});

test('an amount that was changed: the entry is out of balance, its hash is false, and three sums differ', async () => {
  await meanwhile(
    `update ledger.posting set amount = 101 where entry = ${ids[2]} and line = 1`,
    `update ledger.posting set amount = 100 where entry = ${ids[2]} and line = 1`,
  );
  const findings = await found();
  expect(findings).toEqual(
    expect.arrayContaining([
      { what: 'entry-unbalanced', entry: ids[2], about: 'a2' },
      { what: 'seal-content', entry: ids[2], about: 'a2' },
      expect.objectContaining({ what: 'balance-differs', about: 'claims/a' }),
      expect.objectContaining({ what: 'day-total-differs' }),
    ]),
  );
});

test('both sides changed alike, in an entry that is not sealed yet: its hash and the balances name it', async () => {
  const last = ids.at(-1)!;
  await meanwhile(
    `update ledger.posting set amount = 7 where entry = ${last}; update ledger.entry set total = 7 where id = ${last}`,
    `update ledger.posting set amount = 100 where entry = ${last}; update ledger.entry set total = 100 where id = ${last}`,
  );
  expect(await found()).toEqual(
    expect.arrayContaining([
      { what: 'seal-content', entry: last, about: 'a17' },
      expect.objectContaining({ what: 'balance-differs', about: 'purse', entry: last }),
      expect.objectContaining({ what: 'control-differs', about: 'bank' }),
    ]),
  );
});

test('a line that was taken away, and one whose entry was', async () => {
  await meanwhile(
    `create table kept_line as select * from ledger.posting where entry = ${ids[4]} and line = 2;
     delete from ledger.posting where entry = ${ids[4]} and line = 2`,
    `insert into ledger.posting select * from kept_line; drop table kept_line`,
  );
  await meanwhile(
    `create table kept_entry as select * from ledger.entry where id = ${ids[6]}; delete from ledger.entry where id = ${ids[6]}`,
    `insert into ledger.entry overriding system value select * from kept_entry; drop table kept_entry`,
  );
  expect(await found()).toEqual(
    expect.arrayContaining([
      { what: 'entry-not-whole', entry: ids[4], about: 'a4' },
      { what: 'line-without-entry', entry: ids[6], about: '' },
    ]),
  );
});

test('a balance that was set, one that is gone, and one past its rule', async () => {
  await meanwhile(
    `update ledger.balance set credit = credit + 5000 where account = (select id from ledger.account where code = 'purse')`,
    `update ledger.balance set credit = credit - 5000 where account = (select id from ledger.account where code = 'purse')`,
  );
  expect(await found()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ what: 'balance-differs', about: 'purse' }),
      expect.objectContaining({ what: 'rule-broken', about: 'purse' }),
      expect.objectContaining({ what: 'control-differs', about: 'bank' }),
    ]),
  );
});

test('a day total that was changed', async () => {
  const change = (by: number) => `update ledger.day_total set debit = debit + ${by} where control = 'claims'`;
  await meanwhile(change(1), change(-1));
  expect((await found()).map(({ what, about }) => `${what} ${about}`)).toEqual([
    'day-total-differs claims 2025-02-14 2025-02-16',
    'control-differs claims',
  ]);
});

test('an entry that was moved into a closed month after it was closed', async () => {
  const [row] = await sql<{ last: bigint }[]>`select last_entry as last from ledger.period_closing`;
  const late = await book(db, { key: 'late', valueDate: day('2025-01-10') });
  expect(late > row!.last).toBe(true);
  await meanwhile(
    `update ledger.entry set booked_on = '2025-01-31' where id = ${late}`,
    `update ledger.entry set booked_on = '2025-02-16' where id = ${late}`,
  );
  expect(await found()).toEqual([{ what: 'period-entered', entry: late, about: 'late' }]);
});

test('a key that stands twice, where somebody dropped the index that forbids it', async () => {
  await meanwhile(
    `drop index ledger.entry_key_once; update ledger.entry set key = 'a1' where id = ${ids[3]}`,
    `update ledger.entry set key = 'a3' where id = ${ids[3]}; create unique index entry_key_once on ledger.entry ((md5(key)::uuid))`,
  );
  expect(await found()).toEqual(
    expect.arrayContaining([
      { what: 'index-down', entry: null, about: 'entry_key_once' },
      { what: 'key-twice', entry: ids[3], about: 'a1' },
      { what: 'seal-content', entry: ids[3], about: 'a1' },
    ]),
  );
});

test('a guard that is switched off, and a right that is given away', async () => {
  undo.push(
    'alter table ledger.posting enable always trigger posting_has_one_door',
    'revoke insert on ledger.entry from dwangsom_application',
  );
  await sql`alter table ledger.posting disable trigger posting_has_one_door`;
  await sql`grant insert on ledger.entry to dwangsom_application`;
  expect(await found()).toEqual([
    { what: 'guard-down', entry: null, about: 'posting.posting_has_one_door' },
    { what: 'right-too-much', entry: null, about: 'insert on entry by dwangsom_application' },
  ]);
});

test('a published file that is gone is a finding, not a silence', async () => {
  const { findings } = await check(db, { trusted: [KEY.publicKey], published: '/nowhere/seals.ndjson' });
  expect(findings.map(({ what }) => what)).toEqual(['seal-published']);
});
