import type { Fact, NietNakoming } from '../law/index.ts';
import { addDays, type Cents, type Day, parseCents } from '../values/index.ts';
import type { CaseEvent, EventData, EventDraft, EventOf } from './events.ts';
import { changeByProcess, NO_PROCESS, type ProcessFile } from './process/process-file.ts';

/** Everything that a case's history says, as one value. Made by replaying its events; never stored. */
export interface CaseFile extends ProcessFile {
  readonly id: string;
  readonly dossiernummer: string;
  readonly events: readonly CaseEvent[];
  readonly uitspraak: RegisteredUitspraak | null;
  readonly volmacht: { readonly from: Day; readonly until: Day | null } | null;
  readonly betekening: { readonly on: Day; readonly exploot: string } | null;
  readonly nietNakomingen: readonly ReportedNietNakoming[];
  /** Facts of the law room other than niet-nakomingen, letters and payments, without the withdrawn ones. */
  readonly facts: readonly { readonly fact: Fact; readonly event: EventOf<'feit-vastgelegd'> }[];
  readonly letters: readonly Letter[];
  readonly payments: readonly Payment[];
  readonly released: readonly { readonly payment: string; readonly amount: Cents; readonly on: Day }[];
  readonly repayments: readonly Repayment[];
  readonly payouts: readonly Payout[];
  /** What persons answered to questions of the law room. */
  readonly answers: readonly EventData<'vraag-beantwoord'>[];
}

export interface RegisteredUitspraak extends EventData<'uitspraak-geregistreerd'> {
  readonly registeredBy: string;
  readonly state: 'ter-controle' | 'teruggegeven' | 'gevalideerd';
  /** Who validated it or gave it back. */
  readonly checkedBy: string | null;
}

export interface ReportedNietNakoming {
  readonly id: string;
  readonly on: Day;
  readonly reported: EventOf<'niet-nakoming-gemeld'>;
  readonly status: NietNakoming['status'];
  readonly defence: string | null;
  readonly reasons: string | null;
  readonly judgedBy: string | null;
  /** The day since which a person has yet to judge it; null where nobody has to. */
  readonly toJudgeSince: Day | null;
}

export interface Letter extends EventData<'brief-beloofd'> {
  readonly promisedOn: Day;
  readonly sentOn: Day | null;
  readonly deliveredOn: Day | null;
  /** It was promised and never went out: what it was to say was true no more. */
  readonly lapsedOn: Day | null;
}

export interface Payment {
  readonly id: string;
  readonly on: Day;
  readonly amount: Cents;
  readonly bankReference: string;
  readonly designates: readonly string[];
  readonly recordedBy: string;
  readonly isWithdrawn: boolean;
}

/** What the creditor paid back. */
export interface Repayment {
  readonly id: string;
  readonly on: Day;
  readonly amount: Cents;
  readonly bankReference: string;
  readonly recordedBy: string;
  readonly isWithdrawn: boolean;
}

export interface Payout {
  readonly id: string;
  readonly to: 'schuldeiser' | 'schuldenaar';
  readonly amount: Cents;
  readonly preparedOn: Day;
  readonly preparedBy: string;
  readonly approvedOn: Day | null;
  readonly approvedBy: string | null;
  readonly performedOn: Day | null;
  readonly withdrawnOn: Day | null;
  /** The bank sent it back, and who said so. From then on it is as if it never went out. */
  readonly returned: { readonly on: Day; readonly recordedBy: string } | null;
}

/** Replays a history from its first event. An event that this version does not know is a bug, and stops it. */
export function caseFileOf(id: string, dossiernummer: string, events: readonly CaseEvent[]): CaseFile {
  const empty: CaseFile = {
    id,
    dossiernummer,
    events: [],
    uitspraak: null,
    volmacht: null,
    betekening: null,
    nietNakomingen: [],
    facts: [],
    letters: [],
    payments: [],
    released: [],
    repayments: [],
    payouts: [],
    answers: [],
    ...NO_PROCESS,
  };
  return events.reduce(addEvent, empty);
}

