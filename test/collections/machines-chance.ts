import { type EventKind, SYSTEM } from '../../src/collections/events.ts';
import { inningState } from '../../src/collections/machines/index.ts';
import { unallocatedOf } from '../../src/collections/money.ts';
import { readyForOrder } from '../../src/collections/process/order.ts';
import { ORDINARY_STANDING } from '../../src/collections/process/standing.ts';
import { addDays, type Day, daysBetween, formatCents, parseCents, sumCents } from '../../src/values/index.ts';
import { add, must, type Observed, openPlay, type Play, pass } from './machines-play.ts';
import {
  APPROVER,
  CHECKER,
  FATHER,
  FINANCE,
  MOTHER,
  OFFICER,
  PER_DAG,
  PER_KEER,
  uitspraakOf,
} from './office.ts';

/** Cases in which people do whatever they may, and now and then what they may not. One case is one seed. */

const SECOND = 'Sanne Tweedelezer';
const EVERYBODY = [OFFICER, CHECKER, FINANCE, APPROVER, MOTHER, FATHER, SECOND, SYSTEM];
const FIRST = '2025-01-17';

interface Game {
  readonly play: Play;
  readonly random: () => number;
  bankLines: number;
}

export function playChance(observed: Observed, seed: number, days: number): void {
  const random = randomOf(seed);
  const play = openPlay(observed, `toeval-${seed}`, FIRST, ORDINARY_STANDING);
  play.sendsAtOnce = false;
  const game: Game = { play, random, bankLines: 0 };
  const clause =
    random() < 0.3
      ? { ...PER_DAG, cap: '1500.00' }
      : { ...PER_KEER, cap: random() < 0.4 ? '750.00' : '25000.00' };
  const uitspraak = uitspraakOf(clause, random() < 0.7);
  const terms = random() < 0.2 ? { ...uitspraak.terms, endsOn: '2025-11-30' } : uitspraak.terms;
  must(play, OFFICER, 'uitspraak-geregistreerd', { ...uitspraak, terms });
  for (let passed = 0; passed < days; passed++) {
    for (const act of intake(game)) attempt(game, act);
    for (const act of office(game)) attempt(game, act);
    pass(play);
  }
}

type Act = readonly [by: string, kind: EventKind, data: object, on?: string];

/** Now and then whoever does it is the wrong one, the day has not come, or what it is about does not exist. */
function attempt({ play, random }: Game, [by, kind, data, on = play.seen.today]: Act): void {
  const slip = random();
  const someone = EVERYBODY[Math.floor(random() * EVERYBODY.length)]!;
  if (slip < 0.03) add(play, someone, kind, data, on);
  if (slip > 0.985) add(play, by, kind, data, addDays(play.seen.today, 3));
  if (slip > 0.97 && slip < 0.985) add(play, by, kind, misnamed(data), on);
  add(play, by, kind, data, on);
  if (slip > 0.03 && slip < 0.06) add(play, by, kind, data, on);
}

const NAMES = [
  'nietNakoming',
  'fact',
  'letter',
  'payout',
  'kindtoets',
  'opdracht',
  'regeling',
  'belemmering',
  'afschrijving',
];

function misnamed(data: object): object {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      NAMES.includes(key) && typeof value === 'string' && key !== 'letter' ? 'x9' : value,
    ]),
  );
}

function intake({ play, random }: Game): Act[] {
  const { file } = play.seen;
  const some = (likely: number) => random() < likely;
  const acts: Act[] = [];
  const { uitspraak, volmacht, betekening } = file;
  if (uitspraak?.state === 'ter-controle') {
    if (some(0.3)) acts.push([CHECKER, 'uitspraak-gevalideerd', {}]);
    else if (some(0.2)) acts.push([CHECKER, 'uitspraak-teruggegeven', { reason: 'Bedrag verkeerd.' }]);
  }
  if (uitspraak?.state === 'teruggegeven' && some(0.5)) {
    const { terms, court, caseNumber, ecli, dictum } = uitspraak;
    acts.push([OFFICER, 'uitspraak-geregistreerd', { terms, court, caseNumber, ecli, dictum }]);
  }
  if (!volmacht && some(0.3)) acts.push([OFFICER, 'volmacht-verleend', { until: null }]);
  if (some(0.004))
    acts.push([OFFICER, 'volmacht-verleend', { until: some(0.5) ? addDays(play.seen.today, 20) : null }]);
  if (some(0.004)) acts.push([OFFICER, 'volmacht-ingetrokken', { reason: 'Wil niet meer.' }]);
  if (volmacht?.until && some(0.1)) acts.push([OFFICER, 'volmacht-verleend', { until: null }]);
  if (!betekening && some(0.2)) acts.push([OFFICER, 'betekening-opgedragen', { reference: 'opdracht 1' }]);
  if (!betekening && some(0.15)) acts.push([OFFICER, 'uitspraak-betekend', { exploot: 'exploot 1' }]);
  if (betekening && some(0.004))
    acts.push([
      OFFICER,
      'uitspraak-betekend',
      { exploot: 'verbeterd' },
      addDays(play.seen.today, -Math.floor(random() * 60)),
    ]);
  return acts;
}

