import { describe, expect, test } from 'vitest';
import { LADDER_1 } from '../../src/collections/process/ladder.ts';
import { proposeLadder, releaseLadder } from '../../src/collections/standing.ts';
import { day } from '../../src/values/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { belemmering, climbedCase, contact, kindtoets, lifted, order, readKindtoets } from './climbing.ts';
import {
  APPROVER,
  CHECKER,
  claimedCase,
  expectAccepted,
  FATHER,
  MOTHER,
  OFFICER,
  type OneCase,
  openOffice,
  registeredCase,
  runningCase,
} from './office.ts';

const { db } = await openTestDatabase();
await openOffice(db);

test('each step follows on its day: 14 days after the aanzegging arrived, then 7, 14 and 7, and then persons', async () => {
  const one = await climbedCase(db);
  expect(await one.letters()).toEqual([
    '2025-02-16 aanzegging n1',
    // 17 February + 14.
    '2025-03-03 herinnering n1',
    // 5 March + 7.
    '2025-03-12 laatste-aanmaning n1',
    // 14 March + 14.
    '2025-03-28 overname n1',
  ]);
  const { file } = await one.view('2025-04-07');
  expect(
    file.letters.filter(({ id }) => id.startsWith('b')).map(({ betaaltermijnDagen }) => betaaltermijnDagen),
  ).toEqual([14, 7, 14, 7]);
  // The creditor hears of the takeover on the day on which its letter goes out.
  expect(await one.letters('all')).toContain('2025-03-28 overname-bericht n1');

  // Ten working days, here 14 days, for the kindtoets; five for the second reader, and for the order.
  expect(await one.planned('2025-04-07', 'Een kindtoets opstellen')).toEqual([
    '2025-04-07 medewerker IVRK art. 3 2025-04-21',
  ]);
  await kindtoets(one, '2025-04-10');
  expect(await one.planned('2025-04-10', 'meelezen')).toEqual([
    '2025-04-10 tweede persoon IVRK art. 3 2025-04-15',
  ]);
  await readKindtoets(one, '2025-04-11', 'k1');
  expect(await one.planned('2025-04-11', 'de opdracht goedkeuren')).toEqual([
    '2025-04-11 tweede persoon Rv 430 en 611c 2025-04-16',
  ]);
  await one.add('2025-04-12', APPROVER, 'opdracht-goedgekeurd', '2025-04-12', order());
  expect(await one.planned('2025-04-12', 'de opdracht goedkeuren')).toEqual([]);
});

test('the verhaalsonderzoek is a person’s, seven days after the overname arrived, and takes 21', async () => {
  const one = await claimedCase(db);
  await one.nights('2025-03-03', '2025-03-03');
  await one.delivered('2025-03-05', 'b2');
  await contact(one, '2025-03-06', 'telefoon');
  await contact(one, '2025-03-07', 'bezoek');
  await one.nights('2025-03-12', '2025-03-12');
  await one.delivered('2025-03-14', 'b3');
  await one.nights('2025-03-28', '2025-03-28');
  // No proof yet: taken to arrive on 31 March; 7 and 21 days on.
  expect(await one.planned('2025-03-28', 'Verhaalsonderzoek')).toEqual([
    '2025-04-07 medewerker Rv 475ga 2025-04-28',
  ]);
});

// --- what must hold before a step

test('Nationale ombudsman 2018/072: the laatste aanmaning waits until three ways of contact were tried, of which the letters are one', async () => {
  const one = await claimedCase(db);
  await one.nights('2025-03-03', '2025-03-03');
  await one.delivered('2025-03-05', 'b2');
  await contact(one, '2025-03-06', 'telefoon');
  // Near miss: the same way twice is one way.
  await contact(one, '2025-03-07', 'telefoon');
  await one.nights('2025-03-12', '2025-03-12');
  expect((await one.letters()).at(-1)).toBe('2025-03-03 herinnering n1');
  expect(await one.planned('2025-03-12', 'telefoon, brief')).toEqual([
    '2025-03-12 medewerker Nationale ombudsman 2018/072 2025-03-19',
  ]);
  await contact(one, '2025-03-20', 'sms');
  expect((await one.letters()).at(-1)).toBe('2025-03-20 laatste-aanmaning n1');
});

