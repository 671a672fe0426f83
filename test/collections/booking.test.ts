import { expect, test } from 'vitest';
import { type Booked, differenceOf } from '../../src/collections/booking.ts';
import { caseFileOf } from '../../src/collections/case-file.ts';
import { afterWhatTheyTake } from '../../src/collections/claims-by-day.ts';
import type { ShouldBe } from '../../src/collections/should-be-booked.ts';
import { balanceOf } from '../../src/ledger/index.ts';
import { type Cents, day, formatCents } from '../../src/values/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { booksEqualAssessment, trialBalanceIsZero } from './books-equal.ts';
import { FINANCE, OFFICER, type OneCase, openOffice, runningCase } from './office.ts';

const { db } = await openTestDatabase();
await openOffice(db);

/** As `debit vordering-hoofdsom/n1/2025-02-15 250.00`, without the id of the case, in the order of the accounts. */
function written(one: OneCase, lines: readonly { account: string; side: string; amount: Cents }[]): string[] {
  return lines
    .map(({ account, side, amount }) => `${side} ${account.replace(`/${one.id}`, '')} ${formatCents(amount)}`)
    .sort();
}

/** All entries that a cause set off: subject, kind, value day and booked day; in the order of the subjects. */
async function bookedFor(one: OneCase, cause: string): Promise<string[]> {
  const { entries } = await one.books();
  return entries
    .filter((entry) => entry.cause === cause)
    .map(({ subject, kind, valueDate, bookedOn }) => `${subject}: ${kind} ${valueDate} booked ${bookedOn}`)
    .sort();
}

async function linesOf(one: OneCase, subject: string, at = -1): Promise<string[]> {
  const { entries } = await one.books();
  return written(one, entries.filter((entry) => entry.subject === subject).at(at)!.lines);
}

/**
 * One dwangsom of € 250 forfeited on 15 February and found on the 16th, on which the aanzegging goes out. It arrives on 17 February; fourteen days
 * on is 3 March, so rente runs from 4 March.
 */
async function withOneDwangsom(): Promise<OneCase> {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  await one.sent('2025-02-16');
  await one.delivered('2025-02-17', 'b1');
  return one;
}

// --- the pure difference

const FILE = caseFileOf('case_1', 'D2025-00001', []);
const CAUSE = { id: 'event_9', on: day('2025-03-05') };

function picture(changes: Partial<ShouldBe> & { amount?: Cents }): ShouldBe {
  const { amount = 25_000n, ...rest } = changes;
  return {
    subject: 'hoofdsom/n1/2025-02-15',
    kind: 'verbeurte',
    description: 'Dwangsom verbeurd',
    valueDate: day('2025-02-15'),
    touchesDebt: true,
    on: new Map([
      ['vordering/1', amount],
      ['aanspraak/1', -amount],
    ]),
    ...rest,
  };
}

const RENTE = { subject: 'rente/n1/2025-02-15', kind: 'rente', valueDate: day('2025-03-09') } as const;

function booked(...rows: [subject: string, amount: Cents][]) {
  return rows.map(([subject, amount]) => bookedOn(subject, '2025-02-15', amount));
}

/** One entry of a claim and its entitlement; an amount of nothing as what was booked and taken back. */
function bookedOn(subject: string, valueDate: string, amount: Cents, account = '1'): Booked {
  const sides = [
    { account: `vordering/${account}`, side: 'debit', amount },
    { account: `aanspraak/${account}`, side: 'credit', amount },
  ] as const;
  return { subject, valueDate: day(valueDate), lines: sides };
}

function difference(should: ShouldBe[], before: ReturnType<typeof booked>, asOf = '2025-03-10') {
  return differenceOf(FILE, should, before, day(asOf), CAUSE, day('2025-03-11'));
}

test('what stands there already is no difference; one cent more is an entry of one cent', () => {
  expect(difference([picture({})], booked(['hoofdsom/n1/2025-02-15', 25_000n]))).toEqual([]);
  const [entry] = difference([picture({})], booked(['hoofdsom/n1/2025-02-15', 24_999n]));
  expect(entry?.lines).toEqual([
    { account: 'vordering/1', side: 'debit', amount: 1n },
    { account: 'aanspraak/1', side: 'credit', amount: 1n },
  ]);
});

