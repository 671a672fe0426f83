import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { sql as text } from 'drizzle-orm';
import { afterAll, afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type Connection, connect, type Tx } from '../src/db.ts';
import { openEmptyDatabase } from './support/database.ts';

const { url, sql: elsewhere } = await openEmptyDatabase();
await elsewhere`create table note (words text primary key)`;
const proxy = await openProxy();
afterAll(() => proxy.close());

const uncaught: unknown[] = [];
const note = (error: unknown) => uncaught.push(error);

beforeEach(async () => {
  process.on('uncaughtException', note);
  process.on('unhandledRejection', note);
  uncaught.length = 0;
  await elsewhere`truncate note`;
});

afterEach(async () => {
  // What the driver writes too late, it writes at the next turn.
  await wait(20);
  process.off('uncaughtException', note);
  process.off('unhandledRejection', note);
  expect(uncaught).toEqual([]);
});

const LOST = { code: 'CONNECTION_CLOSED' };

describe('a transaction that loses its line', () => {
  test('while a statement is in flight is rejected, and nothing of it stands', async () => {
    const pool = open();
    const lost = pool.db.transaction(async (tx) => {
      await write(tx, 'before');
      await Promise.all([tx.execute('select pg_sleep(30)'), terminate(await pidOf(tx))]);
    });
    await expect(lost).rejects.toMatchObject(LOST);
    await expectToWork(pool, []);
  });

  test('while a statement is in flight says nothing on the connection that comes after', async () => {
    const pool = open();
    const lost = pool.db.transaction(async (tx) => {
      await write(tx, 'before');
      const pid = await pidOf(tx);
      await Promise.all([tx.execute('select pg_sleep(30)').catch(() => {}), terminate(pid)]);
      await connectAgain(pool);
      await expect(write(tx, 'after')).rejects.toMatchObject({ cause: LOST });
    });
    await expect(lost).rejects.toMatchObject(LOST);
    await expectToWork(pool, []);
  });

  test('while it is idle says nothing on the connection that comes after, and does not commit', async () => {
    const pool = open();
    let wasRefused: unknown;
    const lost = pool.db.transaction(async (tx) => {
      await write(tx, 'before');
      await terminate(await pidOf(tx));
      await connectAgain(pool);
      wasRefused = await write(tx, 'after').catch((error) => error);
    });
    await expect(lost).rejects.toMatchObject(LOST);
    await expect.poll(() => wasRefused).toMatchObject({ cause: LOST });
    await expectToWork(pool, []);
  });

  test('while it is idle says nothing where nothing has come after', async () => {
    const pool = open();
    let wasRefused: unknown;
    const lost = pool.db.transaction(async (tx) => {
      await terminate(await pidOf(tx));
      wasRefused = await write(tx, 'after').catch((error) => error);
    });
    await expect(lost).rejects.toMatchObject(LOST);
    await expect.poll(() => wasRefused).toMatchObject({ cause: LOST });
    await expectToWork(pool, []);
  });

  test.each(['returns', 'throws'])('while it is idle is rejected where its callback then %s', async (how) => {
    const pool = open();
    let hasEnded = false;
    const lost = pool.db.transaction(async (tx) => {
      await write(tx, 'before');
      await terminate(await pidOf(tx));
      hasEnded = true;
      if (how === 'throws') throw new Error('of its own');
    });
    await expect(lost).rejects.toMatchObject(LOST);
    await expect.poll(() => hasEnded).toBe(true);
    await wait(20);
    await expectToWork(pool, []);
  });

  test('leaves the transaction that has its connection now alone', async () => {
    const pool = open();
    const lost = pool.db.transaction(async (tx) => {
      await terminate(await pidOf(tx));
      const next = pool.db.transaction(async (other) => {
        await write(other, 'of the next');
        await expect(write(tx, 'of the lost')).rejects.toMatchObject({ cause: LOST });
      });
      await next;
    });
    await expect(lost).rejects.toMatchObject(LOST);
    await expect.poll(notes).toEqual(['of the next']);
    await expectToWork(pool, ['of the next']);
  });

  test('within a savepoint is rejected as a whole, also where the callback goes on', async () => {
    const pool = open();
    const refused: unknown[] = [];
    const lost = pool.db.transaction(async (tx) => {
      await write(tx, 'before');
      await tx
        .transaction(async (deeper) => {
          await write(deeper, 'within');
          const pid = await pidOf(deeper);
          await Promise.all([deeper.execute('select pg_sleep(30)'), terminate(pid)]);
        })
        .catch((error) => refused.push(error));
      await write(tx, 'after').catch((error) => refused.push(error));
      await tx.transaction((deeper) => write(deeper, 'later')).catch((error) => refused.push(error));
    });
    await expect(lost).rejects.toMatchObject(LOST);
    await expect.poll(() => refused).toHaveLength(3);
    expect(refused).toMatchObject([LOST, { cause: LOST }, LOST]);
    await expectToWork(pool, []);
  });

  test('within a savepoint while that is idle is rejected as a whole', async () => {
    const pool = open();
    let within: unknown;
    const lost = pool.db.transaction(async (tx) => {
      const nested = tx.transaction(async (deeper) => {
        await write(deeper, 'within');
        await terminate(await pidOf(deeper));
        await connectAgain(pool);
      });
      within = await nested.catch((error) => error);
      await write(tx, 'after');
    });
    await expect(lost).rejects.toMatchObject(LOST);
    await expect.poll(() => within).toMatchObject(LOST);
    await wait(20);
    await expectToWork(pool, []);
  });

  test('refuses what is said by template, by savepoint and by notice as well', async () => {
    const pool = open();
    const codes: unknown[] = [];
    const lost = pool.sql.begin('isolation level serializable', async (tx) => {
      const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
      await terminate(row!.pid);
      await connectAgain(pool);
      const said = [
        () => tx`insert into note values (${'template'})`,
        () => tx`insert into note ${tx([{ words: 'rows' }])}`.values(),
        () => tx.unsafe(`insert into note values ('unsafe')`).values(),
        () => tx.notify('channel', 'words'),
        () => tx.savepoint('named', (deeper) => deeper`insert into note values ('savepoint')`),
      ];
      for (const say of said) await say().catch((error: { code: string }) => codes.push(error.code));
    });
    await expect(lost).rejects.toMatchObject(LOST);
    await expect.poll(() => codes).toEqual(Array(5).fill('CONNECTION_CLOSED'));
    await expectToWork(pool, []);
  });

  test('while COMMIT is on its way is rejected, and nothing stands', async () => {
    const pool = open(proxy.url);
    await pool.sql`select 1`;
    proxy.cutBefore('commit');
    const lost = pool.db.transaction((tx) => write(tx, 'before'));
    await expect(lost).rejects.toMatchObject(LOST);
    await expectToWork(pool, []);
  });

  test('while the answer to COMMIT is on its way is rejected, though all of it stands', async () => {
    const pool = open(proxy.url);
    await pool.sql`select 1`;
    proxy.cutAfter('commit');
    const lost = pool.db.transaction((tx) => write(tx, 'before'));
    await expect(lost).rejects.toMatchObject(LOST);
    await expectToWork(pool, ['before']);
  });

  test.each(['lets go', 'catches'])(
    'by a reset leaves the connection sound, where its callback %s',
    async (how) => {
      const pool = open(proxy.url);
      await pool.sql`select 1`;
      const lost = pool.db.transaction(async (tx) => {
        await write(tx, 'before');
        setTimeout(() => proxy.reset(), 100);
        // Short, because the server hears of the reset only when it answers, and holds its locks until then.
        const sleeping = tx.execute('select pg_sleep(0.5)');
        await (how === 'catches' ? sleeping.catch(() => write(tx, 'after')) : sleeping);
      });
      await expect(lost).rejects.toMatchObject(LOST);
      await expectToWork(pool, []);
    },
  );
});

