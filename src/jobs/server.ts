import {
  createPostgresBackend,
  type Job,
  type PostgresConnectionOptions,
  type Processor,
  Queue,
  runMigrations,
  Worker,
} from 'bullmq';
import { Pool } from 'pg';
import { QUEUE_NAMES, type QueueName, settingsOf } from './queues.ts';
import { within } from './within.ts';

/** Redis is the production choice; the same database as everything else is the default that needs no other server. */
export type QueueAddress = { readonly redisUrl: string } | { readonly databaseUrl: string };

/** What stands in a job, and nothing more: amounts and days are read from PostgreSQL when it runs, so they cannot be outdated. */
export type JobData = { readonly caseId?: string; readonly outboxId?: string };
export type AnyQueue = Queue<JobData, void, string>;
export type AnyWorker = Worker<JobData, void, string>;
export type AnyJob = Job<JobData, void, string>;
export type Queues = Readonly<Record<QueueName, AnyQueue>>;

export interface ServerOptions {
  readonly log: (line: string) => void;
  /** Whether workers will be opened: each holds a connection that listens. */
  readonly forWorkers: boolean;
  /** In place of that of the table, for tests, which cannot wait that long. */
  readonly firstRetryMilliseconds?: number | undefined;
}

/** Where the queues lie, reached by this process. */
export interface Server {
  readonly queues: Queues;
  openWorker(name: QueueName, run: Processor<JobData, void, string>): Promise<AnyWorker>;
  /** Makes anew what the queues need there and is gone, such as their tables. Harmless where all of it stands. */
  repair(): Promise<void>;
  /** Workers are closed before. */
  close(): Promise<void>;
}

/** On Redis the keys begin with this; on PostgreSQL they are tables in the schema `bullmq`. */
const PREFIX = 'dwangsom';

/** For all queues of a process together, besides the connections that listen. */
const POSTGRES_CONNECTIONS = 6;

/**
 * A worker that dies lets go of its jobs after so long, and another takes them up. Longer than any pause of a living process; where one
 * outlasts it all the same, the job runs twice, which does no harm.
 */
const LOCK_MILLISECONDS = 15_000;

/** So often may a job lose its worker before it counts as the cause. */
const MOST_LOST_WORKERS = 8;

/** After an error of the server a worker asks again, and does not wait the quarter of a minute that BullMQ would. */
const ASK_AGAIN_MILLISECONDS = 2_000;

export async function openServer(address: QueueAddress, options: ServerOptions): Promise<Server> {
  const link =
    'redisUrl' in address ? redisLink(address.redisUrl) : postgresLink(address.databaseUrl, options);
  const queues = {} as Record<QueueName, AnyQueue>;
  const close = async () => {
    await Promise.all(Object.values(queues).map((queue) => queue.close()));
    await link.close();
  };
  try {
    await mustAnswer(address, link.repair());
    for (const name of QUEUE_NAMES) {
      const queue = link.queue(name, jobOptions(name, options));
      queues[name] = queue;
      queue.on('error', sayOnce(options.log));
      await mustAnswer(address, queue.waitUntilReady());
    }
  } catch (error) {
    await within(CLOSE_LIMIT_MILLISECONDS, close()).catch(() => {});
    throw error;
  }
  return {
    queues,
    repair: link.repair,
    close,
    openWorker: async (name, run) => {
      const worker = link.worker(name, run, {
        concurrency: settingsOf(name).concurrency,
        lockDuration: LOCK_MILLISECONDS,
        stalledInterval: LOCK_MILLISECONDS,
        maxStalledCount: MOST_LOST_WORKERS,
        runRetryDelay: ASK_AGAIN_MILLISECONDS,
      });
      worker.on('error', sayOnce(options.log));
      await mustAnswer(address, worker.waitUntilReady()).catch(async (error) => {
        await within(CLOSE_LIMIT_MILLISECONDS, worker.close()).catch(() => {});
        throw error;
      });
      return worker;
    },
  };
}

