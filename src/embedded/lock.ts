import { createHash } from 'node:crypto';
import { realpath, rm } from 'node:fs/promises';
import { createConnection, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export interface Lock {
  release(): Promise<void>;
}

/** The system keeps about 104 bytes for the path of a socket. */
const LONGEST_PATH_BYTES = 100;
const ANSWER_LIMIT_MILLISECONDS = 2_000;
const SETTLE_MILLISECONDS = 200;

/**
 * Makes this process the only one that runs the database in `dataDir`. The lock is a socket that listens: it dies with its process
 * however that ends, it says who holds it, and unlike a file with a process number it cannot point at a stranger.
 */
export async function takeLock(dataDir: string): Promise<Lock> {
  const path = await lockPath(dataDir);
  const server = createServer((socket) => socket.on('error', () => {}).end(`${process.pid}`));
  server.unref();
  if (!(await listens(server, path))) {
    const holder = await askHolder(path);
    if (holder !== undefined) throw inUse(dataDir, holder);
    await rm(path, { force: true });
    if (!(await listens(server, path))) throw inUse(dataDir, 'another process');
    // Two processes may have found the same dead socket, and the slower one removes what the faster one has just made.
    await wait(SETTLE_MILLISECONDS);
    const settled = await askHolder(path);
    if (settled !== `process ${process.pid}`) throw inUse(dataDir, settled ?? 'another process');
  }
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

async function lockPath(dataDir: string): Promise<string> {
  const real = await realpath(dataDir);
  const inside = join(real, 'lock.sock');
  if (Buffer.byteLength(inside) <= LONGEST_PATH_BYTES) return inside;
  return join(tmpdir(), `dwangsom-${createHash('sha256').update(real).digest('hex').slice(0, 24)}.sock`);
}

/** False where something, dead or alive, has the path already. */
function listens(server: Server, path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else
        reject(new Error(`The lock ${path} cannot be made (${error.message}). Can this user write there?`));
    };
    server.once('error', failed);
    server.listen(path, () => {
      server.off('error', failed);
      resolve(true);
    });
  });
}

/** Who holds the lock, in words; undefined where its process is gone. */
function askHolder(path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = createConnection(path);
    socket.setTimeout(ANSWER_LIMIT_MILLISECONDS, () => socket.destroy());
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT') resolve(undefined);
    });
    // Whoever does not answer in time, or does not let this user ask, is alive nevertheless.
    socket.on('close', () => resolve(answer === '' ? 'another process' : `process ${answer}`));
  });
}

function inUse(dataDir: string, holder: string): Error {
  return new Error(
    `The database in ${dataDir} is in use by ${holder}. Stop that one first, or set DATA_DIR to another directory for a second ` +
      'and separate database.',
  );
}
