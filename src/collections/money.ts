import type { Assessment } from '../law/index.ts';
import { type Cents, parseCents, sumCents } from '../values/index.ts';
import type { CaseFile, Payout } from './case-file.ts';

/** Money that lies on the derdengelden account for this case and that no payout has claimed. */
export function cashOf(file: CaseFile): Cents {
  return receivedOf(file) + sumCents(file.repayments.map(({ amount }) => amount)) - claimedBy(file.payouts);
}

export function receivedOf(file: CaseFile): Cents {
  return sumCents(file.payments.filter(({ isWithdrawn }) => !isWithdrawn).map(({ amount }) => amount));
}

/** Payouts that were prepared and not withdrawn: their money is spoken for. */
export function claimedBy(payouts: readonly Payout[], to?: Payout['to']): Cents {
  return sumCents(
    payouts
      .filter((payout) => payout.withdrawnOn === null && (!to || payout.to === to))
      .map(({ amount }) => amount),
  );
}

/** Rv 611c: what the payments brought the creditor; rente follows the hoofdsom. Kosten are the bureau's and never in here. */
export function placedForCreditor(assessment: Assessment): Cents {
  return sumCents(
    assessment.allocations.filter(({ head }) => head !== 'kosten').map(({ amount }) => parseCents(amount)),
  );
}

/** What goes back to the debtor: all that was paid on an uitspraak that is vernietigd, and what a person released of a surplus. */
export function dueToDebtor(file: CaseFile, assessment: Assessment): Cents {
  return parseCents(assessment.totals.refundable) + sumCents(releasedOf(file).values());
}

/** By payment, what a person released: from then on it is no payment any more, whatever debt comes later. */
export function releasedOf(file: CaseFile): Map<string, Cents> {
  const released = new Map<string, Cents>();
  for (const { payment, amount } of file.released)
    released.set(payment, (released.get(payment) ?? 0n) + amount);
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

/** What the creditor received and no longer is entitled to (BW 6:203). */
export function owedBackByCreditor(file: CaseFile, assessment: Assessment): Cents {
  const paidOut = sumCents(
    file.payouts
      .filter(
        (payout) => payout.to === 'schuldeiser' && payout.withdrawnOn === null && payout.approvedOn !== null,
      )
      .map(({ amount }) => amount),
  );
  const over = paidOut - placedForCreditor(assessment);
  return over > 0n ? over : 0n;
}
