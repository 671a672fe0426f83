import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { NodeCompiler, type NodeError, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import type { Day } from '../values/index.ts';

/** What of the fonts a letter uses. They come from npm, so that a letter looks, and hashes, the same on every machine. */
const FONTS = ['400Regular/NotoSans_400Regular.ttf', '700Bold/NotoSans_700Bold.ttf'];

/** How many later letters the compiler remembers parts of earlier ones for; without a limit its memory would grow with every letter. */
const REMEMBERED_LETTERS = 10;

let shared: { readonly compiler: NodeCompiler; readonly layout: string } | undefined;

/**
 * Draws `layout.typ` with `data` as a PDF of the standard PDF/UA-1, which refuses to be made where a picture has no words or a heading is skipped.
 * The moment of creation is the day of the letter, so the same data give the same bytes.
 */
export function drawPdf(data: { readonly subject: string }, on: Day): Uint8Array {
  shared ??= start();
  const { compiler, layout } = shared;
  try {
    const compiled = compiler.compile({ mainFileContent: layout, inputs: { letter: JSON.stringify(data) } });
    if (!compiled.result)
      throw new Error(`"${data.subject}" was not drawn: ${faultsOf(compiler, compiled.takeError())}`);
    return compiler.pdf(compiled.result, {
      pdfStandard: PdfStandard.UA_1,
      creationTimestamp: Date.parse(`${on}T00:00:00Z`) / 1_000,
    });
  } finally {
    compiler.evictCache(REMEMBERED_LETTERS);
  }
}

/** Started with the first letter, because it takes longer than a letter does. */
function start(): { readonly compiler: NodeCompiler; readonly layout: string } {
  const { resolve } = createRequire(import.meta.url);
  const fontBlobs = FONTS.map((font) => readFileSync(resolve(`@expo-google-fonts/noto-sans/${font}`)));
  const compiler = NodeCompiler.create({
    workspace: fileURLToPath(new URL('.', import.meta.url)),
    fontArgs: [{ fontBlobs }],
  });
  return { compiler, layout: readFileSync(new URL('layout.typ', import.meta.url), 'utf8') };
}

function faultsOf(compiler: NodeCompiler, error: NodeError | null): string {
  if (!error) return 'no reason was given';
  return JSON.stringify(compiler.fetchDiagnostics(error));
}
