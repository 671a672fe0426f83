import type { AnyQueue } from './queue.ts';

/** When the reviews come round. They ask PostgreSQL what is due, so a review too many does nothing and one too few only delays. */
const SCHEDULES = [
  // Before office hours, and after midnight whichever way the clock changed that night.
  { name: 'daily-review', pattern: '0 6 * * *' },
  { name: 'outbox-review', pattern: '* * * * *' },
] as const;

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

async function setAndReview(queue: AnyQueue, { name, pattern }: (typeof SCHEDULES)[number]): Promise<void> {
  try {
    await queue.upsertJobScheduler(name, { pattern, tz: ZONE }, { name, data: {} });
  } catch (error) {
    // Two workers that start at the same moment set the same schedule, and BullMQ refuses the next job of the second. Then it stands.
    if (!(await queue.getJobScheduler(name))) throw error;
  }
  await queue.add(name, {});
}
