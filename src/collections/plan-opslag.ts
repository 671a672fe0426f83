import type { Assessment, Dwangsom } from '../law/index.ts';
import {
  addMonths,
  type Cents,
  type Day,
  day,
  formatCents,
  latest,
  parseCents,
  sumCents,
} from '../values/index.ts';
import type { CaseFile, Letter } from './case-file.ts';
import { type HoldState, holdsOf } from './process/holds.ts';
import type { Standing } from './process/standing.ts';
import { acting, type Step } from './step.ts';

/** Opslag: the bureau's own charge, where a statute gives it. Today none does; the regime says from when one would. */

/** 15% of what was taken over in the month, at least € 19 for a month at whose end something was open (as BW 1:408 lid 3 gives LBIO). */
const OPSLAG_PERCENT = 15n;
const OPSLAG_LEAST: Cents = 1_900n;

export function opslag(
  file: CaseFile,
  assessment: Assessment,
  today: Day,
  { regime, regimeFrom }: Standing,
): Step[] {
  if (regime !== 'WETTELIJKE_TAAK') return [];
  const takenOver = file.letters.filter(({ letter, sentOn }) => letter === 'overname' && sentOn !== null);
  const first = takenOver[0]?.sentOn;
  if (!first) return [];
  const month = monthsUntil(latest(first, regimeFrom ?? first), today).find(
    (one) =>
      !file.opslagen.some((done) => done.month === one) &&
      !isSpared(file, one) &&
      assessment.dwangsommen.some((row) => wasOpenIn(file, assessment, takenOver, row, one)),
  );
  if (month === undefined) return [];
  const newlyTaken = takenOver
    .filter(({ sentOn }) => sentOn!.startsWith(month))
    .flatMap(({ covers }) => covers);
  const base = sumCents(
    assessment.dwangsommen
      .filter(({ fact }) => newlyTaken.includes(fact))
      .map((row) => openAtTakeover(file, assessment, takenOver, row)),
  );
  const share = (base * OPSLAG_PERCENT + 50n) / 100n;
  const amount = share > OPSLAG_LEAST ? share : OPSLAG_LEAST;
  return [
    acting(
      today,
      `De opslag over ${month} berekenen.`,
      'Het einde van de wettelijke taak, of betaling van alles.',
      {
        kind: 'opslag-berekend',
        on: today,
        data: { id: `s${file.opslagen.length + 1}`, month, amount: formatCents(amount) },
      },
      {
        article: 'wettelijke taak (naar BW 1:408 lid 3)',
        facts: [],
        note: '15% van wat in de maand is overgenomen, ten minste € 19 per maand.',
      },
    ),
  ];
}

/** The whole months from the one of `from` to the one before today's, as 2026-03: a case that slept loses none. */
function monthsUntil(from: Day, today: Day): string[] {
  const months: string[] = [];
  const last = today.slice(0, 7);
  for (let first = day(`${from.slice(0, 7)}-01`); first.slice(0, 7) < last; first = addMonths(first, 1))
    months.push(first.slice(0, 7));
  return months;
}

/** Taken over by the end of the month and still owed then: open today, or paid in a later month. */
function wasOpenIn(
  file: CaseFile,
  { allocations }: Assessment,
  takenOver: readonly Letter[],
  row: Dwangsom,
  month: string,
): boolean {
  const isTaken = takenOver.some(
    ({ covers, sentOn }) => covers.includes(row.fact) && sentOn!.slice(0, 7) <= month,
  );
  const isGivenUp = file.afschrijvingen.some(
    ({ confirmedOn }) => confirmedOn !== null && row.on <= confirmedOn && confirmedOn.slice(0, 7) <= month,
  );
  if (!isTaken || isGivenUp) return false;
  if (row.status === 'opeisbaar') return true;
  const paidOn = allocations
    .filter(({ to }) => to === row.id)
    .flatMap(({ payment }) => file.payments.filter(({ id }) => id === payment).map(({ on }) => on));
  return row.status === 'voldaan' && paidOn.some((on) => on.slice(0, 7) > month);
}

/** The hoofdsom that was still open on the day of the letter: 15% is of the arrears, not of what was ever forfeited. */
function openAtTakeover(
  file: CaseFile,
  { allocations }: Assessment,
  takenOver: readonly Letter[],
  row: Dwangsom,
): Cents {
  const on = takenOver.find(({ covers }) => covers.includes(row.fact))!.promisedOn;
  const before = new Set(file.payments.filter((payment) => payment.on < on).map(({ id }) => id));
  const paid = sumCents(
    allocations
      .filter(({ to, head, payment }) => to === row.id && head === 'hoofdsom' && before.has(payment))
      .map(({ amount }) => parseCents(amount)),
  );
  return parseCents(row.amount) - paid;
}

/** Nothing comes on top in a month in which the debtor was insolvent, had died, or had an emergency stop (Nationale ombudsman, Wsnp case). */
function isSpared(file: CaseFile, month: string): boolean {
  const states: readonly HoldState[] = ['insolventie', 'overleden', 'noodstop', 'schuldhulp'];
  return holdsOf(file).some(
    ({ state, from, until }) =>
      states.includes(state) && from.slice(0, 7) <= month && until.slice(0, 7) >= month,
  );
}
