import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { afterAll, afterEach, expect, test } from 'vitest';
import { dueCases, dueOutbox, performOutbox, postFolder, takeStep } from '../../src/collections/index.ts';
import { openWaker, type QueueAddress } from '../../src/jobs/index.ts';
import { day } from '../../src/values/index.ts';
import { at, carriersOf, openOffice, runningCase } from '../collections/office.ts';
import { openTestDatabase } from '../support/database.ts';
import { describeWithRedis, openTestRedis } from '../support/redis.ts';
import type { CaseWorkerOptions } from './case-worker.ts';
import { type Copy, copyOf } from './copies.ts';

/**
 * Two workers on one review; one is killed in the middle of its steps, the queue is emptied in the middle of the review, and the rest goes on; then the same
 * once more in the middle of the letters. Afterwards the database must say what it says when one quiet process does the same work: every step once, every letter once.
 *
 * The cases are made once and then copied with the whole database, so their ids are the same in all three.
 */
const CASES = 100;
/** 17 February 2025 the demand was delivered; 90 days on, on 18 May, the stuitingsbrief is due, and three first days of a month were missed. */
const TODAY = '2025-04-01';

const original = await openTestDatabase();
await openOffice(original.db);
await Promise.all(Array.from({ length: 4 }, () => openCases(CASES / 4)));

const running: ChildProcess[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const child of running.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
});
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

const expected = await quietRun();

test('the quiet run is worth comparing with: every case was due on several days, and promised a letter that went out', async () => {
  expect(Object.keys(expected.cases)).toHaveLength(CASES);
  for (const { events, entries } of Object.values(expected.cases)) {
    expect(events.filter((event) => event.startsWith('brief-beloofd'))).toHaveLength(7);
    expect(events.filter((event) => event.startsWith('brief-verzonden'))).toHaveLength(7);
    expect(entries.length).toBeGreaterThanOrEqual(2);
  }
  expect(expected.letters).toHaveLength(3 * CASES);
  expect(expected.stillDue).toBe(0);
});

test('on PostgreSQL: a worker is killed, the queue is dropped, nothing is lost and nothing is doubled', async () => {
  const copy = await copyOf(original, 'postgres');
  const address = { databaseUrl: copy.url };
  await interruptedRun(copy, address, () =>
    // Whoever works on it meanwhile may be in the way of that for a moment.
    until(
      () => copy.sql`drop schema if exists bullmq cascade`.then(Boolean, () => false),
      'the queue is gone',
    ),
  );
});

describeWithRedis('with the queue on Redis', () => {
  test('a worker is killed, Redis is emptied, nothing is lost and nothing is doubled', async () => {
    const redis = await openTestRedis();
    const copy = await copyOf(original, 'redis');
    try {
      await interruptedRun(copy, { redisUrl: redis.url }, async () => {
        const client = new Redis(redis.url);
        await client.flushall();
        await client.quit();
      });
    } finally {
      await redis.close();
    }
  });
});

async function interruptedRun(copy: Copy, address: QueueAddress, emptyQueue: () => Promise<void>) {
  await slowDown(copy);
  const options = { address, databaseUrl: copy.url, today: TODAY, postFolder: await newFolder() };
  const [first, second] = await Promise.all([startWorker(options), startWorker(options)]);
  await untilDue(copy, CASES * 0.8);
  first.kill('SIGKILL');
  await once(first, 'exit');
  await untilDue(copy, CASES * 0.6);
  await emptyQueue();
  const dueAfterwards = await countDue(copy);
  await startWorker(options);
  await untilDue(copy, 0);
  // The letters are looked up each minute; this is the next one. Now the other of the first two is killed, in the middle of the letters, and the
  // queue is emptied once more; nobody comes in its place, so the one that is left has to find that out by itself.
  const waker = await openWaker(address, () => {});
  await waker.review();
  await waker.close();
  await untilUnsent(copy, CASES * 0.8);
  second.kill('SIGKILL');
  await once(second, 'exit');
  await emptyQueue();
  const unsentAfterwards = await countUnsent(copy);
  await untilUnsent(copy, 0);
  // In the middle, or this would have shown nothing.
  expect(dueAfterwards).toBeGreaterThan(CASES * 0.2);
  expect(unsentAfterwards).toBeGreaterThan(0);
  const alive = running.filter((child) => child !== first && child !== second);
  const ended = Promise.all(alive.map((child) => once(child, 'exit')));
  for (const child of alive) child.kill('SIGTERM');
  expect(await ended).toEqual(alive.map(() => [0, null]));
  expect(await leftBehind(copy, options.postFolder)).toEqual(expected);
}

