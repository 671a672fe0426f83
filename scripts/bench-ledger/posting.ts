import type { Db } from '../../src/db.ts';
import { type BalancedEntry, type Posted, post, submit } from '../../src/ledger/index.ts';
import { createBareTables, insertBare } from './bare.ts';
import { BATCH, settle, withConnections } from './databases.ts';
import { medianOfRuns, medianRun, type Run, runFor } from './measure.ts';
import type { Options } from './options.ts';
import { figure, heading, row } from './report.ts';
import { anEntry, type Pattern } from './texts.ts';

const CONNECTIONS = 8;

/** One entry a transaction, and beside it the bound. */
export async function benchPost(url: string, options: Options): Promise<void> {
  heading(`post in the caller's transaction, ${CONNECTIONS} connections`);
  await createBareTables(url);
  await withConnections(url, CONNECTIONS, async ({ db }) => {
    const load = { callers: CONNECTIONS, milliseconds: options.milliseconds };
    const measured: Run[] = [];
    for (const pattern of ['random', 'hot'] as const) {
      await settle(url);
      const run = await medianOfRuns(options.runs, () => runFor(load, () => postOne(db, pattern)));
      const what = pattern === 'random' ? 'random accounts' : 'one hot control group, random accounts of it';
      row(what, run, 'entries', { perSecond: 4_000, p99Milliseconds: 6 });
      measured.push(run);
    }
    await settle(url);
    const bound = await medianOfRuns(options.runs, () =>
      runFor(load, () => insertBare(db, [anEntry('random')])),
    );
    row('bound: bare tables, one statement', bound, 'entries');
    figure('ours / bound', (measured[0]!.perSecond / bound.perSecond).toFixed(2));
  });
}

export async function benchSubmit(url: string, options: Options): Promise<void> {
  heading('submit, one hot control group');
  for (const [callers, perSecond, p99Milliseconds] of [
    [8, 7_000, 3],
    [64, 13_000, 10],
  ] as const) {
    await settle(url);
    // As many connections as the program opens where nobody says otherwise.
    await withConnections(url, 10, async ({ db }) => {
      const load = { callers, milliseconds: options.milliseconds };
      const call = async () => mustBeBooked([await submit(db, anEntry('hot'))]);
      const run = await medianOfRuns(options.runs, () => runFor(load, call));
      row(`${callers} callers`, run, 'entries', { perSecond, p99Milliseconds });
    });
  }
}

export async function benchBatch(url: string, options: Options): Promise<void> {
  heading(`${BATCH} entries a statement`);
  await createBareTables(url);
  for (const [connections, perSecond] of [
    [1, 17_000],
    [2, 26_000],
  ] as const) {
    await settle(url);
    await withConnections(url, connections, async ({ db }) => {
      const load = { callers: connections, milliseconds: options.milliseconds, each: BATCH };
      const [ours, bound] = await alternating(
        options.runs,
        () => runFor(load, () => postMany(db, aBatch())),
        () => runFor(load, () => insertBare(db, aBatch())),
      );
      row(connections === 1 ? '1 connection' : `${connections} connections`, ours, 'entries', { perSecond });
      row('bound: bare tables, one statement', bound, 'entries');
      figure('ours / bound', (ours.perSecond / bound.perSecond).toFixed(2));
    });
  }
}

/** Two that are compared take turns, so that what slows down the machine for a while slows down both. */
export async function alternating(
  runs: number,
  one: () => Promise<Run>,
  other: () => Promise<Run>,
): Promise<[Run, Run]> {
  const found: [Run[], Run[]] = [[], []];
  for (let done = 0; done < runs; done++) {
    found[0].push(await one());
    found[1].push(await other());
  }
  return [medianRun(found[0]), medianRun(found[1])];
}

export async function postOne(db: Db, pattern: Pattern): Promise<void> {
  const entry = anEntry(pattern);
  mustBeBooked(await db.transaction((tx) => post(tx, entry)));
}

async function postMany(db: Db, entries: readonly BalancedEntry[]): Promise<void> {
  mustBeBooked(await db.transaction((tx) => post(tx, entries)));
}

function aBatch(): BalancedEntry[] {
  return Array.from({ length: BATCH }, () => anEntry('random'));
}

/** What is refused or replayed is quick, and would be counted as work. */
function mustBeBooked(posted: readonly Posted[]): void {
  const other = posted.find(({ outcome }) => outcome !== 'booked');
  if (other !== undefined) throw new Error(`not booked but ${JSON.stringify(other)}`);
}
