import type { AdmissionRefusal } from '../admission-refusal.ts';
import type { EventKind } from '../events.ts';
import { AUTONOMY } from '../process/autonomy.ts';

/**
 * With which codes `whyNotAdmitted` can refuse each event, beside those that any event may meet. Written down and not derived, because a
 * function cannot be asked what it might answer; the test of the machines holds it against what admission does answer.
 */
const OWN: Readonly<Record<EventKind, readonly AdmissionRefusal[]>> = {
  'uitspraak-geregistreerd': ['verkeerde-stand', 'dubbel'],
  'uitspraak-gevalideerd': ['verkeerde-stand', 'zelfde-persoon'],
  'uitspraak-teruggegeven': ['verkeerde-stand', 'zelfde-persoon'],
  'volmacht-verleend': ['verkeerde-stand'],
  'volmacht-ingetrokken': ['verkeerde-stand'],
  'schuldeiser-overleden': ['dubbel'],
  'betekening-opgedragen': ['verkeerde-stand'],
  'uitspraak-betekend': ['verkeerde-stand'],
  'ladder-vastgelegd': ['onbekend'],

  'niet-nakoming-gemeld': ['verkeerde-stand', 'onbekend'],
  'niet-nakoming-betwist': ['onbekend', 'verkeerde-stand'],
  'niet-nakoming-vastgesteld': ['onbekend', 'zelfde-persoon'],
  'niet-nakoming-afgewezen': ['onbekend', 'zelfde-persoon'],
  'niet-nakoming-voorgelegd': ['onbekend', 'verkeerde-stand', 'zelfde-persoon'],
  'vraag-beantwoord': [],
  'feit-vastgelegd': ['verkeerde-stand'],
  'feit-ingetrokken': ['onbekend', 'bedrag-te-hoog', 'verkeerde-stand'],

  'brief-beloofd': [],
  'brief-verzonden': ['onbekend', 'dubbel'],
  'brief-vervallen': [],
  'brief-bezorgd': ['onbekend', 'verkeerde-stand'],
  'brief-gevraagd': ['verkeerde-stand'],

  'contact-gelegd': ['verkeerde-stand'],
  'adres-gecontroleerd': ['verkeerde-stand'],
  'verhaalsonderzoek-afgerond': ['verkeerde-stand'],
  'kindtoets-opgesteld': ['verkeerde-stand'],
  'kindtoets-meegelezen': ['onbekend', 'dubbel', 'zelfde-persoon', 'verkeerde-stand'],
  'opdracht-goedgekeurd': ['verkeerde-stand'],
  'opdracht-verzonden': ['onbekend', 'verkeerde-stand', 'dubbel'],
  'opdracht-vervallen': ['onbekend', 'verkeerde-stand', 'dubbel'],
  'opdracht-ingetrokken': ['onbekend', 'verkeerde-stand'],
  'deurwaarder-bericht': ['onbekend', 'dubbel', 'verkeerde-stand'],
  'dbr-beslist': ['onbekend', 'verkeerde-stand'],

  'betalingsregeling-voorgesteld': ['dubbel', 'verkeerde-stand', 'onbekend', 'bedrag-te-hoog'],
  'betalingsregeling-goedgekeurd': ['onbekend', 'verkeerde-stand', 'zelfde-persoon'],
  // To keep or break one is for the program too; to give notice of one or to decline it is not.
  'betalingsregeling-beeindigd': ['onbekend', 'verkeerde-stand', 'alleen-een-persoon'],
  'belemmering-vastgelegd': ['verkeerde-stand'],
  'belemmering-opgeheven': ['onbekend', 'verkeerde-stand', 'zelfde-persoon'],
  'afschrijving-voorgesteld': ['dubbel'],
  'afschrijving-bevestigd': ['onbekend', 'dubbel', 'zelfde-persoon'],
  'rem-gezet': ['dubbel'],
  'rem-gelost': ['verkeerde-stand', 'zelfde-persoon'],
  'zaak-gesloten': ['dubbel', 'verkeerde-stand'],
  'opslag-berekend': ['verkeerde-stand'],

  'betaling-ontvangen': [],
  'overschot-vrijgegeven': ['bedrag-te-hoog'],
  'terugstorting-ontvangen': [],
  'uitbetaling-voorbereid': ['bedrag-te-hoog'],
  'uitbetaling-goedgekeurd': ['onbekend', 'verkeerde-stand', 'zelfde-persoon', 'bedrag-te-hoog'],
  'uitbetaling-verricht': ['onbekend', 'verkeerde-stand', 'zelfde-persoon', 'bedrag-te-hoog'],
  'uitbetaling-ingetrokken': ['onbekend', 'verkeerde-stand'],
  'uitbetaling-teruggekomen': ['onbekend', 'verkeerde-stand'],
};

/** What any event may meet: a day that has not come, and a case that the law room could not read with it. */
export const OF_ANY_EVENT: readonly AdmissionRefusal[] = ['dag-in-de-toekomst', 'past-niet-in-de-wet'];

export function ownRefusals(kind: EventKind): readonly AdmissionRefusal[] {
  const { level } = AUTONOMY[kind];
  const own = OWN[kind];
  return level === 'mededeling' || own.includes('alleen-een-persoon') ? own : [...own, 'alleen-een-persoon'];
}

export function refusalsOf(kind: EventKind): AdmissionRefusal[] {
  return [...ownRefusals(kind), ...OF_ANY_EVENT];
}
