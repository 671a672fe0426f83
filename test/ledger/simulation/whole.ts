import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { Line } from '../../../src/ledger/index.ts';
import type { Day } from '../../../src/values/index.ts';
import { expectInvariants } from './invariants.ts';
import type { ModelEntry } from './modelBooks.ts';
import type { Office } from './office.ts';
import { compareReading } from './reading.ts';

/** From time to time and at the end: what must hold of any books, what must hold of these, and that closed periods stand as they stood. */
export class Whole {
  /** By the last day of a closed period, what it held when it was first looked at after its closing. */
  private readonly closed = new Map<Day, string>();

  constructor(private readonly office: Office) {}

  async compare(): Promise<void> {
    await expectInvariants(this.office.sql);
    await this.compareEntries();
    await compareReading(this.office);
  }

  /** Entry by entry, line by line: nothing lost, nothing doubled, nothing else. */
  private async compareEntries(): Promise<void> {
    const { sql, books, ids } = this.office;
    const found = new Map<string, string>();
    // Served by no index: it reads all.
    for (const row of await sql<Row[]>`
      select
        entry.id,
        entry.key,
        entry.scope,
        entry.subject,
        entry.kind,
        entry.cause,
        entry.description,
        entry.value_date as "valueDate",
        entry.booked_on as "bookedOn",
        entry.reverses,
        lines.written as lines
      from ledger.entry
      join (
        select
          posting.entry,
          string_agg(concat_ws(' ', account.code, posting.side, posting.amount), ', ' order by posting.line) as written
        from ledger.posting
        join ledger.account on account.id = posting.account
        group by posting.entry
      ) as lines on lines.entry = entry.id
      order by entry.id`) {
      expect(found.has(row.key), `${row.key} stands twice`).toBe(false);
      found.set(
        row.key,
        [
          row.id,
          row.key,
          row.scope,
          row.subject,
          row.kind,
          row.cause,
          row.description,
          row.valueDate,
          row.bookedOn,
          row.reverses,
          row.lines,
        ].join(' | '),
      );
    }
    const expected = new Map([...books.entries].map(([key, entry]) => [key, written(entry, ids)]));
    // Compared by hand first: for some thousands of rows vitest's own comparison takes longer than the database.
    const differing = [...new Set([...found.keys(), ...expected.keys()])].filter(
      (key) => found.get(key) !== expected.get(key),
    );
    expect(differing.slice(0, 5).map((key) => found.get(key))).toEqual(
      differing.slice(0, 5).map((key) => expected.get(key)),
    );
    this.comparePeriods([...found.values()]);
  }

  private comparePeriods(rows: readonly string[]): void {
    const { closedThrough, entries } = this.office.books;
    const bookedThrough = (through: Day) =>
      createHash('sha256')
        .update(rows.filter((row) => entries.get(row.split(' | ')[1]!)!.draft.bookedOn <= through).join('\n'))
        .digest('hex');
    for (const [through, before] of this.closed)
      expect(bookedThrough(through), `closed through ${through}`).toBe(before);
    if (closedThrough !== null) this.closed.set(closedThrough, bookedThrough(closedThrough));
  }
}

interface Row {
  id: bigint;
  key: string;
  scope: string;
  subject: string;
  kind: string;
  cause: string;
  description: string;
  valueDate: string;
  bookedOn: string;
  reverses: bigint | null;
  lines: string;
}

function written({ draft, reverses }: ModelEntry, ids: ReadonlyMap<string, bigint>): string {
  const { key, scope, subject, kind, cause, description, valueDate, bookedOn } = draft;
  const target = reverses === null ? null : ids.get(reverses);
  const lines = draft.lines
    .map(({ account, side, amount }: Line) => `${account} ${side} ${amount}`)
    .join(', ');
  return [
    ids.get(key),
    key,
    scope,
    subject,
    kind,
    cause,
    description,
    valueDate,
    bookedOn,
    target,
    lines,
  ].join(' | ');
}
