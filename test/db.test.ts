import { expect, test } from 'vitest';
import { migrate } from '../src/db.ts';
import { openEmptyDatabase, openTestDatabase } from './support/database.ts';

const { sql, url } = await openTestDatabase();
const empty = await openEmptyDatabase();

test('a day comes back as an ISO string and a bigint as a bigint', async () => {
  const [row] = await sql`select date '2025-02-28' as day, 9007199254740993::bigint as cents`;
  expect(row).toEqual({ day: '2025-02-28', cents: 9_007_199_254_740_993n });
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

test('a database with another history of migrations is refused', async () => {
  await sql`update drizzle.__drizzle_migrations set hash = 'edited' where id = 1`;
  await expect(migrate(url)).rejects.toThrow('another history of migrations');
});
