import { describe, expect, test } from 'vitest';
import { checkCases } from '../../src/collections/index.ts';
import { proposeRegime, releaseRegime } from '../../src/collections/standing.ts';
import { day, formatCents, parseCents, sumCents } from '../../src/values/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { trialBalanceIsZero } from './books-equal.ts';
import { climbedCase, contact, DWANGSOM } from './climbing.ts';
import { CHECKER, claimedCase, expectAccepted, OFFICER, type OneCase, openOffice } from './office.ts';

/**
 * What is asked of the debtor where a statute gives it, as BW 1:408 lid 3 gives LBIO: 15% of what was taken over in a month, and at least € 19 for
 * each month in which something is open. In every case here € 250 was forfeited on 15 February and taken over on 28 March.
 */

async function statute(db: OneCase['db'], fromDay: string): Promise<void> {
  const input = {
    regime: 'WETTELIJKE_TAAK',
    fromDay: day(fromDay),
    grondslag: 'Verzonnen wet, artikel 1',
  };
  const { id } = expectAccepted(await proposeRegime(db, input, 'Mia Maker'));
  expectAccepted(await releaseRegime(db, id, 'Rik Releaser', day('2025-01-10')));
}

/** `2025-04-01 2025-03 37.50`: the day it was worked out, the month and the amount. */
async function opslagen(one: OneCase, today = '2026-12-31'): Promise<string[]> {
  const { file } = await one.view(today);
  return file.opslagen.map(({ on, month, amount }) => `${on} ${month} ${formatCents(amount)}`);
}

/** Claimed on 16 February, of which `paid` came in on 1 March, before any rente ran; taken over on 28 March, and nothing happened since. */
async function takenOverCase(db: OneCase['db'], paid: string | null = null): Promise<OneCase> {
  const one = await claimedCase(db);
  if (paid !== null) await one.paid('2025-03-01', paid);
  await one.nights('2025-03-03', '2025-03-03');
  await one.delivered('2025-03-05', 'b2');
  await contact(one, '2025-03-06', 'telefoon');
  await contact(one, '2025-03-07', 'e-mail');
  await one.nights('2025-03-12', '2025-03-12');
  await one.delivered('2025-03-14', 'b3');
  await one.nights('2025-03-28', '2025-03-28');
  expect((await one.letters()).at(-1)).toBe('2025-03-28 overname n1');
  return one;
}

async function noDifference(one: OneCase, today: string): Promise<void> {
  expect((await checkCases(one.db, day(today), { halts: false })).findings).toEqual([]);
  await trialBalanceIsZero(one);
}

describe('on the volmacht of the creditor', async () => {
  const { db } = await openTestDatabase();
  await openOffice(db);

  test('Rv 611c: there is none, ever', async () => {
    const one = await climbedCase(db);
    await one.nights('2025-04-08', '2025-07-02');
    expect(await opslagen(one)).toEqual([]);
    expect([...(await one.books()).balances.keys()].filter((account) => account.includes('opslag'))).toEqual(
      [],
    );
    const data = { id: 's1', month: '2025-03', amount: '37.50' };
    // No person works it out, whatever the ground; and the program has none.
    await expect(one.add('2025-07-03', OFFICER, 'opslag-berekend', '2025-07-03', data)).rejects.toThrow();
    expect((await one.view('2025-07-03')).plan.filter(({ what }) => what.includes('opslag'))).toEqual([]);
  });
});

