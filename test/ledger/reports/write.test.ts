import { expect, test } from 'vitest';
import {
  ageingSheet,
  journalSheet,
  openItemsSheet,
  type Seal,
  statementSheet,
  toCsv,
  toJson,
  toTable,
  trialBalanceSheet,
} from '../../../src/ledger/reports/index.ts';
import { day } from '../../../src/values/index.ts';

const SEAL: Seal = {
  number: 12,
  hash: 'ab'.repeat(32),
  sealedAt: new Date('2025-07-01T12:00:00.000Z'),
  lastId: 9_007_199_254_740_993n,
};

const bank = {
  control: 'bank',
  name: 'Bank',
  rgsCode: 'BLimBanRba',
  normalSide: 'debit',
  debit: 1_234_567n,
  credit: 0n,
  balance: 1_234_567n,
} as const;
const income = {
  control: 'income',
  name: 'Opbrengsten',
  rgsCode: 'WOmzNoh',
  normalSide: 'credit',
  debit: 0n,
  credit: 1_234_567n,
  balance: -1_234_567n,
} as const;
const trial = { rows: [bank, income], debit: 1_234_567n, credit: 1_234_567n, seal: SEAL };
const asOf = { valueOn: day('2025-02-28'), bookedOn: day('2025-03-31') };

test('a table: texts to the left, amounts to the right as Dutch readers write them, the seal on the last line', () => {
  expect(toTable(trialBalanceSheet(trial, asOf)).split('\n')).toEqual([
    'Proefbalans, waarde t/m 28 februari 2025, geboekt t/m 31 maart 2025',
    '',
    'Grootboekrekening  Naam         RGS               Debet       Credit         Saldo',
    '─────────────────  ───────────  ──────────  ───────────  ───────────  ────────────',
    'bank               Bank         BLimBanRba  € 12.345,67       € 0,00   € 12.345,67',
    'income             Opbrengsten  WOmzNoh          € 0,00  € 12.345,67  € −12.345,67',
    'Totaal                                      € 12.345,67  € 12.345,67        € 0,00',
    '',
    `Zegel: blok 12 van 2025-07-01T12:00:00.000Z, t/m boeking 9007199254740993, ${'ab'.repeat(32)}`,
    '',
  ]);
});

test('CSV: a header, a point in amounts, CRLF, and the seal at the end of every row', () => {
  const seal = `12,${'ab'.repeat(32)}`;
  expect(toCsv(trialBalanceSheet(trial, {})).split('\r\n')).toEqual([
    'Grootboekrekening,Naam,RGS,Debet,Credit,Saldo,Zegelblok,Zegel',
    `bank,Bank,BLimBanRba,12345.67,0.00,12345.67,${seal}`,
    `income,Opbrengsten,WOmzNoh,0.00,12345.67,-12345.67,${seal}`,
    `Totaal,,,12345.67,12345.67,0.00,${seal}`,
    '',
  ]);
});

test('JSON: amounts as text with a point, ids as text, nothing rounded; what was asked, the seal and the cursor', () => {
  const page = {
    account: 'bank',
    opening: -5n,
    lines: [
      {
        entryId: 9_007_199_254_740_993n,
        line: 1,
        key: 'k1',
        valueDate: day('2025-02-14'),
        bookedOn: day('2025-02-16'),
        description: 'Überweisung',
        debit: 25_000n,
        credit: 0n,
        balance: 24_995n,
      },
    ],
    closing: 24_995n,
    next: 'abc',
    seal: SEAL,
  };
  expect(JSON.parse(toJson(statementSheet(page, asOf, day('2025-02-01'))))).toEqual({
    report: 'statement',
    account: 'bank',
    from: '2025-02-01',
    valueOn: '2025-02-28',
    bookedOn: '2025-03-31',
    sealedAt: null,
    opening: '-0.05',
    closing: '249.95',
    rows: [
      {
        entry: '9007199254740993',
        key: 'k1',
        valueDate: '2025-02-14',
        bookedOn: '2025-02-16',
        description: 'Überweisung',
        debit: '250.00',
        credit: '0.00',
        balance: '249.95',
      },
    ],
    seal: {
      number: 12,
      hash: 'ab'.repeat(32),
      sealedAt: '2025-07-01T12:00:00.000Z',
      lastId: '9007199254740993',
    },
    next: 'abc',
  });
  const lines = toTable(statementSheet(page, asOf, undefined))
    .trimEnd()
    .split('\n');
  expect(lines.at(-1)).toBe('Verder met --cursor abc');
  expect(lines.find((line) => line.includes('Beginsaldo'))).toMatch(/€ −0,05$/);
  expect(lines.find((line) => line.includes('Saldo onderaan deze bladzijde'))).toMatch(/€ 249,95$/);
});

function csvOfDescription(description: string): string {
  const entry = {
    id: 1n,
    key: 'k1',
    scope: 'case_A',
    subject: 'n1',
    kind: 'claim',
    cause: 'fact_1',
    description,
    valueDate: day('2025-02-14'),
    bookedOn: day('2025-02-16'),
    recordedAt: new Date('2025-02-16T12:00:00.000Z'),
    reverses: null,
    total: 100n,
    lines: [{ account: 'bank', side: 'credit', amount: 100n }] as const,
  };
  const [, row] = toCsv(journalSheet({ entries: [entry], next: null, seal: null }, { limit: 1 })).split(
    '\r\n',
  );
  const [before, after] = ['1,k1,case_A,n1,claim,fact_1,2025-02-14,2025-02-16,,', ',bank,0.00,1.00,,'];
  expect(row?.startsWith(before) && row.endsWith(after)).toBe(true);
  return row!.slice(before.length, -after.length);
}

test.each([
  ['=1+1', "'=1+1"],
  ['+31 20', "'+31 20"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
  ['a = b', 'a = b'],
  ['one, two', '"one, two"'],
  ['he said "no"', '"he said ""no"""'],
  ['two\nlines', '"two\nlines"'],
])('RFC 4180 and no formula: the text %j is written %j', (description, written) => {
  expect(csvOfDescription(description)).toBe(written);
});

test('without a seal the table says so, CSV leaves the columns empty and JSON has null', () => {
  const sheet = openItemsSheet({ items: [], balance: 0n, seal: null }, 'claims', {});
  expect(toTable(sheet)).toContain('stand van nu');
  expect(toTable(sheet)).toContain('Zegel: er is nog niets verzegeld.');
  expect(toCsv(sheet)).toBe('Rekening,Open sinds,Debet,Credit,Saldo,Zegelblok,Zegel\r\nTotaal,,,,0.00,,\r\n');
  expect(JSON.parse(toJson(sheet)).seal).toBeNull();
});

test('the last bucket of an ageing has no end', () => {
  const buckets = [
    { from: 0, through: 30, count: 2, balance: 300n },
    { from: 31, through: null, count: 1, balance: -50n },
  ];
  const report = { control: 'claims', buckets, count: 3, balance: 250n, seal: null };
  expect(JSON.parse(toJson(ageingSheet(report, {}))).rows).toEqual([
    { from: 0, through: 30, count: 2, balance: '3.00' },
    { from: 31, through: null, count: 1, balance: '-0.50' },
  ]);
});
