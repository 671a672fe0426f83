import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openEmptyDatabase } from './support/database.ts';

const program = fileURLToPath(new URL('../bin/dwangsom.mjs', import.meta.url));
const empty = await openEmptyDatabase();

test('the program starts from any directory and says what it can do', async () => {
  const { code, output } = await run(['--help']);
  expect(output).toContain('Usage: dwangsom');
  expect(code).toBe(0);
});

test('migrate brings the database of DATABASE_URL up to date, and may be repeated', async () => {
  for (const _ of ['first', 'second']) {
    const { code, output } = await run(['migrate'], { DATABASE_URL: empty.url });
    expect(output).toBe('The database is up to date.\n');
    expect(code).toBe(0);
  }
  expect(await empty.sql`select * from drizzle.__drizzle_migrations`).not.toHaveLength(0);
});

test('a database that is away, or a wrong setting, is one clear sentence and a failure', async () => {
  const away = await run(['migrate'], { DATABASE_URL: 'postgres://user:secret@127.0.0.1:1/none' });
  expect(away.output).toMatch(/^The database of DATABASE_URL does not answer/);
  expect(away.output).not.toContain('secret');
  expect(away.code).toBe(1);
  const wrong = await run(['migrate'], { PORT: 'http' });
  expect(wrong.output).toContain('PORT="http": expected a whole number');
  expect(wrong.code).toBe(1);
});

function run(
  parameters: string[],
  environment: Record<string, string> = {},
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [program, ...parameters],
      { cwd: tmpdir(), env: environment, timeout: 15_000 },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
}
