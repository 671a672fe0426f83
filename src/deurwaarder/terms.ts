import { addDays, addMonths, addYears, type Day, earliest, latest } from '../values/index.ts';
import type { BerichtOf, DeurwaarderBericht } from './bericht.ts';
import { hasBeslagvrijeVoet, thirdPartyOf } from './measures.ts';

/** One thing that must happen by a day, in an order that is with a deurwaarder. */
export interface Term {
  readonly what:
    | 'ontvangstbevestiging'
    | 'status'
    | 'overbetekening'
    | 'mededeling-beslagvrije-voet'
    | 'reactietermijn-schuldenaar'
    | 'herberekening-beslagvrije-voet';
  /** The order, or the beslag within it. */
  readonly about: string;
  /** The last day on which it is in time. */
  readonly due: Day;
  /** Null where it has not happened. */
  readonly doneOn: Day | null;
  readonly isLate: boolean;
  /** The article, or `contract` for what was agreed with the deurwaarder. */
  readonly article: string;
}

export interface OrderWithDeurwaarder {
  readonly opdrachtId: string;
  readonly sentOn: Day;
  /** Of this order, each once; in any order. */
  readonly messages: readonly DeurwaarderBericht[];
}

/** True where the Algemene termijnenwet counts the day as no working day. Given by whoever knows the calendar. */
export type IsRestDay = (on: Day) => boolean;

const WORKING_DAYS_TO_ACKNOWLEDGE = 2;
const DAYS_A_STATUS_STAYS_FRESH = 14;
const DAYS_TO_OVERBETEKEN = 8;
const DAYS_TO_REACT = 28;

/** Every term of an order as it stands on `today`: those that were kept, too, because how a deurwaarder keeps them is measured. */
export function termsOf(order: OrderWithDeurwaarder, today: Day, isRestDay: IsRestDay): readonly Term[] {
  const messages = order.messages.filter(({ on }) => on <= today);
  const ended = firstOf([...ofKind(messages, 'afgerond'), ...ofKind(messages, 'geweigerd')]);
  const ofBeslagen = ofKind(messages, 'beslag-gelegd').flatMap((gelegd) =>
    termsOfBeslag(gelegd, messages, isRestDay, ended, today),
  );
  return [
    acknowledgement(order, messages, isRestDay, judgeOn(today)),
    ...(ended === null ? [freshness(order, messages, ofBeslagen, judgeOn(today))] : []),
    ...ofBeslagen,
  ];
}

type Judge = (term: Omit<Term, 'isLate'>) => Term;

/** What was not done is late once its last day is over; what was done late stays so. What has ended grows no later: it is judged as on that day. */
function judgeOn(lastDay: Day): Judge {
  return (term) => ({ ...term, isLate: (term.doneOn ?? lastDay) > term.due });
}

function acknowledgement(
  { opdrachtId, sentOn }: OrderWithDeurwaarder,
  messages: readonly DeurwaarderBericht[],
  isRestDay: IsRestDay,
  judged: Judge,
): Term {
  return judged({
    what: 'ontvangstbevestiging',
    about: opdrachtId,
    due: addWorkingDays(sentOn, WORKING_DAYS_TO_ACKNOWLEDGE, isRestDay),
    // Any message shows that the order was received.
    doneOn: firstOf(messages),
    article: 'contract',
  });
}

/** Two weeks after the last message, or after the last day on which silence is as it should be: while the debtor has his four weeks, and between two inhoudingen. */
function freshness(
  { opdrachtId, sentOn }: OrderWithDeurwaarder,
  messages: readonly DeurwaarderBericht[],
  ofBeslagen: readonly Term[],
  judged: Judge,
): Term {
  const isQuietUntil = [
    ...ofBeslagen.filter(({ what }) => what === 'reactietermijn-schuldenaar').map(({ due }) => due),
    ...ofKind(messages, 'inhouding').map(({ on }) => addMonths(on, 1)),
  ];
  const last = latest(sentOn, ...messages.map(({ on }) => on), ...isQuietUntil);
  return judged({
    what: 'status',
    about: opdrachtId,
    due: addDays(last, DAYS_A_STATUS_STAYS_FRESH),
    doneOn: null,
    article: 'contract',
  });
}

