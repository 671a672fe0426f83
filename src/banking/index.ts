/** Formats of banks as pure functions: what stands on a transfer, and how it is read back. It knows values and nothing else. */
export { type EpcPayment, epcText } from './epc.ts';
export {
  betalingskenmerkOf,
  dossiernummerOf,
  formatBetalingskenmerk,
  hasValidCheckDigit,
} from './payment-reference.ts';
