import { expect, test } from 'vitest';
import { closePeriod, post } from '../../src/ledger/index.ts';
import { closedThrough } from '../../src/ledger/periods.ts';
import { day } from '../../src/values/index.ts';
import { openTestDatabase } from '../support/database.ts';
import {
  balanced,
  book,
  countEntries,
  credit,
  debit,
  hold,
  openBooks,
  outcomeOf,
  refusedBy,
  untilOneWaits,
} from './books.ts';
import { bookRows, openLogin, row } from './rows.ts';

const database = await openTestDatabase();
const { db, sql } = database;
await openBooks(db);
const thief = await openLogin(database, 'dwangsom_application');

const TODAY = day('2025-03-03');
const JANUARY = { through: day('2025-01-31'), closedBy: 'user_1', approvedBy: 'user_2', today: TODAY };
const FEBRUARY = { ...JANUARY, through: day('2025-02-28') };

const IN_JANUARY = { valueDate: day('2025-01-10'), bookedOn: day('2025-01-20') };
const LATE = { valueDate: day('2025-01-10'), bookedOn: day('2025-03-01') };

function closing(changes: Partial<typeof JANUARY> = {}) {
  return db.transaction((tx) => closePeriod(tx, { ...JANUARY, ...changes }));
}

function posting(key: string, days: { valueDate: ReturnType<typeof day>; bookedOn: ReturnType<typeof day> }) {
  return db.transaction((tx) => post(tx, balanced({ key, ...days })));
}

function insertClosing(values: string) {
  return thief.sql.unsafe(
    `insert into ledger.period_closing (closed_through, closed_by, approved_by, closed_on) values (${values})`,
  );
}

test('closing asks for a day that is over and for two people, and names both faults at once', async () => {
  const answer = await closing({ through: TODAY, approvedBy: ' USER_1 ' });
  expect(answer).toMatchObject({ ok: false, refusals: [{ code: 'not-over' }, { code: 'one-person' }] });
  expect(JSON.stringify(answer)).toContain('3 maart 2025');
  expect(await db.transaction(closedThrough)).toBeNull();
});

test.each([
  [`'2025-03-03', 'a', 'b', '2025-03-03'`, 'period_closing_is_over'],
  [`'2025-01-31', 'a', ' A', '2025-03-03'`, 'period_closing_by_two_people'],
  [`'2025-01-31', '', 'b', '2025-03-03'`, 'period_closing_names_who'],
  [`'2025-01-31', 'a', repeat('b', 201), '2025-03-03'`, 'period_closing_names_who'],
  [`'-infinity', 'a', 'b', '2025-03-03'`, 'period_closing_day_is_a_day'],
  [`'2025-01-31', 'a', 'b', null`, 'not-null'],
])('the database refuses a closing of %s', async (values, constraint) => {
  expect(await refusedBy(insertClosing(values))).toContain(constraint);
});

test('a posting that is open while the period closes is waited for, and stands in it', async () => {
  const poster = await hold(db, (tx) => post(tx, balanced({ key: 'open', ...IN_JANUARY })));
  const closer = closing();
  await untilOneWaits(sql);
  await poster.commit();
  expect(await closer).toEqual({ ok: true, value: null });
  expect(await countEntries(sql, 'open')).toBe(1);
  expect(await db.transaction(closedThrough)).toBe('2025-01-31');
});

test('the same closing again is answered as the first time; by others, or through an earlier day, it is refused', async () => {
  expect(await closing()).toEqual({ ok: true, value: null });
  for (const other of [{ approvedBy: 'user_3' }, { through: day('2025-01-30') }]) {
    expect(await closing(other)).toMatchObject({ ok: false, refusals: [{ code: 'closed-already' }] });
  }
  expect(await sql`select closed_through from ledger.period_closing`).toHaveLength(1);
  expect(await refusedBy(insertClosing(`'2025-01-31', 'a', 'b', '2025-03-03'`))).toBe(
    'period_closing_goes_forward',
  );
  expect(await refusedBy(insertClosing(`'2024-12-31', 'a', 'b', '2025-03-03'`))).toBe(
    'period_closing_goes_forward',
  );
});

