import { sql } from 'drizzle-orm';
import type { Db } from '../../db.ts';
import { fingerprintsOf } from './chain.ts';
import { differencesOf } from './differences.ts';
import type { Faults } from './faults.ts';
import { isSignedBy } from './key.ts';
import type { Leaves, Range } from './leaves.ts';
import { rootOf } from './merkle.ts';
import { type Block, hashOf, statementOf } from './statement.ts';

type Previous = Pick<Block, 'number' | 'firstPosition' | 'entries' | 'lastId' | 'hash'>;

/** What a block says of itself, and of the one before it. */
export function headerFaults(
  previous: Previous,
  block: Block,
  trusted: readonly Buffer[],
  faults: Faults,
): void {
  const { number } = block;
  const statement = statementOf(block);
  if (!hashOf(statement).equals(block.hash)) {
    faults.ofBlock(
      'statement',
      number,
      `The hash of block ${number} is not that of what the block says: its row was changed.`,
    );
  }
  if (!trusted.some((key) => key.equals(block.publicKey))) {
    faults.ofBlock(
      'untrusted-key',
      number,
      `Block ${number} names the key ${block.publicKey.toString('hex')}, which is not trusted here.`,
    );
  }
  if (!isSignedBy(block.publicKey, statement, block.signature)) {
    faults.ofBlock(
      'signature',
      number,
      `The signature of block ${number} is not one over what the block says.`,
    );
  }
  if (block.lastId <= previous.lastId) {
    faults.ofBlock(
      'chain',
      number,
      `Block ${number} ends at id ${block.lastId}, not behind block ${previous.number}, which ends at ${previous.lastId}.`,
    );
  }
  if (number !== previous.number + 1) return;
  if (!block.previousHash.equals(previous.hash)) {
    faults.ofBlock(
      'chain',
      number,
      `Block ${number} follows another block than the ${previous.number} that stands before it.`,
    );
  }
  const position = previous.firstPosition + BigInt(previous.entries);
  if (block.firstPosition !== position) {
    faults.ofBlock(
      'chain',
      number,
      `Block ${number} begins at position ${block.firstPosition}; behind block ${previous.number} that is ${position}.`,
    );
  }
}

/** Where blocks are gone, and which ids nothing vouches for because of it. */
export function missingBlocks(previous: Previous, block: Block, after: bigint, faults: Faults): void {
  const first = previous.number + 1;
  const which =
    first === block.number - 1 ? `Block ${first} is` : `Blocks ${first} to ${block.number - 1} are`;
  faults.ofBlock(
    'missing-block',
    first,
    `${which} missing; no seal covers the entries with ids ${previous.lastId + 1n} to ${after}.`,
  );
}

/** What stands in the books, compared with what was sealed. */
export async function leafFaults(
  db: Db,
  { block, after, leaves }: { readonly block: Block; readonly after: bigint; readonly leaves: Leaves },
  faults: Faults,
): Promise<void> {
  const { number } = block;
  const ofEntries = (what: 'content' | 'changed' | 'added', ids: readonly bigint[], rest: string) =>
    faults.ofEntries(what, number, ids, (name) => `In block ${number}: ${name} ${rest}`);
  await ofEntries(
    'content',
    leaves.falseIds,
    'does not hold what its hash says: a line, an amount, an account or a text is another.',
  );
  if (leaves.entries !== block.entries) {
    faults.ofBlock(
      'count',
      number,
      `Block ${number} sealed ${block.entries} entries; ${leaves.entries} stand there now.`,
    );
  }
  if (rootOf(leaves.hashes).equals(block.root)) return;
  const range = { after, through: block.lastId };
  faults.ofBlock(
    'root',
    number,
    `The root of block ${number} (ids ${after + 1n} to ${block.lastId}) is not that of the entries that stand there.`,
  );
  if (block.lastId <= after) return;
  const ids = await idsOf(db, range, leaves.entries);
  const { changed, added, missing } = differencesOf(await fingerprintsOf(db, block), leaves.hashes, ids);
  await ofEntries(
    'changed',
    changed,
    'is not as it was sealed: its hash, its booked day or the moment of its recording is another.',
  );
  await ofEntries('added', added, 'was not there when the block was sealed.');
  for (const gap of missing)
    await nameMissing(
      db,
      block,
      { after: gap.after ?? after, through: (gap.before ?? block.lastId + 1n) - 1n },
      gap.count,
      faults,
    );
}

/** Served by entry_pkey. */
async function idsOf(db: Db, { after, through }: Range, most: number): Promise<bigint[]> {
  const rows = await db.execute<{ id: bigint }>(sql`
    select id
    from ledger.entry
    where id > ${after}::bigint and id <= ${through}::bigint
    order by id
    limit ${most}::integer
  `);
  return rows.map(({ id }) => id);
}

/** By their ids, where as many ids are free in the gap as entries are gone; ids have gaps by themselves, so else by the gap alone. */
async function nameMissing(db: Db, block: Block, gap: Range, count: number, faults: Faults): Promise<void> {
  const standing = new Set(await idsOf(db, gap, 2 * block.entries));
  const free = Number(gap.through - gap.after) - standing.size;
  if (free === count) {
    for (let id = gap.after + 1n; id <= gap.through; id++) {
      if (standing.has(id)) continue;
      faults.add({
        what: 'missing',
        block: block.number,
        entryId: id,
        key: null,
        sentence: `In block ${block.number}: entry ${id} was sealed and is gone.`,
      });
    }
    return;
  }
  faults.ofBlock(
    'missing',
    block.number,
    `In block ${block.number}: of the ids ${gap.after + 1n} to ${gap.through}, ${count} that were sealed are gone.`,
  );
}
