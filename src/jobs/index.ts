/** Wakes the rooms; decides nothing. The only room that knows BullMQ. */
export type { QueueAddress } from './queue.ts';
export { type Jobs, startJobs } from './start.ts';
export { openWaker, type Waker } from './waker.ts';
export type { Handlers } from './work.ts';
