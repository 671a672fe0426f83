import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { letterExamples } from '../demo/letters.ts';
import { renderLetter } from '../src/letters/index.ts';

/** `npm run letters -- DIR`: writes an example of every document, in both languages, as PDF and as text, so that words and form can be judged. */
const [directory] = process.argv.slice(2);
if (directory === undefined) throw new Error('say where to: npm run letters -- DIRECTORY');

let written = 0;
let spentMs = 0;
for (const language of ['nl', 'en'] as const) {
  const folder = join(directory, language);
  await mkdir(folder, { recursive: true });
  for (const { name, letter } of letterExamples(language)) {
    const startedAt = performance.now();
    const { pdf, text } = await renderLetter(letter);
    // The first letter also starts the compiler, which says nothing about the next hundred.
    if (written > 0) spentMs += performance.now() - startedAt;
    await writeFile(join(folder, `${name}.pdf`), pdf);
    await writeFile(join(folder, `${name}.txt`), text);
    written += 1;
  }
}
console.log(`${written} letters in ${directory}, ${(spentMs / (written - 1)).toFixed(1)} ms each.`);
