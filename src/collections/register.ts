import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Db, Tx } from '../db.ts';
import { defineControls } from '../ledger/index.ts';
import { accepted, type Day, newId, type Outcome, type Refusal, refused, yearOf } from '../values/index.ts';
import { whyNotAdmitted } from './admission.ts';
import { caseFileOf } from './case-file.ts';
import { CHART } from './chart.ts';
import { dayText } from './event-parts.ts';
import { IN_DUTCH, readEvent } from './events.ts';
import { readName } from './same-person.ts';
import { caseRow, party } from './schema.ts';
import { type Moment, nobody, type RecordRefusal, recordIn, unreadable } from './steps.ts';

const name = z.string().trim().min(1).max(200);

const parent = z.strictObject({
  name,
  // As long as an Executieopdracht takes it.
  address: z.string().trim().min(1).max(300).nullish(),
  iban: z.string().trim().min(15).max(34).nullish(),
  email: z.email().max(200).nullish(),
  language: z.enum(['nl', 'en']).default('nl'),
});

const partiesSchema = z.strictObject({
  schuldeiser: parent,
  schuldenaar: parent,
  kinderen: z
    .array(z.strictObject({ name, bornOn: dayText }))
    .min(1)
    .max(20),
});

export type PartiesInput = z.input<typeof partiesSchema>;

/**
 * Opens a case with the uitspraak as its maker registered it. A second person compares it with the text before anything counts. All faults
 * come at once; where one is found nothing is opened.
 */
export async function registerUitspraak(
  db: Db,
  input: { readonly parties: unknown; readonly uitspraak: unknown; readonly on: string },
  by: string,
  moment: Moment,
): Promise<Outcome<{ caseId: string; dossiernummer: string }, RecordRefusal>> {
  const parties = partiesSchema.safeParse(input.parties, IN_DUTCH);
  if (!parties.success) {
    const ofParties = parties.error.issues.map((issue) => ({
      code: 'onleesbaar' as const,
      sentence: `parties/${issue.path.join('/')}: ${issue.message}`,
      grounds: [],
    }));
    const unnamed = readName(by) === null ? [nobody()] : [];
    return refused(...ofParties, ...unnamed, ...refusalsOfUitspraak(input, by, moment));
  }
  try {
    return await db.transaction(async (tx) => {
      const caseId = newId('case', moment.now);
      const dossiernummer = await nextDossiernummer(tx, moment.today);
      await tx.insert(caseRow).values({ id: caseId, dossiernummer, openedOn: moment.today });
      await tx.insert(party).values(partyRows(caseId, parties.data));
      const recorded = await recordIn(
        tx,
        caseId,
        { kind: 'uitspraak-geregistreerd', on: input.on, data: input.uitspraak },
        by,
        moment,
      );
      // Thrown to roll the case back, and caught just below as the refusal that it is.
      if (!recorded.ok) throw new NotRegistered(recorded);
      return accepted({ caseId, dossiernummer });
    });
  } catch (cause) {
    if (cause instanceof NotRegistered) return cause.outcome;
    throw cause;
  }
}

class NotRegistered extends Error {
  constructor(readonly outcome: { readonly ok: false } & Outcome<never, RecordRefusal>) {
    super('not registered');
  }
}

/** What is wrong with the uitspraak besides the parties, so that nobody has to mend a registration twice. */
function refusalsOfUitspraak(
  { on, uitspraak }: { readonly on: string; readonly uitspraak: unknown },
  by: string,
  { today }: Moment,
): Refusal<RecordRefusal>[] {
  const read = readEvent('uitspraak-geregistreerd', on, uitspraak);
  if ('faults' in read) return read.faults.map(unreadable);
  return whyNotAdmitted(caseFileOf('', '', []), read.draft, by, [], today);
}

function partyRows(caseId: string, { schuldeiser, schuldenaar, kinderen }: z.output<typeof partiesSchema>) {
  const parents = [
    { role: 'schuldeiser' as const, ...schuldeiser },
    { role: 'schuldenaar' as const, ...schuldenaar },
  ].map(({ role, name: called, address, iban, email, language }) => ({
    role,
    name: called,
    address: address ?? null,
    iban: iban ?? null,
    email: email ?? null,
    language,
    bornOn: null,
  }));
  const children = kinderen.map(({ name: called, bornOn }) => ({
    role: 'kind' as const,
    name: called,
    bornOn,
    address: null,
    iban: null,
    email: null,
    language: 'nl' as const,
  }));
  return [...parents, ...children].map((row, index) => ({ caseId, place: index + 1, ...row }));
}

async function nextDossiernummer(tx: Tx, today: Day): Promise<string> {
  const [row] = await tx.execute<{ number: string }>(
    sql`select nextval('collections.dossier_number')::text as number`,
  );
  return `D${yearOf(today)}-${row!.number.padStart(5, '0')}`;
}

/** Makes sure that the chart of accounts stands; called at every start. */
export async function prepareBooks(db: Db): Promise<void> {
  const defined = await db.transaction((tx) => defineControls(tx, CHART));
  if (!defined.ok) throw new Error(defined.refusals.map(({ sentence }) => sentence).join(' '));
}
