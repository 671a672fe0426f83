import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createPostgresBackend, Queue } from 'bullmq';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { clockAt } from '../../src/clock.ts';
import { type Handlers, type Jobs, openWaker, type QueueAddress, startJobs } from '../../src/jobs/index.ts';
import { day, newId } from '../../src/values/index.ts';
import { openEmptyDatabase } from '../support/database.ts';
import { IDLE } from '../support/idle.ts';
import { describeWithRedis, openTestRedis } from '../support/redis.ts';

const today = day('2026-03-31');
const database = await openEmptyDatabase();

/** One page of a small agenda: what is due stands here, as it stands in PostgreSQL in earnest, and a step taken is due no more. */
function agenda(cases: string[], outbox: string[] = []) {
  const due = new Set(cases);
  const promised = new Set(outbox);
  const taken: string[] = [];
  const handlers: Handlers = {
    ...IDLE,
    dueCases: async () => [...due],
    takeStep: async (caseId, on) => {
      if (due.delete(caseId)) taken.push(`${caseId} ${on}`);
    },
    dueOutbox: async () => [...promised],
    performOutbox: async (outboxId) => {
      if (promised.delete(outboxId)) taken.push(outboxId);
    },
  };
  return { due, taken, handlers };
}

describe('the queue on PostgreSQL', () => {
  const address = { databaseUrl: database.url };
  suite(
    () => address,
    () =>
      new Queue(
        'dwangsom',
        { connection: { connectionString: database.url, migrate: true } },
        createPostgresBackend,
      ) as never,
  );
});

describeWithRedis('the queue on Redis', () => {
  let redis: Awaited<ReturnType<typeof openTestRedis>>;
  beforeAll(async () => {
    redis = await openTestRedis();
  });
  afterAll(() => redis.close());
  suite(
    () => ({ redisUrl: redis.url }),
    () => new Queue('dwangsom', { connection: { url: redis.url } }),
  );
});

