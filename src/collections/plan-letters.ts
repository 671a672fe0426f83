import type { Assessment, Dwangsom } from '../law/index.ts';
import { addDays, type Day, earliest, FOREVER, type Ground, latest } from '../values/index.ts';
import type { CaseFile, Letter } from './case-file.ts';
import { letterStep } from './letter-step.ts';
import { type Demand, demandOf, isStillOpen } from './letters.ts';
import { whyNotTold } from './plan-information.ts';
import { ladderSteps } from './plan-ladder.ts';
import { isBraked } from './process/brakes.ts';
import { freeFrom, holdsOf, isGivenUp } from './process/holds.ts';
import { letterKind } from './process/letter-kinds.ts';
import { isInRegeling } from './process/regeling.ts';
import { claims, isUncontested } from './process/rungs.ts';
import type { Standing } from './process/standing.ts';
import { hasVolmacht } from './process/volmacht.ts';
import { person, type Step } from './step.ts';

export { hasVolmacht } from './process/volmacht.ts';

/** What guards the verjaring, and what a person does where a letter does not arrive. The letters that ask for payment are in plan-ladder.ts. */

/** Days, with their reason. Proposals of the domain description (chapter 7), not statute. */
const STUITING_FROM_DAY = 90;
const EXPLOOT_FROM_DAY = 120;
const ALARM_FROM_DAY = 150;
const LAST_ALARM_FROM_DAY = 165;
const DELIVERY_PROOF_DAYS = 14;
/** A letter that claims and interrupts at once is given this long to arrive before another one only interrupts. */
const UNDER_WAY_DAYS = 30;
/** But never so long that the letter which interrupts has less than this before the end. */
const LEAST_DAYS_LEFT = 7;

/**
 * Rv 611g lid 1, BW 3:319: six months after forfeiture or after the last stuiting the claim is gone. From day 90 a letter goes out by itself;
 * where its delivery is not proven by day 120 a person has the deurwaarder serve it, and from day 150 that is an alarm. Schorsing, faillissement and a
 * claim in court move the end, but nothing here relies on it: one that is taken back later would leave nothing to stuiten. What is verjaard in one
 * reading of six months and not yet in the other gets a letter at once.
 *
 * The alarms are for whatever is open and not given up, claimed or not: an aanzegging that lapsed, that waits for a person, or that no volmacht allows, leaves
 * a verjaring that runs. Only the letter is left out, where an aanzegging goes out by itself before its day.
 */
export function verjaringGuard(
  file: CaseFile,
  assessment: Assessment,
  today: Day,
  standing: Standing,
): Step[] {
  const guarded = assessment.dwangsommen.filter(
    (row) => (row.status === 'betwistbaar' || row.status === 'opeisbaar') && !isGivenUp(file, row),
  );
  // A letter that is held claims nothing, whatever the ladder says of it.
  const claiming = isBraked(file, standing, 'brieven')
    ? []
    : ladderSteps(file, assessment, today).flatMap(aanzeggingOf);
  // One letter a day, however many it is about.
  const byLetterDay = grouped(guarded, (row) => {
    const found = stuitingDayOf(file, row, today);
    const on = found && latest(today, found);
    const isClaimedFirst = claiming.some(
      (one) => on !== null && one.on <= on && one.covers.includes(row.fact),
    );
    return isClaimedFirst ? null : on;
  });
  const letters = [...byLetterDay].flatMap(([on, rows]) =>
    letterStep(file, 'stuitingsbrief', rows, on, null, today, endGround(rows)),
  );
  const byTermStart = grouped(guarded, (row) => termStartOf(file, row));
  const late = [...byTermStart].flatMap(([start, rows]): Step[] => [
    person(
      'medewerker',
      addDays(start, EXPLOOT_FROM_DAY),
      addDays(start, ALARM_FROM_DAY),
      'De stuiting door de deurwaarder laten betekenen, als van geen brief is bewezen dat hij is bezorgd.',
      endGround(rows),
    ),
    person(
      'tweede persoon',
      addDays(start, ALARM_FROM_DAY),
      null,
      'Alarm, als de verjaring dan nog niet is gestuit: met twee personen handelen.',
      endGround(rows),
    ),
    person(
      'directie',
      addDays(start, LAST_ALARM_FROM_DAY),
      null,
      'Laatste alarm, als de verjaring dan nog niet is gestuit: de directie beslist hoe de stuiting vandaag nog wordt betekend.',
      endGround(rows),
    ),
  ]);
  return [...letters, ...late];
}

