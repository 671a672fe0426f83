import type { Assessment } from '../../law/index.ts';
import { addDays, type Day } from '../../values/index.ts';
import { addEvent, type CaseFile } from '../case-file.ts';
import type { CaseEvent } from '../events.ts';
import { assessCase } from '../law-document.ts';
import { type Cause, causeOf, TIME } from './cause.ts';
import { inningState } from './inning.ts';
import { INNING } from './inning-arrows.ts';
import { BEGIN, hasArrow, type Machine } from './machine.ts';
import { NIET_NAKOMING, nietNakomingState } from './niet-nakoming.ts';
import { ontvangstState } from './ontvangst.ts';
import { ONTVANGST } from './ontvangst-arrows.ts';
import { sideStates } from './sides.ts';
import { titelState, underneath } from './titel.ts';
import { TITEL } from './titel-arrows.ts';

/** Holds what happens in a case against the tables of the four machines: between two looks at it nothing moved but along an arrow. */

export const MACHINES: readonly Machine[] = [TITEL, NIET_NAKOMING, INNING, ONTVANGST];

/** A case as it was seen on a day. `assessment` is that of the day. */
export interface Seen {
  readonly file: CaseFile;
  readonly assessment: Assessment | null;
  readonly today: Day;
}

export interface Move {
  readonly machine: Machine;
  /** `titel`, or the id of the niet-nakoming, dwangsom or payment. */
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  readonly cause: Cause;
}

/** What hangs over a subject and began or ended. */
export interface SideMove extends Omit<Move, 'from' | 'to'> {
  readonly side: string;
  readonly begins: boolean;
}

/**
 * Faults, as English sentences for whoever maintains the program; empty where all is well. `after` is the same case, later: its events are replayed from
 * where `before` ended, one by one and day by day, so that each move has one cause.
 */
export function watchMachines(before: Seen, after: Seen, kinderen: readonly Day[]): string[] {
  const faults: string[] = [];
  let last = before;
  for (const { cause, seen } of stepsBetween(before, after, kinderen)) {
    faults.push(...faultsOf(last, seen, cause));
    last = seen;
  }
  return faults;
}

/** Everything that moved by one cause for which there is no arrow. */
function faultsOf(before: Seen, after: Seen, cause: Cause): string[] {
  const where = `case ${after.file.id}, ${after.today}`;
  const faults = [...movesOf(before, after, cause), ...sideMovesOf(before, after, cause)].flatMap(
    (move) => whyNoArrow(move) ?? [],
  );
  return faults.map((fault) => `${where}: ${fault}`);
}

/** An English sentence where no arrow of the table is this move; null where one is. */
export function whyNoArrow(move: Move | SideMove): string | null {
  const { machine, subject, cause } = move;
  if ('side' in move)
    return hasSideArrow(move)
      ? null
      : `${move.side} ${move.begins ? 'began' : 'ended'} over ${machine.name} ${subject} by "${cause}", for which there is no arrow.`;
  return hasArrow(machine, move.from, move.to, cause)
    ? null
    : `${machine.name} ${subject} went from ${move.from} to ${move.to} by "${cause}", for which there is no arrow.`;
}

/** What an uitspraak asks on a day; for want of a rate, what it asks without rente, as the letters that interrupt do. */
export function assessedOn(file: CaseFile, kinderen: readonly Day[], today: Day): Assessment | null {
  const assessed = assessCase(file, kinderen, today);
  if (assessed.ok) return assessed.value;
  const bare = assessCase(file, kinderen, today, { rente: 'geen' });
  return bare.ok ? bare.value : null;
}

interface Replayed {
  readonly cause: Cause;
  readonly seen: Seen;
}

function* stepsBetween(before: Seen, after: Seen, kinderen: readonly Day[]): Generator<Replayed> {
  let { file, today } = before;
  const see = (): Seen => ({ file, today, assessment: assessedOn(file, kinderen, today) });
  const until = function* (on: Day): Generator<Replayed> {
    while (today < on) {
      today = addDays(today, 1);
      yield { cause: TIME, seen: see() };
    }
  };
  for (const event of newEvents(before.file, after.file)) {
    yield* until(event.recordedOn);
    const cause = causeOf(event, file);
    file = addEvent(file, event);
    yield { cause, seen: see() };
  }
  yield* until(after.today);
}

function newEvents(before: CaseFile, after: CaseFile): readonly CaseEvent[] {
  const known = before.events.length;
  const last = before.events.at(-1);
  if (last && after.events[known - 1]?.id !== last.id)
    throw new Error(`case ${after.id} is not a later look at the case that it is compared with`);
  return after.events.slice(known);
}

/** Each subject of each machine that is not where it was. */
export function movesOf(before: Seen, after: Seen, cause: Cause): Move[] {
  const was = statesOf(before);
  const is = statesOf(after);
  const subjects = new Set([...was.keys(), ...is.keys()]);
  return [...subjects].flatMap((key) => {
    const from = was.get(key)?.state ?? BEGIN;
    const to = is.get(key)?.state ?? BEGIN;
    const { machine, subject } = (is.get(key) ?? was.get(key))!;
    return from === to ? [] : [{ machine, subject, from, to, cause }];
  });
}

interface Standing {
  readonly machine: Machine;
  readonly subject: string;
  readonly state: string;
}

function statesOf({ file, assessment, today }: Seen): Map<string, Standing> {
  const states = new Map<string, Standing>();
  const add = (machine: Machine, subject: string, state: string | undefined) => {
    if (state !== undefined) states.set(`${machine.name} ${subject}`, { machine, subject, state });
  };
  const titel = titelState(file, assessment, today);
  add(TITEL, 'titel', titel ? underneath(titel).state : undefined);
  for (const { id } of file.nietNakomingen)
    add(NIET_NAKOMING, id, nietNakomingState(file, id, assessment)?.state);
  for (const { id } of assessment?.dwangsommen ?? [])
    add(INNING, id, inningState(file, assessment, today, id)?.state);
  for (const { id } of file.payments) add(ONTVANGST, id, ontvangstState(file, id, assessment)?.state);
  return states;
}

/** Of the title, and of each dwangsom that was there before and is there after. */
export function sideMovesOf(before: Seen, after: Seen, cause: Cause): SideMove[] {
  const was = titelState(before.file, before.assessment, before.today);
  const is = titelState(after.file, after.assessment, after.today);
  const titel = changed(
    { machine: TITEL, subject: 'titel', cause },
    was?.state === 'geschorst' ? ['geschorst'] : [],
    is?.state === 'geschorst' ? ['geschorst'] : [],
  );
  const rows = new Map((before.assessment?.dwangsommen ?? []).map((row) => [row.id, row]));
  const inning = (after.assessment?.dwangsommen ?? [])
    .filter(({ id }) => rows.has(id))
    .flatMap((row) =>
      changed(
        { machine: INNING, subject: row.id, cause },
        sideStates(before.file, rows.get(row.id)!, before.today),
        sideStates(after.file, row, after.today),
      ),
    );
  return [...titel, ...inning];
}

function changed(
  of: Omit<SideMove, 'side' | 'begins'>,
  was: readonly string[],
  is: readonly string[],
): SideMove[] {
  return [
    ...is.filter((side) => !was.includes(side)).map((side) => ({ ...of, side, begins: true })),
    ...was.filter((side) => !is.includes(side)).map((side) => ({ ...of, side, begins: false })),
  ];
}

function hasSideArrow({ machine, side, begins, cause }: SideMove): boolean {
  const found = machine.sides.find(({ state }) => state === side);
  return (begins ? found?.enters : found?.leaves)?.includes(cause) ?? false;
}