describe('a pool of which a transaction has lost its line', () => {
  test('closes at once', async () => {
    const pool = open();
    const lost = pool.db.transaction(async (tx) => {
      await Promise.all([tx.execute('select pg_sleep(30)'), terminate(await pidOf(tx))]);
    });
    await expect(lost).rejects.toMatchObject(LOST);
    const since = performance.now();
    await pool.close();
    expect(performance.now() - since).toBeLessThan(1000);
  });

  test('closes at once where it was closing already', async () => {
    const pool = open();
    let closed: Promise<void> | undefined;
    const since = performance.now();
    const lost = pool.db.transaction(async (tx) => {
      const pid = await pidOf(tx);
      closed = pool.close();
      await Promise.all([tx.execute('select pg_sleep(30)'), terminate(pid)]);
    });
    await expect(lost).rejects.toMatchObject(LOST);
    await closed;
    expect(performance.now() - since).toBeLessThan(2000);
  });
});

describe('a transaction that keeps its line', () => {
  test('is rejected with the error of the server or of its callback, and rolled back', async () => {
    const pool = open();
    const twice = pool.db.transaction(async (tx) => {
      await write(tx, 'one');
      await write(tx, 'one');
    });
    await expect(twice).rejects.toMatchObject({ cause: { code: '23505', constraint_name: 'note_pkey' } });
    const thrown = new Error('of its own');
    const throwing = pool.db.transaction(async (tx) => {
      await write(tx, 'two');
      throw thrown;
    });
    await expect(throwing).rejects.toBe(thrown);
    const atOnce = pool.sql.begin(() => {
      throw thrown;
    });
    await expect(atOnce).rejects.toBe(thrown);
    await expectToWork(pool, []);
  });

  test('goes on after a savepoint that was rolled back', async () => {
    const pool = open();
    await pool.db.transaction(async (tx) => {
      await write(tx, 'one');
      const twice = tx.transaction(async (deeper) => {
        await write(deeper, 'two');
        await write(deeper, 'one');
      });
      await expect(twice).rejects.toMatchObject({ cause: { code: '23505' } });
      expect(await tx.transaction((deeper) => write(deeper, 'three').then(() => 'answer'))).toBe('answer');
    });
    await expectToWork(pool, ['one', 'three']);
  });

  test('takes its isolation level, and answers with what its callback does, be it a list of statements', async () => {
    const pool = open();
    const level = pool.sql.begin(
      'isolation level repeatable read',
      (tx) => tx`select current_setting('transaction_isolation') as level`,
    );
    expect(await level).toEqual([{ level: 'repeatable read' }]);
    const list = pool.sql.begin((tx) => [tx`select 1 as one`, tx`select ${tx`1 + 1`} as two`.values()]);
    expect(await list).toEqual([[{ one: 1 }], [[2]]]);
    const drizzles = pool.db.transaction(
      (tx) => tx.execute(`select current_setting('transaction_isolation')`),
      {
        isolationLevel: 'serializable',
      },
    );
    expect(await drizzles).toEqual([{ current_setting: 'serializable' }]);
  });

  test('executes nothing after its end: what one failure left running does not stand by itself', async () => {
    const pool = open();
    let straggled: unknown;
    const failing = pool.db.transaction((tx) =>
      Promise.all([
        write(tx, 'one').then(() => Promise.reject(new Error('of its own'))),
        wait(50)
          .then(() => write(tx, 'straggler'))
          .catch((error) => {
            straggled = error;
          }),
      ]),
    );
    await expect(failing).rejects.toThrow('of its own');
    await expect
      .poll(() => straggled)
      .toMatchObject({ cause: { message: expect.stringContaining('has ended') } });
    await expectToWork(pool, []);
  });
});

