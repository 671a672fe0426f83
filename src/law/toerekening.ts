import { type Cents, type Day, minCents, parseCents, sumCents } from '../values/index.ts';
import type { Facts } from './facts.ts';
import type { Forfeited } from './maximum.ts';
import { accrue, openOf, pay, type RunningDebt } from './rente.ts';

/** One dwangsom with what runs on it. */
export interface Debt {
  readonly dwangsom: Forfeited;
  readonly contestableUntil: Day;
  readonly running: RunningDebt;
  paidHoofdsom: Cents;
  paidRente: Cents;
  /** Payments that reached it, in order. */
  readonly paidBy: string[];
}

export type Head = 'kosten' | 'rente' | 'hoofdsom';

export interface Allocation {
  readonly payment: string;
  /** A kosten fact, or a dwangsom. */
  readonly to: string;
  readonly head: Head;
  readonly amount: Cents;
  readonly article: string;
}

export interface Toerekening {
  readonly allocations: readonly Allocation[];
  /** What each payment left over, where it left something. */
  readonly unallocated: ReadonlyMap<string, Cents>;
  readonly openKosten: Cents;
  /** Designations that could not be followed. */
  readonly passedOver: readonly {
    readonly payment: string;
    readonly dwangsom: string;
    readonly known: boolean;
  }[];
}

/**
 * BW 6:43 and 6:44 (https://wetten.overheid.nl/BWBR0005289/2026-01-01): what each payment is set against, in the order in which they came (contract,
 * rule 7). `debts` stand in the order of rule 3 and are brought to where the payments left them.
 */
export function allocatePayments(
  debts: readonly Debt[],
  facts: Facts,
  dayCount: number,
  unknownRates: Set<Day>,
): Toerekening {
  const allocations: Allocation[] = [];
  const unallocated = new Map<string, Cents>();
  const passedOver: { payment: string; dwangsom: string; known: boolean }[] = [];
  const kosten = facts.of('kosten').map(({ id, on, amount }) => ({ id, on, open: parseCents(amount) }));
  // Made where a payment designates: most do not.
  let byId: Map<string, Debt> | undefined;

  const settle = (payment: string, debt: Debt, offered: Cents, article: string): Cents => {
    const { rente, hoofdsom } = pay(debt.running, offered);
    if (rente + hoofdsom === 0n) return 0n;
    debt.paidRente += rente;
    debt.paidHoofdsom += hoofdsom;
    debt.paidBy.push(payment);
    const to = debt.dwangsom.id;
    if (rente > 0n) allocations.push({ payment, to, head: 'rente', amount: rente, article });
    if (hoofdsom > 0n) allocations.push({ payment, to, head: 'hoofdsom', amount: hoofdsom, article });
    return rente + hoofdsom;
  };

  for (const payment of facts.of('betaling')) {
    let left = parseCents(payment.amount);

    // Execution costs concern the whole order, so they come before every dwangsom (BW 6:44 lid 1).
    for (const cost of kosten) {
      if (left === 0n || cost.on > payment.on) break;
      const amount = minCents(left, cost.open);
      if (amount === 0n) continue;
      cost.open -= amount;
      left -= amount;
      allocations.push({
        payment: payment.id,
        to: cost.id,
        head: 'kosten',
        amount,
        article: 'BW 6:44 lid 1',
      });
    }

    // The debtor says when paying which debt he pays, one that is verjaard too: it is still owed in honour (BW 6:43 lid 1, 6:3).
    for (const id of payment.designates ?? []) {
      byId ??= new Map(debts.map((debt) => [debt.dwangsom.id, debt]));
      const debt = byId.get(id);
      if (!debt || debt.dwangsom.on > payment.on) {
        passedOver.push({ payment: payment.id, dwangsom: id, known: debt !== undefined });
      } else if (left > 0n) {
        accrue(debt.running, payment.on, dayCount, unknownRates);
        left -= settle(payment.id, debt, left, 'BW 6:43 lid 1');
      }
    }

    // Otherwise the oldest of what is due; debts of one day in proportion (BW 6:43 lid 2).
    for (const oneDay of groupsByDay(debts, payment.on)) {
      if (left === 0n) break;
      for (const debt of oneDay) accrue(debt.running, payment.on, dayCount, unknownRates);
      const shares = shareInProportion(
        left,
        oneDay.map((debt) => openOf(debt.running)),
      );
      for (const [index, debt] of oneDay.entries())
        left -= settle(payment.id, debt, shares[index]!, 'BW 6:43 lid 2');
    }

    if (left > 0n) unallocated.set(payment.id, left);
  }
  return { allocations, unallocated, openKosten: sumCents(kosten.map((cost) => cost.open)), passedOver };
}

/** What is open, forfeited on or before `on` and not verjaard in both readings then: one list a day, oldest day first. */
function* groupsByDay(debts: readonly Debt[], on: Day): Generator<Debt[]> {
  let group: Debt[] = [];
  for (const debt of debts) {
    if (debt.dwangsom.on > on) break;
    if (debt.running.hoofdsom === 0n || debt.contestableUntil < on) continue;
    if (group.length > 0 && group[0]!.dwangsom.on !== debt.dwangsom.on) {
      yield group;
      group = [];
    }
    group.push(debt);
  }
  if (group.length > 0) yield group;
}

/**
 * `money` over debts of `open`, each share rounded down; the cents left over go one each in order, passing over those already whole. Enough
 * money pays all of them.
 */
export function shareInProportion(money: Cents, open: readonly Cents[]): Cents[] {
  const total = sumCents(open);
  if (money >= total) return [...open];
  const shares = open.map((debt) => (money * debt) / total);
  let left = money - sumCents(shares);
  for (let index = 0; left > 0n && index < shares.length; index++) {
    if (shares[index]! < open[index]!) {
      shares[index]! += 1n;
      left -= 1n;
    }
  }
  return shares;
}
