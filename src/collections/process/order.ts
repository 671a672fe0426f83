import type { Assessment, Dwangsom } from '../../law/index.ts';
import type { Day } from '../../values/index.ts';
import type { CaseFile } from '../case-file.ts';
import type { EventData } from '../events.ts';
import { isSamePerson } from '../same-person.ts';
import { isHeard, SILENCE_DAYS } from './contact.ts';
import { holdsOn, isGivenUp } from './holds.ts';
import { validKindtoets } from './kindtoets.ts';
import type { Precondition } from './ladder.ts';
import { unmet } from './preconditions.ts';
import type { Opdracht } from './process-file.ts';
import { isInRegeling } from './regeling.ts';
import { climbOf, isUncontested } from './rungs.ts';
import { isInOrder } from './running-orders.ts';
import type { Standing } from './standing.ts';
import { hasVolmacht } from './volmacht.ts';

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
  if (!hasVolmacht(file, today))
    reasons.push({ sentence: 'Er is vandaag geen volmacht van de schuldeiser.', article: 'Rv 611c' });
  if (!file.betekening) reasons.push({ sentence: 'De uitspraak is niet betekend.', article: 'Rv 430 lid 3' });
  for (const { sentence, article } of holdsOn(file, today, 'dwang')) reasons.push({ sentence, article });
  if (!isHeard(file, today))
    reasons.push({
      sentence: `De schuldenaar is langer dan ${SILENCE_DAYS} dagen niet gesproken en niet langs twee wegen gezocht.`,
      article: 'Nationale ombudsman 2018/072',
    });
  const step = file.ladder?.steps.find((one) => one.step === 'opdracht');
  for (const one of step ? unmet(file, step, today) : [])
    if (one !== 'contact-90-dagen') reasons.push(NOT_MET[one]);
  if (standing.brakes.some(({ what }) => what === 'alles' || what === 'opdrachten'))
    reasons.push({ sentence: 'Er staat een rem op opdrachten, voor het hele bureau.' });
  if (file.brakes.some(({ what }) => what === 'alles' || what === 'opdrachten'))
    reasons.push({ sentence: 'Er staat in deze zaak een rem op opdrachten.' });
  reasons.push(...ofDwangsommen(file, assessment, order.dwangsommen, today));
  return reasons;
}

/** What the ladder of the case asks beside that the debtor was heard, which every order needs. */
const NOT_MET: Record<Exclude<Precondition, 'contact-90-dagen'>, Reason> = {
  'drie-contactwegen': {
    sentence: 'De schuldenaar is nog niet langs drie wegen gezocht.',
    article: 'Nationale ombudsman 2018/072',
  },
  'adres-30-dagen': {
    sentence: 'Het adres van de schuldenaar is in 30 dagen niet nagekeken.',
    article: 'BW 3:37 lid 3',
  },
};

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
      sentence: `Deze dwangsommen zijn niet zo ver dat zij aan de deurwaarder kunnen: ${not.join(', ')}. Zij zijn niet open, betwist, afgeschreven, in een regeling, al in een opdracht, of de laatste brief is te kort geleden.`,
    },
  ];
}

/**
 * Why an order that a person approved may not go to the deurwaarder today, as a Dutch sentence; null where it may. Facts may have come in since. Where it
 * is not known what is owed, only the rest is asked.
 */
export function whyOrderMayNotGo(
  file: CaseFile,
  assessment: Assessment | null,
  order: Opdracht,
  today: Day,
): string | null {
  if (order.endedOn !== null) return 'De opdracht was al ingetrokken.';
  if (!hasVolmacht(file, today)) return 'De volmacht is geëindigd voordat de opdracht uitging.';
  const [held] = holdsOn(file, today, 'dwang');
  if (held) return held.sentence;
  if (validKindtoets(file, today)?.id !== order.kindtoets)
    return 'De kindtoets geldt niet meer; vraag een nieuwe voordat de opdracht uitgaat.';
  if (!assessment) return null;
  const rows = assessment.dwangsommen.filter(({ id }) => order.dwangsommen.includes(id));
  if (!rows.some(({ status }) => status === 'opeisbaar'))
    return 'Van wat de opdracht noemt, is niets meer te vorderen.';
  return whyRowsMayNotGo(file, rows, today);
}

function whyRowsMayNotGo(file: CaseFile, rows: readonly Dwangsom[], today: Day): string | null {
  const which = (one: (row: Dwangsom) => boolean) => rows.filter(one).map(({ id }) => id);
  const contested = which((row) => !isUncontested(file, row));
  if (contested.length > 0) return `De schuldenaar betwist wat de opdracht noemt: ${contested.join(', ')}.`;
  const agreed = which(({ id }) => isInRegeling(file, id, today));
  if (agreed.length > 0)
    return `Over wat de opdracht noemt, is een betalingsregeling afgesproken: ${agreed.join(', ')}.`;
  const given = which((row) => isGivenUp(file, row));
  return given.length > 0 ? `Van wat de opdracht noemt, is afgeschreven: ${given.join(', ')}.` : null;
}

/** Dwangsommen whose every letter of the ladder went out and whose last term is over. */
export function readyForOrder(file: CaseFile, assessment: Assessment | null, today: Day): Dwangsom[] {
  return (assessment?.dwangsommen ?? []).filter(
    (row) =>
      row.status === 'opeisbaar' &&
      row.invorderbaar &&
      !isGivenUp(file, row) &&
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
