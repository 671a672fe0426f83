import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  ANSWER_COMPONENTS,
  berichtSchema,
  CHANGING_COMPONENTS,
  type SignedMessage,
  whyNotGenuine,
} from '../../src/deurwaarder/index.ts';

const page = readFileSync(new URL('../../docs/executieopdracht.md', import.meta.url), 'utf8');

// RFC 9421, appendix B.1.4: the public half of test-key-ed25519.
const RFC_PUBLIC_KEY = createPublicKey({
  key: { kty: 'OKP', crv: 'Ed25519', x: 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs' },
  format: 'jwk',
});

const [request, answer] = [...page.matchAll(/```http\n([\s\S]*?)\n```/g)].map((match) => {
  const [head = '', body = ''] = match[1]!.split('\n\n');
  const [first = '', ...lines] = head.split('\n');
  const headers = new Headers(lines.map((line) => line.split(/: (.*)/, 2) as [string, string]));
  return { first: first.split(' '), headers, body: Buffer.from(body) };
});

// The signature base written out by RFC 9421, section 2.5, from what stands on the page, and verified without our own code.
test('RFC 9421: the request on the page is signed as the RFC says', () => {
  const { headers, body } = request!;
  const base = [
    '"@method": POST',
    '"@authority": deurwaarder.example',
    '"@path": /opdrachten/opd_01/intrekking',
    '"@query": ?',
    `"content-digest": sha-256=:${createHash('sha256').update(body).digest('base64')}:`,
    '"idempotency-key": out_01JX0000000000000000000001',
    '"@signature-params": ("@method" "@authority" "@path" "@query" "content-digest" "idempotency-key");created=1780315200;keyid="lastgever";nonce="b3b4c1d2"',
  ].join('\n');
  expect(verify(null, Buffer.from(base), RFC_PUBLIC_KEY, signatureIn(headers))).toBe(true);
});

test('RFC 9421 section 2.4: the answer on the page is signed for that request', () => {
  const { headers, body } = answer!;
  const base = [
    '"@status": 200',
    `"content-digest": sha-256=:${createHash('sha256').update(body).digest('base64')}:`,
    `"signature";req: ${request!.headers.get('signature')}`,
    '"@signature-params": ("@status" "content-digest" "signature";req);created=1780315201;keyid="deurwaarder"',
  ].join('\n');
  expect(verify(null, Buffer.from(base), RFC_PUBLIC_KEY, signatureIn(headers))).toBe(true);
});

test('the program takes both for genuine', () => {
  const asked: SignedMessage = {
    method: request!.first[0]!,
    url: `https://${request!.headers.get('host')}${request!.first[1]}`,
    status: null,
    headers: request!.headers,
    request: null,
  };
  const common = { publicKey: RFC_PUBLIC_KEY, now: 1_780_315_200 };
  const ofRequest = { ...common, components: CHANGING_COMPONENTS, keyid: 'lastgever', body: request!.body };
  expect(whyNotGenuine(asked, ofRequest)).toBeNull();
  const given = { method: null, url: null, status: 200, headers: answer!.headers, request: asked };
  const ofAnswer = { ...common, components: ANSWER_COMPONENTS, keyid: 'deurwaarder', body: answer!.body };
  expect(whyNotGenuine(given, ofAnswer)).toBeNull();
});

test('the page names every kind of message, and no other', () => {
  const rows = page
    .slice(page.indexOf('## Messages'), page.indexOf('## Signature'))
    .matchAll(/^\| (`[^|]*)\|/gm);
  const named = [...rows].flatMap((row) => [...row[1]!.matchAll(/`([a-z-]+)`/g)].map((found) => found[1]));
  const known = berichtSchema.options.map((option) => option.shape.kind.value);
  expect(named.toSorted()).toEqual(known.toSorted());
});

function signatureIn(headers: Headers): Buffer {
  return Buffer.from(headers.get('signature')!.slice('sig1=:'.length, -1), 'base64');
}
