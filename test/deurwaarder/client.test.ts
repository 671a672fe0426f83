import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { openSimulator, type SimulatorOptions } from '../../demo/deurwaarder.ts';
import {
  ANSWER_COMPONENTS,
  contentDigest,
  type Executieopdracht,
  isFinal,
  MOST_BYTES_OF_AN_ANSWER,
  openDeurwaarder,
  readOpdracht,
  signed,
} from '../../src/deurwaarder/index.ts';
import { day } from '../../src/values/index.ts';
import { type ExampleOpdracht, exampleOpdracht } from './example.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const now = () => new Date();
const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function simulated(options: Partial<SimulatorOptions> = {}) {
  const simulator = await openSimulator({
    today: () => day('2026-06-01'),
    lastgeverKey: publicKey,
    ...options,
  });
  opened.push(simulator.close);
  const connection = { url: simulator.url, privateKey, theirPublicKey: simulator.publicKey, now };
  return { simulator, connection, deurwaarder: openDeurwaarder(connection) };
}

/** A server of our own making, for answers that the simulator would not give. */
async function serving(
  listener: RequestListener,
  {
    theirPublicKey = publicKey,
    timeoutMilliseconds = 30_000,
  }: { theirPublicKey?: KeyObject; timeoutMilliseconds?: number } = {},
) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return openDeurwaarder({ url, privateKey, theirPublicKey, now, timeoutMilliseconds });
}

function order(change: (opdracht: ExampleOpdracht) => void = () => {}): Executieopdracht {
  const opdracht = exampleOpdracht();
  change(opdracht);
  const read = readOpdracht(opdracht);
  if (!read.ok) throw new Error(read.refusals.map(({ sentence }) => sentence).join(' '));
  return read.value;
}

async function faultOf(work: Promise<unknown>): Promise<Error> {
  return work.then(
    () => {
      throw new Error('it was taken');
    },
    (fault: Error) => fault,
  );
}

const PDF = new TextEncoder().encode('%PDF-1.7 invented');

test('an order is taken with its PDF, and the proof names what was sent and who received it', async () => {
  const { simulator, deurwaarder } = await simulated();
  const { proof } = await deurwaarder.sendOpdracht('out_1', order(), PDF);
  expect(proof).toMatch(/^sha256:[0-9a-f]{64} ontvangstbewijs:[A-Za-z0-9_-]+$/);
  // An event holds a reference of at most two hundred characters.
  expect(proof.length).toBeLessThanOrEqual(200);
  expect(simulator.orders()).toEqual([order()]);
});

test('however often requests and answers are lost, one key gives one order and one proof', async () => {
  const { simulator, deurwaarder } = await simulated({ lose: 0.6, seed: 7 });
  const proofs: string[] = [];
  let lost = 0;
  for (let attempt = 0; attempt < 60 && proofs.length < 5; attempt++) {
    await deurwaarder.sendOpdracht('out_1', order(), PDF).then(
      ({ proof }) => proofs.push(proof),
      (fault) => {
        expect(isFinal(fault)).toBe(false);
        lost += 1;
      },
    );
  }
  expect(proofs).toHaveLength(5);
  expect(new Set(proofs).size).toBe(1);
  expect(lost).toBeGreaterThan(0);
  expect(simulator.orders()).toHaveLength(1);
});

test('one key with other content is a conflict, and asking again is pointless', async () => {
  const { simulator, deurwaarder } = await simulated();
  await deurwaarder.sendOpdracht('out_1', order());
  const fault = await faultOf(deurwaarder.sendOpdracht('out_1', order(), PDF));
  expect(fault.message).toMatch(/refused \(409\): Deze sleutel is al gebruikt met een andere inhoud/);
  expect(isFinal(fault)).toBe(true);
  expect(simulator.orders()).toHaveLength(1);
});

test('an order that is given does not change, under another key neither', async () => {
  const { simulator, deurwaarder } = await simulated();
  await deurwaarder.sendOpdracht('out_1', order());
  const fault = await faultOf(
    deurwaarder.sendOpdracht(
      'out_2',
      order((opdracht) => {
        opdracht.dossiernummer = 'other';
      }),
    ),
  );
  expect(fault.message).toMatch('(409)');
  expect(simulator.orders()).toEqual([order()]);
});

test('what the deurwaarder finds wrong is named whole, each with its place', async () => {
  const { simulator, deurwaarder } = await simulated();
  const wrong = { ...order(), debtor: { name: '', address: '' }, total: { ...order().total, open: '1.00' } };
  const fault = await faultOf(deurwaarder.sendOpdracht('out_1', wrong));
  expect(isFinal(fault)).toBe(true);
  expect(fault.message).toMatch('refused (422)');
  for (const pointer of ['/opdracht/debtor/name', '/opdracht/debtor/address', '/opdracht/total/open']) {
    expect(fault.message).toMatch(`${pointer}: `);
  }
  expect(simulator.orders()).toEqual([]);
});

