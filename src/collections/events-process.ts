import { z } from 'zod';
import { berichtSchema, DECIDED_MEASURES, ORDINARY_MEASURES } from '../deurwaarder/index.ts';
import { amountText, dayText, lawId, reference, words } from './event-parts.ts';
import { ladderSchema } from './process/ladder.ts';
import { LETTERS } from './process/letter-kinds.ts';

/** What happens on the way from a finding to the money: the ladder, what holds it, the kindtoets, the deurwaarder, arrangements, the end. */

export const CHANNELS = ['telefoon', 'e-mail', 'sms', 'portaal', 'bezoek', 'advocaat'] as const;

/** What holds a case up, by whom it is said, and that no statute of its own makes a fact of the law room. */
export const BELEMMERINGEN = [
  'pauze',
  'noodstop',
  'schuldhulp',
  'executiegeschil',
  'onvindbaar',
  'oninbaar',
  'veiligheid',
  'erfgenamen-onbekend',
] as const;

/** What a brake holds. `alles` holds all but the stuitingen: those only stop by a brake of their own, because what is verjaard does not come back. */
export const BRAKES = ['alles', 'brieven', 'opdrachten', 'uitbetalingen', 'stuitingen'] as const;

const measure = z.enum([...ORDINARY_MEASURES, ...DECIDED_MEASURES]);

const kindtoetsPoints = z.strictObject({
  identiteit: words,
  eigenMening: words,
  gezinEnContacten: words,
  veiligheid: words,
  kwetsbaarheid: words,
  gezondheid: words,
  onderwijs: words,
});

export const processBodies = {
  /** The steps stand in the history itself, so that a case can be replayed whatever becomes of the table of versions. */
  'ladder-vastgelegd': z.strictObject({ version: z.int().min(1), steps: ladderSchema }),

  'betekening-opgedragen': z.strictObject({ reference }),
  /** Nobody can find it either way: the judge who imposed the dwangsom must say. Nothing is claimed. */
  'niet-nakoming-voorgelegd': z.strictObject({ nietNakoming: lawId, reasons: words }),

  'contact-gelegd': z.strictObject({ channel: z.enum(CHANNELS), reached: z.boolean(), note: words }),
  'adres-gecontroleerd': z.strictObject({ source: words }),
  'verhaalsonderzoek-afgerond': z.strictObject({ findings: words, isPromising: z.boolean() }),

  /** Before coercion (domain 6.4). The author records it; a second reader says whether it holds. */
  'kindtoets-opgesteld': z.strictObject({
    id: lawId,
    points: kindtoetsPoints,
    /** What the child said, or why it was not asked. */
    child: words,
    effectOfMoney: words,
    lighterMeans: words,
    outcome: z.enum(['doorgaan', 'doorgaan-beperkt', 'uitstellen', 'verwijzen']),
    /** Of an outcome that postpones, until when; of one that limits, null. */
    until: dayText.nullable(),
    /** Which measures may follow; beslag on goods or a home only where it is named here. */
    measures: z.array(measure),
  }),
  'kindtoets-meegelezen': z.strictObject({ kindtoets: lawId, agrees: z.boolean(), remarks: words }),

  'opdracht-goedgekeurd': z.strictObject({
    id: lawId,
    kindtoets: lawId,
    dwangsommen: z.array(z.string().min(1).max(300)).min(1).max(10_000),
    measures: z.array(measure).min(1),
  }),
  'opdracht-verzonden': z.strictObject({ opdracht: lawId, proof: reference }),
  'opdracht-vervallen': z.strictObject({ opdracht: lawId, reason: words }),
  'opdracht-ingetrokken': z.strictObject({ opdracht: lawId, reason: words }),
  /** A message of the deurwaarder about an order; `on` is the day on which it happened, and its own id says which it is. */
  'deurwaarder-bericht': z.strictObject({ opdracht: lawId, bericht: berichtSchema }),
  /** After a negative forecast of the beslagregister: whether to go on all the same. */
  'dbr-beslist': z.strictObject({ opdracht: lawId, goesOn: z.boolean(), reasons: words }),

  'betalingsregeling-voorgesteld': z.strictObject({
    id: lawId,
    /** Dwangsommen that it is about; they climb the ladder no further as long as it is kept. */
    dwangsommen: z.array(z.string().min(1).max(300)).min(1).max(10_000),
    instalments: z
      .array(z.strictObject({ on: dayText, amount: amountText }))
      .min(1)
      .max(72),
  }),
  'betalingsregeling-goedgekeurd': z.strictObject({ regeling: lawId }),
  'betalingsregeling-beeindigd': z.strictObject({
    regeling: lawId,
    how: z.enum(['nagekomen', 'verbroken', 'opgezegd', 'afgewezen']),
    reason: words,
  }),

  'belemmering-vastgelegd': z.strictObject({
    id: lawId,
    what: z.enum(BELEMMERINGEN),
    until: dayText.nullable(),
    reason: words,
  }),
  'belemmering-opgeheven': z.strictObject({ belemmering: lawId, reason: words }),
  'schuldeiser-overleden': z.strictObject({ source: words }),

  /** Giving up what is open, with the creditor's consent in writing; another person confirms it. */
  'afschrijving-voorgesteld': z.strictObject({
    id: lawId,
    code: z.enum(['kwijtschelding', 'onvindbaar', 'geen-verhaal', 'schuldsanering-geeindigd', 'belang-kind']),
    consent: reference,
    reason: words,
  }),
  'afschrijving-bevestigd': z.strictObject({ afschrijving: lawId }),

  'rem-gezet': z.strictObject({ what: z.enum(BRAKES), reason: words }),
  'rem-gelost': z.strictObject({ what: z.enum(BRAKES), reason: words }),

  'zaak-gesloten': z.strictObject({
    ground: z.enum(['voldaan', 'afgeschreven', 'titel-vervallen', 'ingetrokken', 'verjaard']),
  }),
  'brief-gevraagd': z.strictObject({ letter: z.enum(LETTERS), reason: words }),
  /** Only where a statute gives it (regime WETTELIJKE_TAAK): the bureau's own, on the month that it is for. */
  'opslag-berekend': z.strictObject({
    id: lawId,
    month: z.string().regex(/^\d{4}-\d{2}$/),
    amount: amountText,
  }),
} as const;

export type ProcessEventKind = keyof typeof processBodies;
