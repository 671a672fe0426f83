import { accepted, type Cents, type Outcome, refused } from '../values/index.ts';
import { type EntryDraft, type EntryFault, faultsOf, sumOf } from './draft.ts';

declare const balanced: unique symbol;

/** An entry that `balancedEntry` found without fault. Nothing else makes one, and it cannot be changed afterwards. */
export interface BalancedEntry extends EntryDraft {
  readonly [balanced]: true;
  /** The sum of either side. */
  readonly total: Cents;
  /** Set by `reverse` alone. The key stands in the content hash, because an id depends on who else was booking. */
  readonly reverses: { readonly id: bigint; readonly key: string } | null;
}

/**
 * The only way to an entry that may be posted. Refuses with all faults at once, so that whoever made the draft mends it in
 * one go. An account that stands on both sides is refused, because such an entry moves less than it says: its lines are to be
 * netted first. Two lines on one side of one account are fine; they may have two reasons.
 */
export function balancedEntry(draft: EntryDraft): Outcome<BalancedEntry, EntryFault> {
  return checked(draft, null);
}

/** For `reverse` alone, which takes the lines from the entry that it reverses. */
export function balancedReversal(
  draft: EntryDraft,
  reverses: NonNullable<BalancedEntry['reverses']>,
): Outcome<BalancedEntry, EntryFault> {
  return checked(draft, reverses);
}

function checked(draft: EntryDraft, reverses: BalancedEntry['reverses']): Outcome<BalancedEntry, EntryFault> {
  const faults = faultsOf(draft);
  if (faults.length > 0) return refused(...faults);
  // Copied and frozen: a caller that reuses its array of lines cannot unbalance what was found in balance.
  const lines = Object.freeze(
    draft.lines.map(({ account, side, amount }) => Object.freeze({ account, side, amount })),
  );
  const entry = { ...draft, lines, total: sumOf(lines, 'debit'), reverses };
  return accepted(Object.freeze(entry) as BalancedEntry);
}
