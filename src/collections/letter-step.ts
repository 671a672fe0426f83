import type { Dwangsom } from '../law/index.ts';
import type { Day, Ground } from '../values/index.ts';
import type { CaseFile } from './case-file.ts';
import { type LetterName, letterKind } from './process/letter-kinds.ts';
import { hasVolmacht } from './process/volmacht.ts';
import { acting, type Step } from './step.ts';

/** A letter that claims. It goes out only under a valid volmacht: a stuiting without authority is worth nothing. */
export function letterStep(
  file: CaseFile,
  letter: LetterName,
  rows: readonly Dwangsom[],
  on: Day,
  betaaltermijnDagen: number | null,
  today: Day,
  ground: Ground,
): Step[] {
  if (!hasVolmacht(file, on > today ? on : today)) return [];
  const covers = [...new Set(rows.map(({ fact }) => fact))];
  const id = letterId(file, letter);
  const what = `Een ${spokenLetter(letter)} sturen over ${rows.length === 1 ? 'de dwangsom' : `${rows.length} dwangsommen`} ${covers.length === 1 ? `van ${covers[0]}` : `van ${covers.slice(0, -1).join(', ')} en ${covers.at(-1)}`}.`;
  const stops = 'Betaling, een vernietiging, of het einde van de volmacht. Een pauze stopt de stuiting niet.';
  return [
    acting(
      on,
      what,
      stops,
      { kind: 'brief-beloofd', on, data: { id, letter, covers, betaaltermijnDagen } },
      ground,
    ),
  ];
}

/** b1 for the first letter that claims something, m1 for the first that only tells. */
export function letterId(file: CaseFile, letter: LetterName): string {
  const { interrupts } = letterKind(letter);
  const before = file.letters.filter((one) => letterKind(one.letter).interrupts === interrupts);
  return `${interrupts ? 'b' : 'm'}${before.length + 1}`;
}

export function spokenLetter(letter: LetterName): string {
  return letter.replaceAll('-', ' ');
}
