import { type Assessment, assess, type CaseInput, readCase } from '../law/index.ts';
import { accepted, type Day, formatCents, type Outcome } from '../values/index.ts';
import type { CaseFile, Letter, ReportedNietNakoming } from './case-file.ts';
import { releasedOf } from './money.ts';
import { letterKind } from './process/letter-kinds.ts';

/**
 * What is owed in a case on a day; null as long as nothing can be asked. A history holds only what the law room could read when it was
 * added, so a fault here is a bug and stops the case.
 */
export function assessCase(
  file: CaseFile,
  kinderen: readonly Day[],
  asOf: Day,
  policy: CaseInput['policy'] = undefined,
): Outcome<Assessment | null, 'geen-rentevoet'> {
  const document = lawDocumentOf(file, kinderen, asOf);
  if (!document) return accepted(null);
  const read = readCase({ ...document, policy });
  if (!read.ok) {
    const faults = read.faults.map(({ pointer, detail }) => `${pointer}: ${detail}`).join('; ');
    throw new Error(`case ${file.id} cannot be read by the law room: ${faults}`);
  }
  return assess(read.document);
}

/**
 * What the law room is asked about a case on a day. An uitspraak that no second person has validated asks for nothing, so that a slip of the maker
 * never reaches a debtor.
 */
export function lawDocumentOf(file: CaseFile, kinderen: readonly Day[], asOf: Day): CaseInput | null {
  if (file.uitspraak?.state !== 'gevalideerd') return null;
  return {
    asOf,
    uitspraak: { ...file.uitspraak.terms, betekendOn: file.betekening?.on ?? null, kinderen: [...kinderen] },
    facts: [
      ...file.nietNakomingen.map(nietNakomingFact),
      ...file.facts.map(({ fact }) => fact),
      ...file.letters.flatMap(stuitingFact),
      ...file.opslagen.map(opslagFact),
      ...paymentFacts(file),
    ],
  };
}

type FactInput = CaseInput['facts'][number];

function nietNakomingFact({ id, on, status, reported }: ReportedNietNakoming): FactInput {
  const { clause, aantal, through, alsnogNagekomenOn } = reported.data;
  return { kind: 'niet-nakoming', id, clause, on, status, aantal, through, alsnogNagekomenOn };
}

/**
 * A letter interrupts from the day it reached the debtor (BW 3:317 lid 1, 3:37 lid 3). One that asks for payment within a term is an aanmaning; every
 * letter of ours reserves the right to payment.
 */
function stuitingFact({ id, letter, covers, betaaltermijnDagen, deliveredOn }: Letter): FactInput[] {
  if (deliveredOn === null || !letterKind(letter).interrupts) return [];
  const common = { kind: 'stuiting' as const, id, on: deliveredOn, covers: [...covers] };
  return betaaltermijnDagen === null
    ? [{ ...common, by: 'mededeling', voorbehoud: true }]
    : [{ ...common, by: 'aanmaning', betaaltermijnDagen }];
}

/** To the law room opslag is kosten: paid first (BW 6:44 lid 1). In the books it is the bureau's own. */
function opslagFact({ id, on, month, amount }: CaseFile['opslagen'][number]): FactInput {
  return { kind: 'kosten', id, on, amount: formatCents(amount), what: `opslag over ${month}` };
}

/** What was released as a surplus is no payment any more. */
function paymentFacts(file: CaseFile): FactInput[] {
  const released = releasedOf(file);
  return file.payments
    .filter(({ isWithdrawn }) => !isWithdrawn)
    .map(({ id, on, amount, designates }) => ({
      id,
      on,
      amount: amount - (released.get(id) ?? 0n),
      designates,
    }))
    .filter(({ amount }) => amount > 0n)
    .map(({ id, on, amount, designates }) => ({
      kind: 'betaling',
      id,
      on,
      amount: formatCents(amount),
      designates: [...designates],
    }));
}
