import type { EntryDraft, Line } from '../ledger/index.ts';
import { type Cents, type Day, latest } from '../values/index.ts';
import { controlOf } from './chart.ts';

/** An entry that was booked or is about to be. */
interface Dated {
  readonly valueDate: Day;
  readonly lines: readonly Line[];
}

/**
 * The same drafts, where nothing is taken from a claim before it is there: a draft that would leave a claim below nothing on some day counts from the next
 * day on which the claim moves. Facts that work back cross each other: money that was set against one dwangsom, then against another, then
 * against the first again. The end of it is right whatever the days, and in between a page of some earlier day shows no claim that cannot be.
 */
export function afterWhatTheyTake(drafts: readonly EntryDraft[], booked: readonly Dated[]): EntryDraft[] {
  const moved = drafts.map((draft) => ({ ...draft }));
  const claims = new Set(moved.flatMap(({ lines }) => lines.filter(isTaking).map(({ account }) => account)));
  const own = booked.filter(({ lines }) => lines.some(({ account }) => claims.has(account)));
  // Each round moves a draft to a later one of finitely many days, so it ends.
  for (;;) {
    const late = [...claims].flatMap((claim) => {
      const gap = gapOf(claim, [...own, ...moved]);
      const early = gap ? moved.filter((draft) => draft.valueDate < gap.until && takes(draft, claim)) : [];
      return gap && early.length > 0 ? [{ until: gap.until, early }] : [];
    });
    if (late.length === 0) return moved;
    for (const { until, early } of late)
      for (const draft of early) draft.valueDate = latest(draft.valueDate, until);
  }
}

/** The first time that a claim would stand below nothing: until the next day on which it moves. */
function gapOf(claim: string, entries: readonly Dated[]): { readonly until: Day } | null {
  const perDay = new Map<Day, Cents>();
  for (const { valueDate, lines } of entries)
    for (const { account, side, amount } of lines)
      if (account === claim)
        perDay.set(valueDate, (perDay.get(valueDate) ?? 0n) + (side === 'debit' ? amount : -amount));
  let stands = 0n;
  for (const [on, cents] of [...perDay].sort(([left], [right]) => (left < right ? -1 : 1))) {
    if (stands < 0n) return { until: on };
    stands += cents;
  }
  return null;
}

function takes({ lines }: Dated, claim: string): boolean {
  return lines.some((line) => line.account === claim && isTaking(line));
}

function isTaking({ account, side }: Line): boolean {
  return side === 'credit' && controlOf(account).startsWith('vordering-');
}
