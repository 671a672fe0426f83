import { sql } from 'drizzle-orm';
import type { Tx } from '../db.ts';
import type { BalancedEntry } from './entry.ts';

export interface Prepared {
  readonly entry: BalancedEntry;
  /** The content hash in hexadecimal. */
  readonly hash: string;
}

/** What the statement found and did for one key. Where all three are empty another transaction was first, or nothing was written. */
export interface Inserted {
  readonly key: string;
  readonly booked: bigint | null;
  readonly earlier: { readonly id: bigint; readonly hash: string } | null;
  readonly unknownAccounts: readonly string[];
}

interface InsertedRow extends Record<string, unknown> {
  key: string;
  booked: string | null;
  earlier: string | null;
  earlier_hash: string | null;
  unknown: string[] | null;
}

/**
 * Resolves the keys, finds the accounts and writes entries and lines, in one statement. It writes nothing at all where a key is
 * taken with other content or an account is unknown. The keys in `distinct` differ.
 *
 * Everything travels as text and is cast here: drizzle takes the serializers of day arrays away from the driver, and text
 * is the one array type that every driver writes alike.
 */
export async function insertEntries(tx: Tx, distinct: readonly Prepared[]): Promise<Inserted[]> {
  const entries = distinct.map(({ entry }) => entry);
  const lines = entries.flatMap(({ key, lines }) =>
    lines.map((line, index) => ({ key, number: index + 1, ...line })),
  );
  const rows = await tx.execute<InsertedRow>(sql`
    with given as (
      select
        key,
        decode(content_hash, 'hex') as content_hash,
        scope,
        subject,
        kind,
        cause,
        description,
        value_date::date as value_date,
        booked_on::date as booked_on,
        reverses::bigint as reverses,
        line_count::integer as line_count,
        total::bigint as total
      from unnest(
        ${texts(entries.map(({ key }) => key))},
        ${texts(distinct.map(({ hash }) => hash))},
        ${texts(entries.map(({ scope }) => scope))},
        ${texts(entries.map(({ subject }) => subject))},
        ${texts(entries.map(({ kind }) => kind))},
        ${texts(entries.map(({ cause }) => cause))},
        ${texts(entries.map(({ description }) => description))},
        ${texts(entries.map(({ valueDate }) => valueDate))},
        ${texts(entries.map(({ bookedOn }) => bookedOn))},
        ${texts(entries.map(({ reverses }) => reverses?.id ?? null))},
        ${texts(entries.map(({ lines }) => lines.length))},
        ${texts(entries.map(({ total }) => total))}
      ) as given (
        key, content_hash, scope, subject, kind, cause, description, value_date, booked_on, reverses, line_count, total
      )
    ),
    -- Served by entry_key_once.
    earlier as (
      select
        entry.key,
        entry.id,
        entry.content_hash,
        entry.content_hash = given.content_hash as is_same
      from given
      join ledger.entry on entry.key = given.key
    ),
    -- Served by account_code_once.
    line as (
      select
        line.key,
        line.number::integer as number,
        line.code,
        line.side,
        line.amount::bigint as amount,
        account.id as account
      from unnest(
        ${texts(lines.map(({ key }) => key))},
        ${texts(lines.map(({ number }) => number))},
        ${texts(lines.map(({ account }) => account))},
        ${texts(lines.map(({ side }) => side))},
        ${texts(lines.map(({ amount }) => amount))}
      ) as line (key, number, code, side, amount)
      left join ledger.account on account.code = line.code
    ),
    unknown as (
      select
        key,
        array_agg(distinct code) as codes
      from line
      where account is null
      group by key
    ),
    booked as (
      insert into ledger.entry (
        key, content_hash, scope, subject, kind, cause, description, value_date, booked_on, reverses, line_count, total
      )
      select
        key, content_hash, scope, subject, kind, cause, description, value_date, booked_on, reverses, line_count, total
      from given
      where not exists (select from earlier where earlier.key = given.key)
        and not exists (select from earlier where not is_same)
        and not exists (select from unknown)
      -- Always in one order, so that two transactions that post the same keys never wait for each other in a circle.
      order by key collate "C"
      -- Waits for a transaction that is writing the same key, or the reversal of the same entry, and then leaves the row out.
      on conflict do nothing
      returning id, key
    ),
    written as (
      insert into ledger.posting (entry, line, account, side, amount)
      select
        booked.id,
        line.number,
        line.account,
        line.side,
        line.amount
      from booked
      join line on line.key = booked.key
    )
    select
      given.key,
      booked.id::text as booked,
      earlier.id::text as earlier,
      encode(earlier.content_hash, 'hex') as earlier_hash,
      unknown.codes as unknown
    from given
    left join booked on booked.key = given.key
    left join earlier on earlier.key = given.key
    left join unknown on unknown.key = given.key
  `);
  return rows.map((row) => ({
    key: row.key,
    booked: row.booked === null ? null : BigInt(row.booked),
    earlier: row.earlier === null ? null : { id: BigInt(row.earlier), hash: row.earlier_hash! },
    unknownAccounts: row.unknown ?? [],
  }));
}

export interface Standing {
  readonly id: bigint;
  readonly key: string;
  readonly hash: string;
  readonly reverses: bigint | null;
}

/**
 * What stands in the way of entries that were left out: a later statement sees what the waiting one could not.
 * Served by entry_key_once and entry_reversed_once.
 */
export async function readBack(tx: Tx, left: readonly Prepared[]): Promise<Standing[]> {
  const rows = await tx.execute<{ id: string; key: string; hash: string; reverses: string | null }>(sql`
    select
      id::text as id,
      key,
      encode(content_hash, 'hex') as hash,
      reverses::text as reverses
    from ledger.entry
    where key = any (${texts(left.map(({ entry }) => entry.key))})
      or reverses = any (${texts(left.flatMap(({ entry }) => entry.reverses?.id ?? []))}::bigint[])
  `);
  return rows.map(({ id, key, hash, reverses }) => ({
    id: BigInt(id),
    key,
    hash,
    reverses: reverses === null ? null : BigInt(reverses),
  }));
}

function texts(values: readonly (string | number | bigint | null)[]) {
  return sql`${sql.param(values.map((value) => (value === null ? null : String(value))))}::text[]`;
}
