import { type DeurwaarderBericht, hasBeslagvrijeVoet, type Term, termsOf } from '../deurwaarder/index.ts';
import {
  type Assessment,
  type BeslagvrijeVoet,
  btagTariff,
  checkBeslagvrijeVoet,
  checkInhouding,
  type Dwangsom,
  restDay,
} from '../law/index.ts';
import {
  addDays,
  type Day,
  formatDay,
  formatEuro,
  type Ground,
  latest,
  parseCents,
  type Refusal,
  sumCents,
} from '../values/index.ts';
import type { CaseFile } from './case-file.ts';
import { holdsOn } from './process/holds.ts';
import type { Opdracht } from './process/process-file.ts';
import { runningRegeling } from './process/regeling.ts';
import { runningOrders } from './process/running-orders.ts';
import { hasVolmacht } from './process/volmacht.ts';
import { person, type Step } from './step.ts';

/** What a person must do about an order that is with the deurwaarder: late terms, costs without a tariff, too much withheld, a negative forecast. */
export function orderSteps(file: CaseFile, assessment: Assessment, today: Day): Step[] {
  return [
    ...runningOrders(file).flatMap((order) => [
      ...aboutForecast(order),
      ...aboutPayment(order, assessment),
      ...aboutStopping(file, order, assessment, today),
      ...aboutTerms(order, today),
    ]),
    // Of an order that ended, too: what it cost and what was withheld does not go away with it.
    ...file.opdrachten.flatMap((order) => [
      ...aboutBounds(file, order),
      ...aboutCosts(file, order),
      ...aboutInhouding(file, order),
    ]),
  ];
}

function aboutForecast({ id, messages, dbr }: Opdracht): Step[] {
  const negative = messages.find(({ kind }) => kind === 'dbr-negatief');
  if (!negative || dbr) return [];
  return [
    person(
      'tweede persoon',
      negative.on,
      addDays(negative.on, 5),
      `Het beslagregister verwacht dat opdracht ${id} niet binnen drie jaar wordt betaald. Schriftelijk besluiten of zij doorgaat.`,
      { article: 'DBR', facts: [id], note: 'Alleen de opdrachtgever kan dat bevestigen, nooit vanzelf.' },
    ),
  ];
}

/** Beslag for what is paid is unlawful: the order goes back as soon as nothing of it is open. */
function aboutPayment({ id, sentOn, dwangsommen }: Opdracht, assessment: Assessment): Step[] {
  const isOpen = dwangsommen.some(
    (one) => assessment.dwangsommen.find((row) => row.id === one)?.status === 'opeisbaar',
  );
  if (sentOn === null || isOpen) return [];
  return [
    person(
      'medewerker',
      assessment.asOf,
      addDays(assessment.asOf, 1),
      `De opdracht ${id} intrekken bij de deurwaarder: er is niets meer van te vorderen.`,
      { article: 'Rv 435', facts: [id], note: 'Beslag voor wat is betaald, is onrechtmatig.' },
    ),
  ];
}

/**
 * Whoever executes must hear at once what stands in the way (Rv 430). Nothing here stops a deurwaarder by itself: a person calls him, and says that it was done
 * by answering.
 */
function aboutStopping(file: CaseFile, order: Opdracht, assessment: Assessment, today: Day): Step[] {
  const { id, sentOn } = order;
  if (sentOn === null) return [];
  const rows = assessment.dwangsommen.filter((row) => order.dwangsommen.includes(row.id));
  if (!rows.some(({ status }) => status === 'opeisbaar')) return [];
  return [
    ...ofHolds(file, today),
    ...ofVolmacht(file, order, today),
    ...ofContest(file, rows),
    ...ofRegeling(file, rows, today),
    ...ofLess(file, order, rows, assessment),
  ]
    .filter(({ about, article }) => !isTold(file, about, article))
    .map(({ about, article, from, what, why }) => {
      const since = latest(from, sentOn);
      return person(
        'medewerker',
        since,
        addDays(since, 1),
        `De opdracht ${id} bij de deurwaarder laten ${what}: ${why} Beantwoord de vraag over ${about} als dat is gedaan.`,
        {
          article,
          facts: [about, id],
          note: 'Executie voor wat nu niet mag worden gevorderd, is onrechtmatig.',
        },
      );
    });
}

interface Stop {
  /** What the answer is about. */
  readonly about: string;
  readonly article: string;
  readonly from: Day;
  readonly what: 'opschorten of intrekken' | 'beperken of intrekken';
  /** A Dutch sentence. */
  readonly why: string;
}

function isTold(file: CaseFile, about: string, article: string): boolean {
  return file.answers.some((answer) => answer.about === about && answer.article === article);
}

function ofHolds(file: CaseFile, today: Day): Stop[] {
  return holdsOn(file, today, 'dwang').map(({ by, article, from, sentence }) => ({
    about: by,
    article,
    from,
    what: 'opschorten of intrekken',
    why: sentence,
  }));
}

