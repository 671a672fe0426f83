import { expect, test } from 'vitest';
import { foresee } from '../../src/collections/index.ts';
import type { Db } from '../../src/db.ts';
import { addDays, day } from '../../src/values/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { belemmering, climbedCase, contact, DWANGSOM } from './climbing.ts';
import { claimedCase, OFFICER, type OneCase, openOffice, PER_DAG, runningCase } from './office.ts';

const { db } = await openTestDatabase();
await openOffice(db);

const DAYS = 120;

/** `2025-03-03 herinnering`: what the program writes, with the day; of a letter its kind, and what of it is written elsewhere left out. */
function named({ on, kind, data }: { on: string; kind: string; data: object }): string[] {
  if (kind === 'brief-verzonden') return [];
  return [`${on} ${kind === 'brief-beloofd' ? (data as { letter: string }).letter : kind}`];
}

async function foreseen(one: OneCase, today: string): Promise<string[]> {
  const { file, kinderen, standing } = await one.view(today);
  const steps = foresee({ file, kinderen, standing }, day(today), addDays(day(today), DAYS));
  return steps.flatMap(({ on, act }) => (act?.kind === 'record' ? named({ ...act.event, on }) : []));
}

/** Lives through it: each night its step and its post, and nobody does, pays or proves anything. */
async function written(one: OneCase, today: string): Promise<string[]> {
  const before = (await one.view(today)).file.events.length;
  const last = addDays(day(today), DAYS);
  await one.nights(today, last);
  const { file } = await one.view(last);
  return file.events.slice(before).flatMap((event) => {
    expect(event.recordedBy).toBe('systeem');
    // Each on the day on which it was written: the program was never late.
    expect(event.recordedOn).toBe(event.on);
    return named(event);
  });
}

async function pausedCase(): Promise<OneCase> {
  const one = await claimedCase(db);
  await belemmering(one, '2025-03-01', 'pauze', '2025-04-15');
  await one.sent('2025-03-01');
  return one;
}

/** € 100, € 100 and € 50, of which none will come: it breaks fourteen days after the first. */
async function regelingCase(): Promise<OneCase> {
  const one = await claimedCase(db);
  const instalments = [
    { on: '2025-03-15', amount: '100.00' },
    { on: '2025-04-15', amount: '100.00' },
    { on: '2025-05-15', amount: '50.00' },
  ];
  const data = { dwangsommen: [DWANGSOM], instalments };
  await one.add('2025-03-01', OFFICER, 'betalingsregeling-voorgesteld', '2025-03-01', data);
  await one.sent('2025-03-01');
  return one;
}

/** Ten days of € 100, each a dwangsom of its own, that end before they are looked at. */
async function perDagCase(): Promise<OneCase> {
  const one = await runningCase(db, PER_DAG);
  await one.found('2025-02-16', '2025-02-05', { through: '2025-02-14' });
  await one.sent('2025-02-16');
  await one.delivered('2025-02-17', 'b1');
  return one;
}

/** Ways of contact enough for all letters, so that the whole ladder is foreseen. */
async function soughtCase(): Promise<OneCase> {
  const one = await claimedCase(db);
  await contact(one, '2025-02-18', 'telefoon');
  await contact(one, '2025-02-19', 'e-mail');
  return one;
}

async function braked(base: Db): Promise<OneCase> {
  const one = await claimedCase(base);
  await one.add('2025-02-18', OFFICER, 'rem-gezet', '2025-02-18', { what: 'brieven', reason: 'Klacht.' });
  return one;
}

/** `holds`: what must be among it, by a sum of days, or nothing was tried here. */
const CASES: readonly {
  readonly name: string;
  readonly make: () => Promise<OneCase>;
  readonly today: string;
  readonly holds: readonly string[];
}[] = [
  // 17 February + 14; and 3 March + 3 for its post, + 90.
  {
    name: 'claimed, and nobody looked for the debtor',
    make: () => claimedCase(db),
    today: '2025-02-17',
    holds: ['2025-03-03 herinnering', '2025-05-18 stuitingsbrief'],
  },
  // Herinnering 3 March, + 3 + 7 is 13 March, + 3 + 14 is 30 March.
  {
    name: 'claimed, and looked for in three ways',
    make: soughtCase,
    today: '2025-02-19',
    holds: [
      '2025-03-03 herinnering',
      '2025-03-13 laatste-aanmaning',
      '2025-03-30 overname',
      '2025-03-30 overname-bericht',
    ],
  },
  // Through 15 April, and then a week of breath.
  {
    name: 'paused',
    make: pausedCase,
    today: '2025-03-01',
    holds: ['2025-04-16 pauze-einde', '2025-04-23 herinnering'],
  },
  // 15 March + 14 days, and then a week of breath.
  {
    name: 'in an arrangement that nobody pays',
    make: regelingCase,
    today: '2025-03-01',
    holds: [
      '2025-03-29 betalingsregeling-beeindigd',
      '2025-03-29 regeling-verbroken',
      '2025-04-05 herinnering',
    ],
  },
  { name: 'of ten days', make: perDagCase, today: '2025-02-17', holds: ['2025-03-03 herinnering'] },
  { name: 'climbed to the persons', make: () => climbedCase(db), today: '2025-04-07', holds: [] },
];

test.each(CASES)(
  'a case that is $name: what is foreseen for 120 days is what is written then',
  async (given) => {
    const one = await given.make();
    const expected = await foreseen(one, given.today);
    for (const line of given.holds) expect(expected).toContain(line);
    // The creditor hears at least every 28 days, so four times in 120.
    expect(expected.filter((line) => line.endsWith('statusbericht')).length).toBeGreaterThanOrEqual(3);
    expect(await written(one, given.today)).toEqual(expected);
  },
);

test('nothing is written by looking', async () => {
  const one = await claimedCase(db);
  const before = (await one.view('2025-02-17')).file.events.length;
  expect(await foreseen(one, '2025-02-17')).not.toEqual([]);
  expect((await one.view('2025-02-17')).file.events).toHaveLength(before);
});

test('what a brake holds is not foreseen, and does not happen', async () => {
  const one = await braked(db);
  const expected = await foreseen(one, '2025-02-18');
  expect(expected).toEqual(['2025-05-18 stuitingsbrief']);
  expect(await written(one, '2025-02-18')).toEqual(expected);
});

test('until a day, and not a day further', async () => {
  const one = await claimedCase(db);
  const { file, kinderen, standing } = await one.view('2025-02-17');
  const days = (until: string) =>
    foresee({ file, kinderen, standing }, day('2025-02-17'), day(until)).map(({ on }) => on);
  expect(days('2025-03-02')).not.toContain('2025-03-03');
  expect(days('2025-03-03')).toContain('2025-03-03');
});

test('past the last day of which a rate is known, nothing is foreseen', async () => {
  // Known through 31 December 2026 (Stb. 2025, 427). The aanzegging of 10 November bears rente from 26 November.
  const one = await runningCase(db);
  await one.found('2026-11-10', '2026-11-09');
  await one.sent('2026-11-10');
  await one.delivered('2026-11-11', 'b1');
  const { file, kinderen, standing } = await one.view('2026-11-11');
  const days = foresee({ file, kinderen, standing }, day('2026-11-11'), day('2027-06-01')).map(
    ({ on }) => on,
  );
  // 11 November + 14.
  expect(days).toContain('2026-11-25');
  expect(days.filter((on) => on > '2027-01-01')).toEqual([]);
});
