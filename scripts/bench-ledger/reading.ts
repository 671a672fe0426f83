import type { Connection, Tx } from '../../src/db.ts';
import { balanceOf } from '../../src/ledger/index.ts';
import { statement, trialBalance } from '../../src/ledger/reports/index.ts';
import { day } from '../../src/values/index.ts';
import { withConnections } from './databases.ts';
import { medianOfRuns, runFor } from './measure.ts';
import type { Options } from './options.ts';
import { heading, note, row, whole } from './report.ts';
import { aDetailAccount, BUSY_ACCOUNT } from './texts.ts';

/** Each figure is that of the question itself, asked again and again in one open transaction. */
export async function benchReading(url: string, options: Options): Promise<void> {
  heading('reading');
  await withConnections(url, 2, async (connection) => {
    await describe(connection);
    await connection.db.transaction(async (tx) => {
      const load = { callers: 1, milliseconds: options.milliseconds };
      const balance = await medianOfRuns(options.runs, () =>
        runFor(load, () => balanceOf(tx, aDetailAccount())),
      );
      row('balance of a detail account', balance, 'reads', { medianMilliseconds: 0.5 });
      const asOf = { valueOn: day('2025-09-30'), bookedOn: day('2025-10-31') };
      const sheet = await medianOfRuns(options.runs, () => runFor(load, () => trialBalance(tx, asOf)));
      row('trial balance at (V, K)', sheet, 'reads', { medianMilliseconds: 5 });
      const cursors = await someCursors(tx);
      const page = await medianOfRuns(options.runs, () =>
        runFor(load, () => pageAt(tx, cursors[Math.floor(Math.random() * cursors.length)]!)),
      );
      row(`statement: 100 lines, at one of ${cursors.length} places`, page, 'pages', { p99Milliseconds: 20 });
    });
  });
}

async function describe({ sql }: Connection): Promise<void> {
  const [found] = await sql<{ postings: bigint; busy: bigint; totals: bigint; tail: bigint }[]>`
    select
      (select count(*) from ledger.posting) as postings,
      (select count(*) from ledger.posting where account = (select id from ledger.account where code = ${BUSY_ACCOUNT})) as busy,
      (select count(*) from ledger.day_total) as totals,
      (select count(*) from ledger.entry where id > (select coalesce(max(last_id), 0) from ledger.seal_block)) as tail`;
  const { postings, busy, totals, tail } = found!;
  note(
    `${whole(Number(postings))} postings, of which ${whole(Number(busy))} of one account; ${whole(Number(totals))} day totals, ` +
      `${whole(Number(tail))} entries behind the seal`,
  );
}

/** Places all over the account: it is turned over in large pages, and the end of each is one. */
async function someCursors(tx: Tx): Promise<string[]> {
  const cursors: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await statement(tx, BUSY_ACCOUNT, { cursor, limit: 10_000 });
    if (!page.ok) throw new Error(page.refusals[0]?.sentence);
    cursor = page.value.next ?? undefined;
    if (cursor !== undefined) cursors.push(cursor);
  } while (cursor !== undefined);
  return cursors;
}

async function pageAt(tx: Tx, cursor: string): Promise<void> {
  const page = await statement(tx, BUSY_ACCOUNT, { cursor, limit: 100 });
  if (!page.ok || page.value.lines.length === 0) throw new Error('no page where one was expected');
}
