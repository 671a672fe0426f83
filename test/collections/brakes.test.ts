import { describe, expect, test } from 'vitest';
import { releaseBrake, setBrake } from '../../src/collections/standing.ts';
import { day } from '../../src/values/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { order, testedCase } from './climbing.ts';
import {
  APPROVER,
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

function braked(one: OneCase, today: string, what: string) {
  return one.add(today, OFFICER, 'rem-gezet', today, { what, reason: 'Klacht in behandeling.' });
}

function released(one: OneCase, today: string, what: string) {
  return one.add(today, CHECKER, 'rem-gelost', today, { what, reason: 'Klacht afgehandeld.' });
}

/** The steps of the program that a brake holds, and why. */
async function held(one: OneCase, today: string) {
  const { plan } = await one.view(today);
  return plan.flatMap(({ on, what, heldBy }) => (heldBy === undefined ? [] : [`${on} ${what} ${heldBy}`]));
}

// --- in one case

test('a brake on letters holds the herinnering, says so in the plan, and lets it go on the day it is released', async () => {
  const one = await claimedCase(db);
  await braked(one, '2025-02-20', 'brieven');
  await one.nights('2025-03-03', '2025-03-09');
  expect(await one.letters()).toEqual(['2025-02-16 aanzegging n1']);
  expect((await held(one, '2025-03-09')).filter((line) => line.includes('herinnering'))).toEqual([
    expect.stringMatching(
      /^2025-03-09 .*Rem op brieven in deze zaak, sinds 2025-02-20 gezet door Olga Officier: Klacht in behandeling\.$/,
    ),
  ]);
  await released(one, '2025-03-10', 'brieven');
  expect(await one.letters()).toEqual(['2025-02-16 aanzegging n1', '2025-03-10 herinnering n1']);
});

test.each(['alles', 'brieven'])(
  'a brake on %s does not hold the stuiting, of what was claimed and of what was not',
  async (what) => {
    const claimed = await claimedCase(db);
    await braked(claimed, '2025-02-20', what);
    // 17 February + 90.
    await claimed.nights('2025-05-17', '2025-05-18');
    expect(await claimed.letters()).toEqual(['2025-02-16 aanzegging n1', '2025-05-18 stuitingsbrief n1']);
    expect((await claimed.view('2025-05-18')).file.letters.at(-1)).toMatchObject({ sentOn: '2025-05-18' });

    const unclaimed = await runningCase(db);
    await braked(unclaimed, '2025-02-10', what);
    await unclaimed.found('2025-02-16', '2025-02-15');
    // 15 February + 90.
    await unclaimed.nights('2025-05-15', '2025-05-16');
    expect(await unclaimed.letters()).toEqual(['2025-05-16 stuitingsbrief n1']);
  },
);

test('a brake of its own holds the stuitingen, and nothing else', async () => {
  const one = await claimedCase(db);
  await braked(one, '2025-02-20', 'stuitingen');
  await one.nights('2025-03-03', '2025-03-03');
  await one.nights('2025-05-18', '2025-05-19');
  expect(await one.letters()).toEqual(['2025-02-16 aanzegging n1', '2025-03-03 herinnering n1']);
  expect(await held(one, '2025-05-19')).toEqual([expect.stringContaining('Rem op stuitingen')]);
  await released(one, '2025-05-20', 'stuitingen');
  expect((await one.letters()).at(-1)).toBe('2025-05-20 stuitingsbrief n1');
});

test.each(['alles', 'uitbetalingen'])(
  'a brake on %s holds the payout that the program would prepare, not the receipt',
  async (what) => {
    const one = await claimedCase(db);
    await braked(one, '2025-02-20', what);
    await one.paid('2025-03-01', '100.00');
    expect(await one.balance('bank-derdengelden')).toBe(10_000n);
    expect((await one.view('2025-03-01')).file.payouts).toEqual([]);
    await released(one, '2025-03-02', what);
    expect((await one.view('2025-03-02')).file.payouts).toMatchObject([{ amount: 10_000n }]);
  },
);

test('near miss: a brake on letters holds no payout, one on payouts no letter', async () => {
  const letters = await claimedCase(db);
  await braked(letters, '2025-02-20', 'brieven');
  await letters.paid('2025-03-01', '100.00');
  expect((await letters.view('2025-03-01')).file.payouts).toHaveLength(1);
  const payouts = await claimedCase(db);
  await braked(payouts, '2025-02-20', 'uitbetalingen');
  await payouts.nights('2025-03-03', '2025-03-03');
  expect((await payouts.letters()).at(-1)).toBe('2025-03-03 herinnering n1');
});

test.each(['alles', 'opdrachten'])('under a brake on %s no order is given', async (what) => {
  const one = await testedCase(db);
  await braked(one, '2025-04-11', what);
  const answer = await one.tried('2025-04-12', APPROVER, 'opdracht-goedgekeurd', '2025-04-12', order());
  expect(answer).toMatchObject({
    ok: false,
    refusals: [{ sentence: 'Er staat in deze zaak een rem op opdrachten.' }],
  });
  await released(one, '2025-04-12', what);
  await one.add('2025-04-12', APPROVER, 'opdracht-goedgekeurd', '2025-04-12', order());
});

test('what was promised and has not gone out stays where it is under a brake, and goes out once it is released', async () => {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  await braked(one, '2025-02-16', 'brieven');
  const post = keepingPost();
  await one.sent('2025-02-16', post);
  expect(post.letters).toEqual([]);
  expect((await one.view('2025-02-16')).file.letters.find(({ id }) => id === 'b1')).toMatchObject({
    sentOn: null,
    lapsedOn: null,
  });
  await released(one, '2025-02-18', 'brieven');
  await one.sent('2025-02-18', post);
  expect(post.letters).toHaveLength(1);
});

test('a brake is set once, by a person, with a reason, and released where it stands', async () => {
  const one = await runningCase(db);
  const refused = (by: string, kind: 'rem-gezet' | 'rem-gelost', what: string, reason = 'Reden.') =>
    one.refused('2025-02-20', by, kind, '2025-02-20', { what, reason });
  expect(await refused('systeem', 'rem-gezet', 'alles')).toEqual(['alleen-een-persoon']);
  expect(await refused(OFFICER, 'rem-gelost', 'alles')).toEqual(['verkeerde-stand']);
  await braked(one, '2025-02-20', 'alles');
  expect(await refused(CHECKER, 'rem-gezet', 'alles')).toEqual(['dubbel']);
  // Another kind is another brake.
  await braked(one, '2025-02-20', 'brieven');
  await released(one, '2025-02-20', 'alles');
  expect((await one.view('2025-02-20')).file.brakes).toMatchObject([{ what: 'brieven' }]);
});

// --- for the whole office

describe('a brake for the whole office', async () => {
  const { db: own } = await openTestDatabase();
  await openOffice(own);
  const set = (what: string, today: string, by = OFFICER) =>
    setBrake(own, { what, reason: 'Storing bij de drukker.' }, by, day(today));
  const release = (what: string, by: string, today: string) => releaseBrake(own, what, by, day(today));
  const codes = async (answer: ReturnType<typeof set>) => {
    const outcome = await answer;
    return outcome.ok ? 'accepted' : outcome.refusals.map(({ code }) => code).join();
  };

  test('holds every case, and the day after its release each goes on by itself', async () => {
    const [first, second] = [await claimedCase(own), await claimedCase(own)];
    expect(await codes(set('alles', '2025-02-20'))).toBe('accepted');
    for (const one of [first, second]) {
      await one.nights('2025-03-03', '2025-03-09');
      expect(await one.letters()).toEqual(['2025-02-16 aanzegging n1']);
      expect((await held(one, '2025-03-09')).join()).toContain('Rem op alles voor het hele bureau');
      expect((await one.view('2025-03-09')).wakeOn).toBe('2025-03-10');
    }
    expect(await codes(release('alles', CHECKER, '2025-03-09'))).toBe('accepted');
    for (const one of [first, second]) {
      await one.nights('2025-03-10', '2025-03-10');
      expect(await one.letters()).toEqual(['2025-02-16 aanzegging n1', '2025-03-10 herinnering n1']);
    }
  });

  test('does not hold the stuitingen, unless it is theirs', async () => {
    const one = await claimedCase(own);
    await set('alles', '2025-02-20');
    await one.nights('2025-05-17', '2025-05-18');
    expect((await one.letters()).at(-1)).toBe('2025-05-18 stuitingsbrief n1');
    await release('alles', CHECKER, '2025-05-18');
    const other = await claimedCase(own);
    await set('stuitingen', '2025-02-20');
    await other.nights('2025-05-18', '2025-05-18');
    expect((await other.letters()).filter((line) => line.includes('stuitingsbrief'))).toEqual([]);
    await release('stuitingen', CHECKER, '2025-05-18');
    await other.nights('2025-05-19', '2025-05-19');
    expect((await other.letters()).at(-1)).toBe('2025-05-19 stuitingsbrief n1');
  });

  test('is set by one and released by another, once; released, it may be set again', async () => {
    expect(await codes(set('opdrachten', '2025-02-20'))).toBe('accepted');
    expect(await codes(set('opdrachten', '2025-02-20', CHECKER))).toBe('dubbel');
    expect(await codes(set('alle', '2025-02-20'))).toBe('onleesbaar');
    expect(await codes(set('brieven', '2025-02-20', ' '))).toBe('onleesbaar');
    expect(await codes(release('opdrachten', OFFICER, '2025-02-21'))).toBe('zelfde-persoon');
    expect(await codes(release('opdrachten', ` ${OFFICER.toUpperCase()}`, '2025-02-21'))).toBe(
      'zelfde-persoon',
    );
    expect(await codes(release('brieven', CHECKER, '2025-02-21'))).toBe('onbekend');
    expect(await codes(release('opdrachten', CHECKER, '2025-02-21'))).toBe('accepted');
    expect(await codes(release('opdrachten', CHECKER, '2025-02-21'))).toBe('onbekend');
    expect(await codes(set('opdrachten', '2025-02-22'))).toBe('accepted');
    expect(await codes(release('opdrachten', CHECKER, '2025-02-22'))).toBe('accepted');
  });
});
