import { addDays, type Day, daysBetween, earliest } from '../values/index.ts';
import { type BillableDays, type NotBillable, whyNotBillable } from './billable-days.ts';
import { byText } from './facts.ts';
import type { Clause, NietNakoming } from './input.ts';

/** One unit of default that the clause counts: an occasion, a day, a week begun, or the one time of a lump sum. */
export interface Unit {
  readonly fact: string;
  readonly on: Day;
  /** 1 for the first unit of this fact on this day, 2 for the second, and so on. */
  readonly number: number;
}

/** Default on days on which the clause forfeits nothing. */
export interface UnbilledDefault {
  readonly fact: string;
  readonly on: Day;
  readonly through: Day;
  readonly aantal: number;
  readonly why: NotBillable | { readonly reason: 'afgewezen' | 'maximum-bereikt' };
}

/** One day of default, and the fact that it belongs to. */
interface DefaultDay {
  readonly on: Day;
  readonly fact: string;
}

/**
 * Rv 611b: a dwangsom is set as a lump sum, per unit of time or per violation. What these facts come to under one clause, were
 * they all vastgesteld, maxima aside (contract, rule 2), counted up to `asOf`.
 */
export function countUnits(
  clause: Clause,
  facts: readonly NietNakoming[],
  days: BillableDays,
  asOf: Day,
): Unit[] {
  return isCounted(clause)
    ? countOccasions(facts, days)
    : countDays(daysInDefault(clause, facts, asOf), days, lengthOfUnit(clause));
}

/** Each occasion is a unit of its own, several on one day too. */
function countOccasions(facts: readonly NietNakoming[], days: BillableDays): Unit[] {
  const units: Unit[] = [];
  for (const { id, on, aantal = 1 } of facts) {
    if (whyNotBillable(days, on) !== null) continue;
    for (let number = 1; number <= aantal; number++) units.push({ fact: id, on, number });
  }
  return units;
}

/**
 * The first billable day in default begins a unit, which takes in that day and the calendar days after it up to its length. The next unit begins
 * on the next billable day in default after those.
 */
function countDays(inDefault: readonly DefaultDay[], days: BillableDays, lengthInDays: number): Unit[] {
  const units: Unit[] = [];
  let begun: Day | null = null;
  for (const { on, fact } of inDefault) {
    if (begun !== null && daysBetween(begun, on) < lengthInDays) continue;
    if (whyNotBillable(days, on) !== null) continue;
    units.push({ fact, on, number: 1 });
    begun = on;
  }
  return units;
}

/** Every day in default once, however many facts cover it; it belongs to the first of them by id. In order of the days. */
function daysInDefault(clause: Clause, facts: readonly NietNakoming[], asOf: Day): DefaultDay[] {
  const ownerOf = new Map<Day, string>();
  for (const fact of [...facts].sort((left, right) => byText(left.id, right.id))) {
    for (const on of daysOf(fact, clause, asOf)) if (!ownerOf.has(on)) ownerOf.set(on, fact.id);
  }
  return [...ownerOf].map(([on, fact]) => ({ on, fact })).sort((left, right) => byText(left.on, right.on));
}

/**
 * The days of one period of default, up to `asOf`. The day on which the duty was performed after all counts where a part of a day does:
 * under plain `per-dag` the doubt is the debtor's.
 */
function daysOf(fact: NietNakoming, clause: Clause, asOf: Day): Day[] {
  const days: Day[] = [];
  const through = earliest(fact.through ?? fact.on, asOf);
  for (let on = fact.on; on <= through; on = addDays(on, 1)) days.push(on);
  const late = fact.alsnogNagekomenOn;
  if (late !== undefined && late <= asOf && clause.mode === 'per-dag-of-gedeelte') days.push(late);
  return days;
}

/**
 * The default under one clause that forfeits nothing because it was rejected or because its day is not billable: of pending reports too, so
 * that whoever must judge one sees it. A day in several facts is refused once, for the fact that it belongs to.
 */
export function refusedDefault(
  clause: Clause,
  facts: readonly NietNakoming[],
  days: BillableDays,
  asOf: Day,
): UnbilledDefault[] {
  const established = facts.filter(({ status }) => status === 'vastgesteld');
  const ownerOf = new Map(
    isCounted(clause) ? [] : daysInDefault(clause, established, asOf).map(({ on, fact }) => [on, fact]),
  );
  const rows = facts.flatMap((fact) =>
    (isCounted(clause) ? [fact.on] : daysOf(fact, clause, asOf)).flatMap((on): UnbilledDefault[] => {
      const row = { fact: fact.id, on, through: on, aantal: fact.aantal ?? 1 };
      if (fact.status === 'afgewezen') return [{ ...row, why: { reason: 'afgewezen' } }];
      const why = whyNotBillable(days, on);
      return why && (ownerOf.get(on) ?? fact.id) === fact.id ? [{ ...row, why }] : [];
    }),
  );
  return joinRuns(rows);
}

/** `per-keer` and `per-dagdeel` count occasions; the other modes count days, each of them once. */
export function isCounted({ mode }: Clause): boolean {
  return mode === 'per-keer' || mode === 'per-dagdeel';
}

/** How many calendar days one unit of this mode takes in, from its first day on. */
export function lengthOfUnit({ mode }: Clause): number {
  return mode === 'ineens' ? Number.POSITIVE_INFINITY : mode === 'per-week-of-gedeelte' ? 7 : 1;
}

/**
 * One row for each fact, reason and unbroken run of days; rows of one day are added up. Where the blocking fact changes within a run, the row names
 * the first by id. The rows of one fact come in order of their days.
 */
export function joinRuns(rows: readonly UnbilledDefault[]): UnbilledDefault[] {
  const joined: UnbilledDefault[] = [];
  const lastOf = new Map<string, number>();
  for (const row of rows) {
    const key = `${row.why.reason} ${row.fact}`;
    const index = lastOf.get(key);
    const last = index === undefined ? undefined : joined[index];
    if (index !== undefined && last && daysBetween(last.through, row.on) <= 1) {
      const why = 'by' in last.why && 'by' in row.why && row.why.by < last.why.by ? row.why : last.why;
      joined[index] = { ...last, through: row.through, aantal: last.aantal + row.aantal, why };
    } else {
      lastOf.set(key, joined.push(row) - 1);
    }
  }
  return joined;
}
