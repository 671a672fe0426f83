import { describe, expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { simulate } from './simulation/simulate.ts';

/**
 * Each ledger here is broken in one place, as a later migration might break it. Steps enough that a whole ledger passes them all (the seeds
 * beside this file) and a broken one does not.
 */
const MUTATIONS = {
  'a ledger that forgets what was booked under a key': `
    drop index ledger.entry_key_once;
    create index entry_key on ledger.entry ((md5(key)::uuid))`,
  'a ledger that reverses an entry twice': 'drop index ledger.entry_reversed_once',
  'a ledger that replays other content': replaced(
    'what_stands',
    'entry.key = given.key and entry.content_hash = given.content_hash',
    'entry.key = given.key',
  ),
  'a ledger that takes entries into a closed period': replaced(
    'why_not',
    'booked_ons[n] <= closed_through',
    'false',
  ),
  'a ledger that loses what is credited': replaced(
    'book',
    'credit = balance.credit + excluded.credit',
    'credit = balance.credit',
  ),
  'a ledger that takes an account past its rule': replaced('open_balance', 'new.rule', "'none'"),
};

describe.each(Object.entries(MUTATIONS))('%s', async (_, mutation) => {
  const database = await openTestDatabase();

  test('is found by the simulation', async () => {
    await database.sql.begin(async (sql) => {
      await sql`set local role dwangsom_owner`;
      await sql.unsafe(mutation);
    });
    await expect(simulate(database, { seed: 611, steps: 600 })).rejects.toThrow(/^Seed 611, within/);
  });
});

/** A function of the ledger with one expression changed. Fails where the expression is not there any more, or the mutation would be none. */
function replaced(name: string, from: string, to: string): string {
  return `
    do $mutation$
    declare
      before text := pg_get_functiondef('ledger.${name}'::regproc);
      after text := replace(before, $from$${from}$from$, $to$${to}$to$);
    begin
      if after = before then raise exception 'nothing to replace in ${name}'; end if;
      execute after;
    end
    $mutation$`;
}
