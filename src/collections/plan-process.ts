import type { Assessment } from '../law/index.ts';
import { addDays, type Day, formatDay, latest, parseCents } from '../values/index.ts';
import type { CaseFile } from './case-file.ts';
import { cashOf, leftForCreditor, readyForDebtor, unallocatedOf } from './money.ts';
import { isReferred } from './plan-intake.ts';
import { freeFrom, holdsOn, isGivenUp, lastGivenUpOn } from './process/holds.ts';
import { brokenDayOf, progressOf, runningRegeling } from './process/regeling.ts';
import { runningOrders } from './process/running-orders.ts';
import type { Standing } from './process/standing.ts';
import { acting, looking, person, type Step } from './step.ts';

/** What keeps the process itself going: the version of the ladder, arrangements, holds, orders that run, opslag, and the end. */

/** A case takes the newest ladder that two people released, on the day its uitspraak is validated, and keeps it. */
export function takeLadder(file: CaseFile, today: Day, { ladder }: Standing): Step[] {
  if (file.ladder || file.uitspraak?.state !== 'gevalideerd') return [];
  return [
    acting(
      today,
      `Versie ${ladder.version} van de ladder aan deze zaak verbinden.`,
      'Niets; een persoon kan de zaak later naar een nieuwere versie brengen.',
      { kind: 'ladder-vastgelegd', on: today, data: { version: ladder.version, steps: [...ladder.steps] } },
      { article: 'beleid 7.3', facts: [], note: 'Een zaak houdt de ladder waarmee zij begon.' },
    ),
  ];
}

/** An arrangement ends by itself: kept, when nothing of it is open any more; broken, fourteen days after an instalment that did not come. */
export function arrangements(file: CaseFile, assessment: Assessment, today: Day): Step[] {
  const waiting = file.regelingen
    .filter(({ from, ended }) => from === null && ended === null)
    .map(({ id, on, proposedBy }) =>
      person(
        'tweede persoon',
        on,
        addDays(on, 5),
        `De betalingsregeling ${id} van ${proposedBy} goedkeuren of afwijzen: zij duurt langer dan een jaar.`,
      ),
    );
  const running = runningRegeling(file, today);
  if (!running) return waiting;
  const rows = assessment.dwangsommen.filter(({ id }) => running.dwangsommen.includes(id));
  const isOpen = rows.some(({ status }) => status === 'opeisbaar' || status === 'betwistbaar');
  const lapsed = rows.filter(({ status }) => status === 'verjaard').map(({ id }) => id);
  const isForgiven = rows.some((row) => row.status === 'opeisbaar' && isGivenUp(file, row));
  if (isForgiven) return [...waiting, toEnd(running.id, 'afgeschreven', [running.id], today)];
  // What verjaarde was not paid: the program does not call that kept.
  const kept = (on: Day, reason: string) =>
    lapsed.length > 0
      ? toEnd(running.id, 'verjaard', lapsed, on)
      : ending(running.id, 'nagekomen', on, reason);
  if (!isOpen) return [...waiting, kept(today, 'Alles van de regeling is betaald.')];
  const { missedOn, nextOn } = progressOf(file, running, today);
  // A sum that ran on by its rente may be left after the last instalment: then the ladder goes on for the rest.
  const lastOn = running.instalments.at(-1)!.on;
  if (missedOn === null && nextOn !== null)
    return [
      ...waiting,
      looking(
        addDays(nextOn, 1),
        `Kijken of de termijn van ${formatDay(nextOn)} van ${running.id} is betaald.`,
        'Betaling van alles wat openstaat.',
        {
          article: 'BW 6:29',
          facts: [running.id],
          note: 'De regeling loopt zolang elke termijn er op tijd is.',
        },
      ),
    ];
  if (missedOn === null)
    return [...waiting, kept(latest(today, addDays(lastOn, 1)), 'Alle termijnen zijn betaald.')];
  // While no payment may be asked, nobody breaks an arrangement by not paying.
  const brokenOn = freeFrom(file, latest(today, brokenDayOf(missedOn)));
  if (brokenOn === null) return waiting;
  return [
    ...waiting,
    ending(running.id, 'verbroken', brokenOn, `De termijn van ${missedOn} is niet betaald.`),
  ];
}

