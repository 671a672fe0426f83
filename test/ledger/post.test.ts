import { expect, test } from 'vitest';
import { type BalancedEntry, balanceOf, openAccounts, post } from '../../src/ledger/index.ts';
import { entriesOf } from '../../src/ledger/reports/index.ts';
import { day } from '../../src/values/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { balanced, book, countEntries, credit, debit, draft, openBooks, outcomeOf } from './books.ts';

const { db, sql } = await openTestDatabase();
await openBooks(db);

function posting(entries: BalancedEntry | BalancedEntry[]) {
  return db.transaction((tx) => post(tx, entries));
}

test('an entry is booked with all that was given, and comes back with its lines in order', async () => {
  const lines = [credit('income', 25_000n), debit('claims/b', 10_000n), debit('claims/a', 15_000n)];
  const before = new Date();
  const id = await book(db, { key: 'whole', scope: 'whole', lines });
  const [found, ...others] = await db.transaction((tx) => entriesOf(tx, 'whole'));
  expect(others).toEqual([]);
  const { recordedAt, ...written } = found!;
  expect(written).toEqual({
    ...draft({ key: 'whole', scope: 'whole', lines }),
    id,
    total: 25_000n,
    reverses: null,
  });
  expect(Math.abs(recordedAt.getTime() - before.getTime())).toBeLessThan(60_000);
});

test('one key with the same content is booked once, and the second time answers with the first id', async () => {
  const id = await book(db, { key: 'same' });
  expect(await posting(balanced({ key: 'same' }))).toEqual([{ outcome: 'replayed', entryId: id }]);
  expect(await countEntries(sql, 'same')).toBe(1);
});

test('a retry on the next morning is the same request: the first booked day stands', async () => {
  const id = await book(db, { key: 'midnight', scope: 'midnight', bookedOn: day('2025-02-16') });
  const again = await posting(balanced({ key: 'midnight', scope: 'midnight', bookedOn: day('2025-02-17') }));
  expect(again).toEqual([{ outcome: 'replayed', entryId: id }]);
  const [found] = await db.transaction((tx) => entriesOf(tx, 'midnight'));
  expect(found?.bookedOn).toBe('2025-02-16');
});

test('one key with other content is refused by name and books nothing', async () => {
  await book(db, { key: 'other' });
  const [answer] = await posting(balanced({ key: 'other', description: 'Something else' }));
  expect(answer).toEqual({
    outcome: 'refused',
    refusals: [
      {
        code: 'key-conflict',
        sentence:
          'Onder sleutel "other" is al iets anders geboekt. Boek een correctie onder een eigen sleutel.',
        grounds: [],
      },
    ],
  });
  expect(await countEntries(sql, 'other')).toBe(1);
});

test('unknown accounts are refused, each by its name', async () => {
  const lines = [debit('nowhere', 3n), debit('elsewhere', 4n), credit('income', 7n)];
  const [answer] = await posting(balanced({ key: 'lost', lines }));
  expect(outcomeOf(answer)).toBe('unknown-account unknown-account');
  expect(JSON.stringify(answer)).toMatch(/elsewhere.*nowhere/);
  expect(await countEntries(sql, 'lost')).toBe(0);
});

test('a key is resolved before its accounts: a taken key with an unknown account is a conflict, not a lost account', async () => {
  await book(db, { key: 'resolved' });
  const [answer] = await posting(
    balanced({ key: 'resolved', lines: [debit('nowhere', 1n), credit('income', 1n)] }),
  );
  expect(outcomeOf(answer)).toBe('key-conflict');
});

test('many entries are answered in the order given, whatever the order of their keys', async () => {
  const id = await book(db, { key: 'many/2' });
  const answers = await posting([
    balanced({ key: 'many/3' }),
    balanced({ key: 'many/2' }),
    balanced({ key: 'many/1' }),
  ]);
  expect(answers.map(outcomeOf)).toEqual(['booked', 'replayed', 'booked']);
  expect(answers[1]).toEqual({ outcome: 'replayed', entryId: id });
  const rows =
    await sql`select id, key from ledger.entry where key in ('many/1', 'many/3') order by key desc`;
  expect([answers[0], answers[2]]).toEqual(rows.map((row) => ({ outcome: 'booked', entryId: row.id })));
});

