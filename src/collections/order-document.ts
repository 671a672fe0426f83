import { DBR_POLICY, DECIDED_MEASURES, type Executieopdracht, VERSION } from '../deurwaarder/index.ts';
import type { Assessment, Dwangsom } from '../law/index.ts';
import { addDays, type Day, formatCents, parseCents, sumCents } from '../values/index.ts';
import type { Bureau } from './bureau.ts';
import type { CaseFile } from './case-file.ts';
import type { StoredCase } from './history.ts';
import { letterParties } from './letters.ts';
import { sourceOf } from './plan-deurwaarder.ts';
import { kindtoetsValidUntil } from './process/kindtoets.ts';
import type { Opdracht } from './process/process-file.ts';
import { runningOrders } from './process/running-orders.ts';

/** What is promised about an order; what it says is made when it is sent. `reason` is that of a withdrawal. */
export interface OrderPayload {
  readonly opdracht: string;
  readonly reason: string | null;
}

/**
 * The order as it goes to the deurwaarder on a day: what is open of each dwangsom that a person approved, and nothing that was forfeited or found since. Names
 * and addresses are put in as it is sent. Throws where something is missing that admission asked for; that is a bug.
 */
export function orderDocument(
  stored: Pick<StoredCase, 'file' | 'parties'>,
  { id, on, dwangsommen, measures, kindtoets, approvedBy }: Opdracht,
  assessment: Assessment,
  bureau: Bureau,
  today: Day,
): Executieopdracht {
  const { file } = stored;
  const { uitspraak, betekening, volmacht, dossiernummer } = file;
  const toets = file.kindtoetsen.find((one) => one.id === kindtoets);
  const { debtor, creditor } = letterParties(stored);
  if (!uitspraak || !betekening || !volmacht || !toets || debtor.address === null)
    throw new Error(
      `order ${id} of ${dossiernummer} lacks an uitspraak, betekening, volmacht, kindtoets or address`,
    );
  if (toets.outcome !== 'doorgaan' && toets.outcome !== 'doorgaan-beperkt')
    throw new Error(`order ${id} of ${dossiernummer} rests on a kindtoets that says ${toets.outcome}`);
  const lines = assessment.dwangsommen
    .filter((row) => dwangsommen.includes(row.id) && row.status === 'opeisbaar')
    .map((row) => lineOf(file, row, today));
  const kosten = openKosten(file, id, assessment);
  const hoofdsom = sumCents(lines.map((line) => parseCents(line.hoofdsom)));
  const rente = sumCents(lines.map((line) => parseCents(line.rente)));
  const ofKosten = sumCents(kosten.map(({ amount }) => parseCents(amount)));
  return {
    version: VERSION,
    opdrachtId: opdrachtIdOf(file, id),
    dossiernummer,
    date: today,
    lastgever: { bureau: { ...bureau }, namens: creditor.name, volmacht },
    titel: {
      court: uitspraak.court,
      caseNumber: uitspraak.caseNumber,
      ecli: uitspraak.ecli,
      pronouncedOn: uitspraak.terms.pronouncedOn,
      dictum: uitspraak.dictum,
      grosseSha256: null,
    },
    betekening,
    debtor: { name: debtor.name, address: debtor.address },
    lines,
    kosten,
    payments: file.payments
      .filter(({ isWithdrawn }) => !isWithdrawn)
      .map((payment) => ({ on: payment.on, amount: formatCents(payment.amount) })),
    total: {
      hoofdsom: formatCents(hoofdsom),
      rente: formatCents(rente),
      kosten: formatCents(ofKosten),
      open: formatCents(hoofdsom + rente + ofKosten),
    },
    rente: { article: 'BW 6:119', dayCount: 365 },
    measures: measures.map((measure) =>
      isDecided(measure) ? { measure, decidedBy: approvedBy, decidedOn: on } : { measure },
    ),
    kindtoets: { id: toets.id, on: toets.on, validUntil: kindtoetsValidUntil(toets), outcome: toets.outcome },
    safety: file.belemmeringen.some(({ what }) => what === 'veiligheid') ? ['adres-schuldeiser-geheim'] : [],
    dbrPolicy: DBR_POLICY,
    contact: { name: bureau.name, reach: bureau.contact },
  };
}

