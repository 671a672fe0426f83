/** Draws from a seed: what looks like chance and is the same for the same seed on every machine. */
export interface Draw {
  /** From 0 up to but not including 1. */
  next(): number;
  /** True in so many of a hundred draws; parts of one count too. */
  percent(of: number): boolean;
  /** A whole number from `least` to `most`, both counted. */
  between(least: number, most: number): number;
  pick<Item>(items: readonly Item[]): Item;
  shuffled<Item>(items: readonly Item[]): Item[];
}

/** mulberry32, by Tommy Ettinger, in the public domain. `stream` gives each case a series of its own, so that one more draw in one case moves no other. */
export function drawOf(seed: number, stream: number): Draw {
  let state = (Math.imul(seed, 0x9e3779b9) ^ Math.imul(stream + 1, 0x85ebca6b)) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    percent: (of) => next() * 100 < of,
    pick: (items) => items[Math.floor(next() * items.length)]!,
    shuffled: (items) => {
      const mixed = [...items];
      for (let at = mixed.length - 1; at > 0; at--) {
        const other = between(0, at);
        [mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!];
      }
      return mixed;
    },
  };
}
