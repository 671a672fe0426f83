import { type Assessment, assess, readCase } from '../../../src/law/index.ts';
import type { AssessDocument } from './reading.ts';
import { secondReading } from './reading.ts';

/**
 * Where src/law and the second reading answer a document differently, as lines that name the place and both answers; empty
 * where they agree. Compared is everything that decides about money, days and facts: only `because` and `questions` are left out,
 * which the second reading does not give. The order of `pending` and `refused` is free in the contract.
 */
export function differencesOn(document: AssessDocument): string[] {
  const read = readCase(document);
  if (!read.ok) return [`refused as faulty: ${JSON.stringify(read.faults)}`];
  const outcome = assess(read.document);
  const theirs = theirAnswer(document);
  if (!outcome.ok || theirs === 'no-rate') {
    return outcome.ok || theirs !== 'no-rate' ? [`only one of the two needs a rate that there is not`] : [];
  }
  return differences('', comparable(outcome.value), comparable(theirs));
}

function theirAnswer(document: AssessDocument) {
  try {
    return secondReading(document);
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('no-rate')) return 'no-rate';
    throw error;
  }
}

function comparable(answer: Assessment | ReturnType<typeof secondReading>): unknown {
  const { asOf, dwangsommen, pending, refused, allocations, totals } = answer;
  return withoutGrounds({
    asOf,
    dwangsommen,
    pending: sorted(pending),
    refused: sorted(refused),
    allocations,
    totals,
  });
}

function sorted(rows: readonly unknown[]): unknown[] {
  return rows.map((row) => JSON.stringify(withoutGrounds(row))).sort();
}

/** A row of allocations carries its article, a dwangsom its grounds; the second reading knows neither. */
function withoutGrounds(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, inner) => (key === 'because' || key === 'article' ? undefined : inner)),
  );
}

function differences(at: string, ours: unknown, theirs: unknown): string[] {
  if (isObject(ours) && isObject(theirs)) {
    const keys = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])];
    return keys.flatMap((key) => differences(`${at}/${key}`, ours[key], theirs[key]));
  }
  if (Object.is(ours, theirs)) return [];
  return [`${at}: src/law ${JSON.stringify(ours)}, second reading ${JSON.stringify(theirs)}`];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
