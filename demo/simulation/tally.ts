/** Counts what happened, by what it was. A simulation in which something never happens proves nothing about it. */
export interface Tally {
  count(what: string, times?: number): void;
  of(what: string): number;
  rows(): readonly (readonly [what: string, times: number])[];
}

export function newTally(): Tally {
  const counts = new Map<string, number>();
  return {
    count: (what, times = 1) => {
      counts.set(what, (counts.get(what) ?? 0) + times);
    },
    of: (what) => counts.get(what) ?? 0,
    rows: () => [...counts].sort(([one], [other]) => (one < other ? -1 : 1)),
  };
}
