import { expect, test } from 'vitest';
import { planOf } from '../../src/collections/plan.ts';
import { LADDER_1, type Precondition } from '../../src/collections/process/ladder.ts';
import { whyNotForOrder, whyOrderMayNotGo } from '../../src/collections/process/order.ts';
import { ORDINARY_STANDING } from '../../src/collections/process/standing.ts';
import { day } from '../../src/values/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { belemmering, DWANGSOM, order, testedCase } from './climbing.ts';
import {
  APPROVER,
  CHECKER,
  claimedCase,
  FATHER,
  MOTHER,
  OFFICER,
  type OneCase,
  openOffice,
  PER_DAG,
  registeredCase,
  runningCase,
} from './office.ts';

const ORDER = { kindtoets: 'k1', dwangsommen: [DWANGSOM], measures: ['loonbeslag' as const] };

/** Whatever must never be forgotten: a verjaring that runs, and an order that must stop. */

const { db } = await openTestDatabase();
await openOffice(db);

function withPrecondition(step: string, precondition: Precondition) {
  const steps = LADDER_1.steps.map((one) =>
    one.step === step ? { ...one, preconditions: [precondition] } : one,
  );
  return { version: 2, steps };
}

/** Found on 16 February, of the 15th, while nobody has signed a volmacht. */
async function unauthorisedCase(): Promise<OneCase> {
  const one = await registeredCase(db);
  await one.add('2025-01-20', CHECKER, 'uitspraak-gevalideerd', '2025-01-20', {});
  await one.add('2025-01-27', OFFICER, 'uitspraak-betekend', '2025-01-27', { exploot: 'exploot 1' });
  await one.found('2025-02-16', '2025-02-15');
  return one;
}

async function writtenOff(one: OneCase, today: string): Promise<void> {
  const data = { code: 'geen-verhaal', consent: 'brief van de moeder', reason: 'Er is niets te halen.' };
  await one.add(today, OFFICER, 'afschrijving-voorgesteld', today, data);
  await one.add(today, CHECKER, 'afschrijving-bevestigd', today, { afschrijving: 'a1' });
}

function contested(one: OneCase, today: string) {
  const data = { nietNakoming: 'n1', defence: 'Kim was ziek.' };
  return one.add(today, FATHER, 'niet-nakoming-betwist', today, data);
}

function agreed(one: OneCase, today: string, on: string) {
  const data = { dwangsommen: [DWANGSOM], instalments: [{ on, amount: '250.00' }] };
  return one.add(today, OFFICER, 'betalingsregeling-voorgesteld', today, data);
}

// --- the verjaring

test('without a volmacht no letter interrupts, and a person hears of it on day 120, 150 and 165', async () => {
  const one = await unauthorisedCase();
  // 15 February + 120 is 15 June (13, 31, 30, 31 and 15), + 150 is 15 July, + 165 is 30 July.
  expect(await one.planned('2025-02-16', 'De stuiting door de deurwaarder')).toEqual([
    '2025-06-15 medewerker Rv 611g lid 1; BW 3:319 2025-07-15',
  ]);
  expect(await one.planned('2025-02-16', 'Alarm')).toEqual([
    '2025-07-15 tweede persoon Rv 611g lid 1; BW 3:319',
  ]);
  expect(await one.planned('2025-02-16', 'Laatste alarm')).toEqual([
    '2025-07-30 directie Rv 611g lid 1; BW 3:319',
  ]);
});

test('an aanzegging that lapsed because of an arrangement leaves a verjaring: a stuitingsbrief goes out on day 90', async () => {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  await agreed(one, '2025-02-16', '2025-06-15');
  await one.sent('2025-02-16');
  // 15 February + 90 is 16 May.
  await one.nights('2025-05-15', '2025-05-16');
  expect(await one.letters()).toEqual(['2025-02-16 aanzegging n1', '2025-05-16 stuitingsbrief n1']);
});

test('an aanzegging that waits for a person interrupts nothing, so the stuitingsbrief is planned; one that goes by itself is enough', async () => {
  const { file, assessment } = await (await unauthorisedCase()).view('2025-02-16');
  const volmacht = { from: day('2025-01-20'), until: null };
  const letters = (ladder: typeof LADDER_1) =>
    planOf({ ...file, volmacht, ladder }, assessment, day('2025-02-16')).flatMap(({ on, act }) =>
      act?.kind === 'record' && act.event.kind === 'brief-beloofd' && act.event.data.id.startsWith('b')
        ? [`${on} ${act.event.data.letter}`]
        : [],
    );
  expect(letters(withPrecondition('aanzegging', 'adres-30-dagen'))).toEqual(['2025-05-16 stuitingsbrief']);
  expect(letters(LADDER_1)).toEqual(['2025-02-16 aanzegging']);
});

