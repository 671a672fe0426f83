import type { z } from 'zod';
import { isDay } from '../values/index.ts';
import { type CaseDocument, caseDocument } from './input.ts';

/** One thing that is wrong in a document: where (a JSON pointer, RFC 6901) and what. */
export interface Fault {
  readonly pointer: string;
  readonly detail: string;
}

export type Read =
  | { readonly ok: true; readonly document: CaseDocument }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/**
 * Reads a parsed JSON value as a case document, or answers every fault in it at once: first those of shape, then those
 * between its parts. The second kind is looked for even where there are faults of the first, in whatever is well-formed,
 * so that nobody has to mend a document twice.
 */
export function readCase(json: unknown): Read {
  const parsed = caseDocument.safeParse(json);
  const ofShape = parsed.success ? [] : parsed.error.issues.flatMap(faultsOfShape);
  const faults = ofShape.concat(faultsBetween(json));
  if (parsed.success && faults.length === 0) return { ok: true, document: parsed.data };
  return { ok: false, faults: withoutRepeats(faults) };
}

function faultsOfShape(issue: z.core.$ZodIssue): Fault[] {
  const pointer = pointerTo(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: `${pointer}${pointerTo([key])}`, detail: 'unknown key' }));
  }
  if (issue.code === 'invalid_union') {
    // Where one form only was meant, what is wrong lies deeper: one id of a list, say, and not the whole list.
    const meant = issue.errors.filter((issues) => issues.every(({ path }) => path.length > 0));
    if (meant.length === 1) {
      return meant[0]!.flatMap((inner) => faultsOfShape({ ...inner, path: [...issue.path, ...inner.path] }));
    }
  }
  return [{ pointer, detail: issue.message }];
}

function faultsBetween(json: unknown): Fault[] {
  const faults: Fault[] = [];
  const uitspraak = recordOf(recordOf(json).uitspraak);
  const caps = recordOf(uitspraak.caps);
  const clauses = listOf(uitspraak.clauses).map(recordOf);
  const facts = listOf(recordOf(json).facts).map(recordOf);
  const modeOf = new Map(clauses.map((clause) => [clause.id, clause.mode]));
  const nietNakomingen = new Set(
    facts.filter((fact) => fact.kind === 'niet-nakoming').map((fact) => fact.id),
  );

  const say = (pointer: string, detail: string) => faults.push({ pointer, detail });

  const seen = new Set<unknown>();
  forDoubledIds(clauses, seen, (index, id) =>
    say(`/uitspraak/clauses/${index}/id`, `the id "${id}" stands twice in the document`),
  );
  // The one name that a JavaScript object does not keep as an ordinary key.
  if (Object.hasOwn(caps, '__proto__')) say('/uitspraak/caps/__proto__', 'cannot be the name of a maximum');
  clauses.forEach((clause, index) => {
    const at = `/uitspraak/clauses/${index}`;
    if (typeof clause.capGroup === 'string' && !Object.hasOwn(caps, clause.capGroup)) {
      say(`${at}/capGroup`, `"${clause.capGroup}" is not among the caps of the uitspraak`);
    }
    if (endsBeforeItBegins(clause.from, clause.to)) say(`${at}/to`, 'the interval ends before it begins');
    const term = recordOf(clause.term);
    if (term.kind === 'respijt' && term.from === 'uitspraak') {
      say(`${at}/term/from`, 'a respijttermijn counts from betekening only (Rv 611a lid 4)');
    }
  });

  forDoubledIds(facts, seen, (index, id) =>
    say(`/facts/${index}/id`, `the id "${id}" stands twice in the document`),
  );
  facts.forEach((fact, index) => {
    const at = `/facts/${index}`;
    const known = typeof fact.clause !== 'string' || modeOf.has(fact.clause);
    if (!known) say(`${at}/clause`, `there is no clause "${fact.clause}"`);
    if (endsBeforeItBegins(fact.from, fact.until)) say(`${at}/until`, 'the interval ends before it begins');
    for (const [place, covered] of listOf(fact.covers).entries()) {
      if (typeof covered === 'string' && !nietNakomingen.has(covered)) {
        say(`${at}/covers/${place}`, `there is no niet-nakoming "${covered}"`);
      }
    }
    if (fact.kind === 'niet-nakoming') faultsOfNietNakoming(fact, modeOf.get(fact.clause), at, say);
    if (fact.kind === 'stuiting') faultsOfStuiting(fact, at, say);
  });
  return faults;
}

