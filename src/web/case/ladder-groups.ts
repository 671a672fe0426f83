import {
  type CaseFile,
  type CaseView,
  claims,
  climbOf,
  holdsOf,
  isUncontested,
  type Ladder,
  type LadderStepName,
  ladderSteps,
  rungOf,
  runningOrders,
  runningRegeling,
  type Step,
  validKindtoets,
  whichBrake,
} from '../../collections/index.ts';
import type { Assessment, Dwangsom } from '../../law/index.ts';
import { addDays, type Day, FOREVER, latest } from '../../values/index.ts';

/** Where the open dwangsommen stand on the ladder of the case. Those of which all of it is the same are one group, because a case may hold thousands. */
export interface LadderGroup {
  readonly rows: readonly Dwangsom[];
  /** The steps that were taken, in the order of the ladder. */
  readonly taken: readonly Taken[];
  /** The step that follows; null where none does. */
  readonly next: LadderStepName | null;
  /** What will be done for it, as the plan has it; more than one where several conditions must be met first. */
  readonly planned: readonly Step[];
  /** Why nothing of it is planned, or not earlier: Dutch sentences. */
  readonly waits: readonly string[];
}

export interface Taken {
  readonly step: LadderStepName;
  readonly on: Day | null;
  /** The letter, the kindtoets or the order. */
  readonly by: string | null;
}

/** The ladder of the case, or the one that it will take. */
export function ladderOf({ file, standing }: CaseView): Ladder {
  return file.ladder ?? standing.ladder;
}

export function ladderGroups(view: CaseView, today: Day): LadderGroup[] {
  const { assessment } = view;
  if (!assessment) return [];
  const file: CaseFile = { ...view.file, ladder: ladderOf(view) };
  const groups = new Map<string, Dwangsom[]>();
  for (const row of assessment.dwangsommen) {
    if (row.status !== 'opeisbaar' && row.status !== 'betwistbaar') continue;
    const key = keyOf(groupOf(view, file, assessment, [row], today));
    const rows = groups.get(key);
    if (rows) rows.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()].map((rows) => groupOf(view, file, assessment, rows, today));
}

/** The sentence of a step names its dwangsommen, so it does not tell two groups apart; what is done, when and by whom does. */
function keyOf({ rows: [row], taken, next, planned, waits }: LadderGroup): string {
  const acts = planned.map(({ on, by, deadline, act, because, heldBy }) => [
    on,
    by,
    deadline,
    act === null,
    because[0]?.article,
    heldBy,
  ]);
  return JSON.stringify([row!.status, taken, next, acts, waits]);
}

function groupOf(
  view: CaseView,
  file: CaseFile,
  assessment: Assessment,
  rows: readonly Dwangsom[],
  today: Day,
): LadderGroup {
  const row = rows[0]!;
  const climb = climbOf(file, row, today);
  // The plan is asked about these alone, so that what a page says and what the program does have one source.
  const planned = ladderSteps(file, { ...assessment, dwangsommen: rows }, today).map((step) =>
    asPlanned(view, step, row),
  );
  return {
    rows,
    taken: takenBy(file, row, today),
    next: climb?.step.step ?? null,
    planned,
    waits: waitsOf(view, file, row, climb, planned, today),
  };
}

/** The same step in the plan of the case knows which brake holds it. */
function asPlanned({ plan }: CaseView, step: Step, row: Dwangsom): Step {
  const letter = letterOf(step);
  const same = plan.find(
    (one) =>
      letter !== null && letterOf(one) === letter && one.because.some(({ facts }) => facts.includes(row.id)),
  );
  return same?.heldBy === undefined ? step : { ...step, heldBy: same.heldBy };
}

function letterOf({ act }: Step): string | null {
  return act?.kind === 'record' && act.event.kind === 'brief-beloofd' ? act.event.data.letter : null;
}

function takenBy(file: CaseFile, row: Dwangsom, today: Day): Taken[] {
  const rung = rungOf(file, row, today);
  const steps = file.ladder?.steps ?? [];
  const last = steps.findIndex(({ step }) => step === rung);
  return steps.slice(0, last + 1).map(({ step }) => {
    if (step === 'verhaalsonderzoek')
      return { step, on: file.verhaalsonderzoeken.at(-1)?.on ?? null, by: null };
    if (step === 'kindtoets') {
      const toets = validKindtoets(file, today) ?? orderedUnder(file, row);
      return { step, on: toets?.read?.on ?? null, by: toets?.id ?? null };
    }
    if (step === 'opdracht') {
      const order = orderOf(file, row);
      return { step, on: order?.on ?? null, by: order?.id ?? null };
    }
    const letter = file.letters.find((one) => one.letter === step && claims(one, row));
    return { step, on: letter?.sentOn ?? null, by: letter?.id ?? null };
  });
}

function orderOf(file: CaseFile, { id }: Dwangsom) {
  return runningOrders(file).find(({ dwangsommen }) => dwangsommen.includes(id));
}

/** The kindtoets on which an order was given, also once its term is over. */
function orderedUnder(file: CaseFile, row: Dwangsom) {
  return file.kindtoetsen.find(({ id }) => id === orderOf(file, row)?.kindtoets);
}

function waitsOf(
  view: CaseView,
  file: CaseFile,
  row: Dwangsom,
  climb: ReturnType<typeof climbOf>,
  planned: readonly Step[],
  today: Day,
): string[] {
  if (row.status === 'betwistbaar')
    return ['Volgens één lezing is zij al verjaard: een persoon beslist eerst.'];
  const order = orderOf(file, row);
  if (order) return [`Zij is in opdracht ${order.id} bij de deurwaarder.`];
  if (!isUncontested(file, row))
    return [
      `De schuldenaar betwist ${row.fact}: een persoon oordeelt eerst, en tot dan wordt niets gevraagd.`,
    ];
  const regeling = runningRegeling(file, today);
  if (regeling?.dwangsommen.includes(row.id))
    return [`Betalingsregeling ${regeling.id} loopt: zolang zij wordt nagekomen, volgt er geen stap.`];
  if (!climb) return [underWay(file, row)];
  const from = latest(today, climb.on);
  const holds = holdsOf(file).filter(
    ({ from: begins, until }) =>
      begins <= from &&
      (planned.length === 0 ? until === FOREVER : isJustBefore(until, planned[0]!.on, from)),
  );
  const brake = climb.step.step === 'opdracht' ? whichBrake(file, view.standing, 'opdrachten') : null;
  return [
    ...new Set([
      ...(planned.length === 0 && !hasVolmachtOn(file, today)
        ? ['Er is geen volmacht van de schuldeiser.']
        : []),
      ...holds.map(({ sentence }) => sentence),
      ...(brake === null ? [] : [brake]),
    ]),
  ];
}

function isJustBefore(until: Day, on: Day, from: Day): boolean {
  return until < FOREVER && on > from && addDays(until, 1) === on;
}

function hasVolmachtOn({ volmacht }: CaseFile, today: Day): boolean {
  return volmacht !== null && volmacht.from <= today && (volmacht.until === null || today <= volmacht.until);
}

function underWay(file: CaseFile, row: Dwangsom): string {
  const waiting = file.letters.find((letter) => letter.sentOn === null && claims(letter, row));
  return waiting
    ? `De ${waiting.letter.replaceAll('-', ' ')} ${waiting.id} staat klaar om te versturen; daarna telt de tijd tot de volgende stap.`
    : 'Elke stap van de ladder is gezet.';
}