function termsOfBeslag(
  gelegd: BerichtOf<'beslag-gelegd'>,
  messages: readonly DeurwaarderBericht[],
  isRestDay: IsRestDay,
  orderEnded: Day | null,
  today: Day,
): Term[] {
  const { beslag, measure } = gelegd.data;
  // Rv 475i speaks of derdenbeslag; beslag on what the debtor holds himself is laid in his presence or by an exploot at his home.
  if (thirdPartyOf(measure) === null) return [];
  const about = (message: { data: { beslag: string } }) => message.data.beslag === beslag;
  const lifted = firstOf(ofKind(messages, 'beslag-opgeheven').filter(about));
  const ended = lifted ?? orderEnded;
  const judge = judgeOn(ended ?? today);

  // Rv 475i lid 1: within eight days after the beslag was laid. A statutory term of days, so the Algemene termijnenwet moves its end.
  const due = toWorkingDay(addDays(gelegd.on, DAYS_TO_OVERBETEKEN), isRestDay);
  const overbetekend = firstOf(ofKind(messages, 'beslag-overbetekend').filter(about));
  const notice = judge({
    what: 'overbetekening',
    about: beslag,
    due,
    doneOn: overbetekend,
    article: 'Rv 475i lid 1',
  });
  if (!hasBeslagvrijeVoet(measure)) return [notice];
  const outcomes = ofKind(messages, 'beslagvrije-voet').filter(about);
  return [notice, ...termsOfBeslagvrijeVoet(beslag, overbetekend ?? due, outcomes, isRestDay, ended, judge)];
}

function termsOfBeslagvrijeVoet(
  beslag: string,
  tellBy: Day,
  outcomes: readonly BerichtOf<'beslagvrije-voet'>[],
  isRestDay: IsRestDay,
  ended: Day | null,
  judge: Judge,
): Term[] {
  const told = outcomes.flatMap(({ data }) => data.toldOn ?? []).toSorted();
  const received = [...new Set(outcomes.flatMap(({ data }) => data.receivedOn ?? []))].toSorted();
  const terms = [
    // Rv 475i lid 2: at the latest when the exploot of the beslag is served on the debtor.
    judge({
      what: 'mededeling-beslagvrije-voet',
      about: beslag,
      due: tellBy,
      doneOn: told[0] ?? null,
      article: 'Rv 475i lid 2',
    }),
  ];
  // Rv 475i lid 3 and 4: four weeks after the debtor received it, each time anew. Nobody is late in it: it says until when money must be held.
  for (const on of received) {
    terms.push({
      what: 'reactietermijn-schuldenaar',
      about: beslag,
      due: toWorkingDay(addDays(on, DAYS_TO_REACT), isRestDay),
      doneOn: null,
      isLate: false,
      article: on === received[0] ? 'Rv 475i lid 3' : 'Rv 475i lid 4',
    });
  }
  if (outcomes.length === 0 || ended !== null) return terms;
  // A year after the last outcome, or earlier where the module gave it for a shorter time. More than three months, so nothing moves its end.
  const last = outcomes.reduce((one, other) => (other.on > one.on ? other : one));
  const recalculateBy = earliest(addYears(last.on, 1), last.data.validUntil);
  return [
    ...terms,
    judge({
      what: 'herberekening-beslagvrije-voet',
      about: beslag,
      due: recalculateBy,
      doneOn: null,
      article: 'Rv 475d',
    }),
  ];
}

/** Algemene termijnenwet art. 1: a term that ends on a Saturday, Sunday or holiday runs through the next working day. */
function toWorkingDay(on: Day, isRestDay: IsRestDay): Day {
  let found = on;
  while (isRestDay(found)) found = addDays(found, 1);
  return found;
}

/** The day of sending does not count. */
function addWorkingDays(from: Day, workingDays: number, isRestDay: IsRestDay): Day {
  let found = from;
  for (let counted = 0; counted < workingDays; counted++) found = toWorkingDay(addDays(found, 1), isRestDay);
  return found;
}

function firstOf(messages: readonly DeurwaarderBericht[]): Day | null {
  const [first, ...others] = messages.map(({ on }) => on);
  return first === undefined ? null : earliest(first, ...others);
}

function ofKind<Kind extends DeurwaarderBericht['kind']>(
  messages: readonly DeurwaarderBericht[],
  kind: Kind,
): BerichtOf<Kind>[] {
  return messages.filter((message): message is BerichtOf<Kind> => message.kind === kind);
}
