import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../db.ts';
import { type Cents, type Day, day, daysBetween, sumCents } from '../../values/index.ts';
import { type AsOf, counts } from './as-of.ts';
import { type Seal, standsOn } from './stands-on.ts';

/** An account that stands at something: of a claim what is not paid, of a suspense account what has no place. */
export interface OpenItem {
  readonly control: string;
  readonly account: string;
  /**
   * The first value day of the stretch, up to the day asked, in which the account stood at something at the end of every day. Paid in full and
   * claimed again later is a new item; paid and claimed again on one day is not.
   */
  readonly since: Day;
  /** Gross turnover, and debit minus credit. */
  readonly debit: Cents;
  readonly credit: Cents;
  readonly balance: Cents;
}

export interface OpenItems {
  readonly items: readonly OpenItem[];
  /** The balances together, which is what their control accounts stand at. */
  readonly balance: Cents;
  readonly seal: Seal | null;
}

/** Items whose age in days lies from `from` through `through`, both counted; null is no end. */
export interface AgeBucket {
  readonly from: number;
  readonly through: number | null;
  readonly count: number;
  readonly balance: Cents;
}

export interface Ageing {
  readonly control: string;
  readonly buckets: readonly AgeBucket[];
  readonly count: number;
  /** What the control account stands at on that day. */
  readonly balance: Cents;
  readonly seal: Seal | null;
}

/**
 * The accounts of a control account that stand at something, in the order of their codes. Placements count as they were known: a payment that was
 * booked after `bookedOn` leaves the claim open, on whatever day it counts.
 */
export async function openItems(tx: Tx, control: string, asOf: AsOf = {}): Promise<OpenItems> {
  return openItemsOf(tx, [control], asOf);
}

/**
 * What stands open on a day, by age. An item that has been open since that very day has age 0. `bounds` are the last ages of each bucket but the
 * last, rising. The balances together are what the control account stands at, whatever the ages.
 */
export async function ageing(
  tx: Tx,
  control: string,
  asOf: AsOf & { readonly valueOn: Day },
  bounds: readonly number[] = [30, 60, 90],
): Promise<Ageing> {
  if (
    bounds.some((bound, index) => !Number.isInteger(bound) || bound < 0 || bound <= (bounds[index - 1] ?? -1))
  ) {
    throw new RangeError(`ages that do not rise: ${bounds.join(', ')}`);
  }
  const { items, balance, seal } = await openItems(tx, control, asOf);
  const aged = items.map((item) => ({ age: daysBetween(item.since, asOf.valueOn), balance: item.balance }));
  const buckets = [...bounds, null].map((through, index): AgeBucket => {
    const from = index === 0 ? 0 : bounds[index - 1]! + 1;
    const within = aged.filter(({ age }) => age >= from && (through === null || age <= through));
    return { from, through, count: within.length, balance: sumCents(within.map((item) => item.balance)) };
  });
  return { control, buckets, count: items.length, balance, seal };
}

/** The accounts of these control accounts that should stand at nothing and do not; none is the good answer. */
export async function mustBeZero(tx: Tx, controls: readonly string[], asOf: AsOf = {}): Promise<OpenItems> {
  return openItemsOf(tx, controls, asOf);
}

async function openItemsOf(tx: Tx, controls: readonly string[], asOf: AsOf): Promise<OpenItems> {
  const seal = await standsOn(tx, asOf);
  const isNow = asOf.valueOn === undefined && asOf.bookedOn === undefined && asOf.sealedAt === undefined;
  // What an account stands at now the database keeps: those at nothing need no second look. At another moment any may have stood at something.
  const mayBeOpen = isNow ? sql`balance.debit <> balance.credit` : sql`true`;
  const rows = await tx.execute<Found>(itemsOf(controls, sql`${mayBeOpen} and ${counts(asOf, seal)}`));
  const items = rows.map(({ control, account, since, debit, credit }): OpenItem => {
    const gross = { debit: BigInt(debit), credit: BigInt(credit) };
    return { control, account, since: day(since), ...gross, balance: gross.debit - gross.credit };
  });
  return { items, balance: sumCents(items.map(({ balance }) => balance)), seal };
}

interface Found extends Record<string, unknown> {
  control: string;
  account: string;
  since: string;
  debit: string;
  credit: string;
}

/**
 * The accounts are found by reading them all, which are few beside the postings; those postings are served by posting_of_account and
 * entry_pkey. A control account with most of the ledger under it reads most of the ledger.
 */
function itemsOf(controls: readonly string[], condition: SQL): SQL {
  const codes = sql.join(
    controls.map((control) => sql`${control}`),
    sql`, `,
  );
  return sql`
    with moved as (
      select
        account.control,
        account.code,
        entry.value_date,
        coalesce(sum(posting.amount) filter (where posting.side = 'debit'), 0) as debit,
        coalesce(sum(posting.amount) filter (where posting.side = 'credit'), 0) as credit
      from ledger.account
      join ledger.balance on balance.account = account.id
      join ledger.posting on posting.account = account.id
      join ledger.entry on entry.id = posting.entry
      where account.control in (${codes})
        and ${condition}
      group by account.control, account.code, entry.value_date
    ), standing as (
      select
        moved.*,
        sum(moved.debit - moved.credit) over (partition by moved.code order by moved.value_date) as balance
      from moved
    ), last_nothing as (
      select
        standing.code,
        max(standing.value_date) as value_date
      from standing
      where standing.balance = 0
      group by standing.code
    )
    select
      standing.control,
      standing.code as account,
      (min(standing.value_date) filter (
        where last_nothing.value_date is null or standing.value_date > last_nothing.value_date
      ))::text as since,
      sum(standing.debit)::text as debit,
      sum(standing.credit)::text as credit
    from standing
    left join last_nothing on last_nothing.code = standing.code
    group by standing.control, standing.code
    having sum(standing.debit) <> sum(standing.credit)
    order by standing.code collate "C"
  `;
}
