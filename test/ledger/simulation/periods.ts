import { expect } from 'vitest';
import { closePeriod } from '../../../src/ledger/index.ts';
import { addDays } from '../../../src/values/index.ts';
import type { Office } from './office.ts';
import type { Step } from './step.ts';

/**
 * Closes through the day before yesterday, while others post into today and yesterday; or tries again through a day that is closed, or through one
 * that is not over.
 */
export function close(office: Office): Step | null {
  const { books, random, today } = office;
  const kind = random.pick(['forward', 'forward', 'backward', 'backward', 'not over'] as const);
  const through = addDays(today, { forward: -2, backward: -4, 'not over': 0 }[kind]);
  const isForward = books.closedThrough === null || through > books.closedThrough;
  if (kind === 'backward' && isForward) return null;
  // Through the same day by the same two is the same closing; by another it is not.
  const closedBy = kind === 'backward' ? 'user_C' : 'user_A';
  const isSame = books.closings.has(through) && closedBy === 'user_A';
  const expected = kind === 'not over' ? 'not-over' : isForward || isSame ? 'closed' : 'closed-already';
  return {
    what: `close through ${through} -> ${expected}`,
    run: async () => {
      const closing = { through, closedBy, approvedBy: 'user_B', today };
      const outcome = await office.db.transaction((tx) => closePeriod(tx, closing));
      expect(outcome.ok ? 'closed' : outcome.refusals[0]!.code).toBe(expected);
      office.meet(expected);
    },
    settle: () => {
      if (isForward && expected === 'closed') books.closings.add(through);
    },
  };
}
