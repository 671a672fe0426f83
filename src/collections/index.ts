/**
 * One case from uitspraak to afdracht: its history, what the law and the ledger make of it, what the program does next. The one room in which law and
 * ledger meet.
 */
export { payoutState } from './admission-money.ts';
export { type Bureau, DEMONSTRATION_BUREAU } from './bureau.ts';
export type { CaseFile } from './case-file.ts';
export { CHART, controlOf } from './chart.ts';
export { type CheckedCases, checkCases, keepCheckRun, type LastCheck, lastCheck } from './check.ts';
export { type CaseEvent, type EventKind, type ProcessEvent, SYSTEM } from './events.ts';
export type { Party } from './history.ts';
export { type LetterPayload, letterParties, letterText } from './letters.ts';
export { dueOutbox, type Post, performOutbox } from './outbox.ts';
export { termStartOf } from './plan-letters.ts';
export { postFolder } from './post-folder.ts';
export { type PartiesInput, prepareBooks, registerUitspraak } from './register.ts';
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
} from './views.ts';
