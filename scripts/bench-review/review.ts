import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { connect } from '../../src/db.ts';
import type { QueueAddress } from '../../src/jobs/index.ts';
import { openTestRedis, redisAvailable } from '../../test/support/redis.ts';
import { settle } from '../bench-ledger/databases.ts';
import { note } from '../bench-ledger/report.ts';
import { REVIEW_DAY } from './cases.ts';
import type { Office } from './office.ts';
import type { Reviewed, WorkerOptions } from './worker.ts';

export interface KindOfQueue {
  readonly name: string;
  readonly address: QueueAddress | undefined;
}

let redis: Awaited<ReturnType<typeof openTestRedis>> | undefined;

export async function kindsOfQueue({ url }: Office): Promise<KindOfQueue[]> {
  const kinds: KindOfQueue[] = [
    { name: 'the bare function, fifty at once', address: undefined },
    { name: 'a worker, the queue in PostgreSQL', address: { databaseUrl: url } },
  ];
  if (!redisAvailable) note('redis-server is not installed, so the queue in Redis is left out');
  else {
    redis ??= await openTestRedis();
    kinds.push({ name: 'a worker, the queue in Redis', address: { redisUrl: redis.url } });
  }
  return kinds;
}

export async function closeRedis(): Promise<void> {
  await redis?.close();
  redis = undefined;
}

/** One review of a tenth of the office that was not due before; every case of it must have booked something, or it measured nothing. */
export async function review(office: Office, { address }: KindOfQueue): Promise<Reviewed> {
  const { sql, close } = connect(office.url, { maximumConnections: 1 });
  try {
    const woken = await sql`
      update collections."case"
      set wake_on = ${REVIEW_DAY}
      where id in (
        select id
        from collections."case"
        where booked_on < ${REVIEW_DAY}
        order by md5(id)
        limit ${office.size / 10}
      )`;
    await settle(office.url);
    const entries = async () => {
      const [row] = await sql<{ scopes: number; letters: number }[]>`
        select
          (select count(distinct scope)::int from ledger.entry where booked_on = ${REVIEW_DAY}) as scopes,
          (select count(*)::int from collections.outbox where performed_on is null) as letters`;
      return row!;
    };
    const before = await entries();
    const reviewed = await runWorker({ databaseUrl: office.url, address, sealKeyFile: office.sealKeyFile });
    const after = await entries();
    if (
      reviewed.cases !== woken.count ||
      after.scopes - before.scopes !== woken.count ||
      after.letters !== before.letters
    )
      throw new Error(`${woken.count} were due: ${JSON.stringify({ reviewed, before, after })}`);
    return reviewed;
  } finally {
    await close();
  }
}

/** A worker whose database is gone goes on asking for it; here nobody brings it back. */
const MOST_MILLISECONDS = 1_200_000;

async function runWorker(options: WorkerOptions): Promise<Reviewed> {
  const program = fileURLToPath(new URL('worker.ts', import.meta.url));
  // BENCH_NODE='--cpu-prof --cpu-prof-dir=…' shows where the time goes.
  const flags = process.env.BENCH_NODE?.split(' ') ?? [];
  const child = spawn(process.execPath, [...flags, '--import', 'tsx', program, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', process.env.BENCH_LOG === '1' ? 'inherit' : 'ignore'],
    timeout: MOST_MILLISECONDS,
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`the worker ended with ${code}; BENCH_LOG=1 shows why`);
  return JSON.parse(output) as Reviewed;
}
