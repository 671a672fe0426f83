import { expect, test } from 'vitest';
import { balancedEntry, type EntryDraft } from '../../src/ledger/index.ts';
import type { Day } from '../../src/values/index.ts';
import { credit, debit, draft } from './books.ts';

/** 2^63 - 1, the largest bigint of PostgreSQL. */
const LARGEST = 9_999_999_999_999_999n;

function faultsOf(changes: Partial<EntryDraft>): string[] {
  const outcome = balancedEntry(draft(changes));
  return outcome.ok ? [] : outcome.refusals.map(({ code }) => code);
}

test('an entry of which both sides are € 250 is accepted with that total', () => {
  const outcome = balancedEntry(draft());
  expect(outcome).toMatchObject({ ok: true, value: { total: 25_000n, reverses: null } });
});

test('an entry may have several lines on each side: 100 + 150 = 175 + 75', () => {
  const lines = [
    debit('claims/a', 10_000n),
    debit('claims/b', 15_000n),
    credit('income', 17_500n),
    credit('bank', 7_500n),
  ];
  expect(faultsOf({ lines })).toEqual([]);
});

test('one cent of difference is refused, and the sentence names both sums', () => {
  const outcome = balancedEntry(draft({ lines: [debit('claims/a', 25_000n), credit('income', 24_999n)] }));
  expect(outcome.ok ? [] : outcome.refusals).toEqual([
    {
      code: 'unbalanced',
      sentence:
        'De boeking met sleutel "case_A/2025-02-14" is geweigerd: debet is € 250,00 en credit is € 249,99, die moeten gelijk zijn.',
      grounds: [],
    },
  ]);
});

test('fewer than two lines are refused, also where they balance at nothing', () => {
  expect(faultsOf({ lines: [] })).toEqual(['too-few-lines']);
  expect(faultsOf({ lines: [debit('bank', 1n)] })).toEqual(['too-few-lines', 'unbalanced']);
});

test('a thousand lines are accepted, one more is refused', () => {
  const lines = Array.from({ length: 999 }, () => debit('bank', 1n));
  expect(faultsOf({ lines: [...lines, credit('income', 999n)] })).toEqual([]);
  expect(faultsOf({ lines: [...lines, credit('income', 998n), credit('income', 1n)] })).toEqual([
    'too-many-lines',
  ]);
});

test('a zero and a negative amount are refused, also where they balance', () => {
  expect(faultsOf({ lines: [debit('bank', 0n), credit('income', 0n)] })).toEqual([
    'amount-not-positive',
    'amount-not-positive',
  ]);
  expect(faultsOf({ lines: [debit('bank', -1n), credit('income', -1n)] })).toEqual([
    'amount-not-positive',
    'amount-not-positive',
  ]);
});

test('the largest amount of a bigint column is accepted, one cent more is refused, on a line and in the total', () => {
  expect(faultsOf({ lines: [debit('bank', LARGEST), credit('income', LARGEST)] })).toEqual([]);
  const beyond = LARGEST + 1n;
  expect(faultsOf({ lines: [debit('bank', beyond), credit('income', beyond)] })).toEqual([
    'amount-too-large',
    'amount-too-large',
  ]);
  const lines = [debit('bank', LARGEST), debit('bank', 1n), credit('income', LARGEST), credit('income', 1n)];
  expect(faultsOf({ lines })).toEqual(['amount-too-large']);
});

test('an account on both sides is refused, an account twice on one side is not', () => {
  const wash = [debit('bank', 5n), credit('bank', 3n), credit('income', 2n)];
  expect(faultsOf({ lines: wash })).toEqual(['account-on-both-sides']);
  expect(faultsOf({ lines: [debit('bank', 2n), debit('bank', 3n), credit('income', 5n)] })).toEqual([]);
});

test.each(['key', 'scope', 'subject', 'kind', 'cause', 'description'] as const)(
  'an empty %s is refused, and so is one of blanks',
  (field) => {
    expect(faultsOf({ [field]: '' })).toEqual(['text-missing']);
    expect(faultsOf({ [field]: '  ' })).toEqual(['text-missing']);
  },
);

test('a key of 200 characters is accepted, also where each takes two halves; one more is refused', () => {
  expect(faultsOf({ key: '𝄞'.repeat(200) })).toEqual([]);
  expect(faultsOf({ key: 'k'.repeat(201) })).toEqual(['text-too-long']);
});

test('a character that PostgreSQL cannot keep, a line end and half a character are refused', () => {
  expect(faultsOf({ description: 'a\u0000b' })).toEqual(['text-unprintable']);
  expect(faultsOf({ description: 'a\nb' })).toEqual(['text-unprintable']);
  expect(faultsOf({ description: 'a\ud800b' })).toEqual(['text-unprintable']);
});

test('a day that does not exist is refused on both days', () => {
  const noDay = '2025-02-29' as Day;
  expect(faultsOf({ valueDate: noDay, bookedOn: noDay })).toEqual(['not-a-day', 'not-a-day']);
});

test('all faults come at once', () => {
  const faults = faultsOf({ key: '', cause: '', bookedOn: 'today' as Day, lines: [debit('', 0n)] });
  expect(faults).toEqual([
    'text-missing',
    'text-missing',
    'text-missing',
    'not-a-day',
    'too-few-lines',
    'amount-not-positive',
  ]);
});

test('what was found in balance cannot be changed afterwards, not even through the draft', () => {
  const lines = [debit('claims/a', 25_000n), credit('income', 25_000n)];
  const outcome = balancedEntry(draft({ lines }));
  if (!outcome.ok) throw new Error('refused');
  lines.push(debit('bank', 1n));
  expect(outcome.value.lines).toHaveLength(2);
  expect(() => Object.assign(outcome.value.lines[0]!, { amount: 1n })).toThrow(TypeError);
  expect(() => Object.assign(outcome.value, { total: 1n })).toThrow(TypeError);
});
