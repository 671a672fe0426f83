import type { AccountSpec, EntryDraft, Line, Rule } from '../../../src/ledger/index.ts';
import type { Day } from '../../../src/values/index.ts';

/**
 * The ledger as one would explain it on a blackboard. It shares no code with the room, knows nothing of hashes, statements or locks, and says what
 * each call must answer; what it says is booked it has booked.
 */
export interface ModelEntry {
  readonly draft: EntryDraft;
  /** The key of the entry that it takes back. */
  readonly reverses: string | null;
}

export type Own = Pick<EntryDraft, 'key' | 'cause' | 'description' | 'valueDate' | 'bookedOn'>;

/** `booked`, `replayed`, or the code of a refusal. */
export type Answer = string;

export class ModelBooks {
  readonly entries = new Map<string, ModelEntry>();
  /** The same keys in the order in which they came, to draw from. */
  readonly keys: string[] = [];
  /** By the key of the entry that was taken back, that of its reversal. */
  readonly reversals = new Map<string, string>();
  readonly balances = new Map<string, { debit: bigint; credit: bigint }>();
  /** The last days of the closed periods. */
  readonly closings = new Set<Day>();
  private readonly rules: Map<string, Rule>;

  constructor(accounts: readonly AccountSpec[]) {
    this.rules = new Map(accounts.map(({ code, rule }) => [code, rule ?? 'none']));
    for (const { code } of accounts) this.balances.set(code, { debit: 0n, credit: 0n });
  }

  get closedThrough(): Day | null {
    return [...this.closings].at(-1) ?? null;
  }

  post(drafts: readonly EntryDraft[]): Answer[] {
    return this.add(
      drafts.map((draft) => ({ draft, reverses: null })),
      true,
    );
  }

  /** What `post` would answer, for a caller whose transaction is lost afterwards. */
  answersTo(drafts: readonly EntryDraft[]): Answer[] {
    return this.add(
      drafts.map((draft) => ({ draft, reverses: null })),
      false,
    );
  }

  reverse(key: string, own: Own): Answer {
    const target = this.entries.get(key);
    if (target === undefined) return 'unknown-entry';
    if (target.reverses !== null) return 'reversal-of-reversal';
    return this.add([{ draft: reversalOf(target.draft, own), reverses: key }], true)[0]!;
  }

  private add(given: readonly ModelEntry[], forGood: boolean): Answer[] {
    const first = new Map<string, ModelEntry>();
    for (const one of given) if (!first.has(one.draft.key)) first.set(one.draft.key, one);
    const clashes = given.map((one) => contentOf(one) !== contentOf(first.get(one.draft.key)!));
    if (clashes.includes(true))
      return clashes.map((clash) => (clash ? 'key-conflict' : 'refused-with-others'));
    const found = new Map([...first.values()].map((one) => [one.draft.key, this.standingOf(one)]));
    const isNew = (one: ModelEntry) => found.get(one.draft.key) === null;
    for (const key of this.pastTheirRule([...first.values()].filter(isNew))) found.set(key, 'account-limit');
    const refused = [...found.values()].some((answer) => answer !== null && answer !== 'replayed');
    if (refused) {
      return given.map(({ draft }) => {
        const answer = found.get(draft.key)!;
        return answer === null || answer === 'replayed' ? 'refused-with-others' : answer;
      });
    }
    const answers = given.map((one) =>
      isNew(one) && first.get(one.draft.key) === one ? 'booked' : 'replayed',
    );
    if (forGood) for (const one of first.values()) if (isNew(one)) this.book(one);
    return answers;
  }

  /** Keys come first: what was booked before is the same request, whatever refuses it now. Null where it is new and nothing is in its way. */
  private standingOf(one: ModelEntry): Answer | null {
    const earlier = this.entries.get(one.draft.key);
    if (earlier !== undefined) return contentOf(earlier) === contentOf(one) ? 'replayed' : 'key-conflict';
    if (one.reverses !== null && this.reversals.has(one.reverses)) return 'already-reversed';
    if (this.closedThrough !== null && one.draft.bookedOn <= this.closedThrough) return 'period-closed';
    return one.draft.lines.some(({ account }) => !this.rules.has(account)) ? 'unknown-account' : null;
  }

  /** The keys of those that touch an account which all of them together would take past its rule. */
  private pastTheirRule(added: readonly ModelEntry[]): string[] {
    const moved = new Map<string, bigint>();
    for (const { draft } of added) {
      for (const line of draft.lines) moved.set(line.account, (moved.get(line.account) ?? 0n) + signed(line));
    }
    const isPast = (account: string) => {
      const balance = this.balanceOf(account) + moved.get(account)!;
      const rule = this.rules.get(account);
      return (rule === 'never-credit' && balance < 0n) || (rule === 'never-debit' && balance > 0n);
    };
    return added
      .filter(({ draft }) => draft.lines.some(({ account }) => isPast(account)))
      .map(({ draft }) => draft.key);
  }

  private book(one: ModelEntry): void {
    this.entries.set(one.draft.key, one);
    this.keys.push(one.draft.key);
    if (one.reverses !== null) this.reversals.set(one.reverses, one.draft.key);
    for (const { account, side, amount } of one.draft.lines) this.balances.get(account)![side] += amount;
  }

  balanceOf(account: string): bigint {
    const { debit, credit } = this.balances.get(account)!;
    return debit - credit;
  }
}

function reversalOf(target: EntryDraft, own: Own): EntryDraft {
  const lines = target.lines.map(
    (line): Line => ({ ...line, side: line.side === 'debit' ? 'credit' : 'debit' }),
  );
  return { ...own, kind: 'reversal', scope: target.scope, subject: target.subject, lines };
}

export function signed({ side, amount }: Line): bigint {
  return side === 'debit' ? amount : -amount;
}

/** All that was asked, hence without the booked day. */
function contentOf({ draft, reverses }: ModelEntry): string {
  const { key, scope, subject, kind, cause, description, valueDate, lines } = draft;
  const written = lines.map(({ account, side, amount }) => `${account} ${side} ${amount}`);
  return [key, scope, subject, kind, cause, description, valueDate, reverses, ...written].join('\n');
}
