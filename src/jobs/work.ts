import { UnrecoverableError } from 'bullmq';
import type { Clock } from '../clock.ts';
import type { Day } from '../values/index.ts';
import type { JobName } from './queues.ts';
import type { Review } from './review.ts';
import type { AnyJob, Queues } from './server.ts';
import { addPerformOutbox, addTakeSteps } from './waker.ts';

/**
 * What the jobs call. Each function must be idempotent: the queue promises at least once, so a job may run twice, also at the same
 * moment in two processes, and after a crash it runs again. Then the work must be done once, and PostgreSQL is what sees to that.
 */
export interface Handlers {
  /** The cases whose wake-up day is `today` or earlier. */
  dueCases(today: Day): Promise<readonly string[]>;
  /** How many cases that are now: what a review shows as it goes. */
  countDue(today: Day): Promise<number>;
  takeStep(caseId: string, today: Day): Promise<void>;
  /** Promised acts that are not performed yet and may be tried now. */
  dueOutbox(): Promise<readonly string[]>;
  performOutbox(outboxId: string): Promise<void>;
  /** Seals what was posted and makes it known. */
  sealBooks(): Promise<void>;
  /** Looks at the whole of the books, halts the cases whose books differ, and alarms. */
  checkBooks(today: Day): Promise<void>;
  /** Takes what the deurwaarder reports into the cases. */
  readDeurwaarder(): Promise<void>;
  /** Sends the newest seal to whoever keeps it outside. */
  mailSeal(): Promise<void>;
}

export interface Work {
  readonly queues: Queues;
  readonly handlers: Handlers;
  readonly clock: Clock;
  readonly review: Review;
}

type Run = (job: AnyJob, work: Work) => Promise<void>;

/** What each job of the table in queues.ts does. A new job is a line there, a line here and a line in `Handlers`. */
const RUNS: Readonly<Record<JobName, Run>> = {
  'daily-review': async (job, { queues, handlers, clock, review }) => {
    const today = clock.today();
    const due = await handlers.dueCases(today);
    await addTakeSteps(queues.zaken, due);
    await review.follow(job, due.length, () => handlers.countDue(today));
  },
  'outbox-review': async (_, { queues, handlers }) =>
    addPerformOutbox(queues.post, await handlers.dueOutbox()),
  'take-step': (job, { handlers, clock }) => handlers.takeStep(idIn(job, 'caseId'), clock.today()),
  'perform-outbox': (job, { handlers }) => handlers.performOutbox(idIn(job, 'outboxId')),
  'deurwaarder-review': (_, { handlers }) => handlers.readDeurwaarder(),
  'mail-seal': (_, { handlers }) => handlers.mailSeal(),
  'seal-books': (_, { handlers }) => handlers.sealBooks(),
  'check-books': (_, { handlers, clock }) => handlers.checkBooks(clock.today()),
};

/** One job. Whatever is thrown here is tried again later, except for a job that can never succeed. */
export async function runJob(job: AnyJob, work: Work): Promise<void> {
  if (isKnown(job.name)) return RUNS[job.name](job, work);
  throw new UnrecoverableError(
    `The queue holds a job "${job.name}", which this version does not know. Update the workers.`,
  );
}

function isKnown(name: string): name is JobName {
  return Object.hasOwn(RUNS, name);
}

/** Other processes write to the queue as well, older versions of this program for one. */
function idIn(job: AnyJob, key: 'caseId' | 'outboxId'): string {
  const found: unknown = job.data?.[key];
  if (typeof found === 'string' && found.length > 0 && found.length <= 100) return found;
  throw new UnrecoverableError(
    `The job ${job.id} (${job.name}) names no ${key}; found: ${JSON.stringify(found)?.slice(0, 100)}.`,
  );
}
