import { either, recorded, TIME, withdrawn } from './cause.ts';
import { BEGIN, type Machine } from './machine.ts';
import { TERMS } from './terms.ts';
import type { TitelState } from './titel.ts';

export type TitelName = Exclude<TitelState['state'], 'geschorst'>;

/** Over what is validated and has not ended a schorsing may hang, and all of it may end. */
const GELDEND = [
  'gevalideerd',
  'mandaat-compleet',
  'betekening-opgedragen',
  'betekend',
  'lopend',
  'gewijzigd',
  'uitgeput',
] as const satisfies readonly TitelName[];

const COUNTING = ['lopend', 'gewijzigd', 'uitgeput'] as const satisfies readonly TitelName[];

export const TITEL: Machine<TitelName> = {
  name: 'titel',
  title: 'De titel',
  states: {
    ingediend: {
      code: 'T1, T2',
      when: 'Een medewerker heeft de uitspraak geregistreerd; een ander vergelijkt haar met de tekst.',
    },
    teruggegeven: { code: 'T3', when: 'Wie vergeleek, vond een fout.' },
    gevalideerd: { code: 'T4', when: 'Een tweede persoon vond haar gelijk aan de tekst.' },
    'mandaat-compleet': { code: 'T5', when: 'Er is vandaag een volmacht van de schuldeiser.' },
    'betekening-opgedragen': { code: 'T6', when: 'De deurwaarder heeft opdracht om te betekenen.' },
    betekend: {
      code: 'T7',
      when: 'Het exploot is er, maar de termijn die de rechter gaf loopt nog: er wordt nog niets verbeurd.',
    },
    lopend: { code: 'T8', when: 'Wie nu niet nakomt, verbeurt.' },
    gewijzigd: { code: 'T11', when: 'De rechter heeft het bedrag of het maximum verminderd.' },
    uitgeput: {
      code: 'T10',
      when: 'Het maximum is bereikt: er wordt niets meer verbeurd, wat verbeurd is wordt geïnd.',
    },
    geeindigd: {
      code: 'T12',
      when: 'De uitspraak is vernietigd of opgeheven, of haar laatste dag is voorbij.',
    },
  },
  groups: { geldend: GELDEND, tellend: COUNTING },
  arrows: [
    {
      from: [BEGIN, 'teruggegeven'],
      to: ['ingediend'],
      by: ['uitspraak-geregistreerd'],
      article: 'Rv 430',
      term: 'geen',
    },
    {
      from: ['ingediend'],
      to: ['teruggegeven'],
      by: ['uitspraak-teruggegeven'],
      article: 'beleid 7.1',
      term: TERMS.check,
    },
    {
      // A volmacht may be signed before anybody has compared the uitspraak; then both are there at once.
      from: ['ingediend'],
      to: ['gevalideerd', 'mandaat-compleet'],
      by: ['uitspraak-gevalideerd'],
      article: 'beleid 7.1',
      term: TERMS.check,
    },
    {
      from: ['ingediend'],
      to: ['geeindigd'],
      by: ['uitspraak-gevalideerd'],
      article: 'Rv 611a lid 1',
      term: TERMS.check,
    },
    {
      from: ['gevalideerd'],
      to: ['mandaat-compleet'],
      by: ['volmacht-verleend'],
      article: 'BW 3:60; Rv 611c',
      term: TERMS.intake,
    },
    {
      // A volmacht with an end that is already past takes the place of one that ran.
      from: ['mandaat-compleet'],
      to: ['gevalideerd'],
      by: ['volmacht-ingetrokken', 'schuldeiser-overleden', 'volmacht-verleend', TIME],
      article: 'BW 3:72',
      term: 'de dag na de laatste dag van de volmacht',
    },
    {
      from: ['gevalideerd', 'mandaat-compleet'],
      to: ['betekening-opgedragen'],
      by: ['betekening-opgedragen'],
      article: 'Rv 611a lid 3',
      term: TERMS.intake,
    },
    {
      from: ['gevalideerd', 'mandaat-compleet', 'betekening-opgedragen'],
      to: ['betekend', 'lopend', 'gewijzigd', 'uitgeput'],
      by: ['uitspraak-betekend'],
      article: 'Rv 611a lid 3',
      term: TERMS.intake,
    },
    {
      from: ['betekend'],
      to: ['lopend', 'gewijzigd'],
      by: [TIME],
      article: 'Rv 611a lid 3 en 4',
      term: 'de dag na de betekening of na de termijn die de rechter gaf',
    },
    {
      // A later exploot corrects an earlier one, and with it the first day that counts.
      from: ['betekend', ...COUNTING],
      to: ['betekend', ...COUNTING],
      by: ['uitspraak-betekend'],
      article: 'Rv 611a lid 3',
      term: 'geen',
    },
    {
      from: ['lopend', 'gewijzigd'],
      to: ['uitgeput'],
      by: [
        'niet-nakoming-vastgesteld',
        ...either(
          'opheffing',
          'schorsing-werking',
          'hoger-beroep',
          'faillissement',
          'wsnp',
          'overlijden-schuldenaar',
        ),
      ],
      article: 'Rv 611b',
      term: 'dezelfde dag',
    },
    {
      from: ['uitgeput'],
      to: ['lopend', 'gewijzigd'],
      by: [
        'niet-nakoming-afgewezen',
        'niet-nakoming-voorgelegd',
        ...either(
          'opheffing',
          'schorsing-werking',
          'hoger-beroep',
          'faillissement',
          'wsnp',
          'overlijden-schuldenaar',
        ),
      ],
      article: 'Rv 611b',
      term: 'dezelfde dag',
    },
    {
      from: [...COUNTING],
      to: [...COUNTING],
      by: either('vermindering'),
      article: 'Rv 611d',
      term: 'de dag van de beslissing',
    },
    {
      from: [...GELDEND],
      to: ['geeindigd'],
      by: [...recorded('vernietiging', 'opheffing'), TIME],
      article: 'BW 6:203; Rv 611d lid 1; BW 1:377a',
      term: 'de dag van de beslissing, of de dag na de laatste dag van de uitspraak',
    },
    {
      // A decision that was recorded by mistake: the title never ended.
      from: ['geeindigd'],
      to: [...GELDEND],
      by: withdrawn('vernietiging', 'opheffing'),
      article: 'beleid 7.1',
      term: 'geen',
    },
  ],
  sides: [
    {
      state: 'geschorst',
      code: 'T9',
      enters: [
        ...recorded(
          'schorsing-werking',
          'schorsing-executie',
          'hoger-beroep',
          'faillissement',
          'wsnp',
          'overlijden-schuldenaar',
          'opheffing',
        ),
        'belemmering-vastgelegd',
        ...withdrawn('vernietiging', 'opheffing'),
      ],
      leaves: [
        ...withdrawn(
          'schorsing-werking',
          'schorsing-executie',
          'hoger-beroep',
          'faillissement',
          'wsnp',
          'overlijden-schuldenaar',
          'opheffing',
        ),
        'belemmering-opgeheven',
        ...recorded('vernietiging', 'opheffing'),
        TIME,
      ],
      article: 'Rv 350, 351, 438, 611d en 611e; BW 4:182',
      term: 'tot en met de laatste dag van de schorsing',
      holds: 'Er wordt niets geëist; de verjaring wordt toch gestuit.',
    },
  ],
};
