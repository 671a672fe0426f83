import fc from 'fast-check';
import type { EntryDraft } from '../../src/ledger/index.ts';
import { addDays, day } from '../../src/values/index.ts';
import { ACCOUNTS, credit, debit } from './books.ts';

/** Few keys, few contents: most steps then meet something that was booked before, which is where the faults are. */
const KEYS = ['k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k7', 'k8'];
export const SCOPES = ['s1', 's2'];
const SUBJECTS = ['n1', 'n2'];
export const FIRST = day('2025-01-30');
export const DAYS = 5;

/** Reversals mostly have keys of their own. */
const REVERSAL_KEYS = ['r1', 'r2', 'r3', 'r4'];

const key = fc.constantFrom(...KEYS);
const aDay = fc.nat(DAYS - 1).map((days) => addDays(FIRST, days));
const threeAccounts = fc.shuffledSubarray(
  ACCOUNTS.map(({ code }) => code),
  { minLength: 3, maxLength: 3 },
);
/** One entry in ten moves an account that does not exist. More would leave few batches that are booked. */
const accounts = fc.oneof(
  { weight: 9, arbitrary: threeAccounts },
  { weight: 1, arbitrary: threeAccounts.map(([one, two]) => [one, 'nowhere', two]) },
);

const anyDraft: fc.Arbitrary<EntryDraft> = fc
  .record({
    key,
    scope: fc.constantFrom(...SCOPES),
    subject: fc.constantFrom(...SUBJECTS),
    kind: fc.constant('claim'),
    cause: fc.constant('fact_1'),
    description: fc.constant('Simulated'),
    valueDate: aDay,
    bookedOn: aDay,
    accounts,
    // Beyond what a double holds exactly, so that a number slipped in anywhere would show.
    amounts: fc.tuple(fc.bigInt(1n, 3n), fc.bigInt(9_007_199_254_740_993n, 9_007_199_254_740_995n)),
  })
  .map(({ accounts: [one, two, three], amounts: [small, large], ...rest }) => ({
    ...rest,
    lines: [debit(one!, small), debit(two!, large), credit(three!, small + large)],
  }));

export const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('post' as const),
      drafts: fc.array(anyDraft, { maxLength: 3 }),
      isLost: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('again' as const), at: fc.nat(20), bookedOn: aDay }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('reverse' as const),
      at: fc.nat(50),
      own: fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom(...REVERSAL_KEYS) },
        { weight: 1, arbitrary: key },
      ),
      valueDate: aDay,
      bookedOn: aDay,
    }),
  },
);
export type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;
