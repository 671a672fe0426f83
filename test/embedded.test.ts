import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { connect } from '../src/db.ts';
import { type Embedded, startEmbedded } from '../src/embedded.ts';

const root = await mkdtemp(join(tmpdir(), 'dwangsom-embedded-'));
await chmod(root, 0o755);
afterAll(() => rm(root, { recursive: true, force: true }));
const isRoot = process.geteuid?.() === 0;
const NOBODY = 65_534;

test('what was written is there again after a stop and a start', async () => {
  const dataDir = join(root, 'restart');
  const first = await start(dataDir);
  await query(first, 'create table kept (day date)');
  await query(first, "insert into kept values ('2026-03-31')");
  await first.stop();
  await first.stop();
  await expect(query(first, 'select 1')).rejects.toThrow('ECONNREFUSED');
  const second = await start(dataDir);
  expect(await query(second, 'select day from kept')).toEqual([{ day: '2026-03-31' }]);
  await second.stop();
});

test('it listens on this machine only, and wants the password, which only its owner may read', async () => {
  const dataDir = join(root, 'closed');
  const embedded = await start(dataDir);
  expect(await query(embedded, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  expect(await query(embedded, 'show unix_socket_directories')).toEqual([{ unix_socket_directories: '' }]);
  const stranger = { ...embedded, url: embedded.url.replace(/:[^:@]+@/, ':guessed@') };
  await expect(query(stranger, 'select 1')).rejects.toThrow('password authentication failed');
  expect(statSync(join(dataDir, 'postgres.password')).mode & 0o777).toBe(0o600);
  expect(statSync(join(dataDir, 'postgres')).mode & 0o777).toBe(0o700);
  await embedded.stop();
});

test('a database that lasts forces its rows to disk', async () => {
  const embedded = await startEmbedded({ dataDir: join(root, 'lasting') });
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums']) {
    expect(await query(embedded, `show ${setting}`)).toEqual([{ [setting]: 'on' }]);
  }
  await embedded.stop();
});

test('a second start on the same directory is refused, and names the process that has it', async () => {
  const dataDir = join(root, 'second');
  const embedded = await start(dataDir);
  await expect(start(dataDir)).rejects.toThrow(`is in use by process ${process.pid}. Stop that one first`);
  expect(await query(embedded, 'select 1 as one')).toEqual([{ one: 1 }]);
  await embedded.stop();
});

test.runIf(process.platform === 'linux')(
  'a server of which the program was killed stops by itself, and the next start goes on',
  async () => {
    const dataDir = join(root, 'killed');
    const owner = await startOwner(dataDir);
    const server = serverIn(dataDir);
    owner.kill('SIGKILL');
    await vi.waitFor(() => expect(isRunning(server)).toBe(false), 10_000);
    const embedded = await start(dataDir);
    expect(await query(embedded, 'select count(*)::int as kept from written')).toEqual([{ kept: 1 }]);
    await embedded.stop();
  },
);

test.runIf(process.platform === 'linux')(
  'a server that outlived its program and its guard is stopped by the next start',
  async () => {
    const dataDir = join(root, 'orphan');
    const owner = await startOwner(dataDir);
    const orphan = serverIn(dataDir);
    for (const guard of guardsOf(orphan)) process.kill(-guard, 'SIGKILL');
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    expect(isRunning(orphan)).toBe(true);
    const said: string[] = [];
    const embedded = await startEmbedded({ dataDir, log: (line) => said.push(line) });
    expect(said).toEqual([expect.stringContaining(`left its PostgreSQL behind (process ${orphan})`)]);
    expect(isRunning(orphan)).toBe(false);
    expect(await query(embedded, 'select count(*)::int as kept from written')).toEqual([{ kept: 1 }]);
    await embedded.stop();
  },
);

test.runIf(process.platform === 'linux')(
  'a server that was killed after its program and its guard does not bar the next start',
  async () => {
    const dataDir = join(root, 'dead');
    const owner = await startOwner(dataDir);
    const orphan = serverIn(dataDir);
    for (const guard of guardsOf(orphan)) process.kill(-guard, 'SIGKILL');
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    process.kill(orphan, 'SIGKILL');
    const embedded = await start(dataDir);
    expect(await query(embedded, 'select count(*)::int as kept from written')).toEqual([{ kept: 1 }]);
    await embedded.stop();
  },
);

test('a server that was killed itself is started again, with what was committed', async () => {
  const dataDir = join(root, 'crash');
  const first = await startEmbedded({ dataDir });
  await query(first, 'create table kept as select 1 as one');
  process.kill(serverIn(dataDir), 'SIGKILL');
  await first.stop();
  const second = await startEmbedded({ dataDir });
  expect(await query(second, 'select one from kept')).toEqual([{ one: 1 }]);
  await second.stop();
});

test('a note of a process number that is a stranger by now does no harm, to the stranger either', async () => {
  const dataDir = join(root, 'stranger');
  await (await start(dataDir)).stop();
  const owner = statSync(join(dataDir, 'postgres'));
  const stranger = spawn('/bin/sleep', ['60'], { uid: owner.uid, gid: owner.gid, cwd: '/' });
  const note = join(dataDir, 'postgres', 'postmaster.pid');
  await writeFile(
    note,
    `${stranger.pid}\n${join(dataDir, 'postgres')}\n1767225600\n5999\n\n127.0.0.1\n  1 1\nready   \n`,
  );
  await chown(note, owner.uid, owner.gid);
  const embedded = await start(dataDir);
  expect(await query(embedded, 'select 1 as one')).toEqual([{ one: 1 }]);
  await embedded.stop();
  expect(stranger.exitCode).toBe(null);
  stranger.kill();
});

test('a first start that was cut short leaves nothing that the next one takes for a database', async () => {
  const dataDir = join(root, 'short');
  await mkdir(join(dataDir, 'postgres-partial-abc'), { recursive: true });
  await writeFile(join(dataDir, 'postgres-partial-abc', 'PG_VERSION'), '18\n');
  const embedded = await start(dataDir);
  expect(readdirSync(dataDir).filter((name) => name.includes('partial'))).toEqual([]);
  await embedded.stop();
});

test('a database of another major version is refused', async () => {
  const dataDir = join(root, 'older');
  await (await start(dataDir)).stop();
  await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '17\n');
  await expect(start(dataDir)).rejects.toThrow('was made by PostgreSQL 17; this program brings 18');
});

