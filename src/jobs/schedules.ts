import type { AnyQueue } from './queue.ts';

interface Schedule {
  readonly name: string;
  readonly repeat: { readonly pattern: string } | { readonly every: number };
  /** Whether a worker that starts does it at once: what came due while none ran. */
  readonly atStart: boolean;
}

/** When the work comes round. It asks PostgreSQL what is due, so one time too many does nothing and one too few only delays. */
const SCHEDULES: readonly Schedule[] = [
  // Before office hours, and after midnight whichever way the clock changed that night.
  { name: 'daily-review', repeat: { pattern: '0 6 * * *' }, atStart: true },
  { name: 'outbox-review', repeat: { pattern: '* * * * *' }, atStart: true },
  // The seal is at most ten seconds behind; five leave time for whoever is still posting.
  { name: 'seal-books', repeat: { every: 5_000 }, atStart: true },
  // At night, when nobody waits, and before the review builds on what it looks at.
  { name: 'check-books', repeat: { pattern: '0 3 * * *' }, atStart: false },
  { name: 'mail-seal', repeat: { pattern: '0 7 * * *' }, atStart: false },
];

const ZONE = 'Europe/Amsterdam';

/** At the start of a worker: sets the schedules as this version wants them, and reviews at once what came due while none ran. */
export async function beginSchedules(queue: AnyQueue): Promise<void> {
  for (const schedule of SCHEDULES) await setAndReview(queue, schedule);
}

/** Sets the schedules again that are gone, which happens when the queue was emptied or its server lost its memory. */
export async function restoreSchedules(queue: AnyQueue, log: (line: string) => void): Promise<void> {
  for (const schedule of SCHEDULES) {
    if (await queue.getJobScheduler(schedule.name)) continue;
    log(
      `The queue has lost its schedule ${schedule.name}; it is set again, and what is due is looked up now.`,
    );
    await setAndReview(queue, schedule);
  }
}

async function setAndReview(queue: AnyQueue, { name, repeat, atStart }: Schedule): Promise<void> {
  try {
    const when = 'pattern' in repeat ? { ...repeat, tz: ZONE } : repeat;
    await queue.upsertJobScheduler(name, when, { name, data: {} });
  } catch (error) {
    // Two workers that start at the same moment set the same schedule, and BullMQ refuses the next job of the second. Then it stands.
    if (!(await queue.getJobScheduler(name))) throw error;
  }
  if (atStart) await queue.add(name, {});
}