type Say = (pointer: string, detail: string) => void;

/** Which keys fit the mode of the clause, and the order of the days of one period of default. */
function faultsOfNietNakoming(fact: Loose, mode: unknown, at: string, say: Say): void {
  const counted = mode === 'per-keer' || mode === 'per-dagdeel';
  const daily = mode === 'per-dag' || mode === 'per-dag-of-gedeelte';
  if (typeof mode === 'string') {
    if (isGiven(fact.aantal) && !counted)
      say(`${at}/aantal`, `does not fit a clause ${mode}: only per-keer and per-dagdeel are counted`);
    if (isGiven(fact.through) && counted)
      say(`${at}/through`, `does not fit a clause ${mode}: it has no period, only moments`);
    if (isGiven(fact.alsnogNagekomenOn) && !daily) {
      say(
        `${at}/alsnogNagekomenOn`,
        `does not fit a clause ${mode}: only per-dag and per-dag-of-gedeelte know it`,
      );
    }
  }
  if (endsBeforeItBegins(fact.on, fact.through)) say(`${at}/through`, 'the period ends before it begins');
  const lastDay = isGiven(fact.through) ? fact.through : fact.on;
  if (
    typeof fact.alsnogNagekomenOn === 'string' &&
    typeof lastDay === 'string' &&
    fact.alsnogNagekomenOn <= lastDay
  ) {
    say(`${at}/alsnogNagekomenOn`, 'must lie after the last day of default');
  }
}

/** Which keys fit the way in which the verjaring was interrupted. */
function faultsOfStuiting(fact: Loose, at: string, say: Say): void {
  if (isGiven(fact.betaaltermijnDagen) && fact.by !== 'aanmaning') {
    say(`${at}/betaaltermijnDagen`, 'only an aanmaning carries a payment term');
  }
  if (isGiven(fact.voorbehoud) && fact.by !== 'mededeling') {
    say(`${at}/voorbehoud`, 'only a mededeling is asked whether it reserves the right to payment');
  }
  if (isGiven(fact.uitkomst) && fact.by !== 'eis') say(`${at}/uitkomst`, 'only an eis has an outcome');
  if (!isGiven(fact.uitkomst) && fact.by === 'eis') {
    say(`${at}/uitkomst`, 'an eis needs its outcome: loopt, toegewezen, afgewezen or ingetrokken');
  }
}

type Loose = Readonly<Record<string, unknown>>;

function recordOf(value: unknown): Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Left out and `null` say the same. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** False where one of the two is not a day: that is a fault of its own. */
function endsBeforeItBegins(from: unknown, until: unknown): boolean {
  return typeof from === 'string' && typeof until === 'string' && isDay(from) && isDay(until) && until < from;
}

/** Ids are unique within the whole document, because grounds and questions name clauses and facts alike. */
function forDoubledIds(
  entries: readonly Loose[],
  seen: Set<unknown>,
  found: (index: number, id: string) => void,
): void {
  for (const [index, { id }] of entries.entries()) {
    if (typeof id === 'string' && seen.has(id)) found(index, id);
    seen.add(id);
  }
}

function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function withoutRepeats(faults: readonly Fault[]): Fault[] {
  return [...new Map(faults.map((fault) => [`${fault.pointer} ${fault.detail}`, fault])).values()];
}
