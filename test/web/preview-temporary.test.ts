import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { clockAt } from '../../src/clock.ts';
import { setBrake } from '../../src/collections/index.ts';
import { day } from '../../src/values/index.ts';
import { createWeb } from '../../src/web/index.ts';
import { claimedCase, OFFICER, openOffice, runningCase } from '../collections/office.ts';
import { openTestDatabase } from '../support/database.ts';
import { betekend, registered, add } from './told.ts';
import { caseInRegeling, dossiernummerOf, orderedCase, pausedCase } from './process-cases.ts';

const { db } = await openTestDatabase();
await openOffice(db);

test('write', { timeout: 200000 }, async () => {
  mkdirSync('/tmp/pages', { recursive: true });
  writeFileSync('/tmp/pages/stijl.css', readFileSync('src/web/stijl.css'));
  const save = async (name: string, path: string, today: string) => {
    const web = createWeb({ db, clock: clockAt(day(today)), notice: () => 'Alle personen zijn verzonnen.' });
    const response = await web.request(path);
    const html = (await response.text()).replace('href="/stijl.css"', 'href="stijl.css"');
    console.log(name, response.status, html.length);
    writeFileSync(`/tmp/pages/${name}.html`, html);
  };
  const ordered = await orderedCase(db);
  const paused = await pausedCase(db);
  const regeling = await caseInRegeling(db);
  await regeling.add('2025-03-05', OFFICER, 'rem-gezet', '2025-03-05', {
    what: 'brieven',
    reason: 'Klacht in behandeling.',
  });
  const many = await claimedCase(db);
  await many.nights('2025-03-03', '2025-03-03');
  await many.found('2025-03-04', '2025-03-01');
  await many.found('2025-03-04', '2025-03-02');
  await many.sent('2025-03-04');
  await many.found('2025-03-20', '2025-03-19');
  await save('many', `/zaken/${await dossiernummerOf(many, '2025-03-20')}`, '2025-03-20');
  const climbing = await claimedCase(db);
  await save('claimed', `/zaken/${await dossiernummerOf(climbing, '2025-02-18')}`, '2025-02-18');
  await save('ordered', `/zaken/${await dossiernummerOf(ordered, '2025-04-28')}`, '2025-04-28');
  await save('paused', `/zaken/${await dossiernummerOf(paused, '2025-02-21')}`, '2025-02-21');
  await save('regeling', `/zaken/${await dossiernummerOf(regeling, '2025-04-18')}`, '2025-04-18');
  await setBrake(
    db,
    { what: 'opdrachten', reason: 'Nieuwe tarieven worden nagekeken.' },
    'Bea Baas',
    day('2025-04-20'),
  );
  const braked = await claimedCase(db);
  await braked.add('2025-02-20', OFFICER, 'rem-gezet', '2025-02-20', { what: 'brieven', reason: 'Klacht.' });
  await braked.nights('2025-03-03', '2025-03-03');
  await save('braked', `/zaken/${await dossiernummerOf(braked, '2025-03-03')}`, '2025-03-03');
  const told = await registered(db, { on: '2023-12-01', pronouncedOn: '2023-11-20', clause: { id: 'c1', mode: 'per-dag', amount: '100.00', cap: null } });
  await betekend(told, '2023-12-02', '2023-12-10');
  for (const [from, to] of [['2025-01-01', '2025-03-25']]) {
  await add(told, '2025-03-26', 'Wilma Willekens', 'niet-nakoming-gemeld', from!, { clause: 'c1', through: to, what: 'Elke dag.' });
  }
  await add(told, '2025-03-26', OFFICER, 'niet-nakoming-vastgesteld', '2025-03-26', { nietNakoming: 'n1', reasons: 'x' });
  for (let n = 2; n < 60; n++) {
    await add(told, '2025-03-26', 'Wilma Willekens', 'niet-nakoming-gemeld', '2024-10-01', { clause: 'c1', through: '2024-12-25', what: `Nog ${n}.` });
    await add(told, '2025-03-26', OFFICER, 'niet-nakoming-vastgesteld', '2025-03-26', { nietNakoming: `n${n}`, reasons: 'x' });
  }
  for (let i = 0; i < 3; i++) { const t = performance.now(); await save('large', `/zaken/${told.dossiernummer}`, '2025-04-20'); console.log('ms', performance.now() - t); }
  await save('list', '/', '2025-04-28');
  await save('ordered-braked', `/zaken/${await dossiernummerOf(ordered, '2025-04-28')}`, '2025-04-28');
  await save('missing', '/nergens', '2025-04-28');
});