test('an arrangement of which something verjaarde was not kept: a person ends it', async () => {
  const one = await claimedCase(db);
  await one.add('2025-03-01', OFFICER, 'rem-gezet', '2025-03-01', {
    what: 'stuitingen',
    reason: 'Verzonnen.',
  });
  await agreed(one, '2025-03-01', '2025-12-15');
  await one.sent('2025-03-01');
  // Six months from 17 February end in August.
  await one.nights('2025-08-25', '2025-08-26');
  const { file, assessment } = await one.view('2025-08-26');
  expect(assessment!.dwangsommen.map(({ status }) => status)).toEqual(['verjaard']);
  expect(file.regelingen.map(({ ended }) => ended)).toEqual([null]);
  expect(await one.planned('2025-08-26', 'De betalingsregeling r1 opzeggen')).toEqual([
    '2025-08-26 tweede persoon Rv 611g lid 1 2025-09-09',
  ]);
});

// --- what is given up

test('BW 6:160: what is forfeited after a write-off is claimed, guarded and settled like any other, and may be given up in turn', async () => {
  const one = await claimedCase(db);
  await writtenOff(one, '2025-03-04');
  expect(await one.planned('2025-03-04', 'Alarm')).toEqual([]);
  await one.found('2025-03-10', '2025-03-09');
  await one.sent('2025-03-10');
  expect((await one.letters()).at(-1)).toBe('2025-03-10 aanzegging n2');
  // 9 March + 150 is 6 August (22, 30, 31, 30, 31 and 6).
  expect(await one.planned('2025-03-10', 'Alarm')).toEqual([
    '2025-08-06 tweede persoon Rv 611g lid 1; BW 3:319',
  ]);
  expect(await one.planned('2025-03-10', 'Vastleggen op welke dag')).toHaveLength(1);
  expect(await one.planned('2025-03-10', 'De zaak sluiten')).toEqual([]);
  const regeling = { dwangsommen: [DWANGSOM], instalments: [{ on: '2025-04-01', amount: '10.00' }] };
  expect(
    await one.refused('2025-03-10', OFFICER, 'betalingsregeling-voorgesteld', '2025-03-10', regeling),
  ).toEqual(['verkeerde-stand']);
  const again = { code: 'geen-verhaal', consent: 'brief 2', reason: 'Ook dit niet.' };
  await one.add('2025-03-11', OFFICER, 'afschrijving-voorgesteld', '2025-03-11', again);
});

// --- an order that must stop

/** Approved and sent on 12 April. */
async function orderedCase(): Promise<OneCase> {
  const one = await testedCase(db);
  await one.add('2025-04-12', APPROVER, 'opdracht-goedgekeurd', '2025-04-12', order());
  const proof = { opdracht: 'o1', proof: 'bewijs' };
  await one.add('2025-04-12', 'systeem', 'opdracht-verzonden', '2025-04-12', proof);
  return one;
}

test.each([
  [
    'a hold',
    'opschorten',
    'beleid 7.3',
    'h1',
    (one: OneCase) => belemmering(one, '2025-04-14', 'pauze', '2025-05-14'),
  ],
  [
    'the end of the volmacht',
    'opschorten',
    'BW 3:72',
    'o1',
    (one: OneCase) =>
      one.add('2025-04-14', OFFICER, 'volmacht-ingetrokken', '2025-04-14', { reason: 'Verzoend.' }),
  ],
  [
    'a contest',
    'opschorten',
    'Nationale ombudsman 2015/013',
    'n1',
    (one: OneCase) => contested(one, '2025-04-14'),
  ],
  ['a payment', 'beperken', 'Rv 435', 'p1', (one: OneCase) => one.paid('2025-04-14', '100.00')],
  ['a write-off', 'beperken', 'Rv 435', 'a1', (one: OneCase) => writtenOff(one, '2025-04-14')],
])(
  'a running order: of %s the deurwaarder hears within a day, until a person says that he did',
  async (_, what, article, about, happens) => {
    const one = await orderedCase();
    const stopping = (today: string) => one.planned(today, 'De opdracht o1 bij de deurwaarder laten');
    expect(await stopping('2025-04-13')).toEqual([]);
    await happens(one);
    expect(await stopping('2025-04-14')).toEqual([`2025-04-14 medewerker ${article} 2025-04-15`]);
    expect(await one.planned('2025-04-14', `laten ${what} of intrekken`)).toHaveLength(1);
    await one.add('2025-04-15', OFFICER, 'vraag-beantwoord', '2025-04-15', {
      about,
      article,
      answer: 'Gebeld.',
    });
    expect(await stopping('2025-04-15')).toEqual([]);
  },
);

test('near miss: of a payment from before the order went out the deurwaarder need not hear', async () => {
  const one = await testedCase(db);
  await one.paid('2025-04-12', '100.00');
  await one.add('2025-04-12', APPROVER, 'opdracht-goedgekeurd', '2025-04-12', order());
  const proof = { opdracht: 'o1', proof: 'bewijs' };
  await one.add('2025-04-12', 'systeem', 'opdracht-verzonden', '2025-04-12', proof);
  expect(await one.planned('2025-04-13', 'bij de deurwaarder laten')).toEqual([]);
});

