import { isDeepStrictEqual } from 'node:util';
import type { Assessment, Dwangsom } from '../law/index.ts';
import { addDays, addMonths, type Day, formatEuro, parseCents, sumCents } from '../values/index.ts';
import { checkFinding } from './admission-facts.ts';
import type { Refuse } from './admission-refusal.ts';
import type { CaseFile } from './case-file.ts';
import type { EventData, EventDraft } from './events.ts';
import { SYSTEM } from './events.ts';
import type { ProcessEventKind } from './events-process.ts';
import { isGivenUp, lastGivenUpOn } from './process/holds.ts';
import { ladderSchema } from './process/ladder.ts';
import { letterKind } from './process/letter-kinds.ts';
import { whyNotForOrder } from './process/order.ts';
import { INSTALMENTS_OF_ONE_PERSON, type Kindtoets } from './process/process-file.ts';
import { progressOf, runningRegeling } from './process/regeling.ts';
import { runningOrders } from './process/running-orders.ts';
import type { Standing } from './process/standing.ts';
import { isSamePerson } from './same-person.ts';

/** What may be said of the ladder, of what holds it, of the kindtoets, orders, arrangements and the end of a case. */

type ProcessDraft = Extract<EventDraft, { kind: ProcessEventKind }>;

/** What an admission is weighed against, beside the history. */
export interface Circumstances {
  readonly by: string;
  readonly today: Day;
  readonly standing: Standing;
  /** Of today; null where nothing can be asked, or is not known for want of a rate. */
  readonly assess: () => Assessment | null;
}

export function checkProcess(
  file: CaseFile,
  draft: ProcessDraft,
  { by, today, standing, assess }: Circumstances,
  refuse: Refuse,
): void {
  switch (draft.kind) {
    case 'ladder-vastgelegd':
      checkLadder(draft.data, standing, refuse);
      return;
    case 'betekening-opgedragen':
      if (file.uitspraak?.state !== 'gevalideerd')
        refuse('verkeerde-stand', 'De uitspraak is nog niet door een tweede persoon gevalideerd.');
      return;
    case 'niet-nakoming-voorgelegd':
      checkReferral(file, draft.data.nietNakoming, refuse);
      checkFinding(file, draft.kind, draft.data.nietNakoming, by, refuse);
      return;
    case 'contact-gelegd':
    case 'adres-gecontroleerd':
    case 'brief-gevraagd':
    case 'verhaalsonderzoek-afgerond':
      if (!file.uitspraak) refuse('verkeerde-stand', 'Er is nog geen uitspraak.');
      if (draft.kind === 'brief-gevraagd' && letterKind(draft.data.letter).isAutonomous)
        refuse(
          'alleen-een-persoon',
          `De brief "${draft.data.letter}" stuurt het programma zelf, op zijn dag.`,
        );
      return;
    case 'kindtoets-opgesteld':
      checkKindtoets(draft, refuse);
      return;
    case 'kindtoets-meegelezen':
      checkReading(
        file.kindtoetsen.find(({ id }) => id === draft.data.kindtoets),
        draft,
        by,
        refuse,
      );
      return;
    case 'opdracht-goedgekeurd':
      for (const { sentence, article } of whyNotForOrder(file, assess(), draft.data, { by, today, standing }))
        refuse('verkeerde-stand', sentence, article);
      return;
    case 'opdracht-verzonden':
    case 'opdracht-vervallen':
    case 'opdracht-ingetrokken':
    case 'deurwaarder-bericht':
    case 'dbr-beslist':
      checkOrder(file, draft, refuse);
      return;
    case 'betalingsregeling-voorgesteld':
      checkRegeling(file, draft, assess(), refuse);
      return;
    case 'betalingsregeling-goedgekeurd':
    case 'betalingsregeling-beeindigd':
      checkRegelingMove(file, draft, assess(), by, refuse);
      return;
    case 'belemmering-vastgelegd':
      checkBelemmering(draft, refuse);
      return;
    case 'belemmering-opgeheven':
      checkLifted(file, draft, by, refuse);
      return;
    case 'schuldeiser-overleden':
      if (file.creditorDiedOn !== null) refuse('dubbel', 'Het overlijden van de schuldeiser staat al vast.');
      return;
    case 'afschrijving-voorgesteld':
      checkProposedWriteOff(file, assess(), refuse);
      return;
    case 'afschrijving-bevestigd':
      checkWriteOff(file, draft.data, by, refuse);
      return;
    case 'rem-gezet':
      if (file.brakes.some(({ what }) => what === draft.data.what))
        refuse('dubbel', `De rem op ${draft.data.what} staat al.`);
      return;
    case 'rem-gelost':
      checkBrakeReleased(file, draft.data, by, refuse);
      return;
    case 'zaak-gesloten':
      if (file.closedOn !== null) refuse('dubbel', `De zaak is al gesloten op ${file.closedOn}.`);
      if (by !== SYSTEM && draft.data.ground !== 'ingetrokken' && draft.data.ground !== 'verjaard')
        refuse(
          'verkeerde-stand',
          'Een persoon sluit een zaak alleen omdat de schuldeiser haar intrekt, of nadat is onderzocht waarom zij verjaarde.',
        );
      if (
        draft.data.ground === 'verjaard' &&
        !assess()?.dwangsommen.some(({ status }) => status === 'verjaard')
      )
        refuse('verkeerde-stand', 'In deze zaak is niets verjaard.', 'Rv 611g');
      return;
    case 'opslag-berekend':
      if (standing.regime !== 'WETTELIJKE_TAAK')
        refuse('verkeerde-stand', 'Zonder wettelijke grondslag is er geen opslag.', 'Rv 611c');
  }
}

