import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('../drizzle/', import.meta.url);

export const schemaFile = fileURLToPath(new URL('schema.sql', folder));
export const landedFile = fileURLToPath(new URL('landed.json', folder));

/** The hash of each migration as it lies in the folder, by its file name. */
export function migrationHashes(): Record<string, string> {
  const names = readdirSync(folder).filter((name) => /^\d{4}_\w+\.sql$/.test(name));
  return Object.fromEntries(
    names.sort().map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(new URL(name, folder)))
        .digest('hex'),
    ]),
  );
}

/** The hashes that were written down when each migration landed. */
export function landedHashes(): Record<string, string> {
  try {
    return JSON.parse(readFileSync(landedFile, 'utf8')) as Record<string, string>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

/** What drizzle will apply, in its order. It skips without a word what has an earlier moment than the last one applied. */
export function journal(): { tag: string; when: number }[] {
  return JSON.parse(readFileSync(new URL('meta/_journal.json', folder), 'utf8')).entries;
}

/** Names of migrations that changed or went away since they landed. */
export function broken(): string[] {
  const now = migrationHashes();
  return Object.entries(landedHashes()).flatMap(([name, hash]) => (now[name] === hash ? [] : [name]));
}
