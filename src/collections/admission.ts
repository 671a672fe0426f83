import { type Fault, readCase } from '../law/index.ts';
import { assertNever, type Day, formatEuro, parseCents, type Refusal } from '../values/index.ts';
import { addEvent, type CaseFile, type Payout } from './case-file.ts';
import type { CaseEvent, EventData, EventDraft } from './events.ts';
import { SYSTEM } from './events.ts';
import { assessCase, lawDocumentOf } from './law-document.ts';
import {
  approvedFor,
  dueToDebtor,
  leftForCreditor,
  readyForDebtor,
  receivedOf,
  repaidOf,
  unallocatedOf,
} from './money.ts';

export type AdmissionRefusal =
  | 'verkeerde-stand'
  | 'zelfde-persoon'
  | 'onbekend'
  | 'dag-in-de-toekomst'
  | 'past-niet-in-de-wet'
  | 'dubbel'
  | 'bedrag-te-hoog'
  | 'alleen-een-persoon';

type Refuse = (code: AdmissionRefusal, sentence: string, article?: string) => void;

/**
 * Why this may not be added to the history, all reasons at once; empty where it may. Pure: the shell asks it while it holds the case.
 * Whoever checks is never whoever made.
 */
export function whyNotAdmitted(
  file: CaseFile,
  draft: EventDraft,
  by: string,
  kinderen: readonly Day[],
  today: Day,
): Refusal<AdmissionRefusal>[] {
  const refusals: Refusal<AdmissionRefusal>[] = [];
  const refuse: Refuse = (code, sentence, article) => {
    refusals.push({ code, sentence, grounds: article ? [{ article, facts: [], note: sentence }] : [] });
  };
  if (draft.on > today) {
    refuse(
      'dag-in-de-toekomst',
      `${draft.on} ligt na vandaag (${today}). Leg vast wat gebeurd is, niet wat nog komt.`,
    );
  }
  checkKind(file, draft, by, kinderen, today, refuse);
  // A day in the future changes nothing about how it reads; anything else may.
  if (refusals.every(({ code }) => code === 'dag-in-de-toekomst')) {
    for (const fault of faultsInLaw(file, draft, kinderen, today)) {
      refuse('past-niet-in-de-wet', `Dit past niet bij de uitspraak: ${fault.pointer}: ${fault.detail}.`);
    }
  }
  return refusals;
}

function checkKind(
  file: CaseFile,
  draft: EventDraft,
  by: string,
  kinderen: readonly Day[],
  today: Day,
  refuse: Refuse,
): void {
  switch (draft.kind) {
    case 'uitspraak-geregistreerd':
      if (file.uitspraak?.state === 'gevalideerd') {
        refuse('verkeerde-stand', 'De uitspraak is al gevalideerd. Leg een latere beslissing vast als feit.');
      }
      checkTerms(draft.data.terms, today, refuse);
      return;
    case 'uitspraak-gevalideerd':
    case 'uitspraak-teruggegeven':
      checkValidation(file, by, refuse);
      return;
    case 'volmacht-verleend':
      if (draft.data.until !== null && draft.data.until < draft.on) {
        refuse('verkeerde-stand', 'De volmacht eindigt voordat zij begint.');
      }
      return;
    case 'volmacht-ingetrokken':
      if (!file.volmacht) refuse('verkeerde-stand', 'Er is geen volmacht om in te trekken.');
      return;
    case 'uitspraak-betekend':
      needsValidation(file, refuse);
      if (file.uitspraak && draft.on < file.uitspraak.terms.pronouncedOn) {
        refuse(
          'verkeerde-stand',
          `De uitspraak is van ${file.uitspraak.terms.pronouncedOn}; zij kan niet op ${draft.on} betekend zijn.`,
        );
      }
      return;
    case 'niet-nakoming-gemeld':
      needsValidation(file, refuse);
      if (!file.uitspraak?.terms.clauses.some(({ id }) => id === draft.data.clause)) {
        refuse('onbekend', `De uitspraak heeft geen onderdeel "${draft.data.clause}".`);
      }
      checkReported(draft.data, today, refuse);
      return;
    case 'niet-nakoming-betwist':
      checkContest(file, draft.data, refuse);
      return;
    case 'niet-nakoming-vastgesteld':
    case 'niet-nakoming-afgewezen':
      checkFinding(file, draft.data.nietNakoming, by, refuse);
      return;
    case 'feit-vastgelegd':
      checkFact(file, draft.data, draft.on, refuse);
      return;
    case 'feit-ingetrokken':
      if (!lawFactIds(file).includes(draft.data.fact))
        refuse('onbekend', `Er is geen feit of betaling "${draft.data.fact}" om in te trekken.`);
      else checkWithdrawn(file, draft, kinderen, today, refuse);
      return;
    case 'brief-beloofd':
      if (by !== SYSTEM)
        refuse(
          'alleen-een-persoon',
          'Brieven worden door het programma beloofd, volgens het plan van de zaak.',
        );
      return;
    case 'brief-verzonden':
      // By a person it would leave the promise open, and the letter would go out all the same.
      if (by !== SYSTEM)
        refuse('alleen-een-persoon', 'Dat een brief is verzonden, legt het programma zelf vast.');
      checkLetter(file, draft, refuse);
      return;
    case 'brief-bezorgd':
      checkLetter(file, draft, refuse);
      return;
    case 'betaling-ontvangen':
    case 'terugstorting-ontvangen':
      checkReceipt(file, draft.data, refuse);
      return;
    case 'overschot-vrijgegeven':
      checkReleased(file, draft.data, kinderen, today, refuse);
      return;
    case 'uitbetaling-voorbereid':
      checkPrepared(file, draft.data, kinderen, today, refuse);
      return;
    case 'uitbetaling-goedgekeurd':
    case 'uitbetaling-verricht':
    case 'uitbetaling-ingetrokken':
      checkPayout(file, draft, by, refuse);
      return;
    default:
      assertNever(draft);
  }
}