function office(game: Game): Act[] {
  if (game.play.seen.file.uitspraak?.state !== 'gevalideerd') return early(game);
  return [
    ...reports(game),
    ...post(game),
    ...ladder(game),
    ...orders(game),
    ...law(game),
    ...holds(game),
    ...arrangements(game),
    ...money(game),
    ...theEnd(game),
  ];
}

function early(game: Game): Act[] {
  return game.random() < 0.02 ? [paymentOf(game, '40.00')] : [];
}

function paymentOf(game: Game, amount: string): Act {
  const { file } = game.play.seen;
  return [
    FINANCE,
    'betaling-ontvangen',
    { id: `p${file.payments.length + 1}`, amount, bankReference: `R-${file.id}-${++game.bankLines}` },
  ];
}

function reports({ play, random }: Game): Act[] {
  const { file, today } = play.seen;
  const some = (likely: number) => random() < likely;
  const acts: Act[] = [];
  if (some(0.03) && file.nietNakomingen.length < 6)
    acts.push([
      MOTHER,
      'niet-nakoming-gemeld',
      { id: `n${file.nietNakomingen.length + 1}`, clause: 'c1', what: 'Gemist.' },
      addDays(today, -Math.floor(random() * 15)),
    ]);
  const reasons = 'Beide ouders zijn gehoord.';
  for (const { id: nietNakoming, toJudgeSince, status } of file.nietNakomingen) {
    if (some(toJudgeSince !== null ? 0.12 : 0.003))
      acts.push([
        OFFICER,
        some(0.8) ? 'niet-nakoming-vastgesteld' : 'niet-nakoming-afgewezen',
        { nietNakoming, reasons },
      ]);
    if (toJudgeSince !== null && some(0.03))
      acts.push([OFFICER, 'niet-nakoming-voorgelegd', { nietNakoming, reasons }]);
    if (status === 'vastgesteld' && some(0.003))
      acts.push([CHECKER, 'niet-nakoming-afgewezen', { nietNakoming, reasons }]);
    if (some(toJudgeSince !== null && status === 'gemeld' ? 0.05 : 0.004))
      acts.push([FATHER, 'niet-nakoming-betwist', { nietNakoming, defence: 'Kim was ziek.' }]);
  }
  return acts;
}

function post({ play, random }: Game): Act[] {
  const { file, today } = play.seen;
  return file.letters.flatMap(({ id: letter, sentOn, lapsedOn, deliveredOn }): Act[] => {
    if (lapsedOn !== null) return [];
    const chance = random();
    if (sentOn === null)
      return chance < 0.85
        ? [[SYSTEM, 'brief-verzonden', { letter, proof: 'bewijs' }]]
        : chance < 0.9
          ? [[SYSTEM, 'brief-vervallen', { letter, reason: 'Wat de brief noemt, klopt niet meer.' }]]
          : [];
    if (deliveredOn === null && chance < 0.05) {
      const late = Math.floor(random() * Math.min(20, daysBetween(sentOn, today) + 1));
      return [[OFFICER, 'brief-bezorgd', { letter, proof: 'handtekening' }, addDays(sentOn, late)]];
    }
    return [];
  });
}

const POINTS = {
  identiteit: 'x',
  eigenMening: 'x',
  gezinEnContacten: 'x',
  veiligheid: 'x',
  kwetsbaarheid: 'x',
  gezondheid: 'x',
  onderwijs: 'x',
};

export function kindtoets(id: string, outcome: string, until: Day | null = null): object {
  return {
    id,
    points: POINTS,
    child: 'Kim is gehoord.',
    effectOfMoney: 'Geen.',
    lighterMeans: 'Geprobeerd.',
    outcome,
    until,
    measures: outcome.startsWith('doorgaan') ? ['bevel', 'loonbeslag'] : [],
  };
}

