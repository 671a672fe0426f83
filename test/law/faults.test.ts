import { expect, test } from 'vitest';
import type { CaseInput } from '../../src/law/index.ts';
import { clausule, dossier, faultsOf, nietNakoming, stuiting, uitspraak } from './support/dossier.ts';

/** A good document with one of each thing that the table below breaks; `change` breaks it. */
function broken(change: (document: CaseInput) => void): string[] {
  const document = dossier({
    uitspraak: uitspraak({
      caps: { g1: '1000.00' },
      clauses: [
        clausule({ id: 'keer', term: { kind: 'respijt', days: 14, from: 'betekening' } }),
        clausule({ id: 'dag', mode: 'per-dag' }),
        clausule({ id: 'week', mode: 'per-week-of-gedeelte', from: '2025-03-01', to: '2025-06-01' }),
      ],
    }),
    facts: [
      nietNakoming('n0', '2025-03-01', { clause: 'keer', aantal: 2 }),
      nietNakoming('n1', '2025-03-01', { clause: 'dag', through: '2025-03-05' }),
      nietNakoming('n2', '2025-03-01', { clause: 'week' }),
      stuiting('s3', '2025-04-01', { by: 'aanmaning', covers: ['n1'], betaaltermijnDagen: 14 }),
      { kind: 'wsnp', id: 'x4', from: '2025-05-01', until: '2025-05-31' },
      { kind: 'betaling', id: 'p5', on: '2025-05-01', amount: '10.00', designates: ['n1/2025-03-01'] },
      { kind: 'vermindering', id: 'v6', from: '2025-05-01', clause: 'keer', amount: '10.00' },
    ],
  });
  const copy = structuredClone(document);
  change(copy);
  return faultsOf(copy).map(({ pointer }) => pointer);
}
/** What TypeScript itself would refuse. */
const put = (target: object | undefined, values: object) => Object.assign(target as object, values);

test('contract: the document that the table breaks is good', () => {
  expect(broken(() => {})).toEqual([]);
});

