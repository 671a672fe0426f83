import type { BrakeKind, Hold, HoldState, LadderStepName } from '../../collections/index.ts';

/** The steps, holds and brakes of the process as people call them. Records, so that the compiler asks for each new word. */
export const STEP_WORDS: Record<LadderStepName, string> = {
  aanzegging: 'Aanzegging',
  herinnering: 'Herinnering',
  'laatste-aanmaning': 'Laatste aanmaning',
  overname: 'Overname',
  verhaalsonderzoek: 'Verhaalsonderzoek',
  kindtoets: 'Kindtoets',
  opdracht: 'Deurwaarder',
};

/** A few words for the top of a case and the work list. */
export const HOLD_WORDS: Record<HoldState, string> = {
  geschorst: 'Geschorst',
  insolventie: 'Faillissement of wsnp',
  overleden: 'Schuldenaar overleden',
  pauze: 'Pauze',
  noodstop: 'Noodstop',
  schuldhulp: 'Pauze door schuldhulp',
  executiegeschil: 'Executiegeschil',
  onvindbaar: 'Schuldenaar onvindbaar',
  oninbaar: 'Nu niets te halen',
  veiligheid: 'Veiligheidsmelding',
  afgeschreven: 'Afgeschreven',
  gesloten: 'Gesloten',
};

/** What a hold stops, and what runs on all the same. */
export const REACH_WORDS: Record<Hold['reach'], { readonly stops: string; readonly runsOn: string }> = {
  eisen: {
    stops: 'Elke brief die om betaling vraagt, en elke stap daarna.',
    runsOn: 'De verjaring loopt door, dus brieven die haar stuiten gaan uit.',
  },
  verder: {
    stops: 'Elke volgende stap: herinnering, aanmaning, overname en dwang.',
    runsOn:
      'Wat nieuw wordt vastgesteld, wordt aangezegd. De verjaring loopt door; brieven die haar stuiten gaan uit.',
  },
  dwang: {
    stops: 'Dwang: de kindtoets en de opdracht aan de deurwaarder.',
    runsOn: 'De brieven van de ladder en de brieven die de verjaring stuiten gaan uit.',
  },
};

export const BRAKE_WORDS: Record<BrakeKind, string> = {
  alles: 'alles, behalve de brieven die de verjaring stuiten',
  brieven: 'brieven',
  opdrachten: 'opdrachten aan de deurwaarder',
  uitbetalingen: 'uitbetalingen',
  stuitingen: 'brieven die de verjaring stuiten',
};
