import type { DeurwaarderBericht } from '../../deurwaarder/index.ts';
import { addDays, addMonths, assertNever, type Cents, type Day, parseCents } from '../../values/index.ts';
import type { CaseFile } from '../case-file.ts';
import type { CaseEvent, EventData, EventOf } from '../events.ts';
import type { ProcessEventKind } from '../events-process.ts';
import type { Ladder } from './ladder.ts';

/** What the history says of the process: the ladder, what holds it, the kindtoets, orders, arrangements, the end. */
export interface ProcessFile {
  /** The version that the case keeps; null until its uitspraak is validated and the program has taken its first step. */
  readonly ladder: Ladder | null;
  readonly contacts: readonly Contact[];
  /** The last day on which somebody made sure of the debtor's address. */
  readonly addressCheckedOn: Day | null;
  readonly betekeningOrderedOn: Day | null;
  readonly verhaalsonderzoeken: readonly { readonly on: Day; readonly isPromising: boolean }[];
  readonly kindtoetsen: readonly Kindtoets[];
  readonly opdrachten: readonly Opdracht[];
  readonly regelingen: readonly Regeling[];
  readonly belemmeringen: readonly Belemmering[];
  readonly afschrijvingen: readonly Afschrijving[];
  readonly creditorDiedOn: Day | null;
  /** What is held in this case alone, since when, and why. */
  readonly brakes: readonly CaseBrake[];
  readonly closedOn: Day | null;
  /** Letters that a person asked for and that no promise answered yet. */
  readonly lettersAsked: readonly EventData<'brief-gevraagd'>['letter'][];
  readonly opslagen: readonly {
    readonly id: string;
    readonly on: Day;
    readonly month: string;
    readonly amount: Cents;
  }[];
}

export interface Contact extends EventData<'contact-gelegd'> {
  readonly on: Day;
}

export interface Kindtoets extends EventData<'kindtoets-opgesteld'> {
  readonly on: Day;
  readonly author: string;
  /** The second reader's word; null until it came. */
  readonly read: { readonly on: Day; readonly by: string; readonly agrees: boolean } | null;
}

export interface Opdracht extends EventData<'opdracht-goedgekeurd'> {
  readonly on: Day;
  readonly approvedBy: string;
  readonly sentOn: Day | null;
  /** In the order in which they came. */
  readonly messages: readonly DeurwaarderBericht[];
  readonly dbr: { readonly on: Day; readonly goesOn: boolean } | null;
  /** It runs no more: withdrawn, lapsed, refused or finished. */
  readonly endedOn: Day | null;
}

export type DeurwaarderMessage = EventData<'deurwaarder-bericht'> & {
  readonly on: Day;
  readonly recordedOn: Day;
};

export interface Regeling extends EventData<'betalingsregeling-voorgesteld'> {
  readonly on: Day;
  readonly proposedBy: string;
  /** From this day it holds; null until a second person approved one that needs it. */
  readonly from: Day | null;
  readonly ended: { readonly on: Day; readonly how: EventData<'betalingsregeling-beeindigd'>['how'] } | null;
}

export interface Belemmering extends EventData<'belemmering-vastgelegd'> {
  readonly from: Day;
  readonly recordedBy: string;
  /** The day on which the bureau heard of it, which may be later than its own. */
  readonly recordedOn: Day;
  readonly liftedOn: Day | null;
}

export interface Afschrijving extends EventData<'afschrijving-voorgesteld'> {
  readonly proposedBy: string;
  readonly confirmedOn: Day | null;
}

export interface CaseBrake extends EventData<'rem-gezet'> {
  readonly on: Day;
  readonly setBy: string;
}

export const NO_PROCESS: ProcessFile = {
  ladder: null,
  contacts: [],
  addressCheckedOn: null,
  betekeningOrderedOn: null,
  verhaalsonderzoeken: [],
  kindtoetsen: [],
  opdrachten: [],
  regelingen: [],
  belemmeringen: [],
  afschrijvingen: [],
  creditorDiedOn: null,
  brakes: [],
  closedOn: null,
  lettersAsked: [],
  opslagen: [],
};

/** At most so many instalments, over so many months, are agreed by one person; more need a second (domain 7.3). */
export const INSTALMENTS_OF_ONE_PERSON = 12;
const MONTHS_OF_ONE_PERSON = 12;

