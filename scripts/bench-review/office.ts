import { join } from 'node:path';
import { prepareBooks } from '../../src/collections/index.ts';
import { connect, migrate } from '../../src/db.ts';
import { openSealKey, seal } from '../../src/ledger/seal/index.ts';
import { type Server, settle } from '../bench-ledger/databases.ts';
import { figure, whole } from '../bench-ledger/report.ts';
import { openKinds } from './cases.ts';
import { copyCases } from './copy.ts';

export interface Office {
  readonly url: string;
  readonly size: number;
  readonly sealKeyFile: string;
}

/** An office of so many open cases, all of them asleep, all that was posted sealed. */
export async function fillOffice(server: Server, size: number): Promise<Office> {
  const began = performance.now();
  const name = `office_${size}`;
  const admin = connect(server.adminUrl, { maximumConnections: 1 });
  await admin.sql`create database ${admin.sql(name)}`;
  await admin.close();
  const url = server.urlOf(name);
  await migrate(url);
  const sealKeyFile = join(server.directory, `${name}-seal-key.pem`);
  // The function that copies belongs to one session.
  const owner = connect(url, { maximumConnections: 1 });
  const application = connect(url, { maximumConnections: 4, role: 'dwangsom_application' });
  try {
    await prepareBooks(application.db);
    const kinds = await openKinds(application.db);
    await copyCases({ db: application.db, sql: owner.sql }, kinds, size);
    await owner.sql`update collections."case" set wake_on = null`;
    await seal(application.db, { key: await openSealKey(sealKeyFile), now: new Date() });
    const [counts] = await owner.sql<{ events: bigint; entries: bigint; accounts: bigint }[]>`
      select
        (select count(*) from collections.event) as events,
        (select count(*) from ledger.entry) as entries,
        (select count(*) from ledger.account) as accounts`;
    await settle(url);
    figure('filled', `${whole((performance.now() - began) / 1_000)} s`);
    figure(
      'events, entries, accounts',
      Object.values(counts!)
        .map((count) => whole(Number(count)))
        .join(', '),
    );
  } finally {
    await Promise.all([owner.close(), application.close()]);
  }
  return { url, size, sealKeyFile };
}
