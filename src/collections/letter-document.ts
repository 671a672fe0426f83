import { createHash } from 'node:crypto';
import type { Executieopdracht } from '../deurwaarder/index.ts';
import { type Assessment, firstDayOf, latestBtag } from '../law/index.ts';
import { type LetterData, safeName, safeWords } from '../letters/index.ts';
import { addDays, type Day, formatCents, parseCents } from '../values/index.ts';
import type { Bureau } from './bureau.ts';
import type { CaseFile, ReportedNietNakoming } from './case-file.ts';
import type { Party, StoredCase } from './history.ts';
import { assessCase } from './law-document.ts';
import { type Amounts, balanceOf, openAmounts, promisedAmounts } from './letter-amounts.ts';
import { evidenceFile, payoutAdvice, recalculation, statement, statusOf } from './letter-reports.ts';
import type { LetterPayload } from './letters.ts';
import { answersToContests } from './plan-information.ts';
import { HEARING_DAYS } from './plan-intake.ts';
import { letterKind } from './process/letter-kinds.ts';
import type { Opdracht, Regeling } from './process/process-file.ts';
import { brokenDayOf, progressOf } from './process/regeling.ts';

/** What each letter of the process says, worked out as it is made: once, on the day on which it first may go out. */

/** What every letter works from. */
export interface Making {
  readonly stored: StoredCase;
  readonly file: CaseFile;
  readonly assessment: Assessment | null;
  readonly payload: LetterPayload;
  readonly addressee: Party;
  readonly head: Head;
  readonly today: Day;
}

type Head = Pick<LetterData, 'language' | 'kenmerk' | 'date' | 'bureau' | 'onBehalfOf' | 'uitspraak'> & {
  readonly addressee: {
    readonly role: 'schuldeiser' | 'schuldenaar';
    readonly name: string;
    readonly address: string;
  };
};

const DAYS_TO_ANSWER = 14;

export function letterDocument(
  stored: StoredCase,
  payload: LetterPayload,
  bureau: Bureau,
  today: Day,
): LetterData {
  const { file, kinderen } = stored;
  const known = assessCase(file, kinderen, today);
  const bare = known.ok ? known : assessCase(file, kinderen, today, { rente: 'geen' });
  const addressee = partyOf(stored, letterKind(payload.kind).to);
  const making: Making = {
    stored,
    file,
    assessment: bare.ok ? bare.value : null,
    payload,
    addressee,
    head: headOf(stored, payload, addressee, bureau, today),
    today,
  };
  return contentOf(making);
}

/** The order to the deurwaarder as paper, beside its data. */
export function orderLetter(
  stored: StoredCase,
  order: Opdracht,
  opdracht: Executieopdracht,
  bureau: Bureau,
  today: Day,
): LetterData {
  const toets = stored.file.kindtoetsen.find(({ id }) => id === order.kindtoets);
  const { uitspraak } = stored.file;
  if (!toets?.read || !uitspraak) throw new Error(`order ${order.id} has no kindtoets that was read`);
  return {
    document: 'L-15',
    language: 'nl',
    kenmerk: { dossiernummer: opdracht.dossiernummer, letter: order.id },
    date: today,
    bureau: { ...bureau },
    addressee: { role: 'deurwaarder', name: 'de deurwaarder', address: 'via de koppeling' },
    onBehalfOf: opdracht.lastgever.namens,
    uitspraak: {
      court: opdracht.titel.court,
      caseNumber: opdracht.titel.caseNumber,
      pronouncedOn: opdracht.titel.pronouncedOn,
    },
    lines: opdracht.lines.map(({ dwangsom, nietNakoming, forfeitedOn, hoofdsom, rente }) => ({
      dwangsom,
      nietNakoming,
      on: forfeitedOn,
      article: 'Rv 611a en 611c',
      hoofdsom,
      rente,
    })),
    kosten: opdracht.kosten.map((cost) => ({ ...cost, article: 'Rv 434a' })),
    debtor: opdracht.debtor,
    titleSha256: createHash('sha256').update(uitspraak.dictum).digest('hex'),
    betekendOn: opdracht.betekening.on,
    exploot: opdracht.betekening.exploot,
    payments: opdracht.payments.map(({ on, amount }, at) => ({
      id: `p${at + 1}`,
      on,
      article: 'BW 6:44',
      amount,
    })),
    limits: opdracht.measures.map(({ measure }) => `Toegestaan: ${measure.replaceAll('-', ' ')}.`),
    safety: opdracht.safety.map((flag) => `Let op: ${flag.replaceAll('-', ' ')}.`),
    approvedBy: [toets.author, order.approvedBy],
    approvedOn: order.on,
    reportWithinDays: 14,
  };
}