test('a debtor whom nobody spoke to for ninety days is heard again before the order', async () => {
  const one = await climbedCase(db);
  await kindtoets(one, '2025-04-10');
  await readKindtoets(one, '2025-04-11', 'k1');
  // Sought on 6 and 7 March, by two ways; 6 March + 90 days is 4 June (25, 30, 31 and 4).
  expect(await one.planned('2025-06-04', 'de opdracht goedkeuren')).toHaveLength(1);
  expect(await one.planned('2025-06-05', 'de opdracht goedkeuren')).toEqual([]);
  expect(await one.planned('2025-06-05', 'opnieuw horen')).toHaveLength(1);
  expect(await one.refused('2025-06-05', APPROVER, 'opdracht-goedgekeurd', '2025-06-05', order())).toEqual([
    'verkeerde-stand',
  ]);
  // One talk in which he was reached is enough.
  await contact(one, '2025-06-09', 'telefoon', true);
  await one.add('2025-06-09', APPROVER, 'opdracht-goedgekeurd', '2025-06-09', order());
});

// --- each dwangsom by itself

test('the same letter goes out at most once in 14 days, with all that came to that step in the meantime', async () => {
  const one = await claimedCase(db);
  await one.found('2025-02-24', '2025-02-23');
  await one.sent('2025-02-24');
  await one.delivered('2025-02-25', 'b2');
  await one.found('2025-02-27', '2025-02-26');
  await one.sent('2025-02-27');
  await one.delivered('2025-03-01', 'b3');
  // By their terms 3, 11 and 15 March; after the first the next waits until 3 March + 14.
  await one.nights('2025-03-03', '2025-03-17');
  expect(await one.letters()).toEqual([
    '2025-02-16 aanzegging n1',
    '2025-02-24 aanzegging n2',
    '2025-02-27 aanzegging n3',
    '2025-03-03 herinnering n1',
    '2025-03-17 herinnering n2 n3',
  ]);
});

test('what is found later does not ride along: the next step names only what was announced before', async () => {
  const one = await claimedCase(db);
  await one.nights('2025-03-03', '2025-03-03');
  await one.delivered('2025-03-05', 'b2');
  await contact(one, '2025-03-06', 'telefoon');
  await contact(one, '2025-03-07', 'e-mail');
  await one.found('2025-03-11', '2025-03-10');
  await one.sent('2025-03-11');
  await one.nights('2025-03-12', '2025-03-12');
  expect((await one.letters()).slice(2)).toEqual([
    '2025-03-11 aanzegging n2',
    '2025-03-12 laatste-aanmaning n1',
  ]);
  // € 250 of n1 with rente; n2 is not in it.
  const rows = await db.execute<{ payload: { lines: { dwangsom: string }[] } }>(
    `select payload from collections.outbox where case_id = '${one.id}' and payload ->> 'letter' = 'b4'`,
  );
  expect([...rows].map(({ payload }) => payload.lines.map(({ dwangsom }) => dwangsom))).toEqual([
    ['n1/2025-02-15'],
  ]);
});

test('what was not announced step by step does not go into an order', async () => {
  const one = await climbedCase(db);
  await one.found('2025-04-08', '2025-04-05');
  await kindtoets(one, '2025-04-10');
  await readKindtoets(one, '2025-04-11', 'k1');
  const both = order({ dwangsommen: ['n1/2025-02-15', 'n2/2025-04-05'] });
  const answer = await one.tried('2025-04-12', APPROVER, 'opdracht-goedgekeurd', '2025-04-12', both);
  expect(answer).toMatchObject({
    ok: false,
    refusals: [{ code: 'verkeerde-stand', sentence: expect.stringMatching(/kunnen: n2\/2025-04-05\. /) }],
  });
  await one.add('2025-04-12', APPROVER, 'opdracht-goedgekeurd', '2025-04-12', order());
});

// --- what comes in between

test('a pause in the middle: the next step comes eight days after its last day, of which seven are breath', async () => {
  const one = await claimedCase(db);
  await belemmering(one, '2025-02-20', 'pauze', '2025-03-10');
  // By its term 3 March; the pause ends on the 10th, and 11 to 17 March are breath.
  await one.nights('2025-03-03', '2025-03-18');
  expect(await one.letters()).toEqual(['2025-02-16 aanzegging n1', '2025-03-18 herinnering n1']);
});

test('a pause that is lifted sooner gives its breath from there; one that began after the step changes nothing of it', async () => {
  const one = await claimedCase(db);
  await belemmering(one, '2025-02-20', 'pauze', '2025-03-10');
  await lifted(one, '2025-03-01', 'h1');
  // Its last day is 28 February: 1 to 7 March are breath.
  await one.nights('2025-03-01', '2025-03-08');
  expect(await one.letters()).toEqual(['2025-02-16 aanzegging n1', '2025-03-08 herinnering n1']);

  const other = await claimedCase(db);
  await other.nights('2025-03-03', '2025-03-03');
  await belemmering(other, '2025-03-04', 'pauze', '2025-03-10');
  expect((await other.letters()).at(-1)).toBe('2025-03-03 herinnering n1');
});

