import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { toldCases } from '../../demo/cases/index.ts';
import { isDemonstrationOpen, openDemonstrationOffice } from '../../demo/office.ts';
import { INVENTED_SURNAMES } from '../../demo/people.ts';
import { type CaseView, dueCases, dueOutbox, listCases, SYSTEM } from '../../src/collections/index.ts';
import { trialBalance } from '../../src/ledger/reports/index.ts';
import { type Day, day } from '../../src/values/index.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { PROMISED_STAGES } from './stages.ts';

const TODAY = day('2026-11-23');
const TEST_IBANS = ['NL91ABNA0417164300', 'NL69INGB0123456789', 'NL44RABO0123456789', 'NL20INGB0001234567'];

// The last day for which the wettelijke rente is known, the end of a short and of a long month, and an ordinary day.
describe.each(['2026-11-23', '2026-12-31', '2026-03-01', '2026-08-31'])('opened on %s', async (text) => {
  const today = day(text);
  const database = await openTestDatabase();
  const lines: string[] = [];
  let cases: CaseView[] = [];

  beforeAll(async () => {
    expect(await isDemonstrationOpen(database.db, today)).toBe(false);
    await openDemonstrationOffice(database.db, today, (line) => lines.push(line));
    cases = await viewsOf(database, today);
  }, 400_000);

  test('at least fourteen cases stand, each reported once, and none is halted', () => {
    expect(cases.length).toBeGreaterThanOrEqual(14);
    expect(lines).toEqual(
      toldCases(today).map(({ shows }, index) => `Voorbeeldzaak ${index + 1} van ${cases.length}: ${shows}.`),
    );
    expect(cases.filter(({ haltedBecause, notAssessed }) => haltedBecause ?? notAssessed)).toEqual([]);
  });

  test.each(PROMISED_STAGES)('a case is $stage', ({ shows }) => {
    expect(cases.filter((one) => shows(one, today))).toHaveLength(1);
  });

  test('the program has nothing left to do by the day it was opened, and every letter is sent', async () => {
    expect(await dueCases(database.db, today)).toEqual([]);
    expect(await dueOutbox(database.db, today)).toEqual([]);
    // One that lapsed on its day was answered by another on the same day.
    const unsent = cases.flatMap(({ file }) =>
      file.letters
        .filter(({ sentOn, lapsedOn, promisedOn }) => (sentOn ?? lapsedOn) !== promisedOn)
        .map(({ id }) => `${id} of ${file.dossiernummer}`),
    );
    expect(unsent).toEqual([]);
  });

  test('all that the cases tell was recorded, and nothing else by a person but that letters arrived', () => {
    const byPersons = cases.map(({ file }) =>
      file.events.filter(({ recordedBy, kind }) => recordedBy !== SYSTEM && kind !== 'brief-bezorgd'),
    );
    expect(byPersons.map(({ length }) => length)).toEqual(
      toldCases(today).map(({ happenings }) => 1 + happenings.length),
    );
  });

  test('what happened was recorded in order, and nothing after the day it was opened', () => {
    for (const { file } of cases) {
      const recorded = file.events.map(({ recordedOn }) => recordedOn);
      expect(recorded).toEqual(recorded.toSorted());
      expect(recorded.at(-1)! <= today).toBe(true);
    }
  });

  test('the books balance, and no case has paid with the derdengelden of another', async () => {
    const { debit, credit } = await database.db.transaction((tx) => trialBalance(tx));
    expect(debit).toBe(credit);
    const below = await database.sql`
      select account.code
      from ledger.account
      join ledger.posting on posting.account = account.id
      where account.control = 'bank-derdengelden'
      group by account.code
      having sum(case posting.side when 'debit' then posting.amount else -posting.amount end) < 0`;
    expect(below).toEqual([]);
  });

  test('opened again it does nothing, on a later day neither', async () => {
    const before = await countsOf(database);
    expect(await isDemonstrationOpen(database.db, today)).toBe(true);
    expect(await openDemonstrationOffice(database.db, today, (line) => lines.push(line))).toBe(0);
    expect(await openDemonstrationOffice(database.db, day('2026-12-31'), () => {})).toBe(0);
    expect(await countsOf(database)).toEqual(before);
    expect(lines).toHaveLength(cases.length);
  });
});

