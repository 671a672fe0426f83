import { expect, test } from 'vitest';
import { CHART, OFF_BALANCE } from '../../src/collections/chart.ts';

/**
 * The codes of ours as the Referentie GrootboekSchema 3.7 has them (rgs-3.7.csv of referentiegrootboekschema.nl; columns code, dc): a code says on which side
 * of the balance sheet, or of the profit and loss account, it stands.
 */
const RGS = new Map([
  ['BLimBanRba', 'debit'], // Bankrekening
  ['BVorOvrRco', 'debit'], // Rekening-courant overigen
  ['BVorOvaOoa', 'debit'], // Overige overlopende activa
  ['BSchCreKcr', 'credit'], // Kostencrediteuren
  ['BSchCreTus', 'credit'], // Tussenrekening betalingen crediteuren (betalingen onderweg)
  ['BSchOvsRco', 'credit'], // Schulden aan rekening-courant overigen
  ['BSchOvsOvs', 'credit'], // Overige schulden
  ['BSchTusTon', 'credit'], // Tussenrekening ontvangsten
  ['WOmzNodOdh', 'credit'], // Omzet diensten hoog tarief
  ['WOmzNodNod', 'credit'], // Omzet onbelaste diensten
]);

test('every account has a code of RGS 3.7 on its own side, but the claims and entitlements, which stand on no balance sheet', () => {
  for (const { code, rgsCode, normalSide } of CHART) {
    if (/^(vordering|aanspraak)-/.test(code)) expect(rgsCode, code).toBe(OFF_BALANCE);
    else expect(RGS.get(rgsCode), `${code} (${rgsCode})`).toBe(normalSide);
  }
  expect(RGS.has(OFF_BALANCE)).toBe(false);
});
