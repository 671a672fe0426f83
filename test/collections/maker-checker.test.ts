import { expect, test } from 'vitest';
import { whyNotAdmitted } from '../../src/collections/admission.ts';
import { caseFileOf } from '../../src/collections/case-file.ts';
import { registerUitspraak } from '../../src/collections/index.ts';
import { day } from '../../src/values/index.ts';
import { openTestDatabase } from '../support/database.ts';
import {
  at,
  CHECKER,
  FATHER,
  FINANCE,
  MOTHER,
  OFFICER,
  openOffice,
  PARTIES,
  PER_KEER,
  registeredCase,
  runningCase,
  uitspraakOf,
} from './office.ts';

const { db, sql } = await openTestDatabase();
await openOffice(db);

const REASONS = 'Beide ouders zijn gehoord.';
const REPORT = { clause: 'c1', what: 'Kim werd niet gebracht.' };

test('whoever registered the uitspraak may neither validate it nor give it back; another person may', async () => {
  const one = await registeredCase(db);
  expect(await one.refused('2025-01-18', OFFICER, 'uitspraak-gevalideerd', '2025-01-18', {})).toEqual([
    'zelfde-persoon',
  ]);
  expect(
    await one.refused('2025-01-18', OFFICER, 'uitspraak-teruggegeven', '2025-01-18', { reason: 'Tikfout.' }),
  ).toEqual(['zelfde-persoon']);
  await one.add('2025-01-18', CHECKER, 'uitspraak-gevalideerd', '2025-01-18', {});
  expect((await one.view('2025-01-18')).file.uitspraak).toMatchObject({
    state: 'gevalideerd',
    registeredBy: OFFICER,
    checkedBy: CHECKER,
  });
});

test('the program validates nothing, though it registered nothing either', async () => {
  const one = await registeredCase(db);
  expect(await one.refused('2025-01-18', 'systeem', 'uitspraak-gevalideerd', '2025-01-18', {})).toEqual([
    'alleen-een-persoon',
  ]);
});

test('who registers it again after it was given back is its maker from then on, and may not validate', async () => {
  const one = await registeredCase(db);
  await one.add('2025-01-18', CHECKER, 'uitspraak-teruggegeven', '2025-01-18', {
    reason: 'Het maximum mist.',
  });
  // Given back is not validated: nothing can be validated until it is registered again.
  expect(await one.refused('2025-01-19', FINANCE, 'uitspraak-gevalideerd', '2025-01-19', {})).toEqual([
    'verkeerde-stand',
  ]);
  await one.add('2025-01-19', CHECKER, 'uitspraak-geregistreerd', '2025-01-19', uitspraakOf());
  expect(await one.refused('2025-01-20', CHECKER, 'uitspraak-gevalideerd', '2025-01-20', {})).toEqual([
    'zelfde-persoon',
  ]);
  await one.add('2025-01-20', OFFICER, 'uitspraak-gevalideerd', '2025-01-20', {});
  expect(
    await one.refused('2025-01-21', OFFICER, 'uitspraak-geregistreerd', '2025-01-21', uitspraakOf()),
  ).toEqual(['verkeerde-stand']);
});

test('a wrong state and a wrong person are refused at once: both reasons come', async () => {
  const one = await registeredCase(db);
  await one.add('2025-01-18', CHECKER, 'uitspraak-gevalideerd', '2025-01-18', {});
  expect(await one.refused('2025-01-19', OFFICER, 'uitspraak-gevalideerd', '2025-01-19', {})).toEqual([
    'verkeerde-stand',
    'zelfde-persoon',
  ]);
});

