import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Step } from '../../src/collections/index.ts';
import { addDays, type Day, day, daysBetween } from '../../src/values/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { booksEqualAssessment } from './books-equal.ts';
import {
  CHECKER,
  claimedCase,
  FATHER,
  FINANCE,
  isClaim,
  MOTHER,
  OFFICER,
  openOffice,
  PER_DAG,
  PER_KEER,
  registeredCase,
  runningCase,
} from './office.ts';

const { db } = await openTestDatabase();
await openOffice(db);

test('before validation there is one step: a second person compares the uitspraak with its text within two days', async () => {
  const one = await registeredCase(db);
  const { plan, wakeOn, assessment } = await one.view('2025-01-18');
  expect(plan.map(({ on, by, deadline, act }) => ({ on, by, deadline, act }))).toEqual([
    { on: '2025-01-17', by: 'tweede persoon', deadline: '2025-01-19', act: null },
  ]);
  expect([wakeOn, assessment]).toEqual([null, null]);
});

test('after validation the volmacht and the betekening are asked for, each within 14 days of registration', async () => {
  const one = await registeredCase(db);
  await one.add('2025-01-20', CHECKER, 'uitspraak-gevalideerd', '2025-01-20', {});
  expect(await one.planned('2025-01-20', 'volmacht')).toEqual(['2025-01-20 medewerker Rv 611c 2025-01-31']);
  expect(await one.planned('2025-01-20', 'betekenen')).toEqual([
    '2025-01-20 medewerker Rv 611a lid 3 2025-01-31',
  ]);
});

test('without a volmacht no letter goes out, and a person is asked for one; on the day that it comes the letter goes', async () => {
  const one = await registeredCase(db);
  await one.add('2025-01-20', CHECKER, 'uitspraak-gevalideerd', '2025-01-20', {});
  await one.add('2025-01-27', OFFICER, 'uitspraak-betekend', '2025-01-27', { exploot: 'exploot 1' });
  await one.found('2025-02-16', '2025-02-15');
  await one.nights('2025-02-16', '2025-03-01');
  expect(await one.letters()).toEqual([]);
  expect(await one.planned('2025-03-01', 'volmacht')).toHaveLength(1);
  await one.add('2025-03-02', OFFICER, 'volmacht-verleend', '2025-03-02', { until: null });
  expect(await one.letters()).toEqual(['2025-03-02 aanzegging n1']);
  expect(await one.planned('2025-03-02', 'volmacht')).toEqual([]);
});

test('BW 3:72: on the day on which the volmacht is withdrawn no letter goes out any more; on its last day one still does', async () => {
  const withdrawn = await runningCase(db);
  await withdrawn.add('2025-02-16', OFFICER, 'volmacht-ingetrokken', '2025-02-16', { reason: 'Verzoend.' });
  await withdrawn.found('2025-02-16', '2025-02-15');
  expect(await withdrawn.letters()).toEqual([]);

  const ended = await runningCase(db);
  await ended.add('2025-02-01', OFFICER, 'volmacht-verleend', '2025-02-01', { until: '2025-02-16' });
  await ended.found('2025-02-16', '2025-02-15');
  expect(await ended.letters()).toEqual(['2025-02-16 aanzegging n1']);
  // Its stuitingsbrief would come after that day, so it is not in the plan.
  expect(await ended.planned('2025-02-16', 'Een stuitingsbrief')).toEqual([]);
});

test('a report is judged within 10 + 21 days, and its verjaring runs: of 15 February until 15 August', async () => {
  const one = await runningCase(db);
  await one.add('2025-02-20', MOTHER, 'niet-nakoming-gemeld', '2025-02-15', {
    clause: 'c1',
    what: 'Gemist.',
  });
  // 20 February + 31 days: 8 days to the 28th, then 23 March.
  expect(await one.planned('2025-02-20', '2025-08-15')).toEqual([
    '2025-02-20 medewerker Rv 611g lid 1 2025-03-23',
  ]);
  await one.add('2025-02-25', FATHER, 'niet-nakoming-betwist', '2025-02-25', {
    nietNakoming: 'n1',
    defence: 'Kim was ziek.',
  });
  expect(await one.planned('2025-02-25', 'betwiste niet-nakoming n1')).toHaveLength(1);
  expect(await one.letters()).toEqual([]);
});

