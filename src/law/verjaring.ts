import { addDays, addMonths, type Day, daysBetween, FOREVER, latest } from '../values/index.ts';
import { suspendingAppeals } from './billable-days.ts';
import { byText, type Facts, type Interval, intervalOf, reaches, union } from './facts.ts';
import type { FactOf, Uitspraak } from './input.ts';

/** Until when a dwangsom can be claimed, in one of the two readings of "six months after the day". */
export interface Term {
  /** The last day; FOREVER while an open suspension or a pending claim holds it. */
  readonly end: Day;
  /** The stuitingen that began a new term, in order. */
  readonly stuitingen: readonly string[];
  /** The intervals that moved the end on. */
  readonly schorsingen: readonly string[];
}

export interface Verjaring {
  readonly endsOn: Term;
  readonly contestableUntil: Term;
}

/** Six months after a day, as its last day. */
type SixMonths = (from: Day) => Day;

/**
 * Rv 611g lid 1 (https://wetten.overheid.nl/BWBR0001827/2026-01-01): a dwangsom verjaart six months after the day it was forfeited. The Algemene
 * termijnenwet moves nothing: its article 4 under a leaves out terms of more than three months.
 */
const sameDayNumber: SixMonths = (from) => addMonths(from, 6);

/**
 * The other reading: the six months begin when the day of forfeiture is over, so one of 28 February runs through 31 August. Never earlier than
 * the first, so what lies between them is contestable and nothing is lost by keeping to the first.
 */
const afterTheDay: SixMonths = (from) =>
  latest(sameDayNumber(from), addDays(addMonths(addDays(from, 1), 6), -1));

/** What governs the verjaring of the dwangsommen of one niet-nakoming, in one reading. */
interface Course {
  readonly sixMonths: SixMonths;
  readonly schorsingen: readonly Interval[];
  readonly renewals: readonly Renewal[];
}

interface BothReadings {
  readonly endsOn: Course;
  readonly contestableUntil: Course;
}

/** Answers the verjaring of any unit of the case. */
export interface VerjaringOfCase {
  of(nietNakoming: string, forfeitedOn: Day): Verjaring;
  /** The first reading for what is not forfeited yet: stuitingen aside, because a letter cannot reach it. */
  withoutStuiting(nietNakoming: string, on: Day): Day;
}

export function verjaringOfCase(uitspraak: Uitspraak, facts: Facts): VerjaringOfCase {
  const general = generalSchorsingen(uitspraak, facts);
  const unknown = facts.of('onbekendheid');
  const stuitingen = facts.of('stuiting').filter(counts);

  const readingsFor = (nietNakoming: string): BothReadings => {
    const own = unknown.filter((fact) => reaches(fact, nietNakoming)).map(intervalOf);
    const schorsingen = own.length === 0 ? general : joinOverlaps([...general, ...own]);
    const reaching = stuitingen.filter((stuiting) => reaches(stuiting, nietNakoming));
    return {
      endsOn: courseOf(sameDayNumber, schorsingen, reaching),
      contestableUntil: courseOf(afterTheDay, schorsingen, reaching),
    };
  };

  // What no fact names apart is reached by the same facts, those that cover all, so it shares one course: a case has
  // thousands of days and few lists.
  const namedApart = new Set(
    [...unknown, ...stuitingen].flatMap((fact) => (fact.covers === 'all' ? [] : fact.covers)),
  );
  const known = new Map<string | null, BothReadings>();
  const readingsOf = (nietNakoming: string): BothReadings => {
    const key = namedApart.has(nietNakoming) ? nietNakoming : null;
    const found = known.get(key) ?? readingsFor(nietNakoming);
    known.set(key, found);
    return found;
  };

  return {
    of: (nietNakoming, forfeitedOn) => {
      const { endsOn, contestableUntil } = readingsOf(nietNakoming);
      return {
        endsOn: runTerm(endsOn, forfeitedOn),
        contestableUntil: runTerm(contestableUntil, forfeitedOn),
      };
    },
    withoutStuiting: (nietNakoming, on) =>
      runTerm({ ...readingsOf(nietNakoming).endsOn, renewals: [] }, on).end,
  };
}

/**
 * BW 3:316, 3:317, 3:318: what interrupts. A letter must unambiguously reserve the right to payment (ECLI:NL:HR:2010:BL3866); a dispute
 * that the debtor started is no claim of the creditor (ECLI:NL:HR:2024:1904); a claim that failed or was withdrawn does nothing by
 * itself (BW 3:316 lid 2).
 */
