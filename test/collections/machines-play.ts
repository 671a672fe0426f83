import { whyNotAdmitted } from '../../src/collections/admission.ts';
import { addEvent, type CaseFile, caseFileOf } from '../../src/collections/case-file.ts';
import {
  type CaseEvent,
  type EventDraft,
  type EventKind,
  readEvent,
  SYSTEM,
} from '../../src/collections/events.ts';
import { type Cause, causeOf, TIME } from '../../src/collections/machines/cause.ts';
import { assessedOn } from '../../src/collections/machines/index.ts';
import {
  type Move,
  movesOf,
  type Seen,
  type SideMove,
  sideMovesOf,
  whyNoArrow,
} from '../../src/collections/machines/watch.ts';
import { planOf } from '../../src/collections/plan.ts';
import { holdsOf } from '../../src/collections/process/holds.ts';
import { ORDINARY_STANDING, type Standing } from '../../src/collections/process/standing.ts';
import { addDays, type Day, day } from '../../src/values/index.ts';

/** One case without a database, of which every move of every machine is seen. All of it is invented. */
export interface Play {
  seen: Seen;
  readonly kinderen: readonly Day[];
  readonly standing: Standing;
  /** Whether a promised letter goes out at once; a play of chance decides by itself. */
  sendsAtOnce: boolean;
  readonly log: string[];
  readonly observed: Observed;
}

/** What was seen, over as many plays as share it. */
export interface Observed {
  readonly moves: Move[];
  readonly sides: SideMove[];
  readonly faults: string[];
  /** `kind code` of every refusal. */
  readonly refused: Set<string>;
  /** `state | article` of every hold. */
  readonly holds: Set<string>;
}

export function nothingSeen(): Observed {
  return { moves: [], sides: [], faults: [], refused: new Set(), holds: new Set() };
}

export function openPlay(observed: Observed, id: string, today: string, standing = ORDINARY_STANDING): Play {
  const file = caseFileOf(id, `2025-${id}`, []);
  return {
    seen: { file, assessment: null, today: day(today) },
    kinderen: [day('2017-05-20')],
    standing,
    sendsAtOnce: true,
    log: [],
    observed,
  };
}

/** Adds what somebody says, where it may be; answers the codes of the refusals. What the program has due follows at once. */
export function add(
  play: Play,
  by: string,
  kind: EventKind,
  data: object,
  on: string = play.seen.today,
): string[] {
  const read = readEvent(kind, on, data);
  if ('faults' in read) throw new Error(`${kind}: ${read.faults.join('; ')}`);
  const { file, today } = play.seen;
  const refusals = whyNotAdmitted(file, read.draft, by, play.kinderen, today, play.standing);
  for (const { code } of refusals) play.observed.refused.add(`${kind} ${code}`);
  if (refusals.length > 0) return refusals.map(({ code }) => code);
  write(play, by, read.draft);
  settle(play);
  return [];
}

/** The same, where a refusal would be a mistake of the test. */
export function must(
  play: Play,
  by: string,
  kind: EventKind,
  data: object,
  on: string = play.seen.today,
): void {
  const refused = add(play, by, kind, data, on);
  if (refused.length > 0) throw new Error(`${kind} on ${on} was refused: ${refused.join(', ')}`);
}

/** One day passes after another, and the program does on each what it has due. */
export function pass(play: Play, days = 1): void {
  for (let passed = 0; passed < days; passed++) {
    const today = addDays(play.seen.today, 1);
    move(play, play.seen.file, today, TIME);
    settle(play);
  }
}

/** Until a day, that day included. */
export function passTo(play: Play, until: string): void {
  while (play.seen.today < until) pass(play);
}

const ACTS_A_DAY_MAXIMUM = 60;

function settle(play: Play): void {
  for (let acts = 0; acts < ACTS_A_DAY_MAXIMUM; acts++) {
    const due = dueAct(play) ?? (play.sendsAtOnce ? sending(play) : null);
    if (!due) return;
    write(play, SYSTEM, due);
  }
  throw new Error(`more than ${ACTS_A_DAY_MAXIMUM} acts on one day: ${play.log.slice(-5).join('; ')}`);
}

function dueAct({ seen: { file, assessment, today }, standing }: Play): EventDraft | null {
  for (const { on, act, heldBy } of planOf(file, assessment, today, standing))
    if (on <= today && act?.kind === 'record' && heldBy === undefined) return act.event;
  return null;
}

function sending({ seen: { file, today } }: Play): EventDraft | null {
  const letter = file.letters.find(({ sentOn, lapsedOn }) => sentOn === null && lapsedOn === null);
  return letter ? { kind: 'brief-verzonden', on: today, data: { letter: letter.id, proof: 'bewijs' } } : null;
}

function write(play: Play, by: string, draft: EventDraft): void {
  const { file, today } = play.seen;
  const seq = file.events.length + 1;
  const event = {
    ...draft,
    id: `${file.id}/${seq}`,
    seq,
    recordedOn: today,
    recordedAt: new Date(0),
    recordedBy: by,
  } as CaseEvent;
  move(play, addEvent(file, event), today, causeOf(event, file));
}

function move(play: Play, file: CaseFile, today: Day, cause: Cause): void {
  const before = play.seen;
  const after: Seen = { file, today, assessment: assessedOn(file, play.kinderen, today) };
  const { observed, log } = play;
  const moves = movesOf(before, after, cause);
  const sides = sideMovesOf(before, after, cause);
  observed.moves.push(...moves);
  observed.sides.push(...sides);
  observed.faults.push(
    ...[...moves, ...sides]
      .flatMap((one) => whyNoArrow(one) ?? [])
      .map((fault) => `case ${file.id}, ${today}: ${fault}`),
  );
  for (const { state, reach, article } of holdsOf(file)) {
    if (state === 'gesloten') continue;
    observed.holds.add(`${reach === 'dwang' ? 'dwang-uitgesteld' : state} | ${article}`);
  }
  if (cause !== TIME || moves.length > 0) log.push(`${today} ${cause}`);
  play.seen = after;
}
