import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Tx } from '../../../src/db.ts';
import { balanceOf } from '../../../src/ledger/index.ts';
import {
  type AsOf,
  ageing,
  type JournalPage,
  journal,
  openItems,
  type Statement,
  statement,
  trialBalance,
} from '../../../src/ledger/reports/index.ts';
import { addDays, type Day, day, daysBetween } from '../../../src/values/index.ts';
import { openTestDatabase } from '../../support/database.ts';
import { ACCOUNTS, book, CONTROLS, credit, debit, openBooks } from '../books.ts';
import { seal } from './worked.ts';

/**
 * Every report against a list of lines that is walked from front to back for every question. The ledger grows from run to run and is sealed now and
 * then, up to somewhere; each run asks about random days and blocks.
 */
const { db, sql } = await openTestDatabase();
await openBooks(db);

interface Moved {
  readonly id: bigint;
  readonly line: number;
  readonly account: string;
  readonly valueDate: Day;
  readonly bookedOn: Day;
  /** Debit minus credit. */
  readonly amount: bigint;
}

const moves: Moved[] = [];
const blocks: { number: number; lastId: bigint }[] = [];

const FIRST = day('2025-02-25');
const aDay = fc.nat(9).map((days) => addDays(FIRST, days));
const aLimit = fc.option(aDay, { nil: undefined });
const run = fc.record({
  entries: fc.array(
    fc.record({
      accounts: fc.shuffledSubarray(
        ACCOUNTS.map(({ code }) => code),
        { minLength: 2, maxLength: 2 },
      ),
      // Few amounts, so that accounts come back to nothing.
      amount: fc.bigInt(1n, 2n),
      valueDate: aDay,
      bookedOn: aDay,
    }),
    { minLength: 1, maxLength: 6 },
  ),
  sealed: fc.option(fc.nat(5), { nil: undefined }),
  questions: fc.array(
    fc.record({ valueOn: aLimit, bookedOn: aLimit, block: fc.option(fc.nat(), { nil: undefined }) }),
    { minLength: 2, maxLength: 4 },
  ),
  limit: fc.integer({ min: 1, max: 7 }),
  from: aLimit,
});

test('thirty growing ledgers: every report says what the list says, at every pair of days and at every block', async () => {
  await fc.assert(
    fc.asyncProperty(run, async ({ entries, sealed, questions, limit, from }) => {
      for (const { accounts, amount, valueDate, bookedOn } of entries) {
        const [left, right] = accounts as [string, string];
        const key = `k${moves.length}`;
        const lines = [debit(left, amount), credit(right, amount)];
        const id = await book(db, { key, valueDate, bookedOn, lines });
        moves.push({ id, line: 1, account: left, valueDate, bookedOn, amount });
        moves.push({ id, line: 2, account: right, valueDate, bookedOn, amount: -amount });
      }
      if (sealed !== undefined)
        blocks.push(await seal(sql, moves.at(-1 - 2 * (sealed % entries.length))!.id));
      for (const { valueOn, bookedOn, block } of questions) {
        const named = block === undefined || blocks.length === 0 ? undefined : blocks[block % blocks.length];
        const asOf = { valueOn, bookedOn, sealedAt: named?.number };
        await db.transaction(async (tx) => {
          await compare(tx, asOf, named?.lastId, limit, from);
        });
      }
    }),
    // Without shrinking: what is booked cannot be taken out for a smaller try.
    { numRuns: 30, endOnFailure: true, seed: 611 },
  );
  expect(blocks.length).toBeGreaterThan(5);
});

