import { afterAll, describe, expect, test } from 'vitest';
import { simulate } from '../../demo/simulation/simulate.ts';
import { newTally } from '../../demo/simulation/tally.ts';
import { openTestDatabase } from '../support/database.ts';

/** Small enough that ten of them, with faults, are lived within two minutes on two cores; `npm run simulate` lives long ones. */
const CASES = 6;
const DAYS = 200;

/** One test a seed, each in a database of its own. The seeds lie in two files, which vitest runs side by side. */
export function liveUnder(seeds: readonly number[]): void {
  const together = newTally();
  // A life in which little happens proves little; in one seed something may not come to pass, in five of them it must.
  afterAll(() => {
    for (const what of HAPPEN) expect(together.of(what), what).toBeGreaterThan(0);
  });
  describe.each(seeds)(
    `an office of ${CASES} cases lives ${DAYS} days with faults, under seed %i`,
    async (seed) => {
      const database = await openTestDatabase();
      test('programs die, queues are lost, jobs come twice: every evening all that must hold holds', {
        timeout: 280_000,
      }, async () => {
        const tally = await simulate(database, { seed, cases: CASES, days: DAYS, hasFaults: true });
        for (const [what, times] of tally.rows()) together.count(what.replace(/ while .*/, ''), times);
      });
    },
  );
}

const HAPPEN = [
  'event: niet-nakoming-vastgesteld',
  'event: niet-nakoming-betwist',
  'event: betaling-ontvangen',
  'event: uitbetaling-verricht',
  'program: brief-beloofd aanzegging',
  'program: brief-beloofd herinnering',
  'program: uitbetaling-voorbereid',
  'fault: died at a statement',
  'fault: died at a session',
  'fault: died at a commit',
  'fault: a step done twice at once',
  'fault: a promise performed twice at once',
  'fault: a wake-up that was lost',
  'fault: a day on which the machine was off',
  'fault: a day run twice',
  'post: the print house does not answer',
  'post: the line went down after the letter was taken',
];
