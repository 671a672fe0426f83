import { createHash, type KeyObject, sign, verify } from 'node:crypto';

/**
 * HTTP Message Signatures (RFC 9421) with Ed25519, and the Content-Digest (RFC 9530) by which a signature covers a body. Written here because what is needed is
 * small and every line of it decides whether an order is genuine; a test holds it to the vector of RFC 9421, appendix B.2.6.
 *
 * Only the plain form of the headers is read, the one that `signed` writes: a signature in any other form is refused, not guessed at.
 */

/** A component by its name; with `;req` it is taken from the request that an answer belongs to (RFC 9421, section 2.4). */
export type Component = string;

export interface SignedMessage {
  /** Null for an answer. */
  readonly method: string | null;
  /** Of an answer the address that was asked for is not known, and not needed. */
  readonly url: string | null;
  /** Null for a request. */
  readonly status: number | null;
  readonly headers: Headers;
  /** The request that an answer answers. */
  readonly request: SignedMessage | null;
}

export interface SignatureParameters {
  /** Seconds since 1970. */
  readonly created: number;
  readonly keyid: string;
  /** Makes every signature another, so that an answer to one request is none to the next. */
  readonly nonce?: string;
}

/** What a signature must cover to count: without the address an order could be given to somebody else, without the digest with another body. */
export const REQUEST_COMPONENTS: readonly Component[] = [
  '@method',
  '@authority',
  '@path',
  '@query',
  'content-digest',
];
/** For requests that change something. */
export const CHANGING_COMPONENTS: readonly Component[] = [...REQUEST_COMPONENTS, 'idempotency-key'];
/** `signature;req` ties the answer to the one request, so that no earlier answer passes for it. */
export const ANSWER_COMPONENTS: readonly Component[] = ['@status', 'content-digest', 'signature;req'];

/** How far the clocks of both sides may differ. */
export const SECONDS_OF_GRACE = 300;

/** RFC 9530. */
export function contentDigest(body: Uint8Array): string {
  return `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
}

/** The two headers that sign `message`. Throws where it lacks a component: that is a mistake of ours. */
export function signed(
  message: SignedMessage,
  components: readonly Component[],
  parameters: SignatureParameters,
  privateKey: KeyObject,
  label = 'sig1',
): { readonly signature: string; readonly 'signature-input': string } {
  const input = written(components, parameters);
  const base = signatureBase(message, components, input);
  if (base === null) throw new Error(`the message lacks a component of ${components.join(', ')}`);
  const signature = sign(null, Buffer.from(base), privateKey).toString('base64');
  return { signature: `${label}=:${signature}:`, 'signature-input': `${label}=${input}` };
}

export interface Expected {
  readonly components: readonly Component[];
  readonly publicKey: KeyObject;
  readonly keyid: string;
  /** Seconds since 1970, on the clock of whoever checks. */
  readonly now: number;
  readonly body: Uint8Array;
}

/** Why `message` is not what the holder of the key signed just now; null where it is. */
export function whyNotGenuine(message: SignedMessage, expected: Expected, label = 'sig1'): string | null {
  const found = readInput(message.headers.get('signature-input'), label);
  const signature = readSignature(message.headers.get('signature'), label);
  if (found === null || signature === null) return `it bears no readable signature ${label}`;
  const uncovered = expected.components.filter((component) => !found.components.includes(component));
  if (uncovered.length > 0) return `its signature does not cover ${uncovered.join(', ')}`;
  if (found.keyid !== expected.keyid) return `it is signed with key ${found.keyid}, not ${expected.keyid}`;
  if (Math.abs(expected.now - found.created) > SECONDS_OF_GRACE) {
    return `it was signed ${expected.now - found.created} seconds ago, more than ${SECONDS_OF_GRACE} from now`;
  }
  if (message.headers.get('content-digest') !== contentDigest(expected.body)) {
    return 'its body is not the one that its Content-Digest names';
  }
  const base = signatureBase(message, found.components, found.input);
  if (base === null || !verify(null, Buffer.from(base), expected.publicKey, signature)) {
    return 'its signature does not fit what it says';
  }
  return null;
}

/** RFC 9421, section 2.5; null where the message lacks a component. */
function signatureBase(
  message: SignedMessage,
  components: readonly Component[],
  input: string,
): string | null {
  const lines: string[] = [];
  for (const component of components) {
    const value = componentValue(message, component);
    if (value === null) return null;
    lines.push(`${identifier(component)}: ${value}`);
  }
  return [...lines, `"@signature-params": ${input}`].join('\n');
}

/** RFC 9421, sections 2.1 and 2.2. */
function componentValue(message: SignedMessage, component: Component): string | null {
  if (component.endsWith(';req')) {
    return message.request === null ? null : componentValue(message.request, component.slice(0, -4));
  }
  if (!component.startsWith('@')) return message.headers.get(component)?.trim() ?? null;
  if (component === '@status') return message.status === null ? null : String(message.status);
  if (component === '@method') return message.method;
  if (message.url === null) return null;
  const url = new URL(message.url);
  switch (component) {
    case '@authority':
      return url.host;
    case '@path':
      return url.pathname;
    case '@query':
      return url.search === '' ? '?' : url.search;
    default:
      return null;
  }
}

function written(components: readonly Component[], { created, keyid, nonce }: SignatureParameters): string {
  const named = nonce === undefined ? '' : `;nonce="${nonce}"`;
  return `(${components.map(identifier).join(' ')});created=${created};keyid="${keyid}"${named}`;
}

/** `signature;req` → `"signature";req`. */
function identifier(component: Component): string {
  const [name, ...parameters] = component.split(';');
  return [`"${name}"`, ...parameters].join(';');
}

const COMPONENT = '"[a-z@][a-z0-9-]*"(?:;req)?';
const INPUT = new RegExp(
  String.raw`^(\(((?:${COMPONENT})(?: ${COMPONENT})*)\);created=(\d{1,12});keyid="([\x20-\x21\x23-\x5b\x5d-\x7e]{1,200})"(?:;nonce="[A-Za-z0-9_-]{1,100}")?)$`,
);

function readInput(
  header: string | null,
  label: string,
): { components: Component[]; created: number; keyid: string; input: string } | null {
  const match = header?.startsWith(`${label}=`) ? INPUT.exec(header.slice(label.length + 1)) : null;
  if (!match) return null;
  const components = match[2]!.split(' ').map((component) => component.replaceAll('"', ''));
  // RFC 9421, section 2.5: one component twice makes the signature invalid.
  if (new Set(components).size < components.length) return null;
  return { components, created: Number(match[3]), keyid: match[4]!, input: match[1]! };
}

function readSignature(header: string | null, label: string): Buffer | null {
  const match = header?.startsWith(`${label}=`)
    ? /^:([A-Za-z0-9+/]{86}==):$/.exec(header.slice(label.length + 1))
    : null;
  return match ? Buffer.from(match[1]!, 'base64') : null;
}
