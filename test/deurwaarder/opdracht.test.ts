import { expect, test } from 'vitest';
import { readOpdracht } from '../../src/deurwaarder/index.ts';
import { type ExampleOpdracht, exampleOpdracht } from './example.ts';

function faultsAfter(change: (opdracht: ExampleOpdracht) => void): string[] {
  const opdracht = exampleOpdracht();
  change(opdracht);
  const read = readOpdracht(opdracht);
  return read.ok ? [] : read.refusals.map(({ sentence }) => sentence);
}

/** Where the faults lie, without their words. */
function placesAfter(change: (opdracht: ExampleOpdracht) => void): string[] {
  return faultsAfter(change)
    .map((sentence) => sentence.split(':')[0]!)
    .toSorted();
}

test('an order whose sums agree is read as it stands', () => {
  const read = readOpdracht(exampleOpdracht());
  expect(read.ok && read.value).toEqual(exampleOpdracht());
});

test('BW 6:44: every total is the sum of the lines, and the sentence says what the sum is', () => {
  // 150.00 + 250.00 = 400.00; 0.62 + 1.02 = 1.64; 116.20; together 517.84.
  const faults = faultsAfter(({ total }) => {
    total.hoofdsom = '400.01';
    total.rente = '1.63';
    total.kosten = '0.00';
    total.open = '517.83';
  });
  expect(faults).toEqual([
    '/total/hoofdsom: 400.01 is niet de som van de regels, die 400.00 is',
    '/total/rente: 1.63 is niet de som van de regels, die 1.64 is',
    '/total/kosten: 0.00 is niet de som van de regels, die 116.20 is',
    '/total/open: 517.83 is niet de som van de regels, die 517.84 is',
  ]);
});

test('all faults come at once: of shape, and between parts that are well formed, whatever is wrong elsewhere', () => {
  const places = placesAfter((opdracht) => {
    opdracht.debtor.name = '';
    opdracht.titel.pronouncedOn = '2026-02-30';
    opdracht.lines[1]!.forfeitedOn = '2026-01-19';
    opdracht.total.open = '1.00';
    opdracht.kindtoets.validUntil = '2026-05-31';
    Object.assign(opdracht, { gijzeling: true });
  });
  expect(places).toEqual([
    '/debtor/name',
    '/kindtoets',
    '/lines/1/forfeitedOn',
    '/titel/pronouncedOn',
    '/total/open',
    'De opdracht',
  ]);
});

