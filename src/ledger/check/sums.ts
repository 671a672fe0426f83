import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db.ts';
import { formatEuro } from '../../values/index.ts';
import type { Report } from './finding.ts';

interface Difference extends Record<string, unknown> {
  about: string;
  entry: string | null;
  kept: string;
  summed: string;
}

/**
 * What the database keeps beside the postings is what they add up to, each looked at in one statement, so that posting may go on meanwhile. These read
 * every posting once, by no index.
 */
export async function checkSums(db: Db, report: Report): Promise<void> {
  for (const { what, query, sentence } of COMPARISONS) {
    for (const row of await db.execute<Difference>(query)) {
      const entry = row.entry === null ? null : BigInt(row.entry);
      report({ what, entry, about: row.about, sentence: sentence(row) });
    }
  }
}

const euro = (cents: string) => formatEuro(BigInt(cents));

const COMPARISONS: { what: string; query: SQL; sentence: (row: Difference) => string }[] = [
  {
    what: 'balance-differs',
    query: sql`
      with summed as (
        select
          posting.account,
          coalesce(sum(posting.amount) filter (where posting.side = 'debit'), 0) as debit,
          coalesce(sum(posting.amount) filter (where posting.side = 'credit'), 0) as credit,
          max(posting.entry) as entry
        from ledger.posting
        group by posting.account
      )
      select
        coalesce(account.code, 'account ' || coalesce(balance.account, summed.account)) as about,
        summed.entry::text as entry,
        coalesce(balance.debit - balance.credit, 0)::text as kept,
        coalesce(summed.debit - summed.credit, 0)::text as summed
      from ledger.balance
      full join summed on summed.account = balance.account
      left join ledger.account on account.id = coalesce(balance.account, summed.account)
      where balance.account is null
        or account.id is null
        or balance.debit <> coalesce(summed.debit, 0)
        or balance.credit <> coalesce(summed.credit, 0)
      order by about
    `,
    sentence: ({ about, kept, summed, entry }) =>
      `Account "${about}" is kept at ${euro(kept)} (gross sides compared too) and its postings, the last of entry ${entry}, add up to ${euro(summed)}.`,
  },
  {
    what: 'balance-missing',
    query: sql`
      select
        account.code as about,
        null as entry,
        '0' as kept,
        '0' as summed
      from ledger.account
      left join ledger.balance on balance.account = account.id
      where balance.account is null
        or balance.rule <> account.rule
      order by about
    `,
    sentence: ({ about }) => `Account "${about}" has no balance, or one with another rule than its own.`,
  },
  {
    what: 'rule-broken',
    query: sql`
      select
        account.code as about,
        null as entry,
        (balance.debit - balance.credit)::text as kept,
        balance.rule as summed
      from ledger.balance
      join ledger.account on account.id = balance.account
      where (balance.rule = 'never-credit' and balance.credit > balance.debit)
        or (balance.rule = 'never-debit' and balance.debit > balance.credit)
      order by about
    `,
    sentence: ({ about, kept, summed }) =>
      `Account "${about}" stands at ${euro(kept)}, and its rule is ${summed}.`,
  },
  {
    what: 'day-total-differs',
    query: sql`
      with summed as (
        select
          account.control,
          entry.value_date,
          entry.booked_on,
          coalesce(sum(posting.amount) filter (where posting.side = 'debit'), 0) as debit,
          coalesce(sum(posting.amount) filter (where posting.side = 'credit'), 0) as credit,
          count(*) as postings,
          max(entry.id) as entry
        from ledger.entry
        join ledger.posting on posting.entry = entry.id
        join ledger.account on account.id = posting.account
        where entry.id <= (select coalesce(max(seal_block.last_id), 0) from ledger.seal_block)
        group by account.control, entry.value_date, entry.booked_on
      )
      select
        concat_ws(' ', coalesce(day_total.control, summed.control), coalesce(day_total.value_date, summed.value_date),
          coalesce(day_total.booked_on, summed.booked_on)) as about,
        summed.entry::text as entry,
        coalesce(day_total.debit - day_total.credit, 0)::text as kept,
        coalesce(summed.debit - summed.credit, 0)::text as summed
      from ledger.day_total
      full join summed
        on summed.control = day_total.control
        and summed.value_date = day_total.value_date
        and summed.booked_on = day_total.booked_on
      where (day_total.debit, day_total.credit, day_total.postings) is distinct from (summed.debit, summed.credit, summed.postings)
      order by about
    `,
    sentence: ({ about, kept, summed, entry }) =>
      `The total of ${about} (control, value day, booked day) is kept at ${euro(kept)} and the sealed postings, the last of entry ${entry}, add up to ${euro(summed)}.`,
  },
  {
    what: 'control-differs',
    query: sql`
      with sealed as (
        select coalesce(max(seal_block.last_id), 0) as last_id
        from ledger.seal_block
      ),
      control as (
        select
          moved.control,
          sum(moved.cents) as cents
        from (
          select
            day_total.control,
            day_total.debit - day_total.credit as cents
          from ledger.day_total
          union all
          select
            account.control,
            case posting.side when 'debit' then posting.amount else -posting.amount end
          from ledger.posting
          join ledger.account on account.id = posting.account
          where posting.entry > (select sealed.last_id from sealed)
        ) as moved
        group by moved.control
      ),
      detail as (
        select
          account.control,
          sum(balance.debit - balance.credit) as cents
        from ledger.balance
        join ledger.account on account.id = balance.account
        group by account.control
      )
      select
        coalesce(control.control, detail.control) as about,
        null as entry,
        coalesce(control.cents, 0)::text as kept,
        coalesce(detail.cents, 0)::text as summed
      from control
      full join detail on detail.control = control.control
      where coalesce(control.cents, 0) <> coalesce(detail.cents, 0)
      order by about
    `,
    sentence: ({ about, kept, summed }) =>
      `Control account "${about}" stands at ${euro(kept)} and its detail accounts add up to ${euro(summed)}.`,
  },
  {
    what: 'period-entered',
    query: sql`
      select
        entry.key as about,
        entry.id::text as entry,
        closing.closed_through::text as kept,
        entry.booked_on::text as summed
      from ledger.period_closing as closing
      join ledger.entry on entry.id > closing.last_entry and entry.booked_on <= closing.closed_through
      order by entry.id
    `,
    sentence: ({ about, entry, kept, summed }) =>
      `Entry ${entry} (key ${about}) is booked on ${summed}, and was written after the books were closed through ${kept}.`,
  },
  {
    what: 'key-twice',
    query: sql`
      select
        entry.key as about,
        max(entry.id)::text as entry,
        '1' as kept,
        count(*)::text as summed
      from ledger.entry
      group by entry.key
      having count(*) > 1
      order by about
    `,
    sentence: ({ about, entry, summed }) =>
      `Key ${about} is booked ${summed} times, the last time as entry ${entry}.`,
  },
  {
    what: 'reversed-twice',
    query: sql`
      select
        entry.reverses::text as about,
        max(entry.id)::text as entry,
        '1' as kept,
        count(*)::text as summed
      from ledger.entry
      where entry.reverses is not null
      group by entry.reverses
      having count(*) > 1
      order by entry.reverses
    `,
    sentence: ({ about, entry, summed }) =>
      `Entry ${about} is reversed ${summed} times, the last time by entry ${entry}.`,
  },
];