function suite(address: () => QueueAddress, openQueue: () => Queue): void {
  let queue: Queue;
  let said: string[];
  const running: Jobs[] = [];

  beforeEach(() => {
    queue = openQueue();
    said = [];
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((jobs) => jobs.close()));
    await queue.obliterate({ force: true });
    await queue.close();
  });

  const start = async (handlers: Handlers, more: Partial<Parameters<typeof startJobs>[0]> = {}) => {
    const jobs = await startJobs({
      connection: address(),
      handlers,
      clock: clockAt(today),
      log: (line) => said.push(line),
      firstRetryMilliseconds: 10,
      ...more,
    });
    running.push(jobs);
    return jobs;
  };

  test('what came due while no worker ran is done at the start, with the day of the clock', async () => {
    const { handlers, taken } = agenda(['case_A', 'case_B'], ['outbox_C']);
    await start(handlers);
    await vi.waitFor(
      () => expect(taken.toSorted()).toEqual(['case_A 2026-03-31', 'case_B 2026-03-31', 'outbox_C']),
      5_000,
    );
  });

  test('what was posted is sealed from the start on; the books are looked at when their hour comes, not at each start', async () => {
    const done: string[] = [];
    await start({
      ...agenda([]).handlers,
      sealBooks: async () => void done.push('sealed'),
      checkBooks: async (on) => void done.push(`checked on ${on}`),
      mailSeal: async () => void done.push('mailed'),
    });
    await vi.waitFor(() => expect(done).toContain('sealed'), 5_000);
    expect(done.filter((one) => one !== 'sealed')).toEqual([]);
    await queue.add('check-books', {});
    await queue.add('mail-seal', {});
    await vi.waitFor(
      () => expect(done).toEqual(expect.arrayContaining(['checked on 2026-03-31', 'mailed'])),
      5_000,
    );
  });

  test('a case or a promised act is woken at once', async () => {
    const woken: string[] = [];
    const jobs = await start({
      ...agenda([]).handlers,
      takeStep: async (caseId) => void woken.push(caseId),
      performOutbox: async (outboxId) => void woken.push(outboxId),
    });
    await jobs.wakeCase('case_A');
    await jobs.wakeOutbox('outbox_B');
    await vi.waitFor(() => expect(woken.toSorted()).toEqual(['case_A', 'outbox_B']), 5_000);
  });

  test('a process without a worker wakes the workers of others', async () => {
    const woken: string[] = [];
    const waker = await openWaker(address(), (line) => said.push(line));
    await start({ ...agenda([]).handlers, takeStep: async (caseId) => void woken.push(caseId) });
    await waker.wakeCase('case_A');
    await vi.waitFor(() => expect(woken).toEqual(['case_A']), 5_000);
    await waker.close();
  });

  test('a step that throws is tried again', async () => {
    const { handlers, taken } = agenda(['case_A']);
    let failures = 0;
    const takeStep: Handlers['takeStep'] = async (caseId, on) => {
      if (failures < 2) throw new Error(`the database is away, ${++failures}`);
      await handlers.takeStep(caseId, on);
    };
    await start({ ...handlers, takeStep });
    await vi.waitFor(() => expect(taken).toEqual(['case_A 2026-03-31']), 5_000);
    expect(failures).toBe(2);
  });

  test('a job that can never succeed is given up at once, kept, and said', async () => {
    await start(agenda([]).handlers);
    await queue.add('unknown-job', {});
    await queue.add('take-step', { caseId: 7 });
    await vi.waitFor(() => expect(said).toHaveLength(2), 5_000);
    expect(said.join('\n')).toContain('does not know. Update the workers');
    expect(said.join('\n')).toContain('names no caseId');
    expect(await queue.getFailedCount()).toBe(2);
  });

  test('a queue that lost everything gets its schedules back, and loses no step', async () => {
    const { handlers, taken, due } = agenda([]);
    await start(handlers, { checkSchedulesEveryMilliseconds: 100 });
    await queue.obliterate({ force: true });
    due.add('case_A');
    await vi.waitFor(() => expect(taken).toEqual(['case_A 2026-03-31']), 5_000);
    await vi.waitFor(() => expect(said.join('\n')).toContain('has lost its schedule daily-review'), 5_000);
    await vi.waitFor(
      async () =>
        expect((await queue.getJobSchedulers()).map((found) => found.key).toSorted()).toEqual([
          'check-books',
          'daily-review',
          'mail-seal',
          'outbox-review',
          'seal-books',
        ]),
      5_000,
    );
  });

  test('reviewing again after the jobs were lost takes every step, and once', async () => {
    const cases = Array.from({ length: 20 }, (_, index) => `case_${index}`);
    const { handlers, taken } = agenda(cases);
    let open = false;
    const stuck: Handlers['takeStep'] = async (caseId, on) => {
      if (!open) throw new Error('not yet');
      await handlers.takeStep(caseId, on);
    };
    const jobs = await start({ ...handlers, takeStep: stuck });
    await queue.obliterate({ force: true });
    open = true;
    await jobs.review();
    await jobs.review();
    await vi.waitFor(() => expect(taken).toHaveLength(20), 5_000);
    expect(new Set(taken).size).toBe(20);
  });

  test('the daily review stands at six in the morning in the Netherlands', async () => {
    await start(agenda([]).handlers);
    const scheduler = await queue.getJobScheduler('daily-review');
    expect(scheduler).toMatchObject({ pattern: '0 6 * * *', tz: 'Europe/Amsterdam' });
    const hour = new Date(scheduler!.next!).toLocaleTimeString('nl-NL', {
      timeZone: 'Europe/Amsterdam',
      timeStyle: 'short',
    });
    expect(hour).toBe('06:00');
  });

  test('two workers share the work', async () => {
    const cases = Array.from({ length: 40 }, (_, index) => `case_${index}`);
    const { handlers, taken } = agenda(cases);
    const by = new Set<string>();
    const slowly = (name: string): Handlers => ({
      ...handlers,
      takeStep: async (caseId, on) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        by.add(name);
        await handlers.takeStep(caseId, on);
      },
    });
    await Promise.all([
      start(slowly('first'), { concurrency: 1 }),
      start(slowly('second'), { concurrency: 1 }),
    ]);
    await vi.waitFor(() => expect(taken).toHaveLength(40), 15_000);
    expect(by).toEqual(new Set(['first', 'second']));
  });

  test('an act that already has a job gets no second one from the next review', async () => {
    let reviews = 0;
    const performed: string[] = [];
    const jobs = await start({
      ...agenda([]).handlers,
      dueOutbox: async () => {
        reviews++;
        return ['outbox_stuck'];
      },
      performOutbox: async (outboxId) => void performed.push(outboxId),
    });
    await jobs.review();
    await jobs.review();
    await vi.waitFor(() => expect(reviews).toBe(3), 5_000);
    expect(performed).toEqual(['outbox_stuck']);
  });

  test('our own ids are legal as ids of jobs', async () => {
    const id = newId('case', new Date('2026-03-31T12:00:00Z'));
    await queue.add('take-step', { caseId: id }, { jobId: id, delay: 60_000 });
    expect((await queue.getJob(id))?.data).toEqual({ caseId: id });
  });

  test('closing waits for the job that runs', async () => {
    let ended = false;
    let begun = false;
    const jobs = await start({
      ...agenda(['case_A']).handlers,
      takeStep: async () => {
        begun = true;
        await new Promise((resolve) => setTimeout(resolve, 300));
        ended = true;
      },
    });
    await vi.waitFor(() => expect(begun).toBe(true), 5_000);
    await jobs.close();
    expect(ended).toBe(true);
  });

  test('closing waits no longer than its limit, and the job is not lost', async () => {
    let begun = false;
    const never: Handlers['takeStep'] = () => {
      begun = true;
      return new Promise(() => {});
    };
    const jobs = await start(
      { ...agenda(['case_A']).handlers, takeStep: never },
      { closeLimitMilliseconds: 200 },
    );
    await vi.waitFor(() => expect(begun).toBe(true), 5_000);
    await vi.waitFor(async () => expect(await queue.getActiveCount()).toBe(1), 5_000);
    const closed = jobs.close().then(() => 'closed');
    expect(await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 3_000))])).toBe('closed');
    expect(said).toEqual(['A job did not end in time; another worker takes it up again.']);
    expect(await queue.getActiveCount()).toBe(1);
  });

  test('a program that closed its worker ends by itself: nothing is left open', async () => {
    const program = fileURLToPath(new URL('../support/worker.ts', import.meta.url));
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, ['--import', 'tsx', program, JSON.stringify(address())], {
      timeout: 15_000,
    });
    expect(stdout.trim()).toBe('closed');
  });
}

test('a Redis that is not there is named in the error, without its password', async () => {
  const connection = { redisUrl: 'redis://user:secret@127.0.0.1:1' };
  const { handlers } = agenda([]);
  const started = startJobs({ connection, handlers, clock: clockAt(today), log: () => {} });
  await expect(started).rejects.toThrow(/127\.0\.0\.1:1 \(REDIS_URL\) cannot be used/);
  await expect(started).rejects.not.toThrow(/secret/);
});
