-- One door: entries and postings come through ledger.book, and through nothing else. It runs as the owner of the tables, because no other role
-- may add to them; whoever calls it, the program or a stranger with its password, gets what it refuses refused.
-- Before, the application could insert, and triggers looked at what it had inserted: every question was asked twice
-- (docs/adr/0007-one-door-to-the-books.md).
-- Each trigger is ENABLE ALWAYS, or `set session_replication_role = replica` would switch it off. Each function has its own search path, or
-- a caller could put an operator or a table of its own in front of ours. Each error carries the name of its guarantee.
-- What they cannot stop is an owner who drops them. Against that stands the seal.

set local role dwangsom_owner;

create trigger entry_is_only_added_to
before update or delete or truncate on ledger.entry
for each statement execute function ledger.refuse_change();

create trigger posting_is_only_added_to
before update or delete or truncate on ledger.posting
for each statement execute function ledger.refuse_change();

create trigger balance_is_not_emptied
before delete or truncate on ledger.balance
for each statement execute function ledger.refuse_change();

-- A superuser passes every grant. He is stopped all the same, unless he takes the owner's place on purpose.

create function ledger.refuse_by_hand() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception '% on ledger.% is refused: entries, postings and balances are written by ledger.book alone', lower(tg_op), tg_table_name
    using errcode = 'restrict_violation',
      schema = tg_table_schema,
      table = tg_table_name,
      constraint = 'ledger_has_one_door';
end
$$;

create trigger entry_has_one_door
before insert on ledger.entry
for each statement when (current_user <> 'dwangsom_owner') execute function ledger.refuse_by_hand();

create trigger posting_has_one_door
before insert on ledger.posting
for each statement when (current_user <> 'dwangsom_owner') execute function ledger.refuse_by_hand();

create trigger balance_has_one_door
before insert or update on ledger.balance
for each statement when (current_user <> 'dwangsom_owner') execute function ledger.refuse_by_hand();

-- An account has a balance from the moment it is opened.

create function ledger.open_balance() returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into ledger.balance (account, rule) values (new.id, new.rule);
  return null;
end
$$;

create trigger account_has_a_balance
after insert on ledger.account
for each row execute function ledger.open_balance();

alter table ledger.entry enable always trigger entry_is_only_added_to;
alter table ledger.entry enable always trigger entry_has_one_door;
alter table ledger.posting enable always trigger posting_is_only_added_to;
alter table ledger.posting enable always trigger posting_has_one_door;
alter table ledger.balance enable always trigger balance_is_not_emptied;
alter table ledger.balance enable always trigger balance_has_one_door;
alter table ledger.account enable always trigger account_has_a_balance;

-- The months that are closed, each for good. Empty until the first is.

create table ledger.period_closing (
  closed_through date not null,
  -- Ids of two different people: who closed, and who agreed.
  closed_by text not null,
  approved_by text not null,
  -- The day and the moment of closing.
  closed_on date not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  -- No entry above this id may be booked in the period; dwangsom check looks. Set by the trigger below, as the moment is.
  last_entry bigint not null default 0,

  constraint period_closing_pkey primary key (closed_through),
  constraint period_closing_day_is_a_day check (closed_through between date '1800-01-01' and date '2999-12-31'),
  constraint period_closing_is_over check (closed_through < closed_on),
  constraint period_closing_names_who check (char_length(closed_by) between 1 and 200 and char_length(approved_by) between 1 and 200),
  constraint period_closing_by_two_people check (lower(btrim(closed_by)) <> lower(btrim(approved_by)))
);

create trigger period_closing_is_only_added_to
before update or delete or truncate on ledger.period_closing
for each statement execute function ledger.refuse_change();

alter table ledger.period_closing enable always trigger period_closing_is_only_added_to;

-- Closing takes the poster's lock alone: it waits for whoever is posting, and who comes after sees the period closed.

