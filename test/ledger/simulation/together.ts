import { expect } from 'vitest';
import { type EntryDraft, type Posted, post, reverse } from '../../../src/ledger/index.ts';
import { aDraft, another } from './drafts.ts';
import { answerOf, entryOf, type Office } from './office.ts';
import type { Plan } from './step.ts';

/** Two at once with the same request, one of them in the opposite order: one books, and the other is told so. */
export const postTwice: Plan = (office) => {
  const drafts = Array.from({ length: 1 + office.random.below(3) }, () => aDraft(office));
  office.books.post(drafts);
  return {
    what: `two post the same at once: ${drafts.map(({ key }) => key).join(', ')}`,
    run: async () => {
      const [one, other] = await Promise.all([postAll(office, drafts), postAll(office, drafts.toReversed())]);
      other.reverse();
      const [booked, replayed] = one[0]!.outcome === 'booked' ? [one, other] : [other, one];
      const keys = drafts.map(({ key }) => key);
      office.compare(
        keys,
        booked,
        drafts.map(() => 'booked'),
      );
      office.compare(
        keys,
        replayed,
        drafts.map(() => 'replayed'),
      );
    },
  };
};

/** Two at once under one key with different content: one books, the other is refused; which, only the database knows. */
export const postAgainstEachOther: Plan = (office) => {
  const draft = aDraft(office);
  const rival = another(office, draft);
  let winner = draft;
  return {
    what: `two post different things at once under ${draft.key}`,
    run: async () => {
      const [one, other] = await Promise.all([postAll(office, [draft]), postAll(office, [rival])]);
      expect([...one, ...other].map(answerOf).sort()).toEqual(['booked', 'key-conflict']);
      winner = one[0]!.outcome === 'booked' ? draft : rival;
      office.compare([draft.key], winner === draft ? one : other, ['booked']);
    },
    settle: () => expect(office.books.post([winner])).toEqual(['booked']),
  };
};

/** Two at once that take back one entry, each under a key of its own. */
export const takeBackTwice: Plan = (office, session) => {
  const isFree = (key: string) =>
    office.books.entries.get(key)!.reverses === null &&
    !office.books.reversals.has(key) &&
    hasNoRule(office, key);
  const target = office.bookedKey((key) => isFree(key) && office.mayMove(key, session));
  if (target === undefined) return null;
  const owns = [office.newKey(), office.newKey()].map((key) => ({
    key,
    cause: 'fact_1',
    description: 'Teruggenomen',
    valueDate: office.today,
    bookedOn: office.today,
  }));
  let winner = owns[0]!;
  return {
    what: `two reverse ${target} at once: ${owns.map(({ key }) => key).join(', ')}`,
    run: async () => {
      const entryId = office.ids.get(target)!;
      const answers = await Promise.all(
        owns.map((own) => office.db.transaction((tx) => reverse(tx, { entryId, ...own }))),
      );
      expect(answers.map(answerOf).sort()).toEqual(['already-reversed', 'booked']);
      const at = answers.findIndex(({ outcome }) => outcome === 'booked');
      winner = owns[at]!;
      office.compare([winner.key], [answers[at]!], ['booked']);
    },
    settle: () => expect(office.books.reverse(target, winner)).toBe('booked'),
  };
};

/** Its rule could refuse both. */
function hasNoRule(office: Office, key: string): boolean {
  return office.books.entries.get(key)!.draft.lines.every(({ account }) => !/^(claim|purse)\//.test(account));
}

async function postAll(office: Office, drafts: readonly EntryDraft[]): Promise<Posted[]> {
  return office.db.transaction((tx) => post(tx, drafts.map(entryOf)));
}