/** One connection, so that whatever comes after a break comes on the connection that broke. */
function open(at = url): Connection {
  const pool = connect(at, { maximumConnections: 1 });
  onTestFinished(() => pool.close());
  return pool;
}

async function write(tx: Tx, words: string): Promise<void> {
  await tx.execute(text`insert into note values (${words})`);
}

async function notes(): Promise<string[]> {
  const rows = await elsewhere<{ words: string }[]>`select words from note order by words`;
  return rows.map((row) => row.words);
}

async function pidOf(tx: Tx): Promise<number> {
  const [row] = await tx.execute<{ pid: number }>('select pg_backend_pid() as pid');
  return row!.pid;
}

/** Ends the backend, and gives this process the time to hear of it. */
async function terminate(pid: number): Promise<void> {
  await elsewhere`select pg_terminate_backend(${pid}, 5000)`;
  await wait(50);
}

/**
 * Until the pool has a line again. The driver may reject one statement with the error that ended the line before, without
 * having executed it.
 */
async function connectAgain(pool: Connection): Promise<void> {
  await pool.sql`select 1`.catch(() => pool.sql`select 1`);
}

/** Each answer belongs to its question, transactions commit, and the table holds `expected` before that. */
async function expectToWork(pool: Connection, expected: string[]): Promise<void> {
  expect(await notes()).toEqual(expected);
  await connectAgain(pool);
  for (const number of [1, 2, 3]) {
    const [row] = await pool.sql<{ number: number }[]>`select ${number}::int as number`;
    expect(row).toEqual({ number });
  }
  await pool.db.transaction((tx) => write(tx, 'zz works'));
  expect(await notes()).toEqual([...expected, 'zz works']);
}

/** A line to the server that can be cut by what is said on it. */
async function openProxy() {
  const open = new Set<Socket>();
  let cut: { before: boolean; words: string } | undefined;
  const server = createServer((client) => {
    const { hostname, port } = new URL(url);
    const upstream = createConnection(Number(port), hostname);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    let isCut = false;
    client.on('data', (said) => {
      const now = cut !== undefined && said.includes(cut.words) ? cut : undefined;
      if (now !== undefined) {
        cut = undefined;
        isCut = true;
      }
      if (now?.before) client.end();
      else upstream.write(said);
    });
    upstream.on('data', (answer) => {
      if (isCut) client.resetAndDestroy();
      else client.write(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = new URL(url);
  at.hostname = '127.0.0.1';
  at.port = `${(server.address() as AddressInfo).port}`;
  return {
    url: at.href,
    cutBefore: (words: string) => {
      cut = { before: true, words };
    },
    cutAfter: (words: string) => {
      cut = { before: false, words };
    },
    reset: () => {
      for (const socket of open) socket.resetAndDestroy();
    },
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
