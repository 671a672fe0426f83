import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Post } from './outbox.ts';

/**
 * Carries letters to a folder from which a print house, or a person, takes them: one text file a letter, named by the promise. A letter given twice
 * is the same file with the same words, so nothing goes out twice. The proof is the hash of what was written.
 */
export function postFolder(folder: string): Post {
  return {
    send: async ({ key, text }) => {
      await mkdir(folder, { recursive: true });
      // Renamed into place, so that whoever empties the folder never finds half a letter.
      const unfinished = join(folder, `.${key}.unfinished`);
      await writeFile(unfinished, text);
      await rename(unfinished, join(folder, `${key}.txt`));
      return { proof: `sha256:${createHash('sha256').update(text).digest('hex')}` };
    },
  };
}