test('AVG art. 22: the program finds no niet-nakoming, and neither does who reported it; a third person may', async () => {
  const one = await runningCase(db);
  await one.add('2025-02-16', MOTHER, 'niet-nakoming-gemeld', '2025-02-15', REPORT);
  const judgement = { nietNakoming: 'n1', reasons: REASONS };
  for (const kind of ['niet-nakoming-vastgesteld', 'niet-nakoming-afgewezen'] as const) {
    expect(await one.refused('2025-02-17', 'systeem', kind, '2025-02-17', judgement)).toEqual([
      'alleen-een-persoon',
    ]);
    expect(await one.refused('2025-02-17', MOTHER, kind, '2025-02-17', judgement)).toEqual([
      'zelfde-persoon',
    ]);
  }
  const answer = await one.tried(
    '2025-02-17',
    'systeem',
    'niet-nakoming-vastgesteld',
    '2025-02-17',
    judgement,
  );
  expect(answer.ok ? [] : answer.refusals[0]!.grounds.map(({ article }) => article)).toEqual(['AVG art. 22']);
  await one.add('2025-02-17', OFFICER, 'niet-nakoming-vastgesteld', '2025-02-17', judgement);
});

test('an officer who reported one niet-nakoming may judge another that was reported by the mother', async () => {
  const one = await runningCase(db);
  await one.add('2025-02-16', OFFICER, 'niet-nakoming-gemeld', '2025-02-15', REPORT);
  await one.add('2025-02-23', MOTHER, 'niet-nakoming-gemeld', '2025-02-22', REPORT);
  const judge = (nietNakoming: string) => ({ nietNakoming, reasons: REASONS });
  expect(
    await one.refused('2025-02-24', OFFICER, 'niet-nakoming-vastgesteld', '2025-02-24', judge('n1')),
  ).toEqual(['zelfde-persoon']);
  await one.add('2025-02-24', OFFICER, 'niet-nakoming-vastgesteld', '2025-02-24', judge('n2'));
});

test('a payout that the program prepared is approved by a person, not by the program; nothing is left for a person to prepare', async () => {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  // € 100 of the € 250 that are due: all of it is the creditor's, and u1 claims all of it.
  await one.paid('2025-03-01', '100.00');
  expect(
    await one.refused('2025-03-02', 'systeem', 'uitbetaling-goedgekeurd', '2025-03-02', { payout: 'u1' }),
  ).toEqual(['alleen-een-persoon']);
  const cent = { to: 'schuldeiser', amount: '0.01' };
  expect(await one.refused('2025-03-02', FINANCE, 'uitbetaling-voorbereid', '2025-03-02', cent)).toEqual([
    'bedrag-te-hoog',
  ]);
  await one.approved('2025-03-02', 'u1');
});

test('a payout that a person prepared is approved by another person', () => {
  const prepared = {
    kind: 'uitbetaling-voorbereid',
    on: day('2025-03-01'),
    data: { id: 'u1', to: 'schuldeiser', amount: '100.00' },
    id: 'event_1',
    seq: 2,
    recordedOn: day('2025-03-01'),
    recordedAt: new Date(0),
    recordedBy: FINANCE,
  } as const;
  const paid = {
    kind: 'betaling-ontvangen',
    on: day('2025-03-01'),
    data: { id: 'p1', amount: '100.00', bankReference: 'REGEL-1' },
    id: 'event_0',
    seq: 1,
    recordedOn: day('2025-03-01'),
    recordedAt: new Date(0),
    recordedBy: OFFICER,
  } as const;
  const file = caseFileOf('case_1', 'D2025-00001', [paid, prepared]);
  const approval = {
    kind: 'uitbetaling-goedgekeurd',
    on: day('2025-03-02'),
    data: { payout: 'u1' },
  } as const;
  const codes = (by: string) =>
    whyNotAdmitted(file, approval, by, [], day('2025-03-02')).map(({ code }) => code);
  expect(codes(FINANCE)).toEqual(['zelfde-persoon']);
  expect(codes(CHECKER)).toEqual([]);
});

