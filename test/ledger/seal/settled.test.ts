import { sql as query } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { connect } from '../../../src/db.ts';
import { closePeriod, openAccounts, post } from '../../../src/ledger/index.ts';
import { sealAge, verify } from '../../../src/ledger/seal/index.ts';
import { settledThrough } from '../../../src/ledger/seal/settled.ts';
import { day } from '../../../src/values/index.ts';
import { openTestDatabase } from '../../support/database.ts';
import { balanced, credit, debit, hold, openBooks, untilOneWaits } from '../books.ts';
import { bookSome, KEY, sealAll } from './sealed.ts';

const { db, sql, url } = await openTestDatabase();
const posters = connect(url, { maximumConnections: 6, role: 'dwangsom_application' });
afterAll(() => posters.close());
await openBooks(db);
// A pair of accounts for each of the transactions that are open at once, because a posting locks the balances that it moves.
const PAIRS = 24;
await db.transaction((tx) =>
  openAccounts(
    tx,
    Array.from({ length: PAIRS }, (_, n) => [
      { code: `claims/open/${n}`, control: 'claims' },
      { code: `income/open/${n}`, control: 'income' },
    ]).flat(),
  ),
);

let keys = 0;

function apart(key: string) {
  keys += 1;
  return balanced({
    key,
    lines: [debit(`claims/open/${keys % PAIRS}`, 100n), credit(`income/open/${keys % PAIRS}`, 100n)],
  });
}

function posting() {
  const entry = apart(`open/${keys}`);
  return hold(posters.db, async (tx) => {
    const [{ pid } = { pid: 0 }] = await tx.execute<{ pid: number }>(query`select pg_backend_pid() as pid`);
    const [posted] = await post(tx, entry);
    if (posted?.outcome !== 'booked') throw new Error('not booked');
    return { pid, id: posted.entryId };
  });
}

async function sealedIds(): Promise<bigint[]> {
  const [row] = await sql<{ last: bigint | null }[]>`select max(last_id) as last from ledger.seal_block`;
  const rows = await sql<
    { id: bigint }[]
  >`select id from ledger.entry where id <= ${row!.last ?? 0n} order by id`;
  return rows.map(({ id }) => id);
}

test('id order is not commit order: who was given an id first and commits last is waited for, named, and not lost', async () => {
  const first = await posting();
  const [second] = await bookSome(db, 1);
  expect(second).toBeGreaterThan(first.result.id);

  // Whoever seals "all that I see" would now seal up to the second, and the first would come in below.
  const held = await sealAll(db);
  expect(held).toMatchObject({
    blocks: 0,
    entries: 0,
    heldBackBy: [{ pid: first.result.pid, application: 'dwangsom' }],
  });
  expect(held.behindMilliseconds).not.toBeNull();
  const age = await sealAge(db, new Date(Date.now() + 61_000));
  expect(age).toMatchObject({
    isAlarm: true,
    waiting: { entryId: second },
    heldBackBy: [{ pid: first.result.pid }],
  });
  expect(age.sentence).toContain(`session ${first.result.pid} of dwangsom`);

  await first.commit();
  expect(await sealAll(db)).toMatchObject({ blocks: 1, entries: 2, sealedThrough: second, heldBackBy: [] });
  expect(await sealedIds()).toEqual([first.result.id, second]);
  expect(await verify(db, { trusted: [KEY.publicKey] })).toMatchObject({
    entries: 2,
    tail: 0,
    faultCount: 0,
  });
});

test('a poster that ends while the sealer waits is sealed with the rest', async () => {
  const open = await posting();
  const sealing = sealAll(db, { patienceMilliseconds: 20_000 });
  await new Promise((resolve) => setTimeout(resolve, 50));
  await open.commit();
  expect(await sealing).toMatchObject({ entries: 1, sealedThrough: open.result.id });
});

test('posters that come after the look at the sequence are not waited for', async () => {
  const [id] = await bookSome(db, 1);
  const early = await posting();
  const waiting = settledThrough(db, 20_000);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const late = await posting();
  await early.commit();
  expect(await waiting).toEqual({ through: early.result.id, heldBackBy: [] });
  expect(early.result.id).toBeGreaterThan(id!);
  await late.rollBack();
  await sealAll(db);
});