test('what was never booked counts from its own day; what is changed afterwards is a correction from the day of its cause', () => {
  expect(difference([picture({})], booked())).toMatchObject([
    { kind: 'verbeurte', valueDate: '2025-02-15', bookedOn: '2025-03-11', cause: 'event_9' },
  ]);
  expect(
    difference([picture({ amount: 10_000n })], booked(['hoofdsom/n1/2025-02-15', 25_000n])),
  ).toMatchObject([
    {
      kind: 'correctie',
      valueDate: '2025-03-05',
      lines: [
        { account: 'vordering/1', side: 'credit', amount: 15_000n },
        { account: 'aanspraak/1', side: 'debit', amount: 15_000n },
      ],
    },
  ]);
});

test('a subject that is no longer in the picture is taken back whole; one that was taken back already is left alone', () => {
  expect(difference([], booked(['hoofdsom/n1/2025-02-15', 25_000n]))).toMatchObject([
    { kind: 'correctie', valueDate: '2025-03-05', lines: [{ side: 'credit', amount: 25_000n }, {}] },
  ]);
  expect(difference([], booked(['hoofdsom/n1/2025-02-15', 0n]))).toEqual([]);
});

test('taken back and due again counts from the day of what made it due again, else it would stand there twice in between', () => {
  expect(difference([picture({})], booked(['hoofdsom/n1/2025-02-15', 0n]))).toMatchObject([
    { kind: 'correctie', valueDate: '2025-03-05' },
  ]);
});

test('rente that only grew waits: on the 10th nothing, on the first of the month the difference', () => {
  const rente = picture({ ...RENTE, amount: 60n });
  expect(difference([rente], booked([RENTE.subject, 40n]))).toEqual([]);
  expect(difference([rente], booked([RENTE.subject, 40n]), '2025-04-01')).toMatchObject([
    { kind: 'rente', valueDate: '2025-03-09', lines: [{ side: 'debit', amount: 20n }, {}] },
  ]);
});

test('rente goes along with whatever touches the debt, not with money that only comes in', () => {
  const rente = picture({ ...RENTE, amount: 60n });
  const receipt = picture({ subject: 'ontvangst/p1', kind: 'ontvangst', touchesDebt: false });
  expect(difference([rente, receipt], booked()).map(({ subject }) => subject)).toEqual(['ontvangst/p1']);
  expect(difference([rente, picture({})], booked()).map(({ subject }) => subject)).toEqual([
    RENTE.subject,
    'hoofdsom/n1/2025-02-15',
  ]);
});

test('rente that became less is corrected at once, in the middle of a month too', () => {
  expect(difference([picture({ ...RENTE, amount: 60n })], booked([RENTE.subject, 61n]))).toMatchObject([
    { kind: 'correctie', valueDate: '2025-03-05', lines: [{ side: 'credit', amount: 1n }, {}] },
  ]);
});

test('a correction never counts before what it corrects: a decision that works back to the 5th corrects on the 8th what was booked on the 8th', () => {
  const { subject } = picture({});
  const before = [bookedOn(subject, '2025-03-08', 25_000n), bookedOn(subject, '2025-03-09', 1n)];
  expect(difference([picture({ amount: 10_000n })], before)).toMatchObject([
    { kind: 'correctie', valueDate: '2025-03-08', lines: [{ side: 'credit', amount: 15_001n }, {}] },
  ]);
  // Its near miss: booked before the cause, it is corrected on the day of the cause.
  expect(
    difference([picture({ amount: 10_000n })], [bookedOn(subject, '2025-03-04', 25_000n)]),
  ).toMatchObject([{ valueDate: '2025-03-05' }]);
});

test('BW 6:44: of rente that grew, what a payment took counts from the payment, the rest from the last day counted', () => {
  // Of the 60 cents 40 stood there; a payment of the 5th took 50, so 10 must stand there by then, and the other 10 by the 9th.
  const rente = picture({ ...RENTE, amount: 60n, taken: [{ on: day('2025-03-05'), amount: 50n }] });
  const drafts = difference([rente], [bookedOn(RENTE.subject, '2025-02-28', 40n)], '2025-04-01');
  expect(drafts).toMatchObject([
    { kind: 'rente', valueDate: '2025-03-05', lines: [{ side: 'debit', amount: 10n }, {}] },
    { kind: 'rente', valueDate: '2025-03-09', lines: [{ side: 'debit', amount: 10n }, {}] },
  ]);
  expect(new Set(drafts.map(({ key }) => key)).size).toBe(2);
  // Its near miss: what the payment took stood there already, so all 20 count from the 9th.
  const covered = { ...rente, taken: [{ on: day('2025-03-05'), amount: 40n }] };
  expect(difference([covered], [bookedOn(RENTE.subject, '2025-02-28', 40n)], '2025-04-01')).toMatchObject([
    { valueDate: '2025-03-09', lines: [{ amount: 20n }, {}] },
  ]);
});

