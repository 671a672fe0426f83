import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Assessment, assess, type CaseDocument, type Fact, readCase } from '../../src/law/index.ts';
import { addDays, type Cents, type Day, formatCents, parseCents, sumCents } from '../../src/values/index.ts';
import { generateCase } from './second-reading/cases.ts';

// What must hold on every case, over the generator of nasty documents and over changes to what it generates. Seeded, so that a failure
// comes back; `numRuns` is what a second or two allows.
const anyCase = fc.nat({ max: 1_000_000 }).map((seed) => ({ seed, document: documentOf(seed) }));
const settings = { seed: 611, numRuns: 250 };

function documentOf(seed: number): CaseDocument {
  const read = readCase(generateCase(seed));
  if (!read.ok) throw new Error(`seed ${seed} is no good document: ${JSON.stringify(read.faults)}`);
  return read.document;
}

/** The answer; undefined where a rate is needed that there is not. */
function answerOn(document: CaseDocument): Assessment | undefined {
  const outcome = assess(document);
  return outcome.ok ? outcome.value : undefined;
}

function forEveryAnswer(check: (found: Assessment, document: CaseDocument) => void): void {
  fc.assert(
    fc.property(anyCase, ({ document }) => {
      const found = answerOn(document);
      if (found) check(found, document);
    }),
    settings,
  );
}

const cents = (amounts: readonly string[]): Cents => sumCents(amounts.map(parseCents));

test('every cent paid is allocated, left over or refundable', () => {
  forEveryAnswer(({ allocations, totals }) => {
    const placed = cents([...allocations.map(({ amount }) => amount), totals.unallocated, totals.refundable]);
    expect(formatCents(placed)).toBe(totals.paid);
  });
});

test('BW 6:44: each dwangsom is what is paid and what is open of it, and the allocations say the same', () => {
  forEveryAnswer(({ dwangsommen, allocations }) => {
    for (const { id, status, amount, hoofdsom, paid } of dwangsommen) {
      if (status !== 'vervallen') expect(formatCents(cents([paid.hoofdsom, hoofdsom]))).toBe(amount);
      for (const head of ['hoofdsom', 'rente'] as const) {
        const allocated = allocations.filter((row) => row.to === id && row.head === head);
        expect(formatCents(cents(allocated.map((row) => row.amount)))).toBe(paid[head]);
      }
    }
  });
});

test('the totals are the sums of the rows', () => {
  forEveryAnswer(({ dwangsommen, totals }) => {
    const open = dwangsommen.filter(({ status }) => status === 'opeisbaar' || status === 'betwistbaar');
    expect(totals.forfeited).toBe(formatCents(cents(dwangsommen.map(({ amount }) => amount))));
    expect(totals.open.hoofdsom).toBe(formatCents(cents(open.map(({ hoofdsom }) => hoofdsom))));
    expect(totals.open.rente).toBe(formatCents(cents(open.map(({ rente }) => rente))));
    const barred = dwangsommen.filter(({ status }) => status === 'verjaard');
    expect(totals.verjaard).toBe(formatCents(cents(barred.map(({ hoofdsom }) => hoofdsom))));
  });
});

test('Rv 611b: with each unit the clause and its group stay within the maximum of that day', () => {
  forEveryAnswer(({ dwangsommen }, { uitspraak, facts }) => {
    const ofClause = new Map<string, Cents>();
    const ofGroup = new Map<string, Cents>();
    for (const { clause: id, on, amount } of dwangsommen) {
      const clause = uitspraak.clauses.find((candidate) => candidate.id === id)!;
      const taken = (ofClause.get(id) ?? 0n) + parseCents(amount);
      ofClause.set(id, taken);
      const maximum = maximumOn(facts, id, on) ?? clause.cap;
      if (maximum !== null) expect(taken <= parseCents(maximum), `${id} on ${on}`).toBe(true);
      if (clause.capGroup === null) continue;
      const inGroup = (ofGroup.get(clause.capGroup) ?? 0n) + parseCents(amount);
      ofGroup.set(clause.capGroup, inGroup);
      expect(inGroup <= parseCents(uitspraak.caps[clause.capGroup]!), `${clause.capGroup} on ${on}`).toBe(
        true,
      );
    }
  });
});

