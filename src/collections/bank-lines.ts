import { and, desc, eq, sql } from 'drizzle-orm';
import type { Tx } from '../db.ts';
import { type Cents, parseCents, type Refusal } from '../values/index.ts';
import type { CaseFile } from './case-file.ts';
import type { CaseEvent, EventDraft } from './events.ts';
import { bankLine, bankLineRelease } from './schema.ts';

/**
 * A line of the bank is money once, over all cases, whether it came in or went out. A receipt that was booked on the wrong case and withdrawn there is
 * free again, and may be booked where it belongs.
 */
interface Line {
  readonly direction: 'in' | 'uit';
  readonly reference: string;
}

/** Why a line may not be booked: it stands on a case. Of two who book one line at once, the second waits here and finds it taken. */
export async function whyTaken(tx: Tx, draft: EventDraft): Promise<Refusal<'dubbel'> | null> {
  const line = lineOf(draft);
  if (!line) return null;
  const name = `${line.direction}/${line.reference}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
  const last = await lastTaking(tx, line);
  return last === null || last.isReleased
    ? null
    : { code: 'dubbel', sentence: `De bankregel "${line.reference}" is al geboekt.`, grounds: [] };
}

/** Takes the line of an event that the bank told, or releases that of a receipt that was withdrawn. */
export async function claimBankLine(tx: Tx, before: CaseFile, event: CaseEvent): Promise<void> {
  const line = lineOf(event);
  if (line) {
    const taking = ((await lastTaking(tx, line))?.taking ?? 0) + 1;
    const amount = amountOf(before, event);
    await tx.insert(bankLine).values({ ...line, taking, caseId: before.id, eventId: event.id, amount });
  }
  if (event.kind === 'feit-ingetrokken') {
    const receipt = [...before.payments, ...before.repayments].find(({ id }) => id === event.data.fact);
    if (!receipt) return;
    const taken: Line = { direction: 'in', reference: receipt.bankReference };
    const last = await lastTaking(tx, taken);
    if (!last) throw new Error(`the bank line of ${receipt.id} of case ${before.id} was never taken`);
    await tx.insert(bankLineRelease).values({ ...taken, taking: last.taking, eventId: event.id });
  }
}

/** The line that tells it; null where no bank does. */
function lineOf(event: EventDraft): Line | null {
  switch (event.kind) {
    case 'betaling-ontvangen':
    case 'terugstorting-ontvangen':
    case 'uitbetaling-teruggekomen':
      return { direction: 'in', reference: event.data.bankReference };
    case 'uitbetaling-verricht':
      return { direction: 'uit', reference: event.data.bankReference };
    default:
      return null;
  }
}

function amountOf({ id, payouts }: CaseFile, { data }: CaseEvent): Cents {
  if ('amount' in data) return parseCents(data.amount);
  const payout = 'payout' in data && payouts.find((one) => one.id === data.payout);
  if (!payout) throw new Error(`case ${id} took a bank line of no amount`);
  return payout.amount;
}

async function lastTaking(
  tx: Tx,
  { direction, reference }: Line,
): Promise<{ taking: number; isReleased: boolean } | null> {
  // Served by bank_line_taken_once and bank_line_released_once.
  const [last] = await tx
    .select({ taking: bankLine.taking, releasedBy: bankLineRelease.eventId })
    .from(bankLine)
    .leftJoin(
      bankLineRelease,
      and(
        eq(bankLineRelease.direction, bankLine.direction),
        eq(bankLineRelease.reference, bankLine.reference),
        eq(bankLineRelease.taking, bankLine.taking),
      ),
    )
    .where(and(eq(bankLine.direction, direction), eq(bankLine.reference, reference)))
    .orderBy(desc(bankLine.taking))
    .limit(1);
  return last ? { taking: last.taking, isReleased: last.releasedBy !== null } : null;
}