test('rente that stood there only after the payment that took of it: brought forward by what was short, and taken back at the end', () => {
  // 30 by 28 February and 30 more by 31 March. The payment of 10 March took 50 and ended the rente: 20 short by then, and 10 in all too many.
  const rente = picture({
    ...RENTE,
    valueDate: day('2025-04-03'),
    amount: 50n,
    taken: [{ on: day('2025-03-10'), amount: 50n }],
  });
  const before = [bookedOn(RENTE.subject, '2025-02-28', 30n), bookedOn(RENTE.subject, '2025-03-31', 30n)];
  expect(difference([rente], before, '2025-04-04')).toMatchObject([
    { kind: 'rente', valueDate: '2025-03-10', lines: [{ side: 'debit', amount: 20n }, {}] },
    // 60 + 20 − 50.
    { kind: 'correctie', lines: [{ side: 'credit', amount: 30n }, {}] },
  ]);
});

test('money that would be taken from a claim that is not there yet counts from the day on which it is', () => {
  const claim = (valueDate: string, side: 'debit' | 'credit', key: string) => ({
    ...bookedOn('hoofdsom/n1', valueDate, 0n),
    key,
    valueDate: day(valueDate),
    lines: [{ account: 'vordering-hoofdsom/1', side, amount: 25_000n }] as const,
  });
  const draft = (valueDate: string, side: 'debit' | 'credit', key: string) => ({
    ...claim(valueDate, side, key),
    scope: 'case_1',
    kind: 'toerekening',
    cause: 'event_9',
    description: 'Betaling',
    bookedOn: day('2025-05-02'),
  });
  // € 250 of 15 February, taken by a payment of 1 April. A payment of 1 March turns up, and p1 is set against another dwangsom from 1 May on.
  const booked = [claim('2025-02-15', 'debit', 'a'), claim('2025-04-01', 'credit', 'b')];
  const days = (...drafts: ReturnType<typeof draft>[]) =>
    afterWhatTheyTake(drafts, booked).map(({ key, valueDate }) => `${key} ${valueDate}`);
  expect(days(draft('2025-03-01', 'credit', 'p2'), draft('2025-05-01', 'debit', 'p1'))).toEqual([
    'p2 2025-05-01',
    'p1 2025-05-01',
  ]);
  // Its near miss: set free on 1 April itself, p1 leaves room from 1 March on.
  expect(days(draft('2025-03-01', 'credit', 'p2'), draft('2025-04-01', 'debit', 'p1'))).toEqual([
    'p2 2025-03-01',
    'p1 2025-04-01',
  ]);
});

// --- against the database

test('Rv 611a: a forfeiture is € 250 due from the debtor and the same entitlement of the creditor, from its own day', async () => {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  expect(await linesOf(one, 'hoofdsom/n1/2025-02-15')).toEqual([
    'credit aanspraak-hoofdsom/n1/2025-02-15 250.00',
    'debit vordering-hoofdsom/n1/2025-02-15 250.00',
  ]);
  const { file } = await one.view('2025-02-16');
  const finding = file.events.find(({ kind }) => kind === 'niet-nakoming-vastgesteld')!;
  expect(await bookedFor(one, finding.id)).toEqual([
    'hoofdsom/n1/2025-02-15: verbeurte 2025-02-15 booked 2025-02-16',
  ]);
  await booksEqualAssessment(one, '2025-02-16');
});

test('running the step of a day twice posts nothing the second time, on the first of a month and on any other day', async () => {
  const one = await withOneDwangsom();
  await one.paid('2025-03-20', '100.00');
  for (const today of ['2025-03-20', '2025-04-01', '2025-04-02', '2025-05-18']) {
    await one.night(today);
    const first = (await one.books()).entries.length;
    const events = (await one.view(today)).file.events.length;
    expect(await one.night(today)).toBe(0);
    expect((await one.books()).entries.length).toBe(first);
    expect((await one.view(today)).file.events.length).toBe(events);
    await booksEqualAssessment(one, today);
  }
});

test('BW 6:119: the rente of a month is booked on the first of the next, from the last day of the month, and not before', async () => {
  const one = await withOneDwangsom();
  await one.nights('2025-02-17', '2025-03-31');
  expect(await one.balance('vordering-rente/n1/2025-02-15')).toBe(0n);
  // 4 to 31 March is 28 days: 250 × 6% × 28 / 365 = 1.1507.
  await one.night('2025-04-01');
  expect(await one.balance('vordering-rente/n1/2025-02-15')).toBe(115n);
  expect(await one.balance('aanspraak-rente/n1/2025-02-15')).toBe(-115n);
  expect(await bookedFor(one, 'verloop-van-tijd/2025-04-01')).toEqual([
    'rente/n1/2025-02-15: rente 2025-03-31 booked 2025-04-01',
  ]);
  // In April 30 days more, 58 in all: 250 × 6% × 58 / 365 = 2.3836.
  await one.nights('2025-04-02', '2025-05-01');
  expect(await one.balance('vordering-rente/n1/2025-02-15')).toBe(238n);
  await booksEqualAssessment(one, '2025-05-01');
});

