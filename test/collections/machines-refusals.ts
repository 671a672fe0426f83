import { type EventKind, SYSTEM } from '../../src/collections/events.ts';
import { AUTONOMY } from '../../src/collections/process/autonomy.ts';
import { LADDER_1 } from '../../src/collections/process/ladder.ts';
import { bericht, kindtoets } from './machines-chance.ts';
import { betekendCase, found, takenOver } from './machines-examples.ts';
import { add, must, type Observed, openPlay, type Play, passTo } from './machines-play.ts';
import { APPROVER, CHECKER, FATHER, FINANCE, MOTHER, OFFICER, uitspraakOf } from './office.ts';

/** Everything that may be refused, tried: the wrong person, the wrong state, twice, too much, of what does not exist. */
export function playRefusals(observed: Observed): void {
  beforeAnything(observed);
  byTheWrongOne(observed);
  ofWhatDoesNotExist(observed);
  inTheWrongState(observed);
  onMoney(observed);
  onTheProcess(observed);
}

type Tried = readonly [by: string, kind: EventKind, data: object, on?: string];

/** Each must be refused, with whichever code. */
function refusedAll(play: Play, tried: readonly Tried[]): void {
  for (const [by, kind, data, on] of tried)
    if (add(play, by, kind, data, on).length === 0) throw new Error(`${kind} by ${by} was accepted`);
}

const x = { reason: 'x' };
const reasons = 'Beide ouders zijn gehoord.';

/** A body for each kind that zod reads, about things that do not exist. */
export const BODIES: Record<EventKind, object> = {
  'uitspraak-geregistreerd': uitspraakOf({ id: 'p1', mode: 'per-keer', amount: '250.00' }),
  'uitspraak-gevalideerd': {},
  'uitspraak-teruggegeven': x,
  'volmacht-verleend': { until: '2025-01-01' },
  'volmacht-ingetrokken': x,
  'schuldeiser-overleden': { source: 'akte' },
  'betekening-opgedragen': { reference: 'x' },
  'uitspraak-betekend': { exploot: 'x' },
  'ladder-vastgelegd': { version: 9, steps: LADDER_1.steps },
  'niet-nakoming-gemeld': { id: 'n9', clause: 'c9', what: 'x' },
  'niet-nakoming-betwist': { nietNakoming: 'n9', defence: 'x' },
  'niet-nakoming-vastgesteld': { nietNakoming: 'n9', reasons },
  'niet-nakoming-afgewezen': { nietNakoming: 'n9', reasons },
  'niet-nakoming-voorgelegd': { nietNakoming: 'n9', reasons },
  'vraag-beantwoord': { about: 'p1', article: 'BW 3:318', answer: 'x' },
  'feit-vastgelegd': { fact: { kind: 'vernietiging', id: 'f9', on: '2025-02-01' }, source: 'x' },
  'feit-ingetrokken': { fact: 'f9', ...x },
  'brief-beloofd': { id: 'b9', letter: 'aanzegging', covers: [], betaaltermijnDagen: null },
  'brief-verzonden': { letter: 'b9', proof: 'x' },
  'brief-vervallen': { letter: 'b9', ...x },
  'brief-bezorgd': { letter: 'b9', proof: 'x' },
  'brief-gevraagd': { letter: 'aanzegging', ...x },
  'contact-gelegd': { channel: 'telefoon', reached: false, note: 'x' },
  'adres-gecontroleerd': { source: 'x' },
  'verhaalsonderzoek-afgerond': { findings: 'x', isPromising: false },
  'kindtoets-opgesteld': kindtoets('k9', 'uitstellen'),
  'kindtoets-meegelezen': { kindtoets: 'k9', agrees: true, remarks: 'x' },
  'opdracht-goedgekeurd': { id: 'o9', kindtoets: 'k9', dwangsommen: ['n9/2025-02-01'], measures: ['bevel'] },
  'opdracht-verzonden': { opdracht: 'o9', proof: 'x' },
  'opdracht-vervallen': { opdracht: 'o9', ...x },
  'opdracht-ingetrokken': { opdracht: 'o9', ...x },
  'deurwaarder-bericht': {
    opdracht: 'o9',
    bericht: { id: 'm9', opdrachtId: 'order_o9', on: '2025-02-01', kind: 'ontvangen', data: {} },
  },
  'dbr-beslist': { opdracht: 'o9', goesOn: true, reasons },
  'betalingsregeling-voorgesteld': {
    id: 'r9',
    dwangsommen: ['n9/2025-02-01'],
    instalments: [{ on: '2025-12-01', amount: '10.00' }],
  },
  'betalingsregeling-goedgekeurd': { regeling: 'r9' },
  'betalingsregeling-beeindigd': { regeling: 'r9', how: 'opgezegd', ...x },
  'belemmering-vastgelegd': { id: 'h9', what: 'pauze', until: null, ...x },
  'belemmering-opgeheven': { belemmering: 'h9', ...x },
  'afschrijving-voorgesteld': { id: 'a9', code: 'belang-kind', consent: 'brief', ...x },
  'afschrijving-bevestigd': { afschrijving: 'a9' },
  'rem-gezet': { what: 'alles', ...x },
  'rem-gelost': { what: 'alles', ...x },
  'zaak-gesloten': { ground: 'voldaan' },
  'opslag-berekend': { id: 's9', month: '2025-01', amount: '19.00' },
  'betaling-ontvangen': { id: 'p9', amount: '0.00', bankReference: 'x' },
  'overschot-vrijgegeven': { payment: 'p9', amount: '10.00', ...x },
  'terugstorting-ontvangen': { id: 't9', amount: '0.00', bankReference: 'x' },
  'uitbetaling-voorbereid': { id: 'u9', to: 'schuldeiser', amount: '10.00' },
  'uitbetaling-goedgekeurd': { payout: 'u9' },
  'uitbetaling-verricht': { payout: 'u9', bankReference: 'x' },
  'uitbetaling-ingetrokken': { payout: 'u9', ...x },
  'uitbetaling-teruggekomen': { payout: 'u9', bankReference: 'x', ...x },
};

