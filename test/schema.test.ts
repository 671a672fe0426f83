import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { broken, journal, landedHashes, migrationHashes, schemaFile } from '../scripts/landed.ts';
import { schemaText } from '../scripts/schema-text.ts';
import { openEmptyDatabase, openTestDatabase } from './support/database.ts';

const { sql } = await openTestDatabase();
const copy = await openEmptyDatabase();
const rich = await openEmptyDatabase();
const richCopy = await openEmptyDatabase();

test('drizzle/schema.sql is what the migrations make (else: npm run schema:dump)', async () => {
  expect(await schemaText(sql)).toBe(readFileSync(schemaFile, 'utf8'));
});

test('drizzle/schema.sql loads into an empty database and gives the same schema', async () => {
  await copy.sql.unsafe(readFileSync(schemaFile, 'utf8'));
  expect(withoutParentheses(await schemaText(copy.sql))).toBe(withoutParentheses(await schemaText(sql)));
});

test('no landed migration was changed or removed', () => {
  expect(broken()).toEqual([]);
});

test('every migration has landed (else: npm run schema:dump)', () => {
  expect(Object.keys(migrationHashes())).toEqual(Object.keys(landedHashes()));
});

test('drizzle applies every migration: all are in its journal, each later than the one before', () => {
  expect(journal().map((entry) => `${entry.tag}.sql`)).toEqual(Object.keys(migrationHashes()));
  const moments = journal().map((entry) => entry.when);
  expect(moments).toEqual(moments.toSorted((first, second) => first - second));
  expect(new Set(moments).size).toBe(moments.length);
});

test('the dump sees every kind of thing that a migration may make', async () => {
  await rich.sql.unsafe(RICH);
  const text = await schemaText(rich.sql);
  await richCopy.sql.unsafe(text);
  expect(withoutParentheses(await schemaText(richCopy.sql))).toBe(withoutParentheses(text));
  for (const seen of [
    'create type s.colour as enum',
    'create domain s.positive as bigint',
    'create sequence s.numbers',
    'generated always as identity',
    'generated always as ((id * 2)) stored',
    'partition by RANGE (day)',
    'partition of s.event FOR VALUES',
    'FOREIGN KEY (parent) REFERENCES s.thing(id) DEFERRABLE INITIALLY DEFERRED',
    'CREATE UNIQUE INDEX thing_once ON s.thing USING btree (colour) WHERE (parent IS NULL)',
    'enable always trigger guard',
    'create view s.seen as',
    'enable row level security',
    'create policy own on s.thing',
    "comment on table s.thing is 'What it''s for.'",
    "comment on constraint small on s.thing is 'Why.'",
    "comment on column s.thing.colour is 'Which.'",
    "comment on function s.refuse() is 'No.'",
    'grant select on table s.thing to pg_read_all_data',
    'revoke all on function s.refuse() from public',
    'grant update (colour) on table s.thing to pg_read_all_data;',
    'grant select (day) on table s.event to public;',
    "SECURITY DEFINER\n SET search_path TO 'pg_catalog', 'pg_temp'",
    'with (fillfactor=50)',
    'alter table s.thing owner to dwangsom_owner;',
    'alter function s.ask() owner to dwangsom_owner;',
    'alter type s.colour owner to dwangsom_owner;',
  ]) {
    expect(text).toContain(seen);
  }
});

/** PostgreSQL drops some parentheses that change nothing when it reads back what it wrote. */
function withoutParentheses(text: string): string {
  return text.replace(/[()]/g, '');
}

const RICH = `
  create schema s;
  create type s.colour as enum ('red', 'blue');
  create domain s.positive as bigint constraint positive check (value > 0);
  create sequence s.numbers start 7;
  create table s.thing (
    id bigint generated always as identity constraint thing_pkey primary key,
    twice bigint generated always as (id * 2) stored,
    number bigint not null default nextval('s.numbers'),
    colour s.colour default 'red',
    parent bigint constraint parent references s.thing (id) deferrable initially deferred,
    constraint small check (id < 1000)
  );
  create unique index thing_once on s.thing (colour) where parent is null;
  create table s.event (day date not null, constraint event_pkey primary key (day)) partition by range (day);
  create table s.event_2026 partition of s.event for values from ('2026-01-01') to ('2027-01-01');
  create function s.refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
  create trigger guard before update on s.thing for each row execute function s.refuse();
  alter table s.thing enable always trigger guard;
  create view s.seen as select id, colour from s.thing;
  alter table s.thing enable row level security;
  create policy own on s.thing for select to pg_read_all_data using (id > 0);
  comment on table s.thing is 'What it''s for.';
  comment on constraint small on s.thing is 'Why.';
  comment on column s.thing.colour is 'Which.';
  comment on function s.refuse() is 'No.';
  grant select on s.thing to pg_read_all_data;
  revoke all on function s.refuse() from public;
  grant update (colour) on s.thing to pg_read_all_data;
  grant select (day) on s.event to public;
  create function s.ask() returns integer language sql security definer set search_path = pg_catalog, pg_temp as 'select 1';
  create table s.moved (id bigint not null) with (fillfactor = 50);
  alter table s.thing owner to dwangsom_owner;
  alter function s.ask() owner to dwangsom_owner;
  alter type s.colour owner to dwangsom_owner;
`;
