import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Db, prepared, type Tx } from '../db.ts';
import { accepted, type Day, type Outcome, type Refusal, refused } from '../values/index.ts';
import { words } from './event-parts.ts';
import { IN_DUTCH, SYSTEM } from './events.ts';
import { BRAKES } from './events-process.ts';
import { LADDER_1, type Ladder, ladderSchema } from './process/ladder.ts';
import type { OfficeBrake, Regime, Standing } from './process/standing.ts';
import { isSamePerson, readName } from './same-person.ts';
import { brake, ladderVersion, regime } from './schema.ts';

/** What holds for the whole office: the ladder that cases begin with, brakes, and on what ground the bureau acts. Each change has its two people. */

export type StandingRefusal = 'onleesbaar' | 'zelfde-persoon' | 'onbekend' | 'dubbel';

const STANDING = `
  select
    (
      select jsonb_build_object('version', version, 'steps', steps)
      from collections.ladder_version
      where released_on <= $1::text::date
      order by version desc
      limit 1
    ) as ladder,
    (
      select jsonb_build_object('regime', regime, 'from', from_day)
      from collections.regime
      where released_on is not null and from_day <= $1::text::date
      order by from_day desc, id desc
      limit 1
    ) as regime,
    (
      select jsonb_agg(jsonb_build_object('what', what, 'reason', reason, 'setBy', set_by, 'setOn', set_on) order by id)
      from collections.brake
      where released_on is null
    ) as brakes`;

/** Read once a transaction, in one statement. Where nothing was ever set, the first version and the volmacht. */
export async function readStanding(tx: Tx, today: Day): Promise<Standing> {
  const [row] = await prepared<{
    ladder: Ladder | null;
    regime: { regime: Regime; from: Day } | null;
    brakes: OfficeBrake[] | null;
  }>(tx, STANDING, [today]);
  return {
    ladder: row?.ladder ?? LADDER_1,
    regime: row?.regime?.regime ?? 'VOLMACHT',
    regimeFrom: row?.regime?.from ?? null,
    brakes: row?.brakes ?? [],
  };
}

/** The steps of a ladder as somebody wrote them, or all that is wrong with them. */
export function readLadder(steps: unknown): Outcome<Ladder['steps'], StandingRefusal> {
  const read = ladderSchema.safeParse(steps, IN_DUTCH);
  if (read.success) return accepted(read.data);
  return refused(
    ...read.error.issues.map((one) =>
      refusal('onleesbaar', `${one.path.join('/') || 'ladder'}: ${one.message}`),
    ),
  );
}

/** A new version of the ladder, for a second person to release. All faults at once. */
export async function proposeLadder(
  db: Db,
  { steps, reason }: { readonly steps: unknown; readonly reason: unknown },
  by: string,
  today: Day,
): Promise<Outcome<{ version: number }, StandingRefusal>> {
  const read = z.object({ steps: ladderSchema, reason: words }).safeParse({ steps, reason }, IN_DUTCH);
  const who = personIn(by);
  const faults = read.success ? [] : read.error.issues.map((one) => `${one.path.join('/')}: ${one.message}`);
  if (who === null) faults.push('by: noem wie dit voorstelt, in hoogstens 200 tekens');
  if (!read.success || who === null) return refused(...faults.map((fault) => refusal('onleesbaar', fault)));
  const [row] = await db.execute<{ version: number }>(sql`
    insert into ${ladderVersion} (version, steps, reason, proposed_by, proposed_on)
    select coalesce(max(version), 1) + 1, ${JSON.stringify(read.data.steps)}::jsonb, ${read.data.reason}, ${who}, ${today}
    from ${ladderVersion}
    returning version`);
  return accepted({ version: row!.version });
}

/** Another than its maker releases it: from then on cases that begin take it; those that run keep theirs. */
export async function releaseLadder(
  db: Db,
  version: number,
  by: string,
  today: Day,
): Promise<Outcome<Ladder, StandingRefusal>> {
  return db.transaction(async (tx) => {
    const [found] = await tx
      .select()
      .from(ladderVersion)
      .where(eq(ladderVersion.version, version))
      .for('update');
    if (!found)
      return refused(refusal('onbekend', `Er is geen versie ${version} van de ladder voorgesteld.`));
    if (found.releasedOn !== null)
      return refused(refusal('dubbel', `Versie ${version} is al vrijgegeven, op ${found.releasedOn}.`));
    const who = personIn(by);
    if (who === null || isSamePerson(who, found.proposedBy))
      return refused(
        refusal(
          'zelfde-persoon',
          `Versie ${version} is voorgesteld door ${found.proposedBy}; een ander geeft haar vrij.`,
        ),
      );
    await tx
      .update(ladderVersion)
      .set({ releasedBy: who, releasedOn: today })
      .where(eq(ladderVersion.version, version));
    return accepted({ version, steps: found.steps as Ladder['steps'] });
  });
}