test('an order that nobody would take, because it is too large, is not sent', async () => {
  const { simulator, deurwaarder } = await simulated();
  const fault = await faultOf(deurwaarder.sendOpdracht('out_1', order(), new Uint8Array(8_000_000)));
  expect(fault.message).toMatch('more than the 10000000 that are taken');
  expect(simulator.orders()).toEqual([]);
});

test('an order signed with another key is not taken', async () => {
  const { simulator, connection } = await simulated();
  const other = generateKeyPairSync('ed25519').privateKey;
  const fault = await faultOf(
    openDeurwaarder({ ...connection, privateKey: other }).sendOpdracht('out_1', order()),
  );
  expect(fault.message).toMatch('refused (401): De handtekening klopt niet');
  // The key may be made known to the deurwaarder any day; the order itself is not at fault.
  expect(isFinal(fault)).toBe(false);
  expect(simulator.orders()).toEqual([]);
});

test.each([
  ['method', (url: string, init: RequestInit) => fetch(url, { ...init, method: 'POST' })],
  ['path', (url: string, init: RequestInit) => fetch(url.replace('opd_01', 'opd_02'), init)],
  ['query', (url: string, init: RequestInit) => fetch(`${url}?a=1`, init)],
  ['body', (url: string, init: RequestInit) => fetch(url, { ...init, body: '{}' })],
  [
    'key',
    (url: string, init: RequestInit) =>
      fetch(url, { ...init, headers: changed(init, 'idempotency-key', 'out_2') }),
  ],
  [
    'digest',
    (url: string, init: RequestInit) =>
      fetch(url, { ...init, headers: changed(init, 'content-digest', contentDigest(PDF)) }),
  ],
  [
    'signature',
    (url: string, init: RequestInit) =>
      fetch(url, { ...init, headers: changed(init, 'signature', `sig1=:${'A'.repeat(86)}==:`) }),
  ],
])('whoever changes the %s of an order on its way gives no order', async (_, tamper) => {
  const { simulator, connection } = await simulated();
  const through = { ...connection, fetch: tamper as typeof fetch };
  const fault = await faultOf(openDeurwaarder(through).sendOpdracht('out_1', order()));
  // The simulator says no; where the signature itself was changed its answer is for another request, and is not believed.
  expect(fault.message).toMatch(/refused \(401\)|answer 401 is not believed/);
  expect(simulator.orders()).toEqual([]);
});

function changed(init: RequestInit, name: string, value: string): Headers {
  const headers = new Headers(init.headers);
  headers.set(name, value);
  return headers;
}

test('an answer without a signature, or of another key, is not believed, a refusal neither', async () => {
  for (const status of [200, 409]) {
    const unsigned = await serving((_, response) => response.writeHead(status).end('{}'));
    const fault = await faultOf(unsigned.sendOpdracht('out_1', order()));
    expect(fault.message).toMatch(`answer ${status} is not believed: it bears no readable signature`);
    expect(isFinal(fault)).toBe(false);
  }
  const { connection } = await simulated();
  const other = generateKeyPairSync('ed25519').publicKey;
  const fault = await faultOf(
    openDeurwaarder({ ...connection, theirPublicKey: other }).sendOpdracht('out_1', order()),
  );
  expect(fault.message).toMatch('answer 201 is not believed: its signature does not fit');
});

test('an earlier answer does not pass for the answer to a new request', async () => {
  const { connection } = await simulated();
  let first: { status: number; headers: Headers; body: string } | undefined;
  const replaying = (async (url: string, init: RequestInit) => {
    if (first === undefined) {
      const response = await fetch(url, init);
      first = { status: response.status, headers: response.headers, body: await response.text() };
    }
    const { status, headers, body } = first;
    return new Response(body, { status, headers });
  }) as typeof fetch;
  const deurwaarder = openDeurwaarder({ ...connection, fetch: replaying });
  await deurwaarder.sendOpdracht('out_1', order());
  const fault = await faultOf(deurwaarder.sendOpdracht('out_1', order()));
  expect(fault.message).toMatch('is not believed: its signature does not fit');
});

test('a server that is not well or silent gives a fault to try again', async () => {
  const unwell = await serving((_, response) => response.writeHead(503).end());
  const silent = await serving(() => {}, { timeoutMilliseconds: 200 });
  for (const deurwaarder of [unwell, silent]) {
    expect(isFinal(await faultOf(deurwaarder.sendOpdracht('out_1', order())))).toBe(false);
  }
  expect((await faultOf(silent.messagesAfter(null))).message).toMatch('gave no whole answer');
});

