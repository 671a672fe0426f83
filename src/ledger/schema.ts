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
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  varchar,
} from 'drizzle-orm/pg-core';

/**
 * The tables as drizzle sees them. What it cannot see (functions, triggers, roles, and the reasons of it all) stands in the migrations, drizzle/,
 * which are the authority.
 */
export const ledger = pgSchema('ledger');

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

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

/** What the balance of an account may never do: be more credit than debit, or the other way. */
export const RULES = ['none', 'never-credit', 'never-debit'] as const;

export const account = ledger.table(
  'account',
  {
    id: bigint({ mode: 'bigint' }).notNull().generatedAlwaysAsIdentity(),
    code: text().notNull(),
    control: text().notNull(),
    openedAt: timestamp('opened_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
    rule: text({ enum: RULES }).notNull().default('none'),
  },
  (table) => [
    primaryKey({ name: 'account_pkey', columns: [table.id] }),
    // In the database it also includes the id, which drizzle cannot say.
    unique('account_code_once').on(table.code),
    foreignKey({
      name: 'account_rolls_up_to_a_control',
      columns: [table.control],
      foreignColumns: [controlAccount.code],
    }),
    check('account_code_is_filled_and_short', bounded(table.code, 200)),
    check('account_rule_is_known', sql`${table.rule} in ('none', 'never-credit', 'never-debit')`),
  ],
);

/** Moved by `ledger.book` alone. */
export const balance = ledger.table(
  'balance',
  {
    account: bigint({ mode: 'bigint' }).notNull(),
    debit: bigint({ mode: 'bigint' }).notNull().default(sql`0`),
    credit: bigint({ mode: 'bigint' }).notNull().default(sql`0`),
    rule: text({ enum: RULES }).notNull(),
  },
  (table) => [
    primaryKey({ name: 'balance_pkey', columns: [table.account] }),
    foreignKey({ name: 'balance_of_an_account', columns: [table.account], foreignColumns: [account.id] }),
  ],
);

export const entry = ledger.table(
  'entry',
  {
    id: bigint({ mode: 'bigint' }).notNull().generatedAlwaysAsIdentity(),
    recordedAt: timestamp('recorded_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
    total: bigint({ mode: 'bigint' }).notNull(),
    valueDate: date('value_date').notNull(),
    bookedOn: date('booked_on').notNull(),
    reverses: bigint({ mode: 'bigint' }),
    lineCount: smallint('line_count').notNull(),
    contentHash: bytea('content_hash').notNull(),
    key: varchar({ length: 200 }).notNull(),
    scope: varchar({ length: 200 }).notNull(),
    subject: varchar({ length: 200 }).notNull(),
    kind: varchar({ length: 200 }).notNull(),
    cause: varchar({ length: 200 }).notNull(),
    description: varchar({ length: 500 }).notNull(),
  },
  (table) => [
    primaryKey({ name: 'entry_pkey', columns: [table.id] }),
    uniqueIndex('entry_key_once').on(sql`(md5(${table.key})::uuid)`),
    uniqueIndex('entry_reversed_once').on(table.reverses).where(sql`${table.reverses} is not null`),
    index('entry_of_scope').on(table.scope),
  ],
);

export const side = ledger.enum('side', ['debit', 'credit']);

export const posting = ledger.table(
  'posting',
  {
    entry: bigint({ mode: 'bigint' }).notNull(),
    account: bigint({ mode: 'bigint' }).notNull(),
    amount: bigint({ mode: 'bigint' }).notNull(),
    side: side().notNull(),
    line: smallint().notNull(),
  },
  (table) => [
    index('posting_of_entry').on(table.entry),
    index('posting_of_account').on(table.account, table.entry),
  ],
);

export const periodClosing = ledger.table(
  'period_closing',
  {
    closedThrough: date('closed_through').notNull(),
    closedBy: text('closed_by').notNull(),
    approvedBy: text('approved_by').notNull(),
    closedOn: date('closed_on').notNull(),
    recordedAt: timestamp('recorded_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
    lastEntry: bigint('last_entry', { mode: 'bigint' }).notNull().default(sql`0`),
  },
  (table) => [
    primaryKey({ name: 'period_closing_pkey', columns: [table.closedThrough] }),
    check('period_closing_day_is_a_day', aDay(table.closedThrough)),
    check('period_closing_is_over', sql`${table.closedThrough} < ${table.closedOn}`),
    check(
      'period_closing_names_who',
      sql`${bounded(table.closedBy, 200)} and ${bounded(table.approvedBy, 200)}`,
    ),
    check(
      'period_closing_by_two_people',
      sql`lower(btrim(${table.closedBy})) <> lower(btrim(${table.approvedBy}))`,
    ),
  ],
);

export const sealBlock = ledger.table(
  'seal_block',
  {
    number: integer().notNull(),
    firstPosition: bigint('first_position', { mode: 'bigint' }).notNull(),
    entries: integer().notNull(),
    lastId: bigint('last_id', { mode: 'bigint' }).notNull(),
    root: bytea().notNull(),
    previousHash: bytea('previous_hash').notNull(),
    hash: bytea().notNull(),
    sealedAt: timestamp('sealed_at', { withTimezone: true, precision: 3 }).notNull(),
    publicKey: bytea('public_key').notNull(),
    signature: bytea().notNull(),
    fingerprints: bytea().notNull(),
  },
  (table) => [
    primaryKey({ name: 'seal_block_pkey', columns: [table.number] }),
    unique('seal_block_last_id_once').on(table.lastId),
    check(
      'seal_block_has_entries',
      sql`${table.entries} between 1 and 10000 and octet_length(${table.fingerprints}) = 4 * ${table.entries}`,
    ),
    check(
      'seal_block_sizes_are_right',
      sql`octet_length(${table.root}) = 32 and octet_length(${table.previousHash}) = 32 and octet_length(${table.hash}) = 32 and octet_length(${table.publicKey}) = 32 and octet_length(${table.signature}) = 64`,
    ),
  ],
);

/** Folded by the database with each block. */
export const dayTotal = ledger.table(
  'day_total',
  {
    control: text().notNull(),
    valueDate: date('value_date').notNull(),
    bookedOn: date('booked_on').notNull(),
    debit: bigint({ mode: 'bigint' }).notNull(),
    credit: bigint({ mode: 'bigint' }).notNull(),
    postings: bigint({ mode: 'bigint' }).notNull(),
  },
  (table) => [
    primaryKey({ name: 'day_total_pkey', columns: [table.control, table.valueDate, table.bookedOn] }),
  ],
);

export const sealPublication = ledger.table(
  'seal_publication',
  {
    block: integer().notNull(),
    channel: text({ enum: ['file', 'mail'] }).notNull(),
    publishedAt: timestamp('published_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  },
  (table) => [
    primaryKey({ name: 'seal_publication_once', columns: [table.block, table.channel] }),
    foreignKey({
      name: 'seal_publication_of_a_block',
      columns: [table.block],
      foreignColumns: [sealBlock.number],
    }),
    check('seal_publication_channel_is_known', sql`${table.channel} in ('file', 'mail')`),
  ],
);

function bounded(column: AnyPgColumn, longest: number) {
  return sql`char_length(${column}) between 1 and ${sql.raw(String(longest))}`;
}

/** The same first and last day as `values/day.ts`; it also keeps out `infinity`, which a `date` column would take. */
function aDay(column: AnyPgColumn) {
  return sql`${column} between date '1800-01-01' and date '2999-12-31'`;
}