/** What the program itself is about to claim in a letter that interrupts as well; a step that waits for a person claims nothing. */
function aanzeggingOf({ on, act }: Step): { on: Day; covers: readonly string[] }[] {
  if (act?.kind !== 'record' || act.event.kind !== 'brief-beloofd') return [];
  const { letter, covers } = act.event.data;
  return letter === 'aanzegging' ? [{ on, covers }] : [];
}

/**
 * The day for a letter that interrupts; null where one is under way. Of a late aanzegging the delivery is waited for, or two letters would say the same,
 * but not past the day on which one reading of the term has ended.
 */
function stuitingDayOf(file: CaseFile, row: Dwangsom, today: Day): Day | null {
  const start = termStartOf(file, row);
  if (isPostponedSince(file, row, start)) return today;
  const underWay = file.letters.filter(
    (letter) => letter.deliveredOn === null && letter.promisedOn > start && claims(letter, row),
  );
  const { status, verjaring } = row;
  if (status === 'betwistbaar' && start <= verjaring.endsOn!)
    return underWay.some(({ promisedOn }) => promisedOn > verjaring.endsOn!)
      ? null
      : addDays(verjaring.endsOn!, 1);
  const lastChance = lastChanceOf(row);
  if (underWay.some(({ letter }) => letter === 'stuitingsbrief')) return lastChance;
  // Only of the first letter: each later one would put it off again, past the end.
  const awaited = underWay.slice(0, 1).map(({ promisedOn }) => addDays(promisedOn, UNDER_WAY_DAYS));
  const usual = latest(addDays(start, STUITING_FROM_DAY), ...awaited);
  const { endsOn } = verjaring;
  // An end that has passed is that of a reading in which nothing is left to save.
  const inTime = endsOn === null || endsOn < today ? FOREVER : addDays(endsOn, -LEAST_DAYS_LEFT);
  // One that went out within these last days says the same; a second of the same day would save nothing.
  const isSaid = underWay.some(({ promisedOn }) => promisedOn >= inTime);
  const on = isSaid ? usual : latest(earliest(usual, inTime), today);
  return earliest(on, lastChance ?? FOREVER);
}

/** Coercion is put off only once the verjaring has been interrupted: of a kindtoets that postpones the stuiting goes first (domain 6.4). */
function isPostponedSince(file: CaseFile, row: Dwangsom, start: Day): boolean {
  const [postponed] = holdsOf(file).filter(({ reach }) => reach === 'dwang');
  if (!postponed || row.status !== 'opeisbaar' || start >= postponed.from) return false;
  return !file.letters.some((letter) => letter.promisedOn >= postponed.from && claims(letter, row));
}

/** The first of the days on which one reading of six months has ended and the other has not; null where the two end together. */
function lastChanceOf({ status, verjaring: { endsOn, contestableUntil } }: Dwangsom): Day | null {
  if (status !== 'opeisbaar' || endsOn === null) return null;
  return contestableUntil === null || endsOn < contestableUntil ? addDays(endsOn, 1) : null;
}

function grouped(rows: readonly Dwangsom[], dayOf: (row: Dwangsom) => Day | null): Map<Day, Dwangsom[]> {
  const groups = new Map<Day, Dwangsom[]>();
  for (const row of rows) {
    const on = dayOf(row);
    if (on !== null) groups.set(on, [...(groups.get(on) ?? []), row]);
  }
  return groups;
}

function endGround(rows: readonly Dwangsom[]): Ground {
  const ends = rows.flatMap(({ status, verjaring: { endsOn, contestableUntil } }) => {
    const end = status === 'betwistbaar' ? contestableUntil : endsOn;
    return end === null ? [] : [end];
  });
  const note =
    ends.length < rows.length
      ? 'Het einde van de verjaring schuift op zolang een schorsing of een eis loopt; daar wordt niet op vertrouwd.'
      : `De verjaring eindigt op ${ends.sort()[0]}.`;
  return { article: 'Rv 611g lid 1; BW 3:319', facts: rows.map(({ id }) => id), note };
}

