import type { EventDraft } from '../../src/collections/events.ts';
import { type CaseView, SYSTEM } from '../../src/collections/index.ts';
import {
  addYears,
  type Day,
  daysBetween,
  formatCents,
  parseCents,
  sumCents,
} from '../../src/values/index.ts';

/** What a visitor of the demonstration is promised to find, each in one case, told by what its view shows. */
export const PROMISED_STAGES: readonly {
  readonly stage: string;
  readonly shows: (one: CaseView, today: Day) => boolean;
}[] = [
  { stage: 'waiting for the checker', shows: ({ file }) => file.uitspraak!.state === 'ter-controle' },
  { stage: 'given back to its maker', shows: ({ file }) => file.uitspraak!.state === 'teruggegeven' },
  {
    stage: 'validated, without volmacht and betekening',
    shows: ({ file }) => file.uitspraak!.state === 'gevalideerd' && !file.volmacht && !file.betekening,
  },
  {
    stage: 'running with nothing reported and nothing to do but to tell the creditor how it stands',
    shows: ({ file, plan }, today) =>
      file.betekening !== null &&
      file.nietNakomingen.length === 0 &&
      plan.every(
        ({ on, act }) => on > today && act?.kind === 'record' && promises(act.event, 'statusbericht'),
      ),
  },
  {
    stage: 'reported by a GI and being heard',
    shows: ({ file, assessment, parties }) =>
      parties[0]!.name.startsWith('Stichting') &&
      file.nietNakomingen.every(({ status }) => status === 'gemeld') &&
      assessment!.pending.length === 2,
  },
  {
    stage: 'contested, after a report that was rejected',
    shows: ({ file }) =>
      file.nietNakomingen.some(({ status }) => status === 'betwist') &&
      file.nietNakomingen.some(({ status }) => status === 'afgewezen'),
  },
  {
    stage: 'claimed while the child comes of age within sixty days',
    shows: ({ file, kinderen, assessment }, today) =>
      kinderen.some((bornOn) => isWithin(daysBetween(today, addYears(bornOn, 18)), 0, 60)) &&
      file.letters.some(({ letter }) => letter === 'aanzegging') &&
      assessment!.dwangsommen.every(({ status }) => status === 'opeisbaar'),
  },
  {
    // 66 × € 750,00 = € 49.500,00, and the 67th is cut to € 500,00.
    stage: 'per dag and cut by its maximum of € 50.000',
    shows: (one) =>
      hasMode(one, 'per-dag') &&
      one.assessment!.dwangsommen.length === 67 &&
      one.assessment!.dwangsommen.at(-1)!.amount === '500.00' &&
      isForfeited(one, '50000.00'),
  },
  {
    // 3 × € 10.000,00: two whole days and a part of the third.
    stage: 'per dag of gedeelte, paid in full with rente and kosten, and paid out',
    shows: (one) =>
      hasMode(one, 'per-dag-of-gedeelte') &&
      isForfeited(one, '30000.00') &&
      one.assessment!.dwangsommen.every(
        ({ status, paid }) => status === 'voldaan' && paid.rente !== '0.00',
      ) &&
      one.file.payouts.every(({ performedOn }) => performedOn !== null) &&
      one.assessment!.totals.unallocated === '0.00',
  },
  {
    // 22 days are three weeks and a part of a fourth: 4 × € 1.000,00.
    stage: 'per week of gedeelte, with a stuiting that falls due within ten days',
    shows: (one, today) =>
      hasMode(one, 'per-week-of-gedeelte') &&
      isForfeited(one, '4000.00') &&
      one.plan.some(
        ({ on, act }) =>
          act?.kind === 'record' &&
          act.event.kind === 'brief-beloofd' &&
          isWithin(daysBetween(today, on), 1, 10),
      ),
  },
  {
    stage: 'ineens, and the debtor is failliet',
    shows: (one) =>
      hasMode(one, 'ineens') &&
      isForfeited(one, '60000.00') &&
      hasFact(one, 'faillissement') &&
      one.assessment!.dwangsommen.every(
        ({ invorderbaar, verjaring }) => !invorderbaar && verjaring.endsOn === null,
      ),
  },
  {
    stage: 'per dagdeel, with a payout that waits for approval',
    shows: (one) =>
      hasMode(one, 'per-dagdeel') &&
      one.file.payouts.some(({ approvedOn, preparedBy }) => approvedOn === null && preparedBy === SYSTEM),
  },
  {
    // € 25.000,00 under the first clause and 5 × € 250,00 = € 1.250,00 under the second.
    stage: 'under two clauses with their own maxima, paid in part with rente and kosten',
    shows: (one) =>
      isForfeited(one, '26250.00') &&
      isForfeited(one, '25000.00', 'c1') &&
      isForfeited(one, '1250.00', 'c2') &&
      ['kosten', 'rente', 'hoofdsom'].every((head) =>
        one.assessment!.allocations.some((row) => row.head === head),
      ) &&
      one.assessment!.totals.open.hoofdsom !== '0.00',
  },
  {
    // 3 × € 1.000,00, and the fourth is cut to € 500,00; the rest of € 4.000,00, less rente, is a surplus.
    stage: 'under a shared maximum, with a surplus that a person has yet to release',
    shows: (one) =>
      one.file.uitspraak!.terms.clauses.every(({ capGroup }) => capGroup !== null) &&
      isForfeited(one, '3500.00') &&
      parseCents(one.assessment!.totals.unallocated) > 0n &&
      one.file.released.length === 0 &&
      one.plan.some(({ because }) => because.some(({ article }) => article === 'BW 6:43')),
  },
  {
    stage: 'waiting for the deurwaarder to serve a stuiting, without an alarm',
    shows: ({ plan }, today) =>
      says(plan, 'door de deurwaarder laten betekenen, als', today) && !says(plan, 'Alarm', today),
  },
  {
    stage: 'in alarm, with less than a month left',
    shows: ({ plan, assessment }, today) =>
      says(plan, 'Alarm', today) &&
      assessment!.dwangsommen.every(({ verjaring }) =>
        isWithin(daysBetween(today, verjaring.endsOn!), 1, 31),
      ),
  },
  {
    stage: 'verjaard in part before the bureau had it',
    shows: ({ assessment, openedOn }) =>
      assessment?.dwangsommen.some(
        ({ status, verjaring }) => status === 'verjaard' && verjaring.contestableUntil! < openedOn,
      ) ?? false,
  },
  {
    stage: 'not uitvoerbaar bij voorraad, and suspended by an appeal',
    shows: (one) =>
      hasFact(one, 'hoger-beroep') &&
      !one.file.uitspraak!.terms.uitvoerbaarBijVoorraad &&
      one.assessment!.dwangsommen.every(({ invorderbaar }) => !invorderbaar) &&
      one.assessment!.refused.some(({ reason }) => reason === 'geblokkeerd'),
  },
  {
    // 3 × € 100,00 where 3 × € 250,00 was booked before.
    stage: 'lowered on appeal, for the past as well',
    shows: (one) => hasFact(one, 'vermindering') && isForfeited(one, '300.00'),
  },
  {
    // Of € 700,00 the creditor returned € 350,00, which went back to the debtor.
    stage: 'vernietigd, with the restitution half done',
    shows: ({ assessment, file }) =>
      assessment?.totals.refundable === '700.00' &&
      formatCents(sumCents(file.repayments.map(({ amount }) => amount))) === '350.00' &&
      file.payouts.some(
        ({ to, performedOn, amount }) => to === 'schuldenaar' && performedOn && amount === 35_000n,
      ),
  },
  {
    stage: 'collected again after a schorsing of the execution, which moved its verjaring on',
    shows: (one) =>
      hasFact(one, 'schorsing-executie') &&
      one.assessment!.dwangsommen.every(
        ({ invorderbaar, because }) =>
          invorderbaar && because.some(({ article }) => article === 'Rv 611g lid 2 en 3'),
      ),
  },
];

function promises(event: EventDraft, letter: string): boolean {
  return event.kind === 'brief-beloofd' && event.data.letter === letter;
}

function hasMode({ file }: CaseView, mode: string): boolean {
  const { clauses } = file.uitspraak!.terms;
  return clauses.length === 1 && clauses[0]!.mode === mode;
}

function hasFact({ file }: CaseView, kind: string): boolean {
  return file.facts.some(({ fact }) => fact.kind === kind);
}

function isForfeited({ assessment }: CaseView, amount: string, clause?: string): boolean {
  const rows = assessment?.dwangsommen.filter((row) => clause === undefined || row.clause === clause) ?? [];
  return formatCents(sumCents(rows.map((row) => parseCents(row.amount)))) === amount;
}

function says(plan: CaseView['plan'], words: string, today: Day): boolean {
  return plan.some(({ what, on }) => on <= today && what.includes(words));
}

function isWithin(days: number, least: number, most: number): boolean {
  return days >= least && days <= most;
}