function checkValidation(file: CaseFile, by: string, refuse: Refuse): void {
  if (file.uitspraak?.state !== 'ter-controle') {
    refuse(
      'verkeerde-stand',
      `Er ligt geen uitspraak ter controle; de stand is "${file.uitspraak?.state ?? 'geen uitspraak'}".`,
    );
  }
  if (file.uitspraak?.registeredBy === by) {
    refuse('zelfde-persoon', `${by} heeft de uitspraak zelf geregistreerd; een ander moet haar controleren.`);
  }
  if (by === SYSTEM) refuse('alleen-een-persoon', 'Een uitspraak wordt door een persoon gecontroleerd.');
}

function needsValidation(file: CaseFile, refuse: Refuse): void {
  if (file.uitspraak?.state !== 'gevalideerd') {
    refuse('verkeerde-stand', 'De uitspraak is nog niet door een tweede persoon gevalideerd.');
  }
}

function checkContest(
  file: CaseFile,
  { nietNakoming }: EventData<'niet-nakoming-betwist'>,
  refuse: Refuse,
): void {
  const found = file.nietNakomingen.find(({ id }) => id === nietNakoming);
  if (!found) refuse('onbekend', `Er is geen niet-nakoming "${nietNakoming}".`);
  else if (found.status === 'afgewezen')
    refuse('verkeerde-stand', `De melding ${nietNakoming} is al afgewezen.`);
}

/** Rv 611c: whether the order was broken is for a named person to find, for whom the law gives reasons and the other side an answer. */
function checkFinding(file: CaseFile, nietNakoming: string, by: string, refuse: Refuse): void {
  const found = file.nietNakomingen.find(({ id }) => id === nietNakoming);
  if (!found) refuse('onbekend', `Er is geen niet-nakoming "${nietNakoming}".`);
  if (by === SYSTEM)
    refuse(
      'alleen-een-persoon',
      'Een niet-nakoming wordt door een persoon vastgesteld of afgewezen.',
      'AVG art. 22',
    );
  if (found?.reported.recordedBy === by) {
    refuse('zelfde-persoon', `${by} heeft de niet-nakoming zelf gemeld; een ander moet erover oordelen.`);
  }
}

function checkFact(file: CaseFile, { fact }: EventData<'feit-vastgelegd'>, on: Day, refuse: Refuse): void {
  needsValidation(file, refuse);
  if (fact.kind === 'niet-nakoming' || fact.kind === 'betaling') {
    refuse(
      'verkeerde-stand',
      `Een ${fact.kind} heeft een eigen melding en wordt niet als los feit vastgelegd.`,
    );
  }
  const counts = 'on' in fact ? fact.on : fact.from;
  if (counts !== on) refuse('verkeerde-stand', `Het feit telt op ${counts}, maar is op ${on} gezet.`);
}

