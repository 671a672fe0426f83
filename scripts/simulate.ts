import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { simulate } from '../demo/simulation/simulate.ts';
import { connect, migrate } from '../src/db.ts';
import { startEmbedded } from '../src/embedded.ts';

/**
 * `npm run simulate -- --seed N --cases 300 --days 1100 [--faults]`: a seeded office lives for years on an empty embedded database of its own, which is gone
 * afterwards, or stays where `--keep DIR` says, to be looked at in the pages. Every evening what must hold is looked at; where something does not, it says in which life, on which day and in which case, and exits 1.
 */
const whole = (text: string) => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('a whole number, 1 or more');
  return Number(text);
};
const { seed, cases, days, faults, keep } = new Command('simulate')
  .option('--seed <number>', 'which life', whole, 1)
  .option('--cases <number>', 'how many cases come in', whole, 300)
  .option(
    '--days <number>',
    'how many days it lives; at most 1,130, as far as the statutory interest is known',
    whole,
    1_100,
  )
  .option('--faults', 'programs die, queues are lost, jobs come twice and in another order', false)
  .option('--keep <directory>', 'keep the office there; an empty directory, or one that is not there yet')
  .parse()
  .opts<{ seed: number; cases: number; days: number; faults: boolean; keep?: string }>();

const SAY_EVERY_SECONDS = 10;

const directory = keep === undefined ? await mkdtemp(join(tmpdir(), 'dwangsom-simulate-')) : resolve(keep);
if (keep !== undefined) {
  await mkdir(directory, { recursive: true });
  if ((await readdir(directory)).length > 0)
    throw new Error(
      `${directory} is not empty: a simulated office begins with nothing. Name another directory.`,
    );
  // So that the pages say that all of it is invented.
  await writeFile(
    join(directory, 'office-is-demonstration'),
    'A simulated office; everybody in it is invented.\n',
  );
}
let lastDay: string | null = null;
const server = await startEmbedded({ dataDir: directory, throwaway: keep === undefined });
try {
  await migrate(server.url);
  const application = connect(server.url, { maximumConnections: 6, role: 'dwangsom_application' });
  const owner = connect(server.url, { maximumConnections: 2 });
  try {
    await run(application.db, owner.sql);
  } finally {
    await Promise.all([application.close(), owner.close()]);
  }
} finally {
  await server.stop();
  if (keep === undefined) await rm(directory, { recursive: true, force: true });
}
if (keep !== undefined && lastDay !== null)
  console.log(`Look at it: DATA_DIR=${keep} TODAY=${lastDay} npm start -- --no-jobs`);

async function run(
  db: Parameters<typeof simulate>[0]['db'],
  sql: Parameters<typeof simulate>[0]['sql'],
): Promise<void> {
  const begun = performance.now();
  const seconds = () => (performance.now() - begun) / 1_000;
  let saidAt = 0;
  try {
    const tally = await simulate(
      { db, sql, url: server.url },
      {
        seed,
        cases,
        days,
        hasFaults: faults,
        onProgress: ({ today, daysDone, openCases, tally: so }) => {
          lastDay = today;
          if (seconds() - saidAt < SAY_EVERY_SECONDS && daysDone < days) return;
          saidAt = seconds();
          const events = so
            .rows()
            .reduce((sum, [what, times]) => (/^(event|program):/.test(what) ? sum + times : sum), 0);
          console.log(
            `${today}: day ${daysDone} of ${days}, ${openCases} cases, ${events} events, ${Math.round(events / seconds())} a second`,
          );
        },
      },
    );
    for (const [what, times] of tally.rows()) console.log(`${String(times).padStart(9)}  ${what}`);
    console.log(
      `Seed ${seed}: ${cases} cases, ${days} days${faults ? ' with faults' : ''}, ${seconds().toFixed(1)} s. Everything held.`,
    );
  } catch (cause) {
    console.error(cause instanceof Error ? cause.message : cause);
    process.exitCode = 1;
  }
}
