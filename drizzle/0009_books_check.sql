-- What the nightly check of the books finds: it halts the case, and it is kept, run by run.

set local role dwangsom_owner;

-- Set by the check where the books of the case differ from what the law says, and taken away by the first check that finds them right again.
-- Meanwhile nothing is booked and no money leaves; the letters that interrupt the verjaring go on.
alter table collections."case" add column books_differ text;

-- How far a case is booked: its history through that many events, up to that day. Written in the transaction that books, and what the check compares
-- with: what was recorded since and waits for its step is no difference.
alter table collections."case" add column booked_events integer;
alter table collections."case" add column booked_on date;
alter table collections."case" add constraint case_booked_is_whole check ((booked_events is null) = (booked_on is null) and booked_events > 0);

grant update (books_differ, booked_events, booked_on) on collections."case" to dwangsom_application;

create table collections.check_run (
  id bigint not null generated always as identity,
  on_day date not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone not null,
  entries bigint not null,
  cases integer not null,
  -- All that was found; of very many the first thousand are written out.
  found integer not null,
  findings jsonb not null,

  constraint check_run_pkey primary key (id),
  constraint check_run_counts check (entries >= 0 and cases >= 0 and found >= 0 and jsonb_typeof(findings) = 'array')
);

create trigger check_run_is_only_added_to
before update or delete or truncate on collections.check_run
for each statement execute function collections.refuse_change();

alter table collections.check_run enable always trigger check_run_is_only_added_to;

grant select on collections.check_run to dwangsom_application, dwangsom_auditor;
grant insert on collections.check_run to dwangsom_application;

reset role;
