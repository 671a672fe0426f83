set check_function_bodies = off;
-- Made by npm run schema:dump. Do not edit: change the schema by a new migration.

create schema audit;

create schema collections;

create schema ledger;

create type ledger.side as enum ('debit', 'credit');

create sequence collections.dossier_number as bigint increment 1 minvalue 1 maxvalue 9223372036854775807 start 1 cache 1;

CREATE OR REPLACE FUNCTION collections.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  raise exception '% on collections.% is refused: a history is only added to', lower(tg_op), tg_table_name
    using errcode = 'restrict_violation',
      schema = tg_table_schema,
      table = tg_table_name,
      constraint = 'history_is_only_added_to',
      hint = 'Record a later event that corrects the earlier one.';
end
$function$;

CREATE OR REPLACE FUNCTION collections.refuse_more_than_release()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if tg_op <> 'UPDATE' or old.released_on is not null
    or to_jsonb(new) - 'released_by' - 'released_on' is distinct from to_jsonb(old) - 'released_by' - 'released_on' then
    raise exception '% on collections.% is refused: it is released once, and never rewritten', lower(tg_op), tg_table_name
      using errcode = 'restrict_violation', schema = tg_table_schema, table = tg_table_name, constraint = 'only_released';
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION collections.refuse_rewritten_promise()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if tg_op = 'DELETE' or (new.id, new.case_id, new.promised_by, new.kind, new.payload, new.due_on)
    is distinct from (old.id, old.case_id, old.promised_by, old.kind, old.payload, old.due_on)
    or (old.performed_on is not null and new.performed_on is distinct from old.performed_on) then
    raise exception 'the promise % may be kept, not rewritten', old.id
      using errcode = 'restrict_violation', schema = 'collections', table = 'outbox', constraint = 'outbox_promise_stands';
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION collections.refuse_taken_bank_line()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if new.taking > 1 and not exists (
    select from collections.bank_line_release
    where direction = new.direction and reference = new.reference and taking = new.taking - 1
  ) then
    raise exception 'taking % of bank line % comes before the one before it was released', new.taking, new.reference
      using errcode = 'check_violation', schema = 'collections', table = 'bank_line', constraint = 'bank_line_is_free';
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION collections.stamp_event()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if new.seq <> (select coalesce(max(seq), 0) + 1 from collections.event where case_id = new.case_id) then
    raise exception 'event % of case % is not the next one', new.seq, new.case_id
      using errcode = 'check_violation', schema = 'collections', table = 'event', constraint = 'event_seq_has_no_holes';
  end if;
  new.recorded_at := clock_timestamp();
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION ledger.add_block()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
 SET max_parallel_workers_per_gather TO '0'
 SET jit TO 'off'
 SET work_mem TO '16MB'
 SET enable_sort TO 'off'
AS $function$
declare
  last ledger.seal_block;
