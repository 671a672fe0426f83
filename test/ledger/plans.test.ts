import { expect, test } from 'vitest';
import { connect } from '../../src/db.ts';
import { openTestDatabase } from '../support/database.ts';
import { book, credit, debit, openBooks } from './books.ts';
import { bookRows, row } from './rows.ts';

const { db, sql, url } = await openTestDatabase();
await openBooks(db);

const LINES = [debit('bank', 1n), credit('income', 1n)];

test('posting reads no table whole, though its plans were made while all of them were small and known to be', async () => {
  const reverses = await book(db, { key: 'first', scope: 'raw', lines: LINES });
  await sql`insert into ledger.account (code, control, rule) values ('kept', 'bank', 'never-credit')`;
  // With statistics of a table of one page PostgreSQL would rather read the page than an index, and keep that plan for as long as the connection.
  await sql`analyze`;
  const fresh = connect(url, { maximumConnections: 1, role: 'dwangsom_application' });
  try {
    const read = await fresh.sql.begin(async (tx) => {
      await bookRows(tx, [row('second', LINES)]);
      await bookRows(tx, [row('second', LINES)]);
      await bookRows(tx, [row('second', LINES, { hash: 'cd'.repeat(32) }), row('third', LINES)]);
      await bookRows(tx, [row('second', LINES), row('third', LINES), row('fourth', LINES)]);
      await bookRows(tx, [row('kept', [debit('kept', 1n), credit('income', 1n)])]);
      await bookRows(tx, [row('back', [credit('bank', 1n), debit('income', 1n)], { reverses })]);
      return tx<{ relname: string; seq_scan: bigint; idx_scan: bigint }[]>`
        select relname, seq_scan, idx_scan from pg_stat_xact_user_tables where schemaname = 'ledger' order by relname`;
    });
    expect(read.find(({ relname }) => relname === 'entry')?.idx_scan).toBeGreaterThan(0n);
    const whole = read.filter(({ seq_scan: scans }) => scans > 0n).map(({ relname }) => relname);
    expect(whole).toEqual([]);
  } finally {
    await fresh.close();
  }
});
