import type { Db, Sql } from '../../../src/db.ts';
import { reverse } from '../../../src/ledger/index.ts';
import { day } from '../../../src/values/index.ts';
import { book, credit, debit, openBooks } from '../books.ts';

/**
 * The books of which the sums in these tests are written out, in cents. The third entry is late: it counts in February and was written in April.
 *
 *   key        subject  value day   booked day   debit             credit
 *   claim/1    n1       2025-02-14  2025-02-14   claims/a 25000    income 25000
 *   payment/1  n1       2025-03-03  2025-03-04   bank     10000    claims/a 10000
 *   claim/2    n2       2025-02-20  2025-04-01   claims/a 30000    income 30000
 *   claim/3    n3       2025-05-01  2025-05-01   claims/b  4000    income  4000
 *   back/3     n3       2025-05-01  2025-06-01   income    4000    claims/b 4000   (reverses claim/3)
 */
export async function openWorkedBooks(db: Db): Promise<bigint[]> {
  await openBooks(db);
  const shared = { scope: 'case_A' };
  const claim1 = await book(db, {
    ...shared,
    key: 'claim/1',
    subject: 'n1',
    valueDate: day('2025-02-14'),
    bookedOn: day('2025-02-14'),
  });
  const payment1 = await book(db, {
    ...shared,
    key: 'payment/1',
    subject: 'n1',
    cause: 'fact_2',
    valueDate: day('2025-03-03'),
    bookedOn: day('2025-03-04'),
    lines: [debit('bank', 10_000n), credit('claims/a', 10_000n)],
  });
  const claim2 = await book(db, {
    ...shared,
    key: 'claim/2',
    subject: 'n2',
    valueDate: day('2025-02-20'),
    bookedOn: day('2025-04-01'),
    lines: [debit('claims/a', 30_000n), credit('income', 30_000n)],
  });
  const claim3 = await book(db, {
    ...shared,
    key: 'claim/3',
    subject: 'n3',
    valueDate: day('2025-05-01'),
    bookedOn: day('2025-05-01'),
    lines: [debit('claims/b', 4_000n), credit('income', 4_000n)],
  });
  const back = await db.transaction((tx) =>
    reverse(tx, {
      entryId: claim3,
      key: 'back/3',
      valueDate: day('2025-05-01'),
      bookedOn: day('2025-06-01'),
      cause: 'fact_4',
      description: 'Never happened',
    }),
  );
  if (back.outcome !== 'booked') throw new Error(`not taken back: ${back.outcome}`);
  return [claim1, payment1, claim2, claim3, back.entryId];
}

export interface Sealed {
  readonly number: number;
  readonly hash: string;
  readonly lastId: bigint;
}

/**
 * Adds a block over what stands unsealed, up to `lastId` where given. Its hashes are dummies: no report looks into them, and the database compares
 * only how blocks follow each other.
 */
export async function seal(sql: Sql, lastId?: bigint): Promise<Sealed> {
  const [row] = await sql<{ number: number; hash: string; last_id: string }[]>`
    with last as (
      select
        coalesce(max(number), 0) as number,
        coalesce(max(last_id), 0) as last_id,
        coalesce(sum(entries), 0) as entries,
        coalesce(
          (select hash from ledger.seal_block order by number desc limit 1),
          decode(repeat('00', 32), 'hex')
        ) as hash
      from ledger.seal_block
    ), covered as (
      select
        count(*)::int as entries,
        max(entry.id) as last_id
      from ledger.entry, last
      where entry.id > last.last_id
        and entry.id <= ${lastId?.toString() ?? '9223372036854775807'}::bigint
    )
    insert into ledger.seal_block (
      number, first_position, entries, last_id, root, previous_hash, hash, sealed_at, public_key, signature, fingerprints
    )
    select
      last.number + 1, last.entries + 1, covered.entries, covered.last_id, sha256('root'), last.hash,
      sha256(convert_to((last.number + 1)::text, 'UTF8')), '2025-07-01 12:00:00+00', sha256('key'),
      decode(repeat('00', 64), 'hex'), decode(repeat('00', 4 * covered.entries), 'hex')
    from last, covered
    returning number, encode(hash, 'hex') as hash, last_id::text as last_id
  `;
  return { number: row!.number, hash: row!.hash, lastId: BigInt(row!.last_id) };
}
