import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../db.ts';
import { type Cents, sumCents } from '../../values/index.ts';
import type { Side } from '../draft.ts';
import { type AsOf, counts } from './as-of.ts';
import { type Seal, standsOn } from './stands-on.ts';

export interface TrialBalanceRow {
  readonly control: string;
  readonly name: string;
  readonly rgsCode: string;
  readonly normalSide: Side;
  /** Gross turnover of both sides, in cents. */
  readonly debit: Cents;
  readonly credit: Cents;
  /** Debit minus credit. */
  readonly balance: Cents;
}

export interface TrialBalance {
  readonly rows: readonly TrialBalanceRow[];
  /** Of all rows together; the two are alike. */
  readonly debit: Cents;
  readonly credit: Cents;
  readonly seal: Seal | null;
}

/**
 * Gross per control account, all of them, also those without a posting; in the order of the codes.
 *
 * What is sealed comes from the day totals, which the database folds with each block; what is not yet sealed is added from the postings. So it costs
 * the number of days and not of postings. For a block of the past (`sealedAt`) the day totals hold too much, and cannot be unfolded: then every
 * posting up to that block is read.
 */
export async function trialBalance(tx: Tx, asOf: AsOf = {}): Promise<TrialBalance> {
  const seal = await standsOn(tx, asOf);
  const turnover = asOf.sealedAt === undefined ? fromDayTotals(asOf, seal) : fromPostings(asOf, seal);
  const found = await tx.execute<Found>(sql`
    with turnover as (${turnover})
    select
      control_account.code as control,
      control_account.name,
      control_account.rgs_code,
      control_account.normal_side,
      coalesce(sum(turnover.debit), 0)::text as debit,
      coalesce(sum(turnover.credit), 0)::text as credit,
      (select last_id::text from ledger.seal_block order by number desc limit 1) as sealed_to
    from ledger.control_account
    left join turnover on turnover.control = control_account.code
    group by control_account.code
    order by control_account.code collate "C"
  `);
  // Sealed between the two statements: what the day totals took in meanwhile would be counted again from the postings.
  const isOvertaken = found.some(({ sealed_to }) => sealed_to !== (seal?.lastId.toString() ?? null));
  if (isOvertaken && asOf.sealedAt === undefined) return trialBalance(tx, asOf);
  const rows = found.map(rowOf);
  const [debit, credit] = [sumCents(rows.map((row) => row.debit)), sumCents(rows.map((row) => row.credit))];
  return { rows, debit, credit, seal };
}

/**
 * Served by day_total_pkey, or by reading all day totals where most of them count; the tail by entry_pkey and posting_of_entry. Where the tail begins is
 * given as a value and not as a subquery, so that PostgreSQL sees that it is short.
 */
function fromDayTotals(asOf: AsOf, seal: Seal | null): SQL {
  const sealed = [sql`true`];
  if (asOf.valueOn !== undefined) sealed.push(sql`day_total.value_date <= ${asOf.valueOn}::date`);
  if (asOf.bookedOn !== undefined) sealed.push(sql`day_total.booked_on <= ${asOf.bookedOn}::date`);
  return sql`
    select
      day_total.control,
      sum(day_total.debit) as debit,
      sum(day_total.credit) as credit
    from ledger.day_total
    where ${sql.join(sealed, sql` and `)}
    group by day_total.control
    union all
    ${ofPostings(sql`> ${seal?.lastId ?? 0n}`, counts(asOf, seal))}
  `;
}

/** Served by entry_pkey and posting_of_entry up to the block; beyond that by nothing, because it reads everything. */
function fromPostings(asOf: AsOf, seal: Seal | null): SQL {
  return ofPostings(sql`<= ${seal?.lastId ?? 0n}`, counts(asOf, seal));
}

/** The range of ids is said of both tables: of one alone PostgreSQL would not conclude it for the other, and read that whole. */
function ofPostings(range: SQL, condition: SQL): SQL {
  return sql`
    select
      account.control,
      sum(posting.amount) filter (where posting.side = 'debit') as debit,
      sum(posting.amount) filter (where posting.side = 'credit') as credit
    from ledger.entry
    join ledger.posting on posting.entry = entry.id
    join ledger.account on account.id = posting.account
    where entry.id ${range}
      and posting.entry ${range}
      and ${condition}
    group by account.control
  `;
}

interface Found extends Record<string, unknown> {
  control: string;
  name: string;
  rgs_code: string;
  normal_side: Side;
  debit: string;
  credit: string;
  sealed_to: string | null;
}

function rowOf(found: Found): TrialBalanceRow {
  const [debit, credit] = [BigInt(found.debit), BigInt(found.credit)];
  return {
    control: found.control,
    name: found.name,
    rgsCode: found.rgs_code,
    normalSide: found.normal_side,
    debit,
    credit,
    balance: debit - credit,
  };
}
