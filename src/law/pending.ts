import { type Day, daysBetween } from '../values/index.ts';
import type { BillableDays } from './billable-days.ts';
import type { Clause, NietNakoming } from './input.ts';
import { countUnits, isCounted, lengthOfUnit, type Unit } from './units.ts';

/**
 * The units that would come on top if this pending fact were vastgesteld, maxima aside. A unit in whose days another already begins only moves
 * that one forward (the beginning of a week, the one lump sum) and adds nothing.
 */
export function unitsOnTop(
  pending: NietNakoming,
  clause: Clause,
  established: readonly NietNakoming[],
  counted: readonly Unit[],
  days: BillableDays,
  asOf: Day,
): Unit[] {
  if (isCounted(clause)) return countUnits(clause, [pending], days, asOf);
  const begun = counted.map(({ on }) => on);
  const length = lengthOfUnit(clause);
  return countUnits(clause, [...established, pending], days, asOf)
    .filter(({ on }) => !begun.some((day) => day >= on && daysBetween(on, day) < length))
    .map((unit) => ({ ...unit, fact: pending.id }));
}
