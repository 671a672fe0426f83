import { type CaseEvent, type CaseView, SYSTEM } from '../../src/collections/index.ts';
import { type Seen, watchMachines } from '../../src/collections/machines/index.ts';
import type { Db } from '../../src/db.ts';
import { sumsBySubject } from '../../src/ledger/index.ts';
import { addDays, type Cents, type Day, daysBetween, latest } from '../../src/values/index.ts';
import { audit, compareWithAssessment, compareWithBooks } from './auditor.ts';
import { againstForecast } from './forecast.ts';
import { againstPreconditions } from './preconditions.ts';
import type { SimulatedCase } from './simulated-case.ts';

/** What must hold of a case on the evening of any day on which something was done in it. Each answers what does not, as sentences. */
export async function faultsOf(db: Db, one: SimulatedCase, view: CaseView, today: Day): Promise<string[]> {
  const audited = audit(view.file.events, view.kinderen, today);
  const balances = await balancesOf(db, one.id);
  return [
    ...rewritten(one, view),
    ...standingStill(view),
    ...newEventsOf(one, view).flatMap((event) =>
      againstPreconditions(event, view.file.events.slice(0, event.seq - 1)),
    ),
    ...(one.forecast ? againstForecast(one.forecast, view, steppedThrough(view, today)) : []),
    ...oversleeping(view, today),
    ...(one.watched === null ? [] : watchMachines(one.watched, seenOn(view, today), view.kinderen)),
    ...lapsed(one, view, today),
    ...twice(view.file.events),
    ...compareWithAssessment(audited, view),
    ...compareWithBooks(audited, one.id, balances, view),
  ];
}

function newEventsOf({ seen }: SimulatedCase, { file }: CaseView): readonly CaseEvent[] {
  return file.events.slice(seen.length);
}

async function balancesOf(db: Db, caseId: string): Promise<Map<string, Cents>> {
  const balances = new Map<string, Cents>();
  for (const sums of (await db.transaction((tx) => sumsBySubject(tx, caseId))).values())
    for (const [account, cents] of sums) balances.set(account, (balances.get(account) ?? 0n) + cents);
  return balances;
}

/** As the four machines see a case on a day (src/collections/machines). */
export function seenOn({ file, assessment }: CaseView, today: Day): Seen {
  return { file, assessment, today };
}

/** Nothing that was written is ever changed or taken away, and nothing is written between. */
function rewritten({ seen }: SimulatedCase, { file }: CaseView): string[] {
  const now = writtenOf(file.events.slice(0, seen.length));
  const at = seen.findIndex((line, index) => line !== now[index]);
  return at < 0 ? [] : [`event ${at + 1} read "${seen[at]}" and reads "${now[at]}" now`];
}

export function writtenOf(events: readonly CaseEvent[]): string[] {
  return events.map(
    ({ seq, kind, on, recordedOn, recordedBy, data }) =>
      `${seq} ${kind} ${on} ${recordedOn} ${recordedBy} ${JSON.stringify(data)}`,
  );
}

/** All days of the simulation lie within the table of rates, so no case has a reason to stand still. */
function standingStill({ haltedBecause, booksDiffer, notAssessed }: CaseView): string[] {
  const why = booksDiffer ?? notAssessed ?? haltedBecause;
  return why === null ? [] : [`the case stands still: ${why}`];
}

/** The day through which the program has looked at a case: it looks again on the day on which the case wakes. */
function steppedThrough({ wakeOn }: CaseView, today: Day): Day {
  return wakeOn === null || wakeOn > today ? today : addDays(wakeOn, -1);
}

/** Until the day on which it wakes, nothing of what the program does by itself falls due in a case. */
function oversleeping({ wakeOn, plan }: CaseView, today: Day): string[] {
  if (wakeOn !== null && wakeOn <= today) return [];
  const due = plan.filter(
    ({ on, act, heldBy }) => act?.kind === 'record' && heldBy === undefined && on <= today,
  );
  return due.map(
    ({ on, what }) => `the case sleeps until ${wakeOn ?? 'for ever'}, and on ${on} was due: ${what}`,
  );
}

/** Thirty days are more than a letter needs that goes out at once; a finding at the last moment cannot be saved. */
const LONG_ENOUGH_DAYS = 30;

/**
 * Nothing lapses while the program runs: what was opeisbaar for thirty days under a volmacht is not verjaard afterwards, unless the case is one of careless people
 * (no proof that letters arrived, and nobody who looks at the work list), or somebody put a brake on the stuitingen themselves.
 */
function lapsed(one: SimulatedCase, { assessment, file }: CaseView, today: Day): string[] {
  const rows = assessment?.dwangsommen ?? [];
  const { volmacht } = file;
  const isGuarded =
    volmacht !== null &&
    (volmacht.until === null || volmacht.until >= today) &&
    file.afschrijvingen.every(({ confirmedOn }) => confirmedOn === null);
  const gone = rows.flatMap(({ id, status }) => {
    const since = one.opeisbaarSince.get(id);
    return (status === 'betwistbaar' || status === 'verjaard') &&
      since !== undefined &&
      daysBetween(since, today) > LONG_ENOUGH_DAYS
      ? [`dwangsom ${id} has lapsed (${status}), and was opeisbaar since ${since}`]
      : [];
  });
  const opeisbaar = rows.filter(({ status }) => isGuarded && status === 'opeisbaar');
  one.opeisbaarSince = new Map(
    opeisbaar.map(({ id }) => [id, one.opeisbaarSince.get(id) ?? latest(today, volmacht!.from)]),
  );
  return one.isCareless ? [] : gone;
}

/** No letter goes out twice: neither the same promise, nor a second one that claims the same step of the same default. */
function twice(events: readonly CaseEvent[]): string[] {
  const sent = new Set<string>();
  const faults: string[] = [];
  const letters = new Map(
    events.flatMap((event) => (event.kind === 'brief-beloofd' ? [[event.data.id, event.data]] : [])),
  );
  const steps = new Map<string, number>();
  for (const event of events) {
    if (event.kind !== 'brief-verzonden') continue;
    const { letter } = event.data;
    if (event.recordedBy !== SYSTEM) faults.push(`a person sent letter ${letter}`);
    if (sent.has(letter)) faults.push(`letter ${letter} was sent twice`);
    sent.add(letter);
    const { letter: kind, covers } = letters.get(letter)!;
    for (const fact of ONCE_A_DEFAULT.includes(kind) ? covers : []) {
      const step = `${kind} about ${fact}`;
      steps.set(step, (steps.get(step) ?? 0) + 1);
    }
  }
  const perDay = events.some(
    (one) => one.kind === 'uitspraak-geregistreerd' && !isPerKeer(one.data.terms.clauses[0]!.mode),
  );
  if (!perDay)
    for (const [step, times] of steps) if (times > 1) faults.push(`${times} letters of one kind: ${step}`);
  return faults;
}

const ONCE_A_DEFAULT: readonly string[] = ['aanzegging', 'herinnering', 'laatste-aanmaning', 'overname'];

function isPerKeer(mode: string): boolean {
  return mode === 'per-keer' || mode === 'per-dagdeel';
}