const KINDS = Object.keys(BODIES) as EventKind[];

/** Before there is an uitspraak most things have no place. */
function beforeAnything(observed: Observed): void {
  const play = openPlay(observed, 'leeg', '2025-02-01');
  const early: EventKind[] = [
    'uitspraak-gevalideerd',
    'uitspraak-teruggegeven',
    'volmacht-ingetrokken',
    'betekening-opgedragen',
    'uitspraak-betekend',
    'niet-nakoming-gemeld',
    'feit-vastgelegd',
    'contact-gelegd',
    'adres-gecontroleerd',
    'verhaalsonderzoek-afgerond',
    'brief-gevraagd',
    'zaak-gesloten',
  ];
  refusedAll(
    play,
    early.map((kind): Tried => [OFFICER, kind, BODIES[kind]]),
  );
  must(play, OFFICER, 'uitspraak-geregistreerd', uitspraakOf());
  refusedAll(play, [
    [OFFICER, 'uitspraak-geregistreerd', BODIES['uitspraak-geregistreerd']],
    [OFFICER, 'uitspraak-gevalideerd', {}],
    [OFFICER, 'uitspraak-teruggegeven', x],
    [OFFICER, 'volmacht-verleend', BODIES['volmacht-verleend']],
  ]);
}

/** AVG art. 22, both ways: the program does what is a person's, a person what is the program's. */
function byTheWrongOne(observed: Observed): void {
  const play = betekendCase(observed, 'wie');
  for (const kind of KINDS) {
    const { level } = AUTONOMY[kind];
    if (level !== 'mededeling')
      refusedAll(play, [[level === 'autonoom' ? OFFICER : SYSTEM, kind, BODIES[kind]]]);
  }
}

