import type { Db } from '../db.ts';
import { book } from './book.ts';
import type { BalancedEntry } from './entry.ts';
import { ENTRIES_MAXIMUM, type Posted, postedOf } from './post.ts';

interface Waiting {
  readonly entry: BalancedEntry;
  resolve(posted: Posted): void;
  reject(cause: unknown): void;
}

interface Desk {
  waiting: Waiting[];
  isOpen: boolean;
}

const desks = new WeakMap<Db, Desk>();

/**
 * Books one entry in a transaction of its own. For imports and runs over many cases, where no other row has to commit with it; for everything
 * else there is `post`. Those who submit at the same moment share one statement: whoever finds a statement under way waits, and goes with the
 * next one together with all who came meanwhile. No timer, so a lone caller waits for nobody.
 *
 * Each is answered for itself. Where the shared statement is refused or fails it is tried again entry by entry, so that only the culprit is
 * refused. A rejection means that the entry is not known to be booked; submitting it again is always safe.
 */
export function submit(db: Db, entry: BalancedEntry): Promise<Posted> {
  const desk = desks.get(db) ?? { waiting: [], isOpen: false };
  desks.set(db, desk);
  return new Promise((resolve, reject) => {
    desk.waiting.push({ entry, resolve, reject });
    // After the callers of this very moment, who then go along.
    if (!desk.isOpen) queueMicrotask(() => open(db, desk));
  });
}

/**
 * Works until nobody waits. One statement at a time for a pool: what a statement costs apart from its entries is most of its price, so a second one
 * beside it would share the callers out over two and make both dear.
 */
async function open(db: Db, desk: Desk): Promise<void> {
  if (desk.isOpen) return;
  desk.isOpen = true;
  while (desk.waiting.length > 0) await bookTogether(db, take(desk));
  desk.isOpen = false;
}

/** One key goes once in a statement; its second submitter goes with the next. */
function take(desk: Desk): Waiting[] {
  const taken = new Map<string, Waiting>();
  const left: Waiting[] = [];
  for (const one of desk.waiting) {
    if (taken.size < ENTRIES_MAXIMUM && !taken.has(one.entry.key)) taken.set(one.entry.key, one);
    else left.push(one);
  }
  desk.waiting = left;
  return [...taken.values()];
}

async function bookTogether(db: Db, batch: readonly Waiting[]): Promise<void> {
  try {
    const answers = await book(
      db,
      batch.map(({ entry }) => entry),
    );
    const isRefused = answers.some(({ outcome }) => outcome !== 'booked' && outcome !== 'replayed');
    if (!isRefused || batch.length === 1) {
      for (const [index, { entry, resolve }] of batch.entries()) resolve(postedOf(entry, answers[index]!));
      return;
    }
  } catch (cause) {
    if (batch.length === 1) return batch[0]!.reject(cause);
  }
  for (const one of batch) await bookTogether(db, [one]);
}
