import { spawnSync } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';

/** Whom the server runs as where we are root, because PostgreSQL refuses root. Undefined: as ourselves. */
export type Account = { readonly uid: number; readonly gid: number } | undefined;

/** In this order; the last stands for the number that Linux reserves for nobody, where no such name is listed. */
const NAMES = ['postgres', '_postgres', 'nobody'];
const NOBODY = { uid: 65_534, gid: 65_534 };

/**
 * As root: the owner of an existing cluster, so that the next start goes on as the last one did, else an account that the machine
 * already has. No account is ever made: that is the administrator's to do.
 */
export async function chooseAccount(cluster: string | undefined): Promise<Account> {
  const owner = cluster === undefined ? undefined : await stat(cluster).catch(() => undefined);
  const ownUid = process.geteuid?.();
  if (ownUid !== 0) {
    if (owner !== undefined && owner.uid !== ownUid) {
      throw new Error(
        `The database in ${cluster} belongs to user number ${owner.uid}, and this program runs as number ${ownUid}. ` +
          'Start it as the user who started it first (root, perhaps), or set DATA_DIR to another directory.',
      );
    }
    return undefined;
  }
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => ''))
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of NAMES) {
    const [, , uid, gid] = lines.find((fields) => fields[0] === name) ?? [];
    if (Number(uid) > 0 && Number(gid) >= 0) return { uid: Number(uid), gid: Number(gid) };
  }
  return NOBODY;
}

/** True where the account may pass through every directory above `path` and use `path` itself: tried, not computed. */
export function canReach(path: string, account: Account): boolean {
  if (account === undefined) return true;
  const tried = spawnSync('/bin/sh', ['-c', 'test -r "$0" && test -x "$0"', path], asAccount(account));
  if (tried.error !== undefined) {
    throw new Error(
      `PostgreSQL does not run as root, and this process may not start a program as user number ${account.uid} ` +
        `(${tried.error.message}). Run it as an ordinary user, or set DATABASE_URL.`,
    );
  }
  return tried.status === 0;
}

export function refuseUnreachable(cluster: string, account: Account): void {
  if (account === undefined || canReach(cluster, account)) return;
  throw new Error(
    `The database in ${cluster} belongs to user number ${account.uid}, who cannot pass through the directories above it. ` +
      'Let that user through (chmod o+x), or move the data directory to a place that it can reach.',
  );
}

/** What every program of the server is started with. Nothing of our own environment reaches it, PGPORT and the like least of all. */
export function asAccount(account: Account) {
  return { ...account, cwd: '/', env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } };
}
