-- The guards of the ledger: what holds against a program with a bug, and against whoever may insert but should not be trusted.
-- Each trigger is ENABLE ALWAYS, or `set session_replication_role = replica` would switch it off. Each function has its own
-- search path, or a caller could put an operator or a table of its own in front of ours. Each error carries the name of the
-- guarantee in its constraint field, as the errors of the constraints do.
-- What they cannot stop is an owner who drops them. Against that stands the seal.

-- Rows are only added.
-- One trigger a statement: it refuses even where no row would be touched, and covers `on conflict do update` and merge.

create function ledger.refuse_change() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception '% on ledger.% is refused: rows of the ledger are only added', lower(tg_op), tg_table_name
    using errcode = 'restrict_violation',
      schema = tg_table_schema,
      table = tg_table_name,
      constraint = 'ledger_rows_are_only_added',
      hint = 'Correct an entry by reversing it and booking what is right.';
end
$$;

create trigger control_account_is_only_added_to
before update or delete or truncate on ledger.control_account
for each statement execute function ledger.refuse_change();

create trigger account_is_only_added_to
before update or delete or truncate on ledger.account
for each statement execute function ledger.refuse_change();

create trigger entry_is_only_added_to
before update or delete or truncate on ledger.entry
for each statement execute function ledger.refuse_change();

create trigger posting_is_only_added_to
before update or delete or truncate on ledger.posting
for each statement execute function ledger.refuse_change();

alter table ledger.control_account enable always trigger control_account_is_only_added_to;
alter table ledger.account enable always trigger account_is_only_added_to;
alter table ledger.entry enable always trigger entry_is_only_added_to;
alter table ledger.posting enable always trigger posting_is_only_added_to;

-- What the database says of a row, no writer says.
-- The moment and the transaction are overwritten, so that neither can be backdated. An id must have come from the sequence:
-- `overriding system value` could otherwise occupy the ids to come, and every later booking would fail on one of them.
-- Both run as their owner (security definer), so that whoever may insert needs no right to the sequence.

create function ledger.stamp_account() returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if new.id < 1 or new.id > (select case when is_called then last_value else 0 end from ledger.account_id_seq) then
    raise exception 'account id % was not handed out by the sequence', new.id
      using errcode = 'check_violation', schema = 'ledger', table = 'account', constraint = 'account_id_from_sequence';
  end if;
  new.opened_at := clock_timestamp();
  return new;
end
$$;

create trigger account_is_stamped
before insert on ledger.account
for each row execute function ledger.stamp_account();

create function ledger.stamp_entry() returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if new.id < 1 or new.id > (select case when is_called then last_value else 0 end from ledger.entry_id_seq) then
    raise exception 'entry id % was not handed out by the sequence', new.id
      using errcode = 'check_violation', schema = 'ledger', table = 'entry', constraint = 'entry_id_from_sequence';
  end if;
  new.recorded_at := clock_timestamp();
  new.made_in := pg_current_xact_id();
  return new;
end
$$;

create trigger entry_is_stamped
before insert on ledger.entry
for each row execute function ledger.stamp_entry();

alter table ledger.account enable always trigger account_is_stamped;
alter table ledger.entry enable always trigger entry_is_stamped;

-- Lines come with their entry or not at all.
-- The line number is compared as well: after an early `set constraints all immediate` the check of the whole entry below has
-- been spent, and only a number above the declared count would still be free. One check a statement, over all its lines.

create function ledger.check_added_postings() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  stray record;
begin
  select added.entry, added.line
  into stray
  from added
  left join ledger.entry on entry.id = added.entry
  where entry.made_in is distinct from pg_current_xact_id()
    or added.line > entry.line_count
  limit 1;

  if found then
    raise exception 'line % may not be added to entry %: lines come in the transaction of their entry and within its line count',
      stray.line, stray.entry
      using errcode = 'check_violation', schema = 'ledger', table = 'posting', constraint = 'posting_comes_with_its_entry';
  end if;
  return null;
end
$$;

create trigger posting_comes_with_its_entry
after insert on ledger.posting
referencing new table as added
for each statement execute function ledger.check_added_postings();

alter table ledger.posting enable always trigger posting_comes_with_its_entry;

-- An entry is whole, balances, and reverses truly.
-- Deferred to commit, because an entry and its lines are separate rows; on the entry, so that it costs one check an entry and
-- an entry without any line is caught too. Entries cannot change after it, so what it finds at commit holds for good.

create function ledger.check_entry() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  lines record;
  target record;
begin
  select
    count(*) as counted,
    coalesce(sum(amount) filter (where side = 'debit'), 0) as debit,
    coalesce(sum(amount) filter (where side = 'credit'), 0) as credit
  into lines
  from ledger.posting
  where entry = new.id;

  -- As many as declared, and none numbered above that (posting_comes_with_its_entry): the lines are 1 to line_count, and no
  -- number is free for a line to come.
  if lines.counted <> new.line_count then
    raise exception 'entry % (key %) declares % lines and has %', new.id, new.key, new.line_count, lines.counted
      using errcode = 'check_violation', schema = 'ledger', table = 'entry', constraint = 'entry_has_all_its_lines';
  end if;

  if lines.debit <> new.total or lines.credit <> new.total then
    raise exception 'entry % (key %) does not balance: debit %, credit %, declared total %, in cents',
      new.id, new.key, lines.debit, lines.credit, new.total
      using errcode = 'check_violation', schema = 'ledger', table = 'entry', constraint = 'entry_balances';
  end if;

  if new.reverses is null then
    return null;
  end if;

  select entry.id, entry.scope, entry.subject, entry.reverses, entry.line_count
  into target
  from ledger.entry
  where entry.id = new.reverses;

  if target.reverses is not null then
    raise exception 'entry % (key %) reverses entry %, which is itself a reversal', new.id, new.key, target.id
      using errcode = 'check_violation', schema = 'ledger', table = 'entry', constraint = 'entry_reverses_no_reversal';
  end if;

  -- The subject too: taken back under another one, the sums of both subjects would be wrong by the amount.
  if target.scope <> new.scope or target.subject <> new.subject then
    raise exception 'entry % (key %) reverses entry % of another scope or subject', new.id, new.key, target.id
      using errcode = 'check_violation', schema = 'ledger', table = 'entry', constraint = 'entry_reverses_in_its_own_scope';
  end if;

  if target.line_count <> new.line_count or exists (
    select 1
    from ledger.posting as original
    where original.entry = target.id
      and not exists (
        select 1
        from ledger.posting as inverted
        where inverted.entry = new.id
          and inverted.line = original.line
          and inverted.account = original.account
          and inverted.amount = original.amount
          and inverted.side <> original.side
      )
  ) then
    raise exception 'entry % (key %) does not invert entry % line by line', new.id, new.key, target.id
      using errcode = 'check_violation', schema = 'ledger', table = 'entry', constraint = 'entry_inverts_what_it_reverses';
  end if;
  return null;
end
$$;

create constraint trigger entry_is_whole
after insert on ledger.entry
deferrable initially deferred
for each row execute function ledger.check_entry();

alter table ledger.entry enable always trigger entry_is_whole;
