import type { EntryDraft, Line } from '../../../src/ledger/index.ts';
import { addDays, type Day } from '../../../src/values/index.ts';
import { credit, debit } from '../books.ts';
import { type Office, SHARED } from './office.ts';

/** A whole number beyond what a double holds exactly: one slipped in anywhere would show. */
const LARGE = 9_007_199_254_740_993n;

/** A new entry, booked today or yesterday, that nothing refuses. */
export function aDraft(office: Office, changes: Partial<EntryDraft> = {}): EntryDraft {
  const { random, today } = office;
  const key = changes.key ?? office.newKey();
  return {
    key,
    scope: key.split('/')[0]!,
    subject: `n${random.below(5)}`,
    kind: random.pick(['claim', 'receipt', 'rente']),
    cause: `fact_${random.below(1_000)}`,
    description: random.pick(['Eén dag te laat', 'Ontvangen', 'Rente over de hoofdsom']),
    valueDate: addDays(today, -random.below(3)),
    bookedOn: openDay(office),
    lines: linesOver(office, SHARED),
    ...changes,
  };
}

/** One with a value day that lies long before; the books of that day may be closed. */
export function aLateFact(office: Office): EntryDraft {
  return aDraft(office, { valueDate: addDays(office.today, -5 - office.random.below(60)) });
}

/** The same request with one thing changed that makes it another; the booked day is none of those. */
export function another(office: Office, draft: EntryDraft): EntryDraft {
  const [first, second, ...rest] = draft.lines as [Line, Line, ...Line[]];
  return office.random.pick<EntryDraft>([
    { ...draft, subject: `${draft.subject}x` },
    { ...draft, cause: `${draft.cause}x` },
    { ...draft, description: `${draft.description}.` },
    { ...draft, valueDate: addDays(draft.valueDate, 1) },
    { ...draft, lines: [second, first, ...rest] },
  ]);
}

/** Between the claim and the purse of one session and what all share: half of them more than the rule lets through. */
export function aRuledDraft(office: Office, session: number): EntryDraft {
  const { random } = office;
  const amount = BigInt(1 + random.below(900));
  const [own, other] = [random.pick([`claim/${session}`, `purse/${session}`]), random.pick(SHARED)];
  const lines = random.chance(50)
    ? [debit(own, amount), credit(other, amount)]
    : [debit(other, amount), credit(own, amount)];
  return aDraft(office, { lines });
}

export function linesOver({ random }: Office, accounts: readonly string[]): Line[] {
  const start = random.below(accounts.length);
  const at = (step: number) => accounts[(start + step) % accounts.length]!;
  const amount = random.chance(1) ? LARGE : BigInt(1 + random.below(100_000));
  if (accounts.length < 3 || random.chance(70)) return [debit(at(0), amount), credit(at(1), amount)];
  const part = BigInt(1 + random.below(50));
  return [debit(at(0), amount), debit(at(1), part), credit(at(2), amount + part)];
}

function openDay({ random, today }: Office): Day {
  return addDays(today, -random.below(2));
}