function headOf(
  { file, parties }: StoredCase,
  { kind, letter }: LetterPayload,
  { name, address, language }: Party,
  bureau: Bureau,
  today: Day,
): Head {
  const { uitspraak, dossiernummer } = file;
  if (!uitspraak) throw new Error(`case ${file.id} has a letter and no uitspraak`);
  const { to } = letterKind(kind);
  const creditor = parties.find(({ role }) => role === 'schuldeiser');
  return {
    language,
    kenmerk: { dossiernummer, letter },
    date: today,
    bureau: { ...bureau },
    // Who cannot be found is written to all the same: the deurwaarder serves the letter in public (Rv 54).
    addressee: { role: to, name: safeName(name), address: safeName(address ?? 'adres onbekend') },
    onBehalfOf: to === 'schuldeiser' ? null : safeName(creditor!.name),
    uitspraak: {
      court: uitspraak.court.slice(0, 300),
      caseNumber: uitspraak.caseNumber,
      pronouncedOn: uitspraak.terms.pronouncedOn,
    },
  };
}

function contentOf(making: Making): LetterData {
  const { payload, file, assessment, today, head } = making;
  const amounts = promisedAmounts(payload, file, assessment);
  const open = openAmounts(file, assessment);
  switch (payload.kind) {
    case 'ontvangstbevestiging':
      return { ...toCreditor(head), document: 'L-01', ...received(file, today) };
    case 'volmacht-formulier':
      return {
        ...toCreditor(head),
        document: 'L-02',
        debtorName: partyOf(making.stored, 'schuldenaar').name,
        until: null,
        returnBy: addDays(today, DAYS_TO_ANSWER),
      };
    case 'betekening-bericht':
      return { ...toDebtor(head), document: 'L-04', ...betekendWords(making) };
    case 'wederhoor':
      return { ...toDebtor(head), document: 'L-05', ...hearing(making) };
    case 'aanzegging':
      return { ...toDebtor(head), document: 'L-06', ...amounts, ...claimed(making, amounts) };
    case 'herinnering':
      return {
        ...toDebtor(head),
        document: 'L-07',
        ...amounts,
        nietNakomingen: [...payload.nietNakomingen],
        ...reminded(making),
      };
    case 'laatste-aanmaning':
      return {
        ...toDebtor(head),
        document: 'L-08',
        ...amounts,
        nietNakomingen: [...payload.nietNakomingen],
        ...warned(payload),
      };
    case 'overname':
    case 'overname-bericht':
      return {
        ...head,
        document: 'L-09',
        ...(payload.kind === 'overname' ? amounts : open),
        nietNakomingen: [...payload.nietNakomingen],
        takenOverOn: today,
        hasOpslag: making.stored.standing.regime === 'WETTELIJKE_TAAK',
        betaaltermijnDagen: payload.betaaltermijnDagen ?? 7,
      };
    case 'stuitingsbrief':
      return { ...toDebtor(head), document: 'L-10', ...amounts, nietNakomingen: [...payload.nietNakomingen] };
    case 'uitkomst':
      return { ...toDebtor(head), document: 'L-11', ...open, ...answered(making) };
    case 'regeling':
    case 'regeling-herinnering':
    case 'regeling-verbroken':
      return {
        ...toDebtor(head),
        document: 'L-12',
        ...ofRegeling(making, open),
        outcome: arrangement(making),
      };
    case 'pauze':
    case 'pauze-einde':
      return { ...head, document: 'L-13', ...open, ...paused(making) };
    case 'overzicht':
    case 'overzicht-schuldeiser':
      return { ...head, document: 'L-18', ...statement(making) };
    case 'afdrachtbericht':
      return { ...toCreditor(head), document: 'L-19', ...payoutAdvice(making) };
    case 'statusbericht':
      return { ...toCreditor(head), document: 'L-20', ...statusOf(making) };
    case 'herberekening':
      return { ...head, document: 'L-22', ...recalculation(making) };
    case 'afsluiting':
    case 'afsluiting-bericht':
      return { ...head, document: 'L-24', ...closed(making) };
    case 'bewijsdossier':
      return evidenceFile(making, open);
  }
}

