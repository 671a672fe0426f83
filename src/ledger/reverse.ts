import { sql } from 'drizzle-orm';
import type { Tx } from '../db.ts';
import type { Day } from '../values/index.ts';
import type { EntryFault, Line, Side } from './draft.ts';
import { balancedReversal } from './entry.ts';
import { type Posted, type PostRefusal, post } from './post.ts';

export type ReverseRefusal = PostRefusal | EntryFault | 'unknown-entry' | 'reversal-of-reversal';

/** The kind of every reversal. It points at the event that made it necessary by its cause, as any entry does. */
const REVERSAL = 'reversal';

interface Target {
  key: string;
  scope: string;
  subject: string;
  isReversal: boolean;
  lines: Line[];
}

/**
 * Takes a whole entry back, once: the same lines with their sides exchanged, in the same scope and about the same subject.
 * Both days are the caller's to choose; the day it counts is often that of the original, the booked day is today. `cause` is
 * the event that made the correction necessary and `description` says why. Refused for an entry that does not exist, is itself
 * a reversal, or was reversed under another key; under the same key it is replayed, as with `post`.
 */
export async function reverse(
  tx: Tx,
  reversal: {
    readonly entryId: bigint;
    readonly key: string;
    readonly valueDate: Day;
    readonly bookedOn: Day;
    readonly cause: string;
    readonly description: string;
  },
): Promise<Posted<ReverseRefusal>> {
  const { entryId, ...own } = reversal;
  const target = await targetOf(tx, entryId);
  if (target === null) return refuse('unknown-entry', `Er is geen boeking ${entryId} om tegen te boeken.`);
  if (target.isReversal) {
    const sentence = `Boeking ${entryId} (sleutel "${target.key}") is zelf een tegenboeking; boek opnieuw wat wel juist is.`;
    return refuse('reversal-of-reversal', sentence);
  }
  const { scope, subject } = target;
  const lines = target.lines.map((line) => ({ ...line, side: otherSide(line.side) }));
  const draft = balancedReversal(
    { ...own, kind: REVERSAL, scope, subject, lines },
    { id: entryId, key: target.key },
  );
  if (!draft.ok) return { outcome: 'refused', refusals: draft.refusals };
  const [posted] = await post(tx, draft.value);
  return posted!;
}

/** Served by entry_pkey and posting_of_entry. */
async function targetOf(tx: Tx, entryId: bigint): Promise<Target | null> {
  const rows = await tx.execute<{
    key: string;
    scope: string;
    subject: string;
    is_reversal: boolean;
    account: string;
    side: Side;
    amount: string;
  }>(sql`
    select
      entry.key,
      entry.scope,
      entry.subject,
      entry.reverses is not null as is_reversal,
      account.code as account,
      posting.side,
      posting.amount::text as amount
    from ledger.entry
    join ledger.posting on posting.entry = entry.id
    join ledger.account on account.id = posting.account
    where entry.id = ${entryId.toString()}::bigint
    order by posting.line
  `);
  const [first] = rows;
  if (first === undefined) return null;
  const { key, scope, subject, is_reversal: isReversal } = first;
  const lines = rows.map(({ account, side, amount }) => ({ account, side, amount: BigInt(amount) }));
  return { key, scope, subject, isReversal, lines };
}

function otherSide(side: Side): Side {
  return side === 'debit' ? 'credit' : 'debit';
}

function refuse(code: ReverseRefusal, sentence: string): Posted<ReverseRefusal> {
  return { outcome: 'refused', refusals: [{ code, sentence, grounds: [] }] };
}
