import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import { type Connection, connect } from '../../src/db.ts';
import { TEMPLATE } from './global-setup.ts';

/** `db` works as the application does in production; `sql` as the superuser who set the database up. */
export interface TestDatabase extends Connection {
  readonly url: string;
}

/**
 * A migrated, empty database for the calling test file, dropped after its last test. Call it at the top of the file or of a
 * `describe` with await, because vitest takes `afterAll` only while it collects tests.
 */
export async function openTestDatabase(): Promise<TestDatabase> {
  const database = await openDatabase(TEMPLATE);
  afterAll(() => database.close());
  return database;
}

/** The same without any table of ours, for what migrates by itself. */
export async function openEmptyDatabase(): Promise<TestDatabase> {
  const database = await openDatabase('template0');
  afterAll(() => database.close());
  return database;
}

async function openDatabase(template: string): Promise<TestDatabase> {
  const adminUrl = inject('adminUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(adminUrl, (sql) => sql`create database ${sql(name)} template ${sql(template)}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const owner = connect(url.href, { maximumConnections: 5 });
  const application = connect(url.href, { maximumConnections: 5, role: 'dwangsom_application' });
  let closing: Promise<void> | undefined;
  const close = async () => {
    await Promise.all([application.close(), owner.close()]);
    // With force, because a test that failed may have left sessions of its own.
    await administer(adminUrl, (sql) => sql`drop database if exists ${sql(name)} with (force)`);
  };
  return {
    db: application.db,
    sql: owner.sql,
    url: url.href,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

async function administer(
  adminUrl: string,
  statement: (sql: Connection['sql']) => Promise<unknown>,
): Promise<void> {
  const { sql, close } = connect(adminUrl, { maximumConnections: 1 });
  try {
    await statement(sql);
  } finally {
    await close();
  }
}