function counts(stuiting: FactOf<'stuiting'>): boolean {
  switch (stuiting.by) {
    case 'aanmaning':
    case 'daad-van-tenuitvoerlegging':
    case 'erkenning':
      return true;
    case 'mededeling':
      return stuiting.voorbehoud === true;
    case 'eis':
      return stuiting.uitkomst === 'loopt' || stuiting.uitkomst === 'toegewezen';
    case 'executiegeschil-schuldenaar':
      return false;
  }
}

/** A counting stuiting with the end of the term that it begins: the same for every dwangsom that it reaches. */
interface Renewal extends Moved {
  readonly stuiting: string;
  readonly on: Day;
}

/** BW 3:316 lid 1 and 3:319 lid 1: a claim in court holds the end while it runs, and for good where it is awarded. */
function courseOf(
  sixMonths: SixMonths,
  schorsingen: readonly Interval[],
  stuitingen: readonly FactOf<'stuiting'>[],
): Course {
  const renewals = stuitingen.map(({ id, on, by }): Renewal => {
    const moved = by === 'eis' ? { end: FOREVER, by: NONE } : moveOn(on, sixMonths(on), schorsingen);
    return { stuiting: id, on, ...moved };
  });
  return { sixMonths, schorsingen, renewals };
}

/**
 * BW 3:319: each counting act on a day up to and including the end begins a new term of six months on its day, never one that ends
 * earlier (lid 2). Rv 611g lid 1: an act reaches only what was forfeited by then.
 */
function runTerm({ sixMonths, schorsingen, renewals }: Course, forfeitedOn: Day): Term {
  let { end, by } = moveOn(forfeitedOn, sixMonths(forfeitedOn), schorsingen);
  const stuitingen: string[] = [];
  for (const renewal of renewals) {
    if (renewal.on < forfeitedOn) continue;
    if (renewal.on > end) break;
    stuitingen.push(renewal.stuiting);
    if (renewal.end < end) continue;
    end = renewal.end;
    // What moved the earlier term stays a ground: without it this act might have come too late.
    by = union(by, renewal.by);
  }
  return { end, stuitingen, schorsingen: by };
}

/** The last day of a term, and the schorsingen that moved it there. */
interface Moved {
  readonly end: Day;
  readonly by: readonly string[];
}

/**
 * Rv 611g lid 2: the end moves on by each suspended day that lies in the running term, its moving end included; the remainder runs afterwards,
 * no fresh six months (ECLI:NL:HR:2012:BW1259). `schorsingen` are in order and do not overlap.
 */
function moveOn(start: Day, end: Day, schorsingen: readonly Interval[]): Moved {
  let moved = end;
  let by: string[] | null = null;
  for (const schorsing of schorsingen) {
    if (schorsing.until <= start) continue;
    if (schorsing.from > moved) break;
    by ??= [];
    by.push(schorsing.fact);
    if (schorsing.until === FOREVER) return { end: FOREVER, by };
    const from = latest(schorsing.from, addDays(start, 1));
    moved = addDays(moved, daysBetween(from, schorsing.until) + 1);
  }
  return { end: moved, by: by ?? NONE };
}

const NONE: readonly string[] = [];

/** Rv 611g lid 2: faillissement, wsnp and every legal impediment to execution; an appeal that suspends is one (Rv 350, 360). */
function generalSchorsingen(uitspraak: Uitspraak, facts: Facts): Interval[] {
  return joinOverlaps([
    ...suspendingAppeals(uitspraak, facts),
    ...facts.of('schorsing-werking').map(intervalOf),
    ...facts.of('schorsing-executie').map(intervalOf),
    ...facts.of('faillissement').map(intervalOf),
    ...facts.of('wsnp').map(intervalOf),
  ]);
}

/** A day suspended twice counts once. What is left of each interval keeps the id of its own fact. */
function joinOverlaps(intervals: readonly Interval[]): Interval[] {
  const sorted = [...intervals].sort(
    (left, right) =>
      byText(left.from, right.from) || byText(right.until, left.until) || byText(left.fact, right.fact),
  );
  const apart: Interval[] = [];
  for (const interval of sorted) {
    const last = apart.at(-1);
    if (!last || interval.from > last.until) apart.push(interval);
    else if (interval.until > last.until) apart.push({ ...interval, from: addDays(last.until, 1) });
  }
  return apart;
}
