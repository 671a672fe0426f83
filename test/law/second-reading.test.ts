import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { WETTELIJKE_RENTE } from '../../src/law/index.ts';
import { generateCase } from './second-reading/cases.ts';
import { differencesOn } from './second-reading/differences.ts';
import { type AssessDocument, rateTable } from './second-reading/reading.ts';

// Two people read the contract; this is where their readings meet. `npm run compare:assess -- 20000` runs more of the same.
const SEEDS = 400;
const SEEDS_A_TEST = 100;

const starts = Array.from({ length: SEEDS / SEEDS_A_TEST }, (_, index) => index * SEEDS_A_TEST);

test.each(starts)('the contract: src/law and the second reading agree on 100 cases from seed %i', (start) => {
  for (let seed = start; seed < start + SEEDS_A_TEST; seed++) {
    expect(differencesOn(generateCase(seed)), `seed ${seed}`).toEqual([]);
  }
});

test('the contract: the second reading agrees on the 45 worked cases too', () => {
  const examples: { name: string; input: AssessDocument }[] = JSON.parse(
    readFileSync(new URL('./examples.json', import.meta.url), 'utf8'),
  );
  for (const { name, input } of examples) expect(differencesOn(input), name).toEqual([]);
});

test('BW 6:120: both readings have the same rates', () => {
  expect(WETTELIJKE_RENTE.map(({ from, hundredths }) => [from, Number(hundredths) / 100])).toEqual(rateTable);
});
