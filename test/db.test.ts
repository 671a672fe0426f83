import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { connect, migrate, prepared } from '../src/db.ts';
import { openLogin } from './ledger/rows.ts';
import { openEmptyDatabase, openTestDatabase } from './support/database.ts';

const database = await openTestDatabase();
const { db, sql, url } = database;
const empty = await openEmptyDatabase();

test('a day comes back as an ISO string and a bigint as a bigint', async () => {
  const [row] = await sql`select date '2025-02-28' as day, 9007199254740993::bigint as cents`;
  expect(row).toEqual({ day: '2025-02-28', cents: 9_007_199_254_740_993n });
});

test('a statement is prepared once a connection, in a transaction and on the pool alike, and its plan is kept', async () => {
  const one = connect(url, { maximumConnections: 1 });
  try {
    const text = 'select $1::text[] as names, $2::bigint + 1 as number';
    const expected = [{ names: ['a', 'b,"c'], number: 8n }];
    expect(await prepared(one.db, text, [['a', 'b,"c'], '7'])).toEqual(expected);
    expect(await one.db.transaction((tx) => prepared(tx, text, [['a', 'b,"c'], '7']))).toEqual(expected);
    const nested = one.db.transaction((tx) =>
      tx.transaction((deeper) => prepared(deeper, text, [['a', 'b,"c'], '7'])),
    );
    expect(await nested).toEqual(expected);
    const kept = await one.sql`
      select generic_plans + custom_plans as runs from pg_prepared_statements where statement = ${text}`;
    expect(kept).toEqual([{ runs: 3n }]);
  } finally {
    await one.close();
  }
});

test('what is prepared in a transaction belongs to it, and goes with it where it is rolled back', async () => {
  const failing = db.transaction(async (tx) => {
    await prepared(tx, `insert into ledger.control_account values ($1, 'Gone', 'X', 'debit')`, ['gone']);
    throw new Error('taken back');
  });
  await expect(failing).rejects.toThrow('taken back');
  expect(await sql`select code from ledger.control_account where code = 'gone'`).toEqual([]);
});

test('a list may hold nothing at a place, and a parameter may be nothing', async () => {
  // Told apart by the server: the driver reads an empty place of an answer as the word.
  const text = `select array_to_string($1::text[], ',', 'nothing') as names, $2::text as note`;
  expect(await prepared(db, text, [['NULL', null, ''], null])).toEqual([
    { names: 'NULL,nothing,', note: null },
  ]);
});

test('a connection with a role acts as that role from its first statement on, in transactions too, and on every connection of its pool', async () => {
  const names = await Promise.all(
    Array.from({ length: 5 }, () => db.execute('select current_user as name, pg_sleep(0.02)')),
  );
  expect(new Set(names.map(([row]) => row?.name))).toEqual(new Set(['dwangsom_application']));
  const [inside] = await db.transaction((tx) => tx.execute('select current_user as name'));
  expect(inside?.name).toBe('dwangsom_application');
  const auditor = connect(url, { maximumConnections: 1, role: 'dwangsom_auditor' });
  try {
    expect(await auditor.sql`select current_user as name`).toEqual([{ name: 'dwangsom_auditor' }]);
    // Back to what the connection began with, which is the role and not the login.
    await auditor.sql`reset role`;
    expect(await auditor.sql`select current_user as name`).toEqual([{ name: 'dwangsom_auditor' }]);
  } finally {
    await auditor.close();
  }
});

test('a login that is not a member of the role does not connect as it', async () => {
  const auditor = await openLogin(database, 'dwangsom_auditor');
  const climbing = connect(auditor.url, { maximumConnections: 1, role: 'dwangsom_application' });
  await expect(climbing.sql`select 1`).rejects.toThrow('permission denied to set role');
  await climbing.close();
});

test('migrating a database that is up to date does nothing', async () => {
  const before = await sql`select * from drizzle.__drizzle_migrations`;
  await migrate(url);
  expect(await sql`select * from drizzle.__drizzle_migrations`).toEqual(before);
});

test('two processes that migrate an empty database together do not collide', async () => {
  await Promise.all([migrate(empty.url), migrate(empty.url), migrate(empty.url)]);
  expect(await empty.sql`select * from drizzle.__drizzle_migrations`).not.toHaveLength(0);
});

test('a login that is no superuser, but may act as the owner, migrates a database of its own', async () => {
  const name = `migrating_${randomBytes(6).toString('hex')}`;
  await sql.unsafe(`create role ${name} login password 'own' createdb createrole`);
  await sql.unsafe(`grant dwangsom_owner to ${name} with admin true`);
  await sql.unsafe(`create database ${name} owner ${name} template template0`);
  const own = new URL(url);
  own.username = name;
  own.password = 'own';
  own.pathname = `/${name}`;
  try {
    await migrate(own.href);
    const { sql: owned, close } = connect(own.href, { maximumConnections: 1 });
    expect(
      await owned`select has_function_privilege('dwangsom_application', oid, 'execute') as may from pg_proc where oid = 'ledger.book'::regproc`,
    ).toEqual([{ may: true }]);
    await close();
  } finally {
    await sql.unsafe(`drop database ${name} with (force)`);
    await sql.unsafe(`drop role ${name}`);
  }
});

test('a database with another history of migrations is refused', async () => {
  await sql`update drizzle.__drizzle_migrations set hash = 'edited' where id = 1`;
  await expect(migrate(url)).rejects.toThrow('another history of migrations');
});
