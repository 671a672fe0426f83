import type { Assessment } from '../law/index.ts';
import { type Cents, type Day, formatDay, formatEuro, parseCents, sumCents } from '../values/index.ts';
import type { Bureau } from './bureau.ts';
import type { CaseFile, Letter } from './case-file.ts';
import type { Party, StoredCase } from './history.ts';
import type { LetterName } from './process/letter-kinds.ts';

/**
 * All that a letter says about the debt, fixed at the moment it was promised: what is sent later is what was decided then. It names no person, because
 * a promise cannot be rewritten; who is written to, and for whom, is looked up when it is sent.
 */
export interface LetterPayload {
  readonly letter: string;
  readonly kind: LetterName;
  readonly dossiernummer: string;
  readonly court: string;
  readonly caseNumber: string;
  readonly pronouncedOn: Day;
  /** The day on which it was made, for which its amounts are worked out. */
  readonly date: Day;
  readonly betaaltermijnDagen: number | null;
  /** Whose dwangsommen it reserves, those that are not listed too. */
  readonly nietNakomingen: readonly { readonly id: string; readonly on: Day; readonly through: Day }[];
  readonly lines: Demand['lines'];
  readonly kosten: Demand['kosten'];
}

/** What a letter lists as open, in euros. */
export interface Demand {
  readonly lines: readonly {
    readonly on: Day;
    readonly dwangsom: string;
    readonly hoofdsom: string;
    readonly rente: string;
  }[];
  /** Of the whole case: a payment is set against them first (BW 6:44 lid 1), so without them the sum would not pay the lines. */
  readonly kosten: string;
}

export interface LetterParties {
  readonly debtor: Pick<Party, 'name' | 'address'>;
  readonly creditor: Pick<Party, 'name'>;
}

export function letterPayload(
  letter: Letter,
  { uitspraak, dossiernummer, id, nietNakomingen }: CaseFile,
  assessment: Assessment | null,
  date: Day,
): LetterPayload {
  if (!uitspraak || !assessment) throw new Error(`case ${id} promised a letter before it had its uitspraak`);
  return {
    letter: letter.id,
    kind: letter.letter,
    dossiernummer,
    court: uitspraak.court,
    caseNumber: uitspraak.caseNumber,
    pronouncedOn: uitspraak.terms.pronouncedOn,
    date,
    betaaltermijnDagen: letter.betaaltermijnDagen,
    nietNakomingen: nietNakomingen
      .filter((one) => letter.covers.includes(one.id))
      .map(({ id: named, on, reported }) => ({ id: named, on, through: reported.data.through ?? on })),
    ...demandOf(letter, assessment),
  };
}

/** What a letter has to list by an assessment: what was forfeited by its promise and is open still. */
export function demandOf({ covers, promisedOn }: Letter, { dwangsommen, totals }: Assessment): Demand {
  return {
    lines: dwangsommen
      .filter(({ status }) => status === 'opeisbaar' || status === 'betwistbaar')
      .filter(({ fact, on }) => covers.includes(fact) && on <= promisedOn)
      .map(({ on, id, hoofdsom, rente }) => ({ on, dwangsom: id, hoofdsom, rente })),
    kosten: totals.open.kosten,
  };
}

/** True where a letter that says `then` still asks what is open `now`, or, of rente that ran on, less. */
export function isStillOpen(then: Demand, now: Demand): boolean {
  return (
    then.kosten === now.kosten &&
    then.lines.length === now.lines.length &&
    then.lines.every(({ dwangsom, hoofdsom, rente }, index) => {
      const line = now.lines[index]!;
      return (
        line.dwangsom === dwangsom &&
        line.hoofdsom === hoofdsom &&
        parseCents(line.rente) >= parseCents(rente)
      );
    })
  );
}

export function letterParties({ parties }: Pick<StoredCase, 'parties'>): LetterParties {
  const debtor = parties.find(({ role }) => role === 'schuldenaar');
  const creditor = parties.find(({ role }) => role === 'schuldeiser');
  if (!debtor || !creditor) throw new Error('a case has a letter and lacks one of its two parties');
  return { debtor, creditor };
}

/**
 * The letter as text, the same for the same payload and people. Every letter reserves the right to payment without doubt, which is what makes it
 * interrupt the verjaring (BW 3:317 lid 1; ECLI:NL:HR:2010:BL3866); the aanzegging also asks for payment within a term (BW 6:82 lid 1). A page may
 * show one while the bureau is not known; none is sent.
 */
export function letterText(
  payload: LetterPayload,
  { debtor, creditor, bureau }: LetterParties & { readonly bureau: Bureau | null },
): string {
  const asksPayment = payload.betaaltermijnDagen !== null;
  return [
    ...(bureau ? [bureau.name, ...bureau.address.split(', ')] : ['[naam en adres van het bureau]']),
    '',
    debtor.name,
    ...(debtor.address === null ? [] : debtor.address.split(', ')),
    '',
    `Datum: ${formatDay(payload.date)}`,
    `Dossiernummer: ${payload.dossiernummer}, brief ${payload.letter}`,
    `Onderwerp: ${asksPayment ? 'u moet dwangsommen betalen' : 'het recht op betaling van dwangsommen blijft bestaan'}`,
    '',
    `Wij schrijven u namens ${creditor.name}, met een volmacht. De uitspraak van ${payload.court} van`,
    `${formatDay(payload.pronouncedOn)} (${payload.caseNumber}) is niet nagekomen. Daarom bent u deze bedragen verschuldigd:`,
    '',
    ...amounts(payload),
    '',
    ...(asksPayment ? demand(payload, bureau) : ['Deze brief stelt geen nieuwe termijn voor betaling.']),
    '',
    ...reservation(payload, creditor.name),
    '',
    ...WAYS_OUT,
    '',
    ...closing(creditor.name, bureau),
    '',
  ].join('\n');
}

