import { expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import {
  belemmering,
  climbedCase,
  contact,
  KINDTOETS,
  kindtoets,
  lifted,
  order,
  POINTS,
  readKindtoets,
  testedCase,
} from './climbing.ts';
import { APPROVER, CHECKER, OFFICER, type OneCase, openOffice, runningCase } from './office.ts';

const { db } = await openTestDatabase();
await openOffice(db);

/** The sentences of the refusal of an order, or none where it may be given. */
async function whyNoOrder(one: OneCase, today: string, more: object = {}, by: string = APPROVER) {
  const answer = await one.tried(today, by, 'opdracht-goedgekeurd', today, order(more));
  return answer.ok ? [] : answer.refusals.map(({ sentence }) => sentence);
}

const NO_TOETS = expect.stringContaining('geen geldige kindtoets');

test('Kinderombudsman: a kindtoets says something about each of the seven points', async () => {
  const one = await runningCase(db);
  expect(Object.keys(POINTS)).toHaveLength(7);
  for (const point of Object.keys(POINTS)) {
    const { [point as keyof typeof POINTS]: _, ...rest } = POINTS;
    for (const points of [rest, { ...POINTS, [point]: ' ' }]) {
      const data = { ...KINDTOETS, points };
      const answer = await one.tried('2025-02-20', OFFICER, 'kindtoets-opgesteld', '2025-02-20', data);
      expect(answer).toMatchObject({
        ok: false,
        refusals: [{ code: 'onleesbaar', sentence: expect.stringContaining(`points/${point}`) }],
      });
    }
  }
  await kindtoets(one, '2025-02-20');
});

test('postponing has a day after it, and only going on names measures', async () => {
  const one = await runningCase(db);
  const refused = (more: object) =>
    one.refused('2025-02-20', OFFICER, 'kindtoets-opgesteld', '2025-02-20', { ...KINDTOETS, ...more });
  const none = { measures: [] };
  expect(await refused({ outcome: 'uitstellen', ...none })).toEqual(['verkeerde-stand']);
  expect(await refused({ outcome: 'uitstellen', until: '2025-02-20', ...none })).toEqual(['verkeerde-stand']);
  expect(await refused({ outcome: 'uitstellen', until: '2025-05-01' })).toEqual(['verkeerde-stand']);
  expect(await refused({ outcome: 'verwijzen' })).toEqual(['verkeerde-stand']);
  expect(await refused({ until: '2025-05-01' })).toEqual(['verkeerde-stand']);
  expect(await refused(none)).toEqual(['verkeerde-stand']);
  await kindtoets(one, '2025-02-20', { outcome: 'uitstellen', until: '2025-02-21', ...none });
  await kindtoets(one, '2025-02-20', { outcome: 'verwijzen', ...none });
});

test('a second person reads it, once; who does not agree leaves it without force', async () => {
  const one = await climbedCase(db);
  await kindtoets(one, '2025-04-10');
  expect(await whyNoOrder(one, '2025-04-10')).toEqual([NO_TOETS]);
  const reading = { kindtoets: 'k1', agrees: true, remarks: 'Gelezen.' };
  const refused = (by: string, data: object, on = '2025-04-11') =>
    one.refused('2025-04-11', by, 'kindtoets-meegelezen', on, data);
  expect(await refused(OFFICER, reading)).toEqual(['zelfde-persoon']);
  expect(await refused(` ${OFFICER.toUpperCase()}`, reading)).toEqual(['zelfde-persoon']);
  expect(await refused(CHECKER, { ...reading, kindtoets: 'k2' })).toEqual(['onbekend']);
  expect(await refused(CHECKER, reading, '2025-04-09')).toEqual(['verkeerde-stand']);
  await readKindtoets(one, '2025-04-11', 'k1', false);
  expect(await refused(APPROVER, reading)).toEqual(['dubbel']);
  expect(await whyNoOrder(one, '2025-04-11')).toEqual([NO_TOETS]);
  expect(await one.planned('2025-04-11', 'Een kindtoets opstellen')).toHaveLength(1);
  await kindtoets(one, '2025-04-12');
  await readKindtoets(one, '2025-04-12', 'k2');
  expect(await whyNoOrder(one, '2025-04-12', { kindtoets: 'k2' })).toEqual([]);
});

test('who wrote the kindtoets does not approve the order, and the order takes no measure that it does not name; all at once', async () => {
  const one = await testedCase(db);
  expect(await whyNoOrder(one, '2025-04-12', { measures: ['loonbeslag', 'bankbeslag'] }, OFFICER)).toEqual([
    `${OFFICER} heeft de kindtoets zelf opgesteld; een ander keurt de opdracht goed.`,
    'De kindtoets staat niet toe: bankbeslag.',
  ]);
  expect(await whyNoOrder(one, '2025-04-12')).toEqual([]);
});

test('a kindtoets of 10 April holds for ninety days: until 9 July', async () => {
  // 20 days of April, 31, 30 and 9. He was spoken to on 1 July.
  const one = await testedCase(db);
  await contact(one, '2025-07-01', 'telefoon', true);
  expect(await whyNoOrder(one, '2025-07-10')).toEqual([NO_TOETS]);
  expect(await one.planned('2025-07-10', 'Een kindtoets opstellen')).toHaveLength(1);
  const other = await testedCase(db);
  await contact(other, '2025-07-01', 'telefoon', true);
  expect(await whyNoOrder(other, '2025-07-09')).toEqual([]);
});

test('IVRK art. 3: a report on safety ends a kindtoets, also once it is lifted; one that came before does not', async () => {
  const one = await testedCase(db);
  await belemmering(one, '2025-04-12', 'veiligheid');
  await lifted(one, '2025-04-13', 'h1');
  await one.nights('2025-04-13', '2025-04-25');
  expect(await whyNoOrder(one, '2025-04-25')).toEqual(expect.arrayContaining([NO_TOETS]));
  expect(await one.planned('2025-04-25', 'Een kindtoets opstellen')).toHaveLength(1);

  const before = await climbedCase(db);
  await belemmering(before, '2025-04-08', 'veiligheid');
  await lifted(before, '2025-04-09', 'h1');
  await kindtoets(before, '2025-04-10');
  await readKindtoets(before, '2025-04-11', 'k1');
  await before.nights('2025-04-25', '2025-04-25');
  expect(await whyNoOrder(before, '2025-04-25')).toEqual([]);
});

test('a kindtoets that postpones sends the stuiting first; letters may go on, coercion waits until its day', async () => {
  const one = await testedCase(db, { outcome: 'uitstellen', until: '2025-08-01', measures: [] });
  // The last letter arrived on 31 March, so day 90 would be 29 June.
  expect((await one.letters()).at(-1)).toBe('2025-04-11 stuitingsbrief n1');
  await one.nights('2025-04-12', '2025-04-20');
  expect((await one.letters()).filter((line) => line.includes('stuitingsbrief'))).toHaveLength(1);
  expect(await whyNoOrder(one, '2025-04-20')).toEqual(
    expect.arrayContaining([NO_TOETS, 'De kindtoets stelt dwang uit.']),
  );
  // After it a new one is asked for.
  expect(await one.planned('2025-04-20', 'Een kindtoets opstellen')).toEqual([
    '2025-08-02 medewerker IVRK art. 3 2025-08-16',
  ]);
  // What is newly found is claimed.
  await one.found('2025-04-21', '2025-04-20');
  expect((await one.letters()).at(-1)).toBe('2025-04-21 aanzegging n2');
});

test('near miss: a kindtoets that goes on sends no stuiting before its day', async () => {
  const one = await testedCase(db);
  await one.nights('2025-04-12', '2025-04-20');
  expect((await one.letters()).filter((line) => line.includes('stuitingsbrief'))).toEqual([]);
});

test('one that refers to help or to the judge keeps coercion away without an end, and the verjaring is guarded', async () => {
  const one = await testedCase(db, { outcome: 'verwijzen', measures: [] });
  expect((await one.letters()).at(-1)).toBe('2025-04-11 stuitingsbrief n1');
  expect(await one.planned('2025-04-11', 'Een kindtoets opstellen')).toEqual([]);
  await one.sent('2025-04-11');
  await one.delivered('2025-04-14', 'b5');
  // 14 April + 90 is 13 July (16, 31, 30 and 13).
  await one.nights('2025-07-13', '2025-07-13');
  expect((await one.letters()).at(-1)).toBe('2025-07-13 stuitingsbrief n1');
});

test('a report on safety of before the kindtoets that was recorded after it ends it all the same', async () => {
  const one = await testedCase(db);
  const data = { what: 'veiligheid', until: null, reason: 'Verzonnen reden.' };
  await one.add('2025-04-12', OFFICER, 'belemmering-vastgelegd', '2025-04-05', data);
  await lifted(one, '2025-04-13', 'h1');
  expect(await whyNoOrder(one, '2025-04-25')).toEqual(expect.arrayContaining([NO_TOETS]));
});

test('a later kindtoets that nobody has read suspends the older one; who does not agree with it leaves that in force', async () => {
  const one = await testedCase(db);
  await kindtoets(one, '2025-04-12');
  expect(await whyNoOrder(one, '2025-04-12')).toEqual(expect.arrayContaining([NO_TOETS]));
  await readKindtoets(one, '2025-04-12', 'k2', false);
  expect(await whyNoOrder(one, '2025-04-12')).toEqual([]);
});

test.each([
  // 11 April + 90 is 10 July (19, 31, 30 and 10); 1 May + 14 is 15 May.
  ['verwijzen', null, '2025-06-27 medewerker IVRK art. 3 2025-07-10'],
  ['uitstellen', '2025-05-01', '2025-05-02 medewerker IVRK art. 3 2025-05-15'],
])('after "%s" somebody looks again, and what is written then is read', async (outcome, until, step) => {
  const one = await testedCase(db, { outcome, until, measures: [] });
  expect(await one.planned('2025-04-12', 'De kindtoets k1')).toEqual([step]);
  await kindtoets(one, '2025-04-20');
  expect(await one.planned('2025-04-20', 'De kindtoets k1')).toEqual([]);
  expect(await one.planned('2025-04-20', 'De kindtoets k2')).toHaveLength(1);
});
