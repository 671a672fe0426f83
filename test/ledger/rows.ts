import type postgres from 'postgres';
import type { Sql } from '../../src/db.ts';
import type { Line } from '../../src/ledger/index.ts';

/** A connection, or the transaction that `sql.begin` opened. */
type Statements = postgres.ISql<{ bigint: bigint }>;

export interface Row {
  key: string;
  scope: string;
  subject: string;
  cause: string;
  hash: string;
  valueDate: string;
  bookedOn: string;
  reverses: bigint | null;
  lineCount: number;
  total: bigint;
}

/** Writes an entry as someone would who goes around the program. What is not given is as it should be. */
export async function insertEntry(sql: Statements, key: string, changes: Partial<Row> = {}): Promise<bigint> {
  const row: Row = {
    key,
    scope: 'raw',
    subject: 'n1',
    cause: 'fact_1',
    hash: 'ab'.repeat(32),
    valueDate: '2025-02-14',
    bookedOn: '2025-02-14',
    reverses: null,
    lineCount: 2,
    total: 100n,
    ...changes,
  };
  const [written] = await sql<{ id: bigint }[]>`
    insert into ledger.entry (
      key, content_hash, scope, subject, kind, cause, description, value_date, booked_on, reverses, line_count, total
    )
    values (
      ${row.key}, decode(${row.hash}, 'hex'), ${row.scope}, ${row.subject}, 'raw', ${row.cause}, 'raw',
      ${row.valueDate}, ${row.bookedOn}, ${row.reverses}, ${row.lineCount}, ${row.total}
    )
    returning id`;
  return written!.id;
}

/** Writes lines from `first` on. */
export async function insertLines(
  sql: Statements,
  entry: bigint,
  lines: readonly Line[],
  first = 1,
): Promise<void> {
  for (const [index, { account, side, amount }] of lines.entries()) {
    await sql`
      insert into ledger.posting (entry, line, account, side, amount)
      select ${entry}, ${first + index}, id, ${side}, ${amount} from ledger.account where code = ${account}`;
  }
}

/** Writes an entry with its lines in a transaction of its own. */
export async function insertWhole(
  sql: Sql,
  key: string,
  lines: readonly Line[],
  changes: Partial<Row> = {},
): Promise<bigint> {
  return sql.begin(async (statements) => {
    const entry = await insertEntry(statements, key, { lineCount: lines.length, ...changes });
    await insertLines(statements, entry, lines);
    return entry;
  });
}
