/**
 * One case from uitspraak to afdracht: its history, what the law and the ledger make of it, what the program does next. The one room in which law and
 * ledger meet.
 */

/** For the pages: where each dwangsom stands on the ladder, what holds it, and which terms run. The rules stay here; a page only asks. */
export { type Term, termsOf } from '../deurwaarder/index.ts';
export { payoutState } from './admission-money.ts';
export { type Bureau, DEMONSTRATION_BUREAU } from './bureau.ts';
export type { CaseFile } from './case-file.ts';
export { CHART, controlOf } from './chart.ts';
export { type CheckedCases, checkCases, keepCheckRun, type LastCheck, lastCheck } from './check.ts';
export { countUnread, readDeurwaarder } from './deurwaarder-messages.ts';
export { type CaseEvent, type EventKind, type ProcessEvent, SYSTEM } from './events.ts';
export { BRAKES } from './events-process.ts';
export { foresee } from './foresee.ts';
export type { Party } from './history.ts';
export { tryLadder } from './ladder-trial.ts';
export type { LetterPayload } from './letters.ts';
export { type Carriers, dueOutbox, performOutbox } from './outbox.ts';
export { ladderSteps } from './plan-ladder.ts';
export { termStartOf } from './plan-letters.ts';
export { type OutgoingLetter, type Post, postByWays } from './post.ts';
export { postFolder } from './post-folder.ts';
export { whichBrake } from './process/brakes.ts';
export { type Hold, type HoldState, holdsOf, holdsOn } from './process/holds.ts';
export { kindtoetsValidUntil, validKindtoets } from './process/kindtoets.ts';
export type { Ladder, LadderStepName } from './process/ladder.ts';
export { type LetterName, letterKind } from './process/letter-kinds.ts';
export type { Kindtoets, Opdracht, Regeling } from './process/process-file.ts';
export { progressOf, runningRegeling } from './process/regeling.ts';
export { claims, climbOf, isUncontested, rungOf } from './process/rungs.ts';
export { runningOrders } from './process/running-orders.ts';
export type { BrakeKind, OfficeBrake } from './process/standing.ts';
export { type PartiesInput, prepareBooks, registerUitspraak } from './register.ts';
export { type ReviewStanding, reviewStanding } from './review.ts';
export {
  ladderVersions,
  proposeLadder,
  proposeRegime,
  readLadder,
  readStanding as currentStanding,
  releaseBrake,
  releaseLadder,
  releaseRegime,
  setBrake,
} from './standing.ts';
export type { Step } from './step.ts';
export { type Addition, type Moment, type RecordRefusal, record, takeStep } from './steps.ts';
export {
  type CaseBooks,
  type CaseLetter,
  type CaseView,
  dueCases,
  listCases,
  readBooks,
  readCaseView,
  readLetters,
  readPdf,
} from './views.ts';
