import type { Tx } from '../db.ts';
import type { Assessment } from '../law/index.ts';
import {
  type BalancedEntry,
  balancedEntry,
  type EntryDraft,
  type Line,
  openAccounts,
  post,
  sumsBySubject,
} from '../ledger/index.ts';
import type { Cents, Day } from '../values/index.ts';
import type { CaseFile } from './case-file.ts';
import { controlOf } from './chart.ts';
import { type ShouldBe, shouldBeBooked } from './should-be-booked.ts';

/** What set the booking off: an event of the case, or the passing of time. */
export interface Cause {
  readonly id: string;
  readonly on: Day;
}

/**
 * Booking is a difference: what should stand in the books about this case, less what stands there. The case is locked, so nobody books in between;
 * run again, it finds no difference and posts nothing. A retroactive fact needs nothing special: its difference comes out as correcting entries
 * that name it as their cause.
 */
export async function bookDifference(
  tx: Tx,
  file: CaseFile,
  assessment: Assessment,
  cause: Cause,
  bookedOn: Day,
): Promise<number> {
  const booked = await sumsBySubject(tx, file.id);
  const drafts = differenceOf(
    file,
    shouldBeBooked(file, assessment),
    booked,
    assessment.asOf,
    cause,
    bookedOn,
  );
  // The usual visit changes nothing, and then costs no more than the reading.
  if (drafts.length === 0) return 0;
  const accounts = new Set(drafts.flatMap(({ lines }) => lines.map(({ account }) => account)));
  const opened = await openAccounts(
    tx,
    [...accounts].map((code) => ({ code, control: controlOf(code) })),
  );
  if (!opened.ok) throw new Error(opened.refusals.map(({ sentence }) => sentence).join(' '));
  for (let at = 0; at < drafts.length; at += ENTRIES_A_CALL) {
    const results = await post(tx, drafts.slice(at, at + ENTRIES_A_CALL).map(toEntry));
    // The keys are new and the sums are whole by construction, so a refusal here is a bug: it rolls everything back.
    const refusals = results.flatMap((result) => (result.outcome === 'refused' ? result.refusals : []));
    if (refusals.length > 0) throw new Error(refusals.map(({ sentence }) => sentence).join(' '));
  }
  return drafts.length;
}

const ENTRIES_A_CALL = 1_000;

type Sums = ReadonlyMap<string, ReadonlyMap<string, Cents>>;

/**
 * Pure: one draft for each subject whose books differ from what they should be. Rente that only grew is left until the first of the month, or until
 * something else changes what is owed: booking it at every visit would fill the journal with cents.
 */
export function differenceOf(
  file: CaseFile,
  shouldBe: readonly ShouldBe[],
  booked: Sums,
  asOf: Day,
  cause: Cause,
  bookedOn: Day,
): EntryDraft[] {
  const wanted = new Set(shouldBe.map(({ subject }) => subject));
  const gone = [...booked.keys()].filter((subject) => !wanted.has(subject)).map(nothing);
  const differences = [...shouldBe, ...gone]
    .map((one) => differenceAbout(one, booked.get(one.subject) ?? NOTHING))
    .filter(({ lines }) => lines.length > 0);
  const isFirstOfMonth = asOf.endsWith('-01');
  const touchesDebt = differences.some(({ one, onlyGrew }) => !onlyGrew && one.touchesDebt);
  return differences
    .filter(({ onlyGrew }) => !onlyGrew || isFirstOfMonth || touchesDebt)
    .map(({ one, lines, isCorrection }) => ({
      // The history and the day make the key: booking the same picture again has the same key, and a later one another.
      key: `${file.id}/${file.events.length}/${asOf}/${one.subject}`,
      scope: file.id,
      subject: one.subject,
      kind: isCorrection ? 'correctie' : one.kind,
      cause: cause.id,
      description: isCorrection ? `Correctie: ${one.description}` : one.description,
      // What is booked for the first time counts from its own day, a correction from the day of what made it necessary.
      valueDate: isCorrection ? cause.on : (one.valueDate ?? cause.on),
      bookedOn,
      lines,
    }));
}

const NOTHING: ReadonlyMap<string, Cents> = new Map();

interface Difference {
  readonly one: ShouldBe;
  readonly lines: Line[];
  /** Rente that ran on: the same accounts, each further from zero on its own side. */
  readonly onlyGrew: boolean;
  readonly isCorrection: boolean;
}

function differenceAbout(one: ShouldBe, before: ReadonlyMap<string, Cents>): Difference {
  // Booked, taken back and booked again is a correction too: dated on its own day it would stand there twice until it was taken back.
  const isFirst = before.size === 0;
  const onlyGrew =
    one.kind === 'rente' &&
    [...one.on].every(([account, cents]) => magnitude(cents) >= magnitude(before.get(account) ?? 0n));
  return { one, lines: linesBetween(before, one.on), onlyGrew, isCorrection: !isFirst && !onlyGrew };
}

function nothing(subject: string): ShouldBe {
  return {
    subject,
    kind: 'correctie',
    description: subject,
    valueDate: null,
    touchesDebt: true,
    on: new Map(),
  };
}

function linesBetween(before: ReadonlyMap<string, Cents>, after: ReadonlyMap<string, Cents>): Line[] {
  const accounts = new Set([...after.keys(), ...before.keys()]);
  return [...accounts].flatMap((account): Line[] => {
    const difference = (after.get(account) ?? 0n) - (before.get(account) ?? 0n);
    if (difference === 0n) return [];
    return [{ account, side: difference > 0n ? 'debit' : 'credit', amount: magnitude(difference) }];
  });
}

function magnitude(cents: Cents): Cents {
  return cents < 0n ? -cents : cents;
}

function toEntry(draft: EntryDraft): BalancedEntry {
  const entry = balancedEntry(draft);
  if (!entry.ok) throw new Error(entry.refusals.map(({ sentence }) => sentence).join(' '));
  return entry.value;
}
