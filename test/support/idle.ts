import type { Handlers } from '../../src/jobs/index.ts';

/** Handlers that find nothing to do, for tests that are about one of them. */
export const IDLE: Handlers = {
  dueCases: async () => [],
  countDue: async () => 0,
  takeStep: async () => {},
  dueOutbox: async () => [],
  performOutbox: async () => {},
  sealBooks: async () => {},
  checkBooks: async () => {},
  readDeurwaarder: async () => {},
  mailSeal: async () => {},
};
