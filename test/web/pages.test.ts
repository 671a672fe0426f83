import { sql } from 'drizzle-orm';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { clockAt } from '../../src/clock.ts';
import { keepCheckRun, prepareBooks } from '../../src/collections/index.ts';
import { connect } from '../../src/db.ts';
import { day } from '../../src/values/index.ts';
import { createWeb } from '../../src/web/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { add, betekend, MOTHER, OFFICER, registered, type Told } from './told.ts';

const { db } = await openTestDatabase();
const today = clockAt(day('2025-07-20'));
const web = createWeb({ db, clock: today, notice: () => 'Alle personen zijn verzonnen.' });
const HOSTILE = `<script>alert("x")</script><img src=x onerror='y'>`;

let plain: Told;
let hostile: Told;

beforeAll(async () => {
  await prepareBooks(db);
  plain = await registered(db);
  hostile = await registered(db, { father: HOSTILE, dictum: HOSTILE });
  await betekend(hostile, '2025-01-20', '2025-01-27');
  await add(hostile, '2025-02-16', MOTHER, 'niet-nakoming-gemeld', '2025-02-15', {
    clause: 'c1',
    what: HOSTILE,
  });
  await add(hostile, '2025-03-03', OFFICER, 'niet-nakoming-vastgesteld', '2025-03-03', {
    nietNakoming: 'n1',
    reasons: HOSTILE,
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the work list', () => {
  test('says what the last check of the books found, and nothing before there was one', async () => {
    const html = async () => (await web.request('/')).text();
    expect(await html()).not.toMatch(/boeken (zijn gecontroleerd|kloppen)/);
    const moment = new Date('2025-07-20T01:00:00Z');
    const books = { entries: 4, blocks: 1, found: 0, findings: [] };
    const run = { books, onDay: day('2025-07-20'), startedAt: moment, finishedAt: moment };
    await keepCheckRun(db, { ...run, cases: { cases: 2, notAssessed: 0, findings: [] } });
    expect(await html()).toContain('De boeken zijn gecontroleerd op');
    expect(await html()).toContain('alles klopt');
    await keepCheckRun(db, {
      ...run,
      books: { ...books, found: 2 },
      cases: { cases: 2, notAssessed: 0, findings: [] },
    });
    expect(await html()).toContain('De boeken kloppen niet.');
    expect(await html()).toContain('2 verschillen');
  });

  test('puts the case whose claim is lost first on top, marks it in words, and adds up what is open', async () => {
    const response = await web.request('/');
    expect(response.status).toBe(200);
    const html = await response.text();
    // Forfeited on 15 February and not interrupted: the last day is 15 August, 26 days after 20 July.
    expect(html).toContain('15 augustus 2025');
    expect(html).toContain('over 26 dagen: nu handelen');
    expect(html).toContain('Invordering loopt');
    expect(html).toContain('Uitspraak wacht op controle door een tweede persoon');
    expect(html).toContain('€ 250,00');
    expect(html).toContain('Alle personen zijn verzonnen.');
    expect(html.indexOf(hostile.dossiernummer)).toBeLessThan(html.indexOf(plain.dossiernummer));
  });

  test('puts a case that stands still above all, with the reason', async () => {
    await db.execute(
      sql`update collections.case set halted_because = 'De rentevoet van 2025-07-01 is niet bekend.' where id = ${plain.caseId}`,
    );
    const html = await (await web.request('/')).text();
    expect(html.indexOf(plain.dossiernummer)).toBeLessThan(html.indexOf(hostile.dossiernummer));
    expect(html).toContain('De rentevoet van 1 juli 2025 is niet bekend.');
    const page = await (await web.request(`/zaken/${plain.dossiernummer}`)).text();
    expect(page).toContain('Deze zaak staat stil tot een persoon heeft gekeken.');
  });

  test('shows fifty cases a page and leads on to the rest', async () => {
    for (let count = 0; count < 50; count++) await registered(db);
    const first = await (await web.request('/')).text();
    expect(first.match(/href="\/zaken\//g)).toHaveLength(50);
    const next = first.match(/href="(\/\?na=[^"]+)"/)?.[1];
    const second = await (await web.request(next!)).text();
    expect(second.match(/href="\/zaken\//g)).toHaveLength(2);
    expect(second).not.toContain('Volgende zaken');
  });
});

describe('what every page keeps to', () => {
  test.each(['/', '/zaken/hostile', '/zaken/geen', '/nergens'])(
    '%s: escapes what people wrote, and holds no script and no style of its own',
    async (path) => {
      const response = await web.request(path.replace('hostile', hostile.dossiernummer));
      const html = await response.text();
      expect(html).not.toMatch(/<script|<style|<img|\sstyle=|<[^>]*\son\w+=|javascript:/i);
      expect(html).toMatch(/^<!doctype html><html lang="nl">/);
      if (path === '/zaken/hostile') expect(html).toContain('&lt;script&gt;alert(');
    },
  );

  test('forbids by its headers whatever a page does not need', async () => {
    const { headers } = await web.request(`/zaken/${plain.dossiernummer}`);
    const policy = headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-robots-tag')).toContain('noindex');
  });

  test.each(['/nergens', '/zaken/D1999-00001', '/zaken/%00', "/?na='%20or%20true"])(
    '%s: says in Dutch that it is not there',
    async (path) => {
      const response = await web.request(path);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain('Deze bladzijde is er niet');
    },
  );
});

describe('where the database is away', () => {
  // Nothing listens on port 1.
  const away = connect('postgres://nobody@127.0.0.1:1/nothing');
  const broken = createWeb({ db: away.db, clock: today, notice: () => null });

  test('a page shows a reference and no detail; the fault is logged under it', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    const response = await broken.request('/');
    expect(response.status).toBe(500);
    const html = await response.text();
    expect(html).toContain('Er ging iets mis');
    expect(html).not.toMatch(/ECONNREFUSED|127\.0\.0\.1|\.tsx?\b/);
    const reference = html.match(/class="code">([0-9a-f]{8})</)?.[1];
    expect(logged.mock.calls[0]?.[0]).toBe(`[${reference}] GET /`);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('the health says so, and says otherwise where it answers', async () => {
    const ill = await broken.request('/gezondheid');
    expect(ill.status).toBe(503);
    expect(await ill.json()).toEqual({ status: 'ziek', database: 'onbereikbaar' });
    const well = await web.request('/gezondheid');
    expect(well.status).toBe(200);
    expect(await well.json()).toEqual({ status: 'gezond', database: 'bereikbaar' });
  });
});
