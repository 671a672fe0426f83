import { type Day, FOREVER } from '../values/index.ts';
import type { CaseDocument, Fact, FactKind, FactOf, NietNakoming } from './input.ts';

/** An inclusive interval of days, with the id of the fact that made it. An open one runs until FOREVER. */
export interface Interval {
  readonly fact: string;
  readonly from: Day;
  readonly until: Day;
}

type IntervalFact = Extract<Fact, { from: Day; until: Day | null }>;

/** The facts that count on `asOf`, by kind and in a fixed order, so that the order in the document never matters. */
export interface Facts {
  of<Kind extends FactKind>(kind: Kind): readonly FactOf<Kind>[];
}

/**
 * Facts whose `on` or `from` lies after `asOf` do not count (contract, "Input"). Each kind is in order of its day, then of
 * its id: the order in which payments and stuitingen work.
 */
export function factsThatCount(document: CaseDocument): Facts {
  const byKind = new Map<FactKind, Fact[]>();
  for (const fact of document.facts) {
    if (dayOf(fact) > document.asOf) continue;
    const list = byKind.get(fact.kind);
    if (list) list.push(fact);
    else byKind.set(fact.kind, [fact]);
  }
  for (const list of byKind.values()) list.sort(byDayThenId);
  return { of: <Kind extends FactKind>(kind: Kind) => (byKind.get(kind) ?? []) as FactOf<Kind>[] };
}

export function intervalOf(fact: IntervalFact): Interval {
  return { fact: fact.id, from: fact.from, until: fact.until ?? FOREVER };
}

export function covers(interval: Interval, on: Day): boolean {
  return interval.from <= on && on <= interval.until;
}

/** True where a fact with `covers` speaks of this niet-nakoming. */
export function reaches(fact: { readonly covers: 'all' | readonly string[] }, nietNakoming: string): boolean {
  return fact.covers === 'all' || fact.covers.includes(nietNakoming);
}

/** Plain string order. */
export function byText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

export function dayOf(fact: Fact): Day {
  return 'on' in fact ? fact.on : fact.from;
}

export function byDayThenId(left: Fact, right: Fact): number {
  return byText(dayOf(left), dayOf(right)) || byText(left.id, right.id);
}

export function isPending(fact: NietNakoming): boolean {
  return fact.status === 'gemeld' || fact.status === 'betwist';
}

/** The ids of both lists, each once, in order. */
export function union(first: readonly string[], second: readonly string[]): readonly string[] {
  if (first.length === 0) return second;
  if (second.length === 0) return first;
  return [...new Set([...first, ...second])];
}