test('a pause that began after the term, while the step waited for a contact, gives its breath as well', async () => {
  const one = await claimedCase(db);
  await one.nights('2025-03-03', '2025-03-03');
  await one.delivered('2025-03-05', 'b2');
  await contact(one, '2025-03-06', 'telefoon');
  // By its term 12 March, but a third way was not tried; the pause runs from 20 March to 10 April.
  await belemmering(one, '2025-03-20', 'pauze', '2025-04-10');
  await contact(one, '2025-03-25', 'e-mail');
  // 11 to 17 April are breath.
  await one.nights('2025-04-09', '2025-04-18');
  expect((await one.letters()).at(-1)).toBe('2025-04-18 laatste-aanmaning n1');
});

test('a schorsing that follows on a pause gives a breath of its own', async () => {
  const one = await claimedCase(db);
  await belemmering(one, '2025-02-20', 'pauze', '2025-03-10');
  await one.fact('2025-03-11', '2025-03-11', {
    kind: 'schorsing-executie',
    from: '2025-03-11',
    until: '2025-03-20',
  });
  // 21 to 27 March are breath.
  await one.nights('2025-03-12', '2025-03-28');
  expect((await one.letters()).at(-1)).toBe('2025-03-28 herinnering n1');
});

test('a contest stops the ladder, and once a person has judged it goes on where it stood', async () => {
  const one = await claimedCase(db);
  await one.add('2025-03-01', FATHER, 'niet-nakoming-betwist', '2025-03-01', {
    nietNakoming: 'n1',
    defence: 'Kim was ziek.',
  });
  await one.nights('2025-03-03', '2025-03-09');
  expect(await one.letters()).toEqual(['2025-02-16 aanzegging n1']);
  await one.judged('2025-03-10', 'n1');
  expect(await one.letters()).toEqual(['2025-02-16 aanzegging n1', '2025-03-10 herinnering n1']);
  // With the reasons, in a letter of its own (Nationale ombudsman 2015/013).
  expect(await one.letters('all')).toContain('2025-03-10 uitkomst n1');
});

test('near miss: one that is found not to have been broken is pressed no further', async () => {
  const one = await claimedCase(db);
  await one.add('2025-03-01', FATHER, 'niet-nakoming-betwist', '2025-03-01', {
    nietNakoming: 'n1',
    defence: 'Kim was ziek.',
  });
  await one.revoked('2025-03-10', 'n1');
  await one.nights('2025-03-11', '2025-03-20');
  expect(await one.letters()).toEqual(['2025-02-16 aanzegging n1']);
});

test('Rv 611g: a herinnering under way does not keep the stuitingsbrief past the end of the term', async () => {
  // Of 15 February, so in both readings until 15 August. Found on 5 July; the herinnering is of 5 + 3 + 14 July, and thirty days on is 21 August.
  const one = await runningCase(db);
  await one.found('2025-07-05', '2025-02-15');
  await one.nights('2025-07-05', '2025-08-15');
  const stuitingen = (await one.letters()).filter((line) => line.includes('stuitingsbrief'));
  expect(stuitingen).toHaveLength(1);
});

test('Rv 19: where many reports waited for the volmacht, each is put to the other side on the day on which it comes', async () => {
  const one = await registeredCase(db);
  await one.add('2025-01-20', CHECKER, 'uitspraak-gevalideerd', '2025-01-20', {});
  await one.add('2025-01-27', OFFICER, 'uitspraak-betekend', '2025-01-27', { exploot: 'exploot 1' });
  const reports = 60;
  for (let count = 0; count < reports; count++)
    await one.add('2025-02-16', MOTHER, 'niet-nakoming-gemeld', '2025-02-15', {
      clause: 'c1',
      what: 'Gemist.',
    });
  await one.add('2025-02-17', OFFICER, 'volmacht-verleend', '2025-02-17', { until: null });
  expect((await one.letters('all')).filter((line) => line.includes('wederhoor'))).toHaveLength(reports);
}, 60_000);

// --- versions

const [AANZEGGING, HERINNERING] = LADDER_1.steps;