test('BW 6:44: a payment of 17 June that is recorded on the 20th finds its rente on the claim on the 17th', async () => {
  const one = await withOneDwangsom();
  await one.nights('2025-02-17', '2025-06-19');
  // 4 March to 31 May is 89 days: 250 × 6% × 89 / 365 = 3.6575.
  expect(await one.balance('vordering-rente/n1/2025-02-15')).toBe(366n);
  const event = await one.paid('2025-06-20', '100.00', { on: '2025-06-17' });
  // To 16 June 105 days: 4.3151, all taken; 100 − 4.32 = 95.68 of the hoofdsom. 17 to 19 June: 154.32 × 6% × 3 / 365 = 0.0761.
  expect((await bookedFor(one, event.id)).filter((line) => line.startsWith('rente'))).toEqual([
    'rente/n1/2025-02-15: rente 2025-06-17 booked 2025-06-20',
    'rente/n1/2025-02-15: rente 2025-06-19 booked 2025-06-20',
  ]);
  const standing = (valueOn: string) =>
    db.transaction((tx) =>
      balanceOf(tx, `vordering-rente/${one.id}/n1/2025-02-15`, { valueOn: day(valueOn) }),
    );
  expect(await standing('2025-06-16')).toBe(366n);
  expect(await standing('2025-06-17')).toBe(0n);
  expect(await standing('2025-06-19')).toBe(8n);
  await booksEqualAssessment(one, '2025-06-20', { renteMayLag: false });
});

test('BW 6:43, 6:44: € 400 goes to € 80.64 kosten, € 0.66 rente and € 250; three purses, and what is left stays unplaced', async () => {
  const one = await withOneDwangsom();
  await one.fact('2025-03-10', '2025-03-10', {
    kind: 'kosten',
    on: '2025-03-10',
    amount: '80.64',
    what: 'betekening',
  });
  expect(await linesOf(one, 'voorschot/f1')).toEqual([
    'credit te-betalen-deurwaarder/f1 80.64',
    'debit kosten-voorgeschoten/f1 80.64',
  ]);
  expect(await linesOf(one, 'kosten/f1')).toEqual([
    'credit aanspraak-kosten/f1 80.64',
    'debit vordering-kosten/f1 80.64',
  ]);
  await one.paid('2025-03-20', '400.00');
  expect(await linesOf(one, 'ontvangst/p1')).toEqual([
    'credit te-plaatsen/p1 400.00',
    'debit bank-derdengelden 400.00',
  ]);
  // Rente of 4 to 19 March, 16 days: 250 × 6% × 16 / 365 = 0.6575. To the creditor 250 + 0.66; left 400 − 80.64 − 250.66 = 68.70.
  expect(await linesOf(one, 'plaatsing/p1')).toEqual([
    'credit verschuldigd-bureau 80.64',
    'credit verschuldigd-schuldeiser 250.66',
    'credit vordering-hoofdsom/n1/2025-02-15 250.00',
    'credit vordering-kosten/f1 80.64',
    'credit vordering-rente/n1/2025-02-15 0.66',
    'debit aanspraak-hoofdsom/n1/2025-02-15 250.00',
    'debit aanspraak-kosten/f1 80.64',
    'debit aanspraak-rente/n1/2025-02-15 0.66',
    'debit te-plaatsen/p1 331.30',
  ]);
  expect(await one.balance('te-plaatsen/p1')).toBe(-6_870n);
  // Only the creditor's purse is paid out.
  expect((await one.view('2025-03-20')).file.payouts).toMatchObject([{ to: 'schuldeiser', amount: 25_066n }]);
  await booksEqualAssessment(one, '2025-03-20', { renteMayLag: false });
  await trialBalanceIsZero(one);
});