function ofWhatDoesNotExist(observed: Observed): void {
  const play = betekendCase(observed, 'onbekend');
  const by = (kind: EventKind) => (AUTONOMY[kind].level === 'autonoom' ? SYSTEM : OFFICER);
  // These say something that may be so, whatever the case holds.
  const fine: EventKind[] = [
    'schuldeiser-overleden',
    'betekening-opgedragen',
    'uitspraak-betekend',
    'volmacht-ingetrokken',
    'vraag-beantwoord',
    'brief-beloofd',
    'brief-vervallen',
    'contact-gelegd',
    'adres-gecontroleerd',
    'verhaalsonderzoek-afgerond',
    'afschrijving-voorgesteld',
    'rem-gezet',
  ];
  refusedAll(
    play,
    KINDS.filter((kind) => !fine.includes(kind)).map((kind): Tried => [by(kind), kind, BODIES[kind]]),
  );
}

function inTheWrongState(observed: Observed): void {
  const play = betekendCase(observed, 'stand');
  passTo(play, '2025-02-15');
  found(play, 'n1', '2025-02-15');
  const letter = play.seen.file.letters.find(({ sentOn }) => sentOn !== null)!.id;
  refusedAll(play, [
    [MOTHER, 'niet-nakoming-vastgesteld', { nietNakoming: 'n1', reasons }],
    [OFFICER, 'niet-nakoming-afgewezen', { nietNakoming: 'n1', reasons }],
    [OFFICER, 'niet-nakoming-voorgelegd', { nietNakoming: 'n1', reasons }],
    [SYSTEM, 'brief-verzonden', { letter, proof: 'x' }],
    [OFFICER, 'brief-bezorgd', { letter, proof: 'x' }, '2025-01-02'],
    [OFFICER, 'uitspraak-betekend', { exploot: 'x' }, '2025-01-02'],
  ]);
  must(play, CHECKER, 'niet-nakoming-afgewezen', { nietNakoming: 'n1', reasons });
  refusedAll(play, [[FATHER, 'niet-nakoming-betwist', { nietNakoming: 'n1', defence: 'x' }]]);
  must(play, OFFICER, 'schuldeiser-overleden', { source: 'akte' });
  must(play, OFFICER, 'rem-gezet', { what: 'brieven', ...x });
  must(play, OFFICER, 'afschrijving-voorgesteld', { id: 'a1', code: 'belang-kind', consent: 'brief', ...x });
  refusedAll(play, [
    [OFFICER, 'schuldeiser-overleden', { source: 'akte' }],
    [OFFICER, 'rem-gezet', { what: 'brieven', ...x }],
    [OFFICER, 'rem-gelost', { what: 'brieven', ...x }],
    [OFFICER, 'afschrijving-bevestigd', { afschrijving: 'a1' }],
  ]);
  must(play, CHECKER, 'afschrijving-bevestigd', { afschrijving: 'a1' });
  must(play, OFFICER, 'zaak-gesloten', { ground: 'ingetrokken' });
  refusedAll(play, [
    [CHECKER, 'afschrijving-bevestigd', { afschrijving: 'a1' }],
    [OFFICER, 'afschrijving-voorgesteld', { id: 'a2', code: 'belang-kind', consent: 'brief', ...x }],
    [OFFICER, 'zaak-gesloten', { ground: 'ingetrokken' }],
  ]);
}

