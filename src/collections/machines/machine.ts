import type { AdmissionRefusal } from '../admission-refusal.ts';
import { AUTONOMY } from '../process/autonomy.ts';
import { type Cause, eventOf } from './cause.ts';
import { refusalsOf } from './refusals.ts';

/**
 * A machine is a table, and no case stores where it is: its state is read from its history on a day, so what is recorded late or taken back moves it as
 * well as what happens in order. An arrow says which of those moves there are; docs/process.md draws them, and whatever moves otherwise is a fault
 * that `watchMachines` tells.
 */
export interface Machine<State extends string = string> {
  readonly name: MachineName;
  /** In Dutch: what one of these is about. */
  readonly title: string;
  readonly states: Readonly<Record<State, Meaning>>;
  /** Names for many states at once, under which the drawing holds them together. */
  readonly groups: Readonly<Record<string, readonly State[]>>;
  readonly arrows: readonly Arrow<State>[];
  /** What hangs over any state of it and leaves that state as it is. */
  readonly sides: readonly Side[];
}

export type MachineName = 'titel' | 'niet-nakoming' | 'inning' | 'ontvangst';

export interface Meaning {
  /** The code by which chapter 7 of the domain description knows the state; empty where it has none. */
  readonly code: string;
  /** A Dutch sentence: when it is so. */
  readonly when: string;
}

export const BEGIN = 'begin';

export interface Arrow<State extends string> {
  readonly from: readonly (State | typeof BEGIN)[];
  readonly to: readonly (State | typeof BEGIN)[];
  readonly by: readonly Cause[];
  readonly article: string;
  /** In Dutch words: within which term, or from which day. */
  readonly term: string;
}

export interface Side {
  readonly state: string;
  readonly code: string;
  readonly enters: readonly Cause[];
  readonly leaves: readonly Cause[];
  readonly article: string;
  readonly term: string;
  /** A Dutch sentence: what stands still, and what does not. */
  readonly holds: string;
}

/** Who may make an arrow happen: as the autonomy matrix says it of its events. */
export function whoOf(by: readonly Cause[]): string {
  const who = by.map((cause) => {
    const kind = eventOf(cause);
    return kind === null ? 'de kalender' : WHO[AUTONOMY[kind].level];
  });
  return [...new Set(who)].join(' of ');
}

const WHO: Record<(typeof AUTONOMY)[keyof typeof AUTONOMY]['level'], string> = {
  autonoom: 'het programma',
  'persoon-beslist': 'een persoon, voorbereid door het programma',
  'alleen-een-persoon': 'een persoon',
  mededeling: 'wie het hoort',
};

/** Every code with which admission can refuse what would make an arrow happen; none for time, which nobody refuses. */
export function refusedWith(by: readonly Cause[]): AdmissionRefusal[] {
  const kinds = by.flatMap((cause) => eventOf(cause) ?? []);
  return [...new Set(kinds.flatMap(refusalsOf))].sort();
}

/** True where the table has an arrow for it. A state that stays as it is needs none. */
export function hasArrow(machine: Machine, from: string, to: string, cause: Cause): boolean {
  return machine.arrows.some(
    (arrow) => arrow.from.includes(from) && arrow.to.includes(to) && arrow.by.includes(cause),
  );
}
