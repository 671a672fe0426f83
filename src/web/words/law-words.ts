import type { Assessment, Mode, Status } from '../../law/index.ts';
import { formatEuro, parseCents } from '../../values/index.ts';

type RefusedReason = Assessment['refused'][number]['reason'];

/** The words of the law room as sentences for people. Records, so that the compiler asks for each new word. */
export const STATUS_WORDS: Record<Status, string> = {
  opeisbaar: 'opeisbaar: moet worden betaald',
  voldaan: 'voldaan: betaald',
  betwistbaar: 'betwistbaar: volgens één lezing al verjaard',
  verjaard: 'verjaard: wordt niet meer ingevorderd',
  vervallen: 'vervallen: de uitspraak is vernietigd',
};

export const REASON_WORDS: Record<RefusedReason, string> = {
  afgewezen: 'De melding is afgewezen.',
  'niet-betekend': 'De uitspraak was niet betekend.',
  'voor-eerste-dag': 'Het was nog voor de eerste dag waarop iets kan worden verbeurd.',
  'na-laatste-dag': 'Het was na de laatste dag waarop de uitspraak gold.',
  geblokkeerd: 'In deze tijd kon niets worden verbeurd.',
  'maximum-bereikt': 'Het maximum van de uitspraak was bereikt.',
};

export const MODE_WORDS: Record<Mode, string> = {
  'per-keer': 'per keer',
  'per-dagdeel': 'per dagdeel',
  'per-dag': 'per dag',
  'per-dag-of-gedeelte': 'per dag of gedeelte van een dag',
  'per-week-of-gedeelte': 'per week of gedeelte van een week',
  ineens: 'ineens',
};

/** An amount as the law room writes it, as people read it. */
export function euroOf(amount: string): string {
  return formatEuro(parseCents(amount));
}