function toCreditor(head: Head): Head & { readonly addressee: { readonly role: 'schuldeiser' } } {
  return { ...head, addressee: { ...head.addressee, role: 'schuldeiser' } };
}

function toDebtor(head: Head): Head & { readonly addressee: { readonly role: 'schuldenaar' } } {
  return { ...head, addressee: { ...head.addressee, role: 'schuldenaar' } };
}

function partyOf({ parties, file }: StoredCase, role: Party['role']): Party {
  const found = parties.find((one) => one.role === role);
  if (!found) throw new Error(`case ${file.id} has no ${role}`);
  return found;
}

function received(file: CaseFile, today: Day) {
  const items = file.volmacht ? [] : ['De ondertekende volmacht.'];
  return {
    receivedOn: file.events[0]!.on,
    outstanding: items.length === 0 ? null : { items, sendBy: addDays(today, DAYS_TO_ANSWER) },
  };
}

function betekendWords({ file, stored }: Making) {
  const { terms, dictum } = file.uitspraak!;
  const uitspraak = { ...terms, betekendOn: file.betekening!.on, kinderen: [...stored.kinderen] };
  return {
    betekendOn: file.betekening!.on,
    exploot: safeName(file.betekening!.exploot),
    dictum: safeWords(dictum),
    clauses: terms.clauses.map((clause) => ({
      id: clause.id,
      amount: clause.amount,
      mode: clause.mode,
      maximum: clause.cap,
      countsFrom: firstDayOf(clause, uitspraak) ?? addDays(file.betekening!.on, 1),
    })),
  };
}

function hearing({ file, payload }: Making) {
  const one = reportIn(file, payload.nietNakomingen[0]!.id);
  const { clause: named, what, aantal, through } = one.reported.data;
  const clause = file.uitspraak!.terms.clauses.find(({ id }) => id === named)!;
  return {
    nietNakoming: { id: one.id, on: one.on, through: through ?? one.on },
    clause: named,
    what: safeWords(what),
    // Of one unit, or of as many as were reported; the maximum and the exact count come with the finding.
    presumedAmount: formatCents(parseCents(clause.amount) * BigInt(aantal ?? 1)),
    antwoordtermijnDagen: HEARING_DAYS,
  };
}

function claimed({ file, payload, assessment }: Making, { lines }: Amounts) {
  const ids = [...new Set(lines.map(({ nietNakoming }) => nietNakoming))];
  const findings = (ids.length > 0 ? ids : payload.nietNakomingen.map(({ id }) => id)).map((id) => {
    const event = file.events.findLast(
      ({ kind, data }) =>
        kind === 'niet-nakoming-vastgesteld' && (data as { nietNakoming: string }).nietNakoming === id,
    );
    return {
      nietNakoming: id,
      decidedOn: event?.on ?? payload.date,
      reasons: safeWords(reportIn(file, id).reasons ?? 'De reden staat in het dossier.'),
    };
  });
  return {
    nietNakomingen: [...payload.nietNakomingen],
    findings,
    betaaltermijnDagen: payload.betaaltermijnDagen ?? DAYS_TO_ANSWER,
    maximumLeft: maximumLeft(file, assessment),
  };
}

