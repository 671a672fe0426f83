import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../db.ts';
import type { Cents, Day } from '../values/index.ts';
import type { Side } from './draft.ts';

/** Which entries count: those whose value day, and those whose booked day, is not later than the one given. Without one, all. */
export interface AsOf {
  readonly valueOn?: Day | undefined;
  /** What the books said at the end of that day. */
  readonly bookedOn?: Day | undefined;
}

export interface TrialBalanceRow {
  readonly control: string;
  readonly name: string;
  readonly rgsCode: string;
  readonly normalSide: Side;
  /** Gross turnover of both sides, in cents; the balance is their difference. */
  readonly debit: Cents;
  readonly credit: Cents;
}

/**
 * One sign for every balance in this room: debit minus credit, whatever side is normal for the account. A claim of € 100 is
 * 10000n, a debt of € 100 is -10000n, and all balances of a scope add up to nothing. Pages turn the sign where they wish.
 */
const DEBIT_MINUS_CREDIT = sql`sum(case posting.side when 'debit' then posting.amount else -posting.amount end)::text`;

/**
 * The balance of one account in cents, debit minus credit. Throws where the account was never opened, because the answer
 * nothing would hide a misspelt code.
 */
export async function balanceOf(tx: Tx, accountCode: string, asOf: AsOf = {}): Promise<Cents> {
  // Served by account_code_once, posting_of_account and entry_pkey.
  const [row] = await tx.execute<{ balance: string | null }>(sql`
    select (
      select ${DEBIT_MINUS_CREDIT}
      from ledger.posting
      join ledger.entry on entry.id = posting.entry
      where posting.account = account.id
        and ${counts(asOf)}
    ) as balance
    from ledger.account
    where account.code = ${accountCode}
  `);
  if (row === undefined) throw new Error(`there is no account "${accountCode}"; openAccounts opens one`);
  return BigInt(row.balance ?? 0);
}

/** The balance of every account that entries of this scope moved, in cents, debit minus credit; in the order of the codes. */
export async function balancesOf(tx: Tx, scope: string): Promise<Map<string, Cents>> {
  // Served by entry_of_scope and posting_pkey.
  const rows = await tx.execute<{ account: string; balance: string }>(sql`
    select
      account.code as account,
      ${DEBIT_MINUS_CREDIT} as balance
    from ledger.entry
    join ledger.posting on posting.entry = entry.id
    join ledger.account on account.id = posting.account
    where entry.scope = ${scope}
    group by account.code
    order by account.code collate "C"
  `);
  return new Map(rows.map(({ account, balance }) => [account, BigInt(balance)]));
}

/**
 * What is booked so far about each subject of a scope: by subject, by account, in cents, debit minus credit. A caller that books
 * differences subtracts it from what should stand. An account that was moved and moved back stays, with 0n.
 */
export async function sumsBySubject(tx: Tx, scope: string): Promise<Map<string, Map<string, Cents>>> {
  // Served by entry_of_scope and posting_pkey.
  const rows = await tx.execute<{ subject: string; account: string; balance: string }>(sql`
    select
      entry.subject,
      account.code as account,
      ${DEBIT_MINUS_CREDIT} as balance
    from ledger.entry
    join ledger.posting on posting.entry = entry.id
    join ledger.account on account.id = posting.account
    where entry.scope = ${scope}
    group by entry.subject, account.code
    order by entry.subject collate "C", account.code collate "C"
  `);
  const sums = new Map<string, Map<string, Cents>>();
  for (const { subject, account, balance } of rows) {
    const sumsOfSubject = sums.get(subject) ?? new Map<string, Cents>();
    sums.set(subject, sumsOfSubject.set(account, BigInt(balance)));
  }
  return sums;
}

/** Gross per control account, all of them, also those without a posting; in the order of the codes. The two sides add up alike. */
export async function trialBalance(tx: Tx, asOf: AsOf = {}): Promise<TrialBalanceRow[]> {
  // Served by no index: it reads every posting once. Day totals per control account will take its place when the ledger deepens.
  const rows = await tx.execute<{
    control: string;
    name: string;
    rgs_code: string;
    normal_side: Side;
    debit: string;
    credit: string;
  }>(sql`
    with turnover as (
      select
        account.control,
        sum(posting.amount) filter (where posting.side = 'debit') as debit,
        sum(posting.amount) filter (where posting.side = 'credit') as credit
      from ledger.posting
      join ledger.entry on entry.id = posting.entry
      join ledger.account on account.id = posting.account
      where ${counts(asOf)}
      group by account.control
    )
    select
      control_account.code as control,
      control_account.name,
      control_account.rgs_code,
      control_account.normal_side,
      coalesce(turnover.debit, 0)::text as debit,
      coalesce(turnover.credit, 0)::text as credit
    from ledger.control_account
    left join turnover on turnover.control = control_account.code
    order by control_account.code collate "C"
  `);
  return rows.map((row) => ({
    control: row.control,
    name: row.name,
    rgsCode: row.rgs_code,
    normalSide: row.normal_side,
    debit: BigInt(row.debit),
    credit: BigInt(row.credit),
  }));
}

function counts({ valueOn, bookedOn }: AsOf): SQL {
  const conditions = [sql`true`];
  if (valueOn !== undefined) conditions.push(sql`entry.value_date <= ${valueOn}::date`);
  if (bookedOn !== undefined) conditions.push(sql`entry.booked_on <= ${bookedOn}::date`);
  return sql.join(conditions, sql` and `);
}
