-- The guards of the history: a mistake is corrected by a later event, never by changing an earlier one.
-- Each trigger is ENABLE ALWAYS, or `set session_replication_role = replica` would switch it off.

create function collections.refuse_change() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception '% on collections.% is refused: a history is only added to', lower(tg_op), tg_table_name
    using errcode = 'restrict_violation',
      schema = tg_table_schema,
      table = tg_table_name,
      constraint = 'history_is_only_added_to',
      hint = 'Record a later event that corrects the earlier one.';
end
$$;

create trigger event_is_only_added_to
before update or delete or truncate on collections.event
for each statement execute function collections.refuse_change();

create trigger bank_line_is_only_added_to
before update or delete or truncate on collections.bank_line
for each statement execute function collections.refuse_change();

create trigger bank_line_release_is_only_added_to
before update or delete or truncate on collections.bank_line_release
for each statement execute function collections.refuse_change();

alter table collections.event enable always trigger event_is_only_added_to;
alter table collections.bank_line enable always trigger bank_line_is_only_added_to;
alter table collections.bank_line_release enable always trigger bank_line_release_is_only_added_to;

-- A line is taken a second time only when the first taking was released, a third when the second was, and so on.

create function collections.refuse_taken_bank_line() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
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
$$;

create trigger bank_line_is_free
before insert on collections.bank_line
for each row execute function collections.refuse_taken_bank_line();

alter table collections.bank_line enable always trigger bank_line_is_free;

-- A history has no holes: each event is one more than the one before.
-- The moment is overwritten, so that nobody can backdate what was known.

create function collections.stamp_event() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if new.seq <> (select coalesce(max(seq), 0) + 1 from collections.event where case_id = new.case_id) then
    raise exception 'event % of case % is not the next one', new.seq, new.case_id
      using errcode = 'check_violation', schema = 'collections', table = 'event', constraint = 'event_seq_has_no_holes';
  end if;
  new.recorded_at := clock_timestamp();
  return new;
end
$$;

create trigger event_is_stamped
before insert on collections.event
for each row execute function collections.stamp_event();

alter table collections.event enable always trigger event_is_stamped;

-- A promise may be kept, never taken back or rewritten.

create function collections.refuse_rewritten_promise() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'DELETE' or (new.id, new.case_id, new.promised_by, new.kind, new.payload, new.due_on)
    is distinct from (old.id, old.case_id, old.promised_by, old.kind, old.payload, old.due_on)
    or (old.performed_on is not null and new.performed_on is distinct from old.performed_on) then
    raise exception 'the promise % may be kept, not rewritten', old.id
      using errcode = 'restrict_violation', schema = 'collections', table = 'outbox', constraint = 'outbox_promise_stands';
  end if;
  return new;
end
$$;

create trigger outbox_promise_stands
before update or delete on collections.outbox
for each row execute function collections.refuse_rewritten_promise();

create trigger outbox_is_not_emptied
before truncate on collections.outbox
for each statement execute function collections.refuse_change();

alter table collections.outbox enable always trigger outbox_promise_stands;
alter table collections.outbox enable always trigger outbox_is_not_emptied;
