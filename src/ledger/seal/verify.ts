import { sql } from 'drizzle-orm';
import type { Db } from '../../db.ts';
import { blockOf, blocksAfter, newestBlock } from './chain.ts';
import { type Fault, Faults } from './faults.ts';
import { headerFaults, leafFaults, missingBlocks } from './judge.ts';
import { type Leaves, lastOf, leavesOf } from './leaves.ts';
import { isAsPublished, type PublishedBlock } from './published.ts';
import { BEFORE_THE_FIRST, type Block, ENTRIES_PER_BLOCK } from './statement.ts';

export interface VerifyOptions {
  /** The public keys (32 bytes each) by which the chain may be signed. */
  readonly trusted: readonly Buffer[];
  /** Where an earlier verification ended: goes on behind that block, which must still be what it was. */
  readonly from?: { readonly number: number; readonly hash: string } | undefined;
  /** What was published outside, in its order. */
  readonly published?: AsyncIterable<PublishedBlock> | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** How far it is; `total` is in entries and grows where the ledger does. `last` is where another run may go on. */
export interface Progress {
  readonly blocks: number;
  readonly entries: number;
  readonly total: number;
  readonly faultCount: number;
  readonly last: { readonly number: number; readonly hash: string };
}

export interface Verified {
  /** How many blocks and sealed entries were read in this run. */
  readonly blocks: number;
  readonly entries: number;
  /** Entries behind the last block; only their own hashes could be compared. */
  readonly tail: number;
  /** The block with which this ended; null where there is none. */
  readonly last: { readonly number: number; readonly hash: string } | null;
  readonly faultCount: number;
  /** The first thousand of them. */
  readonly faults: readonly Fault[];
}

/** Read at once: one for each connection and one that waits its turn, so that neither of them idles while a tree is built here. */
const READS_AHEAD = 3;
const TAIL_AT_ONCE = 10_000;

/**
 * Recomputes the chain from the rows: the hash of each entry, the leaves, each root, each statement and signature; and compares with what is stored, block
 * by block, in the same memory however long the chain. Writes nothing, so it may run as the auditor. A fault does not stop it: all are named.
 *
 * It believes PostgreSQL when it says what the rows hold, and the key and the published blocks that it is given. Without published blocks it cannot see
 * that the end of the chain was cut off, or that somebody who has the key signed a second one.
 */
export async function verify(db: Db, options: VerifyOptions): Promise<Verified> {
  const { trusted, onProgress } = options;
  const faults = new Faults(db);
  const isAsBefore = await isStartAsBefore(db, options.from, faults);
  const start = isAsBefore
    ? ((await blockOf(db, options.from?.number ?? 0)) ?? BEFORE_THE_FIRST)
    : BEFORE_THE_FIRST;
  const newest = await newestBlock(db);
  const total =
    newest === null ? 0 : Number(newest.firstPosition - start.firstPosition) - start.entries + newest.entries;
  const published = isAsPublished(options.published, start.number, faults);
  let last: Pick<Block, 'number' | 'lastId' | 'hash'> = start;
  let blocks = 0;
  let entries = 0;
  for await (const { previous, block, after, leaves } of inTurn(readings(db, start), READS_AHEAD)) {
    headerFaults(previous, block, trusted, faults);
    if (block.number !== previous.number + 1) missingBlocks(previous, block, after, faults);
    await leafFaults(db, { block, after, leaves }, faults);
    await published.compare(block);
    last = block;
    blocks += 1;
    entries += leaves.entries;
    onProgress?.({
      blocks,
      entries,
      total: Math.max(total, entries),
      faultCount: faults.count,
      last: nameOf(block),
    });
  }
  await published.end(last.number);
  const tail = await verifyTail(db, last.lastId, faults);
  return {
    blocks,
    entries,
    tail,
    last: last.number === 0 ? null : nameOf(last),
    faultCount: faults.count,
    faults: faults.named,
  };
}

interface Reading {
  readonly previous: Pick<Block, 'number' | 'firstPosition' | 'entries' | 'lastId' | 'hash'>;
  readonly block: Block;
  /** Its entries have ids above this. */
  readonly after: bigint;
  readonly leaves: Leaves;
}

/** Each block with what stands in the books for it. The work is begun when it is asked for and awaited later. */
async function* readings(db: Db, start: Reading['previous']): AsyncGenerator<() => Promise<Reading>> {
  let previous = start;
  for await (const block of blocksAfter(db, start.number)) {
    const work = readingOf(db, previous, block);
    work.catch(() => {});
    // In a function, because a generator would wait for a promise before it goes on.
    yield () => work;
    previous = block;
  }
}

async function readingOf(db: Db, previous: Reading['previous'], block: Block): Promise<Reading> {
  const after =
    block.number === previous.number + 1 ? previous.lastId : await startWithoutPrevious(db, previous, block);
  // Twice what a block holds: enough to name what was added to it, and no more, whatever somebody wrote into its row.
  const through = block.lastId <= after ? null : await endOf(db, after, block);
  const leaves = through === null ? NONE : await leavesOf(db, { after, through });
  return { previous, block, after, leaves };
}

const NONE: Leaves = { entries: 0, hashes: Buffer.alloc(0), falseIds: [] };

/** The usual block ends where it says it does, and to ask costs little: an index is counted. Served by entry_pkey. */
async function endOf(db: Db, after: bigint, block: Block): Promise<bigint> {
  const most = 2 * Math.min(block.entries, ENTRIES_PER_BLOCK);
  const [beyond] = await db.execute<{ id: bigint }>(sql`
    select id
    from ledger.entry
    where id > ${after}::bigint and id <= ${block.lastId}::bigint
    order by id
    offset ${most}::integer
    limit 1
  `);
  return beyond?.id ?? block.lastId;
}

/** Where blocks are gone, nobody knows where this one began; then its entries are counted back from its end. */
async function startWithoutPrevious(db: Db, previous: Reading['previous'], block: Block): Promise<bigint> {
  const [row] = await db.execute<{ id: bigint }>(sql`
    select id
    from ledger.entry
    where id > ${previous.lastId}::bigint and id <= ${block.lastId}::bigint
    order by id desc
    offset ${block.entries}::integer
    limit 1
  `);
  return row?.id ?? previous.lastId;
}

async function* inTurn<Result>(
  work: AsyncGenerator<() => Promise<Result>>,
  most: number,
): AsyncGenerator<Result> {
  const waiting: (() => Promise<Result>)[] = [];
  for (;;) {
    while (waiting.length < most) {
      const next = await work.next();
      if (next.done) {
        for (const one of waiting) yield await one();
        return;
      }
      waiting.push(next.value);
    }
    yield await waiting.shift()!();
  }
}

async function isStartAsBefore(db: Db, from: VerifyOptions['from'], faults: Faults): Promise<boolean> {
  if (from === undefined) return false;
  const block = await blockOf(db, from.number);
  if (block?.hash.toString('hex') === from.hash) return true;
  faults.ofBlock(
    'published',
    from.number,
    `Block ${from.number} is not the one that was verified before: its hash was ${from.hash} and is ${block?.hash.toString('hex') ?? 'gone'}. The chain was read from its beginning.`,
  );
  return false;
}

async function verifyTail(db: Db, lastId: bigint, faults: Faults): Promise<number> {
  let after = lastId;
  let tail = 0;
  for (;;) {
    const through = await lastOf(db, { after, through: 9_223_372_036_854_775_807n }, TAIL_AT_ONCE);
    if (through === null) return tail;
    const { entries, falseIds } = await leavesOf(db, { after, through });
    await faults.ofEntries(
      'content',
      null,
      falseIds,
      (name) => `The stored hash of ${name}, not sealed yet, is not that of its rows.`,
    );
    tail += entries;
    after = through;
  }
}

function nameOf({ number, hash }: Pick<Block, 'number' | 'hash'>): { number: number; hash: string } {
  return { number, hash: hash.toString('hex') };
}
