import { expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { credit, debit, openBooks } from './books.ts';
import { bookRows, openLogin, row } from './rows.ts';

// What each role may do, compared with the catalogue; what whoever stole its login can do stands in guardsStolenLogin.test.ts.
const database = await openTestDatabase();
const { db, sql } = database;
await openBooks(db);
const auditor = await openLogin(database, 'dwangsom_auditor');

const GOOD = [debit('bank', 100n), credit('income', 100n)];

/** What others than the owner may do with what stands in the ledger: role, privilege, thing. */
async function privileges(what: string): Promise<string[]> {
  const rows = await sql.unsafe<{ line: string }[]>(`
    select concat_ws(' ', coalesce(nullif(acl.grantee, 0)::regrole::text, 'public'), lower(acl.privilege_type), thing.name) as line
    from (${what}) as thing
    cross join lateral aclexplode(thing.acl) as acl
    where acl.grantee <> thing.owner
    order by line`);
  return rows.map(({ line }) => line);
}

const RELATIONS = `
  select relname::text as name, coalesce(relacl, acldefault('r', relowner)) as acl, relowner as owner
  from pg_class where relnamespace = 'ledger'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S')`;

const COLUMNS = `
  select concat(relname, '.', attname) as name, attacl as acl, relowner as owner
  from pg_attribute join pg_class on pg_class.oid = attrelid
  where relnamespace = 'ledger'::regnamespace and attacl is not null`;

const FUNCTIONS = `
  select proname::text as name, coalesce(proacl, acldefault('f', proowner)) as acl, proowner as owner
  from pg_proc where pronamespace = 'ledger'::regnamespace`;

test('three roles were made; none of them logs in, is a superuser, or is a member of another', async () => {
  const rows = await sql`
    select rolname, rolcanlogin, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication
    from pg_roles where rolname like 'dwangsom\\_%' order by rolname`;
  const nothing = {
    rolcanlogin: false,
    rolsuper: false,
    rolcreaterole: false,
    rolcreatedb: false,
    rolbypassrls: false,
    rolreplication: false,
  };
  expect(rows).toEqual(
    ['dwangsom_application', 'dwangsom_auditor', 'dwangsom_owner'].map((rolname) => ({
      rolname,
      ...nothing,
    })),
  );
  const memberships = await sql`
    select 1 from pg_auth_members join pg_roles on pg_roles.oid = member where rolname like 'dwangsom\\_%'`;
  expect(memberships).toHaveLength(0);
});

test('everything in the ledger belongs to the owner', async () => {
  const others = await sql`
    select relname as name from pg_class where relnamespace = 'ledger'::regnamespace and relowner <> 'dwangsom_owner'::regrole
    union all
    select proname from pg_proc where pronamespace = 'ledger'::regnamespace and proowner <> 'dwangsom_owner'::regrole
    union all
    select nspname from pg_namespace where nspname = 'ledger' and nspowner <> 'dwangsom_owner'::regrole`;
  expect(others).toHaveLength(0);
});

test('what the application may add in the ledger is this list, and what it may change is nothing', async () => {
  const adding = (await privileges(RELATIONS)).filter((line) => !line.includes(' select '));
  expect(adding).toEqual([
    'dwangsom_application insert account',
    'dwangsom_application insert control_account',
    'dwangsom_application insert period_closing',
    'dwangsom_application insert seal_block',
    'dwangsom_application insert seal_publication',
  ]);
  expect(await privileges(COLUMNS)).toEqual([]);
});

test('application and auditor read every table of the ledger, and the auditor those of collections too', async () => {
  const [unread] = await sql<{ relations: string[] | null }[]>`
    select array_agg(concat(role, ' ', pg_class.oid::regclass)) as relations
    from pg_class
    cross join unnest(array['dwangsom_application', 'dwangsom_auditor']) as role
    where relnamespace in ('ledger'::regnamespace, 'collections'::regnamespace)
      and relkind in ('r', 'p', 'v', 'm')
      and not has_table_privilege(role, pg_class.oid, 'select')`;
  expect(unread?.relations).toBeNull();
});

test('the application calls no function that writes but the one door, the auditor none, and the public none at all', async () => {
  const callable = await privileges(FUNCTIONS);
  expect(callable.filter((line) => line.startsWith('public'))).toEqual([]);
  expect(callable).toContain('dwangsom_application execute book');
  const writers = [
    'why_not',
    'what_stands',
    'past_their_rule',
    'refuse',
    'check_reversals',
    'open_balance',
    'close_period',
    'stamp_account',
  ];
  expect(callable.filter((line) => writers.some((name) => line.endsWith(` ${name}`)))).toEqual([]);
  expect(callable.filter((line) => line === 'dwangsom_auditor execute book')).toEqual([]);
});

test('each function that runs as its owner, and each trigger, has a search path of its own', async () => {
  const rows = await sql`
    select proname from pg_proc
    where pronamespace = 'ledger'::regnamespace
      and not coalesce(proconfig, '{}') && array['search_path=pg_catalog, pg_temp', 'search_path=""']`;
  expect(rows).toEqual([]);
});

test('the auditor books nothing, closes nothing and records nothing', async () => {
  await expect(bookRows(auditor.sql, [row('audit', GOOD)])).rejects.toThrow('permission denied');
  const closing = auditor.sql`insert into ledger.period_closing (closed_through, closed_by, approved_by, closed_on) values ('2024-12-31', 'a', 'b', '2025-01-02')`;
  await expect(closing).rejects.toThrow('permission denied');
  const [rights] = await sql<{ adds: boolean }[]>`
    select bool_or(has_any_column_privilege('dwangsom_auditor', oid, 'insert, update') or has_table_privilege('dwangsom_auditor', oid, 'delete, truncate')) as adds
    from pg_class where relnamespace in ('ledger'::regnamespace, 'collections'::regnamespace) and relkind in ('r', 'p', 'v', 'm')`;
  expect(rights).toEqual({ adds: false });
});
