import type { Assessment, Dwangsom } from '../law/index.ts';
import { addDays, type Day, earliest, FOREVER, type Ground, latest } from '../values/index.ts';
import type { CaseFile, Letter } from './case-file.ts';
import { type Demand, demandOf, isStillOpen } from './letters.ts';
import { acting, person, type Step } from './step.ts';

/** Letters: which go out by themselves and when, and what a person does where one does not arrive. */

/** Days, with their reason. Proposals of the domain description (chapter 7), not statute. */
const PAYMENT_TERM_DAYS = 14;
const STUITING_FROM_DAY = 90;
const EXPLOOT_FROM_DAY = 120;
const ALARM_FROM_DAY = 150;
const DELIVERY_PROOF_DAYS = 14;
/** A letter that claims and interrupts at once is given this long to arrive before another one only interrupts. */
const UNDER_WAY_DAYS = 30;

/**
 * What was found is claimed at once, in one letter that also interrupts: whoever must pay should hear of each finding soon. What may not be demanded
 * is not demanded; the verjaring of it is guarded all the same.
 */
export function notices(file: CaseFile, assessment: Assessment, today: Day): Step[] {
  const unclaimed = assessment.dwangsommen.filter(
    (row) => row.status === 'opeisbaar' && !isAskedFor(file, row) && !isContested(file, row),
  );
  const free = freeFrom(file, today);
  if (unclaimed.length === 0 || free === null) return [];
  return letterStep(file, 'aanzegging', unclaimed, free, PAYMENT_TERM_DAYS, today, {
    article: 'BW 6:82 lid 1 en 3:317 lid 1',
    facts: unclaimed.map(({ id }) => id),
    note: 'De aanzegging vraagt betaling binnen een termijn en stuit de verjaring.',
  });
}

/**
 * Rv 611g lid 1, BW 3:319: six months after forfeiture or after the last stuiting the claim is gone. From day 90 a letter goes out by itself;
 * where its delivery is not proven by day 120 a person has the deurwaarder serve it, and from day 150 that is an alarm. Schorsing, faillissement and a
 * claim in court move the end, but nothing here relies on it: one that is taken back later would leave nothing to stuiten. What is verjaard in one
 * reading of six months and not yet in the other gets a letter at once.
 */
export function verjaringGuard(file: CaseFile, assessment: Assessment, today: Day): Step[] {
  const free = freeFrom(file, today);
  const guarded = assessment.dwangsommen.filter((row) => {
    // What an aanzegging is about to claim is guarded by it.
    const isHeld = free !== today || isContested(file, row);
    return row.status === 'betwistbaar' || (row.status === 'opeisbaar' && (isHeld || isClaimed(file, row)));
  });
  // One letter a day, however many it is about.
  const byLetterDay = grouped(guarded, (row) => {
    const on = stuitingDayOf(file, row);
    return on && latest(today, on);
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
  ]);
  return [...letters, ...late];
}

/**
 * The day for a letter that interrupts; null where one is under way. Of a late aanzegging the delivery is waited for, or two letters would say the same,
 * but not past the day on which one reading of the term has ended.
 */
