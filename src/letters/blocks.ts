import type { Cents } from '../values/index.ts';

/**
 * What a letter consists of. A document composes its blocks once, for both languages, so its twins cannot drift apart; `layout.typ` draws
 * them on paper and `plain-text.ts` writes them for e-mail. Every string in them is ready to read: amounts and days are formatted already.
 */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** In short, at the head of the letter: what is asked, by when, and what follows otherwise. */
  | { readonly kind: 'summary'; readonly items: readonly Labelled[] }
  | { readonly kind: 'facts'; readonly items: readonly Labelled[] }
  | Table
  | PaymentBlock
  | Form;

export interface Labelled {
  readonly label: string;
  readonly text: string;
}

export interface Table {
  readonly kind: 'table';
  readonly caption: string;
  readonly columns: readonly { readonly title: string; readonly align: 'left' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
  /** Rows at its foot, in bold. */
  readonly totals: readonly (readonly string[])[];
}

/** How to pay. The code that a banking app scans says the same as the lines beside it. */
export interface PaymentBlock {
  readonly kind: 'payment';
  readonly title: string;
  readonly items: readonly Labelled[];
  readonly epc: string;
  /** What the code is, for whoever cannot see it. */
  readonly codeSays: string;
}

/** What the reader fills in and sends back: boxes to tick, then lines to write on. */
export interface Form {
  readonly kind: 'form';
  readonly title: string;
  readonly choices: readonly string[];
  readonly fields: readonly Field[];
}

/** What is asked, and on how many lines it can be answered. */
export interface Field {
  readonly label: string;
  readonly lines: number;
}

/** What one document says between its salutation and its closing. */
export interface Content {
  readonly subject: string;
  readonly blocks: readonly Block[];
}

/** What is asked for, so that the block can work out reference and code itself. */
export interface Asked {
  readonly cents: Cents;
  readonly when: string;
}

export function paragraph(...sentences: readonly string[]): Block {
  return { kind: 'paragraph', text: sentences.filter((sentence) => sentence !== '').join(' ') };
}

export function heading(text: string): Block {
  return { kind: 'heading', text };
}

export function list(items: readonly string[]): Block {
  return { kind: 'list', items };
}

export function field(label: string, lines = 1): Field {
  return { label, lines };
}

export function facts(items: readonly (readonly [label: string, text: string])[]): Block {
  return { kind: 'facts', items: items.map(([label, text]) => ({ label, text })) };
}
