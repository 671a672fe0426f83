import { expect, test } from 'vitest';
import {
  answer,
  betaling,
  clausule,
  type Feit,
  kosten,
  nietNakoming,
  stuiting,
  uitspraak,
} from './support/dossier.ts';

function allocationsOf(facts: Feit[], rest: Parameters<typeof answer>[0] = {}) {
  const { allocations } = answer({ ...rest, facts });
  return allocations.map(({ payment, to, head, amount }) => `${payment} ${to} ${head} ${amount}`);
}

// 300.00: 100.00 to the oldest kosten, 50.00 and 50.00 to those of one day by id, what is left to the dwangsom.
test('BW 6:44 lid 1: kosten first, the oldest first and of one day by id', () => {
  const facts = [
    nietNakoming('n1', '2025-03-01'),
    kosten('k3', '2025-03-10', '50.00'),
    kosten('k10', '2025-03-10', '50.00'),
    kosten('k9', '2025-03-05', '100.00'),
    betaling('p1', '2025-03-20', '300.00'),
  ];
  expect(allocationsOf(facts)).toEqual([
    'p1 k9 kosten 100.00',
    'p1 k10 kosten 50.00',
    'p1 k3 kosten 50.00',
    'p1 n1/2025-03-01 hoofdsom 100.00',
  ]);
});

test('contract rule 7: kosten of the day of payment are served, later ones are not', () => {
  const facts = [
    kosten('k1', '2025-03-20', '30.00'),
    kosten('k2', '2025-03-21', '40.00'),
    betaling('p1', '2025-03-20', '50.00'),
  ];
  const found = answer({ facts });
  expect(found.allocations).toHaveLength(1);
  expect(found.totals).toMatchObject({ kosten: '70.00', unallocated: '20.00', open: { kosten: '40.00' } });
});

// Rente from 1 March: 31 days at 6% on 500.00 are 2.5479 = 2.55.
test('BW 6:44 lid 1: within a dwangsom rente goes before hoofdsom', () => {
  const facts = [
    nietNakoming('n1', '2025-03-01'),
    betaling('p1', '2025-04-01', '2.00'),
    betaling('p2', '2025-04-01', '1.00'),
  ];
  expect(allocationsOf(facts, { rente: '2025-03-01', asOf: '2025-04-01' })).toEqual([
    'p1 n1/2025-03-01 rente 2.00',
    'p2 n1/2025-03-01 rente 0.55',
    'p2 n1/2025-03-01 hoofdsom 0.45',
  ]);
});

test('BW 6:43 lid 2: the oldest dwangsom first, whatever its id', () => {
  const facts = [
    nietNakoming('n1', '2025-03-02'),
    nietNakoming('n2', '2025-03-01'),
    betaling('p1', '2025-04-01', '600.00'),
  ];
  expect(allocationsOf(facts)).toEqual([
    'p1 n2/2025-03-01 hoofdsom 500.00',
    'p1 n1/2025-03-02 hoofdsom 100.00',
  ]);
});

// 100.01 over 100, 200 and 300: 16.668…, 33.336… and 50.005 are cut to 16.66, 33.33 and 50.00; two cents are left, for the first two.
test('BW 6:43 lid 2: dwangsommen of one day share in proportion, the cents left over one each in order', () => {
  const clauses = ['100.00', '200.00', '300.00'].map((amount, index) =>
    clausule({ id: `c${index + 1}`, amount }),
  );
  const facts = [
    ...clauses.map(({ id }) => nietNakoming(`n${id}`, '2025-03-01', { clause: id })),
    betaling('p1', '2025-04-01', '100.01'),
  ];
  expect(allocationsOf(facts, { uitspraak: uitspraak({ clauses }) })).toEqual([
    'p1 nc1/2025-03-01 hoofdsom 16.67',
    'p1 nc2/2025-03-01 hoofdsom 33.34',
    'p1 nc3/2025-03-01 hoofdsom 50.00',
  ]);
});

test('BW 6:43 lid 1: what the debtor designates comes first, in his order, and the rest goes to the oldest', () => {
  const facts = [
    nietNakoming('n1', '2025-03-01'),
    nietNakoming('n2', '2025-03-02'),
    nietNakoming('n3', '2025-03-03'),
    betaling('p1', '2025-04-01', '1100.00', ['n3/2025-03-03', 'n2/2025-03-02']),
  ];
  expect(allocationsOf(facts)).toEqual([
    'p1 n3/2025-03-03 hoofdsom 500.00',
    'p1 n2/2025-03-02 hoofdsom 500.00',
    'p1 n1/2025-03-01 hoofdsom 100.00',
  ]);
});

