import type { CaseEvent } from '../../src/collections/index.ts';
import { addDays, type Day, daysBetween, parseCents } from '../../src/values/index.ts';

/**
 * A short list of its own of what the program may do by itself, and when; written from the domain description and not from the code that plans. Asked
 * of every event that the program wrote, with the history as it stood before.
 */

const MAY_WRITE: readonly string[] = [
  'ladder-vastgelegd',
  'brief-beloofd',
  'brief-verzonden',
  'brief-vervallen',
  'opdracht-verzonden',
  'opdracht-vervallen',
  'uitbetaling-voorbereid',
  'uitbetaling-ingetrokken',
  'betalingsregeling-beeindigd',
  'zaak-gesloten',
  // Told by the deurwaarder, and the costs that he reports.
  'deurwaarder-bericht',
  'feit-vastgelegd',
];

/** The letters that ask for payment, in the order of the ladder, with the least days after the one before arrived. */
const LADDER: readonly (readonly [letter: string, days: number])[] = [
  ['aanzegging', 0],
  ['herinnering', 14],
  ['laatste-aanmaning', 7],
  ['overname', 14],
];

const DEMANDS = LADDER.map(([letter]) => letter);

const TO_DEBTOR: readonly string[] = [
  ...DEMANDS,
  'stuitingsbrief',
  'betekening-bericht',
  'wederhoor',
  'uitkomst',
  'regeling',
  'regeling-herinnering',
  'regeling-verbroken',
  'pauze',
  'pauze-einde',
  'herberekening',
  'afsluiting',
];

export function againstPreconditions(event: CaseEvent, before: readonly CaseEvent[]): string[] {
  if (event.recordedBy !== 'systeem') return [];
  if (!MAY_WRITE.includes(event.kind)) return [`the program wrote "${event.kind}" by itself`];
  const wrong = wrongWith(event, before);
  return wrong.map(
    (why) => `the program wrote ${event.kind} ${JSON.stringify(event.data)} on ${event.on}: ${why}`,
  );
}

function wrongWith(event: CaseEvent, before: readonly CaseEvent[]): string[] {
  switch (event.kind) {
    case 'brief-beloofd':
      return wrongWithLetter(event, before);
    case 'brief-verzonden':
    case 'brief-vervallen': {
      const promised = before.some(
        (one) => one.kind === 'brief-beloofd' && one.data.id === event.data.letter,
      );
      const isDone = before.some(
        (one) =>
          (one.kind === 'brief-verzonden' || one.kind === 'brief-vervallen') &&
          one.data.letter === event.data.letter,
      );
      return [
        ...(promised ? [] : ['it was never promised']),
        ...(isDone ? ['it went out or lapsed before'] : []),
      ];
    }
    case 'opdracht-verzonden': {
      const order = before.find(
        (one) => one.kind === 'opdracht-goedgekeurd' && one.data.id === event.data.opdracht,
      );
      return order && order.recordedBy !== 'systeem' ? [] : ['no person approved the order'];
    }
    case 'feit-vastgelegd': {
      const isReported = before.some(({ kind, on }) => kind === 'deurwaarder-bericht' && on === event.on);
      return event.data.fact.kind === 'kosten' && isReported
        ? []
        : ['only costs that a deurwaarder reported are booked by it'];
    }
    case 'uitbetaling-voorbereid': {
      const cash = cashOf(before);
      return parseCents(event.data.amount) > cash ? [`only ${cash} cents lie there for the case`] : [];
    }
    case 'zaak-gesloten': {
      const stirred = before.findLast(({ kind }) => !SILENT.includes(kind))!;
      const isOpen = [...judgements(before).values()].some((judged) => !judged);
      return [
        ...(daysBetween(stirred.recordedOn, event.on) < 183
          ? [`${stirred.kind} was less than half a year ago`]
          : []),
        ...(isOpen ? ['a report waits for its judgement'] : []),
      ];
    }
    default:
      return [];
  }
}