function ladder({ play, random }: Game): Act[] {
  const { file, assessment, today } = play.seen;
  const some = (likely: number) => random() < likely;
  const acts: Act[] = [];
  if (some(0.03))
    acts.push([
      OFFICER,
      'contact-gelegd',
      { channel: some(0.5) ? 'telefoon' : 'e-mail', reached: some(0.5), note: 'x' },
    ]);
  const states = (assessment?.dwangsommen ?? []).map(
    ({ id }) => inningState(file, assessment, today, id)!.state,
  );
  if (states.includes('overgenomen') && some(0.2))
    acts.push([OFFICER, 'verhaalsonderzoek-afgerond', { findings: 'Er is loon.', isPromising: true }]);
  const unread = file.kindtoetsen.find(({ read }) => read === null);
  if (unread && some(0.4))
    acts.push([
      SECOND,
      'kindtoets-meegelezen',
      { kindtoets: unread.id, agrees: some(0.85), remarks: 'Gelezen.' },
    ]);
  if (!unread && (states.includes('verhaalsonderzoek') ? some(0.2) : some(0.003))) {
    const outcome = some(0.75) ? 'doorgaan' : some(0.5) ? 'uitstellen' : 'verwijzen';
    const until = outcome === 'uitstellen' ? addDays(today, 1 + Math.floor(random() * 30)) : null;
    acts.push([OFFICER, 'kindtoets-opgesteld', kindtoets(`k${file.kindtoetsen.length + 1}`, outcome, until)]);
  }
  if (states.includes('toets') && some(0.2)) {
    const ready = readyForOrder(file, assessment, today).map(({ id }) => id);
    if (ready.length > 0)
      acts.push([
        APPROVER,
        'opdracht-goedgekeurd',
        {
          id: `o${file.opdrachten.length + 1}`,
          kindtoets: file.kindtoetsen.at(-1)!.id,
          dwangsommen: ready,
          measures: ['bevel', 'loonbeslag'],
        },
      ]);
  }
  return acts;
}

const MESSAGES = [
  'ontvangen',
  'bevel-gedaan',
  'beslag-gelegd',
  'beslag-overbetekend',
  'inhouding',
  'beslag-opgeheven',
  'geweigerd',
  'afgerond',
  'dbr-negatief',
] as const;

export function bericht(id: string, opdracht: string, kind: string, on: Day, beslag = 'l1'): object {
  const bodies: Record<string, object> = {
    ontvangen: {},
    geweigerd: { reason: 'Geen plaats.' },
    'bevel-gedaan': { exploot: 'exploot 2' },
    'beslag-gelegd': { beslag, measure: 'loonbeslag', exploot: 'exploot 3' },
    'beslag-overbetekend': { beslag, exploot: 'exploot 4' },
    inhouding: { beslag, amount: '50.00' },
    'beslag-opgeheven': { beslag, reason: 'Op verzoek.' },
    'dbr-negatief': {},
    afgerond: { outcome: 'teruggegeven' },
  };
  return { opdracht, bericht: { id, opdrachtId: `order_${opdracht}`, on, kind, data: bodies[kind] } };
}

function orders({ play, random }: Game): Act[] {
  const { file, today } = play.seen;
  const some = (likely: number) => random() < likely;
  return file.opdrachten.flatMap(({ id: opdracht, sentOn, endedOn, messages, dbr }): Act[] => {
    if (endedOn !== null && !some(0.01)) return [];
    if (sentOn === null)
      return some(0.6)
        ? [[SYSTEM, 'opdracht-verzonden', { opdracht, proof: 'bewijs' }]]
        : some(0.2)
          ? [[SYSTEM, 'opdracht-vervallen', { opdracht, reason: 'Betaald.' }]]
          : [];
    if (messages.some(({ kind }) => kind === 'dbr-negatief') && !dbr && some(0.2))
      return [[APPROVER, 'dbr-beslist', { opdracht, goesOn: some(0.6), reasons: 'Afgewogen.' }]];
    if (some(0.01)) return [[OFFICER, 'opdracht-ingetrokken', { opdracht, reason: 'Betaald.' }]];
    if (!some(0.15)) return [];
    const next = MESSAGES[Math.min(MESSAGES.length - 1, messages.length)]!;
    const kind = some(0.8) && messages.length < 6 ? next : MESSAGES[Math.floor(random() * MESSAGES.length)]!;
    return [
      [
        'deurwaarder',
        'deurwaarder-bericht',
        bericht(
          `m-${opdracht}-${some(0.05) ? 1 : messages.length + 1}`,
          opdracht,
          kind,
          today,
          some(0.8) ? 'l1' : 'l2',
        ),
      ],
    ];
  });
}

