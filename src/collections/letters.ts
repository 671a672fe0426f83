import type { Assessment } from '../law/index.ts';
import { type Day, parseCents } from '../values/index.ts';
import type { CaseFile, Letter } from './case-file.ts';
import type { Party, StoredCase } from './history.ts';
import type { LetterName } from './process/letter-kinds.ts';

/**
 * All that a letter says about the debt, fixed at the moment it was promised: what is sent later is what was decided then. It names no person, because
 * a promise cannot be rewritten; who is written to, and for whom, is looked up when it is sent.
 */
export interface LetterPayload {
  readonly letter: string;
  readonly kind: LetterName;
  readonly dossiernummer: string;
  readonly court: string;
  readonly caseNumber: string;
  readonly pronouncedOn: Day;
  /** The day on which it was made, for which its amounts are worked out. */
  readonly date: Day;
  readonly betaaltermijnDagen: number | null;
  /** Whose dwangsommen it reserves, those that are not listed too. */
  readonly nietNakomingen: readonly { readonly id: string; readonly on: Day; readonly through: Day }[];
  readonly lines: Demand['lines'];
  readonly kosten: Demand['kosten'];
}

/** What a letter lists as open, in euros. */
export interface Demand {
  readonly lines: readonly {
    readonly on: Day;
    readonly dwangsom: string;
    readonly hoofdsom: string;
    readonly rente: string;
  }[];
  /** Of the whole case: a payment is set against them first (BW 6:44 lid 1), so without them the sum would not pay the lines. */
  readonly kosten: string;
}

export interface LetterParties {
  readonly debtor: Pick<Party, 'name' | 'address'>;
  readonly creditor: Pick<Party, 'name'>;
}

export function letterPayload(
  letter: Letter,
  { uitspraak, dossiernummer, id, nietNakomingen }: CaseFile,
  assessment: Assessment | null,
  date: Day,
): LetterPayload {
  if (!uitspraak || !assessment) throw new Error(`case ${id} promised a letter before it had its uitspraak`);
  return {
    letter: letter.id,
    kind: letter.letter,
    dossiernummer,
    court: uitspraak.court,
    caseNumber: uitspraak.caseNumber,
    pronouncedOn: uitspraak.terms.pronouncedOn,
    date,
    betaaltermijnDagen: letter.betaaltermijnDagen,
    nietNakomingen: nietNakomingen
      .filter((one) => letter.covers.includes(one.id))
      .map(({ id: named, on, reported }) => ({ id: named, on, through: reported.data.through ?? on })),
    ...demandOf(letter, assessment),
  };
}

/** What a letter has to list by an assessment: what was forfeited by its promise and is open still. */
export function demandOf({ covers, promisedOn }: Letter, { dwangsommen, totals }: Assessment): Demand {
  return {
    lines: dwangsommen
      .filter(({ status }) => status === 'opeisbaar' || status === 'betwistbaar')
      .filter(({ fact, on }) => covers.includes(fact) && on <= promisedOn)
      .map(({ on, id, hoofdsom, rente }) => ({ on, dwangsom: id, hoofdsom, rente })),
    kosten: totals.open.kosten,
  };
}

/** True where a letter that says `then` still asks what is open `now`, or, of rente that ran on, less. */
export function isStillOpen(then: Demand, now: Demand): boolean {
  return (
    then.kosten === now.kosten &&
    then.lines.length === now.lines.length &&
    then.lines.every(({ dwangsom, hoofdsom, rente }, index) => {
      const line = now.lines[index]!;
      return (
        line.dwangsom === dwangsom &&
        line.hoofdsom === hoofdsom &&
        parseCents(line.rente) >= parseCents(rente)
      );
    })
  );
}

export function letterParties({ parties }: Pick<StoredCase, 'parties'>): LetterParties {
  const debtor = parties.find(({ role }) => role === 'schuldenaar');
  const creditor = parties.find(({ role }) => role === 'schuldeiser');
  if (!debtor || !creditor) throw new Error('a case has a letter and lacks one of its two parties');
  return { debtor, creditor };
}
