-- The process: what letters said as they were sent, versions of the ladder, brakes, and on what ground the bureau acts.

set local role dwangsom_owner;

-- By what way, and in which language, a person is written to.
alter table collections.party add column email text;
alter table collections.party add column language text not null default 'nl';
alter table collections.party add constraint party_language_is_known check (language in ('nl', 'en'));

-- Orders to the deurwaarder are promised like letters: in the transaction of the event, performed afterwards.
alter table collections.outbox drop constraint outbox_kind_is_known;
alter table collections.outbox add constraint outbox_kind_is_known check (kind in ('brief', 'opdracht', 'intrekking'));

create table collections.document (
  -- The id of the promise: one promise is one document, and an attempt that is repeated sends the same bytes.
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
  made_on date not null,

  constraint document_pkey primary key (id),
  constraint document_of_a_promise foreign key (id) references collections.outbox (id),
  constraint document_of_a_case foreign key (case_id) references collections."case" (id),
  constraint document_addressee_is_known check (addressee in ('schuldeiser', 'schuldenaar', 'deurwaarder', 'rechter')),
  constraint document_language_is_known check (language in ('nl', 'en')),
  constraint document_hash_is_one check (sha256 ~ '^[0-9a-f]{64}$'),
  -- What the row calls its hash is the hash of what it holds.
  constraint document_hash_is_true check (sha256 = encode(sha256(pdf), 'hex'))
);

-- Serves: the letters of a case.
create index document_by_case on collections.document (case_id, letter);

create trigger document_is_only_added_to
before update or delete or truncate on collections.document
for each statement execute function collections.refuse_change();

alter table collections.document enable always trigger document_is_only_added_to;

create table collections.ladder_version (
  version integer not null,
  steps jsonb not null,
  reason text not null,
  proposed_by text not null,
  proposed_on date not null,
  released_by text,
  released_on date,

  constraint ladder_version_pkey primary key (version),
  -- The first stands in the code.
  constraint ladder_version_follows_the_first check (version > 1),
  constraint ladder_version_released_is_whole check ((released_by is null) = (released_on is null)),
  -- Maker is never checker.
  constraint ladder_version_released_by_another check (released_by <> proposed_by)
);

create table collections.brake (
  id bigint not null generated always as identity,
  what text not null,
  reason text not null,
  set_by text not null,
  set_on date not null,
  released_by text,
  released_on date,

  constraint brake_pkey primary key (id),
  constraint brake_is_known check (what in ('alles', 'brieven', 'opdrachten', 'uitbetalingen', 'stuitingen')),
  constraint brake_released_is_whole check ((released_by is null) = (released_on is null)),
  constraint brake_released_by_another check (released_by <> set_by)
);

-- A brake stands once; released, it may be set again.
create unique index brake_stands_once on collections.brake (what) where released_on is null;

create table collections.regime (
  id bigint not null generated always as identity,
  from_day date not null,
  regime text not null,
  grondslag text not null,
  proposed_by text not null,
  released_by text,
  released_on date,

  constraint regime_pkey primary key (id),
  constraint regime_is_known check (regime in ('VOLMACHT', 'WETTELIJKE_TAAK')),
  constraint regime_released_is_whole check ((released_by is null) = (released_on is null)),
  constraint regime_released_by_another check (released_by <> proposed_by)
);

create table collections.read_up_to (
  source text not null,
  cursor text not null,

  constraint read_up_to_pkey primary key (source)
);

-- What somebody outside reported and could not be taken: kept until it can be, or a person has seen to it.
create table collections.unread_message (
  source text not null,
  id text not null,
  body jsonb not null,
  fault text not null,
  first_on date not null,
  solved_on date,

  constraint unread_message_pkey primary key (source, id)
);

-- Serves: what is still to be taken.
create index unread_message_open on collections.unread_message (first_on) where solved_on is null;

-- What was proposed or set may be released, once, and nothing else of it changes.
create function collections.refuse_more_than_release() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op <> 'UPDATE' or old.released_on is not null
    or to_jsonb(new) - 'released_by' - 'released_on' is distinct from to_jsonb(old) - 'released_by' - 'released_on' then
    raise exception '% on collections.% is refused: it is released once, and never rewritten', lower(tg_op), tg_table_name
      using errcode = 'restrict_violation', schema = tg_table_schema, table = tg_table_name, constraint = 'only_released';
  end if;
  return new;
end
$$;

create trigger ladder_version_is_only_released
before update or delete on collections.ladder_version
for each row execute function collections.refuse_more_than_release();

create trigger brake_is_only_released
before update or delete on collections.brake
for each row execute function collections.refuse_more_than_release();

create trigger regime_is_only_released
before update or delete on collections.regime
for each row execute function collections.refuse_more_than_release();

create trigger ladder_version_is_not_emptied
before truncate on collections.ladder_version
for each statement execute function collections.refuse_change();

create trigger brake_is_not_emptied
before truncate on collections.brake
for each statement execute function collections.refuse_change();

create trigger regime_is_not_emptied
before truncate on collections.regime
for each statement execute function collections.refuse_change();

alter table collections.ladder_version enable always trigger ladder_version_is_only_released;
alter table collections.brake enable always trigger brake_is_only_released;
alter table collections.regime enable always trigger regime_is_only_released;
alter table collections.ladder_version enable always trigger ladder_version_is_not_emptied;
alter table collections.brake enable always trigger brake_is_not_emptied;
alter table collections.regime enable always trigger regime_is_not_emptied;

grant select on collections.document, collections.ladder_version, collections.brake, collections.regime, collections.read_up_to,
  collections.unread_message
  to dwangsom_application, dwangsom_auditor;
grant insert on collections.document, collections.ladder_version, collections.brake, collections.regime, collections.read_up_to,
  collections.unread_message
  to dwangsom_application;
grant update (released_by, released_on) on collections.ladder_version, collections.brake, collections.regime to dwangsom_application;
grant update (cursor) on collections.read_up_to to dwangsom_application;
grant update (fault, solved_on) on collections.unread_message to dwangsom_application;

reset role;
