import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { contentHashOf, contentOf } from '../../src/ledger/content.ts';
import { balancedReversal } from '../../src/ledger/entry.ts';
import { day } from '../../src/values/index.ts';
import { balanced, credit, debit, draft } from './books.ts';

const claim = balanced({ description: 'Eén dag te laat' });

test('the text is each field after its length in bytes, written out here by hand', () => {
  // "Eén" counts four bytes, because é takes two: the description of 15 characters has 16 bytes. Nothing is reversed, so that field is empty.
  const text =
    '14:ledger-entry/2,17:case_A/2025-02-14,6:case_A,2:n1,5:claim,6:fact_1,16:Eén dag te laat,10:2025-02-14,0:,' +
    '8:claims/a,5:debit,5:25000,6:income,6:credit,5:25000,';
  expect(contentOf({ ...claim, reversedKey: null })).toBe(text);
  expect(contentHashOf(claim)).toEqual(createHash('sha256').update(text, 'utf8').digest('hex'));
});

// The hashes below come from hashlib in Python: sha256(b''.join(b'%d:%s,' % (len(f.encode()), f.encode()) for f in fields)).

test('golden vectors: a claim', () => {
  expect(contentHashOf(claim)).toBe('ce7a002e8b4eede5c87c9d133936b4f7f6a610add157ec76dfb3841f7936638c');
});

test('golden vectors: its reversal, which names the key of what it takes back and not its id', () => {
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
  expect(contentHashOf(reversal.value)).toBe(
    'e84afec161601da3aaa8de12fa43f73bb1093bfdf33c75d5886c1ee8eed9ff71',
  );
});

test('golden vectors: characters of two, three and four bytes, the last day and the largest amount', () => {
  const entry = balanced({
    key: 'k/€/😀',
    scope: 'case_Ω',
    description: 'Tijdvak “één”',
    valueDate: day('2999-12-31'),
    lines: [
      debit('claims/ö', 9_999_999_999_999_998n),
      debit('claims/ö', 1n),
      credit('income', 9_999_999_999_999_999n),
    ],
  });
  expect(contentHashOf(entry)).toBe('c37bf7bd1bcdf06aa10eb5fb5e928643b625e7e33c5dc408e4bcc6ae39f45d58');
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
  const hashes = [balanced(), ...others].map((entry) => contentHashOf(entry));
  expect(new Set(hashes).size).toBe(12);
  expect(contentHashOf(balanced({ bookedOn: day('2025-02-17') }))).toEqual(contentHashOf(balanced()));
});

test('no border between fields can be moved: the length stands before each', () => {
  const one = balanced({ scope: 'case_A', subject: 'Bn1' });
  const other = balanced({ scope: 'case_AB', subject: 'n1' });
  expect(contentHashOf(one)).not.toEqual(contentHashOf(other));
});
