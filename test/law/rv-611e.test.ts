import { expect, test } from 'vitest';
import { answer, forfeitedOf, nietNakoming, refusedOf, tijdvak, uitspraak } from './support/dossier.ts';

test.each(['faillissement', 'wsnp'] as const)(
  'Rv 611e: nothing is forfeited while %s lasts, both its days included',
  (kind) => {
    const found = answer({
      facts: [
        nietNakoming('n1', '2025-04-30'),
        nietNakoming('n2', '2025-05-01'),
        nietNakoming('n3', '2025-05-31'),
        nietNakoming('n4', '2025-06-01'),
        tijdvak(kind, 'x1', '2025-05-01', '2025-05-31'),
      ],
    });
    expect(forfeitedOf(found)).toEqual(['2025-04-30 500.00', '2025-06-01 500.00']);
    expect(refusedOf(found)).toEqual(['n2 2025-05-01 ×1 geblokkeerd x1', 'n3 2025-05-31 ×1 geblokkeerd x1']);
  },
);

// Forfeited on 1 March, verjaard after 1 September; 31 days of May move that to 2 October.
test('Rv 611e and 611g lid 2: what was forfeited before stays due, is not collected meanwhile, and does not become verjaard', () => {
  const on = (asOf: string) =>
    answer({
      asOf,
      facts: [nietNakoming('n1', '2025-03-01'), tijdvak('faillissement', 'x1', '2025-05-01', '2025-05-31')],
    }).dwangsommen[0];
  const statuses = ['2025-04-30', '2025-05-01', '2025-05-31', '2025-06-01'].map(
    (asOf) => on(asOf)?.invorderbaar,
  );
  expect(statuses).toEqual([true, false, false, true]);
  expect(on('2025-10-02')).toMatchObject({ status: 'opeisbaar', verjaring: { endsOn: '2025-10-02' } });
  expect(on('2025-10-03')).toMatchObject({ status: 'verjaard', invorderbaar: false });
});

test('Rv 611e: a bankruptcy without an end holds everything', () => {
  const facts = [
    nietNakoming('n1', '2025-03-01'),
    nietNakoming('n2', '2026-03-01'),
    tijdvak('faillissement', 'x1', '2025-05-01'),
  ];
  const found = answer({ asOf: '2026-06-01', facts });
  expect(forfeitedOf(found)).toEqual(['2025-03-01 500.00']);
  expect(found.dwangsommen[0]).toMatchObject({
    status: 'opeisbaar',
    invorderbaar: false,
    verjaring: { endsOn: null },
  });
});

test('Rv 350 and 360: an appeal stops forfeiture only where the uitspraak is not uitvoerbaar bij voorraad', () => {
  const facts = [nietNakoming('n1', '2025-05-10'), tijdvak('hoger-beroep', 'x1', '2025-05-01', '2025-05-31')];
  const under = (uitvoerbaarBijVoorraad: boolean) =>
    answer({ uitspraak: uitspraak({ uitvoerbaarBijVoorraad }), facts });
  expect(refusedOf(under(false))).toEqual(['n1 2025-05-10 ×1 geblokkeerd x1']);
  expect(forfeitedOf(under(true))).toEqual(['2025-05-10 500.00']);
});

test('Rv 351 and 438: a stay of effect stops forfeiture, a stay of execution does not; both stop collecting', () => {
  const under = (kind: 'schorsing-werking' | 'schorsing-executie') =>
    answer({
      asOf: '2025-05-20',
      facts: [
        nietNakoming('n0', '2025-04-01'),
        nietNakoming('n1', '2025-05-10'),
        tijdvak(kind, 'x1', '2025-05-01', '2025-05-31'),
      ],
    });
  expect(forfeitedOf(under('schorsing-werking'))).toEqual(['2025-04-01 500.00']);
  expect(forfeitedOf(under('schorsing-executie'))).toEqual(['2025-04-01 500.00', '2025-05-10 500.00']);
  expect(under('schorsing-werking').dwangsommen.map(({ invorderbaar }) => invorderbaar)).toEqual([false]);
  expect(under('schorsing-executie').dwangsommen.map(({ invorderbaar }) => invorderbaar)).toEqual([
    false,
    false,
  ]);
});
