import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/**
 * `npm run check:words`: no identifier in src uses a word that docs/woordenlijst.md bans. Identifiers are split at their capitals, so `limitationEndsOn` is
 * found as `limitation`; words in comments and in texts for people are free.
 */
const banned = bannedWords(readFileSync('docs/woordenlijst.md', 'utf8'));
const found: string[] = [];
let identifiers = 0;

for (const path of readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.tsx?$/.test(name),
)) {
  const source = ts.createSourceFile(
    path,
    readFileSync(`src/${path}`, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
    path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      identifiers += 1;
      const words = wordsOf(node.text);
      for (const { phrase, words: wanted } of banned) {
        if (contains(words, wanted)) {
          const { line } = source.getLineAndCharacterOfPosition(node.getStart());
          found.push(`src/${path}:${line + 1}: "${node.text}" uses "${phrase}", which the woordenlijst bans`);
        }
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}

// A scan that saw nothing would find nothing wrong.
if (identifiers < 1_000 || banned.length < 20) {
  throw new Error(
    `only ${identifiers} identifiers and ${banned.length} banned words were read: the check itself is broken`,
  );
}
for (const line of found) console.error(line);
console.log(`${identifiers} identifiers against ${banned.length} banned words: ${found.length} found.`);
process.exitCode = found.length === 0 ? 0 : 1;

function bannedWords(markdown: string): { phrase: string; words: string[] }[] {
  return markdown
    .split('\n')
    .filter((line) => /^\|(?!---)/.test(line) && !line.startsWith('| Nederlands'))
    .flatMap((line) => (line.split('|')[5] ?? '').split(','))
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '')
    .map((phrase) => ({ phrase, words: wordsOf(phrase) }));
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

function contains(words: readonly string[], wanted: readonly string[]): boolean {
  return words.some((_, start) => wanted.every((word, index) => words[start + index] === word));
}
