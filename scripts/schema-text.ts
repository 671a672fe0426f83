import type { Sql } from '../src/db.ts';

/** Not ours to compare: PostgreSQL's own, and what BullMQ and drizzle's migrator make for themselves. */
const FOREIGN = ['pg_catalog', 'information_schema', 'pg_toast', 'bullmq', 'drizzle'];

/**
 * The whole schema of a database as SQL, in a fixed order: read from the catalogue, because pg_dump does not come with the embedded
 * PostgreSQL. It can be loaded into an empty database and then gives the same text again; a test does so, hence what is missing
 * here shows there.
 */
export async function schemaText(sql: Sql): Promise<string> {
  const parts: string[] = [
    '-- Made by npm run schema:dump. Do not edit: change the schema by a new migration.\n',
  ];
  // With an empty search path the catalogue writes every name with its schema, as a reader of this file needs it.
  await sql.begin(async (tx) => {
    await tx`set local search_path = ''`;
    for (const query of [
      schemas,
      extensions,
      types,
      sequences,
      functions,
      tables,
      constraints,
      indexes,
      views,
      triggers,
    ]) {
      parts.push(...(await linesOf(tx.unsafe(query))));
    }
    parts.push(...(await linesOf(tx.unsafe(policies))), ...(await linesOf(tx.unsafe(comments))));
    parts.push(...(await linesOf(tx.unsafe(owners))), ...(await linesOf(tx.unsafe(grants))));
  });
  return `set check_function_bodies = off;\n${parts.join('\n')}`;
}

async function linesOf(rows: Promise<unknown[]>): Promise<string[]> {
  return ((await rows) as { line: string }[]).map((row) => `${row.line.trimEnd()}\n`);
}

/** True of a namespace `n` that is ours. What an extension brought along is made by the extension. */
const ours = (oid: string) => `
  n.nspname not in (${FOREIGN.map((name) => `'${name}'`).join(', ')}) and n.nspname !~ '^pg_(temp|toast)'
  and not exists (select 1 from pg_catalog.pg_depend brought where brought.objid = ${oid} and brought.deptype = 'e')`;

const schemas = `
  select format('create schema %I;', n.nspname) as line from pg_catalog.pg_namespace n
  where n.nspname <> 'public' and ${ours('n.oid')} order by n.nspname`;

const extensions = `
  select format('create extension %I with schema %I;', e.extname, n.nspname) as line
  from pg_catalog.pg_extension e join pg_catalog.pg_namespace n on n.oid = e.extnamespace
  where e.extname <> 'plpgsql' order by e.extname`;

const types = `
  select case t.typtype
    when 'e' then format('create type %s as enum (%s);', format_type(t.oid, null),
      (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder) from pg_catalog.pg_enum e where e.enumtypid = t.oid))
    else format('create domain %s as %s%s%s%s;', format_type(t.oid, null), format_type(t.typbasetype, t.typtypmod),
      case when t.typnotnull then ' not null' else '' end, coalesce(' default ' || t.typdefault, ''),
      (select coalesce(string_agg(format(E'\\n  constraint %I %s', c.conname, pg_get_constraintdef(c.oid)), '' order by c.conname), '')
       from pg_catalog.pg_constraint c where c.contypid = t.oid and c.contype = 'c')) end as line
  from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
  where t.typtype in ('e', 'd') and ${ours('t.oid')} order by t.typtype desc, n.nspname, t.typname`;

/** Those of identity columns come with their table. */
const sequences = `
  select format('create sequence %s as %s increment %s minvalue %s maxvalue %s start %s cache %s%s;', s.seqrelid::regclass,
    format_type(s.seqtypid, null), s.seqincrement, s.seqmin, s.seqmax, s.seqstart, s.seqcache,
    case when s.seqcycle then ' cycle' else '' end) as line
  from pg_catalog.pg_sequence s join pg_catalog.pg_class c on c.oid = s.seqrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where ${ours('c.oid')} and not exists (select 1 from pg_catalog.pg_depend i where i.objid = c.oid and i.deptype = 'i')
  order by n.nspname, c.relname`;

