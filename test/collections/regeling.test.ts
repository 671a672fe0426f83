import { expect, test } from 'vitest';
import { progressOf } from '../../src/collections/process/regeling.ts';
import { addMonths, day } from '../../src/values/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { DWANGSOM } from './climbing.ts';
import {
  CHECKER,
  claimedCase,
  keepingPost,
  OFFICER,
  type OneCase,
  openOffice,
  runningCase,
} from './office.ts';

const { db } = await openTestDatabase();
await openOffice(db);

/** € 100 on 15 March and on 15 April, € 50 on 15 May: the € 250 of one dwangsom. */
const THREE = [
  { on: '2025-03-15', amount: '100.00' },
  { on: '2025-04-15', amount: '100.00' },
  { on: '2025-05-15', amount: '50.00' },
];

/** Agreed, and what was agreed goes out in writing on the same day. */
async function agreed(one: OneCase, today: string, instalments: object[] = THREE): Promise<void> {
  const data = { dwangsommen: [DWANGSOM], instalments };
  await one.add(today, OFFICER, 'betalingsregeling-voorgesteld', today, data);
  await one.sent(today);
}

function refused(one: OneCase, instalments: object[], dwangsommen = [DWANGSOM], today = '2025-03-01') {
  return one.refused(today, OFFICER, 'betalingsregeling-voorgesteld', today, { dwangsommen, instalments });
}

async function ended(one: OneCase, today: string) {
  return (await one.view(today)).file.regelingen.map((each) => each.ended);
}

async function letters(one: OneCase, words: string): Promise<string[]> {
  return (await one.letters('all')).filter((line) => line.includes(words));
}

test('as long as an arrangement is kept nothing more is demanded of what it is about, and the verjaring is guarded', async () => {
  const one = await claimedCase(db);
  await agreed(one, '2025-03-01');
  expect(await letters(one, 'regeling')).toEqual(['2025-03-01 regeling']);
  await one.paid('2025-03-14', '100.00');
  await one.paid('2025-04-15', '100.00');
  // The herinnering would be of 3 March. 17 February + 90 is 18 May; until then what is left is paid but for the rente.
  await one.nights('2025-04-16', '2025-05-14');
  expect(await one.letters()).toEqual(['2025-02-16 aanzegging n1']);
  expect(await ended(one, '2025-05-14')).toEqual([null]);
});

test('an arrangement that runs past day 90 does not keep the stuitingsbrief', async () => {
  const one = await claimedCase(db);
  const later = [
    { on: '2025-03-15', amount: '100.00' },
    { on: '2025-06-15', amount: '150.00' },
  ];
  await agreed(one, '2025-03-01', later);
  await one.paid('2025-03-15', '100.00');
  await one.nights('2025-05-17', '2025-05-18');
  expect(await one.letters()).toEqual(['2025-02-16 aanzegging n1', '2025-05-18 stuitingsbrief n1']);
  expect(await ended(one, '2025-05-18')).toEqual([null]);
});

test('a dwangsom that it is not about climbs on', async () => {
  const one = await claimedCase(db);
  await agreed(one, '2025-03-01');
  await one.paid('2025-03-15', '100.00');
  await one.found('2025-03-16', '2025-03-10');
  await one.sent('2025-03-16');
  await one.delivered('2025-03-17', 'b2');
  // 17 March + 14.
  await one.nights('2025-03-31', '2025-03-31');
  expect(await one.letters()).toEqual([
    '2025-02-16 aanzegging n1',
    '2025-03-16 aanzegging n2',
    '2025-03-31 herinnering n2',
  ]);
});

test('what is paid counts together: two instalments at once is ahead, and the day itself is not too late', async () => {
  const one = await claimedCase(db);
  await agreed(one, '2025-03-01');
  const progress = async (today: string) => {
    const { file } = await one.view(today);
    return progressOf(file, file.regelingen[0]!, day(today));
  };
  expect(await progress('2025-03-15')).toEqual({
    dueBy: 0n,
    paid: 0n,
    missedOn: null,
    nextOn: '2025-03-15',
  });
  expect(await progress('2025-03-16')).toMatchObject({ dueBy: 10_000n, missedOn: '2025-03-15' });
  await one.paid('2025-03-16', '99.99');
  expect(await progress('2025-03-16')).toMatchObject({ paid: 9_999n, missedOn: '2025-03-15' });
  await one.paid('2025-03-17', '100.01');
  expect(await progress('2025-03-17')).toMatchObject({ paid: 20_000n, missedOn: null });
  // 200.00 covers 15 March and 15 April; the third is missed on the day after it.
  expect(await progress('2025-05-15')).toMatchObject({ dueBy: 20_000n, missedOn: null });
  expect(await progress('2025-05-16')).toEqual({
    dueBy: 25_000n,
    paid: 20_000n,
    missedOn: '2025-05-15',
    nextOn: null,
  });
});

