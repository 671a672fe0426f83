import type { Clock } from '../clock.ts';
import { type AnyJob, openQueue, openWorker, type QueueAddress, within } from './queue.ts';
import { beginSchedules, restoreSchedules } from './schedules.ts';
import { type Waker, wakerOn } from './waker.ts';
import { type Handlers, runJob } from './work.ts';

export interface JobsOptions {
  connection: QueueAddress;
  handlers: Handlers;
  clock: Clock;
  log: (line: string) => void;
  /** How many jobs this process runs at the same time; each may hold a connection to the database. */
  concurrency?: number;
  /** For tests, which cannot wait that long. */
  firstRetryMilliseconds?: number;
  checkSchedulesEveryMilliseconds?: number;
  closeLimitMilliseconds?: number;
}

export interface Jobs extends Waker {
  /** Looks up now what is due, instead of at six in the morning. */
  review(): Promise<void>;
}

const CLOSE_LIMIT_MILLISECONDS = 10_000;

/**
 * Starts a worker on the one queue of this program. Any number of processes may do so; they share the work. The queue may be lost
 * at any moment: what is due stands in PostgreSQL, and the schedules are set again within a minute.
 */
export async function startJobs(options: JobsOptions): Promise<Jobs> {
  const { connection, handlers, clock, log, concurrency = 4 } = options;
  const closeLimit = options.closeLimitMilliseconds ?? CLOSE_LIMIT_MILLISECONDS;
  const queue = await openQueue(connection, options);
  const waker = wakerOn(queue, log);
  const worker = await openWorker(connection, (job) => runJob(job, { queue, handlers, clock }), {
    log,
    concurrency,
  }).catch(async (error) => {
    await waker.close();
    throw error;
  });
  worker.on('failed', (job, error) => {
    if (job === undefined || !isGivenUp(job, error)) return;
    log(`${describe(job)} was given up after ${job.attemptsMade} attempts: ${error.message}`);
  });
  const timer = setInterval(() => {
    restoreSchedules(queue, log).catch((error: Error) =>
      log(`The schedules could not be looked up: ${error.message}`),
    );
  }, options.checkSchedulesEveryMilliseconds ?? 60_000);
  const end = async () => {
    clearInterval(timer);
    // What runs is waited for; what takes too long is left to another worker, and then done again from the start. Pausing is what
    // waits: once a worker was asked to close patiently, BullMQ ignores being asked to close at once.
    const paused = await within(closeLimit, worker.pause());
    if (paused === 'late') log('A job did not end in time; another worker takes it up again.');
    await within(closeLimit, worker.close(paused === 'late'));
    await waker.close();
  };
  let ending: Promise<void> | undefined;
  const close = () => {
    ending ??= end();
    return ending;
  };
  try {
    await beginSchedules(queue);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    ...waker,
    review: async () => {
      await queue.add('daily-review', {});
      await queue.add('outbox-review', {});
    },
    close,
  };
}

function isGivenUp(job: AnyJob, error: Error): boolean {
  return error.name === 'UnrecoverableError' || job.attemptsMade >= (job.opts.attempts ?? 1);
}

function describe(job: AnyJob): string {
  return `The job ${job.name} of ${job.data.caseId ?? job.data.outboxId ?? 'all'}`;
}
