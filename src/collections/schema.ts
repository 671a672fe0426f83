import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  customType,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

/**
 * The tables as drizzle sees them. Triggers, and the reasons of the constraints, stand in drizzle/0002_collections_tables.sql and
 * drizzle/0003_collections_guards.sql and drizzle/0011_process.sql, which are the authority.
 */
export const collections = pgSchema('collections');

export const caseRow = collections.table(
  'case',
  {
    id: text().notNull(),
    /** People see the dossiernummer, programs the id. */
    dossiernummer: text().notNull(),
    openedOn: date('opened_on').notNull(),
    /** The next day on which the program has something to do by itself; null where only persons have. */
    wakeOn: date('wake_on'),
    /** Why the case stands still until a person has looked; null where it does not. */
    haltedBecause: text('halted_because'),
    /** Where the books differ from what the law says: how. Set and taken away by the check of the books alone. */
    booksDiffer: text('books_differ'),
    /** How far it is booked: its history through that many events, up to that day. */
    bookedEvents: integer('booked_events'),
    bookedOn: date('booked_on'),
  },
  (table) => [
    check(
      'case_booked_is_whole',
      sql`(${table.bookedEvents} is null) = (${table.bookedOn} is null) and ${table.bookedEvents} > 0`,
    ),
    primaryKey({ name: 'case_pkey', columns: [table.id] }),
    unique('case_dossiernummer_once').on(table.dossiernummer),
    index('case_to_wake').on(table.wakeOn).where(sql`${table.wakeOn} is not null`),
  ],
);

export const party = collections.table(
  'party',
  {
    caseId: text('case_id').notNull(),
    place: integer().notNull(),
    role: text({ enum: ['schuldeiser', 'schuldenaar', 'kind'] }).notNull(),
    name: text().notNull(),
    bornOn: date('born_on'),
    address: text(),
    iban: text(),
    email: text(),
    /** In which letters are written to this person. */
    language: text({ enum: ['nl', 'en'] })
      .notNull()
      .default('nl'),
  },
  (table) => [
    primaryKey({ name: 'party_pkey', columns: [table.caseId, table.place] }),
    foreignKey({ name: 'party_of_a_case', columns: [table.caseId], foreignColumns: [caseRow.id] }),
    check('party_role_is_known', sql`${table.role} in ('schuldeiser', 'schuldenaar', 'kind')`),
    check('party_language_is_known', sql`${table.language} in ('nl', 'en')`),
    check('party_child_has_a_birth_day', sql`${table.role} <> 'kind' or ${table.bornOn} is not null`),
  ],
);

