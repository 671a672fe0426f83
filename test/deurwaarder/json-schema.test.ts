import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { berichtSchema, executieopdrachtJsonSchema, readOpdracht } from '../../src/deurwaarder/index.ts';
import { isDay } from '../../src/values/index.ts';
import { type ExampleOpdracht, exampleOpdracht } from './example.ts';

const published = JSON.parse(
  readFileSync(new URL('../../docs/executieopdracht-v1.schema.json', import.meta.url), 'utf8'),
);
const ajv = new Ajv2020({ allErrors: true, formats: { date: isDay, base64: true } });
ajv.addSchema(published);
const opdrachtFits = ajv.getSchema(published.$id)!;
const berichtFits = ajv.getSchema(`${published.$id}#/$defs/bericht`)!;
const zendingFits = ajv.getSchema(`${published.$id}#/$defs/zending`)!;

test('the published schema is the one of the code: npx tsx scripts/deurwaarder-simulator.ts --print-schema', () => {
  expect(published).toEqual(executieopdrachtJsonSchema());
});

test('the example fits the published schema, alone and in a zending', () => {
  expect(opdrachtFits(exampleOpdracht())).toBe(true);
  expect(zendingFits({ opdracht: exampleOpdracht(), pdf: null })).toBe(true);
});

test.each<[string, (opdracht: ExampleOpdracht) => void]>([
  [
    'a key that is unknown',
    (o) => {
      Object.assign(o, { more: 1 });
    },
  ],
  [
    'a part that is missing',
    (o) => {
      Reflect.deleteProperty(o, 'kindtoets');
    },
  ],
  [
    'another version',
    (o) => {
      o.version = 'executieopdracht/v2';
    },
  ],
  [
    'an amount that is a number',
    (o) => {
      Object.assign(o.total, { open: 517.84 });
    },
  ],
  [
    'an amount with one decimal',
    (o) => {
      o.total.open = '517.8';
    },
  ],
  [
    'an amount below nothing',
    (o) => {
      o.total.open = '-517.84';
    },
  ],
  [
    'a day that does not exist',
    (o) => {
      o.date = '2026-02-30';
    },
  ],
  [
    'a day in another form',
    (o) => {
      o.date = '1 juni 2026';
    },
  ],
  [
    'a name of spaces',
    (o) => {
      o.debtor.name = '   ';
    },
  ],
  [
    'lijfsdwang',
    (o) => {
      o.measures = [{ measure: 'lijfsdwang' }];
    },
  ],
  [
    'beslag on goods that nobody decided on',
    (o) => {
      o.measures = [{ measure: 'beslag-roerende-zaken' }];
    },
  ],
  [
    'a loonbeslag with a key that is not its own',
    (o) => {
      o.measures = [{ measure: 'loonbeslag', employer: 'x' }];
    },
  ],
  [
    'no line',
    (o) => {
      o.lines = [];
    },
  ],
  [
    'an id that is a path',
    (o) => {
      o.opdrachtId = '../1';
    },
  ],
])('refused by schema and program alike: %s', (_, change) => {
  const opdracht = exampleOpdracht();
  change(opdracht);
  expect(opdrachtFits(opdracht)).toBe(false);
  expect(zendingFits({ opdracht, pdf: null })).toBe(false);
  expect(readOpdracht(opdracht).ok).toBe(false);
});

test.each([
  ['a beslag', true, { kind: 'beslag-gelegd', data: { beslag: 'b1', measure: 'loonbeslag', exploot: 'x' } }],
  [
    'the name of an employer',
    false,
    {
      kind: 'beslag-gelegd',
      data: { beslag: 'b1', measure: 'loonbeslag', exploot: 'x', werkgever: 'Verzonnen BV' },
    },
  ],
  ['a kind that is unknown', false, { kind: 'gijzeling', data: {} }],
  [
    'kosten',
    true,
    { kind: 'kosten', data: { ambtshandeling: 'betekening-titel', amount: '116.20', exploot: null } },
  ],
  [
    'an ambtshandeling that is unknown',
    false,
    { kind: 'kosten', data: { ambtshandeling: 'koffie', amount: '3.00', exploot: null } },
  ],
  ['what stands in the register', false, { kind: 'dbr-negatief', data: { schulden: 3 } }],
])('schema and program agree about a message: %s', (_, fits, part) => {
  const message = { id: 'm1', opdrachtId: 'opd_01', on: '2026-06-02', ...part };
  expect(berichtFits(message)).toBe(fits);
  expect(berichtSchema.safeParse(message).success).toBe(fits);
});
