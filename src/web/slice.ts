/**
 * A long list shown in part. A case may hold thousands of dwangsommen; a page shows at most this many of one list, says in one line each what lies
 * before and after them, and links to it. So a page stays small, and nothing is out of reach.
 */
export const ROWS_A_PAGE = 200;

export interface Slice<Item> {
  readonly items: readonly Item[];
  readonly before: readonly Item[];
  readonly after: readonly Item[];
  /** The place of the first item shown; 1 for the first of the list. */
  readonly from: number;
}

/** Reads the place that an address asks for; null where it asks for none, or for something that is no place. */
export function sliceFrom(asked: string | undefined): number | null {
  return asked !== undefined && /^[1-9]\d{0,6}$/.test(asked) ? Number(asked) : null;
}

/** `asked` is the place of the first item to show; without it the slice that holds `usual`, or all where all fits. */
export function sliceOf<Item>(items: readonly Item[], asked: number | null, usual = 1): Slice<Item> {
  const from = items.length <= ROWS_A_PAGE ? 1 : Math.min(asked ?? usual, items.length);
  const start = Math.max(0, from - 1);
  return {
    items: items.slice(start, start + ROWS_A_PAGE),
    before: items.slice(0, start),
    after: items.slice(start + ROWS_A_PAGE),
    from: start + 1,
  };
}

/** Where a list is read from its end, the place from which the last ones show. */
export function lastPlace(items: readonly unknown[]): number {
  return Math.max(1, items.length - ROWS_A_PAGE + 1);
}

export function placeBefore({ from }: Slice<unknown>): number {
  return Math.max(1, from - ROWS_A_PAGE);
}

export function placeAfter({ from }: Slice<unknown>): number {
  return from + ROWS_A_PAGE;
}
