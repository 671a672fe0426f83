import { addYears } from '../../src/values/index.ts';
import {
  type Ago,
  allesBetaald,
  betaald,
  betwist,
  gemeld,
  kosten,
  makeReady,
  type ToldCase,
  uitbetaald,
  vastgesteld,
} from '../happenings.ts';
import { parties } from '../people.ts';

/** One case for each way of counting that the others do not show (Rv 611b): a part of a day, a part of a week, and a dagdeel. */
export function unitCases(ago: Ago): ToldCase[] {
  return [perDayOrPart(ago), perWeekOrPart(ago), perDagdeel(ago)];
}

/** Three units of € 10.000: two whole days and the part of a day on which it was done after all. */
function perDayOrPart(ago: Ago): ToldCase {
  const mother = 'Petra Verzonnen';
  const father = 'Ruben Voorbeeld';
  return {
    shows: 'per dag of gedeelte van een dag; alles is betaald en afgedragen',
    parties: parties(mother, father, [{ name: 'Saar Voorbeeld', bornOn: addYears(ago(120), -5) }], 8),
    registeredOn: ago(160),
    uitspraak: {
      court: 'de rechtbank',
      ecli: 'ECLI:NL:HR:2012:BW1260',
      taken:
        '€ 10.000 per dag of gedeelte van een dag, ten hoogste € 250.000, vanaf veertien dagen na betekening (een zaak tussen bedrijven)',
      invented: 'dat het om een kind gaat',
      dictum:
        'Veroordeelt de vader om het kind na ieder verblijf in het buitenland op de afgesproken dag terug te brengen, op straffe van een dwangsom van € 10.000 voor iedere dag of gedeelte daarvan dat hij daarmee te laat is, vanaf veertien dagen na betekening, met een maximum van € 250.000.',
      terms: {
        pronouncedOn: ago(166),
        uitvoerbaarBijVoorraad: true,
        clauses: [
          {
            id: 'c1',
            mode: 'per-dag-of-gedeelte',
            amount: '10000.00',
            cap: '250000.00',
            term: { kind: 'respijt', days: 14, from: 'betekening' },
          },
        ],
      },
    },
    happenings: [
      ...makeReady({ validated: ago(158), volmacht: ago(157), betekend: ago(150) }),
      gemeld(ago(117), mother, {
        on: ago(120),
        through: ago(119),
        alsnogNagekomenOn: ago(118),
        what: 'Saar zou na de vakantie terugkomen. Zij kwam twee dagen later, in de middag van de derde dag.',
      }),
      betwist(ago(110), father, 'n1', 'De veerboot was vol. Ik kon niet eerder terug.'),
      vastgesteld(
        ago(100),
        'n1',
        'De vader had pas na de afgesproken dag een plaats op de boot gezocht. De tickets laten dat zien.',
      ),
      kosten(ago(95), '112.37', 'verzonnen exploot met bevel om te betalen'),
      allesBetaald(ago(70), 'DEMO-ONTVANGST-PER-DAG-OF-GEDEELTE'),
      ...uitbetaald(ago(69), ago(68), 'DEMO-BETALING-PER-DAG-OF-GEDEELTE'),
    ],
  };
}

/** Twenty-two days are three weeks and a part of the fourth. Its stuiting falls due within a week of `today`. */
function perWeekOrPart(ago: Ago): ToldCase {
  const father = 'Tarik Demo';
  return {
    shows: 'per week of gedeelte van een week; binnen een week gaat er een stuitingsbrief uit',
    parties: parties(father, 'Uma Proefpersoon', [{ name: 'Vera Demo', bornOn: addYears(ago(60), -6) }], 9),
    registeredOn: ago(140),
    uitspraak: {
      court: 'de rechtbank',
      ecli: 'ECLI:NL:RBROT:2022:10792',
      taken: '€ 1.000, bij iedere week anderhalf uur begeleid contact',
      invented: 'dat het bedrag per week telt, het maximum van € 20.000 en de termijn van zeven dagen',
      dictum:
        'Bepaalt dat de moeder een dwangsom verbeurt van € 1.000 voor iedere week of gedeelte daarvan dat zij niet meewerkt aan het begeleide contact, vanaf zeven dagen na betekening, met een maximum van € 20.000.',
      terms: {
        pronouncedOn: ago(147),
        uitvoerbaarBijVoorraad: true,
        clauses: [
          {
            id: 'c1',
            mode: 'per-week-of-gedeelte',
            amount: '1000.00',
            cap: '20000.00',
            term: { kind: 'respijt', days: 7, from: 'betekening' },
          },
        ],
      },
    },
    happenings: [
      ...makeReady({ validated: ago(138), volmacht: ago(137), betekend: ago(128) }),
      gemeld(ago(93), father, {
        on: ago(116),
        through: ago(95),
        what: 'Ruim drie weken was er geen begeleid contact. De moeder zegde de afspraken af.',
      }),
      vastgesteld(
        ago(86),
        'n1',
        'De moeder zegt dat zij het druk had op het werk. De begeleider had ook andere tijden aangeboden.',
      ),
    ],
  };
}

function perDagdeel(ago: Ago): ToldCase {
  const mother = 'Willeke Bedacht';
  return {
    shows: 'per dagdeel; de afdracht wacht op goedkeuring',
    parties: parties(mother, 'Xander Fictief', [{ name: 'Yara Fictief', bornOn: addYears(ago(5), -3) }], 10),
    registeredOn: ago(120),
    uitspraak: {
      court: 'het gerechtshof',
      ecli: 'ECLI:NL:GHAMS:2016:3325',
      taken: '€ 500 per overtreding, ten hoogste € 25.000',
      invented: 'dat een overtreding een dagdeel is, wat een dagdeel is, en dat er geen termijn is',
      dictum:
        'Bepaalt dat de vader een dwangsom verbeurt van € 500 voor ieder dagdeel (ochtend, middag of avond) waarop hij het kind niet volgens de zorgregeling opvangt, met een maximum van € 25.000.',
      terms: {
        pronouncedOn: ago(127),
        uitvoerbaarBijVoorraad: true,
        clauses: [{ id: 'c1', mode: 'per-dagdeel', amount: '500.00', cap: '25000.00' }],
      },
    },
    happenings: [
      ...makeReady({ validated: ago(118), volmacht: ago(117), betekend: ago(110) }),
      gemeld(ago(83), mother, {
        on: ago(85),
        aantal: 2,
        what: 'De vader zou Yara in de ochtend en de middag opvangen. Hij kwam niet.',
      }),
      vastgesteld(ago(70), 'n1', 'De vader erkent dat hij beide dagdelen niet kwam.'),
      gemeld(ago(49), mother, { on: ago(50), aantal: 1, what: 'De vader kwam in de middag niet.' }),
      vastgesteld(ago(38), 'n2', 'De vader geeft geen reden. De oppas bevestigt dat hij niet kwam.'),
      betaald(ago(2), '1000.00', 'DEMO-ONTVANGST-PER-DAGDEEL'),
    ],
  };
}