function stuitingDayOf(file: CaseFile, row: Dwangsom): Day | null {
  const start = termStartOf(file, row);
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
  const awaited = underWay.map(({ promisedOn }) => addDays(promisedOn, UNDER_WAY_DAYS));
  return earliest(latest(addDays(start, STUITING_FROM_DAY), ...awaited), lastChance ?? FOREVER);
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

/**
 * The first day from `today` on which payment may be demanded: while a faillissement, wsnp or schorsing lasts it may not. Null while no end is
 * known.
 */
function freeFrom(file: CaseFile, today: Day): Day | null {
  const holds = file.facts.flatMap(({ fact }) => {
    const isHold =
      fact.kind === 'faillissement' ||
      fact.kind === 'wsnp' ||
      fact.kind === 'schorsing-werking' ||
      fact.kind === 'schorsing-executie' ||
      (fact.kind === 'hoger-beroep' && !file.uitspraak?.terms.uitvoerbaarBijVoorraad);
    return isHold ? [fact] : [];
  });
  let free = today;
  for (const { from, until } of holds.sort((left, right) => (left.from < right.from ? -1 : 1))) {
    if (from > free) break;
    if (until === null) return null;
    if (until >= free) free = addDays(until, 1);
  }
  return free;
}

/** A person has yet to answer the debtor: until then nothing is demanded (Nationale ombudsman 2015/013). */
function isContested(file: CaseFile, { fact }: Dwangsom): boolean {
  return file.nietNakomingen.some(({ id, toJudgeSince }) => id === fact && toJudgeSince !== null);
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
    assessment.dwangsommen.some(
      ({ fact, status, verjaring: { contestableUntil } }) =>
        (status === 'opeisbaar' || status === 'betwistbaar' || status === 'verjaard') &&
        letter.covers.includes(fact) &&
        (contestableUntil === null || (letter.sentOn ?? today) <= contestableUntil),
    );
  return file.letters
    .filter((letter) => letter.deliveredOn === null && letter.lapsedOn === null && mayHaveBeenInTime(letter))
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

/** A letter goes out only under a valid volmacht: a stuiting without authority is worth nothing. */
function letterStep(
  file: CaseFile,
  letter: Letter['letter'],
  rows: readonly Dwangsom[],
  on: Day,
  betaaltermijnDagen: number | null,
  today: Day,
  ground: Ground,
): Step[] {
  if (!hasVolmacht(file, on > today ? on : today)) return [];
  const covers = [...new Set(rows.map(({ fact }) => fact))];
  const id = `b${file.letters.length + 1}`;
  const what = `Een ${letter} sturen over ${rows.length === 1 ? 'de dwangsom' : `${rows.length} dwangsommen`} ${covers.length === 1 ? `van ${covers[0]}` : `van ${covers.slice(0, -1).join(', ')} en ${covers.at(-1)}`}.`;
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

function isClaimed(file: CaseFile, row: Dwangsom): boolean {
  return file.letters.some((letter) => claims(letter, row));
}

/** A letter that only interrupts asks for no payment. */
function isAskedFor(file: CaseFile, row: Dwangsom): boolean {
  return file.letters.some((letter) => letter.letter === 'aanzegging' && claims(letter, row));
}

/** A letter claims what was forfeited by the day on which it was promised; one that never went out claims nothing. */
function claims(letter: Letter, row: Dwangsom): boolean {
  return letter.lapsedOn === null && letter.covers.includes(row.fact) && row.on <= letter.promisedOn;
}

export function hasVolmacht({ volmacht }: CaseFile, on: Day): boolean {
  return volmacht !== null && volmacht.from <= on && (volmacht.until === null || on <= volmacht.until);
}

/** Why a promised letter may not go out any more; null where it may. Asked at the moment of sending, because facts may have come in between. */
export function whyLapsed(
  file: CaseFile,
  assessment: Assessment | null,
  letter: Letter,
  said: Demand,
  today: Day,
): string | null {
  if (!hasVolmacht(file, today)) return 'De volmacht is geëindigd voordat de brief uitging.';
  // Not known what is owed, for want of a rate: the verjaring runs all the same, so the letter goes.
  if (!assessment) return null;
  const now = demandOf(letter, assessment);
  if (now.lines.length === 0) return 'Van wat de brief noemt, is niets meer te vorderen.';
  if (letter.letter === 'aanzegging') {
    if (freeFrom(file, today) !== today) return 'Er mag nu geen betaling worden gevraagd.';
    const listed = new Set(now.lines.map(({ dwangsom }) => dwangsom));
    if (assessment.dwangsommen.some((row) => listed.has(row.id) && isContested(file, row)))
      return 'De schuldenaar heeft de niet-nakoming betwist.';
  }
  return isStillOpen(said, now)
    ? null
    : 'Wat de brief noemt, is niet meer wat openstaat; een nieuwe brief noemt het juiste bedrag.';
}
