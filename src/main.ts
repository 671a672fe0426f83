import { Command } from 'commander';
import { type Config, readConfig } from './config.ts';

/**
 * The command line. Each command loads what it needs and no more: `assess` must start quickly, and needs no database.
 */
const program = new Command('dwangsom')
  .description('Collects court-imposed dwangsommen: the law, the ledger and the process.')
  .showHelpAfterError();

program
  .command('start')
  .description('start the office: database, pages and the daily review')
  .option('--empty', 'on the first start, leave out the demonstration cases')
  .option('--no-jobs', 'serve the pages alone and leave the work to `dwangsom worker`')
  .action(({ empty, jobs }: { empty?: boolean; jobs: boolean }) =>
    runUntilStopped({ demonstration: empty !== true, pages: true, jobs }),
  );

program
  .command('worker')
  .description('do the work of the queue without serving pages; needs DATABASE_URL')
  .action(() => {
    if (readConfig().databaseUrl === undefined) {
      throw new Error(
        'A worker shares its database with other processes: set DATABASE_URL. Without it `dwangsom start` works by itself.',
      );
    }
    return runUntilStopped({ demonstration: false, pages: false, jobs: true });
  });

program
  .command('migrate')
  .description('bring the database up to date and stop')
  .action(async () => {
    const { migrate } = await import('./db.ts');
    await withDatabase(readConfig(), async (url) => {
      await migrate(url);
      console.log('The database is up to date.');
    });
  });

program
  .command('assess')
  .description('answer what is owed under one uitspraak on one day, and why (docs/assess.md)')
  .argument('[file]', 'a document in JSON; - is standard input')
  .option('--ndjson', 'one case a line in, one answer a line out')
  .action(async (file: string | undefined, { ndjson }: { ndjson?: boolean }) => {
    const { runAssess } = await import('./assess-command.ts');
    const streams = { input: process.stdin, output: process.stdout, errors: process.stderr };
    process.exitCode = await runAssess(file, ndjson === true, streams);
  });

try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** Starts, and ends in good order on Ctrl-C or on the word of whoever started us. */
async function runUntilStopped(options: {
  demonstration: boolean;
  pages: boolean;
  jobs: boolean;
}): Promise<void> {
  const { start } = await import('./start.ts');
  const say = (line: string) => console.log(`${process.uptime().toFixed(1).padStart(5)} s  ${line}`);
  const asked = untilAsked();
  const started = start(readConfig(), options, say);
  // Asked to stop while still starting: what was started is ended all the same.
  const stop = await started.catch(sayWhichDatabase);
  if (options.pages) say('Ctrl-C stops it; the next start goes on where it was.');
  await asked;
  say('Stopping …');
  await stop();
  say('Stopped.');
}

/**
 * Until the first Ctrl-C. A later one does not wait for good order; one within two seconds is the same Ctrl-C, which the terminal sends to all and npm
 * passes on as well.
 */
function untilAsked(): Promise<void> {
  return new Promise((resolve) => {
    let first: number | null = null;
    const stop = () => {
      if (first !== null && process.uptime() - first > 2) process.exit(130);
      first ??= process.uptime();
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}

/** Runs `work` on the database of the configuration, or on the embedded one, which is stopped afterwards. */
async function withDatabase(config: Config, work: (url: string) => Promise<void>): Promise<void> {
  if (config.databaseUrl !== undefined) return work(config.databaseUrl).catch(sayWhichDatabase);
  const { startEmbedded } = await import('./embedded.ts');
  const embedded = await startEmbedded({ dataDir: config.dataDir, log: console.error });
  try {
    await work(embedded.url);
  } finally {
    await embedded.stop();
  }
}

/** The system says no more than "connect ECONNREFUSED", and a password in the address may not be repeated. */
function sayWhichDatabase(error: NodeJS.ErrnoException): never {
  if (error.code !== undefined && ['ECONNREFUSED', 'ENOTFOUND', 'CONNECT_TIMEOUT'].includes(error.code)) {
    throw new Error(
      `The database of DATABASE_URL does not answer (${error.message}). Is it running, and is the address right?`,
    );
  }
  throw error;
}
