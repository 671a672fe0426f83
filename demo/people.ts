import type { PartiesInput } from '../src/collections/index.ts';
import type { Day } from '../src/values/index.ts';

/** Everybody in the demonstration bears one of these names, so that nobody can take an invented person for a real one. */
export const INVENTED_SURNAMES = ['Voorbeeld', 'Fictief', 'Verzonnen', 'Demo', 'Bedacht', 'Proefpersoon'];

/** Who works at the invented bureau. Whoever registers does not check, and whoever reports does not find. */
export const MAKER = 'Olga Voorbeeld';
export const CHECKER = 'Karel Verzonnen';
export const OFFICER = 'Sanne Fictief';
export const FINANCE = 'Fien Demo';
/** The second pair of eyes on money that goes out: whoever records a receipt approves no payout. */
export const APPROVER = 'Gijs Proefpersoon';

/** Published test numbers of banks: no account of anybody. */
const IBANS = ['NL91ABNA0417164300', 'NL69INGB0123456789', 'NL44RABO0123456789', 'NL20INGB0001234567'];

interface Child {
  readonly name: string;
  readonly bornOn: Day;
}

/** Two invented parties who live nowhere. `house` numbers the address and picks the bank accounts. */
export function parties(
  schuldeiser: string,
  schuldenaar: string,
  kinderen: readonly Child[],
  house: number,
): PartiesInput {
  return {
    schuldeiser: {
      name: schuldeiser,
      address: `Verzonnenlaan ${house}, 0000 AA Voorbeeldstad`,
      iban: IBANS[house % IBANS.length]!,
    },
    schuldenaar: {
      name: schuldenaar,
      address: `Nergensweg ${house}, 0000 AB Fictiefdorp`,
      iban: IBANS[(house + 1) % IBANS.length]!,
    },
    kinderen: [...kinderen],
  };
}