function onMoney(observed: Observed): void {
  const play = betekendCase(observed, 'geld');
  passTo(play, '2025-02-15');
  found(play, 'n1', '2025-02-15');
  must(play, FINANCE, 'betaling-ontvangen', { id: 'p1', amount: '250.00', bankReference: 'R1' });
  refusedAll(play, [
    [FINANCE, 'uitbetaling-goedgekeurd', { payout: 'u1' }],
    [FINANCE, 'uitbetaling-verricht', { payout: 'u1', bankReference: 'U1' }],
    [FINANCE, 'uitbetaling-teruggekomen', { payout: 'u1', bankReference: 'U1', ...x }],
  ]);
  must(play, APPROVER, 'uitbetaling-goedgekeurd', { payout: 'u1' });
  refusedAll(play, [
    [APPROVER, 'uitbetaling-goedgekeurd', { payout: 'u1' }],
    [APPROVER, 'uitbetaling-verricht', { payout: 'u1', bankReference: 'U1' }],
    // The money was another case's, and what was approved of it has no cover any more.
    [OFFICER, 'feit-ingetrokken', { fact: 'p1', ...x }],
  ]);
  must(play, FINANCE, 'uitbetaling-verricht', { payout: 'u1', bankReference: 'U1' });
  refusedAll(play, [[FINANCE, 'uitbetaling-ingetrokken', { payout: 'u1', ...x }]]);
  shortOfMoney(observed);
  takenBackAfterRefund(observed);
}

/** Money that was withdrawn from the case after a payout was prepared of it. The program takes such a payout back at once, so what follows was forged. */
function shortOfMoney(observed: Observed): void {
  const play = betekendCase(observed, 'tekort');
  passTo(play, '2025-02-15');
  found(play, 'n1', '2025-02-15');
  must(play, FINANCE, 'betaling-ontvangen', { id: 'p1', amount: '250.00', bankReference: 'R1' });
  must(play, OFFICER, 'feit-ingetrokken', { fact: 'p1', ...x });
  const { file, today } = play.seen;
  const stands = file.payouts.map((one) => ({ ...one, withdrawnOn: null }));
  play.seen = { ...play.seen, file: { ...file, payouts: stands } };
  refusedAll(play, [[APPROVER, 'uitbetaling-goedgekeurd', { payout: 'u1' }]]);
  // Whoever wrote the approval into the history past admission still cannot have it performed.
  const payouts = stands.map((one) => ({ ...one, approvedOn: today, approvedBy: APPROVER }));
  play.seen = { ...play.seen, file: { ...file, payouts } };
  refusedAll(play, [[FINANCE, 'uitbetaling-verricht', { payout: 'u1', bankReference: 'U1' }]]);
}

/** BW 6:203: what was sent back to the debtor because of a vernietiging cannot be undone by taking the vernietiging back. */
function takenBackAfterRefund(observed: Observed): void {
  const play = betekendCase(observed, 'terug');
  passTo(play, '2025-02-15');
  found(play, 'n1', '2025-02-15');
  must(play, OFFICER, 'rem-gezet', { what: 'uitbetalingen', ...x });
  must(play, FINANCE, 'betaling-ontvangen', { id: 'p1', amount: '250.00', bankReference: 'R1' });
  const fact = { kind: 'vernietiging', id: 'f1', on: '2025-02-15' };
  must(play, OFFICER, 'feit-vastgelegd', { fact, source: 'arrest' });
  must(play, CHECKER, 'rem-gelost', { what: 'uitbetalingen', ...x });
  must(play, APPROVER, 'uitbetaling-goedgekeurd', { payout: 'u1' });
  refusedAll(play, [[OFFICER, 'feit-ingetrokken', { fact: 'f1', ...x }]]);
}

