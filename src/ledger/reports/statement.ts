import { sql } from 'drizzle-orm';
import type { Tx } from '../../db.ts';
import { accepted, type Cents, type Day, day, type Outcome, refused } from '../../values/index.ts';
import type { AsOf } from './as-of.ts';
import { CURSOR_OVERTAKEN, type CursorRefusal, cursorAt, LIMIT_MAXIMUM, placeIn } from './cursor.ts';
import { type Seal, standsOn } from './stands-on.ts';
import { type Found, pageOf } from './statement-page.ts';

export interface StatementQuestion {
  readonly asOf?: AsOf | undefined;
  /** Lines with this value day or a later one; what counts before is the opening balance. */
  readonly from?: Day | undefined;
  /** The `next` of the page before. */
  readonly cursor?: string | undefined;
  /** Lines on a page, 1 to 10,000; 100 where not given. */
  readonly limit?: number | undefined;
}

export interface StatementLine {
  readonly entryId: bigint;
  readonly line: number;
  readonly key: string;
  readonly valueDate: Day;
  readonly bookedOn: Day;
  readonly description: string;
  /** One of the two is 0n. */
  readonly debit: Cents;
  readonly credit: Cents;
  /** After this line, debit minus credit. */
  readonly balance: Cents;
}

/** One page. It opens at what the page before closed at; the last one closes at the balance of the account at that moment. */
export interface Statement {
  readonly account: string;
  readonly opening: Cents;
  readonly lines: readonly StatementLine[];
  readonly closing: Cents;
  /** Null on the last page. */
  readonly next: string | null;
  readonly seal: Seal | null;
}

/**
 * The lines of one account in the order in which they were booked, a page at a time; any page costs the same, because the cursor carries the
 * running balance. Two things cost more: the opening balance of a first page with `from`, which adds up what counts before, and a page for which
 * `asOf` or `from` leaves out most lines, which reads until it is full.
 *
 * What is booked meanwhile comes on a later page, because ids grow. They are not handed out in the order of commit, though: an entry may come
 * late with an id below the end of the page before, and every balance from there on would be wrong. So the cursor also says how many lines
 * lay between the seal, below which nothing comes late, and the end of the page; where there are more now, the next page is refused as
 * `cursor-overtaken`. The pages of a `sealedAt` are never overtaken. Throws where the account was never opened.
 */
export async function statement(
  tx: Tx,
  account: string,
  question: StatementQuestion = {},
): Promise<Outcome<Statement, CursorRefusal>> {
  const { asOf = {}, from, cursor, limit = 100 } = question;
  if (!(limit >= 1 && limit <= LIMIT_MAXIMUM)) throw new RangeError(`a page of ${limit} lines`);
  const written = JSON.stringify(['statement', account, asOf.valueOn, asOf.bookedOn, asOf.sealedAt, from]);
  const place = cursor === undefined ? null : placeIn(written, cursor);
  if (place !== null && !place.ok) return place;
  const seal = await standsOn(tx, asOf);
  const asked = { account: await idOf(tx, account), asOf, from, place: place?.value, limit, seal };
  const found = await tx.execute<Found>(pageOf(asked));
  const { earlier, unsealed, before } = found[0]!;
  if (asked.place !== undefined && earlier !== asked.place.unsealed) return refused(CURSOR_OVERTAKEN);

  const opening = asked.place?.balance ?? BigInt(before ?? 0);
  const rows = found.filter((row) => row.entry !== null);
  const lines = linesOf(rows.slice(0, limit), opening);
  const last = lines.at(-1);
  const closing = last?.balance ?? opening;
  if (last === undefined || rows.length <= limit)
    return accepted({ account, opening, lines, closing, next: null, seal });
  const end = {
    entry: last.entryId,
    line: last.line,
    balance: closing,
    sealedTo: seal?.lastId ?? 0n,
    unsealed,
  };
  return accepted({ account, opening, lines, closing, next: cursorAt(written, end), seal });
}

async function idOf(tx: Tx, code: string): Promise<bigint> {
  // Served by account_code_once.
  const [row] = await tx.execute<{ id: string }>(
    sql`select id::text as id from ledger.account where code = ${code}`,
  );
  if (row === undefined) throw new Error(`there is no account "${code}"; openAccounts opens one`);
  return BigInt(row.id);
}

function linesOf(rows: readonly Found[], opening: Cents): StatementLine[] {
  let balance = opening;
  return rows.map((row) => {
    const amount = BigInt(row.amount);
    const [debit, credit] = row.side === 'debit' ? [amount, 0n] : [0n, amount];
    balance += debit - credit;
    const { line, key, description } = row;
    const days = { valueDate: day(row.value_date), bookedOn: day(row.booked_on) };
    return { entryId: BigInt(row.entry!), line, key, ...days, description, debit, credit, balance };
  });
}