function checkLetter(
  file: CaseFile,
  { kind, on, data }: Extract<EventDraft, { kind: 'brief-verzonden' | 'brief-bezorgd' }>,
  refuse: Refuse,
): void {
  const letter = file.letters.find(({ id }) => id === data.letter);
  if (!letter) {
    refuse('onbekend', `Er is geen brief "${data.letter}".`);
    return;
  }
  if (kind === 'brief-verzonden' && letter.sentOn !== null)
    refuse('dubbel', `De brief ${letter.id} is al verzonden op ${letter.sentOn}.`);
  if (kind === 'brief-bezorgd' && (letter.sentOn === null || on < letter.sentOn)) {
    refuse(
      'verkeerde-stand',
      `De brief ${letter.id} kan niet op ${on} bezorgd zijn: hij is ${letter.sentOn === null ? 'niet verzonden' : `op ${letter.sentOn} verzonden`}.`,
    );
  }
}

function checkReceipt(
  file: CaseFile,
  { bankReference, amount }: { bankReference: string; amount: string },
  refuse: Refuse,
): void {
  if (parseCents(amount) === 0n) refuse('past-niet-in-de-wet', 'Het bedrag moet meer dan nul zijn.');
  const seen = file.events.some(
    (event) =>
      (event.kind === 'betaling-ontvangen' || event.kind === 'terugstorting-ontvangen') &&
      event.data.bankReference === bankReference,
  );
  if (seen) refuse('dubbel', `De bankregel "${bankReference}" is al verwerkt.`);
}

function checkReleased(
  file: CaseFile,
  { payment, amount }: EventData<'overschot-vrijgegeven'>,
  kinderen: readonly Day[],
  today: Day,
  refuse: Refuse,
): void {
  const assessed = assessCase(file, kinderen, today);
  const left = assessed.ok && assessed.value ? (unallocatedOf(file, assessed.value).get(payment) ?? 0n) : 0n;
  const cents = parseCents(amount);
  if (cents === 0n) refuse('past-niet-in-de-wet', 'Het bedrag moet meer dan nul zijn.');
  if (cents > left) {
    refuse(
      'bedrag-te-hoog',
      `Van betaling ${payment} is ${formatEuro(left)} niet toegerekend; ${formatEuro(cents)} kan niet worden vrijgegeven.`,
    );
  }
}

/** Only what lies for that party: cash of another case, of the bureau or of the other parent never pays along. */
function checkPrepared(
  file: CaseFile,
  { to, amount }: EventData<'uitbetaling-voorbereid'>,
  kinderen: readonly Day[],
  today: Day,
  refuse: Refuse,
): void {
  const assessed = assessCase(file, kinderen, today);
  const assessment = assessed.ok ? assessed.value : null;
  const cents = parseCents(amount);
  const left = !assessment
    ? 0n
    : to === 'schuldeiser'
      ? leftForCreditor(file, assessment)
      : readyForDebtor(file, assessment);
  const free = left > 0n ? left : 0n;
  if (cents === 0n) refuse('past-niet-in-de-wet', 'Het bedrag moet meer dan nul zijn.');
  if (cents > free) {
    refuse(
      'bedrag-te-hoog',
      `Voor de ${to} ligt in deze zaak ${formatEuro(free)} vrij, ${formatEuro(cents)} is gevraagd. Geld van een ander betaalt nooit mee.`,
    );
  }
}

/**
 * What was taken back must leave the money provable: the derdengelden of a case never stand below nothing, because then those of another case would
 * have paid; and from a debtor to whom too much was sent back there is no claim in the books.
 */
function checkWithdrawn(
  file: CaseFile,
  draft: Extract<EventDraft, { kind: 'feit-ingetrokken' }>,
  kinderen: readonly Day[],
  today: Day,
  refuse: Refuse,
): void {
  const without = asIfAdded(file, draft, today);
  const paidOut = approvedFor(file, 'schuldeiser') + approvedFor(file, 'schuldenaar');
  const short = paidOut - receivedOf(without) - repaidOf(without);
  if (short > 0n) {
    refuse(
      'bedrag-te-hoog',
      `Zonder ${draft.data.fact} is ${formatEuro(short)} meer uitbetaald dan er voor deze zaak binnenkwam. Laat dat eerst terugstorten, of trek de uitbetaling in.`,
    );
    return;
  }
  const assessed = assessCase(without, kinderen, today);
  if (!assessed.ok || !assessed.value) return;
  const tooMuch = approvedFor(without, 'schuldenaar') - dueToDebtor(without, assessed.value);
  if (tooMuch > 0n) {
    refuse(
      'verkeerde-stand',
      `Om ${draft.data.fact} is ${formatEuro(tooMuch)} aan de schuldenaar terugbetaald of opgedragen. Trek eerst die uitbetaling in; is zij verricht, leg dan een nieuw feit vast.`,
    );
  }
}

/** Names that the program hands out itself; a clause of that name would make the first report, letter or payment unreadable. */
const OWN_NAMES = /^[nfbptu]\d+$/;

