import { systemClock } from '../../src/clock.ts';
import { type QueueAddress, startJobs } from '../../src/jobs/index.ts';
import { IDLE } from './idle.ts';

/** A program that starts a worker and closes it, for the test that nothing keeps it alive then: `worker.ts <address as JSON>`. */
const connection = JSON.parse(process.argv[2] ?? '') as QueueAddress;
const jobs = await startJobs({
  connection,
  clock: systemClock,
  log: console.error,
  handlers: IDLE,
});
await jobs.wakeCase('case_A');
await jobs.close();
console.log('closed');
