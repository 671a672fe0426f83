import { expect, test } from 'vitest';
import {
  answer,
  type Clausule,
  clausule,
  type Feit,
  forfeitedOf,
  nietNakoming,
  refusedOf,
  uitspraak,
} from './support/dossier.ts';

const death: Feit = { kind: 'overlijden-schuldenaar', id: 'd1', on: '2025-06-14' };

function under(mode: Clausule['mode'], facts: Feit[]) {
  return answer({ uitspraak: uitspraak({ clauses: [clausule({ mode, amount: '100.00' })] }), facts });
}

test('Rv 611f: the day of death still counts, the day after it does not', () => {
  const found = under('per-dag', [nietNakoming('n1', '2025-06-13', { through: '2025-06-16' }), death]);
  expect(forfeitedOf(found)).toEqual(['2025-06-13 100.00', '2025-06-14 100.00']);
  expect(refusedOf(found)).toEqual(['n1 2025-06-15–2025-06-16 ×2 geblokkeerd d1']);
});

test('Rv 611f: what was forfeited before stays due, may be collected, and its verjaring runs on', () => {
  const found = under('per-dag', [nietNakoming('n1', '2025-06-01'), death]);
  expect(found.dwangsommen[0]).toMatchObject({ invorderbaar: true, verjaring: { endsOn: '2025-12-01' } });
});

test.each([
  ['per-keer', 1],
  ['per-dagdeel', 1],
  ['ineens', 1],
  ['per-dag', 0],
  ['per-dag-of-gedeelte', 0],
  ['per-week-of-gedeelte', 0],
] as const)('Rv 611f: at a death, a clause %s raises %i questions', (mode, count) => {
  const { questions } = under(mode, [nietNakoming('n1', '2025-06-01'), death]);
  expect(questions.filter(({ article }) => article === 'Rv 611f')).toHaveLength(count);
});
