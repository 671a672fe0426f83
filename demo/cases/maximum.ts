import { addYears } from '../../src/values/index.ts';
import { type Ago, gemeld, kosten, makeReady, type ToldCase, vastgesteld } from '../happenings.ts';
import { parties } from '../people.ts';

/** A maximum that cuts the last dwangsom (Rv 611b). */
export function maximumCases(ago: Ago): ToldCase[] {
  return [perDayUpToTheMaximum(ago)];
}

/** 66 days of € 750 are € 49.500; the 67th day is cut to the € 500 that the maximum leaves, and the days after it forfeit nothing. */
function perDayUpToTheMaximum(ago: Ago): ToldCase {
  const mother = 'Zoë Voorbeeld';
  return {
    shows: 'per dag; het maximum van € 50.000 is bereikt',
    parties: parties(
      mother,
      'Adam Demo',
      [
        { name: 'Bo Demo', bornOn: addYears(ago(250), -10) },
        { name: 'Cato Demo', bornOn: addYears(ago(90), -7) },
      ],
      11,
    ),
    registeredOn: ago(150),
    uitspraak: {
      court: 'de rechtbank',
      ecli: 'ECLI:NL:RBMNE:2025:297',
      taken: '€ 750 per dag, ten hoogste € 50.000, uitvoerbaar bij voorraad',
      invented: 'de termijn van zeven dagen na betekening',
      dictum:
        'Veroordeelt de vader de zorgregeling van het ouderschapsplan na te komen, op straffe van een dwangsom van € 750 voor iedere dag dat hij dat niet doet, vanaf zeven dagen na betekening, met een maximum van € 50.000, en verklaart dit uitvoerbaar bij voorraad.',
      terms: {
        pronouncedOn: ago(156),
        uitvoerbaarBijVoorraad: true,
        clauses: [
          {
            id: 'c1',
            mode: 'per-dag',
            amount: '750.00',
            cap: '50000.00',
            term: { kind: 'respijt', days: 7, from: 'betekening' },
          },
        ],
      },
    },
    happenings: [
      ...makeReady({ validated: ago(148), volmacht: ago(147), betekend: ago(141) }),
      gemeld(ago(100), mother, {
        on: ago(130),
        through: ago(101),
        what: 'De vader is verhuisd en houdt de kinderen bij zich. Zij zijn al een maand niet bij mij geweest.',
      }),
      vastgesteld(
        ago(85),
        'n1',
        'De vader erkent dat de kinderen bij hem bleven. Dat hij verhuisde, was zijn eigen keuze.',
      ),
      gemeld(ago(55), mother, {
        on: ago(100),
        through: ago(56),
        what: 'De kinderen bleven bij hun vader tot vorige week. Nu loopt de regeling weer.',
      }),
      vastgesteld(
        ago(45),
        'n2',
        'De school bevestigt dat de vader de kinderen al die dagen haalde en bracht.',
      ),
      kosten(ago(25), '221.57', 'verzonnen exploot van beslag onder de bank'),
    ],
  };
}
