/**
 * The letters of the process, by the name that the history gives them: which document it is (docs/letters.md), to whom, and what it does in law.
 *
 * `demands`: it asks for payment, so it may not go out while payment may not be asked. `interrupts`: it reserves the right to payment in writing, so
 * from the day it arrives the verjaring runs anew (BW 3:317 lid 1).
 */
export interface LetterKind {
  readonly document: string;
  readonly to: 'schuldenaar' | 'schuldeiser';
  readonly demands: boolean;
  readonly interrupts: boolean;
  /** True where the program sends it of its own accord; else a person asks for it. */
  readonly isAutonomous: boolean;
}

const toDebtor = { to: 'schuldenaar', demands: false, interrupts: false, isAutonomous: true } as const;
const toCreditor = { to: 'schuldeiser', demands: false, interrupts: false, isAutonomous: true } as const;
const demand = { to: 'schuldenaar', demands: true, interrupts: true, isAutonomous: true } as const;

export const LETTER_KINDS = {
  aanzegging: { document: 'L-06', ...demand },
  herinnering: { document: 'L-07', ...demand },
  'laatste-aanmaning': { document: 'L-08', ...demand },
  overname: { document: 'L-09', ...demand },
  stuitingsbrief: { document: 'L-10', ...demand, demands: false },

  'betekening-bericht': { document: 'L-04', ...toDebtor },
  wederhoor: { document: 'L-05', ...toDebtor },
  uitkomst: { document: 'L-11', ...toDebtor },
  regeling: { document: 'L-12', ...toDebtor },
  'regeling-herinnering': { document: 'L-12', ...toDebtor },
  'regeling-verbroken': { document: 'L-12', ...toDebtor },
  pauze: { document: 'L-13', ...toDebtor },
  'pauze-einde': { document: 'L-13', ...toDebtor },
  herberekening: { document: 'L-22', ...toDebtor },
  afsluiting: { document: 'L-24', ...toDebtor },

  ontvangstbevestiging: { document: 'L-01', ...toCreditor },
  'overname-bericht': { document: 'L-09', ...toCreditor },
  afdrachtbericht: { document: 'L-19', ...toCreditor },
  statusbericht: { document: 'L-20', ...toCreditor },
  'afsluiting-bericht': { document: 'L-24', ...toCreditor },

  'volmacht-formulier': { document: 'L-02', ...toCreditor, isAutonomous: false },
  overzicht: { document: 'L-18', ...toDebtor, isAutonomous: false },
  'overzicht-schuldeiser': { document: 'L-18', ...toCreditor, isAutonomous: false },
  /** For the judge, in the hands of the creditor. */
  bewijsdossier: { document: 'L-32', ...toCreditor, isAutonomous: false },
} as const satisfies Record<string, LetterKind>;

export type LetterName = keyof typeof LETTER_KINDS;

export const LETTERS = Object.keys(LETTER_KINDS) as [LetterName, ...LetterName[]];

export function letterKind(name: LetterName): LetterKind {
  return LETTER_KINDS[name];
}

/** What still goes out of a case that stands still: what claims for the first time, and what only interrupts. */
export function goesWhileHalted(name: LetterName): boolean {
  return name === 'aanzegging' || name === 'stuitingsbrief';
}