function amounts({ lines, kosten, date }: LetterPayload): string[] {
  const openKosten = parseCents(kosten);
  const total = sumCents([
    openKosten,
    ...lines.flatMap(({ hoofdsom, rente }) => [parseCents(hoofdsom), parseCents(rente)]),
  ]);
  const row = (what: string, cents: Cents, rente = 0n) =>
    `  ${what.padEnd(40)} ${formatEuro(cents).padStart(14)}${rente > 0n ? `  en ${formatEuro(rente)} rente` : ''}`;
  return [
    ...(openKosten > 0n ? [row('kosten van de deurwaarder en dergelijke', openKosten)] : []),
    ...lines.map(({ on, dwangsom, hoofdsom, rente }) =>
      row(`${formatDay(on).padEnd(17)}  ${dwangsom}`, parseCents(hoofdsom), parseCents(rente)),
    ),
    `  Samen op ${formatDay(date)}: ${formatEuro(total)}`,
    ...(openKosten > 0n
      ? ['  Stonden deze kosten ook in een eerdere brief? Dan betaalt u ze maar één keer.']
      : []),
  ];
}

/** BW 6:82 lid 1: in writing, with a reasonable term. How a payment is set off: BW 6:43 and 6:44. */
function demand({ betaaltermijnDagen, dossiernummer }: LetterPayload, bureau: Bureau | null): string[] {
  const account = bureau
    ? `rekening ${bureau.iban} van ${bureau.name}`
    : '[het rekeningnummer van het bureau]';
  return [
    `Betaal dit bedrag binnen ${betaaltermijnDagen} dagen nadat u deze brief hebt gekregen, op`,
    `${account}. Vermeld daarbij ${dossiernummer}.`,
    'Betaalt u later, dan komt er wettelijke rente bij; staat hierboven al rente, dan loopt die door tot u hebt betaald.',
    'Wat u betaalt, gaat eerst af van de kosten, dan van de rente en daarna van het bedrag van de oudste dwangsom die',
    'openstaat, tenzij u bij de betaling zegt welke dwangsom u betaalt.',
  ];
}

/** What the law room counts as covered are niet-nakomingen, so those are what the text names. */
function reservation({ nietNakomingen }: LetterPayload, creditor: string): string[] {
  return [
    `Met deze brief stuiten wij de verjaring: namens ${creditor} behouden wij ons ondubbelzinnig het recht op betaling voor`,
    'van alle dwangsommen wegens de niet-nakomingen van deze dagen, met de rente en de kosten, ook voor zover zij hierboven',
    'niet apart zijn genoemd:',
    ...nietNakomingen.map(
      ({ id, on, through }) =>
        `  ${id}: ${through === on ? formatDay(on) : `${formatDay(on)} tot en met ${formatDay(through)}`}`,
    ),
  ];
}

/** Rv 611d lid 1 and 438. Nothing is promised here that the plan does not do: what is contested is not asked for again, and is interrupted all the same. */
const WAYS_OUT: readonly string[] = [
  'Klopt er iets niet, of is de uitspraak op een van deze dagen wel nagekomen? Laat het ons weten en stuur bewijs mee. Zolang',
  'een medewerker daar niet over heeft beslist, vragen wij u voor die dag niet opnieuw om betaling. Het recht op betaling',
  'houden wij intussen wel in stand, zo nodig met een nieuwe brief.',
  '',
  'Is het voor u onmogelijk om de uitspraak na te komen? Alleen de rechter die de dwangsom heeft opgelegd, kan haar dan',
  'opheffen, verminderen of tijdelijk stopzetten (artikel 611d van het Wetboek van Burgerlijke Rechtsvordering). Vindt u dat',
  'wij de dwangsommen niet mogen innen? Dat kunt u aan de rechter voorleggen, ook in kort geding aan de voorzieningenrechter',
  '(artikel 438 van hetzelfde wetboek). Het Juridisch Loket geeft gratis informatie over uw rechten: www.juridischloket.nl.',
];

/** BW 3:71: whoever receives a declaration may ask for proof of the authority, and may reject it where that does not come at once. */
function closing(creditor: string, bureau: Bureau | null): string[] {
  return [
    `Wilt u de volmacht van ${creditor} zien? Vraag erom, dan sturen wij u meteen en gratis een kopie (artikel 3:71 van het`,
    'Burgerlijk Wetboek).',
    '',
    'Met vriendelijke groet,',
    ...(bureau ? [bureau.name, `Contact: ${bureau.contact}`] : ['[naam en contactgegevens van het bureau]']),
  ];
}
