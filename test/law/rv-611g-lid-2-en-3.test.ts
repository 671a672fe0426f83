import { expect, test } from 'vitest';
import { answer, type Feit, nietNakoming, stuiting, tijdvak, uitspraak } from './support/dossier.ts';

// Forfeited on 1 March 2025, so verjaard after 1 September without any schorsing.
function verjaringWith(facts: Feit[], uitvoerbaarBijVoorraad = true) {
  const found = answer({
    asOf: '2026-06-01',
    uitspraak: uitspraak({ uitvoerbaarBijVoorraad }),
    facts: [nietNakoming('n1', '2025-03-01'), ...facts],
  });
  return found.dwangsommen[0]?.verjaring;
}
const endsOn = (facts: Feit[]) => verjaringWith(facts)?.endsOn;
const stay = (id: string, from: string, until: string | null) =>
  tijdvak('schorsing-executie', id, from, until);

test.each(['schorsing-werking', 'schorsing-executie', 'faillissement', 'wsnp'] as const)(
  'Rv 611g lid 2: ten days of %s move the end on by ten days',
  (kind) => {
    expect(endsOn([tijdvak(kind, 'x1', '2025-05-01', '2025-05-10')])).toBe('2025-09-11');
  },
);

test('Rv 611g lid 2: an opheffing or a death is no obstacle to execution and moves nothing', () => {
  expect(endsOn([tijdvak('opheffing', 'x1', '2025-05-01', '2025-05-10')])).toBe('2025-09-01');
  expect(endsOn([{ kind: 'overlijden-schuldenaar', id: 'd1', on: '2025-05-01' }])).toBe('2025-09-01');
});

test('Rv 350 and 611g lid 2: an appeal suspends only what is not uitvoerbaar bij voorraad', () => {
  const appeal = [tijdvak('hoger-beroep', 'x1', '2025-05-01', '2025-05-10')];
  expect(verjaringWith(appeal, false)?.endsOn).toBe('2025-09-11');
  expect(verjaringWith(appeal, true)?.endsOn).toBe('2025-09-01');
});

test('Rv 611g lid 2: a schorsing that begins on the last day still moves it, one that begins the day after does not', () => {
  expect(endsOn([stay('x1', '2025-09-01', '2025-09-10')])).toBe('2025-09-11');
  expect(endsOn([stay('x1', '2025-09-02', '2025-09-10')])).toBe('2025-09-01');
});

// Only 2–5 March lie in the term: the day of forfeiture is its day 0.
test('Rv 611g lid 2: of a schorsing that began before the term only the days after the day of forfeiture count', () => {
  expect(endsOn([stay('x1', '2025-02-01', '2025-03-05')])).toBe('2025-09-05');
  expect(endsOn([stay('x1', '2025-02-01', '2025-03-01')])).toBe('2025-09-01');
});

// 1–10 and 6–15 May are fifteen days together; 1–10 and 11–15 May are too.
test('Rv 611g lid 2: days suspended twice count once', () => {
  expect(
    endsOn([stay('x1', '2025-05-01', '2025-05-10'), tijdvak('wsnp', 'x2', '2025-05-06', '2025-05-15')]),
  ).toBe('2025-09-16');
  expect(
    endsOn([stay('x1', '2025-05-01', '2025-05-10'), tijdvak('wsnp', 'x2', '2025-05-11', '2025-05-15')]),
  ).toBe('2025-09-16');
  expect(
    endsOn([stay('x1', '2025-05-01', '2025-05-15'), tijdvak('wsnp', 'x2', '2025-05-03', '2025-05-06')]),
  ).toBe('2025-09-16');
});

// Six days from 31 August on move the end to 7 September. A second stay that begins on that day moves it on; one day later it comes too late.
test('Rv 611g lid 2: the end moves while it is suspended, and what begins on the moved end counts', () => {
  const first = stay('x1', '2025-08-31', '2025-09-05');
  expect(endsOn([first])).toBe('2025-09-07');
  expect(endsOn([first, stay('x2', '2025-09-07', '2025-09-10')])).toBe('2025-09-11');
  expect(endsOn([first, stay('x2', '2025-09-08', '2025-09-10')])).toBe('2025-09-07');
});

