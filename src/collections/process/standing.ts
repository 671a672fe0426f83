import type { Day } from '../../values/index.ts';
import type { BRAKES } from '../events-process.ts';
import { LADDER_1, type Ladder } from './ladder.ts';

/** What holds for the whole office on a day, beside the history of any one case. */
export interface Standing {
  readonly regime: Regime;
  /** The first day of that regime; null where it was always so. */
  readonly regimeFrom: Day | null;
  readonly brakes: readonly OfficeBrake[];
  /** The newest version of the ladder that two people released: what a case begins with. */
  readonly ladder: Ladder;
}

/**
 * On what ground the bureau acts. Today on the creditor's volmacht, through a deurwaarder and without opslag (Rv 611c). A statute, as LBIO has for
 * maintenance (BW 1:408), would open opslag and beslag of its own.
 */
export type Regime = 'VOLMACHT' | 'WETTELIJKE_TAAK';

export type BrakeKind = (typeof BRAKES)[number];

export interface OfficeBrake {
  readonly what: BrakeKind;
  readonly reason: string;
  readonly setBy: string;
  readonly setOn: Day;
}

export const ORDINARY_STANDING: Standing = {
  regime: 'VOLMACHT',
  regimeFrom: null,
  brakes: [],
  ladder: LADDER_1,
};
