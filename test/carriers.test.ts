import { createHash, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openSimulator } from '../demo/deurwaarder.ts';
import { mailPost, openCarriers, postFolderOf } from '../src/carriers.ts';
import {
  DEMONSTRATION_BUREAU,
  type OutgoingLetter,
  type Post,
  postByWays,
} from '../src/collections/index.ts';
import { readConfig } from '../src/config.ts';
import { publicKeyIn, readOpdracht } from '../src/deurwaarder/index.ts';
import { day } from '../src/values/index.ts';
import { exampleOpdracht } from './deurwaarder/example.ts';

const directory = await mkdtemp(join(tmpdir(), 'dwangsom-carriers-'));
afterAll(() => rm(directory, { recursive: true, force: true }));

interface Taken {
  readonly to: string[];
  readonly raw: string;
}
const received: Taken[] = [];
/** A mail server that takes nothing while this is true. */
let isFull = false;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, session, done) {
    const parts: Buffer[] = [];
    stream.on('data', (part: Buffer) => parts.push(part));
    stream.on('end', () => {
      if (isFull) return done(new Error('the disk is full'));
      received.push({
        to: session.envelope.rcptTo.map(({ address }) => address),
        raw: Buffer.concat(parts).toString(),
      });
      done();
    });
  },
});
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
});
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
beforeEach(() => {
  received.length = 0;
  isFull = false;
});

