import type { Fact } from '../../law/index.ts';
import type { CaseFile } from '../case-file.ts';
import type { CaseEvent, EventKind } from '../events.ts';

/**
 * What can move a machine: an event of the history, or a day that passes. Of a fact its kind says more than that there was one, so it is named with
 * it, also where it is taken back.
 */
export type Cause =
  | Exclude<EventKind, 'feit-vastgelegd' | 'feit-ingetrokken'>
  | `feit-vastgelegd: ${FactKind}`
  | `feit-ingetrokken: ${Withdrawn}`
  | typeof TIME;

/** Niet-nakomingen and payments have events of their own; as a loose fact they are refused. */
export type FactKind = Exclude<Fact['kind'], 'niet-nakoming' | 'betaling'>;

/** Each of them, by a record, so that the compiler misses none. */
const IS_FACT_KIND: Readonly<Record<FactKind, true>> = {
  stuiting: true,
  onbekendheid: true,
  'hoger-beroep': true,
  'schorsing-werking': true,
  'schorsing-executie': true,
  faillissement: true,
  wsnp: true,
  'overlijden-schuldenaar': true,
  opheffing: true,
  vermindering: true,
  vernietiging: true,
  kosten: true,
};

export const FACT_KINDS = Object.keys(IS_FACT_KIND) as readonly FactKind[];

type Withdrawn = FactKind | 'betaling' | 'terugstorting';

export const TIME = 'verloop van tijd';

/** The cause that an event is, in the history before it. */
export function causeOf(event: CaseEvent, before: CaseFile): Cause {
  if (event.kind === 'feit-vastgelegd') return `feit-vastgelegd: ${event.data.fact.kind as FactKind}`;
  if (event.kind !== 'feit-ingetrokken') return event.kind;
  const { fact } = event.data;
  const recorded = before.facts.find((one) => one.fact.id === fact);
  if (recorded) return `feit-ingetrokken: ${recorded.fact.kind as FactKind}`;
  return before.payments.some(({ id }) => id === fact)
    ? 'feit-ingetrokken: betaling'
    : 'feit-ingetrokken: terugstorting';
}

/** The kind of event behind a cause; null for time. */
export function eventOf(cause: Cause): EventKind | null {
  return cause === TIME ? null : (cause.split(':')[0] as EventKind);
}

export function recorded(...kinds: readonly FactKind[]): Cause[] {
  return kinds.map((kind): Cause => `feit-vastgelegd: ${kind}`);
}

export function withdrawn(...kinds: readonly Withdrawn[]): Cause[] {
  return kinds.map((kind): Cause => `feit-ingetrokken: ${kind}`);
}

/** Recorded or taken back: either changes the answer. */
export function either(...kinds: readonly FactKind[]): Cause[] {
  return [...recorded(...kinds), ...withdrawn(...kinds)];
}
