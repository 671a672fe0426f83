import { z } from 'zod';
import { type Day, isAmount, isDay, parseCents } from '../values/index.ts';

/**
 * The data of letters. Every object is strict: a field that has no place in a letter is refused, so the address, the employer, the bank
 * account or the income of the other parent cannot travel along and slip into a text by a later change of words.
 */

export const dayField = z
  .string()
  .refine(isDay, 'must be an existing calendar day, written YYYY-MM-DD')
  .transform((text) => text as Day);

export const amountField = z
  .string()
  .refine(isAmount, 'must be an amount in euros as a string with at most two decimals, such as "250.00"');

/** For what is asked or promised: nobody writes a letter to ask for nothing. */
export const positiveAmount = amountField.refine(
  (text) => !isAmount(text) || parseCents(text) > 0n,
  'must be more than zero',
);

export const shortText = z.string().trim().min(1).max(300);

/** As lawyers cite it: `Rv 611a lid 3`. */
export const articleField = z.string().trim().min(1).max(120);

export const days = z.int().min(1).max(90);

/** Two letters that follow four digits and are a word, not the letters of a postcode: "in 2024 en". */
const WORDS = 'en|of|in|op|te|er|om|is|al|na|de|ik|we|ze|je|nu|zo|me|ja|to|on|by|he|it|so|at|or|an|as|if';

/** What tells where somebody lives or banks, or how to reach him. */
const PRIVATE: readonly RegExp[] = [
  /\b[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]{4}){2,7}(?:[ .-]?[A-Z0-9]{1,4})?\b/i,
  new RegExp(`\\b[1-9]\\d{3} ?(?!(?:${WORDS})\\b)[A-Z]{2}\\b`, 'i'),
  /[^\s@]+@[^\s@]+\.[a-z]{2,}/i,
  /(?:\+|\b00|\b0)[1-9](?:[ -]?\d){8,11}\b/,
];

/**
 * Words of a person (a report, a reason), in the language of the letter. Schemas cannot see what a person typed, so what looks like an account
 * number or a Dutch postcode is refused here: both parents read these letters, and one may live where the other must not know.
 */
export const told = z
  .string()
  .trim()
  .min(1)
  .max(2_000)
  .refine(
    (text) => !PRIVATE.some((one) => one.test(text)),
    'holds what looks like an account number, a postcode, an e-mail address or a telephone number: take it out',
  );

/** What the font of the letters can draw: Latin with its marks, Greek and Cyrillic, punctuation, the euro, and the line break. */
const NOT_DRAWN =
  /[^\n\u0020-\u007e\u00a0-\u024f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1eff\u2010-\u2027\u2030-\u203a\u20ac]/gu;

/**
 * Words of a person as a letter may carry them: what `told` would refuse and what the font lacks is left out, so that no slip of theirs keeps a letter from
 * going out.
 */
export function safeWords(text: string): string {
  const drawn = safeName(text.slice(0, 2_000));
  const cut = PRIVATE.reduce(
    (rest, one) => rest.replace(new RegExp(one, `${one.flags}g`), '[…]'),
    drawn,
  ).trim();
  return cut === '' ? '[…]' : cut.slice(0, 2_000);
}

/** A name or an address as a letter may carry it. */
export function safeName(text: string): string {
  const drawn = text.normalize('NFC').replace(NOT_DRAWN, '').trim();
  return drawn === '' ? '…' : drawn;
}

export const sha256Field = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in 64 hexadecimal digits');

/** Its lines parted by a comma, as `Bureau` and `Party` keep them. */
const address = z.string().trim().min(1).max(300);

export type Role =
  | 'schuldeiser'
  | 'schuldenaar'
  | 'deurwaarder'
  | 'curator'
  | 'bewindvoerder'
  | 'schuldhulpverlener'
  | 'rechter';

/**
 * What stands on every letter. `roles` says to whom this document may go. `onBehalfOf` is the name of the creditor, and null in a letter to
 * the creditor.
 */
export function headFor<const Roles extends readonly [Role, ...Role[]]>(roles: Roles) {
  return {
    language: z.enum(['nl', 'en']),
    kenmerk: z.strictObject({
      dossiernummer: z.string().regex(/^D\d{4}-\d{5,11}$/, 'must be a dossiernummer such as D2026-00042'),
      letter: z.string().trim().min(1).max(40),
    }),
    date: dayField,
    bureau: z.strictObject({ name: shortText, address, iban: shortText, contact: shortText }),
    addressee: z.strictObject({ role: z.enum(roles), name: shortText, address }),
    onBehalfOf: shortText.nullable(),
    uitspraak: z.strictObject({ court: shortText, caseNumber: shortText, pronouncedOn: dayField }),
  };
}

/** What every letter has, whoever it goes to. */
export interface Head {
  readonly document: string;
  readonly language: 'nl' | 'en';
  readonly kenmerk: { readonly dossiernummer: string; readonly letter: string };
  readonly date: Day;
  readonly bureau: {
    readonly name: string;
    readonly address: string;
    readonly iban: string;
    readonly contact: string;
  };
  readonly addressee: { readonly role: Role; readonly name: string; readonly address: string };
  readonly onBehalfOf: string | null;
  readonly uitspraak: { readonly court: string; readonly caseNumber: string; readonly pronouncedOn: Day };
}

/** The debtor as a deurwaarder must know him to reach him: the one place where an address of a parent who is not written to may stand. */
export const debtorToReach = z.strictObject({ name: shortText, address });

/** What is open, one dwangsom a line, and the costs with their own day and article. Totals are never given: the room adds up. */
export const amountFields = {
  lines: z.array(
    z.strictObject({
      dwangsom: shortText,
      nietNakoming: shortText,
      on: dayField,
      article: articleField,
      hoofdsom: amountField,
      rente: amountField,
    }),
  ),
  kosten: z.array(
    z.strictObject({ what: shortText, on: dayField, article: articleField, amount: positiveAmount }),
  ),
};

const amounts = z.strictObject(amountFields);
export type Amounts = z.output<typeof amounts>;

/** Whose dwangsommen a letter reserves, those that are not listed too. */
export const nietNakomingen = z
  .array(z.strictObject({ id: shortText, on: dayField, through: dayField }))
  .min(1);
export type NietNakomingen = z.output<typeof nietNakomingen>;

/** What does not stop while something else does. Listed in every letter about a pause. */
export const KEEPS_RUNNING = [
  'verjaring',
  'rente',
  'nieuwe-dwangsommen',
  'stuitingsbrieven',
  'deurwaarder',
] as const;
export const keepsRunning = z.array(z.enum(KEEPS_RUNNING)).min(1);
