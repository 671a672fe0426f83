import { NO_DEURWAARDER } from '../../demo/no-deurwaarder.ts';
import {
  type Addition,
  DEMONSTRATION_BUREAU,
  dueOutbox,
  type Moment,
  performOutbox,
  record,
  registerUitspraak,
  takeStep,
} from '../../src/collections/index.ts';
import type { Db } from '../../src/db.ts';
import { addDays, type Day, day, type Outcome } from '../../src/values/index.ts';

/** Everybody here is invented. */
const OFFICER = 'Olga Officier';
const CHECKER = 'Charles Controle';
const FINANCE = 'Fien Financiën';
const PARTIES = {
  schuldeiser: {
    name: 'Wilma Willekens',
    address: 'Voorbeeldstraat 1, Amsterdam',
    iban: 'NL91ABNA0417164300',
  },
  schuldenaar: { name: 'Frans Fictief', address: 'Nergenslaan 2, Amsterdam' },
  kinderen: [{ name: 'Kim', bornOn: '2017-05-20' }],
};

/**
 * On a first of the month every open case books the rente of the month before, and no letter is due: the demand of February was answered with nothing,
 * and the stuitingsbrief comes ninety days after it.
 */
export const REVIEW_DAY = day('2025-05-01');

/** What is copied: a young case, one of the usual size, and a full one. Opened through the program's own functions, day by day. */
export async function openKinds(db: Db): Promise<string[]> {
  return [
    await openCase(db, { missed: 1, payments: 0 }),
    await openCase(db, { missed: 3, payments: 1 }),
    await openCase(db, { missed: 8, payments: 2 }),
  ];
}

async function openCase(db: Db, { missed, payments }: { missed: number; payments: number }): Promise<string> {
  const uitspraak = {
    court: 'de rechtbank (verzonnen zaak)',
    caseNumber: 'VERZONNEN-001',
    ecli: null,
    dictum: 'Bepaalt een dwangsom voor iedere keer dat de zorgregeling niet wordt nagekomen.',
    terms: {
      pronouncedOn: '2024-09-02',
      uitvoerbaarBijVoorraad: true,
      clauses: [{ id: 'c1', mode: 'per-keer', amount: '250.00', cap: '25000.00' }],
    },
  };
  const { caseId } = accepted(
    await registerUitspraak(
      db,
      { on: '2024-09-04', parties: PARTIES, uitspraak },
      OFFICER,
      at(day('2024-09-04')),
    ),
  );
  const add = async (on: Day, by: string, kind: Addition['kind'], data: object, counts: Day = on) =>
    accepted(await record(db, caseId, { kind, on: counts, data }, by, at(on)));
  await add(day('2024-09-05'), CHECKER, 'uitspraak-gevalideerd', {});
  await add(day('2024-09-05'), OFFICER, 'volmacht-verleend', { until: null });
  await add(day('2024-09-09'), OFFICER, 'uitspraak-betekend', { exploot: 'exploot 1' });
  // Each Saturday before 16 February a handing over that did not take place, found the day after; the first is reported last.
  const found = day('2025-02-16');
  for (let week = missed; week >= 1; week--) {
    const on = addDays(found, 6 - 7 * week);
    const reported = { clause: 'c1', what: 'Kim werd niet gebracht.' };
    await add(found, PARTIES.schuldeiser.name, 'niet-nakoming-gemeld', reported, on);
    await add(found, OFFICER, 'niet-nakoming-vastgesteld', {
      nietNakoming: `n${missed - week + 1}`,
      reasons: 'Beide ouders zijn gehoord.',
    });
  }
  await sendLetters(db, caseId, found);
  await add(addDays(found, 1), OFFICER, 'brief-bezorgd', { letter: 'b1', proof: 'handtekening' });
  for (let paid = 0; paid < payments; paid++) {
    const data = { amount: '40.00', bankReference: `REGEL-${caseId}-${paid}` };
    await add(day(`2025-03-${10 + paid}`), FINANCE, 'betaling-ontvangen', data);
  }
  // The first days of March and April with their rente are caught up, so that nothing is due but what the day of the review brings.
  await takeStep(db, caseId, at(addDays(REVIEW_DAY, -1)));
  await sendLetters(db, caseId, addDays(REVIEW_DAY, -1));
  return caseId;
}

async function sendLetters(db: Db, caseId: string, on: Day): Promise<void> {
  const post = { send: async ({ key }: { key: string }) => ({ proof: `bewijs ${caseId} ${key}` }) };
  for (const id of await dueOutbox(db, on))
    await performOutbox(db, id, { post, deurwaarder: NO_DEURWAARDER, bureau: DEMONSTRATION_BUREAU }, at(on));
}

function at(today: Day): Moment {
  return { today, now: new Date(`${today}T08:00:00Z`) };
}

function accepted<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(outcome.refusals.map(({ sentence }) => sentence).join(' '));
  return outcome.value;
}
