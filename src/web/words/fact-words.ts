import type { Fact, FactOf } from '../../law/index.ts';
import { assertNever, type Day, formatDay } from '../../values/index.ts';
import { euroOf } from './law-words.ts';

/** A fact of the law room in one sentence. The day it counts stands beside it on the page, so only an end is said. */
export function factSentence(fact: Fact): string {
  switch (fact.kind) {
    case 'stuiting':
      return `Stuiting: ${STUITING_WORDS[fact.by]}.`;
    case 'onbekendheid':
      return `De schuldeiser kon nog niet weten dat er dwangsommen waren verbeurd${until(fact)}.`;
    case 'hoger-beroep':
      return `Hoger beroep, verzet of cassatie loopt${until(fact)}.`;
    case 'schorsing-werking':
      return `De werking van de uitspraak is geschorst${until(fact)}.`;
    case 'schorsing-executie':
      return `De executie is geschorst${until(fact)}.`;
    case 'faillissement':
      return `De schuldenaar is failliet${until(fact)}.`;
    case 'wsnp':
      return `De schuldenaar zit in de wettelijke schuldsanering${until(fact)}.`;
    case 'overlijden-schuldenaar':
      return 'De schuldenaar is overleden.';
    case 'opheffing':
      return `De rechter heeft de dwangsom opgeheven${fact.clause === undefined ? '' : ` (onderdeel ${fact.clause})`}${until(fact)}.`;
    case 'vermindering':
      return `De rechter heeft de dwangsom van onderdeel ${fact.clause} verminderd tot ${euroOf(fact.amount)}${
        fact.cap === undefined ? '' : `, met een maximum van ${euroOf(fact.cap)}`
      }.`;
    case 'vernietiging':
      return 'De uitspraak is vernietigd: er is nooit iets verschuldigd geweest.';
    case 'kosten':
      return `Kosten ${fact.id}: ${euroOf(fact.amount)} voor ${fact.what}.`;
    case 'betaling':
      return `Betaling van ${euroOf(fact.amount)}.`;
    case 'niet-nakoming':
      return `Niet-nakoming van onderdeel ${fact.clause}: ${fact.status}.`;
    default:
      return assertNever(fact);
  }
}

const STUITING_WORDS: Record<FactOf<'stuiting'>['by'], string> = {
  aanmaning: 'een aanmaning heeft de schuldenaar bereikt',
  mededeling: 'een schriftelijke mededeling heeft de schuldenaar bereikt',
  'daad-van-tenuitvoerlegging': 'de deurwaarder deed een daad van tenuitvoerlegging',
  erkenning: 'de schuldenaar erkende de schuld',
  eis: 'een eis bij de rechter is ingesteld',
  'executiegeschil-schuldenaar': 'de schuldenaar begon een executiegeschil; dat stuit de verjaring niet',
};

function until({ until: end }: { readonly until: Day | null }): string {
  return end === null ? ', zonder bekende einddag' : ` tot en met ${formatDay(end)}`;
}
