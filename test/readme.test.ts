import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { configurationTable } from '../src/config.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(`${root}README.md`, 'utf8');

test('the answer in the README is the answer of the command above it', () => {
  const shown = /```json\n([\s\S]*?)\n```/.exec(readme)?.[1];
  const answer = execFileSync('node', ['bin/dwangsom.mjs', 'assess', 'demo/assess-example.json'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(JSON.parse(shown ?? 'null')).toEqual(JSON.parse(answer));
});

test('the configuration table of the README is the one that the program reads', () => {
  for (const { name, default: standard, meaning } of configurationTable) {
    expect(readme).toContain(
      `| \`${name}\` | ${standard === 'none' ? 'none' : `\`${standard}\``} | ${meaning} |`,
    );
  }
  expect(readme.match(/^\| `[A-Z_]+` \|/gm)).toHaveLength(configurationTable.length);
});

test('every npm script that the README names exists', () => {
  const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
    scripts: Record<string, string>;
  };
  const named = [...readme.matchAll(/npm run ([a-z:]+)/g)].map((match) => match[1]!);
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
});

test('every file that the README links to exists', () => {
  const links = [...readme.matchAll(/\]\(((?:docs|demo)[^)#]*)\)/g)].map((match) => match[1]!);
  expect(links.length).toBeGreaterThan(5);
  for (const link of links) expect(() => readFileSync(`${root}${link}`), link).not.toThrow(/ENOENT/);
});
