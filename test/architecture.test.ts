import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { expect, test } from 'vitest';

const top = fileURLToPath(new URL('..', import.meta.url));
const files = readdirSync(join(top, 'src'), { recursive: true, withFileTypes: true })
  .filter((found) => found.isFile() && /\.(tsx?|d\.mts|mjs)$/.test(found.name))
  .map((found) => relative(top, join(found.parentPath, found.name)));
const texts = new Map(files.map((file) => [file, withoutComments(readFileSync(join(top, file), 'utf8'))]));

const { forbidden, options } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');
const { output } = await cruise(
  ['src'],
  { ...options, baseDir: top, ruleSet: { forbidden }, validate: true },
  undefined,
  { tsConfig: extractTSConfig(join(top, 'tsconfig.json')) },
);
const { modules, summary } = output as ICruiseResult;

test('every file of the program was looked at, and no room enters another by a wall', () => {
  expect(files.length).toBeGreaterThan(20);
  // With a TypeScript that it does not know, dependency-cruiser sees nothing and reports no violations.
  const seen = modules.map((module) => module.source).filter((source) => source.startsWith('src/'));
  expect(seen.toSorted()).toEqual(files.toSorted());
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
  expect(
    modules.some((module) => module.dependencies.some((found) => found.resolved === 'src/values/index.ts')),
  ).toBe(true);
});

test('every room is known to the rules', () => {
  const rooms = new Set(files.flatMap((file) => file.match(/^src\/([^/]+)\//)?.[1] ?? []));
  const ruled = forbidden.map((rule: { from: { path: string } }) => rule.from.path);
  for (const room of rooms) expect(ruled).toContain(`^src/${room}/`);
});

test('only src/clock.ts reads the clock', () => {
  expect(thatMention(/\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)|Temporal\.Now|performance\.now/)).toEqual(
    ['src/clock.ts'],
  );
});

test('only src/config.ts reads the environment', () => {
  expect(thatMention(/process\s*\.\s*env\b|process\s*\[|\benv\b.*from 'node:process'/)).toEqual([
    'src/config.ts',
  ]);
});

test('src/law waits for nothing', () => {
  expect(
    thatMention(/\basync\b|\bawait\b|\bPromise\b/).filter((file) => file.startsWith('src/law/')),
  ).toEqual([]);
});

function thatMention(pattern: RegExp): string[] {
  return files.filter((file) => pattern.test(texts.get(file)!));
}

/** Comments may name what they forbid. Good enough for our own sources: none holds a comment sign inside a text. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}
