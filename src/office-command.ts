import { readFile } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import {
  BRAKES,
  currentStanding,
  ladderVersions,
  proposeLadder,
  proposeRegime,
  readLadder,
  releaseBrake,
  releaseLadder,
  releaseRegime,
  setBrake,
  tryLadder,
} from './collections/index.ts';
import type { Db } from './db.ts';
import { showProgress } from './progress.ts';
import { type Day, formatDay, isDay, type Outcome } from './values/index.ts';

/**
 * `dwangsom office …`: the ladder, the brakes and the ground on which the bureau acts, for the whole office. Exit code 0 where it was done, 1 where it was
 * refused, 2 where what was asked cannot be read.
 */
interface Streams {
  readonly output: Writable;
  readonly errors: Writable & { isTTY?: boolean };
}

export async function showOffice(db: Db, today: Day, { output }: Streams): Promise<number> {
  const { standing, versions } = await db.transaction(async (tx) => ({
    standing: await currentStanding(tx, today),
    versions: await ladderVersions(tx),
  }));
  output.write(`Regime on ${formatDay(today)}: ${standing.regime}\n`);
  output.write(
    standing.brakes.length === 0
      ? 'Brakes: none\n'
      : `Brakes:\n${standing.brakes.map(({ what, setBy, setOn, reason }) => `  ${what}, set by ${setBy} on ${setOn}: ${reason}\n`).join('')}`,
  );
  output.write(`Ladder for cases that begin: version ${standing.ladder.version}\n`);
  for (const { step, daysAfter, betaaltermijnDagen, preconditions, by } of standing.ladder.steps) {
    const term = betaaltermijnDagen === null ? '' : `, ${betaaltermijnDagen} days to pay`;
    const needs = preconditions.length === 0 ? '' : `, needs ${preconditions.join(' and ')}`;
    output.write(`  ${step}: ${daysAfter} days after the step before, by ${by}${term}${needs}\n`);
  }
  for (const { version, proposedBy, releasedBy, releasedOn } of versions)
    output.write(
      `  version ${version}: proposed by ${proposedBy}, ${releasedBy === null ? 'not released' : `released by ${releasedBy} on ${releasedOn}`}\n`,
    );
  return 0;
}

export async function runProposeLadder(
  db: Db,
  { file, by, reason, today }: { file: string; by: string; reason: string; today: Day },
  streams: Streams,
): Promise<number> {
  const steps = await stepsIn(file, streams);
  if (steps === null) return 2;
  const proposed = await proposeLadder(db, { steps, reason }, by, today);
  return say(
    proposed,
    ({ version }) => `Version ${version} is proposed. Another than ${by} releases it.`,
    streams,
  );
}

/** The dry run: what it would do to the cases of today. */
export async function runTryLadder(
  db: Db,
  { file, today, json }: { file: string; today: Day; json: boolean },
  streams: Streams,
): Promise<number> {
  const steps = await stepsIn(file, streams);
  if (steps === null) return 2;
  const read = readLadder(steps);
  if (!read.ok) return say(read, () => '', streams, 2);
  const shown = showProgress(streams.errors);
  const trial = await tryLadder(db, { version: 0, steps: read.value }, today, (done) =>
    shown.show({ part: 'cases', done, of: done }),
  );
  shown.end();
  if (json) streams.output.write(`${JSON.stringify(trial, null, 2)}\n`);
  else {
    for (const { dossiernummer, dwangsom, now, proposed } of trial.changes)
      streams.output.write(`${dossiernummer} ${dwangsom}: ${next(now)} -> ${next(proposed)}\n`);
    streams.output.write(
      `${trial.changes.length} next steps would change, in ${trial.cases} cases. Nothing was written.\n`,
    );
  }
  return 0;
}

function next(step: { readonly step: string; readonly on: Day } | null): string {
  return step === null ? 'none' : `${step.step} on ${step.on}`;
}

export async function runReleaseLadder(
  db: Db,
  { version, by, today }: { version: string; by: string; today: Day },
  streams: Streams,
): Promise<number> {
  if (!/^\d{1,6}$/.test(version)) {
    streams.errors.write(`"${version}" is no version of the ladder; write a number.\n`);
    return 2;
  }
  const released = await releaseLadder(db, Number(version), by, today);
  return say(
    released,
    () => `Version ${version} is released: cases that begin take it, those that run keep theirs.`,
    streams,
  );
}

export async function runBrake(
  db: Db,
  { what, reason, by, today }: { what: string; reason: string; by: string; today: Day },
  streams: Streams,
): Promise<number> {
  const set = await setBrake(db, { what, reason }, by, today);
  const guard =
    what === 'stuitingen' ? ' Nothing is interrupted while it stands: claims may lapse (Rv 611g).' : '';
  return say(set, () => `The brake on ${what} stands, for the whole office.${guard}`, streams);
}

export async function runReleaseBrake(
  db: Db,
  { what, by, today }: { what: string; by: string; today: Day },
  streams: Streams,
): Promise<number> {
  if (!(BRAKES as readonly string[]).includes(what)) {
    streams.errors.write(`"${what}" is no brake; there are ${BRAKES.join(', ')}.\n`);
    return 2;
  }
  const released = await releaseBrake(db, what, by, today);
  return say(released, () => `The brake on ${what} is released; what it held goes on tomorrow.`, streams);
}

export async function runProposeRegime(
  db: Db,
  { regime, from, grondslag, by }: { regime: string; from: string; grondslag: string; by: string },
  streams: Streams,
): Promise<number> {
  if (!isDay(from)) {
    streams.errors.write(`"${from}" is no calendar day; write one as 2026-10-31.\n`);
    return 2;
  }
  const proposed = await proposeRegime(db, { regime, fromDay: from, grondslag }, by);
  return say(proposed, ({ id }) => `Proposal ${id} stands. Another than ${by} releases it.`, streams);
}

export async function runReleaseRegime(
  db: Db,
  { id, by, today }: { id: string; by: string; today: Day },
  streams: Streams,
): Promise<number> {
  if (!/^\d{1,18}$/.test(id)) {
    streams.errors.write(`"${id}" is no proposal; write its number.\n`);
    return 2;
  }
  const released = await releaseRegime(db, BigInt(id), by, today);
  return say(released, () => `Proposal ${id} is released, and counts from its day.`, streams);
}

async function stepsIn(file: string, { errors }: Streams): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (fault) {
    errors.write(`${file} cannot be read: ${(fault as Error).message}\n`);
    return null;
  }
}

function say<Value>(
  outcome: Outcome<Value>,
  words: (value: Value) => string,
  { output, errors }: Streams,
  refusedCode = 1,
): number {
  if (outcome.ok) {
    output.write(`${words(outcome.value)}\n`);
    return 0;
  }
  errors.write(`${outcome.refusals.map(({ sentence }) => sentence).join('\n')}\n`);
  return refusedCode;
}
