import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerOn, dossier, nietNakoming, uitspraak } from './law/support/dossier.ts';

// The real program, started as a user starts it: what is tested is what leaves the process and with which exit code.
const program = fileURLToPath(new URL('../bin/dwangsom.mjs', import.meta.url));
const examples: { input: unknown }[] = JSON.parse(
  readFileSync(new URL('./law/examples.json', import.meta.url), 'utf8'),
);
const good = examples[29]!.input;

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dwangsom-assess-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

function start(args: readonly string[], nodeOptions: readonly string[] = []): ChildProcess {
  return spawn(process.execPath, [...nodeOptions, program, 'assess', ...args], {
    stdio: 'pipe',
    cwd: directory,
  });
}

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
}

async function run(args: readonly string[], input: string | Iterable<string | Buffer> = ''): Promise<Ended> {
  const child = start(args);
  Readable.from(typeof input === 'string' ? [input] : input).pipe(child.stdin!);
  const [out, errors, [code]] = await Promise.all([
    text(child.stdout!),
    text(child.stderr!),
    once(child, 'close'),
  ]);
  return { code, out, errors };
}

async function fileWith(name: string, content: string): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, content);
  return path;
}

test('assess FILE: the answer of src/law on standard output, exit 0', async () => {
  const { code, out, errors } = await run([await fileWith('good.json', JSON.stringify(good))]);
  expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(answerOn(good))));
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
});

test('assess -: the document comes from standard input, a byte order mark before it does no harm', async () => {
  const { code, out } = await run(['-'], `\uFEFF${JSON.stringify(good)}\n`);
  expect(code).toBe(0);
  expect(JSON.parse(out).asOf).toBe('2025-09-01');
});

test('bad input: one problem document with every pointer on standard error, nothing on standard output, exit 2', async () => {
  const bad = {
    asOf: '2025-02-30',
    extra: true,
    uitspraak: uitspraak({ caps: { g1: '0.00' } }),
    facts: [
      nietNakoming('n1', '2025-03-01', { clause: 'c9' }),
      nietNakoming('n1', '2025-03-02', { aantal: 0 }),
    ],
  };
  const { code, out, errors } = await run([await fileWith('bad.json', JSON.stringify(bad))]);
  const problem = JSON.parse(errors);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(problem).toMatchObject({ type: 'urn:dwangsom:problem:invalid-case', status: 400 });
  expect(problem.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
    '/asOf',
    '/extra',
    '/facts/0/clause',
    '/facts/1/aantal',
    '/facts/1/id',
    '/uitspraak/caps/g1',
  ]);
  for (const error of problem.errors) expect(error.detail).toEqual(expect.any(String));
});

test('BW 6:120 lid 1: a day without a rate is a problem of asOf', async () => {
  const facts = [nietNakoming('n1', '2027-01-01')];
  const { code, out, errors } = await run(
    ['-'],
    JSON.stringify(dossier({ asOf: '2027-02-01', rente: '2027-01-01', facts })),
  );
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(JSON.parse(errors).errors).toMatchObject([{ pointer: '/asOf' }]);
});

test.each([
  ['a file that is not there', ['niet-daar.json'], '', /ENOENT/],
  ['a directory', ['.'], '', /EISDIR/],
  ['no file at all', [], '', /name a file/],
  ['nothing on standard input', ['-'], '', /not JSON/],
  ['something else than JSON', ['-'], '{"asOf": ', /not JSON/],
  ['something else than UTF-8', ['-'], [Buffer.from([0x22, 0xff, 0x22])], /UTF-8/],
  ['an array of JSON', ['-'], '[]', /one fault/],
  ['a stream that is not there', ['--ndjson', 'niet-daar.ndjson'], '', /ENOENT/],
])('%s: a problem document on standard error, exit 2, never a stack', async (_what, args, input, detail) => {
  const { code, out, errors } = await run(args, input);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(JSON.parse(errors)).toMatchObject({ status: 400, detail: expect.stringMatching(detail) });
  expect(errors).not.toMatch(/\bat .*:\d+:\d+/);
});