/** Neither kept nor broken: a person says that it is over, and why. */
function toEnd(
  regeling: string,
  because: 'verjaard' | 'afgeschreven',
  facts: readonly string[],
  on: Day,
): Step {
  return person(
    'tweede persoon',
    on,
    addDays(on, INQUIRY_DAYS),
    `De betalingsregeling ${regeling} opzeggen: iets waarover zij gaat, is ${because}.${because === 'verjaard' ? ' Onderzoek hoe dat kon.' : ''}`,
    {
      article: because === 'verjaard' ? 'Rv 611g lid 1' : 'BW 6:160',
      facts,
      note: 'Wat niet is betaald en niet meer wordt gevraagd, maakt een regeling niet nagekomen.',
    },
  );
}

function ending(regeling: string, how: 'nagekomen' | 'verbroken', on: Day, reason: string): Step {
  return acting(
    on,
    `De betalingsregeling ${regeling} beëindigen: ${how}.`,
    how === 'verbroken' ? 'Betaling van wat achterloopt.' : 'Een nieuwe afspraak.',
    { kind: 'betalingsregeling-beeindigd', on, data: { regeling, how, reason } },
    { article: 'BW 6:83', facts: [regeling], note: reason },
  );
}

/** After so many days somebody looks for the debtor again (domain 7.3). */
const TRACING_DAYS = [30, 90, 180, 365, 730, 1_095];

/** Whatever holds the case and waits for a person. */
export function holdSteps(file: CaseFile, today: Day): Step[] {
  return file.belemmeringen
    .filter(({ liftedOn, until }) => liftedOn === null && (until === null || until >= today))
    .flatMap(({ id, what, from, recordedBy }): Step[] => {
      switch (what) {
        case 'veiligheid':
          return [
            person(
              'tweede persoon',
              from,
              addDays(from, 1),
              `De veiligheidsmelding ${id} beoordelen: alles wat druk geeft ligt stil. Een ander dan ${recordedBy} heft haar op.`,
              { article: 'IVRK art. 3', facts: [id], note: 'Veiligheid gaat voor.' },
            ),
          ];
        case 'onvindbaar': {
          const on = TRACING_DAYS.map((days) => addDays(from, days)).find((one) => one >= today);
          return on === undefined
            ? []
            : [person('medewerker', on, addDays(on, 7), `Opnieuw naar de schuldenaar zoeken (${id}).`)];
        }
        case 'executiegeschil':
          return [
            person(
              'medewerker',
              latest(today, addDays(from, 30)),
              null,
              `Vastleggen hoe het executiegeschil ${id} staat of is afgelopen.`,
              { article: 'Rv 438', facts: [id], note: 'Het stuit de verjaring niet (HR 2024:1904).' },
            ),
          ];
        case 'erfgenamen-onbekend':
          return [
            person('medewerker', from, addDays(from, 30), 'De erfgenamen vinden en de belemmering opheffen.'),
          ];
        default:
          return [];
      }
    });
}

/** A death that nobody has looked into yet. */
export function deaths(file: CaseFile, today: Day): Step[] {
  const held = holdsOn(file, today, 'eisen').filter(
    ({ state, by }) => state === 'overleden' && by.startsWith('f'),
  );
  const searching = file.belemmeringen.some(({ what }) => what === 'erfgenamen-onbekend');
  const ofTheDebtor =
    held.length > 0 && !searching
      ? [
          person(
            'medewerker',
            held[0]!.from,
            addDays(held[0]!.from, 14),
            'De schuldenaar is overleden. Vastleggen dat naar de erfgenamen wordt gezocht (belemmering "erfgenamen-onbekend"), en die opheffen zodra zij bekend zijn.',
            { article: held[0]!.article, facts: [held[0]!.by], note: held[0]!.sentence },
          ),
        ]
      : [];
  const died = file.creditorDiedOn;
  const ofTheCreditor =
    died === null || (file.volmacht && file.volmacht.from > died)
      ? []
      : [
          person(
            'medewerker',
            died,
            addDays(died, 14),
            'De schuldeiser is overleden; de volmacht is geëindigd. Van de erfgenamen horen of zij verder willen, en een nieuwe volmacht vastleggen. De verjaring loopt door.',
            { article: 'BW 3:72', facts: [], note: 'Een volmacht eindigt door de dood van wie haar gaf.' },
          ),
        ];
  return [...ofTheDebtor, ...ofTheCreditor];
}

