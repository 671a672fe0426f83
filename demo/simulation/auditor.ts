import type { CaseEvent, CaseView } from '../../src/collections/index.ts';
import { addDays, type Cents, type Day, formatCents, parseCents } from '../../src/values/index.ts';

/**
 * A naive auditor. He reads nothing but the events, in their order, and keeps his own sums with his own loops: what came in, what went out, and how many
 * dwangsommen that makes. He knows neither the law room nor the ledger, and only then compares. Clauses per week he leaves to others.
 */
export interface Audited {
  readonly receivedCents: Cents;
  readonly repaidCents: Cents;
  readonly paidOutCents: Cents;
  readonly releasedCents: Cents;
  /** Null where he does not count this clause. */
  readonly forfeited: Cents | null;
}

export function audit(events: readonly CaseEvent[], kinderen: readonly Day[], today: Day): Audited {
  const receipts = new Map<string, { amount: Cents; isRepayment: boolean }>();
  const payouts = new Map<string, { amount: Cents; isOut: boolean }>();
  const released = new Map<string, Cents>();
  for (const event of events) {
    switch (event.kind) {
      case 'betaling-ontvangen':
      case 'terugstorting-ontvangen':
        receipts.set(event.data.id, {
          amount: parseCents(event.data.amount),
          isRepayment: event.kind === 'terugstorting-ontvangen',
        });
        break;
      case 'feit-ingetrokken':
        receipts.delete(event.data.fact);
        released.delete(event.data.fact);
        break;
      case 'overschot-vrijgegeven':
        released.set(
          event.data.payment,
          (released.get(event.data.payment) ?? 0n) + parseCents(event.data.amount),
        );
        break;
      case 'uitbetaling-voorbereid':
        payouts.set(event.data.id, { amount: parseCents(event.data.amount), isOut: false });
        break;
      case 'uitbetaling-verricht':
        payouts.get(event.data.payout)!.isOut = true;
        break;
      case 'uitbetaling-teruggekomen':
        payouts.get(event.data.payout)!.isOut = false;
        break;
    }
  }
  let receivedCents = 0n;
  let repaidCents = 0n;
  for (const { amount, isRepayment } of receipts.values()) {
    if (isRepayment) repaidCents += amount;
    else receivedCents += amount;
  }
  let paidOutCents = 0n;
  for (const { amount, isOut } of payouts.values()) if (isOut) paidOutCents += amount;
  let releasedCents = 0n;
  for (const amount of released.values()) releasedCents += amount;
  return {
    receivedCents,
    repaidCents,
    paidOutCents,
    releasedCents,
    forfeited: countForfeited(events, kinderen, today),
  };
}

interface Told {
  readonly on: Day;
  readonly days: readonly Day[];
  readonly times: number;
  isFound: boolean;
}

