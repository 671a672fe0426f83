import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  ANSWER_COMPONENTS,
  CHANGING_COMPONENTS,
  contentDigest,
  type SignedMessage,
  signed,
  whyNotGenuine,
} from '../../src/deurwaarder/index.ts';

// RFC 9421, appendix B.1.4: the key test-key-ed25519.
const RFC_KEY = createPrivateKey({
  key: {
    kty: 'OKP',
    crv: 'Ed25519',
    d: 'n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU',
    x: 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs',
  },
  format: 'jwk',
});

// RFC 9421, appendix B.2: the request on which its examples rest.
const RFC_REQUEST: SignedMessage = {
  method: 'POST',
  url: 'https://example.com/foo?param=Value&Pet=dog',
  status: null,
  headers: new Headers({
    date: 'Tue, 20 Apr 2021 02:07:55 GMT',
    'content-type': 'application/json',
    'content-length': '18',
  }),
  request: null,
};

test('RFC 9421 B.2.6: the request of the appendix signed with its key gives its signature, byte for byte', () => {
  const components = ['date', '@method', '@path', '@authority', 'content-type', 'content-length'];
  const parameters = { created: 1618884473, keyid: 'test-key-ed25519' };
  expect(signed(RFC_REQUEST, components, parameters, RFC_KEY, 'sig-b26')).toEqual({
    'signature-input':
      'sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
    signature:
      'sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:',
  });
});

test('RFC 9530, RFC 9421 B.2: the digest of the body {"hello": "world"}', () => {
  expect(contentDigest(Buffer.from('{"hello": "world"}'))).toBe(
    'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:',
  );
});

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const CREATED = 1_780_000_000;
const BODY = Buffer.from('{"a":1}');

function request(components: readonly string[] = CHANGING_COMPONENTS): SignedMessage {
  const headers = new Headers({ 'content-digest': contentDigest(BODY), 'idempotency-key': 'out_1' });
  const message = {
    method: 'PUT',
    url: 'https://deurwaarder.example/v1/opdrachten/opd_01?a=1',
    status: null,
    headers,
    request: null,
  };
  const parameters = { created: CREATED, keyid: 'lastgever', nonce: 'n0nce' };
  for (const [name, value] of Object.entries(signed(message, components, parameters, privateKey))) {
    headers.set(name, value);
  }
  return message;
}

const EXPECTED = { components: CHANGING_COMPONENTS, publicKey, keyid: 'lastgever', now: CREATED, body: BODY };

test('RFC 9421: what was signed just now by the right key is genuine', () => {
  expect(whyNotGenuine(request(), EXPECTED)).toBeNull();
});

/** The request with one thing changed after it was signed. */
function tampered(change: { readonly header?: [string, string]; readonly rest?: Partial<SignedMessage> }) {
  const message = request();
  if (change.header) message.headers.set(...change.header);
  return { ...message, ...change.rest };
}

test.each([
  ['@method', tampered({ rest: { method: 'POST' } })],
  ['@authority', tampered({ rest: { url: 'https://other.example/v1/opdrachten/opd_01?a=1' } })],
  ['@path', tampered({ rest: { url: 'https://deurwaarder.example/v1/opdrachten/opd_02?a=1' } })],
  ['@query', tampered({ rest: { url: 'https://deurwaarder.example/v1/opdrachten/opd_01?a=2' } })],
  ['idempotency-key', tampered({ header: ['idempotency-key', 'out_2'] })],
])('RFC 9421: another %s than was signed is found out', (_, message) => {
  expect(whyNotGenuine(message, EXPECTED)).toBe('its signature does not fit what it says');
});

test('RFC 9530: another body is found out, and so is another digest that fits it', () => {
  const body = Buffer.from('{"a":2}');
  expect(whyNotGenuine(request(), { ...EXPECTED, body })).toMatch('Content-Digest');
  const message = tampered({ header: ['content-digest', contentDigest(body)] });
  expect(whyNotGenuine(message, { ...EXPECTED, body })).toBe('its signature does not fit what it says');
});

test.each([
  ['created', 'created=1780000000', 'created=1780000001'],
  ['keyid', 'keyid="lastgever"', 'keyid="deurwaarder"'],
  ['nonce', 'nonce="n0nce"', 'nonce="nonce"'],
  ['the list of components', '"idempotency-key"', '"content-digest"'],
  ['its form', ';created', '; created'],
])('RFC 9421: another %s in Signature-Input is found out', (_, from, to) => {
  const message = request();
  const input = message.headers.get('signature-input')!;
  expect(input).toContain(from);
  message.headers.set('signature-input', input.replace(from, to));
  expect(whyNotGenuine(message, EXPECTED)).not.toBeNull();
});

test.each(CHANGING_COMPONENTS)(
  'RFC 9421 section 3.2: a signature that leaves out %s does not count',
  (left) => {
    const message = request(CHANGING_COMPONENTS.filter((component) => component !== left));
    expect(whyNotGenuine(message, EXPECTED)).toBe(`its signature does not cover ${left}`);
  },
);

test('RFC 9421 section 2.5: a component named twice makes the signature unreadable', () => {
  const message = request([...CHANGING_COMPONENTS, '@method']);
  expect(whyNotGenuine(message, EXPECTED)).toBe('it bears no readable signature sig1');
});

test('the right key under another name is refused: each side signs in its own role', () => {
  expect(whyNotGenuine(request(), { ...EXPECTED, keyid: 'deurwaarder' })).toBe(
    'it is signed with key lastgever, not deurwaarder',
  );
});

test('a signature counts for five minutes, on either side', () => {
  expect(whyNotGenuine(request(), { ...EXPECTED, now: CREATED + 300 })).toBeNull();
  expect(whyNotGenuine(request(), { ...EXPECTED, now: CREATED - 300 })).toBeNull();
  expect(whyNotGenuine(request(), { ...EXPECTED, now: CREATED + 301 })).toMatch('301 seconds ago');
  expect(whyNotGenuine(request(), { ...EXPECTED, now: CREATED - 301 })).toMatch('-301 seconds ago');
});

test('another key, no signature and half a signature are found out', () => {
  const other = generateKeyPairSync('ed25519').publicKey;
  expect(whyNotGenuine(request(), { ...EXPECTED, publicKey: other })).toMatch('does not fit');
  for (const header of ['signature', 'signature-input']) {
    const message = request();
    message.headers.delete(header);
    expect(whyNotGenuine(message, EXPECTED)).toBe('it bears no readable signature sig1');
  }
});

test('RFC 9421 section 2.4: an answer counts for the request that it answers and for no other', () => {
  const asked = request();
  const headers = new Headers({ 'content-digest': contentDigest(BODY) });
  const answer: SignedMessage = { method: null, url: null, status: 201, headers, request: asked };
  const parameters = { created: CREATED, keyid: 'deurwaarder' };
  for (const [name, value] of Object.entries(signed(answer, ANSWER_COMPONENTS, parameters, privateKey))) {
    headers.set(name, value);
  }
  const expected = { ...EXPECTED, components: ANSWER_COMPONENTS, keyid: 'deurwaarder' };
  expect(whyNotGenuine(answer, expected)).toBeNull();
  expect(whyNotGenuine({ ...answer, status: 200 }, expected)).toMatch('does not fit');
  const otherRequest = tampered({
    header: ['signature', signed(asked, ['@method'], { created: 1, keyid: 'x' }, privateKey).signature],
  });
  expect(whyNotGenuine({ ...answer, request: otherRequest }, expected)).toMatch('does not fit');
});
