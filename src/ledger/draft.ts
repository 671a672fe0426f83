import { type Cents, type Day, formatEuro, isDay, type Refusal } from '../values/index.ts';

export type Side = 'debit' | 'credit';

/** One line of an entry. The amount is more than zero; the side alone says the direction. */
export interface Line {
  /** The code of an account that `openAccounts` opened. */
  readonly account: string;
  readonly side: Side;
  readonly amount: Cents;
}

export interface EntryDraft {
  /** From the event that is booked (case, day, bank line), never minted per try: it is what makes a retry harmless. */
  readonly key: string;
  /** Whose books, for instance the id of a case, and what the entry is about within them. */
  readonly scope: string;
  readonly subject: string;
  /** One word for the kind of event. */
  readonly kind: string;
  /** The id of the event that caused it. */
  readonly cause: string;
  /** For the reader of a statement. No names: the journal holds ids only. */
  readonly description: string;
  /** The day it counts. It may lie before and after `bookedOn`. */
  readonly valueDate: Day;
  /** The accounting day on which it is written. */
  readonly bookedOn: Day;
  readonly lines: readonly Line[];
}

export type EntryFault =
  | 'text-missing'
  | 'text-too-long'
  | 'text-unprintable'
  | 'not-a-day'
  | 'too-few-lines'
  | 'too-many-lines'
  | 'amount-not-positive'
  | 'amount-too-large'
  | 'account-on-both-sides'
  | 'unbalanced';

interface Fault {
  readonly code: EntryFault;
  readonly what: string;
}

/** Each limit stands in the database as well (drizzle/0005_ledger_rebuilt.sql, 0006_ledger_book.sql). */
const LONGEST = { key: 200, scope: 200, subject: 200, kind: 200, cause: 200, description: 500, account: 200 };
const LINES_MAXIMUM = 1_000;
/** Sixteen digits, some hundred thousand billion euros: a balance in bigint holds nine hundred of them. */
const AMOUNT_MAXIMUM = 9_999_999_999_999_999n;

/** Control characters, of which PostgreSQL refuses one and statements break on others, and halves of a character. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

/**
 * All faults of a draft at once, so that whoever made it mends it in one go. The ledger refuses on bookkeeping alone, hence
 * without grounds: it knows no article and no fact.
 */
export function faultsOf(draft: EntryDraft): Refusal<EntryFault>[] {
  const faults = [...textFaults(draft), ...dayFaults(draft), ...lineFaults(draft), ...sumFaults(draft)];
  return faults.map(({ code, what }) => ({
    code,
    sentence: `De boeking met sleutel "${draft.key}" is geweigerd: ${what}.`,
    grounds: [],
  }));
}

export function sumOf(lines: readonly Line[], side: Side): Cents {
  return lines.reduce((sum, line) => (line.side === side ? sum + line.amount : sum), 0n);
}

function textFaults(draft: EntryDraft): Fault[] {
  const { key, scope, subject, kind, cause, description } = draft;
  const fields = Object.entries({ key, scope, subject, kind, cause, description }).map(([field, text]) => ({
    name: `veld "${field}"`,
    text,
    longest: LONGEST[field as keyof typeof LONGEST],
  }));
  const accounts = draft.lines.map(({ account }, index) => ({
    name: `de rekening van regel ${index + 1}`,
    text: account,
    longest: LONGEST.account,
  }));
  return [...fields, ...accounts].flatMap(({ name, text, longest }): Fault[] => {
    if (text.trim() === '') return [{ code: 'text-missing', what: `${name} is leeg` }];
    // Counted as PostgreSQL counts: whole characters, of which there are never more than halves.
    if (text.length > longest && [...text].length > longest) {
      return [{ code: 'text-too-long', what: `${name} is langer dan ${longest} tekens` }];
    }
    if (!UNPRINTABLE.test(text)) return [];
    return [{ code: 'text-unprintable', what: `${name} bevat een teken dat niet te drukken is` }];
  });
}

function dayFaults({ valueDate, bookedOn }: EntryDraft): Fault[] {
  return Object.entries({ valueDate, bookedOn }).flatMap(([field, text]): Fault[] => {
    return isDay(text)
      ? []
      : [{ code: 'not-a-day', what: `"${text}" in veld "${field}" is geen kalenderdag` }];
  });
}

function lineFaults({ lines }: EntryDraft): Fault[] {
  const faults: Fault[] = [];
  if (lines.length < 2) {
    faults.push({ code: 'too-few-lines', what: `zij telt ${lines.length} regels, minstens 2 zijn nodig` });
  }
  if (lines.length > LINES_MAXIMUM) {
    faults.push({
      code: 'too-many-lines',
      what: `zij telt ${lines.length} regels, hoogstens ${LINES_MAXIMUM} mag`,
    });
  }
  for (const [index, { amount }] of lines.entries()) {
    const what = `het bedrag van regel ${index + 1} is ${formatEuro(amount)}`;
    if (amount <= 0n) {
      faults.push({ code: 'amount-not-positive', what: `${what}, het moet meer dan nul zijn` });
    }
    if (amount > AMOUNT_MAXIMUM) {
      faults.push({ code: 'amount-too-large', what: `${what}, meer dan het grootboek bewaart` });
    }
  }
  const credited = new Set(lines.filter(({ side }) => side === 'credit').map(({ account }) => account));
  const debited = new Set(lines.filter(({ side }) => side === 'debit').map(({ account }) => account));
  for (const account of [...debited].filter((debit) => credited.has(debit))) {
    const what = `rekening "${account}" staat aan beide kanten; saldeer die regels eerst`;
    faults.push({ code: 'account-on-both-sides', what });
  }
  return faults;
}

function sumFaults({ lines }: EntryDraft): Fault[] {
  const debit = sumOf(lines, 'debit');
  const credit = sumOf(lines, 'credit');
  if (debit !== credit) {
    const what = `debet is ${formatEuro(debit)} en credit is ${formatEuro(credit)}, die moeten gelijk zijn`;
    return [{ code: 'unbalanced', what }];
  }
  // Lines that each fit may still add up to more than the declared total can hold.
  if (debit > AMOUNT_MAXIMUM && lines.every(({ amount }) => amount <= AMOUNT_MAXIMUM)) {
    return [
      {
        code: 'amount-too-large',
        what: `het totaal is ${formatEuro(debit)}, meer dan het grootboek bewaart`,
      },
    ];
  }
  return [];
}