export function addEvent(file: CaseFile, event: CaseEvent): CaseFile {
  const closedOn = reopens(file, event) ? null : file.closedOn;
  return { ...file, closedOn, ...changeBy(file, event), events: [...file.events, event] };
}

/** A case that the creditor withdrew is opened by a new report alone: whatever else comes in is booked, and nothing is asked. */
function reopens(file: CaseFile, event: CaseEvent): boolean {
  if (file.closedOn === null || !REOPENS.has(event.kind)) return false;
  const closed = file.events.findLast(({ kind }) => kind === 'zaak-gesloten');
  const isWithdrawn = closed?.kind === 'zaak-gesloten' && closed.data.ground === 'ingetrokken';
  return !isWithdrawn || event.kind === 'niet-nakoming-gemeld';
}

/** What may make something open again opens a case that was closed; it closes by itself once that is settled. */
const REOPENS: ReadonlySet<CaseEvent['kind']> = new Set([
  'niet-nakoming-gemeld',
  'niet-nakoming-betwist',
  'niet-nakoming-vastgesteld',
  'niet-nakoming-afgewezen',
  'uitspraak-betekend',
  'feit-vastgelegd',
  'feit-ingetrokken',
  'betaling-ontvangen',
  'terugstorting-ontvangen',
  'uitbetaling-teruggekomen',
]);

/** The case as it would be with this added: for asking, never for keeping. */
export function asIfAdded(file: CaseFile, draft: EventDraft, today: Day): CaseFile {
  const trial: CaseEvent = {
    ...draft,
    id: 'trial',
    seq: 0,
    recordedOn: today,
    recordedAt: new Date(0),
    recordedBy: 'trial',
  };
  return addEvent(file, trial);
}

function changeBy(file: CaseFile, event: CaseEvent): Partial<CaseFile> {
  switch (event.kind) {
    case 'uitspraak-geregistreerd':
      return {
        uitspraak: { ...event.data, registeredBy: event.recordedBy, state: 'ter-controle', checkedBy: null },
      };
    case 'uitspraak-gevalideerd':
      return { uitspraak: checked(file, 'gevalideerd', event.recordedBy) };
    case 'uitspraak-teruggegeven':
      return { uitspraak: checked(file, 'teruggegeven', event.recordedBy) };
    case 'volmacht-verleend':
      return { volmacht: { from: event.on, until: event.data.until } };
    case 'volmacht-ingetrokken':
      // Whatever is done on the day of withdrawal may be done after it, so that day does not count any more (BW 3:72).
      return { volmacht: file.volmacht && { ...file.volmacht, until: addDays(event.on, -1) } };
    case 'uitspraak-betekend':
      return { betekening: { on: event.on, exploot: event.data.exploot } };
    case 'niet-nakoming-gemeld':
      return { nietNakomingen: [...file.nietNakomingen, reported(event)] };
    case 'niet-nakoming-betwist':
      return { nietNakomingen: file.nietNakomingen.map((one) => contested(one, event)) };
    case 'niet-nakoming-vastgesteld':
    case 'niet-nakoming-afgewezen':
      return changeNietNakoming(file, event.data.nietNakoming, {
        status: event.kind === 'niet-nakoming-vastgesteld' ? 'vastgesteld' : 'afgewezen',
        reasons: event.data.reasons,
        judgedBy: event.recordedBy,
        toJudgeSince: null,
      });
    case 'feit-vastgelegd':
      return { facts: [...file.facts, { fact: event.data.fact, event }] };
    case 'feit-ingetrokken':
      return {
        facts: file.facts.filter(({ fact }) => fact.id !== event.data.fact),
        payments: change(file.payments, event.data.fact, { isWithdrawn: true }),
        repayments: change(file.repayments, event.data.fact, { isWithdrawn: true }),
      };
    case 'brief-beloofd':
      return {
        letters: [
          ...file.letters,
          { ...event.data, promisedOn: event.on, sentOn: null, deliveredOn: null, lapsedOn: null },
        ],
      };
    case 'brief-verzonden':
      return { letters: change(file.letters, event.data.letter, { sentOn: event.on }) };
    case 'brief-vervallen':
      return { letters: change(file.letters, event.data.letter, { lapsedOn: event.on }) };
    case 'vraag-beantwoord':
      return { answers: [...file.answers, event.data] };
    case 'brief-bezorgd':
      return { letters: change(file.letters, event.data.letter, { deliveredOn: event.on }) };
    case 'betaling-ontvangen':
      return { payments: [...file.payments, paymentOf(event)] };
    case 'overschot-vrijgegeven':
      return {
        released: [
          ...file.released,
          { payment: event.data.payment, amount: parseCents(event.data.amount), on: event.on },
        ],
      };
    case 'terugstorting-ontvangen':
      return { repayments: [...file.repayments, repaymentOf(event)] };
    case 'uitbetaling-voorbereid':
      return { payouts: [...file.payouts, payoutOf(event)] };
    case 'uitbetaling-goedgekeurd':
      return {
        payouts: change(file.payouts, event.data.payout, {
          approvedOn: event.on,
          approvedBy: event.recordedBy,
        }),
      };
    case 'uitbetaling-verricht':
      return { payouts: change(file.payouts, event.data.payout, { performedOn: event.on }) };
    case 'uitbetaling-ingetrokken':
      return { payouts: change(file.payouts, event.data.payout, { withdrawnOn: event.on }) };
    case 'uitbetaling-teruggekomen':
      return {
        payouts: change(file.payouts, event.data.payout, {
          returned: { on: event.on, recordedBy: event.recordedBy },
        }),
      };
    default:
      return changeByProcess(file, event);
  }
}