test('a payout is approved once, performed only after that, and not withdrawn once performed', async () => {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  await one.paid('2025-03-01', '100.00');
  const refused = (kind: 'uitbetaling-goedgekeurd' | 'uitbetaling-verricht' | 'uitbetaling-ingetrokken') =>
    one.refused('2025-03-02', CHECKER, kind, '2025-03-02', {
      payout: 'u1',
      ...(kind === 'uitbetaling-verricht' ? { bankReference: 'AF-1' } : {}),
      ...(kind === 'uitbetaling-ingetrokken' ? { reason: 'Toch niet.' } : {}),
    });
  expect(await refused('uitbetaling-verricht')).toEqual(['verkeerde-stand']);
  await one.approved('2025-03-02', 'u1');
  expect(await refused('uitbetaling-goedgekeurd')).toEqual(['verkeerde-stand']);
  await one.performed('2025-03-02', 'u1');
  expect(await refused('uitbetaling-ingetrokken')).toEqual(['verkeerde-stand']);
  expect(
    await one.refused('2025-03-02', CHECKER, 'uitbetaling-goedgekeurd', '2025-03-02', { payout: 'u9' }),
  ).toEqual(['onbekend']);
});

test('letters are promised and sent by the program alone', async () => {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  const promise = { id: 'b2', letter: 'aanzegging', covers: ['n1'], betaaltermijnDagen: 14 };
  expect(await one.refused('2025-02-16', OFFICER, 'brief-beloofd', '2025-02-16', promise)).toEqual([
    'alleen-een-persoon',
  ]);
  // Else the promise stays open in the outbox, and the letter goes out a second time.
  expect(
    await one.refused('2025-02-16', OFFICER, 'brief-verzonden', '2025-02-16', {
      letter: 'b1',
      proof: 'zelf',
    }),
  ).toEqual(['alleen-een-persoon']);
  await one.sent('2025-02-16');
  await one.delivered('2025-02-18', 'b1');
});

test('what has not happened yet is not recorded: a day after today, a period of default that runs on, an uitspraak to come', async () => {
  const one = await runningCase(db, { ...PER_KEER, mode: 'per-dag' });
  const report = (on: string, more: object = {}) =>
    one.refused('2025-02-16', MOTHER, 'niet-nakoming-gemeld', on, { ...REPORT, ...more });
  expect(await report('2025-02-17')).toEqual(['dag-in-de-toekomst']);
  expect(await report('2025-02-15', { through: '2025-02-17' })).toEqual(['dag-in-de-toekomst']);
  expect(await report('2025-02-15', { alsnogNagekomenOn: '2025-02-17' })).toEqual(['dag-in-de-toekomst']);
  // Its near miss: through today.
  await one.add('2025-02-16', MOTHER, 'niet-nakoming-gemeld', '2025-02-15', {
    ...REPORT,
    through: '2025-02-16',
  });

  const answer = await registerUitspraak(
    db,
    { on: '2025-01-14', parties: PARTIES, uitspraak: uitspraakOf() },
    OFFICER,
    at('2025-01-14'),
  );
  expect(answer.ok ? [] : answer.refusals.map(({ code }) => code)).toEqual(['dag-in-de-toekomst']);
});

test('nothing is reported, recorded or served before a second person validated the uitspraak', async () => {
  const one = await registeredCase(db);
  const on = '2025-01-18';
  expect(await one.refused(on, MOTHER, 'niet-nakoming-gemeld', on, REPORT)).toEqual(['verkeerde-stand']);
  expect(await one.refused(on, OFFICER, 'uitspraak-betekend', on, { exploot: 'exploot 1' })).toEqual([
    'verkeerde-stand',
  ]);
  const fact = { kind: 'kosten', on, amount: '80.64', what: 'betekening' };
  expect(await one.refused(on, OFFICER, 'feit-vastgelegd', on, { source: 'nota', fact })).toEqual([
    'verkeerde-stand',
  ]);
});