export function changeByProcess(
  file: CaseFile,
  event: Extract<CaseEvent, { kind: ProcessEventKind }>,
): Partial<CaseFile> {
  switch (event.kind) {
    case 'ladder-vastgelegd':
      return { ladder: event.data };
    case 'betekening-opgedragen':
      return { betekeningOrderedOn: event.on };
    case 'niet-nakoming-voorgelegd':
      return {
        nietNakomingen: change(file.nietNakomingen, event.data.nietNakoming, {
          status: 'betwist',
          reasons: event.data.reasons,
          judgedBy: event.recordedBy,
          toJudgeSince: null,
        }),
      };
    case 'contact-gelegd':
      return { contacts: [...file.contacts, { ...event.data, on: event.on }] };
    case 'adres-gecontroleerd':
      return { addressCheckedOn: event.on };
    case 'verhaalsonderzoek-afgerond':
      return {
        verhaalsonderzoeken: [
          ...file.verhaalsonderzoeken,
          { on: event.on, isPromising: event.data.isPromising },
        ],
      };
    case 'kindtoets-opgesteld':
      return {
        kindtoetsen: [
          ...file.kindtoetsen,
          { ...event.data, on: event.on, author: event.recordedBy, read: null },
        ],
      };
    case 'kindtoets-meegelezen':
      return {
        kindtoetsen: change(file.kindtoetsen, event.data.kindtoets, {
          read: { on: event.on, by: event.recordedBy, agrees: event.data.agrees },
        }),
      };
    case 'opdracht-goedgekeurd':
      return { opdrachten: [...file.opdrachten, approvedOrder(event)] };
    case 'opdracht-verzonden':
      return { opdrachten: change(file.opdrachten, event.data.opdracht, { sentOn: event.on }) };
    case 'opdracht-vervallen':
    case 'opdracht-ingetrokken':
      return { opdrachten: change(file.opdrachten, event.data.opdracht, { endedOn: event.on }) };
    case 'deurwaarder-bericht':
      return { opdrachten: withMessage(file.opdrachten, event) };
    case 'dbr-beslist':
      return {
        opdrachten: change(file.opdrachten, event.data.opdracht, {
          dbr: { on: event.on, goesOn: event.data.goesOn },
          ...(event.data.goesOn ? {} : { endedOn: event.on }),
        }),
      };
    case 'betalingsregeling-voorgesteld':
      return { regelingen: [...file.regelingen, proposedRegeling(event)] };
    case 'betalingsregeling-goedgekeurd':
      return { regelingen: change(file.regelingen, event.data.regeling, { from: event.on }) };
    case 'betalingsregeling-beeindigd':
      return {
        regelingen: change(file.regelingen, event.data.regeling, {
          ended: { on: event.on, how: event.data.how },
        }),
      };
    case 'belemmering-vastgelegd':
      return {
        belemmeringen: [
          ...file.belemmeringen,
          {
            ...event.data,
            from: event.on,
            recordedBy: event.recordedBy,
            recordedOn: event.recordedOn,
            liftedOn: null,
          },
        ],
      };
    case 'belemmering-opgeheven':
      return { belemmeringen: change(file.belemmeringen, event.data.belemmering, { liftedOn: event.on }) };
    case 'schuldeiser-overleden':
      // BW 3:72 onder a: the volmacht ends with whoever gave it.
      return {
        creditorDiedOn: event.on,
        volmacht: file.volmacht && { ...file.volmacht, until: addDays(event.on, -1) },
      };
    case 'afschrijving-voorgesteld':
      return {
        afschrijvingen: [
          ...file.afschrijvingen,
          { ...event.data, proposedBy: event.recordedBy, confirmedOn: null },
        ],
      };
    case 'afschrijving-bevestigd':
      return {
        afschrijvingen: change(file.afschrijvingen, event.data.afschrijving, { confirmedOn: event.on }),
      };
    case 'rem-gezet':
      return { brakes: [...file.brakes, { ...event.data, on: event.on, setBy: event.recordedBy }] };
    case 'rem-gelost':
      return { brakes: file.brakes.filter(({ what }) => what !== event.data.what) };
    case 'zaak-gesloten':
      return { closedOn: event.on };
    case 'brief-gevraagd':
      return { lettersAsked: [...file.lettersAsked, event.data.letter] };
    case 'opslag-berekend':
      return {
        opslagen: [
          ...file.opslagen,
          {
            id: event.data.id,
            on: event.on,
            month: event.data.month,
            amount: parseCents(event.data.amount),
          },
        ],
      };
    default:
      return assertNever(event);
  }
}

function approvedOrder({ on, data, recordedBy }: EventOf<'opdracht-goedgekeurd'>): Opdracht {
  return { ...data, on, approvedBy: recordedBy, sentOn: null, messages: [], dbr: null, endedOn: null };
}

function withMessage(
  orders: readonly Opdracht[],
  { on, data: { opdracht, bericht } }: EventOf<'deurwaarder-bericht'>,
): Opdracht[] {
  const ends = bericht.kind === 'geweigerd' || bericht.kind === 'afgerond';
  return orders.map((order) =>
    order.id === opdracht
      ? {
          ...order,
          messages: [...order.messages, bericht],
          endedOn: order.endedOn ?? (ends ? on : null),
        }
      : order,
  );
}

function proposedRegeling({ on, data, recordedBy }: EventOf<'betalingsregeling-voorgesteld'>): Regeling {
  // Twelve instalments may be years apart: then it lasts longer than one person agrees on.
  const lastOn = data.instalments.at(-1)!.on;
  const needsSecond =
    data.instalments.length > INSTALMENTS_OF_ONE_PERSON || lastOn > addMonths(on, MONTHS_OF_ONE_PERSON);
  return { ...data, on, proposedBy: recordedBy, from: needsSecond ? null : on, ended: null };
}

function change<Item extends { readonly id: string }>(
  items: readonly Item[],
  id: string,
  to: Partial<Item>,
): Item[] {
  return items.map((item) => (item.id === id ? { ...item, ...to } : item));
}
