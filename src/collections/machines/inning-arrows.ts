import { type Cause, either, FACT_KINDS, recorded, TIME, withdrawn } from './cause.ts';
import type { InningState } from './inning.ts';
import { BEGIN, type Machine } from './machine.ts';
import { INNING_SIDES } from './sides.ts';
import { TERMS } from './terms.ts';

type Name = InningState['state'];

const LETTERS = ['aangezegd', 'herinnerd', 'aangemaand', 'overgenomen'] as const satisfies readonly Name[];
const ORDER = [
  'overgedragen',
  'bevel',
  'beslag-gelegd',
  'bvv-termijn',
  'inhouding',
] as const satisfies readonly Name[];
const LADDER = ['te-aanzeggen', ...LETTERS, 'verhaalsonderzoek', 'toets'] as const satisfies readonly Name[];
const OPEN = [...LADDER, ...ORDER] as const satisfies readonly Name[];
const PAID = ['voldaan', 'nazorg'] as const satisfies readonly Name[];

/** What a court or the bureau says of the debt itself, so that it is another debt from then on. */
const DECIDED: readonly Cause[] = [
  'uitspraak-betekend',
  'niet-nakoming-vastgesteld',
  'niet-nakoming-afgewezen',
  'niet-nakoming-voorgelegd',
  ...either(
    'opheffing',
    'vermindering',
    'hoger-beroep',
    'schorsing-werking',
    'faillissement',
    'wsnp',
    'overlijden-schuldenaar',
  ),
];

/** What changes which debt a payment was set against (BW 6:43, 6:44). */
const REPLACED: readonly Cause[] = [
  ...DECIDED,
  'betaling-ontvangen',
  'overschot-vrijgegeven',
  'opslag-berekend',
  'brief-bezorgd',
  ...either('kosten', 'stuiting', 'onbekendheid', 'schorsing-executie'),
  'feit-ingetrokken: betaling',
];

/** What moves the end of the verjaring. */
const STUITING: readonly Cause[] = [
  'brief-bezorgd',
  'betaling-ontvangen',
  'overschot-vrijgegeven',
  'feit-ingetrokken: betaling',
  ...DECIDED,
  ...either('stuiting', 'onbekendheid', 'schorsing-executie', 'kosten'),
];

/** What may make something open again. The test of the machines holds it against what opens a closed case. */
const REOPENING: readonly Cause[] = [
  'niet-nakoming-gemeld',
  'niet-nakoming-betwist',
  'niet-nakoming-vastgesteld',
  'niet-nakoming-afgewezen',
  'uitspraak-betekend',
  ...either(...FACT_KINDS),
  ...withdrawn('betaling', 'terugstorting'),
  'betaling-ontvangen',
  'terugstorting-ontvangen',
  'uitbetaling-teruggekomen',
];

