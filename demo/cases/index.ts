import { addDays, type Day } from '../../src/values/index.ts';
import type { Ago, ToldCase } from '../happenings.ts';
import { appealCases } from './appeal.ts';
import { hearingCases } from './hearing.ts';
import { insolvencyCases } from './insolvency.ts';
import { intakeCases } from './intake.ts';
import { maximumCases } from './maximum.ts';
import { moneyCases } from './money.ts';
import { unitCases } from './units.ts';
import { verjaringCases } from './verjaring.ts';

/** All cases of the demonstration, the oldest first. Each stands in another place on `today`. */
export function toldCases(today: Day): ToldCase[] {
  const ago: Ago = (days) => addDays(today, -days);
  return [
    intakeCases,
    hearingCases,
    unitCases,
    maximumCases,
    moneyCases,
    verjaringCases,
    appealCases,
    insolvencyCases,
  ]
    .flatMap((cases) => cases(ago))
    .sort((left, right) => (left.registeredOn < right.registeredOn ? -1 : 1));
}
