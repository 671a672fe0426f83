-- The tables of entries and postings made anew: narrower, with balances that the database moves itself, and with guards that cost one
-- check a statement instead of one a row. The rows so far are carried over; nothing in them changes but the hash, which gets the encoding
-- that the seal needs (src/ledger/content.ts). No row was sealed before.

set local role dwangsom_owner;

alter table ledger.posting rename to posting_before;
alter table ledger.entry rename to entry_before;
drop index ledger.entry_of_scope;
drop index ledger.posting_of_account;
alter table ledger.posting_before drop constraint posting_pkey;
alter table ledger.posting_before drop constraint posting_belongs_to_an_entry;
alter table ledger.entry_before drop constraint entry_reverses_an_entry;
alter table ledger.entry_before drop constraint entry_reversed_once;
alter table ledger.entry_before drop constraint entry_key_once;
alter table ledger.entry_before drop constraint entry_pkey;
alter sequence ledger.entry_id_seq rename to entry_before_id_seq;

-- Four bytes where the word takes up to seven; with two lines an entry that is worth a type.
create type ledger.side as enum ('debit', 'credit');

-- The columns stand in the order that leaves no gaps between them: the wide ones first, the texts last.
create table ledger.entry (
  id bigint not null generated always as identity,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  -- Both are declared by the writer and compared with the lines, so that a line lost on the way is noticed.
  total bigint not null,
  -- The day it counts, and the accounting day on which it was written. A late fact has an old value day in a new booked day.
  value_date date not null,
  booked_on date not null,
  reverses bigint,
  line_count smallint not null,
  -- Tells a repeated request (same key, same hash) from a conflict (same key, other hash); the leaf of the seal holds it.
  content_hash bytea not null,
  -- Comes from the event that is booked, never minted per try.
  key varchar(200) not null,
  -- Whose books, and what it is about within them. The ledger compares both and understands neither.
  scope varchar(200) not null,
  subject varchar(200) not null,
  kind varchar(200) not null,
  -- The id of the event that caused it. No personal data stands in the journal: ids only.
  cause varchar(200) not null,
  description varchar(500) not null,

  constraint entry_pkey primary key (id)
  -- What a row may hold is seen to by ledger.book (0006), through which alone rows come. PostgreSQL reads the text of every check
  -- constraint anew for each statement that inserts, which here cost as much as the insert itself.
);

create table ledger.posting (
  entry bigint not null,
  account bigint not null,
  -- bigint, because numeric takes NaN, and one NaN poisons a balance for good. Sixteen digits at the most, so that a balance in
  -- bigint holds some nine hundred of the largest.
  amount bigint not null,
  -- Its own column and not the sign of the amount: a net figure cannot give back the gross turnover of a trial balance.
  side ledger.side not null,
  line smallint not null
  -- No primary key. ledger.book numbers the lines of an entry from 1 as it writes them, under an id that nobody ever had, and nobody else writes;
  -- an index on the entry alone, in which PostgreSQL keeps each id once, spares 25 bytes an entry over one on entry and line. That the numbers are
  -- 1 to line_count dwangsom check looks at. That the entry and the account exist ledger.book knows: it has just written the one and looked up
  -- the other. A foreign key would ask once more for each row, and since nothing here is ever deleted it would tell no more.
);

-- Why a rule: a purse that must not go below nothing stands at nothing or more, whoever posts to it.
alter table ledger.account add column rule text not null default 'none';
alter table ledger.account add constraint account_rule_is_known check (rule in ('none', 'never-credit', 'never-debit'));

-- With the id in the index a posting finds its account without reading the row.
alter table ledger.account drop constraint account_code_once;
alter table ledger.account add constraint account_code_once unique (code) include (id);

-- What an account stands at. Moved by the database alone, in the statement that posts.
create table ledger.balance (
  account bigint not null,
  -- Gross turnover of both sides, in cents.
  debit bigint not null default 0,
  credit bigint not null default 0,
  rule text not null,

  constraint balance_pkey primary key (account),
  constraint balance_of_an_account foreign key (account) references ledger.account (id)
-- Half of each page is left free, so that a new version of a row finds room beside the old one and no index has to move.
) with (fillfactor = 50);

