import type { ProcessEvent } from '../../collections/index.ts';
import { assertNever, formatDay } from '../../values/index.ts';
import type { Telling } from './event-words.ts';
import { euroOf } from './law-words.ts';
import { counted } from './spoken.ts';

/** What happened on the way from a finding to the money, in one sentence. */
export function processTelling(event: ProcessEvent): Telling {
  switch (event.kind) {
    case 'ladder-vastgelegd':
      return tell(
        `De zaak volgt versie ${event.data.version} van de ladder: de nieuwste die twee personen hadden vrijgegeven.`,
      );
    case 'betekening-opgedragen':
      return tell(
        'De deurwaarder heeft opdracht gekregen om de uitspraak te betekenen.',
        event.data.reference,
      );
    case 'niet-nakoming-voorgelegd':
      return tell(
        `Over ${event.data.nietNakoming} kon niet worden beslist: dat is aan de rechter.`,
        event.data.reasons,
      );
    case 'contact-gelegd':
      return tell(
        `Contact gezocht via ${event.data.channel}: de schuldenaar is ${event.data.reached ? '' : 'niet '}bereikt.`,
        event.data.note,
      );
    case 'adres-gecontroleerd':
      return tell('Het adres van de schuldenaar is nagekeken.', event.data.source);
    case 'verhaalsonderzoek-afgerond':
      return tell(
        `Het verhaalsonderzoek is klaar: er is ${event.data.isPromising ? '' : 'geen '}uitzicht op betaling.`,
        event.data.findings,
      );
    case 'kindtoets-opgesteld':
      return tell(
        `Kindtoets ${event.data.id} opgesteld, met als uitkomst: ${event.data.outcome.replaceAll('-', ' ')}${event.data.until === null ? '' : ` tot en met ${formatDay(event.data.until)}`}. Zij geldt zodra een tweede haar heeft gelezen.`,
        event.data.lighterMeans,
      );
    case 'kindtoets-meegelezen':
      return tell(
        `Een tweede persoon las kindtoets ${event.data.kindtoets} en is het er ${event.data.agrees ? '' : 'niet '}mee eens.`,
        event.data.remarks,
      );
    case 'opdracht-goedgekeurd':
      return tell(
        `Opdracht ${event.data.id} aan de deurwaarder goedgekeurd, voor ${counted(event.data.dwangsommen.length, 'dwangsom', 'dwangsommen')} (${event.data.measures.join(', ')}).`,
      );
    case 'opdracht-verzonden':
      return tell(`De opdracht ${event.data.opdracht} is naar de deurwaarder gestuurd.`, event.data.proof);
    case 'opdracht-vervallen':
      return tell(`De opdracht ${event.data.opdracht} is niet verstuurd.`, event.data.reason);
    case 'opdracht-ingetrokken':
      return tell(`De opdracht ${event.data.opdracht} is ingetrokken.`, event.data.reason);
    case 'deurwaarder-bericht':
      return aboutOrder(event.data.opdracht, messageTelling(event.data.bericht));
    case 'dbr-beslist':
      return tell(
        `Ondanks de negatieve prognose ${event.data.goesOn ? 'gaat' : 'gaat niet'} de opdracht ${event.data.opdracht} door.`,
        event.data.reasons,
      );
    case 'betalingsregeling-voorgesteld':
      return tell(
        `Betalingsregeling ${event.data.id} afgesproken, in ${counted(event.data.instalments.length, 'termijn', 'termijnen')}, tot ${formatDay(event.data.instalments.at(-1)!.on)}.`,
      );
    case 'betalingsregeling-goedgekeurd':
      return tell(`De betalingsregeling ${event.data.regeling} is door een tweede persoon goedgekeurd.`);
    case 'betalingsregeling-beeindigd':
      return tell(`De betalingsregeling ${event.data.regeling} is ${event.data.how}.`, event.data.reason);
    case 'belemmering-vastgelegd':
      return tell(
        `${HOLD_WORDS[event.data.what]} (${event.data.id})${event.data.until === null ? '' : `, tot en met ${formatDay(event.data.until)}`}.`,
        event.data.reason,
      );
    case 'belemmering-opgeheven':
      return tell(`De belemmering ${event.data.belemmering} is opgeheven.`, event.data.reason);
    case 'schuldeiser-overleden':
      return tell('De schuldeiser is overleden; de volmacht is geëindigd.', event.data.source);
    case 'afschrijving-voorgesteld':
      return tell(
        `Voorgesteld om de vordering af te schrijven (${event.data.code}).`,
        `${event.data.reason} Toestemming: ${event.data.consent}`,
      );
    case 'afschrijving-bevestigd':
      return tell(`Een tweede persoon bevestigde afschrijving ${event.data.afschrijving}.`);
    case 'rem-gezet':
      return tell(`Rem gezet op ${event.data.what}.`, event.data.reason);
    case 'rem-gelost':
      return tell(`Rem op ${event.data.what} gelost.`, event.data.reason);
    case 'zaak-gesloten':
      return tell(
        `De zaak is gesloten: ${event.data.ground.replaceAll('-', ' ')}. Er staat niets meer open en er is een half jaar niets gebeurd.`,
      );
    case 'brief-gevraagd':
      return tell(`Om een ${event.data.letter.replaceAll('-', ' ')} gevraagd.`, event.data.reason);
    case 'opslag-berekend':
      return tell(`Opslag over ${event.data.month}: ${euroOf(event.data.amount)}.`);
    default:
      return assertNever(event);
  }
}

