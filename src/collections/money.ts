import type { Assessment } from '../law/index.ts';
import { type Cents, parseCents, sumCents } from '../values/index.ts';
import type { CaseFile, Payout } from './case-file.ts';

/** Money that lies on the derdengelden account for this case and that no payout has claimed. */
export function cashOf(file: CaseFile): Cents {
  return receivedOf(file) + repaidOf(file) - claimedBy(file.payouts);
}

export function receivedOf(file: CaseFile): Cents {
  return sumCents(file.payments.filter(({ isWithdrawn }) => !isWithdrawn).map(({ amount }) => amount));
}

/** Payouts that were prepared, not withdrawn and not sent back by the bank: their money is spoken for. */
export function claimedBy(payouts: readonly Payout[], to?: Payout['to']): Cents {
  return sumCents(
    payouts
      .filter(
        (payout) => payout.withdrawnOn === null && payout.returned === null && (!to || payout.to === to),
      )
      .map(({ amount }) => amount),
  );
}

/** Rv 611c: what the payments brought the creditor; rente follows the hoofdsom. Kosten are the bureau's and never in here. */
export function placedForCreditor(assessment: Assessment): Cents {
  return sumCents(
    assessment.allocations.filter(({ head }) => head !== 'kosten').map(({ amount }) => parseCents(amount)),
  );
}

/** What goes back to the debtor: all that was paid on an uitspraak that is vernietigd, and what a person released of a surplus. In all, also what went back already. */
export function dueToDebtor(file: CaseFile, assessment: Assessment): Cents {
  return parseCents(assessment.totals.refundable) + sumCents(releasedOf(file).values());
}

/** By payment, what a person released: from then on it is no payment any more, whatever debt comes later. Nothing of one that was withdrawn: that money never came. */
export function releasedOf(file: CaseFile): Map<string, Cents> {
  const withdrawn = new Set(file.payments.filter(({ isWithdrawn }) => isWithdrawn).map(({ id }) => id));
  const released = new Map<string, Cents>();
  for (const { payment, amount } of file.released)
    if (!withdrawn.has(payment)) released.set(payment, (released.get(payment) ?? 0n) + amount);
  return released;
}

/** By payment, what no debt took and nobody released. */
export function unallocatedOf(file: CaseFile, assessment: Assessment): Map<string, Cents> {
  const released = releasedOf(file);
  const left = new Map(
    file.payments
      .filter(({ isWithdrawn }) => !isWithdrawn && assessment.vernietigdBy === null)
      .map(({ id, amount }) => [id, amount - (released.get(id) ?? 0n)]),
  );
  for (const { payment, amount } of assessment.allocations) {
    left.set(payment, (left.get(payment) ?? 0n) - parseCents(amount));
  }
  return left;
}

/** What the creditor received and no longer is entitled to (BW 6:203), in all, also what came back already. */
export function owedBackByCreditor(file: CaseFile, assessment: Assessment): Cents {
  const over = approvedFor(file, 'schuldeiser') - placedForCreditor(assessment);
  return over > 0n ? over : 0n;
}

/** What the creditor paid back. */
export function repaidOf(file: CaseFile): Cents {
  return sumCents(file.repayments.filter(({ isWithdrawn }) => !isWithdrawn).map(({ amount }) => amount));
}

/** Payouts that a person approved, nobody withdrew and no bank sent back: their money has left, or is about to. */
export function approvedFor(file: CaseFile, to?: Payout['to']): Cents {
  return claimedBy(
    file.payouts.filter(({ approvedOn }) => approvedOn !== null),
    to,
  );
}

/**
 * What may still be prepared for the creditor; less than nothing where too much was. What the creditor paid back counts as never paid out, so
 * that it goes there again where it turns out to be due after all.
 */
export function leftForCreditor(file: CaseFile, assessment: Assessment): Cents {
  return placedForCreditor(assessment) - claimedBy(file.payouts, 'schuldeiser') + repaidOf(file);
}

/**
 * By how much the payouts that a person approved, and this one with them, are more than ever came in for the case; less than nothing where money is
 * left. It asks nothing of the law room, so it holds in a case that stands still as well: no case pays with the money of another.
 */
export function shortFor(file: CaseFile, payout?: Payout): Cents {
  const also = payout && payout.approvedOn === null ? payout.amount : 0n;
  return approvedFor(file) + also - receivedOf(file) - repaidOf(file);
}

/** What may still be prepared for the debtor; less than nothing where too much was. */
export function leftForDebtor(file: CaseFile, assessment: Assessment): Cents {
  return dueToDebtor(file, assessment) - claimedBy(file.payouts, 'schuldenaar');
}

/**
 * How much of that lies ready: what the creditor has yet to pay back does not, as far as it is not made up for by money that nobody has placed. Never
 * more, because the rest of the cash of the case is in another purse: the costs of the bureau.
 */
export function readyForDebtor(file: CaseFile, assessment: Assessment): Cents {
  const unplaced = sumCents(unallocatedOf(file, assessment).values());
  const missing = owedBackByCreditor(file, assessment) - repaidOf(file) - unplaced;
  return leftForDebtor(file, assessment) - (missing > 0n ? missing : 0n);
}
