import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import QRCode from 'qrcode';
import type { Block } from './blocks.ts';
import { type LetterData, letterSchema } from './letter-data.ts';
import { plainText } from './plain-text.ts';
import { type Sheet, sheetOf } from './sheet.ts';
import { drawPdf } from './typst.ts';

export interface RenderedLetter {
  readonly pdf: Uint8Array;
  /** Of the PDF, in hexadecimal digits. The same data give the same bytes, so it is also the proof of what was sent. */
  readonly sha256: string;
  /** The same words for e-mail. */
  readonly text: string;
  readonly subject: string;
}

/**
 * One letter as PDF/UA-1 and as text. Throws where `letter` is not data of a letter, and names every field that is wrong: a letter that says too
 * much or too little is a fault of the caller and is never sent.
 */
export async function renderLetter(letter: LetterData): Promise<RenderedLetter> {
  const read = letterSchema.parse(letter);
  const sheet = sheetOf(read);
  const pdf = drawPdf(await withCodes(sheet), read.date);
  // What the compiler made of the letter is given back between two turns of the event loop; who draws one after the other without a turn would keep
  // some 0.4 MB of each.
  await nextTurn();
  return {
    pdf,
    sha256: createHash('sha256').update(pdf).digest('hex'),
    text: plainText(sheet),
    subject: sheet.subject,
  };
}

/** A sheet whose payment blocks carry their code as a drawing. Level M, no more than version 13: EPC069-12. */
async function withCodes(
  sheet: Sheet,
): Promise<Omit<Sheet, 'blocks'> & { readonly blocks: readonly unknown[] }> {
  return { ...sheet, blocks: await Promise.all(sheet.blocks.map(withCode)) };
}

async function withCode(block: Block): Promise<unknown> {
  if (block.kind !== 'payment') return block;
  const code = await QRCode.toString(block.epc, { type: 'svg', errorCorrectionLevel: 'M', margin: 0 });
  return { ...block, code };
}
