import type { EntryDraft, Line } from '../../src/ledger/index.ts';
import { ACCOUNTS } from './books.ts';

/**
 * The ledger as one would explain it on a blackboard: a list of entries, walked from front to back for every question. It
 * shares no code with the room, knows nothing of hashes, statements or locks, and says what each call must answer.
 */
export interface ModelEntry {
  readonly draft: EntryDraft;
  readonly reverses: string | null;
}

export type Books = readonly ModelEntry[];

/** What one entry of a call must answer: `booked`, `replayed`, or the code of a refusal. */
export type Answers = readonly string[];

export function postTo(books: Books, drafts: readonly EntryDraft[]): { books: Books; answers: Answers } {
  return add(
    books,
    drafts.map((draft) => ({ draft, reverses: null })),
  );
}

/** `key` names the entry to take back; `own` says under which key, for which cause. */
export function reverseIn(
  books: Books,
  key: string,
  own: Pick<EntryDraft, 'key' | 'cause' | 'description' | 'valueDate' | 'bookedOn'>,
): { books: Books; answers: Answers } {
  const target = books.find(({ draft }) => draft.key === key);
  if (target === undefined) return { books, answers: ['unknown-entry'] };
  if (target.reverses !== null) return { books, answers: ['reversal-of-reversal'] };
  const { scope, subject } = target.draft;
  const lines = target.draft.lines.map(
    (line) => ({ ...line, side: line.side === 'debit' ? 'credit' : 'debit' }) as Line,
  );
  return add(books, [{ draft: { ...own, kind: 'reversal', scope, subject, lines }, reverses: key }]);
}

/** Debit minus credit of every account moved by entries that `counts` lets through. */
export function balancesIn(
  books: Books,
  counts: (entry: ModelEntry) => boolean = () => true,
): Map<string, bigint> {
  const balances = new Map<string, bigint>();
  for (const { draft } of books.filter(counts)) {
    for (const { account, side, amount } of draft.lines) {
      balances.set(account, (balances.get(account) ?? 0n) + (side === 'debit' ? amount : -amount));
    }
  }
  return balances;
}

function add(books: Books, given: readonly ModelEntry[]): { books: Books; answers: Answers } {
  const isClash = given.map((one) => {
    const first = given.find(({ draft }) => draft.key === one.draft.key)!;
    return contentOf(first) !== contentOf(one);
  });
  if (isClash.includes(true))
    return refusing(
      books,
      isClash.map((clash) => (clash ? 'key-conflict' : '')),
    );
  const faults = given.map((one) => faultOf(books, one));
  if (faults.some((fault) => fault !== '')) return refusing(books, faults);
  const isFirst = given.map(
    (one, index) => given.findIndex(({ draft }) => draft.key === one.draft.key) === index,
  );
  const isBooked = given.map(
    (one, index) => isFirst[index] && !books.some(({ draft }) => draft.key === one.draft.key),
  );
  // Those of one call stand in the order of their keys.
  const booked = given
    .filter((_, index) => isBooked[index])
    .sort((one, other) => (one.draft.key < other.draft.key ? -1 : 1));
  return {
    books: [...books, ...booked],
    answers: isBooked.map((booked) => (booked ? 'booked' : 'replayed')),
  };
}

function faultOf(books: Books, one: ModelEntry): string {
  const earlier = books.find(({ draft }) => draft.key === one.draft.key);
  if (earlier !== undefined) return contentOf(earlier) === contentOf(one) ? '' : 'key-conflict';
  if (one.draft.lines.some(({ account }) => !ACCOUNTS.some(({ code }) => code === account)))
    return 'unknown-account';
  const isTaken = one.reverses !== null && books.some(({ reverses }) => reverses === one.reverses);
  return isTaken ? 'already-reversed' : '';
}

function refusing(books: Books, own: readonly string[]): { books: Books; answers: Answers } {
  return { books, answers: own.map((code) => (code === '' ? 'refused-with-others' : code)) };
}

/** All that was asked, hence without the booked day; the order of the fields does not matter. */
function contentOf({ draft, reverses }: ModelEntry): string {
  const { key, scope, subject, kind, cause, description, valueDate, lines } = draft;
  const written = lines.map(({ account, side, amount }) => [account, side, `${amount}`]);
  return JSON.stringify([key, scope, subject, kind, cause, description, valueDate, reverses, written]);
}