async function compare(tx: Tx, asOf: AsOf, lastId: bigint | undefined, limit: number, from: Day | undefined) {
  const counted = moves.filter(
    ({ id, valueDate, bookedOn }) =>
      valueDate <= (asOf.valueOn ?? '9999') && bookedOn <= (asOf.bookedOn ?? '9999') && id <= (lastId ?? id),
  );
  const newest = asOf.sealedAt ?? blocks.at(-1)?.number;

  const report = await trialBalance(tx, asOf);
  expect(report.rows.map((row) => [row.control, row.debit, row.credit, row.balance])).toEqual(
    CONTROLS.map(({ code }) => {
      const own = counted.filter(({ account }) => controlOf(account) === code);
      return [code, gross(own, 1n), gross(own, -1n), sum(own)];
    }),
  );
  expect(report.debit).toBe(report.credit);
  expect(report.seal?.number).toBe(newest);

  for (const { code } of CONTROLS) {
    const expected = ACCOUNTS.filter(({ control }) => control === code).flatMap(({ code: account }) => {
      const own = counted.filter((one) => one.account === account);
      return sum(own) === 0n ? [] : [[account, sinceOf(own), gross(own, 1n), gross(own, -1n), sum(own)]];
    });
    const found = await openItems(tx, code, asOf);
    expect(
      found.items.map((item) => [item.account, item.since, item.debit, item.credit, item.balance]),
    ).toEqual(expected);
    const valueOn = asOf.valueOn ?? addDays(FIRST, 60);
    const aged = await ageing(tx, code, { ...asOf, valueOn }, [2, 5]);
    const ages = expected.map(([, since]) => daysBetween(since as Day, valueOn));
    expect(aged.buckets.map(({ count }) => count)).toEqual([
      ages.filter((age) => age <= 2).length,
      ages.filter((age) => age > 2 && age <= 5).length,
      ages.filter((age) => age > 5).length,
    ]);
    expect(aged.balance).toBe(report.rows.find(({ control }) => control === code)!.balance);
  }

  for (const { code } of ACCOUNTS) {
    const own = counted.filter(({ account }) => account === code);
    expect(await balanceOf(tx, code, asOf)).toBe(sum(own));
    await compareStatement(tx, code, own, { asOf, limit, from });
  }

  const asked = { bookedFrom: from, bookedThrough: asOf.bookedOn, sealedAt: asOf.sealedAt, limit };
  const ids: bigint[] = [];
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const page: JournalPage = accepted(await journal(tx, { ...asked, after }));
    ids.push(...page.entries.map(({ id }) => id));
    after = page.next ?? undefined;
  }
  const inJournal = moves.filter(
    ({ id, bookedOn }) =>
      bookedOn >= (from ?? '') && bookedOn <= (asOf.bookedOn ?? '9999') && id <= (lastId ?? id),
  );
  expect(ids).toEqual([...new Set(inJournal.map(({ id }) => id))]);
}

async function compareStatement(
  tx: Tx,
  account: string,
  own: readonly Moved[],
  question: { asOf: AsOf; limit: number; from: Day | undefined },
) {
  const opening = sum(own.filter(({ valueDate }) => valueDate < (question.from ?? '')));
  const lines = own.filter(({ valueDate }) => valueDate >= (question.from ?? ''));
  const found: Statement[] = [];
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const page: Statement = accepted(await statement(tx, account, { ...question, cursor }));
    expect(page.opening).toBe(found.at(-1)?.closing ?? opening);
    found.push(page);
    cursor = page.next ?? undefined;
  }
  let balance = opening;
  expect(
    found.flatMap((page) =>
      page.lines.map((one) => [one.entryId, one.line, one.debit - one.credit, one.balance]),
    ),
  ).toEqual(
    lines.map(({ id, line, amount }) => {
      balance += amount;
      return [id, line, amount, balance];
    }),
  );
  expect(found.at(-1)!.closing).toBe(sum(own));
}

function accepted<Value>(outcome: { ok: true; value: Value } | { ok: false }): Value {
  if (!outcome.ok) throw new Error('a page was refused');
  return outcome.value;
}

function controlOf(account: string): string {
  return ACCOUNTS.find(({ code }) => code === account)!.control;
}

function sum(own: readonly Moved[]): bigint {
  return own.reduce((total, { amount }) => total + amount, 0n);
}

function gross(own: readonly Moved[], sign: bigint): bigint {
  return own.reduce((total, { amount }) => (amount * sign > 0n ? total + amount * sign : total), 0n);
}

/** Day by day from the front: the day after the last one that ended at nothing on which something moved. */
function sinceOf(own: readonly Moved[]): Day {
  let since: Day | null = null;
  for (let on = FIRST; on <= addDays(FIRST, 10); on = addDays(on, 1)) {
    if (sum(own.filter(({ valueDate }) => valueDate <= on)) === 0n) since = null;
    else since ??= on;
  }
  return since!;
}
