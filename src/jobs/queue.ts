import { createPostgresBackend, type Job, type Processor, Queue, Worker } from 'bullmq';

/** Redis is the production choice; the same database as everything else is the default that needs no other server. */
export type QueueAddress = { readonly redisUrl: string } | { readonly databaseUrl: string };

const NAME = 'dwangsom';

/** Enough for a queue or a worker; each also holds one connection that listens. */
const POSTGRES_CONNECTIONS = 3;

/** A failed attempt is repeated after 2, 4, 8, … seconds, so the last of the eight comes some four minutes after the first. */
const MOST_ATTEMPTS = 8;
const DAY_SECONDS = 86_400;

/** What stands in a job, and nothing more: amounts and days are read from PostgreSQL when it runs, so they cannot be outdated. */
export type JobData = { readonly caseId?: string; readonly outboxId?: string };
export type AnyQueue = Queue<JobData, void, string>;
export type AnyWorker = Worker<JobData, void, string>;
export type AnyJob = Job<JobData, void, string>;

export async function openQueue(
  address: QueueAddress,
  { log, firstRetryMilliseconds = 2_000 }: { log: (line: string) => void; firstRetryMilliseconds?: number },
): Promise<AnyQueue> {
  const defaultJobOptions = {
    attempts: MOST_ATTEMPTS,
    // Spread out, so that a thousand cases which failed on one outage do not all come back in the same second.
    backoff: { type: 'exponential', delay: firstRetryMilliseconds, jitter: 0.2 },
    removeOnComplete: { age: DAY_SECONDS, count: 1_000 },
    // Kept for a person to look at; the next review wakes the case again whether they are kept or not.
    removeOnFail: { age: 30 * DAY_SECONDS, count: 5_000 },
  };
  const queue =
    'redisUrl' in address
      ? new Queue<JobData, void, string>(NAME, { connection: redis(address.redisUrl), defaultJobOptions })
      : // The two differ in a type argument that none of the methods used here depends on.
        (new Queue(
          NAME,
          { connection: postgres(address.databaseUrl), defaultJobOptions },
          createPostgresBackend,
        ) as unknown as AnyQueue);
  queue.on('error', sayOnce(log));
  await ready(queue, address);
  return queue;
}

export async function openWorker(
  address: QueueAddress,
  run: Processor<JobData, void, string>,
  { log, concurrency }: { log: (line: string) => void; concurrency: number },
): Promise<AnyWorker> {
  const worker =
    'redisUrl' in address
      ? new Worker<JobData, void, string>(NAME, run, { connection: redis(address.redisUrl), concurrency })
      : (new Worker(
          NAME,
          run as Processor,
          { connection: postgres(address.databaseUrl), concurrency },
          createPostgresBackend,
        ) as unknown as AnyWorker);
  worker.on('error', sayOnce(log));
  await ready(worker, address);
  return worker;
}

function redis(url: string) {
  return { url, maxRetriesPerRequest: null };
}

/** `migrate` lets BullMQ make its own schema, called bullmq, beside ours. */
function postgres(connectionString: string) {
  return { connectionString, migrate: true, max: POSTGRES_CONNECTIONS };
}

const READY_LIMIT_MILLISECONDS = 8_000;

/** BullMQ waits for its server without end; whoever starts the program wants to hear that it is not there. */
async function ready(of: AnyQueue | AnyWorker, address: QueueAddress): Promise<void> {
  const opened = await within(READY_LIMIT_MILLISECONDS, of.waitUntilReady()).catch(
    (error: unknown) => error as Error,
  );
  if (opened === 'done') return;
  await within(2_000, of.close()).catch(() => {});
  const [setting, url] =
    'redisUrl' in address ? ['REDIS_URL', address.redisUrl] : ['the database', address.databaseUrl];
  const reason =
    opened === 'late' ? `no answer within ${READY_LIMIT_MILLISECONDS / 1_000} seconds` : opened.message;
  throw new Error(
    `The queue at ${new URL(url).host} (${setting}) cannot be used: ${reason}. Is that server running?`,
  );
}

/** Waits for `work`, but not longer than `milliseconds`; what comes after that is left alone. */
export async function within(milliseconds: number, work: Promise<unknown>): Promise<'done' | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), milliseconds);
  });
  try {
    return await Promise.race([work.then(() => 'done' as const), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A server that is away gives the same error every second; one line says it. */
function sayOnce(log: (line: string) => void): (error: Error) => void {
  let last = '';
  return (error) => {
    const line = `The queue reports: ${error.message || (error as NodeJS.ErrnoException).code || error.name}`;
    if (line !== last) log(line);
    last = line;
  };
}