/** Where every clause has a maximum of its own; shared maxima are left to the page, which shows each. */
function maximumLeft(file: CaseFile, assessment: Assessment | null): string | null {
  const { clauses } = file.uitspraak!.terms;
  const [clause] = clauses;
  if (!assessment || !clause || clauses.length > 1 || clause.cap == null || clause.capGroup != null)
    return null;
  const lowered = file.facts.findLast(
    ({ fact }) => fact.kind === 'vermindering' && fact.cap !== undefined,
  )?.fact;
  const cap = lowered?.kind === 'vermindering' ? lowered.cap! : clause.cap;
  const left = parseCents(cap) - parseCents(assessment.totals.forfeited);
  return formatCents(left > 0n ? left : 0n);
}

function reminded({ file, payload, today }: Making) {
  const covers = payload.nietNakomingen.map(({ id }) => id);
  const first = file.letters.find(
    ({ letter, sentOn, covers: about }) =>
      letter === 'aanzegging' && sentOn !== null && about.some((id) => covers.includes(id)),
  );
  const aanzeggingOn = first?.sentOn ?? payload.date;
  const tried = file.contacts.flatMap(({ on, channel }) =>
    channel === 'telefoon' || channel === 'e-mail' ? [{ on, channel }] : [],
  );
  return {
    aanzeggingOn,
    contacts: [
      { on: aanzeggingOn, channel: 'brief' as const },
      ...tried.filter(({ on }) => on <= today).slice(-5),
    ],
    betaaltermijnDagen: payload.betaaltermijnDagen ?? 7,
  };
}

/** The estimate is by the last tariffs that are known, and says of which year they are. */
function warned({ betaaltermijnDagen, date }: LetterPayload) {
  const { year, items } = latestBtag(date);
  return {
    betaaltermijnDagen: betaaltermijnDagen ?? DAYS_TO_ANSWER,
    measures: ['beslag-inkomen' as const, 'beslag-bankrekening' as const],
    costEstimate: {
      year,
      items: items.map(({ named, article, amount }) => ({
        what: named,
        article,
        amount: formatCents(amount),
      })),
    },
  };
}

function answered({ file, payload, today }: Making) {
  const letter = file.letters.find(({ id }) => id === payload.letter);
  const decided = answersToContests(file).find(({ about }) => about === letter?.about);
  const id = decided?.nietNakoming ?? payload.nietNakomingen[0]!.id;
  const one = reportIn(file, id);
  const contest = file.events.findLast(
    (event) =>
      event.kind === 'niet-nakoming-betwist' &&
      event.data.nietNakoming === id &&
      event.on <= (decided?.on ?? today),
  );
  const judged = file.events.find(({ seq }) => letter?.about === `${id}/${seq}`);
  const outcome =
    judged?.kind === 'niet-nakoming-afgewezen'
      ? ('melding-afgewezen' as const)
      : judged?.kind === 'niet-nakoming-voorgelegd'
        ? ('aan-de-rechter' as const)
        : ('blijft-vastgesteld' as const);
  const reasons = judged && 'reasons' in judged.data ? judged.data.reasons : one.reasons;
  return {
    receivedOn: contest?.on ?? one.on,
    decidedOn: decided?.on ?? today,
    nietNakoming: { id, on: one.on },
    outcome,
    weighed: [safeWords(one.defence ?? 'Wat u ons schreef.')],
    reasons: safeWords(reasons ?? 'De reden staat in het dossier.'),
  };
}

/** What an arrangement is about, and the costs that a payment is set against first. */
function ofRegeling(making: Making, open: Amounts): Amounts {
  const { dwangsommen } = regelingOf(making);
  return { ...open, lines: open.lines.filter(({ dwangsom }) => dwangsommen.includes(dwangsom)) };
}