describe('by a statute, since before the takeover', async () => {
  const { db } = await openTestDatabase();
  await openOffice(db);
  await statute(db, '2025-03-01');

  test('15% of what was taken over in the month; then € 19 for each month, because 15% of nothing is less', async () => {
    // 15% of 250.00 is 37.50, on the first day after March. In April and May nothing was taken over: 19.00 each.
    const one = await takenOverCase(db);
    await one.nights('2025-03-29', '2025-03-31');
    expect(await opslagen(one)).toEqual([]);
    await one.nights('2025-04-01', '2025-06-01');
    expect(await opslagen(one)).toEqual([
      '2025-04-01 2025-03 37.50',
      '2025-05-01 2025-04 19.00',
      '2025-06-01 2025-05 19.00',
    ]);
  });

  test('15% of what was open when it was taken over, not of what was paid before', async () => {
    // 250.00 - 100.00 = 150.00, of which 15% is 22.50.
    const one = await takenOverCase(db, '100.00');
    await one.nights('2025-04-01', '2025-04-01');
    expect(await opslagen(one)).toEqual(['2025-04-01 2025-03 22.50']);
  });

  test('€ 19 is the least in the month of the takeover as well', async () => {
    // 250.00 - 150.00 = 100.00, of which 15% is 15.00: less than 19.00.
    const one = await takenOverCase(db, '150.00');
    await one.nights('2025-04-01', '2025-04-01');
    expect(await opslagen(one)).toEqual(['2025-04-01 2025-03 19.00']);
  });

  test('it is claimed from the debtor and the bureau is entitled to it, each month on an account of its own', async () => {
    const one = await climbedCase(db);
    await one.nights('2025-04-08', '2025-05-01');
    for (const [account, cents] of [
      ['vordering-opslag/s1', 3_750n],
      ['aanspraak-opslag/s1', -3_750n],
      ['vordering-opslag/s2', 1_900n],
      ['aanspraak-opslag/s2', -1_900n],
      ['opbrengst-opslag', 0n],
    ] as const)
      expect([account, await one.balance(account)]).toEqual([account, cents]);
    // What the creditor gets is not touched by it.
    expect(await one.balance(`aanspraak-hoofdsom/${DWANGSOM}`)).toBe(-25_000n);
    await noDifference(one, '2025-05-01');
  });

  test('BW 6:44 lid 1: a payment pays the opslag first, and then it is earned', async () => {
    // 56.50 is open of opslag (37.50 + 19.00). Of 100.00 the rest, 43.50, goes to rente and hoofdsom: to the creditor.
    const one = await climbedCase(db);
    await one.nights('2025-04-08', '2025-05-01');
    await one.paid('2025-05-02', '100.00');
    for (const [account, cents] of [
      ['vordering-opslag/s1', 0n],
      ['aanspraak-opslag/s1', 0n],
      ['vordering-opslag/s2', 0n],
      ['opbrengst-opslag', -5_650n],
      ['verschuldigd-bureau', 0n],
      ['verschuldigd-schuldeiser', -4_350n],
    ] as const)
      expect([account, await one.balance(account)]).toEqual([account, cents]);
    const { assessment } = await one.view('2025-05-02');
    expect(assessment!.totals.open.kosten).toBe('0.00');
    await noDifference(one, '2025-05-02');
  });

  test('BW 6:44 lid 1: a payment of less than the opslag pays the creditor nothing', async () => {
    const one = await climbedCase(db);
    await one.nights('2025-04-08', '2025-04-08');
    await one.paid('2025-04-09', '30.00');
    expect(await one.balance('opbrengst-opslag')).toBe(-3_000n);
    expect(await one.balance('vordering-opslag/s1')).toBe(750n);
    expect(await one.balance('verschuldigd-schuldeiser')).toBe(0n);
    await noDifference(one, '2025-04-09');
  });

  test('after all is paid there is none for the months that follow', async () => {
    const one = await climbedCase(db);
    await one.nights('2025-04-08', '2025-04-08');
    const { open } = (await one.view('2025-04-20')).assessment!.totals;
    const all = sumCents([open.kosten, open.rente, open.hoofdsom].map(parseCents));
    // 37.50 opslag and 250.00, and a little rente.
    expect(all).toBeGreaterThan(28_750n);
    await one.paid('2025-04-20', formatCents(all));
    await one.nights('2025-04-21', '2025-07-02');
    expect(await opslagen(one)).toEqual(['2025-04-01 2025-03 37.50']);
    await noDifference(one, '2025-07-02');
  });

  test('where all was paid within the month of the takeover there is none at all', async () => {
    const one = await takenOverCase(db);
    await one.paid('2025-03-30', '260.00');
    await one.nights('2025-04-01', '2025-06-02');
    expect(await opslagen(one)).toEqual([]);
  });

  test('a case that slept months long makes up for them, each as it would have been', async () => {
    const one = await takenOverCase(db);
    await one.night('2025-07-10');
    const wanted = ['2025-03 37.50', '2025-04 19.00', '2025-05 19.00', '2025-06 19.00'];
    expect((await opslagen(one)).map((line) => line.slice(11))).toEqual(wanted);
    await one.nights('2025-07-11', '2025-07-31');
    expect((await opslagen(one)).map((line) => line.slice(11))).toEqual(wanted);
    await noDifference(one, '2025-07-31');
  });

  test('BW 6:203: vernietiging takes it back, and what was earned of it goes back to the debtor', async () => {
    const one = await climbedCase(db);
    await one.nights('2025-04-08', '2025-05-01');
    await one.paid('2025-05-02', '40.00');
    expect(await one.balance('opbrengst-opslag')).toBe(-4_000n);
    await one.fact('2025-05-10', '2025-05-09', { kind: 'vernietiging', on: '2025-05-09' });
    for (const [account, cents] of [
      ['vordering-opslag/s1', 0n],
      ['aanspraak-opslag/s1', 0n],
      ['vordering-opslag/s2', 0n],
      ['aanspraak-opslag/s2', 0n],
      ['opbrengst-opslag', 0n],
      ['verschuldigd-schuldeiser', 0n],
      ['terug-te-betalen', -4_000n],
    ] as const)
      expect([account, await one.balance(account)]).toEqual([account, cents]);
    await one.nights('2025-05-11', '2025-07-02');
    expect(await opslagen(one)).toHaveLength(2);
    await noDifference(one, '2025-07-02');
  });

  test('what was never taken over bears none', async () => {
    const one = await climbedCase(db);
    // Found in April, and never further than its aanzegging in that month.
    await one.found('2025-04-08', '2025-04-05');
    await one.nights('2025-04-08', '2025-05-01');
    expect(await opslagen(one)).toEqual(['2025-04-01 2025-03 37.50', '2025-05-01 2025-04 19.00']);
  });

  test.each(['wsnp', 'faillissement'])('Fw: in %s none comes on top', async (kind) => {
    const one = await takenOverCase(db);
    await one.nights('2025-04-01', '2025-04-01');
    await one.fact('2025-04-10', '2025-04-10', { kind, from: '2025-04-10', until: null });
    await one.nights('2025-04-11', '2025-07-02');
    const months = (await opslagen(one)).map((line) => line.slice(11, 18));
    expect(months.filter((month) => month > '2025-04')).toEqual([]);
  });

  test('BW 6:160: what was given up bears none', async () => {
    const one = await takenOverCase(db);
    await one.nights('2025-04-01', '2025-04-01');
    const proposal = {
      id: 'a1',
      code: 'kwijtschelding',
      consent: 'brief van de moeder',
      reason: 'Zij hebben het bijgelegd.',
    };
    await one.add('2025-04-10', OFFICER, 'afschrijving-voorgesteld', '2025-04-10', proposal);
    await one.add('2025-04-11', CHECKER, 'afschrijving-bevestigd', '2025-04-11', { afschrijving: 'a1' });
    await one.nights('2025-04-12', '2025-07-02');
    const months = (await opslagen(one)).map((line) => line.slice(11, 18));
    expect(months.filter((month) => month > '2025-04')).toEqual([]);
  });

  test('a brake on all holds it; it is made up for when that is released', async () => {
    const one = await takenOverCase(db);
    await one.add('2025-03-30', OFFICER, 'rem-gezet', '2025-03-30', { what: 'alles', reason: 'Klacht.' });
    await one.nights('2025-03-31', '2025-04-20');
    expect(await opslagen(one)).toEqual([]);
    const lost = { what: 'alles', reason: 'Afgehandeld.' };
    await one.add('2025-04-21', CHECKER, 'rem-gelost', '2025-04-21', lost);
    await one.nights('2025-04-21', '2025-04-21');
    expect((await opslagen(one)).map((line) => line.slice(11))).toEqual(['2025-03 37.50']);
  });

  test('a second dwangsom that is taken over after all was paid: none for the months in which nothing was open', async () => {
    const one = await climbedCase(db);
    await one.nights('2025-04-08', '2025-04-08');
    await one.paid('2025-04-20', '300.00');
    // Released to the debtor or not: what is over pays for what comes next, so a second one needs more than that.
    await one.found('2025-06-01', '2025-05-31');
    await one.sent('2025-06-01');
    const last = async () =>
      (await one.view('2025-12-31')).file.letters.findLast(({ id }) => id.startsWith('b'))!.id;
    await one.delivered('2025-06-02', await last());
    // 2 June + 14.
    await one.nights('2025-06-16', '2025-06-16');
    await one.delivered('2025-06-17', await last());
    await contact(one, '2025-06-18', 'telefoon');
    await contact(one, '2025-06-18', 'e-mail');
    // 17 June + 7, and 25 June + 14.
    await one.nights('2025-06-24', '2025-06-24');
    await one.delivered('2025-06-25', await last());
    await one.nights('2025-07-09', '2025-07-09');
    expect((await one.letters()).at(-1)).toBe('2025-07-09 overname n2');
    await one.nights('2025-08-01', '2025-08-01');
    // April had something open until the 20th; May and June had nothing that was taken over. 15% of 250.00 again for July.
    const months = (await opslagen(one)).map((line) => line.slice(11));
    expect(months.filter((line) => line.startsWith('2025-05') || line.startsWith('2025-06'))).toEqual([]);
    expect(months).toContain('2025-07 37.50');
  });
});

describe('by a statute, since after the takeover', async () => {
  const { db } = await openTestDatabase();
  await openOffice(db);
  await statute(db, '2025-06-01');

  test('it gives nothing for the months before it', async () => {
    const one = await climbedCase(db);
    await one.nights('2025-04-08', '2025-05-31');
    expect(await opslagen(one)).toEqual([]);
    await one.nights('2025-06-01', '2025-07-01');
    const months = (await opslagen(one)).map((line) => line.slice(11, 18));
    expect(months.filter((month) => month < '2025-06')).toEqual([]);
  });
});