function checkTerms(
  { pronouncedOn, clauses }: EventData<'uitspraak-geregistreerd'>['terms'],
  today: Day,
  refuse: Refuse,
): void {
  if (pronouncedOn > today) {
    refuse(
      'dag-in-de-toekomst',
      `De uitspraak zou van ${pronouncedOn} zijn; dat ligt na vandaag (${today}).`,
    );
  }
  for (const { id } of clauses.filter((clause) => OWN_NAMES.test(clause.id))) {
    refuse(
      'dubbel',
      `Het onderdeel "${id}" heet zoals het programma zelf meldingen, brieven of betalingen noemt. Kies een andere naam, zoals "c1".`,
    );
  }
}

/** Of a day that has not come nobody can find that the uitspraak was not kept, so nothing may be forfeited on it by itself. */
function checkReported(
  { through, alsnogNagekomenOn }: EventData<'niet-nakoming-gemeld'>,
  today: Day,
  refuse: Refuse,
): void {
  for (const until of [through, alsnogNagekomenOn]) {
    if (until === undefined || until <= today) continue;
    refuse(
      'dag-in-de-toekomst',
      `De melding loopt door tot ${until}, na vandaag (${today}). Meld wat is gebeurd; gaat het door, meld dat later erbij.`,
      'Rv 611c',
    );
  }
}

function checkPayout(
  file: CaseFile,
  {
    kind,
    data,
  }: Extract<
    EventDraft,
    { kind: 'uitbetaling-goedgekeurd' | 'uitbetaling-verricht' | 'uitbetaling-ingetrokken' }
  >,
  by: string,
  refuse: Refuse,
): void {
  const payout = file.payouts.find(({ id }) => id === data.payout);
  if (!payout) {
    refuse('onbekend', `Er is geen uitbetaling "${data.payout}".`);
    return;
  }
  const state = payoutState(payout);
  if (kind === 'uitbetaling-goedgekeurd') {
    if (state !== 'voorbereid')
      refuse(
        'verkeerde-stand',
        `De uitbetaling ${payout.id} is ${state}; alleen een voorbereide wordt goedgekeurd.`,
      );
    if (by === SYSTEM) refuse('alleen-een-persoon', 'Een uitbetaling wordt door een persoon goedgekeurd.');
    else if (by === payout.preparedBy)
      refuse('zelfde-persoon', `${by} heeft de uitbetaling zelf voorbereid; een ander moet haar goedkeuren.`);
  } else if (kind === 'uitbetaling-verricht') {
    if (state !== 'goedgekeurd')
      refuse(
        'verkeerde-stand',
        `De uitbetaling ${payout.id} is ${state}; alleen een goedgekeurde wordt verricht.`,
      );
  } else if (state !== 'voorbereid' && state !== 'goedgekeurd') {
    refuse('verkeerde-stand', `De uitbetaling ${payout.id} is ${state} en is niet meer in te trekken.`);
  }
}

export function payoutState({
  approvedOn,
  performedOn,
  withdrawnOn,
}: Payout): 'voorbereid' | 'goedgekeurd' | 'verricht' | 'ingetrokken' {
  if (withdrawnOn !== null) return 'ingetrokken';
  if (performedOn !== null) return 'verricht';
  return approvedOn === null ? 'voorbereid' : 'goedgekeurd';
}

/** The law room reads the case as it would be: what it refuses never enters the history. */
function faultsInLaw(
  file: CaseFile,
  draft: EventDraft,
  kinderen: readonly Day[],
  today: Day,
): readonly Fault[] {
  const next = asIfAdded(file, draft, today);
  // An uitspraak is read as if it were validated already: its maker, not its checker, should hear of a fault.
  const uitspraak = next.uitspraak && { ...next.uitspraak, state: 'gevalideerd' as const };
  const document = lawDocumentOf({ ...next, uitspraak }, kinderen, today);
  if (!document) return [];
  const read = readCase(document);
  return read.ok ? [] : read.faults;
}

function asIfAdded(file: CaseFile, draft: EventDraft, today: Day): CaseFile {
  const trial: CaseEvent = {
    ...draft,
    id: 'trial',
    seq: 0,
    recordedOn: today,
    recordedAt: new Date(0),
    recordedBy: 'trial',
  };
  return addEvent(file, trial);
}

function lawFactIds(file: CaseFile): string[] {
  return [
    ...file.facts.map(({ fact }) => fact.id),
    ...file.payments.filter(({ isWithdrawn }) => !isWithdrawn).map(({ id }) => id),
  ];
}
