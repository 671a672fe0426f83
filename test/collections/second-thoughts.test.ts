import { expect, test } from 'vitest';
import { type CaseFile, type Post, performOutbox } from '../../src/collections/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { booksEqualAssessment } from './books-equal.ts';
import {
  at,
  carriersOf,
  FINANCE,
  isClaim,
  keepingPost,
  MOTHER,
  OFFICER,
  type OneCase,
  openOffice,
  runningCase,
} from './office.ts';

/** What comes in between a decision and its consequence, and what a person takes back. */

const { db } = await openTestDatabase();
await openOffice(db);

function claims({ letters }: CaseFile) {
  return letters.filter(({ id }) => isClaim(id));
}

function lapsedClaims({ events }: CaseFile) {
  return events.flatMap((event) =>
    event.kind === 'brief-vervallen' && isClaim(event.data.letter) ? [event.data] : [],
  );
}

test.each([
  ['the finding was taken back', (one: OneCase) => one.revoked('2025-02-16', 'n1'), 'niets meer te vorderen'],
  [
    'the uitspraak was vernietigd',
    (one: OneCase) => one.fact('2025-02-16', '2025-02-14', { kind: 'vernietiging', on: '2025-02-14' }),
    'niets meer te vorderen',
  ],
  ['it was paid', (one: OneCase) => one.paid('2025-02-16', '250.00'), 'niets meer te vorderen'],
  [
    'the volmacht ended',
    (one: OneCase) =>
      one.add('2025-02-16', OFFICER, 'volmacht-ingetrokken', '2025-02-16', {
        reason: 'De moeder regelt het zelf.',
      }),
    'volmacht',
  ],
  [
    'a faillissement began',
    (one: OneCase) =>
      one.fact('2025-02-16', '2025-02-16', { kind: 'faillissement', from: '2025-02-16', until: null }),
    'geen betaling',
  ],
])('a promised aanzegging does not go out where, before it was sent, %s', async (_, between, reason) => {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  await between(one);
  const post = keepingPost();
  await one.sent('2025-02-16', post);
  expect(post.letters).toEqual([]);
  const { file } = await one.view('2025-02-16');
  expect(lapsedClaims(file)).toEqual([{ letter: 'b1', reason: expect.stringContaining(reason) }]);
  // The promise is settled: the next night does not try it again.
  await one.nights('2025-02-17', '2025-02-18');
  expect(lapsedClaims((await one.view('2025-02-18')).file)).toHaveLength(1);
});

test('near miss: a part payment leaves something to claim, so a letter goes out, and it asks the cent that is left', async () => {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  await one.paid('2025-02-16', '249.99');
  const post = keepingPost();
  // The letter that was promised says € 250; it lapses, and the plan promises another at once.
  await one.sent('2025-02-16', post);
  expect(post.letters).toEqual([]);
  await one.sent('2025-02-16', post);
  expect(post.letters).toHaveLength(1);
  // 250.00 − 249.99.
  expect(post.letters[0]).toContain('Totaal € 0,01');
  expect(post.letters[0]).not.toContain('€ 250,00');
  const { file } = await one.view('2025-02-16');
  expect(claims(file).map(({ id, sentOn, lapsedOn }) => [id, sentOn, lapsedOn])).toEqual([
    ['b1', null, '2025-02-16'],
    ['b2', '2025-02-16', null],
  ]);
});

test('BW 6:44: kosten that came in between change what must be paid, so the letter is made anew; rente that ran on does not', async () => {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  await one.fact('2025-02-16', '2025-02-16', {
    kind: 'kosten',
    on: '2025-02-16',
    amount: '80.00',
    what: 'exploot',
  });
  const post = keepingPost();
  await one.sent('2025-02-16', post);
  await one.sent('2025-02-16', post);
  // 250.00 + 80.00.
  expect(post.letters.map((text) => /Totaal € [\d,]+/.exec(text)?.[0])).toEqual(['Totaal € 330,00']);
  await one.delivered('2025-02-17', 'b2');
  // The herinnering, of 17 February + 14, goes out in between. 17 February + 90 is 18 May; made that day and sent two days later, while rente runs since 4 March (17 + 14 February is 3 March).
  await one.nights('2025-02-17', '2025-05-17');
  await one.night('2025-05-18');
  await one.sent('2025-05-20', post);
  // From 4 March to 17 May 75 days, 28 of March, 30 and 17: 250 × 6% × 75 / 365 = 3.0822.
  expect(post.letters[1]).toContain('Totaal € 333,08');
});

test('a letter that may have gone out already is given again under its key, whatever came in between', async () => {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  const broken: Post = {
    send: async () => {
      throw new Error('de postkamer is dicht');
    },
  };
  const tried = performOutbox(db, await one.promiseOf(), carriersOf(broken), at('2025-02-16'));
  await expect(tried).rejects.toThrow('letter aanzegging of');
  await one.revoked('2025-02-17', 'n1');
  const post = keepingPost();
  await one.sent('2025-02-17', post);
  expect(post.letters).toHaveLength(1);
});

