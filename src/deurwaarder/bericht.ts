import { z } from 'zod';
import { BESLAG_MEASURES } from './measures.ts';
import { amountText, dayText, idText, sentence, sha256Text, shortText } from './texts.ts';

/**
 * What a deurwaarder reports about an order. The same message may arrive twice, late, or before one that happened earlier: its `id` says which it is and `on`
 * says when it happened, so neither the order nor the number of arrivals means anything. A third party appears as its kind alone, in the measure
 * of the beslag: who the employer of a parent is, the bureau need not know (AVG art. 5 lid 1 onder c).
 */

/** The ambtshandelingen that an order can lead to, by the names of the Besluit tarieven ambtshandelingen gerechtsdeurwaarders, art. 2. */
export const REPORTED_AMBTSHANDELINGEN = [
  'dagvaarding',
  'betekening-titel',
  'aanzegging-of-bevel',
  'overige-betekening',
  'beslag-roerende-zaken',
  'beslag-onroerende-zaken',
  'derdenbeslag-niet-periodiek',
  'derdenbeslag-periodiek',
] as const;

/** The deurwaarder's own name for one beslag within the order; later messages speak of it by that. */
const beslag = idText;

const bodies = {
  ontvangen: z.strictObject({}),
  geweigerd: z.strictObject({ reason: sentence }),
  'bevel-gedaan': z.strictObject({ exploot: shortText }),
  'beslag-gelegd': z.strictObject({ beslag, measure: z.enum(BESLAG_MEASURES), exploot: shortText }),
  'beslag-overbetekend': z.strictObject({ beslag, exploot: shortText }),
  /** What the third party says it owes and holds, per month where the debt is periodic. */
  derdenverklaring: z.strictObject({ beslag, amount: amountText }),
  /** The outcome of the official module, given `on`. When more becomes known of it (that the debtor received it), it is reported again under a new id. */
  'beslagvrije-voet': z.strictObject({
    beslag,
    /** Null where the module gave none for want of data: then nothing may be withheld. */
    result: amountText.nullable(),
    maximum: amountText,
    net: amountText.nullable(),
    /** The day of the beslag where it works back (Rv 475i lid 3). */
    countsFrom: dayText,
    validUntil: dayText,
    inputsSha256: sha256Text,
    /** When the mededeling to the debtor went out; null where it did not yet. */
    toldOn: dayText.nullable(),
    /** When the debtor received it: from then he has four weeks (Rv 475i lid 3). Null where it is not known. */
    receivedOn: dayText.nullable(),
  }),
  inhouding: z.strictObject({ beslag, amount: amountText }),
  'beslag-opgeheven': z.strictObject({ beslag, reason: sentence }),
  /** Only this outcome of the register may be shared, and nothing of what stands in it. */
  'dbr-negatief': z.strictObject({}),
  /** Without VAT. `exploot` is null for what has none. */
  kosten: z.strictObject({
    ambtshandeling: z.enum(REPORTED_AMBTSHANDELINGEN),
    amount: amountText,
    exploot: shortText.nullable(),
  }),
  afgerond: z.strictObject({ outcome: z.enum(['voldaan', 'teruggegeven', 'ingetrokken']) }),
} as const;

export type BerichtKind = keyof typeof bodies;

const head = { id: idText, opdrachtId: idText, on: dayText };

export const berichtSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...head, kind: z.literal('ontvangen'), data: bodies.ontvangen }),
  z.strictObject({ ...head, kind: z.literal('geweigerd'), data: bodies.geweigerd }),
  z.strictObject({ ...head, kind: z.literal('bevel-gedaan'), data: bodies['bevel-gedaan'] }),
  z.strictObject({ ...head, kind: z.literal('beslag-gelegd'), data: bodies['beslag-gelegd'] }),
  z.strictObject({ ...head, kind: z.literal('beslag-overbetekend'), data: bodies['beslag-overbetekend'] }),
  z.strictObject({ ...head, kind: z.literal('derdenverklaring'), data: bodies.derdenverklaring }),
  z.strictObject({ ...head, kind: z.literal('beslagvrije-voet'), data: bodies['beslagvrije-voet'] }),
  z.strictObject({ ...head, kind: z.literal('inhouding'), data: bodies.inhouding }),
  z.strictObject({ ...head, kind: z.literal('beslag-opgeheven'), data: bodies['beslag-opgeheven'] }),
  z.strictObject({ ...head, kind: z.literal('dbr-negatief'), data: bodies['dbr-negatief'] }),
  z.strictObject({ ...head, kind: z.literal('kosten'), data: bodies.kosten }),
  z.strictObject({ ...head, kind: z.literal('afgerond'), data: bodies.afgerond }),
]);

export type DeurwaarderBericht = z.output<typeof berichtSchema>;
export type BerichtOf<Kind extends BerichtKind> = Extract<DeurwaarderBericht, { kind: Kind }>;

/** What arrived, held against what is known already. */
export interface Sorted {
  /** In the order in which it happened. */
  readonly fresh: readonly DeurwaarderBericht[];
  /** Messages whose id is known with other content. One of the two is false, and a person must ask which. */
  readonly contradictions: readonly DeurwaarderBericht[];
}

/** Each message once, however often and in whatever order it came. */
export function sortMessages(
  known: readonly DeurwaarderBericht[],
  arrived: readonly DeurwaarderBericht[],
): Sorted {
  const byId = new Map(known.map((message) => [message.id, message]));
  const fresh: DeurwaarderBericht[] = [];
  const contradictions: DeurwaarderBericht[] = [];
  for (const message of arrived) {
    const earlier = byId.get(message.id);
    if (earlier === undefined) {
      byId.set(message.id, message);
      fresh.push(message);
    } else if (!saysTheSame(earlier, message)) {
      contradictions.push(message);
    }
  }
  return { fresh: fresh.toSorted(byDayThenId), contradictions };
}

function byDayThenId(one: DeurwaarderBericht, other: DeurwaarderBericht): number {
  return compare(one.on, other.on) || compare(one.id, other.id);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Whatever the order of the keys. */
function saysTheSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return one === other;
  }
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) =>
      saysTheSame((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]),
    )
  );
}