/** A case takes a version that two people released, as it was released. */
function checkLadder(
  { version, steps }: EventData<'ladder-vastgelegd'>,
  { ladder }: Standing,
  refuse: Refuse,
): void {
  // Compared as they read, because the database keeps the keys of an object in an order of its own.
  if (version !== ladder.version || !isDeepStrictEqual(steps, ladderSchema.parse(ladder.steps)))
    refuse(
      'onbekend',
      `Versie ${version} van de ladder is niet de vrijgegeven versie (${ladder.version}), zoals zij is vrijgegeven.`,
    );
}

function checkReferral(file: CaseFile, nietNakoming: string, refuse: Refuse): void {
  const found = file.nietNakomingen.find(({ id }) => id === nietNakoming);
  if (found && found.toJudgeSince === null)
    refuse('verkeerde-stand', `Over ${nietNakoming} is al geoordeeld; leg een nieuwe betwisting vast.`);
}

function checkKindtoets(
  { on, data: { outcome, until, measures } }: Extract<ProcessDraft, { kind: 'kindtoets-opgesteld' }>,
  refuse: Refuse,
): void {
  const postpones = outcome === 'uitstellen';
  if (postpones && (until === null || until <= on))
    refuse('verkeerde-stand', 'Uitstellen gaat tot een dag, die na de kindtoets ligt.', 'IVRK art. 3');
  if (!postpones && until !== null) refuse('verkeerde-stand', `De uitkomst "${outcome}" heeft geen einddag.`);
  const goesOn = outcome === 'doorgaan' || outcome === 'doorgaan-beperkt';
  if (goesOn !== measures.length > 0)
    refuse(
      'verkeerde-stand',
      goesOn
        ? 'Noem welke maatregelen mogen.'
        : 'Bij uitstel of verwijzing mag geen maatregel worden genoemd.',
    );
}