const functions = `
  select rtrim(pg_get_functiondef(p.oid), E'\\n') || ';' as line
  from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
  where p.prokind in ('f', 'p') and ${ours('p.oid')} order by n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)`;

/** A partition takes its columns from its parent, which therefore comes first. */
const tables = `
  select format(E'create %stable %s%s%s;%s%s', case c.relpersistence when 'u' then 'unlogged ' else '' end, c.oid::regclass,
    case when c.relispartition
      then (select format(' partition of %s %s', i.inhparent::regclass, pg_get_expr(c.relpartbound, c.oid))
            from pg_catalog.pg_inherits i where i.inhrelid = c.oid)
      else format(E' (\\n%s\\n)', (
        select string_agg(format('  %I %s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
          case when a.attcollation <> y.typcollation then ' collate ' || a.attcollation::regcollation else '' end,
          case when a.attnotnull then ' not null' else '' end,
          case when a.attidentity = 'a' then ' generated always as identity'
               when a.attidentity = 'd' then ' generated by default as identity'
               when a.attgenerated = 's' then format(' generated always as (%s) stored', pg_get_expr(d.adbin, d.adrelid))
               when a.attgenerated = 'v' then format(' generated always as (%s) virtual', pg_get_expr(d.adbin, d.adrelid))
               else coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') end), E',\\n' order by a.attnum)
        from pg_catalog.pg_attribute a join pg_catalog.pg_type y on y.oid = a.atttypid
        left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)) end,
    coalesce(' partition by ' || pg_get_partkeydef(c.oid), '') || coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', ''),
    case when c.relrowsecurity then format(E'\\nalter table %s enable row level security;', c.oid::regclass) else '' end,
    case when c.relforcerowsecurity then format(E'\\nalter table %s force row level security;', c.oid::regclass) else '' end) as line
  from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and ${ours('c.oid')} order by c.relispartition, n.nspname, c.relname`;

/** "Not null" stands with its column. Foreign keys come last, when the keys that they point to exist. */
const constraints = `
  select format(E'alter table %s\\n  add constraint %I %s;', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid)) as line
  from pg_catalog.pg_constraint k join pg_catalog.pg_class c on c.oid = k.conrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where k.contype in ('c', 'f', 'p', 'u', 'x') and k.conparentid = 0 and k.conislocal and ${ours('c.oid')}
  order by k.contype = 'f', n.nspname, c.relname, k.contype, k.conname`;

const indexes = `
  select pg_get_indexdef(i.indexrelid) || ';' as line
  from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where ${ours('c.oid')} and not exists (select 1 from pg_catalog.pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
  and not exists (select 1 from pg_catalog.pg_inherits h where h.inhrelid = i.indexrelid) order by n.nspname, c.relname`;

/** In the order in which they were made, because one may look at another. */
const views = `
  select format(E'create %sview %s%s as\\n%s', case c.relkind when 'm' then 'materialized ' else '' end, c.oid::regclass,
    coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', ''), pg_get_viewdef(c.oid)) as line
  from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('v', 'm') and ${ours('c.oid')} order by c.oid`;

/** Whether a trigger also fires for replicated changes is no part of its definition. */
const triggers = `
  select pg_get_triggerdef(t.oid) || ';' || case t.tgenabled
    when 'A' then format(E'\\nalter table %s enable always trigger %I;', c.oid::regclass, t.tgname)
    when 'R' then format(E'\\nalter table %s enable replica trigger %I;', c.oid::regclass, t.tgname)
    when 'D' then format(E'\\nalter table %s disable trigger %I;', c.oid::regclass, t.tgname) else '' end as line
  from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where not t.tgisinternal and t.tgparentid = 0 and ${ours('c.oid')} order by n.nspname, c.relname, t.tgname`;

const policies = `
  select format('create policy %I on %s as %s for %s to %s%s%s;', p.policyname, format('%I.%I', p.schemaname, p.tablename)::regclass,
    p.permissive, p.cmd, array_to_string(p.roles, ', '), coalesce(' using (' || p.qual || ')', ''),
    coalesce(' with check (' || p.with_check || ')', '')) as line
  from pg_catalog.pg_policies p join pg_catalog.pg_namespace n on n.nspname = p.schemaname
  where ${ours('n.oid')} order by p.schemaname, p.tablename, p.policyname`;

