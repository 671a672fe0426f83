-- The tables of the ledger: double entry in whole cents, to which rows are only ever added.
-- Every constraint stands here because dropping it breaks a stated guarantee; where that is not obvious, it is said.
-- What a constraint cannot hold (balance, rows that never change, reversals) stands in 0001_ledger_guards.sql.

create schema ledger;

-- A group of accounts as the annual accounts know it. It is never posted to: its balance is the sum of its accounts.
create table ledger.control_account (
  code text not null,
  name text not null,
  -- The code in the Referentie GrootboekSchema, under which auditors expect the balance.
  rgs_code text not null,
  -- The side on which the balance normally stands. For reading only: no sum changes its sign for it.
  normal_side text not null,

  constraint control_account_pkey primary key (code),
  constraint control_account_texts_are_filled_and_short check (
    char_length(code) between 1 and 100
    and char_length(name) between 1 and 200
    and char_length(rgs_code) between 1 and 50
  ),
  constraint control_account_normal_side_is_known check (normal_side in ('debit', 'credit'))
);

-- What is posted to: one claim head of one case, one entitlement, one item in suspense.
create table ledger.account (
  id bigint not null generated always as identity,
  code text not null,
  control text not null,
  opened_at timestamp with time zone not null default clock_timestamp(),

  constraint account_pkey primary key (id),
  -- Two transactions that open the same account at once end with one account, because the insert itself claims the code.
  constraint account_code_once unique (code),
  constraint account_rolls_up_to_a_control foreign key (control) references ledger.control_account (code),
  constraint account_code_is_filled_and_short check (char_length(code) between 1 and 200)
);

create table ledger.entry (
  id bigint not null generated always as identity,
  -- Comes from the event that is booked, never minted per try.
  key text not null,
  -- Tells a repeated request (same key, same hash) from a conflict (same key, other hash). See src/ledger/contentHash.ts.
  content_hash bytea not null,
  -- Whose books, and what it is about within them. The ledger compares both and understands neither.
  scope text not null,
  subject text not null,
  kind text not null,
  -- The id of the event that caused it. No personal data stands in the journal: ids only.
  cause text not null,
  description text not null,
  -- The day it counts, and the accounting day on which it was written. A late fact has an old value day in a new booked day.
  value_date date not null,
  booked_on date not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  -- The transaction that wrote it, which never wraps. Lines may be added in that one alone; and a reader that goes by it can
  -- wait for the transactions still running, where one that goes by id steps over entries that commit late.
  made_in xid8 not null default pg_current_xact_id(),
  reverses bigint,
  -- Both are declared by the writer and compared with the lines at commit, so that a line lost on the way is noticed.
  line_count integer not null,
  total bigint not null,

  constraint entry_pkey primary key (id),
  -- Books a request once. The insert claims the key; a select before it would race with another writer.
  constraint entry_key_once unique (key),
  -- An entry is corrected once. What a wrong correction needs is a new entry, not a second reversal.
  constraint entry_reversed_once unique (reverses),
  constraint entry_reverses_an_entry foreign key (reverses) references ledger.entry (id),
  -- Keeps an entry from reversing itself, and two from reversing each other.
  constraint entry_reverses_an_earlier_one check (reverses < id),
  constraint entry_content_hash_is_sha256 check (octet_length(content_hash) = 32),
  constraint entry_texts_are_filled_and_short check (
    char_length(key) between 1 and 200
    and char_length(scope) between 1 and 200
    and char_length(subject) between 1 and 200
    and char_length(kind) between 1 and 200
    and char_length(cause) between 1 and 200
    and char_length(description) between 1 and 500
  ),
  -- The days that src/values/day.ts knows. Above all they keep out `infinity`, which a date column takes and no report could sum.
  constraint entry_value_date_is_a_day check (value_date between date '1800-01-01' and date '2999-12-31'),
  constraint entry_booked_on_is_a_day check (booked_on between date '1800-01-01' and date '2999-12-31'),
  constraint entry_line_count_is_in_bounds check (line_count between 2 and 1000),
  constraint entry_total_is_positive check (total > 0)
);

create table ledger.posting (
  entry bigint not null,
  line integer not null,
  account bigint not null,
  -- Its own column and not the sign of the amount: a net figure cannot give back the gross turnover of a trial balance.
  side text not null,
  -- bigint, because numeric takes NaN, and one NaN poisons a balance for good.
  amount bigint not null,

  -- Together with the lines 1 to line_count that an entry has at commit, it leaves no line number free to add later.
  constraint posting_pkey primary key (entry, line),
  constraint posting_belongs_to_an_entry foreign key (entry) references ledger.entry (id),
  constraint posting_moves_an_account foreign key (account) references ledger.account (id),
  constraint posting_line_is_positive check (line > 0),
  constraint posting_side_is_known check (side in ('debit', 'credit')),
  -- Zero says nothing, and a negative amount would silently mean the other side.
  constraint posting_amount_is_positive check (amount > 0)
);

-- Serves entriesOf, balancesOf and sumsBySubject: all entries of one scope, in the order in which they were booked.
create index entry_of_scope on ledger.entry (scope, id);

-- Serves balanceOf: all postings of one account, and the way to their entries for the two days.
create index posting_of_account on ledger.posting (account, entry);
