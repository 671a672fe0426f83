import type { Assessment, Dwangsom } from '../../law/index.ts';
import type { Day } from '../../values/index.ts';
import type { CaseFile } from '../case-file.ts';
import type { EventData } from '../events.ts';
import { isSamePerson } from '../same-person.ts';
import { isHeard, SILENCE_DAYS } from './contact.ts';
import { holdsOn } from './holds.ts';
import { validKindtoets } from './kindtoets.ts';
import { isInRegeling } from './regeling.ts';
import { climbOf, isUncontested } from './rungs.ts';
import { isInOrder } from './running-orders.ts';
import type { Standing } from './standing.ts';

/** What must hold before a person may give an order to the deurwaarder. */

interface Who {
  readonly by: string;
  readonly today: Day;
  readonly standing: Standing;
}

export interface Reason {
  readonly sentence: string;
  readonly article?: string;
}

/** All that stands in the way of an order; empty where it may be given. */
export function whyNotForOrder(
  file: CaseFile,
  assessment: Assessment | null,
  order: Pick<EventData<'opdracht-goedgekeurd'>, 'kindtoets' | 'dwangsommen' | 'measures'>,
  { by, today, standing }: Who,
): Reason[] {
  const reasons: Reason[] = [];
  const toets = validKindtoets(file, today);
  if (toets?.id !== order.kindtoets)
    reasons.push({
      sentence: 'Er is geen geldige kindtoets, gelezen door een tweede, die doorgaan toestaat.',
      article: 'IVRK art. 3',
    });
  else {
    if (isSamePerson(toets.author, by))
      reasons.push({
        sentence: `${by} heeft de kindtoets zelf opgesteld; een ander keurt de opdracht goed.`,
      });
    const beyond = order.measures.filter((one) => !toets.measures.includes(one));
    if (beyond.length > 0) reasons.push({ sentence: `De kindtoets staat niet toe: ${beyond.join(', ')}.` });
  }
  const { volmacht } = file;
  if (!volmacht || volmacht.from > today || (volmacht.until !== null && volmacht.until < today))
    reasons.push({ sentence: 'Er is vandaag geen volmacht van de schuldeiser.', article: 'Rv 611c' });
  if (!file.betekening) reasons.push({ sentence: 'De uitspraak is niet betekend.', article: 'Rv 430 lid 3' });
  for (const { sentence, article } of holdsOn(file, today, 'dwang')) reasons.push({ sentence, article });
  if (!isHeard(file, today))
    reasons.push({
      sentence: `De schuldenaar is langer dan ${SILENCE_DAYS} dagen niet gesproken en niet langs twee wegen gezocht.`,
      article: 'Nationale ombudsman 2018/072',
    });
  if (standing.brakes.some(({ what }) => what === 'alles' || what === 'opdrachten'))
    reasons.push({ sentence: 'Er staat een rem op opdrachten, voor het hele bureau.' });
  if (file.brakes.some(({ what }) => what === 'alles' || what === 'opdrachten'))
    reasons.push({ sentence: 'Er staat in deze zaak een rem op opdrachten.' });
  reasons.push(...ofDwangsommen(file, assessment, order.dwangsommen, today));
  return reasons;
}

function ofDwangsommen(
  file: CaseFile,
  assessment: Assessment | null,
  ids: readonly string[],
  today: Day,
): Reason[] {
  const ready = new Set(readyForOrder(file, assessment, today).map(({ id }) => id));
  const not = ids.filter((id) => !ready.has(id));
  if (not.length === 0) return [];
  return [
    {
      sentence: `Deze dwangsommen zijn niet zo ver dat zij aan de deurwaarder kunnen: ${not.join(', ')}. Zij zijn niet open, betwist, in een regeling, al in een opdracht, of de laatste brief is te kort geleden.`,
    },
  ];
}

/** Dwangsommen whose every letter of the ladder went out and whose last term is over. */
export function readyForOrder(file: CaseFile, assessment: Assessment | null, today: Day): Dwangsom[] {
  return (assessment?.dwangsommen ?? []).filter(
    (row) =>
      row.status === 'opeisbaar' &&
      row.invorderbaar &&
      !isInRegeling(file, row.id, today) &&
      !isInOrder(file, row.id) &&
      isUncontested(file, row) &&
      hasClimbedAll(file, row, today),
  );
}

function hasClimbedAll(file: CaseFile, row: Dwangsom, today: Day): boolean {
  const next = climbOf(file, row, today);
  return (
    next !== null && (next.step.step === 'kindtoets' || next.step.step === 'opdracht') && next.on <= today
  );
}