test('a batch is all or nothing: one unknown account, and the good entries are refused with it', async () => {
  await book(db, { key: 'batch/earlier' });
  const lost = balanced({ key: 'batch/lost', lines: [debit('nowhere', 1n), credit('income', 1n)] });
  const answers = await posting([balanced({ key: 'batch/good' }), lost, balanced({ key: 'batch/earlier' })]);
  expect(answers.map(outcomeOf)).toEqual(['refused-with-others', 'unknown-account', 'refused-with-others']);
  expect(await countEntries(sql, 'batch/good')).toBe(0);
});

test('a batch is all or nothing: one taken key, and the good entry is refused with it', async () => {
  await book(db, { key: 'batch/taken' });
  const answers = await posting([
    balanced({ key: 'batch/fine' }),
    balanced({ key: 'batch/taken', subject: 'n2' }),
  ]);
  expect(answers.map(outcomeOf)).toEqual(['refused-with-others', 'key-conflict']);
  expect(await countEntries(sql, 'batch/fine')).toBe(0);
});

test('one key twice in a batch: the same content is booked once, other content refuses the batch', async () => {
  const twice = await posting([balanced({ key: 'pair' }), balanced({ key: 'pair' })]);
  expect(twice.map(outcomeOf)).toEqual(['booked', 'replayed']);
  expect(new Set(twice.map((answer) => 'entryId' in answer && answer.entryId)).size).toBe(1);
  const clash = await posting([balanced({ key: 'clash' }), balanced({ key: 'clash', subject: 'n2' })]);
  expect(clash.map(outcomeOf)).toEqual(['refused-with-others', 'key-conflict']);
  expect(await countEntries(sql, 'pair')).toBe(1);
  expect(await countEntries(sql, 'clash')).toBe(0);
});

test('no entries are no work, and a thousand and one are too many', async () => {
  expect(await posting([])).toEqual([]);
  const many = Array.from({ length: 1_001 }, (_, index) => balanced({ key: `crowd/${index}` }));
  await expect(posting(many)).rejects.toThrow(RangeError);
  expect((await posting(many.slice(1))).every(({ outcome }) => outcome === 'booked')).toBe(true);
});

test('texts with quotes, backslashes, braces and commas arrive as they left', async () => {
  const odd = String.raw`a"b\c{d},e'f NULL`;
  await db.transaction((tx) => openAccounts(tx, [{ code: odd, control: 'claims' }]));
  const lines = [debit(odd, 1n), credit('income', 1n)];
  await book(db, { key: odd, scope: odd, subject: 'NULL', description: odd, lines });
  const [found] = await db.transaction((tx) => entriesOf(tx, odd));
  expect(found).toMatchObject({ key: odd, subject: 'NULL', description: odd, lines });
});

test('cents beyond 2^53 are exact on a line, in a total and in a balance', async () => {
  // The largest amount, beyond 2^53 = 9,007,199,254,740,992: a double cannot tell it from its neighbours. Twice it is 19,999,999,999,999,998.
  const largest = 9_999_999_999_999_999n;
  await db.transaction((tx) =>
    openAccounts(tx, [
      { code: 'vast', control: 'claims' },
      { code: 'vast/other', control: 'income' },
    ]),
  );
  for (const key of ['vast/1', 'vast/2']) {
    await book(db, { key, scope: 'vast', lines: [debit('vast', largest), credit('vast/other', largest)] });
  }
  const [found] = await db.transaction((tx) => entriesOf(tx, 'vast'));
  expect(found?.total).toBe(largest);
  expect(found?.lines[0]?.amount).toBe(largest);
  expect(await db.transaction((tx) => balanceOf(tx, 'vast'))).toBe(19_999_999_999_999_998n);
  expect(await db.transaction((tx) => balanceOf(tx, 'vast/other'))).toBe(-19_999_999_999_999_998n);
});
