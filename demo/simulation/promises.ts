import { dueOutbox } from '../../src/collections/index.ts';
import type { Day } from '../../src/values/index.ts';
import type { Office } from './office.ts';
import type { SimulatedCase } from './simulated-case.ts';

/** By case, in the order in which they were promised: their own ids are drawn, and would make each play another one. */
export async function promisesDue(
  { db, sql }: Office,
  byId: ReadonlyMap<string, SimulatedCase>,
  today: Day,
): Promise<Map<SimulatedCase, string[]>> {
  const due = await dueOutbox(db, today, 100_000);
  if (due.length === 0) return new Map();
  const rows = await sql<{ id: string; caseId: string }[]>`
    select outbox.id, outbox.case_id as "caseId"
    from collections.outbox
    join collections.event on event.id = outbox.promised_by
    where outbox.id = any(${due}::text[])
    order by event.case_id, event.seq, outbox.kind`;
  const promises = new Map<SimulatedCase, string[]>();
  for (const { id, caseId } of rows) {
    const one = byId.get(caseId)!;
    promises.set(one, [...(promises.get(one) ?? []), id]);
  }
  return promises;
}
