/**
 * The four machines of the process: the title, a niet-nakoming, the inning of a dwangsom, a receipt. Each is a function that reads the state from the history, and
 * a table of the arrows between its states. Nothing here decides: it says where a case is, and tells where it moved as no arrow allows.
 */
export { type InningState, inningOfCase, inningState } from './inning.ts';
export { type NietNakomingState, nietNakomingState } from './niet-nakoming.ts';
export { type OntvangstState, ontvangstState } from './ontvangst.ts';
export { type SideState, sideStates } from './sides.ts';
export { type TitelState, titelState } from './titel.ts';
export { assessedOn, type Seen, watchMachines } from './watch.ts';
