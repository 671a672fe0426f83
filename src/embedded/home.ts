import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Account, canReach } from './account.ts';

/** Stands in the data directory where the cluster lies elsewhere, and says where. */
const POINTER = 'postgres.moved-to';

/** Where the system keeps state of programs run by root. Temporary directories are swept; a ledger may not be. */
const STATE_DIRECTORY = '/var/lib/dwangsom';

/** Passable for the server's account, listed for nobody but the owner. */
const PASSABLE = 0o755;

/** The directory where an earlier run keeps its cluster; undefined where there was none. */
export async function knownHome(dataDir: string): Promise<string | undefined> {
  const pointer = join(dataDir, POINTER);
  if (!existsSync(pointer)) return existsSync(join(dataDir, 'postgres')) ? dataDir : undefined;
  const home = (await readFile(pointer, 'utf8')).trim();
  if (existsSync(home)) return home;
  throw new Error(
    `The database of ${dataDir} lies in ${home}, as ${pointer} says, but that directory is gone. Restore it, or remove the ` +
      'whole data directory to begin with an empty database.',
  );
}

/**
 * The data directory itself, except where we are root and the server's account cannot pass to it: a checkout under /root, say.
 * Opening up somebody's directories is not ours to do, so the cluster is then kept under /var/lib and the data directory says so.
 */
export async function chooseHome(
  dataDir: string,
  { account, throwaway }: { account: Account; throwaway: boolean },
): Promise<string> {
  if (account === undefined) return dataDir;
  // With a strict umask the directory that was just made would keep the account out although all above it let it pass.
  if (!canReach(dataDir, account) && canReach(join(dataDir, '..'), account)) await chmod(dataDir, PASSABLE);
  if (canReach(dataDir, account)) return dataDir;
  if (throwaway) {
    throw new Error(
      `User number ${account.uid}, who runs PostgreSQL because root may not, cannot reach ${dataDir}. ` +
        'Set TMPDIR to a directory that everybody can pass to, such as /var/tmp.',
    );
  }
  await mkdir(STATE_DIRECTORY, { recursive: true, mode: PASSABLE });
  // A name of its own at every first start: whoever removes the data directory begins anew and meets no older data.
  const home = await mkdtemp(join(STATE_DIRECTORY, `${basename(dataDir).replace(/^\.+/, '')}-`));
  await chmod(home, PASSABLE);
  await writeFile(join(dataDir, POINTER), `${home}\n`);
  return home;
}