/** The same work by the bare functions, one after the other. */
async function quietRun() {
  const copy = await copyOf(original, 'quiet');
  const folder = await newFolder();
  for (const id of await dueCases(copy.db, day(TODAY))) await takeStep(copy.db, id, at(TODAY));
  const post = postFolder(folder);
  for (const id of await dueOutbox(copy.db, day(TODAY)))
    await performOutbox(copy.db, id, carriersOf(post), at(TODAY));
  return leftBehind(copy, folder);
}

async function openCases(count: number): Promise<void> {
  for (let made = 0; made < count; made++) {
    const one = await runningCase(original.db);
    await one.found('2025-02-16', '2025-02-15');
    await one.sent('2025-02-16');
    await one.delivered('2025-02-17', 'b1');
  }
}

/** Every step waits just before it commits, so that a kill falls in the middle of some, with all of their work undone. */
async function slowDown({ sql }: Copy): Promise<void> {
  await sql.unsafe(`
    create function public.wait_a_little() returns trigger language plpgsql as
      $$ begin perform pg_sleep(0.03); return new; end $$;
    create trigger wait_a_little before update on collections."case" for each row execute function public.wait_a_little()`);
}

async function startWorker(options: CaseWorkerOptions): Promise<ChildProcess> {
  const program = fileURLToPath(new URL('case-worker.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.push(child);
  let output = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout!.on('data', (chunk) => {
      output += chunk;
      if (output.includes('ready')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it was ready:\n${output}`)));
  });
  return child;
}

async function countDue({ sql }: Copy): Promise<number> {
  const [row] = await sql<{ due: number }[]>`
    select count(*)::int as due from collections."case" where wake_on <= ${TODAY}`;
  return row!.due;
}

async function untilDue(copy: Copy, atMost: number): Promise<void> {
  await until(async () => (await countDue(copy)) <= atMost, `at most ${atMost} cases are due`);
}

async function countUnsent({ sql }: Copy): Promise<number> {
  const [row] = await sql<{ unsent: number }[]>`
    select count(*)::int as unsent from collections.outbox where performed_on is null`;
  return row!.unsent;
}

async function untilUnsent(copy: Copy, atMost: number): Promise<void> {
  await until(async () => (await countUnsent(copy)) <= atMost, `at most ${atMost} letters wait`);
}

async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
  for (let waited = 0; !(await isSo()); waited += 10) {
    if (waited > 40_000) throw new Error(`not within forty seconds: ${what}`);
    await wait(10);
  }
}

/** All that steps and letters leave behind, without the ids and the moments that differ from run to run. */
async function leftBehind(copy: Copy, folder: string) {
  const rows = await copy.sql<{ id: string; events: string[]; entries: string[]; total: string }[]>`
    select
      id,
      (
        -- In which order letters of one day go out nobody promises.
        select array_agg(kind || ' ' || counts_on || ' ' || coalesce(data ->> 'letter', '') order by kind, counts_on, data ->> 'letter')
        from collections.event
        where case_id = "case".id
      ) as events,
      (select array_agg(key order by key) from ledger.entry where scope = "case".id) as entries,
      (select sum(total)::text from ledger.entry where scope = "case".id) as total
    from collections."case"`;
  const promises = await copy.sql<{ id: string; letter: string }[]>`
    select id, case_id || ' ' || (payload ->> 'letter') as letter
    from collections.outbox
    where performed_on = ${TODAY}`;
  const given = (await readdir(folder)).filter((name) => name.endsWith('.pdf'));
  // Each promise by its own id, and nothing besides.
  expect(given.toSorted()).toEqual(promises.map(({ id }) => `${id}.pdf`).toSorted());
  return {
    cases: Object.fromEntries(rows.map(({ id, events, entries, total }) => [id, { events, entries, total }])),
    letters: promises.map(({ letter }) => letter).toSorted(),
    stillDue: await countDue(copy),
  };
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dwangsom-killed-'));
  await chmod(folder, 0o755);
  folders.push(folder);
  return folder;
}
