import { expect, test } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { contact } from './climbing.ts';
import { CHECKER, claimedCase, MOTHER, OFFICER, type OneCase, openOffice, runningCase } from './office.ts';

const { db } = await openTestDatabase();
await openOffice(db);

/** Paid and handed over on 2 March: + 183 days is 1 September (29, 30, 31, 30, 31, 31 and 1). */
async function settledCase(): Promise<OneCase> {
  const one = await claimedCase(db);
  await one.paid('2025-03-01', '250.00');
  await one.approved('2025-03-02', 'u1');
  await one.performed('2025-03-02', 'u1');
  return one;
}

async function closedOn(one: OneCase, today: string) {
  return (await one.view(today)).file.closedOn;
}

async function told(one: OneCase): Promise<string[]> {
  return (await one.letters('all')).filter((line) => line.includes('afsluiting'));
}

test('a case in which nothing is open closes by itself on day 183 after the last thing that happened, and both parents hear of it', async () => {
  const one = await settledCase();
  await one.nights('2025-08-31', '2025-08-31');
  expect(await closedOn(one, '2025-08-31')).toBeNull();
  await one.nights('2025-09-01', '2025-09-01');
  const { file, plan, wakeOn } = await one.view('2025-09-01');
  expect(file.events.find(({ kind }) => kind === 'zaak-gesloten')).toMatchObject({
    on: '2025-09-01',
    recordedBy: 'systeem',
    data: { ground: 'voldaan' },
  });
  expect(await told(one)).toEqual(['2025-09-01 afsluiting', '2025-09-01 afsluiting-bericht']);
  expect([plan, wakeOn]).toEqual([[], null]);
});

test('whatever people do in between begins the half year anew; the letters on how it stands do not', async () => {
  const one = await settledCase();
  await contact(one, '2025-05-01', 'telefoon');
  await one.nights('2025-09-01', '2025-09-01');
  expect(await closedOn(one, '2025-09-01')).toBeNull();
  // 1 May + 183 is 31 October (30, 30, 31, 31, 30 and 31).
  await one.nights('2025-10-30', '2025-10-30');
  expect(await closedOn(one, '2025-10-30')).toBeNull();
  await one.nights('2025-10-31', '2025-10-31');
  expect(await closedOn(one, '2025-10-31')).toBe('2025-10-31');
});

test.each([
  [
    'something is open',
    async (one: OneCase) => {
      await one.found('2025-03-03', '2025-02-20');
      await one.paid('2025-03-03', '249.99');
    },
  ],
  [
    'a payout waits',
    async (one: OneCase) => {
      await one.found('2025-03-03', '2025-02-20');
      await one.paid('2025-03-03', '250.00');
    },
  ],
  [
    'a report is to be judged',
    (one: OneCase) =>
      one.add('2025-03-03', MOTHER, 'niet-nakoming-gemeld', '2025-02-20', { clause: 'c1', what: 'Gemist.' }),
  ],
  [
    'a report lies with the judge',
    async (one: OneCase) => {
      const report = { clause: 'c1', what: 'Gemist.' };
      await one.add('2025-03-03', MOTHER, 'niet-nakoming-gemeld', '2025-02-20', report);
      const referral = { nietNakoming: 'n2', reasons: 'Niet vast te stellen.' };
      await one.add('2025-03-04', OFFICER, 'niet-nakoming-voorgelegd', '2025-03-04', referral);
    },
  ],
  [
    'a contest is to be judged',
    (one: OneCase) =>
      one.add('2025-03-03', MOTHER, 'niet-nakoming-betwist', '2025-03-03', {
        nietNakoming: 'n1',
        defence: 'Kim was ziek.',
      }),
  ],
  ['money lies here that no debt took', (one: OneCase) => one.paid('2025-03-03', '10.00')],
  [
    'costs are open',
    (one: OneCase) =>
      one.fact('2025-03-03', '2025-03-03', {
        kind: 'kosten',
        on: '2025-03-03',
        amount: '10.00',
        what: 'exploot',
      }),
  ],
])('near miss: it stays open where %s', async (_, happens) => {
  const one = await settledCase();
  await happens(one);
  await one.nights('2025-12-31', '2025-12-31');
  expect(await closedOn(one, '2025-12-31')).toBeNull();
});

test('near miss: a case in which nothing was ever forfeited stays open as long as its uitspraak runs', async () => {
  const one = await runningCase(db);
  await one.nights('2025-12-31', '2025-12-31');
  expect(await closedOn(one, '2025-12-31')).toBeNull();
});

