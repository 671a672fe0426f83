import { formatDay } from '../../values/index.ts';
import type { AsOf } from './as-of.ts';
import type { Seal } from './stands-on.ts';

/** A report laid out as rows and columns, ready to be written in any form. */
export interface Sheet {
  /** The name of the report in commands and in JSON. */
  readonly report: string;
  /** For people: what it is, and of what moment. */
  readonly title: string;
  /** What was asked and what comes out as a whole, for JSON. */
  readonly facts: readonly Fact[];
  readonly columns: readonly Column[];
  /** Opening, and closing or totals: rows for a reader, which JSON has among its facts. */
  readonly before: readonly Row[];
  readonly rows: readonly Row[];
  readonly after: readonly Row[];
  readonly seal: Seal | null;
  /** The cursor of the next page. */
  readonly next: string | null;
}

/** Amounts are cents; ids are whole numbers that JSON writes as text, because it would round them. */
export type Kind = 'text' | 'day' | 'amount' | 'id' | 'count';

export type Cell = string | bigint | number | null;

export type Row = readonly Cell[];

export interface Fact {
  readonly key: string;
  readonly kind: Kind;
  readonly cell: Cell;
}

export interface Column {
  /** In JSON. */
  readonly key: string;
  /** For people, above the column. */
  readonly head: string;
  readonly kind: Kind;
}

export function column(key: string, head: string, kind: Kind = 'text'): Column {
  return { key, head, kind };
}

export function fact(key: string, cell: Cell | undefined, kind: Kind = 'text'): Fact {
  return { key, kind, cell: cell ?? null };
}

export function factsOf({ valueOn, bookedOn, sealedAt }: AsOf): Fact[] {
  return [
    fact('valueOn', valueOn, 'day'),
    fact('bookedOn', bookedOn, 'day'),
    fact('sealedAt', sealedAt, 'count'),
  ];
}

/** `", waarde t/m 28 februari 2025, geboekt t/m 31 maart 2025"`; of now `", stand van nu"`. */
export function momentOf({ valueOn, bookedOn, sealedAt }: AsOf): string {
  const words = [
    valueOn === undefined ? '' : `, waarde t/m ${formatDay(valueOn)}`,
    bookedOn === undefined ? '' : `, geboekt t/m ${formatDay(bookedOn)}`,
    sealedAt === undefined ? '' : `, verzegeld t/m blok ${sealedAt}`,
  ].join('');
  return words === '' ? ', stand van nu' : words;
}
