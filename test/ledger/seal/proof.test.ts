import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { post } from '../../../src/ledger/index.ts';
import { checkProof, type Proof, prove } from '../../../src/ledger/seal/index.ts';
import { openTestDatabase } from '../../support/database.ts';
import { balanced, openBooks } from '../books.ts';
import { bookSome, PUBLIC_PEM, sealAll, tamper } from './sealed.ts';

const { db, sql } = await openTestDatabase();
await openBooks(db);
const directory = await mkdtemp(join(tmpdir(), 'dwangsom-proof-'));
afterAll(() => rm(directory, { recursive: true, force: true }));

test('every entry of blocks of 1 to 20 entries has a proof that holds', { timeout: 120_000 }, async () => {
  for (let size = 1; size <= 20; size++) {
    const ids = await bookSome(db, size);
    expect(await sealAll(db, { entriesPerBlock: 20 })).toMatchObject({ blocks: 1, entries: size });
    for (const [index, id] of ids.entries()) {
      const proof = await prove(db, id);
      expect(proof).toMatchObject({ index, block: { number: size, entries: size } });
      expect(checkProof(proof, PUBLIC_PEM)).toEqual([]);
    }
  }
});

test('a proof in which any field is another does not hold', async () => {
  const [, , id] = await bookSome(db, 5);
  await sealAll(db, { entriesPerBlock: 20 });
  const proof: Proof = JSON.parse(JSON.stringify(await prove(db, id!)));
  const places = leavesOf(proof);
  expect(places.length).toBeGreaterThan(30);
  for (const path of places) {
    const other = structuredClone(proof);
    change(other as never, path);
    expect(checkProof(other, PUBLIC_PEM), path.join('.')).not.toEqual([]);
  }
  expect(checkProof({ ...proof, path: proof.path.slice(1) })).not.toEqual([]);
  expect(checkProof({ ...proof, path: [...proof.path, proof.path[0]] })).not.toEqual([]);
  expect(checkProof(null)).not.toEqual([]);
});

test('an outsider checks it with the one file and bare Node, away from the program', async () => {
  const [id] = await bookSome(db, 3);
  await sealAll(db);
  const proof = await prove(db, id!);
  const verifier = join(directory, 'proof-verifier.mjs');
  execFileSync('cp', [
    fileURLToPath(new URL('../../../src/ledger/seal/proof-verifier.mjs', import.meta.url)),
    verifier,
  ]);
  const [good, bad, key] = ['good.json', 'bad.json', 'key.pem'].map((name) => join(directory, name)) as [
    string,
    string,
    string,
  ];
  await writeFile(good, JSON.stringify(proof));
  await writeFile(bad, JSON.stringify({ ...proof, entry: { ...proof.entry, subject: 'n2' } }));
  await writeFile(key, PUBLIC_PEM);
  const run = (...files: string[]) =>
    spawnSync(process.execPath, [verifier, ...files], { cwd: directory, encoding: 'utf8' });
  expect(run(good, key)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining(`Entry ${id} (key some/`),
  });
  expect(run(good)).toMatchObject({ status: 0, stdout: expect.stringContaining('no key was given') });
  expect(run(bad, key)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('The hash of the entry is not that of its content.'),
  });
  expect(run()).toMatchObject({ status: 2 });
});

test('no proof is given of what is not there, not sealed, or not as it was sealed', async () => {
  await expect(prove(db, 999_999n)).rejects.toThrow('There is no entry 999999');
  const [id] = await bookSome(db, 1);
  await expect(prove(db, id!)).rejects.toThrow('is not sealed yet');
  await sealAll(db);
  await tamper(sql, `update ledger.entry set description = 'x' where id = ${id}`);
  await expect(prove(db, id!)).rejects.toThrow('The books do not give what was sealed');
  await tamper(sql, `update ledger.entry set description = 'One day late' where id = ${id}`);
  await prove(db, id!);
});

test('an entry with letters beyond ASCII has a proof as well', async () => {
  const [posted] = await db.transaction((tx) =>
    post(tx, balanced({ key: 'één', description: 'Één dag te laat — € 250' })),
  );
  if (posted?.outcome !== 'booked') throw new Error('not booked');
  await sealAll(db);
  expect(checkProof(await prove(db, posted.entryId), PUBLIC_PEM)).toEqual([]);
});

type Tree = Record<string, unknown>;

/** The paths of all texts and numbers in the proof. */
function leavesOf(value: unknown, path: string[] = []): string[][] {
  if (value === null) return [path];
  if (typeof value !== 'object') return [path];
  return Object.entries(value as Tree).flatMap(([name, inner]) => leavesOf(inner, [...path, name]));
}

function change(proof: Tree, path: string[]): void {
  const last = path.at(-1)!;
  let at = proof;
  for (const name of path.slice(0, -1)) at = at[name] as Tree;
  const value = at[last];
  if (typeof value === 'number') at[last] = value + 1;
  // The last character of a text, so that hex stays hex.
  else if (typeof value === 'string') at[last] = `${value.slice(0, -1)}${value.endsWith('1') ? '2' : '1'}`;
  else at[last] = 'some/1';
}
