import type { Db } from '../../db.ts';
import { sealBlock } from '../schema.ts';
import { waitingSince } from './age.ts';
import { newestBlock } from './chain.ts';
import { isSignedBy, type SealKey, signed } from './key.ts';
import { type Leaves, nextLeaves } from './leaves.ts';
import { rootOf } from './merkle.ts';
import { type Holder, settledThrough } from './settled.ts';
import { BEFORE_THE_FIRST, type Block, ENTRIES_PER_BLOCK, hashOf, statementOf } from './statement.ts';

export interface Sealed {
  readonly blocks: number;
  readonly entries: number;
  /** Every entry up to this id is sealed; 0n where none is. */
  readonly sealedThrough: bigint;
  /** How long the oldest entry that stands unsealed now was waiting at `now`; null where none stands. */
  readonly behindMilliseconds: number | null;
  /** The open transactions because of which nothing could be sealed. */
  readonly heldBackBy: readonly Holder[];
  /** Sealed as they stand, though their stored hash is not that of their rows: the first thousand. `verify` names them in full. */
  readonly falseIds: readonly bigint[];
}

export interface SealOptions {
  readonly key: SealKey;
  /** Older public keys (32 bytes each) by which the chain may have been signed so far. */
  readonly trusted?: readonly Buffer[];
  /** Stands in the block as the moment of its sealing: one for all of this call, or asked for each. */
  readonly now: Date | (() => Date);
  /** How long to wait for open transactions; 5 seconds where not given. */
  readonly patienceMilliseconds?: number;
  /** Fewer than ten thousand is for tests. */
  readonly entriesPerBlock?: number;
}

const PATIENCE_MILLISECONDS = 5_000;
const FALSE_IDS_AT_MOST = 1_000;

/**
 * Seals what is settled, block by block, each in a transaction of its own: a crash between any two loses nothing, and the next call goes on where
 * this one was. Nobody who posts waits for it. Two that seal at once make one chain: the database takes one block after the other and refuses what does
 * not follow the last, upon which the slower of the two goes on behind the faster.
 *
 * An entry whose stored hash is false is sealed as it stands and reported. To stop for it would leave all that came after unsealed, which
 * is what a forger would like best.
 *
 * Throws where the newest block is not signed by a trusted key: what somebody else put into the chain is not built upon.
 */
export async function seal(db: Db, options: SealOptions): Promise<Sealed> {
  const { key, entriesPerBlock = ENTRIES_PER_BLOCK } = options;
  const now = () => (options.now instanceof Date ? options.now : options.now());
  const trusted = [key.publicKey, ...(options.trusted ?? [])];
  let last: Chained = await trustedEnd(db, trusted);
  const { through, heldBackBy } = await settledThrough(
    db,
    options.patienceMilliseconds ?? PATIENCE_MILLISECONDS,
  );
  let blocks = 0;
  let entries = 0;
  const falseIds: bigint[] = [];
  const readAfter = (lastId: bigint) =>
    ahead(nextLeaves(db, { after: lastId, through: through ?? 0n }, entriesPerBlock));
  let reading = readAfter(last.lastId);
  for (let leaves = await reading(); leaves !== null; leaves = await reading()) {
    // The next one is read on another connection while this one is added.
    reading = readAfter(leaves.lastId);
    const block = blockAfter(last, leaves, now(), key);
    if (await add(db, block, leaves.hashes)) {
      last = block;
      blocks += 1;
      entries += block.entries;
      falseIds.push(...leaves.falseIds.slice(0, FALSE_IDS_AT_MOST - falseIds.length));
    } else {
      await reading();
      last = await trustedEnd(db, trusted);
      reading = readAfter(last.lastId);
    }
  }
  const waiting = await waitingSince(db, last.lastId, now());
  return {
    blocks,
    entries,
    sealedThrough: last.lastId,
    behindMilliseconds: waiting?.milliseconds ?? null,
    heldBackBy,
    falseIds,
  };
}

type Chained = Pick<Block, 'number' | 'firstPosition' | 'entries' | 'lastId' | 'hash'>;

function blockAfter(last: Chained, leaves: Leaves & { lastId: bigint }, now: Date, key: SealKey): Block {
  const content = {
    number: last.number + 1,
    firstPosition: last.firstPosition + BigInt(last.entries),
    entries: leaves.entries,
    lastId: leaves.lastId,
    root: rootOf(leaves.hashes),
    previousHash: last.hash,
    sealedAt: now,
  };
  const statement = statementOf(content);
  return { ...content, hash: hashOf(statement), publicKey: key.publicKey, signature: signed(statement, key) };
}

/** False where another sealer was first. */
async function add(db: Db, block: Block, hashes: Buffer): Promise<boolean> {
  try {
    await db.transaction((tx) =>
      tx.insert(sealBlock).values({ ...block, fingerprints: fingerprintsIn(hashes) }),
    );
    return true;
  } catch (error) {
    if (!isRefusedAs(error, 'seal_block_follows_the_last')) throw error;
    const newest = await newestBlock(db);
    // Where nobody was first the refusal means what it says, and to try again would go on for good.
    if (newest === null || newest.number < block.number) throw error;
    return false;
  }
}

/** The first four bytes of each leaf: enough to say which entry it is where a root does not fit. */
function fingerprintsIn(hashes: Buffer): Buffer {
  const fingerprints = Buffer.allocUnsafe(hashes.length / 8);
  for (let from = 0; from < hashes.length; from += 32) hashes.copy(fingerprints, from / 8, from, from + 4);
  return fingerprints;
}

async function trustedEnd(db: Db, trusted: readonly Buffer[]): Promise<Chained> {
  const block = await newestBlock(db);
  if (block === null) return BEFORE_THE_FIRST;
  const statement = statementOf(block);
  const isTrusted =
    trusted.some((key) => key.equals(block.publicKey)) &&
    isSignedBy(block.publicKey, statement, block.signature) &&
    hashOf(statement).equals(block.hash);
  if (isTrusted) return block;
  throw new Error(
    `The newest block of the seal, ${block.number}, is not signed as it stands by a key that is trusted here; it names ${block.publicKey.toString('hex')}. ` +
      'Nothing was sealed. If the key was changed, name the older public key as trusted; otherwise somebody else wrote into the chain: ' +
      'run dwangsom verify and compare with the published file.',
  );
}

/** Work that was begun ahead: a failure of it is told to whoever asks for the result, and to nobody else. */
function ahead<Result>(work: Promise<Result>): () => Promise<Result> {
  work.catch(() => {});
  return () => work;
}

/** Looks through what drizzle puts around the driver's error. */
function isRefusedAs(error: unknown, constraint: string): boolean {
  if (!(error instanceof Error)) return false;
  return (
    ('constraint_name' in error && error.constraint_name === constraint) ||
    isRefusedAs(error.cause, constraint)
  );
}