function ofVolmacht(file: CaseFile, { id }: Opdracht, today: Day): Stop[] {
  if (hasVolmacht(file, today)) return [];
  const ended = file.volmacht?.until ?? null;
  return [
    {
      about: id,
      article: 'BW 3:72',
      from: ended !== null && ended < today ? addDays(ended, 1) : today,
      what: 'opschorten of intrekken',
      why: 'Er is geen volmacht van de schuldeiser meer.',
    },
  ];
}

function ofContest(file: CaseFile, rows: readonly Dwangsom[]): Stop[] {
  return file.nietNakomingen.flatMap(({ id, toJudgeSince }): Stop[] =>
    toJudgeSince === null || !rows.some(({ fact }) => fact === id)
      ? []
      : [
          {
            about: id,
            article: 'Nationale ombudsman 2015/013',
            from: toJudgeSince,
            what: 'opschorten of intrekken',
            why: `De niet-nakoming ${id} is betwist en moet nog worden beoordeeld.`,
          },
        ],
  );
}

/** Agreed on while the order was on its way. */
function ofRegeling(file: CaseFile, rows: readonly Dwangsom[], today: Day): Stop[] {
  const running = runningRegeling(file, today);
  if (!running || !rows.some(({ id }) => running.dwangsommen.includes(id))) return [];
  return [
    {
      about: running.id,
      article: 'Rv 435',
      from: running.from!,
      what: 'opschorten of intrekken',
      why: `Over wat is opgedragen, is de betalingsregeling ${running.id} afgesproken.`,
    },
  ];
}

/** The deurwaarder took the sum of the day on which the order went out; what was paid, given up or fell away since is not his to take. */
function ofLess(
  file: CaseFile,
  { id, dwangsommen }: Opdracht,
  rows: readonly Dwangsom[],
  { allocations }: Assessment,
): Stop[] {
  const sentAt = file.events.findIndex(
    ({ kind, data }) => kind === 'opdracht-verzonden' && 'opdracht' in data && data.opdracht === id,
  );
  const paid = file.events.slice(sentAt + 1).flatMap((event): Stop[] => {
    if (event.kind !== 'betaling-ontvangen') return [];
    const sum = sumCents(
      allocations
        .filter(({ payment, to }) => payment === event.data.id && dwangsommen.includes(to))
        .map(({ amount }) => parseCents(amount)),
    );
    if (sum === 0n) return [];
    const why = `Door betaling ${event.data.id} staat er ${formatEuro(sum)} minder open dan is opgedragen.`;
    return [lessBy(event.data.id, event.recordedOn, why)];
  });
  const fallen = rows
    .filter(({ status }) => status === 'vervallen' || status === 'verjaard')
    .map((row) => lessBy(row.id, row.on, `De dwangsom ${row.id} is niet meer te vorderen.`));
  const given = file.afschrijvingen.flatMap(({ id: afschrijving, confirmedOn }): Stop[] => {
    if (confirmedOn === null || !rows.some(({ on }) => on <= confirmedOn)) return [];
    return [lessBy(afschrijving, confirmedOn, 'Wat is opgedragen, is geheel of voor een deel afgeschreven.')];
  });
  return [...paid, ...fallen, ...given];
}

function lessBy(about: string, from: Day, why: string): Stop {
  return { about, article: 'Rv 435', from, what: 'beperken of intrekken', why };
}

const TERM_WORDS: Record<Term['what'], string> = {
  ontvangstbevestiging: 'de ontvangst van de opdracht bevestigen',
  status: 'laten weten hoe het staat',
  overbetekening: 'het beslag aan de schuldenaar betekenen',
  'mededeling-beslagvrije-voet': 'de beslagvrije voet aan de schuldenaar meedelen',
  'reactietermijn-schuldenaar': 'het geld vasthouden tot de schuldenaar heeft kunnen reageren',
  'herberekening-beslagvrije-voet': 'de beslagvrije voet opnieuw laten berekenen',
};

/** The terms of the deurwaarder are policed: what is not done on its last day is a step of ours on the next. */
function aboutTerms({ id, sentOn, messages }: Opdracht, today: Day): Step[] {
  if (sentOn === null) return [];
  const terms = termsOf({ opdrachtId: id, sentOn, messages }, today, (on) => restDay(on) !== null);
  return terms
    .filter(({ doneOn, what }) => doneOn === null && what !== 'reactietermijn-schuldenaar')
    .map(({ what, due, article, isLate }) =>
      person(
        'medewerker',
        addDays(due, 1),
        addDays(due, 3),
        `De deurwaarder ${isLate ? 'had' : 'heeft'} tot en met ${formatDay(due)} de tijd om ${TERM_WORDS[what]} (${id}). Vragen waarom dat ${isLate ? 'niet is' : 'dan nog niet is'} gebeurd.`,
        { article, facts: [id], note: 'Het bureau houdt de termijnen van de deurwaarder in de gaten.' },
      ),
    );
}

