import { type SQL, sql } from 'drizzle-orm';
import type { Db, Tx } from '../../db.ts';

/** What the database says of the entries in a range of ids. */
export interface Leaves {
  readonly entries: number;
  /** The hashes of the leaves one after the other, in the order of the ids. */
  readonly hashes: Buffer;
  /** Whose stored hash is not that of its rows; and, under the same name, lines without an entry. At most NAMED_AT_MOST. */
  readonly falseIds: readonly bigint[];
}

export interface Range {
  /** Ids above this one … */
  readonly after: bigint;
  /** … up to this one. */
  readonly through: bigint;
}

/** Of what is false in one range, no more is named: memory must not grow with the damage. */
const NAMED_AT_MOST = 1_000;

/**
 * The leaves of a range, in one statement. PostgreSQL writes the texts and takes the hashes, because a process outside would spend more on fetching
 * the rows; what a false PostgreSQL could do about it is said in docs/seal.md. The expressions stand here and not in a function of the database, which
 * whoever changed the rows could have changed as well.
 */
export function leavesOf(db: Db, range: Range): Promise<Leaves> {
  return undisturbed(db, (tx) => readLeaves(tx, range));
}

/** The leaves of the next block: at most `most` entries; null where there is nothing to seal. */
export function nextLeaves(
  db: Db,
  { after, through }: Range,
  most: number,
): Promise<(Leaves & { lastId: bigint }) | null> {
  return undisturbed(db, async (tx) => {
    const lastId = await lastOf(tx, { after, through }, most);
    return lastId === null ? null : { ...(await readLeaves(tx, { after, through: lastId })), lastId };
  });
}

/** The id of the last of the first `most` entries in the range. Served by entry_pkey. */
export async function lastOf(tx: Tx | Db, { after, through }: Range, most: number): Promise<bigint | null> {
  const [row] = await tx.execute<{ last_id: bigint | null }>(sql`
    select max(id) as last_id
    from (
      select id
      from ledger.entry
      where id > ${after}::bigint and id <= ${through}::bigint
      order by id
      limit ${most}::integer
    ) as block
  `);
  return row!.last_id;
}

/**
 * Nothing of the session's or the server's settings may have a say: not an operator of somebody's own in front of ours, not the way in which days are
 * written. The plan too is held to what suits a range: in memory, on one core, because the other works for us as well.
 */
function undisturbed<Result>(db: Db, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`
      select
        set_config('search_path', 'pg_catalog, pg_temp', true),
        set_config('datestyle', 'ISO, YMD', true),
        set_config('work_mem', '32MB', true),
        set_config('jit', 'off', true),
        set_config('max_parallel_workers_per_gather', '0', true)
    `);
    return work(tx);
  });
}

/** `octet_length:text,` of a text. */
function netstring(text: SQL): SQL {
  return sql`octet_length(${text}) || ':' || ${text} || ','`;
}

/** The leaf of an entry (docs/seal.md). A moment without end is no number; it gets a text that no other moment has. */
const MOMENT = sql`case when isfinite(entry.recorded_at) then (extract(epoch from entry.recorded_at) * 1000000)::bigint::text else entry.recorded_at::text end`;
const LEAF = sql`'13:ledger-leaf/1,' || ${netstring(sql`entry.id::text`)} || '64:' || encode(entry.content_hash, 'hex') || ',' || ${netstring(sql`entry.booked_on::text`)} || ${netstring(MOMENT)}`;

/** The same text as `contentOf` (../content.ts). Null, and so never true, where a line is no line. */
const CONTENT = sql.join(
  [
    sql`'14:ledger-entry/2,'`,
    ...['key', 'scope', 'subject', 'kind', 'cause', 'description', 'value_date::text'].map((column) =>
      netstring(sql.raw(`entry.${column}`)),
    ),
    // Few entries reverse another; a join would sort all of them for those few.
    sql`case when entry.reverses is null then '0:,' else (select ${netstring(sql`reversed.key`)} from ledger.entry as reversed where reversed.id = entry.reverses) end`,
    sql`lines.encoded`,
  ],
  sql` || `,
);

/**
 * Served by entry_pkey and posting_of_entry, each by its range. The full join names lines that belong to no entry; and it can be no nested loop, which is
 * what a planner with stale figures would otherwise walk into.
 */
async function readLeaves(tx: Tx, { after, through }: Range): Promise<Leaves> {
  const [row] = await tx.execute<{ entries: number; hashes: Buffer | null; false_ids: bigint[] | null }>(sql`
    with entry as (
      select *
      from ledger.entry
      where id > ${after}::bigint and id <= ${through}::bigint
    ),
    lines as (
      select
        posting.entry,
        count(*) as lines,
        min(posting.line) as first_line,
        max(posting.line) as last_line,
        string_agg(
          ${netstring(sql`account.code`)}
            || case posting.side when 'debit' then '5:debit,' when 'credit' then '6:credit,' end
            || ${netstring(sql`posting.amount::text`)},
          '' order by posting.line
        ) as encoded
      from ledger.posting
      join ledger.account on account.id = posting.account
      where posting.entry > ${after}::bigint and posting.entry <= ${through}::bigint
      group by posting.entry
    )
    select
      count(entry.id)::integer as entries,
      string_agg(
        sha256('\\x00'::bytea || convert_to(${LEAF}, 'UTF8')),
        '' order by entry.id
      ) filter (where entry.id is not null) as hashes,
      (array_agg(coalesce(entry.id, lines.entry)) filter (
        where (
          lines.lines = entry.line_count
          and lines.first_line = 1
          and lines.last_line = entry.line_count
          and entry.content_hash = sha256(convert_to(${CONTENT}, 'UTF8'))
        ) is not true
      ))[1:${sql.raw(`${NAMED_AT_MOST}`)}] as false_ids
    from entry
    full join lines on lines.entry = entry.id
  `);
  return { entries: row!.entries, hashes: row!.hashes ?? Buffer.alloc(0), falseIds: row!.false_ids ?? [] };
}
