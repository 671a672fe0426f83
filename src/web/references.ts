import type { CaseEvent, CaseFile } from '../collections/index.ts';
import { formatDay } from '../values/index.ts';
import { lastPlace, ROWS_A_PAGE } from './slice.ts';

/** Where the timeline tells of a fact, for whoever reads a reason and wants to see what it rests on. */
export interface References {
  of(id: string): { readonly href: string; readonly name: string } | null;
  /** The place in the timeline of an event, by its id as the ledger writes it. */
  ofEvent(id: string): { readonly href: string; readonly seq: number } | null;
}

/** `shownFrom` is the first event that the page shows; an event outside of what is shown is linked to the page that shows it. */
export function referencesOf({ events }: CaseFile, shownFrom: number): References {
  const byFact = new Map<string, CaseEvent>();
  for (const event of events) for (const id of factsToldBy(event)) byFact.set(id, event);
  const byId = new Map(events.map((event) => [event.id, event]));
  const hrefOf = ({ seq }: CaseEvent): string => {
    const isShown = seq >= shownFrom && seq < shownFrom + ROWS_A_PAGE;
    return `${isShown ? '' : `?tijdlijn=${Math.min(seq, lastPlace(events))}`}#gebeurtenis-${seq}`;
  };
  return {
    of: (id) => {
      // A dwangsom is named after its niet-nakoming and its day: `n1/2025-02-15`.
      const event = byFact.get(id) ?? byFact.get(id.split('/')[0]!);
      return event ? { href: hrefOf(event), name: `${nameOf(event)} van ${formatDay(event.on)}` } : null;
    },
    ofEvent: (id) => {
      const event = byId.get(id);
      return event ? { href: hrefOf(event), seq: event.seq } : null;
    },
  };
}

/** The ids of the facts of which this event is the telling; a letter is a fact from the day on which it was delivered. */
function factsToldBy(event: CaseEvent): string[] {
  switch (event.kind) {
    case 'niet-nakoming-gemeld':
    case 'betaling-ontvangen':
    case 'terugstorting-ontvangen':
    case 'uitbetaling-voorbereid':
    case 'brief-beloofd':
      return [event.data.id];
    case 'brief-bezorgd':
      return [event.data.letter];
    case 'feit-vastgelegd':
      return [event.data.fact.id];
    case 'uitspraak-geregistreerd':
      return event.data.terms.clauses.map(({ id }) => id);
    default:
      // A kindtoets, an order, an arrangement, a hold: each is told by the event that names it.
      return 'id' in event.data ? [event.data.id] : [];
  }
}

function nameOf(event: CaseEvent): string {
  switch (event.kind) {
    case 'niet-nakoming-gemeld':
      return 'niet-nakoming';
    case 'betaling-ontvangen':
      return 'betaling';
    case 'terugstorting-ontvangen':
      return 'terugstorting';
    case 'uitbetaling-voorbereid':
      return 'uitbetaling';
    case 'brief-beloofd':
      return event.data.letter;
    case 'brief-bezorgd':
      return 'brief, bezorging';
    case 'feit-vastgelegd':
      return event.data.fact.kind.replaceAll('-', ' ');
    case 'uitspraak-geregistreerd':
      return 'uitspraak, onderdeel';
    default:
      return event.kind.replaceAll('-', ' ');
  }
}