test('what was signed for one address does not follow to another', async () => {
  const asked: (string | undefined)[] = [];
  const elsewhere = await serving((request, response) => {
    asked.push(request.url);
    response.writeHead(307, { location: '/somewhere-else' }).end();
  });
  expect((await faultOf(elsewhere.sendOpdracht('out_1', order()))).message).toMatch('gave no whole answer');
  expect((await faultOf(elsewhere.messagesAfter(null))).message).toMatch('gave no whole answer');
  expect(asked).toEqual(['/opdrachten/opd_01', '/berichten']);
});

test('an answer that stops halfway is no answer', async () => {
  const halting = await serving((_, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('{', () => response.destroy());
  });
  expect((await faultOf(halting.messagesAfter(null))).message).toMatch('gave no whole answer');
});

test('an answer without end is cut off', async () => {
  const part = Buffer.alloc(1_000_000);
  let parts = 0;
  const endless = await serving((_, response) => {
    response.writeHead(200);
    const more = () => {
      parts += 1;
      // Ends by itself where nobody cuts it off, so that the test fails and does not hang.
      if (parts > 40) response.end();
      else response.write(part, () => setImmediate(more));
    };
    response.on('error', () => {});
    more();
  });
  const fault = await faultOf(endless.messagesAfter(null));
  expect(fault.message).toMatch(`larger than ${MOST_BYTES_OF_AN_ANSWER} bytes`);
});

/** A deurwaarder who answers everything with `body`, rightly signed. */
function answering(body: unknown) {
  const theirs = generateKeyPairSync('ed25519');
  return serving(
    (asked, response) => {
      const bytes = Buffer.from(JSON.stringify(body));
      const headers = new Headers({ 'content-digest': contentDigest(bytes) });
      const signature = new Headers({ signature: String(asked.headers.signature) });
      const request = { method: null, url: null, status: null, headers: signature, request: null };
      const answer = { method: null, url: null, status: 200, headers, request };
      const parameters = { created: Math.floor(Date.now() / 1_000), keyid: 'deurwaarder' };
      const signing = signed(answer, ANSWER_COMPONENTS, parameters, theirs.privateKey);
      response.writeHead(200, { ...Object.fromEntries(headers), ...signing }).end(bytes);
    },
    { theirPublicKey: theirs.publicKey },
  );
}

test('a message that cannot be read is named, and keeps no others', async () => {
  const good = { id: 'm1', opdrachtId: 'opd_01', on: '2026-06-02', kind: 'ontvangen', data: {} };
  const bad = { id: 'm2', opdrachtId: 'opd_01', on: '2 juni', kind: 'ontvangen', data: { more: 1 } };
  const deurwaarder = await answering({ messages: [bad, good], next: '2' });
  const { messages, unreadable, next } = await deurwaarder.messagesAfter(null);
  expect(messages).toEqual([good]);
  expect(next).toBe('2');
  expect(unreadable).toHaveLength(1);
  expect(unreadable[0]).toMatch(/^bericht m2: .*\/on: .*\/data: /);
});

test('a receipt for other bytes than were sent is no proof', async () => {
  const receipt = { opdrachtId: 'opd_01', ontvangstbewijs: 'ob-1', sha256: 'd'.repeat(64) };
  const deurwaarder = await answering(receipt);
  const fault = await faultOf(deurwaarder.sendOpdracht('out_1', order()));
  expect(fault.message).toMatch(/the deurwaarder received d{64}, but [0-9a-f]{64} was sent/);
});

test('an answer that says too little is named as a fault', async () => {
  const deurwaarder = await answering({});
  const fault = await faultOf(deurwaarder.sendOpdracht('out_1', order()));
  expect(fault.message).toMatch(/cannot be read: .*\/opdrachtId: .*\/ontvangstbewijs: .*\/sha256: /);
});

test('an order that is withdrawn ends on that day, and nothing that was to come still happens', async () => {
  let today = day('2026-06-01');
  const { deurwaarder } = await simulated({ today: () => today });
  await deurwaarder.sendOpdracht('out_1', order());
  await deurwaarder.withdraw('out_2', 'opd_01', 'De schuldenaar heeft alles betaald.');
  today = day('2029-06-01');
  const { messages } = await deurwaarder.messagesAfter(null);
  expect(messages.map(({ kind, on }) => [kind, on])).toEqual([
    ['ontvangen', '2026-06-01'],
    ['afgerond', '2026-06-01'],
  ]);
  const unknown = await faultOf(deurwaarder.withdraw('out_3', 'opd_09', 'x'));
  expect(unknown.message).toMatch('refused (404)');
});
