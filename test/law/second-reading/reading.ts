/**
 * A second, independent reading of contracts/assess.md, written from its text alone, to be compared with src/law.
 * It walks day by day and counts one by one. It is slow and plain on purpose, and long for the same reason: it shares nothing with what it checks,
 * and follows the contract from top to bottom. Every block names the rule that it follows.
 *
 * The input must be valid; nothing is checked. Throws an Error that begins with "no-rate" where a day needs a rate and there is none.
 *
 * Where the contract leaves something open this reading had to decide. Each point was weighed, and src/law has come to the same:
 *   - what is pending and not billable stands in `refused` too, so that whoever must judge a report sees it (`openPoints`);
 *   - a day that is not billable and lies in several facts is refused once, for the fact that it belongs to, and a pending fact adds nothing
 *     to a day that a vastgestelde one has (`openPoints`);
 *   - a run of blocked days is one row also where the blocking fact changes, and names the first of them by id (`openPoints`);
 *   - of two verminderingen with one `from` the last by id counts, for the amount as for the maximum (`openPoints`);
 *   - a unit comes on top of what is vastgesteld only where no unit begins in the days that it would take (rule 2, "pending");
 *   - units of one day that are refused for the maximum are one row, with their number as `aantal`;
 *   - an eis that holds the end lets later stuitingen be named, though they change nothing (rule 5);
 *   - a designated dwangsom that comes when the money is used up ends no segment of its rente (rule 6).
 */

// ---------------------------------------------------------------- input (the contract, "Input")

export type Mode =
  | 'per-keer'
  | 'per-dagdeel'
  | 'per-dag'
  | 'per-dag-of-gedeelte'
  | 'per-week-of-gedeelte'
  | 'ineens';
export type Term =
  | { kind: 'respijt' | 'uitvoering'; days: number; from: 'betekening' | 'uitspraak' }
  | { kind: 'respijt' | 'uitvoering'; until: string };
export interface Clause {
  id: string;
  mode: Mode;
  amount: string;
  cap?: string | null;
  capGroup?: string | null;
  term?: Term | null;
  from?: string | null;
  to?: string | null;
}
export interface NietNakoming {
  kind: 'niet-nakoming';
  id: string;
  clause: string;
  on: string;
  status: 'vastgesteld' | 'gemeld' | 'betwist' | 'afgewezen';
  aantal?: number | null;
  through?: string | null;
  alsnogNagekomenOn?: string | null;
}
export interface Stuiting {
  kind: 'stuiting';
  id: string;
  on: string;
  by:
    | 'aanmaning'
    | 'mededeling'
    | 'daad-van-tenuitvoerlegging'
    | 'erkenning'
    | 'eis'
    | 'executiegeschil-schuldenaar';
  covers: 'all' | string[];
  betaaltermijnDagen?: number | null;
  voorbehoud?: boolean | null;
  uitkomst?: 'loopt' | 'toegewezen' | 'afgewezen' | 'ingetrokken' | null;
}
export interface Onbekendheid {
  kind: 'onbekendheid';
  id: string;
  from: string;
  until?: string | null;
  covers: 'all' | string[];
}
export interface Interval {
  kind: 'hoger-beroep' | 'schorsing-werking' | 'schorsing-executie' | 'faillissement' | 'wsnp';
  id: string;
  from: string;
  until?: string | null;
}
export interface Overlijden {
  kind: 'overlijden-schuldenaar';
  id: string;
  on: string;
}
export interface Opheffing {
  kind: 'opheffing';
  id: string;
  from: string;
  until?: string | null;
  clause?: string | null;
}
export interface Vermindering {
  kind: 'vermindering';
  id: string;
  from: string;
  clause: string;
  amount: string;
  cap?: string | null;
}
export interface Vernietiging {
  kind: 'vernietiging';
  id: string;
  on: string;
}
export interface Kosten {
  kind: 'kosten';
  id: string;
  on: string;
  amount: string;
  what: string;
}
export interface Betaling {
  kind: 'betaling';
  id: string;
  on: string;
  amount: string;
  designates?: string[] | null;
}
export type Fact =
  | NietNakoming
  | Stuiting
  | Onbekendheid
  | Interval
  | Overlijden
  | Opheffing
  | Vermindering
  | Vernietiging
  | Kosten
  | Betaling;
export interface AssessDocument {
  asOf: string;
  policy?: { rente?: string | null; dayCount?: 365 | 366 | 360 | null } | null;
  uitspraak: {
    pronouncedOn: string;
    betekendOn?: string | null;
    uitvoerbaarBijVoorraad: boolean;
    endsOn?: string | null;
    kinderen?: string[] | null;
    caps?: Record<string, string> | null;
    clauses: Clause[];
  };
  facts: Fact[];
}

// ---------------------------------------------------------------- output (the contract, "Output"; without because and questions)