test('BW 6:82, 3:317: the aanzegging goes out on the day of the finding, with a term of 14 days', async () => {
  const one = await runningCase(db);
  await one.found('2025-03-10', '2025-02-15');
  const { file } = await one.view('2025-03-10');
  expect(file.letters.filter(({ id }) => isClaim(id))).toMatchObject([
    { letter: 'aanzegging', promisedOn: '2025-03-10', covers: ['n1'], betaaltermijnDagen: 14 },
  ]);
  expect(await one.planned('2025-03-10', 'Vastleggen op welke dag')).toEqual([
    '2025-03-10 medewerker BW 3:37 lid 3 2025-03-24',
  ]);
});

test('BW 6:82: the herinnering goes out fourteen days after the aanzegging arrived, with a term of seven', async () => {
  const one = await runningCase(db);
  await one.found('2025-03-10', '2025-02-15');
  await one.sent('2025-03-10');
  // As long as nothing is proven it is taken to arrive on the third day, 13 March; + 14 is 27 March.
  expect(await one.planned('2025-03-11', 'Een herinnering')).toEqual(['2025-03-27 programma BW 6:82 lid 1']);
  await one.delivered('2025-03-12', 'b1');
  // It arrived on 12 March: + 14 is 26 March.
  await one.nights('2025-03-12', '2025-03-26');
  expect(await one.letters()).toEqual(['2025-03-10 aanzegging n1', '2025-03-26 herinnering n1']);
  expect((await one.view('2025-03-26')).file.letters.at(-1)).toMatchObject({
    id: 'b2',
    betaaltermijnDagen: 7,
    sentOn: '2025-03-26',
  });
});

test('Rv 611g, BW 3:319: a stuitingsbrief on day 90 after the last stuiting, and again 90 days after that one was delivered', async () => {
  const one = await claimedCase(db);
  // 17 February + 90: 11 days to the 28th, 31, 30, and 18 May.
  expect(await one.planned('2025-02-17', 'Een stuitingsbrief')).toEqual([
    '2025-05-18 programma Rv 611g lid 1; BW 3:319',
  ]);
  await one.nights('2025-02-17', '2025-05-17');
  // The herinnering, of 17 February + 14, was not seen to arrive, so it interrupted nothing.
  const ladder = ['2025-02-16 aanzegging n1', '2025-03-03 herinnering n1'];
  expect(await one.letters()).toEqual(ladder);
  await one.nights('2025-05-18', '2025-05-19');
  await one.delivered('2025-05-20', 'b3');
  // 20 May + 90: 11 days to the 31st, 30, 31, and 18 August.
  await one.nights('2025-05-20', '2025-08-18');
  expect(await one.letters()).toEqual([
    ...ladder,
    '2025-05-18 stuitingsbrief n1',
    '2025-08-18 stuitingsbrief n1',
  ]);
});

test('no proof of delivery by day 120 is a person’s task, by day 150 an alarm; no second letter goes out meanwhile', async () => {
  const one = await claimedCase(db);
  await one.nights('2025-02-17', '2025-07-17');
  expect(await one.letters()).toEqual([
    '2025-02-16 aanzegging n1',
    '2025-03-03 herinnering n1',
    '2025-05-18 stuitingsbrief n1',
  ]);
  // 17 February + 120 is 17 June, + 150 is 17 July.
  expect(await one.planned('2025-07-17', 'door de deurwaarder laten betekenen')).toEqual([
    '2025-06-17 medewerker Rv 611g lid 1; BW 3:319 2025-07-17',
  ]);
  expect(await one.planned('2025-07-17', 'Alarm')).toEqual([
    '2025-07-17 tweede persoon Rv 611g lid 1; BW 3:319',
  ]);
  // The exploot of 20 July begins a new term: the next letter on day 90 after it, 18 October.
  await one.fact('2025-07-20', '2025-07-20', {
    kind: 'stuiting',
    on: '2025-07-20',
    by: 'daad-van-tenuitvoerlegging',
    covers: 'all',
  });
  expect(await one.planned('2025-07-20', 'Een stuitingsbrief')).toEqual([
    '2025-10-18 programma Rv 611g lid 1; BW 3:319',
  ]);
});