const HOLD_WORDS = {
  pauze: 'Pauze',
  noodstop: 'Noodstop',
  schuldhulp: 'Schuldhulp is begonnen: pauze',
  executiegeschil: 'Er loopt een executiegeschil',
  onvindbaar: 'De schuldenaar is onvindbaar',
  oninbaar: 'Er is nu niets te halen',
  veiligheid: 'Veiligheidsmelding: alles wat druk geeft ligt stil',
  'erfgenamen-onbekend': 'Er wordt naar erfgenamen gezocht',
} as const;

type Message = Extract<ProcessEvent, { kind: 'deurwaarder-bericht' }>['data']['bericht'];

function aboutOrder(opdracht: string, { sentence, words }: Telling): Telling {
  return tell(`Deurwaarder over ${opdracht}: ${sentence}`, words);
}

/** A message of the deurwaarder, in a sentence that goes on after a colon. */
export function messageTelling(message: Message): Telling {
  switch (message.kind) {
    case 'ontvangen':
      return tell('de opdracht is ontvangen.');
    case 'geweigerd':
      return tell('de opdracht is geweigerd.', message.data.reason);
    case 'bevel-gedaan':
      return tell('bevel gedaan om te betalen.', message.data.exploot);
    case 'beslag-gelegd':
      return tell(`${message.data.measure.replaceAll('-', ' ')} gelegd.`, message.data.exploot);
    case 'beslag-overbetekend':
      return tell('het beslag is aan de schuldenaar betekend (Rv 475i).', message.data.exploot);
    case 'derdenverklaring':
      return tell(`de derde verklaart ${euroOf(message.data.amount)} schuldig te zijn.`);
    case 'beslagvrije-voet':
      return tell(
        message.data.result === null
          ? 'de beslagvrije voet kon niet worden bepaald; er mag niets worden ingehouden.'
          : `de beslagvrije voet is ${euroOf(message.data.result)} per maand, geldig tot en met ${formatDay(message.data.validUntil)}.`,
      );
    case 'inhouding':
      return tell(`ingehouden ${euroOf(message.data.amount)}.`);
    case 'beslag-opgeheven':
      return tell('het beslag is opgeheven.', message.data.reason);
    case 'dbr-negatief':
      return tell('het beslagregister verwacht geen betaling binnen drie jaar.');
    case 'kosten':
      return tell(
        `kosten van ${euroOf(message.data.amount)} voor ${message.data.ambtshandeling.replaceAll('-', ' ')}.`,
      );
    case 'afgerond':
      return tell(`de opdracht is afgerond (${message.data.outcome}).`);
    default:
      return assertNever(message);
  }
}

function tell(sentence: string, words: string | null = null): Telling {
  return { sentence, words };
}
