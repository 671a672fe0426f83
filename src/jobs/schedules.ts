import { QUEUE_NAMES, settingsOf, ZONE } from './queues.ts';
import type { AnyQueue, Queues } from './server.ts';

/** At the start of a worker: sets the schedules as this version wants them, and reviews at once what came due while none ran. */
export async function beginSchedules(queues: Queues): Promise<void> {
  for (const { queue, schedule } of schedulesOf(queues)) await setAndReview(queue, schedule);
}

/** Sets the schedules again that are gone, which happens when the queue was emptied or its server lost its memory. */
export async function restoreSchedules(queues: Queues, log: (line: string) => void): Promise<void> {
  for (const { queue, schedule } of schedulesOf(queues)) {
    if (await queue.getJobScheduler(schedule.job)) continue;
    log(
      `The queue has lost its schedule ${schedule.job}; it is set again, and what is due is looked up now.`,
    );
    await setAndReview(queue, schedule);
  }
}

type Schedule = ReturnType<typeof settingsOf>['schedules'][number];

function schedulesOf(queues: Queues): { queue: AnyQueue; schedule: Schedule }[] {
  return QUEUE_NAMES.flatMap((name) =>
    settingsOf(name).schedules.map((schedule) => ({ queue: queues[name], schedule })),
  );
}

async function setAndReview(queue: AnyQueue, { job, repeat, atStart }: Schedule): Promise<void> {
  try {
    const when = 'pattern' in repeat ? { ...repeat, tz: ZONE } : repeat;
    await queue.upsertJobScheduler(job, when, { name: job, data: {} });
  } catch (error) {
    // Two workers that start at the same moment set the same schedule, and BullMQ refuses the next job of the second. Then it stands.
    if (!(await queue.getJobScheduler(job))) throw error;
  }
  if (atStart) await queue.add(job, {});
}
