import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connect } from '../../src/db.ts';
import { type BalancedEntry, closePeriod, openAccounts, submit } from '../../src/ledger/index.ts';
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
  untilOneWaits,
} from './books.ts';

const { db, sql, url } = await openTestDatabase();
await openBooks(db);
await db.transaction((tx) => openAccounts(tx, [{ code: 'purse', control: 'bank', rule: 'never-credit' }]));

async function submitting(entries: BalancedEntry[], on = db): Promise<string[]> {
  return (await Promise.all(entries.map((entry) => submit(on, entry)))).map(outcomeOf);
}

function unknown(key: string): BalancedEntry {
  return balanced({ key, lines: [debit('nowhere', 1n), credit('income', 1n)] });
}

/** Transactions that wrote these entries: entries of one statement share the one that made their rows. */
async function statementsOf(pattern: string): Promise<number> {
  const rows = await sql`select distinct xmin::text from ledger.entry where key like ${pattern}`;
  return rows.length;
}

test('a lone caller is booked at once, and a second time replayed under the same id', async () => {
  const first = await submit(db, balanced({ key: 'lone' }));
  const second = await submit(db, balanced({ key: 'lone' }));
  expect(outcomeOf(first)).toBe('booked');
  expect(second).toEqual({ ...first, outcome: 'replayed' });
});

test('sixty-four at once are booked, each with its own id, in a few statements', async () => {
  const answers = await Promise.all(
    Array.from({ length: 64 }, (_, index) => submit(db, balanced({ key: `many/${index}` }))),
  );
  const ids = await sql<
    { key: string; id: bigint }[]
  >`select key, id from ledger.entry where key like 'many/%'`;
  const byKey = new Map(ids.map(({ key, id }) => [key, id]));
  expect(answers).toEqual(
    answers.map((_, index) => ({ outcome: 'booked', entryId: byKey.get(`many/${index}`) })),
  );
  // Two lanes: the first takes half of all, the second what is left, and so on.
  expect(await statementsOf('many/%')).toBeLessThanOrEqual(8);
});

test('more than a thousand at once go in statements of a thousand at the most', async () => {
  const crowd = Array.from({ length: 2_500 }, (_, index) => balanced({ key: `crowd/${index}` }));
  expect(new Set(await submitting(crowd))).toEqual(new Set(['booked']));
  expect(await statementsOf('crowd/%')).toBeGreaterThanOrEqual(3);
});

test('a conflict and an unknown account refuse their own entry, and no other that went along', async () => {
  await book(db, { key: 'taken' });
  const outcomes = await submitting([
    balanced({ key: 'along/1' }),
    balanced({ key: 'taken', subject: 'n2' }),
    unknown('lost'),
    balanced({ key: 'taken' }),
    balanced({ key: 'along/2' }),
  ]);
  expect(outcomes).toEqual(['booked', 'key-conflict', 'unknown-account', 'replayed', 'booked']);
});

test('a closed period and a limit too refuse their own entry alone', async () => {
  const closing = {
    through: day('2024-12-31'),
    closedBy: 'user_1',
    approvedBy: 'user_2',
    today: day('2025-01-02'),
  };
  await db.transaction((tx) => closePeriod(tx, closing));
  const outcomes = await submitting([
    balanced({ key: 'open/1' }),
    balanced({ key: 'closed', bookedOn: day('2024-12-31') }),
    balanced({ key: 'overdrawn', lines: [credit('purse', 1n), debit('claims/a', 1n)] }),
    balanced({ key: 'open/2' }),
  ]);
  expect(outcomes).toEqual(['booked', 'period-closed', 'account-limit', 'booked']);
});

test('what the database raises for one entry rejects that one alone', async () => {
  const forged = { ...balanced({ key: 'forged' }), total: 1n } as BalancedEntry;
  const answers = await Promise.allSettled(
    [balanced({ key: 'beside/1' }), forged, balanced({ key: 'beside/2' })].map((one) => submit(db, one)),
  );
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await countEntries(sql, 'beside/2')).toBe(1);
});

