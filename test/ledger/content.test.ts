import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { contentHashOf } from '../../src/ledger/content.ts';
import { balancedReversal } from '../../src/ledger/entry.ts';
import { day } from '../../src/values/index.ts';
import { balanced, credit, debit, draft } from './books.ts';

const claim = balanced({ description: 'Eén dag te laat' });

test('the bytes are each field after its length in four bytes, written out here by hand', () => {
  // "Eén" counts four bytes, because é takes two: the description of 15 characters has 16 = 0x10 bytes.
  const bytes = Buffer.concat(
    [
      '\x00\x00\x00\x0eledger-entry/1',
      '\x00\x00\x00\x11case_A/2025-02-14',
      '\x00\x00\x00\x06case_A',
      '\x00\x00\x00\x02n1',
      '\x00\x00\x00\x05claim',
      '\x00\x00\x00\x06fact_1',
      '\x00\x00\x00\x10Eén dag te laat',
      '\x00\x00\x00\x0a2025-02-14',
      '\x00\x00\x00\x00',
      '\x00\x00\x00\x012',
      '\x00\x00\x00\x08claims/a',
      '\x00\x00\x00\x05debit',
      '\x00\x00\x00\x0525000',
      '\x00\x00\x00\x06income',
      '\x00\x00\x00\x06credit',
      '\x00\x00\x00\x0525000',
    ].map((field) => Buffer.from(field, 'utf8')),
  );
  expect(contentHashOf(claim)).toEqual(createHash('sha256').update(bytes).digest());
});

test('golden vectors, computed from the description of the encoding by a few lines of Python', () => {
  expect(contentHashOf(claim).toString('hex')).toBe(
    '93095c77e43a79e44b7dd3f439183ee0abbeb317995e5cc22f8d3b4aa74e8f84',
  );
  const reversal = balancedReversal(
    draft({
      key: 'case_A/2025-02-14/back',
      kind: 'reversal',
      cause: 'fact_2',
      description: 'Vernietigd in hoger beroep',
      lines: [credit('claims/a', 25_000n), debit('income', 25_000n)],
    }),
    { id: 7n, key: 'case_A/2025-02-14' },
  );
  if (!reversal.ok) throw new Error('refused');
  expect(contentHashOf(reversal.value).toString('hex')).toBe(
    '59c1e1cf226e0ca68b255354869f6e60dcea17242b000f05ac56c359d039c78c',
  );
});

test('every field but the booked day changes the hash', () => {
  const others = [
    balanced({ key: 'case_A/2025-02-15' }),
    balanced({ scope: 'case_B' }),
    balanced({ subject: 'n2' }),
    balanced({ kind: 'cost' }),
    balanced({ cause: 'fact_2' }),
    balanced({ description: 'Two days late' }),
    balanced({ valueDate: day('2025-02-15') }),
    balanced({ lines: [debit('claims/b', 25_000n), credit('income', 25_000n)] }),
    balanced({ lines: [credit('claims/a', 25_000n), debit('income', 25_000n)] }),
    balanced({ lines: [debit('claims/a', 25_001n), credit('income', 25_001n)] }),
    balanced({ lines: [credit('income', 25_000n), debit('claims/a', 25_000n)] }),
  ];
  const hashes = [balanced(), ...others].map((entry) => contentHashOf(entry).toString('hex'));
  expect(new Set(hashes).size).toBe(12);
  expect(contentHashOf(balanced({ bookedOn: day('2025-02-17') }))).toEqual(contentHashOf(balanced()));
});

test('no border between fields can be moved: the length stands before each', () => {
  const one = balanced({ scope: 'case_A', subject: 'Bn1' });
  const other = balanced({ scope: 'case_AB', subject: 'n1' });
  expect(contentHashOf(one)).not.toEqual(contentHashOf(other));
});