test('BW 6:44 lid 1: a designation does not go before kosten', () => {
  const facts = [
    nietNakoming('n1', '2025-03-01'),
    kosten('k1', '2025-03-10', '80.00'),
    betaling('p1', '2025-04-01', '100.00', ['n1/2025-03-01']),
  ];
  expect(allocationsOf(facts)).toEqual(['p1 k1 kosten 80.00', 'p1 n1/2025-03-01 hoofdsom 20.00']);
});

// Forfeited on 1 March, verjaard after 1 September.
test('contract rule 7: what is verjaard is paid where it is designated, and otherwise not', () => {
  const paid = (on: string, designates?: string[]) =>
    answer({
      asOf: '2025-12-01',
      facts: [nietNakoming('n1', '2025-03-01'), betaling('p1', on, '500.00', designates)],
    });
  expect(paid('2025-09-02').totals).toMatchObject({ unallocated: '500.00', verjaard: '500.00' });
  expect(paid('2025-09-01').totals).toMatchObject({ unallocated: '0.00', verjaard: '0.00' });
  expect(paid('2025-09-02', ['n1/2025-03-01']).dwangsommen[0]).toMatchObject({
    status: 'voldaan',
    hoofdsom: '0.00',
  });
});

// Forfeited on 28 February: 28 August, in the other reading 31 August.
test('contract rule 7: what is only betwistbaar is paid without designation too', () => {
  const facts = [nietNakoming('n1', '2025-02-28'), betaling('p1', '2025-08-31', '500.00')];
  expect(answer({ asOf: '2025-12-01', facts }).dwangsommen[0]?.status).toBe('voldaan');
});

test('contract rule 7: a designation of something unknown or not yet forfeited is passed over and asked about', () => {
  const facts = [
    nietNakoming('n1', '2025-03-01'),
    nietNakoming('n2', '2025-05-01'),
    betaling('p1', '2025-04-01', '100.00', ['n2/2025-05-01', 'n9/2025-03-01']),
  ];
  expect(allocationsOf(facts)).toEqual(['p1 n1/2025-03-01 hoofdsom 100.00']);
  const asked = answer({ facts }).questions.filter(({ article }) => article === 'BW 6:43 lid 1');
  expect(asked.map(({ about }) => about)).toEqual(['p1', 'p1']);
});

test('contract rule 7: a designation of something forfeited on the day of payment is followed', () => {
  const facts = [
    nietNakoming('n1', '2025-03-01'),
    nietNakoming('n2', '2025-03-01'),
    betaling('p1', '2025-03-01', '100.00', ['n2/2025-03-01']),
  ];
  expect(allocationsOf(facts)).toEqual(['p1 n2/2025-03-01 hoofdsom 100.00']);
});

test('contract rule 7: what is left over is never applied to what is forfeited later', () => {
  const facts = [
    nietNakoming('n1', '2025-03-01'),
    betaling('p1', '2025-04-01', '600.00'),
    nietNakoming('n2', '2025-05-01'),
  ];
  expect(answer({ facts }).totals).toMatchObject({ unallocated: '100.00', open: { hoofdsom: '500.00' } });
});

test('contract rule 7: a payment serves what is forfeited on its own day, not what is forfeited the next', () => {
  const paid = (on: string) =>
    answer({ facts: [nietNakoming('n1', '2025-03-01'), betaling('p1', on, '500.00')] }).totals.unallocated;
  expect(paid('2025-03-01')).toBe('0.00');
  expect(paid('2025-02-28')).toBe('500.00');
});

test('contract rule 7: payments work by day, then by id', () => {
  const facts = [
    nietNakoming('n1', '2025-03-01'),
    betaling('p1', '2025-04-02', '500.00'),
    betaling('p9', '2025-04-01', '100.00'),
    betaling('p10', '2025-04-01', '300.00'),
  ];
  expect(allocationsOf(facts)).toEqual([
    'p10 n1/2025-03-01 hoofdsom 300.00',
    'p9 n1/2025-03-01 hoofdsom 100.00',
    'p1 n1/2025-03-01 hoofdsom 100.00',
  ]);
  expect(answer({ facts }).totals.unallocated).toBe('400.00');
});

test('BW 3:318: a payment by itself interrupts no verjaring, an erkenning on its day does', () => {
  const facts = [nietNakoming('n1', '2025-03-01'), betaling('p1', '2025-04-01', '100.00')];
  expect(answer({ facts }).dwangsommen[0]?.verjaring.endsOn).toBe('2025-09-01');
  const acknowledged = [...facts, stuiting('s1', '2025-04-01', { by: 'erkenning' })];
  expect(answer({ facts: acknowledged }).dwangsommen[0]?.verjaring.endsOn).toBe('2025-10-01');
});
