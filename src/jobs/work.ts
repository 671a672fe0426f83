import { UnrecoverableError } from 'bullmq';
import type { Clock } from '../clock.ts';
import type { Day } from '../values/index.ts';
import type { AnyJob, AnyQueue } from './queue.ts';
import { addPerformOutbox, addTakeSteps } from './waker.ts';

/**
 * What the jobs call. Each function must be idempotent: the queue promises at least once, so a job may run twice, also at the same
 * moment in two processes, and after a crash it runs again. Then the work must be done once, and PostgreSQL is what sees to that.
 */
export interface Handlers {
  /** The cases whose wake-up day is `today` or earlier. */
  dueCases(today: Day): Promise<readonly string[]>;
  takeStep(caseId: string, today: Day): Promise<void>;
  /** Promised acts that are not performed yet and may be tried now. */
  dueOutbox(): Promise<readonly string[]>;
  performOutbox(outboxId: string): Promise<void>;
  /** Seals what was posted and makes it known. */
  sealBooks(): Promise<void>;
  /** Looks at the whole of the books, halts the cases whose books differ, and alarms. */
  checkBooks(today: Day): Promise<void>;
  /** Sends the newest seal to whoever keeps it outside. */
  mailSeal(): Promise<void>;
}

export interface Work {
  readonly queue: AnyQueue;
  readonly handlers: Handlers;
  readonly clock: Clock;
}

/** One job. Whatever is thrown here is tried again later, except for a job that can never succeed. */
export async function runJob(job: AnyJob, { queue, handlers, clock }: Work): Promise<void> {
  switch (job.name) {
    case 'daily-review':
      return addTakeSteps(queue, await handlers.dueCases(clock.today()));
    case 'outbox-review':
      return addPerformOutbox(queue, await handlers.dueOutbox());
    case 'seal-books':
      return handlers.sealBooks();
    case 'check-books':
      return handlers.checkBooks(clock.today());
    case 'mail-seal':
      return handlers.mailSeal();
    case 'take-step':
      return handlers.takeStep(idIn(job, 'caseId'), clock.today());
    case 'perform-outbox':
      return handlers.performOutbox(idIn(job, 'outboxId'));
    default:
      throw new UnrecoverableError(
        `The queue holds a job "${job.name}", which this version does not know. Update the workers.`,
      );
  }
}

/** Other processes write to the queue as well, older versions of this program for one. */
function idIn(job: AnyJob, key: 'caseId' | 'outboxId'): string {
  const found: unknown = job.data?.[key];
  if (typeof found === 'string' && found.length > 0 && found.length <= 100) return found;
  throw new UnrecoverableError(
    `The job ${job.id} (${job.name}) names no ${key}; found: ${JSON.stringify(found)?.slice(0, 100)}.`,
  );
}
