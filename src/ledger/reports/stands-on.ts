import { prepared, type Tx } from '../../db.ts';
import type { AsOf } from './as-of.ts';

/** A block of the seal as a report names it, so that a reader can hold the report against what was published outside. */
export interface Seal {
  readonly number: number;
  /** In hexadecimal. */
  readonly hash: string;
  readonly sealedAt: Date;
  /** Every entry with this id or a lower one is sealed, and none will come among them any more. */
  readonly lastId: bigint;
}

/**
 * The newest seal that a report on this question stands on: the block that the question names, else the newest there is; null where nothing was
 * sealed yet. Throws where the block that is named does not exist, because an empty report would hide a typing error.
 */
export async function standsOn(tx: Tx, { sealedAt }: Pick<AsOf, 'sealedAt'> = {}): Promise<Seal | null> {
  const [found] = await (sealedAt === undefined
    ? prepared<Found>(tx, NEWEST, [])
    : prepared<Found>(tx, NAMED, [`${sealedAt}`]));
  if (found !== undefined) {
    const { number, hash, sealed_at, last_id } = found;
    return { number, hash, sealedAt: new Date(sealed_at), lastId: BigInt(last_id) };
  }
  if (sealedAt !== undefined) throw new Error(`there is no block ${sealedAt} in the seal`);
  return null;
}

interface Found extends Record<string, unknown> {
  number: number;
  hash: string;
  sealed_at: string;
  last_id: string;
}

const BLOCK = `
  select
    number,
    encode(hash, 'hex') as hash,
    sealed_at,
    last_id::text as last_id
  from ledger.seal_block`;

/** Both served by seal_block_pkey. A block never changes, so it may be read in a statement before the one that stands on it. */
const NEWEST = `${BLOCK} order by number desc limit 1`;
const NAMED = `${BLOCK} where number = $1::integer`;
