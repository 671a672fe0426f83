import { addYears } from '../../src/values/index.ts';
import {
  type Ago,
  afgewezen,
  betwist,
  gemeld,
  makeReady,
  type ToldCase,
  vastgesteld,
} from '../happenings.ts';
import { parties } from '../people.ts';

/** Cases in which a person hears both sides: a report, a dispute about why it went wrong, and a finding with its first letter. */
export function hearingCases(ago: Ago): ToldCase[] {
  return [reportedByTheGi(ago), contested(ago), nearlyOfAge(ago)];
}

/** The creditor is whoever the court named, here a gecertificeerde instelling and not a parent (Rv 611c). */
function reportedByTheGi(ago: Ago): ToldCase {
  const gi = 'Stichting Jeugdbescherming Voorbeeld';
  return {
    shows: 'gemeld door een gecertificeerde instelling, beide kanten worden gehoord',
    parties: parties(gi, 'Iris Bedacht', [{ name: 'Juul Bedacht', bornOn: addYears(ago(310), -8) }], 5),
    registeredOn: ago(75),
    uitspraak: {
      court: 'de rechtbank',
      ecli: 'ECLI:NL:RBMNE:2025:4482',
      taken: '€ 100 per gemist contact, ten hoogste € 5.000, op verzoek van een gecertificeerde instelling',
      invented: 'de termijn van zeven dagen na betekening',
      dictum:
        'Bepaalt dat de moeder aan de gecertificeerde instelling een dwangsom verbeurt van € 100 voor ieder contact tussen de vader en het kind dat door haar niet doorgaat, vanaf zeven dagen na betekening, met een maximum van € 5.000.',
      terms: {
        pronouncedOn: ago(84),
        uitvoerbaarBijVoorraad: true,
        clauses: [
          {
            id: 'c1',
            mode: 'per-keer',
            amount: '100.00',
            cap: '5000.00',
            term: { kind: 'respijt', days: 7, from: 'betekening' },
          },
        ],
      },
    },
    happenings: [
      ...makeReady({ validated: ago(73), volmacht: ago(72), betekend: ago(66) }),
      gemeld(ago(18), gi, {
        on: ago(20),
        what: 'Het begeleide bezoek ging niet door. De moeder belde een uur van tevoren af en gaf geen reden.',
      }),
      gemeld(ago(5), gi, {
        on: ago(6),
        what: 'Juul kwam niet naar het begeleide bezoek. De begeleider heeft een half uur gewacht.',
      }),
    ],
  };
}

function contested(ago: Ago): ToldCase {
  const father = 'Karim Demo';
  const mother = 'Lotte Proefpersoon';
  return {
    shows: 'betwist: het kind zou zelf niet willen',
    parties: parties(father, mother, [{ name: 'Finn Demo', bornOn: addYears(ago(25), -11) }], 6),
    registeredOn: ago(110),
    uitspraak: {
      court: 'het gerechtshof',
      ecli: 'ECLI:NL:GHAMS:2024:1236',
      taken: '€ 250 per keer, ten hoogste € 25.000',
      invented: 'de termijn van veertien dagen na betekening',
      dictum:
        'Bepaalt dat de moeder een dwangsom verbeurt van € 250 voor iedere keer dat zij de zorgregeling niet nakomt, vanaf veertien dagen na betekening, met een maximum van € 25.000.',
      terms: {
        pronouncedOn: ago(118),
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
    happenings: [
      ...makeReady({ validated: ago(108), volmacht: ago(107), betekend: ago(98) }),
      gemeld(ago(58), father, {
        on: ago(60),
        what: 'Finn werd niet gebracht. Ik heb geen bericht gekregen.',
      }),
      betwist(
        ago(50),
        mother,
        'n1',
        'Finn had die dag hoge koorts. De huisarts heeft dat opgeschreven. Ik stuur het briefje mee.',
      ),
      afgewezen(
        ago(40),
        'n1',
        'Uit het briefje van de huisarts blijkt dat Finn te ziek was om te reizen. De ouders hebben de dag later ingehaald.',
      ),
      gemeld(ago(30), father, { on: ago(32), what: 'Finn was niet thuis toen ik hem kwam halen.' }),
      betwist(
        ago(22),
        mother,
        'n2',
        'Finn wilde niet mee en is naar een vriendje gegaan. Ik heb hem niet tegengehouden, maar ook niet gedwongen.',
      ),
      gemeld(ago(11), father, { on: ago(12), what: 'Finn kwam weer niet. Zijn telefoon stond uit.' }),
    ],
  };
}

/** The duty of contact ends on the day before the eighteenth birthday (BW 1:233), so what is not claimed soon is soon the last. */
function nearlyOfAge(ago: Ago): ToldCase {
  const mother = 'Marit Fictief';
  return {
    shows: 'verbeurd en aangezegd; het kind wordt binnen zestig dagen achttien',
    parties: parties(mother, 'Niels Bedacht', [{ name: 'Oona Bedacht', bornOn: addYears(ago(-45), -18) }], 7),
    registeredOn: ago(95),
    uitspraak: {
      court: 'het gerechtshof',
      ecli: 'ECLI:NL:GHSHE:2017:832',
      taken: '€ 300 per overtreding',
      invented: 'het maximum van € 15.000 en de termijn van veertien dagen na betekening',
      dictum:
        'Bepaalt dat de vader een dwangsom verbeurt van € 300 voor iedere overtreding van de zorgregeling, vanaf veertien dagen na betekening, met een maximum van € 15.000.',
      terms: {
        pronouncedOn: ago(101),
        uitvoerbaarBijVoorraad: true,
        clauses: [
          {
            id: 'c1',
            mode: 'per-keer',
            amount: '300.00',
            cap: '15000.00',
            term: { kind: 'respijt', days: 14, from: 'betekening' },
          },
        ],
      },
    },
    happenings: [
      ...makeReady({ validated: ago(93), volmacht: ago(92), betekend: ago(80) }),
      gemeld(ago(43), mother, {
        on: ago(45),
        what: 'Oona stond met haar tas klaar. De vader kwam haar niet halen.',
      }),
      vastgesteld(
        ago(30),
        'n1',
        'De vader zegt dat hij de datum was vergeten. Dat is geen reden om de regeling niet na te komen.',
      ),
      gemeld(ago(15), mother, { on: ago(17), what: 'De vader kwam weer niet en nam zijn telefoon niet op.' }),
      vastgesteld(ago(3), 'n2', 'De vader heeft twee keer de kans gekregen om te reageren en zweeg.'),
    ],
  };
}