test('BW 3:37 lid 3: also after the end of the term the day of delivery is asked for, because a letter that arrived in time keeps the claim', async () => {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  // Nobody proves anything: the letter of the 16th, its herinnering 3 + 14 days later, and one of day 90, 15 February + 90 being 16 May. On 15 August all ends.
  await one.nights('2025-02-16', '2025-08-20');
  const statuses = async () =>
    (await one.view('2025-08-20')).assessment!.dwangsommen.map(({ status }) => status);
  expect(await statuses()).toEqual(['verjaard']);
  // Each within 14 days of its promise.
  expect(await one.planned('2025-08-20', 'Vastleggen op welke dag')).toEqual([
    '2025-08-20 medewerker BW 3:37 lid 3 2025-03-02',
    '2025-08-20 medewerker BW 3:37 lid 3 2025-03-19',
    '2025-08-20 medewerker BW 3:37 lid 3 2025-05-30',
  ]);
  // The last turns out to have arrived on 20 May: six months from there.
  await one.delivered('2025-08-20', 'b3', '2025-05-20');
  expect(await statuses()).toEqual(['opeisbaar']);
  // Near miss: what is paid needs no proof.
  await one.paid('2025-08-20', '260.00');
  expect(await one.planned('2025-08-20', 'Vastleggen op welke dag')).toEqual([]);
});

test('Rv 611g lid 1: what is verjaard in one reading and not yet in the other gets a stuitingsbrief at once', async () => {
  // Of 28 February: six months end on 28 August, or on 31 August where they begin after the day. 28 February + 90 is 29 May. The herinnering is of
  // 1 March + 3 + 14.
  const one = await runningCase(db);
  await one.found('2025-03-01', '2025-02-28');
  await one.nights('2025-03-01', '2025-08-31');
  expect(await one.letters()).toEqual([
    '2025-03-01 aanzegging n1',
    '2025-03-18 herinnering n1',
    '2025-05-29 stuitingsbrief n1',
    '2025-08-29 stuitingsbrief n1',
  ]);
  // It arrives on the last day, and is guarded on: 31 August + 90 is 29 November.
  await one.delivered('2025-08-31', 'b4');
  await one.nights('2025-09-01', '2025-11-30');
  expect((await one.letters()).slice(4)).toEqual(['2025-11-29 stuitingsbrief n1']);
  // Found at the last moment: the delivery of the aanzegging is not waited for.
  const late = await runningCase(db);
  await late.found('2025-08-27', '2025-02-28');
  await late.nights('2025-08-27', '2025-08-31');
  expect(await late.letters()).toEqual(['2025-08-27 aanzegging n1', '2025-08-29 stuitingsbrief n1']);
  // Near miss: of 27 February both readings end on 27 August.
  const other = await runningCase(db);
  await other.found('2025-03-01', '2025-02-27');
  await other.nights('2025-03-01', '2025-08-31');
  expect(await other.letters()).toEqual([
    '2025-03-01 aanzegging n1',
    '2025-03-18 herinnering n1',
    '2025-05-28 stuitingsbrief n1',
  ]);
});

test('a dwangsom found long after its day is claimed at once by one letter; a second one waits thirty days for its delivery', async () => {
  const one = await runningCase(db);
  // 15 February + 130 days is 25 June.
  await one.found('2025-06-25', '2025-02-15');
  await one.nights('2025-06-25', '2025-07-11');
  expect(await one.letters()).toEqual(['2025-06-25 aanzegging n1']);
  // Day 120 is long past, so the deurwaarder is asked for from the first day.
  expect(await one.planned('2025-06-25', 'door de deurwaarder laten betekenen')).toHaveLength(1);
  // The herinnering goes out on 25 June + 3 + 14 days. The thirty days are those of the first letter: 25 June + 30 is 25 July.
  await one.nights('2025-07-12', '2025-08-12');
  expect(await one.letters()).toEqual([
    '2025-06-25 aanzegging n1',
    '2025-07-12 herinnering n1',
    '2025-07-25 stuitingsbrief n1',
  ]);
});

