import type { Assessment, Dwangsom } from '../law/index.ts';
import {
  addDays,
  addMonths,
  type Cents,
  type Day,
  day,
  earliest,
  formatCents,
  formatEuro,
  type Ground,
  latest,
} from '../values/index.ts';
import type { CaseFile, Letter, Payout } from './case-file.ts';
import type { EventDraft } from './events.ts';
import { cashOf, leftForCreditor, owedBackByCreditor, readyForDebtor, repaidOf } from './money.ts';

/**
 * What is to be done in a case, by whom, from which day, why, and what would stop it. The job does the steps of the program whose day has come;
 * the page and the API show all of them. It is one list, so the program cannot surprise whoever runs it.
 */
export interface Step {
  /** From this day on. */
  readonly on: Day;
  /** The day by which a person should have answered, where there is one. */
  readonly deadline: Day | null;
  readonly by: 'programma' | 'medewerker' | 'financiën' | 'tweede persoon';
  /** One Dutch sentence. */
  readonly what: string;
  readonly because: readonly Ground[];
  /** What would stop it, as a Dutch sentence. */
  readonly stops: string;
  /** What the program does itself; null where a person does it. */
  readonly act: Act | null;
}

/** What the program does by itself: it writes an event (for a letter with the promise to send it), or books the rente of the month. */
export type Act = { readonly kind: 'record'; readonly event: EventDraft } | { readonly kind: 'book' };

/** Days, with their reason. Proposals of the domain description (chapter 7), not statute. */
const PAYMENT_TERM_DAYS = 14;
const REPEAT_NOTICE_AFTER_DAYS = 28;
const STUITING_FROM_DAY = 90;
const EXPLOOT_FROM_DAY = 120;
const ALARM_FROM_DAY = 150;
const HEARING_DAYS = 10;
const FINDING_DAYS = 21;
const DELIVERY_PROOF_DAYS = 14;
/** A letter that claims and interrupts at once is given this long to arrive before another one only interrupts. */
const UNDER_WAY_DAYS = 30;

/** In order of their day. `assessment` is that of `today`, or null as long as nothing can be asked of the law room. */
export function planOf(file: CaseFile, assessment: Assessment | null, today: Day): Step[] {
  const steps = [
    ...untilBetekend(file, today),
    ...findings(file, assessment),
    ...(assessment
      ? [
          ...notices(file, assessment, today),
          ...verjaringGuard(file, assessment, today),
          ...deliveries(file, assessment, today),
          ...payouts(file, assessment, today),
          ...renteOfTheMonth(assessment, today),
          ...judgements(assessment, today),
        ]
      : []),
  ];
  return steps.sort((left, right) => (left.on < right.on ? -1 : left.on > right.on ? 1 : 0));
}

/** The next day on which the program has something to do by itself; null where only persons have. */
export function wakeDayOf(steps: readonly Step[]): Day | null {
  return steps.find((step) => step.act !== null)?.on ?? null;
}

function untilBetekend(file: CaseFile, today: Day): Step[] {
  const { uitspraak, betekening } = file;
  const registeredOn =
    file.events.findLast(({ kind }) => kind === 'uitspraak-geregistreerd')?.recordedOn ?? today;
  if (!uitspraak) return [];
  if (uitspraak.state === 'ter-controle') {
    return [
      person(
        'tweede persoon',
        registeredOn,
        addDays(registeredOn, 2),
        'De geregistreerde uitspraak vergelijken met de tekst en valideren of teruggeven.',
        {
          article: 'Rv 430',
          facts: [],
          note: 'Alleen wat de rechter bepaalde, kan ten uitvoer worden gelegd.',
        },
      ),
    ];
  }
  if (uitspraak.state === 'teruggegeven') {
    return [
      person('medewerker', today, null, 'De teruggegeven uitspraak verbeteren en opnieuw registreren.'),
    ];
  }
  const steps: Step[] = [];
  if (!hasVolmacht(file, today)) {
    steps.push(
      person(
        'medewerker',
        today,
        addDays(registeredOn, 14),
        'De volmacht van de schuldeiser laten tekenen; zonder volmacht gaat er geen brief uit.',
        {
          article: 'Rv 611c',
          facts: [],
          note: 'De dwangsom komt toe aan wie de uitspraak verkreeg; het bureau handelt namens die partij.',
        },
      ),
    );
  }
  if (!betekening) {
    steps.push(
      person(
        'medewerker',
        today,
        addDays(registeredOn, 14),
        'De uitspraak door de deurwaarder laten betekenen en het exploot vastleggen.',
        { article: 'Rv 611a lid 3', facts: [], note: 'Voor de betekening wordt niets verbeurd.' },
      ),
    );
  }
  return steps;
}

