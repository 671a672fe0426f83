import type { Writable } from 'node:stream';
import { SingleBar } from 'cli-progress';

export interface Progress {
  /** What is being looked at or done, as one counts it: entries, cases. */
  readonly part: string;
  readonly done: number;
  readonly of: number;
}

export interface Shown {
  show(progress: Progress): void;
  end(): void;
}

/**
 * Shows how far long work is: a bar on a terminal, with what is left of it in seconds; lines where nobody watches.
 */
export function showProgress(on: Writable & { isTTY?: boolean }): Shown {
  return on.isTTY ? bar(on) : lines(on);
}

function bar(on: Writable): Shown {
  const drawn = new SingleBar({
    stream: on as NodeJS.WritableStream,
    format: '{bar} {percentage}%  {value} of {total} {part}, {eta_formatted} left',
    clearOnComplete: true,
    hideCursor: true,
    etaBuffer: 50,
  });
  let part = '';
  return {
    show: (progress) => {
      if (progress.part !== part) {
        if (part !== '') drawn.stop();
        part = progress.part;
        drawn.start(progress.of, progress.done, { part });
      }
      drawn.setTotal(progress.of);
      drawn.update(progress.done);
    },
    end: () => {
      if (part !== '') drawn.stop();
    },
  };
}

/** Short work gives one line a part; long work one each tenth of it, so that a log shows that it goes on. */
const LONG = 100_000;

function lines(on: Writable): Shown {
  let said = '';
  return {
    show: ({ part, done, of }) => {
      const tenth = done >= of ? 10 : of < LONG ? 0 : Math.floor((10 * done) / of);
      const line = `${part} ${tenth}`;
      if (tenth === 0 || said === line) return;
      said = line;
      on.write(`${part}: ${done} of ${of} done\n`);
    },
    end: () => {},
  };
}
