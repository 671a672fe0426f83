set check_function_bodies = off;
-- Made by npm run schema:dump. Do not edit: change the schema by a new migration.

create schema collections;

create schema ledger;

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

CREATE OR REPLACE FUNCTION ledger.check_added_postings()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION ledger.check_entry()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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

CREATE OR REPLACE FUNCTION ledger.stamp_entry()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if new.id < 1 or new.id > (select case when is_called then last_value else 0 end from ledger.entry_id_seq) then
    raise exception 'entry id % was not handed out by the sequence', new.id
      using errcode = 'check_violation', schema = 'ledger', table = 'entry', constraint = 'entry_id_from_sequence';
  end if;
  new.recorded_at := clock_timestamp();
  new.made_in := pg_current_xact_id();
  return new;
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

create table collections."case" (
  id text not null,
  dossiernummer text not null,
  opened_on date not null,
  wake_on date,
  halted_because text
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
  iban text
);

create table ledger.account (
  id bigint not null generated always as identity,
  code text not null,
  control text not null,
  opened_at timestamp with time zone not null default clock_timestamp()
);

create table ledger.control_account (
  code text not null,
  name text not null,
  rgs_code text not null,
  normal_side text not null
);

create table ledger.entry (
  id bigint not null generated always as identity,
  key text not null,
  content_hash bytea not null,
  scope text not null,
  subject text not null,
  kind text not null,
  cause text not null,
  description text not null,
  value_date date not null,
  booked_on date not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  made_in xid8 not null default pg_current_xact_id(),
  reverses bigint,
  line_count integer not null,
  total bigint not null
);

