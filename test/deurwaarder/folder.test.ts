import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { folderDeurwaarder, openSigningKey, publicKeyIn, readOpdracht } from '../../src/deurwaarder/index.ts';
import { exampleOpdracht } from './example.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dwangsom-deurwaarder-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const read = readOpdracht(exampleOpdracht());
if (!read.ok) throw new Error('the example is wrong');
const opdracht = read.value;
const PDF = new TextEncoder().encode('%PDF-1.7 invented');

test('an order lies in the folder as JSON and PDF, whole, and reads back as it was', async () => {
  await folderDeurwaarder(folder).sendOpdracht('out_1', opdracht, PDF);
  expect((await readdir(folder)).toSorted()).toEqual(['out_1.json', 'out_1.pdf', 'verzonden']);
  const written = readOpdracht(JSON.parse(await readFile(join(folder, 'out_1.json'), 'utf8')));
  expect(written.ok && written.value).toEqual(opdracht);
  expect(await readFile(join(folder, 'out_1.pdf'))).toEqual(Buffer.from(PDF));
});

test('a key that was given is not written again, also after the folder was emptied', async () => {
  const deurwaarder = folderDeurwaarder(folder);
  const first = await deurwaarder.sendOpdracht('out_1', opdracht, PDF);
  await rm(join(folder, 'out_1.json'));
  await rm(join(folder, 'out_1.pdf'));
  expect(await deurwaarder.sendOpdracht('out_1', opdracht, PDF)).toEqual(first);
  expect(await readdir(folder)).toEqual(['verzonden']);
});

test('one key with another order is a mistake that is thrown', async () => {
  const deurwaarder = folderDeurwaarder(folder);
  await deurwaarder.sendOpdracht('out_1', opdracht);
  await expect(deurwaarder.withdraw('out_1', 'opd_01', 'x')).rejects.toThrow('out_1 was given before');
  await expect(deurwaarder.sendOpdracht('../out', opdracht)).rejects.toThrow('not a key');
});

test('a withdrawal lies there too, and messages come by a person alone', async () => {
  const deurwaarder = folderDeurwaarder(folder);
  await deurwaarder.withdraw('out_2', 'opd_01', 'Alles is betaald.');
  expect(JSON.parse(await readFile(join(folder, 'out_2.json'), 'utf8'))).toEqual({
    intrekking: 'opd_01',
    reason: 'Alles is betaald.',
  });
  expect(await deurwaarder.messagesAfter('7')).toEqual({ messages: [], unreadable: [], next: '7' });
});

test('a key to sign with is made once, for its owner alone, with its public half beside it', async () => {
  const file = join(folder, 'key.pem');
  const [one, other] = await Promise.all([openSigningKey(file), openSigningKey(file)]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const signature = sign(null, Buffer.from('x'), one);
  for (const key of [createPublicKey(other), publicKeyIn(await readFile(`${file}.pub`, 'utf8'))]) {
    expect(verify(null, Buffer.from('x'), key, signature)).toBe(true);
  }
  expect((await readdir(folder)).toSorted()).toEqual(['key.pem', 'key.pem.pub']);
});

test('a key of another kind is refused', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const file = join(folder, 'ec.pem');
  await writeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  await expect(openSigningKey(file)).rejects.toThrow('ed25519 is expected');
  expect(() => publicKeyIn(publicKey.export({ type: 'spki', format: 'pem' }).toString())).toThrow('ed25519');
});