test('a payout is under way once approved, and off the bank once the bank confirms it; withdrawn in between it never was', async () => {
  const one = await withOneDwangsom();
  await one.paid('2025-03-01', '100.00');
  expect(await one.balance('verschuldigd-schuldeiser')).toBe(-10_000n);
  await one.approved('2025-03-02', 'u1');
  expect(await one.balance('verschuldigd-schuldeiser')).toBe(0n);
  expect(await one.balance('uitbetaling-onderweg/u1')).toBe(-10_000n);
  expect(await one.balance('bank-derdengelden')).toBe(10_000n);
  await one.add('2025-03-03', FINANCE, 'uitbetaling-ingetrokken', '2025-03-03', {
    payout: 'u1',
    reason: 'Het rekeningnummer klopt niet.',
  });
  expect(await one.balance('uitbetaling-onderweg/u1')).toBe(0n);
  expect(await one.balance('verschuldigd-schuldeiser')).toBe(-10_000n);
  // The money is due as before, so the program prepares it anew.
  await one.approved('2025-03-04', 'u2');
  await one.performed('2025-03-05', 'u2');
  expect(await one.balance('bank-derdengelden')).toBe(0n);
  await booksEqualAssessment(one, '2025-03-05');
});

test('the same bank line is booked once: not again on the same case, not on another, and of two at once one is refused', async () => {
  const [one, other] = [await withOneDwangsom(), await withOneDwangsom()];
  await one.paid('2025-03-01', '10.00', { line: 'REGEL-DUBBEL' });
  const again = { amount: '10.00', bankReference: 'REGEL-DUBBEL' };
  for (const which of [one, other]) {
    expect(await which.refused('2025-03-02', FINANCE, 'betaling-ontvangen', '2025-03-01', again)).toEqual([
      'dubbel',
    ]);
    expect(
      await which.refused('2025-03-02', FINANCE, 'terugstorting-ontvangen', '2025-03-01', again),
    ).toEqual(['dubbel']);
  }
  // Its near miss: another line of the same amount on the same day.
  await one.paid('2025-03-02', '10.00', { on: '2025-03-01' });

  for (let round = 0; round < 5; round++) {
    const both = { amount: '5.00', bankReference: `REGEL-TEGELIJK-${round}` };
    const answers = await Promise.all(
      [one, other, one, other].map((which) =>
        which.tried('2025-03-03', FINANCE, 'betaling-ontvangen', '2025-03-03', both),
      ),
    );
    const codes = answers.map((answer) => (answer.ok ? 'booked' : answer.refusals[0]!.code)).sort();
    expect(codes).toEqual(['booked', 'dubbel', 'dubbel', 'dubbel']);
  }
  // On both cases together: € 10 twice, and five times € 5.
  const bank = (await one.balance('bank-derdengelden')) + (await other.balance('bank-derdengelden'));
  expect(bank).toBe(4_500n);
  for (const which of [one, other]) await booksEqualAssessment(which, '2025-03-03');
});

// --- facts that work back

test('a vernietiging of 25 March, known on the 28th, takes all back from its own day and names itself as the cause', async () => {
  const one = await withOneDwangsom();
  await one.paid('2025-03-20', '100.00');
  const fact = await one.fact('2025-03-28', '2025-03-25', { kind: 'vernietiging', on: '2025-03-25' });
  expect(await bookedFor(one, fact.id)).toEqual([
    'hoofdsom/n1/2025-02-15: correctie 2025-03-25 booked 2025-03-28',
    'plaatsing/p1: correctie 2025-03-25 booked 2025-03-28',
    'rente/n1/2025-02-15: correctie 2025-03-25 booked 2025-03-28',
  ]);
  expect(await one.balance('vordering-hoofdsom/n1/2025-02-15')).toBe(0n);
  expect(await one.balance('terug-te-betalen')).toBe(-10_000n);
  expect(await one.balance('verschuldigd-schuldeiser')).toBe(0n);
  await booksEqualAssessment(one, '2025-03-28', { renteMayLag: false });
});

test('a vernietiging of 20 April, known on 5 May, takes the rente of April back on the 30th, when it stood there, and not before', async () => {
  const one = await withOneDwangsom();
  // As above: € 1.15 by 31 March, and by 30 April € 1.23 more.
  await one.nights('2025-02-17', '2025-05-04');
  const fact = await one.fact('2025-05-05', '2025-04-20', { kind: 'vernietiging', on: '2025-04-20' });
  expect(await bookedFor(one, fact.id)).toEqual([
    'hoofdsom/n1/2025-02-15: correctie 2025-04-20 booked 2025-05-05',
    'rente/n1/2025-02-15: correctie 2025-04-30 booked 2025-05-05',
  ]);
  await booksEqualAssessment(one, '2025-05-05', { renteMayLag: false });
});

