import { type Db, prepared, type Tx } from '../db.ts';
import { contentHashOf } from './content.ts';
import type { BalancedEntry } from './entry.ts';

/** What `ledger.book` answers for one entry. */
export interface Answer {
  readonly outcome: Outcome;
  /** Of the entry that stands under the key, where it was booked or replayed. */
  readonly id: bigint | null;
  /** The accounts (one a line), the key or the day that is in the way; empty where none is to be named. */
  readonly detail: string;
}

export type Outcome =
  | 'booked'
  | 'replayed'
  | 'key-conflict'
  | 'unknown-account'
  | 'already-reversed'
  | 'period-closed'
  | 'account-limit'
  | 'refused-with-others';

interface Row extends Record<string, unknown> {
  ids: bigint[] | null;
  outcomes: Outcome[] | null;
  details: string[] | null;
}

/** Between the texts of a column. No text of an entry holds it: `balancedEntry` refuses control characters. */
const SEPARATOR = '\u001f';

const texts = (parameter: number) => `string_to_array($${parameter}, e'\\x1f')`;
const values = (parameter: number, type: string) => `$${parameter}::text::${type}[]`;

/**
 * A column travels as one text and is taken apart by PostgreSQL: lists that the driver writes value by value cost more than everything else here
 * together, and it neither writes lists of every type nor reads back a null in one.
 */
const STATEMENT = `
  select ids, outcomes, details
  from ledger.book(
    ${texts(1)}, ${texts(2)}::bytea[], ${texts(3)}, ${texts(4)}, ${texts(5)}, ${texts(6)}, ${texts(7)}, ${values(8, 'date')},
    ${values(9, 'date')}, ${values(10, 'bigint')}, ${values(11, 'bigint')}, ${values(12, 'smallint')}, ${values(13, 'integer')},
    ${values(14, 'smallint')}, ${texts(15)}, ${values(16, 'ledger.side')}, ${values(17, 'bigint')}
  )`;

/**
 * Books entries by the one door of the database (drizzle/0006_ledger_book.sql), all or none, in one round trip. The keys differ; the answers are
 * in the order given. `on` may be a pool: then the statement is a transaction of its own.
 */
export async function book(on: Tx | Db, entries: readonly BalancedEntry[]): Promise<Answer[]> {
  // In one order whoever posts, so that two who post the same keys wait for each other in one direction and never in a circle.
  const places = entries.map((_, index) => index);
  if (entries.length > 1) places.sort((one, other) => (entries[one]!.key < entries[other]!.key ? -1 : 1));
  const [row] = await prepared<Row>(on, STATEMENT, columnsOf(places.map((index) => entries[index]!)));
  const { ids, outcomes, details } = row!;
  const answers = new Array<Answer>(entries.length);
  for (const [place, index] of places.entries()) {
    const outcome = outcomes === null ? 'booked' : outcomes[place]!;
    answers[index] = { outcome, id: ids?.[place] ?? null, detail: details?.[place] ?? '' };
  }
  return answers;
}

function columnsOf(entries: readonly BalancedEntry[]): string[] {
  const lines: {
    entries: number[];
    numbers: number[];
    accounts: string[];
    sides: string[];
    amounts: bigint[];
  } = {
    entries: [],
    numbers: [],
    accounts: [],
    sides: [],
    amounts: [],
  };
  for (const [place, entry] of entries.entries()) {
    for (const [index, { account, side, amount }] of entry.lines.entries()) {
      lines.entries.push(place + 1);
      lines.numbers.push(index + 1);
      lines.accounts.push(account);
      lines.sides.push(side);
      lines.amounts.push(amount);
    }
  }
  const text = (of: (entry: BalancedEntry) => string) => entries.map(of).join(SEPARATOR);
  const list = (items: readonly unknown[]) => `{${items.join(',')}}`;
  return [
    text(({ key }) => key),
    text((entry) => `\\x${contentHashOf(entry)}`),
    text(({ scope }) => scope),
    text(({ subject }) => subject),
    text(({ kind }) => kind),
    text(({ cause }) => cause),
    text(({ description }) => description),
    list(entries.map(({ valueDate }) => valueDate)),
    list(entries.map(({ bookedOn }) => bookedOn)),
    list(entries.map(({ reverses }) => reverses?.id ?? 'null')),
    list(entries.map(({ total }) => total)),
    list(entries.map((entry) => entry.lines.length)),
    list(lines.entries),
    list(lines.numbers),
    lines.accounts.join(SEPARATOR),
    list(lines.sides),
    list(lines.amounts),
  ];
}
