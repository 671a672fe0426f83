import { setTimeout as wait } from 'node:timers/promises';
import type { AnyJob } from './server.ts';

/** How far a review is, as its job shows it on the board. */
export interface ReviewProgress {
  readonly done: number;
  readonly of: number;
  /** Null in the first second, which tells nothing yet. */
  readonly perSecond: number | null;
}

/** Stays with a review after it has woken its cases, and tells how far they are. It decides nothing; without it the same is done. */
export interface Review {
  /** Until nothing is due any more, or it stands still, or another review begins in this process, or the process ends. */
  follow(job: AnyJob, of: number, countDue: () => Promise<number>): Promise<void>;
  end(): void;
}

export interface ReviewOptions {
  readonly log: (line: string) => void;
  readonly lookEveryMilliseconds?: number | undefined;
}

const LOOK_EVERY_MILLISECONDS = 1_000;
/** A line in the log each so many looks. */
const LOOKS_A_LINE = 10;
/** What has not moved for so many looks is being tried again or was given up, and is looked up on the board. */
const LOOKS_WITHOUT_CHANGE = 60;

/** What counts as done is what PostgreSQL no longer calls due, so it is true whoever did it and whatever became of the queue. */
export function reviewOf({ log, lookEveryMilliseconds = LOOK_EVERY_MILLISECONDS }: ReviewOptions): Review {
  let present = new AbortController();
  const follow: Review['follow'] = async (job, of, countDue) => {
    present.abort();
    present = new AbortController();
    const { signal } = present;
    const began = process.uptime();
    let last = 0;
    let still = 0;
    for (let looks = 1; !signal.aborted && of > 0; looks++) {
      // What cannot be counted just now has not changed for all we know; the review itself is done and must not be done again for this.
      const due = await countDue().catch(() => of - last);
      const done = Math.max(0, of - due);
      const seconds = process.uptime() - began;
      const perSecond = seconds < 1 ? null : Math.round(done / seconds);
      // Of a queue that lost this very job nobody can see the progress; the cases go on.
      await job.updateProgress({ done, of, perSecond } satisfies ReviewProgress).catch(() => {});
      if (done === of || looks % LOOKS_A_LINE === 0) log(lineOf({ done, of, perSecond }));
      if (done === of) return;
      still = done === last ? still + 1 : 0;
      if (still === LOOKS_WITHOUT_CHANGE) {
        log(
          `Review: ${count(of - done)} of ${count(of)} cases stay due; see the queue zaken for what failed.`,
        );
        return;
      }
      last = done;
      await wait(lookEveryMilliseconds, undefined, { signal }).catch(() => {});
    }
  };
  return { follow, end: () => present.abort() };
}

function lineOf({ done, of, perSecond }: ReviewProgress): string {
  const speed = perSecond === null ? '' : `, ${count(perSecond)} a second`;
  return `Review: ${count(done)} of ${count(of)} cases${speed}.`;
}

function count(number: number): string {
  return number.toLocaleString('en');
}
