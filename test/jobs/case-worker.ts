import { NO_DEURWAARDER } from '../../demo/no-deurwaarder.ts';
import { clockAt } from '../../src/clock.ts';
import {
  DEMONSTRATION_BUREAU,
  dueCases,
  dueOutbox,
  performOutbox,
  postFolder,
  reviewStanding,
  takeStep,
} from '../../src/collections/index.ts';
import { connect } from '../../src/db.ts';
import { type QueueAddress, startJobs } from '../../src/jobs/index.ts';
import { day } from '../../src/values/index.ts';
import { IDLE } from '../support/idle.ts';

export interface CaseWorkerOptions {
  readonly address: QueueAddress;
  readonly databaseUrl: string;
  readonly today: string;
  readonly postFolder: string;
}

/** A worker as `dwangsom worker` starts one, with a pinned day: `case-worker.ts <options as JSON>`. Ends on SIGTERM. */
const options = JSON.parse(process.argv[2] ?? '') as CaseWorkerOptions;
const { db, close } = connect(options.databaseUrl, { maximumConnections: 6, role: 'dwangsom_application' });
const clock = clockAt(day(options.today));
const post = postFolder(options.postFolder);
const moment = () => ({ today: clock.today(), now: clock.now() });
const jobs = await startJobs({
  connection: options.address,
  clock,
  log: console.log,
  handlers: {
    ...IDLE,
    dueCases: (today) => dueCases(db, today),
    countDue: async (today) => (await reviewStanding(db, today)).stillDue,
    takeStep: async (caseId) => {
      await takeStep(db, caseId, moment());
    },
    dueOutbox: () => dueOutbox(db, clock.today()),
    performOutbox: (id) =>
      performOutbox(db, id, { post, deurwaarder: NO_DEURWAARDER, bureau: DEMONSTRATION_BUREAU }, moment()),
  },
  // Quicker than in earnest, where a minute does no harm.
  checkSchedulesEveryMilliseconds: 300,
});
console.log('ready');
process.once('SIGTERM', async () => {
  await jobs.close();
  await close();
});
