import type { Refusal } from '../values/index.ts';
import type { DeurwaarderBericht } from './bericht.ts';
import type { Executieopdracht } from './opdracht.ts';

/**
 * Why `next` may not go out beside the orders that are running, empty where it may. A running order takes nothing in: what was forfeited later needs an order of
 * its own, and one dwangsom is in the hands of the deurwaarder once, or it would be collected twice.
 */
export function whyNotBeside(
  running: readonly Executieopdracht[],
  next: Executieopdracht,
): readonly Refusal<'opdracht-loopt'>[] {
  return running.flatMap((order) => {
    if (order.opdrachtId === next.opdrachtId) {
      return order.date === next.date && JSON.stringify(order) === JSON.stringify(next)
        ? []
        : refusal(
            `Opdracht ${order.opdrachtId} is al gegeven en verandert niet meer. Geef een nieuwe opdracht met een eigen kenmerk.`,
            [],
          );
    }
    const given = new Set(order.lines.map(({ dwangsom }) => dwangsom));
    const twice = next.lines.map(({ dwangsom }) => dwangsom).filter((dwangsom) => given.has(dwangsom));
    return twice.length === 0
      ? []
      : refusal(
          `Opdracht ${order.opdrachtId} loopt al voor ${twice.join(', ')}. Trek die eerst in, of laat deze dwangsommen weg.`,
          twice,
        );
  });
}

/** What a message reports that the order did not allow; empty where it is within its bounds. Somebody must ask the deurwaarder at once. */
export function whyOutsideOrder(
  opdracht: Executieopdracht,
  bericht: DeurwaarderBericht,
): readonly Refusal<'buiten-opdracht'>[] {
  if (bericht.kind !== 'beslag-gelegd') return [];
  const { measure, exploot } = bericht.data;
  if (opdracht.measures.some((allowed) => allowed.measure === measure)) return [];
  const sentence = `Volgens exploot ${exploot} is op ${bericht.on} ${measure} gelegd; opdracht ${opdracht.opdrachtId} staat dat niet toe.`;
  return [{ code: 'buiten-opdracht', sentence, grounds: [] }];
}

function refusal(sentence: string, facts: readonly string[]): readonly Refusal<'opdracht-loopt'>[] {
  const note = 'Een lopende opdracht neemt nooit stilzwijgend nieuwe dwangsommen op.';
  return [{ code: 'opdracht-loopt', sentence, grounds: [{ article: 'Rv 430', facts, note }] }];
}