function law({ play, random }: Game): Act[] {
  const { file, today } = play.seen;
  const some = (likely: number) => random() < likely;
  const acts: Act[] = [];
  const id = `f${file.events.filter(({ kind }) => kind === 'feit-vastgelegd').length + 1}`;
  const ago = addDays(today, -Math.floor(random() * 30));
  const until = some(0.2) ? null : addDays(today, Math.floor(random() * 30));
  const kinds: [number, object][] = [
    [0.004, { kind: 'schorsing-executie', id, from: ago, until }],
    [0.003, { kind: 'schorsing-werking', id, from: ago, until }],
    [0.003, { kind: 'faillissement', id, from: ago, until }],
    [0.002, { kind: 'wsnp', id, from: ago, until }],
    [0.003, { kind: 'hoger-beroep', id, from: ago, until }],
    [0.0015, { kind: 'overlijden-schuldenaar', id, on: ago }],
    [0.004, { kind: 'opheffing', id, from: ago, until }],
    [
      0.004,
      {
        kind: 'vermindering',
        id,
        from: ago,
        clause: 'c1',
        amount: some(0.5) ? '100.00' : '200.00',
        ...(some(0.5) ? { cap: '300.00' } : {}),
      },
    ],
    [0.0015, { kind: 'vernietiging', id, on: ago }],
    [0.006, { kind: 'kosten', id, on: ago, amount: '60.00', what: 'exploot' }],
    [0.004, { kind: 'stuiting', id, on: ago, by: 'erkenning', covers: 'all' }],
    [0.002, { kind: 'onbekendheid', id, from: ago, until, covers: 'all' }],
  ];
  for (const [likely, fact] of kinds)
    if (some(likely))
      acts.push([
        OFFICER,
        'feit-vastgelegd',
        { fact, source: 'verzonnen stuk' },
        'on' in fact ? (fact.on as string) : ago,
      ]);
  const mistaken = file.facts.filter(() => some(0.006)).map(({ fact }) => fact.id);
  const stops = file.facts
    .filter(
      ({ fact: { kind } }) => (kind === 'vernietiging' || kind === 'overlijden-schuldenaar') && some(0.02),
    )
    .map(({ fact }) => fact.id);
  for (const fact of new Set([...mistaken, ...stops]))
    acts.push([OFFICER, 'feit-ingetrokken', { fact, reason: 'Andere zaak.' }]);
  for (const payment of [...file.payments, ...file.repayments].filter(({ isWithdrawn }) => !isWithdrawn))
    if (some(0.003)) acts.push([OFFICER, 'feit-ingetrokken', { fact: payment.id, reason: 'Andere zaak.' }]);
  return acts;
}

export const BELEMMERINGEN = [
  'pauze',
  'noodstop',
  'schuldhulp',
  'executiegeschil',
  'onvindbaar',
  'oninbaar',
  'veiligheid',
  'erfgenamen-onbekend',
];

function holds({ play, random }: Game): Act[] {
  const { file, today } = play.seen;
  const some = (likely: number) => random() < likely;
  const acts: Act[] = [];
  if (some(0.012)) {
    const what = BELEMMERINGEN[Math.floor(random() * BELEMMERINGEN.length)]!;
    const until = some(0.15) ? null : addDays(today, Math.floor(random() * 40));
    acts.push([
      OFFICER,
      'belemmering-vastgelegd',
      { id: `h${file.belemmeringen.length + 1}`, what, until, reason: 'x' },
      addDays(today, -Math.floor(random() * 3)),
    ]);
  }
  for (const { id: belemmering, liftedOn, until } of file.belemmeringen)
    if (liftedOn === null && (until === null || until >= today) && some(0.06))
      acts.push([some(0.7) ? CHECKER : OFFICER, 'belemmering-opgeheven', { belemmering, reason: 'x' }]);
  if (some(0.005))
    acts.push([OFFICER, 'rem-gezet', { what: some(0.6) ? 'uitbetalingen' : 'alles', reason: 'Nakijken.' }]);
  for (const { what } of file.brakes)
    if (some(0.1)) acts.push([CHECKER, 'rem-gelost', { what, reason: 'Nagekeken.' }]);
  if (some(0.0008)) acts.push([OFFICER, 'schuldeiser-overleden', { source: 'akte' }]);
  if (some(0.001))
    acts.push([
      OFFICER,
      'afschrijving-voorgesteld',
      { id: `a${file.afschrijvingen.length + 1}`, code: 'belang-kind', consent: 'brief', reason: 'x' },
    ]);
  for (const { id: afschrijving } of file.afschrijvingen)
    if (some(0.1)) acts.push([some(0.6) ? CHECKER : OFFICER, 'afschrijving-bevestigd', { afschrijving }]);
  return acts;
}