/** The day on which the running term of six months began: of the last stuiting that counted, or of the forfeiture. */
export function termStartOf(file: CaseFile, row: Dwangsom): Day {
  const stuitingen = new Set(row.verjaring.stuitingen);
  const days = [
    ...file.letters.filter(({ id }) => stuitingen.has(id)).map(({ deliveredOn }) => deliveredOn!),
    ...file.facts.flatMap(({ fact }) =>
      fact.kind === 'stuiting' && stuitingen.has(fact.id) ? [fact.on] : [],
    ),
  ];
  return latest(row.on, ...days);
}

/**
 * As long as it may have interrupted something. The proof often comes later than the letter, and also after the end of the term: what is verjaard by
 * what is known today is alive once it turns out that the letter arrived in time.
 */
export function deliveries(file: CaseFile, assessment: Assessment, today: Day): Step[] {
  const mayHaveBeenInTime = (letter: Letter) =>
    assessment.dwangsommen.some((row) => {
      const { fact, status, verjaring } = row;
      return (
        (status === 'opeisbaar' || status === 'betwistbaar' || status === 'verjaard') &&
        !isGivenUp(file, row) &&
        letter.covers.includes(fact) &&
        (verjaring.contestableUntil === null || (letter.sentOn ?? today) <= verjaring.contestableUntil)
      );
    });
  return file.letters
    .filter(
      (letter) =>
        letterKind(letter.letter).interrupts &&
        letter.deliveredOn === null &&
        letter.lapsedOn === null &&
        mayHaveBeenInTime(letter),
    )
    .map(({ id, letter, promisedOn, sentOn }) =>
      person(
        'medewerker',
        latest(today, sentOn ?? promisedOn),
        addDays(promisedOn, DELIVERY_PROOF_DAYS),
        `Vastleggen op welke dag de ${letter} ${id} is bezorgd; pas dan stuit hij.`,
        {
          article: 'BW 3:37 lid 3',
          facts: [id],
          note: 'Een verklaring werkt als zij de ander heeft bereikt.',
        },
      ),
    );
}

/**
 * Why a promised letter may not go out any more; null where it may. Asked at the moment of sending, because facts may have come in between. A letter
 * that only tells is right as long as there is somebody to write for.
 */
export function whyLapsed(
  file: CaseFile,
  assessment: Assessment | null,
  letter: Letter,
  said: Demand,
  today: Day,
): string | null {
  const { to, interrupts, demands } = letterKind(letter.letter);
  if (to === 'schuldenaar' && !hasVolmacht(file, today))
    return 'De volmacht is geëindigd voordat de brief uitging.';
  // Not known what is owed, for want of a rate: the verjaring runs all the same, so the letter goes.
  if (!interrupts) return whyNotTold(file, letter, today);
  if (!assessment) return null;
  const now = demandOf(letter, assessment);
  if (now.lines.length === 0) return 'Van wat de brief noemt, is niets meer te vorderen.';
  const listed = new Set(now.lines.map(({ dwangsom }) => dwangsom));
  const rows = assessment.dwangsommen.filter(({ id }) => listed.has(id));
  if (rows.every((row) => isGivenUp(file, row))) return 'Wat de brief noemt, is afgeschreven.';
  if (demands) {
    if (freeFrom(file, today, letter.letter === 'aanzegging' ? 'eisen' : 'verder') !== today)
      return 'Er mag nu geen betaling worden gevraagd.';
    if (rows.some((row) => !isUncontested(file, row)))
      return 'De schuldenaar heeft de niet-nakoming betwist.';
    if (now.lines.some(({ dwangsom }) => isInRegeling(file, dwangsom, today)))
      return 'Over wat de brief noemt, is een betalingsregeling afgesproken.';
  }
  return isStillOpen(said, now)
    ? null
    : 'Wat de brief noemt, is niet meer wat openstaat; een nieuwe brief noemt het juiste bedrag.';
}
