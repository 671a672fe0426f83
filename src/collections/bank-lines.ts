import { desc, eq, sql } from 'drizzle-orm';
import type { Tx } from '../db.ts';
import { parseCents, type Refusal } from '../values/index.ts';
import type { CaseFile } from './case-file.ts';
import type { CaseEvent, EventDraft } from './events.ts';
import { bankLine, bankLineRelease } from './schema.ts';

/**
 * A line of the bank is money once, over all cases. One that was booked on the wrong case and withdrawn there is free again, and may be booked where
 * it belongs.
 */

/** Why a receipt may not be booked: its line stands on a case. Of two who book one line at once, the second waits here and finds it taken. */
export async function whyTaken(tx: Tx, draft: EventDraft): Promise<Refusal<'dubbel'> | null> {
  if (draft.kind !== 'betaling-ontvangen' && draft.kind !== 'terugstorting-ontvangen') return null;
  const { bankReference } = draft.data;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${bankReference}, 0))`);
  const last = await lastTaking(tx, bankReference);
  return last === null || last.isReleased
    ? null
    : { code: 'dubbel', sentence: `De bankregel "${bankReference}" is al geboekt.`, grounds: [] };
}

/** Takes the line of a receipt, or releases that of a payment that was withdrawn. */
export async function claimBankLine(tx: Tx, before: CaseFile, event: CaseEvent): Promise<void> {
  if (event.kind === 'betaling-ontvangen' || event.kind === 'terugstorting-ontvangen') {
    const { bankReference: reference, amount } = event.data;
    const taking = ((await lastTaking(tx, reference))?.taking ?? 0) + 1;
    await tx
      .insert(bankLine)
      .values({ reference, taking, caseId: before.id, eventId: event.id, amount: parseCents(amount) });
  }
  if (event.kind === 'feit-ingetrokken') {
    const payment = before.payments.find(({ id }) => id === event.data.fact);
    const last = payment && (await lastTaking(tx, payment.bankReference));
    if (!payment || !last) return;
    await tx
      .insert(bankLineRelease)
      .values({ reference: payment.bankReference, taking: last.taking, eventId: event.id });
  }
}

async function lastTaking(
  tx: Tx,
  reference: string,
): Promise<{ taking: number; isReleased: boolean } | null> {
  // Served by bank_line_taken_once and bank_line_released_once.
  const [last] = await tx
    .select({ taking: bankLine.taking, releasedBy: bankLineRelease.eventId })
    .from(bankLine)
    .leftJoin(
      bankLineRelease,
      sql`${bankLineRelease.reference} = ${bankLine.reference} and ${bankLineRelease.taking} = ${bankLine.taking}`,
    )
    .where(eq(bankLine.reference, reference))
    .orderBy(desc(bankLine.taking))
    .limit(1);
  return last ? { taking: last.taking, isReleased: last.releasedBy !== null } : null;
}
