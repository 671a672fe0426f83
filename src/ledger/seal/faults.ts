import { sql } from 'drizzle-orm';
import type { Db } from '../../db.ts';

export type FaultKind =
  /** The stored hash of an entry is not that of its rows, or lines stand there without an entry. */
  | 'content'
  /** An entry is another than the one that was sealed. */
  | 'changed'
  | 'missing'
  | 'added'
  /** A block is not what its signature, its hash, its place or its entries say. */
  | 'statement'
  | 'signature'
  | 'untrusted-key'
  | 'chain'
  | 'root'
  | 'count'
  | 'missing-block'
  /** The chain is not the one that was published or was verified before. */
  | 'published';

export interface Fault {
  readonly what: FaultKind;
  /** Null for an entry that no block covers yet. */
  readonly block: number | null;
  readonly entryId: bigint | null;
  readonly key: string | null;
  readonly sentence: string;
}

const NAMED_AT_MOST = 1_000;

/** Collects what is wrong. All of it is counted, and the first thousand is kept: memory does not grow with the damage. */
export class Faults {
  readonly named: Fault[] = [];
  count = 0;

  constructor(private readonly db: Db) {}

  ofBlock(what: FaultKind, block: number, sentence: string): void {
    this.add({ what, block, entryId: null, key: null, sentence });
  }

  /** The key is looked up, because it is what a person knows an entry by. */
  async ofEntries(
    what: FaultKind,
    block: number | null,
    ids: readonly bigint[],
    sentence: (name: string) => string,
  ): Promise<void> {
    const room = Math.max(0, NAMED_AT_MOST - this.named.length);
    const keys = await this.keysOf(ids.slice(0, room));
    for (const entryId of ids) {
      const key = keys.get(entryId) ?? null;
      const name = key === null ? `entry ${entryId}` : `entry ${entryId} (key ${key})`;
      this.add({ what, block, entryId, key, sentence: sentence(name) });
    }
  }

  add(fault: Fault): void {
    this.count += 1;
    if (this.named.length < NAMED_AT_MOST) this.named.push(fault);
  }

  private async keysOf(ids: readonly bigint[]): Promise<Map<bigint, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.db.execute<{ id: bigint; key: string }>(sql`
      select
        id,
        key
      from ledger.entry
      where id = any (${`{${ids.join(',')}}`}::bigint[])
    `);
    return new Map(rows.map(({ id, key }) => [id, key]));
  }
}