test('fifty-nine dwangsommen whose letters all became due at once are stuit by one letter', async () => {
  const one = await runningCase(db);
  const until = '2025-06-30';
  await one.fact('2025-02-01', '2025-02-01', { kind: 'schorsing-executie', from: '2025-02-01', until });
  // Every day of February and March a moment was missed, found on 1 April (28 + 31 days); then the volmacht was missing until the last day of June.
  for (let on = day('2025-02-01'); on <= '2025-03-31'; on = addDays(on, 1)) await one.found('2025-04-01', on);
  await one.add('2025-04-02', OFFICER, 'volmacht-ingetrokken', '2025-04-02', { reason: 'Verlopen.' });
  await one.add('2025-06-30', OFFICER, 'volmacht-verleend', '2025-06-30', { until: null });
  const written = await one.letters();
  expect(written).toHaveLength(1);
  expect(written[0]).toMatch(/^2025-06-30 stuitingsbrief n1 n2 .* n58 n59$/);
  // On the day after the schorsing all of them are demanded.
  await one.night('2025-07-01');
  expect((await one.letters()).at(-1)).toMatch(/^2025-07-01 aanzegging n1 n2 .* n58 n59$/);
});

test('payment stops the letters about what it paid, and not about what is still open', async () => {
  const one = await claimedCase(db);
  await one.found('2025-03-16', '2025-03-15');
  await one.sent('2025-03-16');
  // The herinnering of the first, of 17 February + 14, went out in between as b2.
  await one.delivered('2025-03-17', 'b3');
  // Before rente runs on the second, € 250 and the rente of the first from 4 to 16 March, 13 days: 250 × 6% × 13 / 365 = 0.5342.
  await one.paid('2025-03-17', '250.53');
  await one.nights('2025-03-17', '2025-07-01');
  // 17 March + 14 days is the 31st, + 90 days is 15 June.
  expect(await one.letters()).toEqual([
    '2025-02-16 aanzegging n1',
    '2025-03-03 herinnering n1',
    '2025-03-16 aanzegging n2',
    '2025-03-31 herinnering n2',
    '2025-06-15 stuitingsbrief n2',
  ]);
  expect((await one.view('2025-07-01')).assessment!.dwangsommen.map(({ status }) => status)).toEqual([
    'voldaan',
    'opeisbaar',
  ]);
});

test('one that is paid whole is asked nothing more: both parents hear how it stands, and after half a year it closes and sleeps', async () => {
  const one = await claimedCase(db);
  await one.paid('2025-03-01', '250.00');
  await one.approved('2025-03-02', 'u1');
  await one.performed('2025-03-02', 'u1');
  // 2 March + 28 days is the 30th; + 183 days is 1 September (29 of March, 30, 31, 30, 31, 31 and 1).
  const { plan, wakeOn } = await one.view('2025-03-02');
  expect(plan.filter(({ act }) => act !== null).map(actOf)).toEqual([
    '2025-03-30 statusbericht ',
    '2025-09-01 zaak-gesloten',
  ]);
  expect(wakeOn).toBe('2025-03-30');
  const claimed = await one.letters();
  await one.nights('2025-03-03', '2025-09-01');
  expect(await one.letters()).toEqual(claimed);
  expect((await one.letters('all')).slice(-2)).toEqual([
    '2025-09-01 afsluiting',
    '2025-09-01 afsluiting-bericht',
  ]);
  const closed = await one.view('2025-09-01');
  expect([closed.plan, closed.wakeOn]).toEqual([[], null]);
});

