import { type Cents, type Day, minCents, parseCents } from '../values/index.ts';
import { byText, type Facts } from './facts.ts';
import type { Clause, FactOf, Uitspraak } from './input.ts';
import { joinRuns, type UnbilledDefault, type Unit } from './units.ts';

/** A forfeited dwangsom: a unit with its amount, after any vermindering and cut to what the maximum left. */
export interface Forfeited extends Unit {
  readonly id: string;
  readonly clause: Clause;
  readonly amount: Cents;
  /** The vermindering whose amount this is, if any. */
  readonly verminderd: string | null;
  /** The maximum that cut it, if any: that of the clause or of its group, by name, and the vermindering that set it. */
  readonly cutBy: { readonly maximumOf: string; readonly vermindering: string | null } | null;
}

export interface ForfeitedAndRefused {
  readonly forfeited: readonly Forfeited[];
  readonly refused: readonly UnbilledDefault[];
}

/** Units of one clause, with the place of the clause in the uitspraak. */
export interface UnitsOfClause {
  readonly clause: Clause;
  readonly place: number;
  readonly units: readonly Unit[];
}

/**
 * Rv 611b, second sentence: a maximum above which nothing more is forfeited (contract, rules 3 and 4). What was forfeited counts towards it,
 * not what is still owed: payment, verjaring and vernietiging free nothing.
 */
export function forfeit(
  perClause: readonly UnitsOfClause[],
  uitspraak: Uitspraak,
  facts: Facts,
): ForfeitedAndRefused {
  const forfeited: Forfeited[] = [];
  const refused: UnbilledDefault[] = [];
  const ofClause = new Map<string, Cents>();
  const ofGroup = new Map<string, Cents>();
  const reductions = facts.of('vermindering');
  const termsOf = new Map(perClause.map(({ clause }) => [clause.id, moneyOf(clause, uitspraak)]));

  for (const { clause, unit } of inOrder(perClause)) {
    const reduction = latestReduction(reductions, clause.id, unit.on);
    const terms = termsOf.get(clause.id)!;
    const amount = reduction ? parseCents(reduction.amount) : terms.amount;
    const lowered = latestLoweredMaximum(reductions, clause.id, unit.on);
    const maximum = lowered ? parseCents(lowered.cap!) : terms.maximum;
    const leftOfClause = left(maximum, ofClause.get(clause.id));
    const leftOfGroup = left(terms.maximumOfGroup, ofGroup.get(clause.capGroup ?? ''));

    const taken = minCents(amount, leftOfClause ?? amount, leftOfGroup ?? amount);
    if (taken <= 0n) {
      refused.push({
        fact: unit.fact,
        on: unit.on,
        through: unit.on,
        aantal: 1,
        why: { reason: 'maximum-bereikt' },
      });
      continue;
    }
    ofClause.set(clause.id, (ofClause.get(clause.id) ?? 0n) + taken);
    if (clause.capGroup !== null) ofGroup.set(clause.capGroup, (ofGroup.get(clause.capGroup) ?? 0n) + taken);
    // Each key by name: spreading the unit into this row cost a fifth of a whole assessment.
    forfeited.push({
      fact: unit.fact,
      on: unit.on,
      number: unit.number,
      id: unit.number === 1 ? `${unit.fact}/${unit.on}` : `${unit.fact}/${unit.on}#${unit.number}`,
      clause,
      amount: taken,
      verminderd: reduction?.id ?? null,
      cutBy:
        taken === amount
          ? null
          : taken === leftOfClause
            ? { maximumOf: clause.id, vermindering: lowered?.id ?? null }
            : { maximumOf: clause.capGroup!, vermindering: null },
    });
  }
  return { forfeited, refused: joinRuns(refused) };
}

/** By day, then in the order of the clauses, then by fact id, then by number: the order of rule 3, used wherever units stand in order. */
function inOrder(perClause: readonly UnitsOfClause[]): { clause: Clause; unit: Unit }[] {
  return perClause
    .flatMap(({ clause, place, units }) => units.map((unit) => ({ clause, place, unit })))
    .sort(
      (left, right) =>
        byText(left.unit.on, right.unit.on) ||
        left.place - right.place ||
        byText(left.unit.fact, right.unit.fact) ||
        left.unit.number - right.unit.number,
    );
}

type Vermindering = FactOf<'vermindering'>;

/** Rv 611d: the reduction in force on a day is the latest that began on or before it; of one day, the last by id. */
function latestReduction(
  reductions: readonly Vermindering[],
  clause: string,
  on: Day,
): Vermindering | undefined {
  return reductions.findLast((reduction) => reduction.clause === clause && reduction.from <= on);
}

/** The same for the maximum: a reduction that names none leaves the maximum as it was. */
function latestLoweredMaximum(
  reductions: readonly Vermindering[],
  clause: string,
  on: Day,
): Vermindering | undefined {
  return reductions.findLast(
    (reduction) => reduction.clause === clause && reduction.cap !== undefined && reduction.from <= on,
  );
}

/** What a maximum leaves; null where there is none. A maximum lowered below what was forfeited leaves nothing. */
function left(maximum: Cents | null, taken: Cents = 0n): Cents | null {
  return maximum === null ? null : maximum - taken;
}

/** What the uitspraak itself says, read once for all units of the clause. */
function moneyOf({ amount, cap, capGroup }: Clause, { caps }: Uitspraak) {
  return {
    amount: parseCents(amount),
    maximum: cap === null ? null : parseCents(cap),
    maximumOfGroup: capGroup === null ? null : parseCents(caps[capGroup]!),
  };
}
