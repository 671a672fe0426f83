import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, expect, test } from 'vitest';
import { runCheckProof, runProve, runSeal, runVerify } from '../src/seal-command.ts';
import { openBooks } from './ledger/books.ts';
import { bookSome, KEY, NOW, PUBLIC_PEM, tamper } from './ledger/seal/sealed.ts';
import { openTestDatabase } from './support/database.ts';

const { db, sql } = await openTestDatabase();
await openBooks(db);
const directory = await mkdtemp(join(tmpdir(), 'dwangsom-seal-command-'));
afterAll(() => rm(directory, { recursive: true, force: true }));
const inDirectory = (name: string) => join(directory, name);
const trusted = [KEY.publicKey];

/** What a command wrote, and its exit code. */
async function run(
  command: (streams: { output: Writable; errors: Writable }) => Promise<number>,
  isTerminal = false,
) {
  const texts = { output: '', errors: '' };
  const into = (name: 'output' | 'errors') =>
    new Writable({
      write(chunk, _encoding, done) {
        texts[name] += chunk;
        done();
      },
    });
  const errors = Object.assign(
    into('errors'),
    isTerminal ? { isTTY: true, columns: 80, cursorTo() {}, clearLine() {} } : {},
  );
  const code = await command({ output: into('output'), errors });
  return { code, ...texts };
}

let ids: bigint[] = [];

test('seal: tells what was sealed and published', async () => {
  ids = await bookSome(db, 3);
  const publishTo = inDirectory('seals.jsonl');
  const { code, output, errors } = await run((streams) =>
    runSeal(db, { key: KEY, now: () => NOW, publishTo }, streams),
  );
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(output).toBe(
    `Sealed 3 entries in 1 block; the seal stands at entry ${ids[2]}.\nPublished 1 block to ${publishTo}.\n`,
  );
});

test('verify: exit 0 where everything holds, notes how far it came, and goes on from there', async () => {
  const resume = inDirectory('verified.json');
  const command = { trusted, resume, published: inDirectory('seals.jsonl') };
  const first = await run((streams) => runVerify(db, command, streams));
  expect(first.code).toBe(0);
  expect(first.output).toMatch(
    /^Verified 1 block with 3 entries, and 0 not sealed yet: everything holds\.\nThe chain ends with block 1, [0-9a-f]{64}\.\n$/,
  );
  expect(JSON.parse(await readFile(resume, 'utf8'))).toEqual({
    number: 1,
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  await bookSome(db, 2);
  await run((streams) => runSeal(db, { key: KEY, now: () => NOW }, streams));
  expect((await run((streams) => runVerify(db, command, streams))).output).toContain(
    'Verified 1 block with 2 entries',
  );
});

test('verify: a bar where somebody looks at a terminal', async () => {
  const { code, errors } = await run((streams) => runVerify(db, { trusted }, streams), true);
  expect(code).toBe(0);
  expect(errors).toContain('5 of 5 entries');
});

test('verify: exit 1 with every fault on a line, or in JSON, and no note of it', async () => {
  await tamper(sql, `update ledger.posting set amount = amount + 1 where entry = ${ids[1]} and line = 1`);
  const resume = inDirectory('none.json');
  const { code, output } = await run((streams) => runVerify(db, { trusted, resume }, streams));
  expect(code).toBe(1);
  expect(output).toContain(
    `content: In block 1: entry ${ids[1]} (key some/2) does not hold what its hash says`,
  );
  await expect(access(resume)).rejects.toThrow('ENOENT');
  const json = await run((streams) => runVerify(db, { trusted, json: true }, streams));
  expect(JSON.parse(json.output)).toMatchObject({
    faultCount: 1,
    faults: [{ what: 'content', block: 1, entryId: `${ids[1]}`, key: 'some/2' }],
  });
  await tamper(sql, `update ledger.posting set amount = amount - 1 where entry = ${ids[1]} and line = 1`);
});

test('prove and check-proof: by key or by id, to a file that a key confirms and another does not', async () => {
  await writeFile(inDirectory('key.pem'), PUBLIC_PEM);
  const file = inDirectory('proof.json');
  expect((await run((streams) => runProve(db, 'some/2', file, streams))).output).toContain(
    `The proof of entry ${ids[1]} is in ${file}`,
  );
  expect(await run((streams) => runCheckProof(file, inDirectory('key.pem'), streams))).toMatchObject({
    code: 0,
    errors: '',
  });
  expect((await run((streams) => runProve(db, `${ids[0]}`, file, streams))).code).toBe(0);
  const other = PUBLIC_PEM.replace('HURo', 'HVRo');
  await writeFile(inDirectory('other.pem'), other);
  expect(await run((streams) => runCheckProof(file, inDirectory('other.pem'), streams))).toMatchObject({
    code: 1,
    errors: 'The block is signed with another key than the one given.\n',
  });
  await expect(run((streams) => runProve(db, 'no such key', file, streams))).rejects.toThrow(
    'There is no entry with the key "no such key"',
  );
});
