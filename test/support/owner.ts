import { connect } from '../../src/db.ts';
import { startEmbedded } from '../../src/embedded.ts';

/** A program that owns an embedded PostgreSQL, for tests of how that ends: `owner.ts <data directory> hangs|ends|interrupted`. */
const [, , dataDir = '', how] = process.argv;

const embedded = await startEmbedded({ dataDir, log: console.error });
const { sql, close } = connect(embedded.url, { maximumConnections: 1 });
await sql`create table if not exists written (at timestamptz default clock_timestamp())`;
await sql`insert into written default values`;

if (how === 'ends') {
  await close();
  await embedded.stop();
} else {
  setInterval(() => {}, 60_000);
}
if (how === 'interrupted') {
  process.once('SIGINT', async () => {
    // Late on purpose: a server that had got the signal as well would be gone by now.
    await new Promise((resolve) => setTimeout(resolve, 500));
    await sql`insert into written default values`;
    await close();
    await embedded.stop();
    process.exit(0);
  });
}
console.log('written');
