import { withConnections } from './databases.ts';
import { runFor } from './measure.ts';
import type { Options } from './options.ts';
import { alternating, postOne } from './posting.ts';
import { figure, heading, row, whole } from './report.ts';

const CONNECTIONS = 8;

/** The same posting into a smaller and a larger ledger on the same server, in turns. */
export async function benchGrowth(few: string, many: string, options: Options): Promise<void> {
  heading(`posting with more entries present, ${CONNECTIONS} connections, random accounts`);
  const load = { callers: CONNECTIONS, milliseconds: options.milliseconds };
  const [small, large] = await withConnections(few, CONNECTIONS, (one) =>
    withConnections(many, CONNECTIONS, (other) =>
      alternating(
        options.runs + 2,
        () => runFor(load, () => postOne(one.db, 'random')),
        () => runFor(load, () => postOne(other.db, 'random')),
      ),
    ),
  );
  row(`with ${whole(options.few)} present`, small, 'entries');
  row(`with ${whole(options.many)} present`, large, 'entries');
  const ratio = large.perSecond / small.perSecond;
  figure('more / fewer', ratio.toFixed(2), { text: '≥ 0.90', isMet: ratio >= 0.9 });
}
