import { addDays, type Day } from '../../values/index.ts';
import type { CaseFile } from '../case-file.ts';
import type { Kindtoets } from './process-file.ts';

/** A kindtoets holds so long, or until something new is heard of the child (domain 6.4). */
const KINDTOETS_DAYS = 90;

/** The kindtoets on which coercion may rest on a day; null where there is none. */
export function validKindtoets(file: CaseFile, on: Day): Kindtoets | null {
  const last = file.kindtoetsen.findLast(({ read }) => read?.agrees);
  if (!last || (last.outcome !== 'doorgaan' && last.outcome !== 'doorgaan-beperkt')) return null;
  if (on < last.read!.on || on > kindtoetsValidUntil(last)) return null;
  const heardSince = file.belemmeringen.some(({ what, from }) => what === 'veiligheid' && from >= last.on);
  return heardSince ? null : last;
}

export function kindtoetsValidUntil({ on }: Pick<Kindtoets, 'on'>): Day {
  return addDays(on, KINDTOETS_DAYS);
}
