import { addDays, addYears, type Day, earliest, FOREVER, latest } from '../values/index.ts';
import { byText, covers, type Facts, type Interval, intervalOf } from './facts.ts';
import type { Clause, Uitspraak } from './input.ts';

/** On which days a clause can forfeit at all (contract, rule 1). */
export interface BillableDays {
  /** Null where the uitspraak was not served. */
  readonly first: Day | null;
  /** FOREVER where nothing ends it. */
  readonly last: Day;
  /** Intervals in which nothing is forfeited under this clause, in order of the ids of their facts. */
  readonly blocks: readonly Interval[];
}

export type NotBillable =
  | { readonly reason: 'niet-betekend' | 'voor-eerste-dag' | 'na-laatste-dag' }
  | { readonly reason: 'geblokkeerd'; readonly by: string };

export function billableDaysOf(clause: Clause, uitspraak: Uitspraak, facts: Facts): BillableDays {
  return {
    first: firstDayOf(clause, uitspraak),
    last: lastDayOf(clause, uitspraak),
    blocks: blocksOf(clause, uitspraak, facts),
  };
}

/** Null where the day is billable, else the first reason that fits why it is not. */
export function whyNotBillable(days: BillableDays, on: Day): NotBillable | null {
  if (days.first === null) return { reason: 'niet-betekend' };
  if (on < days.first) return { reason: 'voor-eerste-dag' };
  if (on > days.last) return { reason: 'na-laatste-dag' };
  for (const block of days.blocks) if (covers(block, on)) return { reason: 'geblokkeerd', by: block.fact };
  return null;
}

/**
 * Rv 611a lid 3 and 4 (https://wetten.overheid.nl/BWBR0001827/2026-01-01): nothing is forfeited before betekening, nor before a term set
 * by the court is over. The day of betekening is day 0 of either, so a term of 14 days after 20 January ends on 3 February.
 */
export function firstDayOf(clause: Clause, uitspraak: Uitspraak): Day | null {
  if (uitspraak.betekendOn === null) return null;
  const afterBetekening = addDays(uitspraak.betekendOn, 1);
  const lastOfTerm = lastDayOfTerm(clause, uitspraak);
  const afterTerm = lastOfTerm === null ? afterBetekening : addDays(lastOfTerm, 1);
  return latest(afterBetekening, afterTerm, clause.from ?? afterBetekening);
}

/**
 * The last day of the respijttermijn or uitvoeringstermijn; null where there is none, or where it runs from a betekening that has
 * not been. A respijttermijn runs from betekening, an uitvoeringstermijn from the uitspraak: HR 21 December 2012, ECLI:NL:HR:2012:BX9020.
 */
export function lastDayOfTerm(clause: Clause, uitspraak: Uitspraak): Day | null {
  if (clause.term === null) return null;
  if ('until' in clause.term) return clause.term.until;
  const start = clause.term.from === 'betekening' ? uitspraak.betekendOn : uitspraak.pronouncedOn;
  return start && addDays(start, clause.term.days);
}

/** BW 1:233 and 1:377a: the duty of contact ends when the child comes of age, here the youngest. */
function lastDayOf(clause: Clause, uitspraak: Uitspraak): Day {
  const { kinderen, endsOn } = uitspraak;
  const ofAge =
    kinderen.length === 0 ? FOREVER : addDays(comesOfAgeOn(latest(kinderen[0]!, ...kinderen)), -1);
  return earliest(clause.to ?? FOREVER, endsOn ?? FOREVER, ofAge);
}

/** The eighteenth birthday; somebody born on 29 February comes of age on 1 March, when eighteen full years have passed. */
export function comesOfAgeOn(bornOn: Day): Day {
  const birthday = addYears(bornOn, 18);
  return birthday.slice(5) === bornOn.slice(5) ? birthday : addDays(birthday, 1);
}

/** Rv 611d, 611e, 611f, 350, 351, 360, 438: what stops forfeiture while it lasts. */
function blocksOf(clause: Clause, uitspraak: Uitspraak, facts: Facts): Interval[] {
  const blocks = [
    ...facts.of('schorsing-werking').map(intervalOf),
    ...facts.of('faillissement').map(intervalOf),
    ...facts.of('wsnp').map(intervalOf),
    ...facts
      .of('opheffing')
      .filter((opheffing) => opheffing.clause === undefined || opheffing.clause === clause.id)
      .map(intervalOf),
    ...facts
      .of('overlijden-schuldenaar')
      .map(({ id, on }) => ({ fact: id, from: addDays(on, 1), until: FOREVER })),
    ...suspendingAppeals(uitspraak, facts),
  ];
  return blocks.sort((left, right) => byText(left.fact, right.fact));
}

/** Rv 350 lid 1 and 360 lid 1: an appeal suspends only what was not declared uitvoerbaar bij voorraad. */
export function suspendingAppeals(uitspraak: Uitspraak, facts: Facts): Interval[] {
  return uitspraak.uitvoerbaarBijVoorraad ? [] : facts.of('hoger-beroep').map(intervalOf);
}