test('in a closed period nothing is booked any more: not by the program, not by SQL, and not among other entries', async () => {
  const [answer] = await posting('closed', { ...IN_JANUARY, bookedOn: day('2025-01-31') });
  expect(answer).toMatchObject({ outcome: 'refused', refusals: [{ code: 'period-closed' }] });
  expect(JSON.stringify(answer)).toMatch(/closed.*31 januari 2025.*31 januari 2025/);
  const batch = [balanced({ key: 'closed/good', ...LATE }), balanced({ key: 'closed/bad', ...IN_JANUARY })];
  const answers = await db.transaction((tx) => post(tx, batch));
  expect(answers.map(outcomeOf)).toEqual(['refused-with-others', 'period-closed']);
  const lines = [debit('bank', 1n), credit('income', 1n)];
  // A server that writes days otherwise says the same.
  const german = thief.sql.begin(async (tx) => {
    await tx`set local datestyle = German`;
    return bookRows(tx, [row('closed/raw', lines, { bookedOn: '2025-01-31' })]);
  });
  expect(await german).toEqual({ ids: null, outcomes: ['period-closed'], details: ['2025-01-31'] });
  expect(await sql`select key from ledger.entry where key like 'closed%'`).toEqual([]);
});

test('a late fact lands in the open period with its own day, and the first open day is open', async () => {
  expect((await posting('late', LATE)).map(outcomeOf)).toEqual(['booked']);
  expect((await posting('first-day', { ...LATE, bookedOn: day('2025-02-01') })).map(outcomeOf)).toEqual([
    'booked',
  ]);
  const rows = await sql`select value_date, booked_on from ledger.entry where key = 'late'`;
  expect(rows).toEqual([{ value_date: '2025-01-10', booked_on: '2025-03-01' }]);
});

test('what was booked before the period closed is replayed after', async () => {
  expect((await posting('open', IN_JANUARY)).map(outcomeOf)).toEqual(['replayed']);
  const together = [balanced({ key: 'open', ...IN_JANUARY }), balanced({ key: 'with-it', ...LATE })];
  expect((await db.transaction((tx) => post(tx, together))).map(outcomeOf)).toEqual(['replayed', 'booked']);
});

test('whoever posts while the period is being closed waits, and is refused then', async () => {
  const closer = await hold(db, (tx) => closePeriod(tx, FEBRUARY));
  const poster = posting('too-late', { valueDate: day('2025-02-10'), bookedOn: day('2025-02-28') });
  await untilOneWaits(sql);
  await closer.commit();
  expect((await poster).map(outcomeOf)).toEqual(['period-closed']);
  expect(await countEntries(sql, 'too-late')).toBe(0);
});

test('a closing that is taken back closes nothing', async () => {
  const march = { ...JANUARY, through: day('2025-03-31'), today: day('2025-04-02') };
  const closer = await hold(db, (tx) => closePeriod(tx, march));
  const poster = posting('in-time', { valueDate: day('2025-03-10'), bookedOn: day('2025-03-10') });
  await untilOneWaits(sql);
  await closer.rollBack();
  expect((await poster).map(outcomeOf)).toEqual(['booked']);
});

test('of two that close at once one closes; the same closing is answered alike, another is refused', async () => {
  const march = { ...JANUARY, through: day('2025-03-31'), today: day('2025-04-02') };
  const first = await hold(db, (tx) => closePeriod(tx, march));
  const same = closing(march);
  const other = closing({ ...march, closedBy: 'user_3' });
  await untilOneWaits(sql);
  await first.commit();
  expect(await same).toEqual({ ok: true, value: null });
  expect(await other).toMatchObject({ ok: false, refusals: [{ code: 'closed-already' }] });
});

test('neither the moment of a closing nor the last entry before it is for the writer to say', async () => {
  const last = await book(db, { key: 'last', bookedOn: day('2025-05-01') });
  await thief.sql`
    insert into ledger.period_closing (closed_through, closed_by, approved_by, closed_on, recorded_at, last_entry)
    values ('2025-04-30', 'user_1', 'user_2', '2025-05-02', '2001-01-01', 999999)`;
  const rows = await sql`
    select last_entry, recorded_at > clock_timestamp() - interval '1 hour' as recent
    from ledger.period_closing where closed_through = '2025-04-30'`;
  expect(rows).toEqual([{ last_entry: last, recent: true }]);
});

test('at a level at which it would not see what came meanwhile a period is not closed', async () => {
  const may = { ...JANUARY, through: day('2025-05-31'), today: day('2025-06-02') };
  const elsewhere = db.transaction((tx) => closePeriod(tx, may), { isolationLevel: 'repeatable read' });
  expect(await refusedBy(elsewhere)).toBe('ledger_works_at_read_committed');
});
