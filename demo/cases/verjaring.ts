import { addYears } from '../../src/values/index.ts';
import { type Ago, betwist, gemeld, makeReady, type ToldCase, vastgesteld } from '../happenings.ts';
import { parties } from '../people.ts';

/** Six months after a dwangsom was forfeited it is gone (Rv 611g): letters of which nobody knows whether they arrived, and a case that came too late. */
export function verjaringCases(ago: Ago): ToldCase[] {
  return [exploot(ago), alarm(ago), tooLate(ago)];
}

/** Day 125: two letters went out, of neither is it proven that it arrived, so the deurwaarder has to serve the stuiting. */
function exploot(ago: Ago): ToldCase {
  const father = 'Kees Verzonnen';
  return {
    shows: 'van geen brief is bewezen dat hij aankwam: de deurwaarder moet de stuiting betekenen',
    parties: parties(father, 'Linda Demo', [{ name: 'Mees Verzonnen', bornOn: addYears(ago(100), -8) }], 14),
    proofOfDelivery: false,
    registeredOn: ago(160),
    uitspraak: {
      court: 'het gerechtshof',
      ecli: 'ECLI:NL:GHAMS:2024:1236',
      taken: '€ 250 per keer, ten hoogste € 25.000',
      invented: 'de termijn van tien dagen na betekening',
      dictum:
        'Bepaalt dat de moeder een dwangsom verbeurt van € 250 voor iedere keer dat zij de zorgregeling niet nakomt, vanaf tien dagen na betekening, met een maximum van € 25.000.',
      terms: {
        pronouncedOn: ago(168),
        uitvoerbaarBijVoorraad: true,
        clauses: [
          {
            id: 'c1',
            mode: 'per-keer',
            amount: '250.00',
            cap: '25000.00',
            term: { kind: 'respijt', days: 10, from: 'betekening' },
          },
        ],
      },
    },
    happenings: [
      ...makeReady({ validated: ago(158), volmacht: ago(157), betekend: ago(150) }),
      gemeld(ago(124), father, {
        on: ago(125),
        what: 'Ik stond voor een dichte deur. De moeder was met Mees op familiebezoek.',
      }),
      vastgesteld(
        ago(112),
        'n1',
        'De moeder vond het familiebezoek belangrijker. Dat kon ook op een andere dag.',
      ),
    ],
  };
}

/** Day 156: the same, and nobody acted. Less than a month is left. */
function alarm(ago: Ago): ToldCase {
  const mother = 'Nadia Fictief';
  const father = 'Otto Proefpersoon';
  return {
    shows: 'alarm: de verjaring eindigt binnen een maand en is niet gestuit',
    parties: parties(mother, father, [{ name: 'Pien Proefpersoon', bornOn: addYears(ago(15), -13) }], 15),
    proofOfDelivery: false,
    registeredOn: ago(190),
    uitspraak: {
      court: 'het gerechtshof',
      ecli: 'ECLI:NL:GHDHA:2025:2124',
      taken: '€ 250 per keer, ten hoogste € 50.000',
      invented: 'dat er geen termijn is',
      dictum:
        'Bepaalt dat de vader een dwangsom verbeurt van € 250 voor iedere keer dat hij de zorgregeling niet nakomt, met een maximum van € 50.000.',
      terms: {
        pronouncedOn: ago(197),
        uitvoerbaarBijVoorraad: true,
        clauses: [{ id: 'c1', mode: 'per-keer', amount: '250.00', cap: '50000.00' }],
      },
    },
    happenings: [
      ...makeReady({ validated: ago(188), volmacht: ago(187), betekend: ago(180) }),
      gemeld(ago(150), mother, { on: ago(156), what: 'De vader heeft de vakantie met Pien zelf afgezegd.' }),
      betwist(ago(141), father, 'n1', 'Pien had een toernooi. Zij wilde zelf liever thuisblijven.'),
      vastgesteld(
        ago(128),
        'n1',
        'Het toernooi was al bekend toen de vakantie werd afgesproken. De vader had een andere week kunnen voorstellen.',
      ),
    ],
  };
}

/** The first dwangsom was verjaard before anybody came to the bureau; the second was not. Without a maximum the program asks whether that is right. */
function tooLate(ago: Ago): ToldCase {
  const father = 'Quinten Bedacht';
  return {
    shows: 'één dwangsom was al verjaard voordat het bureau de zaak kreeg',
    parties: parties(
      father,
      'Rosa Voorbeeld',
      [{ name: 'Siem Bedacht', bornOn: addYears(ago(220), -6) }],
      16,
    ),
    registeredOn: ago(25),
    uitspraak: {
      court: 'de rechtbank',
      ecli: 'ECLI:NL:RBOVE:2023:1302',
      taken: '€ 100 per overtreding (een contactverbod tussen volwassenen)',
      invented: 'dat het om een zorgregeling gaat, en dat er geen maximum is',
      dictum:
        'Bepaalt dat de moeder een dwangsom verbeurt van € 100 voor iedere overtreding van de zorgregeling.',
      terms: {
        pronouncedOn: ago(300),
        uitvoerbaarBijVoorraad: true,
        clauses: [{ id: 'c1', mode: 'per-keer', amount: '100.00' }],
      },
    },
    happenings: [
      // Served long before the bureau had the case, and recorded now.
      ...makeReady({ validated: ago(23), volmacht: ago(22), betekend: ago(290), recorded: ago(21) }),
      gemeld(ago(20), father, {
        on: ago(240),
        what: 'Vorig jaar werd Siem een keer niet gebracht. Ik wist toen niet waar ik terecht kon.',
      }),
      gemeld(ago(20), father, { on: ago(60), what: 'Siem werd weer niet gebracht.' }),
      vastgesteld(ago(12), 'n1', 'De moeder erkent dat zij Siem toen niet bracht.'),
      vastgesteld(ago(12), 'n2', 'De moeder erkent dat zij Siem ook deze keer niet bracht.'),
    ],
  };
}