const comments = `
  select format('comment on %s %s is %L;', o.type, o.identity, d.description) as line
  from pg_catalog.pg_description d
  cross join lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) i
  cross join lateral (select case i.type
    when 'table column' then 'column' when 'view column' then 'column' when 'table constraint' then 'constraint' else i.type end as type,
    i.identity as identity) o
  join pg_catalog.pg_namespace n on n.nspname = coalesce(i.schema,
    case when i.type = 'schema' then i.name when i.type in ('table constraint', 'trigger', 'policy') then split_part(split_part(i.identity, ' on ', 2), '.', 1) end)
  where (n.nspname <> 'public' or i.type <> 'schema') and ${ours('d.objoid')} order by line`;

/** Of what does not belong to a superuser. What an identity column or an index belongs to goes with its table. */
const owners = `
  select format('alter %s %s owner to %I;', o.kind, o.name, r.rolname) as line
  from (
    select 'schema' as kind, quote_ident(n.nspname) as name, n.nspowner as owner from pg_catalog.pg_namespace n where ${ours('n.oid')}
    union all
    select case c.relkind when 'S' then 'sequence' when 'v' then 'view' when 'm' then 'materialized view' else 'table' end, c.oid::regclass::text, c.relowner
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'S') and ${ours('c.oid')}
    and not exists (select 1 from pg_catalog.pg_depend i where i.objid = c.oid and i.deptype = 'i' and c.relkind = 'S')
    union all
    select case p.prokind when 'p' then 'procedure' else 'function' end, p.oid::regprocedure::text, p.proowner
    from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace where p.prokind in ('f', 'p') and ${ours('p.oid')}
    union all
    select case t.typtype when 'd' then 'domain' else 'type' end, format_type(t.oid, null), t.typowner
    from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace where t.typtype in ('e', 'd') and ${ours('t.oid')}
  ) o join pg_catalog.pg_roles r on r.oid = o.owner
  where not r.rolsuper and o.name <> 'public' order by line`;

/** What others than the owner may do, column by column too, and functions that not everybody may call any more. */
const grants = `
  select line from (
    select case when a.privilege_type is null
      then format('revoke all on %s %s from public;', o.kind, o.name)
      else format('grant %s on %s %s to %s%s;', lower(a.privilege_type), o.kind, o.name,
        case a.grantee when 0 then 'public' else a.grantee::regrole::text end,
        case when a.is_grantable then ' with grant option' else '' end) end as line
    from (
      select 'schema' as kind, quote_ident(n.nspname) as name, n.nspacl as acl, n.nspowner as owner from pg_catalog.pg_namespace n
      where n.nspname <> 'public' and ${ours('n.oid')}
      union all select case c.relkind when 'S' then 'sequence' else 'table' end, c.oid::regclass::text, c.relacl, c.relowner
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'S') and ${ours('c.oid')}
      union all select case p.prokind when 'p' then 'procedure' else 'function' end, p.oid::regprocedure::text, p.proacl, p.proowner
      from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace where ${ours('p.oid')}
    ) o cross join lateral (
      select x.privilege_type, x.grantee, x.is_grantable from aclexplode(o.acl) x where x.grantee <> o.owner
      union all select null, null, null where o.kind in ('function', 'procedure') and o.acl is not null
        and not exists (select 1 from aclexplode(o.acl) x where x.grantee = 0)
    ) a
    union all
    select format('grant %s (%I) on table %s to %s%s;', lower(x.privilege_type), k.attname, c.oid::regclass,
      case x.grantee when 0 then 'public' else x.grantee::regrole::text end,
      case when x.is_grantable then ' with grant option' else '' end)
    from pg_catalog.pg_attribute k join pg_catalog.pg_class c on c.oid = k.attrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    cross join lateral aclexplode(k.attacl) x
    where x.grantee <> c.relowner and ${ours('c.oid')}
  ) l order by line`;
