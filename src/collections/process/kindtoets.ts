import { addDays, type Day } from '../../values/index.ts';
import type { CaseFile } from '../case-file.ts';
import type { Kindtoets } from './process-file.ts';

/** A kindtoets holds so long, or until something new is heard of the child (domain 6.4). */
const KINDTOETS_DAYS = 90;

/**
 * The kindtoets on which coercion may rest on a day; null where there is none. A later one that nobody has read yet suspends it: somebody saw a reason to
 * look again. So does a report on safety, by its own day and by that on which the bureau heard of it.
 */
export function validKindtoets(file: CaseFile, on: Day): Kindtoets | null {
  const last = file.kindtoetsen.findLast(({ read }) => read === null || read.agrees);
  if (!last?.read || (last.outcome !== 'doorgaan' && last.outcome !== 'doorgaan-beperkt')) return null;
  if (on < last.read.on || on > kindtoetsValidUntil(last)) return null;
  const heardSince = file.belemmeringen.some(
    ({ what, from, recordedOn }) => what === 'veiligheid' && (from >= last.on || recordedOn >= last.on),
  );
  return heardSince ? null : last;
}

export function kindtoetsValidUntil({ on }: Pick<Kindtoets, 'on'>): Day {
  return addDays(on, KINDTOETS_DAYS);
}
