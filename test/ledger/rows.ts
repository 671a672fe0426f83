import { randomBytes } from 'node:crypto';
import type postgres from 'postgres';
import { afterAll } from 'vitest';
import { connect, type Sql } from '../../src/db.ts';
import type { Line } from '../../src/ledger/index.ts';
import type { TestDatabase } from '../support/database.ts';

/** A connection, or the transaction that `sql.begin` opened. */
type Statements = postgres.ISql<{ bigint: bigint }>;

/** An entry as someone would give it to `ledger.book` who goes around the program. */
export interface Row {
  readonly key: string;
  readonly hash: string;
  readonly scope: string;
  readonly subject: string;
  readonly kind: string;
  readonly cause: string;
  readonly description: string;
  readonly valueDate: string;
  readonly bookedOn: string;
  readonly reverses: bigint | null;
  readonly total: bigint;
  readonly lineCount: number;
  readonly lines: readonly Line[];
}

/** A row that is as it should be, but for the changes. */
export function row(key: string, lines: readonly Line[], changes: Partial<Row> = {}): Row {
  return {
    key,
    hash: 'ab'.repeat(32),
    scope: 'raw',
    subject: 'n1',
    kind: 'raw',
    cause: 'fact_1',
    description: 'raw',
    valueDate: '2025-02-14',
    bookedOn: '2025-02-14',
    reverses: null,
    total: lines.reduce((sum, { side, amount }) => (side === 'debit' ? sum + amount : sum), 0n),
    lineCount: lines.length,
    lines,
    ...changes,
  };
}

/** The arguments of `ledger.book` and their types. */
const ARGUMENTS = {
  keys: 'text[]',
  content_hashes: 'bytea[]',
  scopes: 'text[]',
  subjects: 'text[]',
  kinds: 'text[]',
  causes: 'text[]',
  descriptions: 'text[]',
  value_dates: 'date[]',
  booked_ons: 'date[]',
  reversed: 'bigint[]',
  totals: 'bigint[]',
  line_counts: 'smallint[]',
  line_entries: 'integer[]',
  line_numbers: 'smallint[]',
  line_accounts: 'text[]',
  line_sides: 'ledger.side[]',
  line_amounts: 'bigint[]',
};

/** Each argument as PostgreSQL writes an array: `{1,2}`. */
export type Columns = Record<keyof typeof ARGUMENTS, string | null>;

export interface Answered {
  readonly ids: (bigint | null)[] | null;
  readonly outcomes: (string | null)[] | null;
  readonly details: (string | null)[] | null;
}

/** Calls `ledger.book` with these rows, and with whole columns exchanged for what no program of ours would give. */
export async function bookRows(
  sql: Statements,
  rows: readonly Row[],
  changes: Partial<Columns> = {},
): Promise<Answered> {
  const columns = { ...columnsOf(rows), ...changes };
  const names = Object.entries(ARGUMENTS);
  const given = names.map(([name, type], index) => `${name} => $${index + 1}::text::${type}`).join(', ');
  const values = names.map(([name]) => columns[name as keyof Columns]);
  const [answer] = await sql.unsafe<Answered[]>(`select * from ledger.book(${given})`, values);
  return answer!;
}

export function columnsOf(rows: readonly Row[]): Columns {
  const lines = rows.flatMap((one, entry) => one.lines.map((line, number) => ({ ...line, entry, number })));
  return {
    keys: array(rows, ({ key }) => key),
    content_hashes: array(rows, ({ hash }) => `\\x${hash}`),
    scopes: array(rows, ({ scope }) => scope),
    subjects: array(rows, ({ subject }) => subject),
    kinds: array(rows, ({ kind }) => kind),
    causes: array(rows, ({ cause }) => cause),
    descriptions: array(rows, ({ description }) => description),
    value_dates: array(rows, ({ valueDate }) => valueDate),
    booked_ons: array(rows, ({ bookedOn }) => bookedOn),
    reversed: array(rows, ({ reverses }) => reverses),
    totals: array(rows, ({ total }) => total),
    line_counts: array(rows, ({ lineCount }) => lineCount),
    line_entries: array(lines, ({ entry }) => entry + 1),
    line_numbers: array(lines, ({ number }) => number + 1),
    line_accounts: array(lines, ({ account }) => account),
    line_sides: array(lines, ({ side }) => side),
    line_amounts: array(lines, ({ amount }) => amount),
  };
}

function array<Item>(items: readonly Item[], field: (item: Item) => string | number | bigint | null): string {
  const quoted = items.map((item) => {
    const value = field(item);
    return value === null ? 'null' : `"${String(value).replace(/[\\"]/g, '\\$&')}"`;
  });
  return `{${quoted.join(',')}}`;
}

/**
 * A login of its own that is a member of `role` and of nothing else: whoever stole it. Not a superuser acting as the role, who would have only
 * to say `set role none`. Call it at the top of a file with await; the login goes with the database.
 */
export async function openLogin(
  { sql, url }: TestDatabase,
  role: 'dwangsom_application' | 'dwangsom_auditor',
): Promise<{ sql: Sql; name: string; url: string }> {
  const name = `login_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  await sql.unsafe(`create role ${name} login password '${password}' in role ${role}`);
  const address = new URL(url);
  address.username = name;
  address.password = password;
  const connection = connect(address.href, { maximumConnections: 3 });
  afterAll(async () => {
    await connection.close();
    await sql.unsafe(`drop owned by ${name} cascade`);
    await sql.unsafe(`drop role ${name}`);
  });
  return { sql: connection.sql, name, url: address.href };
}