create table ledger.posting (
  entry bigint not null,
  line integer not null,
  account bigint not null,
  side text not null,
  amount bigint not null
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

alter table collections."case"
  add constraint case_pkey PRIMARY KEY (id);

alter table collections."case"
  add constraint case_dossiernummer_once UNIQUE (dossiernummer);

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

alter table collections.outbox
  add constraint outbox_kind_is_known CHECK ((kind = 'brief'::text));

alter table collections.outbox
  add constraint outbox_pkey PRIMARY KEY (id);

alter table collections.outbox
  add constraint outbox_promise_once UNIQUE (promised_by);

alter table collections.party
  add constraint party_child_has_a_birth_day CHECK (((role <> 'kind'::text) OR (born_on IS NOT NULL)));

alter table collections.party
  add constraint party_role_is_known CHECK ((role = ANY (ARRAY['schuldeiser'::text, 'schuldenaar'::text, 'kind'::text])));

alter table collections.party
  add constraint party_pkey PRIMARY KEY (case_id, place);

alter table ledger.account
  add constraint account_code_is_filled_and_short CHECK (((char_length(code) >= 1) AND (char_length(code) <= 200)));

alter table ledger.account
  add constraint account_pkey PRIMARY KEY (id);

alter table ledger.account
  add constraint account_code_once UNIQUE (code);

alter table ledger.control_account
  add constraint control_account_normal_side_is_known CHECK ((normal_side = ANY (ARRAY['debit'::text, 'credit'::text])));

alter table ledger.control_account
  add constraint control_account_texts_are_filled_and_short CHECK ((((char_length(code) >= 1) AND (char_length(code) <= 100)) AND ((char_length(name) >= 1) AND (char_length(name) <= 200)) AND ((char_length(rgs_code) >= 1) AND (char_length(rgs_code) <= 50))));

alter table ledger.control_account
  add constraint control_account_pkey PRIMARY KEY (code);

alter table ledger.entry
  add constraint entry_booked_on_is_a_day CHECK (((booked_on >= '1800-01-01'::date) AND (booked_on <= '2999-12-31'::date)));

alter table ledger.entry
  add constraint entry_content_hash_is_sha256 CHECK ((octet_length(content_hash) = 32));

alter table ledger.entry
  add constraint entry_line_count_is_in_bounds CHECK (((line_count >= 2) AND (line_count <= 1000)));

alter table ledger.entry
  add constraint entry_reverses_an_earlier_one CHECK ((reverses < id));

alter table ledger.entry
  add constraint entry_texts_are_filled_and_short CHECK ((((char_length(key) >= 1) AND (char_length(key) <= 200)) AND ((char_length(scope) >= 1) AND (char_length(scope) <= 200)) AND ((char_length(subject) >= 1) AND (char_length(subject) <= 200)) AND ((char_length(kind) >= 1) AND (char_length(kind) <= 200)) AND ((char_length(cause) >= 1) AND (char_length(cause) <= 200)) AND ((char_length(description) >= 1) AND (char_length(description) <= 500))));

alter table ledger.entry
  add constraint entry_total_is_positive CHECK ((total > 0));

alter table ledger.entry
  add constraint entry_value_date_is_a_day CHECK (((value_date >= '1800-01-01'::date) AND (value_date <= '2999-12-31'::date)));

alter table ledger.entry
  add constraint entry_pkey PRIMARY KEY (id);

alter table ledger.entry
  add constraint entry_key_once UNIQUE (key);

alter table ledger.entry
  add constraint entry_reversed_once UNIQUE (reverses);

alter table ledger.posting
  add constraint posting_amount_is_positive CHECK ((amount > 0));

alter table ledger.posting
  add constraint posting_line_is_positive CHECK ((line > 0));

alter table ledger.posting
  add constraint posting_side_is_known CHECK ((side = ANY (ARRAY['debit'::text, 'credit'::text])));

alter table ledger.posting
  add constraint posting_pkey PRIMARY KEY (entry, line);

alter table collections.bank_line
  add constraint bank_line_of_a_case FOREIGN KEY (case_id) REFERENCES collections."case"(id);

alter table collections.bank_line
  add constraint bank_line_of_an_event FOREIGN KEY (event_id) REFERENCES collections.event(id);

alter table collections.bank_line_release
  add constraint bank_line_release_by_an_event FOREIGN KEY (event_id) REFERENCES collections.event(id);

alter table collections.bank_line_release
  add constraint bank_line_release_of_a_taking FOREIGN KEY (direction, reference, taking) REFERENCES collections.bank_line(direction, reference, taking);

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

alter table ledger.entry
  add constraint entry_reverses_an_entry FOREIGN KEY (reverses) REFERENCES ledger.entry(id);

alter table ledger.posting
  add constraint posting_belongs_to_an_entry FOREIGN KEY (entry) REFERENCES ledger.entry(id);

alter table ledger.posting
  add constraint posting_moves_an_account FOREIGN KEY (account) REFERENCES ledger.account(id);

CREATE INDEX case_to_wake ON collections."case" USING btree (wake_on) WHERE (wake_on IS NOT NULL);

CREATE INDEX outbox_to_perform ON collections.outbox USING btree (due_on) WHERE (performed_on IS NULL);

CREATE INDEX entry_of_scope ON ledger.entry USING btree (scope, id);

CREATE INDEX posting_of_account ON ledger.posting USING btree (account, entry);

CREATE TRIGGER bank_line_is_free BEFORE INSERT ON collections.bank_line FOR EACH ROW EXECUTE FUNCTION collections.refuse_taken_bank_line();
alter table collections.bank_line enable always trigger bank_line_is_free;

CREATE TRIGGER bank_line_is_only_added_to BEFORE DELETE OR UPDATE OR TRUNCATE ON collections.bank_line FOR EACH STATEMENT EXECUTE FUNCTION collections.refuse_change();
alter table collections.bank_line enable always trigger bank_line_is_only_added_to;

CREATE TRIGGER bank_line_release_is_only_added_to BEFORE DELETE OR UPDATE OR TRUNCATE ON collections.bank_line_release FOR EACH STATEMENT EXECUTE FUNCTION collections.refuse_change();
alter table collections.bank_line_release enable always trigger bank_line_release_is_only_added_to;

CREATE TRIGGER event_is_only_added_to BEFORE DELETE OR UPDATE OR TRUNCATE ON collections.event FOR EACH STATEMENT EXECUTE FUNCTION collections.refuse_change();
alter table collections.event enable always trigger event_is_only_added_to;

CREATE TRIGGER event_is_stamped BEFORE INSERT ON collections.event FOR EACH ROW EXECUTE FUNCTION collections.stamp_event();
alter table collections.event enable always trigger event_is_stamped;

CREATE TRIGGER outbox_is_not_emptied BEFORE TRUNCATE ON collections.outbox FOR EACH STATEMENT EXECUTE FUNCTION collections.refuse_change();
alter table collections.outbox enable always trigger outbox_is_not_emptied;

CREATE TRIGGER outbox_promise_stands BEFORE DELETE OR UPDATE ON collections.outbox FOR EACH ROW EXECUTE FUNCTION collections.refuse_rewritten_promise();
alter table collections.outbox enable always trigger outbox_promise_stands;

CREATE TRIGGER account_is_only_added_to BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.account FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
alter table ledger.account enable always trigger account_is_only_added_to;

CREATE TRIGGER account_is_stamped BEFORE INSERT ON ledger.account FOR EACH ROW EXECUTE FUNCTION ledger.stamp_account();
alter table ledger.account enable always trigger account_is_stamped;

CREATE TRIGGER control_account_is_only_added_to BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.control_account FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
alter table ledger.control_account enable always trigger control_account_is_only_added_to;

CREATE TRIGGER entry_is_only_added_to BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.entry FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
alter table ledger.entry enable always trigger entry_is_only_added_to;

CREATE TRIGGER entry_is_stamped BEFORE INSERT ON ledger.entry FOR EACH ROW EXECUTE FUNCTION ledger.stamp_entry();
alter table ledger.entry enable always trigger entry_is_stamped;

CREATE CONSTRAINT TRIGGER entry_is_whole AFTER INSERT ON ledger.entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger.check_entry();
alter table ledger.entry enable always trigger entry_is_whole;

CREATE TRIGGER posting_comes_with_its_entry AFTER INSERT ON ledger.posting REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger.check_added_postings();
alter table ledger.posting enable always trigger posting_comes_with_its_entry;

CREATE TRIGGER posting_is_only_added_to BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.posting FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
alter table ledger.posting enable always trigger posting_is_only_added_to;