describe('versions of the ladder', async () => {
  const { db: own } = await openTestDatabase();
  await openOffice(own);
  const propose = (steps: unknown, by = OFFICER) =>
    proposeLadder(own, { steps, reason: 'Verzonnen reden.' }, by, day('2025-01-31'));

  test('all faults of a proposed ladder come at once, as sentences', async () => {
    const answer = await propose([
      { ...HERINNERING, step: 'opdracht', betaaltermijnDagen: 7 },
      { ...HERINNERING, betaaltermijnDagen: null },
    ]);
    expect(
      answer.ok ? [] : answer.refusals.map(({ sentence }) => sentence.slice(sentence.indexOf(':') + 2)),
    ).toEqual([
      'De ladder begint met de aanzegging: wie moet betalen, hoort dat eerst (BW 6:82).',
      expect.stringMatching(/^De stappen staan elk hoogstens één keer en in deze volgorde: aanzegging, /),
      'Voor de opdracht aan de deurwaarder hoort een kindtoets.',
      'De stap opdracht heeft rechtsgevolg of gaat over het kind: een persoon beslist (AVG art. 22).',
      'De stap opdracht heeft geen betaaltermijn.',
      'De stap herinnering heeft een betaaltermijn nodig (BW 6:82 lid 1).',
    ]);
    // Near miss: the steps of the first version, without the last five.
    expect(await propose([AANZEGGING, HERINNERING])).toMatchObject({ ok: true });
  });

  test('a version is released by another than who proposed it, once; a case keeps the version with which it began', async () => {
    const before = await registeredCase(own);
    await before.add('2025-01-20', CHECKER, 'uitspraak-gevalideerd', '2025-01-20', {});
    const steps = [AANZEGGING, { ...HERINNERING, daysAfter: 21, preconditions: ['adres-30-dagen'] }];
    const { version } = expectAccepted(await propose(steps));
    const codes = async (by: string, which = version) => {
      const answer = await releaseLadder(own, which, by, day('2025-02-01'));
      return answer.ok ? 'released' : answer.refusals.map(({ code }) => code).join();
    };
    expect(await codes(OFFICER)).toBe('zelfde-persoon');
    expect(await codes(` ${OFFICER.toUpperCase()} `)).toBe('zelfde-persoon');
    expect(await codes('')).toBe('zelfde-persoon');
    expect(await codes(CHECKER, 99)).toBe('onbekend');
    expect(await codes(CHECKER)).toBe('released');
    expect(await codes(APPROVER)).toBe('dubbel');

    // Validated on the day of the release it takes the new one, and no person and no program hands it another.
    const after = await registeredCase(own);
    await after.add('2025-02-01', CHECKER, 'uitspraak-gevalideerd', '2025-02-01', {});
    expect((await before.view('2025-02-02')).file.ladder).toMatchObject({ version: 1 });
    expect((await after.view('2025-02-02')).file.ladder).toMatchObject({ version, steps });
    expect(
      await after.refused('2025-02-02', OFFICER, 'ladder-vastgelegd', '2025-02-02', {
        version,
        steps: LADDER_1.steps,
      }),
    ).toEqual(['onbekend']);

    for (const one of [before, after]) await claim(one);
    await before.nights('2025-03-03', '2025-03-03');
    expect((await before.letters()).at(-1)).toBe('2025-03-03 herinnering n1');
    // 17 February + 21 is 10 March; nobody made sure of the address.
    await after.nights('2025-03-10', '2025-03-10');
    expect(await after.letters()).toEqual(['2025-02-16 aanzegging n1']);
    expect(await after.planned('2025-03-10', 'adres van de schuldenaar nakijken')).toHaveLength(1);
    await after.add('2025-03-12', OFFICER, 'adres-gecontroleerd', '2025-03-12', { source: 'BRP' });
    expect((await after.letters()).at(-1)).toBe('2025-03-12 herinnering n1');
  });

  test('near miss: an address that was looked up more than thirty days before is looked up again', async () => {
    const one = await registeredCase(own);
    await one.add('2025-02-01', CHECKER, 'uitspraak-gevalideerd', '2025-02-01', {});
    await claim(one);
    // 7 February + 30 is 9 March; the herinnering is due on the 10th.
    await one.add('2025-02-17', OFFICER, 'adres-gecontroleerd', '2025-02-07', { source: 'BRP' });
    await one.nights('2025-03-10', '2025-03-10');
    expect(await one.letters()).toEqual(['2025-02-16 aanzegging n1']);
    await one.add('2025-03-11', OFFICER, 'adres-gecontroleerd', '2025-02-09', { source: 'BRP' });
    expect((await one.letters()).at(-1)).toBe('2025-03-11 herinnering n1');
  });
});

/** From a validated case to an aanzegging that arrived on 17 February. */
async function claim(one: OneCase): Promise<void> {
  await one.add('2025-02-02', OFFICER, 'volmacht-verleend', '2025-02-02', { until: null });
  await one.add('2025-02-02', OFFICER, 'uitspraak-betekend', '2025-01-27', { exploot: 'exploot 1' });
  await one.found('2025-02-16', '2025-02-15');
  await one.sent('2025-02-16');
  await one.delivered('2025-02-17', 'b1');
}
