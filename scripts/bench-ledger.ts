import { connect } from '../src/db.ts';
import { copyDatabase, createDatabase, fill, type Server, startServer } from './bench-ledger/databases.ts';
import { benchGrowth } from './bench-ledger/growth.ts';
import { printMachine } from './bench-ledger/machine.ts';
import { type Options, readOptions } from './bench-ledger/options.ts';
import { benchBatch, benchPost, benchSubmit } from './bench-ledger/posting.ts';
import { benchReading } from './bench-ledger/reading.ts';
import { missedFigures } from './bench-ledger/report.ts';
import { benchPostingWhileSealing, fillAndBenchSeal, sealEverything } from './bench-ledger/sealing.ts';
import { benchSize } from './bench-ledger/size.ts';

/**
 * How fast the ledger is: `npm run bench:ledger`, about eight minutes; `-- --quick` to try it out, `-- --only post` for one part (post, submit, batch, size, growth,
 * seal, read). A PostgreSQL of its own that forces to disk, the tables and guards of production, entries as the demonstration
 * office books them, everything through the program's own functions. Speeds and p99 are medians of three runs or more. Prints each figure beside the
 * one that is asked; exit 1 where one is not met.
 */
const options = readOptions(process.argv.slice(2));
const server = await startServer();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void server.stop().finally(() => process.exit(130));
  });
}
try {
  await run(server, options);
} finally {
  await server.stop();
}
process.exitCode = missedFigures() === 0 ? 0 : 1;

async function run(server: Server, options: Options): Promise<void> {
  const { sql, close } = connect(server.adminUrl, { maximumConnections: 1 });
  await printMachine(sql);
  await close();
  const wants = (...parts: Options['parts'][number][]) => parts.some((part) => options.parts.includes(part));
  const [few, many] = [server.urlOf('few'), server.urlOf('many')];
  await createDatabase(server, 'few');
  await fill(server, 'few', options.few, 'random');
  // Before anything is posted into it: the smaller one is the beginning of the larger.
  if (wants('growth', 'seal', 'read')) await copyDatabase(server, 'few', 'many');
  if (wants('size')) {
    await sealEverything(server, 'few');
    await benchSize(few);
  }
  if (wants('growth', 'seal', 'read')) await fillAndBenchSeal(server, 'many', options);
  if (wants('read')) await benchReading(many, options);
  if (wants('growth')) await benchGrowth(few, many, options);
  if (wants('post')) await benchPost(few, options);
  if (wants('submit')) await benchSubmit(few, options);
  if (wants('batch')) await benchBatch(few, options);
  if (wants('seal')) await benchPostingWhileSealing(server, few, options);
}