type Row = [what: string, pointer: string, change: (document: CaseInput) => void];
const rows: Row[] = [
  ['an unknown key of the document', '/extra', (d) => put(d, { extra: 1 })],
  ['an unknown key of the policy', '/policy/extra', (d) => put(d.policy!, { extra: 1 })],
  ['an unknown key of the uitspraak', '/uitspraak/extra', (d) => put(d.uitspraak, { extra: 1 })],
  [
    'an unknown key of a clause',
    '/uitspraak/clauses/1/extra',
    (d) => put(d.uitspraak.clauses[1], { extra: 1 }),
  ],
  [
    'an unknown key of a term',
    '/uitspraak/clauses/0/term/extra',
    (d) => put(d.uitspraak.clauses[0]!.term!, { extra: 1 }),
  ],
  ['an unknown key of a fact', '/facts/4/extra', (d) => put(d.facts[4], { extra: 1 })],
  ['a key with a slash and a tilde', '/facts/4/a~1b~0c', (d) => put(d.facts[4], { 'a/b~c': 1 })],
  ['a key of another kind of fact', '/facts/4/covers', (d) => put(d.facts[4], { covers: 'all' })],
  ['an unknown kind', '/facts/4/kind', (d) => put(d.facts[4], { kind: 'verlof' })],
  ['aantal under per-dag', '/facts/1/aantal', (d) => put(d.facts[1], { aantal: 2 })],
  ['aantal of zero', '/facts/0/aantal', (d) => put(d.facts[0], { aantal: 0 })],
  ['aantal above 1000', '/facts/0/aantal', (d) => put(d.facts[0], { aantal: 1001 })],
  ['half an aantal', '/facts/0/aantal', (d) => put(d.facts[0], { aantal: 1.5 })],
  ['through under per-keer', '/facts/0/through', (d) => put(d.facts[0], { through: '2025-03-02' })],
  [
    'alsnogNagekomenOn under per-keer',
    '/facts/0/alsnogNagekomenOn',
    (d) => put(d.facts[0], { alsnogNagekomenOn: '2025-03-02' }),
  ],
  [
    'alsnogNagekomenOn under per-week',
    '/facts/2/alsnogNagekomenOn',
    (d) => put(d.facts[2], { alsnogNagekomenOn: '2025-03-02' }),
  ],
  [
    'alsnogNagekomenOn on the last day',
    '/facts/1/alsnogNagekomenOn',
    (d) => put(d.facts[1], { alsnogNagekomenOn: '2025-03-05' }),
  ],
  [
    'a payment term on something else',
    '/facts/3/betaaltermijnDagen',
    (d) => put(d.facts[3], { by: 'erkenning' }),
  ],
  ['voorbehoud on an aanmaning', '/facts/3/voorbehoud', (d) => put(d.facts[3], { voorbehoud: true })],
  ['uitkomst on an aanmaning', '/facts/3/uitkomst', (d) => put(d.facts[3], { uitkomst: 'loopt' })],
  [
    'an eis without uitkomst',
    '/facts/3/uitkomst',
    (d) => put(d.facts[3], { by: 'eis', betaaltermijnDagen: null }),
  ],
  [
    'a respijttermijn from the uitspraak',
    '/uitspraak/clauses/0/term/from',
    (d) => put(d.uitspraak.clauses[0]!.term!, { from: 'uitspraak' }),
  ],
  [
    'a term with both forms',
    '/uitspraak/clauses/0/term',
    (d) => put(d.uitspraak.clauses[0]!.term!, { until: '2025-03-01' }),
  ],
  [
    'a term of minus one day',
    '/uitspraak/clauses/0/term/days',
    (d) => put(d.uitspraak.clauses[0]!.term!, { days: -1 }),
  ],
  [
    'a period that ends before it begins',
    '/facts/1/through',
    (d) => put(d.facts[1], { through: '2025-02-28' }),
  ],
  [
    'an interval that ends before it begins',
    '/facts/4/until',
    (d) => put(d.facts[4], { until: '2025-04-30' }),
  ],
  [
    'a clause that ends before it begins',
    '/uitspraak/clauses/2/to',
    (d) => put(d.uitspraak.clauses[2], { to: '2025-02-28' }),
  ],
  ['a clause that is not there', '/facts/6/clause', (d) => put(d.facts[6], { clause: 'c9' })],
  [
    'a niet-nakoming that is not there',
    '/facts/3/covers/1',
    (d) => put(d.facts[3], { covers: ['n1', 'n9'] }),
  ],
  ['a stuiting that covers something else', '/facts/3/covers/0', (d) => put(d.facts[3], { covers: ['x4'] })],
  ['a number among the covered', '/facts/3/covers/0', (d) => put(d.facts[3], { covers: [1] })],
  ['covers that is neither', '/facts/3/covers', (d) => put(d.facts[3], { covers: 'alles' })],
  [
    'a group that is not there',
    '/uitspraak/clauses/0/capGroup',
    (d) => put(d.uitspraak.clauses[0], { capGroup: 'g9' }),
  ],
  [
    'a group named as JavaScript names things',
    '/uitspraak/clauses/0/capGroup',
    (d) => put(d.uitspraak.clauses[0], { capGroup: 'toString' }),
  ],
  [
    'a maximum named __proto__',
    '/uitspraak/caps/__proto__',
    (d) => put(d.uitspraak, { caps: JSON.parse('{"__proto__":"1.00"}') }),
  ],
  ['an id of two facts', '/facts/1/id', (d) => put(d.facts[1], { id: 'n0' })],
  ['an id of two clauses', '/uitspraak/clauses/1/id', (d) => put(d.uitspraak.clauses[1], { id: 'keer' })],
  ['an id of a clause and a fact', '/facts/4/id', (d) => put(d.facts[4], { id: 'dag' })],
  ['an empty id', '/facts/4/id', (d) => put(d.facts[4], { id: '' })],
  ['no clause at all', '/uitspraak/clauses', (d) => put(d.uitspraak, { clauses: [] })],
  ['an amount of zero', '/facts/5/amount', (d) => put(d.facts[5], { amount: '0.00' })],
  ['an amount below zero', '/facts/5/amount', (d) => put(d.facts[5], { amount: '-1.00' })],
  ['an amount with three decimals', '/facts/5/amount', (d) => put(d.facts[5], { amount: '1.005' })],
  ['an amount with a comma', '/facts/5/amount', (d) => put(d.facts[5], { amount: '1,00' })],
  ['an amount as a number', '/facts/5/amount', (d) => put(d.facts[5], { amount: 10 })],
  ['a maximum as a number', '/uitspraak/caps/g1', (d) => put(d.uitspraak, { caps: { g1: 1000 } })],
  ['a day that does not exist', '/asOf', (d) => put(d, { asOf: '2025-02-29' })],
  ['a day with a time', '/facts/4/from', (d) => put(d.facts[4], { from: '2025-05-01T00:00:00Z' })],
  ['a day out of reach', '/asOf', (d) => put(d, { asOf: '3000-01-01' })],
  ['a rente policy that there is not', '/policy/rente', (d) => put(d.policy!, { rente: 'ja' })],
  ['a day count that there is not', '/policy/dayCount', (d) => put(d.policy!, { dayCount: 364 })],
];

