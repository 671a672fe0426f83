import type { Day } from '../../values/index.ts';
import type { CaseFile } from '../case-file.ts';

/** Whatever the bureau does in the name of the creditor rests on it (BW 3:60). */
export function hasVolmacht({ volmacht }: Pick<CaseFile, 'volmacht'>, on: Day): boolean {
  return volmacht !== null && volmacht.from <= on && (volmacht.until === null || on <= volmacht.until);
}