create function ledger.close_period() returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  last date;
begin
  perform pg_advisory_xact_lock(6110, 612);
  -- At another level it would not see a period that was closed while it waited.
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'periods are closed at read committed, not at %', current_setting('transaction_isolation')
      using errcode = 'invalid_transaction_state', schema = 'ledger', table = 'period_closing',
        constraint = 'ledger_works_at_read_committed';
  end if;
  select max(closed_through) into last from ledger.period_closing;
  if last >= new.closed_through then
    raise exception 'the books are closed through % already, so not again through %', last, new.closed_through
      using errcode = 'check_violation', schema = 'ledger', table = 'period_closing', constraint = 'period_closing_goes_forward';
  end if;
  -- The day of closing is the caller's word. The database has its own, or somebody could close the years to come and nothing be posted any more.
  if new.closed_through >= (clock_timestamp() at time zone 'Europe/Amsterdam')::date then
    perform ledger.refuse('period_closing', 'period_closing_is_over', format('%s is not over yet', new.closed_through));
  end if;
  new.recorded_at := clock_timestamp();
  new.last_entry := (select case when is_called then last_value else 0 end from ledger.entry_id_seq);
  return new;
end
$$;

create trigger period_closing_waits
before insert on ledger.period_closing
for each row execute function ledger.close_period();

alter table ledger.period_closing enable always trigger period_closing_waits;

-- Books entries with their lines and moves the balances; all of them, or where one is refused none. The arguments are columns: the n-th of each
-- array belongs to the n-th entry, or line. Lines stand in the order of their entries and are numbered from 1 within each. Keys differ, and
-- stand in their order (by bytes), so that two transactions that post the same ones wait for each other in one direction and never in a circle.
--
-- What a correct program can run into is answered, for each entry. What it cannot is raised: columns that do not fit together, an entry that does
-- not balance, an untrue reversal.
--
-- How it is written: PostgreSQL sets up each expression of a function anew in each transaction, and each query at each call, so there are few of
-- both on the way of a call with one entry, which is the usual one. Each look into a table stands in a subquery of its own (limit 1), and no table is read whole (enable_seqscan, which holds for the helpers
-- as well): so a plan that was made while the table was small still goes by the index when it has grown.

create function ledger.book(
  keys text[],
  -- SHA-256 of what an entry says (src/ledger/content.ts): it tells a repeated request from a conflict, and is what the seal commits to. Whoever
  -- gives a false one is found by dwangsom verify.
  content_hashes bytea[],
  scopes text[],
  subjects text[],
  kinds text[],
  causes text[],
  descriptions text[],
  value_dates date[],
  booked_ons date[],
  reversed bigint[],
  totals bigint[],
  line_counts smallint[],
  line_entries integer[],
  line_numbers smallint[],
  line_accounts text[],
  line_sides ledger.side[],
  line_amounts bigint[],
  -- Of the entry that stands under each key; all of it null where one was refused.
  out ids bigint[],
  -- 'booked', 'replayed', or why not; null where all are booked, which is the usual answer.
  out outcomes text[],
  -- The account, the key or the day that is in the way; empty where none is to be named.
  out details text[]
)
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
-- Else PostgreSQL would plan each of these queries anew at every call.
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
declare
  entries constant integer := cardinality(keys);
  accounts bigint[];
  has_rules boolean;
  closed_through date;
  is_whole boolean;
  debit bigint;
  credit bigint;
  at integer := 0;
  broken ledger.balance;
