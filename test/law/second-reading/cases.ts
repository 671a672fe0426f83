/**
 * Seeded generator of VALID but nasty documents for `dwangsom assess`. The same seed gives the same document.
 * Days are drawn from a small pool of anchor days, so that facts collide. See contracts/assess.md.
 */
import type { AssessDocument, Clause, Fact, Mode, NietNakoming, Stuiting, Term } from './reading.ts';

const MAX_DAY = '2026-12-31';

/** A little bag of chance: mulberry32. */
class Chance {
  private state: number;
  constructor(seed: number) {
    this.state = (Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995) >>> 0;
  }
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
  /** A whole number from low to high, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }
  yes(probability: number): boolean {
    return this.next() < probability;
  }
  pick<T>(list: readonly T[]): T {
    return list[this.int(0, list.length - 1)] as T;
  }
  shuffle<T>(list: T[]): T[] {
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.int(0, i);
      const held = list[i] as T;
      list[i] = list[j] as T;
      list[j] = held;
    }
    return list;
  }
  /** Some of the list, at least one, in any order. */
  some<T>(list: readonly T[]): T[] {
    return this.shuffle([...list]).slice(0, this.int(1, Math.min(3, list.length)));
  }
}

function toDay(iso: string): number {
  return Date.parse(`${iso}T00:00:00Z`) / 86400000;
}
function toIso(day: number): string {
  return new Date(day * 86400000).toISOString().slice(0, 10);
}
function money(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

interface Profile {
  name: 'mixed' | 'live-rente' | 'years-of-rente' | 'verjaring' | 'maxima' | 'blocked';
  weight: number;
}
const PROFILES: Profile[] = [
  { name: 'mixed', weight: 20 },
  { name: 'live-rente', weight: 30 },
  { name: 'years-of-rente', weight: 20 },
  { name: 'verjaring', weight: 14 },
  { name: 'maxima', weight: 9 },
  { name: 'blocked', weight: 7 },
];
/** Where the uitspraak falls: changes of rate, leap years and month ends near. */
const WINDOWS = [
  { from: '2024-11-15', weight: 40 },
  { from: '2023-08-20', weight: 20 },
  { from: '2022-11-10', weight: 10 },
  { from: '2025-11-01', weight: 10 },
  { from: '2021-08-25', weight: 6 },
  { from: '2019-10-30', weight: 4 },
  { from: '2007-10-20', weight: 5 },
  { from: '2005-08-15', weight: 3 },
  { from: '1995-07-25', weight: 2 },
];
function weighted<T extends { weight: number }>(c: Chance, list: T[]): T {
  let roll = c.next() * list.reduce((total, item) => total + item.weight, 0);
  for (const item of list) {
    roll -= item.weight;
    if (roll < 0) return item;
  }
  return list[0] as T;
}

export function generateCase(seed: number): AssessDocument {
  const c = new Chance(seed);
  const profile = weighted(c, PROFILES).name;
  const rente = profile === 'live-rente' || profile === 'years-of-rente';
  const max = toDay(MAX_DAY);

  // ------------------------------------------------------------ the uitspraak, and asOf
  const pronounced = toDay(weighted(c, WINDOWS).from) + c.int(0, 90);
  const betekend = pronounced + c.pick([0, 0, 1, 3, 5, 12, 40]);
  const span =
    profile === 'years-of-rente'
      ? c.int(420, 900)
      : profile === 'live-rente'
        ? c.int(60, 330)
        : c.int(100, 700);
  let asOf = Math.min(max, betekend + span);
  // sometimes a month's end whose two readings of six months differ, and asOf on or just after the days between them
  let edge: number | null = null;
  let edgeAfter = 0;
  if (c.yes(profile === 'verjaring' ? 0.6 : 0.1)) {
    const y = new Date(betekend * 86400000).getUTCFullYear() + c.int(0, 1);
    const month = c.pick([2, 2, 2, 4, 6, 9, 11]);
    const monthEnd = Date.UTC(y, month, 0) / 86400000;
    const sixOn = Date.UTC(y, month + 6, 0) / 86400000;
    const wanted = sixOn + c.pick([0, 0, 0, 0, -1, -2, 1, 40]);
    if (monthEnd > betekend && wanted <= max) {
      edge = monthEnd;
      edgeAfter = sixOn;
      asOf = wanted;
    }
  }

  // ------------------------------------------------------------ the pool of days that things fall on
  const pool: number[] = [];
  // in the rente profiles the dwangsommen are forfeited early (years) or late (months) enough to be alive
  const unitWindow: [number, number] =
    profile === 'years-of-rente' ? [betekend + 1, betekend + 60] : [betekend - 5, asOf];
  for (let i = 0; i < c.int(4, 9); i++) pool.push(c.int(betekend - 5, asOf + 10));
  for (let i = 0; i < 2; i++) {
    const d = new Date(c.int(betekend, asOf) * 86400000);
    pool.push(Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + 1, 0) / 86400000); // a month's end
  }
  for (const year of [1996, 2008, 2020, 2024]) {
    for (const text of [`${year}-02-28`, `${year}-02-29`, `${year}-08-29`, `${year}-08-31`])
      pool.push(toDay(text));
  }
  for (const text of [
    '2023-01-01',
    '2023-07-01',
    '2024-01-01',
    '2025-01-01',
    '2025-02-28',
    '2025-08-31',
    '2026-01-01',
    '2026-02-28',
  ]) {
    pool.push(toDay(text));
  }
  pool.push(betekend, betekend + 1, asOf, asOf - 1);
  const inReach = pool.filter((day) => day >= pronounced - 3 && day <= asOf + 20);
  /** A day, mostly out of the pool or next to it. */
  function day(low: number, high: number): number {
    const candidates = inReach.filter((d) => d >= low && d <= high);
    if (candidates.length > 0 && c.yes(0.65)) {
      const d = c.pick(candidates) + c.pick([0, 0, 0, 0, 1, -1, 6, 7]);
      if (d >= low && d <= high) return d;
    }
    return c.int(low, Math.max(low, high));
  }

  // ------------------------------------------------------------ clauses
  const modes: Mode[] = [
    'per-keer',
    'per-keer',
    'per-dag',
    'per-dag-of-gedeelte',
    'per-week-of-gedeelte',
    'ineens',
    'per-dagdeel',
  ];
  const groups: string[] = c.yes(profile === 'maxima' ? 0.8 : 0.25)
    ? c.yes(0.3)
      ? ['g1', 'g2']
      : ['g1']
    : [];
  const amounts = [10000, 25000, 33333, 7501, 50000, 9999, 1, 100, 123456];
  const caps: Record<string, string> = {};
  for (const g of groups) caps[g] = money(c.pick([50000, 100001, 250000, 77777, 300000]));
  const clauseCount = c.pick([1, 1, 1, 2, 2, 3]);
  const clauses: Clause[] = [];
  const clauseIds = c.shuffle(['c1', 'c2', 'c10', 'cb']).slice(0, clauseCount);
  for (const id of clauseIds) {
    const mode = c.pick(modes);
    let term: Term | null = null;
    if (c.yes(0.4)) {
      const shape = c.int(0, 4);
      if (shape === 0) term = { kind: 'respijt', days: c.pick([0, 1, 2, 7, 14, 30]), from: 'betekening' };
      if (shape === 1) term = { kind: 'uitvoering', days: c.pick([0, 1, 7, 14, 28]), from: 'betekening' };
      if (shape === 2) term = { kind: 'uitvoering', days: c.pick([0, 1, 7, 14, 30]), from: 'uitspraak' };
      if (shape === 3) term = { kind: 'respijt', until: toIso(betekend + c.int(-3, 25)) };
      if (shape === 4) term = { kind: 'uitvoering', until: toIso(betekend + c.int(-3, 25)) };
    }
    const from = c.yes(0.12) ? betekend + c.int(-5, 40) : null;
    const to = c.yes(0.12) ? Math.max(from ?? 0, asOf - c.int(-20, Math.floor(span / 2))) : null;
    const clause: Clause = {
      id,
      mode,
      amount: money(mode === 'ineens' ? c.pick([100000, 250001, 5000000]) : c.pick(amounts)),
      cap: c.yes(profile === 'maxima' ? 0.75 : 0.35)
        ? money(c.pick([40000, 100000, 99950, 250000, 66666, 5000]))
        : null,
      capGroup: groups.length > 0 && c.yes(0.75) ? c.pick(groups) : null,
      term,
      from: from === null ? null : toIso(from),
      to: to === null ? null : toIso(to),
    };
    if (c.yes(0.3)) {
      // nullable keys may be left out
      if (clause.cap === null) delete clause.cap;
      if (clause.capGroup === null) delete clause.capGroup;
      if (clause.term === null) delete clause.term;
      if (clause.from === null) delete clause.from;
      if (clause.to === null) delete clause.to;
    }
    clauses.push(clause);
  }

  const kinderen: string[] = [];
  if (c.yes(0.35)) {
    const wanted = c.int(1, 3);
    for (let i = 0; i < wanted; i++) {
      const shape = c.int(0, 3);
      const y = new Date(pronounced * 86400000).getUTCFullYear();
      if (shape === 0) {
        // 18 inside the range
        const d = new Date(c.int(betekend + 20, asOf + 30) * 86400000);
        kinderen.push(toIso(Date.UTC(d.getUTCFullYear() - 18, d.getUTCMonth(), d.getUTCDate()) / 86400000));
      }
      if (shape === 1) kinderen.push(`${y - 8}-06-01`);
      if (shape === 2)
        kinderen.push(
          c.pick(['2008-02-29', '2004-02-29', '2012-02-29', '2016-02-29', '1988-02-29', '2000-02-29']),
        );
      if (shape === 3) kinderen.push(`${y - c.int(2, 16)}-12-31`);
    }
  }
  const born = kinderen.filter(
    (d) => toDay(d) < pronounced && d > `${new Date(pronounced * 86400000).getUTCFullYear() - 18}-03-01`,
  );

  // ------------------------------------------------------------ facts
  const facts: Fact[] = [];
  const counters = new Map<string, number>();
  /** Ids whose string order is not their number order: n1, n10, n11, n2, … */
  function newId(letter: string): string {
    const used = counters.get(letter) ?? 0;
    counters.set(letter, used + 1);
    return `${letter}${[2, 10, 1, 9, 11, 3, 100, 20, 4, 12, 5, 21, 6, 30, 7, 8, 13, 14, 15, 16, 17, 18, 19, 22][used % 24]}${used >= 24 ? `x${used}` : ''}`;
  }
  /** null or a day on or after from; open intervals are rare. */
  function until(from: number, longest: number, open: number): string | null {
    if (c.yes(open)) return null;
    return toIso(c.yes(0.4) ? Math.max(from, day(from, from + longest)) : from + c.int(0, longest));
  }

  const defaults: NietNakoming[] = [];
  const wantedDefaults = c.yes(0.1) ? c.int(12, 20) : c.int(2, profile === 'mixed' ? 12 : 9);
  for (let i = 0; i < wantedDefaults; i++) {
    const clause = c.pick(clauses);
    const on = day(unitWindow[0], c.yes(0.05) ? asOf + 15 : Math.max(unitWindow[0], unitWindow[1]));
    const status = c.yes(rente ? 0.88 : 0.68)
      ? 'vastgesteld'
      : c.pick(['gemeld', 'betwist', 'afgewezen'] as const);
    const fact: NietNakoming = {
      kind: 'niet-nakoming',
      id: newId('n'),
      clause: clause.id,
      on: toIso(on),
      status,
    };
    if (clause.mode === 'per-keer' || clause.mode === 'per-dagdeel') {
      if (c.yes(0.45)) fact.aantal = c.int(1, 4);
    } else {
      let through = on;
      if (c.yes(0.75)) {
        const longest =
          clause.mode === 'per-week-of-gedeelte' || clause.mode === 'ineens'
            ? 60
            : c.pick([3, 8, 20, 45, 45, 120]);
        through = on + c.int(0, longest);
        if (c.yes(0.05))
          through = asOf + c.int(0, 10) >= on ? Math.min(Math.max(on, asOf + c.int(0, 10)), on + 90) : on;
        fact.through = toIso(through);
      }
      if ((clause.mode === 'per-dag' || clause.mode === 'per-dag-of-gedeelte') && c.yes(0.4)) {
        fact.alsnogNagekomenOn = toIso(through + c.pick([1, 1, 1, 2, 5]));
      }
    }
    defaults.push(fact);
  }
  facts.push(...defaults);
  if (edge !== null) {
    for (let i = 0; i < c.int(1, 2); i++) {
      const fact: NietNakoming = {
        kind: 'niet-nakoming',
        id: newId('n'),
        clause: c.pick(clauses).id,
        on: toIso(edge),
        status: c.yes(0.9) ? 'vastgesteld' : 'gemeld',
      };
      defaults.push(fact);
      facts.push(fact);
    }
  }
  const defaultIds = defaults.map((f) => f.id);
  function covers(all: number): 'all' | string[] {
    return c.yes(all) ? 'all' : c.some(defaultIds);
  }

  // stuitingen
  function stuiting(on: number, all: number): void {
    const by = rente
      ? c.pick([
          'aanmaning',
          'aanmaning',
          'aanmaning',
          'erkenning',
          'daad-van-tenuitvoerlegging',
          'mededeling',
        ] as const)
      : c.pick([
          'aanmaning',
          'aanmaning',
          'aanmaning',
          'mededeling',
          'mededeling',
          'daad-van-tenuitvoerlegging',
          'erkenning',
          'executiegeschil-schuldenaar',
        ] as const);
    const fact: Stuiting = { kind: 'stuiting', id: newId('s'), on: toIso(on), by, covers: covers(all) };
    if (by === 'aanmaning' && c.yes(0.65)) fact.betaaltermijnDagen = c.pick([0, 1, 7, 14, 14, 30]);
    if (by === 'mededeling' && c.yes(0.85)) fact.voorbehoud = c.yes(0.7);
    facts.push(fact);
  }
  if (profile === 'years-of-rente') {
    // a chain of letters that keeps (most of) them alive
    for (let on = betekend + c.int(70, 150); on < asOf; on += c.int(100, 185)) stuiting(on, 0.9);
  } else {
    const wanted = edge !== null ? c.int(0, 1) : profile === 'verjaring' ? c.int(2, 6) : c.int(0, 4);
    for (let i = 0; i < wanted; i++) {
      // sometimes at the very end of the six months of some niet-nakoming
      if (c.yes(profile === 'verjaring' ? 0.5 : 0.2)) {
        const d = new Date(toDay(c.pick(defaults).on) * 86400000);
        const six = Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + 6, d.getUTCDate()) / 86400000;
        stuiting(Math.min(max, six + c.pick([-1, 0, 0, 1, -3])), 0.6);
      } else {
        stuiting(day(betekend, c.yes(0.1) ? asOf + 10 : asOf), rente ? 0.8 : 0.6);
      }
    }
    if (profile === 'live-rente' && c.yes(0.8)) {
      const on = Math.max(betekend, asOf - c.int(40, 170));
      const fact: Stuiting = {
        kind: 'stuiting',
        id: newId('s'),
        on: toIso(on),
        by: 'aanmaning',
        covers: 'all',
      };
      fact.betaaltermijnDagen = c.pick([0, 7, 14, 14]);
      facts.push(fact);
    }
  }
  if (c.yes(profile === 'verjaring' ? 0.3 : 0.08)) {
    facts.push({
      kind: 'stuiting',
      id: newId('s'),
      on: toIso(day(betekend, asOf)),
      by: 'eis',
      covers: covers(0.3),
      uitkomst: c.pick(['loopt', 'toegewezen', 'afgewezen', 'ingetrokken'] as const),
    });
  }

  if (edge !== null && c.yes(0.4)) {
    // in time for the second reading only (mostly)
    const on = toIso(edgeAfter - c.pick([0, 0, 0, 1, 2]));
    if (c.yes(0.3))
      facts.push({ kind: 'stuiting', id: newId('s'), on, by: 'eis', covers: covers(0.5), uitkomst: 'loopt' });
    else facts.push({ kind: 'stuiting', id: newId('s'), on, by: 'erkenning', covers: covers(0.7) });
  }

  // intervals
  const many = profile === 'blocked' ? 4 : profile === 'verjaring' ? 3 : rente ? 1 : 2;
  const open = profile === 'blocked' || profile === 'verjaring' ? 0.18 : 0.08;
  for (let i = 0; i < c.int(0, many); i++) {
    const from = day(betekend - 10, asOf + 5);
    const kind = rente
      ? c.pick([
          'schorsing-executie',
          'schorsing-executie',
          'hoger-beroep',
          'schorsing-werking',
          'faillissement',
          'wsnp',
        ] as const)
      : c.pick(['schorsing-executie', 'schorsing-werking', 'hoger-beroep', 'faillissement', 'wsnp'] as const);
    facts.push({
      kind,
      id: newId(c.pick(['x', 'x', 'h'])),
      from: toIso(from),
      until: until(from, c.pick([5, 30, 100]), open),
    });
  }
  for (let i = 0; i < (profile === 'verjaring' ? c.int(0, 2) : c.yes(0.15) ? 1 : 0); i++) {
    const from = day(betekend, asOf);
    facts.push({
      kind: 'onbekendheid',
      id: newId('o'),
      from: toIso(from),
      until: until(from, 60, 0.1),
      covers: c.some(defaultIds),
    });
  }
  for (let i = 0; i < (profile === 'blocked' ? c.int(0, 2) : c.yes(0.12) ? 1 : 0); i++) {
    const from = day(betekend, asOf);
    const fact: Fact = { kind: 'opheffing', id: newId('y'), from: toIso(from), until: until(from, 40, 0.1) };
    if (c.yes(0.5)) fact.clause = c.pick(clauses).id;
    facts.push(fact);
  }
  if (c.yes(profile === 'blocked' ? 0.15 : 0.04))
    facts.push({ kind: 'overlijden-schuldenaar', id: newId('d'), on: toIso(day(betekend, asOf + 5)) });
  const lowered = profile === 'maxima' ? c.int(0, 3) : c.yes(0.2) ? c.int(1, 2) : 0;
  for (let i = 0; i < lowered; i++) {
    const fact: Fact = {
      kind: 'vermindering',
      id: newId('v'),
      from: toIso(day(pronounced, asOf + 5)),
      clause: c.pick(clauses).id,
      amount: money(c.pick([2500, 5001, 6000, 9998, 50])),
    };
    if (c.yes(0.5)) fact.cap = money(c.pick([30000, 40000, 12345, 120000, 500000]));
    else if (c.yes(0.3)) fact.cap = null;
    facts.push(fact);
  }
  if (c.yes(0.03)) facts.push({ kind: 'vernietiging', id: newId('z'), on: toIso(day(betekend, asOf + 10)) });

  // money: kosten and payments
  for (let i = 0; i < c.pick([0, 0, 1, 1, 2, 3]); i++) {
    facts.push({
      kind: 'kosten',
      id: newId('k'),
      on: toIso(day(betekend, asOf + 5)),
      amount: money(c.pick([8933, 12234, 5, 10002, 25000])),
      what: c.pick(['betekening', 'beslag', 'bevel']),
    });
  }
  const payable: string[] = [];
  for (const f of defaults) {
    const from = toDay(f.on);
    const to = f.through == null ? from : toDay(f.through);
    for (let d = from; d <= Math.min(to, from + 3); d++) payable.push(`${f.id}/${toIso(d)}`);
    if ((f.aantal ?? 1) > 1) payable.push(`${f.id}/${f.on}#2`, `${f.id}/${f.on}#${f.aantal}`);
    if (f.alsnogNagekomenOn != null) payable.push(`${f.id}/${f.alsnogNagekomenOn}`);
  }
  const payments = rente ? c.int(1, 4) : c.pick([0, 1, 1, 2, 3]);
  const paidOn = day(betekend, asOf);
  for (let i = 0; i < payments; i++) {
    const on = c.yes(0.25)
      ? paidOn
      : day(rente ? Math.min(asOf, betekend + 40) : betekend - 3, c.yes(0.08) ? asOf + 10 : asOf);
    const cents = rente
      ? c.pick([1, 7, 3333, 10001, 12345, 9999, c.int(1, 3000), c.int(1, 30000), c.int(1, 60000)])
      : c.pick([1, 2, 3333, 10000, 25000, 50000, 100001, 777777, c.int(1, 100000), 1000000]);
    const fact: Fact = { kind: 'betaling', id: newId('p'), on: toIso(on), amount: money(cents) };
    if (c.yes(0.35) && payable.length > 0) {
      const ids = new Set(c.some(payable));
      if (c.yes(0.2)) ids.add(c.pick(['n999/2025-05-05', 'onbekend', `${c.pick(defaultIds)}/1999-01-01`]));
      fact.designates = c.shuffle([...ids]);
    }
    facts.push(fact);
  }

  if (rente && c.yes(0.6)) {
    // a small payment near the end, which leaves something part-paid
    facts.push({
      kind: 'betaling',
      id: newId('p'),
      on: toIso(Math.max(betekend, asOf - c.int(0, 60))),
      amount: money(c.int(1, 9000)),
    });
  }

  // ------------------------------------------------------------ policy
  const policies: (string | undefined)[] = rente
    ? [
        'na-aanmaning',
        'na-aanmaning',
        undefined,
        toIso(day(betekend, asOf)),
        toIso(betekend + c.int(0, 60)),
        toIso(betekend + c.int(0, 60)),
        toIso(pronounced - c.int(0, 400)),
      ]
    : [
        'geen',
        'na-aanmaning',
        'na-aanmaning',
        undefined,
        toIso(day(betekend, asOf)),
        toIso(toDay('2024-02-29')),
      ];
  const rentePolicy = c.pick(policies);
  const dayCount = c.pick([365, 365, undefined, 366, 360] as const);
  const policy: NonNullable<AssessDocument['policy']> = {};
  if (rentePolicy !== undefined) policy.rente = rentePolicy;
  if (dayCount !== undefined) policy.dayCount = dayCount;

  const doc: AssessDocument = {
    asOf: toIso(asOf),
    policy,
    uitspraak: {
      pronouncedOn: toIso(pronounced),
      betekendOn: c.yes(0.02) ? null : toIso(betekend),
      uitvoerbaarBijVoorraad: c.yes(profile === 'blocked' ? 0.4 : 0.75),
      endsOn: c.yes(0.12) ? toIso(day(Math.max(betekend + 10, asOf - 150), asOf + 30)) : null,
      kinderen: born,
      caps,
      clauses,
    },
    facts: c.shuffle(facts),
  };
  if (Object.keys(policy).length === 0 && c.yes(0.7)) delete doc.policy;
  if (groups.length === 0 && c.yes(0.5)) delete doc.uitspraak.caps;
  return doc;
}
