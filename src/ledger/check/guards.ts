import { sql } from 'drizzle-orm';
import type { Db } from '../../db.ts';
import type { Report } from './finding.ts';

/** The triggers that stand guard, by table. Each is ENABLE ALWAYS. */
const TRIGGERS = [
  'account.account_has_a_balance',
  'account.account_is_only_added_to',
  'account.account_is_stamped',
  'balance.balance_has_one_door',
  'balance.balance_is_not_emptied',
  'control_account.control_account_is_only_added_to',
  'day_total.day_total_has_one_door',
  'day_total.day_total_is_not_emptied',
  'entry.entry_has_one_door',
  'entry.entry_is_only_added_to',
  'period_closing.period_closing_is_only_added_to',
  'period_closing.period_closing_waits',
  'posting.posting_has_one_door',
  'posting.posting_is_only_added_to',
  'seal_block.seal_block_follows_the_last',
  'seal_block.seal_block_is_only_added_to',
  'seal_publication.seal_publication_is_only_added_to',
];

/** The indexes that hold a guarantee: one key, one reversal, one number for a line, one row for a sum. */
const INDEXES = [
  'account_code_once',
  'balance_pkey',
  'day_total_pkey',
  'entry_key_once',
  'entry_pkey',
  'entry_reversed_once',
  'seal_block_pkey',
];

/**
 * That the guards of the database stand: a trigger that somebody switched off, an index that is gone, a right that the application should not have.
 * Whoever can do that can also put it back before this looks; against that stands the seal.
 */
export async function checkGuards(db: Db, report: Report): Promise<void> {
  const missing = await db.execute<{ what: string; about: string }>(sql`
    select
      'guard-down' as what,
      wanted.name as about
    from unnest(${sql.param(TRIGGERS)}::text[]) as wanted (name)
    where not exists (
      select
      from pg_catalog.pg_trigger
      where pg_trigger.tgrelid = to_regclass('ledger.' || split_part(wanted.name, '.', 1))
        and pg_trigger.tgname = split_part(wanted.name, '.', 2)
        and pg_trigger.tgenabled = 'A'
    )
    union all
    select
      'index-down',
      wanted.name
    from unnest(${sql.param(INDEXES)}::text[]) as wanted (name)
    where not exists (
      select
      from pg_catalog.pg_index
      where pg_index.indexrelid = to_regclass('ledger.' || wanted.name)
        and pg_index.indisunique
        and pg_index.indisvalid
    )
    union all
    select
      'right-too-much',
      concat_ws(' ', privilege.name, 'on', pg_class.relname, 'by', grantee.name)
    from pg_catalog.pg_class
    cross join unnest(array['insert', 'update', 'delete', 'truncate']) as privilege (name)
    cross join unnest(array['dwangsom_application', 'dwangsom_auditor', 'public']) as grantee (name)
    where pg_class.relnamespace = 'ledger'::regnamespace
      and pg_class.relkind = 'r'
      and (
        has_table_privilege(grantee.name, pg_class.oid, privilege.name)
        or (privilege.name in ('insert', 'update') and has_any_column_privilege(grantee.name, pg_class.oid, privilege.name))
      )
      and not (
        grantee.name = 'dwangsom_application'
        and privilege.name = 'insert'
        and pg_class.relname in ('account', 'control_account', 'period_closing', 'seal_block', 'seal_publication')
      )
    union all
    select
      'owner-differs',
      pg_proc.proname
    from pg_catalog.pg_proc
    where pg_proc.pronamespace = 'ledger'::regnamespace
      and pg_get_userbyid(pg_proc.proowner) <> 'dwangsom_owner'
    order by what, about
  `);
  for (const { what, about } of missing)
    report({ what, entry: null, about, sentence: SENTENCES[what]!(about) });
}

const SENTENCES: Record<string, (about: string) => string> = {
  'guard-down': (name) => `The trigger ledger.${name} is gone or switched off.`,
  'index-down': (name) => `The unique index ledger.${name} is gone or not valid.`,
  'right-too-much': (right) => `A right is given that nobody needs: ${right}.`,
  'owner-differs': (name) => `The function ledger.${name} is not owned by dwangsom_owner.`,
};
