import { addYears } from '../../src/values/index.ts';
import {
  type Ago,
  betaald,
  by,
  feit,
  gemeld,
  makeReady,
  type ToldCase,
  uitbetaald,
  vastgesteld,
} from '../happenings.ts';
import { FINANCE, parties } from '../people.ts';

/** What a higher court does to an uitspraak: it suspends, it lowers, it sets aside. */
export function appealCases(ago: Ago): ToldCase[] {
  return [appealSuspends(ago), loweredForThePast(ago), setAside(ago)];
}

/** Rv 350, 360: not uitvoerbaar bij voorraad, so from the appeal on nothing is forfeited and nothing collected. */
function appealSuspends(ago: Ago): ToldCase {
  const mother = 'Tess Demo';
  return {
    shows: 'niet uitvoerbaar bij voorraad, en er loopt hoger beroep',
    parties: parties(mother, 'Umberto Fictief', [{ name: 'Veerle Demo', bornOn: addYears(ago(70), -9) }], 17),
    registeredOn: ago(140),
    uitspraak: {
      court: 'de rechtbank',
      ecli: 'ECLI:NL:GHAMS:2016:3325',
      taken: '€ 500 per overtreding, ten hoogste € 25.000',
      invented:
        'dat de uitspraak niet uitvoerbaar bij voorraad is, en de termijn van zeven dagen na betekening',
      dictum:
        'Bepaalt dat de vader een dwangsom verbeurt van € 500 voor iedere overtreding van de zorgregeling, vanaf zeven dagen na betekening, met een maximum van € 25.000. Wijst af wat meer of anders is verzocht.',
      terms: {
        pronouncedOn: ago(150),
        uitvoerbaarBijVoorraad: false,
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
    happenings: [
      ...makeReady({ validated: ago(138), volmacht: ago(137), betekend: ago(130) }),
      gemeld(ago(108), mother, { on: ago(110), what: 'De vader kwam niet. Hij vond de reis te ver.' }),
      vastgesteld(ago(95), 'n1', 'De afstand was bekend toen de rechter de regeling vaststelde.'),
      feit(ago(78), ago(80), 'Verzonnen bericht van de griffie', {
        kind: 'hoger-beroep',
        from: ago(80),
        until: null,
      }),
      gemeld(ago(59), mother, { on: ago(60), what: 'De vader kwam weer niet.' }),
      vastgesteld(
        ago(45),
        'n2',
        'De vader kwam niet. Of daar iets over verschuldigd is, hangt af van het hoger beroep.',
      ),
    ],
  };
}

/** HR 4 October 2019, ECLI:NL:HR:2019:1530: on appeal a dwangsom may be lowered for the past as well. */
function loweredForThePast(ago: Ago): ToldCase {
  const father = 'Wout Voorbeeld';
  return {
    shows: 'in hoger beroep verminderd, ook voor het verleden',
    parties: parties(
      father,
      'Xenia Verzonnen',
      [{ name: 'Ymke Voorbeeld', bornOn: addYears(ago(40), -7) }],
      18,
    ),
    registeredOn: ago(210),
    uitspraak: {
      court: 'de rechtbank',
      ecli: 'ECLI:NL:GHAMS:2024:1236',
      taken: '€ 250 per keer, ten hoogste € 25.000',
      invented: 'de latere vermindering tot € 100, en dat er geen termijn is',
      dictum:
        'Bepaalt dat de moeder een dwangsom verbeurt van € 250 voor iedere keer dat zij de zorgregeling niet nakomt, met een maximum van € 25.000.',
      terms: {
        pronouncedOn: ago(217),
        uitvoerbaarBijVoorraad: true,
        clauses: [{ id: 'c1', mode: 'per-keer', amount: '250.00', cap: '25000.00' }],
      },
    },
    happenings: [
      ...makeReady({ validated: ago(208), volmacht: ago(207), betekend: ago(200) }),
      gemeld(ago(178), father, { on: ago(180), what: 'Ymke werd niet gebracht.' }),
      vastgesteld(
        ago(168),
        'n1',
        'De moeder zegt dat zij geen vervoer had. De vader had aangeboden te rijden.',
      ),
      gemeld(ago(164), father, { on: ago(166), what: 'Ymke werd weer niet gebracht.' }),
      vastgesteld(ago(150), 'n2', 'De moeder geeft dezelfde reden. Het aanbod van de vader stond nog.'),
      gemeld(ago(149), father, { on: ago(152), what: 'Ymke werd voor de derde keer niet gebracht.' }),
      vastgesteld(ago(136), 'n3', 'De moeder geeft geen reden.'),
      betaald(ago(60), '200.00', 'DEMO-ONTVANGST-VERMINDERD'),
      ...uitbetaald(ago(59), ago(58), 'DEMO-BETALING-VERMINDERD'),
      feit(ago(38), ago(200), 'Verzonnen beschikking in hoger beroep', {
        kind: 'vermindering',
        from: ago(200),
        clause: 'c1',
        amount: '100.00',
      }),
    ],
  };
}

/** BW 6:203: there never was a title, so all of it goes back. The creditor has returned one half so far. */
function setAside(ago: Ago): ToldCase {
  const mother = 'Zita Proefpersoon';
  return {
    shows: 'vernietigd: de helft is terugbetaald',
    parties: parties(
      mother,
      'Arno Verzonnen',
      [{ name: 'Bram Verzonnen', bornOn: addYears(ago(300), -5) }],
      19,
    ),
    registeredOn: ago(230),
    uitspraak: {
      court: 'de rechtbank',
      ecli: 'ECLI:NL:GHAMS:2016:3325',
      taken: '€ 500 per overtreding, ten hoogste € 25.000',
      invented: 'de termijn van zeven dagen na betekening en de vernietiging',
      dictum:
        'Bepaalt dat de vader een dwangsom verbeurt van € 500 voor iedere overtreding van de zorgregeling, vanaf zeven dagen na betekening, met een maximum van € 25.000, en verklaart dit uitvoerbaar bij voorraad.',
      terms: {
        pronouncedOn: ago(237),
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
    happenings: [
      ...makeReady({ validated: ago(228), volmacht: ago(227), betekend: ago(220) }),
      gemeld(ago(198), mother, { on: ago(200), what: 'De vader kwam Bram niet halen.' }),
      vastgesteld(ago(185), 'n1', 'De vader zegt dat hij het niet eens is met de uitspraak. Die geldt wel.'),
      gemeld(ago(170), mother, { on: ago(172), what: 'De vader kwam weer niet.' }),
      vastgesteld(ago(155), 'n2', 'De vader herhaalt dat hij het niet eens is met de uitspraak.'),
      betaald(ago(120), '700.00', 'DEMO-ONTVANGST-VERNIETIGD'),
      ...uitbetaald(ago(119), ago(118), 'DEMO-BETALING-VERNIETIGD-1'),
      feit(ago(26), ago(30), 'Verzonnen beschikking in hoger beroep', { kind: 'vernietiging', on: ago(30) }),
      by(FINANCE, ago(14), {
        kind: 'terugstorting-ontvangen',
        on: ago(14),
        data: { amount: '350.00', bankReference: 'DEMO-TERUGSTORTING-VERNIETIGD' },
      }),
      ...uitbetaald(ago(13), ago(12), 'DEMO-BETALING-VERNIETIGD-2'),
    ],
  };
}