test.each<[string, string[], (opdracht: ExampleOpdracht) => void]>([
  [
    'no line, so nothing to claim',
    ['/lines'],
    (o) => {
      o.lines = [];
    },
  ],
  [
    'Rv 611a lid 3: forfeited before the betekening',
    ['/lines/0/forfeitedOn'],
    (o) => {
      o.lines[0]!.forfeitedOn = '2026-01-19';
    },
  ],
  [
    'forfeited after the day of the order',
    ['/lines/0/forfeitedOn'],
    (o) => {
      o.lines[0]!.forfeitedOn = '2026-06-02';
    },
  ],
  [
    'Rv 611g lid 1: verjaard the day before',
    ['/lines/1/verjaringEndsOn'],
    (o) => {
      o.lines[1]!.verjaringEndsOn = '2026-05-31';
    },
  ],
  [
    'a stuiting that is still to come',
    ['/lines/0/stuitingen'],
    (o) => {
      o.lines[0]!.stuitingen = ['2026-06-02'];
    },
  ],
  [
    'rente that is still to begin',
    ['/lines/0/renteFrom'],
    (o) => {
      o.lines[0]!.renteFrom = '2026-06-02';
    },
  ],
  [
    'more open than was forfeited',
    ['/lines/0/hoofdsom'],
    (o) => {
      o.lines[0]!.verbeurd = '149.99';
    },
  ],
  [
    'one dwangsom twice',
    ['/lines/1/dwangsom'],
    (o) => {
      o.lines[1]!.dwangsom = 'n1/1';
    },
  ],
  [
    'rente without a ground',
    ['/lines/0/rente', '/lines/1/rente'],
    (o) => {
      o.rente = null;
    },
  ],
  [
    'betekening before the uitspraak',
    ['/betekening/on'],
    (o) => {
      o.titel.pronouncedOn = '2026-01-21';
    },
  ],
  [
    'BW 3:60: the volmacht has ended',
    ['/lastgever/volmacht'],
    (o) => {
      o.lastgever.volmacht.until = '2026-05-31';
    },
  ],
  [
    'BW 3:60: the volmacht is to begin',
    ['/lastgever/volmacht'],
    (o) => {
      o.lastgever.volmacht.from = '2026-06-02';
    },
  ],
  [
    'the kindtoets is too old',
    ['/kindtoets'],
    (o) => {
      o.kindtoets.validUntil = '2026-05-31';
    },
  ],
  [
    'the kindtoets says postpone',
    ['/kindtoets/outcome'],
    (o) => {
      o.kindtoets.outcome = 'uitstellen';
    },
  ],
  [
    'lijfsdwang cannot be asked for',
    ['/measures/0/measure'],
    (o) => {
      o.measures = [{ measure: 'lijfsdwang' }];
    },
  ],
  [
    'gijzeling cannot be asked for',
    ['/measures/0/measure'],
    (o) => {
      o.measures = [{ measure: 'gijzeling' }];
    },
  ],
  [
    'beslag on goods that nobody decided on',
    ['/measures/0/decidedBy', '/measures/0/decidedOn'],
    (o) => {
      o.measures = [{ measure: 'beslag-roerende-zaken' }];
    },
  ],
  [
    'a decision that is still to come',
    ['/measures/0/decidedOn'],
    (o) => {
      o.measures = [
        { measure: 'beslag-roerende-zaken', decidedBy: 'Karel Verzonnen', decidedOn: '2026-06-02' },
      ];
    },
  ],
  [
    'no measure at all',
    ['/measures'],
    (o) => {
      o.measures = [];
    },
  ],
  [
    'a measure twice',
    ['/measures/1'],
    (o) => {
      o.measures = [{ measure: 'bevel' }, { measure: 'bevel' }];
    },
  ],
  [
    'another policy for the register',
    ['/dbrPolicy'],
    (o) => {
      o.dbrPolicy = 'altijd doorgaan';
    },
  ],
  [
    'an amount with one decimal',
    ['/payments/0/amount'],
    (o) => {
      o.payments[0]!.amount = '100.0';
    },
  ],
  [
    'a payment that is still to come',
    ['/payments/0/on'],
    (o) => {
      o.payments[0]!.on = '2026-06-02';
    },
  ],
])('refused: %s', (_, places, change) => {
  expect(placesAfter(change)).toEqual(places);
});

test.each<[string, (opdracht: ExampleOpdracht) => void]>([
  [
    'Rv 611a lid 3: forfeited on the day of the betekening',
    (o) => {
      o.lines[0]!.forfeitedOn = '2026-01-20';
    },
  ],
  [
    'Rv 611g lid 1: claimed on the last day',
    (o) => {
      o.lines[1]!.verjaringEndsOn = '2026-06-01';
    },
  ],
  [
    'a verjaring that is held',
    (o) => {
      o.lines[1]!.verjaringEndsOn = null;
    },
  ],
  [
    'the last day of the volmacht',
    (o) => {
      o.lastgever.volmacht.until = '2026-06-01';
    },
  ],
  [
    'the last day of the kindtoets',
    (o) => {
      o.kindtoets.validUntil = '2026-06-01';
    },
  ],
  [
    'beslag on goods that a person decided on',
    (o) => {
      o.measures = [
        { measure: 'beslag-roerende-zaken', decidedBy: 'Karel Verzonnen', decidedOn: '2026-06-01' },
      ];
    },
  ],
])('taken, next to what is refused: %s', (_, change) => {
  expect(faultsAfter(change)).toEqual([]);
});
