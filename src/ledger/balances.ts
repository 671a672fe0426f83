import { type SQL, sql } from 'drizzle-orm';
import { prepared, type Tx } from '../db.ts';
import type { Cents } from '../values/index.ts';
import { type AsOf, counts } from './reports/as-of.ts';
import { standsOn } from './reports/stands-on.ts';

/**
 * One sign for every balance in this room: debit minus credit, whatever side is normal for the account. A claim of € 100 is
 * 10000n, a debt of € 100 is -10000n, and all balances of a scope add up to nothing. Pages turn the sign where they wish.
 */
const DEBIT_MINUS_CREDIT = sql`sum(case posting.side when 'debit' then posting.amount else -posting.amount end)::text`;

/** Served by account_code_once and balance_pkey: one row, however many postings the account has. */
const STANDS_AT = `
  select (balance.debit - balance.credit)::text as balance
  from ledger.account
  join ledger.balance on balance.account = account.id
  where account.code = $1`;

/**
 * The balance of one account in cents, debit minus credit. Throws where the account was never opened, because the answer
 * nothing would hide a misspelt code. What it stands at now the database keeps; for another moment its postings are added up.
 */
export async function balanceOf(tx: Tx, accountCode: string, asOf: AsOf = {}): Promise<Cents> {
  const isNow = Object.values(asOf).every((limit) => limit === undefined);
  const [row] = isNow
    ? await prepared<{ balance: string }>(tx, STANDS_AT, [accountCode])
    : await tx.execute<{ balance: string | null }>(await stoodAt(tx, accountCode, asOf));
  if (row === undefined) throw new Error(`there is no account "${accountCode}"; openAccounts opens one`);
  return BigInt(row.balance ?? 0);
}

async function stoodAt(tx: Tx, accountCode: string, asOf: AsOf): Promise<SQL> {
  const seal = asOf.sealedAt === undefined ? null : await standsOn(tx, asOf);
  // Served by account_code_once, posting_of_account and entry_pkey.
  return sql`
    select (
      select ${DEBIT_MINUS_CREDIT}
      from ledger.posting
      join ledger.entry on entry.id = posting.entry
      where posting.account = account.id
        and ${counts(asOf, seal)}
    ) as balance
    from ledger.account
    where account.code = ${accountCode}
  `;
}

/**
 * What is booked so far about each subject of a scope: by subject, by account, in cents, debit minus credit. A caller that books
 * differences subtracts it from what should stand. An account that was moved and moved back stays, with 0n.
 */
export async function sumsBySubject(tx: Tx, scope: string): Promise<Map<string, Map<string, Cents>>> {
  // Served by entry_of_scope and posting_of_entry.
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