test('a missed instalment is reminded of after 7 days and breaks the arrangement after 14; the ladder goes on seven days later', async () => {
  const one = await claimedCase(db);
  await agreed(one, '2025-03-01');
  await one.nights('2025-03-15', '2025-03-21');
  expect(await letters(one, 'regeling-herinnering')).toEqual([]);
  // 15 March + 7 and + 14.
  await one.nights('2025-03-22', '2025-03-28');
  expect(await letters(one, 'regeling-herinnering')).toEqual(['2025-03-22 regeling-herinnering']);
  expect(await ended(one, '2025-03-28')).toEqual([null]);
  await one.nights('2025-03-29', '2025-04-04');
  expect(await ended(one, '2025-03-29')).toEqual([{ on: '2025-03-29', how: 'verbroken' }]);
  expect(await letters(one, 'regeling-verbroken')).toEqual(['2025-03-29 regeling-verbroken']);
  expect(await one.letters()).toEqual(['2025-02-16 aanzegging n1']);
  // 29 March + 7.
  await one.nights('2025-04-05', '2025-04-05');
  expect(await one.letters()).toEqual(['2025-02-16 aanzegging n1', '2025-04-05 herinnering n1']);
});

test('near miss: paid on the thirteenth day it goes on, and was reminded of once', async () => {
  const one = await claimedCase(db);
  await agreed(one, '2025-03-01');
  await one.nights('2025-03-15', '2025-03-27');
  await one.paid('2025-03-28', '100.00');
  await one.nights('2025-03-29', '2025-04-15');
  expect(await ended(one, '2025-04-15')).toEqual([null]);
  expect(await letters(one, 'regeling-herinnering')).toEqual(['2025-03-22 regeling-herinnering']);
});

test('the reminder comes on its own day, also where nothing else of the case is due around it', async () => {
  const one = await claimedCase(db);
  // Of 16 April: reminded of on the 23rd, broken on the 30th. The letters on how it stands are of 14 April and 12 May, the rente of the first of May.
  await agreed(one, '2025-03-01', [
    { on: '2025-04-16', amount: '100.00' },
    { on: '2025-06-16', amount: '150.00' },
  ]);
  await one.nights('2025-04-16', '2025-04-30');
  expect(await letters(one, 'regeling-')).toEqual([
    '2025-04-23 regeling-herinnering',
    '2025-04-30 regeling-verbroken',
  ]);
});

test('an arrangement is kept once nothing of it is open any more, or after its last instalment; then the ladder goes on for the rente', async () => {
  const early = await claimedCase(db);
  await agreed(early, '2025-03-01');
  // The term of the demand runs until 3 March, so on the 2nd no rente is due.
  await early.paid('2025-03-02', '250.00');
  expect(await ended(early, '2025-03-02')).toEqual([{ on: '2025-03-02', how: 'nagekomen' }]);

  const whole = await claimedCase(db);
  await agreed(whole, '2025-03-01');
  for (const { on, amount } of THREE) await whole.paid(on, amount);
  await whole.nights('2025-05-15', '2025-05-16');
  expect(await ended(whole, '2025-05-16')).toEqual([{ on: '2025-05-16', how: 'nagekomen' }]);
  // € 250 at 6% from 4 March, less what was paid on the way, is open still.
  await whole.nights('2025-05-17', '2025-05-23');
  expect((await whole.letters()).slice(1)).toContain('2025-05-23 herinnering n1');
});

test('a demand that was promised before the arrangement and has not gone out lapses', async () => {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  const data = { dwangsommen: [DWANGSOM], instalments: THREE };
  await one.add('2025-02-16', OFFICER, 'betalingsregeling-voorgesteld', '2025-02-16', data);
  const post = keepingPost();
  await one.sent('2025-02-16', post);
  expect(post.letters).toEqual([]);
  const lapsed = (await one.view('2025-02-16')).file.events.find(({ kind }) => kind === 'brief-vervallen');
  expect(lapsed?.data).toMatchObject({ letter: 'b1', reason: expect.stringContaining('betalingsregeling') });
});

// --- who may agree on what

/** € 10 a month, and the rest of the € 250 in the last. */
function monthly(count: number): { on: string; amount: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    on: addMonths(day('2025-03-15'), index),
    amount: index < count - 1 ? '10.00' : `${250 - 10 * (count - 1)}.00`,
  }));
}

test('twelve instalments are agreed by one person; thirteen need a second, and until then the ladder goes on', async () => {
  const twelve = await claimedCase(db);
  await agreed(twelve, '2025-03-01', monthly(12));
  expect((await twelve.view('2025-03-01')).file.regelingen[0]).toMatchObject({ from: '2025-03-01' });
  expect(
    await twelve.refused('2025-03-02', CHECKER, 'betalingsregeling-goedgekeurd', '2025-03-02', {
      regeling: 'r1',
    }),
  ).toEqual(['verkeerde-stand']);

  const thirteen = await claimedCase(db);
  await agreed(thirteen, '2025-03-01', monthly(13));
  expect((await thirteen.view('2025-03-01')).file.regelingen[0]).toMatchObject({ from: null });
  expect(await thirteen.planned('2025-03-01', 'De betalingsregeling r1')).toEqual([
    '2025-03-01 tweede persoon undefined 2025-03-06',
  ]);
  await thirteen.nights('2025-03-03', '2025-03-03');
  expect((await thirteen.letters()).at(-1)).toBe('2025-03-03 herinnering n1');
  const approve = { regeling: 'r1' };
  expect(
    await thirteen.refused('2025-03-03', OFFICER, 'betalingsregeling-goedgekeurd', '2025-03-03', approve),
  ).toEqual(['zelfde-persoon']);
  expect(await letters(thirteen, ' regeling')).toEqual([]);
  await thirteen.add('2025-03-03', CHECKER, 'betalingsregeling-goedgekeurd', '2025-03-03', approve);
  expect(await letters(thirteen, ' regeling')).toEqual(['2025-03-03 regeling']);
  await thirteen.sent('2025-03-03');
});