export const event = collections.table(
  'event',
  {
    id: text().notNull(),
    caseId: text('case_id').notNull(),
    seq: integer().notNull(),
    kind: text().notNull(),
    /** The day it counts in law. */
    countsOn: date('counts_on').notNull(),
    data: jsonb().notNull(),
    recordedOn: date('recorded_on').notNull(),
    recordedAt: timestamp('recorded_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
    recordedBy: text('recorded_by').notNull(),
  },
  (table) => [
    primaryKey({ name: 'event_pkey', columns: [table.id] }),
    unique('event_seq_once').on(table.caseId, table.seq),
    foreignKey({ name: 'event_of_a_case', columns: [table.caseId], foreignColumns: [caseRow.id] }),
    check('event_seq_is_positive', sql`${table.seq} > 0`),
    check('event_kind_is_a_name', sql`${table.kind} ~ '^[a-z]+(-[a-z]+)+$'`),
    check('event_names_who', sql`char_length(${table.recordedBy}) between 1 and 200`),
  ],
);

export const outbox = collections.table(
  'outbox',
  {
    id: text().notNull(),
    caseId: text('case_id').notNull(),
    /** The event that promised it. */
    promisedBy: text('promised_by').notNull(),
    kind: text({ enum: ['brief', 'opdracht', 'intrekking'] }).notNull(),
    payload: jsonb().notNull(),
    dueOn: date('due_on').notNull(),
    performedOn: date('performed_on'),
    attempts: integer().notNull().default(0),
    lastFault: text('last_fault'),
  },
  (table) => [
    primaryKey({ name: 'outbox_pkey', columns: [table.id] }),
    unique('outbox_promise_once').on(table.promisedBy),
    foreignKey({ name: 'outbox_of_a_case', columns: [table.caseId], foreignColumns: [caseRow.id] }),
    foreignKey({
      name: 'outbox_promised_by_an_event',
      columns: [table.promisedBy],
      foreignColumns: [event.id],
    }),
    check('outbox_kind_is_known', sql`${table.kind} in ('brief', 'opdracht', 'intrekking')`),
    index('outbox_to_perform').on(table.dueOn).where(sql`${table.performedOn} is null`),
  ],
);

/**
 * Bank lines that were taken, over all cases: a payment booked on one case cannot be booked on another as well, and one payment out confirms one
 * payout. One that was booked wrongly and withdrawn may be taken once more: that is its second taking.
 */
export const bankLine = collections.table(
  'bank_line',
  {
    /** Money that came in, or that went out. */
    direction: text({ enum: ['in', 'uit'] }).notNull(),
    reference: text().notNull(),
    taking: integer().notNull(),
    caseId: text('case_id').notNull(),
    eventId: text('event_id').notNull(),
    amount: bigint({ mode: 'bigint' }).notNull(),
  },
  (table) => [
    primaryKey({ name: 'bank_line_taken_once', columns: [table.direction, table.reference, table.taking] }),
    foreignKey({ name: 'bank_line_of_a_case', columns: [table.caseId], foreignColumns: [caseRow.id] }),
    foreignKey({ name: 'bank_line_of_an_event', columns: [table.eventId], foreignColumns: [event.id] }),
    check('bank_line_direction_is_known', sql`${table.direction} in ('in', 'uit')`),
    check('bank_line_taking_counts', sql`${table.taking} > 0`),
    check('bank_line_amount_is_positive', sql`${table.amount} > 0`),
  ],
);

/** A taking that was taken back: the event that withdrew its receipt. */
export const bankLineRelease = collections.table(
  'bank_line_release',
  {
    direction: text({ enum: ['in', 'uit'] }).notNull(),
    reference: text().notNull(),
    taking: integer().notNull(),
    eventId: text('event_id').notNull(),
  },
  (table) => [
    primaryKey({
      name: 'bank_line_released_once',
      columns: [table.direction, table.reference, table.taking],
    }),
    foreignKey({
      name: 'bank_line_release_of_a_taking',
      columns: [table.direction, table.reference, table.taking],
      foreignColumns: [bankLine.direction, bankLine.reference, bankLine.taking],
    }),
    foreignKey({
      name: 'bank_line_release_by_an_event',
      columns: [table.eventId],
      foreignColumns: [event.id],
    }),
  ],
);

/** Dossiernummers are handed out once; a gap after a failed registration is harmless. */
export const dossierNumbers = collections.sequence('dossier_number');

export const checkRun = collections.table(
  'check_run',
  {
    id: bigint({ mode: 'bigint' }).notNull().generatedAlwaysAsIdentity(),
    onDay: date('on_day').notNull(),
    startedAt: timestamp('started_at', { withTimezone: true }).notNull(),
    finishedAt: timestamp('finished_at', { withTimezone: true }).notNull(),
    entries: bigint({ mode: 'bigint' }).notNull(),
    cases: integer().notNull(),
    found: integer().notNull(),
    findings: jsonb().notNull(),
  },
  (table) => [
    primaryKey({ name: 'check_run_pkey', columns: [table.id] }),
    check(
      'check_run_counts',
      sql`${table.entries} >= 0 and ${table.cases} >= 0 and ${table.found} >= 0 and jsonb_typeof(${table.findings}) = 'array'`,
    ),
  ],
);

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });

/** What was sent, as it was sent: the PDF with its hash. Made before it goes out, so that a second attempt sends the same bytes. */
export const document = collections.table(
  'document',
  {
    /** The id of the promise. */
    id: text().notNull(),
    caseId: text('case_id').notNull(),
    letter: text().notNull(),
    document: text().notNull(),
    addressee: text({ enum: ['schuldeiser', 'schuldenaar', 'deurwaarder', 'rechter'] }).notNull(),
    language: text({ enum: ['nl', 'en'] }).notNull(),
    subject: text().notNull(),
    body: text().notNull(),
    pdf: bytea().notNull(),
    sha256: text().notNull(),
    madeOn: date('made_on').notNull(),
  },
  (table) => [
    primaryKey({ name: 'document_pkey', columns: [table.id] }),
    foreignKey({ name: 'document_of_a_promise', columns: [table.id], foreignColumns: [outbox.id] }),
    foreignKey({ name: 'document_of_a_case', columns: [table.caseId], foreignColumns: [caseRow.id] }),
    check(
      'document_addressee_is_known',
      sql`${table.addressee} in ('schuldeiser', 'schuldenaar', 'deurwaarder', 'rechter')`,
    ),
    check('document_language_is_known', sql`${table.language} in ('nl', 'en')`),
    check('document_hash_is_one', sql`${table.sha256} ~ '^[0-9a-f]{64}$'`),
    index('document_by_case').on(table.caseId, table.letter),
  ],
);