insert into ledger.entry (
  id, recorded_at, total, value_date, booked_on, reverses, line_count, content_hash, key, scope, subject, kind, cause, description
)
overriding system value
select
  entry.id, entry.recorded_at, entry.total, entry.value_date, entry.booked_on, entry.reverses, entry.line_count,
  sha256(convert_to(concat(
    '14:ledger-entry/2,',
    octet_length(entry.key), ':', entry.key, ',',
    octet_length(entry.scope), ':', entry.scope, ',',
    octet_length(entry.subject), ':', entry.subject, ',',
    octet_length(entry.kind), ':', entry.kind, ',',
    octet_length(entry.cause), ':', entry.cause, ',',
    octet_length(entry.description), ':', entry.description, ',',
    '10:', to_char(entry.value_date, 'YYYY-MM-DD'), ',',
    octet_length(coalesce(reversed.key, '')), ':', reversed.key, ',',
    lines.encoded
  ), 'UTF8')),
  entry.key, entry.scope, entry.subject, entry.kind, entry.cause, entry.description
from ledger.entry_before as entry
left join ledger.entry_before as reversed on reversed.id = entry.reverses
join (
  select
    posting.entry,
    string_agg(
      concat(
        octet_length(account.code), ':', account.code, ',',
        octet_length(posting.side), ':', posting.side, ',',
        octet_length(posting.amount::text), ':', posting.amount, ','
      ),
      '' order by posting.line
    ) as encoded
  from ledger.posting_before as posting
  join ledger.account on account.id = posting.account
  group by posting.entry
) as lines on lines.entry = entry.id
order by entry.id;

insert into ledger.posting (entry, account, amount, side, line)
select entry, account, amount, side::ledger.side, line
from ledger.posting_before
order by entry, line;

insert into ledger.balance (account, debit, credit, rule)
select
  account.id,
  coalesce(sum(posting.amount) filter (where posting.side = 'debit'), 0),
  coalesce(sum(posting.amount) filter (where posting.side = 'credit'), 0),
  account.rule
from ledger.account
left join ledger.posting on posting.account = account.id
group by account.id;

select setval('ledger.entry_id_seq', (select last_value from ledger.entry_before_id_seq), (select is_called from ledger.entry_before_id_seq));

do $$
begin
  if (select count(*) from ledger.entry) <> (select count(*) from ledger.entry_before)
    or (select count(*) from ledger.posting) <> (select count(*) from ledger.posting_before) then
    raise exception 'not every row of the ledger was carried over; nothing is changed';
  end if;
end
$$;

drop table ledger.posting_before;
drop table ledger.entry_before;
drop function ledger.check_entry();
drop function ledger.check_added_postings();
drop function ledger.stamp_entry();

-- Books a request once. The insert claims the key; a select before it would race with another writer. Sixteen bytes of it instead of its
-- sixty or more characters; two keys that share them would be a refusal, never a second booking, because both are compared in full after.
create unique index entry_key_once on ledger.entry ((md5(key)::uuid));

-- An entry is corrected once. What a wrong correction needs is a new entry, not a second reversal. Most entries reverse none.
create unique index entry_reversed_once on ledger.entry (reverses) where reverses is not null;

-- Serves journal, sumsBySubject: all entries of one scope. Without the id, so that PostgreSQL keeps the scope once for many entries; a scope has
-- hundreds, which are sorted when read.
create index entry_of_scope on ledger.entry (scope);

-- Serves whatever reads entries with their lines.
create index posting_of_entry on ledger.posting (entry);

-- Serves statement and the balance on a day: all postings of one account, in the order of their entries.
create index posting_of_account on ledger.posting (account, entry);

-- What the application may do here. It reads; it names controls and accounts; and it posts by ledger.book (0006), because to the tables of
-- entries and postings nobody adds by hand.
grant select on ledger.entry, ledger.posting, ledger.balance to dwangsom_application, dwangsom_auditor;
grant insert on ledger.control_account, ledger.account to dwangsom_application;

reset role;
