import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connection, connect, migrate } from '../../src/db.ts';
import { type Embedded, startEmbedded } from '../../src/embedded.ts';
import { defineControls, openAccounts, post } from '../../src/ledger/index.ts';
import { ACCOUNTS, anEntry, CONTROLS, type Pattern } from './texts.ts';

/** The most that one statement takes. */
export const BATCH = 1_000;

export interface Server {
  readonly directory: string;
  readonly adminUrl: string;
  urlOf(database: string): string;
  stop(): Promise<void>;
}

/** A PostgreSQL of its own that forces to disk what it answers for, as in production; gone afterwards with all its data. */
export async function startServer(): Promise<Server> {
  const directory = await mkdtemp(join(tmpdir(), 'dwangsom-bench-'));
  // PostgreSQL runs as another user where this runs as root; that user must be able to pass.
  await chmod(directory, 0o755);
  let embedded: Embedded | undefined;
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    await embedded?.stop();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    embedded = await startEmbedded({ dataDir: directory, throwaway: false });
  } catch (error) {
    await stop();
    throw error;
  }
  const adminUrl = embedded.url;
  return {
    directory,
    adminUrl,
    urlOf: (database) => Object.assign(new URL(adminUrl), { pathname: `/${database}` }).href,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

/** As production has it: migrated, and every account open. Nobody stays connected. */
export async function createDatabase(server: Server, name: string): Promise<void> {
  await asAdmin(server, (sql) => sql`create database ${sql(name)}`);
  await migrate(server.urlOf(name));
  await withConnections(server.urlOf(name), 1, async ({ db }) => {
    await db.transaction(async (tx) => {
      const controls = await defineControls(tx, CONTROLS);
      if (!controls.ok) throw new Error(controls.refusals[0]?.sentence);
      for (let from = 0; from < ACCOUNTS.length; from += BATCH) {
        const opened = await openAccounts(tx, ACCOUNTS.slice(from, from + BATCH));
        if (!opened.ok) throw new Error(opened.refusals[0]?.sentence);
      }
    });
  });
}

/** A copy of one to which nobody is connected. */
export async function copyDatabase(server: Server, from: string, to: string): Promise<void> {
  await asAdmin(server, (sql) => sql`create database ${sql(to)} template ${sql(from)}`);
}

/**
 * Through the program itself, over two connections. Then the tables are counted, because connections that open on tables which look empty keep
 * slow plans; hence no connection is kept from before.
 */
export async function fill(server: Server, database: string, count: number, pattern: Pattern): Promise<void> {
  const url = server.urlOf(database);
  await withConnections(url, 2, async ({ db }) => {
    let left = count;
    const poster = async () => {
      while (left > 0) {
        const size = Math.min(BATCH, left);
        left -= size;
        const entries = Array.from({ length: size }, () => anEntry(pattern));
        const posted = await db.transaction((tx) => post(tx, entries));
        const refused = posted.find(({ outcome }) => outcome !== 'booked');
        if (refused !== undefined) throw new Error(`not booked: ${JSON.stringify(refused)}`);
      }
    };
    await Promise.all([poster(), poster()]);
  });
  await settle(url);
}

/** Counts the tables anew and writes out what is pending, so that no run pays for the one before. */
export async function settle(url: string): Promise<void> {
  const { sql, close } = connect(url, { maximumConnections: 1 });
  try {
    await sql`vacuum analyze`;
    await sql`checkpoint`;
  } finally {
    await close();
  }
}

/** As the program connects: through drizzle and postgres.js, in the role of the application. */
export async function withConnections<Result>(
  url: string,
  maximumConnections: number,
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const connection = connect(url, { maximumConnections, role: 'dwangsom_application' });
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

async function asAdmin(
  server: Server,
  statement: (sql: Connection['sql']) => Promise<unknown>,
): Promise<void> {
  const { sql, close } = connect(server.adminUrl, { maximumConnections: 1 });
  try {
    await statement(sql);
  } finally {
    await close();
  }
}