function checkReading(
  found: Kindtoets | undefined,
  { on, data }: Extract<ProcessDraft, { kind: 'kindtoets-meegelezen' }>,
  by: string,
  refuse: Refuse,
): void {
  if (!found) {
    refuse('onbekend', `Er is geen kindtoets "${data.kindtoets}".`);
    return;
  }
  if (found.read) refuse('dubbel', `De kindtoets ${found.id} is al gelezen door ${found.read.by}.`);
  if (isSamePerson(found.author, by))
    refuse('zelfde-persoon', `${by} heeft de kindtoets zelf opgesteld; een ander leest mee.`);
  if (on < found.on) refuse('verkeerde-stand', `De kindtoets is van ${found.on}.`);
}

type OrderDraft = Extract<
  ProcessDraft,
  {
    kind:
      | 'opdracht-verzonden'
      | 'opdracht-vervallen'
      | 'opdracht-ingetrokken'
      | 'deurwaarder-bericht'
      | 'dbr-beslist';
  }
>;

function checkOrder(file: CaseFile, draft: OrderDraft, refuse: Refuse): void {
  const order = file.opdrachten.find(({ id }) => id === draft.data.opdracht);
  if (!order) {
    refuse('onbekend', `Er is geen opdracht "${draft.data.opdracht}".`);
    return;
  }
  if (draft.kind === 'deurwaarder-bericht') {
    // Also of an order that ended: what a deurwaarder still reports of it happened all the same.
    const { bericht } = draft.data;
    if (order.messages.some(({ id }) => id === bericht.id))
      refuse('dubbel', `Het bericht ${bericht.id} van de deurwaarder is al vastgelegd.`);
    // Of one that ended before its sending was recorded he may speak all the same: an attempt may have brought it.
    if (order.sentOn === null && order.endedOn === null)
      refuse('verkeerde-stand', `De opdracht ${order.id} is nog niet verzonden.`);
    if (bericht.on !== draft.on)
      refuse('verkeerde-stand', `Het bericht is van ${bericht.on}, maar is op ${draft.on} gezet.`);
    return;
  }
  if (order.endedOn !== null) {
    refuse('verkeerde-stand', `De opdracht ${order.id} is geëindigd op ${order.endedOn}.`);
    return;
  }
  if (
    draft.kind === 'dbr-beslist' &&
    (order.dbr || !order.messages.some(({ kind }) => kind === 'dbr-negatief'))
  )
    refuse(
      'verkeerde-stand',
      'Er is geen negatieve prognose van het beslagregister waarover te beslissen is.',
    );
  if ((draft.kind === 'opdracht-verzonden' || draft.kind === 'opdracht-vervallen') && order.sentOn !== null)
    refuse('dubbel', `De opdracht ${order.id} is al verzonden op ${order.sentOn}.`);
}

function checkRegeling(
  file: CaseFile,
  {
    on,
    data: { dwangsommen, instalments },
  }: Extract<ProcessDraft, { kind: 'betalingsregeling-voorgesteld' }>,
  assessment: Assessment | null,
  refuse: Refuse,
): void {
  if (runningRegeling(file, on) || file.regelingen.some(({ from, ended }) => from === null && ended === null))
    refuse('dubbel', 'Er is al een betalingsregeling; beëindig die eerst.');
  const days = instalments.map((one) => one.on);
  if (days.some((one, at) => one < on || (at > 0 && one <= days[at - 1]!)))
    refuse('verkeerde-stand', 'De termijnen liggen na elkaar, vanaf de dag van de regeling.');
  const open = (assessment?.dwangsommen ?? []).filter(({ status }) => status === 'opeisbaar');
  const unknown = dwangsommen.filter((id) => !open.some((row) => row.id === id));
  if (unknown.length > 0) {
    refuse('onbekend', `Niet open in deze zaak: ${unknown.join(', ')}.`);
    return;
  }
  checkRowsOfRegeling(file, open, dwangsommen, refuse);
  const owed = sumCents([
    ...open
      .filter(({ id }) => dwangsommen.includes(id))
      .flatMap(({ hoofdsom, rente }) => [parseCents(hoofdsom), parseCents(rente)]),
    parseCents(assessment?.totals.open.kosten ?? '0.00'),
  ]);
  const agreed = sumCents(instalments.map(({ amount }) => parseCents(amount)));
  if (agreed > owed)
    refuse(
      'bedrag-te-hoog',
      `De termijnen zijn samen ${formatEuro(agreed)}, terwijl ${formatEuro(owed)} openstaat.`,
    );
}

