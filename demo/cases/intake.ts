import { addYears } from '../../src/values/index.ts';
import { type Ago, by, gevalideerd, makeReady, type ToldCase } from '../happenings.ts';
import { CHECKER, parties } from '../people.ts';

/** Cases in which nothing has been forfeited yet: each waits for somebody else, and the last for nobody. */
export function intakeCases(ago: Ago): ToldCase[] {
  return [waitsForTheChecker(ago), givenBack(ago), withoutVolmacht(ago), quiet(ago)];
}

function waitsForTheChecker(ago: Ago): ToldCase {
  return {
    shows: 'net geregistreerd, wacht op controle door een tweede persoon',
    parties: parties(
      'Amina Voorbeeld',
      'Bas Fictief',
      [{ name: 'Noor Fictief', bornOn: addYears(ago(75), -6) }],
      1,
    ),
    registeredOn: ago(1),
    uitspraak: {
      court: 'het gerechtshof',
      ecli: 'ECLI:NL:GHAMS:2024:1236',
      taken: '€ 250 per keer, ten hoogste € 25.000',
      invented: 'de termijn van veertien dagen na betekening',
      dictum:
        'Bepaalt dat de vader een dwangsom verbeurt van € 250 voor iedere keer dat hij de zorgregeling niet nakomt, vanaf veertien dagen na betekening, met een maximum van € 25.000.',
      terms: {
        pronouncedOn: ago(9),
        uitvoerbaarBijVoorraad: true,
        clauses: [
          {
            id: 'c1',
            mode: 'per-keer',
            amount: '250.00',
            cap: '25000.00',
            term: { kind: 'respijt', days: 14, from: 'betekening' },
          },
        ],
      },
    },
    happenings: [],
  };
}

/** The maker mistyped the maximum, which is what the second pair of eyes is for. */
function givenBack(ago: Ago): ToldCase {
  return {
    shows: 'teruggegeven: het maximum is verkeerd overgenomen',
    parties: parties(
      'Carla Verzonnen',
      'Daan Demo',
      [{ name: 'Sem Demo', bornOn: addYears(ago(200), -9) }],
      2,
    ),
    registeredOn: ago(8),
    uitspraak: {
      court: 'het gerechtshof',
      ecli: 'ECLI:NL:GHDHA:2025:2124',
      taken: '€ 250 per keer, ten hoogste € 50.000',
      invented:
        'de verkeerde registratie met een maximum van € 5.000; een termijn voordat de dwangsom ingaat is er niet',
      dictum:
        'Bepaalt dat de vader voor iedere keer dat hij de zorgregeling niet nakomt een dwangsom verbeurt van € 250, met een maximum van € 50.000.',
      terms: {
        pronouncedOn: ago(20),
        uitvoerbaarBijVoorraad: true,
        clauses: [{ id: 'c1', mode: 'per-keer', amount: '250.00', cap: '5000.00' }],
      },
    },
    happenings: [
      by(CHECKER, ago(6), {
        kind: 'uitspraak-teruggegeven',
        on: ago(6),
        data: {
          reason:
            'In de registratie staat een maximum van € 5.000. In de uitspraak staat € 50.000. Graag verbeteren en opnieuw aanbieden.',
        },
      }),
    ],
  };
}

function withoutVolmacht(ago: Ago): ToldCase {
  return {
    shows: 'gevalideerd, maar nog zonder volmacht en niet betekend',
    parties: parties(
      'Esra Bedacht',
      'Frank Voorbeeld',
      [{ name: 'Lev Voorbeeld', bornOn: addYears(ago(30), -4) }],
      3,
    ),
    registeredOn: ago(13),
    uitspraak: {
      court: 'het gerechtshof',
      ecli: 'ECLI:NL:GHAMS:2016:3325',
      taken: '€ 500 per overtreding, ten hoogste € 25.000',
      invented: 'de termijn van zeven dagen na betekening',
      dictum:
        'Bepaalt dat de vader een dwangsom verbeurt van € 500 voor iedere keer dat hij de zorgregeling overtreedt, vanaf zeven dagen na betekening, met een maximum van € 25.000.',
      terms: {
        pronouncedOn: ago(21),
        uitvoerbaarBijVoorraad: true,
        clauses: [
          {
            id: 'c1',
            mode: 'per-keer',
            amount: '500.00',
            cap: '25000.00',
            term: { kind: 'respijt', days: 7, from: 'betekening' },
          },
        ],
      },
    },
    happenings: [gevalideerd(ago(11))],
  };
}

/** What an uitspraak with a dwangsom is for: the contact takes place, and nobody has anything to report. */
function quiet(ago: Ago): ToldCase {
  return {
    shows: 'loopt, en er is niets gemeld',
    parties: parties(
      'Gina Proefpersoon',
      'Hugo Verzonnen',
      [
        { name: 'Mia Verzonnen', bornOn: addYears(ago(140), -7) },
        { name: 'Tom Verzonnen', bornOn: addYears(ago(10), -5) },
      ],
      4,
    ),
    registeredOn: ago(48),
    uitspraak: {
      court: 'het gerechtshof',
      ecli: 'ECLI:NL:GHDHA:2025:2124',
      taken: '€ 250 per keer, ten hoogste € 50.000',
      invented: 'dat er geen termijn is',
      dictum:
        'Bepaalt dat de vader een dwangsom verbeurt van € 250 voor iedere keer dat hij de kinderen niet op de afgesproken tijd naar de moeder brengt, met een maximum van € 50.000.',
      terms: {
        pronouncedOn: ago(55),
        uitvoerbaarBijVoorraad: true,
        clauses: [{ id: 'c1', mode: 'per-keer', amount: '250.00', cap: '50000.00' }],
      },
    },
    happenings: makeReady({ validated: ago(46), volmacht: ago(44), betekend: ago(38) }),
  };
}
