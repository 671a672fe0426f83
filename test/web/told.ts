import { NO_DEURWAARDER } from '../../demo/no-deurwaarder.ts';
import {
  DEMONSTRATION_BUREAU,
  dueOutbox,
  type EventKind,
  type Moment,
  performOutbox,
  record,
  registerUitspraak,
  takeStep,
} from '../../src/collections/index.ts';
import type { Db } from '../../src/db.ts';
import { day, type Outcome } from '../../src/values/index.ts';

/** Everybody in these tests is invented. */
export const OFFICER = 'Olga Officier';
export const MOTHER = 'Wilma Willekens';

export interface Told {
  readonly db: Db;
  readonly caseId: string;
  readonly dossiernummer: string;
}

const CLAUSE = {
  id: 'c1',
  mode: 'per-keer',
  amount: '250.00',
  cap: '25000.00',
  term: { kind: 'respijt', days: 14, from: 'betekening' },
};

/** A case as its maker registered it: € 250 each time, at most € 25,000, after a respijttermijn of 14 days. */
export async function registered(
  db: Db,
  {
    on = '2025-01-17',
    pronouncedOn = '2025-01-15',
    father = 'Frans Fictief',
    dictum = 'Bepaalt een dwangsom van € 250 voor iedere keer, vanaf veertien dagen na betekening, tot € 25.000.',
    clause = CLAUSE as object,
  } = {},
): Promise<Told> {
  const outcome = await registerUitspraak(
    db,
    {
      on,
      parties: {
        schuldeiser: { name: MOTHER, address: 'Geheimstraat 7, Amsterdam', iban: 'NL91ABNA0417164300' },
        schuldenaar: { name: father, address: 'Nergenslaan 2, Amsterdam' },
        kinderen: [{ name: 'Kim Willekens', bornOn: '2017-05-20' }],
      },
      uitspraak: {
        court: 'de rechtbank (verzonnen zaak)',
        caseNumber: 'VERZONNEN-001',
        ecli: 'ECLI:NL:RBXXX:2025:1',
        dictum,
        terms: { pronouncedOn, uitvoerbaarBijVoorraad: true, clauses: [clause] },
      },
    },
    OFFICER,
    at(on),
  );
  return { db, ...expectAccepted(outcome) };
}

/** Validated, under a volmacht, and betekend. */
export async function betekend(told: Told, validatedOn: string, betekendOn: string): Promise<void> {
  await add(told, validatedOn, 'Charles Controle', 'uitspraak-gevalideerd', validatedOn, {});
  await add(told, validatedOn, OFFICER, 'volmacht-verleend', validatedOn, { until: null });
  await add(told, betekendOn, OFFICER, 'uitspraak-betekend', betekendOn, { exploot: 'exploot 2025-17' });
}

export async function add(
  { db, caseId }: Told,
  today: string,
  by: string,
  kind: EventKind,
  on: string,
  data: object,
): Promise<void> {
  expectAccepted(await record(db, caseId, { kind, on, data }, by, at(today)));
}

/** What the program has due by `today`, and the letters that it promised. */
export async function letTheProgramWork({ db, caseId }: Told, today: string): Promise<void> {
  await takeStep(db, caseId, at(today));
  const post = { send: async () => ({ proof: 'postbus' }) };
  for (const id of await dueOutbox(db, day(today)))
    await performOutbox(
      db,
      id,
      { post, deurwaarder: NO_DEURWAARDER, bureau: DEMONSTRATION_BUREAU },
      at(today),
    );
}

function at(today: string): Moment {
  return { today: day(today), now: new Date(`${today}T08:00:00Z`) };
}

function expectAccepted<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(outcome.refusals.map(({ sentence }) => sentence).join(' '));
  return outcome.value;
}