begin
  -- The poster's lock, shared by all who post and held until their transaction ends. Two rely on it: closing a period takes it alone, so that no
  -- open posting slips past; and the sealer knows that whoever was handed an id held it since before, so that it can wait for exactly those.
  -- At a level above read committed a transaction would see the periods as they were when it began, and post into one that was closed since.
  perform pg_advisory_xact_lock_shared(6110, 612);
  if current_setting('transaction_isolation') <> 'read committed' then
    perform ledger.refuse('entry', 'ledger_works_at_read_committed', 'entries are posted at read committed and no other level');
  end if;

  if (
    entries <= 1000
    and array[
      cardinality(content_hashes), cardinality(scopes), cardinality(subjects), cardinality(kinds), cardinality(causes),
      cardinality(descriptions), cardinality(value_dates), cardinality(booked_ons), cardinality(reversed), cardinality(totals),
      cardinality(line_counts)
    ] = array_fill(entries, '{11}')
    and array[cardinality(line_entries), cardinality(line_numbers), cardinality(line_sides), cardinality(line_amounts)]
      = array_fill(cardinality(line_accounts), '{4}')
    and '' <> all (keys) and '' <> all (scopes) and '' <> all (subjects) and '' <> all (kinds) and '' <> all (causes)
    and '' <> all (descriptions)
  ) is not true then
    perform ledger.refuse('entry', 'entry_columns_fit',
      'the columns do not fit together, hold a text that is empty or missing, or are more than a thousand entries');
  end if;

  -- Served by account_code_once. The rows come in the order of the lines, because the outer side of a nested loop gives it. On the way it is seen
  -- whether an entry that comes alone is well formed, whole and balanced; in the same words as below, where the fault is then named.
  select
    array_agg(account.id),
    bool_or(account.rule <> 'none'),
    (select period_closing.closed_through from ledger.period_closing order by period_closing.closed_through desc limit 1),
    count(*) = line_counts[1]
      and bool_and((line.entry = 1 and line.number = line.at and line.amount between 1 and 9999999999999999) is true)
      and sum(line.amount) filter (where line.side = 'debit') = totals[1]
      and sum(line.amount) filter (where line.side = 'credit') = totals[1]
      and count(line.side) = count(*)
      and least(value_dates[1], booked_ons[1]) >= '1800-01-01'
      and greatest(value_dates[1], booked_ons[1]) < '3000-01-01'
      and line_counts[1] between 2 and 1000
      and totals[1] between 1 and 9999999999999999
      and octet_length(content_hashes[1]) = 32
  into accounts, has_rules, closed_through, is_whole
  from unnest(line_accounts, line_entries, line_numbers, line_sides, line_amounts)
    with ordinality as line (code, entry, number, side, amount, at)
  left join lateral (
    select account.id, account.rule
    from ledger.account
    where account.code = line.code
    limit 1
  ) as account on true;

  -- Each entry for itself: well formed, whole, balanced. Most calls post one entry, and have been seen through above.
  if entries <> 1 or is_whole is not true then
    for n in 1 .. entries loop
      -- The days that src/values/day.ts knows; above all no `infinity`, which a date column takes and no report could sum. An amount of zero says
      -- nothing, and a negative one would silently mean the other side. Sixteen digits: a balance in bigint holds some nine hundred of the largest.
      if (
        least(value_dates[n], booked_ons[n]) >= '1800-01-01' and greatest(value_dates[n], booked_ons[n]) < '3000-01-01'
        and line_counts[n] between 2 and 1000 and totals[n] between 1 and 9999999999999999 and octet_length(content_hashes[n]) = 32
      ) is not true then
        perform ledger.refuse('entry', 'entry_is_well_formed', format(
          'entry %s (key %s) has value day %s, booked day %s, %s lines, total %s', n, keys[n], value_dates[n], booked_ons[n], line_counts[n],
          totals[n]
        ));
      end if;
      debit := 0;
      credit := 0;
      for number in 1 .. line_counts[n] loop
        at := at + 1;
        -- An array may begin at another place than 1. What is read here by its place and below in a row can only be the same where no place is empty.
        if (
          line_entries[at] = n and line_numbers[at] = number and line_amounts[at] between 1 and 9999999999999999 and line_sides[at] is not null
        ) is not true then
          perform ledger.refuse('posting', 'entry_has_all_its_lines', format(
            'entry %s (key %s) declares %s lines; line %s is missing or moves %s cents', n, keys[n], line_counts[n], number, line_amounts[at]
          ));
        end if;
        if line_sides[at] = 'debit' then
          debit := debit + line_amounts[at];
        else
          credit := credit + line_amounts[at];
        end if;
      end loop;
      if (debit = totals[n] and credit = totals[n]) is not true then
        perform ledger.refuse('entry', 'entry_balances', format(
          'entry %s (key %s): debit %s, credit %s, declared total %s, in cents', n, keys[n], debit, credit, totals[n]
        ));
      end if;
    end loop;
    if at <> cardinality(line_accounts) then
      perform ledger.refuse('posting', 'posting_comes_with_its_entry', 'there are lines that belong to no entry');
    end if;
  end if;

  -- Most calls post one entry, to known accounts without a rule, on an open day. Nothing but its key can then stand in the way, and that the
  -- insert itself finds out.
  if entries > 1 or has_rules or array_position(accounts, null) > 0 or closed_through >= any (booked_ons) then
    select found.ids, found.outcomes, found.details
    into ids, outcomes, details
    from ledger.why_not(
      keys, content_hashes, booked_ons, reversed, closed_through, coalesce(has_rules, false), line_entries, line_accounts, accounts,
      line_sides, line_amounts
    ) as found;
    if outcomes is not null then
      return;
    end if;
  end if;

  -- Claims the keys. Waits for a transaction that is writing the same key, or the reversal of the same entry, and then leaves the row out.
  -- Served by entry_key_once, entry_reversed_once.
  if entries = 1 then
    insert into ledger.entry (
      total, value_date, booked_on, reverses, line_count, content_hash, key, scope, subject, kind, cause, description
    )
    values (
      totals[1], value_dates[1], booked_ons[1], reversed[1], line_counts[1], content_hashes[1], keys[1], scopes[1], subjects[1], kinds[1],
      causes[1], descriptions[1]
    )
    on conflict do nothing
    returning array[entry.id] into ids;
  else
    with written as (
      insert into ledger.entry (
        total, value_date, booked_on, reverses, line_count, content_hash, key, scope, subject, kind, cause, description
      )
      select
        totals[n], value_dates[n], booked_ons[n], reversed[n], line_counts[n], content_hashes[n], keys[n], scopes[n], subjects[n], kinds[n],
        causes[n], descriptions[n]
      from generate_series(1, entries) as given (n)
      on conflict do nothing
      returning entry.id
    )
    select array_agg(written.id) into ids from written;
  end if;

  if (cardinality(ids) = entries) is not true then
    select found.ids, found.outcomes, found.details
    into ids, outcomes, details
    from ledger.what_stands(keys, content_hashes, reversed, coalesce(ids, '{}')) as found;
    if array_position(outcomes, null) is null and not 'booked' = any (outcomes) then
      if array_position(ids, null) > 0 then
        ids := null;
      end if;
      return;
    end if;
    if exists (select from unnest(outcomes) as given (outcome) where (given.outcome in ('booked', 'replayed')) is not true) then
      raise exception 'another transaction booked % otherwise while this one was booking other entries; roll back and try again',
        (select string_agg(keys[n], ', ') from generate_series(1, entries) as given (n) where (outcomes[n] in ('booked', 'replayed')) is not true)
        using errcode = 'serialization_failure', schema = 'ledger', table = 'entry', constraint = 'entry_key_once';
    end if;
    -- What is replayed has its lines.
    select
      array_agg(line.entry), array_agg(line.account), array_agg(line.amount), array_agg(line.side), array_agg(line.number)
    into line_entries, accounts, line_amounts, line_sides, line_numbers
    from unnest(line_entries, accounts, line_amounts, line_sides, line_numbers) as line (entry, account, amount, side, number)
    where outcomes[line.entry] = 'booked';
  end if;

  -- The lines, and with them the balances, in the order of the accounts for the same reason as the keys. Every account has its row, so no
  -- balance is ever inserted here. Served by balance_pkey.
  with written as (
    insert into ledger.posting (entry, account, amount, side, line)
    select ids[line.entry], line.account, line.amount, line.side, line.number
    from unnest(line_entries, accounts, line_amounts, line_sides, line_numbers) as line (entry, account, amount, side, number)
    returning posting.account, posting.amount, posting.side
  ),
  moved as (
    insert into ledger.balance as balance (account, debit, credit, rule)
    select
      written.account,
      coalesce(sum(written.amount) filter (where written.side = 'debit'), 0),
      coalesce(sum(written.amount) filter (where written.side = 'credit'), 0),
      'none'
    from written
    group by written.account
    order by written.account
    on conflict (account) do update
    set debit = balance.debit + excluded.debit, credit = balance.credit + excluded.credit
    returning balance.*
  )
  select moved.*
  into broken
  from moved
  where moved.rule <> 'none'
    and case moved.rule when 'never-credit' then moved.credit > moved.debit else moved.debit > moved.credit end
  limit 1;
  if broken.account is not null then
    perform ledger.refuse('balance', 'balance_keeps_its_rule', format(
      'account %s (%s) would stand at debit %s and credit %s, in cents',
      (select account.code from ledger.account where account.id = broken.account), broken.rule, broken.debit, broken.credit
    ));
  end if;

  if array_remove(reversed, null) <> '{}' then
    perform ledger.check_reversals(ids);
  end if;