test('each finding is claimed on its own day, also where one of a week before was claimed already', async () => {
  const one = await runningCase(db, PER_DAG);
  // Three Saturdays the week before it is reported and found: 1–7, 8–14 and 15–21 February.
  for (let saturday = day('2025-02-08'); saturday <= '2025-02-22'; saturday = addDays(saturday, 7)) {
    await one.nights(addDays(saturday, -6), saturday);
    await one.found(saturday, addDays(saturday, -7), { through: addDays(saturday, -1) });
  }
  expect(await one.letters()).toEqual([
    '2025-02-08 aanzegging n1',
    '2025-02-15 aanzegging n2',
    '2025-02-22 aanzegging n3',
  ]);
  await booksEqualAssessment(one, '2025-02-22');
});

// --- what holds it up

test.each([
  ['faillissement', { kind: 'faillissement' }],
  ['wsnp', { kind: 'wsnp' }],
  ['a schorsing of the execution', { kind: 'schorsing-executie' }],
])(
  'during %s no payment is demanded, but the verjaring is guarded all the same, open end or not',
  async (_, fact) => {
    for (const until of [null, '2025-12-31']) {
      const one = await runningCase(db);
      await one.fact('2025-02-20', '2025-02-20', { ...fact, from: '2025-02-20', until });
      await one.found('2025-02-21', '2025-02-15');
      await one.nights('2025-02-21', '2025-05-16');
      // 15 February + 90 is 16 May.
      expect(await one.letters()).toEqual(['2025-05-16 stuitingsbrief n1']);
    }
  },
);

test('the aanzegging that waited for the end of a schorsing goes out on the day after it', async () => {
  const one = await runningCase(db);
  await one.fact('2025-02-20', '2025-02-20', {
    kind: 'schorsing-executie',
    from: '2025-02-20',
    until: '2025-03-15',
  });
  await one.found('2025-02-21', '2025-02-15');
  expect(await one.planned('2025-02-21', 'Een aanzegging')).toEqual([
    '2025-03-16 programma BW 6:82 lid 1 en 3:317 lid 1',
  ]);
  await one.nights('2025-02-21', '2025-03-16');
  expect(await one.letters()).toEqual(['2025-03-16 aanzegging n1']);
});

test('Rv 350: an appeal holds the demand up only where the uitspraak is not uitvoerbaar bij voorraad', async () => {
  for (const uitvoerbaarBijVoorraad of [true, false]) {
    const one = await runningCase(db, PER_KEER, uitvoerbaarBijVoorraad);
    await one.found('2025-02-16', '2025-02-15');
    await one.fact('2025-02-20', '2025-02-20', { kind: 'hoger-beroep', from: '2025-02-20', until: null });
    await one.found('2025-03-20', '2025-02-19');
    // n2 is of the day before the appeal.
    expect(await one.letters()).toEqual([
      '2025-02-16 aanzegging n1',
      ...(uitvoerbaarBijVoorraad ? ['2025-03-20 aanzegging n2'] : []),
    ]);
  }
});

test('a contested finding is not demanded again until it is judged, and is stuit on day 90 all the same', async () => {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-14');
  await one.found('2025-02-16', '2025-02-15');
  await one.add('2025-02-20', FATHER, 'niet-nakoming-betwist', '2025-02-20', {
    nietNakoming: 'n2',
    defence: 'Kim was ziek.',
  });
  await one.nights('2025-02-20', '2025-05-16');
  expect(await one.letters()).toEqual([
    '2025-02-16 aanzegging n1',
    '2025-02-16 aanzegging n2',
    // The first went out on 20 February: + 3 + 14 days. The second is contested.
    '2025-03-09 herinnering n1',
    // 14 and 15 February + 90.
    '2025-05-15 stuitingsbrief n1',
    '2025-05-16 stuitingsbrief n2',
  ]);
  await one.judged('2025-05-20', 'n2');
  // The letter of 16 February had not gone out when the father contested: it lapsed, and is sent anew once a person has judged.
  expect((await one.letters()).at(-1)).toBe('2025-05-20 aanzegging n2');
});

// --- money