function jobOptions(name: QueueName, { firstRetryMilliseconds }: ServerOptions) {
  const settings = settingsOf(name);
  return {
    attempts: settings.attempts,
    // Spread out, so that a thousand cases which failed on one outage do not all come back in the same second.
    backoff: {
      type: 'exponential',
      delay: firstRetryMilliseconds ?? settings.firstRetryMilliseconds,
      jitter: 0.2,
    },
    removeOnComplete: settings.keepCompleted,
    removeOnFail: settings.keepFailed,
  };
}

type JobOptions = ReturnType<typeof jobOptions>;
type WorkerOptions = Pick<
  Worker['opts'],
  'concurrency' | 'lockDuration' | 'stalledInterval' | 'maxStalledCount' | 'runRetryDelay'
>;

/** The one difference between the two servers. */
interface Link {
  queue(name: QueueName, jobs: JobOptions): AnyQueue;
  worker(name: QueueName, run: Processor<JobData, void, string>, options: WorkerOptions): AnyWorker;
  repair(): Promise<void>;
  close(): Promise<void>;
}

function redisLink(url: string): Link {
  const connection = { url, maxRetriesPerRequest: null };
  return {
    queue: (name, defaultJobOptions) =>
      new Queue<JobData, void, string>(name, { connection, prefix: PREFIX, defaultJobOptions }),
    worker: (name, run, options) =>
      new Worker<JobData, void, string>(name, run, { connection, prefix: PREFIX, ...options }),
    // Redis makes what it is given.
    repair: async () => {},
    close: async () => {},
  };
}

/** One pool for all queues of the process: with one each, as BullMQ makes them, a worker would hold some thirty connections. */
function postgresLink(connectionString: string, { forWorkers, log }: ServerOptions): Link {
  const pool = new Pool({
    connectionString,
    max: POSTGRES_CONNECTIONS + (forWorkers ? QUEUE_NAMES.length : 0),
    keepAlive: true,
    application_name: 'dwangsom queue',
    options: '-c search_path=bullmq',
  });
  // Each queue and each worker listens to the pool for errors.
  pool.setMaxListeners(2 * QUEUE_NAMES.length + 1);
  pool.on('error', sayOnce(log));
  // BullMQ takes a pool and describes it in types of its own.
  const connection = pool as unknown as PostgresConnectionOptions;
  // The two backends differ in a type argument that none of the methods used here depends on.
  return {
    queue: (name, defaultJobOptions) =>
      new Queue(name, { connection, defaultJobOptions }, createPostgresBackend) as unknown as AnyQueue,
    worker: (name, run, options) =>
      new Worker(
        name,
        run as Processor,
        { connection, ...options },
        createPostgresBackend,
      ) as unknown as AnyWorker,
    repair: async () => {
      const client = await pool.connect();
      try {
        await runMigrations(client);
      } finally {
        client.release();
      }
    },
    close: () => pool.end(),
  };
}

const READY_LIMIT_MILLISECONDS = 8_000;
const CLOSE_LIMIT_MILLISECONDS = 2_000;

/** BullMQ waits for its server without end; whoever starts the program wants to hear that it is not there. */
async function mustAnswer(address: QueueAddress, ready: Promise<unknown>): Promise<void> {
  const opened = await within(READY_LIMIT_MILLISECONDS, ready).catch((error: unknown) => error as Error);
  if (opened === 'done') return;
  const [setting, url] =
    'redisUrl' in address ? ['REDIS_URL', address.redisUrl] : ['the database', address.databaseUrl];
  const reason =
    opened === 'late' ? `no answer within ${READY_LIMIT_MILLISECONDS / 1_000} seconds` : inWords(opened);
  throw new Error(
    `The queue at ${new URL(url).host} (${setting}) cannot be used: ${reason}. Is that server running?`,
  );
}

/** A server that is away gives the same error every second; one line says it. */
function sayOnce(log: (line: string) => void): (error: Error) => void {
  let last = '';
  return (error) => {
    const line = `The queue reports: ${inWords(error)}`;
    if (line !== last) log(line);
    last = line;
  };
}

/** Where several addresses of one host were tried, the error has a code and no sentence. */
function inWords(error: Error): string {
  return error.message || (error as NodeJS.ErrnoException).code || error.name;
}
