import type { Block, Labelled, Table } from './blocks.ts';
import type { Sheet } from './sheet.ts';

const WIDTH = 78;

/** The letter as text for e-mail: the same words in the same order as on paper, wrapped, with its tables in columns. */
export function plainText(sheet: Sheet): string {
  return [
    [sheet.sender.name, ...sheet.sender.lines],
    sheet.addressee,
    labelled(sheet.references),
    [sheet.subject.toUpperCase()],
    [sheet.salutation],
    ...sheet.blocks.map(linesOf),
    ...sheet.closing.slice(0, -2).map((line) => wrapped(line)),
    sheet.closing.slice(-2),
    ...(sheet.glossary
      ? [
          [
            sheet.glossary.title.toUpperCase(),
            ...sheet.glossary.items.flatMap(({ label, text }) => item(`${label}: ${text}`)),
          ],
        ]
      : []),
    ...sheet.forms.map((form) => [...linesOf(form), ...wrapped(sheet.sendTo)]),
  ]
    .map((lines) => lines.join('\n'))
    .join('\n\n')
    .concat('\n');
}

function linesOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
      return wrapped(block.text);
    case 'heading':
      return [block.text.toUpperCase()];
    case 'list':
      return block.items.flatMap(item);
    case 'summary':
      return block.items.flatMap(({ label, text }) => [label, ...wrapped(text, '  ')]);
    case 'facts':
      return labelled(block.items);
    case 'payment':
      return [block.title, ...labelled(block.items)];
    case 'table':
      return tableLines(block);
    case 'form':
      return [
        block.title.toUpperCase(),
        ...block.choices.flatMap((choice) => wrapped(choice, '    ', '[ ] ')),
        ...block.fields.map(({ label }) => `${label}: ${'_'.repeat(Math.max(20, 60 - label.length))}`),
      ];
  }
}

/** Columns as wide as their widest cell. A line may become longer than the others: an amount is never broken. */
function tableLines({ caption, columns, rows, totals }: Table): readonly string[] {
  const all = [columns.map(({ title }) => title), ...rows, ...totals];
  const widths = columns.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        columns[column]!.align === 'right' ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
      )
      .join('  ')
      .trimEnd();
  const [titles, ...body] = all.map(line);
  return [caption, titles!, ...body];
}

function labelled(items: readonly Labelled[]): readonly string[] {
  const width = Math.max(...items.map(({ label }) => label.length)) + 2;
  return items.flatMap(({ label, text }) => wrapped(text, ' '.repeat(width), `${label}:`.padEnd(width)));
}

function item(text: string): readonly string[] {
  return wrapped(text, '  ', '- ');
}

function wrapped(text: string, indent = '', first = indent): readonly string[] {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(/\s+/)) {
    const fresh = line.length === first.length && lines.length === 0 ? line === first : line === indent;
    const longer = fresh ? `${line}${word}` : `${line} ${word}`;
    if (longer.length > WIDTH && !fresh) {
      lines.push(line);
      line = `${indent}${word}`;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}