function regelingOf({ file, payload }: Making): Regeling {
  const about = file.letters.find(({ id }) => id === payload.letter)?.about ?? '';
  const regeling = file.regelingen.find(({ id }) => about.split('/')[0] === id);
  if (!regeling) throw new Error(`letter ${payload.letter} of case ${file.id} is about no regeling`);
  return regeling;
}

type Arrangement = Extract<LetterData, { document: 'L-12' }>['outcome'];

function arrangement(making: Making): Arrangement {
  const { file, payload, today } = making;
  const about = file.letters.find(({ id }) => id === payload.letter)?.about ?? '';
  const regeling = regelingOf(making);
  const instalments = regeling.instalments.map((one) => ({ ...one }));
  if (payload.kind === 'regeling')
    return { kind: 'afgesproken', instalments, signBy: addDays(today, DAYS_TO_ANSWER) };
  if (payload.kind === 'regeling-verbroken') {
    const ended = file.events.findLast(
      (event) => event.kind === 'betalingsregeling-beeindigd' && event.data.regeling === regeling.id,
    );
    const reason =
      ended?.kind === 'betalingsregeling-beeindigd' ? ended.data.reason : 'De regeling is geëindigd.';
    return { kind: 'verbroken', reasons: safeWords(reason), betaaltermijnDagen: 7 };
  }
  const { missedOn } = progressOf(file, regeling, today);
  const missed = instalments.find(({ on }) => on === (missedOn ?? about.split('/')[1])) ?? instalments[0]!;
  return { kind: 'termijn-gemist', missed, payBy: addDays(brokenDayOf(missed.on), -1) };
}

function paused({ file, payload, today }: Making) {
  const about = file.letters.find(({ id }) => id === payload.letter)?.about ?? '';
  const hold = file.belemmeringen.find(({ id }) => about.split('/')[0] === id);
  if (!hold) throw new Error(`letter ${payload.letter} of case ${file.id} is about no pause`);
  const isOver = payload.kind === 'pauze-einde';
  const endedOn = hold.liftedOn ?? (hold.until && addDays(hold.until, 1)) ?? today;
  return {
    keepsRunning: [
      'verjaring' as const,
      'rente' as const,
      'nieuwe-dwangsommen' as const,
      'stuitingsbrieven' as const,
    ],
    // What a colleague wrote about it is for the bureau.
    reasons: PAUSE_WORDS[hold.what] ?? 'Er geldt een pauze.',
    outcome: isOver
      ? { kind: 'voorbij' as const, endedOn }
      : { kind: 'toegekend' as const, from: hold.from, until: hold.until ?? endedOn },
  };
}

const PAUSE_WORDS: Readonly<Record<string, string>> = {
  pauze: 'U hebt om een pauze gevraagd.',
  noodstop: 'U hebt om een noodstop gevraagd.',
  schuldhulp: 'U krijgt hulp bij uw schulden.',
};

const CLOSING_REASONS = {
  voldaan: 'betaald',
  afgeschreven: 'afgeschreven',
  'titel-vervallen': 'vernietigd',
  ingetrokken: 'volmacht-ingetrokken',
  verjaard: 'verjaard',
} as const;

function closed({ file, assessment, today }: Making) {
  const event = file.events.findLast(({ kind }) => kind === 'zaak-gesloten');
  const ground = event?.kind === 'zaak-gesloten' ? event.data.ground : 'voldaan';
  const balance = assessment
    ? balanceOf(file, assessment)
    : { dwangsommen: '0.00', rente: '0.00', kosten: '0.00', received: '0.00', lapsed: '0.00' };
  const isPaid = ground === 'voldaan' && parseCents(balance.lapsed) === 0n;
  const reason = ground === 'voldaan' && !isPaid ? ('verjaard' as const) : CLOSING_REASONS[ground];
  return { closedOn: event?.on ?? today, reason, balance };
}

export function reportIn(file: CaseFile, id: string): ReportedNietNakoming {
  const found = file.nietNakomingen.find((one) => one.id === id);
  if (!found) throw new Error(`case ${file.id} has no niet-nakoming ${id}`);
  return found;
}
