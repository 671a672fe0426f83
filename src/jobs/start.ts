import type { Clock } from '../clock.ts';
import { QUEUE_NAMES } from './queues.ts';
import { reviewOf } from './review.ts';
import { beginSchedules, restoreSchedules } from './schedules.ts';
import { type AnyJob, type AnyWorker, openServer, type QueueAddress, type Server } from './server.ts';
import { type Waker, wakerOn } from './waker.ts';
import { within } from './within.ts';
import { type Handlers, runJob } from './work.ts';

export interface JobsOptions {
  connection: QueueAddress;
  handlers: Handlers;
  clock: Clock;
  log: (line: string) => void;
  /** For tests, which cannot wait that long. */
  firstRetryMilliseconds?: number;
  checkSchedulesEveryMilliseconds?: number;
  closeLimitMilliseconds?: number;
  lookEveryMilliseconds?: number;
}

export type Jobs = Waker;

const CLOSE_LIMIT_MILLISECONDS = 10_000;

/**
 * Starts a worker on every queue of this program. Any number of processes may do so; they share the work. The queues may be lost
 * at any moment: what is due stands in PostgreSQL, and the schedules are set again within a minute.
 */
export async function startJobs(options: JobsOptions): Promise<Jobs> {
  const { connection, handlers, clock, log } = options;
  const server = await openServer(connection, { ...options, forWorkers: true });
  const waker = wakerOn(server, log);
  const review = reviewOf(options);
  const work = { queues: server.queues, handlers, clock, review };
  const workers: AnyWorker[] = [];
  const running = new Map<AnyJob, string>();
  const timer = setInterval(
    () => void lookAfter(server, log),
    options.checkSchedulesEveryMilliseconds ?? 60_000,
  );
  let ending: Promise<void> | undefined;
  const end = async () => {
    clearInterval(timer);
    review.end();
    await endWorkers(workers, running, options);
    await waker.close();
  };
  const close = () => {
    ending ??= end();
    return ending;
  };
  try {
    for (const name of QUEUE_NAMES) {
      const worker = await server.openWorker(name, async (job, token) => {
        running.set(job, token!);
        await runJob(job, work).finally(() => running.delete(job));
      });
      worker.on('failed', (job, error) => {
        if (job === undefined || !isGivenUp(job, error)) return;
        log(`${describe(job)} was given up after ${job.attemptsMade} attempts: ${error.message}`);
      });
      workers.push(worker);
    }
    await beginSchedules(server.queues);
  } catch (error) {
    await close();
    throw error;
  }
  return { ...waker, close };
}

/** Now and then: whether the queues still know when the work comes round. Where even their tables are gone, those are made anew first. */
async function lookAfter(server: Server, log: (line: string) => void): Promise<void> {
  try {
    await restoreSchedules(server.queues, log).catch(async () => {
      await server.repair();
      await restoreSchedules(server.queues, log);
    });
  } catch (error) {
    log(`The schedules could not be looked up: ${(error as Error).message}`);
  }
}

/**
 * What runs is waited for. What takes too long is handed back, so that another worker takes it up at once and does it from the start. Pausing is
 * what waits: once a worker was asked to close patiently, BullMQ ignores being asked to close at once.
 */
async function endWorkers(
  workers: readonly AnyWorker[],
  running: ReadonlyMap<AnyJob, string>,
  { log, closeLimitMilliseconds: limit = CLOSE_LIMIT_MILLISECONDS }: JobsOptions,
): Promise<void> {
  const paused = await within(limit, Promise.all(workers.map((worker) => worker.pause())));
  if (paused === 'late') {
    log(
      `${[...running.keys()].map(describe).join(', ')} did not end in time; another worker takes it up again.`,
    );
    // Where the server does not answer either, the lock runs out and another worker finds the job by that.
    const handedBack = [...running].map(([job, token]) => job.moveToWait(token));
    await within(limit, Promise.allSettled(handedBack));
  }
  await within(limit, Promise.allSettled(workers.map((worker) => worker.close(paused === 'late'))));
}

function isGivenUp(job: AnyJob, error: Error): boolean {
  return error.name === 'UnrecoverableError' || job.attemptsMade >= (job.opts.attempts ?? 1);
}

function describe(job: AnyJob): string {
  return `The job ${job.name} of ${job.data.caseId ?? job.data.outboxId ?? 'all'}`;
}
