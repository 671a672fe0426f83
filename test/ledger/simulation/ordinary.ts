import { type EntryDraft, post, reverse, submit } from '../../../src/ledger/index.ts';
import { addDays } from '../../../src/values/index.ts';
import { aDraft, aLateFact, another, aRuledDraft } from './drafts.ts';
import { entryOf, type Office } from './office.ts';
import type { Plan, Step } from './step.ts';

export const postNew: Plan = (office) => {
  const drafts = Array.from({ length: 1 + office.random.below(3) }, () => aDraft(office));
  return posting('post', office, drafts);
};

export const postLate: Plan = (office) => posting('post a late fact', office, [aLateFact(office)]);

export const postAgainstRule: Plan = (office, session) => {
  const drafts = Array.from({ length: 1 + office.random.below(2) }, () => aRuledDraft(office, session));
  return posting('post to accounts with a rule', office, drafts);
};

/** The answer was lost, so the request comes again, perhaps the next morning, perhaps together with a new one. */
export const replay: Plan = (office) => {
  const key = office.bookedKey((one) => office.books.entries.get(one)!.reverses === null);
  if (key === undefined) return null;
  const { draft } = office.books.entries.get(key)!;
  const again = {
    ...draft,
    bookedOn: office.random.chance(30) ? addDays(draft.bookedOn, 1) : draft.bookedOn,
  };
  return posting('replay', office, office.random.chance(70) ? [again] : [aDraft(office), again]);
};

export const replayOther: Plan = (office) => {
  const key = office.bookedKey();
  if (key === undefined) return null;
  return posting('replay with other content', office, [
    another(office, office.books.entries.get(key)!.draft),
  ]);
};

export const postInClosed: Plan = (office) => {
  const { closedThrough } = office.books;
  if (closedThrough === null) return null;
  const bookedOn = addDays(closedThrough, -office.random.below(3));
  return posting('post into a closed period', office, [aDraft(office, { bookedOn })]);
};

/** One rotten entry: nothing of the batch is booked. */
export const postRotten: Plan = (office) => {
  const drafts = Array.from({ length: 1 + office.random.below(4) }, () => aDraft(office));
  drafts.splice(office.random.below(drafts.length + 1), 0, aRottenDraft(office));
  return posting('post a batch with one rotten entry', office, drafts);
};

/** Any entry: fresh, reversed before, a reversal itself, or none at all. */
export const takeBack: Plan = (office, session) => {
  const target = office.random.chance(3) ? 'none' : office.bookedKey((key) => office.mayMove(key, session));
  return target === undefined ? null : reversing('reverse', office, target, office.newKey());
};

/** The same reversal again, or a second one under another key. */
export const takeBackAgain: Plan = (office, session) => {
  const target = office.bookedKey((key) => {
    const reversal = office.books.reversals.get(key);
    return reversal !== undefined && !office.claimed.has(reversal) && office.mayMove(key, session);
  });
  if (target === undefined) return null;
  const reversal = office.books.reversals.get(target)!;
  office.claimed.add(reversal);
  return reversing('reverse again', office, target, office.random.chance(50) ? reversal : office.newKey());
};

/** Many callers at once; where one is rotten, only that one is refused. */
export const submitTogether: Plan = (office) => {
  const { random, books, db } = office;
  const drafts = Array.from({ length: 1 + random.below(8) }, () => aDraft(office));
  if (random.chance(30)) drafts.splice(random.below(drafts.length + 1), 0, aRottenDraft(office));
  const repeated = random.chance(20) ? drafts[0]! : null;
  const expected = drafts.map((draft) => books.post([draft])[0]!);
  return {
    what: `submit ${drafts.length} together: ${namesOf(drafts)}`,
    run: async () => {
      const twin = repeated === null ? [] : [repeated];
      const posted = await Promise.all([...drafts, ...twin].map((draft) => submit(db, entryOf(draft))));
      if (repeated !== null) {
        // Two of one key go in two statements, and either may come first.
        const both = [posted[0]!, posted.pop()!].sort((one, other) => (one.outcome < other.outcome ? -1 : 1));
        posted[0] = both[0]!;
        office.compare([repeated.key], [both[1]!], [expected[0] === 'booked' ? 'replayed' : expected[0]!]);
      }
      const keys = drafts.map(({ key }) => key);
      office.compare(keys, posted, expected);
    },
  };
};

function aRottenDraft(office: Office): EntryDraft {
  const earlier = office.random.chance(50) ? office.bookedKey() : undefined;
  if (earlier !== undefined) return another(office, office.books.entries.get(earlier)!.draft);
  const draft = aDraft(office);
  const [first, ...rest] = draft.lines;
  return { ...draft, lines: [{ ...first!, account: 'nowhere' }, ...rest] };
}

function posting(what: string, office: Office, drafts: readonly EntryDraft[]): Step {
  const expected = office.books.post(drafts);
  return {
    what: `${what}: ${namesOf(drafts)} -> ${expected.join(', ')}`,
    run: async () => {
      const posted = await office.db.transaction((tx) => post(tx, drafts.map(entryOf)));
      office.compare(
        drafts.map(({ key }) => key),
        posted,
        expected,
      );
    },
  };
}

function reversing(what: string, office: Office, target: string, key: string): Step {
  const earlier = office.books.entries.get(key)?.draft;
  const own = {
    key,
    cause: earlier?.cause ?? `fact_${office.random.below(1_000)}`,
    description: 'Teruggenomen',
    valueDate: earlier?.valueDate ?? addDays(office.today, -office.random.below(20)),
    bookedOn: office.today,
  };
  const expected = office.books.reverse(target, own);
  return {
    what: `${what}: ${target} under ${key} -> ${expected}`,
    run: async () => {
      const entryId = office.ids.get(target) ?? 0n;
      const posted = await office.db.transaction((tx) => reverse(tx, { entryId, ...own }));
      office.compare([key], [posted], [expected]);
    },
  };
}

export function namesOf(drafts: readonly EntryDraft[]): string {
  return drafts.map(({ key, bookedOn }) => `${key} (${bookedOn})`).join(', ');
}
