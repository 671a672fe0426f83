import { keepBooks } from '../../src/books.ts';
import { clockAt, systemClock } from '../../src/clock.ts';
import { dueCases, reviewStanding, takeStep } from '../../src/collections/index.ts';
import { connect } from '../../src/db.ts';
import { type QueueAddress, startJobs } from '../../src/jobs/index.ts';
import { REVIEW_DAY } from './cases.ts';

export interface WorkerOptions {
  readonly databaseUrl: string;
  /** Undefined: no queue, but so many steps at once as the queue runs. */
  readonly address: QueueAddress | undefined;
  readonly sealKeyFile: string;
}

export interface Reviewed {
  readonly cases: number;
  /** From asking what is due until the last step stands. */
  readonly milliseconds: number;
  readonly peakMegabytes: number;
  /** Of this process alone; the database has its own. */
  readonly cpuMilliseconds: number;
}

/**
 * The worker as a process of its own, so that its memory is its own as well: `worker.ts <options as JSON>`. It works on what is due on the day of the review,
 * seals what it posts as every worker does, and writes one line of JSON when nothing is due any more.
 */
const STEPS_AT_ONCE = 50;
const options = JSON.parse(process.argv[2] ?? '') as WorkerOptions;
const { db, close } = connect(options.databaseUrl, { maximumConnections: 10, role: 'dwangsom_application' });
const clock = clockAt(REVIEW_DAY);

let cases = 0;
let taken = 0;
let began = 0;
let cpuBefore = process.cpuUsage();
let isDone: (milliseconds: number) => void;
const done = new Promise<number>((resolve) => {
  isDone = resolve;
});
const askDue = async () => {
  began = performance.now();
  cpuBefore = process.cpuUsage();
  const due = await dueCases(db, REVIEW_DAY);
  cases = due.length;
  return due;
};
const step = async (caseId: string) => {
  await takeStep(db, caseId, { today: REVIEW_DAY, now: clock.now() });
  taken += 1;
  if (taken === cases) isDone(performance.now() - began);
};

const milliseconds = options.address === undefined ? await bare() : await queued(options.address);
const { user, system } = process.cpuUsage(cpuBefore);
await close();
const reviewed: Reviewed = {
  cases,
  milliseconds,
  // In kilobytes on Linux and macOS alike.
  peakMegabytes: process.resourceUsage().maxRSS / 1_024,
  cpuMilliseconds: (user + system) / 1_000,
};
console.log(JSON.stringify(reviewed));

async function bare(): Promise<number> {
  const due = (await askDue()).values();
  const worker = async () => {
    for (const caseId of due) await step(caseId);
  };
  await Promise.all(Array.from({ length: STEPS_AT_ONCE }, worker));
  return done;
}

async function queued(connection: QueueAddress): Promise<number> {
  const books = await keepBooks({
    db,
    clock,
    sealClock: systemClock,
    sealKeyFile: options.sealKeyFile,
    trustedKeyFiles: [],
    sealsFile: `${options.sealKeyFile}.ndjson`,
    mail: undefined,
    say: console.error,
  });
  const jobs = await startJobs({
    connection,
    clock,
    log: console.error,
    handlers: {
      dueCases: askDue,
      readDeurwaarder: async () => {},
      countDue: async (today) => (await reviewStanding(db, today)).stillDue,
      takeStep: step,
      // Letters aside.
      dueOutbox: async () => [],
      performOutbox: async () => {},
      ...books,
    },
  });
  const took = await done;
  await jobs.close();
  return took;
}
