import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';

/** Who seals. The database never holds the private half; whoever has only the database cannot sign. */
export interface SealKey {
  readonly privateKey: KeyObject;
  /** Thirty-two bytes. */
  readonly publicKey: Buffer;
}

/** In front of the thirty-two bytes in the usual form of a public key (RFC 8410, section 4). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * The key in `file`, PKCS#8 in PEM. At the first use it is made, for its owner's eyes alone (0600), with its public half beside it in `file`.pub. Of
 * two processes that make it at once one wins, and both have its key. Keep a copy elsewhere: who loses it cannot go on with the chain but by a new
 * key that everyone must be told of.
 */
export async function openSealKey(file: string): Promise<SealKey> {
  const found = await readFile(file, 'utf8').catch(whereMissing);
  const pem = found ?? (await makeKey(file));
  const privateKey = createPrivateKey(pem);
  if (privateKey.asymmetricKeyType !== 'ed25519') {
    throw new Error(
      `${file} holds a key of type ${privateKey.asymmetricKeyType}; the seal is signed with ed25519. Name another file.`,
    );
  }
  const publicKey = createPublicKey(privateKey);
  await writeOnce(`${file}.pub`, publicKey.export({ type: 'spki', format: 'pem' }).toString(), 0o644);
  return { privateKey, publicKey: bytesOf(publicKey) };
}

/** The thirty-two bytes of a public key in PEM: an older key that is still trusted, or the one an outsider was given. */
export function publicKeyOf(pem: string): Buffer {
  const publicKey = createPublicKey(pem);
  if (publicKey.asymmetricKeyType !== 'ed25519')
    throw new Error(`a key of type ${publicKey.asymmetricKeyType}; the seal is signed with ed25519`);
  return bytesOf(publicKey);
}

export function signed(statement: Buffer, key: SealKey): Buffer {
  return sign(null, statement, key.privateKey);
}

export function isSignedBy(publicKey: Buffer, statement: Buffer, signature: Buffer): boolean {
  try {
    const key = createPublicKey({
      key: Buffer.concat([SPKI_PREFIX, publicKey]),
      format: 'der',
      type: 'spki',
    });
    return verify(null, statement, key, signature);
  } catch {
    // Bytes that are no key at all, which somebody wrote into the table.
    return false;
  }
}

async function makeKey(file: string): Promise<string> {
  const { privateKey } = generateKeyPairSync('ed25519');
  await writeOnce(file, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 0o600);
  return readFile(file, 'utf8');
}

/** Whole or not at all, and never over what stands there: written aside and then given its name, which only the first gets. */
async function writeOnce(file: string, text: string, mode: number): Promise<void> {
  if ((await readFile(file).catch(whereMissing)) !== undefined) return;
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    const handle = await open(aside, 'wx', mode);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await link(aside, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(aside, { force: true });
  }
}

function whereMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

function bytesOf(publicKey: KeyObject): Buffer {
  return publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
}
