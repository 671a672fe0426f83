import { TransactionRollbackError } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { type EventKind, record } from '../../src/collections/index.ts';
import { AUTONOMY } from '../../src/collections/process/autonomy.ts';
import { LADDER_1 } from '../../src/collections/process/ladder.ts';
import type { Outcome } from '../../src/values/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { DWANGSOM, KINDTOETS, order } from './climbing.ts';
import { at, claimedCase, OFFICER, openOffice, uitspraakOf } from './office.ts';

const { db } = await openTestDatabase();
await openOffice(db);
const one = await claimedCase(db);

const ON = '2025-02-20';
const WORDS = 'Verzonnen reden.';

type Who = 'program' | 'person' | 'both';

/**
 * Chapter 7.4 of the domain description and AVG art. 22, written out by hand: who may write it, with something that can be read. What has legal effect for a
 * person, or looks at a child, is for persons; what the program itself did is for the program; what happened outside is told by whoever hears of it.
 */
const MAY: Readonly<Record<EventKind, readonly [Who, object]>> = {
  'uitspraak-geregistreerd': ['person', uitspraakOf()],
  'uitspraak-gevalideerd': ['person', {}],
  'uitspraak-teruggegeven': ['person', { reason: WORDS }],
  'volmacht-verleend': ['person', { until: null }],
  'volmacht-ingetrokken': ['person', { reason: WORDS }],
  'schuldeiser-overleden': ['person', { source: WORDS }],
  'betekening-opgedragen': ['person', { reference: 'opdracht 1' }],
  'uitspraak-betekend': ['both', { exploot: 'exploot 2' }],
  'ladder-vastgelegd': ['both', { version: 1, steps: LADDER_1.steps }],

  'niet-nakoming-gemeld': ['person', { clause: 'c1', what: WORDS }],
  'niet-nakoming-betwist': ['person', { nietNakoming: 'n1', defence: WORDS }],
  'niet-nakoming-vastgesteld': ['person', { nietNakoming: 'n1', reasons: WORDS }],
  'niet-nakoming-afgewezen': ['person', { nietNakoming: 'n1', reasons: WORDS }],
  'niet-nakoming-voorgelegd': ['person', { nietNakoming: 'n1', reasons: WORDS }],
  'vraag-beantwoord': ['person', { about: 'p1', article: 'BW 3:318', answer: WORDS }],

  'feit-vastgelegd': [
    'both',
    { source: WORDS, fact: { kind: 'kosten', on: ON, amount: '10.00', what: WORDS } },
  ],
  'feit-ingetrokken': ['person', { fact: 'f1', reason: WORDS }],

  'brief-beloofd': ['program', { id: 'b9', letter: 'herinnering', covers: ['n1'], betaaltermijnDagen: 7 }],
  'brief-verzonden': ['program', { letter: 'b1', proof: 'bewijs' }],
  'brief-vervallen': ['program', { letter: 'b1', reason: WORDS }],
  'brief-bezorgd': ['both', { letter: 'b1', proof: 'bewijs' }],
  'brief-gevraagd': ['person', { letter: 'overzicht', reason: WORDS }],

  'contact-gelegd': ['person', { channel: 'telefoon', reached: true, note: WORDS }],
  'adres-gecontroleerd': ['both', { source: WORDS }],
  'verhaalsonderzoek-afgerond': ['person', { findings: WORDS, isPromising: true }],
  'kindtoets-opgesteld': ['person', KINDTOETS],
  'kindtoets-meegelezen': ['person', { kindtoets: 'k1', agrees: true, remarks: WORDS }],
  'opdracht-goedgekeurd': ['person', order()],
  'opdracht-verzonden': ['program', { opdracht: 'o1', proof: 'bewijs' }],
  'opdracht-vervallen': ['program', { opdracht: 'o1', reason: WORDS }],
  'opdracht-ingetrokken': ['person', { opdracht: 'o1', reason: WORDS }],
  'deurwaarder-bericht': [
    'both',
    {
      opdracht: 'o1',
      bericht: { id: 'bericht-1', opdrachtId: 'opdracht-1', on: ON, kind: 'ontvangen', data: {} },
    },
  ],
  'dbr-beslist': ['person', { opdracht: 'o1', goesOn: true, reasons: WORDS }],

  'betalingsregeling-voorgesteld': [
    'person',
    { dwangsommen: [DWANGSOM], instalments: [{ on: '2025-03-15', amount: '10.00' }] },
  ],
  'betalingsregeling-goedgekeurd': ['person', { regeling: 'r1' }],
  'betalingsregeling-beeindigd': ['both', { regeling: 'r1', how: 'verbroken', reason: WORDS }],
  'belemmering-vastgelegd': ['person', { what: 'pauze', until: '2025-03-01', reason: WORDS }],
  'belemmering-opgeheven': ['person', { belemmering: 'h1', reason: WORDS }],
  'afschrijving-voorgesteld': ['person', { code: 'kwijtschelding', consent: 'brief 1', reason: WORDS }],
  'afschrijving-bevestigd': ['person', { afschrijving: 'a1' }],
  'rem-gezet': ['person', { what: 'alles', reason: WORDS }],
  'rem-gelost': ['person', { what: 'alles', reason: WORDS }],
  'zaak-gesloten': ['both', { ground: 'ingetrokken' }],
  'opslag-berekend': ['program', { id: 's1', month: '2025-01', amount: '19.00' }],

  'betaling-ontvangen': ['both', { amount: '10.00', bankReference: 'AUTONOMIE-1' }],
  'overschot-vrijgegeven': ['person', { payment: 'p1', amount: '10.00', reason: WORDS }],
  'terugstorting-ontvangen': ['both', { amount: '10.00', bankReference: 'AUTONOMIE-2' }],
  'uitbetaling-voorbereid': ['both', { to: 'schuldeiser', amount: '10.00' }],
  'uitbetaling-goedgekeurd': ['person', { payout: 'u1' }],
  'uitbetaling-verricht': ['both', { payout: 'u1', bankReference: 'AUTONOMIE-3' }],
  'uitbetaling-ingetrokken': ['both', { payout: 'u1', reason: WORDS }],
  'uitbetaling-teruggekomen': ['both', { payout: 'u1', bankReference: 'AUTONOMIE-4', reason: WORDS }],
};

