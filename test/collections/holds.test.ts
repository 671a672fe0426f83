import { expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { belemmering, lifted } from './climbing.ts';
import {
  CHECKER,
  claimedCase,
  keepingPost,
  MOTHER,
  OFFICER,
  type OneCase,
  openOffice,
  runningCase,
} from './office.ts';

const { db } = await openTestDatabase();
await openOffice(db);

function report(one: OneCase, today: string, on: string) {
  return one.add(today, MOTHER, 'niet-nakoming-gemeld', on, {
    clause: 'c1',
    what: 'Kim werd niet gebracht.',
  });
}

async function codes(one: OneCase, today: string, data: { what: string; until: string | null }) {
  const reason = 'Verzonnen reden.';
  const answer = await one.tried(today, OFFICER, 'belemmering-vastgelegd', today, { ...data, reason });
  return answer.ok ? [] : answer.refusals.map(({ code }) => code);
}

// --- what stops, and what goes on

test.each([
  ['pauze', '2025-06-20'],
  ['noodstop', '2025-06-20'],
  ['schuldhulp', '2026-02-20'],
  ['veiligheid', null],
  ['erfgenamen-onbekend', null],
])(
  'under %s no payment is asked at all, and the verjaring is guarded; once it is lifted the aanzegging goes out',
  async (what, until) => {
    const one = await runningCase(db);
    await belemmering(one, '2025-02-20', what, until);
    await one.found('2025-02-21', '2025-02-15');
    // 15 February + 90 is 16 May.
    await one.nights('2025-05-15', '2025-05-16');
    expect(await one.letters()).toEqual(['2025-05-16 stuitingsbrief n1']);
    expect((await one.view('2025-05-16')).file.letters.at(-1)).toMatchObject({ sentOn: '2025-05-16' });
    await lifted(one, '2025-05-20', 'h1');
    expect(await one.letters()).toEqual(['2025-05-16 stuitingsbrief n1', '2025-05-20 aanzegging n1']);
  },
);

test.each([
  ['executiegeschil', null],
  ['onvindbaar', null],
  ['oninbaar', '2025-08-20'],
])(
  'under %s what is newly found is claimed, nothing goes a step further, and the verjaring is guarded',
  async (what, until) => {
    const one = await runningCase(db);
    await belemmering(one, '2025-02-20', what, until);
    await one.found('2025-02-21', '2025-02-15');
    await one.sent('2025-02-21');
    await one.delivered('2025-02-22', 'b1');
    // The herinnering would be of 8 March. 22 February + 90 is 23 May (6, 31, 30 and 23).
    await one.nights('2025-03-08', '2025-03-08');
    await one.nights('2025-05-23', '2025-05-23');
    const claimed = ['2025-02-21 aanzegging n1', '2025-05-23 stuitingsbrief n1'];
    expect(await one.letters()).toEqual(claimed);
    await lifted(one, '2025-05-26', 'h1');
    // 26 May to 1 June are breath.
    await one.nights('2025-06-01', '2025-06-02');
    expect(await one.letters()).toEqual([...claimed, '2025-06-02 herinnering n1']);
  },
);

test.each([
  ['faillissement', { kind: 'faillissement' }],
  ['wsnp', { kind: 'wsnp' }],
  ['a schorsing of the execution', { kind: 'schorsing-executie' }],
  ['a schorsing of the uitspraak', { kind: 'schorsing-werking' }],
])(
  '%s that begins after the aanzegging holds the herinnering, until seven days after its end',
  async (_, fact) => {
    const one = await claimedCase(db);
    await one.fact('2025-02-20', '2025-02-20', { ...fact, from: '2025-02-20', until: '2025-03-15' });
    // By its term 3 March; 16 to 22 March are breath.
    await one.nights('2025-03-03', '2025-03-23');
    expect(await one.letters()).toEqual(['2025-02-16 aanzegging n1', '2025-03-23 herinnering n1']);
  },
);

test('BW 4:182: after the debtor’s death nothing reaches his address but what interrupts, until a person knows the heirs', async () => {
  const one = await claimedCase(db);
  await one.fact('2025-02-20', '2025-02-20', { kind: 'overlijden-schuldenaar', on: '2025-02-20' });
  expect(await one.planned('2025-02-20', 'De schuldenaar is overleden')).toHaveLength(1);
  await report(one, '2025-02-21', '2025-02-18');
  await one.nights('2025-03-03', '2025-03-03');
  // 17 February + 90 is 18 May.
  await one.nights('2025-05-18', '2025-05-18');
  expect(await one.letters()).toEqual(['2025-02-16 aanzegging n1', '2025-05-18 stuitingsbrief n1']);
  expect((await one.letters('all')).filter((line) => line.includes('wederhoor n2'))).toEqual([]);

  await belemmering(one, '2025-05-19', 'erfgenamen-onbekend');
  expect(await one.planned('2025-05-19', 'De schuldenaar is overleden')).toEqual([]);
  await lifted(one, '2025-05-26', 'h1', OFFICER);
  expect(await one.letters('all')).toContain('2025-05-26 wederhoor n2');
  await one.nights('2025-06-01', '2025-06-02');
  expect((await one.letters()).at(-1)).toBe('2025-06-02 herinnering n1');
});

test('BW 3:72: with the creditor’s death the volmacht ends and nothing goes out; with that of the heirs it goes on', async () => {
  const one = await claimedCase(db);
  await one.add('2025-02-20', OFFICER, 'schuldeiser-overleden', '2025-02-20', { source: 'Akte.' });
  expect(await one.planned('2025-02-20', 'De schuldeiser is overleden')).toEqual([
    '2025-02-20 medewerker BW 3:72 2025-03-06',
  ]);
  const before = await one.letters('all');
  await one.nights('2025-03-03', '2025-03-03');
  await one.nights('2025-05-18', '2025-05-18');
  expect(await one.letters('all')).toEqual(before);
  expect(
    await one.refused('2025-05-18', OFFICER, 'schuldeiser-overleden', '2025-02-20', { source: 'Akte.' }),
  ).toEqual(['dubbel']);
  await one.add('2025-05-20', OFFICER, 'volmacht-verleend', '2025-05-20', { until: null });
  expect((await one.letters()).slice(1)).toEqual(['2025-05-20 herinnering n1']);
});

test('under a report on safety the debtor gets nothing but what interrupts, not even what only tells; once lifted he does', async () => {
  const one = await runningCase(db);
  await belemmering(one, '2025-02-15', 'veiligheid');
  await report(one, '2025-02-16', '2025-02-15');
  await one.nights('2025-02-17', '2025-02-20');
  expect((await one.letters('all')).filter((line) => line.includes('wederhoor'))).toEqual([]);
  expect(await one.planned('2025-02-16', 'veiligheidsmelding h1')).toEqual([
    '2025-02-15 tweede persoon IVRK art. 3 2025-02-16',
  ]);
  await lifted(one, '2025-02-21', 'h1');
  expect((await one.letters('all')).filter((line) => line.includes('wederhoor'))).toEqual([
    '2025-02-21 wederhoor n1',
  ]);
});

test('a demand that was promised and has not gone out lapses under a pause, and is made anew after it', async () => {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  await belemmering(one, '2025-02-16', 'pauze', '2025-03-10');
  const post = keepingPost();
  await one.sent('2025-02-16', post);
  expect(post.letters).toEqual([]);
  await one.nights('2025-03-10', '2025-03-11');
  expect((await one.view('2025-03-11')).file.letters.filter(({ id }) => id.startsWith('b'))).toMatchObject([
    { id: 'b1', letter: 'aanzegging', sentOn: null, lapsedOn: '2025-02-16' },
    { id: 'b2', letter: 'aanzegging', sentOn: '2025-03-11', lapsedOn: null },
  ]);
});

test('Nationale ombudsman 2018/004: the debtor hears once of a pause and once of its end, also where it is lifted sooner', async () => {
  const told = async (one: OneCase) => (await one.letters('all')).filter((line) => line.includes('pauze'));
  const whole = await claimedCase(db);
  await belemmering(whole, '2025-02-20', 'pauze', '2025-03-10');
  await whole.nights('2025-03-09', '2025-03-14');
  expect(await told(whole)).toEqual(['2025-02-20 pauze', '2025-03-11 pauze-einde']);
  const shorter = await claimedCase(db);
  await belemmering(shorter, '2025-02-20', 'noodstop', '2025-03-10');
  await lifted(shorter, '2025-03-01', 'h1', OFFICER);
  await shorter.nights('2025-03-09', '2025-03-14');
  expect(await told(shorter)).toEqual(['2025-02-20 pauze', '2025-03-01 pauze-einde']);
});

// --- their limits, and who lifts them

test.each([
  // Four months after 20 February is 20 June, six months 20 August, twelve 20 February 2026.
  ['pauze', '2025-06-20', '2025-06-21'],
  ['noodstop', '2025-06-20', '2025-06-21'],
  ['schuldhulp', '2026-02-20', '2026-02-21'],
  ['oninbaar', '2025-08-20', '2025-08-21'],
])('%s lasts until %s at most, and has an end', async (what, last, tooLate) => {
  const one = await runningCase(db);
  const refused = (until: string | null) => codes(one, '2025-02-20', { what, until });
  expect(await refused(tooLate)).toEqual(['verkeerde-stand']);
  expect(await refused(null)).toEqual(['verkeerde-stand']);
  expect(await refused('2025-02-19')).toEqual(['verkeerde-stand']);
  await belemmering(one, '2025-02-20', what, last);
});

test('whoever is refused a belemmering reads a sentence', async () => {
  const one = await runningCase(db);
  for (const what of ['pauze', 'noodstop', 'schuldhulp', 'oninbaar']) {
    const data = { what, until: null, reason: 'Verzonnen reden.' };
    const answer = await one.tried('2025-02-20', OFFICER, 'belemmering-vastgelegd', '2025-02-20', data);
    expect(answer).toMatchObject({
      ok: false,
      refusals: [{ sentence: expect.stringMatching(/^\p{Lu}.*\.$/u) }],
    });
  }
});

test('four months after 31 October end on the last day of February', async () => {
  const one = await runningCase(db);
  expect(await codes(one, '2025-10-31', { what: 'pauze', until: '2026-03-01' })).toEqual(['verkeerde-stand']);
  await belemmering(one, '2025-10-31', 'pauze', '2026-02-28');
});

test('a report on safety is lifted by another than who recorded it, however the name is written; a pause by anybody, once', async () => {
  const one = await runningCase(db);
  await belemmering(one, '2025-02-20', 'veiligheid');
  await belemmering(one, '2025-02-20', 'pauze', '2025-03-20');
  const refused = (by: string, belemmering: string, on = '2025-02-21') =>
    one.refused('2025-02-21', by, 'belemmering-opgeheven', on, { belemmering, reason: 'Voorbij.' });
  expect(await refused(OFFICER, 'h1')).toEqual(['zelfde-persoon']);
  expect(await refused(` ${OFFICER.toUpperCase()} `, 'h1')).toEqual(['zelfde-persoon']);
  expect(await refused(CHECKER, 'h3')).toEqual(['onbekend']);
  expect(await refused(CHECKER, 'h2', '2025-02-19')).toEqual(['verkeerde-stand']);
  await lifted(one, '2025-02-21', 'h1', CHECKER);
  await lifted(one, '2025-02-21', 'h2', OFFICER);
  expect(await refused(CHECKER, 'h2')).toEqual(['verkeerde-stand']);
});

test('while a debtor cannot be found somebody looks again after 30, 90 and 180 days and then every year', async () => {
  const one = await runningCase(db);
  await belemmering(one, '2025-02-20', 'onvindbaar');
  const next = async (today: string) =>
    (await one.planned(today, 'Opnieuw naar de schuldenaar'))[0]?.slice(0, 10);
  // 20 February + 30 is 22 March, + 90 is 21 May, + 180 is 19 August, + 365 is 20 February 2026.
  expect(await next('2025-02-21')).toBe('2025-03-22');
  expect(await next('2025-03-23')).toBe('2025-05-21');
  expect(await next('2025-05-22')).toBe('2025-08-19');
  expect(await next('2025-08-20')).toBe('2026-02-20');
});

test('IVRK art. 3: a report on safety has no end that comes by itself', async () => {
  const one = await runningCase(db);
  expect(await codes(one, '2025-02-20', { what: 'veiligheid', until: '2025-03-20' })).toEqual([
    'verkeerde-stand',
  ]);
  expect(await codes(one, '2025-02-20', { what: 'veiligheid', until: null })).toEqual([]);
});
