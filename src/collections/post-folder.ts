import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutgoingLetter, Post } from './post.ts';

/**
 * Carries letters to a folder from which a print house, or a person, takes them: for each the PDF, and a manifest in JSON that says to whom it goes and what its
 * hash is. Both are named by the promise; the manifest comes last, so whoever finds it has the whole letter.
 *
 * What was given is remembered in `verzonden`, which the print house leaves alone: a key that stands there is not written again, also after the folder
 * was emptied. One gap remains: where the machine stops between the letter and that record, or two give the same letter at once, the same files are
 * written once more, and a print house that took the first in the meantime prints two. The other order could lose a letter, which is worse.
 */
export function postFolder(folder: string): Post {
  const records = join(folder, 'verzonden');
  return {
    send: async (letter) => {
      const { key, pdf, sha256 } = letter;
      await mkdir(records, { recursive: true });
      const given = await readIfThere(join(records, key));
      if (given !== null) return { proof: given };
      await writeDurably(folder, `${key}.pdf`, pdf);
      await writeDurably(folder, `${key}.json`, `${JSON.stringify(manifestOf(letter), null, 2)}\n`);
      const proof = `sha256:${sha256}`;
      await writeDurably(records, key, proof);
      return { proof };
    },
  };
}

/** For the print house: it needs the address for the window, and nothing of the case. */
function manifestOf({ key, dossiernummer, to, sha256 }: OutgoingLetter) {
  return {
    key,
    dossiernummer,
    file: `${key}.pdf`,
    sha256,
    to: { name: to.name, address: to.address?.split(', ') ?? null },
    language: to.language,
  };
}

/** Renamed into place, from a name of its own, so that whoever empties the folder never finds half a letter. */
async function writeDurably(folder: string, name: string, content: string | Uint8Array): Promise<void> {
  const unfinished = join(folder, `.${name}.${randomUUID()}.unfinished`);
  const file = await open(unfinished, 'w', 0o600);
  try {
    await file.writeFile(content);
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
