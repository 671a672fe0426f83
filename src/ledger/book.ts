import { type Db, type Parameter, prepared, type Tx } from '../db.ts';
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

const STATEMENT = `
  select ids, outcomes, details
  from ledger.book(
    $1::text[], $2::text[]::bytea[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[]::date[], $9::text[]::date[], $10::bigint[], $11::bigint[],
    $12::smallint[], $13::integer[], $14::smallint[], $15::text[], $16::text[]::ledger.side[], $17::bigint[]
  )`;

/**
 * Books entries by the one door of the database (drizzle/0006_ledger_book.sql), all or none, in one round trip. The keys differ; the answers are
 * in the order given. `on` may be a pool: then the statement is a transaction of its own.
 */
export async function book(on: Tx | Db, entries: readonly BalancedEntry[]): Promise<Answer[]> {
  // In the order of their bytes, as the door asks; where JavaScript would compare halves of characters.
  const order = entries.map((entry, index) => ({
    entry,
    index,
    bytes: entries.length > 1 ? Buffer.from(entry.key) : null,
  }));
  if (entries.length > 1) order.sort((one, other) => Buffer.compare(one.bytes!, other.bytes!));
  const columns = new Columns();
  for (const { entry } of order) columns.add(entry);
  const [row] = await prepared<Row>(on, STATEMENT, columns.values());
  const { ids, outcomes, details } = row!;
  const answers = new Array<Answer>(entries.length);
  for (const [place, { index }] of order.entries()) {
    const outcome = outcomes === null ? 'booked' : outcomes[place]!;
    answers[index] = { outcome, id: ids?.[place] ?? null, detail: details?.[place] ?? '' };
  }
  return answers;
}

/** Entries as columns. Everything travels as text: the one form that driver and server write alike for lists of every type. */
class Columns {
  private readonly entries: (string | null)[][] = Array.from({ length: 12 }, () => []);
  private readonly lines: string[][] = Array.from({ length: 5 }, () => []);
  private count = 0;

  add(entry: BalancedEntry): void {
    this.count += 1;
    const row = [
      entry.key,
      `\\x${contentHashOf(entry).toString('hex')}`,
      entry.scope,
      entry.subject,
      entry.kind,
      entry.cause,
      entry.description,
      entry.valueDate,
      entry.bookedOn,
      entry.reverses === null ? null : entry.reverses.id.toString(),
      entry.total.toString(),
      `${entry.lines.length}`,
    ];
    for (const [column, value] of row.entries()) this.entries[column]!.push(value);
    for (const [index, { account, side, amount }] of entry.lines.entries()) {
      const line = [`${this.count}`, `${index + 1}`, account, side, amount.toString()];
      for (const [column, value] of line.entries()) this.lines[column]!.push(value);
    }
  }

  values(): Parameter[] {
    return [...this.entries, ...this.lines];
  }
}