const KINDS = Object.keys(AUTONOMY) as EventKind[];

/** What `record` answers; nothing of it stays, so that every attempt meets the same case. */
async function answerTo(kind: EventKind, by: string): Promise<Outcome<unknown>> {
  let answer: Outcome<unknown> | undefined;
  try {
    await db.transaction(async (tx) => {
      answer = await record(tx, one.id, { kind, on: ON, data: MAY[kind][1] }, by, at(ON));
      tx.rollback();
    });
  } catch (error) {
    if (!(error instanceof TransactionRollbackError)) throw error;
  }
  return answer!;
}

/** True where it is refused because of who asks, and for no other reason that looks like it. */
function isRefusedForWho(kind: EventKind, answer: Outcome<unknown>): boolean {
  return (
    !answer.ok &&
    answer.refusals.some(
      ({ code, sentence }) => code === 'alleen-een-persoon' && sentence === AUTONOMY[kind].why,
    )
  );
}

test('the table above names every kind of event that there is', () => {
  expect(Object.keys(MAY).sort()).toEqual([...KINDS].sort());
  expect(KINDS.length).toBeGreaterThan(50);
});

test.each(KINDS)('AVG art. 22: %s is written by whom chapter 7.4 says, and by nobody else', async (kind) => {
  const [who] = MAY[kind];
  const byProgram = await answerTo(kind, 'systeem');
  const byPerson = await answerTo(kind, OFFICER);
  for (const answer of [byProgram, byPerson])
    if (!answer.ok) expect(answer.refusals.map(({ code }) => code)).not.toContain('onleesbaar');
  expect({
    program: !isRefusedForWho(kind, byProgram),
    person: !isRefusedForWho(kind, byPerson),
  }).toEqual({ program: who !== 'person', person: who !== 'program' });
});

test('who takes the name of the program, however it is written, may not do what is for persons', async () => {
  for (const name of ['Systeem', ' systeem ', 'SYSTEEM']) {
    const answer = await answerTo('uitspraak-gevalideerd', name);
    expect(isRefusedForWho('uitspraak-gevalideerd', answer), name).toBe(true);
  }
});

test('every reason is a Dutch sentence for whoever is refused', () => {
  for (const { why } of Object.values(AUTONOMY)) expect(why).toMatch(/^\p{Lu}[^.]*\.$/u);
});
