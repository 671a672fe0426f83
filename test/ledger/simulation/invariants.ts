import { expect } from 'vitest';
import type { Sql } from '../../../src/db.ts';

/** What must hold of the books at any moment, whoever did what. Each query names what breaks it, so a red test says where to look. */
export async function expectInvariants(sql: Sql): Promise<void> {
  const broken = await Promise.all(
    Object.entries(INVARIANTS).map(async ([sentence, query]) => ({
      sentence,
      rows: [...(await sql.unsafe(query))],
    })),
  );
  expect(broken.filter(({ rows }) => rows.length > 0)).toEqual([]);
}

const SEALED = '(select coalesce(max(last_id), 0) from ledger.seal_block)';

const INVARIANTS: Record<string, string> = {
  'all balances add up to nothing': `
    select sum(debit) as debit, sum(credit) as credit from ledger.balance having sum(debit) <> sum(credit)`,
  'every entry balances and has all its lines': `
    select entry.key
    from ledger.entry
    left join ledger.posting on posting.entry = entry.id
    group by entry.id
    having count(posting.line) <> entry.line_count
      or sum(posting.amount) filter (where posting.side = 'debit') is distinct from entry.total
      or sum(posting.amount) filter (where posting.side = 'credit') is distinct from entry.total`,
  'no posting is without its entry': `
    select posting.entry from ledger.posting where not exists (select from ledger.entry where entry.id = posting.entry)`,
  'no key stands twice': 'select key from ledger.entry group by key having count(*) > 1',
  'no entry is reversed twice, and no reversal is reversed': `
    select entry.reverses
    from ledger.entry
    join ledger.entry as target on target.id = entry.reverses
    group by entry.reverses
    having count(*) > 1 or bool_or(target.reverses is not null)`,
  'every balance is the sum of its postings': `
    select account, balance.debit, balance.credit, summed.debit as summed_debit, summed.credit as summed_credit
    from ledger.balance
    left join (
      select
        account,
        coalesce(sum(amount) filter (where side = 'debit'), 0) as debit,
        coalesce(sum(amount) filter (where side = 'credit'), 0) as credit
      from ledger.posting
      group by account
    ) as summed using (account)
    where (balance.debit, balance.credit) is distinct from (coalesce(summed.debit, 0), coalesce(summed.credit, 0))`,
  'no account is past its rule': `
    select account, rule, debit, credit
    from ledger.balance
    where (rule = 'never-credit' and credit > debit) or (rule = 'never-debit' and debit > credit)`,
  'nothing was booked into a period after it was closed': `
    select entry.key, period_closing.closed_through
    from ledger.period_closing
    join ledger.entry on entry.booked_on <= period_closing.closed_through and entry.id > period_closing.last_entry`,
  'every day total is the sum of what is sealed': `
    select *
    from (
      select
        account.control,
        entry.value_date,
        entry.booked_on,
        coalesce(sum(posting.amount) filter (where posting.side = 'debit'), 0) as debit,
        coalesce(sum(posting.amount) filter (where posting.side = 'credit'), 0) as credit,
        count(*) as postings
      from ledger.entry
      join ledger.posting on posting.entry = entry.id
      join ledger.account on account.id = posting.account
      where entry.id <= ${SEALED}
      group by account.control, entry.value_date, entry.booked_on
    ) as summed
    full join ledger.day_total using (control, value_date, booked_on)
    where (summed.debit, summed.credit, summed.postings) is distinct from (day_total.debit, day_total.credit, day_total.postings)`,
  'blocks follow each other, and each holds as many entries as it said when it was sealed': `
    select number
    from (
      select
        seal_block.*,
        lag(number, 1, 0) over blocks as number_before,
        lag(hash) over blocks as hash_before,
        lag(last_id, 1, 0::bigint) over blocks as last_id_before,
        lag(first_position + entries, 1, 1::bigint) over blocks as position_after
      from ledger.seal_block
      window blocks as (order by number)
    ) as block
    where number <> number_before + 1
      or first_position <> position_after
      or previous_hash <> coalesce(hash_before, decode(repeat('00', 32), 'hex'))
      or last_id <= last_id_before
      or entries <> (select count(*) from ledger.entry where entry.id > last_id_before and entry.id <= block.last_id)`,
};
