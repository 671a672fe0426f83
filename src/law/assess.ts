import {
  accepted,
  type Cents,
  type Day,
  FOREVER,
  formatCents,
  type Outcome,
  parseCents,
  refused,
  sumCents,
} from '../values/index.ts';
import type { AllocationRow, Assessment, Dwangsom, Pending, Refused, Status, Totals } from './answer.ts';
import { type BillableDays, billableDaysOf, suspendingAppeals } from './billable-days.ts';
import { byText, covers, type Facts, factsThatCount, intervalOf, isPending } from './facts.ts';
import { groundsOf, whyPending, whyRefused } from './grounds.ts';
import type { CaseDocument, Clause, Uitspraak } from './input.ts';
import { forfeit } from './maximum.ts';
import { LAST_CONFIRMED_ON, WETTELIJKE_RENTE } from './parameters/wettelijke-rente.ts';
import { unitsOnTop } from './pending.ts';
import { questionsOf } from './questions.ts';
import { aanmaningenWithTerm, accrue, type RenteStart, renteOf, renteStartOf, runningDebt } from './rente.ts';
import { type Allocation, allocatePayments, type Debt, type Toerekening } from './toerekening.ts';
import { countUnits, refusedDefault, type UnbilledDefault, type Unit } from './units.ts';
import { type Verjaring, type VerjaringOfCase, verjaringOfCase } from './verjaring.ts';

/**
 * What is owed under one uitspraak on `document.asOf`, and why (docs/assess.md). Pure: the answer depends on the document alone.
 *
 * The steps follow the law: which days can forfeit (611a), what the default comes to (611b) and up to which maximum, until when each dwangsom
 * can be claimed (611g), what rente runs on it (6:119), and what the payments were set against (6:43, 6:44).
 *
 * Refused with `geen-rentevoet` where a day bears rente for which the table has no rate.
 */
export function assess(document: CaseDocument): Outcome<Assessment, 'geen-rentevoet'> {
  const { uitspraak, policy, asOf } = document;
  const facts = factsThatCount(document);
  const clauses = countEveryClause(uitspraak, facts, asOf);
  const { forfeited, refused: overMaximum } = forfeit(
    clauses.map(({ clause, counted }, place) => ({ clause, place, units: counted })),
    uitspraak,
    facts,
  );

  const verjaring = verjaringOfCase(uitspraak, facts);
  const vernietiging = facts.of('vernietiging')[0]?.id ?? null;
  const aanmaningen = aanmaningenWithTerm(facts);
  const unknownRates = new Set<Day>();
  const running = forfeited.map((dwangsom): Running => {
    const until = verjaring.of(dwangsom.fact, dwangsom.on);
    const contestableUntil = until.contestableUntil.end;
    const rente = renteStartOf(dwangsom.fact, dwangsom.on, policy, aanmaningen);
    return {
      verjaring: until,
      rente,
      debt: {
        dwangsom,
        contestableUntil,
        running: runningDebt(dwangsom.amount, rente, contestableUntil),
        paidHoofdsom: 0n,
        paidRente: 0n,
        paidBy: [],
      },
    };
  });

  // A vernietigde uitspraak leaves nothing to pay, so nothing is set against it and no rente runs (BW 6:203).
  const toerekening =
    vernietiging === null
      ? allocatePayments(
          running.map(({ debt }) => debt),
          facts,
          policy.dayCount,
          unknownRates,
        )
      : NOTHING_ALLOCATED;
  if (vernietiging === null) {
    for (const { debt } of running) accrue(debt.running, asOf, policy.dayCount, unknownRates);
  }
  if (unknownRates.size > 0) return refused(noRate(unknownRates));

  const heldBy = whatHoldsCollection(uitspraak, facts, asOf);
  const daysOf = new Map(clauses.map(({ clause, days }) => [clause.id, days]));
  const dwangsommen = running.map((one) =>
    dwangsomRow(one, {
      asOf,
      uitspraak,
      vernietiging,
      heldBy,
      days: daysOf.get(one.debt.dwangsom.clause.id)!,
    }),
  );
  return accepted({
    asOf,
    vernietigdBy: vernietiging,
    dwangsommen,
    pending: pendingRows(clauses, facts, verjaring, asOf),
    refused: refusedRows(clauses, overMaximum, facts, asOf),
    allocations: toerekening.allocations.map(allocationRow),
    totals: totalsOf(dwangsommen, running, toerekening, facts, vernietiging !== null),
    questions: questionsOf({
      uitspraak,
      facts,
      dwangsommen,
      toerekening,
      refundable: vernietiging !== null,
    }),
  });
}

