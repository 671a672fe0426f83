import type { Assessment } from '../../law/index.ts';
import { type Cents, parseCents, sumCents } from '../../values/index.ts';
import type { CaseFile, Payment } from '../case-file.ts';
import { claimedBy, releasedOf, repaidOf, unallocatedOf } from '../money.ts';

/** Machine 4: a receipt, from the line of the bank to whom it is for (domain 7.5). Which case it is of was decided before it came here. */

export type OntvangstState =
  | { readonly state: 'geboekt' }
  | { readonly state: 'tussenrekening'; readonly unplaced: Cents }
  | { readonly state: 'toegerekend' }
  | (Destined & { readonly state: 'vastgehouden'; readonly reason: string })
  | (Destined & { readonly state: 'uitbetaalbaar' | 'retour' | 'voorbereid' | 'goedgekeurd' | 'uitbetaald' })
  | { readonly state: 'ingetrokken' };

interface Destined {
  readonly to: Payee;
}

type Payee = 'schuldeiser' | 'schuldenaar';

/**
 * Null where no such payment was recorded. A payout is of the case and not of a receipt; so which receipts it carries is reckoned: those that came first go
 * first. A receipt of which one part is further than another stands where its last cent stands.
 */
export function ontvangstState(
  file: CaseFile,
  payment: string,
  assessment: Assessment | null,
): OntvangstState | null {
  const found = file.payments.find(({ id }) => id === payment);
  if (!found) return null;
  if (found.isWithdrawn) return { state: 'ingetrokken' };
  if (!assessment) return { state: 'geboekt' };
  const unplaced = unallocatedOf(file, assessment).get(payment) ?? 0n;
  if (unplaced > 0n) return { state: 'tussenrekening', unplaced };
  const parts = PAYEES.flatMap((to) => wayOut(file, found, to, assessment) ?? []);
  return parts.sort((one, other) => place(one) - place(other))[0] ?? { state: 'toegerekend' };
}

const PAYEES: readonly Payee[] = ['schuldeiser', 'schuldenaar'];

type Leaving = Extract<OntvangstState, Destined>;

/** From the least to the furthest. */
const FURTHER: readonly Leaving['state'][] = [
  'vastgehouden',
  'retour',
  'uitbetaalbaar',
  'voorbereid',
  'goedgekeurd',
  'uitbetaald',
];

function place({ state }: Leaving): number {
  return FURTHER.indexOf(state);
}

/** How far that part of a receipt is which is for one party; null where nothing of it is. */
function wayOut(file: CaseFile, payment: Payment, to: Payee, assessment: Assessment): Leaving | null {
  const share = (one: Payment) => shareOf(file, one, to, assessment);
  if (share(payment) === 0n) return null;
  const received = file.payments.filter(({ isWithdrawn }) => !isWithdrawn);
  const upTo = received.slice(0, received.findIndex(({ id }) => id === payment.id) + 1);
  // What the creditor paid back counts as never paid out, as it does where the next payout is prepared.
  const end = sumCents(upTo.map(share)) + (to === 'schuldeiser' ? repaidOf(file) : 0n);
  const payouts = file.payouts.filter((one) => one.to === to);
  if (end <= claimedBy(payouts.filter(({ performedOn }) => performedOn !== null)))
    return { state: 'uitbetaald', to };
  if (end <= claimedBy(payouts.filter(({ approvedOn }) => approvedOn !== null)))
    return { state: 'goedgekeurd', to };
  if (end <= claimedBy(payouts)) return { state: 'voorbereid', to };
  const brake = file.brakes.find(({ what }) => what === 'alles' || what === 'uitbetalingen');
  if (brake) return { state: 'vastgehouden', to, reason: brake.reason };
  const isBack = end <= claimedBy(payouts) + returnedSince(file, to);
  return { state: isBack ? 'retour' : 'uitbetaalbaar', to };
}

/** What the bank sent back of one party since a payout was last prepared for it: once another is, that one is spoken of. */
function returnedSince({ events, payouts }: CaseFile, to: Payee): Cents {
  const prepared = events.findLastIndex(
    (event) => event.kind === 'uitbetaling-voorbereid' && event.data.to === to,
  );
  const back = new Set(
    events
      .slice(prepared + 1)
      .flatMap((event) => (event.kind === 'uitbetaling-teruggekomen' ? [event.data.payout] : [])),
  );
  return sumCents(payouts.filter((one) => one.to === to && back.has(one.id)).map(({ amount }) => amount));
}

/** Rv 611c: what a payment brought the creditor; of an uitspraak that is vernietigd, and of a surplus that was released, it is the debtor's (BW 6:203). */
function shareOf(file: CaseFile, { id, amount }: Payment, to: Payee, assessment: Assessment): Cents {
  if (to === 'schuldenaar')
    return assessment.vernietigdBy === null ? (releasedOf(file).get(id) ?? 0n) : amount;
  return sumCents(
    assessment.allocations
      .filter(({ payment, head }) => payment === id && head !== 'kosten')
      .map((row) => parseCents(row.amount)),
  );
}
