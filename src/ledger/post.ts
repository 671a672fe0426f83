import type { Tx } from '../db.ts';
import { day, formatDay, type Refusal } from '../values/index.ts';
import { type Answer, book, type Outcome } from './book.ts';
import { contentHashOf } from './content.ts';
import type { BalancedEntry } from './entry.ts';

export type PostRefusal = Exclude<Outcome, 'booked' | 'replayed'>;

export type Posted<Code extends string = PostRefusal> =
  | { readonly outcome: 'booked' | 'replayed'; readonly entryId: bigint }
  | { readonly outcome: 'refused'; readonly refusals: readonly Refusal<Code>[] };

/** Above this a caller splits its work: what one statement for many entries gains is long spent by then. */
export const ENTRIES_MAXIMUM = 1_000;

/**
 * Books entries in the caller's transaction, in one round trip, and answers for each in the order given.
 *
 * A key that was booked before is resolved first, ahead of all that could refuse: with the same content the entry is
 * `replayed` with the id of the first time, with other content it is refused as `key-conflict`. So a retry never trips over a
 * rule that it passed when it was booked. Of two transactions that post one key at once, one books; the other waits and replays.
 *
 * All or nothing: where one entry is refused none is booked, and those without a fault of their own are `refused-with-others`.
 * One moment cannot be answered so: another transaction commits one of the keys with other content while this statement waits
 * for it, and other entries of this call are written already. Then `post` throws, so that the caller's transaction rolls back;
 * on the next try the conflict is an ordinary refusal. A call with one entry never throws for it.
 *
 * The transaction must be at read committed, PostgreSQL's default; at another level the database refuses it.
 */
export async function post(tx: Tx, entries: BalancedEntry | readonly BalancedEntry[]): Promise<Posted[]> {
  const batch = [entries].flat();
  if (batch.length === 0) return [];
  if (batch.length > ENTRIES_MAXIMUM) {
    throw new RangeError(`${batch.length} entries in one call of post, at most ${ENTRIES_MAXIMUM} are taken`);
  }
  const firstOfKey = new Map<string, BalancedEntry>();
  for (const one of batch) if (!firstOfKey.has(one.key)) firstOfKey.set(one.key, one);
  const clashing = new Set(batch.filter((one) => !saysTheSame(one, firstOfKey.get(one.key)!)));
  if (clashing.size > 0) {
    return batch.map((one) => refusedAs(one, clashing.has(one) ? 'key-conflict' : 'refused-with-others', ''));
  }
  const distinct = [...firstOfKey.values()];
  const answers = await book(tx, distinct);
  if (distinct.length === batch.length) return distinct.map((one, index) => postedOf(one, answers[index]!));
  const byKey = new Map(distinct.map((one, index) => [one.key, answers[index]!]));
  return batch.map((one) => {
    const posted = postedOf(one, byKey.get(one.key)!);
    const isRepeat = firstOfKey.get(one.key) !== one;
    return isRepeat && posted.outcome === 'booked' ? { ...posted, outcome: 'replayed' } : posted;
  });
}

function saysTheSame(one: BalancedEntry, other: BalancedEntry): boolean {
  return one === other || contentHashOf(one) === contentHashOf(other);
}

export function postedOf(entry: BalancedEntry, { outcome, id, detail }: Answer): Posted {
  if (outcome === 'booked' || outcome === 'replayed') return { outcome, entryId: id! };
  return refusedAs(entry, outcome, detail);
}

function refusedAs(entry: BalancedEntry, code: PostRefusal, detail: string): Posted {
  const details = code === 'unknown-account' ? [...new Set(detail.split('\n'))].sort() : [detail];
  return {
    outcome: 'refused',
    refusals: details.map((about) => ({ code, sentence: SENTENCES[code](entry, about), grounds: [] })),
  };
}

const SENTENCES: Record<PostRefusal, (entry: BalancedEntry, about: string) => string> = {
  'key-conflict': ({ key }) =>
    `Onder sleutel "${key}" is al iets anders geboekt. Boek een correctie onder een eigen sleutel.`,
  'unknown-account': ({ key }, account) =>
    `De boeking met sleutel "${key}" noemt rekening "${account}", die niet bestaat. Open haar eerst.`,
  'already-reversed': ({ reverses }, by) =>
    `De boeking met sleutel "${reverses?.key}" is al tegengeboekt, onder sleutel "${by}". Dat kan maar één keer.`,
  'period-closed': ({ key, bookedOn }, through) =>
    `De boeking met sleutel "${key}" draagt boekdag ${formatDay(bookedOn)}, en de boeken zijn gesloten tot en met ${formatDay(day(through))}. Boek haar op een open dag; de dag waarop zij telt mag vroeger liggen.`,
  'account-limit': ({ key }, account) =>
    `De boeking met sleutel "${key}" zou rekening "${account}" laten staan waar haar regel dat verbiedt.`,
  'refused-with-others': ({ key }) =>
    `De boeking met sleutel "${key}" is niet uitgevoerd, omdat een andere in dezelfde opdracht is geweigerd.`,
};
