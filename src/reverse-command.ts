import type { Writable } from 'node:stream';
import { sql } from 'drizzle-orm';
import type { Db } from './db.ts';
import { reverse } from './ledger/index.ts';
import { type Day, day } from './values/index.ts';

/**
 * `dwangsom reverse`: takes back an entry that should not stand there, whole and once, with the day on which the original counts. For what the check of
 * the books found and no fact of a case explains; what a fact explains is put right by recording the fact. The next check sets the case free. Exit
 * code 0 where it is taken back, 1 where the ledger refuses, 2 where what was asked cannot be read.
 */
export async function runReverse(
  db: Db,
  { entry, because, by, today }: { entry: string; because: string; by: string; today: Day },
  { output, errors }: { output: Writable; errors: Writable },
): Promise<number> {
  if (!/^\d{1,18}$/.test(entry)) {
    errors.write(
      `"${entry}" is no id of an entry; \`dwangsom check\` and \`dwangsom report journal\` name them.\n`,
    );
    return 2;
  }
  const posted = await db.transaction(async (tx) => {
    const [original] = await tx.execute<{ value_date: string }>(
      sql`select value_date::text as value_date from ledger.entry where id = ${entry}::bigint`,
    );
    return reverse(tx, {
      entryId: BigInt(entry),
      key: `herstel/${entry}`,
      cause: `herstel door ${by}`,
      description: because,
      valueDate: day(original?.value_date ?? today),
      bookedOn: today,
    });
  });
  if (posted.outcome === 'refused') {
    errors.write(`${posted.refusals.map(({ sentence }) => sentence).join('\n')}\n`);
    return 1;
  }
  output.write(
    `Entry ${entry} is taken back by entry ${posted.entryId}. Run \`dwangsom check\`; the nightly one sets the case free.\n`,
  );
  return 0;
}