function arrangements({ play, random }: Game): Act[] {
  const { file, assessment, today } = play.seen;
  const some = (likely: number) => random() < likely;
  const acts: Act[] = [];
  const open = (assessment?.dwangsommen ?? []).filter(({ status }) => status === 'opeisbaar');
  if (open.length > 0 && some(0.01)) {
    const count = some(0.3) ? 14 : 3;
    const instalments = Array.from({ length: count }, (_, at) => ({
      on: addDays(today, 5 + 10 * at),
      amount: some(0.02) ? '9000.00' : '10.00',
    }));
    acts.push([
      OFFICER,
      'betalingsregeling-voorgesteld',
      {
        id: `r${file.regelingen.length + 1}`,
        dwangsommen: open.slice(0, 2).map(({ id }) => id),
        instalments,
      },
    ]);
  }
  for (const { id: regeling, from, ended } of file.regelingen) {
    if (ended !== null) continue;
    if (from === null && some(0.2)) acts.push([CHECKER, 'betalingsregeling-goedgekeurd', { regeling }]);
    if (some(0.01))
      acts.push([OFFICER, 'betalingsregeling-beeindigd', { regeling, how: 'opgezegd', reason: 'x' }]);
  }
  return acts;
}

function money(game: Game): Act[] {
  const { play, random } = game;
  const { file, assessment } = play.seen;
  const some = (likely: number) => random() < likely;
  const acts: Act[] = [];
  const open = assessment ? sumCents(Object.values(assessment.totals.open).map(parseCents)) : 0n;
  if (some(open > 0n ? 0.03 : 0.002))
    acts.push(
      paymentOf(
        game,
        some(0.5) ? formatCents(open + (some(0.3) ? 5_000n : 1n)) : `${20 + Math.floor(random() * 200)}.00`,
      ),
    );
  if (assessment)
    for (const [payment, left] of unallocatedOf(file, assessment))
      if (left > 0n && some(0.05))
        acts.push([
          FINANCE,
          'overschot-vrijgegeven',
          { payment, amount: formatCents(some(0.1) ? left + 1n : left), reason: 'Te veel.' },
        ]);
  for (const { id: payout, approvedOn, performedOn, withdrawnOn, returned } of file.payouts) {
    if (withdrawnOn !== null || returned !== null) continue;
    if (performedOn !== null) {
      if (some(0.004))
        acts.push([
          FINANCE,
          'uitbetaling-teruggekomen',
          { payout, bankReference: `T-${file.id}-${++game.bankLines}`, reason: 'Opgeheven.' },
        ]);
      continue;
    }
    if (some(0.03)) acts.push([FINANCE, 'uitbetaling-ingetrokken', { payout, reason: 'Verkeerd.' }]);
    else if (approvedOn === null && some(0.3)) acts.push([APPROVER, 'uitbetaling-goedgekeurd', { payout }]);
    else if (approvedOn !== null && some(0.3))
      acts.push([
        FINANCE,
        'uitbetaling-verricht',
        { payout, bankReference: `U-${file.id}-${++game.bankLines}` },
      ]);
  }
  if (file.payouts.some(({ performedOn, to }) => performedOn !== null && to === 'schuldeiser') && some(0.004))
    acts.push([
      FINANCE,
      'terugstorting-ontvangen',
      {
        id: `t${file.repayments.length + 1}`,
        amount: '30.00',
        bankReference: `S-${file.id}-${++game.bankLines}`,
      },
    ]);
  return acts;
}

function theEnd({ play, random }: Game): Act[] {
  const { file } = play.seen;
  const { closedOn } = file;
  if (random() < 0.0008 && closedOn === null) {
    const ground = random() < 0.5 ? 'ingetrokken' : 'verjaard';
    return [[OFFICER, 'zaak-gesloten', { ground }]];
  }
  if (closedOn !== null && random() < 0.03)
    return [
      [
        MOTHER,
        'niet-nakoming-gemeld',
        { id: `n${file.nietNakomingen.length + 1}`, clause: 'c1', what: 'Weer gemist.' },
      ],
    ];
  return [];
}

/** mulberry32: small, and the same everywhere. */
function randomOf(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
