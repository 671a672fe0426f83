import type { CaseFile } from '../case-file.ts';
import type { Opdracht } from './process-file.ts';

/** Orders that run: of what they hold nothing is added to them later. */
export function runningOrders({ opdrachten }: CaseFile): Opdracht[] {
  return opdrachten.filter(({ endedOn }) => endedOn === null);
}

export function isInOrder(file: CaseFile, dwangsom: string): boolean {
  return runningOrders(file).some(({ dwangsommen }) => dwangsommen.includes(dwangsom));
}
