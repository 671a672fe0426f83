import { describe, expect, test } from 'vitest';
import { audit } from '../../demo/simulation/auditor.ts';
import { againstForecast, type Forecast } from '../../demo/simulation/forecast.ts';
import { againstPreconditions } from '../../demo/simulation/preconditions.ts';
import type { CaseEvent, CaseView } from '../../src/collections/index.ts';
import { day } from '../../src/values/index.ts';

/** Whoever watches the simulated office must be able to find something. Each of these histories is false in one way, and next to it stands one that is not. */

let seq = 0;

function told(on: string, kind: string, data: object, recordedBy = 'Sanne Fictief'): CaseEvent {
  seq += 1;
  const recorded = { id: `event_${seq}`, seq, recordedOn: on, recordedAt: new Date(0), recordedBy };
  return { kind, on, data, ...recorded } as unknown as CaseEvent;
}

const TERMS = {
  pronouncedOn: '2025-01-15',
  uitvoerbaarBijVoorraad: true,
  clauses: [{ id: 'c1', mode: 'per-keer', amount: '250.00', cap: '600.00', capGroup: null, term: null }],
};

const READY = [
  told('2025-01-17', 'uitspraak-geregistreerd', { terms: TERMS }),
  told('2025-01-20', 'uitspraak-gevalideerd', {}),
  told('2025-01-20', 'volmacht-verleend', { until: null }),
  told('2025-01-27', 'uitspraak-betekend', { exploot: 'exploot 1' }),
];

const found = (id: string, on: string, aantal?: number): CaseEvent[] => [
  told(on, 'niet-nakoming-gemeld', { id, clause: 'c1', what: 'Gemist.', ...(aantal ? { aantal } : {}) }),
  told(on, 'niet-nakoming-vastgesteld', { nietNakoming: id, reasons: 'Gehoord.' }),
];

describe('the naive auditor', () => {
  const forfeited = (...events: CaseEvent[]) => audit([...READY, ...events], [], day('2025-12-31')).forfeited;

  test('counts each finding from the day after betekening, and nothing before', () => {
    // 27 January is the day of betekening itself, 28 January the first that counts: one of the two, 250.00.
    expect(forfeited(...found('n1', '2025-01-27'), ...found('n2', '2025-01-28'))).toBe(25_000n);
  });

  test('stops at the maximum: two of 250.00 and what is left of 600.00', () => {
    expect(forfeited(...found('n1', '2025-02-01', 3))).toBe(60_000n);
  });

  test('counts nothing in a schorsing-werking, nor what was found otherwise later', () => {
    const fact = { kind: 'schorsing-werking', id: 'f1', from: '2025-02-01', until: '2025-02-28' };
    expect(forfeited(told('2025-02-01', 'feit-vastgelegd', { fact }), ...found('n1', '2025-02-28'))).toBe(0n);
    expect(
      forfeited(
        ...found('n1', '2025-03-01'),
        told('2025-03-09', 'niet-nakoming-afgewezen', { nietNakoming: 'n1', reasons: 'Toch niet.' }),
      ),
    ).toBe(0n);
  });

  test('keeps what came in apart from what was withdrawn, and what went out from what came back', () => {
    // In 300.00 and 50.00, of which the 50.00 was withdrawn; out 200.00 and 80.00, of which the 80.00 came back.
    const sums = audit(
      [
        told('2025-02-01', 'betaling-ontvangen', { id: 'p1', amount: '300.00', bankReference: 'A' }),
        told('2025-02-02', 'betaling-ontvangen', { id: 'p2', amount: '50.00', bankReference: 'B' }),
        told('2025-02-03', 'feit-ingetrokken', { fact: 'p2', reason: 'Andere zaak.' }),
        told('2025-02-04', 'uitbetaling-voorbereid', { id: 'u1', to: 'schuldeiser', amount: '200.00' }),
        told('2025-02-04', 'uitbetaling-voorbereid', { id: 'u2', to: 'schuldeiser', amount: '80.00' }),
        told('2025-02-05', 'uitbetaling-verricht', { payout: 'u1', bankReference: 'C' }),
        told('2025-02-05', 'uitbetaling-verricht', { payout: 'u2', bankReference: 'D' }),
        told('2025-02-06', 'uitbetaling-teruggekomen', {
          payout: 'u2',
          bankReference: 'E',
          reason: 'Opgeheven.',
        }),
      ],
      [],
      day('2025-12-31'),
    );
    expect([sums.receivedCents, sums.paidOutCents]).toEqual([30_000n, 20_000n]);
  });
});

