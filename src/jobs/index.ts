/** Wakes the rooms; decides nothing. The only room that knows BullMQ. */
export { type Board, openBoard } from './board.ts';
export type { QueueAddress } from './server.ts';
export { type Jobs, startJobs } from './start.ts';
export { openWaker, type Waker } from './waker.ts';
export type { Handlers } from './work.ts';
