import type { Day, Ground } from '../values/index.ts';
import type { EventDraft } from './events.ts';

/**
 * What is to be done in a case, by whom, from which day, why, and what would stop it. The job does the steps of the program whose day has come;
 * the page and the API show all of them. It is one list, so the program cannot surprise whoever runs it.
 */
export interface Step {
  /** From this day on. */
  readonly on: Day;
  /** The day by which a person should have answered, where there is one. */
  readonly deadline: Day | null;
  readonly by: 'programma' | 'medewerker' | 'financiën' | 'tweede persoon' | 'directie';
  /** One Dutch sentence. */
  readonly what: string;
  readonly because: readonly Ground[];
  /** What would stop it, as a Dutch sentence. */
  readonly stops: string;
  /** What the program does itself; null where a person does it. */
  readonly act: Act | null;
  /** The brake that keeps the program from it, as a Dutch sentence; null where none stands. */
  readonly heldBy?: string;
}

/**
 * What the program does by itself: it writes an event (for a letter with the promise to send it), books the rente of the month, or looks whether something
 * came that was due.
 */
export type Act =
  | { readonly kind: 'record'; readonly event: EventDraft }
  | { readonly kind: 'book' }
  | { readonly kind: 'look' };

export function person(by: Step['by'], on: Day, deadline: Day | null, what: string, ground?: Ground): Step {
  return {
    on,
    deadline,
    by,
    what,
    because: ground ? [ground] : [],
    stops: 'Een persoon beslist.',
    act: null,
  };
}

export function acting(on: Day, what: string, stops: string, event: EventDraft, ground: Ground): Step {
  return {
    on,
    deadline: null,
    by: 'programma',
    what,
    because: [ground],
    stops,
    act: { kind: 'record', event },
  };
}

/** The case wakes that day and is planned anew: what follows depends on what came. */
export function looking(on: Day, what: string, stops: string, ground: Ground): Step {
  return { on, deadline: null, by: 'programma', what, because: [ground], stops, act: { kind: 'look' } };
}
