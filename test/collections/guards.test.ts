import { expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { openOffice, runningCase } from './office.ts';

// Every test here goes around the program, with SQL of its own, and expects the database to refuse in the name of a guarantee.
const { db, sql } = await openTestDatabase();
await openOffice(db);
const one = await runningCase(db);
await one.found('2025-02-16', '2025-02-15');
await one.paid('2025-03-01', '100.00');

async function refusedBy(statement: string, asReplica = false): Promise<string> {
  try {
    await sql.begin(async (tx) => {
      // What replication does, and what restores do: ordinary triggers are off.
      if (asReplica) await tx`set local session_replication_role = replica`;
      await tx.unsafe(statement);
    });
  } catch (error) {
    return (error as { constraint_name?: string }).constraint_name ?? String(error);
  }
  return 'not refused';
}

async function everything() {
  const [row] = await sql`
    select
      (select jsonb_agg(to_jsonb(e) order by e.case_id, e.seq) from collections.event e) as events,
      (select jsonb_agg(to_jsonb(b)) from collections.bank_line b) as lines,
      (select jsonb_agg(to_jsonb(o) order by o.id) from collections.outbox o) as promises`;
  return row;
}

const CHANGES = [
  ['an event is not changed', "update collections.event set counts_on = '2020-01-01'"],
  ['an event is not deleted', 'delete from collections.event'],
  ['the history is not emptied', 'truncate collections.event cascade'],
  ['an update that touches no event is refused too', 'update collections.event set seq = 1 where false'],
  ['a bank line is not changed', 'update collections.bank_line set amount = 1'],
  ['a bank line is not deleted, so that it cannot be booked again', 'delete from collections.bank_line'],
  ['the bank lines are not emptied', 'truncate collections.bank_line, collections.bank_line_release'],
  ['a release is not emptied', 'truncate collections.bank_line_release'],
  ['the promises are not emptied, nor with them what they became', 'truncate collections.outbox cascade'],
  ['a document is not changed', "update collections.document set body = 'anders'"],
  ['a document is not deleted', 'delete from collections.document'],
  ['the documents are not emptied', 'truncate collections.document'],
] as const;

test.each(CHANGES)('%s, not even with session_replication_role = replica', async (_, statement) => {
  const before = await everything();
  expect(await refusedBy(statement)).toBe('history_is_only_added_to');
  expect(await refusedBy(statement, true)).toBe('history_is_only_added_to');
  expect(await everything()).toEqual(before);
});

test('a version of the ladder, a brake and a regime are released once, by another, and never rewritten or taken away', async () => {
  await sql`insert into collections.ladder_version (version, steps, reason, proposed_by, proposed_on)
    values (2, '[]', 'verzonnen', 'iemand', '2025-02-16')`;
  await sql`insert into collections.regime (from_day, regime, grondslag, proposed_by)
    values ('2025-02-16', 'WETTELIJKE_TAAK', 'verzonnen', 'iemand')`;
  await sql`insert into collections.brake (what, reason, set_by, set_on)
    values ('brieven', 'verzonnen', 'iemand', '2025-02-16')`;
  const changed = {
    ladder_version: "steps = '[{}]'",
    regime: "grondslag = 'anders'",
    brake: "reason = 'anders'",
  };
  for (const [table, change] of Object.entries(changed)) {
    const release = (by: string) =>
      `update collections.${table} set released_by = '${by}', released_on = '2025-02-17'`;
    for (const asReplica of [false, true]) {
      expect(await refusedBy(`update collections.${table} set ${change}`, asReplica)).toBe('only_released');
      expect(await refusedBy(`delete from collections.${table}`, asReplica)).toBe('only_released');
      expect(await refusedBy(`truncate collections.${table}`, asReplica)).toBe('history_is_only_added_to');
    }
    if (table !== 'brake') expect(await refusedBy(release('iemand'))).toBe(`${table}_released_by_another`);
    expect(await refusedBy(release('een ander'))).toBe('not refused');
    expect(await refusedBy(release('een derde'))).toBe('only_released');
    expect(await refusedBy(release('een derde'), true)).toBe('only_released');
  }
});

function insertEvent(seq: string, more: { kind?: string; by?: string; at?: string } = {}): string {
  const { kind = 'niet-nakoming-gemeld', by = 'iemand', at = 'default' } = more;
  return `insert into collections.event (id, case_id, seq, kind, counts_on, data, recorded_on, recorded_by, recorded_at)
    values (gen_random_uuid()::text, '${one.id}', ${seq}, '${kind}', '2025-02-15', '{}', '2025-02-16', '${by}', ${at})`;
}

const LAST = `(select max(seq) from collections.event where case_id = '${one.id}')`;

test.each([false, true])('a history has no holes and no number twice (as replica: %s)', async (asReplica) => {
  expect(await refusedBy(insertEvent(`${LAST} + 2`), asReplica)).toBe('event_seq_has_no_holes');
  expect(await refusedBy(insertEvent(LAST), asReplica)).toBe('event_seq_has_no_holes');
  expect(await refusedBy(insertEvent('0'), asReplica)).toBe('event_seq_has_no_holes');
});

test('the next number passes, and its moment is that of the database, whatever was said', async () => {
  // Rolled back, because a history cannot be mended.
  const seen = await sql
    .begin(async (tx) => {
      await tx.unsafe(insertEvent(`${LAST} + 1`, { at: "'2020-01-01T00:00:00Z'" }));
      const [row] = await tx`
        select recorded_at > now() - interval '1 hour' as is_recent from collections.event order by recorded_at desc limit 1`;
      throw Object.assign(new Error('rolled back'), { isRecent: row!.is_recent });
    })
    .catch((error: { isRecent?: boolean }) => error.isRecent);
  expect(seen).toBe(true);
});

test('an event names its kind and who recorded it', async () => {
  expect(await refusedBy(insertEvent(`${LAST} + 1`, { kind: 'Iets' }))).toBe('event_kind_is_a_name');
  expect(await refusedBy(insertEvent(`${LAST} + 1`, { by: '' }))).toBe('event_names_who');
});

test('a bank line is taken once, by its key, and for more than nothing', async () => {
  const insert = (reference: string, amount: number, taking = 1, direction = 'in') =>
    `insert into collections.bank_line (direction, reference, taking, case_id, event_id, amount)
     select '${direction}', '${reference}', ${taking}, case_id, event_id, ${amount} from collections.bank_line limit 1`;
  const [line] = await sql<{ reference: string }[]>`select reference from collections.bank_line`;
  expect(await refusedBy(insert(line!.reference, 1))).toBe('bank_line_taken_once');
  expect(await refusedBy(insert('ANDERE', 0))).toBe('bank_line_amount_is_positive');
  expect(await refusedBy(insert(line!.reference, 1, 2))).toBe('bank_line_is_free');
  expect(await refusedBy(insert('ANDERE', 1, 0))).toBe('bank_line_taking_counts');
  expect(await refusedBy(insert('ANDERE', 1, 1, 'op'))).toBe('bank_line_direction_is_known');
  // A release of the line that came in frees no line that went out.
  expect(await refusedBy(insert(line!.reference, 1, 2, 'uit'))).toBe('bank_line_is_free');
});

test.each([
  ['its words', `payload = '{}'`],
  ['its day', `due_on = '2030-01-01'`],
  ['its case', `case_id = 'case_X'`],
  ['the event that promised it', `promised_by = 'event_X'`],
  ['its name', `id = 'outbox_X'`],
])('a promise is not rewritten: %s', async (_, change) => {
  expect(await refusedBy(`update collections.outbox set ${change}`)).toBe('outbox_promise_stands');
  expect(await refusedBy(`update collections.outbox set ${change}`, true)).toBe('outbox_promise_stands');
});

test('a promise is not deleted, and one event promises once', async () => {
  expect(await refusedBy('delete from collections.outbox')).toBe('outbox_promise_stands');
  expect(await refusedBy('delete from collections.outbox', true)).toBe('outbox_promise_stands');
  const again = `insert into collections.outbox (id, case_id, promised_by, kind, payload, due_on)
    select 'outbox_again', case_id, promised_by, kind, payload, due_on from collections.outbox limit 1`;
  expect(await refusedBy(again)).toBe('outbox_promise_once');
});

test('a promise may be tried and kept; once kept, the day is neither taken back nor moved', async () => {
  expect(await refusedBy(`update collections.outbox set attempts = 3, last_fault = 'dicht'`)).toBe(
    'not refused',
  );
  await one.sent('2025-02-17');
  for (const asReplica of [false, true]) {
    expect(await refusedBy('update collections.outbox set performed_on = null', asReplica)).toBe(
      'outbox_promise_stands',
    );
    expect(await refusedBy(`update collections.outbox set performed_on = '2025-02-18'`, asReplica)).toBe(
      'outbox_promise_stands',
    );
  }
  // The same day once more is no change.
  expect(await refusedBy(`update collections.outbox set performed_on = '2025-02-17'`)).toBe('not refused');
});
