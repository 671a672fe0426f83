import { addDays, type Day } from '../../values/index.ts';
import type { CaseFile } from '../case-file.ts';
import { contactWays, isHeard } from './contact.ts';
import type { LadderStep, Precondition } from './ladder.ts';

/** What else must hold before a step, whoever takes it. */

/** What no version of the ladder can leave out: nobody is handed to the deurwaarder who was not heard. */
const AT_LEAST: Partial<Record<LadderStep['step'], readonly Precondition[]>> = {
  opdracht: ['contact-90-dagen'],
};

function preconditionsOf({ step, preconditions }: LadderStep): Precondition[] {
  return [...new Set([...(AT_LEAST[step] ?? []), ...preconditions])];
}

export function unmet(file: CaseFile, step: LadderStep, on: Day): Precondition[] {
  return preconditionsOf(step).filter((one) => !isMet(file, one, on));
}

function isMet(file: CaseFile, precondition: Precondition, on: Day): boolean {
  switch (precondition) {
    case 'drie-contactwegen':
      return contactWays(file).size >= 3;
    case 'contact-90-dagen':
      return isHeard(file, on);
    case 'adres-30-dagen':
      return file.addressCheckedOn !== null && addDays(file.addressCheckedOn, 30) >= on;
  }
}
