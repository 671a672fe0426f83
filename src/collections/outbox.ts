import { and, asc, eq, isNull, lte, sql } from 'drizzle-orm';
import type { Db } from '../db.ts';
import type { Deurwaarder } from '../deurwaarder/index.ts';
import type { Day } from '../values/index.ts';
import type { Bureau } from './bureau.ts';
import { performLetter } from './outbox-letter.ts';
import { performOrder, withdrawOrder } from './outbox-order.ts';
import type { Post } from './post.ts';
import { outbox } from './schema.ts';
import type { Moment } from './steps.ts';

/** Who carries what was promised to the outside. Without a bureau nothing leaves: nobody would know who writes, or where to pay. */
export interface Carriers {
  readonly post: Post;
  readonly deurwaarder: Deurwaarder;
  readonly bureau: Bureau | null;
}

/**
 * Promises whose day has come and that were not kept yet. What only interrupts comes first, because nothing may hold it; then what was never in the way of
 * anything; then those tried least: else a thousand letters that fail every time, or that a brake holds, would keep all later ones from ever being tried.
 */
export async function dueOutbox(db: Db, today: Day, atMost = 1_000): Promise<string[]> {
  // Served by outbox_to_perform.
  const rows = await db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(isNull(outbox.performedOn), lte(outbox.dueOn, today)))
    .orderBy(
      sql`${outbox.payload} ->> 'kind' is distinct from 'stuitingsbrief'`,
      sql`${outbox.lastFault} is not null`,
      asc(outbox.attempts),
      asc(outbox.dueOn),
      asc(outbox.id),
    )
    .limit(atMost);
  return rows.map(({ id }) => id);
}

/**
 * Keeps one promise. It is performed before that is recorded, so after a crash in between it is given again with the same key and the same content. A
 * promise that was kept is left alone.
 */
export async function performOutbox(db: Db, id: string, carriers: Carriers, moment: Moment): Promise<void> {
  // Served by outbox_pkey.
  const [found] = await db.select({ kind: outbox.kind }).from(outbox).where(eq(outbox.id, id));
  if (!found) throw new Error(`there is no promise ${id} in the outbox`);
  switch (found.kind) {
    case 'brief':
      return performLetter(db, id, carriers, moment);
    case 'opdracht':
      return performOrder(db, id, carriers, moment);
    case 'intrekking':
      return withdrawOrder(db, id, carriers, moment);
  }
}
