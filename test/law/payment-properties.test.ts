import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Assessment, assess, type CaseDocument, type Fact, readCase } from '../../src/law/index.ts';
import { addDays, type Cents, formatCents, parseCents, sumCents } from '../../src/values/index.ts';
import { generateCase } from './second-reading/cases.ts';
import { answer, betaling, clausule, nietNakoming, uitspraak } from './support/dossier.ts';

// Who pays more never owes more. Without rente this holds to the cent. With rente it holds but for rounding: a payment that comes to a dwangsom ends
// a segment of its rente (contract, rule 6), and two segments rounded apart can be a cent more than one rounded whole.
const anyCase = fc.nat({ max: 1_000_000 }).map(documentOf);
const morePaid = fc.record({
  cents: fc.oneof(fc.bigInt(1n, 20n), fc.bigInt(1n, 200_000n)),
  daysBefore: fc.integer({ min: 0, max: 700 }),
  existing: fc.boolean(),
  place: fc.nat(),
});

function documentOf(seed: number): CaseDocument {
  const read = readCase(generateCase(seed));
  if (!read.ok) throw new Error(`seed ${seed} is no good document: ${JSON.stringify(read.faults)}`);
  return read.document;
}

function answerOn(document: CaseDocument): Assessment | undefined {
  const outcome = assess(document);
  return outcome.ok ? outcome.value : undefined;
}

/** Whatever is still owed, in honour too: what is verjaard must not grow either. */
function owed({ totals }: Assessment): Cents {
  return sumCents(
    [totals.open.kosten, totals.open.rente, totals.open.hoofdsom, totals.verjaard].map(parseCents),
  );
}

type More = { cents: bigint; daysBefore: number; existing: boolean; place: number };

/** The same case with one payment raised, or with one payment added. */
function withMorePaid(document: CaseDocument, { cents, daysBefore, existing, place }: More): CaseDocument {
  const payments = document.facts.filter((fact) => fact.kind === 'betaling');
  const raised = payments[place % Math.max(1, payments.length)];
  if (existing && raised) {
    const amount = formatCents(parseCents(raised.amount) + cents);
    return {
      ...document,
      facts: document.facts.map((fact) => (fact === raised ? { ...raised, amount } : fact)),
    };
  }
  const on = addDays(document.asOf, -daysBefore);
  const added: Fact = {
    kind: 'betaling',
    id: `zz${place}`,
    on,
    amount: formatCents(cents),
    designates: undefined,
  };
  return { ...document, facts: [...document.facts, added] };
}

test('BW 6:43: without rente, more paid is never more owed', () => {
  fc.assert(
    fc.property(anyCase, morePaid, (document, more) => {
      const withoutRente: CaseDocument = { ...document, policy: { ...document.policy, rente: 'geen' } };
      const before = answerOn(withoutRente)!;
      const after = answerOn(withMorePaid(withoutRente, more))!;
      expect(owed(after) <= owed(before), `${owed(before)} became ${owed(after)}`).toBe(true);
    }),
    { seed: 643, numRuns: 600 },
  );
});

test('BW 6:43 and 6:119: with rente, more paid is never more owed but for a cent a dwangsom and payment', () => {
  fc.assert(
    fc.property(anyCase, morePaid, (document, more) => {
      const before = answerOn(document);
      const after = answerOn(withMorePaid(document, more));
      if (!before || !after) return;
      const payments = document.facts.filter(({ kind }) => kind === 'betaling').length + 1;
      const rounding = BigInt(before.dwangsommen.length * payments);
      expect(owed(after) <= owed(before) + rounding, `${owed(before)} became ${owed(after)}`).toBe(true);
    }),
    { seed: 643, numRuns: 600 },
  );
});

// Three of € 1,000.00 at 6% from 1 March to 1 June 2025: 92 days, 15.12 each, 3,045.36 owed. One cent paid on 1 April cuts each of the three
// segments: 5.10 + 10.03 = 15.13 each, 3,045.39, less the cent: 3,045.38. So a cent paid makes the debt two cents larger.
test('contract rule 6: the rounding that a payment brings can be more than the payment', () => {
  const owing = (...facts: Fact[]) =>
    formatCents(
      owed(
        answer({
          asOf: '2025-06-01',
          rente: '2025-03-01',
          uitspraak: uitspraak({ clauses: [clausule({ amount: '1000.00' })] }),
          facts: [nietNakoming('n1', '2025-03-01', { aantal: 3 }), ...facts],
        }),
      ),
    );
  expect(owing()).toBe('3045.36');
  expect(owing(betaling('p1', '2025-04-01', '0.01') as Fact)).toBe('3045.38');
});