test('Rv 611d: a vermindering to € 100 from 10 February makes the dwangsom of the 15th € 150 less, and the payment of € 250 too much', async () => {
  const one = await withOneDwangsom();
  await one.paid('2025-03-01', '250.00');
  const fact = await one.fact('2025-03-10', '2025-02-10', {
    kind: 'vermindering',
    from: '2025-02-10',
    clause: 'c1',
    amount: '100.00',
  });
  expect(await bookedFor(one, fact.id)).toEqual([
    // Neither before what it corrects: the dwangsom is of 15 February, the payment of 1 March.
    'hoofdsom/n1/2025-02-15: correctie 2025-02-15 booked 2025-03-10',
    'plaatsing/p1: correctie 2025-03-01 booked 2025-03-10',
  ]);
  expect(await linesOf(one, 'hoofdsom/n1/2025-02-15')).toEqual([
    'credit vordering-hoofdsom/n1/2025-02-15 150.00',
    'debit aanspraak-hoofdsom/n1/2025-02-15 150.00',
  ]);
  // € 150 is unplaced, a question for a person; the prepared € 250 was withdrawn and € 100 prepared instead.
  expect(await one.balance('te-plaatsen/p1')).toBe(-15_000n);
  expect((await one.view('2025-03-10')).file.payouts).toMatchObject([
    { amount: 25_000n, withdrawnOn: '2025-03-10' },
    { amount: 10_000n, withdrawnOn: null },
  ]);
  await booksEqualAssessment(one, '2025-03-10', { renteMayLag: false });
});

test('Rv 611a lid 3: a betekening that turns out to be of 20 February takes back the dwangsom of the 15th, not one of the 21st', async () => {
  const one = await withOneDwangsom();
  await one.found('2025-02-22', '2025-02-21');
  const event = await one.add('2025-03-10', OFFICER, 'uitspraak-betekend', '2025-02-20', {
    exploot: 'exploot 2, verbeterd',
  });
  expect(await bookedFor(one, event.id)).toEqual([
    'hoofdsom/n1/2025-02-15: correctie 2025-02-20 booked 2025-03-10',
    // Rente of 4 to 9 March was not booked yet, so there is none to take back.
  ]);
  expect(await one.balance('vordering-hoofdsom/n1/2025-02-15')).toBe(0n);
  expect(await one.balance('vordering-hoofdsom/n2/2025-02-21')).toBe(25_000n);
  await booksEqualAssessment(one, '2025-03-10', { renteMayLag: false });
});

test('a payment that is withdrawn leaves the bank and the debt as if it had never been, from the day of the withdrawal', async () => {
  const one = await withOneDwangsom();
  await one.paid('2025-03-01', '100.00');
  const event = await one.add('2025-03-12', FINANCE, 'feit-ingetrokken', '2025-03-11', {
    fact: 'p1',
    reason: 'De bankregel hoort bij een andere zaak.',
  });
  expect(await bookedFor(one, event.id)).toEqual([
    'ontvangst/p1: correctie 2025-03-11 booked 2025-03-12',
    'plaatsing/p1: correctie 2025-03-11 booked 2025-03-12',
    // 4 to 11 March, 8 days of € 250: only now it is booked, because the debt is touched.
    'rente/n1/2025-02-15: rente 2025-03-11 booked 2025-03-12',
  ]);
  expect(await one.balance('bank-derdengelden')).toBe(0n);
  expect(await one.balance('vordering-hoofdsom/n1/2025-02-15')).toBe(25_000n);
  // 250 × 6% × 8 / 365 = 0.3288.
  expect(await one.balance('vordering-rente/n1/2025-02-15')).toBe(33n);
  await booksEqualAssessment(one, '2025-03-12', { renteMayLag: false });
});

test('a payment whose money was paid out is withdrawn only after it came back: no other case pays for this one', async () => {
  const one = await withOneDwangsom();
  await one.paid('2025-03-01', '100.00');
  await one.approved('2025-03-02', 'u1');
  const withdrawal = { fact: 'p1', reason: 'De bankregel hoort bij een andere zaak.' };
  expect(await one.refused('2025-03-03', FINANCE, 'feit-ingetrokken', '2025-03-03', withdrawal)).toEqual([
    'bedrag-te-hoog',
  ]);
  await one.performed('2025-03-03', 'u1');
  // One cent too little came back.
  await one.repaid('2025-03-05', '99.99');
  expect(await one.refused('2025-03-06', FINANCE, 'feit-ingetrokken', '2025-03-06', withdrawal)).toEqual([
    'bedrag-te-hoog',
  ]);
  await one.repaid('2025-03-06', '0.01');
  await one.add('2025-03-06', FINANCE, 'feit-ingetrokken', '2025-03-06', withdrawal);
  expect(await one.balance('bank-derdengelden')).toBe(0n);
  expect(await one.balance('te-vorderen-schuldeiser')).toBe(0n);
  await booksEqualAssessment(one, '2025-03-06', { renteMayLag: false });
});

