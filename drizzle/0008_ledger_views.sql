-- The books for whoever reads them with tools of their own: an accountant, an export, a spreadsheet. The names and columns here stay as they are when
-- the tables below them change; what is added comes at the end. Reading only: nobody is granted more than select, and ledger.book remains the
-- one way in.

-- By whoever migrates, because the owner of the tables may not make schemas.
create schema audit authorization dwangsom_owner;

set local role dwangsom_owner;

create view audit.ledger_account as
select
  account.code as account,
  account.control,
  control_account.name as control_name,
  control_account.rgs_code,
  control_account.normal_side,
  account.rule,
  account.opened_at
from ledger.account
join ledger.control_account on control_account.code = account.control;

comment on view audit.ledger_account is 'Every account that is posted to, with the control account (grootboekrekening) to which it rolls up.';
comment on column audit.ledger_account.account is 'Its code.';
comment on column audit.ledger_account.control is 'The code of its control account.';
comment on column audit.ledger_account.control_name is 'The name of its control account.';
comment on column audit.ledger_account.rgs_code is 'The code of its control account in the Referentie GrootboekSchema.';
comment on column audit.ledger_account.normal_side is 'debit or credit: the side on which the control account normally stands.';
comment on column audit.ledger_account.rule is 'What its balance may never do: never-credit, never-debit, or none.';
comment on column audit.ledger_account.opened_at is 'The moment at which it was opened.';

create view audit.ledger_entry as
select
  entry.id as entry,
  entry.key,
  entry.scope,
  entry.subject,
  entry.kind,
  entry.cause,
  entry.description,
  entry.value_date,
  entry.booked_on,
  entry.recorded_at,
  entry.reverses,
  entry.line_count,
  entry.total as total_cents,
  (entry.total / 100.0)::numeric(20, 2) as total_euros,
  encode(entry.content_hash, 'hex') as content_hash,
  -- Served by seal_block_last_id_once.
  (
    select seal_block.number
    from ledger.seal_block
    where seal_block.last_id >= entry.id
    order by seal_block.last_id
    limit 1
  ) as seal_block
from ledger.entry;

comment on view audit.ledger_entry is 'Every entry (boeking): one event in the books, with two lines or more in ledger_posting.';
comment on column audit.ledger_entry.entry is 'Its id. Ids grow and have gaps; they are not in the order of commit.';
comment on column audit.ledger_entry.key is 'From the event that was booked; it is booked once.';
comment on column audit.ledger_entry.scope is 'Whose books: the id of a case.';
comment on column audit.ledger_entry.subject is 'What it is about within the scope.';
comment on column audit.ledger_entry.kind is 'One word for the kind of event.';
comment on column audit.ledger_entry.cause is 'The id of the event that caused it.';
comment on column audit.ledger_entry.description is 'For the reader of a statement; no personal data.';
comment on column audit.ledger_entry.value_date is 'The day it counts (valutadag).';
comment on column audit.ledger_entry.booked_on is 'The accounting day on which it was written, Europe/Amsterdam (boekdag).';
comment on column audit.ledger_entry.recorded_at is 'The moment at which the database wrote it.';
comment on column audit.ledger_entry.reverses is 'The entry that it takes back; null where it takes back none.';
comment on column audit.ledger_entry.line_count is 'How many lines it has.';
comment on column audit.ledger_entry.total_cents is 'The sum of either side, in cents.';
comment on column audit.ledger_entry.total_euros is 'The same in euros.';
comment on column audit.ledger_entry.content_hash is 'SHA-256 of what it says, in hexadecimal; the seal commits to it.';
comment on column audit.ledger_entry.seal_block is 'The number of the block of the seal that covers it; null where it is not sealed yet.';

create view audit.ledger_posting as
select
  posting.entry,
  posting.line,
  account.code as account,
  account.control,
  posting.side::text as side,
  posting.amount as amount_cents,
  (posting.amount / 100.0)::numeric(20, 2) as amount_euros,
  entry.value_date,
  entry.booked_on
from ledger.posting
join ledger.account on account.id = posting.account
join ledger.entry on entry.id = posting.entry;

comment on view audit.ledger_posting is 'Every line (boekingsregel) of every entry, with the days of its entry.';
comment on column audit.ledger_posting.entry is 'The entry to which it belongs, as in ledger_entry.';
comment on column audit.ledger_posting.line is 'Its place in the entry, from 1.';
comment on column audit.ledger_posting.account is 'The code of the account that it moves, as in ledger_account.';
comment on column audit.ledger_posting.control is 'The code of the control account of that account.';
comment on column audit.ledger_posting.side is 'debit or credit.';
comment on column audit.ledger_posting.amount_cents is 'Always more than zero, in cents; the side says the direction.';
comment on column audit.ledger_posting.amount_euros is 'The same in euros.';
comment on column audit.ledger_posting.value_date is 'The value day of its entry.';
comment on column audit.ledger_posting.booked_on is 'The booked day of its entry.';

create view audit.ledger_balance as
select
  account.code as account,
  account.control,
  balance.debit as debit_cents,
  balance.credit as credit_cents,
  balance.debit - balance.credit as balance_cents,
  (balance.debit / 100.0)::numeric(20, 2) as debit_euros,
  (balance.credit / 100.0)::numeric(20, 2) as credit_euros,
  ((balance.debit - balance.credit) / 100.0)::numeric(20, 2) as balance_euros