/** A report is heard and judged by a named person; the verjaring of what it may forfeit runs in the meantime (Rv 611g). */
function findings(file: CaseFile, assessment: Assessment | null): Step[] {
  return file.nietNakomingen
    .flatMap((one) => (one.toJudgeSince === null ? [] : [{ ...one, since: one.toJudgeSince }]))
    .map(({ id, on, defence, since }) => {
      const pending = assessment?.pending.find(({ fact }) => fact === id);
      const deadline = addDays(since, HEARING_DAYS + FINDING_DAYS);
      const until = pending?.endsOn ? ` De verjaring loopt al en eindigt op ${pending.endsOn}.` : '';
      return person(
        'medewerker',
        since,
        deadline,
        `Oordelen over de ${defence !== null ? 'betwiste ' : ''}niet-nakoming ${id} van ${on}, na beide ouders te hebben gehoord.${until}`,
        pending?.because[0] ?? {
          article: 'Rv 611c',
          facts: [id],
          note: 'Wie nakoming eist, bewijst dat niet is nagekomen.',
        },
      );
    });
}

/**
 * Newly forfeited dwangsommen are claimed at once, in one letter that also interrupts; while default goes on, again every four weeks, but never
 * later than a letter that only interrupts would go. What may not be demanded is not demanded; the verjaring of it is guarded all the same.
 */
function notices(file: CaseFile, assessment: Assessment, today: Day): Step[] {
  const unclaimed = assessment.dwangsommen.filter(
    (row) => row.status === 'opeisbaar' && !isAskedFor(file, row) && !isContested(file, row),
  );
  const free = freeFrom(file, today);
  if (unclaimed.length === 0 || free === null) return [];
  const last = file.letters.findLast(({ letter }) => letter === 'aanzegging');
  const again = last ? addDays(last.promisedOn, REPEAT_NOTICE_AFTER_DAYS) : today;
  const guarded = unclaimed.map((row) => addDays(termStartOf(file, row), STUITING_FROM_DAY));
  const on = latest(today, free, earliest(again, ...guarded));
  return letterStep(file, 'aanzegging', unclaimed, on, PAYMENT_TERM_DAYS, today, {
    article: 'BW 6:82 lid 1 en 3:317 lid 1',
    facts: unclaimed.map(({ id }) => id),
    note: 'De aanzegging vraagt betaling binnen een termijn en stuit de verjaring.',
  });
}

/**
 * Rv 611g lid 1, BW 3:319: six months after forfeiture or after the last stuiting the claim is gone. From day 90 a letter goes out by itself;
 * where its delivery is not proven by day 120 a person has the deurwaarder serve it, and from day 150 that is an alarm. Schorsing, faillissement and a
 * claim in court move the end, but nothing here relies on it: one that is taken back later would leave nothing to stuiten.
 */
function verjaringGuard(file: CaseFile, assessment: Assessment, today: Day): Step[] {
  const free = freeFrom(file, today);
  const guarded = assessment.dwangsommen.filter((row) => {
    // What an aanzegging is about to claim is guarded by it.
    const isHeld = free !== today || isContested(file, row);
    return row.status === 'opeisbaar' && (isHeld || isClaimed(file, row));
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
      'ALARM: de verjaring is nog niet gestuit. Nu handelen, met twee personen.',
      endGround(rows),
    ),
  ]);
  return [...letters, ...late];
}