test('a finding reversed, and reversed again: by value day the claim stands from 15 February to 1 March, and again from 10 March', async () => {
  const one = await withOneDwangsom();
  const rejected = await one.revoked('2025-03-01', 'n1');
  expect(await bookedFor(one, rejected.id)).toEqual([
    'hoofdsom/n1/2025-02-15: correctie 2025-03-01 booked 2025-03-01',
  ]);
  await booksEqualAssessment(one, '2025-03-01', { renteMayLag: false });
  await one.judged('2025-03-10', 'n1', 'vastgesteld');
  await booksEqualAssessment(one, '2025-03-10', { renteMayLag: false });
  const standing = (valueOn: string) =>
    db.transaction((tx) =>
      balanceOf(tx, `vordering-hoofdsom/${one.id}/n1/2025-02-15`, { valueOn: day(valueOn) }),
    );
  expect(await standing('2025-02-14')).toBe(0n);
  expect(await standing('2025-02-28')).toBe(25_000n);
  expect(await standing('2025-03-09')).toBe(0n);
  expect(await standing('2025-03-10')).toBe(25_000n);
});

test('a letter that turns out to be delivered earlier makes more rente; it waits for the first of the month', async () => {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  await one.sent('2025-02-16');
  // On 5 March it is known that it arrived on 17 February: rente from 4 March, one day by now, and booked nothing yet.
  await one.delivered('2025-03-05', 'b1', '2025-02-17');
  expect(await one.balance('vordering-rente/n1/2025-02-15')).toBe(0n);
  await booksEqualAssessment(one, '2025-03-05');
  await one.night('2025-04-01');
  // 28 days, as above.
  expect(await one.balance('vordering-rente/n1/2025-02-15')).toBe(115n);
});

test('a surplus that is released goes to the purse of the debtor and nowhere else; of a withdrawn payment nothing is released', async () => {
  const one = await withOneDwangsom();
  await one.paid('2025-03-01', '300.00');
  // € 50 is more than the € 250 that is due.
  expect(
    await one.refused('2025-03-02', FINANCE, 'overschot-vrijgegeven', '2025-03-02', {
      payment: 'p1',
      amount: '50.01',
      reason: 'Te veel betaald.',
    }),
  ).toEqual(['bedrag-te-hoog']);
  await one.add('2025-03-02', FINANCE, 'overschot-vrijgegeven', '2025-03-02', {
    payment: 'p1',
    amount: '50.00',
    reason: 'Te veel betaald.',
  });
  expect(await one.balance('terug-te-betalen')).toBe(-5_000n);
  expect(await one.balance('te-plaatsen/p1')).toBe(0n);
  expect((await one.view('2025-03-02')).file.payouts).toMatchObject([
    { to: 'schuldeiser', amount: 25_000n },
    { to: 'schuldenaar', amount: 5_000n },
  ]);
  await booksEqualAssessment(one, '2025-03-02', { renteMayLag: false });

  await one.paid('2025-03-03', '60.00');
  await one.add('2025-03-04', FINANCE, 'feit-ingetrokken', '2025-03-04', { fact: 'p1', reason: 'Storno.' });
  // € 60 of p2 is the creditor's; the € 50 of p1 never came, and nobody gets it from p2.
  const { payouts } = (await one.view('2025-03-04')).file;
  expect(payouts.filter(({ withdrawnOn }) => withdrawnOn === null)).toMatchObject([
    { to: 'schuldeiser', amount: 6_000n },
  ]);
  expect(await one.balance('terug-te-betalen')).toBe(0n);
  await booksEqualAssessment(one, '2025-03-04', { renteMayLag: false });
});