test('--ndjson: one answer a line, in order; blank lines are skipped and the last needs no newline', async () => {
  const input = `\n${examples.map(({ input: one }) => JSON.stringify(one)).join('\r\n\n  \t\n')}`;
  const { code, out, errors } = await run(['--ndjson'], input);
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  const answers = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(answers).toEqual(examples.map(({ input: one }) => JSON.parse(JSON.stringify(answerOn(one)))));
});

test('--ndjson: a bad line answers a problem in its place, the rest goes on, exit 1 at the end', async () => {
  const lines = [JSON.stringify(good), '{"asOf"', '{}', '7', JSON.stringify(good)];
  const { code, out, errors } = await run(['--ndjson'], lines.join('\n'));
  expect({ code, errors }).toEqual({ code: 1, errors: '' });
  const answers = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(answers.map((answer) => Object.keys(answer)[0])).toEqual([
    'asOf',
    'problem',
    'problem',
    'problem',
    'asOf',
  ]);
  expect(answers[2].problem.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
    '/asOf',
    '/uitspraak',
    '/facts',
  ]);
});

test('--ndjson: a line cut anywhere by the pipe, in the middle of a letter too, is one line', async () => {
  const facts = [nietNakoming('é€😀', '2025-03-01')];
  const bytes = Buffer.from(`${JSON.stringify(dossier({ facts }))}\n`);
  const { code, out } = await run(
    ['--ndjson'],
    Array.from(bytes, (byte) => Buffer.from([byte])),
  );
  expect(code).toBe(0);
  expect(JSON.parse(out).dwangsommen[0].fact).toBe('é€😀');
});

test('--ndjson: a line above 64 MB is a problem, and the next one is answered', async () => {
  const million = Buffer.alloc(1024 * 1024, 'x');
  const { code, out } = await run(
    ['--ndjson'],
    [...Array(65).fill(million), Buffer.from(`\n${JSON.stringify(good)}\n`)],
  );
  expect(code).toBe(1);
  const [tooLong, answer] = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(tooLong.problem.detail).toBe('larger than 64 MB');
  expect(answer.asOf).toBe('2025-09-01');
});

test('--ndjson: whoever closes the pipe early ends it quietly', async () => {
  const child = start(['--ndjson']);
  child.stdin!.on('error', () => {});
  Readable.from(Array(2_000).fill(`${JSON.stringify(good)}\n`)).pipe(child.stdin!);
  const errors = text(child.stderr!);
  await once(child.stdout!, 'data');
  child.stdout!.destroy();
  const [code] = await once(child, 'close');
  expect({ code, errors: await errors }).toEqual({ code: 0, errors: '' });
});

// Each line answers some 30 kB, 120 MB together: twice what the program may use for its own. For the first second nobody reads, so a
// program that did not wait would have to keep what it has.
test('--ndjson: memory stays the same however much comes, also when nobody reads for a while', async () => {
  const clauses = [{ id: 'c1', mode: 'per-dag', amount: '1.00', cap: '100000.00' }] as const;
  const facts = [nietNakoming('n1', '2025-03-01', { through: '2025-04-10' })];
  const line = `${JSON.stringify(dossier({ uitspraak: uitspraak({ clauses: [...clauses] }), facts }))}\n`;
  const child = start(['--ndjson'], ['--max-old-space-size=64']);
  Readable.from(Array(4_000).fill(line)).pipe(child.stdin!);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  let bytes = 0;
  let lines = 0;
  let peak = 0;
  child.stdout!.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    for (const byte of chunk) if (byte === 0x0a) lines += 1;
    peak = Math.max(peak, peakMemoryOf(child));
  });
  const [code] = await once(child, 'close');
  expect({ code, lines }).toEqual({ code: 0, lines: 4_000 });
  expect(bytes).toBeGreaterThan(100_000_000);
  expect(peak).toBeLessThan(256);
});

/** Most megabytes that the process has had in memory so far; 0 where the system does not say (it is Linux that does). */
function peakMemoryOf({ pid }: ChildProcess): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
