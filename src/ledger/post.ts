import type { Tx } from '../db.ts';
import type { Refusal } from '../values/index.ts';
import { contentHashOf } from './contentHash.ts';
import type { BalancedEntry } from './entry.ts';
import { type Inserted, insertEntries, type Prepared, readBack } from './insertEntries.ts';

export type PostRefusal = 'key-conflict' | 'unknown-account' | 'already-reversed' | 'refused-with-others';

export type Posted<Code extends string = PostRefusal> =
  | { readonly outcome: 'booked' | 'replayed'; readonly entryId: bigint }
  | { readonly outcome: 'refused'; readonly refusals: readonly Refusal<Code>[] };

/** Above this a caller splits its work: what one statement for many entries gains is long spent by then. */
const ENTRIES_MAXIMUM = 1_000;

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
 */
export async function post(tx: Tx, entries: BalancedEntry | readonly BalancedEntry[]): Promise<Posted[]> {
  const batch = [entries].flat().map((entry) => ({ entry, hash: contentHashOf(entry).toString('hex') }));
  if (batch.length === 0) return [];
  if (batch.length > ENTRIES_MAXIMUM) {
    throw new RangeError(`${batch.length} entries in one call of post, at most ${ENTRIES_MAXIMUM} are taken`);
  }
  const firstOfKey = new Map<string, Prepared>();
  for (const one of batch) if (!firstOfKey.has(one.entry.key)) firstOfKey.set(one.entry.key, one);
  const clashes = (one: Prepared) => firstOfKey.get(one.entry.key)!.hash !== one.hash;
  if (batch.some(clashes)) return refuseAll(batch, (one) => (clashes(one) ? [keyConflict(one)] : null));

  const distinct = [...firstOfKey.values()];
  const answers = await answersOf(tx, distinct);
  if (hasOutcome(answers, 'refused')) {
    return refuseAll(batch, ({ entry }) => {
      const answer = answers.get(entry.key);
      return answer?.outcome === 'refused' ? answer.refusals : null;
    });
  }
  return batch.map((one) => {
    const answer = answers.get(one.entry.key)!;
    const isRepeat = firstOfKey.get(one.entry.key) !== one;
    return isRepeat && answer.outcome === 'booked' ? { ...answer, outcome: 'replayed' } : answer;
  });
}

/**
 * By key; where one is refused, those that were never tried have no answer. Throws where something was booked and something
 * else is refused.
 */
async function answersOf(tx: Tx, distinct: readonly Prepared[]): Promise<Map<string, Posted>> {
  const inserted = new Map((await insertEntries(tx, distinct)).map((found) => [found.key, found]));
  const answers = new Map<string, Posted>();
  for (const one of distinct) {
    const answer = firstAnswer(one, inserted.get(one.entry.key)!);
    if (answer !== null) answers.set(one.entry.key, answer);
  }
  const leftOut = distinct.filter(({ entry }) => !answers.has(entry.key));
  // Where one entry is refused the statement wrote nothing, and the others were not left out but never tried.
  if (leftOut.length === 0 || hasOutcome(answers, 'refused')) return answers;

  for (const [key, answer] of await secondAnswers(tx, leftOut)) answers.set(key, answer);
  if (hasOutcome(answers, 'booked') && hasOutcome(answers, 'refused')) {
    const keys = [...answers].filter(([, { outcome }]) => outcome === 'refused').map(([key]) => key);
    throw new Error(
      `Another transaction booked ${keys.join(', ')} otherwise while this one was booking other entries; roll back and try again.`,
    );
  }
  return answers;
}

/** Null where the statement left the entry out, because another transaction had just written what it would write. */
function firstAnswer(one: Prepared, found: Inserted): Posted | null {
  if (found.booked !== null) return { outcome: 'booked', entryId: found.booked };
  if (found.earlier !== null) {
    if (found.earlier.hash === one.hash) return { outcome: 'replayed', entryId: found.earlier.id };
    return { outcome: 'refused', refusals: [keyConflict(one)] };
  }
  if (found.unknownAccounts.length === 0) return null;
  return { outcome: 'refused', refusals: found.unknownAccounts.map((code) => unknownAccount(one, code)) };
}

async function secondAnswers(tx: Tx, leftOut: readonly Prepared[]): Promise<[string, Posted][]> {
  const standing = await readBack(tx, leftOut);
  return leftOut.map((one) => {
    const { key, reverses } = one.entry;
    const same = standing.find((found) => found.key === key);
    if (same?.hash === one.hash) return [key, { outcome: 'replayed', entryId: same.id }];
    if (same !== undefined) return [key, { outcome: 'refused', refusals: [keyConflict(one)] }];
    const reversal = standing.find((found) => reverses !== null && found.reverses === reverses.id);
    if (reversal === undefined) throw new Error(`entry ${key} was left out, and nothing stands in its way`);
    return [key, { outcome: 'refused', refusals: [alreadyReversed(one, reversal.key)] }];
  });
}

function hasOutcome(answers: Map<string, Posted>, outcome: Posted['outcome']): boolean {
  return [...answers.values()].some((answer) => answer.outcome === outcome);
}

function refuseAll(
  batch: readonly Prepared[],
  own: (one: Prepared) => readonly Refusal<PostRefusal>[] | null,
): Posted[] {
  return batch.map((one) => ({ outcome: 'refused', refusals: own(one) ?? [refusedWithOthers(one)] }));
}

function keyConflict({ entry }: Prepared): Refusal<PostRefusal> {
  const sentence = `Onder sleutel "${entry.key}" is al iets anders geboekt. Boek een correctie onder een eigen sleutel.`;
  return { code: 'key-conflict', sentence, grounds: [] };
}

function unknownAccount({ entry }: Prepared, code: string): Refusal<PostRefusal> {
  const sentence = `De boeking met sleutel "${entry.key}" noemt rekening "${code}", die niet bestaat. Open haar eerst.`;
  return { code: 'unknown-account', sentence, grounds: [] };
}

function alreadyReversed({ entry }: Prepared, by: string): Refusal<PostRefusal> {
  const sentence = `De boeking met sleutel "${entry.reverses?.key}" is al tegengeboekt, onder sleutel "${by}". Dat kan maar één keer.`;
  return { code: 'already-reversed', sentence, grounds: [] };
}

function refusedWithOthers({ entry }: Prepared): Refusal<PostRefusal> {
  const sentence = `De boeking met sleutel "${entry.key}" is niet uitgevoerd, omdat een andere in dezelfde opdracht is geweigerd.`;
  return { code: 'refused-with-others', sentence, grounds: [] };
}