function onTheProcess(observed: Observed): void {
  const play = takenOver(observed, 'proces');
  const dwangsommen = ['n1/2025-02-15'];
  const instalments = Array.from({ length: 13 }, (_, at) => ({ on: `2026-01-${10 + at}`, amount: '5.00' }));
  refusedAll(play, [
    [
      OFFICER,
      'betalingsregeling-voorgesteld',
      { id: 'r1', dwangsommen, instalments: [{ on: '2026-01-01', amount: '9000.00' }] },
    ],
    [
      OFFICER,
      'betalingsregeling-voorgesteld',
      { id: 'r1', dwangsommen, instalments: [{ on: '2025-01-01', amount: '5.00' }] },
    ],
  ]);
  must(play, OFFICER, 'betalingsregeling-voorgesteld', { id: 'r1', dwangsommen, instalments });
  refusedAll(play, [
    [OFFICER, 'betalingsregeling-voorgesteld', { id: 'r2', dwangsommen, instalments }],
    [OFFICER, 'betalingsregeling-goedgekeurd', { regeling: 'r1' }],
    [SYSTEM, 'betalingsregeling-beeindigd', { regeling: 'r1', how: 'opgezegd', ...x }],
  ]);
  must(play, CHECKER, 'betalingsregeling-goedgekeurd', { regeling: 'r1' });
  refusedAll(play, [[CHECKER, 'betalingsregeling-goedgekeurd', { regeling: 'r1' }]]);
  must(play, OFFICER, 'betalingsregeling-beeindigd', { regeling: 'r1', how: 'opgezegd', ...x });
  refusedAll(play, [[OFFICER, 'betalingsregeling-beeindigd', { regeling: 'r1', how: 'opgezegd', ...x }]]);
  must(play, OFFICER, 'belemmering-vastgelegd', { id: 'h1', what: 'veiligheid', until: null, ...x });
  refusedAll(play, [[OFFICER, 'belemmering-opgeheven', { belemmering: 'h1', ...x }]]);
  must(play, CHECKER, 'belemmering-opgeheven', { belemmering: 'h1', ...x });
  refusedAll(play, [[CHECKER, 'belemmering-opgeheven', { belemmering: 'h1', ...x }]]);
  onAnOrder(play, dwangsommen);
}

function onAnOrder(play: Play, dwangsommen: readonly string[]): void {
  passTo(play, '2025-04-20');
  must(play, OFFICER, 'verhaalsonderzoek-afgerond', { findings: 'x', isPromising: true });
  must(play, OFFICER, 'kindtoets-opgesteld', kindtoets('k1', 'doorgaan'));
  const read = { kindtoets: 'k1', agrees: true, remarks: 'x' };
  refusedAll(play, [
    [OFFICER, 'kindtoets-meegelezen', read],
    [CHECKER, 'kindtoets-meegelezen', read, '2025-04-01'],
  ]);
  must(play, CHECKER, 'kindtoets-meegelezen', read);
  refusedAll(play, [[CHECKER, 'kindtoets-meegelezen', read]]);
  must(play, APPROVER, 'opdracht-goedgekeurd', {
    id: 'o1',
    kindtoets: 'k1',
    dwangsommen,
    measures: ['bevel'],
  });
  const { today } = play.seen;
  refusedAll(play, [['deurwaarder', 'deurwaarder-bericht', bericht('m1', 'o1', 'ontvangen', today)]]);
  must(play, SYSTEM, 'opdracht-verzonden', { opdracht: 'o1', proof: 'x' });
  must(play, 'deurwaarder', 'deurwaarder-bericht', bericht('m1', 'o1', 'ontvangen', today));
  refusedAll(play, [
    [SYSTEM, 'opdracht-verzonden', { opdracht: 'o1', proof: 'x' }],
    [SYSTEM, 'opdracht-vervallen', { opdracht: 'o1', ...x }],
    ['deurwaarder', 'deurwaarder-bericht', bericht('m1', 'o1', 'ontvangen', today)],
    [APPROVER, 'dbr-beslist', { opdracht: 'o1', goesOn: true, reasons }],
  ]);
  must(play, OFFICER, 'opdracht-ingetrokken', { opdracht: 'o1', ...x });
  refusedAll(play, [
    [OFFICER, 'opdracht-ingetrokken', { opdracht: 'o1', ...x }],
    [SYSTEM, 'opdracht-verzonden', { opdracht: 'o1', proof: 'x' }],
    [SYSTEM, 'opdracht-vervallen', { opdracht: 'o1', ...x }],
  ]);
}
