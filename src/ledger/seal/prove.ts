import { sql } from 'drizzle-orm';
import type { Db } from '../../db.ts';
import { blockCovering, blockOf } from './chain.ts';
import { leavesOf } from './leaves.ts';
import { auditPathOf } from './merkle.ts';
import { checkProof, type Proof } from './proof-verifier.mjs';
import { publishedForm } from './published.ts';
import { BEFORE_THE_FIRST } from './statement.ts';

/**
 * That an entry stands under the seal, as a document that proof-verifier.mjs checks without us (docs/seal.md). It ends at the block of the entry and its
 * signature: the published file holds that block, so whoever has the file needs no chain of blocks in between, which would grow with the years.
 *
 * Throws where there is no such entry, where no block covers it yet, and where the books do not give what was sealed; a proof that does not hold
 * is handed to nobody.
 */
export async function prove(db: Db, entryId: bigint): Promise<Proof> {
  const entry = await entryFor(db, entryId);
  if (entry === null) throw new Error(`There is no entry ${entryId}.`);
  const block = await blockCovering(db, entryId);
  if (block === null)
    throw new Error(`Entry ${entryId} is not sealed yet; the seal follows within seconds. Try again.`);
  const previous = block.number === 1 ? BEFORE_THE_FIRST : await blockOf(db, block.number - 1);
  if (previous === null)
    throw new Error(`Block ${block.number - 1} is missing from the chain; run dwangsom verify.`);
  const range = { after: previous.lastId, through: block.lastId };
  const { hashes } = await leavesOf(db, range);
  const [place] = await db.execute<{ index: number }>(sql`
    select count(*)::integer as index
    from ledger.entry
    where id > ${range.after}::bigint and id < ${entryId}::bigint
  `);
  const index = place!.index;
  const proof: Proof = {
    format: 'dwangsom-ledger-proof/1',
    entry,
    index,
    path: auditPathOf(hashes, index).map((hash) => hash.toString('hex')),
    block: publishedForm(block),
  };
  const faults = checkProof(proof);
  if (faults.length > 0) {
    throw new Error(
      `The books do not give what was sealed of entry ${entryId}; run dwangsom verify. ${faults.join(' ')}`,
    );
  }
  return proof;
}

/** As the database writes it, text by text: the proof is over these texts. Served by entry_pkey and posting_of_entry. */
async function entryFor(db: Db, entryId: bigint): Promise<Proof['entry'] | null> {
  const [row] = await db.execute<{ entry: Proof['entry'] }>(sql`
    select
      json_build_object(
        'id', entry.id::text,
        'key', entry.key,
        'scope', entry.scope,
        'subject', entry.subject,
        'kind', entry.kind,
        'cause', entry.cause,
        'description', entry.description,
        'valueDate', to_char(entry.value_date, 'YYYY-MM-DD'),
        'bookedOn', to_char(entry.booked_on, 'YYYY-MM-DD'),
        'recordedAtMicroseconds', (extract(epoch from entry.recorded_at) * 1000000)::bigint::text,
        'reversedKey', (select reversed.key from ledger.entry as reversed where reversed.id = entry.reverses),
        'contentHash', encode(entry.content_hash, 'hex'),
        'lines', (
          select json_agg(
            json_build_object('account', account.code, 'side', posting.side, 'amount', posting.amount::text)
            order by posting.line
          )
          from ledger.posting
          join ledger.account on account.id = posting.account
          where posting.entry = entry.id
        )
      ) as entry
    from ledger.entry
    where entry.id = ${entryId}::bigint
  `);
  return row?.entry ?? null;
}