function checked(
  file: CaseFile,
  state: RegisteredUitspraak['state'],
  checkedBy: string,
): RegisteredUitspraak | null {
  return file.uitspraak && { ...file.uitspraak, state, checkedBy };
}

function reported(event: EventOf<'niet-nakoming-gemeld'>): ReportedNietNakoming {
  const { id } = event.data;
  return {
    id,
    on: event.on,
    reported: event,
    status: 'gemeld',
    defence: null,
    reasons: null,
    judgedBy: null,
    toJudgeSince: event.recordedOn,
  };
}

/**
 * A contest before the finding makes a report contested. One after it asks for a new judgement and takes nothing away: what was found stands, and
 * is stuit, until a person finds otherwise. Else a debtor would undo a debt by writing that he disagrees, and it would verjaren in the meantime.
 */
function contested(one: ReportedNietNakoming, event: EventOf<'niet-nakoming-betwist'>): ReportedNietNakoming {
  if (one.id !== event.data.nietNakoming) return one;
  return {
    ...one,
    status: one.status === 'vastgesteld' ? 'vastgesteld' : 'betwist',
    defence: event.data.defence,
    toJudgeSince: one.toJudgeSince ?? event.recordedOn,
  };
}

function changeNietNakoming(
  file: CaseFile,
  id: string,
  to: Partial<ReportedNietNakoming>,
): Partial<CaseFile> {
  return { nietNakomingen: change(file.nietNakomingen, id, to) };
}

function paymentOf({ on, data, recordedBy }: EventOf<'betaling-ontvangen'>): Payment {
  const { id, amount, bankReference, designates = [] } = data;
  return { id, on, amount: parseCents(amount), bankReference, designates, recordedBy, isWithdrawn: false };
}

function repaymentOf({ on, data, recordedBy }: EventOf<'terugstorting-ontvangen'>): Repayment {
  const { id, amount, bankReference } = data;
  return { id, on, amount: parseCents(amount), bankReference, recordedBy, isWithdrawn: false };
}

function payoutOf({ on, data, recordedBy }: EventOf<'uitbetaling-voorbereid'>): Payout {
  return {
    id: data.id,
    to: data.to,
    amount: parseCents(data.amount),
    preparedOn: on,
    preparedBy: recordedBy,
    approvedOn: null,
    approvedBy: null,
    performedOn: null,
    withdrawnOn: null,
    returned: null,
  };
}

function change<Item extends { readonly id: string }>(
  items: readonly Item[],
  id: string,
  to: Partial<Item>,
): Item[] {
  return items.map((item) => (item.id === id ? { ...item, ...to } : item));
}
