import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { assess, type CaseInput, readCase } from '../../src/law/index.ts';
import { clausule, dossier, faultsOf, nietNakoming, stuiting, uitspraak } from './support/dossier.ts';

// The list is too long, and every id after the first stands twice: 1 + 199,999.
test('contract: two hundred thousand faults are named too', () => {
  const facts = Array.from({ length: 200_000 }, () => ({ kind: 'wsnp', id: 'x', from: '2025-02-30' }));
  expect(faultsOf({ ...dossier({}), facts }).length).toBe(200_000);
});

test('a term that ends after the last day that may be entered is answered', () => {
  const term = { kind: 'uitvoering', days: 36_500, from: 'uitspraak' } as const;
  const document = dossier({
    uitspraak: uitspraak({ pronouncedOn: '2999-12-31', clauses: [clausule({ term })] }),
  });
  expect(faultsOf(document)).toEqual([]);
  expect(() => answerOrFaults(document)).not.toThrow();
});

function answerOrFaults(json: unknown): unknown {
  const read = readCase(json);
  return read.ok ? assess(read.document) : read.faults;
}

test('any JSON at all gets an answer or faults, never an exception', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (json) => {
      answerOrFaults(json);
    }),
    { seed: 611, numRuns: 500 },
  );
});

test('a good document with any one value in it replaced gets an answer or faults, never an exception', () => {
  const odd = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom(
      '__proto__',
      'constructor',
      '',
      '2025-02-28',
      '0.01',
      '999999999999999.99',
      1e21,
      -0,
      null,
      [],
      {},
    ),
  );
  fc.assert(
    fc.property(fc.nat(), odd, (place, value) => {
      answerOrFaults(withReplaced(dossierWithEverything(), place, value));
    }),
    { seed: 611, numRuns: 1_500 },
  );
});

function dossierWithEverything(): CaseInput {
  return dossier({
    rente: '2025-03-01',
    uitspraak: uitspraak({
      kinderen: ['2010-01-01'],
      caps: { g1: '1000.00' },
      clauses: [clausule({ capGroup: 'g1', term: { kind: 'respijt', days: 1, from: 'betekening' } })],
    }),
    facts: [
      nietNakoming('n1', '2025-03-01', { aantal: 2 }),
      stuiting('s1', '2025-04-01', { by: 'aanmaning', covers: ['n1'], betaaltermijnDagen: 14 }),
      { kind: 'onbekendheid', id: 'o1', from: '2025-03-01', until: null, covers: 'all' },
      { kind: 'betaling', id: 'p1', on: '2025-05-01', amount: '10.00', designates: ['n1/2025-03-01'] },
      { kind: 'vermindering', id: 'v1', from: '2025-05-01', clause: 'c1', amount: '10.00', cap: '20.00' },
    ],
  });
}

/** The document with the value at one of its places, counted depth first, replaced. */
function withReplaced(json: unknown, place: number, value: unknown): unknown {
  const places: [container: object, key: string][] = [];
  const copy = structuredClone(json) as object;
  const visit = (container: object) => {
    for (const [key, inner] of Object.entries(container)) {
      places.push([container, key]);
      if (typeof inner === 'object' && inner !== null) visit(inner);
    }
  };
  visit(copy);
  const [container, key] = places[place % places.length]!;
  Reflect.set(container, key, value);
  return copy;
}