export type Status = 'vervallen' | 'voldaan' | 'verjaard' | 'betwistbaar' | 'opeisbaar';
export interface Answer {
  asOf: string;
  dwangsommen: {
    id: string;
    clause: string;
    fact: string;
    on: string;
    amount: string;
    status: Status;
    invorderbaar: boolean;
    hoofdsom: string;
    rente: string;
    paid: { hoofdsom: string; rente: string };
    verjaring: { endsOn: string | null; contestableUntil: string | null; stuitingen: string[] };
  }[];
  pending: { fact: string; on: string; endsOn: string | null }[];
  refused: { fact: string; on: string; through: string; aantal: number; reason: Reason; by?: string }[];
  allocations: { payment: string; to: string; head: 'kosten' | 'rente' | 'hoofdsom'; amount: string }[];
  totals: {
    forfeited: string;
    kosten: string;
    paid: string;
    unallocated: string;
    refundable: string;
    open: { kosten: string; rente: string; hoofdsom: string };
    verjaard: string;
  };
}
export type Reason =
  | 'afgewezen'
  | 'niet-betekend'
  | 'voor-eerste-dag'
  | 'na-laatste-dag'
  | 'geblokkeerd'
  | 'maximum-bereikt';

/** Points the contract leaves open and that would show up in many cases at once. Change one here to compare under the other reading. */
export const openPoints = {
  /** The days of a gemeld or betwist fact that are not billable get a row in `refused` (false: they are shown nowhere). */
  refusePendingFacts: true,
  /** A day that is not billable and lies in several facts of a clause is refused once, for the fact it belongs to (false: a row for each fact). */
  refuseSharedDayOnce: true,
  /** A run of blocked days is split where the first blocking fact by id changes (false: one row, `by` the first by id in the whole run). */
  splitRunWhereBlockerChanges: false,
  /** Of two verminderingen with the same `from` the one with the highest id wins (false: the lowest). */
  highestVerminderingIdWins: true,
};

// ---------------------------------------------------------------- days: whole numbers, 0 = 1970-01-01

type Day = number;

function toDay(iso: string): Day {
  const [y, m, d] = iso.split('-').map(Number) as [number, number, number];
  return Date.UTC(y, m - 1, d) / 86400000;
}
function toIso(day: Day): string {
  return new Date(day * 86400000).toISOString().slice(0, 10);
}
function parts(day: Day): { y: number; m: number; d: number } {
  const date = new Date(day * 86400000);
  return { y: date.getUTCFullYear(), m: date.getUTCMonth() + 1, d: date.getUTCDate() };
}
function lastDayOfMonth(y: number, m: number): number {
  return new Date(Date.UTC(y, m, 0)).getUTCDate();
}
/** The same day number some months on, clamped to the month's end. */
function addMonths(day: Day, months: number): Day {
  const p = parts(day);
  let y = p.y;
  let m = p.m;
  for (let i = 0; i < months; i++) {
    m = m + 1;
    if (m === 13) {
      m = 1;
      y = y + 1;
    }
  }
  const d = Math.min(p.d, lastDayOfMonth(y, m));
  return Date.UTC(y, m - 1, d) / 86400000;
}

// ---------------------------------------------------------------- money: cents as bigint

function toCents(amount: string): bigint {
  const [whole, fraction] = amount.split('.');
  return BigInt(whole as string) * 100n + BigInt((fraction ?? '').padEnd(2, '0'));
}
function toAmount(cents: bigint): string {
  const text = cents.toString().padStart(3, '0');
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
}
function sum(list: bigint[]): bigint {
  let total = 0n;
  for (const x of list) total = total + x;
  return total;
}

/** "By id" means plain string order. */
function byId(a: { id: string }, b: { id: string }): number {
  if (a.id < b.id) return -1;
  if (a.id > b.id) return 1;
  return 0;
}

// ---------------------------------------------------------------- the rates (wettelijke-rente.csv), last confirmed day 2026-12-31

const RATES: [string, number][] = [
  ['1976-04-01', 8],
  ['1979-01-01', 10],
  ['1980-04-01', 12],
  ['1983-01-01', 9],
  ['1987-04-01', 8],
  ['1990-01-01', 10],
  ['1990-07-01', 11],
  ['1992-01-01', 12],
  ['1993-07-01', 10],
  ['1994-01-01', 9],
  ['1995-01-01', 8],
  ['1996-01-01', 7],
  ['1996-07-01', 5],
  ['1998-01-01', 6],
  ['2001-01-01', 8],
  ['2002-01-01', 7],
  ['2003-08-01', 5],
  ['2004-02-01', 4],
  ['2007-01-01', 6],
  ['2009-07-01', 4],
  ['2010-01-01', 3],
  ['2011-07-01', 4],
  ['2012-07-01', 3],
  ['2015-01-01', 2],
  ['2023-01-01', 4],
  ['2023-07-01', 6],
  ['2024-01-01', 7],
  ['2025-01-01', 6],
  ['2026-01-01', 4],
];
export const rateTable: readonly (readonly [string, number])[] = RATES;
const RATE_STEPS = RATES.map(([from, rate]) => ({ from: toDay(from), rate: BigInt(rate) }));
const LAST_CONFIRMED_DAY = toDay('2026-12-31');

