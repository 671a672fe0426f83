import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  ANSWER_COMPONENTS,
  contentDigest,
  type Executieopdracht,
  MOST_BYTES_OF_AN_ORDER,
  signed,
} from '../src/deurwaarder/index.ts';
import type { Day } from '../src/values/index.ts';
import { type Draw, drawFrom } from './deurwaarder-course.ts';
import { type Office, openOffice, problem, type Received, replyTo, seconds } from './deurwaarder-office.ts';

/**
 * An invented deurwaarder as a real HTTP server on this machine (docs/executieopdracht.md). On demand he is slow, loses requests or answers, and says things twice and
 * out of order, because the real ones will. He forgets everything when he stops.
 */
export interface SimulatorOptions {
  /** His own clock, by which his orders go on. */
  readonly today: () => Day;
  /** Of whoever may give him orders. */
  readonly lastgeverKey: KeyObject;
  readonly privateKey?: KeyObject;
  readonly seed?: number;
  /** The share of requests of which request or answer is lost, from 0 to 1. */
  readonly lose?: number;
  /** The share of messages that are handed out twice and in another order, from 0 to 1. */
  readonly double?: number;
  readonly delayMilliseconds?: number;
  /** 0 for any that is free. */
  readonly port?: number;
}

export interface Simulator {
  readonly url: string;
  readonly publicKey: KeyObject;
  /** What he took on, in the order in which it came. */
  readonly orders: () => readonly Executieopdracht[];
  readonly close: () => Promise<void>;
}

export async function openSimulator(options: SimulatorOptions): Promise<Simulator> {
  const privateKey = options.privateKey ?? generateKeyPairSync('ed25519').privateKey;
  const { today, lastgeverKey, seed = 1, double = 0 } = options;
  const office = openOffice({ today, lastgeverKey, seed, double });
  const line: Line = {
    draw: drawFrom(seed + 1),
    lose: options.lose ?? 0,
    delayMilliseconds: options.delayMilliseconds ?? 0,
  };
  const server = createServer((request, response) => {
    serve(office, line, privateKey, request, response).catch(() => response.destroy());
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    publicKey: createPublicKey(privateKey),
    orders: () => [...office.taken.values()].map(({ opdracht }) => opdracht),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** How bad it is, apart from what the deurwaarder does. */
interface Line {
  readonly draw: Draw;
  readonly lose: number;
  readonly delayMilliseconds: number;
}

async function serve(
  office: Office,
  { draw, lose, delayMilliseconds }: Line,
  privateKey: KeyObject,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const received = await receive(request);
  await sleep(delayMilliseconds);
  // Lost on the way in, on the way out, or by a server that is not well: a third each.
  const where = draw() < lose ? Math.floor(draw() * 3) : null;
  if (where === 0) return void response.destroy();
  if (where === 1) return void response.writeHead(503).end();
  const reply = received === null ? problem(413, 'De opdracht is te groot.') : replyTo(office, received);
  if (where === 2) return void response.destroy();

  const body = Buffer.from(JSON.stringify(reply.body));
  const type = reply.status < 400 ? 'application/json' : 'application/problem+json';
  const headers = new Headers({ 'content-type': type, 'content-digest': contentDigest(body) });
  if (received?.message.headers.has('signature')) {
    const answer = { method: null, url: null, status: reply.status, headers, request: received.message };
    const parameters = { created: seconds(), keyid: 'deurwaarder' };
    const signature = signed(answer, ANSWER_COMPONENTS, parameters, privateKey);
    for (const [name, value] of Object.entries(signature)) headers.set(name, value);
  }
  response.writeHead(reply.status, Object.fromEntries(headers)).end(body);
}

/** Null where the body is larger than anybody needs; the rest of it is not read. */
async function receive(request: IncomingMessage): Promise<Received | null> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += part.length;
    if (bytes > MOST_BYTES_OF_AN_ORDER) return null;
    parts.push(part);
  }
  const { method = 'GET', url = '/' } = request;
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  const asked = new URL(url, `http://${request.headers.host}`).href;
  return {
    message: { method, url: asked, status: null, headers, request: null },
    body: Buffer.concat(parts),
  };
}
