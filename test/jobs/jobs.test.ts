import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { clockAt } from '../../src/clock.ts';
import { type Handlers, type Jobs, openWaker, type QueueAddress, startJobs } from '../../src/jobs/index.ts';
import { QUEUE_NAMES } from '../../src/jobs/queues.ts';
import { openServer, type Queues, type Server } from '../../src/jobs/server.ts';
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
    countDue: async () => due.size,
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

describe('the queues on PostgreSQL', () => {
  suite(() => ({ databaseUrl: database.url }));
});

describeWithRedis('the queues on Redis', () => {
  let redis: Awaited<ReturnType<typeof openTestRedis>>;
  beforeAll(async () => {
    redis = await openTestRedis();
  });
  afterAll(() => redis.close());
  suite(() => ({ redisUrl: redis.url }));
});

function suite(address: () => QueueAddress): void {
  let server: Server;
  let queues: Queues;
  let said: string[];
  const running: Jobs[] = [];

  beforeEach(async () => {
    server = await openServer(address(), { log: () => {}, forWorkers: false });
    queues = server.queues;
    said = [];
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((jobs) => jobs.close()));
    await empty();
    await server.close();
  });

  const schedules = async () => {
    const found = await Promise.all(
      QUEUE_NAMES.map(async (name) =>
        (await queues[name].getJobSchedulers()).map(({ key }) => `${name} ${key}`),
      ),
    );
    return found.flat().toSorted();
  };

  /** As when somebody emptied the server. */
  const empty = async () => {
    for (const queue of Object.values(queues)) await queue.obliterate({ force: true });
  };

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
    await queues.boeken.add('check-books', {});
    await queues.post.add('mail-seal', {});
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
    await queues.zaken.add('unknown-job', {});
    await queues.zaken.add('take-step', { caseId: 7 as never });
    await vi.waitFor(() => expect(said).toHaveLength(2), 5_000);
    expect(said.join('\n')).toContain('does not know. Update the workers');
    expect(said.join('\n')).toContain('names no caseId');
    expect(await queues.zaken.getFailedCount()).toBe(2);
  });

  test('a queue that lost everything gets its schedules back, and loses no step', async () => {
    const { handlers, taken, due } = agenda([]);
    await start(handlers, { checkSchedulesEveryMilliseconds: 100 });
    await empty();
    due.add('case_A');
    await vi.waitFor(() => expect(taken).toEqual(['case_A 2026-03-31']), 5_000);
    await vi.waitFor(() => expect(said.join('\n')).toContain('has lost its schedule daily-review'), 5_000);
    await vi.waitFor(
      async () =>
        expect(await schedules()).toEqual([
          'boeken check-books',
          'boeken seal-books',
          'deurwaarder deurwaarder-review',
          'post mail-seal',
          'rooster daily-review',
          'rooster outbox-review',
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
    await empty();
    open = true;
    await jobs.review();
    await jobs.review();
    await vi.waitFor(() => expect(taken).toHaveLength(20), 5_000);
    expect(new Set(taken).size).toBe(20);
  });

  test('the daily review stands at six in the morning in the Netherlands', async () => {
    await start(agenda([]).handlers);
    const scheduler = await queues.rooster.getJobScheduler('daily-review');
    expect(scheduler).toMatchObject({ pattern: '0 6 * * *', tz: 'Europe/Amsterdam' });
    const hour = new Date(scheduler!.next!).toLocaleTimeString('nl-NL', {
      timeZone: 'Europe/Amsterdam',
      timeStyle: 'short',
    });
    expect(hour).toBe('06:00');
  });

  test('a queue whose jobs hang does not hold up another', async () => {
    const sealed: string[] = [];
    const { handlers, taken } = agenda(['case_A'], ['outbox_1', 'outbox_2', 'outbox_3']);
    let end = () => {};
    const hanging = new Promise<void>((resolve) => {
      end = resolve;
    });
    await start({
      ...handlers,
      performOutbox: () => hanging,
      sealBooks: async () => void sealed.push('sealed'),
    });
    await vi.waitFor(async () => expect(await queues.post.getActiveCount()).toBe(2), 5_000);
    await vi.waitFor(() => expect(taken).toEqual(['case_A 2026-03-31']), 5_000);
    await vi.waitFor(() => expect(sealed).toContain('sealed'), 5_000);
    end();
  });

  test('a review shows how far it is, on its job and in the log', async () => {
    const cases = Array.from({ length: 12 }, (_, index) => `case_${index}`);
    const { handlers, due } = agenda(cases);
    let mayGoOn = false;
    await start(
      {
        ...handlers,
        takeStep: async (caseId, on) => {
          while (!mayGoOn && due.size <= 8) await new Promise((resolve) => setTimeout(resolve, 10));
          await handlers.takeStep(caseId, on);
        },
      },
      { lookEveryMilliseconds: 20 },
    );
    const progress = async () =>
      (await queues.rooster.getJobs(['active', 'completed']))
        .filter(({ name }) => name === 'daily-review')
        .map((job) => job.progress);
    // Of the twelve, four were taken and eight wait.
    await vi.waitFor(async () => expect(await progress()).toMatchObject([{ done: 4, of: 12 }]), 5_000);
    mayGoOn = true;
    await vi.waitFor(async () => expect(await progress()).toMatchObject([{ done: 12, of: 12 }]), 5_000);
    await vi.waitFor(
      () => expect(said.at(-1)).toMatch(/^Review: 12 of 12 cases(, [1-9]\d* a second)?\.$/),
      5_000,
    );
  });

  test('a review that is followed does not keep a worker from closing, nor the next review from beginning', async () => {
    let reviews = 0;
    const jobs = await start({
      ...IDLE,
      dueCases: async () => {
        reviews++;
        return ['case_A'];
      },
      countDue: async () => 1,
    });
    await vi.waitFor(() => expect(reviews).toBe(1), 5_000);
    await jobs.review();
    await jobs.review();
    await vi.waitFor(() => expect(reviews).toBe(3), 5_000);
    const began = performance.now();
    await jobs.close();
    // The limit, after which it would have been handed back, is ten seconds.
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(said).toEqual([]);
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
    await Promise.all([start(slowly('first')), start(slowly('second'))]);
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
    await queues.zaken.add('take-step', { caseId: id }, { jobId: id, delay: 60_000 });
    expect((await queues.zaken.getJob(id))?.data).toEqual({ caseId: id });
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

  test('closing waits no longer than its limit and hands back what still runs; a second worker takes it over at once', async () => {
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
    const closed = jobs.close().then(() => 'closed');
    expect(await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 3_000))])).toBe('closed');
    expect(said).toEqual([
      'The job take-step of case_A did not end in time; another worker takes it up again.',
    ]);
    const woken: string[] = [];
    await start({ ...IDLE, takeStep: async (caseId) => void woken.push(caseId) });
    // Far less than the quarter of a minute after which a worker counts as dead.
    await vi.waitFor(() => expect(woken).toEqual(['case_A']), 5_000);
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