test.each([
  [null, async () => {}],
  ['betwist', (one: OneCase) => contested(one, '2025-04-13')],
  ['betalingsregeling', (one: OneCase) => agreed(one, '2025-04-13', '2025-05-15')],
  ['afgeschreven', (one: OneCase) => writtenOff(one, '2025-04-13')],
  ['niets meer te vorderen', (one: OneCase) => one.paid('2025-04-13', '300.00')],
  ['pauze', (one: OneCase) => belemmering(one, '2025-04-13', 'pauze', '2025-05-13')],
])(
  'an order that was approved goes out only as long as nothing came in between: %s',
  async (why, happens) => {
    const one = await testedCase(db);
    await one.add('2025-04-12', APPROVER, 'opdracht-goedgekeurd', '2025-04-12', order());
    await happens(one);
    const { file, assessment } = await one.view('2025-04-13');
    const answer = whyOrderMayNotGo(file, assessment, file.opdrachten[0]!, day('2025-04-13'));
    if (why === null) expect(answer).toBeNull();
    else expect(answer).toContain(why);
  },
);

test('an order meets what the ladder of the case asks, and whatever that ladder says the debtor was heard', async () => {
  const { file, assessment } = await (await testedCase(db)).view('2025-04-12');
  const why = (ladder: typeof LADDER_1, more: object = {}) =>
    whyNotForOrder({ ...file, ladder, ...more }, assessment, ORDER, {
      by: APPROVER,
      today: day('2025-04-12'),
      standing: ORDINARY_STANDING,
    }).map(({ sentence }) => sentence);
  const address = withPrecondition('opdracht', 'adres-30-dagen');
  expect(why(LADDER_1)).toEqual([]);
  expect(why(address)).toEqual(['Het adres van de schuldenaar is in 30 dagen niet nagekeken.']);
  expect(why(address, { addressCheckedOn: day('2025-04-01') })).toEqual([]);
  const unheard = { ...file, contacts: [], addressCheckedOn: day('2025-04-01'), ladder: address };
  const plan = planOf(unheard, assessment, day('2025-04-12')).map(({ what }) => what);
  expect(plan.filter((what) => what.startsWith('De schuldenaar opnieuw horen'))).toHaveLength(1);
  expect(plan.filter((what) => what.startsWith('Besluiten of'))).toEqual([]);
});

test('what the deurwaarder collects is in no arrangement beside him', async () => {
  const one = await orderedCase();
  const data = { dwangsommen: [DWANGSOM], instalments: [{ on: '2025-05-01', amount: '250.00' }] };
  expect(
    await one.refused('2025-04-14', OFFICER, 'betalingsregeling-voorgesteld', '2025-04-14', data),
  ).toEqual(['verkeerde-stand']);
});

test('an arrangement takes all that is open of a niet-nakoming, or none of it', async () => {
  const one = await runningCase(db, PER_DAG);
  await one.found('2025-02-20', '2025-02-15', { through: '2025-02-16' });
  const regeling = (...dwangsommen: string[]) => ({
    dwangsommen,
    instalments: [{ on: '2025-03-15', amount: '100.00' }],
  });
  const [first, second] = ['n1/2025-02-15', 'n1/2025-02-16'];
  expect(
    await one.refused('2025-02-20', OFFICER, 'betalingsregeling-voorgesteld', '2025-02-20', regeling(first!)),
  ).toEqual(['verkeerde-stand']);
  await one.add(
    '2025-02-20',
    OFFICER,
    'betalingsregeling-voorgesteld',
    '2025-02-20',
    regeling(first!, second!),
  );
});

// --- reports and volmachten that nobody may forget

test('Rv 611g: a report that was put to the judge comes back sixty days before the end of its verjaring', async () => {
  const one = await runningCase(db);
  const report = { clause: 'c1', what: 'Kim werd niet gebracht.' };
  await one.add('2025-02-20', MOTHER, 'niet-nakoming-gemeld', '2025-02-15', report);
  const referral = { nietNakoming: 'n1', reasons: 'Niet vast te stellen.' };
  await one.add('2025-03-01', OFFICER, 'niet-nakoming-voorgelegd', '2025-03-01', referral);
  // It ends on 15 August; - 60 is 16 June (15, 31 and 14).
  expect(await one.planned('2025-03-02', 'Bij de rechter navragen')).toEqual([
    '2025-03-01 medewerker Rv 611g lid 1 2025-06-16',
  ]);
  await one.judged('2025-05-01', 'n1');
  expect(await one.planned('2025-05-01', 'Bij de rechter navragen')).toEqual([]);
});

test('BW 3:72: a volmacht of the day of the creditor’s death or before is worth nothing once that is known', async () => {
  const one = await claimedCase(db);
  await one.add('2025-03-10', OFFICER, 'schuldeiser-overleden', '2025-03-05', { source: 'akte' });
  const refused = (on: string) =>
    one.refused('2025-03-10', OFFICER, 'volmacht-verleend', on, { until: null });
  expect(await refused('2025-03-04')).toEqual(['verkeerde-stand']);
  expect(await refused('2025-03-05')).toEqual(['verkeerde-stand']);
  await one.add('2025-03-10', OFFICER, 'volmacht-verleend', '2025-03-06', { until: null });
});