begin
  perform pg_advisory_xact_lock(6110, 613);
  select * into last from ledger.seal_block order by number desc limit 1;
  if (
    new.number = coalesce(last.number, 0) + 1
    and new.first_position = coalesce(last.first_position + last.entries, 1)
    and new.last_id > coalesce(last.last_id, 0)
    and new.last_id <= (select case when is_called then last_value else 0 end from ledger.entry_id_seq)
    and new.previous_hash = coalesce(last.hash, decode(repeat('00', 32), 'hex'))
    and new.entries = (
      select count(*) from ledger.entry where entry.id > coalesce(last.last_id, 0) and entry.id <= new.last_id
    )
  ) is not true then
    perform ledger.refuse('seal_block', 'seal_block_follows_the_last', format(
      'block %s of %s entries up to id %s does not follow block %s', new.number, new.entries, new.last_id, last.number
    ));
  end if;

  -- The lines find their control account first, in a subquery of its own (offset 0): so the planner knows how many there are and takes the way that
  -- suits the number of accounts. Joined to their entries first it believes in twenty times fewer. Served by posting_of_entry and entry_pkey.
  insert into ledger.day_total as total (control, value_date, booked_on, debit, credit, postings)
  select
    line.control,
    entry.value_date,
    entry.booked_on,
    coalesce(sum(line.amount) filter (where line.side = 'debit'), 0),
    coalesce(sum(line.amount) filter (where line.side = 'credit'), 0),
    count(*)
  from (
    select
      posting.entry,
      posting.amount,
      posting.side,
      account.control
    from ledger.posting
    join ledger.account on account.id = posting.account
    where posting.entry > coalesce(last.last_id, 0) and posting.entry <= new.last_id
    offset 0
  ) as line
  join ledger.entry on entry.id = line.entry
  where entry.id > coalesce(last.last_id, 0) and entry.id <= new.last_id
  group by line.control, entry.value_date, entry.booked_on
  on conflict (control, value_date, booked_on) do update
  set debit = total.debit + excluded.debit, credit = total.credit + excluded.credit, postings = total.postings + excluded.postings;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION ledger.book(keys text[], content_hashes bytea[], scopes text[], subjects text[], kinds text[], causes text[], descriptions text[], value_dates date[], booked_ons date[], reversed bigint[], totals bigint[], line_counts smallint[], line_entries integer[], line_numbers smallint[], line_accounts text[], line_sides ledger.side[], line_amounts bigint[], OUT ids bigint[], OUT outcomes text[], OUT details text[])
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION ledger.check_reversals(of_entries bigint[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION ledger.close_period()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION ledger.open_balance()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  insert into ledger.balance (account, rule) values (new.id, new.rule);
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION ledger.past_their_rule(INOUT outcomes text[], INOUT details text[], line_entries integer[], line_accounts text[], accounts bigint[], line_sides ledger.side[], line_amounts bigint[])
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION ledger.refuse(of_table text, in_the_name_of text, because text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  raise exception '%', because
    using errcode = 'check_violation', schema = 'ledger', table = of_table, constraint = in_the_name_of;
end
$function$;

CREATE OR REPLACE FUNCTION ledger.refuse_by_hand()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  raise exception '% on ledger.% is refused: entries, postings and balances are written by ledger.book alone', lower(tg_op), tg_table_name
    using errcode = 'restrict_violation',
      schema = tg_table_schema,
      table = tg_table_name,
      constraint = 'ledger_has_one_door';
end
$function$;

CREATE OR REPLACE FUNCTION ledger.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  raise exception '% on ledger.% is refused: rows of the ledger are only added', lower(tg_op), tg_table_name
    using errcode = 'restrict_violation',
      schema = tg_table_schema,
      table = tg_table_name,
      constraint = 'ledger_rows_are_only_added',
      hint = 'Correct an entry by reversing it and booking what is right.';
end
$function$;

CREATE OR REPLACE FUNCTION ledger.stamp_account()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if new.id < 1 or new.id > (select case when is_called then last_value else 0 end from ledger.account_id_seq) then
    raise exception 'account id % was not handed out by the sequence', new.id
      using errcode = 'check_violation', schema = 'ledger', table = 'account', constraint = 'account_id_from_sequence';
  end if;
  new.opened_at := clock_timestamp();
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION ledger.what_stands(keys text[], content_hashes bytea[], reversed bigint[], new_ids bigint[], OUT ids bigint[], OUT outcomes text[], OUT details text[])
 RETURNS record
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION ledger.why_not(keys text[], content_hashes bytea[], booked_ons date[], reversed bigint[], closed_through date, has_rules boolean, line_entries integer[], line_accounts text[], accounts bigint[], line_sides ledger.side[], line_amounts bigint[], OUT ids bigint[], OUT outcomes text[], OUT details text[])
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
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
$function$;

create table collections.bank_line (
  direction text not null,
  reference text not null,
  taking integer not null,
  case_id text not null,
  event_id text not null,
  amount bigint not null
);

create table collections.bank_line_release (
  direction text not null,
  reference text not null,
  taking integer not null,
  event_id text not null
);

create table collections.brake (
  id bigint not null generated always as identity,
  what text not null,
  reason text not null,
  set_by text not null,
  set_on date not null,
  released_by text,
  released_on date
);

create table collections."case" (
  id text not null,
  dossiernummer text not null,
  opened_on date not null,
  wake_on date,
  halted_because text,
  books_differ text,
  booked_events integer,
  booked_on date
);

create table collections.check_run (
  id bigint not null generated always as identity,
  on_day date not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone not null,
  entries bigint not null,
  cases integer not null,
  found integer not null,
  findings jsonb not null
);

create table collections.document (
  id text not null,
  case_id text not null,
  letter text not null,
  document text not null,
  addressee text not null,
  language text not null,
  subject text not null,
  body text not null,
  pdf bytea not null,
  sha256 text not null,
  made_on date not null
);

create table collections.event (
  id text not null,
  case_id text not null,
  seq integer not null,
  kind text not null,
  counts_on date not null,
  data jsonb not null,
  recorded_on date not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  recorded_by text not null
);

create table collections.ladder_version (
  version integer not null,
  steps jsonb not null,
  reason text not null,
  proposed_by text not null,
  proposed_on date not null,
  released_by text,
  released_on date
);

create table collections.outbox (
  id text not null,
  case_id text not null,
  promised_by text not null,
  kind text not null,
  payload jsonb not null,
  due_on date not null,
  performed_on date,
  attempts integer not null default 0,
  last_fault text
);

create table collections.party (
  case_id text not null,
  place integer not null,
  role text not null,
  name text not null,
  born_on date,
  address text,
  iban text,
  email text,
  language text not null default 'nl'::text
);

create table collections.read_up_to (
  source text not null,
  cursor text not null
);

create table collections.regime (
  id bigint not null generated always as identity,
  from_day date not null,
  regime text not null,
  grondslag text not null,
  proposed_by text not null,
  released_by text,
  released_on date
);

create table collections.unread_message (
  source text not null,
  id text not null,
  body jsonb not null,
  fault text not null,
  first_on date not null,
  solved_on date
);

create table ledger.account (
  id bigint not null generated always as identity,
  code text not null,
  control text not null,
  opened_at timestamp with time zone not null default clock_timestamp(),
  rule text not null default 'none'::text
);

create table ledger.balance (
  account bigint not null,
  debit bigint not null default 0,
  credit bigint not null default 0,
  rule text not null
) with (fillfactor=50);

create table ledger.control_account (
  code text not null,
  name text not null,
  rgs_code text not null,
  normal_side text not null
);

create table ledger.day_total (
  control text not null,
  value_date date not null,
  booked_on date not null,
  debit bigint not null,
  credit bigint not null,
  postings bigint not null
) with (fillfactor=70);

create table ledger.entry (
  id bigint not null generated always as identity,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  total bigint not null,
  value_date date not null,
  booked_on date not null,
  reverses bigint,
  line_count smallint not null,
  content_hash bytea not null,
  key character varying(200) not null,
  scope character varying(200) not null,
  subject character varying(200) not null,
  kind character varying(200) not null,
  cause character varying(200) not null,
  description character varying(500) not null
);

create table ledger.period_closing (
  closed_through date not null,
  closed_by text not null,
  approved_by text not null,
  closed_on date not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  last_entry bigint not null default 0
);

create table ledger.posting (
  entry bigint not null,
  account bigint not null,
  amount bigint not null,
  side ledger.side not null,
  line smallint not null
);

create table ledger.seal_block (
  number integer not null,
  first_position bigint not null,
  entries integer not null,
  last_id bigint not null,
  root bytea not null,
  previous_hash bytea not null,
  hash bytea not null,
  sealed_at timestamp(3) with time zone not null,
  public_key bytea not null,
  signature bytea not null,
  fingerprints bytea not null
);

create table ledger.seal_publication (
  block integer not null,
  channel text not null,
  published_at timestamp with time zone not null default clock_timestamp()
);

alter table collections.bank_line
  add constraint bank_line_amount_is_positive CHECK ((amount > 0));

alter table collections.bank_line
  add constraint bank_line_direction_is_known CHECK ((direction = ANY (ARRAY['in'::text, 'uit'::text])));

alter table collections.bank_line
  add constraint bank_line_taking_counts CHECK ((taking > 0));

alter table collections.bank_line
  add constraint bank_line_taken_once PRIMARY KEY (direction, reference, taking);

alter table collections.bank_line_release
  add constraint bank_line_released_once PRIMARY KEY (direction, reference, taking);

alter table collections.brake
  add constraint brake_is_known CHECK ((what = ANY (ARRAY['alles'::text, 'brieven'::text, 'opdrachten'::text, 'uitbetalingen'::text, 'stuitingen'::text])));

alter table collections.brake
  add constraint brake_released_by_another CHECK ((released_by <> set_by));

alter table collections.brake
  add constraint brake_released_is_whole CHECK (((released_by IS NULL) = (released_on IS NULL)));

alter table collections.brake
  add constraint brake_pkey PRIMARY KEY (id);

alter table collections."case"
  add constraint case_booked_is_whole CHECK ((((booked_events IS NULL) = (booked_on IS NULL)) AND (booked_events > 0)));

alter table collections."case"
  add constraint case_pkey PRIMARY KEY (id);

alter table collections."case"
  add constraint case_dossiernummer_once UNIQUE (dossiernummer);

alter table collections.check_run
  add constraint check_run_counts CHECK (((entries >= 0) AND (cases >= 0) AND (found >= 0) AND (jsonb_typeof(findings) = 'array'::text)));

alter table collections.check_run
  add constraint check_run_pkey PRIMARY KEY (id);

alter table collections.document
  add constraint document_addressee_is_known CHECK ((addressee = ANY (ARRAY['schuldeiser'::text, 'schuldenaar'::text, 'deurwaarder'::text, 'rechter'::text])));

alter table collections.document
  add constraint document_hash_is_one CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text));

alter table collections.document
  add constraint document_hash_is_true CHECK ((sha256 = encode(sha256(pdf), 'hex'::text)));

alter table collections.document
  add constraint document_language_is_known CHECK ((language = ANY (ARRAY['nl'::text, 'en'::text])));

alter table collections.document
  add constraint document_pkey PRIMARY KEY (id);

alter table collections.event
  add constraint event_kind_is_a_name CHECK ((kind ~ '^[a-z]+(-[a-z]+)+$'::text));

alter table collections.event
  add constraint event_names_who CHECK (((char_length(recorded_by) >= 1) AND (char_length(recorded_by) <= 200)));

alter table collections.event
  add constraint event_seq_is_positive CHECK ((seq > 0));

alter table collections.event
  add constraint event_pkey PRIMARY KEY (id);

alter table collections.event
  add constraint event_seq_once UNIQUE (case_id, seq);

alter table collections.ladder_version
  add constraint ladder_version_follows_the_first CHECK ((version > 1));

alter table collections.ladder_version
  add constraint ladder_version_released_by_another CHECK ((released_by <> proposed_by));

alter table collections.ladder_version
  add constraint ladder_version_released_is_whole CHECK (((released_by IS NULL) = (released_on IS NULL)));

alter table collections.ladder_version
  add constraint ladder_version_pkey PRIMARY KEY (version);

alter table collections.outbox
  add constraint outbox_kind_is_known CHECK ((kind = ANY (ARRAY['brief'::text, 'opdracht'::text, 'intrekking'::text])));

alter table collections.outbox
  add constraint outbox_pkey PRIMARY KEY (id);

alter table collections.outbox
  add constraint outbox_promise_once UNIQUE (promised_by);

alter table collections.party
  add constraint party_child_has_a_birth_day CHECK (((role <> 'kind'::text) OR (born_on IS NOT NULL)));

alter table collections.party
  add constraint party_language_is_known CHECK ((language = ANY (ARRAY['nl'::text, 'en'::text])));

alter table collections.party
  add constraint party_role_is_known CHECK ((role = ANY (ARRAY['schuldeiser'::text, 'schuldenaar'::text, 'kind'::text])));

alter table collections.party
  add constraint party_pkey PRIMARY KEY (case_id, place);

alter table collections.read_up_to
  add constraint read_up_to_pkey PRIMARY KEY (source);

alter table collections.regime
  add constraint regime_is_known CHECK ((regime = ANY (ARRAY['VOLMACHT'::text, 'WETTELIJKE_TAAK'::text])));

alter table collections.regime
  add constraint regime_released_by_another CHECK ((released_by <> proposed_by));

alter table collections.regime
  add constraint regime_released_is_whole CHECK (((released_by IS NULL) = (released_on IS NULL)));

alter table collections.regime
  add constraint regime_pkey PRIMARY KEY (id);

alter table collections.unread_message
  add constraint unread_message_pkey PRIMARY KEY (source, id);

alter table ledger.account
  add constraint account_code_is_filled_and_short CHECK (((char_length(code) >= 1) AND (char_length(code) <= 200)));

alter table ledger.account
  add constraint account_rule_is_known CHECK ((rule = ANY (ARRAY['none'::text, 'never-credit'::text, 'never-debit'::text])));

alter table ledger.account
  add constraint account_pkey PRIMARY KEY (id);

alter table ledger.account
  add constraint account_code_once UNIQUE (code) INCLUDE (id);

alter table ledger.balance
  add constraint balance_pkey PRIMARY KEY (account);

alter table ledger.control_account
  add constraint control_account_normal_side_is_known CHECK ((normal_side = ANY (ARRAY['debit'::text, 'credit'::text])));

alter table ledger.control_account
  add constraint control_account_texts_are_filled_and_short CHECK ((((char_length(code) >= 1) AND (char_length(code) <= 100)) AND ((char_length(name) >= 1) AND (char_length(name) <= 200)) AND ((char_length(rgs_code) >= 1) AND (char_length(rgs_code) <= 50))));

alter table ledger.control_account
  add constraint control_account_pkey PRIMARY KEY (code);

alter table ledger.day_total
  add constraint day_total_pkey PRIMARY KEY (control, value_date, booked_on);

alter table ledger.entry
  add constraint entry_pkey PRIMARY KEY (id);

alter table ledger.period_closing
  add constraint period_closing_by_two_people CHECK ((lower(btrim(closed_by)) <> lower(btrim(approved_by))));

alter table ledger.period_closing
  add constraint period_closing_day_is_a_day CHECK (((closed_through >= '1800-01-01'::date) AND (closed_through <= '2999-12-31'::date)));

alter table ledger.period_closing
  add constraint period_closing_is_over CHECK ((closed_through < closed_on));

alter table ledger.period_closing
  add constraint period_closing_names_who CHECK ((((char_length(closed_by) >= 1) AND (char_length(closed_by) <= 200)) AND ((char_length(approved_by) >= 1) AND (char_length(approved_by) <= 200))));

alter table ledger.period_closing
  add constraint period_closing_pkey PRIMARY KEY (closed_through);

alter table ledger.seal_block
  add constraint seal_block_has_entries CHECK ((((entries >= 1) AND (entries <= 10000)) AND (octet_length(fingerprints) = (4 * entries))));

alter table ledger.seal_block
  add constraint seal_block_sizes_are_right CHECK (((octet_length(root) = 32) AND (octet_length(previous_hash) = 32) AND (octet_length(hash) = 32) AND (octet_length(public_key) = 32) AND (octet_length(signature) = 64)));

alter table ledger.seal_block
  add constraint seal_block_pkey PRIMARY KEY (number);

alter table ledger.seal_block
  add constraint seal_block_last_id_once UNIQUE (last_id);

alter table ledger.seal_publication
  add constraint seal_publication_channel_is_known CHECK ((channel = ANY (ARRAY['file'::text, 'mail'::text])));

alter table ledger.seal_publication
  add constraint seal_publication_once PRIMARY KEY (block, channel);

alter table collections.bank_line
  add constraint bank_line_of_a_case FOREIGN KEY (case_id) REFERENCES collections."case"(id);

alter table collections.bank_line
  add constraint bank_line_of_an_event FOREIGN KEY (event_id) REFERENCES collections.event(id);

alter table collections.bank_line_release
  add constraint bank_line_release_by_an_event FOREIGN KEY (event_id) REFERENCES collections.event(id);

alter table collections.bank_line_release
  add constraint bank_line_release_of_a_taking FOREIGN KEY (direction, reference, taking) REFERENCES collections.bank_line(direction, reference, taking);

alter table collections.document
  add constraint document_of_a_case FOREIGN KEY (case_id) REFERENCES collections."case"(id);

alter table collections.document
  add constraint document_of_a_promise FOREIGN KEY (id) REFERENCES collections.outbox(id);

alter table collections.event
  add constraint event_of_a_case FOREIGN KEY (case_id) REFERENCES collections."case"(id);

alter table collections.outbox
  add constraint outbox_of_a_case FOREIGN KEY (case_id) REFERENCES collections."case"(id);

alter table collections.outbox
  add constraint outbox_promised_by_an_event FOREIGN KEY (promised_by) REFERENCES collections.event(id);

alter table collections.party
  add constraint party_of_a_case FOREIGN KEY (case_id) REFERENCES collections."case"(id);

alter table ledger.account
  add constraint account_rolls_up_to_a_control FOREIGN KEY (control) REFERENCES ledger.control_account(code);

alter table ledger.balance
  add constraint balance_of_an_account FOREIGN KEY (account) REFERENCES ledger.account(id);

alter table ledger.seal_publication
  add constraint seal_publication_of_a_block FOREIGN KEY (block) REFERENCES ledger.seal_block(number);

CREATE UNIQUE INDEX brake_stands_once ON collections.brake USING btree (what) WHERE (released_on IS NULL);

CREATE INDEX case_to_wake ON collections."case" USING btree (wake_on) WHERE (wake_on IS NOT NULL);

CREATE INDEX document_by_case ON collections.document USING btree (case_id, letter);

CREATE INDEX outbox_to_perform ON collections.outbox USING btree (due_on) WHERE (performed_on IS NULL);

CREATE INDEX unread_message_open ON collections.unread_message USING btree (first_on) WHERE (solved_on IS NULL);

CREATE UNIQUE INDEX entry_key_once ON ledger.entry USING btree (((md5((key)::text))::uuid));

CREATE INDEX entry_of_scope ON ledger.entry USING btree (scope);

CREATE UNIQUE INDEX entry_reversed_once ON ledger.entry USING btree (reverses) WHERE (reverses IS NOT NULL);

CREATE INDEX posting_of_account ON ledger.posting USING btree (account, entry);

CREATE INDEX posting_of_entry ON ledger.posting USING btree (entry);

create view audit.ledger_account as
 SELECT account.code AS account,
    account.control,
    control_account.name AS control_name,
    control_account.rgs_code,
    control_account.normal_side,
    account.rule,
    account.opened_at
   FROM (ledger.account
     JOIN ledger.control_account ON ((control_account.code = account.control)));

create view audit.ledger_entry as
 SELECT id AS entry,
    key,
    scope,
    subject,
    kind,
    cause,
    description,
    value_date,
    booked_on,
    recorded_at,
    reverses,
    line_count,
    total AS total_cents,
    (((total)::numeric / 100.0))::numeric(20,2) AS total_euros,
    encode(content_hash, 'hex'::text) AS content_hash,
    ( SELECT seal_block.number
           FROM ledger.seal_block
          WHERE (seal_block.last_id >= entry.id)
          ORDER BY seal_block.last_id
         LIMIT 1) AS seal_block
   FROM ledger.entry;

create view audit.ledger_posting as
 SELECT posting.entry,
    posting.line,
    account.code AS account,
    account.control,
    (posting.side)::text AS side,
    posting.amount AS amount_cents,
    (((posting.amount)::numeric / 100.0))::numeric(20,2) AS amount_euros,
    entry.value_date,
    entry.booked_on
   FROM ((ledger.posting
     JOIN ledger.account ON ((account.id = posting.account)))
     JOIN ledger.entry ON ((entry.id = posting.entry)));

create view audit.ledger_balance as
 SELECT account.code AS account,
    account.control,
    balance.debit AS debit_cents,
    balance.credit AS credit_cents,
    (balance.debit - balance.credit) AS balance_cents,
    (((balance.debit)::numeric / 100.0))::numeric(20,2) AS debit_euros,
    (((balance.credit)::numeric / 100.0))::numeric(20,2) AS credit_euros,
    ((((balance.debit - balance.credit))::numeric / 100.0))::numeric(20,2) AS balance_euros
   FROM (ledger.balance
     JOIN ledger.account ON ((account.id = balance.account)));

create view audit.ledger_trial_balance as
 WITH turnover AS (
         SELECT day_total.control,
            sum(day_total.debit) AS debit,
            sum(day_total.credit) AS credit
           FROM ledger.day_total
          GROUP BY day_total.control
        UNION ALL
         SELECT account.control,
            COALESCE(sum(posting.amount) FILTER (WHERE (posting.side = 'debit'::ledger.side)), (0)::numeric) AS debit,
            COALESCE(sum(posting.amount) FILTER (WHERE (posting.side = 'credit'::ledger.side)), (0)::numeric) AS credit
           FROM ((ledger.entry
             JOIN ledger.posting ON ((posting.entry = entry.id)))
             JOIN ledger.account ON ((account.id = posting.account)))
          WHERE (entry.id > COALESCE(( SELECT max(seal_block.last_id) AS max
                   FROM ledger.seal_block), (0)::bigint))
          GROUP BY account.control
        ), total AS (
         SELECT control_account.code AS control,
            control_account.name,
            control_account.rgs_code,
            COALESCE(sum(turnover.debit), (0)::numeric) AS debit,
            COALESCE(sum(turnover.credit), (0)::numeric) AS credit
           FROM (ledger.control_account
             LEFT JOIN turnover ON ((turnover.control = control_account.code)))
          GROUP BY control_account.code
        )
 SELECT control,
    name,
    rgs_code,
    (debit)::bigint AS debit_cents,
    (credit)::bigint AS credit_cents,
    ((debit - credit))::bigint AS balance_cents,
    ((debit / 100.0))::numeric(20,2) AS debit_euros,
    ((credit / 100.0))::numeric(20,2) AS credit_euros,
    (((debit - credit) / 100.0))::numeric(20,2) AS balance_euros
   FROM total;

create view audit.ledger_seal as
 SELECT number AS block,
    first_position,
    entries,
    last_id AS last_entry,
    encode(root, 'hex'::text) AS root,
    encode(previous_hash, 'hex'::text) AS previous_hash,
    encode(hash, 'hex'::text) AS hash,
    sealed_at,
    encode(public_key, 'hex'::text) AS public_key,
    encode(signature, 'hex'::text) AS signature
   FROM ledger.seal_block;

CREATE TRIGGER bank_line_is_free BEFORE INSERT ON collections.bank_line FOR EACH ROW EXECUTE FUNCTION collections.refuse_taken_bank_line();
alter table collections.bank_line enable always trigger bank_line_is_free;

CREATE TRIGGER bank_line_is_only_added_to BEFORE DELETE OR UPDATE OR TRUNCATE ON collections.bank_line FOR EACH STATEMENT EXECUTE FUNCTION collections.refuse_change();
alter table collections.bank_line enable always trigger bank_line_is_only_added_to;

CREATE TRIGGER bank_line_release_is_only_added_to BEFORE DELETE OR UPDATE OR TRUNCATE ON collections.bank_line_release FOR EACH STATEMENT EXECUTE FUNCTION collections.refuse_change();
alter table collections.bank_line_release enable always trigger bank_line_release_is_only_added_to;

CREATE TRIGGER brake_is_not_emptied BEFORE TRUNCATE ON collections.brake FOR EACH STATEMENT EXECUTE FUNCTION collections.refuse_change();
alter table collections.brake enable always trigger brake_is_not_emptied;

CREATE TRIGGER brake_is_only_released BEFORE DELETE OR UPDATE ON collections.brake FOR EACH ROW EXECUTE FUNCTION collections.refuse_more_than_release();
alter table collections.brake enable always trigger brake_is_only_released;

CREATE TRIGGER check_run_is_only_added_to BEFORE DELETE OR UPDATE OR TRUNCATE ON collections.check_run FOR EACH STATEMENT EXECUTE FUNCTION collections.refuse_change();
alter table collections.check_run enable always trigger check_run_is_only_added_to;

CREATE TRIGGER document_is_only_added_to BEFORE DELETE OR UPDATE OR TRUNCATE ON collections.document FOR EACH STATEMENT EXECUTE FUNCTION collections.refuse_change();
alter table collections.document enable always trigger document_is_only_added_to;

CREATE TRIGGER event_is_only_added_to BEFORE DELETE OR UPDATE OR TRUNCATE ON collections.event FOR EACH STATEMENT EXECUTE FUNCTION collections.refuse_change();
alter table collections.event enable always trigger event_is_only_added_to;

CREATE TRIGGER event_is_stamped BEFORE INSERT ON collections.event FOR EACH ROW EXECUTE FUNCTION collections.stamp_event();
alter table collections.event enable always trigger event_is_stamped;

CREATE TRIGGER ladder_version_is_not_emptied BEFORE TRUNCATE ON collections.ladder_version FOR EACH STATEMENT EXECUTE FUNCTION collections.refuse_change();
alter table collections.ladder_version enable always trigger ladder_version_is_not_emptied;

CREATE TRIGGER ladder_version_is_only_released BEFORE DELETE OR UPDATE ON collections.ladder_version FOR EACH ROW EXECUTE FUNCTION collections.refuse_more_than_release();
alter table collections.ladder_version enable always trigger ladder_version_is_only_released;

CREATE TRIGGER outbox_is_not_emptied BEFORE TRUNCATE ON collections.outbox FOR EACH STATEMENT EXECUTE FUNCTION collections.refuse_change();
alter table collections.outbox enable always trigger outbox_is_not_emptied;

CREATE TRIGGER outbox_promise_stands BEFORE DELETE OR UPDATE ON collections.outbox FOR EACH ROW EXECUTE FUNCTION collections.refuse_rewritten_promise();
alter table collections.outbox enable always trigger outbox_promise_stands;

CREATE TRIGGER regime_is_not_emptied BEFORE TRUNCATE ON collections.regime FOR EACH STATEMENT EXECUTE FUNCTION collections.refuse_change();
alter table collections.regime enable always trigger regime_is_not_emptied;

CREATE TRIGGER regime_is_only_released BEFORE DELETE OR UPDATE ON collections.regime FOR EACH ROW EXECUTE FUNCTION collections.refuse_more_than_release();
alter table collections.regime enable always trigger regime_is_only_released;

CREATE TRIGGER account_has_a_balance AFTER INSERT ON ledger.account FOR EACH ROW EXECUTE FUNCTION ledger.open_balance();
alter table ledger.account enable always trigger account_has_a_balance;

CREATE TRIGGER account_is_only_added_to BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.account FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
alter table ledger.account enable always trigger account_is_only_added_to;

CREATE TRIGGER account_is_stamped BEFORE INSERT ON ledger.account FOR EACH ROW EXECUTE FUNCTION ledger.stamp_account();
alter table ledger.account enable always trigger account_is_stamped;

CREATE TRIGGER balance_has_one_door BEFORE INSERT OR UPDATE ON ledger.balance FOR EACH STATEMENT WHEN ((CURRENT_USER <> 'dwangsom_owner'::name)) EXECUTE FUNCTION ledger.refuse_by_hand();
alter table ledger.balance enable always trigger balance_has_one_door;

CREATE TRIGGER balance_is_not_emptied BEFORE DELETE OR TRUNCATE ON ledger.balance FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
alter table ledger.balance enable always trigger balance_is_not_emptied;

CREATE TRIGGER control_account_is_only_added_to BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.control_account FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
alter table ledger.control_account enable always trigger control_account_is_only_added_to;

CREATE TRIGGER day_total_has_one_door BEFORE INSERT OR UPDATE ON ledger.day_total FOR EACH STATEMENT WHEN ((CURRENT_USER <> 'dwangsom_owner'::name)) EXECUTE FUNCTION ledger.refuse_by_hand();
alter table ledger.day_total enable always trigger day_total_has_one_door;

CREATE TRIGGER day_total_is_not_emptied BEFORE DELETE OR TRUNCATE ON ledger.day_total FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
alter table ledger.day_total enable always trigger day_total_is_not_emptied;

CREATE TRIGGER entry_has_one_door BEFORE INSERT ON ledger.entry FOR EACH STATEMENT WHEN ((CURRENT_USER <> 'dwangsom_owner'::name)) EXECUTE FUNCTION ledger.refuse_by_hand();
alter table ledger.entry enable always trigger entry_has_one_door;

CREATE TRIGGER entry_is_only_added_to BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.entry FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
alter table ledger.entry enable always trigger entry_is_only_added_to;

CREATE TRIGGER period_closing_is_only_added_to BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.period_closing FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
alter table ledger.period_closing enable always trigger period_closing_is_only_added_to;

CREATE TRIGGER period_closing_waits BEFORE INSERT ON ledger.period_closing FOR EACH ROW EXECUTE FUNCTION ledger.close_period();
alter table ledger.period_closing enable always trigger period_closing_waits;

CREATE TRIGGER posting_has_one_door BEFORE INSERT ON ledger.posting FOR EACH STATEMENT WHEN ((CURRENT_USER <> 'dwangsom_owner'::name)) EXECUTE FUNCTION ledger.refuse_by_hand();
alter table ledger.posting enable always trigger posting_has_one_door;

CREATE TRIGGER posting_is_only_added_to BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.posting FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
alter table ledger.posting enable always trigger posting_is_only_added_to;

CREATE TRIGGER seal_block_follows_the_last BEFORE INSERT ON ledger.seal_block FOR EACH ROW EXECUTE FUNCTION ledger.add_block();
alter table ledger.seal_block enable always trigger seal_block_follows_the_last;

CREATE TRIGGER seal_block_is_only_added_to BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.seal_block FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
alter table ledger.seal_block enable always trigger seal_block_is_only_added_to;

CREATE TRIGGER seal_publication_is_only_added_to BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.seal_publication FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
alter table ledger.seal_publication enable always trigger seal_publication_is_only_added_to;

comment on column audit.ledger_account.account is 'Its code.';

comment on column audit.ledger_account.control is 'The code of its control account.';

comment on column audit.ledger_account.control_name is 'The name of its control account.';

comment on column audit.ledger_account.normal_side is 'debit or credit: the side on which the control account normally stands.';

comment on column audit.ledger_account.opened_at is 'The moment at which it was opened.';

comment on column audit.ledger_account.rgs_code is 'The code of its control account in the Referentie GrootboekSchema.';

comment on column audit.ledger_account.rule is 'What its balance may never do: never-credit, never-debit, or none.';

comment on column audit.ledger_balance.account is 'The code of the account, as in ledger_account.';

comment on column audit.ledger_balance.balance_cents is 'Debit minus credit, in cents, whatever side is normal.';

comment on column audit.ledger_balance.balance_euros is 'Debit minus credit, in euros.';

comment on column audit.ledger_balance.control is 'The code of its control account.';

comment on column audit.ledger_balance.credit_cents is 'Everything that was credited, in cents.';

comment on column audit.ledger_balance.credit_euros is 'Everything that was credited, in euros.';

comment on column audit.ledger_balance.debit_cents is 'Everything that was debited, in cents.';

comment on column audit.ledger_balance.debit_euros is 'Everything that was debited, in euros.';

comment on column audit.ledger_entry.booked_on is 'The accounting day on which it was written, Europe/Amsterdam (boekdag).';

comment on column audit.ledger_entry.cause is 'The id of the event that caused it.';

comment on column audit.ledger_entry.content_hash is 'SHA-256 of what it says, in hexadecimal; the seal commits to it.';

comment on column audit.ledger_entry.description is 'For the reader of a statement; no personal data.';

comment on column audit.ledger_entry.entry is 'Its id. Ids grow and have gaps; they are not in the order of commit.';

comment on column audit.ledger_entry.key is 'From the event that was booked; it is booked once.';

comment on column audit.ledger_entry.kind is 'One word for the kind of event.';

comment on column audit.ledger_entry.line_count is 'How many lines it has.';

comment on column audit.ledger_entry.recorded_at is 'The moment at which the database wrote it.';

comment on column audit.ledger_entry.reverses is 'The entry that it takes back; null where it takes back none.';

comment on column audit.ledger_entry.scope is 'Whose books: the id of a case.';

comment on column audit.ledger_entry.seal_block is 'The number of the block of the seal that covers it; null where it is not sealed yet.';

comment on column audit.ledger_entry.subject is 'What it is about within the scope.';

comment on column audit.ledger_entry.total_cents is 'The sum of either side, in cents.';

comment on column audit.ledger_entry.total_euros is 'The same in euros.';

comment on column audit.ledger_entry.value_date is 'The day it counts (valutadag).';

comment on column audit.ledger_posting.account is 'The code of the account that it moves, as in ledger_account.';

comment on column audit.ledger_posting.amount_cents is 'Always more than zero, in cents; the side says the direction.';

comment on column audit.ledger_posting.amount_euros is 'The same in euros.';

comment on column audit.ledger_posting.booked_on is 'The booked day of its entry.';

comment on column audit.ledger_posting.control is 'The code of the control account of that account.';

comment on column audit.ledger_posting.entry is 'The entry to which it belongs, as in ledger_entry.';

comment on column audit.ledger_posting.line is 'Its place in the entry, from 1.';

comment on column audit.ledger_posting.side is 'debit or credit.';

comment on column audit.ledger_posting.value_date is 'The value day of its entry.';

comment on column audit.ledger_seal.block is 'Its number, from 1 and without gaps.';

comment on column audit.ledger_seal.entries is 'How many entries it covers.';

comment on column audit.ledger_seal.first_position is 'The place of its first entry among all sealed entries, from 1.';

comment on column audit.ledger_seal.hash is 'The hash of what this block states.';

comment on column audit.ledger_seal.last_entry is 'It covers the entries above the last one of the block before, up to this one.';

comment on column audit.ledger_seal.previous_hash is 'The hash of the block before; zeros in the first.';

comment on column audit.ledger_seal.public_key is 'The Ed25519 key against which the signature is to be checked.';

comment on column audit.ledger_seal.root is 'The root of the Merkle tree over its entries, in hexadecimal.';

comment on column audit.ledger_seal.sealed_at is 'The moment at which it was sealed.';

comment on column audit.ledger_seal.signature is 'Over what the block states.';

comment on column audit.ledger_trial_balance.balance_cents is 'Debit minus credit, in cents.';

comment on column audit.ledger_trial_balance.balance_euros is 'Debit minus credit, in euros.';

comment on column audit.ledger_trial_balance.control is 'The code of the control account.';

comment on column audit.ledger_trial_balance.credit_cents is 'Everything that was credited, in cents.';

comment on column audit.ledger_trial_balance.credit_euros is 'Everything that was credited, in euros.';

comment on column audit.ledger_trial_balance.debit_cents is 'Everything that was debited, in cents.';

comment on column audit.ledger_trial_balance.debit_euros is 'Everything that was debited, in euros.';

comment on column audit.ledger_trial_balance.name is 'Its name.';

comment on column audit.ledger_trial_balance.rgs_code is 'Its code in the Referentie GrootboekSchema.';

comment on schema audit is 'The books, for reading with other tools. These names stay; the tables behind them may change.';

comment on view audit.ledger_account is 'Every account that is posted to, with the control account (grootboekrekening) to which it rolls up.';

comment on view audit.ledger_balance is 'What every account stands at now, as the database keeps it; the sums of ledger_posting must give the same.';

comment on view audit.ledger_entry is 'Every entry (boeking): one event in the books, with two lines or more in ledger_posting.';

comment on view audit.ledger_posting is 'Every line (boekingsregel) of every entry, with the days of its entry.';

comment on view audit.ledger_seal is 'The blocks of the seal, each chained to the one before. Compare them with what was published outside.';

comment on view audit.ledger_trial_balance is 'Gross per control account, now. Debit and credit of all rows together are alike. At other days: sum ledger_posting, or use dwangsom report.';

alter function collections.refuse_change() owner to dwangsom_owner;

alter function collections.refuse_more_than_release() owner to dwangsom_owner;

alter function collections.refuse_rewritten_promise() owner to dwangsom_owner;

alter function collections.refuse_taken_bank_line() owner to dwangsom_owner;

alter function collections.stamp_event() owner to dwangsom_owner;

alter function ledger.add_block() owner to dwangsom_owner;

alter function ledger.book(text[],bytea[],text[],text[],text[],text[],text[],date[],date[],bigint[],bigint[],smallint[],integer[],smallint[],text[],ledger.side[],bigint[]) owner to dwangsom_owner;

alter function ledger.check_reversals(bigint[]) owner to dwangsom_owner;

alter function ledger.close_period() owner to dwangsom_owner;

alter function ledger.open_balance() owner to dwangsom_owner;

alter function ledger.past_their_rule(text[],text[],integer[],text[],bigint[],ledger.side[],bigint[]) owner to dwangsom_owner;

alter function ledger.refuse(text,text,text) owner to dwangsom_owner;

alter function ledger.refuse_by_hand() owner to dwangsom_owner;

alter function ledger.refuse_change() owner to dwangsom_owner;

alter function ledger.stamp_account() owner to dwangsom_owner;

alter function ledger.what_stands(text[],bytea[],bigint[],bigint[]) owner to dwangsom_owner;

alter function ledger.why_not(text[],bytea[],date[],bigint[],date,boolean,integer[],text[],bigint[],ledger.side[],bigint[]) owner to dwangsom_owner;

alter schema audit owner to dwangsom_owner;

alter schema collections owner to dwangsom_owner;

alter schema ledger owner to dwangsom_owner;

alter sequence collections.dossier_number owner to dwangsom_owner;

alter table collections."case" owner to dwangsom_owner;

alter table collections.bank_line owner to dwangsom_owner;

alter table collections.bank_line_release owner to dwangsom_owner;

alter table collections.brake owner to dwangsom_owner;

alter table collections.check_run owner to dwangsom_owner;

alter table collections.document owner to dwangsom_owner;

alter table collections.event owner to dwangsom_owner;

alter table collections.ladder_version owner to dwangsom_owner;

alter table collections.outbox owner to dwangsom_owner;

alter table collections.party owner to dwangsom_owner;

alter table collections.read_up_to owner to dwangsom_owner;

alter table collections.regime owner to dwangsom_owner;

alter table collections.unread_message owner to dwangsom_owner;

alter table ledger.account owner to dwangsom_owner;

alter table ledger.balance owner to dwangsom_owner;

alter table ledger.control_account owner to dwangsom_owner;

alter table ledger.day_total owner to dwangsom_owner;

alter table ledger.entry owner to dwangsom_owner;

alter table ledger.period_closing owner to dwangsom_owner;

alter table ledger.posting owner to dwangsom_owner;

alter table ledger.seal_block owner to dwangsom_owner;

alter table ledger.seal_publication owner to dwangsom_owner;

alter type ledger.side owner to dwangsom_owner;

alter view audit.ledger_account owner to dwangsom_owner;

alter view audit.ledger_balance owner to dwangsom_owner;

alter view audit.ledger_entry owner to dwangsom_owner;

alter view audit.ledger_posting owner to dwangsom_owner;

alter view audit.ledger_seal owner to dwangsom_owner;

alter view audit.ledger_trial_balance owner to dwangsom_owner;

grant execute on function ledger.book(text[],bytea[],text[],text[],text[],text[],text[],date[],date[],bigint[],bigint[],smallint[],integer[],smallint[],text[],ledger.side[],bigint[]) to dwangsom_application;

grant insert on table collections."case" to dwangsom_application;

grant insert on table collections.bank_line to dwangsom_application;

grant insert on table collections.bank_line_release to dwangsom_application;

grant insert on table collections.brake to dwangsom_application;

grant insert on table collections.check_run to dwangsom_application;

grant insert on table collections.document to dwangsom_application;

grant insert on table collections.event to dwangsom_application;

grant insert on table collections.ladder_version to dwangsom_application;

grant insert on table collections.outbox to dwangsom_application;

grant insert on table collections.party to dwangsom_application;

grant insert on table collections.read_up_to to dwangsom_application;

grant insert on table collections.regime to dwangsom_application;

grant insert on table collections.unread_message to dwangsom_application;

grant insert on table ledger.account to dwangsom_application;

grant insert on table ledger.control_account to dwangsom_application;

grant insert on table ledger.period_closing to dwangsom_application;

grant insert on table ledger.seal_block to dwangsom_application;

grant insert on table ledger.seal_publication to dwangsom_application;

grant select on sequence ledger.entry_id_seq to dwangsom_application;

grant select on sequence ledger.entry_id_seq to dwangsom_auditor;

grant select on table audit.ledger_account to dwangsom_application;

grant select on table audit.ledger_account to dwangsom_auditor;

grant select on table audit.ledger_balance to dwangsom_application;

grant select on table audit.ledger_balance to dwangsom_auditor;

grant select on table audit.ledger_entry to dwangsom_application;

grant select on table audit.ledger_entry to dwangsom_auditor;

grant select on table audit.ledger_posting to dwangsom_application;

grant select on table audit.ledger_posting to dwangsom_auditor;

grant select on table audit.ledger_seal to dwangsom_application;

grant select on table audit.ledger_seal to dwangsom_auditor;

grant select on table audit.ledger_trial_balance to dwangsom_application;

grant select on table audit.ledger_trial_balance to dwangsom_auditor;

grant select on table collections."case" to dwangsom_application;

grant select on table collections."case" to dwangsom_auditor;

grant select on table collections.bank_line to dwangsom_application;

grant select on table collections.bank_line to dwangsom_auditor;

grant select on table collections.bank_line_release to dwangsom_application;

grant select on table collections.bank_line_release to dwangsom_auditor;

grant select on table collections.brake to dwangsom_application;

grant select on table collections.brake to dwangsom_auditor;

grant select on table collections.check_run to dwangsom_application;

grant select on table collections.check_run to dwangsom_auditor;

grant select on table collections.document to dwangsom_application;

grant select on table collections.document to dwangsom_auditor;

grant select on table collections.event to dwangsom_application;

grant select on table collections.event to dwangsom_auditor;

grant select on table collections.ladder_version to dwangsom_application;

grant select on table collections.ladder_version to dwangsom_auditor;

grant select on table collections.outbox to dwangsom_application;

grant select on table collections.outbox to dwangsom_auditor;

grant select on table collections.party to dwangsom_application;

grant select on table collections.party to dwangsom_auditor;

grant select on table collections.read_up_to to dwangsom_application;

grant select on table collections.read_up_to to dwangsom_auditor;

grant select on table collections.regime to dwangsom_application;

grant select on table collections.regime to dwangsom_auditor;

grant select on table collections.unread_message to dwangsom_application;

grant select on table collections.unread_message to dwangsom_auditor;

grant select on table ledger.account to dwangsom_application;

grant select on table ledger.account to dwangsom_auditor;

grant select on table ledger.balance to dwangsom_application;

grant select on table ledger.balance to dwangsom_auditor;

grant select on table ledger.control_account to dwangsom_application;

grant select on table ledger.control_account to dwangsom_auditor;

grant select on table ledger.day_total to dwangsom_application;

grant select on table ledger.day_total to dwangsom_auditor;

grant select on table ledger.entry to dwangsom_application;

grant select on table ledger.entry to dwangsom_auditor;

grant select on table ledger.period_closing to dwangsom_application;

grant select on table ledger.period_closing to dwangsom_auditor;

grant select on table ledger.posting to dwangsom_application;

grant select on table ledger.posting to dwangsom_auditor;

grant select on table ledger.seal_block to dwangsom_application;

grant select on table ledger.seal_block to dwangsom_auditor;

grant select on table ledger.seal_publication to dwangsom_application;

grant select on table ledger.seal_publication to dwangsom_auditor;

grant update (attempts) on table collections.outbox to dwangsom_application;

grant update (booked_events) on table collections."case" to dwangsom_application;

grant update (booked_on) on table collections."case" to dwangsom_application;

grant update (books_differ) on table collections."case" to dwangsom_application;

grant update (cursor) on table collections.read_up_to to dwangsom_application;

grant update (fault) on table collections.unread_message to dwangsom_application;

grant update (halted_because) on table collections."case" to dwangsom_application;

grant update (last_fault) on table collections.outbox to dwangsom_application;

grant update (performed_on) on table collections.outbox to dwangsom_application;

grant update (released_by) on table collections.brake to dwangsom_application;

grant update (released_by) on table collections.ladder_version to dwangsom_application;

grant update (released_by) on table collections.regime to dwangsom_application;

grant update (released_on) on table collections.brake to dwangsom_application;

grant update (released_on) on table collections.ladder_version to dwangsom_application;

grant update (released_on) on table collections.regime to dwangsom_application;

grant update (solved_on) on table collections.unread_message to dwangsom_application;

grant update (wake_on) on table collections."case" to dwangsom_application;

grant usage on schema audit to dwangsom_application;

grant usage on schema audit to dwangsom_auditor;

grant usage on schema collections to dwangsom_application;

grant usage on schema collections to dwangsom_auditor;

grant usage on schema ledger to dwangsom_application;

grant usage on schema ledger to dwangsom_auditor;

grant usage on sequence collections.dossier_number to dwangsom_application;

revoke all on function ledger.add_block() from public;

revoke all on function ledger.book(text[],bytea[],text[],text[],text[],text[],text[],date[],date[],bigint[],bigint[],smallint[],integer[],smallint[],text[],ledger.side[],bigint[]) from public;

revoke all on function ledger.check_reversals(bigint[]) from public;

revoke all on function ledger.close_period() from public;

revoke all on function ledger.open_balance() from public;

revoke all on function ledger.past_their_rule(text[],text[],integer[],text[],bigint[],ledger.side[],bigint[]) from public;

revoke all on function ledger.refuse(text,text,text) from public;

revoke all on function ledger.refuse_by_hand() from public;

revoke all on function ledger.refuse_change() from public;

revoke all on function ledger.stamp_account() from public;

revoke all on function ledger.what_stands(text[],bytea[],bigint[],bigint[]) from public;

revoke all on function ledger.why_not(text[],bytea[],date[],bigint[],date,boolean,integer[],text[],bigint[],ledger.side[],bigint[]) from public;
