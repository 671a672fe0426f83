import { expect, test } from 'vitest';
import { REPORTED_AMBTSHANDELINGEN } from '../../src/deurwaarder/index.ts';
import { type Ambtshandeling, BTAG, btagTariff } from '../../src/law/parameters/btag.ts';
import { day, formatCents } from '../../src/values/index.ts';

function tariffOn(ambtshandeling: Ambtshandeling, on: string): string | null {
  const tariff = btagTariff(ambtshandeling, day(on));
  return tariff.ok ? formatCents(tariff.value) : null;
}

// By hand from tables of others (domain/collections.md 2.5, domain/law.md 6): e-legal.nl/btag for 1 March 2023, invorderingsbedrijf.nl/btag for 2024.
test.each<[Ambtshandeling, string, string]>([
  ['dagvaarding', '2023-03-01', '106.73'],
  ['betekening-titel', '2023-12-31', '116.20'],
  ['aanzegging-of-bevel', '2023-06-15', '84.85'],
  ['overige-betekening', '2023-06-15', '76.59'],
  ['beslag-roerende-zaken', '2023-06-15', '140.13'],
  ['derdenbeslag-niet-periodiek', '2023-06-15', '221.57'],
  ['derdenbeslag-periodiek', '2023-06-15', '157.17'],
  ['dagvaarding', '2024-01-01', '112.37'],
  ['betekening-titel', '2024-06-15', '122.34'],
  ['aanzegging-of-bevel', '2024-06-15', '89.33'],
  ['overige-betekening', '2024-12-31', '80.64'],
])('Btag art. 2: %s on %s is € %s without VAT', (ambtshandeling, on, tariff) => {
  expect(tariffOn(ambtshandeling, on)).toBe(tariff);
});

test.each<[Ambtshandeling, string, string]>([
  ['betekening-titel', '2023-02-28', 'the tariffs of 2023 began on 1 March'],
  ['betekening-titel', '2025-01-01', 'the row of 2024 is not carried on'],
  ['betekening-titel', '2026-11-26', 'nor into this year'],
  ['derdenbeslag-periodiek', '2024-01-01', 'nor that of 2023 where 2024 has none'],
])('Btag: no tariff for %s on %s: %s', (ambtshandeling, on) => {
  expect(tariffOn(ambtshandeling, on)).toBeNull();
});

test('Btag: without a row the refusal says what, which day and what to do', () => {
  expect(btagTariff('derdenbeslag-periodiek', day('2024-05-01'))).toMatchObject({
    ok: false,
    refusals: [
      {
        code: 'geen-tarief',
        sentence:
          'Voor derdenbeslag op een periodieke betaling (zoals loon) is van 1 mei 2024 geen tarief bekend; er is voor het laatst gezocht op 26 november 2026. De kosten worden niet geboekt zolang niemand het tarief van die dag heeft vastgelegd.',
        grounds: [{ article: 'Btag art. 2 onder j' }],
      },
    ],
  });
});

test('Btag: rows follow each other, do not overlap, and name a source', () => {
  for (const [index, row] of BTAG.entries()) {
    expect(row.from < row.through).toBe(true);
    expect(row.source).toMatch(/https:/);
    if (index > 0) expect(BTAG[index - 1]!.through < row.from).toBe(true);
  }
});

test('what a deurwaarder can report is what the table knows: 2023 has a tariff for each', () => {
  for (const ambtshandeling of REPORTED_AMBTSHANDELINGEN) {
    expect(tariffOn(ambtshandeling, '2023-06-15')).not.toBeNull();
  }
  expect(Object.keys(BTAG[0]!.amounts).toSorted()).toEqual([...REPORTED_AMBTSHANDELINGEN].toSorted());
});
