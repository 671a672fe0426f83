-- Three roles, so that no program holds more than its work needs. None of them logs in: a login is made a member of one.
--   dwangsom_owner        owns the tables; migrations act as it, and nobody else does
--   dwangsom_application  reads and adds; what it may change stands below, column by column, and in the ledger it is nothing
--   dwangsom_auditor      reads
-- Roles belong to the whole server, not to one database: another database of this program may have made them already, or be making
-- them at this moment.

do $$
declare
  role_name text;
begin
  foreach role_name in array array['dwangsom_owner', 'dwangsom_application', 'dwangsom_auditor'] loop
    begin
      execute format('create role %I nologin', role_name);
    exception
      when duplicate_object or unique_violation then null;
    end;
  end loop;
end
$$;

-- Who migrates must be able to act as the owner. A superuser is; another login becomes a member, where it may make itself one.
do $$
begin
  if not pg_has_role(current_user, 'dwangsom_owner', 'set') then
    execute format('grant dwangsom_owner to %I', current_user);
  end if;
end
$$;

-- What was made so far passes to the owner.
do $$
declare
  statement text;
begin
  for statement in
    select format('alter schema %I owner to dwangsom_owner', nspname)
    from pg_namespace
    where nspname in ('ledger', 'collections')
    union all
    select format('alter %s %s owner to dwangsom_owner', case relkind when 'S' then 'sequence' else 'table' end, pg_class.oid::regclass)
    from pg_class
    where relnamespace in ('ledger'::regnamespace, 'collections'::regnamespace)
      and relkind in ('r', 'S')
      -- A sequence of an identity column goes with its table.
      and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'i')
    union all
    select format('alter function %s owner to dwangsom_owner', pg_proc.oid::regprocedure)
    from pg_proc
    where pronamespace in ('ledger'::regnamespace, 'collections'::regnamespace)
  loop
    execute statement;
  end loop;
end
$$;

set local role dwangsom_owner;

-- Collections: the history is added to. Of a case only the alarm clock moves, of a promise only whether it was kept.
grant usage on schema collections to dwangsom_application, dwangsom_auditor;
grant select on all tables in schema collections to dwangsom_application, dwangsom_auditor;
grant insert on all tables in schema collections to dwangsom_application;
grant update (wake_on, halted_because) on collections."case" to dwangsom_application;
grant update (performed_on, attempts, last_fault) on collections.outbox to dwangsom_application;
grant usage on sequence collections.dossier_number to dwangsom_application;

-- The ledger: reading here; what may be added stands with the tables of 0005.
grant usage on schema ledger to dwangsom_application, dwangsom_auditor;
grant select on all tables in schema ledger to dwangsom_application, dwangsom_auditor;

reset role;
