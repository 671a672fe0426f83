import { type Cents, formatCents } from '../values/index.ts';

/** What a banking app fills in when it scans the code. */
export interface EpcPayment {
  readonly name: string;
  readonly iban: string;
  readonly cents: Cents;
  readonly text: string;
}

/** The standard's own limits: one cent up to € 999.999.999,99, seventy characters of name, 140 of text. */
const MOST_CENTS = 99_999_999_999n;
const NAME_LENGTH = 70;
const TEXT_LENGTH = 140;

/**
 * The text of a QR code by which a banking app prepares a SEPA transfer: EPC069-12, version 002, in UTF-8. The BIC stays empty, as version
 * 002 allows inside the EEA. The reference goes as unstructured text, because the structured field takes only ISO 11649
 * references and a betalingskenmerk is none. Throws on what a bank would refuse.
 */
export function epcText({ name, iban, cents, text }: EpcPayment): string {
  const account = iban.replaceAll(' ', '');
  if (cents < 1n || cents > MOST_CENTS)
    throw new Error(`no amount that can be transferred: ${formatCents(cents)}`);
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{1,30}$/.test(account))
    throw new Error(`no IBAN to put in a QR code: "${iban}"`);
  if (/[\r\n]/.test(name + text))
    throw new Error('a name or a text with a line break would shift the lines of the QR code');
  if (text.length > TEXT_LENGTH)
    throw new Error(`longer than the ${TEXT_LENGTH} characters of a transfer: "${text}"`);
  return [
    'BCD',
    '002',
    '1',
    'SCT',
    '',
    // A longer name is cut: banks compare it loosely, and a refused code would help nobody.
    name.slice(0, NAME_LENGTH),
    account,
    `EUR${formatCents(cents)}`,
    '',
    '',
    text,
  ].join('\n');
}
