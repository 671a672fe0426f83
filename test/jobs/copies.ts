import { afterAll, inject } from 'vitest';
import { type Connection, connect } from '../../src/db.ts';
import type { TestDatabase } from '../support/database.ts';

export interface Copy extends Connection {
  readonly url: string;
}

const copies: { name: string; close(): Promise<void> }[] = [];
afterAll(async () => {
  for (const { close } of copies) await close();
  const { sql, close } = connect(inject('adminUrl'), { maximumConnections: 1 });
  for (const { name } of copies) await sql`drop database if exists ${sql(name)} with (force)`;
  await close();
});

/** A copy of the database with the cases, as it was before anything was done. `sql` is the superuser's. */
export async function copyOf(original: TestDatabase, kind: string): Promise<Copy> {
  const from = new URL(original.url).pathname.slice(1);
  const name = `${from}_${kind}`;
  const admin = connect(inject('adminUrl'), { maximumConnections: 1 });
  // Nobody may be connected to what is copied; the connections of the original open again when they are needed.
  await admin.sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${from}`;
  await admin.sql`create database ${admin.sql(name)} template ${admin.sql(from)}`;
  await admin.close();
  const url = Object.assign(new URL(original.url), { pathname: `/${name}` }).href;
  const owner = connect(url, { maximumConnections: 2 });
  const application = connect(url, { maximumConnections: 2, role: 'dwangsom_application' });
  const close = async () => {
    await Promise.all([owner.close(), application.close()]);
  };
  copies.push({ name, close });
  return { db: application.db, sql: owner.sql, url, close };
}
