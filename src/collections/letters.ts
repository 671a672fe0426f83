import type { Assessment } from '../law/index.ts';
import { type Day, formatDay, formatEuro, parseCents, sumCents } from '../values/index.ts';
import type { EventOf } from './events.ts';
import type { StoredCase } from './history.ts';

/** All that a letter says, fixed at the moment it was promised: what is sent later is what was decided then. */
export interface LetterPayload {
  readonly letter: string;
  readonly kind: 'aanzegging' | 'stuitingsbrief';
  readonly dossiernummer: string;
  readonly to: { readonly name: string; readonly address: string | null };
  readonly onBehalfOf: string;
  readonly court: string;
  readonly caseNumber: string;
  readonly pronouncedOn: Day;
  readonly date: Day;
  readonly betaaltermijnDagen: number | null;
  readonly lines: readonly {
    readonly on: Day;
    readonly dwangsom: string;
    readonly hoofdsom: string;
    readonly rente: string;
  }[];
}

export function letterPayload(
  event: EventOf<'brief-beloofd'>,
  { file, parties }: StoredCase,
  assessment: Assessment | null,
): LetterPayload {
  const debtor = parties.find(({ role }) => role === 'schuldenaar');
  const creditor = parties.find(({ role }) => role === 'schuldeiser');
  const { uitspraak } = file;
  if (!debtor || !creditor || !uitspraak || !assessment)
    throw new Error(`case ${file.id} promised a letter before it had its parties and its uitspraak`);
  return {
    letter: event.data.id,
    kind: event.data.letter,
    dossiernummer: file.dossiernummer,
    to: { name: debtor.name, address: debtor.address },
    onBehalfOf: creditor.name,
    court: uitspraak.court,
    caseNumber: uitspraak.caseNumber,
    pronouncedOn: uitspraak.terms.pronouncedOn,
    date: event.on,
    betaaltermijnDagen: event.data.betaaltermijnDagen,
    lines: assessment.dwangsommen
      .filter(({ status, fact }) => status === 'opeisbaar' && event.data.covers.includes(fact))
      .map(({ on, id, hoofdsom, rente }) => ({ on, dwangsom: id, hoofdsom, rente })),
  };
}

/**
 * The letter as text, the same for the same payload. Every letter reserves the right to payment without doubt, which is what makes it interrupt the
 * verjaring (BW 3:317 lid 1; ECLI:NL:HR:2010:BL3866); the aanzegging also asks for payment within a term (BW 6:82 lid 1).
 */
export function letterText(payload: LetterPayload): string {
  const total = sumCents(
    payload.lines.flatMap(({ hoofdsom, rente }) => [parseCents(hoofdsom), parseCents(rente)]),
  );
  const asksPayment = payload.betaaltermijnDagen !== null;
  return [
    payload.to.name,
    ...(payload.to.address === null ? [] : payload.to.address.split(', ')),
    '',
    `Datum: ${formatDay(payload.date)}`,
    `Dossiernummer: ${payload.dossiernummer} (vermeld dit bij betaling), brief ${payload.letter}`,
    `Onderwerp: ${asksPayment ? 'u moet dwangsommen betalen' : 'het recht op betaling van dwangsommen blijft bestaan'}`,
    '',
    `Wij schrijven u namens ${payload.onBehalfOf}, met een volmacht. De uitspraak van ${payload.court} van`,
    `${formatDay(payload.pronouncedOn)} (${payload.caseNumber}) is niet nagekomen. Daarom bent u deze dwangsommen verschuldigd:`,
    '',
    ...payload.lines.map(
      ({ on, dwangsom, hoofdsom, rente }) =>
        `  ${formatDay(on).padEnd(17)}  ${dwangsom.padEnd(20)} ${formatEuro(parseCents(hoofdsom)).padStart(14)}${parseCents(rente) > 0n ? `  en ${formatEuro(parseCents(rente))} rente` : ''}`,
    ),
    `  Samen op ${formatDay(payload.date)}: ${formatEuro(total)}`,
    '',
    ...(asksPayment
      ? [
          `Betaal dit bedrag binnen ${payload.betaaltermijnDagen} dagen nadat u deze brief hebt gekregen. Betaalt u later, dan komt er`,
          'wettelijke rente bij.',
          '',
        ]
      : []),
    'Met deze brief stuiten wij de verjaring: wij behouden ons ondubbelzinnig het recht op betaling voor van alle',
    'dwangsommen die hierboven staan.',
    '',
    'Klopt er iets niet, of is omgang op een van deze dagen wel doorgegaan? Laat het ons weten en stuur bewijs mee;',
    'dan kijkt een medewerker ernaar voordat er iets verder gebeurt. Kunt u de uitspraak niet nakomen, dan kan alleen de',
    'rechter die haar gaf de dwangsom opheffen of verminderen (artikel 611d van het Wetboek van Burgerlijke Rechtsvordering).',
    '',
  ].join('\n');
}
