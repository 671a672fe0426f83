import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { open, readFile, realpath, rename, stat, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Account, asAccount } from './account.ts';
import type { Binaries } from './binaries.ts';
import { run } from './cluster.ts';

interface Place {
  binaries: Binaries;
  cluster: string;
  account: Account;
  log: (line: string) => void;
}

export interface Server {
  readonly port: number;
  stop(): Promise<void>;
}

const MOST_ATTEMPTS = 10;
/** Long, because after a power cut the server first replays its journal. */
const READY_LIMIT_MILLISECONDS = 120_000;
const LOG_LIMIT_BYTES = 5_000_000;

/** Each signal is harsher than the one before: end sessions, then abort (the next start replays the journal), then the kernel's. */
const STOP_SIGNALS = [
  { signal: 'SIGINT', limitMilliseconds: 15_000 },
  { signal: 'SIGQUIT', limitMilliseconds: 5_000 },
  { signal: 'SIGKILL', limitMilliseconds: 5_000 },
] as const;

/**
 * Stops a server that an earlier run left behind in our cluster. We hold the lock, so a server there has lost its master.
 * A process number in a file may meanwhile be a stranger's; only a process that works in this very directory is stopped.
 */
export async function stopOrphan({ binaries, cluster, account, log }: Place): Promise<void> {
  const file = join(cluster, 'postmaster.pid');
  const [pid, ...rest] = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  if (!(Number(pid) > 0)) return;
  if (workingDirectoryOf(Number(pid), account) === (await realpath(cluster))) {
    log(`An earlier run left its PostgreSQL behind (process ${pid}); it is stopped first.`);
    await run(
      binaries.control,
      ['stop', `--pgdata=${cluster}`, '--mode=fast', '--wait', '--timeout=60'],
      account,
    );
  } else if (process.platform === 'linux') {
    // The new server would take a stranger, or a dead process that nobody buried, for a server. It knows its own parent is none, and
    // goes on to the other check in this file: whether sessions of a dead server still hold its memory. Without the file it could not.
    await writeFile(file, [process.pid, ...rest].join('\n'));
  }
}

/** Starts the server and waits until it takes connections; draws another port where somebody was faster in taking it. */
export async function startServer(
  place: Place & { dataDir: string; throwaway: boolean; port: number | undefined },
): Promise<Server> {
  const logFile = join(place.dataDir, 'postgres.log');
  await turnLog(logFile);
  for (let attempt = 1; ; attempt++) {
    const port = place.port ?? (await freePort());
    const offset = (await stat(logFile).catch(() => undefined))?.size ?? 0;
    const output = openSync(logFile, 'a', 0o600);
    const child = spawn(place.binaries.postgres, ['-D', place.cluster, ...flags(port, place.throwaway)], {
      ...asAccount(place.account),
      stdio: ['ignore', output, output],
      detached: true,
    });
    closeSync(output);
    const failure = await readiness(child, place.cluster);
    if (failure === undefined) return keep(child, port, place);
    await end(child);
    const said = await tailOf(logFile, offset);
    const portTaken = place.port === undefined && said.includes('Address already in use');
    // The last sessions of a killed server take a moment to notice that they are orphans.
    const memoryHeld = said.includes('pre-existing shared memory block');
    if (attempt >= MOST_ATTEMPTS || !(portTaken || memoryHeld)) {
      throw new Error(
        `The embedded PostgreSQL in ${place.cluster} did not start: ${failure}. It said:\n${said}`,
      );
    }
    if (memoryHeld) await wait(500);
  }
}

function flags(port: number, throwaway: boolean): string[] {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    shared_buffers: '256MB',
    // After each checkpoint PostgreSQL writes every page that it touches whole into its journal; fewer checkpoints spare most of that, for a longer
    // recovery after a power cut.
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    ...(throwaway ? { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' } : {}),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Undefined when the server takes connections, else why it does not. It notes its own state in the eighth line of this file. */
async function readiness(child: ChildProcess, cluster: string): Promise<string | undefined> {
  let failure: string | undefined;
  child.once('error', (error) => {
    failure = error.message;
  });
  child.once('exit', (code, signal) => {
    failure = `it ended with ${code ?? signal}`;
  });
  for (let waited = 0; failure === undefined; waited += 20) {
    const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    if (lines[0] === `${child.pid}` && lines[7]?.trim() === 'ready') return undefined;
    if (waited >= READY_LIMIT_MILLISECONDS)
      return `it was not ready within ${READY_LIMIT_MILLISECONDS / 1_000} seconds`;
    await wait(20);
  }
  return failure;
}

function keep(child: ChildProcess, port: number, { account, log }: Place): Server {
  // Reads from us until we are gone, however that comes about, and then stops the server: even after kill -9 nothing is left.
  const guard = spawn('/bin/sh', ['-c', 'cat >/dev/null; kill -INT "$0"', `${child.pid}`], {
    ...asAccount(account),
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.on('error', (error) => log(`The guard of the embedded PostgreSQL does not start: ${error.message}`));
  guard.stdin.on('error', () => {});
  const dismissGuard = () => {
    // The whole group, so that neither the shell nor its `cat` is left to signal a number that is no longer the server's.
    if (guard.pid !== undefined && guard.exitCode === null) killQuietly(-guard.pid);
  };
  let stopping: Promise<void> | undefined;
  child.once('exit', (code, signal) => {
    dismissGuard();
    if (stopping === undefined)
      log(`The embedded PostgreSQL ended by itself (${code ?? signal}); see postgres.log.`);
  });
  // Neither keeps our own process alive: what does is the work, and the guard sees to the rest.
  child.unref();
  guard.unref();
  (guard.stdin as Socket).unref();
  return {
    port,
    stop: () => {
      stopping ??= end(child);
      return stopping;
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  for (const { signal, limitMilliseconds } of STOP_SIGNALS) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.ref();
    child.kill(signal);
    await Promise.race([once(child, 'exit'), wait(limitMilliseconds, undefined, { ref: false })]);
  }
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It was gone already.
  }
}

/**
 * Asked as the server's account, because even root may not look at another user's processes inside a container. Undefined where
 * the process is gone or not that account's; and on macOS, which does not tell, so that PostgreSQL decides there by itself.
 */
function workingDirectoryOf(pid: number, account: Account): string | undefined {
  const asked = spawnSync('/bin/sh', ['-c', 'readlink "/proc/$0/cwd"', `${pid}`], {
    ...asAccount(account),
    encoding: 'utf8',
  });
  return asked.status === 0 ? asked.stdout.trim() : undefined;
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

/** One older log is kept, so that the two together stay within twice the limit. */
async function turnLog(logFile: string): Promise<void> {
  const size = (await stat(logFile).catch(() => undefined))?.size ?? 0;
  if (size > LOG_LIMIT_BYTES) await rename(logFile, `${logFile}.old`);
}

async function tailOf(logFile: string, offset: number): Promise<string> {
  const file = await open(logFile, 'r');
  try {
    const { size } = await file.stat();
    const start = Math.max(offset, size - 2_000);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
    return buffer.subarray(0, bytesRead).toString().trim();
  } finally {
    await file.close();
  }
}