from ledger.balance
join ledger.account on account.id = balance.account;

comment on view audit.ledger_balance is 'What every account stands at now, as the database keeps it; the sums of ledger_posting must give the same.';
comment on column audit.ledger_balance.account is 'The code of the account, as in ledger_account.';
comment on column audit.ledger_balance.control is 'The code of its control account.';
comment on column audit.ledger_balance.debit_cents is 'Everything that was debited, in cents.';
comment on column audit.ledger_balance.credit_cents is 'Everything that was credited, in cents.';
comment on column audit.ledger_balance.balance_cents is 'Debit minus credit, in cents, whatever side is normal.';
comment on column audit.ledger_balance.debit_euros is 'Everything that was debited, in euros.';
comment on column audit.ledger_balance.credit_euros is 'Everything that was credited, in euros.';
comment on column audit.ledger_balance.balance_euros is 'Debit minus credit, in euros.';

create view audit.ledger_trial_balance as
with turnover as (
  select
    day_total.control,
    sum(day_total.debit) as debit,
    sum(day_total.credit) as credit
  from ledger.day_total
  group by day_total.control
  union all
  -- What is not sealed yet.
  select
    account.control,
    coalesce(sum(posting.amount) filter (where posting.side = 'debit'), 0) as debit,
    coalesce(sum(posting.amount) filter (where posting.side = 'credit'), 0) as credit
  from ledger.entry
  join ledger.posting on posting.entry = entry.id
  join ledger.account on account.id = posting.account
  where entry.id > coalesce((select max(seal_block.last_id) from ledger.seal_block), 0)
  group by account.control
), total as (
  select
    control_account.code as control,
    control_account.name,
    control_account.rgs_code,
    coalesce(sum(turnover.debit), 0) as debit,
    coalesce(sum(turnover.credit), 0) as credit
  from ledger.control_account
  left join turnover on turnover.control = control_account.code
  group by control_account.code
)
select
  total.control,
  total.name,
  total.rgs_code,
  total.debit::bigint as debit_cents,
  total.credit::bigint as credit_cents,
  (total.debit - total.credit)::bigint as balance_cents,
  (total.debit / 100.0)::numeric(20, 2) as debit_euros,
  (total.credit / 100.0)::numeric(20, 2) as credit_euros,
  ((total.debit - total.credit) / 100.0)::numeric(20, 2) as balance_euros
from total;

comment on view audit.ledger_trial_balance is 'Gross per control account, now. Debit and credit of all rows together are alike. At other days: sum ledger_posting, or use dwangsom report.';
comment on column audit.ledger_trial_balance.control is 'The code of the control account.';
comment on column audit.ledger_trial_balance.name is 'Its name.';
comment on column audit.ledger_trial_balance.rgs_code is 'Its code in the Referentie GrootboekSchema.';
comment on column audit.ledger_trial_balance.debit_cents is 'Everything that was debited, in cents.';
comment on column audit.ledger_trial_balance.credit_cents is 'Everything that was credited, in cents.';
comment on column audit.ledger_trial_balance.balance_cents is 'Debit minus credit, in cents.';
comment on column audit.ledger_trial_balance.debit_euros is 'Everything that was debited, in euros.';
comment on column audit.ledger_trial_balance.credit_euros is 'Everything that was credited, in euros.';
comment on column audit.ledger_trial_balance.balance_euros is 'Debit minus credit, in euros.';

create view audit.ledger_seal as
select
  seal_block.number as block,
  seal_block.first_position,
  seal_block.entries,
  seal_block.last_id as last_entry,
  encode(seal_block.root, 'hex') as root,
  encode(seal_block.previous_hash, 'hex') as previous_hash,
  encode(seal_block.hash, 'hex') as hash,
  seal_block.sealed_at,
  encode(seal_block.public_key, 'hex') as public_key,
  encode(seal_block.signature, 'hex') as signature
from ledger.seal_block;

comment on view audit.ledger_seal is 'The blocks of the seal, each chained to the one before. Compare them with what was published outside.';
comment on column audit.ledger_seal.block is 'Its number, from 1 and without gaps.';
comment on column audit.ledger_seal.first_position is 'The place of its first entry among all sealed entries, from 1.';
comment on column audit.ledger_seal.entries is 'How many entries it covers.';
comment on column audit.ledger_seal.last_entry is 'It covers the entries above the last one of the block before, up to this one.';
comment on column audit.ledger_seal.root is 'The root of the Merkle tree over its entries, in hexadecimal.';
comment on column audit.ledger_seal.previous_hash is 'The hash of the block before; zeros in the first.';
comment on column audit.ledger_seal.hash is 'The hash of what this block states.';
comment on column audit.ledger_seal.sealed_at is 'The moment at which it was sealed.';
comment on column audit.ledger_seal.public_key is 'The Ed25519 key against which the signature is to be checked.';
comment on column audit.ledger_seal.signature is 'Over what the block states.';

comment on schema audit is 'The books, for reading with other tools. These names stay; the tables behind them may change.';

grant usage on schema audit to dwangsom_application, dwangsom_auditor;
grant select on all tables in schema audit to dwangsom_application, dwangsom_auditor;

reset role;
