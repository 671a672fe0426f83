-- One case from uitspraak to afdracht: its history, who it is about, and what was promised to the outside.
-- The history is the truth; everything that can be worked out from it is worked out, not stored.

create schema collections;

create sequence collections.dossier_number as bigint;

create table collections."case" (
  id text not null,
  -- People see the dossiernummer, programs the id.
  dossiernummer text not null,
  opened_on date not null,
  -- The next day on which the program has something to do by itself. A queue that forgets it loses nothing: it stands here.
  wake_on date,
  -- Why the case stands still until a person has looked. The verjaring guard of a page still shows it.
  halted_because text,

  constraint case_pkey primary key (id),
  constraint case_dossiernummer_once unique (dossiernummer)
);

-- Serves: which cases are due today.
create index case_to_wake on collections."case" (wake_on) where wake_on is not null;

-- Persons stand apart from the history, which cannot be changed: a name or an address can be wrong, and must be correctable.
create table collections.party (
  case_id text not null,
  place integer not null,
  role text not null,
  name text not null,
  born_on date,
  address text,
  iban text,

  constraint party_pkey primary key (case_id, place),
  constraint party_of_a_case foreign key (case_id) references collections."case" (id),
  constraint party_role_is_known check (role in ('schuldeiser', 'schuldenaar', 'kind')),
  -- The duty of contact ends when the child comes of age, so without a birth day nobody knows until when the uitspraak binds.
  constraint party_child_has_a_birth_day check (role <> 'kind' or born_on is not null)
);

create table collections.event (
  id text not null,
  case_id text not null,
  -- Two writers that add to one case at once claim the same number, and one of them fails: no history forks.
  seq integer not null,
  kind text not null,
  -- The day it counts in law; recorded_on and recorded_at say when it was written. The two are never mixed.
  counts_on date not null,
  data jsonb not null,
  recorded_on date not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  recorded_by text not null,

  constraint event_pkey primary key (id),
  constraint event_seq_once unique (case_id, seq),
  constraint event_of_a_case foreign key (case_id) references collections."case" (id),
  constraint event_seq_is_positive check (seq > 0),
  constraint event_kind_is_a_name check (kind ~ '^[a-z]+(-[a-z]+)+$'),
  constraint event_names_who check (char_length(recorded_by) between 1 and 200)
);

-- What was promised to the outside, written in the transaction of the event that promised it, performed afterwards.
create table collections.outbox (
  id text not null,
  case_id text not null,
  promised_by text not null,
  kind text not null,
  payload jsonb not null,
  due_on date not null,
  performed_on date,
  attempts integer not null default 0,
  last_fault text,

  constraint outbox_pkey primary key (id),
  -- One event promises one act: a step that runs twice promises nothing the second time.
  constraint outbox_promise_once unique (promised_by),
  constraint outbox_of_a_case foreign key (case_id) references collections."case" (id),
  constraint outbox_promised_by_an_event foreign key (promised_by) references collections.event (id),
  constraint outbox_kind_is_known check (kind in ('brief'))
);

-- Serves: what is due to be performed.
create index outbox_to_perform on collections.outbox (due_on) where performed_on is null;

-- The bank's own reference of every line that was taken, of money in and of money out. A line that was booked wrongly and withdrawn may be
-- taken once more.
create table collections.bank_line (
  direction text not null,
  reference text not null,
  taking integer not null,
  case_id text not null,
  event_id text not null,
  amount bigint not null,

  -- A line booked on one case cannot be booked again, on that case or on another, and one payment out confirms one payout; see also
  -- bank_line_is_free. A bank may give money in and money out the same reference, so the direction is part of the key.
  constraint bank_line_taken_once primary key (direction, reference, taking),
  constraint bank_line_of_a_case foreign key (case_id) references collections."case" (id),
  constraint bank_line_of_an_event foreign key (event_id) references collections.event (id),
  constraint bank_line_direction_is_known check (direction in ('in', 'uit')),
  constraint bank_line_taking_counts check (taking > 0),
  constraint bank_line_amount_is_positive check (amount > 0)
);

create table collections.bank_line_release (
  direction text not null,
  reference text not null,
  taking integer not null,
  event_id text not null,

  constraint bank_line_released_once primary key (direction, reference, taking),
  constraint bank_line_release_of_a_taking foreign key (direction, reference, taking)
    references collections.bank_line (direction, reference, taking),
  constraint bank_line_release_by_an_event foreign key (event_id) references collections.event (id)
);