describe('a start that does not come to its end', async () => {
  const database = await openTestDatabase();

  test('leaves nothing where it is broken off half-way, and the next one opens the whole office once', async () => {
    const brokenOff = openDemonstrationOffice(database.db, TODAY, (line) => {
      if (line.startsWith('Voorbeeldzaak 9 ')) throw new Error('de stroom valt uit');
    });
    await expect(brokenOff).rejects.toThrow('de stroom valt uit');
    expect(await isDemonstrationOpen(database.db, TODAY)).toBe(false);
    expect(await countsOf(database)).toEqual({ cases: 0, events: 0, entries: 0, letters: 0 });

    expect(await openDemonstrationOffice(database.db, TODAY, () => {})).toBe(toldCases(TODAY).length);
    const cases = await viewsOf(database, TODAY);
    expect(new Set(cases.map(({ file }) => file.uitspraak!.caseNumber)).size).toBe(toldCases(TODAY).length);
  }, 400_000);

  test('bears only invented names and published test accounts', async () => {
    const cases = await viewsOf(database, TODAY);
    const parties = cases.flatMap((one) => one.parties);
    const writers = cases.flatMap(({ file }) => file.events.map(({ recordedBy }) => recordedBy));
    const names = new Set([...parties.map(({ name }) => name), ...writers].filter((name) => name !== SYSTEM));
    expect([...names].filter((name) => !INVENTED_SURNAMES.includes(name.split(' ').at(-1)!))).toEqual([]);
    for (const { iban } of parties) if (iban !== null) expect(TEST_IBANS).toContain(iban);
  });

  test('says in its court and dictum that it is invented, and claims the ECLI of no real decision', async () => {
    for (const { file } of await viewsOf(database, TODAY)) {
      const { ecli, court, caseNumber, dictum } = file.uitspraak!;
      expect(ecli).toBeNull();
      expect(court).toMatch(/\(verzonnen zaak, bedragen uit ECLI:NL:\w+:\d{4}:\w+\)$/);
      expect(caseNumber).toMatch(/^VERZONNEN-\d\d$/);
      expect(dictum).toContain('[Verzonnen zaak met verzonnen personen. Uit ECLI:');
    }
  });
});

test('demo/sources.md names every decision whose terms are used, what was taken and what is invented', () => {
  const text = readFileSync(new URL('../../demo/sources.md', import.meta.url), 'utf8');
  const rows = text.split('\n').flatMap((line) =>
    line.startsWith('| ')
      ? [
          line
            .slice(2, -2)
            .split(' | ')
            .map((cell) => cell.trim()),
        ]
      : [],
  );
  const told = toldCases(TODAY);
  const perCase = told.map(({ shows, uitspraak: { ecli, taken, invented } }) => [
    shows,
    ecli,
    taken,
    invented,
  ]);
  expect(rows.filter((row) => row[1]!.startsWith('ECLI:'))).toEqual(perCase);
  const decisions = rows.map((row) => row[0]!).filter((first) => first.startsWith('ECLI:'));
  expect(decisions).toEqual([...new Set(told.map(({ uitspraak }) => uitspraak.ecli))].sort());
});

function viewsOf({ db }: TestDatabase, today: Day): Promise<CaseView[]> {
  return db.transaction((tx) => listCases(tx, today, { limit: 1_000 }));
}

async function countsOf({ sql }: TestDatabase): Promise<Record<string, number>> {
  const [row] = await sql<{ cases: number; events: number; entries: number; letters: number }[]>`
    select
      (select count(*)::integer from collections."case") as cases,
      (select count(*)::integer from collections.event) as events,
      (select count(*)::integer from ledger.entry) as entries,
      (select count(*)::integer from collections.outbox) as letters`;
  return { ...row! };
}
