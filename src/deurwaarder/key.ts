import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';

/**
 * The key in `file` with which orders are signed, PKCS#8 in PEM. At the first use it is made, for its owner's eyes alone (0600); its public half lies beside it in
 * `file`.pub, to be given to the deurwaarder. Two processes that make it at once have the same one afterwards.
 */
export async function openSigningKey(file: string): Promise<KeyObject> {
  const pem =
    (await readIfThere(file)) ??
    (await writeOnce(
      file,
      generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      0o600,
    ));
  const key = checked(createPrivateKey(pem), file);
  const publicHalf = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
  await writeOnce(`${file}.pub`, publicHalf, 0o644);
  return key;
}

/** The public key in a PEM that the other side gave. */
export function publicKeyIn(pem: string): KeyObject {
  return checked(createPublicKey(pem), 'the public key of the other side');
}

function checked(key: KeyObject, named: string): KeyObject {
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new Error(`${named} is a key of type ${key.asymmetricKeyType}; ed25519 is expected.`);
  }
  return key;
}

/** Whole or not at all, and never over what stands there. Answers what stands there afterwards. */
async function writeOnce(file: string, text: string, mode: number): Promise<string> {
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    const handle = await open(aside, 'wx', mode);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await link(aside, file).catch((fault: NodeJS.ErrnoException) => {
      if (fault.code !== 'EEXIST') throw fault;
    });
  } finally {
    await rm(aside, { force: true });
  }
  return readFile(file, 'utf8');
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw fault;
  }
}
