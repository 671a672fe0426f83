import { readFile, writeFile } from 'node:fs/promises';
import { drawProcess } from '../src/collections/machines/draw.ts';

/** Draws the machines, the ladder, the letters and the autonomy matrix into docs/process.md. With `--check` it writes nothing and fails where it differs. */
const FILE = 'docs/process.md';
const written = await readFile(FILE, 'utf8');
const drawn = drawProcess(written);
if (drawn === written) console.log(`${FILE} is up to date.`);
else if (process.argv.includes('--check')) {
  console.error(`${FILE} is not up to date: run npx tsx scripts/draw-process.ts and commit what it writes.`);
  process.exitCode = 1;
} else {
  await writeFile(FILE, drawn);
  console.log(`${FILE} is written.`);
}
