import { type Cause, either } from './cause.ts';
import { BEGIN, type Machine } from './machine.ts';
import type { OntvangstState } from './ontvangst.ts';
import { TERMS } from './terms.ts';

type Name = OntvangstState['state'];

const WAITING = ['uitbetaalbaar', 'vastgehouden', 'retour'] as const satisfies readonly Name[];
const PREPARED = ['voorbereid', 'goedgekeurd'] as const satisfies readonly Name[];
const LEAVING = [...WAITING, ...PREPARED, 'uitbetaald'] as const satisfies readonly Name[];
const PLACED = ['tussenrekening', 'toegerekend', ...LEAVING] as const satisfies readonly Name[];

/** Whatever changes what is owed changes what a receipt was set against, and so for whom it is. */
const REPLACED: readonly Cause[] = [
  'uitspraak-betekend',
  'niet-nakoming-vastgesteld',
  'niet-nakoming-afgewezen',
  'niet-nakoming-voorgelegd',
  'betaling-ontvangen',
  'feit-ingetrokken: betaling',
  'overschot-vrijgegeven',
  'opslag-berekend',
  'brief-bezorgd',
  ...either(
    'opheffing',
    'vermindering',
    'vernietiging',
    'kosten',
    'stuiting',
    'onbekendheid',
    'hoger-beroep',
    'schorsing-werking',
    'schorsing-executie',
    'faillissement',
    'wsnp',
    'overlijden-schuldenaar',
  ),
];

export const ONTVANGST: Machine<Name> = {
  name: 'ontvangst',
  title: 'Een ontvangst',
  states: {
    geboekt: {
      code: 'R1, R2',
      when: 'De regel van de bank is in deze zaak geboekt; er is nog geen gevalideerde uitspraak.',
    },
    tussenrekening: { code: 'R3', when: 'Een deel ervan is aan geen schuld toegerekend.' },
    toegerekend: { code: 'R4', when: 'Alles ervan ging naar kosten: het is voor het bureau.' },
    vastgehouden: { code: 'R5', when: 'In deze zaak staat een rem op uitbetalingen.' },
    uitbetaalbaar: { code: 'R6', when: 'Het ligt klaar voor wie het toekomt.' },
    voorbereid: { code: 'R6', when: 'Het programma of een persoon bereidde de uitbetaling voor.' },
    goedgekeurd: { code: 'R6', when: 'Een ander dan wie voorbereidde of ontving keurde haar goed.' },
    uitbetaald: { code: 'R7', when: 'De bank voerde haar uit, en een derde persoon bevestigde dat.' },
    retour: { code: 'R8', when: 'De bank stuurde de uitbetaling terug.' },
    ingetrokken: { code: '', when: 'De regel van de bank hoorde niet bij deze zaak.' },
  },
  groups: { wachtend: WAITING, 'onderweg naar buiten': PREPARED, 'voor iemand': LEAVING, geplaatst: PLACED },
  arrows: [
    {
      from: [BEGIN],
      to: ['geboekt', 'tussenrekening', 'toegerekend', ...LEAVING],
      by: ['betaling-ontvangen'],
      article: 'BW 6:43 en 6:44',
      term: TERMS.atOnce,
    },
    {
      from: ['geboekt'],
      to: ['tussenrekening'],
      by: ['uitspraak-gevalideerd'],
      article: 'BW 6:43',
      term: TERMS.atOnce,
    },
    {
      from: [...WAITING],
      to: ['voorbereid'],
      by: ['uitbetaling-voorbereid'],
      article: 'Rv 611c; BW 6:203',
      term: TERMS.atOnce,
    },
    {
      // Of a receipt with a part for each parent: the one that came back is prepared again, the other still waits.
      from: ['retour'],
      to: ['uitbetaalbaar'],
      by: ['uitbetaling-voorbereid'],
      article: 'Rv 611c; BW 6:203',
      term: TERMS.atOnce,
    },
    {
      from: ['voorbereid'],
      to: ['goedgekeurd'],
      by: ['uitbetaling-goedgekeurd'],
      article: 'beleid 7.5',
      term: TERMS.payout,
    },
    {
      from: ['goedgekeurd'],
      to: ['uitbetaald'],
      by: ['uitbetaling-verricht'],
      article: 'Rv 611c',
      term: TERMS.payout,
    },
    {
      from: [...PREPARED],
      to: [...WAITING, ...PREPARED],
      by: ['uitbetaling-ingetrokken'],
      article: 'BW 6:203',
      term: TERMS.none,
    },
    {
      from: ['uitbetaald', ...PREPARED],
      to: ['retour', 'vastgehouden', ...PREPARED],
      by: ['uitbetaling-teruggekomen'],
      article: 'beleid 7.5',
      term: TERMS.atOnce,
    },
    {
      // Of a receipt with a part for each parent: one part waited, the other came back.
      from: ['uitbetaalbaar'],
      to: ['retour'],
      by: ['uitbetaling-teruggekomen'],
      article: 'beleid 7.5',
      term: TERMS.atOnce,
    },
    {
      from: ['uitbetaald', ...PREPARED, 'retour'],
      to: [...WAITING, ...PREPARED],
      by: ['terugstorting-ontvangen'],
      article: 'BW 6:203',
      term: TERMS.atOnce,
    },
    {
      from: [...WAITING, ...PREPARED],
      to: ['retour', ...PREPARED, 'uitbetaald'],
      by: ['feit-ingetrokken: terugstorting'],
      article: 'beleid 7.5',
      term: TERMS.none,
    },
    {
      from: ['uitbetaalbaar', 'retour'],
      to: ['vastgehouden'],
      by: ['rem-gezet'],
      article: 'beleid 7.4',
      term: TERMS.atOnce,
    },
    {
      from: ['vastgehouden'],
      to: ['uitbetaalbaar', 'retour'],
      by: ['rem-gelost'],
      article: 'beleid 7.4',
      term: TERMS.atOnce,
    },
    {
      from: [...PLACED],
      to: [...PLACED],
      by: REPLACED,
      article: 'BW 6:43, 6:44 en 6:203',
      term: TERMS.atOnce,
    },
    {
      from: ['geboekt', ...PLACED],
      to: ['ingetrokken'],
      by: ['feit-ingetrokken: betaling'],
      article: 'beleid 7.5',
      term: TERMS.none,
    },
  ],
  sides: [],
};