/** The day for a letter that interrupts; null where one is under way. Of a late aanzegging the delivery is waited for, or two letters would say the same. */
function stuitingDayOf(file: CaseFile, row: Dwangsom): Day | null {
  const start = termStartOf(file, row);
  const underWay = file.letters.filter(
    (letter) => letter.deliveredOn === null && letter.promisedOn > start && claims(letter, row),
  );
  if (underWay.some(({ letter }) => letter === 'stuitingsbrief')) return null;
  const awaited = underWay.map(({ promisedOn }) => addDays(promisedOn, UNDER_WAY_DAYS));
  return latest(addDays(start, STUITING_FROM_DAY), ...awaited);
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
  const ends = rows.flatMap(({ verjaring: { endsOn } }) => (endsOn === null ? [] : [endsOn]));
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

/** Only as long as it can still interrupt something. */
function deliveries(file: CaseFile, assessment: Assessment, today: Day): Step[] {
  const live = new Set(
    assessment.dwangsommen.filter(({ status }) => status === 'opeisbaar').map(({ fact }) => fact),
  );
  return file.letters
    .filter(({ deliveredOn, covers }) => deliveredOn === null && covers.some((fact) => live.has(fact)))
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

/** Rv 611c: what came in for the creditor goes to the creditor; what should not have been paid goes back to the debtor (BW 6:203). */
function payouts(file: CaseFile, assessment: Assessment, today: Day): Step[] {
  const isTooMuch = ({ to }: Payout) =>
    to === 'schuldeiser' && owedBackByCreditor(file, assessment) > repaidOf(file);
  const steps = file.payouts.flatMap((payout): Step[] => {
    if (payout.withdrawnOn !== null || payout.performedOn !== null) return [];
    const words = `${payout.to === 'schuldeiser' ? 'de afdracht' : 'de terugbetaling'} ${payout.id} van ${formatEuro(payout.amount)} aan de ${payout.to}`;
    return payout.approvedOn === null
      ? [
          person(
            'financiën',
            payout.preparedOn,
            addDays(payout.preparedOn, 2),
            `Goedkeuren of intrekken: ${words}.`,
          ),
        ]
      : [
          person(
            'financiën',
            payout.approvedOn,
            addDays(payout.approvedOn, 2),
            isTooMuch(payout)
              ? `Bij de bank tegenhouden en intrekken, want er is niet zoveel meer verschuldigd; is het al betaald, dan bevestigen: ${words}.`
              : `Bij de bank uitvoeren en bevestigen: ${words}.`,
          ),
        ];
  });

  const owed = leftForCreditor(file, assessment);
  const refund = readyForDebtor(file, assessment);
  if (owed < 0n) steps.push(...withdraw(file, 'schuldeiser', today));
  if (refund < 0n) steps.push(...withdraw(file, 'schuldenaar', today));
  if (owed > 0n) {
    steps.push(
      ...prepare(file, 'schuldeiser', owed, today, {
        article: 'Rv 611c',
        facts: [],
        note: 'De dwangsom komt ten volle toe aan de schuldeiser.',
      }),
    );
  }
  const missing = owedBackByCreditor(file, assessment) - repaidOf(file);
  if (missing > 0n) {
    steps.push(
      person(
        'financiën',
        today,
        null,
        `${formatEuro(missing)} van de schuldeiser terugvorderen en de terugstorting vastleggen.`,
        RESTITUTION,
      ),
    );
  }
  if (refund > 0n) steps.push(...prepare(file, 'schuldenaar', refund, today, RESTITUTION));
  return steps;
}

const RESTITUTION: Ground = {
  article: 'BW 6:203',
  facts: [],
  note: 'Wat zonder rechtsgrond is betaald, gaat terug.',
};

/** A payout that nobody has approved is taken back where less is due than was prepared; what is due is prepared anew. */
function withdraw(file: CaseFile, to: 'schuldeiser' | 'schuldenaar', today: Day): Step[] {
  return file.payouts
    .filter((payout) => payout.to === to && payout.approvedOn === null && payout.withdrawnOn === null)
    .map(({ id }) =>
      acting(
        today,
        `De voorbereide ${to === 'schuldeiser' ? 'afdracht' : 'terugbetaling'} ${id} intrekken: er is niet zoveel meer verschuldigd.`,
        'Niets: het geld blijft liggen voor wie het toekomt.',
        {
          kind: 'uitbetaling-ingetrokken',
          on: today,
          data: { payout: id, reason: 'Het verschuldigde bedrag is lager geworden.' },
        },
        RESTITUTION,
      ),
    );
}

function prepare(
  file: CaseFile,
  to: 'schuldeiser' | 'schuldenaar',
  amount: Cents,
  today: Day,
  ground: Ground,
): Step[] {
  if (amount <= 0n || amount > cashOf(file)) return [];
  const what = `${to === 'schuldeiser' ? 'Een afdracht' : 'Een terugbetaling'} van ${formatEuro(amount)} aan de ${to} voorbereiden; een persoon keurt haar goed.`;
  const id = `u${file.payouts.length + 1}`;
  return [
    acting(
      today,
      what,
      'Een nieuw feit waardoor het bedrag verandert, of intrekking door financiën.',
      { kind: 'uitbetaling-voorbereid', on: today, data: { id, to, amount: formatCents(amount) } },
      ground,
    ),
  ];
}

/** BW 6:119: the rente that ran is booked on the first of each month, so that a month is closed with all that belongs in it. */
function renteOfTheMonth(assessment: Assessment, today: Day): Step[] {
  const firstOfThis = day(`${today.slice(0, 7)}-01`);
  const first = addMonths(firstOfThis, 1);
  // What became verjaard in this month has rente of its days before that.
  const runs = ({ status, verjaring: { contestableUntil } }: Dwangsom) =>
    status === 'opeisbaar' ||
    status === 'betwistbaar' ||
    (status === 'verjaard' && contestableUntil !== null && contestableUntil >= firstOfThis);
  if (!assessment.dwangsommen.some(runs)) return [];
  return [
    {
      on: first,
      deadline: null,
      by: 'programma',
      what: 'De wettelijke rente tot en met de laatste dag van de maand boeken.',
      because: [
        { article: 'BW 6:119 lid 1', facts: [], note: 'Rente is verschuldigd over de tijd van verzuim.' },
      ],
      stops: 'Betaling van alles wat openstaat.',
      act: { kind: 'book' },
    },
  ];
}

/** What the law room left to a person. */
function judgements(assessment: Assessment, today: Day): Step[] {
  return assessment.questions.map(({ about, article, ask }) =>
    person('medewerker', today, null, ask, {
      article,
      facts: [about],
      note: 'Dit kan alleen een persoon beoordelen.',
    }),
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

/** A letter claims what was forfeited by the day on which it was promised. */
function claims(letter: Letter, row: Dwangsom): boolean {
  return letter.covers.includes(row.fact) && row.on <= letter.promisedOn;
}

function hasVolmacht({ volmacht }: CaseFile, on: Day): boolean {
  return volmacht !== null && volmacht.from <= on && (volmacht.until === null || on <= volmacht.until);
}

function person(by: Step['by'], on: Day, deadline: Day | null, what: string, ground?: Ground): Step {
  return {
    on,
    deadline,
    by,
    what,
    because: ground ? [ground] : [],
    stops: 'Een persoon beslist.',
    act: null,
  };
}

function acting(on: Day, what: string, stops: string, event: EventDraft, ground: Ground): Step {
  return {
    on,
    deadline: null,
    by: 'programma',
    what,
    because: [ground],
    stops,
    act: { kind: 'record', event },
  };
}