interface ClauseCount {
  readonly clause: Clause;
  readonly days: BillableDays;
  readonly counted: readonly Unit[];
}

interface Running {
  readonly debt: Debt;
  readonly verjaring: Verjaring;
  readonly rente: RenteStart | null;
}

const NOTHING_ALLOCATED: Toerekening = {
  allocations: [],
  unallocated: new Map(),
  openKosten: 0n,
  passedOver: [],
};

function countEveryClause(uitspraak: Uitspraak, facts: Facts, asOf: Day): ClauseCount[] {
  const established = facts.of('niet-nakoming').filter(({ status }) => status === 'vastgesteld');
  return uitspraak.clauses.map((clause) => {
    const days = billableDaysOf(clause, uitspraak, facts);
    const own = established.filter((fact) => fact.clause === clause.id);
    return { clause, days, counted: countUnits(clause, own, days, asOf) };
  });
}

interface OnTheDay {
  readonly asOf: Day;
  readonly uitspraak: Uitspraak;
  readonly vernietiging: string | null;
  readonly heldBy: readonly string[];
  readonly days: BillableDays;
}

function dwangsomRow(
  { debt, verjaring, rente }: Running,
  { asOf, uitspraak, vernietiging, heldBy, days }: OnTheDay,
): Dwangsom {
  const { dwangsom, running } = debt;
  const status = statusOf(debt, verjaring, vernietiging !== null, asOf);
  const lapsed = status === 'vervallen';
  return {
    id: dwangsom.id,
    clause: dwangsom.clause.id,
    fact: dwangsom.fact,
    on: dwangsom.on,
    amount: formatCents(dwangsom.amount),
    status,
    invorderbaar: status === 'opeisbaar' && heldBy.length === 0,
    hoofdsom: formatCents(lapsed ? 0n : running.hoofdsom),
    rente: formatCents(lapsed ? 0n : renteOf(running)),
    paid: { hoofdsom: formatCents(debt.paidHoofdsom), rente: formatCents(debt.paidRente) },
    verjaring: {
      endsOn: dayOrNull(verjaring.endsOn.end),
      contestableUntil: dayOrNull(verjaring.contestableUntil.end),
      stuitingen: verjaring.contestableUntil.stuitingen,
    },
    because: groundsOf(debt, { days, uitspraak, verjaring, rente, status, heldBy, vernietiging }),
  };
}

/** Contract, rule 9: the first that fits. */
function statusOf(
  { running }: Debt,
  { endsOn, contestableUntil }: Verjaring,
  lapsed: boolean,
  asOf: Day,
): Status {
  if (lapsed) return 'vervallen';
  if (running.hoofdsom === 0n && renteOf(running) === 0n) return 'voldaan';
  if (asOf > contestableUntil.end) return 'verjaard';
  if (asOf > endsOn.end) return 'betwistbaar';
  return 'opeisbaar';
}

/** Rv 611e, 350, 351, 360, 438: facts that keep what is opeisbaar from being collected on the day. */
function whatHoldsCollection(uitspraak: Uitspraak, facts: Facts, asOf: Day): string[] {
  return [
    ...facts.of('faillissement').map(intervalOf),
    ...facts.of('wsnp').map(intervalOf),
    ...facts.of('schorsing-werking').map(intervalOf),
    ...facts.of('schorsing-executie').map(intervalOf),
    ...suspendingAppeals(uitspraak, facts),
  ]
    .filter((interval) => covers(interval, asOf))
    .map((interval) => interval.fact);
}

