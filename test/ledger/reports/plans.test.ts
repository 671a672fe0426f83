import { sql as query, type SQL } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Tx } from '../../../src/db.ts';
import { openAccounts, post } from '../../../src/ledger/index.ts';
import { journal, statement, trialBalance } from '../../../src/ledger/reports/index.ts';
import { addDays, day } from '../../../src/values/index.ts';
import { openTestDatabase } from '../../support/database.ts';
import { balanced, credit, debit, openBooks } from '../books.ts';
import { seal } from './worked.ts';

/**
 * How PostgreSQL goes about the reports once the tables have grown: 20,000 entries, half of them on one account; sealed but for the last 1,000.
 */
const { db, sql } = await openTestDatabase();
await openBooks(db);
await db.transaction((tx) =>
  openAccounts(
    tx,
    Array.from({ length: 50 }, (_, index) => ({ code: `claims/${index}`, control: 'claims' })),
  ),
);
for (let batch = 0; batch < 20; batch++) {
  await db.transaction((tx) =>
    post(
      tx,
      Array.from({ length: 1_000 }, (_, index) => one(batch * 1_000 + index)),
    ),
  );
  if (batch === 9 || batch === 18) await seal(sql);
}
await sql`analyze ledger.entry, ledger.posting, ledger.account, ledger.day_total, ledger.seal_block`;

function one(index: number) {
  const on = addDays(day('2024-01-01'), Math.floor(index / 50));
  const left = index % 2 === 0 ? 'bank' : `claims/${index % 50}`;
  return balanced({
    key: `${index}`.padStart(6, '0'),
    scope: `case_${index % 100}`,
    valueDate: on,
    bookedOn: on,
    lines: [debit(left, 10n), credit('income', 10n)],
  });
}

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Node[];
}

/** What each statement of `work` read: table, by which index, and how many rows. */
async function readsOf(work: (tx: Tx) => Promise<unknown>): Promise<string[]> {
  const nodes: Node[] = [];
  await db.transaction((tx) =>
    work(
      new Proxy(tx, {
        get: (target, name) =>
          name !== 'execute'
            ? Reflect.get(target, name)
            : async (statement: SQL) => {
                const [row] = await target.execute(query`explain (analyze, format json) ${statement}`);
                const plans = row!['QUERY PLAN'] as { Plan: Node }[];
                nodes.push(...plans.flatMap(({ Plan }) => flat(Plan)));
                return target.execute(statement);
              },
      }),
    ),
  );
  return nodes.flatMap((node) => {
    const index = node['Index Name'];
    // A bitmap is read by its index, of which the name begins with that of the table.
    const table = node['Relation Name'] ?? index?.slice(0, index.indexOf('_'));
    if (!/Scan/.test(node['Node Type']) || /Bitmap Heap/.test(node['Node Type']) || table === undefined)
      return [];
    const rows = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
    return [`${table} by ${index ?? 'reading it'}: ${Math.round(rows)}`];
  });
}

function flat(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(flat)];
}

const read = (reads: readonly string[], table: string) => reads.filter((one) => one.startsWith(`${table} `));
const rowsOf = (reads: readonly string[]) => reads.reduce((sum, one) => sum + Number(one.split(': ')[1]), 0);

test('a statement page, the first, those in the middle and the last: posting_of_account from the cursor on, and no more than the page', async () => {
  let cursor: string | undefined;
  let pages = 0;
  for (let more = true; more; more = cursor !== undefined, pages++) {
    const reads = await readsOf(async (tx) => {
      const outcome = await statement(tx, 'bank', { cursor });
      if (!outcome.ok) throw new Error('refused');
      cursor = outcome.value.next ?? undefined;
    });
    const postings = read(reads, 'posting');
    expect(postings.filter((one) => !one.includes('by posting_of_account'))).toEqual([]);
    expect(read(reads, 'entry').filter((one) => !one.includes('by entry_pkey'))).toEqual([]);
    // The line at the cursor, a page, the line after it and one to see that its entry has no more. While the page lies in the sealed part nothing
    // has to be watched; in the tail that are its 500 lines at the most, twice.
    expect(rowsOf(postings)).toBeLessThanOrEqual(pages < 94 ? 103 : 1_103);
  }
  expect(pages).toBe(100);
});

test('the trial balance at two days reads the day totals and of the postings the unsealed tail alone', async () => {
  const asOf = { valueOn: day('2025-02-03'), bookedOn: day('2025-02-03') };
  const reads = await readsOf((tx) => trialBalance(tx, asOf));
  expect(rowsOf(read(reads, 'day_total'))).toBeGreaterThan(0);
  const postings = read(reads, 'posting');
  expect(postings.filter((one) => !one.includes('by posting_of_entry'))).toEqual([]);
  expect(read(reads, 'entry').filter((one) => !one.includes('by entry_pkey'))).toEqual([]);
  // 1,000 unsealed entries of two lines; 50 a day, of which 400 days fit before 4 February: none of the tail is left out.
  expect(rowsOf(postings)).toBe(2_000);
});

test('the journal of a scope goes by entry_of_scope, and a page of the whole by entry_pkey', async () => {
  const ofScope = await readsOf((tx) => journal(tx, { scope: 'case_7', limit: 50 }));
  expect(read(ofScope, 'entry').filter((one) => !one.includes('by entry_of_scope'))).toEqual([]);
  // 200 entries, once for the page and once for each count that watches over it.
  expect(rowsOf(read(ofScope, 'entry'))).toBeLessThanOrEqual(600);
  const whole = await readsOf((tx) => journal(tx, { limit: 50 }));
  expect(read(whole, 'entry').filter((one) => !one.includes('by entry_pkey'))).toEqual([]);
  expect(rowsOf(read(whole, 'entry'))).toBeLessThanOrEqual(51);
});
