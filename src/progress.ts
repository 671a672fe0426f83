import type { Writable } from 'node:stream';
import { SingleBar } from 'cli-progress';

export interface Progress {
  /** What is being done, in a word or two. */
  readonly part: string;
  readonly done: number;
  readonly of: number;
}

export interface Shown {
  show(progress: Progress): void;
  end(): void;
}

/**
 * Shows how far long work is: a bar on a terminal, with what is left of it in seconds; a line a part where nobody watches, so that a log stays short.
 */
export function showProgress(on: Writable & { isTTY?: boolean }): Shown {
  return on.isTTY ? bar(on) : lines(on);
}

function bar(on: Writable): Shown {
  const drawn = new SingleBar({
    stream: on as NodeJS.WritableStream,
    format: '{part} {bar} {percentage}%  {value} of {total}, {eta_formatted} left',
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
        drawn.start(progress.of, progress.done, { part: part.padEnd(8) });
      }
      drawn.setTotal(progress.of);
      drawn.update(progress.done);
    },
    end: () => {
      if (part !== '') drawn.stop();
    },
  };
}

function lines(on: Writable): Shown {
  let said = '';
  return {
    show: ({ part, done, of }) => {
      if (done < of || said === part) return;
      said = part;
      on.write(`${part}: ${of} done\n`);
    },
    end: () => {},
  };
}
