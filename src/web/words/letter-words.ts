import type { LetterName } from '../../collections/index.ts';

/** What each letter is for, with the article or the rule that asks for it: why the program promised it. */
export const LETTER_PURPOSES: Record<LetterName, { readonly article: string; readonly purpose: string }> = {
  aanzegging: {
    article: 'BW 6:82 en 3:317',
    purpose: 'vraagt betaling van wat is vastgesteld en stuit de verjaring',
  },
  herinnering: { article: 'BW 6:82', purpose: 'noemt opnieuw elk bedrag, want er is niet betaald' },
  'laatste-aanmaning': {
    article: 'BW 6:82',
    purpose: 'zegt wat er volgt als er niet wordt betaald, en wie kan helpen',
  },
  overname: { article: 'Rv 611c', purpose: 'zegt dat het bureau voortaan zelf int' },
  stuitingsbrief: {
    article: 'BW 3:317',
    purpose: 'stuit alleen de verjaring, zonder om betaling te vragen',
  },

  'betekening-bericht': {
    article: 'Rv 611a lid 3',
    purpose: 'zegt vanaf welke dag een dwangsom kan worden verbeurd',
  },
  wederhoor: {
    article: 'Rv 19; EVRM art. 6',
    purpose: 'vraagt de schuldenaar om te reageren op een melding',
  },
  uitkomst: { article: 'Nationale ombudsman 2015/013', purpose: 'antwoordt met redenen op een betwisting' },
  regeling: { article: 'BW 6:29', purpose: 'zet op papier wat is afgesproken' },
  'regeling-herinnering': { article: 'beleid 7.3', purpose: 'zegt dat een termijn niet is betaald' },
  'regeling-verbroken': { article: 'BW 6:83', purpose: 'zegt dat de regeling is geëindigd en wat er volgt' },
  pauze: {
    article: 'Nationale ombudsman 2018/004',
    purpose: 'zegt tot wanneer de pauze duurt en wat intussen doorloopt',
  },
  'pauze-einde': {
    article: 'Nationale ombudsman 2018/004',
    purpose: 'zegt dat de pauze voorbij is en wat er volgt',
  },
  herberekening: { article: 'Rv 611d; BW 6:203', purpose: 'rekent opnieuw, na een nieuwe beslissing' },
  afsluiting: { article: 'beleid 7.3', purpose: 'zegt dat de zaak is gesloten, met de eindstand' },

  ontvangstbevestiging: {
    article: 'beleid 1.6',
    purpose: 'bevestigt dat de uitspraak is ontvangen en zegt wat nog nodig is',
  },
  'overname-bericht': { article: 'Rv 611c', purpose: 'zegt de schuldeiser dat het bureau nu zelf int' },
  afdrachtbericht: { article: 'Rv 611c', purpose: 'zegt wat is afgedragen en waar het vandaan komt' },
  statusbericht: {
    article: 'Nationale ombudsman 2009/242',
    purpose: 'zegt hoe het staat, ook als er niets is gebeurd',
  },
  'afsluiting-bericht': { article: 'beleid 7.3', purpose: 'zegt dat de zaak is gesloten, met de eindstand' },

  'volmacht-formulier': { article: 'BW 3:60', purpose: 'vraagt de schuldeiser om een volmacht' },
  overzicht: { article: 'AVG art. 12', purpose: 'geeft een overzicht, omdat daarom is gevraagd' },
  'overzicht-schuldeiser': {
    article: 'AVG art. 12',
    purpose: 'geeft een overzicht, omdat daarom is gevraagd',
  },
  bewijsdossier: { article: 'Rv 611d', purpose: 'brengt het bewijs bijeen voor de rechter' },
};
