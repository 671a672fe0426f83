import type { CaseView, EventKind } from '../../src/collections/index.ts';
import type { Seen } from '../../src/collections/machines/index.ts';
import type { Day } from '../../src/values/index.ts';
import type { Draw } from './draw.ts';
import type { Forecast } from './forecast.ts';

/** What somebody says to the program. */
export interface Said {
  readonly by: string;
  readonly kind: EventKind;
  readonly on: Day;
  readonly data: object;
  /** Whoever says it has it wrong, and should hear so: the code with which it must be refused. */
  readonly mustBeRefused?: string;
}

/** What somebody means to do on a day. By then the case may have changed, so what it comes to is worked out on that day; nothing where it has become pointless. */
export interface Intention {
  readonly on: Day;
  readonly says: (view: CaseView, today: Day) => readonly Said[];
}

/** How a debtor is. */
export interface Temper {
  /** In how many of a hundred letters he pays something. */
  readonly paysPercent: number;
  readonly paysWithinDays: number;
  readonly contestsPercent: number;
  readonly missesEveryDays: number;
}

/** One case in the hands of the simulation. What stands in the database is not repeated here, but for the view as it was last read. */
export interface SimulatedCase {
  /** 1 for the first; with the seed it names all that happens in the case. */
  readonly number: number;
  readonly draw: Draw;
  readonly temper: Temper;
  readonly creditor: string;
  readonly debtor: string;
  /** Of this case some letters never arrive, and people answer as they like; what the program guards, it still guards. */
  readonly isCareless: boolean;
  readonly id: string;
  readonly openedOn: Day;
  /** By what it is about, so that nobody means to do one thing twice. */
  readonly intentions: Map<string, Intention>;
  readonly handled: Set<string>;
  /** With the day on which it was read. */
  view: (CaseView & { readonly standsOn: Day }) | null;
  isStale: boolean;
  forecast: Forecast | null;
  /** As the four machines saw it last. */
  watched: Seen | null;
  /** What people said and heard, and what the machine did, for whoever reads a failure. */
  readonly log: string[];
  /** Since when each dwangsom has been opeisbaar and under a volmacht without a break. */
  opeisbaarSince: ReadonlyMap<string, Day>;
  /** The history as it was last seen, by its events as text: nothing in it may ever change. */
  seen: readonly string[];
  bankLines: number;
}

/** Called for what a person does later: once for each thing that it is about. */
export function intend(one: SimulatedCase, about: string, intention: Intention): void {
  if (!one.intentions.has(about)) one.intentions.set(about, intention);
}
