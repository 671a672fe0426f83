import { connect } from '../src/db.ts';
import { startServer } from './bench-ledger/databases.ts';
import { printMachine } from './bench-ledger/machine.ts';
import { heading, missedFigures } from './bench-ledger/report.ts';
import { fillOffice } from './bench-review/office.ts';
import { readOptions } from './bench-review/options.ts';
import { type Measured, printRatio, printReviews } from './bench-review/report.ts';
import { closeRedis, kindsOfQueue, review } from './bench-review/review.ts';

/**
 * How fast a review is: `npm run bench:review`, about a quarter of an hour; `-- --quick` to try it out. Two offices, of 10,000 and of 50,000 open
 * cases. On a first of the month a tenth of them is due and books its rente; letters aside. First by the bare function, then by a worker over the queue in PostgreSQL and, where redis-server is on the
 * PATH, over the queue in Redis. Each run takes another tenth; medians of three runs, taken in turn. Exit 1 where a figure is not met.
 */
const options = readOptions(process.argv.slice(2));
const server = await startServer();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void Promise.allSettled([server.stop(), closeRedis()]).finally(() => process.exit(130));
  });
}
try {
  const { sql, close } = connect(server.adminUrl, { maximumConnections: 1 });
  await printMachine(sql);
  await close();
  const found: Measured[] = [];
  for (const size of options.sizes) {
    heading(`${size.toLocaleString('en')} open cases, a tenth due`);
    const office = await fillOffice(server, size);
    const kinds = await kindsOfQueue(office);
    for (let run = 0; run < options.runs; run++)
      for (const kind of kinds) found.push({ size, kind: kind.name, ...(await review(office, kind)) });
    printReviews(found.filter((one) => one.size === size));
  }
  printRatio(found, options.sizes);
} finally {
  await Promise.allSettled([closeRedis(), server.stop()]);
}
process.exitCode = missedFigures() === 0 ? 0 : 1;