test('an arrangement is about what is open, for no more than that, in order of its days, and there is one at a time', async () => {
  const one = await claimedCase(db);
  expect(await refused(one, THREE, ['n9/2025-02-15'])).toEqual(['onbekend']);
  // 250.00 is open, without rente until 4 March.
  expect(await refused(one, [{ on: '2025-03-15', amount: '250.01' }])).toEqual(['bedrag-te-hoog']);
  expect(await refused(one, [THREE[1]!, THREE[0]!])).toEqual(['verkeerde-stand']);
  expect(await refused(one, [{ on: '2025-02-28', amount: '100.00' }])).toEqual(['verkeerde-stand']);
  await agreed(one, '2025-03-01', [{ on: '2025-03-15', amount: '250.00' }]);
  expect(await refused(one, THREE)).toEqual(['dubbel']);
});

test('a person may end an arrangement; the program only says that it was kept or broken', async () => {
  const one = await claimedCase(db);
  await agreed(one, '2025-03-01');
  const end = { regeling: 'r1', how: 'opgezegd', reason: 'De vader verhuist.' };
  expect(
    await one.refused('2025-03-02', 'systeem', 'betalingsregeling-beeindigd', '2025-03-02', end),
  ).toEqual(['alleen-een-persoon']);
  await one.add('2025-03-02', OFFICER, 'betalingsregeling-beeindigd', '2025-03-02', end);
  expect(await letters(one, 'regeling-verbroken')).toEqual(['2025-03-02 regeling-verbroken']);
  expect(await one.refused('2025-03-03', OFFICER, 'betalingsregeling-beeindigd', '2025-03-03', end)).toEqual([
    'verkeerde-stand',
  ]);
  // 2 March + 7.
  await one.nights('2025-03-03', '2025-03-09');
  expect(await one.letters()).toEqual(['2025-02-16 aanzegging n1', '2025-03-09 herinnering n1']);
});

test('its letter goes out also where it is about less than what is open, or the rente ran on until a second person approved', async () => {
  const part = await claimedCase(db);
  await agreed(part, '2025-03-01', [{ on: '2025-03-15', amount: '100.00' }]);
  const sentOn = async (one: OneCase, today: string) =>
    (await one.view(today)).file.letters.find(({ letter }) => letter === 'regeling')?.sentOn;
  expect(await sentOn(part, '2025-03-01')).toBe('2025-03-01');

  const later = await claimedCase(db);
  await agreed(later, '2025-03-01', monthly(13));
  // Of the rente from 4 to 5 March, 8 cents, nothing was agreed.
  await later.add('2025-03-06', CHECKER, 'betalingsregeling-goedgekeurd', '2025-03-06', { regeling: 'r1' });
  await later.sent('2025-03-06');
  expect(await sentOn(later, '2025-03-06')).toBe('2025-03-06');
});

test('few instalments over more than a year need a second person too', async () => {
  const until = async (on: string) => {
    const one = await claimedCase(db);
    await agreed(one, '2025-03-01', [
      { on: '2025-03-15', amount: '100.00' },
      { on, amount: '100.00' },
    ]);
    return (await one.view('2025-03-01')).file.regelingen[0]!.from;
  };
  expect(await until('2026-03-02')).toBeNull();
  expect(await until('2026-03-01')).toBe('2025-03-01');
});

test('one that waited is approved no more once an instalment of it was missed for more than a week; what was paid meanwhile counts', async () => {
  const approve = { regeling: 'r1' };
  const late = await claimedCase(db);
  await agreed(late, '2025-03-01', monthly(13));
  // 15 March + 7 is the 22nd.
  expect(
    await late.refused('2025-03-23', CHECKER, 'betalingsregeling-goedgekeurd', '2025-03-23', approve),
  ).toEqual(['verkeerde-stand']);
  await late.add('2025-03-22', CHECKER, 'betalingsregeling-goedgekeurd', '2025-03-22', approve);

  const paid = await claimedCase(db);
  await agreed(paid, '2025-03-01', monthly(13));
  await paid.paid('2025-03-10', '10.00');
  await paid.add('2025-03-30', CHECKER, 'betalingsregeling-goedgekeurd', '2025-03-30', approve);
  await paid.night('2025-03-30');
  expect(await ended(paid, '2025-03-30')).toEqual([null]);
});
