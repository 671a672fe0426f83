import type { EventKind } from '../events.ts';

/**
 * The autonomy matrix (domain 7.4, AVG art. 22): who may write which event. What is reversible or protects is for the program; what has legal effect for
 * a person is prepared by it and decided by a named person; some things it does not even prepare.
 */
export interface Autonomy {
  readonly level: 'autonoom' | 'persoon-beslist' | 'alleen-een-persoon' | 'mededeling';
  /** Why, as a Dutch sentence that refuses whoever may not. */
  readonly why: string;
}

const autonomous = (why: string): Autonomy => ({ level: 'autonoom', why });
const decided = (why: string): Autonomy => ({ level: 'persoon-beslist', why });
const human = (why: string): Autonomy => ({ level: 'alleen-een-persoon', why });
/** Something that happened outside: whoever hears of it says so, the program too where a bank or a deurwaarder told it. */
const told = (why: string): Autonomy => ({ level: 'mededeling', why });

export const AUTONOMY: Readonly<Record<EventKind, Autonomy>> = {
  'uitspraak-geregistreerd': human('Een uitspraak wordt door een persoon geregistreerd.'),
  'uitspraak-gevalideerd': decided('Een uitspraak wordt door een persoon gecontroleerd.'),
  'uitspraak-teruggegeven': decided('Een uitspraak wordt door een persoon gecontroleerd.'),
  'volmacht-verleend': human('De volmacht komt van de schuldeiser; een persoon legt haar vast.'),
  'volmacht-ingetrokken': human('De schuldeiser trekt de volmacht in; een persoon legt dat vast.'),
  'schuldeiser-overleden': human('Een overlijden wordt door een persoon vastgelegd.'),
  'betekening-opgedragen': decided('De opdracht om te betekenen geeft een persoon.'),
  'uitspraak-betekend': told('Dat de uitspraak is betekend, blijkt uit het exploot.'),
  'ladder-vastgelegd': told('Welke ladder geldt, volgt uit de vrijgegeven versies.'),

  'niet-nakoming-gemeld': human('Een niet-nakoming wordt door een persoon gemeld.'),
  'niet-nakoming-betwist': human('Een betwisting komt van een persoon.'),
  'niet-nakoming-vastgesteld': decided('Een niet-nakoming wordt door een persoon vastgesteld of afgewezen.'),
  'niet-nakoming-afgewezen': decided('Een niet-nakoming wordt door een persoon vastgesteld of afgewezen.'),
  'niet-nakoming-voorgelegd': decided('Of een niet-nakoming naar de rechter gaat, beslist een persoon.'),
  'vraag-beantwoord': decided('Een vraag wordt door een persoon beantwoord.'),

  'feit-vastgelegd': told('Een feit wordt vastgelegd door wie ervan hoort.'),
  'feit-ingetrokken': decided('Een feit wordt door een persoon ingetrokken.'),

  'brief-beloofd': autonomous('Brieven worden door het programma beloofd, volgens het plan van de zaak.'),
  'brief-verzonden': autonomous('Dat een brief is verzonden, legt het programma zelf vast.'),
  'brief-vervallen': autonomous(
    'Of een beloofde brief nog uitgaat, bepaalt het programma bij het verzenden.',
  ),
  'brief-bezorgd': told('Dat een brief is bezorgd, blijkt uit het bewijs.'),
  'brief-gevraagd': human('Om zo een brief vraagt een persoon.'),

  'contact-gelegd': human('Contact wordt gelegd en opgetekend door een persoon.'),
  'adres-gecontroleerd': told('Dat het adres is nagekeken, legt vast wie het nakeek.'),
  'verhaalsonderzoek-afgerond': decided('Het verhaalsonderzoek wordt door een persoon afgesloten.'),
  'kindtoets-opgesteld': human('De kindtoets is mensenwerk.'),
  'kindtoets-meegelezen': human('De kindtoets is mensenwerk.'),
  'opdracht-goedgekeurd': decided('Een opdracht aan de deurwaarder keurt een persoon goed.'),
  'opdracht-verzonden': autonomous('Dat een opdracht is verzonden, legt het programma zelf vast.'),
  'opdracht-vervallen': autonomous(
    'Of een goedgekeurde opdracht nog uitgaat, bepaalt het programma bij het verzenden.',
  ),
  'opdracht-ingetrokken': decided('Een opdracht trekt een persoon in.'),
  'deurwaarder-bericht': told('Wat de deurwaarder bericht, wordt vastgelegd zoals het komt.'),
  'dbr-beslist': human('Na een negatieve prognose van het beslagregister beslist een persoon, schriftelijk.'),

  'betalingsregeling-voorgesteld': decided('Een betalingsregeling spreekt een persoon af.'),
  'betalingsregeling-goedgekeurd': decided('Een lange betalingsregeling keurt een tweede persoon goed.'),
  'betalingsregeling-beeindigd': told(
    'Een betalingsregeling eindigt doordat zij is nagekomen, verbroken of opgezegd.',
  ),
  'belemmering-vastgelegd': human('Een pauze of andere belemmering legt een persoon vast.'),
  'belemmering-opgeheven': decided('Een belemmering heft een persoon op.'),
  'afschrijving-voorgesteld': human('Afschrijven is aan personen.'),
  'afschrijving-bevestigd': human('Afschrijven is aan personen.'),
  'rem-gezet': human('Een rem zet een persoon.'),
  'rem-gelost': human('Een rem lost een persoon.'),
  'zaak-gesloten': told('Een zaak sluit wanneer er niets meer te doen is.'),
  'opslag-berekend': autonomous('De opslag berekent het programma, waar de wet hem geeft.'),

  'betaling-ontvangen': told('Een ontvangst blijkt uit de regel van de bank.'),
  'overschot-vrijgegeven': decided('Een overschot geeft een persoon vrij.'),
  'terugstorting-ontvangen': told('Een ontvangst blijkt uit de regel van de bank.'),
  'uitbetaling-voorbereid': told('Een uitbetaling wordt voorbereid door het programma of door een persoon.'),
  'uitbetaling-goedgekeurd': decided('Een uitbetaling wordt door een persoon goedgekeurd.'),
  'uitbetaling-verricht': told('Dat een uitbetaling is verricht, blijkt uit de regel van de bank.'),
  'uitbetaling-ingetrokken': told(
    'Een uitbetaling wordt ingetrokken door het programma of door een persoon.',
  ),
  'uitbetaling-teruggekomen': told('Dat een uitbetaling terugkwam, blijkt uit de regel van de bank.'),
};

/** Why the program, or a person, may not write this; null where it may. */
export function whyNotBy(kind: EventKind, isProgram: boolean): string | null {
  const { level, why } = AUTONOMY[kind];
  if (level === 'mededeling') return null;
  return isProgram === (level === 'autonoom') ? null : why;
}
