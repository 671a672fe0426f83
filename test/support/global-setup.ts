import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connect, migrate } from '../../src/db.ts';
import { takeLock } from '../../src/embedded/lock.ts';
import { startEmbedded } from '../../src/embedded.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The administrator's address of the PostgreSQL that this run of the tests started for itself. */
    adminUrl: string;
  }
}

/** Migrated once; each test file clones it, which takes some tens of milliseconds. */
export const TEMPLATE = 'template_of_tests';

const PREFIX = 'dwangsom-tests-';
const YOUNG_MILLISECONDS = 60_000;

/**
 * One PostgreSQL for the whole run, in a temporary directory and on a free port: the tests never touch a server that they
 * did not start. Vitest calls the returned function when tests failed as well; where vitest itself is killed, the server ends by its guard.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweep();
  const directory = await mkdtemp(join(tmpdir(), PREFIX));
  // PostgreSQL runs as another user where the tests run as root; that user must be able to pass.
  await chmod(directory, 0o755);
  const removeDirectory = () => rm(directory, { recursive: true, force: true });
  try {
    const embedded = await startEmbedded({ dataDir: directory, throwaway: true, log: console.log });
    const teardown = async () => {
      await embedded.stop();
      await removeDirectory();
    };
    try {
      await createTemplate(embedded.url);
    } catch (error) {
      await teardown();
      throw error;
    }
    project.provide('adminUrl', embedded.url);
    return teardown;
  } catch (error) {
    await removeDirectory();
    throw error;
  }
}

/** Removes what runs left that were killed; a run that is alive holds the lock of its directory, or is about to take it. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const directory = join(tmpdir(), name);
    const found = name.startsWith(PREFIX) ? await stat(directory).catch(() => undefined) : undefined;
    if (found === undefined || Date.now() - found.mtimeMs < YOUNG_MILLISECONDS) continue;
    const lock = await takeLock(directory).catch(() => undefined);
    if (lock === undefined) continue;
    await rm(directory, { recursive: true, force: true });
    await lock.release();
  }
}

async function createTemplate(adminUrl: string): Promise<void> {
  const { sql, close } = connect(adminUrl, { maximumConnections: 1 });
  try {
    await sql`create database ${sql(TEMPLATE)}`;
  } finally {
    await close();
  }
  const url = new URL(adminUrl);
  url.pathname = `/${TEMPLATE}`;
  await migrate(url.href);
}