function maximumOn(facts: readonly Fact[], clause: string, on: Day): string | undefined {
  const lowered = facts
    .filter((fact) => fact.kind === 'vermindering')
    .filter((fact) => fact.clause === clause && fact.cap !== undefined && fact.from <= on)
    .sort((left, right) => (left.from + left.id < right.from + right.id ? -1 : 1));
  return lowered.at(-1)?.cap;
}

test('the answer depends on the document alone, and leaves it as it was', () => {
  forEveryAnswer((found, document) => {
    const before = structuredClone(document);
    expect(answerOn(document)).toEqual(found);
    expect(document).toEqual(before);
  });
});

test('contract, "Input": the order of the facts does not matter', () => {
  fc.assert(
    fc.property(anyCase, fc.infiniteStream(fc.nat()), ({ document }, chance) => {
      const keyed = document.facts.map((fact) => ({ fact, key: chance.next().value as number }));
      const facts = keyed.sort((left, right) => left.key - right.key).map(({ fact }) => fact);
      expect(answerOn({ ...document, facts })).toEqual(answerOn(document));
    }),
    settings,
  );
});

// A fact after a day changes nothing that lies before it: what stands in a letter of that day stays true. Only a vernietiging reaches
// back, and it leaves what was forfeited as it was too.
test('a later asOf changes neither what was forfeited before it nor what was paid on it', () => {
  fc.assert(
    fc.property(anyCase, fc.integer({ min: 1, max: 400 }), ({ document }, days) => {
      const asOf = addDays(document.asOf, -days);
      const earlier = answerOn({ ...document, asOf });
      const later = answerOn(document);
      if (!earlier || !later) return;
      const forfeited = ({ dwangsommen }: Assessment) => dwangsommen.filter(({ on }) => on <= asOf);
      expect(forfeited(later).map(({ id, amount }) => `${id} ${amount}`)).toEqual(
        forfeited(earlier).map(({ id, amount }) => `${id} ${amount}`),
      );
      if (document.facts.some(({ kind }) => kind === 'vernietiging')) return;
      const paid = new Set(earlier.allocations.map(({ payment }) => payment));
      expect(later.allocations.filter(({ payment }) => paid.has(payment))).toEqual(earlier.allocations);
    }),
    settings,
  );
});

test('BW 3:319 lid 2: one stuiting more ends no term earlier', () => {
  const by = fc.constantFrom(
    'aanmaning',
    'erkenning',
    'daad-van-tenuitvoerlegging',
    'executiegeschil-schuldenaar',
  );
  fc.assert(
    fc.property(anyCase, by, fc.integer({ min: 0, max: 900 }), ({ document }, kind, daysBefore) => {
      const on = addDays(document.asOf, -daysBefore);
      const more: Fact = { kind: 'stuiting', id: 'zz', on, by: kind, covers: 'all' } as Fact;
      const before = answerOn(document)?.dwangsommen ?? [];
      const after = answerOn({ ...document, facts: [...document.facts, more] })?.dwangsommen ?? [];
      for (const [index, { verjaring }] of after.entries()) {
        const was = before[index]?.verjaring;
        if (!was) return;
        expect((verjaring.endsOn ?? 'held') >= (was.endsOn ?? 'held')).toBe(true);
        expect((verjaring.contestableUntil ?? 'held') >= (was.contestableUntil ?? 'held')).toBe(true);
      }
    }),
    settings,
  );
});

test('Rv 611g lid 1: the second reading never ends before the first', () => {
  forEveryAnswer(({ dwangsommen }) => {
    for (const { verjaring } of dwangsommen) {
      expect((verjaring.contestableUntil ?? 'held') >= (verjaring.endsOn ?? 'held')).toBe(true);
    }
  });
});

test('contract rule 4: no two dwangsommen have one id, and they stand in order of their days', () => {
  forEveryAnswer(({ dwangsommen }) => {
    expect(new Set(dwangsommen.map(({ id }) => id)).size).toBe(dwangsommen.length);
    const days = dwangsommen.map(({ on }) => on);
    expect([...days].sort()).toEqual(days);
  });
});