test('what was rolled back never comes, whole or to a savepoint, and holds nothing back', async () => {
  const gone = await posting();
  await gone.rollBack();
  const half = await hold(posters.db, async (tx) => {
    await tx
      .transaction(async (inner) => {
        await post(inner, apart('to a savepoint'));
        throw new Error('back to the savepoint');
      })
      .catch(() => {});
  });
  const [id] = await bookSome(db, 1);
  expect(await sealAll(db)).toMatchObject({ entries: 1, sealedThrough: id, heldBackBy: [] });
  await half.commit();
  expect(await verify(db, { trusted: [KEY.publicKey] })).toMatchObject({ tail: 0, faultCount: 0 });
});

test('a poster before whose savepoint lies another posting still holds the seal back', async () => {
  const open = await hold(posters.db, async (tx) => {
    await post(tx, apart('before the savepoint'));
    await tx
      .transaction(async (inner) => {
        await post(inner, apart('behind the savepoint'));
        throw new Error('back to the savepoint');
      })
      .catch(() => {});
  });
  await bookSome(db, 1);
  expect((await sealAll(db)).blocks).toBe(0);
  await open.commit();
  expect(await sealAll(db)).toMatchObject({ entries: 2 });
});

test('who waits behind the closing of a period was given no id and does not hold the seal back; who closes does, shortly', async () => {
  await bookSome(db, 1);
  const closing = await hold(posters.db, (tx) =>
    closePeriod(tx, {
      through: day('2020-01-31'),
      closedBy: 'Anna',
      approvedBy: 'Bram',
      today: day('2020-02-01'),
    }),
  );
  const waiting = posters.db.transaction((tx) => post(tx, apart('behind the closing')));
  await untilOneWaits(sql);
  const held = await sealAll(db);
  expect(held.heldBackBy.length).toBe(1);
  await closing.commit();
  await waiting;
  expect(await sealAll(db)).toMatchObject({ entries: 2 });
});

test('a session that keeps the lock outside of a transaction holds nothing back', async () => {
  const session = await posters.sql.reserve();
  try {
    await session`select pg_advisory_lock_shared(6110, 612)`;
    const [id] = await bookSome(db, 1);
    expect(await sealAll(db)).toMatchObject({ entries: 1, sealedThrough: id });
  } finally {
    await session`select pg_advisory_unlock_shared(6110, 612)`;
    session.release();
  }
});

test('the lock of another database of the same server holds nothing back', async () => {
  const other = new URL(url);
  other.pathname = '/postgres';
  const elsewhere = connect(other.href, { maximumConnections: 1 });
  try {
    await elsewhere.sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock_shared(6110, 612)`;
      await bookSome(db, 1);
      expect(await sealAll(db)).toMatchObject({ entries: 1, heldBackBy: [] });
    });
  } finally {
    await elsewhere.close();
  }
});

test('the sealer makes nobody wait: a poster goes on while another holds the seal back', async () => {
  const open = await posting();
  const sealing = sealAll(db, { patienceMilliseconds: 20_000 });
  const ids = await bookSome(db, 3);
  expect(ids.length).toBe(3);
  await open.rollBack();
  await sealing;
  await sealAll(db);
});

test('however transactions are opened, ended and sealed through one another: each entry is sealed once, in the order of the ids', async () => {
  const step = fc.constantFrom('open', 'open', 'commit', 'commit-newest', 'roll-back', 'book', 'seal');
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const open: Awaited<ReturnType<typeof posting>>[] = [];
      const committed: bigint[] = [...(await sealedIds())];
      for (const one of steps) {
        if (one === 'open' && open.length < 4) open.push(await posting());
        if (one === 'commit' && open.length > 0) committed.push(await end(open.shift()!));
        if (one === 'commit-newest' && open.length > 0) committed.push(await end(open.pop()!));
        if (one === 'roll-back' && open.length > 0) await open.shift()!.rollBack();
        if (one === 'book') committed.push(...(await bookSome(db, 1)));
        if (one === 'seal') await sealAll(db, { patienceMilliseconds: 4, entriesPerBlock: 2 });
      }
      for (const left of open) committed.push(await end(left));
      await sealAll(db, { entriesPerBlock: 2 });
      expect(await sealedIds()).toEqual(committed.toSorted((one, other) => (one < other ? -1 : 1)));
      // Its count, its positions and its roots would not hold if an entry had come into a range afterwards.
      const verified = await verify(db, { trusted: [KEY.publicKey] });
      expect(verified).toMatchObject({ entries: committed.length, tail: 0, faultCount: 0 });
    }),
    { numRuns: 12, seed: 20_260_301 },
  );
});

async function end(open: Awaited<ReturnType<typeof posting>>): Promise<bigint> {
  await open.commit();
  return open.result.id;
}
