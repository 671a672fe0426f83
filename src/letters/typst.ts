import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler, type NodeError, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import type { Day } from '../values/index.ts';

/** What of the fonts a letter uses. They come from npm, so that a letter looks, and hashes, the same on every machine. */
const FONTS = ['400Regular/NotoSans_400Regular.ttf', '700Bold/NotoSans_700Bold.ttf'];

/** For how many letters the compiler remembers a part that none of them used again. */
const REMEMBERED_LETTERS = 10;

/**
 * Where the layout finds the data of its letter: a file that is never written, only shown to the compiler. Its inputs would be the obvious place, but the
 * compiler keeps a library of its own for every input that it ever saw, a quarter of a megabyte each.
 */
const WORKSPACE = fileURLToPath(new URL('.', import.meta.url));
const DATA = join(WORKSPACE, 'letter.json');
const LAYOUT = join(WORKSPACE, 'layout.typ');

/**
 * A compiler keeps about half a megabyte of every letter that it drew, outside of what JavaScript counts, and gives it back only when it goes itself. So it goes after so many, and starting
 * the next, which costs as much as some letters, is spread over them. `npx tsx scripts/bench-review/letters.ts` shows what a process holds.
 */
export const LETTERS_A_COMPILER = 100;

let shared: { readonly compiler: NodeCompiler; drawn: number } | undefined;

/**
 * Draws `layout.typ` with `data` as a PDF of the standard PDF/UA-1, which refuses to be made where a picture has no words or a heading is skipped.
 * The moment of creation is the day of the letter, so the same data give the same bytes.
 */
export function drawPdf(data: { readonly subject: string }, on: Day): Uint8Array {
  if (shared === undefined || shared.drawn === LETTERS_A_COMPILER) shared = { compiler: start(), drawn: 0 };
  shared.drawn += 1;
  const { compiler } = shared;
  try {
    compiler.mapShadow(DATA, Buffer.from(JSON.stringify(data)));
    const compiled = compiler.compile({ mainFilePath: LAYOUT });
    // A warning too: a font that is not found is one, and it would change every letter.
    const fault = compiled.takeDiagnostics();
    if (!compiled.result || fault)
      throw new Error(`"${data.subject}" was not drawn: ${faultsOf(compiler, fault)}`);
    return compiler.pdf(compiled.result, {
      pdfStandard: PdfStandard.UA_1,
      creationTimestamp: Date.parse(`${on}T00:00:00Z`) / 1_000,
    });
  } finally {
    compiler.unmapShadow(DATA);
    compiler.evictCache(REMEMBERED_LETTERS);
  }
}

/** Started with the first letter, because it takes longer than a letter does. */
function start(): NodeCompiler {
  const { resolve } = createRequire(import.meta.url);
  const fontBlobs = FONTS.map((font) => readFileSync(resolve(`@expo-google-fonts/noto-sans/${font}`)));
  return NodeCompiler.create({
    workspace: WORKSPACE,
    fontArgs: [{ fontBlobs }],
  });
}

function faultsOf(compiler: NodeCompiler, error: NodeError | null): string {
  if (!error) return 'no reason was given';
  return JSON.stringify(compiler.fetchDiagnostics(error));
}