// 4 and 5 September are suspended already, so x2 adds the five days 6–10: 7 + 5 = 12 September.
test('Rv 611g lid 2: an overlap at the moved end counts once', () => {
  expect(endsOn([stay('x1', '2025-08-31', '2025-09-05'), stay('x2', '2025-09-04', '2025-09-10')])).toBe(
    '2025-09-12',
  );
});

test('Rv 611g lid 2: an open schorsing holds the end, unless it begins after it', () => {
  expect(verjaringWith([stay('x1', '2025-05-01', null)])).toMatchObject({
    endsOn: null,
    contestableUntil: null,
  });
  expect(endsOn([stay('x1', '2025-09-01', null)])).toBeNull();
  expect(endsOn([stay('x1', '2025-09-02', null)])).toBe('2025-09-01');
});

// Forfeited on 28 February: 28 August, in the other reading 31 August. The stay begins between the two.
test('Rv 611g lid 1 and 2: each reading has its own end, so a stay may hold only the later', () => {
  const found = answer({
    asOf: '2026-06-01',
    facts: [nietNakoming('n1', '2025-02-28'), stay('x1', '2025-08-30', null)],
  });
  expect(found.dwangsommen[0]).toMatchObject({
    status: 'betwistbaar',
    verjaring: { endsOn: '2025-08-28', contestableUntil: null },
  });
});

// The letter of 1 August begins a term of its own, in which no day is suspended: 1 February, not ten days later.
test('BW 3:319 and Rv 611g lid 2: a new term is moved on only by days of its own', () => {
  expect(endsOn([stay('x1', '2025-05-01', '2025-05-10'), stuiting('s1', '2025-08-01')])).toBe('2026-02-01');
  expect(endsOn([stay('x1', '2025-08-02', '2025-08-11'), stuiting('s1', '2025-08-01')])).toBe('2026-02-11');
});

// Without the stay the term was over on 1 September; with it the letter of 11 September is in time.
test('Rv 611g lid 2: a stay can bring a letter in time', () => {
  const facts = [stay('x1', '2025-05-01', '2025-05-10')];
  expect(endsOn([...facts, stuiting('s1', '2025-09-11')])).toBe('2026-03-11');
  expect(endsOn([...facts, stuiting('s1', '2025-09-12')])).toBe('2025-09-11');
});

// 1–30 April are thirty days: 1 September becomes 1 October.
test('Rv 611g lid 3: what could not be known does not run, for the niet-nakomingen named only', () => {
  const found = answer({
    facts: [
      nietNakoming('n1', '2025-03-01'),
      nietNakoming('n2', '2025-03-01'),
      { kind: 'onbekendheid', id: 'o1', from: '2025-04-01', until: '2025-04-30', covers: ['n2'] },
    ],
  });
  expect(found.dwangsommen.map(({ fact, verjaring }) => `${fact} ${verjaring.endsOn}`)).toEqual([
    'n1 2025-09-01',
    'n2 2025-10-01',
  ]);
});

test('Rv 611g lid 2 and 3: days that are both unknown and suspended count once', () => {
  const unknown: Feit = {
    kind: 'onbekendheid',
    id: 'o1',
    from: '2025-05-06',
    until: '2025-05-15',
    covers: 'all',
  };
  expect(endsOn([stay('x1', '2025-05-01', '2025-05-10'), unknown])).toBe('2025-09-16');
});

test('Rv 611g lid 3: unknown default is forfeited all the same', () => {
  const unknown: Feit = {
    kind: 'onbekendheid',
    id: 'o1',
    from: '2025-02-01',
    until: '2025-04-30',
    covers: 'all',
  };
  expect(answer({ facts: [nietNakoming('n1', '2025-03-01'), unknown] }).dwangsommen).toHaveLength(1);
});
