import { expect, test } from 'vitest';
import { answer, clausule, nietNakoming, uitspraak } from './support/dossier.ts';

// A dwangsom a day over the whole of a spring: the last of them is the last day on which the uitspraak binds.
function lastDay(kinderen: string[], year = 2026, given: { endsOn?: string; to?: string } = {}) {
  return answer({
    asOf: `${year}-06-30`,
    uitspraak: uitspraak({
      kinderen,
      endsOn: given.endsOn,
      clauses: [clausule({ mode: 'per-dag', amount: '1.00', to: given.to })],
    }),
    facts: [nietNakoming('n1', `${year}-02-01`, { through: `${year}-06-30` })],
  }).dwangsommen.at(-1)?.on;
}

test.each([
  ['2008-04-15', '2026-04-14'],
  ['2008-03-01', '2026-02-28'],
  ['2008-02-28', '2026-02-27'],
])('BW 1:233: a child born on %s is a minor through %s', (born, last) => {
  expect(lastDay([born])).toBe(last);
});

// Eighteen years are full when 28 February 2026 is over; a year without the 29th has no day for it but 1 March.
test('BW 1:233: a child born on 29 February comes of age on 1 March', () => {
  expect(lastDay(['2008-02-29'])).toBe('2026-02-28');
  expect(lastDay(['2008-02-28'])).toBe('2026-02-27');
});

test('BW 1:377a: of several children the youngest decides', () => {
  expect(lastDay(['2008-04-15', '2010-01-01'])).toBe('2026-06-30');
  expect(lastDay(['2008-04-15', '2008-03-15', '2005-01-01'])).toBe('2026-04-14');
});

test('contract rule 1: without children there is no such end', () => {
  expect(lastDay([])).toBe('2026-06-30');
});

test('contract rule 1: the earliest of the ends decides', () => {
  expect(lastDay(['2008-04-15'], 2026, { endsOn: '2026-04-10' })).toBe('2026-04-10');
  expect(lastDay(['2008-04-15'], 2026, { to: '2026-04-05', endsOn: '2026-04-10' })).toBe('2026-04-05');
  expect(lastDay(['2008-04-15'], 2026, { to: '2026-05-05', endsOn: '2026-05-10' })).toBe('2026-04-14');
});

test('contract, "refused": default after the last day is named as such', () => {
  const found = answer({
    asOf: '2026-06-30',
    uitspraak: uitspraak({ kinderen: ['2008-04-15'] }),
    facts: [nietNakoming('n1', '2026-04-14'), nietNakoming('n2', '2026-04-15')],
  });
  expect(found.dwangsommen.map(({ fact }) => fact)).toEqual(['n1']);
  expect(found.refused).toMatchObject([{ fact: 'n2', reason: 'na-laatste-dag' }]);
});
