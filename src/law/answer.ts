import type { Day, Ground, Question } from '../values/index.ts';
import type { Head } from './toerekening.ts';

/** What `assess` answers (docs/assess.md). Amounts are strings in euros with two decimals, days are ISO days. */
export interface Assessment {
  readonly asOf: Day;
  /** The fact by which the uitspraak is vernietigd, where it is: then nothing is due any more. */
  readonly vernietigdBy: string | null;
  readonly dwangsommen: readonly Dwangsom[];
  readonly pending: readonly Pending[];
  readonly refused: readonly Refused[];
  readonly allocations: readonly AllocationRow[];
  readonly totals: Totals;
  readonly questions: readonly Question[];
}

export type Status = 'vervallen' | 'voldaan' | 'verjaard' | 'betwistbaar' | 'opeisbaar';

export interface Dwangsom {
  readonly id: string;
  readonly clause: string;
  readonly fact: string;
  readonly on: Day;
  readonly amount: string;
  readonly status: Status;
  readonly invorderbaar: boolean;
  /** Still open. */
  readonly hoofdsom: string;
  readonly rente: string;
  readonly paid: { readonly hoofdsom: string; readonly rente: string };
  readonly verjaring: {
    /** The last day in the reading that ends first; null while a suspension or a claim holds it. */
    readonly endsOn: Day | null;
    readonly contestableUntil: Day | null;
    readonly stuitingen: readonly string[];
  };
  readonly because: readonly Ground[];
}

/** A unit that would come on top if a pending niet-nakoming were vastgesteld, maxima aside. */
export interface Pending {
  readonly fact: string;
  readonly on: Day;
  readonly endsOn: Day | null;
  readonly because: readonly Ground[];
}

export type RefusedReason =
  | 'afgewezen'
  | 'niet-betekend'
  | 'voor-eerste-dag'
  | 'na-laatste-dag'
  | 'geblokkeerd'
  | 'maximum-bereikt';

/** Default that forfeits nothing. `by` stands only where the reason is `geblokkeerd`. */
export interface Refused {
  readonly fact: string;
  readonly on: Day;
  readonly through: Day;
  readonly aantal: number;
  readonly reason: RefusedReason;
  readonly by?: string;
  readonly because: readonly Ground[];
}

export interface AllocationRow {
  readonly payment: string;
  readonly to: string;
  readonly head: Head;
  readonly amount: string;
  readonly article: string;
}

export interface Totals {
  readonly forfeited: string;
  readonly kosten: string;
  readonly paid: string;
  readonly unallocated: string;
  readonly refundable: string;
  readonly open: { readonly kosten: string; readonly rente: string; readonly hoofdsom: string };
  readonly verjaard: string;
}
