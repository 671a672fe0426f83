import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  check,
  customType,
  date,
  foreignKey,
  index,
  integer,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core';

/**
 * The tables as drizzle sees them. What it cannot see (triggers, and the reasons of the constraints) stands in
 * drizzle/0000_ledger_tables.sql and drizzle/0001_ledger_guards.sql, which are the authority.
 */
export const ledger = pgSchema('ledger');

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** A transaction id that never wraps. It travels as text; no code counts with it. */
const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' });

export const controlAccount = ledger.table(
  'control_account',
  {
    code: text().notNull(),
    name: text().notNull(),
    rgsCode: text('rgs_code').notNull(),
    normalSide: text('normal_side', { enum: ['debit', 'credit'] }).notNull(),
  },
  (table) => [
    primaryKey({ name: 'control_account_pkey', columns: [table.code] }),
    check(
      'control_account_texts_are_filled_and_short',
      sql`${bounded(table.code, 100)} and ${bounded(table.name, 200)} and ${bounded(table.rgsCode, 50)}`,
    ),
    check('control_account_normal_side_is_known', sql`${table.normalSide} in ('debit', 'credit')`),
  ],
);

export const account = ledger.table(
  'account',
  {
    id: bigint({ mode: 'bigint' }).notNull().generatedAlwaysAsIdentity(),
    code: text().notNull(),
    control: text().notNull(),
    openedAt: timestamp('opened_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  },
  (table) => [
    primaryKey({ name: 'account_pkey', columns: [table.id] }),
    unique('account_code_once').on(table.code),
    foreignKey({
      name: 'account_rolls_up_to_a_control',
      columns: [table.control],
      foreignColumns: [controlAccount.code],
    }),
    check('account_code_is_filled_and_short', bounded(table.code, 200)),
  ],
);

export const entry = ledger.table(
  'entry',
  {
    id: bigint({ mode: 'bigint' }).notNull().generatedAlwaysAsIdentity(),
    key: text().notNull(),
    contentHash: bytea('content_hash').notNull(),
    scope: text().notNull(),
    subject: text().notNull(),
    kind: text().notNull(),
    cause: text().notNull(),
    description: text().notNull(),
    valueDate: date('value_date').notNull(),
    bookedOn: date('booked_on').notNull(),
    recordedAt: timestamp('recorded_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
    madeIn: xid8('made_in').notNull().default(sql`pg_current_xact_id()`),
    reverses: bigint({ mode: 'bigint' }),
    lineCount: integer('line_count').notNull(),
    total: bigint({ mode: 'bigint' }).notNull(),
  },
  (table) => [
    primaryKey({ name: 'entry_pkey', columns: [table.id] }),
    unique('entry_key_once').on(table.key),
    unique('entry_reversed_once').on(table.reverses),
    foreignKey({ name: 'entry_reverses_an_entry', columns: [table.reverses], foreignColumns: [table.id] }),
    check('entry_reverses_an_earlier_one', sql`${table.reverses} < ${table.id}`),
    check('entry_content_hash_is_sha256', sql`octet_length(${table.contentHash}) = 32`),
    check(
      'entry_texts_are_filled_and_short',
      sql`${bounded(table.key, 200)} and ${bounded(table.scope, 200)} and ${bounded(table.subject, 200)} and ${bounded(table.kind, 200)} and ${bounded(table.cause, 200)} and ${bounded(table.description, 500)}`,
    ),
    check('entry_value_date_is_a_day', aDay(table.valueDate)),
    check('entry_booked_on_is_a_day', aDay(table.bookedOn)),
    check('entry_line_count_is_in_bounds', sql`${table.lineCount} between 2 and 1000`),
    check('entry_total_is_positive', sql`${table.total} > 0`),
    index('entry_of_scope').on(table.scope, table.id),
  ],
);

export const posting = ledger.table(
  'posting',
  {
    entry: bigint({ mode: 'bigint' }).notNull(),
    line: integer().notNull(),
    account: bigint({ mode: 'bigint' }).notNull(),
    side: text({ enum: ['debit', 'credit'] }).notNull(),
    amount: bigint({ mode: 'bigint' }).notNull(),
  },
  (table) => [
    primaryKey({ name: 'posting_pkey', columns: [table.entry, table.line] }),
    foreignKey({ name: 'posting_belongs_to_an_entry', columns: [table.entry], foreignColumns: [entry.id] }),
    foreignKey({ name: 'posting_moves_an_account', columns: [table.account], foreignColumns: [account.id] }),
    check('posting_line_is_positive', sql`${table.line} > 0`),
    check('posting_side_is_known', sql`${table.side} in ('debit', 'credit')`),
    check('posting_amount_is_positive', sql`${table.amount} > 0`),
    index('posting_of_account').on(table.account, table.entry),
  ],
);

function bounded(column: AnyPgColumn, longest: number) {
  return sql`char_length(${column}) between 1 and ${sql.raw(String(longest))}`;
}

/** The same first and last day as `values/day.ts`; it also keeps out `infinity`, which a `date` column would take. */
function aDay(column: AnyPgColumn) {
  return sql`${column} between date '1800-01-01' and date '2999-12-31'`;
}
