import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { Clock } from '../clock.ts';
import {
  lastCheck,
  listCases,
  readBooks,
  readCaseView,
  readLetters,
  readPdf,
} from '../collections/index.ts';
import type { Db, Tx } from '../db.ts';
import type { Day } from '../values/index.ts';
import { CasePage } from './case/page.tsx';
import { forPages, notKept } from './headers.ts';
import { Layout } from './layout.tsx';
import { sliceFrom } from './slice.ts';
import { WorkList } from './work-list.tsx';

export interface WebOptions {
  readonly db: Db;
  readonly clock: Clock;
  /** Shown above every page, such as that all persons are invented; null for none. Asked at each page, for it may name the day. */
  readonly notice: (today: Day) => string | null;
}

const CASES_A_PAGE = 50;
const HEALTH_PATIENCE_MILLISECONDS = 3_000;
const DOSSIERNUMMER = /^[A-Za-z0-9-]{1,40}$/;

const STYLESHEET = readFileSync(new URL('./stijl.css', import.meta.url), 'utf8');
const STYLESHEET_TAG = `"${createHash('sha256').update(STYLESHEET).digest('base64url').slice(0, 16)}"`;

/** The pages as an application that any server of web standards can carry. It holds no state, so any number of them may run. */
export function createWeb({ db, clock, notice }: WebOptions): Hono {
  const app = new Hono();
  app.use(forPages, notKept);

  const page = (context: Context, title: string, body: Child, status: 200 | 404 | 500 = 200) =>
    context.html(
      html`<!doctype html>${(
        <Layout title={title} today={clock.today()} notice={notice(clock.today())}>
          {body}
        </Layout>
      )}`,
      status,
    );
  const notFound = (context: Context) => page(context, 'Niet gevonden', <NotFound />, 404);

  app.get('/', async (context) => {
    const after = context.req.query('na');
    if (after !== undefined && !DOSSIERNUMMER.test(after)) return notFound(context);
    // One more than is shown tells whether there is a next page.
    const limit = CASES_A_PAGE + 1;
    const today = clock.today();
    const { found, check } = await reading(db, async (tx) => ({
      found: await listCases(tx, today, after === undefined ? { limit } : { after, limit }),
      check: await lastCheck(tx),
    }));
    const views = found.slice(0, CASES_A_PAGE);
    const next = found.length > CASES_A_PAGE ? views.at(-1)!.file.dossiernummer : null;
    return page(
      context,
      'Werklijst',
      <WorkList views={views} today={today} isFirstPage={after === undefined} next={next} check={check} />,
    );
  });

  app.get('/zaken/:dossiernummer', async (context) => {
    const named = context.req.param('dossiernummer');
    if (!DOSSIERNUMMER.test(named)) return notFound(context);
    const today = clock.today();
    const found = await reading(db, async (tx) => {
      const view = await readCaseView(tx, named, today);
      if (!view) return null;
      return {
        view,
        letters: await readLetters(tx, view.file.id),
        books: await readBooks(tx, view.file.id),
      };
    });
    if (!found) return notFound(context);
    const asked = {
      dwangsommen: sliceFrom(context.req.query('dwangsommen')),
      tijdlijn: sliceFrom(context.req.query('tijdlijn')),
      boekingen: sliceFrom(context.req.query('boekingen')),
      toerekening: sliceFrom(context.req.query('toerekening')),
    };
    return page(
      context,
      `Zaak ${found.view.file.dossiernummer}`,
      <CasePage {...found} today={today} asked={asked} />,
    );
  });

  app.get('/zaken/:dossiernummer/brieven/:document{outbox_[0-9A-Z]+\\.pdf}', async (context) => {
    const named = context.req.param('dossiernummer');
    if (!DOSSIERNUMMER.test(named)) return notFound(context);
    const id = context.req.param('document').replace('.pdf', '');
    const pdf = await reading(db, async (tx) => {
      const view = await readCaseView(tx, named, clock.today());
      return view && readPdf(tx, view.file.id, id);
    });
    if (!pdf) return notFound(context);
    return context.body(new Uint8Array(pdf), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${named}-${id}.pdf"`,
    });
  });

  app.get('/stijl.css', (context) => {
    context.header('cache-control', 'no-cache');
    context.header('etag', STYLESHEET_TAG);
    if (context.req.header('if-none-match') === STYLESHEET_TAG) return context.body(null, 304);
    return context.body(STYLESHEET, 200, { 'content-type': 'text/css; charset=utf-8' });
  });

  app.get('/gezondheid', async (context) => {
    const isWell = await answers(db);
    return context.json(
      isWell ? { status: 'gezond', database: 'bereikbaar' } : { status: 'ziek', database: 'onbereikbaar' },
      isWell ? 200 : 503,
    );
  });

  app.notFound(notFound);
  app.onError((error, context) => {
    const reference = randomBytes(4).toString('hex');
    // The page shows the reference alone; whoever keeps the program finds the fault by it.
    console.error(`[${reference}] ${context.req.method} ${context.req.path}`, error);
    return page(context, 'Er ging iets mis', <Broken reference={reference} />, 500);
  });
  return app;
}

/** All that one page shows is read as of one moment, and nothing is written. */
function reading<Result>(db: Db, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return db.transaction(work, { isolationLevel: 'repeatable read', accessMode: 'read only' });
}

/** Whoever asks for health waits seconds, not minutes: no answer in time is a no. */
async function answers(db: Db): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), HEALTH_PATIENCE_MILLISECONDS);
  });
  const answered = db.execute('select 1').then(
    () => true,
    () => false,
  );
  const isWell = await Promise.race([answered, tooLate]);
  clearTimeout(timer);
  return isWell;
}

function NotFound() {
  return (
    <article class="message">
      <h1>Deze bladzijde is er niet</h1>
      <p>Misschien is het dossiernummer verkeerd getypt. Op de werklijst staan alle zaken.</p>
      <p>
        <a href="/">Naar de werklijst</a>
      </p>
    </article>
  );
}

function Broken({ reference }: { reference: string }) {
  return (
    <article class="message">
      <h1>Er ging iets mis</h1>
      <p>
        De bladzijde kan nu niet worden gemaakt. Aan de zaak is niets veranderd. Probeer het over een paar
        minuten nog eens.
      </p>
      <p>
        Blijft het misgaan? Geef dan dit kenmerk door aan de beheerder:{' '}
        <strong class="code">{reference}</strong>
      </p>
      <p>
        <a href="/">Naar de werklijst</a>
      </p>
    </article>
  );
}
