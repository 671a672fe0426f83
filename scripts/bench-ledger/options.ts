/** The parts of the bench, in the order in which they run. */
export const PARTS = ['post', 'submit', 'batch', 'size', 'growth', 'seal', 'read'] as const;

export type Part = (typeof PARTS)[number];

export interface Options {
  readonly parts: readonly Part[];
  /** Entries in the smaller and in the larger database, before anything is measured. */
  readonly few: number;
  readonly many: number;
  /** Of one run, and how many of them. */
  readonly milliseconds: number;
  readonly runs: number;
}

/** `--quick` shows within half a minute that everything works; its figures say nothing. */
export function readOptions(given: readonly string[]): Options {
  const only = given.includes('--only') ? given[given.indexOf('--only') + 1] : undefined;
  const parts = PARTS.filter((part) => only === undefined || part === only);
  if (parts.length === 0) throw new Error(`--only takes one of ${PARTS.join(', ')}, not "${only}"`);
  const size = given.includes('--quick')
    ? { few: 5_000, many: 20_000, milliseconds: 300 }
    : { few: 100_000, many: 1_000_000, milliseconds: 3_000 };
  return { parts, ...size, runs: 3 };
}
