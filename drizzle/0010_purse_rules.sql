-- The purse of a case never stands below nothing (src/collections/chart.ts). Accounts that are opened from now on get the rule as they are opened;
-- those that were opened before it existed get it here. Where one stands below nothing today this migration fails, and that has to be looked at first.

set local role dwangsom_owner;

do $$
begin
  if exists (
    select
    from ledger.balance
    join ledger.account on account.id = balance.account
    where account.control = 'bank-derdengelden' and balance.credit > balance.debit
  ) then
    raise exception 'a purse stands below nothing: more was paid out for a case than came in for it; find out which before going on';
  end if;
end
$$;

alter table ledger.account disable trigger account_is_only_added_to;
update ledger.account set rule = 'never-credit' where control = 'bank-derdengelden';
alter table ledger.account enable always trigger account_is_only_added_to;

update ledger.balance
set rule = account.rule
from ledger.account
where account.id = balance.account and account.control = 'bank-derdengelden';

reset role;
