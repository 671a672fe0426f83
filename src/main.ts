import { Command } from 'commander';
import { type Config, readConfig } from './config.ts';
import type { Db } from './db.ts';
import type { ReportOptions } from './report-command.ts';
import type { Day } from './values/index.ts';

/**
 * The command line. Each command loads what it needs and no more: `assess` must start quickly, and needs no database.
 */
const STREAMS = { output: process.stdout, errors: process.stderr };

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
  .command('review')
  .description('have a worker look up now what is due, instead of at six in the morning; needs DATABASE_URL')
  .action(async () => {
    const { runReview } = await import('./review-command.ts');
    await runReview(readConfig(), console.log);
  });

program
  .command('migrate')
  .description('bring the database up to date and stop')
  .action(async () => {
    const { migrate } = await import('./db.ts');
    const config = readConfig();
    await withDatabase(config, async (url) => {
      await migrate(config.migrationDatabaseUrl ?? url);
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

program
  .command('check')
  .description('look at everything that must hold over the whole database; exit code 1 on any difference')
  .option('--json', 'answer in JSON')
  .action(async ({ json }: { json?: boolean }) => {
    const { runCheck } = await import('./check-command.ts');
    await withBooks(async (db, config) => {
      const { systemClock } = await import('./clock.ts');
      const options = {
        ...(await trustOf(config)),
        today: config.today ?? systemClock.today(),
        json: json === true,
      };
      return runCheck(db, options, STREAMS);
    });
  });

program
  .command('verify')
  .description('recompute the seal from the rows and compare; exit code 1 where anything differs')
  .option('--resume <file>', 'note there how far it came, and go on from it')
  .option('--json', 'answer in JSON')
  .action(async ({ resume, json }: { resume?: string; json?: boolean }) => {
    const { runVerify } = await import('./seal-command.ts');
    await withBooks(async (db, config) =>
      runVerify(db, { ...(await trustOf(config)), resume, json }, STREAMS),
    );
  });

program
  .command('seal')
  .description('seal what was posted, now; a worker does it every five seconds')
  .action(async () => {
    const { runSeal } = await import('./seal-command.ts');
    const { openSealKey } = await import('./ledger/seal/index.ts');
    const { publicKeysIn, sealsFileIn } = await import('./books.ts');
    const { systemClock } = await import('./clock.ts');
    await withBooks(async (db, config) => {
      const key = await openSealKey(config.sealKeyFile);
      const trusted = await publicKeysIn(config.sealTrustedKeyFiles);
      return runSeal(
        db,
        { key, trusted, now: systemClock.now, publishTo: sealsFileIn(config.dataDir) },
        STREAMS,
      );
    });
  });

program
  .command('prove')
  .description(
    'write a proof that an entry stands under the seal, for somebody who has neither the database nor this program',
  )
  .argument('<entry>', 'its id, or its key')
  .requiredOption('--out <file>', 'where the proof goes')
  .action(async (entry: string, { out }: { out: string }) => {
    const { runProve } = await import('./seal-command.ts');
    await withBooks((db) => runProve(db, entry, out, STREAMS));
  });

program
  .command('check-proof')
  .description('check such a proof; needs no database')
  .argument('<file>', 'the proof')
  .requiredOption('--public-key <file>', 'the public key of the seal, in PEM')
  .action(async (file: string, { publicKey }: { publicKey: string }) => {
    const { runCheckProof } = await import('./seal-command.ts');
    process.exitCode = await runCheckProof(file, publicKey, STREAMS);
  });

program
  .command('report')
  .description('what the books say, on which day, as known when')
  .argument('<report>', 'trial-balance, journal, statement, open-items or ageing')
  .option('--value-on <day>', 'count what counts up to that day')
  .option('--known-on <day>', 'count what was booked up to that day')
  .option('--sealed-at <block>', 'count exactly what that block of the seal and those before it hold')
  .option('--account <code>', 'statement: of this account')
  .option('--control <code>', 'open-items, ageing: of this control account')
  .option('--scope <id>', 'journal: of this case')
  .option('--cause <id>', 'journal: of this event')
  .option('--from <day>', 'journal: booked from that day on; statement: lines that count from that day on')
  .option('--bounds <days>', 'ageing: the borders, such as 30,60,90')
  .option('--cursor <cursor>', 'the next page, as the page before named it')
  .option('--limit <lines>', 'lines a page, 100 where not given')
  .option('--format <format>', 'table, csv or json', 'table')
  .option('--out <file>', 'write it there')
  .action(async (report: string, options: ReportOptions) => {
    const { runReport } = await import('./report-command.ts');
    const { systemClock } = await import('./clock.ts');
    await withBooks((db, config) =>
      runReport(report, options, { db, today: config.today ?? systemClock.today(), ...STREAMS }),
    );
  });

program
  .command('reverse')
  .description('take back an entry that should not stand there, whole and once')
  .argument('<entry>', 'its id')
  .requiredOption('--because <words>', 'why; it stands in the journal')
  .requiredOption('--by <id>', 'who decided it, by an id: no names stand in the journal')
  .action(async (entry: string, { because, by }: { because: string; by: string }) => {
    const { runReverse } = await import('./reverse-command.ts');
    const { systemClock } = await import('./clock.ts');
    await withBooks((db, config) =>
      runReverse(db, { entry, because, by, today: config.today ?? systemClock.today() }, STREAMS),
    );
  });

program
  .command('close-period')
  .description('close the books through a day, for good; two people')
  .requiredOption('--through <day>', 'the last day of the period')
  .requiredOption('--by <name>', 'who closes')
  .requiredOption('--approved-by <name>', 'who agreed; somebody else')
  .action(async ({ through, by, approvedBy }: { through: string; by: string; approvedBy: string }) => {
    const { runClose } = await import('./close-command.ts');
    const { systemClock } = await import('./clock.ts');
    await withBooks((db, config) =>
      runClose(db, { through, by, approvedBy, today: config.today ?? systemClock.today() }, STREAMS),
    );
  });

const office = program
  .command('office')
  .description('the ladder, the brakes and the ground on which the bureau acts, for the whole office');

office
  .command('show')
  .description('what holds today')
  .action(async () => {
    const { showOffice } = await import('./office-command.ts');
    await withOffice((db, today) => showOffice(db, today, STREAMS));
  });

office
  .command('try-ladder')
  .description('a dry run: what a new version of the ladder would do to the cases of today; writes nothing')
  .argument('<file>', 'its steps in JSON (docs/process.md)')
  .option('--json', 'answer in JSON')
  .action(async (file: string, { json }: { json?: boolean }) => {
    const { runTryLadder } = await import('./office-command.ts');
    await withOffice((db, today) => runTryLadder(db, { file, today, json: json === true }, STREAMS));
  });

office
  .command('propose-ladder')
  .description('propose a new version of the ladder, for a second person to release')
  .argument('<file>', 'its steps in JSON (docs/process.md)')
  .requiredOption('--reason <words>', 'why')
  .requiredOption('--by <name>', 'who proposes it')
  .action(async (file: string, { reason, by }: { reason: string; by: string }) => {
    const { runProposeLadder } = await import('./office-command.ts');
    await withOffice((db, today) => runProposeLadder(db, { file, reason, by, today }, STREAMS));
  });

office
  .command('release-ladder')
  .description('release a version that another proposed: cases that begin take it')
  .argument('<version>', 'its number')
  .requiredOption('--by <name>', 'who releases it')
  .action(async (version: string, { by }: { by: string }) => {
    const { runReleaseLadder } = await import('./office-command.ts');
    await withOffice((db, today) => runReleaseLadder(db, { version, by, today }, STREAMS));
  });

office
  .command('brake')
  .description(
    'hold what the program does by itself: alles, brieven, opdrachten, uitbetalingen or stuitingen',
  )
  .argument('<what>', 'what is held; "alles" does not hold the stuitingen')
  .requiredOption('--reason <words>', 'why; every page shows it')
  .requiredOption('--by <name>', 'who sets it')
  .action(async (what: string, { reason, by }: { reason: string; by: string }) => {
    const { runBrake } = await import('./office-command.ts');
    await withOffice((db, today) => runBrake(db, { what, reason, by, today }, STREAMS));
  });

office
  .command('release-brake')
  .description('release a brake that another set')
  .argument('<what>', 'what is held')
  .requiredOption('--by <name>', 'who releases it')
  .action(async (what: string, { by }: { by: string }) => {
    const { runReleaseBrake } = await import('./office-command.ts');
    await withOffice((db, today) => runReleaseBrake(db, { what, by, today }, STREAMS));
  });

office
  .command('propose-regime')
  .description('propose on what ground the bureau acts from a day: VOLMACHT or WETTELIJKE_TAAK')
  .argument('<regime>', 'VOLMACHT or WETTELIJKE_TAAK')
  .requiredOption('--from <day>', 'the first day, as 2027-01-01')
  .requiredOption('--grondslag <words>', 'the statute that gives it')
  .requiredOption('--by <name>', 'who proposes it')
  .action(
    async (regime: string, { from, grondslag, by }: { from: string; grondslag: string; by: string }) => {
      const { runProposeRegime } = await import('./office-command.ts');
      await withOffice((db) => runProposeRegime(db, { regime, from, grondslag, by }, STREAMS));
    },
  );

office
  .command('release-regime')
  .description('release a proposal that another made')
  .argument('<proposal>', 'its number')
  .requiredOption('--by <name>', 'who releases it')
  .action(async (id: string, { by }: { by: string }) => {
    const { runReleaseRegime } = await import('./office-command.ts');
    await withOffice((db, today) => runReleaseRegime(db, { id, by, today }, STREAMS));
  });

try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** Runs `work` on the database as the application, once it is up to date; its answer is the exit code. */
async function withBooks(work: (db: Db, config: Config) => Promise<number>): Promise<void> {
  const { connect, migrate } = await import('./db.ts');
  const config = readConfig();
  await withDatabase(config, async (url) => {
    await migrate(config.migrationDatabaseUrl ?? url);
    const { db, close } = connect(url, { maximumConnections: 4, role: 'dwangsom_application' });
    try {
      process.exitCode = await work(db, config);
    } finally {
      await close();
    }
  });
}

/** The same, for what concerns the office of today. */
async function withOffice(work: (db: Db, today: Day) => Promise<number>): Promise<void> {
  const { systemClock } = await import('./clock.ts');
  await withBooks((db, config) => work(db, config.today ?? systemClock.today()));
}

/** By which keys the seal may be signed, and where it was made known. */
async function trustOf(config: Config): Promise<{ trusted: Buffer[]; published: string }> {
  const { publicKeysIn, sealsFileIn } = await import('./books.ts');
  const { existsSync } = await import('node:fs');
  const own = `${config.sealKeyFile}.pub`;
  const files = [...(existsSync(own) ? [own] : []), ...config.sealTrustedKeyFiles];
  return { trusted: await publicKeysIn(files), published: sealsFileIn(config.dataDir) };
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
