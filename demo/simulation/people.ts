/** Who works at the simulated bureau. Everybody is invented, and bears a name that says so. */
export const MAKER = 'Olga Voorbeeld';
export const CHECKER = 'Karel Verzonnen';
export const OFFICER = 'Sanne Fictief';
export const SECOND_OFFICER = 'Teun Bedacht';
export const FINANCE = 'Fien Demo';
/** The second pair of eyes on money that goes out. */
export const APPROVER = 'Gijs Proefpersoon';

const FIRST_NAMES = [
  'Anna',
  'Bram',
  'Carla',
  'Dirk',
  'Eva',
  'Fedde',
  'Greet',
  'Henk',
  'Ina',
  'Joost',
  'Karin',
];
const SURNAMES = ['Voorbeeld', 'Fictief', 'Verzonnen', 'Demo', 'Bedacht', 'Proefpersoon'];

/** Two parents of a case, never of one name. */
export function parentsOf(number: number): { readonly creditor: string; readonly debtor: string } {
  const first = (shift: number) => FIRST_NAMES[(number * 3 + shift) % FIRST_NAMES.length]!;
  const last = (shift: number) => SURNAMES[(number + shift) % SURNAMES.length]!;
  return { creditor: `${first(0)} ${last(0)}`, debtor: `${first(1)} ${last(1)}` };
}

/** Published test numbers of banks: no account of anybody. */
export const IBANS = ['NL91ABNA0417164300', 'NL69INGB0123456789', 'NL44RABO0123456789', 'NL20INGB0001234567'];
