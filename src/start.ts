import { constants } from 'node:fs';
import { access, mkdir, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { type BookWork, keepBooks, sealsFileIn } from './books.ts';
import { openCarriers, postFolderOf } from './carriers.ts';
import { type Clock, clockAt, systemClock } from './clock.ts';
import {
  type Carriers,
  DEMONSTRATION_BUREAU,
  dueCases,
  dueOutbox,
  performOutbox,
  prepareBooks,
  readDeurwaarder,
  reviewStanding,
  takeStep,
} from './collections/index.ts';
import type { Config } from './config.ts';
import { type Connection, connect, type Db, migrate } from './db.ts';
import { startEmbedded } from './embedded.ts';
import { type Board, type Handlers, openBoard, type QueueAddress, startJobs } from './jobs/index.ts';
import { LAST_CONFIRMED_ON } from './law/index.ts';
import { type Day, formatDay } from './values/index.ts';
import { createWeb } from './web/index.ts';

export interface StartOptions {
  /** False: on the first start no demonstration office is opened. */
  readonly demonstration: boolean;
  readonly pages: boolean;
  readonly jobs: boolean;
}

const PATIENCE_MILLISECONDS = 3_000;

/** Something that was started, and how it ends. */
interface Part {
  readonly name: string;
  end(): Promise<void>;
}

/**
 * Starts what was asked for, saying what it does, and answers how to stop it. Whatever fails half-way, what was started before it is ended again;
 * parts end in the reverse order of their start, the database last.
 */
export async function start(
  config: Config,
  options: StartOptions,
  say: (line: string) => void,
): Promise<() => Promise<void>> {
  const parts: Part[] = [];
  const stop = async () => {
    for (const part of parts.splice(0).reverse()) {
      await part.end().catch((error: Error) => say(`Ending ${part.name} failed: ${error.message}`));
    }
  };
  try {
    const databaseUrl = await openDatabase(config, parts, say);
    say('Bringing the database up to date …');
    await migrate(config.migrationDatabaseUrl ?? databaseUrl);
    const connection = connect(databaseUrl, {
      maximumConnections: config.databasePool,
      role: 'dwangsom_application',
    });
    parts.push({ name: 'the connections', end: connection.close });
    await prepareBooks(connection.db);

    const isDemonstration =
      config.databaseUrl === undefined && (await openOffice(config, options, connection.db, say));
    const clock = chooseClock(config, isDemonstration);
    const bureau = config.bureau ?? (isDemonstration ? DEMONSTRATION_BUREAU : null);
    if (bureau === null)
      say('No letter will go out: set BUREAU_NAME, BUREAU_ADDRESS, BUREAU_IBAN and BUREAU_CONTACT.');
    if (options.jobs) {
      say(`Starting the daily review, on ${config.redisUrl === undefined ? 'PostgreSQL' : 'Redis'} …`);
      await preparePost(config);
      const books = await keepBooks({
        db: connection.db,
        clock,
        sealClock: systemClock,
        sealKeyFile: config.sealKeyFile,
        trustedKeyFiles: config.sealTrustedKeyFiles,
        sealsFile: sealsFileIn(config.dataDir),
        mail: config.mail,
        say,
      });
      const jobs = await startJobs({
        connection: queueOf(config, databaseUrl),
        handlers: {
          ...handlersOf(connection, clock, await openCarriers(config, bureau, systemClock.now), say),
          ...books,
        },
        clock,
        log: say,
      });
      parts.push({ name: 'the jobs', end: jobs.close });
    }
    if (options.pages) {
      const board = boardOf(config, queueOf(config, databaseUrl), parts, say);
      const url = await openPages(config, connection, clock, { isDemonstration, board }, parts);
      say(`Ready: ${url}`);
    } else {
      say('Ready: working.');
    }
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openDatabase(config: Config, parts: Part[], say: (line: string) => void): Promise<string> {
  if (config.databaseUrl !== undefined) return config.databaseUrl;
  say(`Starting PostgreSQL in ${config.dataDir} …`);
  const embedded = await startEmbedded({ dataDir: config.dataDir, log: say });
  parts.push({ name: 'PostgreSQL', end: embedded.stop });
  return embedded.url;
}

/**
 * On the first start in a data directory the demonstration office is opened, or none where that was asked; a file remembers which, so that an
 * office that began empty stays free of invented cases. Answers whether this is a demonstration.
 */
async function openOffice(
  config: Config,
  { demonstration }: StartOptions,
  db: Db,
  say: (line: string) => void,
): Promise<boolean> {
  const marker = (kind: string) => join(config.dataDir, `office-is-${kind}`);
  if (await exists(marker('empty'))) return false;
  if (!demonstration && !(await exists(marker('demonstration')))) {
    await mkdir(config.dataDir, { recursive: true });
    await writeFile(marker('empty'), 'This office began without the demonstration cases.\n');
    return false;
  }
  await writeFile(
    marker('demonstration'),
    'This office holds the demonstration cases; the people in them are invented.\n',
  );
  const { openDemonstrationOffice } = await import('../demo/office.ts');
  await openDemonstrationOffice(db, chooseClock(config, true).today(), say);
  return true;
}

/**
 * A demonstration stands still on the last day for which the statutory interest is known: its cases are made relative to today, and after that
 * day the law room rightly refuses to work out what they bear.
 */
function chooseClock(config: Config, isDemonstration: boolean): Clock {
  if (config.today !== undefined) return clockAt(config.today);
  return isDemonstration && systemClock.today() > LAST_CONFIRMED_ON
    ? clockAt(LAST_CONFIRMED_ON)
    : systemClock;
}

function queueOf(config: Config, databaseUrl: string): QueueAddress {
  return config.redisUrl === undefined ? { databaseUrl } : { redisUrl: config.redisUrl };
}

/** Without a password there is no board: its path is then as unknown as any other. */
function boardOf(
  { adminPassword }: Config,
  connection: QueueAddress,
  parts: Part[],
  say: (line: string) => void,
): Board | null {
  if (adminPassword === undefined) return null;
  const board = openBoard({ connection, password: adminPassword, log: say });
  parts.push({ name: 'the board', end: board.close });
  return board;
}

/** Found out at the start, not at the first letter: a claim whose letters cannot go out will lapse. */
async function preparePost(config: Config): Promise<void> {
  const folder = postFolderOf(config);
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (cause) {
    throw new Error(
      `Letters cannot be written to ${folder} (${(cause as Error).message}). Give this program a DATA_DIR that it may write to.`,
      { cause },
    );
  }
}

function handlersOf(
  { db }: Connection,
  clock: Clock,
  carriers: Carriers,
  say: (line: string) => void,
): Omit<Handlers, keyof BookWork> {
  const moment = () => ({ today: clock.today(), now: clock.now() });
  return {
    dueCases: (today) => dueCases(db, today),
    countDue: async (today) => (await reviewStanding(db, today)).stillDue,
    takeStep: async (caseId, today) => {
      await takeStep(db, caseId, { today, now: clock.now() });
    },
    dueOutbox: () => dueOutbox(db, clock.today()),
    performOutbox: (id) => performOutbox(db, id, carriers, moment()),
    readDeurwaarder: async () => {
      const { taken, faults } = await readDeurwaarder(db, carriers.deurwaarder, moment);
      if (taken > 0) say(`The deurwaarder reported ${taken} things.`);
      for (const fault of faults) say(`A message of the deurwaarder could not be taken: ${fault}`);
    },
  };
}

async function openPages(
  config: Config,
  { db }: Connection,
  clock: Clock,
  { isDemonstration, board }: { isDemonstration: boolean; board: Board | null },
  parts: Part[],
): Promise<string> {
  const notice = (today: Day) =>
    isDemonstration
      ? `Dit is een demonstratie: alle personen en zaken zijn verzonnen. De klok staat op ${formatDay(today)}.`
      : null;
  const web = createWeb({ db, clock, notice });
  const address = await new Promise<AddressInfo>((resolve, reject) => {
    const fetch: typeof web.fetch = (request, ...rest) =>
      board?.answer(request) ?? web.fetch(request, ...rest);
    const server = serve({ fetch, port: config.port, hostname: config.host }, resolve);
    server.once('error', (error: NodeJS.ErrnoException) => reject(portTaken(error, config)));
    parts.push({
      name: 'the pages',
      end: () =>
        new Promise((ended) => {
          // What is being answered still ends; what only keeps a connection open is not waited for.
          const patience = setTimeout(closeAll, PATIENCE_MILLISECONDS, server);
          server.close(() => {
            clearTimeout(patience);
            ended();
          });
          if ('closeIdleConnections' in server) server.closeIdleConnections();
        }),
    });
  });
  return `http://${config.host === '127.0.0.1' ? 'localhost' : config.host}:${address.port}`;
}

/** Browsers open connections ahead and send nothing on them; those would keep a stopping program waiting for as long as they like. */
function closeAll(server: ReturnType<typeof serve>): void {
  if ('closeAllConnections' in server) server.closeAllConnections();
}

function portTaken(error: NodeJS.ErrnoException, config: Config): Error {
  if (error.code !== 'EADDRINUSE') return error;
  return new Error(
    `Port ${config.port} on ${config.host} is taken. Stop what uses it, or choose another with PORT=3001.`,
  );
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