/** A letter is about a niet-nakoming as a whole, so a regeling takes all that is open of it; and what the deurwaarder collects is not agreed on beside him. */
function checkRowsOfRegeling(
  file: CaseFile,
  open: readonly Dwangsom[],
  dwangsommen: readonly string[],
  refuse: Refuse,
): void {
  const chosen = open.filter(({ id }) => dwangsommen.includes(id));
  const given = chosen.filter((row) => isGivenUp(file, row)).map(({ id }) => id);
  if (given.length > 0) refuse('verkeerde-stand', `Al afgeschreven: ${given.join(', ')}.`, 'BW 6:160');
  // One that was approved and has not gone out yet lapses by the regeling.
  const sent = runningOrders(file).filter(({ sentOn }) => sentOn !== null);
  const ordered = chosen
    .filter(({ id }) => sent.some((order) => order.dwangsommen.includes(id)))
    .map(({ id }) => id);
  if (ordered.length > 0)
    refuse(
      'verkeerde-stand',
      `In een lopende opdracht aan de deurwaarder: ${ordered.join(', ')}. Trek die opdracht eerst in.`,
    );
  const facts = new Set(chosen.map(({ fact }) => fact));
  const rest = open
    .filter((row) => facts.has(row.fact) && !chosen.includes(row) && !isGivenUp(file, row))
    .map(({ id }) => id);
  if (rest.length > 0)
    refuse(
      'verkeerde-stand',
      `Een regeling gaat over alles wat van een niet-nakoming openstaat. Neem ook op: ${rest.slice(0, 20).join(', ')}${rest.length > 20 ? ` en nog ${rest.length - 20}` : ''}.`,
    );
}

/** So long after the day of an instalment that was not paid a regeling is approved no more: it would break at once. */
const APPROVED_WITHIN_DAYS = 7;

function checkRegelingMove(
  file: CaseFile,
  draft: Extract<ProcessDraft, { kind: 'betalingsregeling-goedgekeurd' | 'betalingsregeling-beeindigd' }>,
  assessment: Assessment | null,
  by: string,
  refuse: Refuse,
): void {
  const found = file.regelingen.find(({ id }) => id === draft.data.regeling);
  if (!found) refuse('onbekend', `Er is geen betalingsregeling "${draft.data.regeling}".`);
  else if (found.ended)
    refuse('verkeerde-stand', `De regeling ${found.id} is geëindigd op ${found.ended.on}.`);
  else if (draft.kind === 'betalingsregeling-goedgekeurd') {
    const rows = assessment?.dwangsommen.filter(({ id }) => found.dwangsommen.includes(id)) ?? [];
    if (rows.some((row) => isGivenUp(file, row)))
      refuse('verkeerde-stand', 'Wat de regeling noemt, is afgeschreven.', 'BW 6:160');
    const { missedOn } = progressOf(file, found, draft.on);
    if (missedOn !== null && addDays(missedOn, APPROVED_WITHIN_DAYS) < draft.on)
      refuse(
        'verkeerde-stand',
        `De termijn van ${missedOn} is al meer dan ${APPROVED_WITHIN_DAYS} dagen voorbij en niet betaald. Wijs de regeling af en spreek nieuwe dagen af.`,
      );
    if (found.from !== null)
      refuse(
        'verkeerde-stand',
        `De regeling ${found.id} geldt al; tot ${INSTALMENTS_OF_ONE_PERSON} termijnen binnen een jaar beslist één persoon.`,
      );
    if (isSamePerson(found.proposedBy, by))
      refuse('zelfde-persoon', `${by} heeft de regeling zelf voorgesteld; een ander keurt haar goed.`);
  } else if (by === SYSTEM && draft.data.how !== 'nagekomen' && draft.data.how !== 'verbroken')
    refuse('alleen-een-persoon', 'Opzeggen en afwijzen doet een persoon.');
}

