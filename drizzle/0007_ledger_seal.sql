-- The seal: what stood in the ledger, committed to block by block, chained, and signed with a key that the database does not hold. And what the
-- sealer adds up as it passes: totals per control account and day, from which a trial balance is read.
--
-- A block covers the entries whose ids lie above the last of the block before and up to its own last: every id up to there is settled, so the
-- ranges leave nothing out and nothing comes into them later (src/ledger/seal/settled.ts). Entries need no row or column of their own for it.

set local role dwangsom_owner;

create table ledger.seal_block (
  number integer not null,
  -- The dense position of its first entry in the sealed ledger, from 1; ids have gaps, positions have none.
  first_position bigint not null,
  entries integer not null,
  last_id bigint not null,
  -- Of the Merkle tree over its leaves (RFC 9162, 2.1), the hash of the block before, and the hash of this one's statement.
  root bytea not null,
  previous_hash bytea not null,
  hash bytea not null,
  sealed_at timestamp(3) with time zone not null,
  -- Ed25519, over the statement.
  public_key bytea not null,
  signature bytea not null,
  -- Four bytes of each leaf, in order: they prove nothing, but where the root does not fit they say which entry it is.
  fingerprints bytea not null,

  constraint seal_block_pkey primary key (number),
  constraint seal_block_last_id_once unique (last_id),
  constraint seal_block_has_entries check (entries between 1 and 10000 and octet_length(fingerprints) = 4 * entries),
  constraint seal_block_sizes_are_right check (
    octet_length(root) = 32 and octet_length(previous_hash) = 32 and octet_length(hash) = 32
    and octet_length(public_key) = 32 and octet_length(signature) = 64
  )
);

-- Random bytes do not get smaller.
alter table ledger.seal_block alter column fingerprints set storage external;

create trigger seal_block_is_only_added_to
before update or delete or truncate on ledger.seal_block
for each statement execute function ledger.refuse_change();

-- Gross per control account, value day and booked day, over all sealed entries. Moved by the database alone, in the statement that adds a block.
create table ledger.day_total (
  control text not null,
  value_date date not null,
  booked_on date not null,
  debit bigint not null,
  credit bigint not null,
  postings bigint not null,

  -- Serves trialBalance: a control is read whole, up to two days.
  constraint day_total_pkey primary key (control, value_date, booked_on)
) with (fillfactor = 70);

create trigger day_total_is_not_emptied
before delete or truncate on ledger.day_total
for each statement execute function ledger.refuse_change();

create trigger day_total_has_one_door
before insert or update on ledger.day_total
for each statement when (current_user <> 'dwangsom_owner') execute function ledger.refuse_by_hand();

-- Where and when a block was made known outside, so that no crash leaves one untold.
create table ledger.seal_publication (
  block integer not null,
  channel text not null,
  published_at timestamp with time zone not null default clock_timestamp(),

  constraint seal_publication_once primary key (block, channel),
  constraint seal_publication_of_a_block foreign key (block) references ledger.seal_block (number),
  constraint seal_publication_channel_is_known check (channel in ('file', 'mail'))
);

create trigger seal_publication_is_only_added_to
before update or delete or truncate on ledger.seal_publication
for each statement execute function ledger.refuse_change();

-- A block follows the one before and covers what it says; then the day totals take its entries in. One sealer at a time.

create function ledger.add_block() returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
-- Planned for each block, because ten entries and ten thousand ask for different plans; on one core, because posting goes on meanwhile; and
-- added up by hashing, since few totals come of many lines.
set plan_cache_mode = force_custom_plan
set max_parallel_workers_per_gather = 0
set jit = off
set work_mem = '16MB'
set enable_sort = off
as $$
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
$$;

create trigger seal_block_follows_the_last
before insert on ledger.seal_block
for each row execute function ledger.add_block();

alter table ledger.seal_block enable always trigger seal_block_is_only_added_to;
alter table ledger.seal_block enable always trigger seal_block_follows_the_last;
alter table ledger.day_total enable always trigger day_total_is_not_emptied;
alter table ledger.day_total enable always trigger day_total_has_one_door;
alter table ledger.seal_publication enable always trigger seal_publication_is_only_added_to;

revoke all on function ledger.add_block from public;
grant select on ledger.seal_block, ledger.day_total, ledger.seal_publication to dwangsom_application, dwangsom_auditor;
grant insert on ledger.seal_block, ledger.seal_publication to dwangsom_application;
-- How far ids have been handed out; it gives no right to take one.
grant select on sequence ledger.entry_id_seq to dwangsom_application, dwangsom_auditor;

reset role;
