import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { sql } from 'drizzle-orm';
import type { Db } from './db.ts';
import {
  checkProof,
  type Progress,
  prove,
  publishToFile,
  readPublished,
  type SealKey,
  seal,
  sealAge,
  type Verified,
  verify,
} from './ledger/seal/index.ts';
import { showProgress } from './progress.ts';

/** `dwangsom seal`, `verify`, `prove` and `check-proof` (docs/seal.md). Each says its exit code: 0, or 1 where something does not hold. */

export interface Streams {
  readonly output: Writable;
  readonly errors: Writable;
}

/** Seals what can be sealed, publishes it to the file where one is given, and tells. */
export async function runSeal(
  db: Db,
  options: {
    readonly key: SealKey;
    readonly trusted?: readonly Buffer[];
    readonly now: () => Date;
    readonly publishTo?: string | undefined;
  },
  { output, errors }: Streams,
): Promise<number> {
  const { key, trusted = [], now, publishTo } = options;
  const sealed = await seal(db, { key, trusted, now });
  output.write(
    `Sealed ${count(sealed.entries, 'entry', 'entries')} in ${count(sealed.blocks, 'block', 'blocks')}; the seal stands at entry ${sealed.sealedThrough}.\n`,
  );
  if (publishTo !== undefined) {
    const { blocks } = await publishToFile(db, publishTo);
    output.write(`Published ${count(blocks, 'block', 'blocks')} to ${publishTo}.\n`);
  }
  for (const id of sealed.falseIds)
    errors.write(`The stored hash of entry ${id} is not that of its rows; it was sealed as it stands.\n`);
  const age = await sealAge(db, now());
  if (age.waiting !== null) errors.write(`${age.sentence}\n`);
  return sealed.falseIds.length > 0 || age.isAlarm ? 1 : 0;
}

export interface VerifyCommand {
  readonly trusted: readonly Buffer[];
  /** The published file to compare with. */
  readonly published?: string | undefined;
  /** Where this run notes how far it came, and from where it goes on if the note is there. */
  readonly resume?: string | undefined;
  readonly json?: boolean | undefined;
}

/** Recomputes the chain, showing how far it is; every fault on a line of its own. */
export async function runVerify(
  db: Db,
  command: VerifyCommand,
  { output, errors }: Streams,
): Promise<number> {
  const { trusted, resume } = command;
  const from = resume === undefined ? undefined : await noted(resume);
  const shown = showProgress(errors);
  const isThere = command.published !== undefined && existsSync(command.published);
  const published = isThere ? readPublished(command.published!) : undefined;
  const onProgress = (progress: Progress) => {
    shown.show({ part: 'entries', done: progress.entries, of: progress.total });
    if (resume !== undefined && progress.faultCount === 0 && progress.blocks % BLOCKS_A_NOTE === 0)
      note(resume, progress.last);
  };
  const verified = await verify(db, { trusted, from, published, onProgress }).finally(shown.end);
  if (command.json)
    output.write(
      `${JSON.stringify(verified, (_, value) => (typeof value === 'bigint' ? `${value}` : value), 2)}\n`,
    );
  else output.write(told(verified));
  if (command.published !== undefined && !isThere && verified.last !== null) {
    errors.write(
      `The published blocks should stand in ${command.published}, and that file is not there: nobody can see whether the end of the chain was cut off.\n`,
    );
    return 1;
  }
  if (verified.faultCount > 0) return 1;
  // Past a fault nothing is noted: the next run has to find it again.
  if (resume !== undefined && verified.last !== null) note(resume, verified.last);
  return 0;
}

/** Writes the proof of an entry, named by its id or its key, to a file. */
export async function runProve(db: Db, entry: string, file: string, { output }: Streams): Promise<number> {
  const id = await idOf(db, entry);
  const proof = await prove(db, id);
  await writeFile(file, `${JSON.stringify(proof, null, 2)}\n`);
  output.write(
    `The proof of entry ${id} is in ${file}; node proof-verifier.mjs ${file} checks it without this program.\n`,
  );
  return 0;
}

/** Checks a proof against the public key in PEM. Needs no database. */
export async function runCheckProof(
  file: string,
  publicKeyFile: string,
  { output, errors }: Streams,
): Promise<number> {
  const faults = checkProof(JSON.parse(await readFile(file, 'utf8')), await readFile(publicKeyFile, 'utf8'));
  for (const fault of faults) errors.write(`${fault}\n`);
  if (faults.length === 0)
    output.write('The proof holds: the entry stands under the seal, signed with this key.\n');
  return faults.length === 0 ? 0 : 1;
}

function told({ blocks, entries, tail, last, faultCount, faults }: Verified): string {
  const lines = faults.map(({ what, sentence }) => `${what}: ${sentence}`);
  if (faultCount > faults.length) lines.push(`… and ${faultCount - faults.length} more.`);
  const read = `Verified ${count(blocks, 'block', 'blocks')} with ${count(entries, 'entry', 'entries')}, and ${tail} not sealed yet`;
  lines.push(`${read}: ${faultCount === 0 ? 'everything holds' : count(faultCount, 'fault', 'faults')}.`);
  if (last !== null) lines.push(`The chain ends with block ${last.number}, ${last.hash}.`);
  return `${lines.join('\n')}\n`;
}

/** So often a run that goes on later notes how far it is. */
const BLOCKS_A_NOTE = 200;

async function noted(file: string): Promise<{ number: number; hash: string } | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  if (text === undefined) return undefined;
  const { number, hash } = JSON.parse(text) as { number: number; hash: string };
  if (Number.isSafeInteger(number) && typeof hash === 'string') return { number, hash };
  throw new Error(`${file} is no note of an earlier verification. Remove it to begin at the beginning.`);
}

/** Aside and then renamed, so that a crash leaves the old note or the new one. */
function note(file: string, { number, hash }: { number: number; hash: string }): void {
  writeFileSync(`${file}.new`, `${JSON.stringify({ number, hash })}\n`);
  renameSync(`${file}.new`, file);
}

/** A key is tried first, since one may consist of digits. Served by entry_key_once and entry_pkey. */
async function idOf(db: Db, entry: string): Promise<bigint> {
  const [byKey] = await db.execute<{ id: bigint }>(sql`
    select id
    from ledger.entry
    where md5(key)::uuid = md5(${entry}::text)::uuid and key = ${entry}
  `);
  if (byKey !== undefined) return byKey.id;
  if (/^\d{1,18}$/.test(entry)) return BigInt(entry);
  throw new Error(`There is no entry with the key "${entry}", and it is no id either.`);
}

function count(number: number, one: string, more: string): string {
  return `${number} ${number === 1 ? one : more}`;
}