/** A noodstop lasts four months, with debt help eight more (domain 2.1); nothing temporary is without an end. */
export const MOST_MONTHS = { noodstop: 4, schuldhulp: 12, pauze: 4, oninbaar: 6 } as const;

function checkBelemmering(
  { on, data: { what, until } }: Extract<ProcessDraft, { kind: 'belemmering-vastgelegd' }>,
  refuse: Refuse,
): void {
  if (until !== null && until < on) refuse('verkeerde-stand', 'De belemmering eindigt voordat zij begint.');
  if (until !== null && what === 'veiligheid')
    refuse(
      'verkeerde-stand',
      'Een veiligheidsmelding heeft geen einddag: een tweede persoon beoordeelt haar en heft haar op.',
      'IVRK art. 3',
    );
  const most = what in MOST_MONTHS ? MOST_MONTHS[what as keyof typeof MOST_MONTHS] : null;
  if (most === null) return;
  const last = addMonths(on, most);
  if (until === null || until > last)
    refuse(
      'verkeerde-stand',
      `Een belemmering "${what}" duurt hoogstens ${most} maanden: noem een einddag tot en met ${last}.`,
    );
}

function checkLifted(
  file: CaseFile,
  { on, data }: Extract<ProcessDraft, { kind: 'belemmering-opgeheven' }>,
  by: string,
  refuse: Refuse,
): void {
  const found = file.belemmeringen.find(({ id }) => id === data.belemmering);
  if (!found) refuse('onbekend', `Er is geen belemmering "${data.belemmering}".`);
  else if (found.liftedOn !== null)
    refuse('verkeerde-stand', `De belemmering ${found.id} is al opgeheven op ${found.liftedOn}.`);
  else {
    if (on < found.from) refuse('verkeerde-stand', `De belemmering ${found.id} begon pas op ${found.from}.`);
    if (found.what === 'veiligheid' && isSamePerson(found.recordedBy, by))
      refuse('zelfde-persoon', `${by} heeft de veiligheidsmelding zelf vastgelegd; een ander heft haar op.`);
  }
}

/** Whoever pressed the brake does not press on alone. */
function checkBrakeReleased(
  { brakes }: CaseFile,
  { what }: EventData<'rem-gelost'>,
  by: string,
  refuse: Refuse,
): void {
  const found = brakes.find((one) => one.what === what);
  if (!found) refuse('verkeerde-stand', `Er staat geen rem op ${what}.`);
  else if (isSamePerson(found.setBy, by))
    refuse('zelfde-persoon', `${by} heeft de rem op ${what} zelf gezet; een ander lost haar.`);
}

/** What is given up is what was forfeited by then; a second time only for what came after it. */
function checkProposedWriteOff(file: CaseFile, assessment: Assessment | null, refuse: Refuse): void {
  if (lastGivenUpOn(file) === null) return;
  const isLeft = assessment?.dwangsommen.some(
    (row) => (row.status === 'opeisbaar' || row.status === 'betwistbaar') && !isGivenUp(file, row),
  );
  if (!isLeft) refuse('dubbel', 'De vordering is al afgeschreven.');
}

function checkWriteOff(
  file: CaseFile,
  { afschrijving }: EventData<'afschrijving-bevestigd'>,
  by: string,
  refuse: Refuse,
): void {
  const found = file.afschrijvingen.find(({ id }) => id === afschrijving);
  if (!found) refuse('onbekend', `Er is geen afschrijving "${afschrijving}".`);
  else if (found.confirmedOn !== null) refuse('dubbel', `De afschrijving ${found.id} is al bevestigd.`);
  else if (isSamePerson(found.proposedBy, by))
    refuse('zelfde-persoon', `${by} heeft de afschrijving zelf voorgesteld; een ander bevestigt haar.`);
}