end
$$;

-- Raises in the name of a guarantee. One place for it, because an expression costs in every transaction, also where it is never reached.

create function ledger.refuse(of_table text, in_the_name_of text, because text) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception '%', because
    using errcode = 'check_violation', schema = 'ledger', table = of_table, constraint = in_the_name_of;
end
$$;

-- What stands in the way of these entries, before anything is written; no outcomes where nothing does. Keys come first: a request that was booked
-- before is still the same request, whatever refuses it now.

create function ledger.why_not(
  keys text[],
  content_hashes bytea[],
  booked_ons date[],
  reversed bigint[],
  closed_through date,
  has_rules boolean,
  line_entries integer[],
  line_accounts text[],
  accounts bigint[],
  line_sides ledger.side[],
  line_amounts bigint[],
  out ids bigint[],
  out outcomes text[],
  out details text[]
)
language plpgsql
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
  entries constant integer := cardinality(keys);
  needs_a_look boolean;
  has_twins boolean;
  has_refusal boolean := false;
begin
  -- Balances that a rule guards stay locked until the transaction ends, so that what is found below still holds when the lines are written. Before
  -- the keys are looked up: whoever waited here for the first try of the same request must find it booked, and not the account as it left it.
  if has_rules then
    perform from ledger.balance where balance.account = any (accounts) and balance.rule <> 'none' order by balance.account for update;
  end if;

  -- Served by entry_key_once.
  select bool_or(earlier.content_hash <> given.content_hash)
    or bool_or(given.booked_on <= why_not.closed_through)
    or array_position(accounts, null) > 0
    or array_remove(reversed, null) <> '{}'
    or has_rules,
    count(distinct given.key) < entries
  into needs_a_look, has_twins
  from unnest(keys, content_hashes, booked_ons) as given (key, content_hash, booked_on)
  left join lateral (
    select entry.content_hash
    from ledger.entry
    where md5(entry.key)::uuid = md5(given.key)::uuid
    limit 1
  ) as earlier on true;
  if has_twins then
    perform ledger.refuse('entry', 'entry_key_once', 'one key stands twice in a call');
  end if;
  if needs_a_look is not true then
    return;
  end if;

  select found.ids, found.outcomes, found.details
  into ids, outcomes, details
  from ledger.what_stands(keys, content_hashes, reversed, '{}') as found;

  for n in 1 .. entries loop
    if outcomes[n] is null and booked_ons[n] <= closed_through then
      outcomes[n] := 'period-closed';
      details[n] := to_char(closed_through, 'YYYY-MM-DD');
    end if;
  end loop;
  for line in 1 .. cardinality(line_accounts) loop
    if accounts[line] is null and (outcomes[line_entries[line]] is null or outcomes[line_entries[line]] = 'unknown-account') then
      outcomes[line_entries[line]] := 'unknown-account';
      details[line_entries[line]] := concat_ws(E'\n', nullif(details[line_entries[line]], ''), line_accounts[line]);
    end if;
  end loop;
  if has_rules then
    select limits.outcomes, limits.details
    into outcomes, details
    from ledger.past_their_rule(outcomes, details, line_entries, line_accounts, accounts, line_sides, line_amounts) as limits;
  end if;

  has_refusal := exists (select from unnest(outcomes) as given (outcome) where given.outcome <> 'replayed');
  if not has_refusal and array_position(outcomes, null) > 0 then
    -- Nothing is in the way of what is new; the insert finds again what is not.
    ids := null;
    outcomes := null;
    details := null;
  elsif has_refusal then
    ids := null;
    outcomes := array(
      select case when given.outcome is null or given.outcome = 'replayed' then 'refused-with-others' else given.outcome end
      from unnest(outcomes) as given (outcome)
    );
  end if;
