import { z } from 'zod';
import { factSchema, uitspraakTerms } from '../law/index.ts';
import type { Day } from '../values/index.ts';
import { amountText, dayText, lawId, reference, words } from './event-parts.ts';
import { type ProcessEventKind, processBodies } from './events-process.ts';
import { LETTERS } from './process/letter-kinds.ts';

/**
 * The history of a case is a list of events, to which rows are only added. Each has the day it counts in law (`on`) and the moment it was
 * written; the two are never mixed. A mistake is corrected by a later event. Names of parties stand in their own table;
 * the name of whoever recorded an event, a parent too, stands beside it.
 */

export const PAYEES = ['schuldeiser', 'schuldenaar'] as const;

const bodies = {
  /** By the maker. A later one replaces it, as long as no second person has validated it. */
  'uitspraak-geregistreerd': z.strictObject({
    terms: uitspraakTerms,
    court: reference,
    caseNumber: reference,
    ecli: reference.nullable(),
    /** The operative part, word for word. */
    dictum: words,
  }),
  'uitspraak-gevalideerd': z.strictObject({}),
  'uitspraak-teruggegeven': z.strictObject({ reason: words }),
  /** The creditor's power of attorney; `on` is the day it was signed. */
  'volmacht-verleend': z.strictObject({ until: dayText.nullable() }),
  'volmacht-ingetrokken': z.strictObject({ reason: words }),
  /** `on` is the day of the exploot. A later one corrects it. */
  'uitspraak-betekend': z.strictObject({ exploot: reference }),

  'niet-nakoming-gemeld': z.strictObject({
    id: lawId,
    clause: lawId,
    aantal: z.int().min(1).max(1_000).optional(),
    through: dayText.optional(),
    alsnogNagekomenOn: dayText.optional(),
    what: words,
  }),
  'niet-nakoming-betwist': z.strictObject({ nietNakoming: lawId, defence: words }),
  /** A named person's finding, with its reasons; a later one replaces it. */
  'niet-nakoming-vastgesteld': z.strictObject({ nietNakoming: lawId, reasons: words }),
  'niet-nakoming-afgewezen': z.strictObject({ nietNakoming: lawId, reasons: words }),

  /** Any other fact that the law room knows: a stay, an appeal, costs, a decision of the court. */
  'feit-vastgelegd': z.strictObject({ fact: factSchema, source: words }),
  'feit-ingetrokken': z.strictObject({ fact: lawId, reason: words }),

  'brief-beloofd': z.strictObject({
    id: lawId,
    letter: z.enum(LETTERS),
    /** Niet-nakomingen whose dwangsommen it claims, or that it is about. */
    covers: z.array(lawId),
    betaaltermijnDagen: z.int().min(1).max(366).nullable(),
    /** What else it is about, by its id: a regeling, a payout, a belemmering. */
    about: lawId.optional(),
  }),
  'brief-verzonden': z.strictObject({ letter: lawId, proof: reference }),
  /** The day on which it reached the debtor (BW 3:37 lid 3): from then it interrupts. */
  'brief-bezorgd': z.strictObject({ letter: lawId, proof: reference }),

  /** Promised, but not sent: there was nothing left to claim, or nobody to claim for. */
  'brief-vervallen': z.strictObject({ letter: lawId, reason: words }),

  /** A person's answer to a question of the law room; what follows from it is recorded as a fact of its own. */
  'vraag-beantwoord': z.strictObject({ about: reference, article: reference, answer: words }),

  'betaling-ontvangen': z.strictObject({
    id: lawId,
    amount: amountText,
    /** The bank's own reference: the same line is never taken twice. */
    bankReference: reference,
    designates: z.array(z.string().max(300)).optional(),
  }),
  /** What no debt took, and a person sends back to the debtor. */
  'overschot-vrijgegeven': z.strictObject({ payment: lawId, amount: amountText, reason: words }),
  /** The creditor pays back what turned out not to be due (BW 6:203). */
  'terugstorting-ontvangen': z.strictObject({ id: lawId, amount: amountText, bankReference: reference }),

  'uitbetaling-voorbereid': z.strictObject({ id: lawId, to: z.enum(PAYEES), amount: amountText }),
  'uitbetaling-goedgekeurd': z.strictObject({ payout: lawId }),
  'uitbetaling-verricht': z.strictObject({ payout: lawId, bankReference: reference }),
  'uitbetaling-ingetrokken': z.strictObject({ payout: lawId, reason: words }),
  /** The bank sent it back after it was carried out: the line on which it came in, and why. */
  'uitbetaling-teruggekomen': z.strictObject({ payout: lawId, bankReference: reference, reason: words }),

  ...processBodies,
} as const;

export type EventKind = keyof typeof bodies;

export type EventData<Kind extends EventKind> = z.output<(typeof bodies)[Kind]>;

type OfKind<Kind extends EventKind> = Kind extends EventKind
  ? { readonly kind: Kind; readonly on: Day; readonly data: EventData<Kind> }
  : never;

/** What is to be added to a history: its kind, the day it counts, and what it says. */
export type EventDraft = OfKind<EventKind>;

export type EventOf<Kind extends EventKind> = OfKind<Kind> & Recorded;

export interface Recorded {
  readonly id: string;
  /** 1 for the first of the case. */
  readonly seq: number;
  readonly recordedOn: Day;
  readonly recordedAt: Date;
  readonly recordedBy: string;
}

export type CaseEvent = EventDraft & Recorded;

/** Of the process from a finding to the money (events-process.ts). */
export type ProcessEvent = Extract<CaseEvent, { kind: ProcessEventKind }>;

/** The name under which the program itself writes events. */
export const SYSTEM = 'systeem';

/** For what has no words of its own: people read these faults. */
export const IN_DUTCH = { error: z.locales.nl().localeError };

/** Reads what somebody wants to add. All faults at once, each with its place. */
export function readEvent(
  kind: EventKind,
  on: string,
  data: unknown,
): { draft: EventDraft } | { faults: string[] } {
  const read = z.object({ on: dayText, data: bodies[kind] }).safeParse({ on, data }, IN_DUTCH);
  if (read.success) return { draft: { kind, ...read.data } as EventDraft };
  return { faults: read.error.issues.map((issue) => `${issue.path.join('/')}: ${issue.message}`) };
}
