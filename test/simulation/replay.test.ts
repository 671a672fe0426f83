import { expect, test } from 'vitest';
import { simulate } from '../../demo/simulation/simulate.ts';
import { openTestDatabase } from '../support/database.ts';

const one = await openTestDatabase();
const other = await openTestDatabase();

test('one seed is one life: lived again it is the same in every count, faults and all', async () => {
  const life = { seed: 4711, cases: 4, days: 110, hasFaults: true };
  const first = await simulate(one, life);
  expect((await simulate(other, life)).rows()).toEqual(first.rows());
}, 120_000);
