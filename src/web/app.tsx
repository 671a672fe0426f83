import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { Clock } from '../clock.ts';
import {
  countUnread,
  currentStanding,
  lastCheck,
  listCases,
  type OfficeBrake,
  readBooks,
  readCaseView,
  readLetters,
  readPdf,
  reviewStanding,
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

interface Page {
  readonly title: string;
  readonly body: Child;
  /** Of the whole office: they stand above every page. */
  readonly brakes: readonly OfficeBrake[];
  readonly status?: 200 | 404 | 500;
}

const CASES_A_PAGE = 50;
const PATIENCE_MILLISECONDS = 3_000;
const DOSSIERNUMMER = /^[A-Za-z0-9-]{1,40}$/;

const STYLESHEET = readFileSync(new URL('./stijl.css', import.meta.url), 'utf8');
const STYLESHEET_TAG = `"${createHash('sha256').update(STYLESHEET).digest('base64url').slice(0, 16)}"`;

/** The pages as an application that any server of web standards can carry. It holds no state, so any number of them may run. */
export function createWeb({ db, clock, notice }: WebOptions): Hono {
  const app = new Hono();
  app.use(forPages, notKept);

  const page = (context: Context, { title, body, brakes, status = 200 }: Page) =>
    context.html(
      html`<!doctype html>${(
        <Layout title={title} today={clock.today()} notice={notice(clock.today())} brakes={brakes}>
          {body}
        </Layout>
      )}`,
      status,
    );
  const brakesOf = async (tx: Tx) => (await currentStanding(tx, clock.today())).brakes;
  const notFound = async (context: Context) => {
    const brakes = await reading(db, brakesOf);
    return page(context, { title: 'Niet gevonden', body: <NotFound />, brakes, status: 404 });
  };

  app.get('/', async (context) => {
    const after = context.req.query('na');
    if (after !== undefined && !DOSSIERNUMMER.test(after)) return notFound(context);
    // One more than is shown tells whether there is a next page.
    const limit = CASES_A_PAGE + 1;
    const today = clock.today();
    const { found, check, unread, review, brakes } = await reading(db, async (tx) => ({
      found: await listCases(tx, today, after === undefined ? { limit } : { after, limit }),
      check: await lastCheck(tx),
      unread: await countUnread(tx),
      review: await reviewStanding(tx, today),
      brakes: await brakesOf(tx),
    }));
    const views = found.slice(0, CASES_A_PAGE);
    const next = found.length > CASES_A_PAGE ? views.at(-1)!.file.dossiernummer : null;
    const body = (
      <WorkList
        views={views}
        today={today}
        isFirstPage={after === undefined}
        next={next}
        check={check}
        review={review}
        unread={unread}
      />
    );
    return page(context, { title: 'Werklijst', body, brakes });
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
      vooruit: context.req.query('vooruit') === 'ja',
    };
    return page(context, {
      title: `Zaak ${found.view.file.dossiernummer}`,
      body: <CasePage {...found} today={today} asked={asked} />,
      brakes: found.view.standing.brakes,
    });
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
  app.onError(async (error, context) => {
    const reference = randomBytes(4).toString('hex');
    // The page shows the reference alone; whoever keeps the program finds the fault by it.
    console.error(`[${reference}] ${context.req.method} ${context.req.path}`, error);
    // What went wrong may be the database itself; then nobody knows of brakes, and the page must come all the same.
    const brakes = await inTime(reading(db, brakesOf), []);
    return page(context, {
      title: 'Er ging iets mis',
      body: <Broken reference={reference} />,
      brakes,
      status: 500,
    });
  });
  return app;
}

/** All that one page shows is read as of one moment, and nothing is written. */
function reading<Result>(db: Db, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return db.transaction(work, { isolationLevel: 'repeatable read', accessMode: 'read only' });
}

/** Whoever asks for health waits seconds, not minutes: no answer in time is a no. */
function answers(db: Db): Promise<boolean> {
  return inTime(
    db.execute('select 1').then(() => true),
    false,
  );
}

/** `otherwise` where the work fails or takes too long. */
async function inTime<Result>(work: Promise<Result>, otherwise: Result): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<Result>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), PATIENCE_MILLISECONDS);
  });
  const result = await Promise.race([work.catch(() => otherwise), tooLate]);
  clearTimeout(timer);
  return result;
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