test('Rv 611c: the payout is prepared on the day of the payment, from the cash of the case alone; approval and bank are tasks of finance', async () => {
  const [one, other] = [await claimedCase(db), await claimedCase(db)];
  await other.paid('2025-03-01', '250.00');
  await one.paid('2025-03-01', '100.00');
  expect((await one.view('2025-03-01')).file.payouts).toMatchObject([
    { id: 'u1', to: 'schuldeiser', amount: 10_000n, preparedOn: '2025-03-01', preparedBy: 'systeem' },
  ]);
  expect(await one.planned('2025-03-01', 'Goedkeuren')).toEqual([
    '2025-03-01 financiën undefined 2025-03-03',
  ]);
  await one.approved('2025-03-02', 'u1');
  expect(await one.planned('2025-03-02', 'Bij de bank uitvoeren')).toEqual([
    '2025-03-02 financiën undefined 2025-03-04',
  ]);
  // € 250 lies on the account of the other case; a cent more than this one holds is refused.
  expect(
    await one.refused('2025-03-02', FINANCE, 'uitbetaling-voorbereid', '2025-03-02', {
      to: 'schuldenaar',
      amount: '100.01',
    }),
  ).toEqual(['bedrag-te-hoog']);
});

test('BW 6:203: a vernietiging withdraws a payout that nobody approved, and sends its money back to the debtor', async () => {
  const one = await claimedCase(db);
  await one.paid('2025-03-01', '100.00');
  await one.fact('2025-03-02', '2025-03-02', { kind: 'vernietiging', on: '2025-03-02' });
  expect((await one.view('2025-03-02')).file.payouts).toMatchObject([
    { id: 'u1', to: 'schuldeiser', withdrawnOn: '2025-03-02' },
    { id: 'u2', to: 'schuldenaar', amount: 10_000n, withdrawnOn: null },
  ]);
  expect(await one.planned('2025-03-02', 'terugvorderen')).toEqual([]);
});

test('BW 6:203: what was paid out is asked back from the creditor; until it comes back only the case’s own money goes to the debtor', async () => {
  const one = await claimedCase(db);
  await one.paid('2025-03-01', '100.00');
  await one.approved('2025-03-01', 'u1');
  await one.performed('2025-03-01', 'u1');
  await one.paid('2025-03-02', '30.00');
  await one.fact('2025-03-03', '2025-03-03', { kind: 'vernietiging', on: '2025-03-03' });
  // € 130 is due back; € 30 lies here, of u2 that nobody had approved.
  const { file } = await one.view('2025-03-03');
  expect(file.payouts).toMatchObject([
    { id: 'u1', amount: 10_000n, performedOn: '2025-03-01' },
    { id: 'u2', amount: 3_000n, withdrawnOn: '2025-03-03' },
    { id: 'u3', to: 'schuldenaar', amount: 3_000n },
  ]);
  const asked = (await one.view('2025-03-03')).plan.find(({ what }) => what.includes('terugvorderen'));
  expect(asked).toMatchObject({ by: 'financiën', because: [{ article: 'BW 6:203' }] });
  expect(asked!.what).toContain('€ 100,00');
  await one.repaid('2025-03-10', '40.00');
  expect((await one.view('2025-03-10')).file.payouts.at(-1)).toMatchObject({ id: 'u4', amount: 4_000n });
  await one.repaid('2025-03-11', '60.00');
  expect((await one.view('2025-03-11')).file.payouts.at(-1)).toMatchObject({ id: 'u5', amount: 6_000n });
  expect(await one.planned('2025-03-11', 'terugvorderen')).toEqual([]);
  await booksEqualAssessment(one, '2025-03-11', { renteMayLag: false });
});