test('a database whose password is lost is refused, with what to do', async () => {
  const dataDir = join(root, 'lost');
  await (await start(dataDir)).stop();
  await rm(join(dataDir, 'postgres.password'));
  await expect(start(dataDir)).rejects.toThrow('Restore that file');
});

test('a Ctrl-C in the terminal reaches only the program, which can still write its last row', async () => {
  const dataDir = join(root, 'interrupt');
  const owner = await startOwner(dataDir, 'interrupted');
  // What a terminal does: the signal goes to every process of the group in front.
  process.kill(-owner.pid!, 'SIGINT');
  const [code] = await once(owner, 'exit');
  expect(code).toBe(0);
  const embedded = await start(dataDir);
  expect(await query(embedded, 'select count(*)::int as kept from written')).toEqual([{ kept: 2 }]);
  await embedded.stop();
});

describe.runIf(isRoot)('as root', () => {
  test('the server runs as another user, and the directory is given to that one', async () => {
    const dataDir = join(root, 'root');
    const embedded = await start(dataDir);
    expect(statSync(`/proc/${serverIn(dataDir)}`).uid).toBe(statSync(join(dataDir, 'postgres')).uid);
    expect(statSync(join(dataDir, 'postgres')).uid).not.toBe(0);
    await embedded.stop();
  });

  test('a directory that this user cannot reach: the database lies elsewhere, is said to, and is found again', async () => {
    const closed = join(root, 'closed-to-others');
    await mkdir(closed, { mode: 0o700 });
    const dataDir = join(closed, 'data');
    const said: string[] = [];
    const first = await startEmbedded({ dataDir, log: (line) => said.push(line) });
    const home = (await readFile(join(dataDir, 'postgres.moved-to'), 'utf8')).trim();
    try {
      expect(said).toEqual([expect.stringContaining(`The database lies in ${home}`)]);
      await query(first, 'create table kept as select 1 as one');
      await first.stop();
      const second = await startEmbedded({ dataDir });
      expect(await query(second, 'select one from kept')).toEqual([{ one: 1 }]);
      await second.stop();
      await expect(startEmbedded({ dataDir: join(closed, 'other'), throwaway: true })).rejects.toThrow(
        'Set TMPDIR',
      );
    } finally {
      await rm(home, { recursive: true, force: true });
    }
    await expect(startEmbedded({ dataDir })).rejects.toThrow('is gone. Restore it');
  });

  test.runIf(isReachable(process.execPath) && isReachable(fileURLToPath(import.meta.url)))(
    'an ordinary user starts it as well, and root goes on as that user',
    async () => {
      const dataDir = join(root, 'ordinary');
      await mkdir(dataDir);
      await chown(dataDir, NOBODY, NOBODY);
      const owner = await startOwner(dataDir, 'ends', NOBODY);
      await once(owner, 'exit');
      expect(statSync(join(dataDir, 'postgres')).uid).toBe(NOBODY);
      const embedded = await start(dataDir);
      expect(await query(embedded, 'select count(*)::int as kept from written')).toEqual([{ kept: 1 }]);
      expect(statSync(join(dataDir, 'postgres')).uid).toBe(NOBODY);
      await embedded.stop();
    },
  );
});

/** Root's own starts in this file are throwaway for speed, except where a crash is the point. */
function start(dataDir: string): Promise<Embedded> {
  return startEmbedded({ dataDir, throwaway: true });
}

async function query(embedded: Embedded, statement: string): Promise<unknown[]> {
  const { sql, close } = connect(embedded.url, { maximumConnections: 1 });
  try {
    return [...(await sql.unsafe(statement))];
  } finally {
    await close();
  }
}

/** Another process that starts the database and writes a row; resolves when that row is committed. */
async function startOwner(dataDir: string, how = 'hangs', uid?: number): Promise<ChildProcess> {
  const program = fileURLToPath(new URL('support/owner.ts', import.meta.url));
  const owner = spawn(process.execPath, ['--import', 'tsx', program, dataDir, how], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // A group of its own, as a shell gives to what it starts.
    detached: true,
    ...(uid === undefined ? {} : { uid, gid: uid, env: { HOME: '/nonexistent', TMPDIR: tmpdir() } }),
  });
  const [line] = await once(owner.stdout!, 'data');
  if (String(line).trim() !== 'written') throw new Error(`the owner did not start: ${line}`);
  return owner;
}

function serverIn(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

/** False of a process that ended and waits for its parent as well: process 1 of a container may never ask after it. */
function isRunning(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** The shells that would stop this server when its program is gone. */
function guardsOf(server: number): number[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
      return command[0] === '/bin/sh' && command.includes(`${server}`) ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}

function isReachable(path: string): boolean {
  return (
    spawnSync('/bin/sh', ['-c', 'test -r "$0"', path], { uid: NOBODY, gid: NOBODY, cwd: '/' }).status === 0
  );
}
