import type { Block } from '../../src/letters/blocks.ts';
import type { Sheet } from '../../src/letters/sheet.ts';

/** What a reader reads as sentences: not the cells of a table, nor names and amounts beside their labels. */
export function sentencesOf(sheet: Sheet): readonly string[] {
  return [
    sheet.subject,
    ...sheet.blocks.flatMap(proseOf),
    ...sheet.closing.slice(0, -2),
    ...(sheet.glossary?.items.map(({ label, text }) => `${label}: ${text}`) ?? []),
    ...sheet.forms.flatMap(proseOf),
  ].flatMap(splitSentences);
}

function proseOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return [block.text];
    case 'list':
      return block.items;
    case 'summary':
      return block.items.flatMap(({ label, text }) => [label, text]);
    case 'form':
      return [block.title, ...block.choices];
    case 'table':
      return [block.caption];
    case 'facts':
    case 'payment':
      return [];
  }
}

/** A full stop, a question or exclamation mark or a colon ends a sentence where a space and no small letter's abbreviation follow. */
export function splitSentences(text: string): string[] {
  return text
    .split(/(?<=[.?!:;])\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => wordsIn(sentence) > 0);
}

/** Whatever stands between spaces and holds a letter or a digit. */
export function wordsIn(sentence: string): number {
  return sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