function countForfeited(events: readonly CaseEvent[], kinderen: readonly Day[], today: Day): Cents | null {
  const told = new Map<string, Told>();
  const court = new Map<
    string,
    { kind: string; from: Day; until: Day | null; amount?: string; cap?: string | undefined }
  >();
  let terms: Extract<CaseEvent, { kind: 'uitspraak-geregistreerd' }>['data']['terms'] | null = null;
  let betekend: Day | null = null;
  let isValid = false;
  for (const event of events) {
    switch (event.kind) {
      case 'uitspraak-geregistreerd':
        terms = event.data.terms;
        break;
      case 'uitspraak-gevalideerd':
        isValid = true;
        break;
      case 'uitspraak-betekend':
        betekend = event.on;
        break;
      case 'niet-nakoming-gemeld': {
        const days: Day[] = [];
        const last = event.data.through ?? event.on;
        for (let on = event.on; on <= last; on = addDays(on, 1)) days.push(on);
        told.set(event.data.id, { on: event.on, days, times: event.data.aantal ?? 1, isFound: false });
        break;
      }
      case 'niet-nakoming-vastgesteld':
        told.get(event.data.nietNakoming)!.isFound = true;
        break;
      case 'niet-nakoming-afgewezen':
      case 'niet-nakoming-voorgelegd':
        told.get(event.data.nietNakoming)!.isFound = false;
        break;
      case 'feit-vastgelegd': {
        const { fact } = event.data;
        if (fact.kind === 'overlijden-schuldenaar')
          court.set(fact.id, { kind: fact.kind, from: addDays(fact.on, 1), until: null });
        else if (fact.kind === 'vermindering')
          court.set(fact.id, {
            kind: fact.kind,
            from: fact.from,
            until: null,
            amount: fact.amount,
            cap: fact.cap,
          });
        else if ('from' in fact) court.set(fact.id, { kind: fact.kind, from: fact.from, until: fact.until });
        break;
      }
      case 'feit-ingetrokken':
        court.delete(event.data.fact);
        break;
    }
  }
  const clause = terms?.clauses[0];
  if (!terms || !isValid || !clause || clause.mode === 'per-week-of-gedeelte' || clause.mode === 'ineens')
    return null;
  if (betekend === null) return 0n;

  let first = addDays(betekend, 1);
  if (clause.term && 'days' in clause.term) first = addDays(betekend, clause.term.days + 1);
  let comesOfAge = '9999-12-31';
  const youngest = [...kinderen].sort().at(-1);
  if (youngest) {
    comesOfAge = `${Number(youngest.slice(0, 4)) + 18}${youngest.slice(4)}`;
    // Whoever was born on 29 February comes of age on 1 March of a year that has no such day.
    if (comesOfAge.endsWith('-02-29') && Number(comesOfAge.slice(0, 4)) % 4 !== 0)
      comesOfAge = `${comesOfAge.slice(0, 4)}-03-01`;
  }
  const stops = ['schorsing-werking', 'faillissement', 'wsnp', 'opheffing', 'overlijden-schuldenaar'];
  if (!terms.uitvoerbaarBijVoorraad) stops.push('hoger-beroep');
  const isFree = (on: Day) =>
    on >= first &&
    on < comesOfAge &&
    on <= today &&
    ![...court.values()].some(
      ({ kind, from, until }) =>
        stops.includes(kind) && from <= today && from <= on && (until === null || on <= until),
    );

  const units: { on: Day; fact: string }[] = [];
  const perDay = clause.mode === 'per-dag' || clause.mode === 'per-dag-of-gedeelte';
  const counted = new Set<Day>();
  for (const [fact, one] of [...told].sort(([left], [right]) => (left < right ? -1 : 1))) {
    if (!one.isFound) continue;
    for (const on of perDay ? one.days : [one.on]) {
      if (!isFree(on)) continue;
      if (perDay) {
        if (counted.has(on)) continue;
        counted.add(on);
        units.push({ on, fact });
      } else for (let time = 0; time < one.times; time++) units.push({ on, fact });
    }
  }
  units.sort((left, right) =>
    left.on < right.on ? -1 : left.on > right.on ? 1 : left.fact < right.fact ? -1 : 1,
  );

  const reductions = [...court]
    .filter(([, { kind, from }]) => kind === 'vermindering' && from <= today)
    .sort(([oneId, one], [otherId, other]) =>
      one.from < other.from ? -1 : one.from > other.from ? 1 : oneId < otherId ? -1 : 1,
    );
  let sum = 0n;
  for (const { on } of units) {
    let amount = parseCents(clause.amount);
    let most = clause.cap === null || clause.cap === undefined ? null : parseCents(clause.cap);
    for (const [, one] of reductions) {
      if (one.from > on) continue;
      amount = parseCents(one.amount!);
      if (one.cap !== undefined) most = parseCents(one.cap);
    }
    const left = most === null ? amount : most - sum;
    if (left > 0n) sum += amount < left ? amount : left;
  }
  return sum;
}

/** What he finds against the assessment of the case. */
export function compareWithAssessment(audited: Audited, { assessment, file }: CaseView): string[] {
  if (!assessment) return [];
  const { totals, allocations } = assessment;
  const faults: string[] = [];
  const placed = allocations.reduce((sum, { amount }) => sum + parseCents(amount), 0n);
  const elsewhere = parseCents(totals.unallocated) + parseCents(totals.refundable) + audited.releasedCents;
  if (audited.receivedCents !== placed + elsewhere)
    faults.push(
      `money in is ${formatCents(audited.receivedCents)}, but placed ${formatCents(placed)} and in suspense or to be returned ${formatCents(elsewhere)}`,
    );
  if (audited.forfeited !== null && audited.forfeited !== parseCents(totals.forfeited))
    faults.push(
      `the auditor counts ${formatCents(audited.forfeited)} forfeited, the program ${totals.forfeited} (${file.uitspraak?.terms.clauses[0]?.mode})`,
    );
  return faults;
}

/** What he finds against the books: balances of the case, debit minus credit. */
export function compareWithBooks(
  audited: Audited,
  caseId: string,
  balances: ReadonlyMap<string, Cents>,
  { assessment }: CaseView,
): string[] {
  const faults: string[] = [];
  const of = (control: string) => {
    let sum = 0n;
    for (const [account, cents] of balances) if (account.startsWith(`${control}/${caseId}`)) sum += cents;
    return sum;
  };
  const bank = audited.receivedCents + audited.repaidCents - audited.paidOutCents;
  if (of('bank-derdengelden') !== bank)
    faults.push(
      `the bank line of the case adds up to ${formatCents(bank)}, its books say ${formatCents(of('bank-derdengelden'))}`,
    );
  if (assessment && -of('te-plaatsen') !== parseCents(assessment.totals.unallocated))
    faults.push(
      `in suspense is ${assessment.totals.unallocated}, its books say ${formatCents(-of('te-plaatsen'))}`,
    );
  let all = 0n;
  for (const cents of balances.values()) all += cents;
  if (all !== 0n) faults.push(`the books of the case are ${formatCents(all)} out of balance`);
  const money = MONEY.reduce((sum, control) => sum + of(control), 0n);
  if (money !== 0n) faults.push(`the purses of the case are ${formatCents(money)} out of balance`);
  return faults;
}

/** The accounts on which money lies, or is owed to whom it belongs: together they are always nothing. */
const MONEY = [
  'bank-derdengelden',
  'te-plaatsen',
  'verschuldigd-schuldeiser',
  'verschuldigd-bureau',
  'terug-te-betalen',
  'uitbetaling-onderweg',
  'te-vorderen-schuldeiser',
];
