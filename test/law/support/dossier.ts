import { type Assessment, assess, type CaseInput, type Fault, readCase } from '../../../src/law/index.ts';

/** Small builders for hand-worked cases: each names only what its test is about, the rest is the plainest there is. */

type Uitspraak = CaseInput['uitspraak'];
export type Clausule = Uitspraak['clauses'][number];
export type Feit = CaseInput['facts'][number];
type FeitVan<Kind extends Feit['kind']> = Omit<Extract<Feit, { kind: Kind }>, 'kind' | 'id'>;

/** € 500.00 for each time, at most € 10,000.00, from the day after betekening on. */
export function clausule(given: Partial<Clausule> = {}): Clausule {
  return { id: 'c1', mode: 'per-keer', amount: '500.00', cap: '10000.00', ...given };
}

/** Pronounced on 2 January 2025, served on the 3rd, uitvoerbaar bij voorraad, with one clause and no end. */
export function uitspraak(given: Partial<Uitspraak> = {}): Uitspraak {
  return {
    pronouncedOn: '2025-01-02',
    betekendOn: '2025-01-03',
    uitvoerbaarBijVoorraad: true,
    kinderen: [],
    clauses: [clausule()],
    ...given,
  };
}

export function nietNakoming(id: string, on: string, given: Partial<FeitVan<'niet-nakoming'>> = {}): Feit {
  return { kind: 'niet-nakoming', id, clause: 'c1', on, status: 'vastgesteld', ...given };
}

export function stuiting(id: string, on: string, given: Partial<FeitVan<'stuiting'>> = {}): Feit {
  return { kind: 'stuiting', id, on, by: 'daad-van-tenuitvoerlegging', covers: 'all', ...given };
}

/** A demand that names a term for payment: the first one starts the rente. */
export function aanmaning(id: string, on: string, betaaltermijnDagen: number | null = 14): Feit {
  return stuiting(id, on, { by: 'aanmaning', betaaltermijnDagen });
}

/** An awarded claim: it holds the verjaring, so that a test of something else needs no chain of letters. */
export function toegewezenEis(id: string, on: string): Feit {
  return stuiting(id, on, { by: 'eis', uitkomst: 'toegewezen' });
}

type MetTijdvak =
  | 'hoger-beroep'
  | 'schorsing-werking'
  | 'schorsing-executie'
  | 'faillissement'
  | 'wsnp'
  | 'opheffing';

export function tijdvak(kind: MetTijdvak, id: string, from: string, until: string | null = null): Feit {
  return { kind, id, from, until };
}

export function betaling(id: string, on: string, amount: string, designates?: string[]): Feit {
  return { kind: 'betaling', id, on, amount, designates };
}

export function kosten(id: string, on: string, amount: string): Feit {
  return { kind: 'kosten', id, on, amount, what: 'betekening' };
}

export interface Dossier {
  asOf?: string;
  rente?: string;
  dayCount?: 365 | 366 | 360;
  uitspraak?: Uitspraak;
  facts?: Feit[];
}

/** On 30 June 2025 and without rente, unless the test says otherwise. */
export function dossier({ asOf = '2025-06-30', rente = 'geen', dayCount, ...rest }: Dossier): CaseInput {
  return {
    asOf,
    policy: { rente, dayCount },
    uitspraak: rest.uitspraak ?? uitspraak(),
    facts: rest.facts ?? [],
  };
}

/** The answer on a document that must be good and answerable. */
export function answerOn(document: unknown): Assessment {
  const read = readCase(document);
  if (!read.ok) throw new Error(`the test's own document is refused: ${JSON.stringify(read.faults)}`);
  const outcome = assess(read.document);
  if (!outcome.ok) throw new Error(outcome.refusals[0]?.sentence);
  return outcome.value;
}

export function answer(given: Dossier): Assessment {
  return answerOn(dossier(given));
}

/** The codes with which a good document is refused; empty where it is answered. */
export function refusalsOf(given: Dossier): string[] {
  const read = readCase(dossier(given));
  if (!read.ok) throw new Error(`the test's own document is refused: ${JSON.stringify(read.faults)}`);
  const outcome = assess(read.document);
  return outcome.ok ? [] : outcome.refusals.map(({ code }) => code);
}

export function faultsOf(document: unknown): readonly Fault[] {
  const read = readCase(document);
  return read.ok ? [] : read.faults;
}

/** What most tests look at: the day and the amount of each dwangsom. */
export function forfeitedOf({ dwangsommen }: Assessment): string[] {
  return dwangsommen.map(({ on, amount }) => `${on} ${amount}`);
}

/** `fact from–through ×aantal reason (by)` for each row that forfeits nothing. */
export function refusedOf({ refused }: Assessment): string[] {
  return refused.map(({ fact, on, through, aantal, reason, by }) =>
    [fact, on === through ? on : `${on}–${through}`, `×${aantal}`, reason, ...(by ? [by] : [])].join(' '),
  );
}
