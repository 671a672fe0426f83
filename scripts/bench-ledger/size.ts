import { connect } from '../../src/db.ts';
import { figure, heading, note, whole } from './report.ts';

interface Part {
  relation: string;
  of: string;
  bytes: bigint;
}

/** What stands on disk for each two-line entry, table by table and index by index; after everything that is there was sealed. */
export async function benchSize(url: string): Promise<void> {
  heading('size of a two-line entry');
  const { sql, close } = connect(url, { maximumConnections: 1 });
  try {
    await sql`vacuum analyze`;
    const [count] = await sql<{ entries: bigint; accounts: bigint; texts: string }[]>`
      select
        (select count(*) from ledger.entry) as entries,
        (select count(*) from ledger.account) as accounts,
        (
          select concat_ws(
            ', ',
            'key ' || round(avg(octet_length(key))),
            'scope ' || round(avg(octet_length(scope))),
            'subject ' || round(avg(octet_length(subject))),
            'kind ' || round(avg(octet_length(kind))),
            'cause ' || round(avg(octet_length(cause))),
            'description ' || round(avg(octet_length(description)))
          )
          from ledger.entry
        ) as texts`;
    // The table with its free space and visibility maps and what it keeps out of line; each index by itself.
    const parts = await sql<Part[]>`
      select
        pg_class.relname as relation,
        pg_class.relname as of,
        pg_table_size(pg_class.oid) as bytes
      from pg_class
      where pg_class.relnamespace = 'ledger'::regnamespace and pg_class.relkind = 'r'
      union all
      select
        pg_index.indexrelid::regclass::text,
        pg_class.relname,
        pg_relation_size(pg_index.indexrelid)
      from pg_index
      join pg_class on pg_class.oid = pg_index.indrelid
      where pg_class.relnamespace = 'ledger'::regnamespace
      order by 2, 3 desc`;
    const entries = Number(count!.entries);
    const ofEntries = parts.filter(({ of }) => ['entry', 'posting', 'seal_block'].includes(of));
    for (const { relation, bytes } of ofEntries)
      figure(relation, `${(Number(bytes) / entries).toFixed(1)} bytes`);
    const total = ofEntries.reduce((sum, { bytes }) => sum + Number(bytes), 0) / entries;
    figure('all of it', `${total.toFixed(0)} bytes`, { text: '≤ 650 bytes', isMet: total <= 650 });
    const ofAccounts = parts
      .filter(({ of }) => of === 'account' || of === 'balance')
      .reduce((sum, { bytes }) => sum + Number(bytes), 0);
    const ofDays = parts
      .filter(({ of }) => of === 'day_total')
      .reduce((sum, { bytes }) => sum + Number(bytes), 0);
    note(`${whole(entries)} entries; average bytes: ${count!.texts}`);
    note(
      `besides, ${(ofAccounts / Number(count!.accounts)).toFixed(0)} bytes for each of ${whole(Number(count!.accounts))} accounts, its balance included`,
    );
    // They grow with the days and the control accounts, not with the entries.
    note(`besides, ${whole(ofDays / 1_000)} kB of day totals for the days of these entries`);
  } finally {
    await close();
  }
}
