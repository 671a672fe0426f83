import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { type LetterData, type RenderedLetter, renderLetter } from '../../src/letters/index.ts';
import { LETTERS_A_COMPILER } from '../../src/letters/typst.ts';
import { everyLetter, named } from './every.ts';

const folder = mkdtempSync(join(tmpdir(), 'dwangsom-letters-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(
  (['nl', 'en'] as const).flatMap((language) => everyLetter(language).map((one) => ({ ...one, language }))),
)('$name ($language) is drawn as PDF/UA-1 with its language and its title', async ({ letter, language }) => {
  const rendered = await renderLetter(letter);
  const inside = insideOf(rendered.pdf);
  expect(inside).toContain('<pdfuaid:part>1</pdfuaid:part>');
  expect(inside).toMatch(/\/MarkInfo\s*<<\s*\/Marked true/);
  expect(inside).toMatch(new RegExp(`/Lang ?\\(${language}\\)`));
  expect(inside).toContain('/StructTreeRoot');
  expect(inside).toMatch(/\/DisplayDocTitle true/);
  expect(rendered.sha256).toBe(createHash('sha256').update(rendered.pdf).digest('hex'));
});

test('the same data give the same bytes, whatever was drawn in between; other data do not', async () => {
  const { letter } = named('L-06');
  const first = await renderLetter(letter);
  await renderLetter(named('L-32', 'en').letter);
  const again = await renderLetter(structuredClone(letter));
  expect(again.sha256).toBe(first.sha256);
  expect(Buffer.compare(again.pdf, first.pdf)).toBe(0);
  const later = await renderLetter({ ...letter, date: '2026-04-21' } as LetterData);
  expect(later.sha256).not.toBe(first.sha256);
});

test('a compiler that was replaced draws the same bytes', { timeout: 60_000 }, async () => {
  const { letter } = named('L-06');
  const first = await renderLetter(letter);
  // At least one new compiler, whatever was drawn before.
  for (let drawn = 0; drawn < LETTERS_A_COMPILER; drawn++) await renderLetter(letter);
  expect((await renderLetter(letter)).sha256).toBe(first.sha256);
});

test('words of a person are words, whatever signs they hold', async () => {
  const what = 'Hij schreef: #eval("1") *vet* $x$ <label> @iemand \\ einde.';
  const rendered = await renderLetter({ ...named('L-05').letter, what } as LetterData);
  expect(rendered.text.replace(/\s+/g, ' ')).toContain(what);
});

test('a sign that the font lacks is a fault, not an empty box', async () => {
  const { letter } = named('L-06');
  const addressee = { ...letter.addressee, name: '李 Voorbeeld' };
  await expect(renderLetter({ ...letter, addressee } as LetterData)).rejects.toThrow(
    'could not be displayed',
  );
});

test('data that are not of a letter are a fault that names the field', async () => {
  const letter = { ...named('L-06').letter, debtorIncome: '1.00' };
  await expect(renderLetter(letter as LetterData)).rejects.toThrow('debtorIncome');
});

test('the tables, headings and lists are tagged, and the code has words', async () => {
  const rendered = await renderLetter(named('L-06').letter);
  const structure = insideOf(rendered.pdf);
  for (const tag of ['H1', 'H2', 'L', 'LI', 'Table', 'TH', 'TD', 'Figure']) {
    expect(structure).toMatch(new RegExp(`/S ?/${tag}\\b`));
  }
  expect(structure).toMatch(/\/Alt\s*[(<]/);
});

// Debian packages that a build machine may lack: what they see is tested where they are.
describe.skipIf(!has('pdftotext') || !has('qpdf'))(
  'read by other programs (needs poppler-utils and qpdf)',
  () => {
    test('poppler reads the amounts, the reference and the closing in the order of the page', async () => {
      const rendered = await renderLetter(named('L-06').letter);
      const text = run('pdftotext', '-layout', fileOf(rendered), '-').replace(/[\s\u00a0]+/g, ' ');
      const order = [
        'Bram Fictief',
        'U moet dwangsommen betalen',
        'Wat als u niets doet?',
        'Rv 611a lid 3',
        '€ 1.879,63',
        '8202 6000 0000 0042',
        'ondubbelzinnig het recht op nakoming',
        'Met vriendelijke groet',
      ];
      let from = 0;
      for (const words of order) {
        const found = text.indexOf(words, from);
        expect({ words, found: found >= from }).toEqual({ words, found: true });
        from = found;
      }
    });

    test('qpdf finds no fault', async () => {
      const rendered = await renderLetter(named('L-12-afgesproken').letter);
      expect(run('qpdf', '--check', fileOf(rendered))).toContain('No syntax or stream encoding errors');
    });
  },
);

function fileOf({ pdf, sha256 }: RenderedLetter): string {
  const path = join(folder, `${sha256}.pdf`);
  writeFileSync(path, pdf);
  return path;
}

function run(program: string, ...words: string[]): string {
  return execFileSync(program, words, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 20_000,
  });
}

function has(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The PDF with its compressed streams opened, as text to search in. */
function insideOf(pdf: Uint8Array): string {
  const bytes = Buffer.from(pdf);
  const parts = [bytes.toString('latin1')];
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 7)) {
    try {
      parts.push(inflateSync(bytes.subarray(at + 7)).toString('latin1'));
    } catch {
      // Not a compressed stream: it stands readable in the file already, or is a picture or a font.
    }
  }
  return parts.join('\n');
}
