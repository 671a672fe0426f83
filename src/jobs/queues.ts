const SECOND = 1_000;
const DAY_SECONDS = 86_400;

interface QueueSettings {
  /** One sentence on what these jobs have in common, for docs/operations.md and the board. */
  readonly does: string;
  readonly jobs: readonly string[];
  /** How many of its jobs one process runs at the same time; each may hold a connection to the database. */
  readonly concurrency: number;
  /** A failed attempt is repeated, each time after twice as long, and given up after so many. */
  readonly attempts: number;
  readonly firstRetryMilliseconds: number;
  /** Kept for a person to look at; nothing leans on a job that ended. */
  readonly keepCompleted: { readonly age: number; readonly count: number };
  readonly keepFailed: { readonly age: number; readonly count: number };
  readonly schedules: readonly {
    readonly job: string;
    readonly repeat: { readonly pattern: string } | { readonly every: number };
    /** Whether a worker that starts does it at once: what came due while none ran. */
    readonly atStart: boolean;
  }[];
}

/**
 * Every queue of this program; all else reads this table, docs/operations.md too. There are several so that slow or failing work holds up
 * nobody else's: a bank or a mail server that is away does not keep a case from its step, nor a thousand steps the seal from being set.
 * A schedule asks PostgreSQL what is due, so one time too many does nothing and one too few only delays.
 */
export const QUEUES = {
  rooster: {
    does: 'Looks up in PostgreSQL what is due, and wakes it.',
    jobs: ['daily-review', 'outbox-review'],
    // One may stay with a review to show how far it is; the other is free then.
    concurrency: 2,
    attempts: 8,
    firstRetryMilliseconds: 2 * SECOND,
    keepCompleted: { age: 7 * DAY_SECONDS, count: 200 },
    keepFailed: { age: 30 * DAY_SECONDS, count: 1_000 },
    schedules: [
      // Before office hours, and after midnight whichever way the clock changed that night.
      { job: 'daily-review', repeat: { pattern: '0 6 * * *' }, atStart: true },
      { job: 'outbox-review', repeat: { pattern: '* * * * *' }, atStart: true },
    ],
  },
  zaken: {
    does: 'Takes the steps that are due in one case.',
    jobs: ['take-step'],
    // Steps that are asked for at the same moment share transactions, of which two run at a time (collections/step-desk.ts).
    concurrency: 50,
    // The eighth attempt comes some four minutes after the first.
    attempts: 8,
    firstRetryMilliseconds: 2 * SECOND,
    keepCompleted: { age: DAY_SECONDS, count: 1_000 },
    keepFailed: { age: 30 * DAY_SECONDS, count: 5_000 },
    schedules: [],
  },
  post: {
    does: 'Gives to others what was promised: letters, and the seal by e-mail.',
    jobs: ['perform-outbox', 'mail-seal'],
    concurrency: 2,
    attempts: 8,
    firstRetryMilliseconds: 2 * SECOND,
    keepCompleted: { age: 7 * DAY_SECONDS, count: 1_000 },
    keepFailed: { age: 30 * DAY_SECONDS, count: 5_000 },
    schedules: [{ job: 'mail-seal', repeat: { pattern: '0 7 * * *' }, atStart: false }],
  },
  deurwaarder: {
    does: 'Reads what the deurwaarder reports.',
    jobs: ['deurwaarder-review'],
    concurrency: 1,
    attempts: 5,
    firstRetryMilliseconds: 10 * SECOND,
    keepCompleted: { age: DAY_SECONDS, count: 100 },
    keepFailed: { age: 30 * DAY_SECONDS, count: 1_000 },
    schedules: [
      // Statutory terms are counted in days; an hour loses none of them.
      { job: 'deurwaarder-review', repeat: { pattern: '17 * * * *' }, atStart: true },
    ],
  },
  boeken: {
    does: 'Seals the books and looks at the whole of them.',
    jobs: ['seal-books', 'check-books'],
    // A check may take minutes; the seal is set beside it.
    concurrency: 2,
    // The seal comes round by itself within seconds, so an attempt that fails need not be repeated for long.
    attempts: 3,
    firstRetryMilliseconds: 2 * SECOND,
    keepCompleted: { age: DAY_SECONDS, count: 100 },
    keepFailed: { age: 30 * DAY_SECONDS, count: 1_000 },
    schedules: [
      // The seal is at most ten seconds behind; five leave time for whoever is still posting.
      { job: 'seal-books', repeat: { every: 5 * SECOND }, atStart: true },
      // At night, when nobody waits, and before the review builds on what it looks at.
      { job: 'check-books', repeat: { pattern: '0 3 * * *' }, atStart: false },
    ],
  },
} as const satisfies Record<string, QueueSettings>;

/** In which the patterns of the schedules are read. */
export const ZONE = 'Europe/Amsterdam';

export type QueueName = keyof typeof QUEUES;
export type JobName = (typeof QUEUES)[QueueName]['jobs'][number];

export const QUEUE_NAMES = Object.keys(QUEUES) as QueueName[];

/** The same table without the literal types, for whoever goes over all of it. */
export function settingsOf(name: QueueName): QueueSettings {
  return QUEUES[name];
}
