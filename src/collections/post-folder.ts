import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Post } from './outbox.ts';

/**
 * Carries letters to a folder from which a print house, or a person, takes them: one text file a letter, named by the promise. The proof is the hash of
 * what was written, given only once file and name are on the disk.
 *
 * What was given is remembered in `verzonden`, which the print house leaves alone: a key that stands there is not written again, also after the folder
 * was emptied. One gap remains: where the machine stops between the letter and that record, or two give the same letter at once, the same file is
 * written once more, and a print house that took the first in the meantime prints two. The other order could lose a letter, which is worse.
 */
export function postFolder(folder: string): Post {
  const records = join(folder, 'verzonden');
  return {
    send: async ({ key, text }) => {
      await mkdir(records, { recursive: true });
      const given = await readIfThere(join(records, key));
      if (given !== null) return { proof: given };
      await writeDurably(folder, `${key}.txt`, text);
      const proof = `sha256:${createHash('sha256').update(text).digest('hex')}`;
      await writeDurably(records, key, proof);
      return { proof };
    },
  };
}

/** Renamed into place, from a name of its own, so that whoever empties the folder never finds half a letter. */
async function writeDurably(folder: string, name: string, text: string): Promise<void> {
  const unfinished = join(folder, `.${name}.${randomUUID()}.unfinished`);
  const file = await open(unfinished, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, join(folder, name));
  // The name is on the disk only once its directory is; Windows opens no directories.
  if (process.platform === 'win32') return;
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw fault;
  }
}