/** Versions of the ladder after the first, which stands in the code. */
export const ladderVersion = collections.table(
  'ladder_version',
  {
    version: integer().notNull(),
    steps: jsonb().notNull(),
    reason: text().notNull(),
    proposedBy: text('proposed_by').notNull(),
    proposedOn: date('proposed_on').notNull(),
    releasedBy: text('released_by'),
    releasedOn: date('released_on'),
  },
  (table) => [
    primaryKey({ name: 'ladder_version_pkey', columns: [table.version] }),
    check('ladder_version_follows_the_first', sql`${table.version} > 1`),
    check(
      'ladder_version_released_is_whole',
      sql`(${table.releasedBy} is null) = (${table.releasedOn} is null)`,
    ),
    check('ladder_version_released_by_another', sql`${table.releasedBy} <> ${table.proposedBy}`),
  ],
);

/** Brakes on the whole office. */
export const brake = collections.table(
  'brake',
  {
    id: bigint({ mode: 'bigint' }).notNull().generatedAlwaysAsIdentity(),
    what: text({ enum: ['alles', 'brieven', 'opdrachten', 'uitbetalingen', 'stuitingen'] }).notNull(),
    reason: text().notNull(),
    setBy: text('set_by').notNull(),
    setOn: date('set_on').notNull(),
    releasedBy: text('released_by'),
    releasedOn: date('released_on'),
  },
  (table) => [
    primaryKey({ name: 'brake_pkey', columns: [table.id] }),
    check(
      'brake_is_known',
      sql`${table.what} in ('alles', 'brieven', 'opdrachten', 'uitbetalingen', 'stuitingen')`,
    ),
    check('brake_released_is_whole', sql`(${table.releasedBy} is null) = (${table.releasedOn} is null)`),
    check('brake_released_by_another', sql`${table.releasedBy} <> ${table.setBy}`),
    uniqueIndex('brake_stands_once').on(table.what).where(sql`${table.releasedOn} is null`),
  ],
);

/** On what ground the bureau acts, from which day; before the first row on the volmacht. */
export const regime = collections.table(
  'regime',
  {
    id: bigint({ mode: 'bigint' }).notNull().generatedAlwaysAsIdentity(),
    fromDay: date('from_day').notNull(),
    regime: text({ enum: ['VOLMACHT', 'WETTELIJKE_TAAK'] }).notNull(),
    /** The statute that gives it. */
    grondslag: text().notNull(),
    proposedBy: text('proposed_by').notNull(),
    releasedBy: text('released_by'),
    releasedOn: date('released_on'),
  },
  (table) => [
    primaryKey({ name: 'regime_pkey', columns: [table.id] }),
    check('regime_is_known', sql`${table.regime} in ('VOLMACHT', 'WETTELIJKE_TAAK')`),
    check('regime_released_is_whole', sql`(${table.releasedBy} is null) = (${table.releasedOn} is null)`),
    check('regime_released_by_another', sql`${table.releasedBy} <> ${table.proposedBy}`),
  ],
);

/** How far the messages of somebody outside were read. Reading them again does no harm: each is taken once, by its own id. */
export const readUpTo = collections.table(
  'read_up_to',
  {
    source: text().notNull(),
    cursor: text().notNull(),
  },
  (table) => [primaryKey({ name: 'read_up_to_pkey', columns: [table.source] })],
);

/** What somebody outside reported and could not be taken: kept until it can be, or a person has seen to it. */
export const unreadMessage = collections.table(
  'unread_message',
  {
    source: text().notNull(),
    id: text().notNull(),
    body: jsonb().notNull(),
    fault: text().notNull(),
    firstOn: date('first_on').notNull(),
    solvedOn: date('solved_on'),
  },
  (table) => [
    primaryKey({ name: 'unread_message_pkey', columns: [table.source, table.id] }),
    index('unread_message_open').on(table.firstOn).where(sql`${table.solvedOn} is null`),
  ],
);
