import { type CaseEvent, letterKind, SYSTEM } from '../../collections/index.ts';
import { formatDay } from '../../values/index.ts';
import { factSentence } from './fact-words.ts';
import { euroOf, MODE_WORDS } from './law-words.ts';
import { LETTER_PURPOSES } from './letter-words.ts';
import { processTelling } from './process-words.ts';
import { counted, joined } from './spoken.ts';

/** What happened, in one sentence of the program, and below it the words of whoever recorded it, as they wrote them. */
export interface Telling {
  readonly sentence: string;
  readonly words: string | null;
}

export function whoOf(recordedBy: string): string {
  return recordedBy === SYSTEM ? 'het programma' : recordedBy;
}

/** One case of the switch for each kind of event; the compiler asks for a sentence where a kind is added. */
export function tellingOf(event: CaseEvent): Telling {
  switch (event.kind) {
    case 'uitspraak-geregistreerd': {
      const { court, caseNumber, terms } = event.data;
      const clauses = terms.clauses.map(({ amount, mode }) => `${euroOf(amount)} ${MODE_WORDS[mode]}`);
      return tell(
        `De uitspraak van ${court} van ${formatDay(terms.pronouncedOn)} (${caseNumber}) is geregistreerd: ${joined(clauses)}.`,
      );
    }
    case 'uitspraak-gevalideerd':
      return tell('Een tweede persoon heeft de registratie vergeleken met de uitspraak en goedgekeurd.');
    case 'uitspraak-teruggegeven':
      return tell(
        'Een tweede persoon heeft de registratie teruggegeven om te verbeteren.',
        event.data.reason,
      );
    case 'volmacht-verleend':
      return tell(
        `De schuldeiser heeft volmacht gegeven${event.data.until === null ? '' : ` tot en met ${formatDay(event.data.until)}`}.`,
      );
    case 'volmacht-ingetrokken':
      return tell('De volmacht is ingetrokken.', event.data.reason);
    case 'uitspraak-betekend':
      return tell('De deurwaarder heeft de uitspraak betekend.', event.data.exploot);
    case 'niet-nakoming-gemeld':
      return tell(reported(event.data), event.data.what);
    case 'niet-nakoming-betwist':
      return tell(`De niet-nakoming ${event.data.nietNakoming} wordt betwist.`, event.data.defence);
    case 'niet-nakoming-vastgesteld':
      return tell(`De niet-nakoming ${event.data.nietNakoming} is vastgesteld.`, event.data.reasons);
    case 'niet-nakoming-afgewezen':
      return tell(`De melding ${event.data.nietNakoming} is afgewezen.`, event.data.reasons);
    case 'feit-vastgelegd':
      return tell(factSentence(event.data.fact), event.data.source);
    case 'feit-ingetrokken':
      return tell(`Het feit ${event.data.fact} is ingetrokken: het telt niet meer.`, event.data.reason);
    case 'brief-beloofd': {
      const { id, letter, covers } = event.data;
      const over =
        covers.length > 6 ? counted(covers.length, 'niet-nakoming', 'niet-nakomingen') : joined(covers);
      const about = covers.length === 0 ? '' : ` over ${over}`;
      const { article, purpose } = LETTER_PURPOSES[letter];
      return tell(
        `De brief ${id} (${letter.replaceAll('-', ' ')}, ${letterKind(letter).document})${about} is gemaakt en staat klaar om te versturen. Hij ${purpose} (${article}).`,
      );
    }
    case 'brief-verzonden':
      return tell(`De brief ${event.data.letter} is verzonden.`, event.data.proof);
    case 'brief-vervallen':
      return tell(`De brief ${event.data.letter} is niet verzonden.`, event.data.reason);
    case 'vraag-beantwoord':
      return tell(`Vraag over ${event.data.about} (${event.data.article}) beantwoord.`, event.data.answer);
    case 'brief-bezorgd':
      return tell(
        `De brief ${event.data.letter} is bezorgd en werkt vanaf deze dag (BW 3:37 lid 3).`,
        event.data.proof,
      );
    case 'betaling-ontvangen':
      return tell(
        `Betaling ${event.data.id} ontvangen: ${euroOf(event.data.amount)}.`,
        event.data.bankReference,
      );
    case 'overschot-vrijgegeven':
      return tell(
        `Van betaling ${event.data.payment} is ${euroOf(event.data.amount)} vrijgegeven om terug te betalen.`,
        event.data.reason,
      );
    case 'terugstorting-ontvangen':
      return tell(
        `De schuldeiser stortte ${euroOf(event.data.amount)} terug (${event.data.id}).`,
        event.data.bankReference,
      );
    case 'uitbetaling-voorbereid':
      return tell(
        `De uitbetaling ${event.data.id} van ${euroOf(event.data.amount)} aan de ${event.data.to} is voorbereid: ${event.data.to === 'schuldeiser' ? 'wat op de dwangsommen is betaald, komt de schuldeiser toe (Rv 611c)' : 'wat te veel is betaald, gaat terug (BW 6:203)'}.`,
      );
    case 'uitbetaling-goedgekeurd':
      return tell(`De uitbetaling ${event.data.payout} is goedgekeurd.`);
    case 'uitbetaling-verricht':
      return tell(`De bank heeft de uitbetaling ${event.data.payout} uitgevoerd.`, event.data.bankReference);
    case 'uitbetaling-ingetrokken':
      return tell(`De uitbetaling ${event.data.payout} is ingetrokken.`, event.data.reason);
    case 'uitbetaling-teruggekomen':
      return tell(
        `De bank heeft de uitbetaling ${event.data.payout} teruggestuurd: het geld ligt weer op de derdengeldenrekening.`,
        event.data.reason,
      );
    default:
      return processTelling(event);
  }
}

type Report = Extract<CaseEvent, { kind: 'niet-nakoming-gemeld' }>['data'];

function reported({ id, clause, aantal, through, alsnogNagekomenOn }: Report): string {
  const times = aantal === undefined || aantal === 1 ? '' : `, ${aantal} keer`;
  const until = through === undefined ? '' : `, tot en met ${formatDay(through)}`;
  const after =
    alsnogNagekomenOn === undefined ? '' : `; alsnog nagekomen op ${formatDay(alsnogNagekomenOn)}`;
  return `Gemeld dat onderdeel ${clause} niet is nagekomen (${id})${times}${until}${after}.`;
}

function tell(sentence: string, words: string | null = null): Telling {
  return { sentence, words };
}
