import { expect, test, vi } from 'vitest';
import { clockAt } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { startJobs } from '../../src/jobs/index.ts';
import { runReview } from '../../src/review-command.ts';
import { day } from '../../src/values/index.ts';
import { openEmptyDatabase } from '../support/database.ts';
import { IDLE } from '../support/idle.ts';

const database = await openEmptyDatabase();

test('dwangsom review has a worker look up what is due, cases and letters', async () => {
  const looked: string[] = [];
  const jobs = await startJobs({
    connection: { databaseUrl: database.url },
    clock: clockAt(day('2026-03-31')),
    log: () => {},
    handlers: {
      ...IDLE,
      dueCases: async () => {
        looked.push('cases');
        return [];
      },
      dueOutbox: async () => {
        looked.push('letters');
        return [];
      },
    },
  });
  const times = (what: string) => looked.filter((one) => one === what).length;
  await vi.waitFor(() => expect(times('cases') * times('letters')).toBeGreaterThan(0), 5_000);
  const before = { cases: times('cases'), letters: times('letters') };
  const said: string[] = [];
  await runReview(readConfig({ DATABASE_URL: database.url }), (line) => said.push(line));
  await vi.waitFor(() => {
    expect(times('cases')).toBe(before.cases + 1);
    expect(times('letters')).toBeGreaterThan(before.letters);
  }, 5_000);
  expect(said).toEqual(['Asked. A worker looks up what is due and says how far it is.']);
  await jobs.close();
});

test('without a database that others share it says what to do instead', async () => {
  await expect(runReview(readConfig({}), () => {})).rejects.toThrow(/set DATABASE_URL/);
});
