import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { guardTransactions } from './transaction-guard.ts';

/** A database that may open transactions. Only shells take it; what reads or writes inside one takes a `Tx`. */
export type Db = PostgresJsDatabase;

/** An open transaction. A `Db` is not one: a function that takes `Tx` can rely on all of its work landing, or none. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];

/** The client below drizzle, for statements that are easier to read as SQL. */
export type Sql = postgres.Sql<{ bigint: bigint }>;

export interface Connection {
  readonly db: Db;
  readonly sql: Sql;
  /** Lets running statements end for five seconds, then closes every connection. */
  close(): Promise<void>;
}

/** Of our own choosing; any number that no other program in the same database locks. */
const MIGRATION_LOCK = 6_110_611;

const MIGRATIONS_FOLDER = fileURLToPath(new URL('../drizzle', import.meta.url));

/**
 * The roles that the migrations make (drizzle/0004_database_roles.sql). Whatever works on the database works as the application; the owner's
 * place is taken by migrations alone.
 */
export type Role = 'dwangsom_application' | 'dwangsom_auditor';

/**
 * Opens a pool of at most `maximumConnections` (10 where not given) on `url`. Connections are made when first needed,
 * so a wrong `url` shows at the first statement. With a `role` every connection acts as that role from its first statement; the login of
 * `url` must be a member of it. `date` columns come back as ISO strings, because a JavaScript Date
 * would carry a zone; `bigint` columns as bigint, because cents are.
 */
export function connect(url: string, options: { maximumConnections?: number; role?: Role } = {}): Connection {
  const sql = postgres(url, {
    max: options.maximumConnections ?? 10,
    types: { bigint: postgres.BigInt },
    connect_timeout: 10,
    // Notices are remarks such as "relation already exists, skipping"; nobody acts on them.
    onnotice: () => {},
    connection: {
      application_name: 'dwangsom',
      // Compiling a query pays for one that reads millions of rows; here it is what makes the slowest page slow.
      jit: 'off',
      ...(options.role === undefined ? {} : { role: options.role }),
    },
  });
  guardTransactions(sql);
  // drizzle replaces the parsers of days and timestamps on this very client, hence raw statements read strings as well.
  const db = drizzle(sql);
  return { db, sql, close: () => sql.end({ timeout: 5 }) };
}

/**
 * Runs one statement in an open transaction, prepared once a connection: PostgreSQL keeps its plan, and the driver does not ask again what its
 * parameters are. drizzle prepares nothing that it is given as SQL, which for the statements of the ledger costs a second round trip at
 * every call. So this goes past it to its driver; test/db.test.ts holds that the driver is where this looks for it.
 */
export async function prepared<Row extends Record<string, unknown>>(
  tx: Tx | Db,
  text: string,
  parameters: readonly Parameter[],
): Promise<Row[]> {
  const { client } = (tx as unknown as { session: { client: postgres.Sql } }).session;
  return client.unsafe<Row[]>(text, parameters as Parameter[] as never[], { prepare: true });
}

/** A statement with more parameters grows with its data: each length would be a statement of its own, and the server keeps what is prepared as long as the connection lives. */
const PARAMETERS_PREPARED = 20;

/**
 * A transaction in which what drizzle says is prepared as well, as above. For work that says the same statements thousands of times: a statement that is not
 * prepared costs two round trips, and holds up those that were said together with it.
 */
export function preparing<Result>(db: Db, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return db.transaction((tx) => {
    // Made for this transaction and gone with it (transaction-guard.ts), so nobody else's statements change.
    const { client } = (tx as unknown as { session: { client: { unsafe: Unsafe } } }).session;
    const { unsafe } = client;
    client.unsafe = (text, parameters = [], options = {}) =>
      unsafe(text, parameters, {
        ...options,
        prepare: parameters.length > 0 && parameters.length <= PARAMETERS_PREPARED,
      });
    return work(tx);
  });
}

type Unsafe = (text: string, parameters?: unknown[], options?: { prepare?: boolean }) => unknown;

/** Text, or a list of texts: the one form that driver and server write alike for every type. */
export type Parameter = string | null | readonly (string | null)[];

/**
 * Brings the database at `url` up to the last migration in `drizzle/`. Two processes that start together do not collide:
 * the second waits for the lock and then finds nothing to do.
 *
 * drizzle decides by timestamps alone, so it would silently skip a migration that landed with an earlier timestamp and would
 * not see that a landed file was edited. Both are compared afterwards, by hash, and refused.
 */
export async function migrate(url: string): Promise<void> {
  // One connection: a lock belongs to the session that took it, and ends with it where this process dies.
  const { db, sql, close } = connect(url, { maximumConnections: 1 });
  try {
    // Asked first, because a login that may not migrate can very well find that there is nothing to do.
    if (await isUpToDate(sql)) return;
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await runMigrations(db, { migrationsFolder: MIGRATIONS_FOLDER });
    await refuseOtherHistory(sql);
    await sql.unsafe(LET_THE_APPLICATION_LOOK);
  } finally {
    await close();
  }
}

const LET_THE_APPLICATION_LOOK = `
  grant usage on schema drizzle to dwangsom_application, dwangsom_auditor;
  grant select on drizzle.__drizzle_migrations to dwangsom_application, dwangsom_auditor;
`;

async function isUpToDate(sql: Sql): Promise<boolean> {
  const [table] = await sql<{ exists: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null
      and has_table_privilege(to_regclass('drizzle.__drizzle_migrations'), 'select') as exists`;
  if (!table?.exists) return false;
  const { expected, found } = await histories(sql);
  return expected.length === found.length && expected.every((hash) => found.includes(hash));
}

async function histories(sql: Sql): Promise<{ expected: string[]; found: string[] }> {
  const expected = readMigrationFiles({ migrationsFolder: MIGRATIONS_FOLDER }).map((file) => file.hash);
  const rows = await sql<
    { hash: string }[]
  >`select hash from drizzle.__drizzle_migrations order by created_at, id`;
  return { expected, found: rows.map((row) => row.hash) };
}

async function refuseOtherHistory(sql: Sql): Promise<void> {
  const { expected, found } = await histories(sql);
  const missing = expected.filter((hash) => !found.includes(hash)).length;
  const unknown = found.filter((hash) => !expected.includes(hash)).length;
  if (missing === 0 && unknown === 0) return;
  throw new Error(
    `The database holds another history of migrations than the folder ${MIGRATIONS_FOLDER}: ${missing} of the files there ` +
      `were not applied as they read now, and ${unknown} applied ones are not there. Run the version of the program that ` +
      'migrated this database, or restore the files; a landed migration is never edited, moved or removed.',
  );
}