test('a refused registration answers with every fault at once, of the parties and of the uitspraak, and leaves nothing behind', async () => {
  const before = await counted();
  const answer = await registerUitspraak(
    db,
    {
      on: '2025-01-32',
      parties: { ...PARTIES, schuldeiser: { name: '' }, kinderen: [] },
      uitspraak: { ...uitspraakOf({ ...PER_KEER, amount: '0.00' }), dictum: '' },
    },
    OFFICER,
    at('2025-01-17'),
  );
  const sentences = answer.ok ? [] : answer.refusals.map(({ sentence }) => sentence);
  const places = sentences.map((sentence) => sentence.slice(0, sentence.indexOf(':')));
  expect(places.toSorted()).toEqual([
    'data/dictum',
    'data/terms/clauses/0/amount',
    'on',
    'parties/kinderen',
    'parties/schuldeiser/name',
  ]);
  expect(answer.ok ? [] : [...new Set(answer.refusals.map(({ code }) => code))]).toEqual(['onleesbaar']);
  expect(await counted()).toEqual(before);
});

test('what the law room cannot read is no uitspraak: a group of maxima that is not there, together with a day to come', async () => {
  const before = await counted();
  const answer = await registerUitspraak(
    db,
    { on: '2025-01-18', parties: PARTIES, uitspraak: uitspraakOf({ ...PER_KEER, capGroup: 'g1' }) },
    OFFICER,
    at('2025-01-17'),
  );
  expect(answer.ok ? [] : answer.refusals.map(({ code }) => code)).toEqual([
    'dag-in-de-toekomst',
    'past-niet-in-de-wet',
  ]);
  expect(await counted()).toEqual(before);
});

test.each(['n1', 'p1', 'f2', 'b10', 't1', 'u3'])(
  'a clause may not be called %s, because the program calls its own facts so; c1 and n may be used',
  async (id) => {
    const register = (name: string) =>
      registerUitspraak(
        db,
        { on: '2025-01-17', parties: PARTIES, uitspraak: uitspraakOf({ ...PER_KEER, id: name }) },
        OFFICER,
        at('2025-01-17'),
      );
    const answer = await register(id);
    expect(answer.ok ? [] : answer.refusals.map(({ code }) => code)).toEqual(['dubbel']);
    expect((await register('n')).ok).toBe(true);
  },
);

test('a contest after the finding takes nothing away, asks for a new judgement, and the finding stands until there is one', async () => {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  await one.add('2025-02-20', FATHER, 'niet-nakoming-betwist', '2025-02-20', {
    nietNakoming: 'n1',
    defence: 'Kim was ziek.',
  });
  // € 250 stays due.
  expect(await one.balance('vordering-hoofdsom/n1/2025-02-15')).toBe(25_000n);
  const toJudge = (await one.view('2025-02-20')).plan.filter(({ what }) => what.startsWith('Oordelen'));
  // 10 days to hear and 21 to find, from 20 February: 31 days on, 23 March.
  expect(toJudge).toMatchObject([{ on: '2025-02-20', deadline: '2025-03-23', by: 'medewerker' }]);
  // Whoever found it does not take it back; a second person does.
  expect(
    await one.refused('2025-02-25', OFFICER, 'niet-nakoming-afgewezen', '2025-02-25', {
      nietNakoming: 'n1',
      reasons: 'Toch niet.',
    }),
  ).toEqual(['zelfde-persoon']);
  await one.revoked('2025-02-25', 'n1');
  expect(await one.balance('vordering-hoofdsom/n1/2025-02-15')).toBe(0n);
  expect((await one.view('2025-02-25')).plan.filter(({ what }) => what.startsWith('Oordelen'))).toEqual([]);
  expect(
    await one.refused('2025-02-26', FATHER, 'niet-nakoming-betwist', '2025-02-26', {
      nietNakoming: 'n1',
      defence: 'Nog eens.',
    }),
  ).toEqual(['verkeerde-stand']);
});

async function counted() {
  const [row] = await sql`
    select (select count(*) from collections."case") as cases,
      (select count(*) from collections.party) as parties,
      (select count(*) from collections.event) as events,
      (select count(*) from ledger.entry) as entries`;
  return row;
}
