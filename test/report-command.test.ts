import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ReportOptions, runReport } from '../src/report-command.ts';
import { day } from '../src/values/index.ts';
import { openWorkedBooks, seal } from './ledger/reports/worked.ts';
import { openTestDatabase } from './support/database.ts';

const { db, sql } = await openTestDatabase();
const [claim1] = await openWorkedBooks(db);
const sealed = await seal(sql, claim1);

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dwangsom-report-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

class Kept extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void) {
    this.text += chunk;
    done();
  }
}

async function run(report: string, options: ReportOptions = {}) {
  const [output, errors] = [new Kept(), new Kept()];
  const code = await runReport(report, options, { db, today: day('2025-07-20'), output, errors });
  return { code, out: output.text, errors: errors.text };
}

const SEAL_LINE = `Zegel: blok 1 van 2025-07-01T12:00:00.000Z, t/m boeking ${claim1}, ${sealed.hash}`;

test('trial-balance: a table with the newest seal under it, exit 0', async () => {
  const { code, out, errors } = await run('trial-balance', { valueOn: '2025-02-28', knownOn: '2025-03-31' });
  expect([code, errors]).toEqual([0, '']);
  const lines = out.trimEnd().split('\n');
  expect(lines[0]).toBe('Proefbalans, waarde t/m 28 februari 2025, geboekt t/m 31 maart 2025');
  expect(lines.find((line) => line.startsWith('claims'))).toMatch(/€ 250,00 +€ 0,00 +€ 250,00$/);
  expect(lines.at(-1)).toBe(SEAL_LINE);
});

test('journal: by scope, cause and booked days, as JSON', async () => {
  const { code, out } = await run('journal', {
    format: 'json',
    scope: 'case_A',
    cause: 'fact_1',
    from: '2025-03-01',
    knownOn: '2025-04-30',
  });
  expect(code).toBe(0);
  const document = JSON.parse(out);
  expect(document.rows.map((row: { key: string; debit: string }) => [row.key, row.debit])).toEqual([
    ['claim/2', '300.00'],
    ['claim/2', '0.00'],
  ]);
  expect(document.seal).toMatchObject({ number: 1, hash: sealed.hash });
});

test('statement: a page at a time as CSV, the cursor of the next one beside it', async () => {
  const options = { format: 'csv', account: 'claims/a', limit: '2' };
  const first = await run('statement', options);
  expect(first.code).toBe(0);
  expect(first.out.split('\r\n').map((row) => row.split(',').slice(4, 8).join())).toEqual([
    'Omschrijving,Debet,Credit,Saldo',
    'Beginsaldo,,,0.00',
    'One day late,250.00,0.00,250.00',
    'One day late,0.00,100.00,150.00',
    'Saldo onderaan deze bladzijde,,,150.00',
    '',
  ]);
  const cursor = /^Verder met --cursor (\S+)\n$/.exec(first.errors)?.[1];
  const second = await run('statement', { ...options, cursor });
  expect(second.errors).toBe('');
  expect(second.out).toContain('One day late,300.00,0.00,450.00');
  expect(second.out).toContain('Eindsaldo,,,450.00');
});

test('open-items at a block of the seal, and ageing on the day of today', async () => {
  const open = JSON.parse(
    (await run('open-items', { format: 'json', control: 'claims', sealedAt: '1' })).out,
  );
  expect(open.rows).toEqual([
    { account: 'claims/a', since: '2025-02-14', debit: '250.00', credit: '0.00', balance: '250.00' },
  ]);
  // From 14 February to 20 July: 14 + 31 + 30 + 31 + 30 + 20 = 156 days.
  const ages = { format: 'json', control: 'claims', bounds: '155,156' };
  expect(JSON.parse((await run('ageing', ages)).out).rows).toEqual([
    { from: 0, through: 155, count: 0, balance: '0.00' },
    { from: 156, through: 156, count: 1, balance: '450.00' },
    { from: 157, through: null, count: 0, balance: '0.00' },
  ]);
});

test('all that is wrong with a question is said at once, nothing is answered, exit 2', async () => {
  const { code, out, errors } = await run('statement', {
    format: 'xml',
    valueOn: '2025-02-30',
    sealedAt: '0',
    limit: '10001',
    control: 'claims',
  });
  expect([code, out]).toEqual([2, '']);
  expect(errors.split('\n')).toEqual([
    'Overzicht "statement" vraagt --account.',
    'Overzicht "statement" kent --control niet.',
    '--format is "xml", en een vorm is table, csv, json.',
    '--value-on is "2025-02-30", en dat is geen kalenderdag; schrijf hem als 2026-01-31.',
    '--sealed-at is "0", en een zegelblok is een nummer vanaf 1.',
    '--limit is "10001", en een bladzijde heeft 1 tot en met 10000 regels of boekingen.',
    '',
  ]);
});

test.each([
  [
    'an unknown report',
    'balance-sheet',
    {},
    /Er is geen overzicht "balance-sheet"; kies uit trial-balance, journal/,
  ],
  ['a name of every object', 'constructor', {}, /Er is geen overzicht "constructor"/],
  ['a form of every object', 'trial-balance', { format: 'toString' }, /een vorm is table, csv, json/],
  ['an unknown account', 'statement', { account: 'claims/A' }, /^Er is geen rekening "claims\/A"/],
  ['an unknown control account', 'open-items', { control: 'claim' }, /^Er is geen grootboekrekening "claim"/],
  [
    'a block that is not there',
    'trial-balance',
    { sealedAt: '7' },
    /^Er is geen zegelblok 7; het nieuwste is 1\.\n$/,
  ],
  ['a forged cursor', 'journal', { cursor: 'e30' }, /^Deze plaatsaanduiding is beschadigd/],
  ['bounds that do not rise', 'ageing', { control: 'claims', bounds: '60,30' }, /oplopende aantallen dagen/],
  ['a value day of the journal', 'journal', { valueOn: '2025-01-01' }, /kent --value-on niet/],
])('%s: one sentence, exit 2', async (_what, report, options: ReportOptions, sentence) => {
  const { code, out, errors } = await run(report, options);
  expect([code, out]).toEqual([2, '']);
  expect(errors).toMatch(sentence);
});

test('an account and a block that are both unknown are both named', async () => {
  const { errors } = await run('statement', { account: 'nowhere', sealedAt: '9' });
  expect(errors.trimEnd().split('\n')).toHaveLength(2);
});

test('--out writes a new file, and never over one that is there', async () => {
  const path = join(directory, 'proefbalans.csv');
  expect(await run('trial-balance', { format: 'csv', out: path })).toEqual({ code: 0, out: '', errors: '' });
  const written = await readFile(path, 'utf8');
  expect(written).toBe((await run('trial-balance', { format: 'csv' })).out);
  expect(await run('trial-balance', { out: path })).toMatchObject({
    code: 2,
    out: '',
    errors: expect.stringContaining('bestaat al'),
  });
  expect(await readFile(path, 'utf8')).toBe(written);
  const nowhere = await run('trial-balance', { out: join(directory, 'no', 'folder.csv') });
  expect([nowhere.code, nowhere.errors]).toEqual([2, expect.stringContaining('ENOENT')]);
});

test('a reader that has gone, as `head` goes, is no fault', async () => {
  const gone = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
  });
  const streams = { db, today: day('2025-07-20'), output: gone, errors: new Kept() };
  expect(await runReport('trial-balance', {}, streams)).toBe(0);
});
