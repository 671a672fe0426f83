import { expect, test } from 'vitest';
import { epcText } from '../../src/banking/index.ts';

const payment = {
  name: 'Verzonnen Bureau Dwangsommen',
  iban: 'NL20 INGB 0001 2345 67',
  cents: 75_012n,
  text: '8202600000000042 D2026-00042',
};

// EPC069-12 v2.1, table 2: service tag, version, character set 1 (UTF-8), SCT, BIC, name, IBAN, amount, purpose, structured, unstructured.
test('EPC069-12: the lines stand in the order of the standard and end with the text', () => {
  expect(epcText(payment)).toBe(
    'BCD\n002\n1\nSCT\n\nVerzonnen Bureau Dwangsommen\nNL20INGB0001234567\nEUR750.12\n\n\n8202600000000042 D2026-00042',
  );
});

test('a name longer than seventy characters is cut', () => {
  expect(epcText({ ...payment, name: 'n'.repeat(80) }).split('\n')[5]).toHaveLength(70);
});

test.each([
  ['nothing to pay', { cents: 0n }, 'no amount'],
  ['less than nothing', { cents: -1n }, 'no amount'],
  ['more than the standard takes', { cents: 100_000_000_000n }, 'no amount'],
  ['no IBAN', { iban: '1234567' }, 'no IBAN'],
  ['a line break, which would shift the amount', { name: 'Bureau\nNL00EVIL' }, 'line break'],
  ['a text that is too long', { text: 't'.repeat(141) }, 'longer than'],
])('refuses %s', (_, change, message) => {
  expect(() => epcText({ ...payment, ...change })).toThrow(message);
});

test('the longest amount of the standard is written', () => {
  expect(epcText({ ...payment, cents: 99_999_999_999n })).toContain('\nEUR999999999.99\n');
});
