import { expect, test } from 'vitest';
import { isId, newId } from '../../src/values/index.ts';

const at = (moment: string) => new Date(moment);

test('an id says what it names and is legal as a BullMQ job id', () => {
  const id = newId('case', at('2026-11-23T12:00:00Z'));
  expect(id).toMatch(/^case_[0-9A-HJKMNP-TV-Z]{26}$/);
  expect(id).not.toContain(':');
});

test('ids sort by the moment at which they were made, from 1970 to beyond 2999', () => {
  const moments = [
    '1970-01-01T00:00:00Z',
    '2026-11-23T12:00:00.000Z',
    '2026-11-23T12:00:00.001Z',
    '2999-12-31T00:00:00Z',
  ];
  const ids = moments.map((moment) => newId('case', at(moment)));
  expect([...ids].sort()).toEqual(ids);
});

test('a thousand ids of one millisecond are a thousand', () => {
  const now = at('2026-11-23T12:00:00Z');
  expect(new Set(Array.from({ length: 1_000 }, () => newId('act', now))).size).toBe(1_000);
});

test('an id is known by its own prefix and its form', () => {
  const id = newId('case', at('2026-11-23T12:00:00Z'));
  expect(isId('case', id)).toBe(true);
  expect(isId('act', id)).toBe(false);
  expect(isId('case', id.toLowerCase())).toBe(false);
  expect(isId('case', `${id}0`)).toBe(false);
  expect(isId('case', 'case_')).toBe(false);
  // I, L, O and U are not in the alphabet, so that an id can be read aloud.
  for (const letter of 'ILOU') expect(isId('case', `${id.slice(0, -1)}${letter}`)).toBe(false);
});
