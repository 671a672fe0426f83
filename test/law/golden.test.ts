import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Assessment } from '../../src/law/index.ts';
import { answerOn } from './support/dossier.ts';

interface Example {
  readonly name: string;
  /** Where the outcome comes from: a judgment, an article, or a calculation by somebody else. */
  readonly source: string;
  readonly sum: string;
  readonly input: unknown;
  readonly expect: Readonly<Record<string, unknown>>;
}

const examples: readonly Example[] = JSON.parse(
  readFileSync(new URL('./examples.json', import.meta.url), 'utf8'),
);

test('there are 45 worked cases, and no two have one name', () => {
  expect(examples).toHaveLength(45);
  expect(new Set(examples.map(({ name }) => name)).size).toBe(45);
});

test.each(examples)('$name ($source)', ({ input, expect: expected }) => {
  const found = partsOf(answerOn(input));
  for (const [part, value] of Object.entries(expected)) {
    expect(Object.keys(found)).toContain(part);
    expect(only(value, found[part])).toEqual(value);
  }
});

/** The parts that an expectation may name (contracts/assess.md). */
function partsOf({ dwangsommen, allocations, totals }: Assessment): Record<string, unknown> {
  return {
    count: dwangsommen.length,
    first: dwangsommen[0]?.on,
    last: dwangsommen.at(-1)?.on,
    lastAmount: dwangsommen.at(-1)?.amount,
    verjaring: dwangsommen[0]?.verjaring,
    dwangsom: dwangsommen[0],
    allocations: allocations.map(({ payment, to, head, amount }) => [payment, to, head, amount]),
    totals,
  };
}

/** Of `found` the keys that `expected` names, at every depth: what is named is compared exactly, what is not named is free. */
function only(expected: unknown, found: unknown): unknown {
  if (!isRecord(expected) || !isRecord(found)) return found;
  return Object.fromEntries(Object.keys(expected).map((key) => [key, only(expected[key], found[key])]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