function pendingRows(
  clauses: readonly ClauseCount[],
  facts: Facts,
  verjaring: VerjaringOfCase,
  asOf: Day,
): Pending[] {
  const all = facts.of('niet-nakoming');
  const rows = clauses.flatMap(({ clause, days, counted }, place) => {
    const own = all.filter((fact) => fact.clause === clause.id);
    const established = own.filter(({ status }) => status === 'vastgesteld');
    return own
      .filter(isPending)
      .flatMap((fact) =>
        unitsOnTop(fact, clause, established, counted, days, asOf).map((unit) => ({ unit, place })),
      );
  });
  rows.sort((left, right) => inTime(left.unit, right.unit, left.place - right.place));
  return rows.map(({ unit: { fact, on } }) => {
    const endsOn = dayOrNull(verjaring.withoutStuiting(fact, on));
    return { fact, on, endsOn, because: [whyPending(fact, endsOn)] };
  });
}

function refusedRows(
  clauses: readonly ClauseCount[],
  overMaximum: readonly UnbilledDefault[],
  facts: Facts,
  asOf: Day,
): Refused[] {
  const all = facts.of('niet-nakoming');
  const placeOfClause = new Map(clauses.map(({ clause }, place) => [clause.id, place]));
  const placeOfFact = new Map(all.map((fact) => [fact.id, placeOfClause.get(fact.clause)!]));
  const rows = clauses.flatMap(({ clause, days }) =>
    refusedDefault(
      clause,
      all.filter((fact) => fact.clause === clause.id),
      days,
      asOf,
    ),
  );
  return [...rows, ...overMaximum]
    .sort((left, right) => inTime(left, right, placeOfFact.get(left.fact)! - placeOfFact.get(right.fact)!))
    .map((row) => ({
      fact: row.fact,
      on: row.on,
      through: row.through,
      aantal: row.aantal,
      reason: row.why.reason,
      ...('by' in row.why ? { by: row.why.by } : {}),
      because: [whyRefused(row)],
    }));
}

function inTime(left: { on: Day; fact: string }, right: { on: Day; fact: string }, byClause: number): number {
  return byText(left.on, right.on) || byClause || byText(left.fact, right.fact);
}

function allocationRow({ payment, to, head, amount, article }: Allocation): AllocationRow {
  return { payment, to, head, amount: formatCents(amount), article };
}

function totalsOf(
  dwangsommen: readonly Dwangsom[],
  running: readonly Running[],
  toerekening: Toerekening,
  facts: Facts,
  lapsed: boolean,
): Totals {
  const paid = sumCents(facts.of('betaling').map(({ amount }) => parseCents(amount)));
  const sumOf = (statuses: readonly Status[], amountOf: (debt: Debt) => Cents) =>
    sumCents(
      running
        .filter((_, index) => statuses.includes(dwangsommen[index]!.status))
        .map(({ debt }) => amountOf(debt)),
    );
  const live: readonly Status[] = ['opeisbaar', 'betwistbaar'];
  return {
    forfeited: formatCents(sumCents(running.map(({ debt }) => debt.dwangsom.amount))),
    kosten: formatCents(sumCents(facts.of('kosten').map(({ amount }) => parseCents(amount)))),
    paid: formatCents(paid),
    unallocated: formatCents(sumCents(toerekening.unallocated.values())),
    refundable: formatCents(lapsed ? paid : 0n),
    open: {
      kosten: formatCents(toerekening.openKosten),
      rente: formatCents(sumOf(live, ({ running: debt }) => renteOf(debt))),
      hoofdsom: formatCents(sumOf(live, ({ running: debt }) => debt.hoofdsom)),
    },
    verjaard: formatCents(sumOf(['verjaard'], ({ running: debt }) => debt.hoofdsom)),
  };
}

function noRate(unknown: ReadonlySet<Day>) {
  const first = [...unknown].sort()[0]!;
  return {
    code: 'geen-rentevoet' as const,
    sentence: `Voor ${first} is geen wettelijke rente bekend: de tabel loopt van ${WETTELIJKE_RENTE[0]!.from} tot en met ${LAST_CONFIRMED_ON}. Kies een eerdere dag, of vul de tabel aan met een bron.`,
    grounds: [{ article: 'BW 6:120 lid 1', facts: [], note: 'De rentevoet wordt bij besluit vastgesteld.' }],
  };
}

function dayOrNull(end: Day): Day | null {
  return end === FOREVER ? null : end;
}
