import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Deurwaarder } from './client.ts';

/**
 * For a deurwaarder who takes no orders by HTTP: each lies in a folder as JSON and PDF, named by the promise, and a person brings it over. What he reports, a person
 * records; so this side never has messages.
 *
 * What was given is remembered in `verzonden`, which whoever empties the folder leaves alone: a key that stands there is not written again. A key that comes back with other
 * content is a mistake, and is thrown. The machine may stop between the order and that record; then the same files are written once more, under the same names.
 */
export function folderDeurwaarder(folder: string): Deurwaarder {
  return {
    sendOpdracht: (key, opdracht, pdf) =>
      give(folder, key, `${JSON.stringify(opdracht, null, 2)}\n`, pdf ?? null),
    withdraw: (key, opdrachtId, reason) =>
      give(folder, key, `${JSON.stringify({ intrekking: opdrachtId, reason }, null, 2)}\n`, null),
    messagesAfter: async (cursor) => ({ messages: [], unreadable: [], next: cursor }),
  };
}

async function give(
  folder: string,
  key: string,
  json: string,
  pdf: Uint8Array | null,
): Promise<{ proof: string }> {
  // The key becomes the name of a file.
  if (!/^[A-Za-z0-9_-]{1,100}$/.test(key)) throw new Error(`not a key for the folder: "${key}"`);
  const records = join(folder, 'verzonden');
  await mkdir(records, { recursive: true });
  const proof = `sha256:${createHash('sha256').update(json).digest('hex')}`;
  const given = await readIfThere(join(records, key));
  if (given !== null) {
    if (given !== proof) throw new Error(`${key} was given before as ${given}, and now as ${proof}`);
    return { proof };
  }
  // The PDF first: whoever finds the JSON has all of it.
  if (pdf !== null) await writeDurably(folder, `${key}.pdf`, pdf);
  await writeDurably(folder, `${key}.json`, json);
  await writeDurably(records, key, proof);
  return { proof };
}

/** Renamed into place, from a name of its own, so that whoever empties the folder never finds half an order. */
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