const SILENT: readonly string[] = [
  'brief-beloofd',
  'brief-verzonden',
  'brief-bezorgd',
  'brief-vervallen',
  'ladder-vastgelegd',
  'zaak-gesloten',
];

type LetterPromise = Extract<CaseEvent, { kind: 'brief-beloofd' }>;

function wrongWithLetter({ on, data }: LetterPromise, before: readonly CaseEvent[]): string[] {
  const { letter, covers } = data;
  const faults: string[] = [];
  const isDemand = DEMANDS.includes(letter);
  if (TO_DEBTOR.includes(letter) && !hasVolmacht(before, on)) faults.push('no volmacht that day');
  const brake = brakesOf(before).find((one) =>
    letter === 'stuitingsbrief' ? one === 'stuitingen' : one === 'brieven' || one === 'alles',
  );
  if (brake) faults.push(`a brake on ${brake} stands`);
  if (isTwice(data, before)) faults.push('the same letter about the same went out or is under way');
  if (letter === 'stuitingsbrief') {
    if (before.some(({ kind }) => kind === 'afschrijving-bevestigd')) faults.push('the claim was given up');
    return faults;
  }
  if (!isDemand) return faults;
  faults.push(...heldBy(before, on, letter === 'aanzegging'));
  const judged = judgements(before);
  for (const fact of covers) {
    if (judged.get(fact) !== true) faults.push(`${fact} waits for a judgement`);
    faults.push(...outOfOrder(letter, fact, on, before));
  }
  return faults;
}

/** Every report, and whether a person has judged it since it was made or contested last. */
function judgements(before: readonly CaseEvent[]): Map<string, boolean> {
  const judged = new Map<string, boolean>();
  for (const event of before) {
    if (event.kind === 'niet-nakoming-gemeld') judged.set(event.data.id, false);
    if (event.kind === 'niet-nakoming-betwist') judged.set(event.data.nietNakoming, false);
    if (
      event.kind === 'niet-nakoming-vastgesteld' ||
      event.kind === 'niet-nakoming-afgewezen' ||
      event.kind === 'niet-nakoming-voorgelegd'
    )
      judged.set(event.data.nietNakoming, true);
  }
  return judged;
}

function hasVolmacht(before: readonly CaseEvent[], on: Day): boolean {
  let from: Day | null = null;
  let until: Day | null = null;
  for (const event of before) {
    if (event.kind === 'volmacht-verleend') {
      from = event.on;
      until = event.data.until;
    }
    if (event.kind === 'volmacht-ingetrokken' || event.kind === 'schuldeiser-overleden')
      until = addDays(event.on, -1);
  }
  return from !== null && from <= on && (until === null || on <= until);
}

function brakesOf(before: readonly CaseEvent[]): string[] {
  const set = new Set<string>();
  for (const event of before) {
    if (event.kind === 'rem-gezet') set.add(event.data.what);
    if (event.kind === 'rem-gelost') set.delete(event.data.what);
  }
  return [...set];
}

const STAYS: readonly string[] = [
  'faillissement',
  'wsnp',
  'schorsing-werking',
  'schorsing-executie',
  'hoger-beroep',
];
const FULL_STOPS: readonly string[] = [
  'pauze',
  'noodstop',
  'schuldhulp',
  'veiligheid',
  'erfgenamen-onbekend',
];