// Other faults may follow from the one (whoever covers a renamed fact), so the pointer must be among them.
test.each(rows)('contract, "refused are": %s → %s', (_what, pointer, change) => {
  expect(broken(change)).toContain(pointer);
});

test.each(['asOf', 'uitspraak', 'facts'])('contract: %s cannot be left out', (key) => {
  expect(broken((d) => Reflect.deleteProperty(d, key))).toContain(`/${key}`);
});

test('contract: a designation of something that is not there is no fault', () => {
  expect(broken((d) => put(d.facts[5], { designates: ['n9/2025-03-01', ''] }))).toEqual([
    '/facts/5/designates/1',
  ]);
  expect(broken((d) => put(d.facts[5], { designates: ['n9/2025-03-01'] }))).toEqual([]);
});

test('contract: nullable keys may be null or left out', () => {
  expect(broken((d) => put(d.facts[0], { aantal: null, through: null, alsnogNagekomenOn: null }))).toEqual(
    [],
  );
  expect(
    broken((d) => put(d.facts[3], { betaaltermijnDagen: null, voorbehoud: null, uitkomst: null })),
  ).toEqual([]);
  expect(broken((d) => Reflect.deleteProperty(d.facts[4]!, 'until'))).toEqual([]);
  expect(broken((d) => Reflect.deleteProperty(d, 'policy'))).toEqual([]);
});

test('contract: every fault is named at once, those of shape and those between the parts', () => {
  const pointers = broken((d) => {
    put(d, { asOf: 'vandaag', extra: true });
    put(d.uitspraak.clauses[0], { amount: 500, capGroup: 'g9' });
    put(d.facts[0], { clause: 'c9', aantal: 0 });
    put(d.facts[1], { id: 'n0', through: '2025-02-28' });
    put(d.facts[3], { covers: ['n8', 'n9'], uitkomst: 'loopt' });
    put(d.facts[4], { until: '2025-04-30' });
  });
  expect([...pointers].sort()).toEqual([
    '/asOf',
    '/extra',
    '/facts/0/aantal',
    '/facts/0/clause',
    '/facts/1/id',
    '/facts/1/through',
    '/facts/3/covers/0',
    '/facts/3/covers/1',
    '/facts/3/uitkomst',
    '/facts/4/until',
    '/uitspraak/clauses/0/amount',
    '/uitspraak/clauses/0/capGroup',
  ]);
});
