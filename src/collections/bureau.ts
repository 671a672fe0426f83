/** Who sends the letters and takes the payments: a debtor must be able to see who writes, to answer, and to pay. */
export interface Bureau {
  readonly name: string;
  /** Its lines parted by a comma. */
  readonly address: string;
  /** Of the account for money held for others. */
  readonly iban: string;
  /** How to reach it, as it stands in a letter. */
  readonly contact: string;
}

/** Plainly invented, for demonstrations and tests. The account is a published test number of a bank, of nobody. */
export const DEMONSTRATION_BUREAU: Bureau = {
  name: 'Verzonnen Bureau Dwangsommen',
  address: 'Voorbeeldplein 1, 0000 AA Voorbeeldstad',
  iban: 'NL20INGB0001234567',
  contact: 'post@bureau.example, op werkdagen van 9 tot 17 uur',
};
