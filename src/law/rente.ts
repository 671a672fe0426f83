import {
  addDays,
  addYears,
  type Cents,
  type Day,
  daysBetween,
  earliest,
  FOREVER,
  latest,
  minCents,
  timesFraction,
} from '../values/index.ts';
import { type Facts, reaches } from './facts.ts';
import type { FactOf, Policy } from './input.ts';
import { rateOn } from './parameters/wettelijke-rente.ts';

/** From which day rente runs on a dwangsom, and on which ground. */
export interface RenteStart {
  readonly from: Day;
  /** The aanmaning whose payment term came first, where the policy waits for one. */
  readonly aanmaning: string | null;
}

/**
 * BW 6:119 lid 1 and 6:82 lid 1 (https://wetten.overheid.nl/BWBR0005289/2026-01-01): rente is owed for the time in verzuim, which for a dwangsom takes
 * a written demand with a reasonable term. No decision was found on the first day for dwangsommen, so the case's policy says it; a term of n days
 * counts the day of receipt as day 0.
 */
export function renteStartOf(
  nietNakoming: string,
  forfeitedOn: Day,
  policy: Policy,
  aanmaningen: readonly FactOf<'stuiting'>[],
): RenteStart | null {
  if (policy.rente === 'geen') return null;
  if (policy.rente !== 'na-aanmaning') return { from: latest(policy.rente, forfeitedOn), aanmaning: null };
  const first = aanmaningen.find((fact) => fact.on >= forfeitedOn && reaches(fact, nietNakoming));
  return first ? { from: addDays(first.on, first.betaaltermijnDagen! + 1), aanmaning: first.id } : null;
}

/** The written demands that name a term for payment, in the order in which they were received. */
export function aanmaningenWithTerm(facts: Facts): readonly FactOf<'stuiting'>[] {
  return facts
    .of('stuiting')
    .filter((stuiting) => stuiting.by === 'aanmaning' && stuiting.betaaltermijnDagen !== undefined);
}

/**
 * One dwangsom while its rente runs. The only thing in this room that changes in place, inside one assessment: `accrue` brings it
 * to a day, `pay` takes money.
 */
export interface RunningDebt {
  /** Still open. */
  hoofdsom: Cents;
  /** Rente that no anniversary has added yet. */
  renteNotAdded: Cents;
  /** Rente that an anniversary has added and that itself bears rente (BW 6:119 lid 2). */
  renteAdded: Cents;
  readonly firstDay: Day;
  /** Up to this day, not counted, rente has been worked out. */
  accruedTo: Day;
  /** From this day on none runs: the claim is verjaard in both readings. */
  readonly stopsOn: Day;
  nextAnniversary: Day;
  anniversaries: number;
}

export function runningDebt(hoofdsom: Cents, start: RenteStart | null, stopsOn: Day): RunningDebt {
  const firstDay = start?.from ?? FOREVER;
  return {
    hoofdsom,
    renteNotAdded: 0n,
    renteAdded: 0n,
    firstDay,
    accruedTo: firstDay,
    stopsOn,
    nextAnniversary: start ? addYears(firstDay, 1) : FOREVER,
    anniversaries: 0,
  };
}

export function renteOf(debt: RunningDebt): Cents {
  return debt.renteNotAdded + debt.renteAdded;
}

export function openOf(debt: RunningDebt): Cents {
  return debt.hoofdsom + debt.renteNotAdded + debt.renteAdded;
}

/**
 * BW 6:119: simple interest over actual days, the first counted and the last not, in segments that end at a change of rate, at each anniversary
 * of the first day, and where `accrue` is called to; each segment is rounded half-up to cents. At an anniversary the rente still unpaid is
 * added to the base (lid 2). Days for which the table has no rate are put in `unknownRates` and bear nothing: the whole answer is then refused.
 */
export function accrue(debt: RunningDebt, to: Day, dayCount: number, unknownRates: Set<Day>): void {
  const end = earliest(to, debt.stopsOn);
  while (debt.accruedTo < end && debt.hoofdsom > 0n) {
    const rate = rateOn(debt.accruedTo);
    if (!rate) {
      unknownRates.add(debt.accruedTo);
      return;
    }
    const segmentEnd = earliest(end, debt.nextAnniversary, addDays(rate.through, 1));
    const days = BigInt(daysBetween(debt.accruedTo, segmentEnd));
    debt.renteNotAdded += timesFraction(
      debt.hoofdsom + debt.renteAdded,
      rate.hundredths * days,
      10_000n * BigInt(dayCount),
    );
    debt.accruedTo = segmentEnd;
    if (segmentEnd === debt.nextAnniversary) {
      debt.renteAdded += debt.renteNotAdded;
      debt.renteNotAdded = 0n;
      debt.anniversaries += 1;
      debt.nextAnniversary = addYears(debt.firstDay, debt.anniversaries + 1);
    }
  }
}

/**
 * BW 6:44 lid 1: first the rente fallen due, then the hoofdsom. Of the rente, what is not yet added goes first. Takes no more than is open and
 * answers what it took.
 */
export function pay(debt: RunningDebt, offered: Cents): { rente: Cents; hoofdsom: Cents } {
  const notAdded = minCents(offered, debt.renteNotAdded);
  const added = minCents(offered - notAdded, debt.renteAdded);
  const rente = notAdded + added;
  const hoofdsom = minCents(offered - rente, debt.hoofdsom);
  debt.renteNotAdded -= notAdded;
  debt.renteAdded -= added;
  debt.hoofdsom -= hoofdsom;
  return { rente, hoofdsom };
}
