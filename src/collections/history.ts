import { asc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../db.ts';
import { type Day, day, newId } from '../values/index.ts';
import { type CaseFile, caseFileOf } from './case-file.ts';
import type { CaseEvent, EventDraft } from './events.ts';
import type { Standing } from './process/standing.ts';
import { caseRow, event, party } from './schema.ts';
import { readStanding } from './standing.ts';

/** A party to a case. Parents and children in demonstrations are invented. */
export interface Party {
  readonly role: 'schuldeiser' | 'schuldenaar' | 'kind';
  readonly name: string;
  readonly bornOn: Day | null;
  readonly address: string | null;
  readonly iban: string | null;
  readonly email: string | null;
  readonly language: 'nl' | 'en';
}

/** A case as it stands in the database: its history replayed, and what stands beside it. */
export interface StoredCase {
  readonly file: CaseFile;
  readonly parties: readonly Party[];
  readonly kinderen: readonly Day[];
  readonly openedOn: Day;
  readonly wakeOn: Day | null;
  readonly haltedBecause: string | null;
  /** How its books differ from what the law says, as a check found; null where they do not. */
  readonly booksDiffer: string | null;
  /** How far it is booked; null where no step was taken yet. */
  readonly booked: Booked | null;
  /** What holds for the whole office on the day on which it was read. */
  readonly standing: Standing;
}

export interface Booked {
  /** The history through its first so many events. */
  readonly events: number;
  readonly on: Day;
}

/** Locks the case until the end of the transaction, so that one writer at a time decides on it; null where there is none. */
export async function lockCase(tx: Tx, caseId: string, today: Day): Promise<StoredCase | null> {
  // Served by case_pkey.
  const rows = await tx.select().from(caseRow).where(eq(caseRow.id, caseId)).for('update');
  return rows[0] ? ((await withHistory(tx, rows, today))[0] ?? null) : null;
}

/** Reads cases with their histories, in the order of `rows`, in three statements however many they are. */
export async function withHistory(
  tx: Tx,
  rows: readonly (typeof caseRow.$inferSelect)[],
  today: Day,
): Promise<StoredCase[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  // Served by event_seq_once and party_pkey.
  const events = await tx
    .select()
    .from(event)
    .where(inArray(event.caseId, ids))
    .orderBy(asc(event.caseId), asc(event.seq));
  const parties = await tx
    .select()
    .from(party)
    .where(inArray(party.caseId, ids))
    .orderBy(asc(party.caseId), asc(party.place));
  const standing = await readStanding(tx, today);
  const eventsOf = byCase(events);
  const partiesOf = byCase(parties);
  return rows.map((row) => {
    const own = (partiesOf.get(row.id) ?? []).map(partyOf);
    return {
      file: caseFileOf(row.id, row.dossiernummer, (eventsOf.get(row.id) ?? []).map(eventOf)),
      parties: own,
      kinderen: own.flatMap(({ role, bornOn }) => (role === 'kind' && bornOn ? [bornOn] : [])),
      openedOn: day(row.openedOn),
      wakeOn: row.wakeOn === null ? null : day(row.wakeOn),
      haltedBecause: row.haltedBecause,
      booksDiffer: row.booksDiffer,
      booked:
        row.bookedEvents === null || row.bookedOn === null
          ? null
          : { events: row.bookedEvents, on: day(row.bookedOn) },
      standing,
    };
  });
}

/** Adds one event to a case that is locked, and answers it as it was written. */
export async function addToHistory(
  tx: Tx,
  file: CaseFile,
  draft: EventDraft,
  by: string,
  recordedOn: Day,
  now: Date,
): Promise<CaseEvent> {
  const seq = file.events.length + 1;
  const [row] = await tx
    .insert(event)
    .values({
      id: newId('event', now),
      caseId: file.id,
      seq,
      kind: draft.kind,
      countsOn: draft.on,
      data: draft.data,
      recordedOn,
      recordedBy: by,
    })
    .returning();
  return eventOf(row!);
}

function byCase<Row extends { readonly caseId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const grouped = new Map<string, Row[]>();
  for (const row of rows) {
    const own = grouped.get(row.caseId);
    if (own) own.push(row);
    else grouped.set(row.caseId, [row]);
  }
  return grouped;
}

function eventOf(row: typeof event.$inferSelect): CaseEvent {
  const { id, seq, kind, countsOn, data, recordedOn, recordedAt, recordedBy } = row;
  // What stands in the history passed `readEvent` when it was added; the fold stops at a kind that it does not know.
  return { id, seq, kind, on: countsOn, data, recordedOn, recordedAt, recordedBy } as unknown as CaseEvent;
}

function partyOf({ caseId: _, place: __, bornOn, ...rest }: typeof party.$inferSelect): Party {
  return { ...rest, bornOn: bornOn === null ? null : day(bornOn) };
}
