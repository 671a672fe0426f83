import { addYears } from '../../src/values/index.ts';
import { type Ago, feit, gemeld, ingetrokken, makeReady, type ToldCase, vastgesteld } from '../happenings.ts';
import { parties } from '../people.ts';

/** What stops collection without touching the uitspraak: a faillissement, and a court that suspends execution for a while. */
export function insolvencyCases(ago: Ago): ToldCase[] {
  return [bankrupt(ago), suspendedForAWhile(ago)];
}

/** One lump sum, then Rv 611e: it is not collected from the estate, and its verjaring stands still. */
function bankrupt(ago: Ago): ToldCase {
  const father = 'Cem Fictief';
  return {
    shows: 'een bedrag ineens; de schuldenaar is failliet',
    parties: parties(father, 'Dunya Bedacht', [{ name: 'Elin Fictief', bornOn: addYears(ago(12), -10) }], 20),
    registeredOn: ago(130),
    uitspraak: {
      court: 'de rechtbank',
      ecli: 'ECLI:NL:HR:2008:BB8095',
      taken: '€ 60.000 ineens, bij niet meewerken voor een vast tijdstip (een zaak over een huis)',
      invented: 'dat het om terugverhuizen gaat, en de dag waarvoor dat moest',
      dictum:
        'Veroordeelt de moeder om met het kind terug te verhuizen naar de regio waar de vader woont, uiterlijk op de dag die in deze uitspraak staat, op straffe van een dwangsom van € 60.000 ineens.',
      terms: {
        pronouncedOn: ago(138),
        uitvoerbaarBijVoorraad: true,
        clauses: [
          {
            id: 'c1',
            mode: 'ineens',
            amount: '60000.00',
            cap: '60000.00',
            term: { kind: 'uitvoering', until: ago(105) },
          },
        ],
      },
    },
    happenings: [
      ...makeReady({ validated: ago(128), volmacht: ago(127), betekend: ago(120) }),
      gemeld(ago(102), father, {
        on: ago(104),
        what: 'De dag is voorbij en Elin woont nog op het nieuwe adres.',
      }),
      vastgesteld(
        ago(88),
        'n1',
        'De moeder zegt dat zij geen woning vond. Zij heeft zich niet ingeschreven en niet gezocht.',
      ),
      feit(ago(57), ago(60), 'Verzonnen bericht uit het insolventieregister', {
        kind: 'faillissement',
        from: ago(60),
        until: null,
      }),
    ],
  };
}

/** Rv 438, ECLI:NL:HR:2012:BW1259: while execution is suspended the verjaring stands still; what was left of it runs on afterwards. */
function suspendedForAWhile(ago: Ago): ToldCase {
  const mother = 'Floor Verzonnen';
  const judgment = 'Verzonnen vonnis in het executiegeschil';
  return {
    shows: 'de rechter schorste de executie een tijd lang; nu loopt zij weer',
    parties: parties(
      mother,
      'Gijs Voorbeeld',
      [{ name: 'Hebe Verzonnen', bornOn: addYears(ago(160), -4) }],
      21,
    ),
    registeredOn: ago(170),
    uitspraak: {
      court: 'het gerechtshof',
      ecli: 'ECLI:NL:HR:2012:BW1259',
      taken: '€ 500 per dag, vanaf een maand na betekening (een zaak over een handelsnaam)',
      invented:
        'dat het om een kind gaat, dat er geen maximum is, en dat de maand op dertig dagen is gesteld',
      dictum:
        'Veroordeelt de vader de zorgregeling na te komen, op straffe van een dwangsom van € 500 voor iedere dag dat hij dat niet doet, vanaf dertig dagen na betekening.',
      terms: {
        pronouncedOn: ago(177),
        uitvoerbaarBijVoorraad: true,
        clauses: [
          {
            id: 'c1',
            mode: 'per-dag',
            amount: '500.00',
            term: { kind: 'respijt', days: 30, from: 'betekening' },
          },
        ],
      },
    },
    happenings: [
      ...makeReady({ validated: ago(168), volmacht: ago(167), betekend: ago(160) }),
      gemeld(ago(115), mother, {
        on: ago(125),
        through: ago(116),
        what: 'De vader hield Hebe tien dagen langer bij zich dan was afgesproken.',
      }),
      vastgesteld(
        ago(104),
        'n1',
        'De vader wilde Hebe langer zien. Dat had hij met de moeder moeten afspreken.',
      ),
      feit(ago(89), ago(90), judgment, { kind: 'schorsing-executie', from: ago(90), until: null }),
      // The end was not known at first. A history is only added to, so the open fact is withdrawn and recorded again with its end.
      ingetrokken(
        ago(18),
        'schorsing-executie',
        'De schorsing is beëindigd; zij wordt met haar einde opnieuw vastgelegd.',
      ),
      feit(ago(18), ago(90), judgment, { kind: 'schorsing-executie', from: ago(90), until: ago(20) }),
    ],
  };
}
