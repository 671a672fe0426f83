import { z } from 'zod';
import { accepted, type Outcome, refused } from '../values/index.ts';
import { DECIDED_MEASURES, ORDINARY_MEASURES } from './measures.ts';
import { OPDRACHT_RULES } from './opdracht-rules.ts';
import { amountText, dayText, idText, readBy, sentence, sha256Text, shortText } from './texts.ts';

/**
 * The order to a deurwaarder to execute one uitspraak against one debtor, for dwangsommen that are named one by one. No public format for it was found, so this
 * one is ours, published in docs/executieopdracht-v1.schema.json. An order never changes: a dwangsom that is forfeited later goes into another order,
 * because the debtor must be able to read in the exploot what is claimed, and the deurwaarder may not find more in a running file than he was asked.
 */
export const VERSION = 'executieopdracht/v1';

/** The only policy there is: the creditor's confirmation after a negative prognosis is never given by a program. */
export const DBR_POLICY =
  'bij een negatieve prognose in het beslagregister: terugkoppelen, een persoon beslist';

/** What the deurwaarder must know before he stands at a door. */
export const SAFETY_FLAGS = [
  'adres-schuldeiser-geheim',
  'agressie-bekend',
  'geen-bezoek-als-kinderen-er-zijn',
  'niet-alleen-gaan',
] as const;

/** What is open of one dwangsom on the day of the order, after the toerekening of every payment listed. */
const line = z.strictObject({
  dwangsom: shortText,
  nietNakoming: shortText,
  forfeitedOn: dayText,
  /** The dwangsom as it was forfeited. */
  verbeurd: amountText,
  hoofdsom: amountText,
  rente: amountText,
  /** From when rente runs on; null where it does not. */
  renteFrom: dayText.nullable(),
  stuitingen: z.array(dayText).max(200),
  /** In the reading that ends first; null while a schorsing or a claim in court holds it. */
  verjaringEndsOn: dayText.nullable(),
});

const measure = z.discriminatedUnion('measure', [
  z.strictObject({ measure: z.enum(ORDINARY_MEASURES) }),
  z.strictObject({ measure: z.enum(DECIDED_MEASURES), decidedBy: shortText, decidedOn: dayText }),
]);

const shape = {
  version: z.literal(VERSION),
  opdrachtId: idText,
  dossiernummer: shortText,
  /** On which everything below stands as it does. */
  date: dayText,
  lastgever: z.strictObject({
    bureau: z.strictObject({ name: shortText, address: shortText, iban: shortText, contact: shortText }),
    /** The creditor. The address is left out: whoever executes chooses domicile with the deurwaarder (Rv 439 lid 3). */
    namens: shortText,
    volmacht: z.strictObject({ from: dayText, until: dayText.nullable() }),
  }),
  titel: z.strictObject({
    court: shortText,
    caseNumber: shortText,
    ecli: shortText.nullable(),
    pronouncedOn: dayText,
    /** The operative part, word for word. */
    dictum: sentence,
    /** Of the grosse as it was scanned; null where only paper is there. */
    grosseSha256: sha256Text.nullable(),
  }),
  betekening: z.strictObject({ on: dayText, exploot: shortText }),
  debtor: z.strictObject({ name: shortText, address: shortText }),
  lines: z.array(line).min(1).max(10_000),
  /** Execution costs so far, what is open of each. */
  kosten: z.array(z.strictObject({ on: dayText, what: shortText, amount: amountText })).max(1_000),
  /** What the debtor paid, for whoever must explain the balance; it is taken off in the lines already. */
  payments: z.array(z.strictObject({ on: dayText, amount: amountText })).max(1_000),
  total: z.strictObject({ hoofdsom: amountText, rente: amountText, kosten: amountText, open: amountText }),
  /** Null where no rente is claimed. */
  rente: z
    .strictObject({
      article: z.literal('BW 6:119'),
      dayCount: z.union([z.literal(365), z.literal(366), z.literal(360)]),
    })
    .nullable(),
  /** What may be done; what is not listed may not. */
  measures: z.array(measure).min(1).max(20),
  kindtoets: z.strictObject({
    id: idText,
    on: dayText,
    validUntil: dayText,
    /** The other outcomes, postpone and refer, are no ground for an order. */
    outcome: z.enum(['doorgaan', 'doorgaan-beperkt']),
  }),
  safety: z.array(z.enum(SAFETY_FLAGS)).max(SAFETY_FLAGS.length),
  dbrPolicy: z.literal(DBR_POLICY),
  contact: z.strictObject({ name: shortText, reach: shortText }),
};

/** The shape alone, which JSON Schema can say too. */
export const opdrachtShape = z.strictObject(shape);

export type Executieopdracht = z.output<typeof opdrachtShape>;

/**
 * The shape, and what one part demands of another. A rule runs as soon as the parts that it speaks of are well formed, whatever is wrong elsewhere: zod would
 * otherwise leave all rules out at the first wrong shape, and a person would find the faults in two rounds.
 */
export const executieopdrachtSchema = opdrachtShape.superRefine(
  (opdracht, context) => {
    for (const { needs, faultsOf } of OPDRACHT_RULES) {
      if (!areWellFormed(needs, opdracht)) continue;
      for (const { path, message } of faultsOf(opdracht)) context.addIssue({ code: 'custom', path, message });
    }
  },
  { when: ({ value }) => typeof value === 'object' && value !== null },
);

/** Reads an order and names all of its faults at once; each refusal says where in the document it is. */
export function readOpdracht(document: unknown): Outcome<Executieopdracht, 'opdracht-onjuist'> {
  const result = readBy(executieopdrachtSchema, document);
  if ('read' in result) return accepted(result.read);
  return refused(
    ...result.faults.map(({ pointer, detail }) => ({
      code: 'opdracht-onjuist' as const,
      sentence: `${pointer === '' ? 'De opdracht' : pointer}: ${detail}`,
      grounds: [],
    })),
  );
}

function areWellFormed(needs: readonly (keyof Executieopdracht)[], document: object): boolean {
  return needs.every((need) => shape[need].safeParse((document as Executieopdracht)[need]).success);
}
