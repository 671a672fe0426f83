import { readFileSync } from 'node:fs';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { expect, test } from 'vitest';
import { migrate } from '../../src/db.ts';
import { contentHashOf } from '../../src/ledger/content.ts';
import { balancedReversal } from '../../src/ledger/entry.ts';
import { type BalancedEntry, type EntryDraft, post } from '../../src/ledger/index.ts';
import { day } from '../../src/values/index.ts';
import { openEmptyDatabase } from '../support/database.ts';
import { balanced, book, credit, debit, draft } from './books.ts';

// A database that worked before the tables of entries were made anew (drizzle/0005), with books in it, and what became of them.
const { db, sql, url } = await openEmptyDatabase();

const CLAIM = draft({ key: 'case_A/claim', description: 'Eén dag te laat — €' });
const SPLIT = draft({
  key: 'case_A/😀',
  bookedOn: day('2999-12-31'),
  lines: [debit('claims/a', 60n), debit('claims/ö', 40n), credit('income', 100n)],
});
const BACK = draft({
  key: 'case_A/back',
  kind: 'reversal',
  cause: 'fact_2',
  lines: [credit('claims/a', 25_000n), debit('income', 25_000n)],
});

/** The first four migrations, as drizzle would have recorded them. */
async function migrateAsBefore(): Promise<void> {
  const folder = new URL('../../drizzle/', import.meta.url).pathname;
  const files = readMigrationFiles({ migrationsFolder: folder }).slice(0, 4);
  const { entries } = JSON.parse(readFileSync(`${folder}meta/_journal.json`, 'utf8')) as {
    entries: { tag: string }[];
  };
  await sql.unsafe(`
    create schema drizzle;
    create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`);
  for (const [index, { hash, folderMillis }] of files.entries()) {
    await sql.unsafe(readFileSync(`${folder}${entries[index]!.tag}.sql`, 'utf8'));
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${folderMillis})`;
  }
}

/** As the program wrote then: two tables, line by line, a hash of another encoding. */
async function bookAsBefore(entry: EntryDraft, reverses: bigint | null = null): Promise<bigint> {
  const total = entry.lines.reduce((sum, { side, amount }) => (side === 'debit' ? sum + amount : sum), 0n);
  return sql.begin(async (tx) => {
    const [written] = await tx<{ id: bigint }[]>`
      insert into ledger.entry (
        key, content_hash, scope, subject, kind, cause, description, value_date, booked_on, reverses, line_count, total
      )
      values (
        ${entry.key}, sha256('before'), ${entry.scope}, ${entry.subject}, ${entry.kind}, ${entry.cause}, ${entry.description},
        ${entry.valueDate}, ${entry.bookedOn}, ${reverses}, ${entry.lines.length}, ${total}
      )
      returning id`;
    for (const [index, { account, side, amount }] of entry.lines.entries()) {
      await tx`
        insert into ledger.posting (entry, line, account, side, amount)
        select ${written!.id}, ${index + 1}, id, ${side}, ${amount} from ledger.account where code = ${account}`;
    }
    return written!.id;
  });
}

const ENTRIES = `
  select
    entry.id, entry.key, scope, subject, kind, cause, description, value_date::text, booked_on::text, recorded_at::text, reverses,
    line_count::integer, total,
    array_agg(concat_ws(' ', line, code, side, amount) order by line) as lines
  from ledger.entry
  join ledger.posting on posting.entry = entry.id
  join ledger.account on account.id = posting.account
  group by entry.id
  order by entry.id`;

await migrateAsBefore();
await sql`insert into ledger.control_account values ('claims', 'Vorderingen', 'BVorDeb', 'debit'), ('income', 'Opbrengsten', 'WOmzNoh', 'credit')`;
await sql`
  insert into ledger.account (code, control)
  values ('claims/a', 'claims'), ('claims/ö', 'claims'), ('income', 'income'), ('claims/unmoved', 'claims')`;
const claimId = await bookAsBefore(CLAIM);
await bookAsBefore(SPLIT);
const backId = await bookAsBefore(BACK, claimId);
// An id that was handed out and taken back by its transaction: the next entry does not get it again.
await sql.begin(async (tx) => {
  await tx`select nextval('ledger.entry_id_seq')`;
});
const before = await sql.unsafe(ENTRIES);
// The hash must not depend on how the server happens to write a day.
await sql.unsafe(`alter database ${new URL(url).pathname.slice(1)} set datestyle = 'German'`);
await migrate(url);
await sql.unsafe(`alter database ${new URL(url).pathname.slice(1)} reset datestyle`);

test('every entry stands as it stood, with its id, its moment and its lines', async () => {
  expect(before).toHaveLength(3);
  expect(await sql.unsafe(ENTRIES)).toEqual(before);
});

test('each has the hash that the program computes for it, written by PostgreSQL in one expression', async () => {
  const back = balancedReversal(BACK, { id: claimId, key: CLAIM.key });
  if (!back.ok) throw new Error('refused');
  const expected = [balanced(CLAIM), balanced(SPLIT), back.value].map((entry: BalancedEntry) => ({
    hash: contentHashOf(entry),
  }));
  expect(await sql`select encode(content_hash, 'hex') as hash from ledger.entry order by id`).toEqual(
    expected,
  );
});

test('every account has its balance, also one that was never moved', async () => {
  // claims/a: 25,000 and 60 debit, 25,000 back; claims/ö: 40; income: 25,000 and 100 credit, 25,000 back.
  const rows =
    await sql`select code, debit, credit from ledger.balance join ledger.account on account.id = balance.account order by code collate "C"`;
  expect(rows).toEqual([
    { code: 'claims/a', debit: 25_060n, credit: 25_000n },
    { code: 'claims/unmoved', debit: 0n, credit: 0n },
    { code: 'claims/ö', debit: 40n, credit: 0n },
    { code: 'income', debit: 25_000n, credit: 25_100n },
  ]);
});

test('nothing is left of the tables of before', async () => {
  const left =
    await sql`select relname from pg_class where relnamespace = 'ledger'::regnamespace and relname like '%before%'`;
  expect(left).toEqual([]);
});

test('posting goes on with the next id; the one that a transaction took back stays unused', async () => {
  expect(await book(db, { key: 'case_A/next' })).toBe(backId + 2n);
});

test('what was booked then is replayed now, and a second reversal is refused', async () => {
  const replayed = await db.transaction((tx) => post(tx, balanced(CLAIM)));
  expect(replayed).toEqual([{ outcome: 'replayed', entryId: claimId }]);
  const again = balancedReversal({ ...BACK, key: 'case_A/again' }, { id: claimId, key: CLAIM.key });
  if (!again.ok) throw new Error('refused');
  const refused = await db.transaction((tx) => post(tx, again.value));
  expect(refused).toMatchObject([{ refusals: [{ code: 'already-reversed' }] }]);
});