test('an approved payout that a vernietiging overtakes is to be stopped at the bank, not carried out', async () => {
  const one = await claimedCase(db);
  await one.paid('2025-03-01', '100.00');
  await one.approved('2025-03-01', 'u1');
  await one.fact('2025-03-02', '2025-03-02', { kind: 'vernietiging', on: '2025-03-02' });
  expect(await one.planned('2025-03-02', 'tegenhouden')).toHaveLength(1);
  await one.add('2025-03-02', FINANCE, 'uitbetaling-ingetrokken', '2025-03-02', {
    payout: 'u1',
    reason: 'Vernietigd.',
  });
  expect((await one.view('2025-03-02')).file.payouts.at(-1)).toMatchObject({
    to: 'schuldenaar',
    amount: 10_000n,
  });
});

// --- the plan is what happens

interface Moment {
  /** Days after 1 February on which it happened, and how many days later it was found; a letter arrives so many days after it was sent. */
  readonly on: number;
  readonly foundAfter: number;
  readonly arrivesAfter: number | null;
}

const moment: fc.Arbitrary<Moment> = fc.record({
  on: fc.integer({ min: 0, max: 90 }),
  foundAfter: fc.integer({ min: 0, max: 60 }),
  arrivesAfter: fc.option(fc.integer({ min: 0, max: 20 }), { freq: 4 }),
});

const START = day('2025-02-01');
const DAYS = 300;

function actOf({ on, act }: Step): string {
  if (act?.kind !== 'record') return `${on} rente`;
  const { kind, data } = act.event;
  return kind === 'brief-beloofd' ? `${on} ${data.letter} ${data.covers.join(' ')}` : `${on} ${kind}`;
}

test('what the plan of the evening shows for the next day is what the program does on it, and nothing else', async () => {
  const property = fc.asyncProperty(
    fc.array(moment, { minLength: 1, maxLength: 4 }),
    fc.boolean(),
    async (moments, perDag) => {
      const one = await runningCase(db, perDag ? PER_DAG : PER_KEER);
      const letterBox = new Map<string, Day>();
      let evening = await one.view(START);
      for (let today: Day = START; daysBetween(START, today) < DAYS; today = addDays(today, 1)) {
        // A day on which the plan has nothing, nobody does anything and the case does not wake is passed over.
        const isPlanned = evening.plan.some(({ on, act }) => act !== null && on === today);
        const isFact = moments.some(({ on, foundAfter }) => addDays(START, on + foundAfter) === today);
        const isArrival = [...letterBox.values()].includes(today);
        if (!isPlanned && !isFact && !isArrival && evening.wakeOn !== today) continue;
        evening = await one.view(addDays(today, -1));

        const entriesBefore = (await one.books()).entries.length;
        await one.night(today);
        const after = await one.view(today);
        const done = after.file.events
          .slice(evening.file.events.length)
          .flatMap(({ kind, data, on }) =>
            kind === 'brief-beloofd' ? [`${on} ${data.letter} ${data.covers.join(' ')}`] : [`${on} ${kind}`],
          );
        const acts = evening.plan.filter(({ on, act }) => act !== null && on === today);
        expect(done).toEqual(acts.filter(({ act }) => act?.kind === 'record').map(actOf));
        const hasBooked = (await one.books()).entries.length > entriesBefore;
        if (hasBooked) expect(acts.some(({ act }) => act?.kind === 'book')).toBe(true);

        await one.sent(today);
        for (const { on, foundAfter } of moments) {
          if (addDays(START, on + foundAfter) !== today) continue;
          await one.found(
            today,
            addDays(START, on),
            perDag ? { through: addDays(START, on + Math.min(3, foundAfter)) } : {},
          );
          await one.sent(today);
        }
        for (const { id, sentOn, deliveredOn } of (await one.view(today)).file.letters) {
          const after = moments[Number(id.slice(1)) % moments.length]!.arrivesAfter;
          if (after !== null && deliveredOn === null && !letterBox.has(id))
            letterBox.set(id, addDays(sentOn!, after));
        }
        for (const [letter, arrives] of letterBox) {
          if (arrives !== today) continue;
          await one.delivered(today, letter);
          letterBox.delete(letter);
        }
        evening = await one.view(today);
      }
    },
  );
  await fc.assert(property, { numRuns: 6, seed: 611, endOnFailure: false, verbose: 1 });
}, 60_000);
