import { and, asc, desc, eq, gt, gte } from 'drizzle-orm';
import type { Db, Tx } from '../../db.ts';
import { sealBlock } from '../schema.ts';
import type { Block } from './statement.ts';

/** What a report prints of the seal it stands on. */
export interface NewestSeal {
  readonly number: number;
  /** Of the block, in hex: the same as in the published file. */
  readonly hash: string;
  readonly sealedAt: Date;
  /** Every entry up to this id is sealed. */
  readonly lastId: bigint;
  /** How many entries are. */
  readonly position: bigint;
}

const HEADER = {
  number: sealBlock.number,
  firstPosition: sealBlock.firstPosition,
  entries: sealBlock.entries,
  lastId: sealBlock.lastId,
  root: sealBlock.root,
  previousHash: sealBlock.previousHash,
  hash: sealBlock.hash,
  sealedAt: sealBlock.sealedAt,
  publicKey: sealBlock.publicKey,
  signature: sealBlock.signature,
};

/** The newest block, as a report prints it; null where nothing is sealed yet. */
export async function newestSeal(tx: Tx): Promise<NewestSeal | null> {
  const block = await newestBlock(tx);
  if (block === null) return null;
  const { number, hash, sealedAt, lastId, firstPosition, entries } = block;
  return {
    number,
    hash: hash.toString('hex'),
    sealedAt,
    lastId,
    position: firstPosition + BigInt(entries) - 1n,
  };
}

/** Served by seal_block_pkey. */
export async function newestBlock(tx: Tx | Db): Promise<Block | null> {
  const [block] = await tx.select(HEADER).from(sealBlock).orderBy(desc(sealBlock.number)).limit(1);
  return block ?? null;
}

export async function blockOf(tx: Tx | Db, number: number): Promise<Block | null> {
  const [block] = await tx.select(HEADER).from(sealBlock).where(eq(sealBlock.number, number));
  return block ?? null;
}

/** The block that covers an id: the first that ends at it or beyond. Served by seal_block_last_id_once. */
export async function blockCovering(tx: Tx | Db, entryId: bigint): Promise<Block | null> {
  const [block] = await tx
    .select(HEADER)
    .from(sealBlock)
    .where(gte(sealBlock.lastId, entryId))
    .orderBy(asc(sealBlock.lastId))
    .limit(1);
  return block ?? null;
}

/** Blocks above a number in their order, a page at a time, so that memory does not grow with the chain. */
export async function* blocksAfter(db: Db, number: number): AsyncGenerator<Block> {
  const PAGE = 200;
  let last = number;
  for (;;) {
    const page = await db
      .select(HEADER)
      .from(sealBlock)
      .where(gt(sealBlock.number, last))
      .orderBy(asc(sealBlock.number))
      .limit(PAGE);
    yield* page;
    if (page.length < PAGE) return;
    last = page.at(-1)!.number;
  }
}

export async function fingerprintsOf(db: Db, block: Block): Promise<Buffer> {
  const [row] = await db
    .select({ fingerprints: sealBlock.fingerprints })
    .from(sealBlock)
    .where(and(eq(sealBlock.number, block.number), eq(sealBlock.lastId, block.lastId)));
  return row?.fingerprints ?? Buffer.alloc(0);
}
