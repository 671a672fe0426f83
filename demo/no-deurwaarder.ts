import type { Deurwaarder } from '../src/deurwaarder/index.ts';

/** For demonstrations and tests in which nobody executes: it takes every order, and reports nothing. */
export const NO_DEURWAARDER: Deurwaarder = {
  sendOpdracht: async (key) => ({ proof: `demonstratie ${key.slice(-8)}: niet echt verzonden` }),
  withdraw: async (key) => ({ proof: `demonstratie ${key.slice(-8)}: niet echt ingetrokken` }),
  messagesAfter: async (cursor) => ({ messages: [], unreadable: [], next: cursor }),
};
