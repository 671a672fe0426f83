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
import { type BookedEntry, entriesOf } from '../ledger/reports/index.ts';
import {
  type Cents,
  type Day,
  earliest,
  formatEuro,
  latest,
  type Refusal,
  sumCents,
} from '../values/index.ts';
import type { CaseFile } from './case-file.ts';
import { controlOf, ruleOf } from './chart.ts';
import { afterWhatTheyTake } from './claims-by-day.ts';
import { type ShouldBe, shouldBeBooked } from './should-be-booked.ts';

/** What set the booking off: an event of the case, or the passing of time. */
export interface Cause {
  readonly id: string;
  readonly on: Day;
}

/** What stands in the books of a case: by subject, by account, debit minus credit. */
export type Sums = ReadonlyMap<string, ReadonlyMap<string, Cents>>;

/**
 * What should stand in the books of a case on the day of the assessment and does not, and is to be booked now: rente that only grew may wait. Where nothing can be
 * owed yet, nothing may be booked.
 */
export function differencesOf(
  file: CaseFile,
  assessment: Assessment | null,
  sums: Sums,
  asOf: Day,
): Difference[] {
  return differencesFrom(shouldBeBooked(file, assessment), sums, asOf);
}

/**
 * Booking is a difference: what should stand in the books about this case, less what stands there. The case is locked, so nobody books in between;
 * run again, it finds no difference and posts nothing. A retroactive fact needs nothing special: its difference comes out as correcting entries
 * that name it as their cause. Answers why it could not book, where the ledger refuses; usually nothing.
 */
export async function bookDifferences(
  tx: Tx,
  file: CaseFile,
  differences: readonly Difference[],
  sums: Sums,
  { asOf, cause, bookedOn }: { readonly asOf: Day; readonly cause: Cause; readonly bookedOn: Day },
): Promise<Refusal[]> {
  if (differences.length === 0) return [];
  // Growth needs no more than the sums; the entries themselves are read only where a day depends on theirs.
  const booked = differences.some(leansOnEntries) ? await entriesOf(tx, file.id) : null;
  const drafts = draftsOf(file, differences, booked, asOf, cause, bookedOn);
  const refusals = await openWhatIsNew(tx, drafts, sums);
  if (refusals.length > 0) return refusals;
  for (let at = 0; at < drafts.length; at += ENTRIES_A_CALL) {
    const results = await post(tx, drafts.slice(at, at + ENTRIES_A_CALL).map(toEntry));
    const refused = results.flatMap((result) => (result.outcome === 'refused' ? result.refusals : []));
    if (refused.length > 0) return refused;
  }
  return [];
}

/** An account on which something of this case stands was opened when that was booked. */
async function openWhatIsNew(tx: Tx, drafts: readonly EntryDraft[], sums: Sums): Promise<Refusal[]> {
  const open = new Set([...sums.values()].flatMap((ofSubject) => [...ofSubject.keys()]));
  const named = new Set(drafts.flatMap(({ lines }) => lines.map(({ account }) => account)));
  const codes = [...named].filter((code) => !open.has(code));
  if (codes.length === 0) return [];
  const opened = await openAccounts(
    tx,
    codes.map((code) => ({ code, control: controlOf(code), rule: ruleOf(code) })),
  );
  return opened.ok ? [] : [...opened.refusals];
}

/** The differences between the books of a case and its assessment, as they stand in the database. */
export async function differencesInBooks(
  tx: Tx,
  file: CaseFile,
  assessment: Assessment | null,
  asOf: Day,
): Promise<AccountDifference[]> {
  const sums = await sumsBySubject(tx, file.id);
  return byAccount(differencesOf(file, assessment, sums, asOf), sums);
}

/** An accountant's difference, one an account: what is booked, what should be. */
export interface AccountDifference {
  readonly account: string;
  readonly booked: Cents;
  readonly wanted: Cents;
}

export function byAccount(differences: readonly Difference[], sums: Sums): AccountDifference[] {
  return differences.flatMap(({ one, lines }) =>
    lines.map(({ account }) => ({
      account,
      booked: sums.get(one.subject)?.get(account) ?? 0n,
      wanted: one.on.get(account) ?? 0n,
    })),
  );
}

export function differenceInWords({ account, booked, wanted }: AccountDifference): string {
  return `Rekening ${account} staat op ${formatEuro(booked)} en hoort op ${formatEuro(wanted)} te staan.`;
}

const ENTRIES_A_CALL = 1_000;

/**
 * Pure: the drafts for each subject whose books differ from what they should be. Rente that only grew is left until the first of the month, or until
 * something else changes what is owed: booking it at every visit would fill the journal with cents.
 */
export function differenceOf(
  file: CaseFile,
  shouldBe: readonly ShouldBe[],
  booked: readonly Booked[],
  asOf: Day,
  cause: Cause,
  bookedOn: Day,
): EntryDraft[] {
  const differences = differencesFrom(shouldBe, sumsOf(bySubject(booked)), asOf);
  return draftsOf(file, differences, booked, asOf, cause, bookedOn);
}

