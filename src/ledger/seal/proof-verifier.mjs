// Checks that an entry stands under the seal, from one file and with nothing of the program that wrote it: no database, no other module, only what
// Node itself brings. Give it to an outsider together with the public key. How the bytes are made up is told in docs/seal.md, so that
// anyone may write it again in another language.
//
//   node proof-verifier.mjs proof.json [public-key.pem]

import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * What is wrong with a proof, in sentences; none where it holds. `publicKeyPem` is the key that the reader was given by other means; without it all is
 * checked but who signed.
 */
export function checkProof(proof, publicKeyPem) {
  try {
    return faultsOf(proof, publicKeyPem);
  } catch (error) {
    return [`The proof cannot be read: ${error instanceof Error ? error.message : error}.`];
  }
}

function faultsOf(proof, publicKeyPem) {
  if (proof.format !== 'dwangsom-ledger-proof/1') return [`The format "${proof.format}" is not known here.`];
  const { entry, block } = proof;
  const faults = [];
  const must = (holds, sentence) => {
    if (!holds) faults.push(sentence);
  };

  const content = netstrings([
    'ledger-entry/2',
    entry.key,
    entry.scope,
    entry.subject,
    entry.kind,
    entry.cause,
    entry.description,
    entry.valueDate,
    entry.reversedKey ?? '',
    ...entry.lines.flatMap(({ account, side, amount }) => [account, side, amount]),
  ]);
  const contentHash = sha256(content);
  must(
    contentHash.toString('hex') === entry.contentHash,
    'The hash of the entry is not that of its content.',
  );

  const leaf = sha256(
    Buffer.from([0]),
    netstrings([
      'ledger-leaf/1',
      entry.id,
      contentHash.toString('hex'),
      entry.bookedOn,
      entry.recordedAtMicroseconds,
    ]),
  );
  const path = proof.path.map((hash) => bytes(hash, 32));
  const index = proof.index;
  must(
    Number.isSafeInteger(index) && index >= 0 && index < block.entries,
    'The entry has no place among those of the block.',
  );
  const root = rootFrom(leaf, index, block.entries, path);
  must(
    root !== null && root.toString('hex') === block.root,
    'The path does not lead from the entry to the root of the block.',
  );

  const statement = netstrings([
    'ledger-block/1',
    String(block.number),
    block.firstPosition,
    String(block.entries),
    block.lastId,
    block.root,
    block.previousHash,
    block.sealedAt,
  ]);
  must(
    sha256(statement).toString('hex') === block.hash,
    'The hash of the block is not that of what it says.',
  );

  const publicKey = bytes(block.publicKey, 32);
  must(
    verify(null, statement, keyOf(publicKey), bytes(block.signature, 64)),
    'The signature is not one over what the block says.',
  );
  if (publicKeyPem !== undefined) {
    const given = createPublicKey(publicKeyPem).export({ type: 'spki', format: 'der' });
    must(given.equals(spki(publicKey)), 'The block is signed with another key than the one given.');
  }
  return faults;
}

/** RFC 9162, section 2.1.3.2; null where the path is too short or too long. */
function rootFrom(leaf, index, size, path) {
  let fn = index;
  let sn = size - 1;
  let root = leaf;
  for (const neighbour of path) {
    if (sn === 0) return null;
    if (fn % 2 === 1 || fn === sn) {
      root = sha256(Buffer.from([1]), neighbour, root);
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
      }
    } else {
      root = sha256(Buffer.from([1]), root, neighbour);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 ? root : null;
}

/** The length of each text in bytes of UTF-8, a colon, the text, a comma. */
function netstrings(texts) {
  return Buffer.from(
    texts
      .map((text) => {
        if (typeof text !== 'string') throw new TypeError('a field is missing or is no text');
        return `${Buffer.byteLength(text)}:${text},`;
      })
      .join(''),
  );
}

function sha256(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function bytes(hex, length) {
  if (typeof hex !== 'string' || !/^[0-9a-f]*$/.test(hex) || hex.length !== 2 * length) {
    throw new TypeError(`${length} bytes in hex were expected`);
  }
  return Buffer.from(hex, 'hex');
}

/** RFC 8410: twelve bytes that say Ed25519, and the key. */
function spki(publicKey) {
  return Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey]);
}

function keyOf(publicKey) {
  return createPublicKey({ key: spki(publicKey), format: 'der', type: 'spki' });
}

/** Read as a program, and not where another module only takes `checkProof` from here. */
if (
  process.argv[1] !== undefined &&
  realpathSync(process.argv[1]) === realpathSync(fileURLToPath(import.meta.url))
) {
  const [, , proofFile, keyFile] = process.argv;
  if (proofFile === undefined) {
    console.error('node proof-verifier.mjs proof.json [public-key.pem]');
    process.exit(2);
  }
  const proof = JSON.parse(readFileSync(proofFile, 'utf8'));
  const faults = checkProof(proof, keyFile === undefined ? undefined : readFileSync(keyFile, 'utf8'));
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exit(1);
  console.log(
    `Entry ${proof.entry.id} (key ${proof.entry.key}) stands in block ${proof.block.number}, sealed at ${proof.block.sealedAt}.`,
  );
  if (keyFile === undefined)
    console.log(`Signed with the key ${proof.block.publicKey}; no key was given to compare it with.`);
}
