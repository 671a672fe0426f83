import { createHash, timingSafeEqual } from 'node:crypto';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { HonoAdapter } from '@bull-board/hono';
import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono } from 'hono';
import { basicAuth } from 'hono/basic-auth';
import { secureHeaders } from 'hono/secure-headers';
import { QUEUE_NAMES, settingsOf } from './queues.ts';
import { openServer, type QueueAddress, type Queues, type Server } from './server.ts';
import { within } from './within.ts';

/** The board of the queues, for whoever keeps the program, beside the pages of the office and with headers of its own. */
export interface Board {
  /** Null where the request is not for the board. */
  answer(request: Request): Promise<Response> | null;
  close(): Promise<void>;
}

export interface BoardOptions {
  readonly connection: QueueAddress;
  readonly password: string;
  readonly log: (line: string) => void;
}

const PATH = '/beheer/wachtrijen';
const USER = 'beheer';
const CLOSE_LIMIT_MILLISECONDS = 5_000;

/**
 * It shows and changes nothing. A button that retries a job, or edits one, would act in nobody's name, and is not needed: whatever failed is
 * looked up in PostgreSQL again by the next review, and `dwangsom review` asks for that review now. So both bull-board and the
 * door before it take nothing but reading.
 *
 * The queues are reached at the first visit: the pages of an office must open also while its queue is away.
 */
export function openBoard({ connection, password, log }: BoardOptions): Board {
  let opened: Promise<{ server: Server; app: Hono }> | undefined;
  const open = () => {
    opened ??= openServer(connection, { log, forWorkers: false }).then((server) => ({
      server,
      app: boardOf(server.queues, 'redisUrl' in connection),
    }));
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  };
  const door = new Hono();
  door.use(headers, readingOnly, basicAuth({ realm: 'wachtrijen', verifyUser: onlyWith(password) }));
  door.all('*', async (context) => {
    try {
      const { app } = await open();
      return await app.fetch(context.req.raw);
    } catch (error) {
      log(`The board could not be shown: ${(error as Error).message}`);
      return context.text(
        'De wachtrijen zijn nu niet bereikbaar. Probeer het over een paar minuten nog eens.',
        503,
      );
    }
  });
  return {
    answer: (request) => {
      const { pathname } = new URL(request.url);
      return pathname === PATH || pathname.startsWith(`${PATH}/`)
        ? Promise.resolve(door.fetch(request))
        : null;
    },
    close: async () => {
      const last = await opened?.catch(() => undefined);
      if (last) await within(CLOSE_LIMIT_MILLISECONDS, last.server.close());
    },
  };
}

function boardOf(queues: Queues, isRedis: boolean): Hono {
  const adapter = new HonoAdapter(serveStatic).setBasePath(PATH);
  createBullBoard({
    queues: QUEUE_NAMES.map(
      (name) => new BullMQAdapter(queues[name], { readOnlyMode: true, description: settingsOf(name).does }),
    ),
    serverAdapter: adapter,
    options: {
      uiConfig: {
        boardTitle: 'Wachtrijen',
        hideDocsLink: true,
        // Each look at the board counts every queue; on PostgreSQL in the database of the office itself.
        pollingInterval: { showSetting: true, forceInterval: isRedis ? 5 : 15 },
        environment: { label: isRedis ? 'Redis' : 'PostgreSQL', color: '#1d4f91', textColor: '#ffffff' },
      },
    },
  });
  // Not strict: with and without a stroke at the end it is the same page.
  return new Hono({ strict: false }).route(PATH, adapter.registerPlugin());
}

/**
 * The pages of the office take no script at all. This one is an application of scripts and styles, all of them served from here; the typeface
 * that it asks of another host is refused, so that no other host hears of a visit.
 */
const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    // The board writes styles onto its elements as it goes.
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    baseUri: ["'self'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'no-referrer',
  strictTransportSecurity: false,
  xFrameOptions: 'DENY',
});

async function readingOnly(context: Context, next: () => Promise<void>): Promise<Response | undefined> {
  const { method } = context.req;
  if (method !== 'GET' && method !== 'HEAD')
    return context.text('De wachtrijen zijn hier alleen te bekijken.', 405, { allow: 'GET, HEAD' });
  await next();
  context.header('cache-control', 'no-store');
  context.header('x-robots-tag', 'noindex, nofollow');
  return undefined;
}

/** Digests have one length, and comparing them takes as long for a password that is nearly right as for any other. */
function onlyWith(password: string): (user: string, given: string) => boolean {
  const expected = digest(`${USER}:${password}`);
  return (user, given) => timingSafeEqual(digest(`${user}:${given}`), expected);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
