export interface Options {
  /** Open cases, the smaller office first. */
  readonly sizes: readonly number[];
  readonly runs: number;
}

/** `--quick` shows within a minute that everything works; its figures say nothing. `--sizes 10000` measures one office, `--runs 1` each once. */
export function readOptions(given: readonly string[]): Options {
  const isQuick = given.includes('--quick');
  const runs = numbersAfter('--runs', given)?.[0] ?? (isQuick ? 1 : 3);
  // Three kinds of queue take a tenth each at every run.
  if (runs > 3)
    throw new Error('--runs takes at most 3: each run needs a tenth of the office that was not due yet');
  return { sizes: numbersAfter('--sizes', given) ?? (isQuick ? [500, 2_000] : [10_000, 50_000]), runs };
}

function numbersAfter(option: string, given: readonly string[]): number[] | undefined {
  if (!given.includes(option)) return undefined;
  const numbers = (given[given.indexOf(option) + 1] ?? '').split(',').map(Number);
  if (!numbers.every((number) => Number.isInteger(number) && number >= 1))
    throw new Error(`${option} takes whole numbers, such as ${option} 10000,50000`);
  return numbers;
}