/** Every version with who made and released it, the newest first; the first one, of the code, is not among them. */
export async function ladderVersions(tx: Tx): Promise<(typeof ladderVersion.$inferSelect)[]> {
  return tx.select().from(ladderVersion).orderBy(desc(ladderVersion.version));
}

/** One person may set a brake; it takes another to release it, so that nobody presses on alone. */
export async function setBrake(
  db: Db,
  { what, reason }: { readonly what: unknown; readonly reason: unknown },
  by: string,
  today: Day,
): Promise<Outcome<null, StandingRefusal>> {
  const read = z.object({ what: z.enum(BRAKES), reason: words }).safeParse({ what, reason }, IN_DUTCH);
  const who = personIn(by);
  const faults = read.success ? [] : read.error.issues.map((one) => `${one.path.join('/')}: ${one.message}`);
  if (who === null) faults.push('by: noem wie de rem zet, in hoogstens 200 tekens');
  if (!read.success || who === null) return refused(...faults.map((fault) => refusal('onleesbaar', fault)));
  const set = await db
    .insert(brake)
    .values({ ...read.data, setBy: who, setOn: today })
    .onConflictDoNothing()
    .returning({ id: brake.id });
  return set.length === 1
    ? accepted(null)
    : refused(refusal('dubbel', `De rem op ${read.data.what} staat al.`));
}

export async function releaseBrake(
  db: Db,
  what: string,
  by: string,
  today: Day,
): Promise<Outcome<null, StandingRefusal>> {
  return db.transaction(async (tx) => {
    const [found] = await tx
      .select()
      .from(brake)
      .where(and(sql`${brake.what} = ${what}`, isNull(brake.releasedOn)))
      .for('update');
    if (!found) return refused(refusal('onbekend', `Er staat geen rem op ${what}.`));
    const who = personIn(by);
    if (who === null || isSamePerson(who, found.setBy))
      return refused(
        refusal('zelfde-persoon', `De rem op ${what} is gezet door ${found.setBy}; een ander lost haar.`),
      );
    await tx.update(brake).set({ releasedBy: who, releasedOn: today }).where(eq(brake.id, found.id));
    return accepted(null);
  });
}

/** A change of regime names the statute that it rests on, and has its two people. */
export async function proposeRegime(
  db: Db,
  input: { readonly regime: unknown; readonly fromDay: Day; readonly grondslag: unknown },
  by: string,
): Promise<Outcome<{ id: bigint }, StandingRefusal>> {
  const read = z
    .object({ regime: z.enum(['VOLMACHT', 'WETTELIJKE_TAAK']), grondslag: words })
    .safeParse(input, IN_DUTCH);
  const who = personIn(by);
  const faults = read.success ? [] : read.error.issues.map((one) => `${one.path.join('/')}: ${one.message}`);
  if (who === null) faults.push('by: noem wie dit voorstelt, in hoogstens 200 tekens');
  if (!read.success || who === null) return refused(...faults.map((fault) => refusal('onleesbaar', fault)));
  const [row] = await db
    .insert(regime)
    .values({ ...read.data, fromDay: input.fromDay, proposedBy: who })
    .returning({ id: regime.id });
  return accepted({ id: row!.id });
}

export async function releaseRegime(
  db: Db,
  id: bigint,
  by: string,
  today: Day,
): Promise<Outcome<null, StandingRefusal>> {
  return db.transaction(async (tx) => {
    const [found] = await tx.select().from(regime).where(eq(regime.id, id)).for('update');
    if (!found) return refused(refusal('onbekend', `Er is geen voorstel ${id} voor een regime.`));
    if (found.releasedOn !== null) return refused(refusal('dubbel', `Voorstel ${id} is al vrijgegeven.`));
    const who = personIn(by);
    if (who === null || isSamePerson(who, found.proposedBy))
      return refused(
        refusal('zelfde-persoon', `Voorstel ${id} is van ${found.proposedBy}; een ander geeft het vrij.`),
      );
    await tx.update(regime).set({ releasedBy: who, releasedOn: today }).where(eq(regime.id, id));
    return accepted(null);
  });
}

/** The program proposes nothing and releases nothing for the whole office. */
function personIn(by: string): string | null {
  const name = readName(by);
  return name === SYSTEM ? null : name;
}

function refusal(code: StandingRefusal, sentence: string): Refusal<StandingRefusal> {
  return { code, sentence, grounds: [] };
}
