import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Tx } from '../../src/db.ts';
import {
  balancedEntry,
  balanceOf,
  balancesOf,
  type EntryDraft,
  entriesOf,
  type Posted,
  post,
  reverse,
  sumsBySubject,
  trialBalance,
} from '../../src/ledger/index.ts';
import { addDays } from '../../src/values/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { ACCOUNTS, CONTROLS, openBooks, outcomeOf } from './books.ts';
import { type Answers, type Books, balancesIn, postTo, reverseIn } from './model.ts';
import { DAYS, FIRST, SCOPES, type Step, step } from './steps.ts';

const { db } = await openTestDatabase();
await openBooks(db);

/** Every run has its own keys and scopes, so that all can share one database. */
function named(run: string, draft: EntryDraft): EntryDraft {
  return { ...draft, key: `${run}/${draft.key}`, scope: `${run}/${draft.scope}` };
}

async function postDrafts(tx: Tx, drafts: readonly EntryDraft[]): Promise<Posted[]> {
  const entries = drafts.map((draft) => {
    const outcome = balancedEntry(draft);
    if (!outcome.ok) throw new Error(outcome.refusals[0]?.sentence);
    return outcome.value;
  });
  return post(tx, entries);
}

class RolledBack extends Error {}

/** Takes the step in the database and in the model, compares their answers, and gives the model after it. */
async function take(run: string, books: Books, ids: Map<string, bigint>, taken: Step): Promise<Books> {
  if (taken.do === 'reverse') {
    const own = {
      key: `${run}/${taken.own}`,
      cause: 'fact_2',
      description: 'Taken back',
      valueDate: taken.valueDate,
      bookedOn: taken.bookedOn,
    };
    // Any entry booked so far, reversals too, or one that does not exist.
    const target = books[taken.at % (books.length + 1)]?.draft.key ?? 'none';
    const expected = reverseIn(books, target, own);
    const answer = await db.transaction((tx) => reverse(tx, { entryId: ids.get(target) ?? 0n, ...own }));
    compare(ids, [own.key], [answer], expected.answers);
    return expected.books;
  }
  const before = taken.do === 'again' ? books.filter(({ reverses }) => reverses === null) : [];
  if (taken.do === 'again' && before.length === 0) return books;
  const drafts =
    taken.do === 'post'
      ? taken.drafts.map((draft) => named(run, draft))
      : [{ ...before[taken.at % before.length]!.draft, bookedOn: taken.bookedOn }];
  const expected = postTo(books, drafts);
  if (taken.do === 'post' && taken.isLost) {
    // The caller fails after posting: the model stays as it was.
    const lost = db.transaction(async (tx) => {
      expect((await postDrafts(tx, drafts)).map(first)).toEqual(expected.answers);
      throw new RolledBack();
    });
    await expect(lost).rejects.toThrow(RolledBack);
    return books;
  }
  const answers = await db.transaction((tx) => postDrafts(tx, drafts));
  compare(
    ids,
    drafts.map((draft) => draft.key),
    answers,
    expected.answers,
  );
  return expected.books;
}

/** An unknown account may be named more than once; the model says only that there is one. */
function first(posted: Posted<string>): string {
  return outcomeOf(posted).split(' ')[0]!;
}

/** How often each answer was met, over all runs. */
const met = new Map<string, number>();

function compare(
  ids: Map<string, bigint>,
  keys: string[],
  answers: Posted<string>[],
  expected: Answers,
): void {
  expect(answers.map(first)).toEqual(expected);
  for (const answer of expected) met.set(answer, (met.get(answer) ?? 0) + 1);
  for (const [index, answer] of answers.entries()) {
    if (answer.outcome === 'refused') continue;
    // A replay answers with the id of the first time.
    if (answer.outcome === 'booked') ids.set(keys[index]!, answer.entryId);
    else expect(answer.entryId).toBe(ids.get(keys[index]!));
  }
}

async function compareBooks(run: string, books: Books): Promise<void> {
  await db.transaction(async (tx) => {
    for (const scope of SCOPES.map((short) => `${run}/${short}`)) {
      const inScope = books.filter(({ draft }) => draft.scope === scope);
      const balances = await balancesOf(tx, scope);
      expect(balances).toEqual(balancesIn(inScope));
      expect([...balances.values()].reduce((sum, balance) => sum + balance, 0n)).toBe(0n);
      const subjects = [...new Set(inScope.map(({ draft }) => draft.subject))];
      const sums = subjects.map(
        (subject) => [subject, balancesIn(inScope, ({ draft }) => draft.subject === subject)] as const,
      );
      expect(await sumsBySubject(tx, scope)).toEqual(new Map(sums));
      const booked = await entriesOf(tx, scope);
      expect(booked.map((entry) => [entry.key, entry.valueDate, entry.bookedOn, entry.lines])).toEqual(
        inScope.map(({ draft }) => [draft.key, draft.valueDate, draft.bookedOn, draft.lines]),
      );
    }
  });
}

/** Over all runs so far: each account on each pair of days, and the trial balance. */
async function compareDays(all: Books): Promise<void> {
  await db.transaction(async (tx) => {
    for (let value = 0; value < DAYS; value++) {
      for (let known = 0; known < DAYS; known++) {
        const asOf = { valueOn: addDays(FIRST, value), bookedOn: addDays(FIRST, known) };
        const expected = balancesIn(
          all,
          ({ draft }) => draft.valueDate <= asOf.valueOn && draft.bookedOn <= asOf.bookedOn,
        );
        const byControl = new Map(CONTROLS.map(({ code }) => [code, 0n]));
        for (const { code, control } of ACCOUNTS) {
          expect(await balanceOf(tx, code, asOf)).toBe(expected.get(code) ?? 0n);
          byControl.set(control, byControl.get(control)! + (expected.get(code) ?? 0n));
        }
        const rows = await trialBalance(tx, asOf);
        expect(new Map(rows.map((row) => [row.control, row.debit - row.credit]))).toEqual(byControl);
        expect(rows.reduce((sum, row) => sum + row.debit - row.credit, 0n)).toBe(0n);
      }
    }
  });
}

test('whatever is posted, repeated, reversed and lost, in any order: the books are those of the model', async () => {
  let runs = 0;
  let all: Books = [];
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25, size: 'max' }), async (steps) => {
      const run = `run${runs++}`;
      const ids = new Map<string, bigint>();
      let books: Books = [];
      try {
        for (const taken of steps) books = await take(run, books, ids, taken);
        await compareBooks(run, books);
      } finally {
        all = [...all, ...books];
      }
    }),
    { seed: 611, numRuns: 60 },
  );
  await compareDays(all);
  // A simulation that never meets an answer proves nothing about it.
  expect([...met.keys()].sort()).toEqual([
    'already-reversed',
    'booked',
    'key-conflict',
    'refused-with-others',
    'replayed',
    'reversal-of-reversal',
    'unknown-account',
    'unknown-entry',
  ]);
});
