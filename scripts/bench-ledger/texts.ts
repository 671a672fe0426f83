import {
  type AccountSpec,
  type BalancedEntry,
  balancedEntry,
  type ControlSpec,
} from '../../src/ledger/index.ts';
import { addDays, type Day, day } from '../../src/values/index.ts';

/**
 * Entries as the demonstration office books them: its texts are on average 65 (key), 31 (scope), 19 (subject), 6 (kind), 30 (cause), 34
 * (description) and 62 (account) bytes, with two lines an entry.
 */
const CASES = 2_000;
const ACCOUNTS_A_CASE = 10;
const FIRST = day('2025-01-01');
const DAYS = 365;

/** The first one is the hot group. */
const CONTROL_CODES = [
  'vordering-dwangsommen',
  'aanspraak-dwangsommen',
  'vordering-rente-hoofd',
  'aanspraak-rente-hoofd',
  'kosten-voorgeschoten-',
  'te-betalen-deurwaarde',
];

export const CONTROLS: readonly ControlSpec[] = [...CONTROL_CODES, 'bank-derdengelden'].map((code) => ({
  code,
  name: code,
  rgsCode: 'BVorDebHad',
  normalSide: 'debit',
}));

/** Every entry of the larger database moves it, so its statement has a million lines. */
export const BUSY_ACCOUNT = 'bank-derdengelden';

export const ACCOUNTS: readonly AccountSpec[] = [
  { code: BUSY_ACCOUNT, control: BUSY_ACCOUNT },
  ...Array.from({ length: CASES }, (_, at) =>
    Array.from({ length: ACCOUNTS_A_CASE }, (_, number) => {
      const control = CONTROL_CODES[number % CONTROL_CODES.length]!;
      return { code: `${control}/${caseId(at)}/n${number}/rente`.padEnd(62, 'x'), control };
    }),
  ).flat(),
];

/** Any two accounts; or one of the hot group against one of its counterpart; or any one against the busy one. */
export type Pattern = 'random' | 'hot' | 'busy';

let made = 0;

/** A new entry at every call. Not the same sequence at every run: what is measured does not depend on it. */
export function anEntry(pattern: Pattern): BalancedEntry {
  const number = made++;
  const at = number % CASES;
  const amount = BigInt(1 + Math.floor(Math.random() * 100_000));
  const booked = addDays(FIRST, Math.floor(Math.random() * DAYS));
  const counted = addDays(booked, -[0, 0, 0, 0, 1, 1, 2, 3][number % 8]!);
  const [debit, credit] = pair(pattern);
  const outcome = balancedEntry({
    ...textsOf(number, at, booked),
    valueDate: counted,
    bookedOn: booked,
    lines: [
      { account: debit, side: 'debit', amount },
      { account: credit, side: 'credit', amount },
    ],
  });
  if (!outcome.ok) throw new Error(outcome.refusals[0]?.sentence);
  return outcome.value;
}

/** Unique over all that this process makes, in the length of a real one: a running number lies behind the step, the subject and the last day. */
function textsOf(number: number, at: number, booked: Day) {
  const step = Math.floor(number / CASES);
  const subject = `n${Math.floor(step / 90) % 10}`;
  const until = addDays(FIRST, Math.floor(step / 900));
  return {
    key: `${caseId(at)}/${10 + (step % 90)}/${booked}/rente/${subject}/${until}`,
    scope: caseId(at),
    subject: `${subject}/${until}/rente`,
    kind: 'accrue',
    cause: `evt_${ulid(number)}`,
    description: `Rente over ${subject} t/m ${until}`.padEnd(34, '.'),
  };
}

function pair(pattern: Pattern): [string, string] {
  if (pattern === 'busy') return [anAccount(), BUSY_ACCOUNT];
  if (pattern === 'hot') return [anAccount(0), anAccount(1)];
  const debit = anAccount();
  let credit = anAccount();
  while (credit === debit) credit = anAccount();
  return [debit, credit];
}

/** Of a case drawn at random; the accounts of a case stand next to each other, behind the busy one. */
function anAccount(number = Math.floor(Math.random() * ACCOUNTS_A_CASE)): string {
  return ACCOUNTS[1 + Math.floor(Math.random() * CASES) * ACCOUNTS_A_CASE + number]!.code;
}

export function aDetailAccount(): string {
  return anAccount();
}

function caseId(at: number): string {
  return `case_${ulid(at)}`;
}

/** Twenty-six characters that begin alike and then go up, as ids by time do. */
function ulid(number: number): string {
  return `01KQF456G1${number.toString(36).toUpperCase().padStart(16, '0')}`;
}
