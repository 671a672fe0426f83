import { once } from 'node:events';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mailNewest, publishToFile, readPublished, verify } from '../../../src/ledger/seal/index.ts';
import { openTestDatabase } from '../../support/database.ts';
import { openBooks } from '../books.ts';
import { bookSome, KEY, sealAll, tamper } from './sealed.ts';

const { db, sql } = await openTestDatabase();
await openBooks(db);
const directory = await mkdtemp(join(tmpdir(), 'dwangsom-publish-'));
afterAll(() => rm(directory, { recursive: true, force: true }));
const file = join(directory, 'seals.jsonl');

async function lines(of = file): Promise<{ number: number; hash: string }[]> {
  return (await readFile(of, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function recorded(channel: string) {
  return sql`select block from ledger.seal_publication where channel = ${channel} order by block`.then(
    (rows) => rows.map(({ block }) => block),
  );
}

test('every block goes to the file once, is recorded, and verifies against it', async () => {
  expect(await publishToFile(db, file)).toEqual({ blocks: 0, last: 0 });
  await bookSome(db, 10);
  await sealAll(db);
  expect(await publishToFile(db, file)).toEqual({ blocks: 3, last: 3 });
  expect(await publishToFile(db, file)).toEqual({ blocks: 0, last: 3 });
  expect((await lines()).map(({ number }) => number)).toEqual([1, 2, 3]);
  expect(await recorded('file')).toEqual([1, 2, 3]);
  expect(await verify(db, { trusted: [KEY.publicKey], published: readPublished(file) })).toMatchObject({
    faultCount: 0,
  });
});

test('after a crash the file is right again: a line that was broken off is written anew, one that was not recorded is not repeated', async () => {
  await tamper(sql, `delete from ledger.seal_publication where block = 3`);
  await appendFile(file, '{"number":4,"ha');
  await bookSome(db, 2);
  await sealAll(db);
  expect(await publishToFile(db, file)).toEqual({ blocks: 1, last: 4 });
  expect((await lines()).map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  expect(await recorded('file')).toEqual([1, 2, 3, 4]);
});

test('a row in the database keeps no block out of the file', async () => {
  await bookSome(db, 1);
  await sealAll(db);
  await db.execute(`insert into ledger.seal_publication (block, channel) values (5, 'file')`);
  expect(await publishToFile(db, file)).toEqual({ blocks: 1, last: 5 });
});

test('a file of another chain is refused, and so is a file that holds something else', async () => {
  const other = join(directory, 'other.jsonl');
  const text = (await readFile(file, 'utf8')).trimEnd().split('\n').slice(0, 2).join('\n');
  await writeFile(other, `${text.replaceAll((await lines())[1]!.hash, '00'.repeat(32))}\n`);
  await expect(publishToFile(db, other)).rejects.toThrow('The chain is not the one that was published');
  await writeFile(other, 'dear diary\n');
  await expect(publishToFile(db, other)).rejects.toThrow('is no published block');
});

const received: string[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, _session, done) {
    const parts: Buffer[] = [];
    stream.on('data', (part: Buffer) => parts.push(part));
    stream.on('end', () => {
      received.push(Buffer.concat(parts).toString());
      done();
    });
  },
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
});
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

function mail(now: string) {
  const { port } = server.server.address() as AddressInfo;
  return mailNewest(db, {
    transport: `smtp://127.0.0.1:${port}`,
    from: 'zegel@bureau.test',
    to: 'accountant@elders.test',
    now: new Date(now),
  });
}

test('the newest block goes by e-mail once a day of the Netherlands, and not again where nothing was sealed since', async () => {
  expect(await mail('2030-01-10T10:00:00Z')).toBe(5);
  const letter = await simpleParser(received[0]!);
  expect(letter.subject).toBe('Zegel van het grootboek: blok 5');
  const line = letter.text!.split('\n').find((one) => one.startsWith('{'))!;
  expect(JSON.parse(line)).toEqual((await lines())[4]);
  expect(await recorded('mail')).toEqual([5]);

  await bookSome(db, 1);
  await sealAll(db);
  // 22:30 UTC is half past eleven that evening; 23:30 is the next day.
  expect(await mail('2030-01-10T22:30:00Z')).toBeNull();
  expect(await mail('2030-01-10T23:30:00Z')).toBe(6);
  expect(await mail('2030-01-12T10:00:00Z')).toBeNull();
  expect(received.length).toBe(2);
});

test('a letter that no server took is not recorded and goes later', async () => {
  await bookSome(db, 1);
  await sealAll(db);
  const transport = { host: '127.0.0.1', port: 1 };
  await expect(
    mailNewest(db, { transport, from: 'a@b.test', to: 'c@d.test', now: new Date('2030-02-01T10:00:00Z') }),
  ).rejects.toThrow();
  expect(await recorded('mail')).toEqual([5, 6]);
  expect(await mail('2030-02-01T10:00:00Z')).toBe(7);
});