end
$$;

-- Which accounts with a rule the new entries would take past it, all together. Whoever calls it has locked their balances.

create function ledger.past_their_rule(
  inout outcomes text[],
  inout details text[],
  line_entries integer[],
  line_accounts text[],
  accounts bigint[],
  line_sides ledger.side[],
  line_amounts bigint[]
)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  past record;
  line integer;
begin
  for past in
    select balance.account
    from unnest(line_entries, accounts, line_sides, line_amounts) as line (entry, account, side, amount)
    join ledger.balance on balance.account = line.account
    where balance.rule <> 'none' and outcomes[line.entry] is null
    group by balance.account, balance.rule, balance.debit, balance.credit
    having (balance.debit - balance.credit + sum(case line.side when 'debit' then line.amount else -line.amount end))
      * case balance.rule when 'never-credit' then 1 else -1 end < 0
  loop
    for line in 1 .. cardinality(accounts) loop
      if accounts[line] = past.account and outcomes[line_entries[line]] is null then
        outcomes[line_entries[line]] := 'account-limit';
        details[line_entries[line]] := line_accounts[line];
      end if;
    end loop;
  end loop;
end
$$;

-- What stands under each of these keys: booked just now (`new_ids`), the same before, something else before, or another reversal of the same entry.

create function ledger.what_stands(
  keys text[],
  content_hashes bytea[],
  reversed bigint[],
  new_ids bigint[],
  out ids bigint[],
  out outcomes text[],
  out details text[]
)
language sql
set search_path = pg_catalog, pg_temp
as $$
  select
    array_agg(case when found.is_same then found.id end order by given.n),
    array_agg(
      case
        when found.is_same and found.id = any (new_ids) then 'booked'
        when found.is_same then 'replayed'
        when found.id is not null then 'key-conflict'
        when other.id is not null then 'already-reversed'
      end
      order by given.n
    ),
    array_agg(case when found.id is null and other.key is not null then other.key else '' end order by given.n)
  from unnest(keys, content_hashes, reversed) with ordinality as given (key, content_hash, reverses, n)
  left join lateral (
    select entry.id, entry.key = given.key and entry.content_hash = given.content_hash as is_same
    from ledger.entry
    where md5(entry.key)::uuid = md5(given.key)::uuid
    limit 1
  ) as found on true
  left join lateral (
    select entry.id, entry.key
    from ledger.entry
    where entry.reverses = given.reverses
    limit 1
  ) as other on true
