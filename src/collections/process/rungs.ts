import type { Dwangsom } from '../../law/index.ts';
import { addDays, type Day, FOREVER, latest } from '../../values/index.ts';
import type { CaseFile, Letter } from '../case-file.ts';
import { holdsOf } from './holds.ts';
import { validKindtoets } from './kindtoets.ts';
import { type LadderStep, letterOf } from './ladder.ts';
import { letterKind } from './letter-kinds.ts';
import { isInOrder } from './running-orders.ts';

/**
 * Each dwangsom climbs the ladder by itself, and what comes to the same step on the same day goes in one letter. So what is found later never rides
 * along with what was announced before, and nothing enters an order that the debtor was not told of step by step.
 */

/** A letter of which no delivery is proven is taken to arrive so many days after it was sent, for the ladder alone: it interrupts only when it is proven. */
const ARRIVES_WITHIN_DAYS = 3;

/** After a pause, or an arrangement that was broken, nobody is pressed further for so long. */
const BREATH_DAYS = 7;

/** A debtor gets the same letter at most so often, with all that came to that step in the meantime. */
const SAME_LETTER_EVERY_DAYS = 14;

export interface Climb {
  readonly step: LadderStep;
  /** The first day on which it may be taken, by its term alone. */
  readonly on: Day;
}

/** The next step of a dwangsom and its day; null where the last letter has not gone out yet, an order runs, or nothing is left. */
export function climbOf(file: CaseFile, row: Dwangsom, today: Day): Climb | null {
  if (!file.ladder || isInOrder(file, row.id)) return null;
  let since: Day | null = null;
  for (const step of file.ladder.steps) {
    const taken = takenOn(file, row, step, since, today);
    if (taken === 'under-way') return null;
    if (taken === null) return { step, on: since === null ? row.on : dayOf(file, step, since, row, today) };
    since = since === null ? taken : latest(since, taken);
  }
  return null;
}

/** The last step that was taken for a dwangsom; null before the aanzegging. */
export function rungOf(file: CaseFile, row: Dwangsom, today: Day): LadderStep['step'] | null {
  if (isInOrder(file, row.id)) return 'opdracht';
  let rung: LadderStep['step'] | null = null;
  let since: Day | null = null;
  for (const step of file.ladder?.steps ?? []) {
    const taken = takenOn(file, row, step, since, today);
    if (taken === null) return rung;
    rung = step.step;
    if (taken === 'under-way') return rung;
    since = taken;
  }
  return rung;
}

function takenOn(
  file: CaseFile,
  row: Dwangsom,
  step: LadderStep,
  since: Day | null,
  today: Day,
): Day | 'under-way' | null {
  const letter = letterOf(step);
  if (letter !== null) {
    const sent = file.letters.find((one) => one.letter === letter && claims(one, row));
    if (!sent) return null;
    if (sent.sentOn === null) return 'under-way';
    return sent.deliveredOn ?? addDays(sent.sentOn, ARRIVES_WITHIN_DAYS);
  }
  if (step.step === 'verhaalsonderzoek')
    return afterTerm(promising(file, lastSent(file, row, since)), since, step);
  if (step.step === 'kindtoets') {
    return validKindtoets(file, today)?.read?.on ?? null;
  }
  return null;
}

/** Research may be done while the last term runs, but what follows on it waits for that term. */
function afterTerm(researched: Day | null, since: Day | null, { daysAfter }: LadderStep): Day | null {
  return researched && since ? latest(researched, addDays(since, daysAfter)) : researched;
}

/** Research that found nothing to take leads nowhere: a person lets the claim rest for a while, or looks again. */
function promising(file: CaseFile, since: Day): Day | null {
  const last = file.verhaalsonderzoeken.findLast(({ on }) => on >= since);
  return last?.isPromising ? last.on : null;
}

/** Not when the last letter arrived: its proof may come after the research, which need not be done again for that. */
function lastSent(file: CaseFile, row: Dwangsom, since: Day | null): Day {
  const sent = file.letters.filter((one) => letterKind(one.letter).demands && claims(one, row));
  return sent.at(-1)?.sentOn ?? since ?? FOREVER;
}

function dayOf(file: CaseFile, step: LadderStep, since: Day, row: Dwangsom, today: Day): Day {
  const broken = file.regelingen.flatMap(({ ended, dwangsommen }) =>
    ended !== null && ended.on >= since && dwangsommen.includes(row.id)
      ? [addDays(ended.on, BREATH_DAYS)]
      : [],
  );
  const before = file.letters
    .filter(({ letter, lapsedOn }) => letter === letterOf(step) && lapsedOn === null)
    .map(({ promisedOn }) => addDays(promisedOn, SAME_LETTER_EVERY_DAYS));
  return afterBreath(file, since, latest(addDays(since, step.daysAfter), ...broken, ...before), today);
}

/**
 * Each hold that lies over the day found so far moves it to a week after its end; so does one that begins in that week, or while the step waits for
 * something else.
 */
function afterBreath(file: CaseFile, since: Day, first: Day, today: Day): Day {
  let on = first;
  for (const { from, until, reach } of holdsOf(file)) {
    if (reach === 'dwang' || until < since || until === FOREVER || from > latest(on, today)) continue;
    on = latest(on, addDays(until, 1 + BREATH_DAYS));
  }
  return on;
}

/** A letter claims what was forfeited by the day on which it was promised; one that never went out, or that only informs, claims nothing. */
export function claims(letter: Letter, row: Dwangsom): boolean {
  return (
    letter.lapsedOn === null &&
    letterKind(letter.letter).interrupts &&
    letter.covers.includes(row.fact) &&
    row.on <= letter.promisedOn
  );
}

/** A person has yet to answer the debtor: until then nothing is demanded (Nationale ombudsman 2015/013). */
export function isUncontested(file: CaseFile, { fact }: Dwangsom): boolean {
  return !file.nietNakomingen.some(({ id, toJudgeSince }) => id === fact && toJudgeSince !== null);
}