/** Unique over all cases, and read back by `orderOf`. */
export function opdrachtIdOf({ dossiernummer }: Pick<CaseFile, 'dossiernummer'>, id: string): string {
  return `${dossiernummer}-${id}`;
}

/** The dossiernummer and the order within it; null where this is no id of ours. */
export function orderOf(opdrachtId: string): { dossiernummer: string; opdracht: string } | null {
  const read = /^(D\d{4}-\d{5,})-(o\d+)$/.exec(opdrachtId);
  return read ? { dossiernummer: read[1]!, opdracht: read[2]! } : null;
}

type Measure = Opdracht['measures'][number];

function isDecided(measure: Measure): measure is (typeof DECIDED_MEASURES)[number] {
  return (DECIDED_MEASURES as readonly Measure[]).includes(measure);
}

function lineOf(file: CaseFile, row: Dwangsom, today: Day): Executieopdracht['lines'][number] {
  const { stuitingen, endsOn } = row.verjaring;
  const days = [
    ...file.letters.filter(({ id }) => stuitingen.includes(id)).map(({ deliveredOn }) => deliveredOn!),
    ...file.facts.flatMap(({ fact }) =>
      fact.kind === 'stuiting' && stuitingen.includes(fact.id) ? [fact.on] : [],
    ),
  ];
  return {
    dwangsom: row.id,
    nietNakoming: row.fact,
    forfeitedOn: row.on,
    verbeurd: row.amount,
    hoofdsom: row.hoofdsom,
    rente: row.rente,
    renteFrom: renteFromOf(file, row, today),
    stuitingen: days.toSorted(),
    verjaringEndsOn: endsOn,
  };
}

/** BW 6:82 lid 1: the day after the term of the first written demand that reached the debtor; null where that has not come. */
function renteFromOf(file: CaseFile, row: Dwangsom, today: Day): Day | null {
  const demands = [
    ...file.letters.flatMap(({ covers, deliveredOn, betaaltermijnDagen }) =>
      deliveredOn !== null && betaaltermijnDagen !== null && covers.includes(row.fact)
        ? [{ on: deliveredOn, days: betaaltermijnDagen }]
        : [],
    ),
    ...file.facts.flatMap(({ fact }) =>
      fact.kind === 'stuiting' &&
      fact.by === 'aanmaning' &&
      fact.betaaltermijnDagen !== undefined &&
      (fact.covers === 'all' || fact.covers.includes(row.fact))
        ? [{ on: fact.on, days: fact.betaaltermijnDagen }]
        : [],
    ),
  ];
  const [first] = demands
    .filter(({ on }) => on >= row.on)
    .toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
  const from = first && addDays(first.on, first.days + 1);
  return from && from <= today ? from : null;
}

/**
 * What is open of each cost of execution, but for those that another running order collects already: what stood in it, and what its own deurwaarder asked since.
 * Opslag is none: the title gives no ground for it.
 */
function openKosten(
  file: CaseFile,
  own: string,
  { allocations, asOf, vernietigdBy }: Assessment,
): Executieopdracht['kosten'] {
  if (vernietigdBy !== null) return [];
  const others = runningOrders(file).filter(({ id }) => id !== own);
  return file.facts.flatMap(({ fact, event }) => {
    if (fact.kind !== 'kosten' || fact.on > asOf) return [];
    const isElsewhere = others.some(
      ({ on, messages }) =>
        event.recordedOn <= on || messages.some((message) => sourceOf(message) === event.data.source),
    );
    if (isElsewhere) return [];
    const paid = sumCents(
      allocations.filter(({ to }) => to === fact.id).map((row) => parseCents(row.amount)),
    );
    const open = parseCents(fact.amount) - paid;
    return open > 0n ? [{ on: fact.on, what: fact.what.slice(0, 200), amount: formatCents(open) }] : [];
  });
}