test('what lapsed claims nothing: found again, it is claimed by a new letter', async () => {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  await one.revoked('2025-02-16', 'n1');
  await one.sent('2025-02-16');
  await one.judged('2025-02-18', 'n1');
  const { file } = await one.view('2025-02-18');
  expect(claims(file).map(({ id, lapsedOn }) => [id, lapsedOn])).toEqual([
    ['b1', '2025-02-16'],
    ['b2', null],
  ]);
});

test('a bank line booked on the wrong case is free again once it is withdrawn there, and is booked where it belongs', async () => {
  const wrong = await runningCase(db);
  const right = await runningCase(db);
  for (const one of [wrong, right]) await one.found('2025-02-16', '2025-02-15');
  await wrong.paid('2025-02-20', '100.00', { line: 'VERGISSING-1' });
  expect(
    await right.refused('2025-02-21', FINANCE, 'betaling-ontvangen', '2025-02-20', {
      amount: '100.00',
      bankReference: 'VERGISSING-1',
    }),
  ).toEqual(['dubbel']);
  // The prepared afdracht is withdrawn with it.
  await wrong.add('2025-02-21', FINANCE, 'feit-ingetrokken', '2025-02-21', {
    fact: 'p1',
    reason: 'Verkeerde zaak.',
  });
  await right.paid('2025-02-21', '100.00', { line: 'VERGISSING-1', on: '2025-02-20' });
  await booksEqualAssessment(wrong, '2025-02-21');
  await booksEqualAssessment(right, '2025-02-21');
  expect(await wrong.balance('bank-derdengelden')).toBe(0n);
  expect(await right.balance('bank-derdengelden')).toBe(10_000n);
  // And taken now, it is not free a second time.
  expect(
    await wrong.refused('2025-02-22', FINANCE, 'betaling-ontvangen', '2025-02-20', {
      amount: '100.00',
      bankReference: 'VERGISSING-1',
    }),
  ).toEqual(['dubbel']);
});

test('BW 3:318: an answered question leaves the work list, and the history keeps who answered what', async () => {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  await one.paid('2025-02-20', '100.00');
  const asked = async (today: string) =>
    (await one.view(today)).plan.filter(({ because }) => because[0]?.article === 'BW 3:318').length;
  expect(await asked('2025-02-20')).toBe(1);
  const answer = {
    about: 'p1',
    article: 'BW 3:318',
    answer: 'Nee: hij schreef dat hij onder protest betaalde.',
  };
  expect(await one.refused('2025-02-21', 'systeem', 'vraag-beantwoord', '2025-02-21', answer)).toEqual([
    'alleen-een-persoon',
  ]);
  await one.add('2025-02-21', OFFICER, 'vraag-beantwoord', '2025-02-21', answer);
  expect(await asked('2025-02-21')).toBe(0);
  // Another payment is another question; once all is paid nobody needs to know.
  await one.paid('2025-02-22', '50.00');
  expect(await asked('2025-02-22')).toBe(1);
  await one.paid('2025-02-23', '100.00');
  expect(await asked('2025-02-23')).toBe(0);
});

test('Rv 611g: a case that stands still for want of a rate is still stuit: the letter of day 90 goes out without rente', async () => {
  const one = await runningCase(db);
  await one.found('2026-11-16', '2026-11-15');
  await one.sent('2026-11-16');
  await one.delivered('2026-11-17', 'b1');
  // 17 November + 90: 13 days to the 30th, 31, 31, and 15 February 2027; rente runs since 2 December, and 2027 has no rate.
  await one.nights('2026-11-18', '2027-02-14');
  expect((await one.view('2027-02-14')).haltedBecause).toContain('rente');
  // The herinnering went out while the rate was known: 17 November + 14.
  const before = ['2026-11-16 aanzegging n1', '2026-12-01 herinnering n1'];
  expect(await one.letters('claims', '2027-02-14')).toEqual(before);
  await one.nights('2027-02-15', '2027-02-15');
  const { file, haltedBecause } = await one.view('2027-02-15');
  expect(haltedBecause).toContain('rente');
  expect(claims(file)).toMatchObject([
    { id: 'b1' },
    { id: 'b2' },
    { id: 'b3', letter: 'stuitingsbrief', promisedOn: '2027-02-15', sentOn: '2027-02-15' },
  ]);
});

test('Rv 611g: a late report is to be judged sixty days before the end of its verjaring, if that comes first', async () => {
  const one = await runningCase(db);
  const report = (today: string, on: string) =>
    one.add(today, MOTHER, 'niet-nakoming-gemeld', on, { clause: 'c1', what: 'Kim werd niet gebracht.' });
  // 15 February: verjaart after 15 August; 60 days before is 16 June, 31 days after the report of 10 June is 11 July.
  await report('2025-06-10', '2025-02-15');
  // Reported on the day itself: 31 days after 10 June.
  await report('2025-06-10', '2025-06-10');
  const { plan } = await one.view('2025-06-10');
  expect(plan.filter(({ what }) => what.startsWith('Oordelen')).map(({ deadline }) => deadline)).toEqual([
    '2025-06-16',
    '2025-07-11',
  ]);
});
