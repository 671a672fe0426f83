import { expect, test } from 'vitest';
import { connect } from '../../../src/db.ts';
import { openTestDatabase } from '../../support/database.ts';
import { openWorkedBooks, seal } from './worked.ts';

const { db, sql, url } = await openTestDatabase();
const [claim1, payment1, , , back3] = await openWorkedBooks(db);
await seal(sql, claim1);
await seal(sql, payment1);

const VIEWS = [
  'ledger_account',
  'ledger_balance',
  'ledger_entry',
  'ledger_posting',
  'ledger_seal',
  'ledger_trial_balance',
];

async function asAuditor<Result>(
  work: (sql: ReturnType<typeof connect>['sql']) => Promise<Result>,
): Promise<Result> {
  const connection = connect(url, { maximumConnections: 1, role: 'dwangsom_auditor' });
  try {
    return await work(connection.sql);
  } finally {
    await connection.close();
  }
}

test('the auditor reads every view, and writes in none', async () => {
  await asAuditor(async (auditor) => {
    const found =
      await auditor`select viewname from pg_views where schemaname = 'audit' order by viewname collate "C"`;
    expect(found.map(({ viewname }) => viewname)).toEqual(VIEWS);
    for (const view of VIEWS) {
      expect(await auditor.unsafe(`select * from audit.${view}`)).not.toHaveLength(0);
      for (const write of [`delete from audit.${view}`, `insert into audit.${view} default values`]) {
        await expect(auditor.unsafe(write), write).rejects.toMatchObject({
          // Insufficient privilege, or a view that nothing can be written through.
          code: expect.stringMatching(/^(42501|55000)$/),
        });
      }
    }
    await expect(auditor`update audit.ledger_entry set description = 'other'`).rejects.toMatchObject({
      code: '42501',
    });
    await expect(auditor`create view audit.mine as select 1 as one`).rejects.toMatchObject({ code: '42501' });
  });
  await expect(db.execute(`update audit.ledger_entry set description = 'other'`)).rejects.toThrow();
});

test('every view and every column says what it is', async () => {
  const silent = await sql`
    select
      pg_class.relname,
      pg_attribute.attname
    from pg_class
    join pg_attribute on pg_attribute.attrelid = pg_class.oid and pg_attribute.attnum > 0
    where pg_class.relnamespace = 'audit'::regnamespace
      and (col_description(pg_class.oid, pg_attribute.attnum) is null or obj_description(pg_class.oid) is null)
  `;
  expect(silent.map(({ relname, attname }) => `${relname}.${attname}`)).toEqual([]);
});

test('entries and postings: the payment of € 100, its two lines, and the block that covers it', async () => {
  const [entry] = await sql`
    select key, value_date::text, booked_on::text, reverses, line_count, total_cents, total_euros, seal_block
    from audit.ledger_entry where entry = ${`${payment1}`}`;
  expect(entry).toEqual({
    key: 'payment/1',
    value_date: '2025-03-03',
    booked_on: '2025-03-04',
    reverses: null,
    line_count: 2,
    total_cents: 10_000n,
    total_euros: '100.00',
    seal_block: 2,
  });
  const [later] = await sql`select seal_block from audit.ledger_entry where entry = ${`${back3}`}`;
  expect(later?.seal_block).toBeNull();
  const lines = await sql`
    select line, account, control, side, amount_cents, amount_euros, value_date::text
    from audit.ledger_posting where entry = ${`${payment1}`} order by line`;
  const shared = { amount_cents: 10_000n, amount_euros: '100.00', value_date: '2025-03-03' };
  expect([...lines]).toEqual([
    { line: 1, account: 'bank', control: 'bank', side: 'debit', ...shared },
    { line: 2, account: 'claims/a', control: 'claims', side: 'credit', ...shared },
  ]);
});

test('balances and the trial balance, sealed and unsealed together', async () => {
  const [balance] = await sql`select * from audit.ledger_balance where account = 'claims/a'`;
  expect(balance).toEqual({
    account: 'claims/a',
    control: 'claims',
    debit_cents: 55_000n, // 25000 + 30000
    credit_cents: 10_000n,
    balance_cents: 45_000n,
    debit_euros: '550.00',
    credit_euros: '100.00',
    balance_euros: '450.00',
  });
  const rows = await sql`
    select control, debit_cents, credit_cents, balance_euros from audit.ledger_trial_balance order by control`;
  // As written out in trial-balance.test.ts.
  expect([...rows]).toEqual([
    { control: 'bank', debit_cents: 10_000n, credit_cents: 0n, balance_euros: '100.00' },
    { control: 'claims', debit_cents: 59_000n, credit_cents: 14_000n, balance_euros: '450.00' },
    { control: 'income', debit_cents: 4_000n, credit_cents: 59_000n, balance_euros: '-550.00' },
  ]);
});

test('the seal: each block by its number, its hashes as they are published', async () => {
  const rows =
    await sql`select block, entries, last_entry, previous_hash, hash from audit.ledger_seal order by block`;
  expect(rows.map(({ block, entries, last_entry }) => [block, entries, last_entry])).toEqual([
    [1, 1, claim1],
    [2, 1, payment1],
  ]);
  expect(rows[1]?.previous_hash).toBe(rows[0]?.hash);
  expect(rows[1]?.hash).toMatch(/^[0-9a-f]{64}$/);
});
