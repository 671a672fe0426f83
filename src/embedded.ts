import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { connect } from './db.ts';
import { chooseAccount, refuseUnreachable } from './embedded/account.ts';
import { prepareBinaries } from './embedded/binaries.ts';
import { initialise, readPassword, SUPERUSER } from './embedded/cluster.ts';
import { chooseHome, knownHome } from './embedded/home.ts';
import { takeLock } from './embedded/lock.ts';
import { startServer, stopOrphan } from './embedded/server.ts';

export interface EmbeddedOptions {
  /** Where the data lives; made where it is missing, and gone on with where it holds an earlier run. */
  dataDir: string;
  /** A free one where not given; it may differ at every start. */
  port?: number;
  /** For tests: nothing is forced to disk, so a power cut may cost the data. */
  throwaway?: boolean;
  log?: (line: string) => void;
}

export interface Embedded {
  readonly url: string;
  /** Ends open sessions, waits until the server is gone and lets go of the data directory. May be called twice. */
  stop(): Promise<void>;
}

const DATABASE = 'dwangsom';
const MAJOR_VERSION = '18';

/**
 * Starts a real PostgreSQL 18 out of node_modules, for whoever did not set DATABASE_URL. It listens on 127.0.0.1 only, with a
 * password that is drawn once and kept in the data directory, readable by its owner alone.
 *
 * The class that the package itself offers is not used: it installs signal handlers of its own, and its server dies on a
 * Ctrl-C in the terminal before our shutdown has written its last row.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  if (process.platform === 'win32') {
    throw new Error(
      'The embedded PostgreSQL runs on Linux and macOS. On Windows, set DATABASE_URL to a PostgreSQL 18.',
    );
  }
  const dataDir = resolve(options.dataDir);
  const throwaway = options.throwaway ?? false;
  const log = options.log ?? (() => {});
  await mkdir(dataDir, { recursive: true });
  const lock = await takeLock(dataDir);
  try {
    const known = await knownHome(dataDir);
    const account = await chooseAccount(known === undefined ? undefined : join(known, 'postgres'));
    const home = known ?? (await chooseHome(dataDir, { account, throwaway }));
    if (home !== dataDir)
      log(`The database lies in ${home}, because the account that runs it cannot reach ${dataDir}.`);
    const cluster = join(home, 'postgres');
    const binaries = await prepareBinaries(home, account);
    const password = await readPassword(dataDir, cluster);
    if (existsSync(cluster)) {
      refuseUnreachable(cluster, account);
      await refuseOtherVersion(cluster);
      await stopOrphan({ binaries, cluster, account, log });
    } else {
      await initialise({ binaries, home, cluster, account, password, throwaway });
    }
    const server = await startServer({
      binaries,
      cluster,
      account,
      dataDir,
      throwaway,
      log,
      port: options.port,
    });
    const address = `postgres://${SUPERUSER}:${password}@127.0.0.1:${server.port}`;
    const stop = async () => {
      await server.stop();
      await lock.release();
    };
    try {
      await createDatabase(address);
    } catch (error) {
      await stop();
      throw error;
    }
    return { url: `${address}/${DATABASE}`, stop };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function refuseOtherVersion(cluster: string): Promise<void> {
  const found = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim();
  if (found === MAJOR_VERSION) return;
  throw new Error(
    `The database in ${cluster} was made by PostgreSQL ${found}; this program brings ${MAJOR_VERSION}. Go back to the version ` +
      'of the program that made it, or move the data over with pg_dump and pg_restore.',
  );
}

/** A database of its own, because the one called `postgres` is where administrators connect to drop and clone others. */
async function createDatabase(address: string): Promise<void> {
  const { sql, close } = connect(`${address}/postgres`, { maximumConnections: 1 });
  try {
    const found = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (found.length === 0) await sql`create database ${sql(DATABASE)}`;
  } finally {
    await close();
  }
}
