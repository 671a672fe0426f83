import { type Cents, formatCents, formatEuro } from '../../values/index.ts';
import type { Cell, Column, Kind, Row, Sheet } from './sheet.ts';
import type { Seal } from './stands-on.ts';

/** For a terminal: columns side by side, amounts as Dutch readers write them, and under it the seal and where it goes on. */
export function toTable({ title, columns, before, rows, after, seal, next }: Sheet): string {
  const heads = columns.map(({ head }) => head);
  const body = [...before, ...rows, ...after].map((row) =>
    row.map((cell, index) => forPeople(cell, columns[index]!)),
  );
  const widths = columns.map((_, index) =>
    Math.max(...[heads, ...body].map((cells) => widthOf(cells[index]!))),
  );
  const lineOf = (cells: readonly string[]) =>
    cells
      .map((cell, index) => aligned(cell, widths[index]!, columns[index]!.kind))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  const under = [sealWords(seal), ...(next === null ? [] : [`Verder met --cursor ${next}`])];
  return `${[title, '', lineOf(heads), rule, ...body.map(lineOf), '', ...under].join('\n')}\n`;
}

/**
 * RFC 4180: UTF-8, a header, commas, CRLF, a point in amounts; made for programs, so the same in every country. CSV knows no remarks: the seal
 * stands in the last two columns of every row. Texts are made harmless, below.
 */
export function toCsv({ columns, before, rows, after, seal }: Sheet): string {
  const header = [...columns.map(({ head }) => head), 'Zegelblok', 'Zegel'];
  const sealed = [seal === null ? '' : `${seal.number}`, seal?.hash ?? ''];
  const body = [...before, ...rows, ...after].map((row) => [
    ...row.map((cell, index) => quoted(forCsv(cell, columns[index]!.kind))),
    ...sealed,
  ]);
  return [header.map(quoted), ...body].map((cells) => `${cells.join(',')}\r\n`).join('');
}

/** One object: the name, the facts, the rows by the keys of their columns, the seal, and the cursor of the next page. */
export function toJson({ report, facts, columns, rows, seal, next }: Sheet): string {
  const rowOf = (row: Row) =>
    Object.fromEntries(columns.map(({ key, kind }, index) => [key, forJson(row[index]!, kind)]));
  const document = {
    report,
    ...Object.fromEntries(facts.map(({ key, cell, kind }) => [key, forJson(cell, kind)])),
    rows: rows.map(rowOf),
    seal: seal === null ? null : { ...seal, lastId: `${seal.lastId}` },
    next,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function sealWords(seal: Seal | null): string {
  if (seal === null) return 'Zegel: er is nog niets verzegeld.';
  const { number, hash, sealedAt, lastId } = seal;
  return `Zegel: blok ${number} van ${sealedAt.toISOString()}, t/m boeking ${lastId}, ${hash}`;
}

function forPeople(cell: Cell, { kind }: Column): string {
  if (cell === null) return '';
  return kind === 'amount' ? formatEuro(cell as Cents) : `${cell}`;
}

/**
 * A spreadsheet runs a cell that begins so as a formula, and descriptions come from outside. An apostrophe before it makes it text; amounts, which we
 * write ourselves, keep their minus.
 */
const FORMULA = /^[=+\-@\t\r]/;

function forCsv(cell: Cell, kind: Kind): string {
  if (cell === null) return '';
  if (kind === 'amount') return formatCents(cell as Cents);
  return kind === 'text' && FORMULA.test(`${cell}`) ? `'${cell}` : `${cell}`;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function forJson(cell: Cell, kind: Kind): string | number | null {
  if (kind === 'amount' && cell !== null) return formatCents(cell as Cents);
  return typeof cell === 'bigint' ? `${cell}` : cell;
}

function aligned(cell: string, width: number, kind: Kind): string {
  const space = ' '.repeat(width - widthOf(cell));
  return kind === 'text' || kind === 'day' ? cell + space : space + cell;
}

/** In characters as they are seen, or nearly: what is drawn wide, as Chinese is, counts as one. */
function widthOf(text: string): number {
  return [...text].length;
}