test('what the costs of the bureau took is never sent to the debtor while the creditor has yet to pay back', async () => {
  const one = await withOneDwangsom();
  await one.fact('2025-02-20', '2025-02-20', {
    kind: 'kosten',
    on: '2025-02-20',
    amount: '80.64',
    what: 'betekening',
  });
  // € 80.64 to the bureau, € 250 to the creditor, who has it on the 2nd.
  await one.paid('2025-03-01', '330.64');
  await one.approved('2025-03-02', 'u1');
  await one.performed('2025-03-02', 'u1');
  await one.fact('2025-03-03', '2025-02-10', {
    kind: 'vermindering',
    from: '2025-02-10',
    clause: 'c1',
    amount: '100.00',
  });
  // € 150 too much; the bank holds € 80.64, and that is the bureau's.
  await one.add('2025-03-04', FINANCE, 'overschot-vrijgegeven', '2025-03-04', {
    payment: 'p1',
    amount: '150.00',
    reason: 'Het hof verlaagde de dwangsom.',
  });
  expect(await one.balance('te-vorderen-schuldeiser')).toBe(15_000n);
  expect((await one.view('2025-03-04')).file.payouts).toHaveLength(1);
  await booksEqualAssessment(one, '2025-03-04', { renteMayLag: false });
  await one.repaid('2025-03-05', '150.00');
  expect((await one.view('2025-03-05')).file.payouts.at(-1)).toMatchObject({
    to: 'schuldenaar',
    amount: 15_000n,
  });
  await booksEqualAssessment(one, '2025-03-05', { renteMayLag: false });
});

test('a vernietiging that was recorded by mistake: what the creditor paid back goes there again', async () => {
  const one = await withOneDwangsom();
  await one.paid('2025-03-01', '100.00');
  await one.approved('2025-03-02', 'u1');
  await one.performed('2025-03-02', 'u1');
  await one.fact('2025-03-03', '2025-03-03', { kind: 'vernietiging', on: '2025-03-03' });
  await one.repaid('2025-03-04', '100.00');
  expect((await one.view('2025-03-04')).file.payouts.at(-1)).toMatchObject({ id: 'u2', to: 'schuldenaar' });
  await one.add('2025-03-05', OFFICER, 'feit-ingetrokken', '2025-03-05', {
    fact: 'f1',
    reason: 'Andere zaak.',
  });
  // The prepared refund u2 is withdrawn by the program, and € 100 is due to the creditor once more.
  expect((await one.view('2025-03-05')).file.payouts).toMatchObject([
    { id: 'u1', performedOn: '2025-03-02' },
    { id: 'u2', to: 'schuldenaar', withdrawnOn: '2025-03-05' },
    { id: 'u3', to: 'schuldeiser', amount: 10_000n, withdrawnOn: null },
  ]);
  expect(await one.balance('verschuldigd-schuldeiser')).toBe(-10_000n);
  expect(await one.balance('te-vorderen-schuldeiser')).toBe(0n);
  await booksEqualAssessment(one, '2025-03-05', { renteMayLag: false });
});

test('a vernietiging on which the debtor was paid back stands: from a debtor nothing is claimed back without a new fact', async () => {
  const one = await withOneDwangsom();
  await one.paid('2025-03-01', '100.00');
  await one.fact('2025-03-03', '2025-03-03', { kind: 'vernietiging', on: '2025-03-03' });
  // u1 to the creditor was withdrawn; u2 goes back to the debtor.
  await one.approved('2025-03-04', 'u2');
  const withdrawal = { fact: 'f1', reason: 'Andere zaak.' };
  expect(await one.refused('2025-03-05', OFFICER, 'feit-ingetrokken', '2025-03-05', withdrawal)).toEqual([
    'verkeerde-stand',
  ]);
  await one.add('2025-03-05', FINANCE, 'uitbetaling-ingetrokken', '2025-03-05', {
    payout: 'u2',
    reason: 'Vergissing.',
  });
  await one.add('2025-03-06', OFFICER, 'feit-ingetrokken', '2025-03-06', withdrawal);
  expect((await one.view('2025-03-06')).file.payouts.at(-1)).toMatchObject({
    to: 'schuldeiser',
    amount: 10_000n,
  });
  await booksEqualAssessment(one, '2025-03-06', { renteMayLag: false });
});

test('costs that were charged by mistake come out, and the money that paid them goes to the dwangsom', async () => {
  const one = await withOneDwangsom();
  await one.fact('2025-02-20', '2025-02-20', {
    kind: 'kosten',
    on: '2025-02-20',
    amount: '80.64',
    what: 'betekening',
  });
  await one.paid('2025-03-01', '100.00');
  expect(await one.balance('verschuldigd-bureau')).toBe(-8_064n);
  await one.add('2025-03-02', OFFICER, 'feit-ingetrokken', '2025-03-02', {
    fact: 'f1',
    reason: 'Niet gemaakt.',
  });
  expect(await one.balance('verschuldigd-bureau')).toBe(0n);
  expect(await one.balance('kosten-voorgeschoten/f1')).toBe(0n);
  // 250 − 100.
  expect(await one.balance('vordering-hoofdsom/n1/2025-02-15')).toBe(15_000n);
  await booksEqualAssessment(one, '2025-03-02', { renteMayLag: false });
});