$$;

-- Whether those among these entries that reverse another do so truly: once (entry_reversed_once), an earlier one that is no reversal itself, in its
-- own scope and subject, line by line.

create function ledger.check_reversals(of_entries bigint[]) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  fault record;
begin
  select
    entry.id,
    entry.key,
    entry.reverses,
    target.id is null or target.id >= entry.id as is_missing,
    target.reverses is not null as is_reversal,
    -- The subject too: taken back under another one, the sums of both subjects would be wrong by the amount.
    target.scope <> entry.scope or target.subject <> entry.subject as is_elsewhere
  into fault
  from ledger.entry
  left join ledger.entry as target on target.id = entry.reverses
  where entry.id = any (of_entries)
    and entry.reverses is not null
    and (
      target.id is null
      or target.id >= entry.id
      or target.reverses is not null
      or target.scope <> entry.scope
      or target.subject <> entry.subject
      or target.line_count <> entry.line_count
      or exists (
        select from ledger.posting as original
        where original.entry = target.id
          and not exists (
            select from ledger.posting as inverted
            where inverted.entry = entry.id
              and inverted.line = original.line
              and inverted.account = original.account
              and inverted.amount = original.amount
              and inverted.side <> original.side
          )
      )
    )
  limit 1;

  if found then
    perform ledger.refuse('entry', case
        when fault.is_missing then 'entry_reverses_an_earlier_one'
        when fault.is_reversal then 'entry_reverses_no_reversal'
        when fault.is_elsewhere then 'entry_reverses_in_its_own_scope'
        else 'entry_inverts_what_it_reverses'
      end, format('entry %s (key %s) does not truly take back entry %s', fault.id, fault.key, fault.reverses));
  end if;
end
$$;

-- One door, and who may pass it. The helpers are nobody's but the owner's.
do $do$
declare
  function regprocedure;
begin
  for function in select oid from pg_proc where pronamespace = 'ledger'::regnamespace loop
    execute format('revoke all on function %s from public', function);
  end loop;
end
$do$;
grant execute on function ledger.book to dwangsom_application;
grant select on ledger.period_closing to dwangsom_application, dwangsom_auditor;
grant insert on ledger.period_closing to dwangsom_application;

reset role;