describe('the list of what the program may do by itself', () => {
  const letter = (on: string, id: string, kind: string, covers: string[]) =>
    told(on, 'brief-beloofd', { id, letter: kind, covers, betaaltermijnDagen: 14 }, 'systeem');
  const asked =
    (...before: CaseEvent[]) =>
    (event: CaseEvent) =>
      againstPreconditions(event, [...READY, ...before]);
  const n1 = found('n1', '2025-02-01');

  test('an aanzegging of what was found, under a volmacht, may go out', () => {
    expect(asked(...n1)(letter('2025-02-01', 'b1', 'aanzegging', ['n1']))).toEqual([]);
  });

  test.each([
    ['no volmacht', told('2025-02-01', 'volmacht-ingetrokken', { reason: 'Wil niet.' })],
    [
      'held by pauze',
      told('2025-02-01', 'belemmering-vastgelegd', { id: 'h1', what: 'pauze', until: '2025-03-01' }),
    ],
    [
      'held by faillissement',
      told('2025-02-01', 'feit-vastgelegd', {
        fact: { kind: 'faillissement', id: 'f1', from: '2025-01-30', until: null },
      }),
    ],
    [
      'n1 waits for a judgement',
      told('2025-02-01', 'niet-nakoming-betwist', { nietNakoming: 'n1', defence: 'Nee.' }),
    ],
    ['a brake on brieven', told('2025-02-01', 'rem-gezet', { what: 'brieven', reason: 'Nakijken.' })],
    ['the case is closed', told('2025-02-01', 'zaak-gesloten', { ground: 'voldaan' }, 'systeem')],
  ])('an aanzegging is told of: %s', (why, event) => {
    expect(asked(...n1, event)(letter('2025-02-01', 'b1', 'aanzegging', ['n1'])).join()).toContain(why);
  });

  test('a herinnering comes after an aanzegging that went out, and not within fourteen days', () => {
    const sent = [
      letter('2025-02-01', 'b1', 'aanzegging', ['n1']),
      told('2025-02-01', 'brief-verzonden', { letter: 'b1', proof: 'bewijs' }, 'systeem'),
    ];
    expect(asked(...n1)(letter('2025-02-18', 'b2', 'herinnering', ['n1'])).join()).toContain(
      'never had its aanzegging',
    );
    expect(asked(...n1, ...sent)(letter('2025-02-14', 'b2', 'herinnering', ['n1'])).join()).toContain(
      'less than 14 days',
    );
    expect(asked(...n1, ...sent)(letter('2025-02-15', 'b2', 'herinnering', ['n1']))).toEqual([]);
  });

  test('an order that no person approved, a payout beyond what came in, and a finding of its own', () => {
    expect(
      asked()(told('2025-03-01', 'opdracht-verzonden', { opdracht: 'o1', proof: 'x' }, 'systeem')),
    ).toHaveLength(1);
    const payout = told(
      '2025-03-01',
      'uitbetaling-voorbereid',
      { id: 'u1', to: 'schuldeiser', amount: '0.01' },
      'systeem',
    );
    expect(asked()(payout)).toHaveLength(1);
    expect(
      asked()(told('2025-03-01', 'niet-nakoming-vastgesteld', { nietNakoming: 'n1' }, 'systeem')),
    ).toHaveLength(1);
  });
});

describe('what the plan showed, against what happened', () => {
  const status = (on: string) =>
    told(
      on,
      'brief-beloofd',
      { id: 'm1', letter: 'statusbericht', covers: [], betaaltermijnDagen: null, about: 'status/1' },
      'systeem',
    );
  const sentOn = (on: string) => told(on, 'brief-verzonden', { letter: 'm1', proof: 'x' }, 'systeem');
  const forecast: Forecast = {
    events: READY.length,
    madeOn: day('2025-02-01'),
    until: day('2025-03-13'),
    acts: [
      { on: day('2025-02-10'), act: 'brief-beloofd statusbericht {"betaaltermijnDagen":null,"covers":[]}' },
    ],
  };
  const seen = (...events: CaseEvent[]) =>
    againstForecast(
      forecast,
      { file: { events: [...READY, ...events] } } as unknown as CaseView,
      day('2025-02-12'),
    );

  test('what was shown and done on its day is right', () => {
    expect(seen(status('2025-02-10'), sentOn('2025-02-10'))).toEqual([]);
  });

  test('shown and not done, done and not shown, done on another day: each is told', () => {
    expect(seen().join()).toContain('it was not done');
    expect(seen(status('2025-02-09'), sentOn('2025-02-09')).join()).toContain('had not shown it');
    expect(seen(told('2025-02-10', 'zaak-gesloten', { ground: 'voldaan' }, 'systeem'))).toHaveLength(2);
  });

  test('once somebody says something, what was shown for later may change', () => {
    expect(seen(told('2025-02-09', 'contact-gelegd', { channel: 'sms' }))).toEqual([]);
  });
});