/** What keeps payment from being asked on a day; what only keeps the next step back does not hold the first one. */
function heldBy(before: readonly CaseEvent[], on: Day, isFirst: boolean): string[] {
  const held = new Map<string, { what: string; from: Day; until: Day | null }>();
  let isProvisional = true;
  let isClosed = false;
  for (const event of before) {
    if (event.kind === 'uitspraak-geregistreerd') isProvisional = event.data.terms.uitvoerbaarBijVoorraad;
    if (event.kind === 'feit-vastgelegd') {
      const { fact } = event.data;
      if (STAYS.includes(fact.kind) && 'from' in fact && 'until' in fact)
        if (fact.kind !== 'hoger-beroep' || !isProvisional)
          held.set(fact.id, { what: fact.kind, from: fact.from, until: fact.until });
    }
    if (event.kind === 'feit-ingetrokken') held.delete(event.data.fact);
    if (event.kind === 'belemmering-vastgelegd')
      if (!isFirst || FULL_STOPS.includes(event.data.what))
        held.set(event.data.id, { what: event.data.what, from: event.on, until: event.data.until });
    if (event.kind === 'belemmering-opgeheven') {
      const one = held.get(event.data.belemmering);
      const last = addDays(event.on, -1);
      if (one && (one.until === null || last < one.until))
        held.set(event.data.belemmering, { ...one, until: last });
    }
    if (event.kind === 'afschrijving-bevestigd')
      held.set(event.data.afschrijving, { what: 'afgeschreven', from: event.on, until: null });
    if (event.kind === 'zaak-gesloten') isClosed = true;
    if (event.kind === 'niet-nakoming-gemeld') isClosed = false;
  }
  return [
    ...(isClosed ? ['the case is closed'] : []),
    ...[...held.values()]
      .filter(({ from, until }) => from <= on && (until === null || on <= until))
      .map(({ what }) => `it is held by ${what}`),
  ];
}

/** Each niet-nakoming hears the letters in their order, each only after the one before went out and its days have passed. */
function outOfOrder(letter: string, fact: string, on: Day, before: readonly CaseEvent[]): string[] {
  const at = DEMANDS.indexOf(letter);
  if (at === 0) return [];
  const [previous] = LADDER[at - 1]!;
  const [, days] = LADDER[at]!;
  const arrived = before.flatMap((event) => {
    if (event.kind !== 'brief-beloofd' || event.data.letter !== previous || !event.data.covers.includes(fact))
      return [];
    const sent = before.find((one) => one.kind === 'brief-verzonden' && one.data.letter === event.data.id);
    return sent ? [sent.on] : [];
  });
  if (arrived.length === 0) return [`${fact} never had its ${previous}`];
  const first = arrived.sort()[0]!;
  if (addDays(first, days) > on) return [`the ${previous} of ${fact} went out less than ${days} days before`];
  if (letter === 'laatste-aanmaning' && waysOfContact(before) < 3)
    return ['contact was sought in fewer than three ways'];
  return [];
}

function waysOfContact(before: readonly CaseEvent[]): number {
  const ways = new Set<string>();
  for (const event of before) {
    if (event.kind === 'contact-gelegd') ways.add(event.data.channel);
    if (event.kind === 'brief-verzonden') ways.add('brief');
  }
  return ways.size;
}

/** Of what only tells, one about one thing; a status letter is about a day. */
function isTwice(data: LetterPromise['data'], before: readonly CaseEvent[]): boolean {
  if (data.about === undefined) return false;
  const lapsed = new Set(before.flatMap((one) => (one.kind === 'brief-vervallen' ? [one.data.letter] : [])));
  return before.some(
    (one) =>
      one.kind === 'brief-beloofd' &&
      one.data.letter === data.letter &&
      one.data.about === data.about &&
      !lapsed.has(one.data.id),
  );
}

function cashOf(before: readonly CaseEvent[]): bigint {
  const lying = new Map<string, bigint>();
  for (const event of before) {
    if (event.kind === 'betaling-ontvangen' || event.kind === 'terugstorting-ontvangen')
      lying.set(event.data.id, parseCents(event.data.amount));
    if (event.kind === 'feit-ingetrokken') lying.delete(event.data.fact);
    if (event.kind === 'uitbetaling-voorbereid') lying.set(event.data.id, -parseCents(event.data.amount));
    if (event.kind === 'uitbetaling-ingetrokken' || event.kind === 'uitbetaling-teruggekomen')
      lying.delete(event.data.payout);
  }
  let cash = 0n;
  for (const cents of lying.values()) cash += cents;
  return cash;
}