function rateOn(day: Day): bigint {
  let found: bigint | null = null;
  for (const step of RATE_STEPS) if (step.from <= day) found = step.rate;
  if (found === null || day > LAST_CONFIRMED_DAY) throw new Error(`no-rate: ${toIso(day)}`);
  return found;
}
const RATE_CHANGES = new Set(RATE_STEPS.map((step) => step.from));

// ---------------------------------------------------------------- one dwangsom while it is being worked out

interface Unit {
  id: string;
  clause: Clause;
  clauseIndex: number;
  fact: NietNakoming;
  day: Day;
  number: number;
  amount: bigint;
  // rule 5
  endsOn: Day | null;
  contestableUntil: Day | null;
  stuitingen: string[];
  // rule 6
  renteFrom: Day | null;
  segmentDays: number;
  segmentRate: bigint;
  renteNotAdded: bigint;
  renteAdded: bigint;
  // what is open and paid
  hoofdsom: bigint;
  paidHoofdsom: bigint;
  paidRente: bigint;
  status: Status;
}

/** A unit before maxima: rule 2. The block is the stretch of days that this unit uses up. */
interface RawUnit {
  fact: NietNakoming;
  day: Day;
  number: number;
  blockEnd: Day;
}

export function secondReading(input: unknown): Answer {
  const doc = input as AssessDocument;
  const asOf = toDay(doc.asOf);
  const uitspraak = doc.uitspraak;
  const clauses = uitspraak.clauses;
  const rentePolicy: string = doc.policy?.rente ?? 'na-aanmaning';
  const dayCount = BigInt(doc.policy?.dayCount ?? 365);
  const betekendOn: Day | null = uitspraak.betekendOn == null ? null : toDay(uitspraak.betekendOn);

  // ------------------------------------------------------------ facts: those whose on or from lies after asOf do not count
  const facts = doc.facts.filter((f) => toDay('on' in f ? f.on : f.from) <= asOf).sort(byId);
  const nietNakomingen = facts.filter((f): f is NietNakoming => f.kind === 'niet-nakoming');
  const vernietigd = facts.some((f) => f.kind === 'vernietiging');
  const verminderingen = facts.filter((f): f is Vermindering => f.kind === 'vermindering');
  const stuitingen = facts.filter((f): f is Stuiting => f.kind === 'stuiting');
  const kosten = facts.filter((f): f is Kosten => f.kind === 'kosten');
  const betalingen = facts.filter((f): f is Betaling => f.kind === 'betaling');

  /** Intervals are inclusive at both ends; no until means open. */
  function inInterval(f: { from: string; until?: string | null }, day: Day): boolean {
    if (day < toDay(f.from)) return false;
    if (f.until == null) return true;
    return day <= toDay(f.until);
  }

  // ------------------------------------------------------------ rule 1: first and last day
  function termEnd(term: Term): Day | null {
    if ('until' in term) return toDay(term.until);
    if (term.from === 'uitspraak') return toDay(uitspraak.pronouncedOn) + term.days;
    if (betekendOn === null) return null;
    return betekendOn + term.days;
  }
  function firstDay(clause: Clause): Day | null {
    if (betekendOn === null) return null;
    let first = betekendOn + 1;
    if (clause.term != null) {
      const end = termEnd(clause.term);
      if (end !== null && end + 1 > first) first = end + 1;
    }
    if (clause.from != null && toDay(clause.from) > first) first = toDay(clause.from);
    return first;
  }
  function lastDay(clause: Clause): Day | null {
    const candidates: Day[] = [];
    if (clause.to != null) candidates.push(toDay(clause.to));
    if (uitspraak.endsOn != null) candidates.push(toDay(uitspraak.endsOn));
    const births = (uitspraak.kinderen ?? []).map(toDay);
    if (births.length > 0) {
      const youngest = parts(Math.max(...births));
      // Date.UTC turns 29 February of a year without one into 1 March, which is what rule 1 says.
      const eighteenth = Date.UTC(youngest.y + 18, youngest.m - 1, youngest.d) / 86400000;
      candidates.push(eighteenth - 1);
    }
    return candidates.length === 0 ? null : Math.min(...candidates);
  }

  // ------------------------------------------------------------ facts table: what blocks forfeiture
  function blockersOn(clause: Clause, day: Day): string[] {
    const ids: string[] = [];
    for (const f of facts) {
      if (f.kind === 'hoger-beroep' && !uitspraak.uitvoerbaarBijVoorraad && inInterval(f, day))
        ids.push(f.id);
      if (f.kind === 'schorsing-werking' && inInterval(f, day)) ids.push(f.id);
      if (f.kind === 'faillissement' && inInterval(f, day)) ids.push(f.id);
      if (f.kind === 'wsnp' && inInterval(f, day)) ids.push(f.id);
      if (f.kind === 'overlijden-schuldenaar' && day > toDay(f.on)) ids.push(f.id);
      if (f.kind === 'opheffing' && (f.clause == null || f.clause === clause.id) && inInterval(f, day))
        ids.push(f.id);
    }
    return ids; // facts are in order by id already
  }
  /** Why a day is not billable for a clause (rule 1), in the order of refused.reason; null where it is billable. */
  function whyNotBillable(clause: Clause, day: Day): { reason: Reason; by: string | null } | null {
    const first = firstDay(clause);
    if (first === null) return { reason: 'niet-betekend', by: null };
    if (day < first) return { reason: 'voor-eerste-dag', by: null };
    const last = lastDay(clause);
    if (last !== null && day > last) return { reason: 'na-laatste-dag', by: null };
    const blockers = blockersOn(clause, day);
    if (blockers.length > 0) return { reason: 'geblokkeerd', by: blockers[0] as string };
    return null;
  }

  // ------------------------------------------------------------ rule 2: the days of a fact, and the units of a clause
  function countsPerOccasion(clause: Clause): boolean {
    return clause.mode === 'per-keer' || clause.mode === 'per-dagdeel';
  }
  const daysKept = new Map<NietNakoming, Day[]>();
  function daysOf(clause: Clause, fact: NietNakoming): Day[] {
    const kept = daysKept.get(fact);
    if (kept !== undefined) return kept;
    const days: Day[] = [];
    daysKept.set(fact, days);
    const on = toDay(fact.on);
    if (countsPerOccasion(clause)) {
      days.push(on);
      return days;
    }
    const through = fact.through == null ? on : toDay(fact.through);
    for (let day = on; day <= through; day++) {
      if (day <= asOf) days.push(day); // a period of default counts up to asOf
    }
    if (clause.mode === 'per-dag-of-gedeelte' && fact.alsnogNagekomenOn != null) {
      const late = toDay(fact.alsnogNagekomenOn);
      if (late <= asOf && !days.includes(late)) days.push(late);
    }
    return days;
  }
  /** The units that these facts (sorted by id) give on this clause, maxima aside. */
  function unitsOf(clause: Clause, among: NietNakoming[]): RawUnit[] {
    const units: RawUnit[] = [];
    if (countsPerOccasion(clause)) {
      for (const fact of among) {
        const day = toDay(fact.on);
        if (whyNotBillable(clause, day) !== null) continue;
        const aantal = fact.aantal ?? 1;
        for (let number = 1; number <= aantal; number++) units.push({ fact, day, number, blockEnd: day });
      }
      return units;
    }
    // a day counts once, and belongs to the first fact by id
    const owner = new Map<Day, NietNakoming>();
    for (const fact of among) {
      for (const day of daysOf(clause, fact)) {
        if (!owner.has(day) && whyNotBillable(clause, day) === null) owner.set(day, fact);
      }
    }
    const days = [...owner.keys()].sort((a, b) => a - b);
    let blockEnd = -Infinity;
    for (const day of days) {
      const fact = owner.get(day) as NietNakoming;
      if (clause.mode === 'per-dag' || clause.mode === 'per-dag-of-gedeelte') {
        units.push({ fact, day, number: 1, blockEnd: day });
      }
      if (clause.mode === 'per-week-of-gedeelte' && day > blockEnd) {
        blockEnd = day + 6;
        units.push({ fact, day, number: 1, blockEnd });
      }
      if (clause.mode === 'ineens' && units.length === 0) {
        units.push({ fact, day, number: 1, blockEnd: Infinity });
      }
    }
    return units;
  }

  // ------------------------------------------------------------ vermindering: the amount and the maximum on a day (rule 3)
  function latestVermindering(clause: Clause, day: Day, withCap: boolean): Vermindering | null {
    let latest: Vermindering | null = null;
    for (const v of verminderingen) {
      if (v.clause !== clause.id) continue;
      if (toDay(v.from) > day) continue;
      if (withCap && v.cap == null) continue;
      if (latest === null || toDay(v.from) > toDay(latest.from)) latest = v;
      else if (toDay(v.from) === toDay(latest.from) && openPoints.highestVerminderingIdWins) latest = v; // the list is in order by id
    }
    return latest;
  }
  function amountOn(clause: Clause, day: Day): bigint {
    const v = latestVermindering(clause, day, false);
    return toCents(v === null ? clause.amount : v.amount);
  }
  function maximumOn(clause: Clause, day: Day): bigint | null {
    const v = latestVermindering(clause, day, true);
    if (v !== null) return toCents(v.cap as string);
    return clause.cap == null ? null : toCents(clause.cap);
  }

  // ------------------------------------------------------------ rule 3: take the units in order, cut at the maxima
  const taken: { clause: Clause; clauseIndex: number; raw: RawUnit }[] = [];
  clauses.forEach((clause, clauseIndex) => {
    const established = nietNakomingen.filter((f) => f.clause === clause.id && f.status === 'vastgesteld');
    for (const raw of unitsOf(clause, established)) taken.push({ clause, clauseIndex, raw });
  });
  taken.sort(
    (a, b) =>
      a.raw.day - b.raw.day ||
      a.clauseIndex - b.clauseIndex ||
      byId(a.raw.fact, b.raw.fact) ||
      a.raw.number - b.raw.number,
  );

  interface RefusedDay {
    fact: NietNakoming;
    clauseIndex: number;
    day: Day;
    reason: Reason;
    by: string | null;
    aantal: number;
  }
  const refusedDays: RefusedDay[] = [];
  const units: Unit[] = [];
  const forfeitedOfClause = new Map<string, bigint>();
  const forfeitedOfGroup = new Map<string, bigint>();
  for (const { clause, clauseIndex, raw } of taken) {
    let amount = amountOn(clause, raw.day);
    const maximum = maximumOn(clause, raw.day);
    if (maximum !== null) {
      const left = maximum - (forfeitedOfClause.get(clause.id) ?? 0n);
      if (left < amount) amount = left;
    }
    if (clause.capGroup != null) {
      const groupMaximum = toCents(uitspraak.caps?.[clause.capGroup] as string);
      const left = groupMaximum - (forfeitedOfGroup.get(clause.capGroup) ?? 0n);
      if (left < amount) amount = left;
    }
    if (amount <= 0n) {
      refusedDays.push({
        fact: raw.fact,
        clauseIndex,
        day: raw.day,
        reason: 'maximum-bereikt',
        by: null,
        aantal: 1,
      });
      continue;
    }
    forfeitedOfClause.set(clause.id, (forfeitedOfClause.get(clause.id) ?? 0n) + amount);
    if (clause.capGroup != null) {
      forfeitedOfGroup.set(clause.capGroup, (forfeitedOfGroup.get(clause.capGroup) ?? 0n) + amount);
    }
    // rule 4: ids
    const suffix = raw.number === 1 ? '' : `#${raw.number}`;
    units.push({
      id: `${raw.fact.id}/${toIso(raw.day)}${suffix}`,
      clause,
      clauseIndex,
      fact: raw.fact,
      day: raw.day,
      number: raw.number,
      amount,
      endsOn: null,
      contestableUntil: null,
      stuitingen: [],
      renteFrom: null,
      segmentDays: 0,
      segmentRate: 0n,
      renteNotAdded: 0n,
      renteAdded: 0n,
      hoofdsom: amount,
      paidHoofdsom: 0n,
      paidRente: 0n,
      status: 'opeisbaar',
    });
  }

  // ------------------------------------------------------------ rule 5: verjaring
  function coversFact(f: { covers: 'all' | string[] }, fact: NietNakoming): boolean {
    return f.covers === 'all' || f.covers.includes(fact.id);
  }
  /** The intervals that suspend the verjaring of the units of this niet-nakoming. */
  function suspending(fact: NietNakoming): { from: string; until?: string | null }[] {
    const list: { from: string; until?: string | null }[] = [];
    for (const f of facts) {
      if (f.kind === 'hoger-beroep' && !uitspraak.uitvoerbaarBijVoorraad) list.push(f);
      if (f.kind === 'schorsing-werking') list.push(f);
      if (f.kind === 'schorsing-executie') list.push(f);
      if (f.kind === 'faillissement') list.push(f);
      if (f.kind === 'wsnp') list.push(f);
      if (f.kind === 'onbekendheid' && coversFact(f, fact)) list.push(f);
    }
    return list;
  }
  /** First reading: the same day number six months on. Second: the later of that and (the day after + six months) - 1 day. */
  function sixMonths(start: Day, reading: 'first' | 'second'): Day {
    const same = addMonths(start, 6);
    if (reading === 'first') return same;
    return Math.max(same, addMonths(start + 1, 6) - 1);
  }
  /** The end of a term, moved on by each suspended day after its start up to its moving end; null where an open interval holds it. */
  function movedEnd(start: Day, fact: NietNakoming, reading: 'first' | 'second'): Day | null {
    const intervals = suspending(fact);
    let end = sixMonths(start, reading);
    for (let day = start + 1; day <= end; day++) {
      const hits = intervals.filter((i) => inInterval(i, day));
      if (hits.some((i) => i.until == null)) return null;
      if (hits.length > 0) end = end + 1;
    }
    return end;
  }
  function countsAsStuiting(s: Stuiting): boolean {
    if (s.by === 'executiegeschil-schuldenaar') return false;
    if (s.by === 'mededeling') return s.voorbehoud === true;
    if (s.by === 'eis') return s.uitkomst === 'loopt' || s.uitkomst === 'toegewezen';
    return true;
  }
  /** A stuiting reaches only units forfeited on or before its day. */
  function reaches(s: Stuiting, fact: NietNakoming, day: Day): boolean {
    return coversFact(s, fact) && day <= toDay(s.on);
  }
  const stuitingenByDay = [...stuitingen].sort((a, b) => toDay(a.on) - toDay(b.on) || byId(a, b));
  function chain(
    fact: NietNakoming,
    day: Day,
    reading: 'first' | 'second',
    acts: Stuiting[],
  ): { end: Day | null; inTime: string[] } {
    let end = movedEnd(day, fact, reading);
    const inTime: string[] = [];
    for (const s of acts) {
      if (!countsAsStuiting(s)) continue;
      if (!reaches(s, fact, day)) continue;
      const on = toDay(s.on);
      if (end !== null && on > end) continue; // too late
      inTime.push(s.id);
      if (s.by === 'eis') {
        end = null; // holds the end, null from then on
        continue;
      }
      const next = movedEnd(on, fact, reading);
      // the end never moves back; a null end is as late as can be
      if (end !== null) end = next === null ? null : Math.max(end, next);
    }
    return { end, inTime };
  }
  for (const unit of units) {
    const first = chain(unit.fact, unit.day, 'first', stuitingenByDay);
    const second = chain(unit.fact, unit.day, 'second', stuitingenByDay);
    unit.endsOn = first.end;
    unit.contestableUntil = second.end;
    unit.stuitingen = second.inTime; // whatever was in time for the first reading was in time for the second
  }

  // ------------------------------------------------------------ pending: what would come on top, maxima aside
  const pendingRows: { fact: NietNakoming; clauseIndex: number; day: Day; endsOn: Day | null }[] = [];
  clauses.forEach((clause, clauseIndex) => {
    const established = nietNakomingen.filter((f) => f.clause === clause.id && f.status === 'vastgesteld');
    const without = unitsOf(clause, established);
    for (const fact of nietNakomingen) {
      if (fact.clause !== clause.id) continue;
      if (fact.status !== 'gemeld' && fact.status !== 'betwist') continue;
      if (countsPerOccasion(clause)) {
        for (const raw of unitsOf(clause, [fact])) {
          pendingRows.push({
            fact,
            clauseIndex,
            day: raw.day,
            endsOn: chain(fact, raw.day, 'first', []).end,
          });
        }
        continue;
      }
      // A unit comes on top where no unit that is there anyway lies in the days that it uses up (its day, its week, or all days for ineens).
      for (const raw of unitsOf(clause, [...established, fact].sort(byId))) {
        if (without.some((w) => w.day >= raw.day && w.day <= raw.blockEnd)) continue;
        pendingRows.push({ fact, clauseIndex, day: raw.day, endsOn: chain(fact, raw.day, 'first', []).end });
      }
    }
  });
  pendingRows.sort((a, b) => a.day - b.day || a.clauseIndex - b.clauseIndex || byId(a.fact, b.fact));

  // ------------------------------------------------------------ refused: days that are not billable, and facts that were rejected
  clauses.forEach((clause, clauseIndex) => {
    const ofClause = nietNakomingen.filter((f) => f.clause === clause.id);
    for (const fact of ofClause) {
      const aantal = countsPerOccasion(clause) ? (fact.aantal ?? 1) : 1;
      for (const day of daysOf(clause, fact)) {
        if (fact.status === 'afgewezen') {
          refusedDays.push({ fact, clauseIndex, day, reason: 'afgewezen', by: null, aantal });
          continue;
        }
        const pending = fact.status !== 'vastgesteld';
        if (pending && !openPoints.refusePendingFacts) continue;
        const why = whyNotBillable(clause, day);
        if (why === null) continue;
        if (!countsPerOccasion(clause) && openPoints.refuseSharedDayOnce) {
          // rule 2: the day belongs to the first fact by id; a pending fact adds nothing to a day that an established one has already
          const others = ofClause.filter(
            (o) => o !== fact && o.status === 'vastgesteld' && daysOf(clause, o).includes(day),
          );
          if (pending && others.length > 0) continue;
          if (!pending && others.some((o) => byId(o, fact) < 0)) continue;
        }
        refusedDays.push({ fact, clauseIndex, day, reason: why.reason, by: why.by, aantal });
      }
    }
  });
  // one row a fact, reason and unbroken run of days
  refusedDays.sort(
    (a, b) =>
      byId(a.fact, b.fact) || (a.reason < b.reason ? -1 : a.reason > b.reason ? 1 : 0) || a.day - b.day,
  );
  const refusedRows: (RefusedDay & { through: Day })[] = [];
  for (const r of refusedDays) {
    const row = refusedRows.at(-1);
    const joins =
      row !== undefined &&
      row.fact === r.fact &&
      row.reason === r.reason &&
      (r.day === row.through || r.day === row.through + 1) &&
      (!openPoints.splitRunWhereBlockerChanges || row.by === r.by);
    if (!joins) {
      refusedRows.push({ ...r, through: r.day });
      continue;
    }
    row.through = r.day;
    row.aantal = row.aantal + r.aantal;
    if (row.by !== null && r.by !== null && r.by < row.by) row.by = r.by;
  }
  refusedRows.sort(
    (a, b) =>
      a.day - b.day ||
      a.clauseIndex - b.clauseIndex ||
      byId(a.fact, b.fact) ||
      (a.reason < b.reason ? -1 : a.reason > b.reason ? 1 : 0),
  );

  // ------------------------------------------------------------ rule 6: the first day of rente of each unit
  for (const unit of units) {
    if (rentePolicy === 'geen') continue;
    if (rentePolicy === 'na-aanmaning') {
      const demand = stuitingenByDay.find(
        (s) => s.by === 'aanmaning' && s.betaaltermijnDagen != null && reaches(s, unit.fact, unit.day),
      );
      if (demand !== undefined) unit.renteFrom = toDay(demand.on) + (demand.betaaltermijnDagen as number) + 1;
      continue;
    }
    unit.renteFrom = Math.max(toDay(rentePolicy), unit.day);
  }
  function isAnniversary(unit: Unit, day: Day): boolean {
    if (unit.renteFrom === null || day <= unit.renteFrom) return false;
    const years = parts(day).y - parts(unit.renteFrom).y;
    return years >= 1 && addMonths(unit.renteFrom, 12 * years) === day;
  }
  /** Ends the segment that runs: base x rate x days / dayCount, half-up to cents. */
  function closeSegment(unit: Unit): void {
    const base = unit.hoofdsom + unit.renteAdded;
    const numerator = base * unit.segmentRate * BigInt(unit.segmentDays);
    const denominator = 100n * dayCount;
    unit.renteNotAdded += (2n * numerator + denominator) / (2n * denominator);
    unit.segmentDays = 0;
  }
  /** Does rente run on this day? First day counted, last not; up to asOf; none from contestableUntil on; none on what is paid. */
  function renteRunsOn(unit: Unit, day: Day): boolean {
    if (unit.renteFrom === null || day < unit.renteFrom) return false;
    if (day >= asOf) return false;
    if (unit.contestableUntil !== null && day >= unit.contestableUntil) return false;
    return unit.hoofdsom > 0n;
  }

  // ------------------------------------------------------------ rule 7: payments
  const allocations: Answer['allocations'] = [];
  const openKosten = new Map<string, bigint>(kosten.map((k) => [k.id, toCents(k.amount)]));
  const kostenByDay = [...kosten].sort((a, b) => toDay(a.on) - toDay(b.on) || byId(a, b));
  let unallocated = 0n;

  function openOf(unit: Unit): bigint {
    return unit.renteNotAdded + unit.renteAdded + unit.hoofdsom;
  }
  /** Within a dwangsom: rente accrued to that day (not yet added first, then the added), then hoofdsom. The segment is closed already. */
  function payUnit(payment: Betaling, unit: Unit, money: bigint): void {
    let left = money;
    const fromNotAdded = left < unit.renteNotAdded ? left : unit.renteNotAdded;
    unit.renteNotAdded -= fromNotAdded;
    left -= fromNotAdded;
    const fromAdded = left < unit.renteAdded ? left : unit.renteAdded;
    unit.renteAdded -= fromAdded;
    left -= fromAdded;
    const toRente = fromNotAdded + fromAdded;
    const toHoofdsom = left;
    unit.hoofdsom -= toHoofdsom;
    unit.paidRente += toRente;
    unit.paidHoofdsom += toHoofdsom;
    if (toRente > 0n)
      allocations.push({ payment: payment.id, to: unit.id, head: 'rente', amount: toAmount(toRente) });
    if (toHoofdsom > 0n)
      allocations.push({ payment: payment.id, to: unit.id, head: 'hoofdsom', amount: toAmount(toHoofdsom) });
  }
  function servePayment(payment: Betaling, day: Day): void {
    let money = toCents(payment.amount);

    // first kosten dated on or before it, oldest first, then by id
    for (const k of kostenByDay) {
      if (toDay(k.on) > day) continue;
      const open = openKosten.get(k.id) as bigint;
      const part = money < open ? money : open;
      if (part === 0n) continue;
      openKosten.set(k.id, open - part);
      money -= part;
      allocations.push({ payment: payment.id, to: k.id, head: 'kosten', amount: toAmount(part) });
    }

    // then the designated dwangsommen in their order, verjaard ones too
    for (const id of payment.designates ?? []) {
      if (money === 0n) break;
      const unit = units.find((u) => u.id === id);
      if (unit === undefined) continue; // unknown
      if (unit.day > day) continue; // not yet forfeited on that day
      closeSegment(unit);
      const open = openOf(unit);
      const part = money < open ? money : open;
      payUnit(payment, unit, part);
      money -= part;
    }

    // then the other open ones, forfeited on or before that day and not past contestableUntil on it, oldest day first
    const others = units.filter(
      (u) => u.hoofdsom > 0n && u.day <= day && (u.contestableUntil === null || day <= u.contestableUntil),
    );
    const days = [...new Set(others.map((u) => u.day))].sort((a, b) => a - b);
    for (const unitDay of days) {
      if (money === 0n) break;
      const group = others.filter((u) => u.day === unitDay); // in the order of rule 3
      for (const unit of group) closeSegment(unit);
      const opens = group.map(openOf);
      const total = sum(opens);
      let shares: bigint[];
      if (money >= total) {
        shares = opens;
      } else {
        // in proportion, rounded down; the cents left over one each in order, passing over those already whole
        shares = opens.map((open) => (money * open) / total);
        let cents = money - sum(shares);
        while (cents > 0n) {
          for (let i = 0; i < group.length; i++) {
            if (cents > 0n && (shares[i] as bigint) < (opens[i] as bigint)) {
              shares[i] = (shares[i] as bigint) + 1n;
              cents -= 1n;
            }
          }
        }
      }
      group.forEach((unit, i) => {
        payUnit(payment, unit, shares[i] as bigint);
      });
      money -= sum(shares);
    }

    // what is left
    unallocated += money;
  }

  // ------------------------------------------------------------ rules 6 and 7 together: walk through the days up to asOf
  if (!vernietigd) {
    const starts = [asOf, ...units.map((u) => u.day), ...betalingen.map((b) => toDay(b.on))];
    for (let day = Math.min(...starts); day <= asOf; day++) {
      for (const unit of units) {
        if (unit.renteFrom === null || day <= unit.renteFrom) continue;
        const anniversary = isAnniversary(unit, day);
        if (anniversary || RATE_CHANGES.has(day)) closeSegment(unit);
        if (anniversary) {
          unit.renteAdded += unit.renteNotAdded;
          unit.renteNotAdded = 0n;
        }
      }
      for (const payment of betalingen) {
        if (toDay(payment.on) === day) servePayment(payment, day); // in order by id
      }
      for (const unit of units) {
        if (!renteRunsOn(unit, day)) continue;
        unit.segmentRate = rateOn(day);
        unit.segmentDays += 1;
      }
    }
    for (const unit of units) closeSegment(unit);
  }

  // ------------------------------------------------------------ rule 8: vernietiging
  const paid = sum(betalingen.map((b) => toCents(b.amount)));
  let refundable = 0n;
  if (vernietigd) {
    refundable = paid;
    for (const unit of units) unit.hoofdsom = 0n;
    for (const k of kosten) openKosten.set(k.id, 0n); // nothing is due any more
  }

  // ------------------------------------------------------------ rule 9: status on asOf, the first that fits
  for (const unit of units) {
    if (vernietigd) unit.status = 'vervallen';
    else if (openOf(unit) === 0n) unit.status = 'voldaan';
    else if (unit.contestableUntil !== null && asOf > unit.contestableUntil) unit.status = 'verjaard';
    else if (unit.endsOn !== null && asOf > unit.endsOn) unit.status = 'betwistbaar';
    else unit.status = 'opeisbaar';
  }
  const barred = facts.some(
    (f) =>
      ((f.kind === 'hoger-beroep' && !uitspraak.uitvoerbaarBijVoorraad) ||
        f.kind === 'faillissement' ||
        f.kind === 'wsnp' ||
        f.kind === 'schorsing-werking' ||
        f.kind === 'schorsing-executie') &&
      inInterval(f, asOf),
  );

  // ------------------------------------------------------------ output
  const live = units.filter((u) => u.status === 'opeisbaar' || u.status === 'betwistbaar');
  const isoOrNull = (day: Day | null): string | null => (day === null ? null : toIso(day));
  return {
    asOf: doc.asOf,
    dwangsommen: units.map((u) => ({
      id: u.id,
      clause: u.clause.id,
      fact: u.fact.id,
      on: toIso(u.day),
      amount: toAmount(u.amount),
      status: u.status,
      invorderbaar: u.status === 'opeisbaar' && !barred,
      hoofdsom: toAmount(u.hoofdsom),
      rente: toAmount(u.renteNotAdded + u.renteAdded),
      paid: { hoofdsom: toAmount(u.paidHoofdsom), rente: toAmount(u.paidRente) },
      verjaring: {
        endsOn: isoOrNull(u.endsOn),
        contestableUntil: isoOrNull(u.contestableUntil),
        stuitingen: u.stuitingen,
      },
    })),
    pending: pendingRows.map((p) => ({ fact: p.fact.id, on: toIso(p.day), endsOn: isoOrNull(p.endsOn) })),
    refused: refusedRows.map((r) => ({
      fact: r.fact.id,
      on: toIso(r.day),
      through: toIso(r.through),
      aantal: r.aantal,
      reason: r.reason,
      ...(r.by === null ? {} : { by: r.by }),
    })),
    allocations,
    totals: {
      forfeited: toAmount(sum(units.map((u) => u.amount))),
      kosten: toAmount(sum(kosten.map((k) => toCents(k.amount)))),
      paid: toAmount(paid),
      unallocated: toAmount(unallocated),
      refundable: toAmount(refundable),
      open: {
        kosten: toAmount(sum([...openKosten.values()])),
        rente: toAmount(sum(live.map((u) => u.renteNotAdded + u.renteAdded))),
        hoofdsom: toAmount(sum(live.map((u) => u.hoofdsom))),
      },
      verjaard: toAmount(sum(units.filter((u) => u.status === 'verjaard').map((u) => u.hoofdsom))),
    },
  };
}
