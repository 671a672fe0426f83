import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';

const program = fileURLToPath(new URL('../bin/dwangsom.mjs', import.meta.url));
const running: ChildProcess[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const child of running.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
  for (const folder of folders.splice(0))
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

test('the first start opens the demonstration office; Ctrl-C ends it; the next start goes on where it was', async () => {
  const dataDir = await newFolder();
  const first = await start(dataDir, []);
  const page = await (await fetch(first.url)).text();
  expect(page).toContain('demonstratie');
  const cases = page.match(/\/zaken\/D\d{4}-\d{5}/g) ?? [];
  expect(new Set(cases).size).toBeGreaterThanOrEqual(12);
  expect(await first.stop()).toBe(0);

  const second = await start(dataDir, []);
  const again = (await (await fetch(second.url)).text()).match(/\/zaken\/D\d{4}-\d{5}/g) ?? [];
  expect(new Set(again)).toEqual(new Set(cases));
  expect(second.output()).not.toContain('Voorbeeldzaak');
  expect(await second.stop()).toBe(0);
}, 120_000);

test('an office that began empty stays free of invented cases', async () => {
  const dataDir = await newFolder();
  const first = await start(dataDir, ['--empty', '--no-jobs']);
  expect(await (await fetch(first.url)).text()).not.toContain('demonstratie');
  expect(await first.stop()).toBe(0);
  const second = await start(dataDir, ['--no-jobs']);
  expect(await (await fetch(second.url)).text()).not.toContain('/zaken/D');
  expect(await second.stop()).toBe(0);
  expect(existsSync(join(dataDir, 'office-is-empty'))).toBe(true);
}, 120_000);

test('a port that is taken, and a worker without a database, are one clear sentence and a failure', async () => {
  const dataDir = await newFolder();
  const first = await start(dataDir, ['--empty', '--no-jobs']);
  const port = new URL(first.url).port;
  const other = await run(['start', '--empty', '--no-jobs'], { DATA_DIR: await newFolder(), PORT: port });
  expect(other.output).toContain(`Port ${port} on 127.0.0.1 is taken`);
  expect(other.code).toBe(1);
  const worker = await run(['worker'], { DATA_DIR: dataDir });
  expect(worker.output).toContain('set DATABASE_URL');
  expect(worker.code).toBe(1);
  await first.stop();
}, 120_000);

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dwangsom-start-'));
  folders.push(folder);
  return folder;
}

async function start(dataDir: string, options: string[]) {
  const child = begin(['start', ...options], { DATA_DIR: dataDir, PORT: '0' });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      const ready = /Ready: (http:\S+)/.exec(output)?.[1];
      if (ready) resolve(ready);
    };
    child.stdout!.on('data', read);
    child.stderr!.on('data', read);
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it was ready:\n${output}`)));
  });
  const stop = () => {
    child.kill('SIGINT');
    return new Promise<number | null>((resolve) => child.once('exit', resolve));
  };
  return { url, stop, output: () => output };
}

async function run(
  options: string[],
  environment: Record<string, string>,
): Promise<{ output: string; code: number | null }> {
  const child = begin(options, environment);
  let output = '';
  child.stdout!.on('data', (chunk) => (output += chunk));
  child.stderr!.on('data', (chunk) => (output += chunk));
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { output, code };
}

/** Without the settings of whoever runs the tests: no test may reach a database that it did not start. */
function begin(options: string[], environment: Record<string, string>): ChildProcess {
  const { DATABASE_URL: _database, REDIS_URL: _redis, TODAY: _today, ...rest } = process.env;
  const child = spawn(process.execPath, [program, ...options], { env: { ...rest, ...environment } });
  running.push(child);
  return child;
}