test('a new report opens it again; what was settled stays so, and half a year after its end it closes once more', async () => {
  const one = await settledCase();
  await one.nights('2025-09-01', '2025-09-01');
  await one.found('2025-09-10', '2025-09-09');
  expect(await closedOn(one, '2025-09-10')).toBeNull();
  expect((await one.letters()).at(-1)).toBe('2025-09-10 aanzegging n2');
  await one.paid('2025-09-11', '250.00');
  await one.approved('2025-09-12', 'u2');
  await one.performed('2025-09-12', 'u2');
  // 12 September + 183 is 14 March 2026 (18, 31, 30, 31, 31, 28 and 14).
  await one.nights('2026-03-13', '2026-03-13');
  expect(await closedOn(one, '2026-03-13')).toBeNull();
  await one.nights('2026-03-14', '2026-03-14');
  expect((await told(one)).slice(2)).toEqual(['2026-03-14 afsluiting', '2026-03-14 afsluiting-bericht']);
});

test('a closed case is silent: nobody hears how it stands any more', async () => {
  const one = await settledCase();
  await one.nights('2025-09-01', '2025-09-01');
  const before = await one.letters('all');
  await one.nights('2026-03-01', '2026-03-01');
  expect(await one.letters('all')).toEqual(before);
});

test('a vernietiging after which all is given back closes it as a title that lapsed', async () => {
  const one = await claimedCase(db);
  await one.fact('2025-03-01', '2025-03-01', { kind: 'vernietiging', on: '2025-03-01' });
  // 1 March + 183 is 31 August (30, 30, 31, 30, 31 and 31).
  await one.nights('2025-08-30', '2025-08-30');
  expect(await closedOn(one, '2025-08-30')).toBeNull();
  await one.nights('2025-08-31', '2025-08-31');
  expect(
    (await one.view('2025-08-31')).file.events.findLast(({ kind }) => kind === 'zaak-gesloten')?.data,
  ).toEqual({ ground: 'titel-vervallen' });
});

// --- giving up

test('what is given up with the creditor’s consent is confirmed by another, and then neither asked nor guarded; half a year later it closes', async () => {
  const one = await claimedCase(db);
  const proposal = { code: 'geen-verhaal', consent: 'brief van de moeder', reason: 'Er is niets te halen.' };
  await one.add('2025-03-01', OFFICER, 'afschrijving-voorgesteld', '2025-03-01', proposal);
  const confirm = { afschrijving: 'a1' };
  // Proposed is not given up yet.
  await one.nights('2025-03-03', '2025-03-03');
  expect((await one.letters()).at(-1)).toBe('2025-03-03 herinnering n1');
  expect(await one.refused('2025-03-04', OFFICER, 'afschrijving-bevestigd', '2025-03-04', confirm)).toEqual([
    'zelfde-persoon',
  ]);
  expect(
    await one.refused('2025-03-04', CHECKER, 'afschrijving-bevestigd', '2025-03-04', { afschrijving: 'a2' }),
  ).toEqual(['onbekend']);
  await one.add('2025-03-04', CHECKER, 'afschrijving-bevestigd', '2025-03-04', confirm);
  expect(await one.refused('2025-03-04', CHECKER, 'afschrijving-bevestigd', '2025-03-04', confirm)).toEqual([
    'dubbel',
  ]);
  expect(
    await one.refused('2025-03-04', OFFICER, 'afschrijving-voorgesteld', '2025-03-04', proposal),
  ).toEqual(['dubbel']);
  await one.nights('2025-05-18', '2025-05-18');
  expect(await one.letters()).toEqual(['2025-02-16 aanzegging n1', '2025-03-03 herinnering n1']);
  // 4 March + 183 is 3 September (27, 30, 31, 30, 31, 31 and 3).
  await one.nights('2025-09-03', '2025-09-03');
  expect(
    (await one.view('2025-09-03')).file.events.findLast(({ kind }) => kind === 'zaak-gesloten'),
  ).toMatchObject({
    on: '2025-09-03',
    data: { ground: 'afgeschreven' },
  });
});

test('a person closes a case only because the creditor withdraws it, once; then no payment is asked', async () => {
  const one = await claimedCase(db);
  const refused = (ground: string) =>
    one.refused('2025-03-01', OFFICER, 'zaak-gesloten', '2025-03-01', { ground });
  expect(await refused('voldaan')).toEqual(['verkeerde-stand']);
  await one.add('2025-03-01', OFFICER, 'zaak-gesloten', '2025-03-01', { ground: 'ingetrokken' });
  expect(await refused('ingetrokken')).toEqual(['dubbel']);
  expect(await told(one)).toEqual(['2025-03-01 afsluiting', '2025-03-01 afsluiting-bericht']);
  await one.nights('2025-03-03', '2025-03-20');
  expect(await one.letters()).toEqual(['2025-02-16 aanzegging n1']);
});
