import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, test } from 'vitest';

/** True where the program `redis-server` is on the PATH. A server that already runs on this machine is never used. */
export const redisAvailable = spawnSync('redis-server', ['--version']).status === 0;

const HINT = 'redis-server is not installed; on Debian: apt-get install redis-server';

/** A `describe` whose tests need Redis: skipped with the reason where it is missing, failing where REQUIRE_REDIS=1 says so. */
export function describeWithRedis(name: string, suite: () => void): void {
  if (redisAvailable) {
    describe(name, suite);
  } else if (process.env.REQUIRE_REDIS === '1') {
    test(name, () => {
      throw new Error(`REQUIRE_REDIS=1, and ${HINT}`);
    });
  } else {
    console.warn(`Skipped: ${name}. ${HINT}`);
    describe.skip(`${name} [skipped: ${HINT}]`, suite);
  }
}

/** A Redis of our own on a free port, in memory, without anything kept. Call `close` in `afterAll`. */
export async function openTestRedis(): Promise<{ url: string; close(): Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'dwangsom-redis-'));
  const port = await freePort();
  const settings = [
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--maxmemory-policy',
    'noeviction',
  ];
  // The shell reads from us and ends the server when we are gone, however that comes about.
  const script = 'redis-server "$@" & server=$!; cat >/dev/null; kill "$server"; wait "$server"';
  const child = spawn('/bin/sh', ['-c', script, 'sh', '--port', `${port}`, '--dir', directory, ...settings], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const close = async () => {
    child.stdin.end();
    if (child.exitCode === null) await once(child, 'exit');
    await rm(directory, { recursive: true, force: true });
  };
  for (let waited = 0; !(await answers(port)); waited += 20) {
    if (waited > 10_000) {
      await close();
      throw new Error(`redis-server did not answer on port ${port} within ten seconds`);
    }
    await wait(20);
  }
  return { url: `redis://127.0.0.1:${port}`, close };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (chunk) => {
      resolve(chunk.toString().startsWith('+PONG'));
      socket.destroy();
    });
    socket.once('error', () => resolve(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
