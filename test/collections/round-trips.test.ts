import net from 'node:net';
import { afterAll, expect, test, vi } from 'vitest';
import { takeStep } from '../../src/collections/index.ts';
import { connect } from '../../src/db.ts';
import { openTestDatabase } from '../support/database.ts';
import { booksEqualAssessment } from './books-equal.ts';
import { at, claimedCase, type OneCase, openOffice } from './office.ts';

const { db, sql, url } = await openTestDatabase();
await openOffice(db);
/** One connection, so that what was prepared for one step is there for the next. */
const worker = connect(url, { maximumConnections: 1, role: 'dwangsom_application' });
afterAll(() => worker.close());

/** How often something was written to the database. What is written goes out when all that is said at one moment is said, or when it is a kilobyte. */
async function writesDuring(work: () => Promise<unknown>): Promise<number> {
  const write = vi.spyOn(net.Socket.prototype, 'write');
  try {
    await work();
    return write.mock.calls.length;
  } finally {
    write.mockRestore();
  }
}

/** Due on the first of a month, and nothing else than its rente to book: whatever came before has been taken. */
async function dueCase(): Promise<OneCase> {
  const one = await claimedCase(db);
  await one.nights('2025-04-30', '2025-04-30');
  return one;
}

test('a step that books the rente of a month writes five times: begin, lock and read, book, go to sleep, commit', async () => {
  const [first, second] = [await dueCase(), await dueCase()];
  // The first on this connection also says what it will repeat.
  await takeStep(worker.db, first.id, at('2025-05-01'));
  const before = (await second.books()).entries.length;
  expect(await writesDuring(() => takeStep(worker.db, second.id, at('2025-05-01')))).toBe(5);
  expect((await second.books()).entries).toHaveLength(before + 1);
  await booksEqualAssessment(second, '2025-05-01', { renteMayLag: false });
});

test('ten that are asked for at the same moment share a transaction: no more than two writes a case', async () => {
  const cases: OneCase[] = [];
  for (let made = 0; made < 12; made++) cases.push(await dueCase());
  const together = (some: readonly OneCase[]) =>
    Promise.all(some.map((one) => takeStep(worker.db, one.id, at('2025-05-01'))));
  // The first on this connection also say what they will repeat.
  await together(cases.slice(0, 2));
  const writes = await writesDuring(() => together(cases.slice(2)));
  expect(writes).toBeLessThanOrEqual(20);
  for (const one of cases) await booksEqualAssessment(one, '2025-05-01', { renteMayLag: false });
});

test('near miss: of ten, one that cannot be read and one that does not exist fail alone, and a third waits for whoever holds it', async () => {
  const cases: OneCase[] = [];
  for (let made = 0; made < 8; made++) cases.push(await dueCase());
  const broken = await dueCase();
  await sql`
    insert into collections.event (id, case_id, seq, kind, counts_on, data, recorded_on, recorded_by)
    select 'event_broken', ${broken.id}, max(seq) + 1, 'nooit-gehoord', '2025-04-30', '{}', '2025-04-30', 'systeem'
    from collections.event where case_id = ${broken.id}`;
  const ids = [...cases.map(({ id }) => id), broken.id, 'case_of_nobody'];
  let answers: Promise<PromiseSettledResult<number>[]> | undefined;
  await db.transaction(async (tx) => {
    await tx.execute(`select from collections."case" where id = '${cases[0]!.id}' for update`);
    answers = Promise.allSettled(ids.map((id) => takeStep(worker.db, id, at('2025-05-01'))));
    await vi.waitFor(async () => {
      const [row] = await sql`
        select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      expect(row!.waiting).toBe(1);
    }, 5_000);
  });
  const settled = await answers!;
  expect(settled.slice(0, 8)).toEqual(Array(8).fill({ status: 'fulfilled', value: 1 }));
  expect(settled.slice(8).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect((settled[9] as PromiseRejectedResult).reason.message).toContain('there is no case case_of_nobody');
  for (const one of cases) await booksEqualAssessment(one, '2025-05-01', { renteMayLag: false });
});
