import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Account, asAccount } from './account.ts';
import type { Binaries } from './binaries.ts';

/** The one role of an embedded database: the program that started the server owns all of it. */
export const SUPERUSER = 'dwangsom';

const OWNER_ONLY = 0o600;
const PARTIAL = 'postgres-partial-';
const LONGEST_REPORT = 2_000;

/** The password of the cluster, drawn at the first start. It lies in the data directory, readable by the user who started us. */
export async function readPassword(dataDir: string, cluster: string): Promise<string> {
  const file = join(dataDir, 'postgres.password');
  if (existsSync(file)) return (await readFile(file, 'utf8')).trim();
  if (existsSync(cluster)) {
    throw new Error(
      `The password of the database in ${cluster} is missing: ${file} is not there. Restore that file, or move the data directory ` +
        'away to begin with an empty database.',
    );
  }
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, `${password}\n`, { mode: OWNER_ONLY });
  return password;
}

/** Makes an empty cluster. It is made beside its place and renamed when whole, so that a start cut short leaves none behind. */
export async function initialise(of: {
  binaries: Binaries;
  home: string;
  cluster: string;
  account: Account;
  password: string;
  throwaway: boolean;
}): Promise<void> {
  for (const name of await readdir(of.home)) {
    if (name.startsWith(PARTIAL)) await rm(join(of.home, name), { recursive: true, force: true });
  }
  const partial = await mkdtemp(join(of.home, PARTIAL));
  const passwordFile = `${partial}.password`;
  try {
    await writeFile(passwordFile, of.password, { mode: OWNER_ONLY });
    if (of.account !== undefined) {
      for (const path of [partial, passwordFile]) await chown(path, of.account.uid, of.account.gid);
    }
    await run(
      of.binaries.initdb,
      [
        `--pgdata=${partial}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        // Sorting by code point, the same on every machine; pages sort names for people themselves.
        '--locale=C',
        '--encoding=UTF8',
        '--no-instructions',
        ...(of.throwaway ? ['--no-sync'] : []),
      ],
      of.account,
    );
    await rename(partial, of.cluster);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(partial, { recursive: true, force: true });
  }
}

/** Runs a program of PostgreSQL to its end, for at most two minutes; throws with what it said where it fails. */
export function run(program: string, parameters: string[], account: Account): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const child = spawn(program, parameters, {
      ...asAccount(account),
      stdio: ['ignore', 'pipe', 'pipe'],
      // In a session of its own: a Ctrl-C in the terminal is for us to handle, not for it to die of.
      detached: true,
      timeout: 120_000,
    });
    const keep = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-LONGEST_REPORT);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => reject(new Error(`${program} does not start: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${program} ended with ${code ?? signal}:\n${said.trim()}`));
    });
  });
}
