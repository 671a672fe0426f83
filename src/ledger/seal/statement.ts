import { hash } from 'node:crypto';
import { netstrings } from '../content.ts';

/**
 * What is hashed and what is signed. Both are netstrings with a version in front, like the content of an entry, so that an outsider writes the
 * same bytes in any language (docs/seal.md). A landed version never changes.
 */

/** A block without its fingerprints, which prove nothing and are read where a root does not fit. */
export interface Block {
  readonly number: number;
  /** The dense place of its first entry in the sealed ledger, from 1. */
  readonly firstPosition: bigint;
  readonly entries: number;
  /** It covers the ids above the last of the block before, up to this one. */
  readonly lastId: bigint;
  readonly root: Buffer;
  readonly previousHash: Buffer;
  /** SHA-256 of the statement. */
  readonly hash: Buffer;
  readonly sealedAt: Date;
  /** Thirty-two bytes, as RFC 8032 writes an Ed25519 key. */
  readonly publicKey: Buffer;
  readonly signature: Buffer;
}

/** Most entries of one block. */
export const ENTRIES_PER_BLOCK = 10_000;

/** What stands before the first block. */
export const BEFORE_THE_FIRST: Pick<Block, 'number' | 'firstPosition' | 'entries' | 'lastId' | 'hash'> = {
  number: 0,
  firstPosition: 1n,
  entries: 0,
  lastId: 0n,
  hash: Buffer.alloc(32),
};

/** What a block says; the signature stands over these bytes and its hash is taken of them. */
export function statementOf(block: Omit<Block, 'hash' | 'publicKey' | 'signature'>): Buffer {
  const { number, firstPosition, entries, lastId, root, previousHash, sealedAt } = block;
  return Buffer.from(
    netstrings([
      'ledger-block/1',
      `${number}`,
      `${firstPosition}`,
      `${entries}`,
      `${lastId}`,
      root.toString('hex'),
      previousHash.toString('hex'),
      // A moment that somebody made infinite in the table is no moment; it gives another hash, and verify names the block.
      Number.isNaN(sealedAt.getTime()) ? '' : sealedAt.toISOString(),
    ]),
  );
}

export function hashOf(bytes: Buffer): Buffer {
  return hash('sha256', bytes, 'buffer');
}
