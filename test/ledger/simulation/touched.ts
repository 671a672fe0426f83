import { expect } from 'vitest';
import type { Office } from './office.ts';

/**
 * After each round: every key that it used stands in the books once or, where the model knows nothing of it, not at all; and every account
 * stands where the model says, gross on both sides.
 */
export async function compareTouched(office: Office): Promise<void> {
  const { sql, books, claimed, heldKeys } = office;
  const keys = [...claimed, ...heldKeys];
  // Served by entry_key_once.
  const [entries, balances] = await Promise.all([
    sql<{ key: string; id: bigint; reverses: bigint | null; total: bigint; bookedOn: string }[]>`
      select found.*
      from unnest(${keys}::text[]) as given (key)
      cross join lateral (
        select
          entry.key,
          entry.id,
          entry.reverses,
          entry.total,
          entry.booked_on as "bookedOn"
        from ledger.entry
        where md5(entry.key)::uuid = md5(given.key)::uuid and entry.key = given.key
        -- Keeps it a look for each key, by the index, whatever the planner thinks of a table that it has not counted yet.
        offset 0
      ) as found`,
    sql<{ code: string; debit: bigint; credit: bigint }[]>`
      select
        account.code,
        balance.debit,
        balance.credit
      from ledger.balance
      join ledger.account on account.id = balance.account`,
  ]);
  const expected = keys.flatMap((key) => {
    const entry = books.entries.get(key);
    if (entry === undefined) return [];
    const total = entry.draft.lines.reduce(
      (sum, { side, amount }) => (side === 'debit' ? sum + amount : sum),
      0n,
    );
    const reverses = entry.reverses === null ? null : office.ids.get(entry.reverses)!;
    return [{ key, id: office.ids.get(key)!, reverses, total, bookedOn: entry.draft.bookedOn as string }];
  });
  expect(sorted(entries), 'the keys of this round').toEqual(sorted(expected));
  const differing = balances.filter(({ code, debit, credit }) => {
    const expected = books.balances.get(code);
    return expected?.debit !== debit || expected.credit !== credit;
  });
  expect(
    differing.map(({ code, debit, credit }) => [code, { debit, credit }]),
    'the balances',
  ).toEqual(differing.map(({ code }) => [code, books.balances.get(code)]));
  expect(balances.length).toBe(books.balances.size);
}

function sorted<Row extends { readonly key: string }>(rows: Iterable<Row>): Row[] {
  return [...rows].map((row) => ({ ...row })).sort((one, other) => (one.key < other.key ? -1 : 1));
}