/** So long nothing may happen after the last payment before a case closes (LBIO: six months). */
export const AFTERCARE_DAYS = 183;

/** So long a person has to find out why something verjaarde, before the case is closed. */
export const INQUIRY_DAYS = 14;

/**
 * The case closes by itself, six months after the last thing that people did, once nothing is open, under way or to be judged. What verjaarde while the program
 * ran never closes in silence: a person finds out how that could be.
 */
export function closing(file: CaseFile, assessment: Assessment, today: Day): Step[] {
  if (file.closedOn !== null || !isSettled(file, assessment)) return [];
  const { terms } = file.uitspraak!;
  const hasEnded = assessment.vernietigdBy !== null || (terms.endsOn != null && terms.endsOn < today);
  const everForfeited = assessment.dwangsommen.length > 0;
  if (!everForfeited && !hasEnded) return [];
  const lapsed = assessment.dwangsommen.filter((row) => row.status === 'verjaard' && !isGivenUp(file, row));
  if (lapsed.length > 0 && assessment.vernietigdBy === null) {
    return [
      person(
        'tweede persoon',
        today,
        addDays(today, INQUIRY_DAYS),
        `Onderzoeken waarom ${lapsed.length === 1 ? 'een dwangsom is' : `${lapsed.length} dwangsommen zijn`} verjaard, en de zaak dan sluiten (grond: verjaard).`,
        {
          article: 'Rv 611g lid 1',
          facts: lapsed.map(({ id }) => id),
          note: 'Wat verjaart, is voorgoed weg; dat hoort niet te gebeuren zonder dat iemand weet waarom.',
        },
      ),
    ];
  }
  const lastStir = file.events.findLast(({ kind }) => !QUIET.includes(kind))?.recordedOn ?? today;
  const on = latest(today, addDays(lastStir, AFTERCARE_DAYS));
  const ground =
    lastGivenUpOn(file) !== null
      ? 'afgeschreven'
      : assessment.vernietigdBy !== null
        ? 'titel-vervallen'
        : 'voldaan';
  return [
    acting(
      on,
      'De zaak sluiten en beide ouders de eindstand sturen.',
      'Een nieuwe melding, een betaling, of een andere beslissing.',
      { kind: 'zaak-gesloten', on, data: { ground } },
      {
        article: 'beleid 7.3',
        facts: [],
        note: 'Er staat niets open en er is een half jaar niets gebeurd. Begint het opnieuw, dan gaat de zaak weer open.',
      },
    ),
  ];
}

/** What the program writes of its own accord does not count as something that happened. */
const QUIET: readonly string[] = [
  'brief-beloofd',
  'brief-verzonden',
  'brief-bezorgd',
  'brief-vervallen',
  'ladder-vastgelegd',
  'zaak-gesloten',
];

function isSettled(file: CaseFile, assessment: Assessment): boolean {
  const isOpen = assessment.dwangsommen.some(
    (row) => (row.status === 'opeisbaar' || row.status === 'betwistbaar') && !isGivenUp(file, row),
  );
  return (
    !isOpen &&
    !hasOpenKosten(file, assessment) &&
    file.nietNakomingen.every((one) => one.toJudgeSince === null && !isReferred(one)) &&
    runningOrders(file).length === 0 &&
    !runningRegeling(file, assessment.asOf) &&
    file.payouts.every(({ performedOn, withdrawnOn }) => performedOn !== null || withdrawnOn !== null) &&
    leftForCreditor(file, assessment) === 0n &&
    readyForDebtor(file, assessment) === 0n &&
    [...unallocatedOf(file, assessment).values()].every((left) => left <= 0n) &&
    cashOf(file) >= 0n
  );
}

/** Costs that were made before a write-off were given up with what they were made for. */
function hasOpenKosten(file: CaseFile, assessment: Assessment): boolean {
  if (parseCents(assessment.totals.open.kosten) === 0n) return false;
  const days = [
    ...file.facts.flatMap(({ fact }) => (fact.kind === 'kosten' ? [fact.on] : [])),
    ...file.opslagen.map(({ on }) => on),
  ];
  return !days.every((on) => isGivenUp(file, { on }));
}
