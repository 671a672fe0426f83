import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { clockAt } from '../../src/clock.ts';
import { type Board, type Jobs, openBoard, type QueueAddress, startJobs } from '../../src/jobs/index.ts';
import { day } from '../../src/values/index.ts';
import { openEmptyDatabase } from '../support/database.ts';
import { IDLE } from '../support/idle.ts';
import { describeWithRedis, openTestRedis } from '../support/redis.ts';

const PASSWORD = 'een wachtwoord voor de proef';
const database = await openEmptyDatabase();

describe('the board of queues on PostgreSQL', () => {
  suite(() => ({ databaseUrl: database.url }));
});

describeWithRedis('the board of queues on Redis', () => {
  let redis: Awaited<ReturnType<typeof openTestRedis>>;
  beforeAll(async () => {
    redis = await openTestRedis();
  });
  afterAll(() => redis.close());
  suite(() => ({ redisUrl: redis.url }));
});

function suite(address: () => QueueAddress): void {
  let board: Board | undefined;
  let jobs: Jobs | undefined;
  afterEach(async () => {
    await Promise.all([board?.close(), jobs?.close()]);
    board = undefined;
    jobs = undefined;
  });
  const open = () => {
    board = openBoard({ connection: address(), password: PASSWORD, log: () => {} });
    return board;
  };

  test('it asks for the password, and shows the queues to whoever has it', async () => {
    const { answer } = open();
    for (const credentials of [null, 'beheer:', `iemand:${PASSWORD}`, `beheer:${PASSWORD}x`]) {
      const refused = await answer(asking('/beheer/wachtrijen', { credentials }));
      expect(refused?.status, `${credentials}`).toBe(401);
      expect(refused?.headers.get('www-authenticate')).toBe('Basic realm="wachtrijen"');
    }
    const page = await answer(asking('/beheer/wachtrijen'));
    expect(page?.status).toBe(200);
    expect(await page?.text()).toContain('<base href="/beheer/wachtrijen/"');
    expect(await namesOf(answer)).toEqual(['rooster', 'zaken', 'post', 'deurwaarder', 'boeken']);
  });

  test('everything that the page asks of this host is there', async () => {
    const { answer } = open();
    const page = (await (await answer(asking('/beheer/wachtrijen/')))?.text()) ?? '';
    const own = [...page.matchAll(/(?:src|href)="(static\/[^"]+)"/g)].map((match) => match[1]);
    expect(own.length).toBeGreaterThan(4);
    for (const path of own)
      expect((await answer(asking(`/beheer/wachtrijen/${path}`)))?.status, path).toBe(200);
  });

  test('its headers let in scripts of its own and nothing of another host, and no cache keeps it', async () => {
    const { answer } = open();
    const policy = (await answer(asking('/beheer/wachtrijen')))?.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('http');
    const api = await answer(asking('/beheer/wachtrijen/api/queues'));
    expect(api?.headers.get('cache-control')).toBe('no-store');
    expect(api?.headers.get('x-frame-options')).toBe('DENY');
  });

  test('it shows how far a review is, and changes nothing', async () => {
    jobs = await startJobs({
      connection: address(),
      clock: clockAt(day('2026-03-31')),
      log: () => {},
      handlers: { ...IDLE, dueCases: async () => ['case_A', 'case_B'], countDue: async () => 1 },
    });
    const { answer } = open();
    const review = async () => {
      const { queues } = await json(answer, '/beheer/wachtrijen/api/queues?activeQueue=rooster');
      const rooster = queues.find(({ name }) => name === 'rooster');
      return rooster?.jobs.find(({ name }) => name === 'daily-review');
    };
    await vi.waitFor(async () => expect((await review())?.progress).toMatchObject({ done: 1, of: 2 }), 5_000);
    const id = (await review())?.id;
    for (const [method, path] of [
      ['PUT', `/beheer/wachtrijen/api/queues/rooster/${id}/retry/completed`],
      ['PUT', '/beheer/wachtrijen/api/queues/zaken/pause'],
      ['POST', '/beheer/wachtrijen/api/queues/zaken/add'],
    ] as const)
      expect((await answer(asking(path, { method })))?.status, path).toBe(405);
  });

  test('what is not below its path is not its own', () => {
    const { answer } = open();
    for (const path of ['/', '/beheer', '/beheer/wachtrijenlijst', '/zaken/D2026-00001'])
      expect(answer(asking(path))).toBeNull();
  });
}

test('a queue that is away does not keep the office from opening: the board says so when it is visited', async () => {
  const board = openBoard({
    connection: { redisUrl: 'redis://user:secret@127.0.0.1:1' },
    password: PASSWORD,
    log: () => {},
  });
  const answer = await board.answer(asking('/beheer/wachtrijen'));
  expect(answer?.status).toBe(503);
  expect(await answer?.text()).not.toContain('secret');
  await board.close();
});

interface BoardQueue {
  readonly name: string;
  readonly jobs: readonly { readonly id: string; readonly name: string; readonly progress: unknown }[];
}

type Asked = { method?: string; credentials?: string | null };

function asking(path: string, { method = 'GET', credentials = `beheer:${PASSWORD}` }: Asked = {}): Request {
  const headers: Record<string, string> =
    credentials === null ? {} : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
  return new Request(`http://localhost${path}`, { method, headers });
}

async function json(answer: Board['answer'], path: string): Promise<{ queues: BoardQueue[] }> {
  const given = await answer(asking(path));
  expect(given?.status, path).toBe(200);
  return given!.json() as Promise<{ queues: BoardQueue[] }>;
}

async function namesOf(answer: Board['answer']): Promise<string[]> {
  const { queues } = await json(answer, '/beheer/wachtrijen/api/queues');
  return queues.map(({ name }) => name);
}
