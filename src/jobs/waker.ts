import type { JobsOptions } from 'bullmq';
import { newId } from '../values/index.ts';
import { type AnyQueue, type JobData, openServer, type QueueAddress, type Server } from './server.ts';
import { within } from './within.ts';

/**
 * Rings the alarm for one case or one promised act. Nothing here throws or is waited for long: what is due stands in PostgreSQL,
 * so an alarm that did not sound costs time until the next review and nothing else.
 */
export interface Waker {
  wakeCase(caseId: string): Promise<void>;
  wakeOutbox(outboxId: string): Promise<void>;
  /** Has what is due looked up now, instead of at six in the morning. A worker does it; this one does throw where it cannot be asked. */
  review(): Promise<void>;
  close(): Promise<void>;
}

const RING_LIMIT_MILLISECONDS = 3_000;
const CLOSE_LIMIT_MILLISECONDS = 5_000;

/** For a process that leaves the work to others. */
export async function openWaker(address: QueueAddress, log: (line: string) => void): Promise<Waker> {
  return wakerOn(await openServer(address, { log, forWorkers: false }), log);
}

export function wakerOn({ queues, close }: Server, log: (line: string) => void): Waker {
  const ring = async (what: string, added: Promise<unknown>) => {
    const rung = await within(RING_LIMIT_MILLISECONDS, added).catch(
      (error: unknown) => (error as Error).message,
    );
    if (rung === 'done') return;
    const why = rung === 'late' ? 'the queue did not answer in time' : rung;
    log(`${what} could not be woken (${why}); the next review finds it.`);
  };
  return {
    wakeCase: (caseId) => ring(caseId, addTakeSteps(queues.zaken, [caseId])),
    wakeOutbox: (outboxId) => ring(outboxId, addPerformOutbox(queues.post, [outboxId])),
    review: async () => {
      await queues.rooster.add('daily-review', {});
      await queues.rooster.add('outbox-review', {});
    },
    close: async () => {
      await within(CLOSE_LIMIT_MILLISECONDS, close());
    },
  };
}

/** So many jobs in one command to the queue. */
const CHUNK = 500;

/**
 * Longer than all attempts of one job together. The outbox is reviewed every minute, and while a bank is away each review would
 * add a job for every act that already has one. Short all the same, because a lost job keeps its act waiting for so long.
 */
export const OUTBOX_SILENCE_MILLISECONDS = 300_000;

export function addTakeSteps(zaken: AnyQueue, caseIds: readonly string[]): Promise<void> {
  return addAll(
    zaken,
    caseIds.map((caseId) => ({ name: 'take-step', data: { caseId } })),
  );
}

export function addPerformOutbox(post: AnyQueue, outboxIds: readonly string[]): Promise<void> {
  return addAll(
    post,
    outboxIds.map((outboxId) => ({
      name: 'perform-outbox',
      data: { outboxId },
      opts: { deduplication: { id: outboxId, ttl: OUTBOX_SILENCE_MILLISECONDS } },
    })),
  );
}

/**
 * Every job gets an id of its own. One made of the case would keep the case asleep as long as an old, failed job with that id is
 * kept; two jobs for one case do no harm, because the function that they call finds the work done the second time.
 */
async function addAll(
  queue: AnyQueue,
  jobs: { name: string; data: JobData; opts?: JobsOptions }[],
): Promise<void> {
  for (let from = 0; from < jobs.length; from += CHUNK) {
    const chunk = jobs.slice(from, from + CHUNK);
    await queue.addBulk(chunk.map((job) => ({ ...job, opts: { ...job.opts, jobId: jobId() } })));
  }
}

/** The queue keeps its own time for the order, so the id needs none; what follows the zero makes it unique. */
function jobId(): string {
  return newId('job', new Date(0));
}
