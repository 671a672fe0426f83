import { describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../support/database.ts';
import { simulate } from './simulate.ts';

/** To look into a failure, run its file with the seed that it names alone, and with no more steps than it took. */
const STEPS = 10_000;

/** One test a seed, each in a database of its own. The seeds lie in several files, which vitest runs side by side. */
export function simulateUnder(seeds: readonly number[]): void {
  describe.each(seeds)('ten thousand steps under seed %i', async (seed) => {
    const database = await openTestDatabase();
    test('whoever posts, repeats, reverses, dies or waits: the books are those of the model', {
      timeout: 600_000,
    }, async () => {
      const met = await simulate(database, { seed, steps: STEPS });
      // A simulation that never meets an answer or a fault proves nothing about it.
      expect([...met.keys()].sort()).toEqual(ALL);
    });
  });
}

const ALL = [
  'account-limit',
  'already-reversed',
  'booked',
  'closed',
  'closed-already',
  'cut after-commit',
  'cut before-commit',
  'key-conflict',
  'killed before commit',
  'left open',
  'left open, then commit',
  'left open, then kill',
  'left open, then roll back',
  'lock time-out',
  'lock time-out of a closing',
  'not-over',
  'period-closed',
  'refused-with-others',
  'replayed',
  'reversal-of-reversal',
  'rolled back',
  'seal held back',
  'sealed',
  'two sealers',
  'unknown-account',
  'unknown-entry',
];
