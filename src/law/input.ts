import { z } from 'zod';
import { type Day, isAmount, isDay, parseCents } from '../values/index.ts';

/**
 * What `assess` is asked: one uitspraak, its facts, and the day (docs/assess.md). Only the shape stands here; what one part of
 * the document demands of another (a clause that must exist, keys that fit a mode) is in `faults.ts`.
 */

const dayText = z
  .string()
  .refine(isDay, 'must be an existing calendar day, written YYYY-MM-DD, from 1800 to 2999')
  .transform((text) => text as Day);

const amountText = z
  .string()
  .refine(isAmount, 'must be an amount in euros as a string with at most two decimals, such as "250.00"')
  .refine((text) => !isAmount(text) || parseCents(text) > 0n, 'must be more than zero');

const id = z.string().min(1).max(200);

/** A key that may be left out; `null` says the same. */
function absentable<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().transform((value) => value ?? undefined);
}

/** The same, where the rules read the absence as `null`: no end, no maximum, no term. */
function nullable<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().transform((value) => value ?? null);
}

const openDay = nullable(dayText);

const wholeNumber = (least: number, most: number) => z.int().min(least).max(most);

const term = z.union(
  [
    z.strictObject({
      kind: z.enum(['respijt', 'uitvoering']),
      days: wholeNumber(0, 36_500),
      from: z.enum(['betekening', 'uitspraak']),
    }),
    z.strictObject({ kind: z.enum(['respijt', 'uitvoering']), until: dayText }),
  ],
  {
    error:
      'must be {kind: "respijt" | "uitvoering", days: 0 to 36500, from: "betekening" | "uitspraak"} or {kind, until: day}',
  },
);

export const MODES = [
  'per-keer',
  'per-dagdeel',
  'per-dag',
  'per-dag-of-gedeelte',
  'per-week-of-gedeelte',
  'ineens',
] as const;

const clause = z.strictObject({
  id,
  mode: z.enum(MODES),
  amount: amountText,
  cap: nullable(amountText),
  capGroup: nullable(id),
  term: nullable(term),
  from: openDay,
  to: openDay,
});

const interval = { id, from: dayText, until: openDay };

const covers = z.union([z.literal('all'), z.array(id).max(10_000)], {
  error: 'must be "all" or a list of ids of niet-nakomingen',
});

export const factSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('niet-nakoming'),
    id,
    clause: id,
    on: dayText,
    status: z.enum(['gemeld', 'betwist', 'vastgesteld', 'afgewezen']),
    aantal: absentable(wholeNumber(1, 1_000)),
    through: absentable(dayText),
    alsnogNagekomenOn: absentable(dayText),
  }),
  z.strictObject({
    kind: z.literal('stuiting'),
    id,
    on: dayText,
    by: z.enum([
      'aanmaning',
      'mededeling',
      'daad-van-tenuitvoerlegging',
      'erkenning',
      'eis',
      'executiegeschil-schuldenaar',
    ]),
    covers,
    betaaltermijnDagen: absentable(wholeNumber(0, 36_500)),
    voorbehoud: absentable(z.boolean()),
    uitkomst: absentable(z.enum(['loopt', 'toegewezen', 'afgewezen', 'ingetrokken'])),
  }),
  z.strictObject({ kind: z.literal('onbekendheid'), ...interval, covers }),
  z.strictObject({ kind: z.literal('hoger-beroep'), ...interval }),
  z.strictObject({ kind: z.literal('schorsing-werking'), ...interval }),
  z.strictObject({ kind: z.literal('schorsing-executie'), ...interval }),
  z.strictObject({ kind: z.literal('faillissement'), ...interval }),
  z.strictObject({ kind: z.literal('wsnp'), ...interval }),
  z.strictObject({ kind: z.literal('overlijden-schuldenaar'), id, on: dayText }),
  z.strictObject({ kind: z.literal('opheffing'), ...interval, clause: absentable(id) }),
  z.strictObject({
    kind: z.literal('vermindering'),
    id,
    from: dayText,
    clause: id,
    amount: amountText,
    cap: absentable(amountText),
  }),
  z.strictObject({ kind: z.literal('vernietiging'), id, on: dayText }),
  z.strictObject({
    kind: z.literal('kosten'),
    id,
    on: dayText,
    amount: amountText,
    what: z.string().min(1).max(500),
  }),
  z.strictObject({
    kind: z.literal('betaling'),
    id,
    on: dayText,
    amount: amountText,
    designates: absentable(z.array(z.string().min(1).max(300)).max(10_000)),
  }),
]);

const policy = z.strictObject({
  rente: z
    .union([z.enum(['geen', 'na-aanmaning']), dayText], { error: 'must be "geen", "na-aanmaning" or a day' })
    .nullish()
    .transform((value) => value ?? DEFAULT_POLICY.rente),
  dayCount: z
    .union([z.literal(365), z.literal(366), z.literal(360)], { error: 'must be 365, 366 or 360' })
    .nullish()
    .transform((value) => value ?? 365),
});

const DEFAULT_POLICY = { rente: 'na-aanmaning', dayCount: 365 } as const;

const uitspraak = z.strictObject({
  pronouncedOn: dayText,
  betekendOn: openDay,
  uitvoerbaarBijVoorraad: z.boolean(),
  endsOn: openDay,
  kinderen: z.array(dayText).max(100),
  caps: z
    .record(z.string().min(1), amountText)
    .nullish()
    .transform((value) => value ?? {}),
  clauses: z.array(clause).min(1).max(1_000),
});

/** What the uitspraak itself says; its betekening and the birth days of the children come from elsewhere in a case. */
export const uitspraakTerms = uitspraak.omit({ betekendOn: true, kinderen: true });

export const caseDocument = z.strictObject({
  asOf: dayText,
  policy: policy.nullish().transform((value) => value ?? DEFAULT_POLICY),
  uitspraak,
  facts: z.array(factSchema).max(100_000),
});

export type CaseDocument = z.infer<typeof caseDocument>;
/** The document before zod filled in what may be left out. */
export type CaseInput = z.input<typeof caseDocument>;
export type Policy = CaseDocument['policy'];
export type Uitspraak = CaseDocument['uitspraak'];
export type Clause = Uitspraak['clauses'][number];
export type Mode = Clause['mode'];
export type Fact = CaseDocument['facts'][number];
export type FactKind = Fact['kind'];
export type FactOf<Kind extends FactKind> = Extract<Fact, { kind: Kind }>;
export type NietNakoming = FactOf<'niet-nakoming'>;
