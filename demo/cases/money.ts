import { addDays, addYears, type Day } from '../../src/values/index.ts';
import {
  type Ago,
  betaald,
  gemeld,
  kosten,
  makeReady,
  type ToldCase,
  uitbetaald,
  vastgesteld,
} from '../happenings.ts';
import { parties } from '../people.ts';

/** Cases in which money came in: less than what is owed, and more. */
export function moneyCases(ago: Ago): ToldCase[] {
  return [twoClausesPaidInPart(ago), sharedMaximumPaidTooMuch(ago)];
}

/** Two clauses, each with a maximum of its own: € 25.000 + € 1.250 = € 26.250, as in the decision that it borrows from. */
function twoClausesPaidInPart(ago: Ago): ToldCase {
  const father = 'Dirk Proefpersoon';
  const mother = 'Eva Verzonnen';
  return {
    shows: 'twee onderdelen met een eigen maximum; deels betaald, met rente en kosten',
    parties: parties(father, mother, [{ name: 'Guus Proefpersoon', bornOn: addYears(ago(180), -9) }], 12),
    registeredOn: ago(260),
    uitspraak: {
      court: 'de rechtbank',
      ecli: 'ECLI:NL:RBAMS:2024:478',
      taken:
        'twee onderdelen, waarvan het eerste tot zijn maximum van € 25.000 en het tweede voor € 1.250 verbeurd',
      invented:
        'de bedragen van € 250 per dag en € 250 per keer, het maximum van € 1.250, de plicht van het eerste onderdeel en de termijn van veertien dagen',
      dictum:
        'Veroordeelt de moeder (1) de spaarrekening weer op naam van het kind te zetten, op straffe van € 250 voor iedere dag dat zij dat niet doet, met een maximum van € 25.000, en (2) mee te werken aan de zorgregeling, op straffe van € 250 voor iedere keer dat zij dat niet doet, met een maximum van € 1.250, beide vanaf veertien dagen na betekening.',
      terms: {
        pronouncedOn: ago(267),
        uitvoerbaarBijVoorraad: true,
        clauses: [
          { id: 'c1', mode: 'per-dag', amount: '250.00', cap: '25000.00', term: AFTER_FOURTEEN_DAYS },
          { id: 'c2', mode: 'per-keer', amount: '250.00', cap: '1250.00', term: AFTER_FOURTEEN_DAYS },
        ],
      },
    },
    happenings: [
      ...makeReady({ validated: ago(258), volmacht: ago(257), betekend: ago(250) }),
      gemeld(ago(170), father, {
        on: ago(230),
        through: ago(171),
        what: 'De spaarrekening van Guus staat nog steeds op naam van zijn moeder.',
      }),
      gemeld(ago(170), father, {
        on: ago(190),
        clause: 'c2',
        aantal: 2,
        what: 'Guus werd niet gebracht en ook niet gehaald.',
      }),
      vastgesteld(ago(160), 'n1', 'De bank bevestigt op naam van wie de rekening al die dagen stond.'),
      vastgesteld(ago(160), 'n2', 'De moeder erkent beide keren. Zij was de regeling anders gaan lezen.'),
      gemeld(ago(120), father, {
        on: ago(170),
        through: ago(121),
        what: 'Pas nu staat de spaarrekening weer op naam van Guus.',
      }),
      gemeld(ago(120), father, {
        on: ago(150),
        clause: 'c2',
        aantal: 2,
        what: 'Guus werd weer niet gebracht en niet gehaald.',
      }),
      gemeld(ago(120), father, {
        on: ago(135),
        clause: 'c2',
        aantal: 2,
        what: 'Ook deze keer bleef Guus thuis, heen en terug.',
      }),
      vastgesteld(ago(110), 'n3', 'De bank bevestigt de dag waarop de naam is veranderd.'),
      vastgesteld(ago(110), 'n4', 'De moeder geeft geen reden.'),
      vastgesteld(ago(110), 'n5', 'De moeder geeft geen reden.'),
      kosten(ago(95), '122.34', 'verzonnen exploot met bevel om te betalen'),
      betaald(ago(90), '2000.00', 'DEMO-ONTVANGST-TWEE-ONDERDELEN-1'),
      ...uitbetaald(ago(88), ago(87), 'DEMO-BETALING-TWEE-ONDERDELEN-1'),
      betaald(ago(30), '1500.00', 'DEMO-ONTVANGST-TWEE-ONDERDELEN-2'),
      ...uitbetaald(ago(29), ago(28), 'DEMO-BETALING-TWEE-ONDERDELEN-2'),
    ],
  };
}

const AFTER_FOURTEEN_DAYS = { kind: 'respijt', days: 14, from: 'betekening' } as const;

/** Four times € 1.000 under two clauses that share € 3.500, so the fourth is cut to € 500. The debtor paid € 4.000. */
function sharedMaximumPaidTooMuch(ago: Ago): ToldCase {
  const mother = 'Hanna Voorbeeld';
  const missed = (on: Day, clause: string, what: string) =>
    gemeld(addDays(on, 1), mother, { on, clause, what });
  return {
    shows: 'twee onderdelen met samen één maximum; er is te veel betaald',
    parties: parties(mother, 'Ivo Bedacht', [{ name: 'Jip Bedacht', bornOn: addYears(ago(330), -12) }], 13),
    registeredOn: ago(130),
    uitspraak: {
      court: 'de rechtbank',
      ecli: 'ECLI:NL:RBROT:2022:10792',
      taken: '€ 1.000',
      invented:
        'dat het bedrag per keer telt, het tweede onderdeel en het maximum van € 3.500 voor beide samen',
      dictum:
        'Bepaalt dat de vader een dwangsom verbeurt van € 1.000 voor iedere keer dat hij (1) een bezoek of (2) een belafspraak niet nakomt, met een maximum van € 3.500 voor beide samen.',
      terms: {
        pronouncedOn: ago(137),
        uitvoerbaarBijVoorraad: true,
        caps: { samen: '3500.00' },
        clauses: [
          { id: 'c1', mode: 'per-keer', amount: '1000.00', capGroup: 'samen' },
          { id: 'c2', mode: 'per-keer', amount: '1000.00', capGroup: 'samen' },
        ],
      },
    },
    happenings: [
      ...makeReady({ validated: ago(128), volmacht: ago(127), betekend: ago(118) }),
      missed(ago(100), 'c1', 'De vader kwam niet naar het bezoek.'),
      missed(ago(93), 'c2', 'De vader belde niet op de afgesproken tijd. Jip zat te wachten.'),
      missed(ago(86), 'c1', 'De vader kwam weer niet.'),
      missed(ago(79), 'c2', 'De vader belde weer niet.'),
      vastgesteld(ago(70), 'n1', 'De vader zegt dat hij te moe was na zijn werk.'),
      vastgesteld(ago(70), 'n2', 'De vader erkent dat hij niet belde.'),
      vastgesteld(ago(70), 'n3', 'De vader geeft geen reden.'),
      vastgesteld(ago(70), 'n4', 'De vader geeft geen reden.'),
      betaald(ago(20), '4000.00', 'DEMO-ONTVANGST-SAMEN-EEN-MAXIMUM'),
      ...uitbetaald(ago(19), ago(18), 'DEMO-BETALING-SAMEN-EEN-MAXIMUM'),
    ],
  };
}