/** What the order did not allow is asked about at once: the kindtoets rests on it. */
function aboutBounds(file: CaseFile, { id, messages, measures }: Opdracht): Step[] {
  return messages.flatMap((message): Step[] => {
    if (message.kind !== 'beslag-gelegd' || isAnswered(file, message)) return [];
    const { measure } = message.data;
    if (measures.includes(measure)) return [];
    return [
      person(
        'medewerker',
        message.on,
        addDays(message.on, 1),
        `De deurwaarder meldt ${measure.replaceAll('-', ' ')} (${message.id}), en opdracht ${id} staat dat niet toe. Het beslag laten opheffen, en dan de vraag over ${message.id} beantwoorden.`,
        { article: 'Rv 435; IVRK art. 3', facts: [id], note: 'Alleen wat in de opdracht staat, mag.' },
      ),
    ];
  });
}

/** Costs that the tariff of the day covers are booked by the program; of any other a person finds out whether they are due. */
function aboutCosts(file: CaseFile, { id, messages }: Opdracht): Step[] {
  return messages.flatMap((message): Step[] => {
    if (message.kind !== 'kosten' || isBooked(file, message) || isAnswered(file, message)) return [];
    const why = whyNotByTariff(message);
    return [
      person(
        'medewerker',
        message.on,
        addDays(message.on, 14),
        `De deurwaarder meldt ${formatEuro(parseCents(message.data.amount))} kosten (${message.id}, opdracht ${id}). Nakijken en als feit vastleggen met bron "${sourceOf(message)}", of terugvragen. ${why}`,
        {
          article: 'Rv 434a; Btag art. 2',
          facts: [id],
          note: 'Alleen wat het tarief van die dag toestaat, komt ten laste van de schuldenaar.',
        },
      ),
    ];
  });
}

type Costs = Extract<DeurwaarderBericht, { kind: 'kosten' }>;

/** Why the program does not book them itself, as a Dutch sentence; null where it does. */
export function whyNotByTariff({ on, data: { ambtshandeling, amount } }: Costs): string | null {
  const tariff = btagTariff(ambtshandeling, on);
  if (!tariff.ok) return tariff.refusals[0]!.sentence;
  return parseCents(amount) > tariff.value
    ? `Het tarief van die dag is ${formatEuro(tariff.value)}; dit is meer.`
    : null;
}

/** How the fact of costs names the message that it comes from. */
export function sourceOf({ id }: DeurwaarderBericht): string {
  return `bericht ${id} van de deurwaarder`;
}

export function isBooked(file: CaseFile, message: Costs): boolean {
  return file.facts.some(
    ({ fact, event }) => fact.kind === 'kosten' && event.data.source === sourceOf(message),
  );
}

/**
 * The beslagvrije voet is respected: too much withheld goes back, and where no outcome is known nothing may be withheld (Rv 475b ff.). Asked until a
 * person has answered.
 */
function aboutInhouding(file: CaseFile, { id, messages }: Opdracht): Step[] {
  return messages.flatMap((message): Step[] => {
    if (isAnswered(file, message)) return [];
    return refusalsOf(message, messages).map(({ sentence, grounds }) =>
      person(
        'medewerker',
        message.on,
        addDays(message.on, 2),
        `${sentence} Beantwoord de vraag over ${message.id} als dat is opgelost (opdracht ${id}).`,
        withFact(grounds[0], id),
      ),
    );
  });
}

function refusalsOf(message: DeurwaarderBericht, all: readonly DeurwaarderBericht[]): readonly Refusal[] {
  if (message.kind === 'beslagvrije-voet') return checkBeslagvrijeVoet(outcomeOf(message));
  if (message.kind !== 'inhouding') return [];
  const { beslag } = message.data;
  const laid = all.find((one) => one.kind === 'beslag-gelegd' && one.data.beslag === beslag);
  // Only periodic income knows a beslagvrije voet (Rv 475c).
  if (laid?.kind === 'beslag-gelegd' && !hasBeslagvrijeVoet(laid.data.measure)) return [];
  const outcome = all
    .filter((one) => one.kind === 'beslagvrije-voet')
    .findLast(({ on, data }) => on <= message.on && data.beslag === beslag);
  return checkInhouding(outcome ? outcomeOf(outcome) : null, parseCents(message.data.amount), message.on);
}

function isAnswered(file: CaseFile, { id }: DeurwaarderBericht): boolean {
  return file.answers.some(({ about }) => about === id);
}

function withFact(ground: Ground | undefined, id: string): Ground {
  return ground ?? { article: 'Rv 475b', facts: [id], note: 'Boven de beslagvrije voet ligt geen beslag.' };
}

function outcomeOf({ data }: Extract<DeurwaarderBericht, { kind: 'beslagvrije-voet' }>): BeslagvrijeVoet {
  return {
    on: data.countsFrom,
    validUntil: data.validUntil,
    maximum: parseCents(data.maximum),
    result: data.result === null ? null : parseCents(data.result),
    net: data.net === null ? null : parseCents(data.net),
    inputsSha256: data.inputsSha256,
  };
}
