import { and, asc, desc, eq, gt, gte } from 'drizzle-orm';
import type { Db, Tx } from '../../db.ts';
import { sealBlock } from '../schema.ts';
import type { Block } from './statement.ts';

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