function smtpUrl(): string {
  return `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
}

function mailOf() {
  return { smtpUrl: smtpUrl(), from: 'post@bureau.test', alarmTo: undefined, sealTo: undefined };
}

/** Bytes that no text encoding leaves alone. */
const PDF = new Uint8Array([...Buffer.from('%PDF-1.7\n'), 0, 255, 10, 13, 128, 0x0d, 0x0a, 0x2e, 0x0a]);
const SHA256 = createHash('sha256').update(PDF).digest('hex');

function letter(role: 'schuldeiser' | 'schuldenaar', email: string | null): OutgoingLetter {
  return {
    key: 'out_verzonnen1',
    dossiernummer: 'D2025-00001',
    letter: role === 'schuldenaar' ? 'aanzegging' : 'statusbericht',
    to: {
      role,
      name: 'Vera Verzonnen',
      address: 'Nergenslaan 2, 0000 AA Nergenshuizen',
      email,
      language: 'nl',
    },
    subject: 'Aanzegging € 250,00 – één dwangsom',
    text: 'Geachte mevrouw Verzonnen,\n\n.Een regel die met een punt begint.\n€ 250,00 staat open.\n',
    pdf: PDF,
    sha256: SHA256,
  };
}

test('an e-mail has the subject and the words of the letter, its PDF byte for byte, and the id of its promise', async () => {
  const { proof } = await mailPost(mailOf()).send(letter('schuldenaar', 'vader@elders.test'));
  expect(proof).toBe('e-mail:out_verzonnen1');
  expect(received.map(({ to }) => to)).toEqual([['vader@elders.test']]);
  const read = await simpleParser(received[0]!.raw);
  expect(read.subject).toBe('Aanzegging € 250,00 – één dwangsom');
  expect(read.from?.text).toBe('post@bureau.test');
  expect(read.text).toBe(
    'Geachte mevrouw Verzonnen,\n\n.Een regel die met een punt begint.\n€ 250,00 staat open.\n',
  );
  expect(read.messageId).toBe('<out_verzonnen1@dwangsom.invalid>');
  expect(
    read.attachments.map(({ filename, contentType, content }) => [
      filename,
      contentType,
      createHash('sha256').update(content).digest('hex'),
    ]),
  ).toEqual([['D2025-00001.pdf', 'application/pdf', SHA256]]);
});

test('given twice, it has the same id twice, so that a mail program shows one', async () => {
  const post = mailPost(mailOf());
  await post.send(letter('schuldeiser', 'moeder@elders.test'));
  await post.send(letter('schuldeiser', 'moeder@elders.test'));
  const ids = await Promise.all(received.map(async ({ raw }) => (await simpleParser(raw)).messageId));
  expect(ids).toEqual(['<out_verzonnen1@dwangsom.invalid>', '<out_verzonnen1@dwangsom.invalid>']);
});

test('a mail server that says no is a fault, and so is a letter without an address', async () => {
  isFull = true;
  await expect(mailPost(mailOf()).send(letter('schuldeiser', 'moeder@elders.test'))).rejects.toThrow(
    'the disk is full',
  );
  await expect(mailPost(mailOf()).send(letter('schuldeiser', null))).rejects.toThrow(
    'letter out_verzonnen1 has no e-mail address to go to',
  );
  expect(received).toEqual([]);
});

const noting = (name: string, seen: string[], fault?: string): Post => ({
  send: async ({ key }) => {
    if (fault !== undefined) throw new Error(fault);
    seen.push(name);
    return { proof: `${name}:${key}` };
  },
});

test.each([
  ['schuldenaar', 'vader@elders.test', ['paper', 'mail']],
  ['schuldenaar', null, ['paper']],
  ['schuldeiser', 'moeder@elders.test', ['mail']],
  ['schuldeiser', null, ['paper']],
] as const)('the %s with e-mail address %s is written to by %j', async (role, email, ways) => {
  const seen: string[] = [];
  const post = postByWays({ paper: noting('paper', seen), mail: noting('mail', seen) });
  const { proof } = await post.send(letter(role, email));
  expect(seen).toEqual(ways);
  expect(proof).toBe(ways.map((way) => `${way}:out_verzonnen1`).join('; '));
});

test.each(['schuldenaar', 'schuldeiser'] as const)(
  'without a mail server the %s is written to on paper, whatever address is known',
  async (role) => {
    const seen: string[] = [];
    const post = postByWays({ paper: noting('paper', seen), mail: null });
    await post.send(letter(role, 'ouder@elders.test'));
    expect(seen).toEqual(['paper']);
  },
);

test('to the debtor paper decides: an e-mail that fails is told in the proof', async () => {
  const seen: string[] = [];
  const post = postByWays({ paper: noting('paper', seen), mail: noting('mail', seen, 'no route') });
  const { proof } = await post.send(letter('schuldenaar', 'vader@elders.test'));
  expect(proof).toBe('paper:out_verzonnen1; e-mail mislukt: Error: no route');
  expect(seen).toEqual(['paper']);
  await expect(post.send(letter('schuldeiser', 'moeder@elders.test'))).rejects.toThrow('no route');
});

test('to the debtor paper lies in the folder once, however often the mail failed in between', async () => {
  const config = configOf('twice', { SMTP_URL: smtpUrl(), MAIL_FROM: 'post@bureau.test' });
  const { post } = await openCarriers(config, DEMONSTRATION_BUREAU, () => new Date());
  isFull = true;
  const failed = await post.send(letter('schuldenaar', 'vader@elders.test'));
  expect(failed.proof).toContain(`sha256:${SHA256}; e-mail mislukt: `);
  const folder = postFolderOf(config);
  // The print house takes what lies there.
  await rm(join(folder, 'out_verzonnen1.pdf'));
  await rm(join(folder, 'out_verzonnen1.json'));
  isFull = false;
  const { proof } = await post.send(letter('schuldenaar', 'vader@elders.test'));
  expect(proof).toBe(`sha256:${SHA256}; e-mail:out_verzonnen1`);
  expect(await readdir(folder)).toEqual(['verzonden']);
  expect(received).toHaveLength(1);
});

test('orders cross a network by https alone', () => {
  const settings = (url: string) => () =>
    configOf('road', { DEURWAARDER_URL: url, DEURWAARDER_PUBLIC_KEY_FILE: 'their.pem' });
  expect(settings('http://deurwaarder.test/v1')).toThrow('DEURWAARDER_URL: expected https');
  expect(settings('https://deurwaarder.test/v1')).not.toThrow();
  expect(settings('http://127.0.0.1:8080/v1')).not.toThrow();
});

function configOf(name: string, environment: Record<string, string> = {}) {
  return readConfig({ DATA_DIR: join(directory, name), ...environment });
}

const read = readOpdracht({
  ...exampleOpdracht(),
  opdrachtId: 'D2025-00001-o1',
  measures: [{ measure: 'loonbeslag' }],
});
if (!read.ok) throw new Error(read.refusals.map(({ sentence }) => sentence).join(' '));
const opdracht = read.value;

test('without DEURWAARDER_URL an order lies in a folder, and no key is made', async () => {
  const config = configOf('folder');
  const { deurwaarder, bureau } = await openCarriers(config, null, () => new Date());
  expect(bureau).toBeNull();
  await deurwaarder.sendOpdracht('out_order1', opdracht, PDF);
  const lain = await readdir(join(directory, 'folder', 'deurwaarder'), { recursive: true });
  const pdf = lain.find((name) => name.endsWith('.pdf'));
  expect(await readFile(join(directory, 'folder', 'deurwaarder', pdf!))).toEqual(Buffer.from(PDF));
  await expect(access(join(directory, 'folder', 'deurwaarder-key.pem'))).rejects.toThrow('ENOENT');
});

test('with DEURWAARDER_URL it goes there, signed with a key of ours that is made for our eyes alone', async () => {
  const theirs = generateKeyPairSync('ed25519');
  const theirFile = join(directory, 'theirs.pem');
  await writeFile(theirFile, theirs.publicKey.export({ type: 'spki', format: 'pem' }));
  const settings = (url: string) =>
    configOf('http', { DEURWAARDER_URL: url, DEURWAARDER_PUBLIC_KEY_FILE: theirFile });
  await mkdir(join(directory, 'http'));
  // The first start makes the key; its public half is then brought to the deurwaarder.
  await openCarriers(settings('http://127.0.0.1:9'), DEMONSTRATION_BUREAU, () => new Date());
  const keyFile = join(directory, 'http', 'deurwaarder-key.pem');
  expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
  const simulator = await openSimulator({
    today: () => day('2025-04-12'),
    lastgeverKey: publicKeyIn(await readFile(`${keyFile}.pub`, 'utf8')),
    privateKey: theirs.privateKey,
  });
  try {
    const { deurwaarder } = await openCarriers(
      settings(simulator.url),
      DEMONSTRATION_BUREAU,
      () => new Date(),
    );
    const { proof } = await deurwaarder.sendOpdracht('out_order1', opdracht, PDF);
    expect(proof).toMatch(/^sha256:[0-9a-f]{64} ontvangstbewijs:/);
    expect(simulator.orders().map(({ opdrachtId }) => opdrachtId)).toEqual(['D2025-00001-o1']);
    expect(await readdir(join(directory, 'http'))).not.toContain('deurwaarder');
  } finally {
    await simulator.close();
  }
});

test('a public key that is not there keeps the program from starting, rather than believing anybody', async () => {
  const config = configOf('nokey', {
    DEURWAARDER_URL: 'http://127.0.0.1:9',
    DEURWAARDER_PUBLIC_KEY_FILE: join(directory, 'nobody.pem'),
  });
  await expect(openCarriers(config, null, () => new Date())).rejects.toThrow('ENOENT');
});