/** `booked` is null where no day of the drafts leans on what stands there. */
function draftsOf(
  file: CaseFile,
  differences: readonly Difference[],
  booked: readonly Booked[] | null,
  asOf: Day,
  cause: Cause,
  bookedOn: Day,
): EntryDraft[] {
  const entries = bySubject(booked ?? []);
  const drafts = differences.flatMap(({ one, lines, isCorrection }) => {
    const before = entries.get(one.subject) ?? [];
    const early = booked && earlyRente(one, before);
    const rest = early ? linesLess(lines, early.lines) : lines;
    const isTakenBack = isCorrection || (early !== null && rest[0]?.side === 'credit');
    const draft = {
      // The history and the day make the key: booking the same picture again has the same key, and a later one another.
      key: `${file.id}/${file.events.length}/${asOf}/${one.subject}`,
      scope: file.id,
      subject: one.subject,
      kind: isTakenBack ? 'correctie' : one.kind,
      cause: cause.id,
      description: isTakenBack ? `Correctie: ${one.description}` : one.description,
      valueDate: valueDayOf(one, before, isCorrection, cause),
      bookedOn,
      lines: rest,
    };
    const both = early
      ? [
          {
            ...draft,
            ...early,
            key: `${draft.key}/bij-betaling`,
            kind: one.kind,
            description: one.description,
          },
        ]
      : [];
    return rest.length > 0 ? [...both, draft] : both;
  });
  return booked ? afterWhatTheyTake(drafts, booked) : drafts;
}

/**
 * What is booked for the first time counts from its own day. A correction counts from the day of what made it necessary, but never before what it
 * corrects: a decision may work back to a day on which nothing of it was booked yet.
 */
function valueDayOf(one: ShouldBe, before: readonly Booked[], isCorrection: boolean, { on }: Cause): Day {
  const [first, ...others] = before.map(({ valueDate }) => valueDate);
  if (!isCorrection) return one.valueDate ?? on;
  return first === undefined ? on : latest(on, earliest(first, ...others));
}

/**
 * Rente stands in the books on the last day that it counts, but a payment of an earlier day may have taken part of it. That part counts from the
 * day of the payment, or the claim would stand below nothing until the rest follows.
 */
function earlyRente(
  one: ShouldBe,
  before: readonly Booked[],
): Pick<EntryDraft, 'valueDate' | 'lines'> | null {
  const [claim, entitlement] = one.on.keys();
  const taken = (one.taken ?? []).toSorted((left, right) =>
    left.on < right.on ? -1 : left.on > right.on ? 1 : 0,
  );
  if (claim === undefined || entitlement === undefined) return null;
  let paid = 0n;
  let short = 0n;
  let from: Day | null = null;
  for (const { on, amount } of taken) {
    paid += amount;
    const stands = sumCents(
      before.filter(({ valueDate }) => valueDate <= on).flatMap(({ lines }) => lines.map(signedOn(claim))),
    );
    if (paid - stands <= short) continue;
    short = paid - stands;
    from ??= on;
  }
  if (from === null) return null;
  return {
    valueDate: one.valueDate === null ? from : earliest(from, one.valueDate),
    lines: [
      { account: claim, side: 'debit', amount: short },
      { account: entitlement, side: 'credit', amount: short },
    ],
  };
}

/** An entry that stands in the books, as far as its days and amounts go. */
export type Booked = Pick<BookedEntry, 'subject' | 'valueDate' | 'lines'>;

/** What differs and is to be booked now; rente that only grew may wait. */
function differencesFrom(shouldBe: readonly ShouldBe[], booked: Sums, asOf: Day): Difference[] {
  const wanted = new Set(shouldBe.map(({ subject }) => subject));
  const gone = [...booked.keys()].filter((subject) => !wanted.has(subject)).map(nothing);
  const differences = [...shouldBe, ...gone]
    .map((one) => differenceAbout(one, booked.get(one.subject) ?? NOTHING))
    .filter(({ lines }) => lines.length > 0);
  const isFirstOfMonth = asOf.endsWith('-01');
  const touchesDebt = differences.some(({ one, onlyGrew }) => !onlyGrew && one.touchesDebt);
  return differences.filter(({ onlyGrew }) => !onlyGrew || isFirstOfMonth || touchesDebt);
}

const NOTHING: ReadonlyMap<string, Cents> = new Map();

/** One subject whose books are not as they should be. */
export interface Difference {
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

/**
 * Whether a day depends on those of the entries that stand there: a correction counts from none before what it corrects, and what is taken from a claim from none
 * before that is there. Rente that a payment took is settled with that payment, which is a taking too; what grows after it leans on nothing.
 */
function leansOnEntries({ lines, isCorrection }: Difference): boolean {
  return (
    isCorrection ||
    lines.some(({ account, side }) => side === 'credit' && controlOf(account).startsWith('vordering-'))
  );
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

/** `lines` after `early` has been booked of them: of growth a part is left, of a correction it becomes more. */
function linesLess(lines: readonly Line[], early: readonly Line[]): Line[] {
  const after = new Map<string, Cents>();
  for (const line of lines) after.set(line.account, signed(line));
  return linesBetween(new Map(early.map((line) => [line.account, signed(line)])), after);
}

function bySubject(booked: readonly Booked[]): ReadonlyMap<string, readonly Booked[]> {
  const grouped = new Map<string, Booked[]>();
  for (const entry of booked) {
    const own = grouped.get(entry.subject);
    if (own) own.push(entry);
    else grouped.set(entry.subject, [entry]);
  }
  return grouped;
}

function sumsOf(entries: ReadonlyMap<string, readonly Booked[]>): Sums {
  return new Map(
    [...entries].map(([subject, own]) => {
      const sums = new Map<string, Cents>();
      for (const { lines } of own)
        for (const line of lines) sums.set(line.account, (sums.get(line.account) ?? 0n) + signed(line));
      return [subject, sums];
    }),
  );
}

function signed({ side, amount }: Line): Cents {
  return side === 'debit' ? amount : -amount;
}

function signedOn(account: string): (line: Line) => Cents {
  return (line) => (line.account === account ? signed(line) : 0n);
}

function magnitude(cents: Cents): Cents {
  return cents < 0n ? -cents : cents;
}

function toEntry(draft: EntryDraft): BalancedEntry {
  const entry = balancedEntry(draft);
  if (!entry.ok) throw new Error(entry.refusals.map(({ sentence }) => sentence).join(' '));
  return entry.value;
}
