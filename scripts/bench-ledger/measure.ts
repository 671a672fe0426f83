/** One run: how much was done in a second, and how long the single calls took. */
export interface Run {
  readonly perSecond: number;
  readonly medianMilliseconds: number;
  readonly p99Milliseconds: number;
}

export interface Load {
  /** Callers that each begin again as soon as they are answered. */
  readonly callers: number;
  readonly milliseconds: number;
  /** What one call counts for. */
  readonly each?: number;
}

/** Callers in a closed loop for so long, after a tenth of that time in which nothing is counted; each is counted at least once. */
export async function runFor(
  { callers, milliseconds, each = 1 }: Load,
  call: () => Promise<unknown>,
): Promise<Run> {
  const counted = performance.now() + milliseconds / 10;
  const until = counted + milliseconds;
  const latencies: number[] = [];
  let ended = counted;
  const caller = async () => {
    let times = 0;
    for (let began = performance.now(); began < until || times === 0; began = performance.now()) {
      await call();
      const now = performance.now();
      if (began < counted) continue;
      times += 1;
      latencies.push(now - began);
      ended = now;
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  latencies.sort((one, other) => one - other);
  return {
    perSecond: (latencies.length * each) / ((ended - counted) / 1_000),
    medianMilliseconds: at(latencies, 0.5),
    p99Milliseconds: at(latencies, 0.99),
  };
}

/** Each figure by itself: the median over the runs. */
export function medianRun(runs: readonly Run[]): Run {
  return {
    perSecond: median(runs.map(({ perSecond }) => perSecond)),
    medianMilliseconds: median(runs.map(({ medianMilliseconds }) => medianMilliseconds)),
    p99Milliseconds: median(runs.map(({ p99Milliseconds }) => p99Milliseconds)),
  };
}

export async function medianOfRuns(runs: number, run: () => Promise<Run>): Promise<Run> {
  const found: Run[] = [];
  for (let done = 0; done < runs; done++) found.push(await run());
  return medianRun(found);
}

export function median(numbers: readonly number[]): number {
  return at(
    numbers.toSorted((one, other) => one - other),
    0.5,
  );
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
