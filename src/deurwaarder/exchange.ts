import { type KeyObject, randomBytes } from 'node:crypto';
import type { z } from 'zod';
import {
  ANSWER_COMPONENTS,
  CHANGING_COMPONENTS,
  contentDigest,
  REQUEST_COMPONENTS,
  type SignedMessage,
  signed,
  whyNotGenuine,
} from './signature.ts';
import { faultsAsText, readBy } from './texts.ts';
import { MOST_BYTES_OF_AN_ANSWER, problemSchema } from './wire.ts';

/** One question to the deurwaarder and its answer, both signed (docs/executieopdracht.md). */
export interface DeurwaarderConnection {
  /** Under which the paths of docs/executieopdracht.md lie. */
  readonly url: string;
  readonly privateKey: KeyObject;
  readonly theirPublicKey: KeyObject;
  /** The time on the signatures. */
  readonly now: () => Date;
  readonly fetch?: typeof globalThis.fetch;
  readonly timeoutMilliseconds?: number;
}

const OUR_KEYID = 'lastgever';
const THEIR_KEYID = 'deurwaarder';

/** True where asking again with the same content is pointless: the deurwaarder understood it and says no. A person must look. */
export function isFinal(fault: unknown): boolean {
  return fault instanceof Error && fault.name === FINAL;
}

const FINAL = 'RefusedByDeurwaarder';
/** Conflict, too large, wrong content. Any other no, such as of a clock that is off or a key that is not known yet, may end by itself. */
const FINAL_STATUSES = [409, 413, 422];

interface Ask {
  readonly method: 'GET' | 'PUT' | 'POST';
  readonly path: string;
  readonly key: string | null;
  readonly body: unknown;
}

interface Answer {
  readonly status: number;
  readonly body: Uint8Array;
}

/** One signed request and its answer, believed only where the deurwaarder signed it for this request. */
export async function ask(connection: DeurwaarderConnection, asked: Ask): Promise<Answer> {
  const sent = bytesOf(asked.body);
  const request = signedRequest(connection, asked, sent);
  const { method, url, headers } = request;
  const named = `${method} ${url}`;
  const noAnswer = (cause: unknown): never => {
    throw new Error(`${named}: the deurwaarder gave no whole answer`, { cause });
  };
  const response = await (connection.fetch ?? globalThis.fetch)(url, {
    method,
    headers,
    ...(asked.body === null ? {} : { body: sent }),
    // A redirect would carry the order to an address that was not signed.
    redirect: 'error',
    signal: AbortSignal.timeout(connection.timeoutMilliseconds ?? 10_000),
  }).catch(noAnswer);
  const received = await limited(response).catch(noAnswer);
  if (received === null) {
    throw new Error(`${named}: the answer is larger than ${MOST_BYTES_OF_AN_ANSWER} bytes`);
  }
  if (response.status >= 500) throw new Error(`${named}: the deurwaarder answered ${response.status}`);
  const why = whyNotGenuine(
    { method: null, url: null, status: response.status, headers: response.headers, request },
    {
      components: ANSWER_COMPONENTS,
      publicKey: connection.theirPublicKey,
      keyid: THEIR_KEYID,
      now: Math.floor(connection.now().getTime() / 1_000),
      body: received,
    },
  );
  if (why !== null) throw new Error(`${named}: the answer ${response.status} is not believed: ${why}`);
  return accepted({ status: response.status, body: received }, named);
}

function signedRequest(
  connection: DeurwaarderConnection,
  { method, path, key, body }: Ask,
  sent: Uint8Array,
): SignedMessage & { readonly method: string; readonly url: string } {
  const url = new URL(path, connection.url.endsWith('/') ? connection.url : `${connection.url}/`).href;
  const headers = new Headers({ 'content-digest': contentDigest(sent), accept: 'application/json' });
  if (key !== null) headers.set('idempotency-key', key);
  if (body !== null) headers.set('content-type', 'application/json');
  const request = { method, url, status: null, headers, request: null };
  const created = Math.floor(connection.now().getTime() / 1_000);
  const parameters = { created, keyid: OUR_KEYID, nonce: randomBytes(16).toString('hex') };
  const components = key === null ? REQUEST_COMPONENTS : CHANGING_COMPONENTS;
  const signature = signed(request, components, parameters, connection.privateKey);
  for (const [name, value] of Object.entries(signature)) headers.set(name, value);
  return request;
}

/** Passes on what was taken; throws what was refused, with every problem that it names. */
function accepted(answer: Answer, named: string): Answer {
  if (answer.status >= 200 && answer.status < 300) return answer;
  const problem = problemSchema.safeParse(parsed(answer.body));
  const told = problem.success
    ? [problem.data.title, problem.data.detail, faultsAsText(problem.data.errors ?? [])]
    : ['it does not say why'];
  const detail = told.filter((text) => text !== undefined && text !== '').join('. ');
  const fault = new Error(`${named}: the deurwaarder refused (${answer.status}): ${detail}`);
  if (FINAL_STATUSES.includes(answer.status)) fault.name = FINAL;
  throw fault;
}

export function readAnswer<Schema extends z.ZodType>(
  schema: Schema,
  { body }: Answer,
  named: string,
): z.output<Schema> {
  const result = readBy(schema, parsed(body));
  if ('read' in result) return result.read;
  throw new Error(`${named}: the answer cannot be read: ${faultsAsText(result.faults)}`);
}

/** The same bytes for the same order at every attempt: a key with other bytes is another order. */
export function bytesOf(body: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(body === null ? '' : JSON.stringify(body));
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

/** Null where the answer is larger than anybody needs; the rest of it is not read. */
async function limited(response: Response): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    if (bytes > MOST_BYTES_OF_AN_ANSWER) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