test('one key twice at once is booked once and replayed once; with other content one of the two is refused', async () => {
  const twice = await submitting([balanced({ key: 'twice' }), balanced({ key: 'twice' })]);
  expect(twice.sort()).toEqual(['booked', 'replayed']);
  const clash = await submitting([balanced({ key: 'clash' }), balanced({ key: 'clash', subject: 'n2' })]);
  expect(clash.sort()).toEqual(['booked', 'key-conflict']);
});

test('those who come while a statement waits go along with the next, and all are answered', async () => {
  const other = await hold(db, (tx) => tx.execute(`select pg_advisory_xact_lock(6110, 612)`));
  const first = submitting([balanced({ key: 'wait/1' })]);
  await untilOneWaits(sql);
  const later = submitting(
    Array.from({ length: 20 }, (_, index) => balanced({ key: `wait/later-${index}` })),
  );
  await other.commit();
  expect([...(await first), ...(await later)]).toEqual(Array(21).fill('booked'));
  expect(await statementsOf('wait/later-%')).toBeLessThanOrEqual(6);
});

test('where no server answers every caller is rejected, and the desk takes new work afterwards', async () => {
  const nowhere = connect('postgres://nobody@127.0.0.1:1/nothing', { maximumConnections: 1 });
  for (let round = 0; round < 2; round++) {
    const answers = await Promise.allSettled([
      submit(nowhere.db, balanced({ key: 'nowhere/1' })),
      submit(nowhere.db, balanced({ key: 'nowhere/2' })),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  }
  await nowhere.close();
});

test('where the connection breaks under the statement, whatever was answered, trying again books exactly once', async () => {
  const own = connect(url, { maximumConnections: 2, role: 'dwangsom_application' });
  try {
    const other = await hold(db, (tx) => tx.execute(`select pg_advisory_xact_lock(6110, 612)`));
    const entries = Array.from({ length: 5 }, (_, index) => balanced({ key: `broken/${index}` }));
    const answers = Promise.allSettled(entries.map((entry) => submit(own.db, entry)));
    await untilOneWaits(sql);
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'advisory'`;
    await other.commit();
    const answered = await answers;
    const again = await submitting(entries, own.db);
    // Who was told that it is booked finds it so.
    expect(again.filter((_, index) => answered[index]!.status === 'fulfilled')).not.toContain('booked');
    expect(again.every((outcome) => outcome === 'booked' || outcome === 'replayed')).toBe(true);
    for (const { key } of entries) expect(await countEntries(sql, key)).toBe(1);
  } finally {
    await own.close();
  }
});

test('whatever goes together, each is answered for itself, as if it had come alone', async () => {
  let run = 0;
  const kind = fc.constantFrom('new', 'earlier', 'conflict', 'unknown', 'twin');
  await fc.assert(
    fc.asyncProperty(fc.array(kind, { minLength: 1, maxLength: 40 }), async (kinds) => {
      run += 1;
      const prefix = `run-${run}`;
      await book(db, { key: `${prefix}/earlier` });
      const entries = kinds.map((one, index) => {
        if (one === 'earlier') return balanced({ key: `${prefix}/earlier` });
        if (one === 'conflict') return balanced({ key: `${prefix}/earlier`, subject: 'n2' });
        if (one === 'unknown') return unknown(`${prefix}/${index}`);
        return balanced({ key: one === 'twin' ? `${prefix}/twin` : `${prefix}/${index}` });
      });
      const outcomes = await submitting(entries);
      // Of twins one books, and which is nobody's to say.
      const twins = outcomes.filter((_, index) => kinds[index] === 'twin').sort();
      expect(twins).toEqual(twins.map((_, index) => (index === 0 ? 'booked' : 'replayed')));
      const expected = {
        new: 'booked',
        earlier: 'replayed',
        conflict: 'key-conflict',
        unknown: 'unknown-account',
      };
      const others = kinds.map((one, index) => (one === 'twin' ? outcomes[index] : expected[one as 'new']));
      expect(outcomes).toEqual(others);
    }),
    { seed: 3, numRuns: 40 },
  );
});
