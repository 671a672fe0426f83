import type { Writable } from 'node:stream';
import type { Db } from './db.ts';
import { closePeriod } from './ledger/index.ts';
import { type Day, formatDay, isDay } from './values/index.ts';

/**
 * `dwangsom close-period`: closes the books through a day, for good. Two people: one who closes, one who agreed. Exit code 0 where they are closed, 1
 * where the ledger refuses, 2 where what was asked cannot be read.
 */
export async function runClose(
  db: Db,
  { through, by, approvedBy, today }: { through: string; by: string; approvedBy: string; today: Day },
  { output, errors }: { output: Writable; errors: Writable },
): Promise<number> {
  if (!isDay(through)) {
    errors.write(`"${through}" is no calendar day; write one as 2026-10-31.\n`);
    return 2;
  }
  const closed = await db.transaction((tx) => closePeriod(tx, { through, closedBy: by, approvedBy, today }));
  if (!closed.ok) {
    errors.write(`${closed.refusals.map(({ sentence }) => sentence).join('\n')}\n`);
    return 1;
  }
  output.write(
    `The books are closed through ${formatDay(through)}. What is found later lands in the open period with its own day.\n`,
  );
  return 0;
}
