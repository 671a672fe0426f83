import { prepared, type Tx } from '../db.ts';
import { type Day, day, newId } from '../values/index.ts';
import { type CaseFile, caseFileOf } from './case-file.ts';
import type { CaseEvent, EventDraft } from './events.ts';
import type { Standing } from './process/standing.ts';
import type { caseRow, event, party } from './schema.ts';
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

/** Served by case_pkey. */
const CASES = `
  select
    id,
    dossiernummer,
    opened_on as "openedOn",
    wake_on as "wakeOn",
    halted_because as "haltedBecause",
    books_differ as "booksDiffer",
    booked_events as "bookedEvents",
    booked_on as "bookedOn"
  from collections."case"`;

/** Served by event_seq_once. */
const EVENTS_OF = `
  select
    id,
    case_id as "caseId",
    seq,
    kind,
    counts_on as "countsOn",
    data,
    recorded_on as "recordedOn",
    recorded_at as "recordedAt",
    recorded_by as "recordedBy"
  from collections.event
  where case_id = any($1::text[])
  order by case_id, seq`;

/** Served by party_pkey. */
const PARTIES_OF = `
  select
    case_id as "caseId",
    role,
    name,
    born_on as "bornOn",
    address,
    iban,
    email,
    language
  from collections.party
  where case_id = any($1::text[])
  order by case_id, place`;

type CaseRow = typeof caseRow.$inferSelect;
type PartyRow = Omit<typeof party.$inferSelect, 'place'>;
/** As the driver gives it: drizzle has switched its reading of moments off. */
type EventRow = Omit<typeof event.$inferSelect, 'recordedAt'> & { recordedAt: string };

/** Locks the case until the end of the transaction, so that one writer at a time decides on it; null where there is none. */
export async function lockCase(tx: Tx, caseId: string, today: Day): Promise<StoredCase | null> {
  // Said together with what is read under the lock, and before it: PostgreSQL begins a statement when the one before has ended, hence has the lock.
  const locked = prepared<CaseRow>(tx, `${CASES} where id = $1 for update`, [caseId]);
  const [stored] = await storedCases(tx, locked, [caseId], today);
  return stored ?? null;
}

/** Those that nobody else has locked, in the order of their ids. */
export function lockFreeCases(tx: Tx, caseIds: readonly string[], today: Day): Promise<StoredCase[]> {
  const text = `${CASES} where id = any($1::text[]) order by id for update skip locked`;
  return storedCases(tx, prepared<CaseRow>(tx, text, [caseIds]), caseIds, today);
}

/** Reads cases with their histories, in the order of `rows`, in three statements however many they are. */
export function withHistory(tx: Tx, rows: readonly CaseRow[], today: Day): Promise<StoredCase[]> {
  return storedCases(
    tx,
    Promise.resolve(rows),
    rows.map(({ id }) => id),
    today,
  );
}

async function storedCases(
  tx: Tx,
  cases: Promise<readonly CaseRow[]>,
  ids: readonly string[],
  today: Day,
): Promise<StoredCase[]> {
  if (ids.length === 0) return [];
  const [rows, events, parties, standing] = await Promise.all([
    cases,
    prepared<EventRow>(tx, EVENTS_OF, [ids]),
    prepared<PartyRow>(tx, PARTIES_OF, [ids]),
    readStanding(tx, today),
  ]);
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

/** The moment is stamped by the database. */
const ADD_EVENT = `
  insert into collections.event (id, case_id, seq, kind, counts_on, data, recorded_on, recorded_by)
  values ($1, $2, $3::text::integer, $4, $5::text::date, $6::text::jsonb, $7::text::date, $8)
  returning data, recorded_at as "recordedAt"`;

/** The next event of a case, not yet written: its moment is that of the program until the database has stamped it. */
export function nextEvent(
  file: CaseFile,
  draft: EventDraft,
  by: string,
  recordedOn: Day,
  now: Date,
): CaseEvent {
  return {
    ...draft,
    id: newId('event', now),
    seq: file.events.length + 1,
    recordedOn,
    recordedAt: now,
    recordedBy: by,
  };
}

/** Adds one event to a case that is locked, and answers it as it was written. */
export async function writeEvent(tx: Tx, file: CaseFile, event: CaseEvent): Promise<CaseEvent> {
  const [row] = await prepared<Pick<EventRow, 'data' | 'recordedAt'>>(tx, ADD_EVENT, [
    event.id,
    file.id,
    `${event.seq}`,
    event.kind,
    event.on,
    JSON.stringify(event.data),
    event.recordedOn,
    event.recordedBy,
  ]);
  return { ...event, data: row!.data, recordedAt: new Date(row!.recordedAt) } as CaseEvent;
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

function eventOf({ id, seq, kind, countsOn, data, recordedOn, recordedAt, recordedBy }: EventRow): CaseEvent {
  const at = new Date(recordedAt);
  // What stands in the history passed `readEvent` when it was added; the fold stops at a kind that it does not know.
  return {
    id,
    seq,
    kind,
    on: countsOn,
    data,
    recordedOn,
    recordedAt: at,
    recordedBy,
  } as unknown as CaseEvent;
}

function partyOf({ caseId: _, bornOn, ...rest }: PartyRow): Party {
  return { ...rest, bornOn: bornOn === null ? null : day(bornOn) };
}