export const INNING: Machine<Name> = {
  name: 'inning',
  title: 'De inning van een dwangsom',
  states: {
    'te-aanzeggen': { code: '', when: 'Verbeurd en open; er is nog niet om gevraagd.' },
    aangezegd: { code: 'C1', when: 'De aanzegging is beloofd of verzonden; bezorgd stuit zij de verjaring.' },
    herinnerd: { code: 'C2', when: 'De herinnering is beloofd of verzonden.' },
    aangemaand: { code: 'C3', when: 'De laatste aanmaning is beloofd of verzonden.' },
    overgenomen: { code: 'C4', when: 'Het bureau int zelf; beide ouders hebben dat gehoord.' },
    verhaalsonderzoek: {
      code: 'C5',
      when: 'Na de overname is onderzocht of er iets te halen is, en er is uitzicht op betaling.',
    },
    toets: { code: 'C6', when: 'Er is een kindtoets die doorgaan toestaat, en een tweede las hem mee.' },
    overgedragen: { code: 'C7', when: 'Een persoon keurde de opdracht aan de deurwaarder goed.' },
    bevel: { code: 'C8', when: 'De deurwaarder heeft bevel gedaan om te betalen.' },
    'beslag-gelegd': { code: 'C9', when: 'Er ligt beslag.' },
    'bvv-termijn': {
      code: 'C10',
      when: 'Het beslag is aan de schuldenaar overbetekend; hij kan zich over de beslagvrije voet uitlaten.',
    },
    inhouding: { code: 'C11', when: 'De derde houdt in.' },
    voldaan: { code: 'C12', when: 'Betaald; er is in de zaak nog iets te doen of uit te zoeken.' },
    nazorg: { code: 'C13', when: 'Betaald, en er is in de zaak niets meer te doen.' },
    gesloten: { code: 'C14', when: 'De zaak is gesloten.' },
    betwistbaar: { code: 'X', when: 'In de ene lezing van zes maanden verjaard en in de andere nog niet.' },
    verjaard: { code: 'X', when: 'Verjaard in beide lezingen.' },
    vervallen: { code: 'I7', when: 'De uitspraak is vernietigd: er is niets meer verschuldigd.' },
  },
  groups: { open: OPEN, ladder: LADDER, brieven: LETTERS, 'bij de deurwaarder': ORDER, betaald: PAID },
  arrows: [
    {
      // What was taken back and is found again returns to where its letters and payments have it.
      from: [BEGIN],
      to: [...OPEN, ...PAID, 'betwistbaar', 'verjaard', 'vervallen'],
      by: DECIDED,
      article: 'Rv 611a',
      term: TERMS.atOnce,
    },
    {
      // What one finding fills of the maximum is free for another once it is put to the judge, and that leaves the case closed.
      from: [BEGIN],
      to: ['gesloten'],
      by: ['niet-nakoming-voorgelegd'],
      article: 'Rv 611b',
      term: TERMS.atOnce,
    },
    {
      from: ['te-aanzeggen'],
      to: ['aangezegd'],
      by: ['brief-beloofd'],
      article: 'BW 6:82 lid 1; BW 3:317',
      term: TERMS.aanzegging,
    },
    {
      from: ['aangezegd'],
      to: ['herinnerd'],
      by: ['brief-beloofd'],
      article: 'BW 6:82 lid 1',
      term: TERMS.herinnering,
    },
    {
      from: ['herinnerd'],
      to: ['aangemaand'],
      by: ['brief-beloofd'],
      article: 'BW 6:82 lid 1',
      term: TERMS.aanmaning,
    },
    {
      from: ['aangemaand'],
      to: ['overgenomen'],
      by: ['brief-beloofd'],
      article: 'Rv 611c; BW 3:60',
      term: TERMS.overname,
    },
    {
      from: ['aangezegd'],
      to: ['te-aanzeggen'],
      by: ['brief-vervallen'],
      article: 'beleid 7.3',
      term: TERMS.none,
    },
    {
      from: ['herinnerd'],
      to: ['aangezegd'],
      by: ['brief-vervallen'],
      article: 'beleid 7.3',
      term: TERMS.none,
    },
    {
      from: ['aangemaand'],
      to: ['herinnerd'],
      by: ['brief-vervallen'],
      article: 'beleid 7.3',
      term: TERMS.none,
    },
    {
      from: ['overgenomen'],
      to: ['aangemaand'],
      by: ['brief-vervallen'],
      article: 'beleid 7.3',
      term: TERMS.none,
    },
    {
      from: ['overgenomen'],
      to: ['verhaalsonderzoek'],
      by: ['verhaalsonderzoek-afgerond'],
      article: 'Rv 475ga',
      term: TERMS.research,
    },
    {
      from: ['verhaalsonderzoek'],
      to: ['toets'],
      by: ['kindtoets-meegelezen'],
      article: 'IVRK art. 3',
      term: TERMS.kindtoets,
    },
    {
      // A kindtoets may stand already, for another dwangsom.
      from: ['overgenomen'],
      to: ['toets'],
      by: ['verhaalsonderzoek-afgerond'],
      article: 'IVRK art. 3',
      term: TERMS.research,
    },
    {
      from: ['toets'],
      to: ['verhaalsonderzoek'],
      by: [TIME, 'belemmering-vastgelegd', 'kindtoets-opgesteld'],
      article: 'IVRK art. 3',
      term: TERMS.kindtoetsEnds,
    },
    {
      from: ['toets'],
      to: ['overgedragen'],
      by: ['opdracht-goedgekeurd'],
      article: 'Rv 430 en 611c; AVG art. 22',
      term: TERMS.order,
    },
    {
      from: [...ORDER],
      to: [...ORDER],
      by: ['deurwaarder-bericht'],
      article: 'Rv 439, 475 en 475i',
      term: 'zoals de deurwaarder bericht',
    },
    {
      // Later research that found nothing to take leads back.
      from: ['verhaalsonderzoek', 'toets'],
      to: ['overgenomen'],
      by: ['verhaalsonderzoek-afgerond'],
      article: 'Rv 475ga',
      term: TERMS.none,
    },
    {
      // The research was done while the overname was promised and had not gone out yet.
      from: ['overgenomen'],
      to: ['verhaalsonderzoek', 'toets'],
      by: ['brief-verzonden'],
      article: 'Rv 475ga',
      term: TERMS.atOnce,
    },
    {
      // The order ended, and what it was for did not: the kindtoets may still hold, or not any more.
      from: [...ORDER],
      to: ['toets', 'verhaalsonderzoek', 'overgenomen'],
      by: ['opdracht-ingetrokken', 'opdracht-vervallen', 'deurwaarder-bericht', 'dbr-beslist'],
      article: 'Rv 435',
      term: TERMS.none,
    },
    {
      from: [...OPEN, 'betwistbaar', 'verjaard'],
      to: [...PAID],
      by: REPLACED,
      article: 'BW 6:43 en 6:44',
      term: TERMS.atOnce,
    },
    {
      from: [...PAID],
      to: [...OPEN, 'betwistbaar', 'verjaard'],
      by: REPLACED,
      article: 'BW 6:43 en 6:44',
      term: TERMS.atOnce,
    },
    {
      from: ['voldaan'],
      to: ['nazorg'],
      by: [
        'uitbetaling-verricht',
        'uitbetaling-ingetrokken',
        'terugstorting-ontvangen',
        'overschot-vrijgegeven',
        'afschrijving-bevestigd',
        'betalingsregeling-beeindigd',
        'feit-ingetrokken: terugstorting',
        ...REPLACED,
      ],
      article: 'beleid 7.3',
      term: TERMS.atOnce,
    },
    {
      // Paid while an order ran: there is something to do until that has ended too.
      from: ['voldaan'],
      to: ['nazorg'],
      by: ['opdracht-ingetrokken', 'opdracht-vervallen', 'deurwaarder-bericht', 'dbr-beslist'],
      article: 'Rv 435',
      term: TERMS.none,
    },
    {
      from: ['nazorg'],
      to: ['voldaan'],
      by: [
        'niet-nakoming-gemeld',
        'niet-nakoming-betwist',
        // It waited for a second person when all was paid.
        'betalingsregeling-goedgekeurd',
        'feit-ingetrokken: terugstorting',
        'uitbetaling-teruggekomen',
        'terugstorting-ontvangen',
        ...REPLACED,
      ],
      article: 'beleid 7.3',
      term: TERMS.atOnce,
    },
    {
      from: ['nazorg', 'vervallen'],
      to: ['gesloten'],
      by: ['zaak-gesloten'],
      article: 'beleid 7.3',
      term: TERMS.aftercare,
    },
    {
      // What verjaarde never closes in silence.
      from: ['verjaard', 'voldaan'],
      to: ['gesloten'],
      by: ['zaak-gesloten'],
      article: 'Rv 611g lid 1',
      term: TERMS.inquiry,
    },
    {
      // The creditor withdraws the case, or all of it was written off.
      from: [...OPEN, 'voldaan', 'betwistbaar'],
      to: ['gesloten'],
      by: ['zaak-gesloten'],
      article: 'beleid 7.3; BW 6:160',
      term: TERMS.none,
    },
    {
      from: ['gesloten'],
      to: [...OPEN, ...PAID, 'betwistbaar', 'verjaard', 'vervallen'],
      by: REOPENING,
      article: 'beleid 7.3',
      term: TERMS.atOnce,
    },
    {
      from: [...OPEN],
      to: ['betwistbaar'],
      by: [TIME, ...STUITING],
      article: 'Rv 611g lid 1',
      term: 'zes maanden, in de lezing die het eerst eindigt',
    },
    {
      from: [...OPEN, 'betwistbaar'],
      to: ['verjaard'],
      by: [TIME, ...STUITING],
      article: 'Rv 611g lid 1; BW 3:319',
      term: 'zes maanden na het verbeuren of de laatste stuiting',
    },
    {
      from: ['betwistbaar', 'verjaard'],
      to: [...OPEN, 'betwistbaar'],
      by: STUITING,
      article: 'BW 3:316 tot en met 3:319',
      term: 'de dag waarop de brief is bezorgd',
    },
    {
      from: [...OPEN, ...PAID, 'betwistbaar', 'verjaard'],
      to: ['vervallen'],
      by: recorded('vernietiging'),
      article: 'BW 6:203',
      term: TERMS.atOnce,
    },
    {
      from: ['vervallen'],
      to: [...OPEN, ...PAID, 'betwistbaar', 'verjaard'],
      by: withdrawn('vernietiging'),
      article: 'beleid 7.3',
      term: TERMS.none,
    },
    {
      from: [...OPEN, ...PAID, 'gesloten', 'betwistbaar', 'verjaard', 'vervallen'],
      to: [BEGIN],
      by: DECIDED,
      article: 'Rv 611d; BW 6:203',
      term: TERMS.atOnce,
    },
  ],
  sides: INNING_SIDES,
};
