import { addDays, addYears, type Day } from '../../src/values/index.ts';
import type { Draw } from './draw.ts';
import { IBANS, parentsOf } from './people.ts';
import type { Temper } from './simulated-case.ts';

/** A case as it comes in: two parents, a child, and what the court decided. */

const TEMPERS: readonly Temper[] = [
  { paysPercent: 85, paysWithinDays: 12, contestsPercent: 5, missesEveryDays: 160 },
  { paysPercent: 45, paysWithinDays: 40, contestsPercent: 15, missesEveryDays: 90 },
  { paysPercent: 12, paysWithinDays: 90, contestsPercent: 35, missesEveryDays: 70 },
  { paysPercent: 3, paysWithinDays: 120, contestsPercent: 10, missesEveryDays: 80 },
];

export function temperOf(draw: Draw): Temper {
  return draw.pick(TEMPERS);
}

const CLAUSES = [
  { mode: 'per-keer', amount: '250.00', cap: '10000.00' },
  { mode: 'per-keer', amount: '250.00', cap: '1000.00' },
  { mode: 'per-keer', amount: '500.00', cap: null },
  { mode: 'per-keer', amount: '100.00', cap: '5000.00' },
  { mode: 'per-dagdeel', amount: '150.00', cap: '6000.00' },
  { mode: 'per-dag', amount: '100.00', cap: '10000.00' },
  { mode: 'per-dag-of-gedeelte', amount: '75.00', cap: '3000.00' },
  { mode: 'per-week-of-gedeelte', amount: '500.00', cap: '10000.00' },
] as const;

const TERMS = [null, null, { kind: 'respijt', days: 14, from: 'betekening' }] as const;

export function partiesOf(number: number, draw: Draw, today: Day) {
  const { creditor, debtor } = parentsOf(number);
  // Some children come of age within the years of the simulation, and their order ends.
  const bornOn = addDays(addYears(today, -draw.pick([3, 6, 9, 12, 16])), -draw.between(0, 364));
  return {
    schuldeiser: {
      name: creditor,
      address: `Verzonnenlaan ${number}, 0000 AA Voorbeeldstad`,
      iban: IBANS[number % IBANS.length]!,
      language: draw.percent(10) ? ('en' as const) : ('nl' as const),
    },
    schuldenaar: {
      name: debtor,
      address: `Nergensweg ${number}, 0000 AB Fictiefdorp`,
      iban: IBANS[(number + 1) % IBANS.length]!,
    },
    kinderen: [{ name: `Kim ${debtor.split(' ')[1]}`, bornOn }],
  };
}

export function uitspraakOf(number: number, draw: Draw, today: Day) {
  return {
    court: 'de rechtbank (verzonnen zaak)',
    caseNumber: `VERZONNEN-S${number}`,
    ecli: null,
    dictum:
      'Bepaalt een dwangsom voor iedere keer dat de zorgregeling niet wordt nagekomen. [Verzonnen zaak.]',
    terms: {
      pronouncedOn: addDays(today, -draw.between(3, 30)),
      uitvoerbaarBijVoorraad: draw.percent(75),
      clauses: [{ id: 'c1', ...draw.pick(CLAUSES), term: draw.pick(TERMS) }],
    },
  };
}
