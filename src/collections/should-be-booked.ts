import type { Assessment } from '../law/index.ts';
import { addDays, type Cents, type Day, parseCents } from '../values/index.ts';
import type { CaseFile } from './case-file.ts';
import { accountOf, type Control } from './chart.ts';
import { owedBackByCreditor, releasedOf, repaidOf } from './money.ts';

/**
 * One thing that the books should say about a case: on which accounts, how much (debit positive), and the day it first counts. What is
 * booked is the difference with what stands there already, so the same picture booked twice posts nothing.
 */
export interface ShouldBe {
  readonly subject: string;
  readonly kind: string;
  readonly description: string;
  /** Null where it counts from the day of whatever made it necessary. */
  readonly valueDate: Day | null;
  /** True where it changes what the debtor owes; moving money that is already placed does not. */
  readonly touchesDebt: boolean;
  readonly on: ReadonlyMap<string, Cents>;
  /** Of rente: what payments took of it, each on its day. So much must stand on the claim by then. */
  readonly taken?: readonly { readonly on: Day; readonly amount: Cents }[];
}

/** The whole picture. A subject that was booked and is no longer here should be nothing. */
export function shouldBeBooked(file: CaseFile, assessment: Assessment | null): ShouldBe[] {
  // Before a second person has validated the uitspraak nothing is owed; money that came all the same lies there to be placed.
  if (!assessment) return receipts(file);
  return [
    ...dwangsommen(file, assessment),
    ...kosten(file, assessment),
    ...opslag(file, assessment),
    ...receipts(file),
    ...placements(file, assessment),
    ...payouts(file),
    ...backFromCreditor(file, assessment),
  ];
}

/** Rv 611a, 611c; BW 6:119: the debtor owes it, the creditor is entitled to it. */
function dwangsommen(file: CaseFile, { dwangsommen: rows, allocations, asOf }: Assessment): ShouldBe[] {
  const paidOn = new Map(file.payments.map(({ id, on }) => [id, on]));
  return rows.flatMap((row) => {
    const lapsed = row.status === 'vervallen';
    const hoofdsom = lapsed ? 0n : parseCents(row.amount);
    const rente = lapsed ? 0n : parseCents(row.rente) + parseCents(row.paid.rente);
    return [
      {
        subject: `hoofdsom/${row.id}`,
        kind: 'verbeurte',
        description: `Dwangsom ${row.id} verbeurd`,
        valueDate: row.on,
        touchesDebt: true,
        on: claim('hoofdsom', file.id, row.id, hoofdsom),
      },
      {
        subject: `rente/${row.id}`,
        kind: 'rente',
        description: `Wettelijke rente over ${row.id}`,
        // The last day that is counted, so that the rente of a month stands in that month.
        valueDate: addDays(asOf, -1),
        touchesDebt: true,
        on: claim('rente', file.id, row.id, rente),
        taken: allocations
          .filter(({ to, head }) => to === row.id && head === 'rente')
          .map(({ payment, amount }) => ({ on: paidOn.get(payment)!, amount: parseCents(amount) })),
      },
    ];
  });
}

/** The bureau pays the deurwaarder first; the debtor owes it the costs, as long as the uitspraak stands. */
function kosten(file: CaseFile, assessment: Assessment): ShouldBe[] {
  const lapsed = assessment.vernietigdBy !== null;
  return file.facts.flatMap(({ fact }) => {
    if (fact.kind !== 'kosten' || fact.on > assessment.asOf) return [];
    const amount = parseCents(fact.amount);
    return [
      {
        subject: `kosten/${fact.id}`,
        kind: 'kosten',
        description: `Kosten ${fact.id} ten laste van de schuldenaar`,
        valueDate: fact.on,
        touchesDebt: true,
        on: claim('kosten', file.id, fact.id, lapsed ? 0n : amount),
      },
      {
        subject: `voorschot/${fact.id}`,
        kind: 'voorschot',
        description: `Kosten ${fact.id} door het bureau voorgeschoten`,
        valueDate: fact.on,
        touchesDebt: false,
        on: pair(
          accountOf('kosten-voorgeschoten', file.id, fact.id),
          accountOf('te-betalen-deurwaarder', file.id, fact.id),
          amount,
        ),
      },
    ];
  });
}

/** The bureau's own, by a statute that gives it; as long as the uitspraak stands. */
function opslag(file: CaseFile, assessment: Assessment): ShouldBe[] {
  const lapsed = assessment.vernietigdBy !== null;
  return file.opslagen
    .filter(({ on }) => on <= assessment.asOf)
    .map(({ id, on, month, amount }) => ({
      subject: `opslag/${id}`,
      kind: 'opslag',
      description: `Opslag over ${month}`,
      valueDate: on,
      touchesDebt: true,
      on: claim('opslag', file.id, id, lapsed ? 0n : amount),
    }));
}

function receipts(file: CaseFile): ShouldBe[] {
  const paid = file.payments.map(({ id, on, amount, isWithdrawn }) => ({
    subject: `ontvangst/${id}`,
    kind: 'ontvangst',
    description: `Betaling ${id} ontvangen`,
    valueDate: on,
    touchesDebt: false,
    on: pair(
      accountOf('bank-derdengelden', file.id),
      accountOf('te-plaatsen', file.id, id),
      isWithdrawn ? 0n : amount,
    ),
  }));
  const repaid = file.repayments.map(({ id, on, amount, isWithdrawn }) => ({
    subject: `terugstorting/${id}`,
    kind: 'terugstorting',
    description: `Terugstorting ${id} door de schuldeiser`,
    valueDate: on,
    touchesDebt: false,
    on: pair(
      accountOf('bank-derdengelden', file.id),
      accountOf('te-vorderen-schuldeiser', file.id),
      isWithdrawn ? 0n : amount,
    ),
  }));
  return [...paid, ...repaid];
}

/**
 * BW 6:43, 6:44: money set against a debt leaves the claim and the entitlement smaller, and is owed to whose claim it was. After vernietiging all of
 * it, and of a surplus what a person released, is owed back to the debtor (BW 6:203).
 */
function placements(file: CaseFile, assessment: Assessment): ShouldBe[] {
  const lapsed = assessment.vernietigdBy !== null;
  const released = releasedOf(file);
  return file.payments.map(({ id, on, amount, isWithdrawn }) => {
    const lines = new Map<string, Cents>();
    const add = (account: string, cents: Cents) => lines.set(account, (lines.get(account) ?? 0n) + cents);
    const place = (to: Control, cents: Cents) => {
      add(accountOf('te-plaatsen', file.id, id), cents);
      add(accountOf(to, file.id), -cents);
    };
    for (const row of assessment.allocations.filter(({ payment }) => payment === id)) {
      const cents = parseCents(row.amount);
      // Of what is taken as kosten, opslag is earned by the bureau itself once it comes in; the rest goes to whom it was paid for.
      const head = file.opslagen.some(({ id: named }) => named === row.to) ? 'opslag' : row.head;
      place(OWED_TO[head], cents);
      add(accountOf(`vordering-${head}`, file.id, row.to), -cents);
      add(accountOf(`aanspraak-${head}`, file.id, row.to), cents);
    }
    if (!isWithdrawn) place('terug-te-betalen', lapsed ? amount : (released.get(id) ?? 0n));
    return {
      subject: `plaatsing/${id}`,
      kind: 'toerekening',
      description: `Betaling ${id} toegerekend`,
      valueDate: on,
      touchesDebt: true,
      on: lines,
    };
  });
}

/** An approved payout is under way; the bank's word ends it. What the bank sends back is owed again to whom it was. */
function payouts(file: CaseFile): ShouldBe[] {
  return file.payouts.flatMap(({ id, to, amount, approvedOn, performedOn, withdrawnOn, returned }) => {
    if (approvedOn === null) return [];
    const creditor = to === 'schuldeiser';
    const underWay = accountOf('uitbetaling-onderweg', file.id, id);
    const from = accountOf(creditor ? 'verschuldigd-schuldeiser' : 'terug-te-betalen', file.id);
    const ordered = {
      subject: `opdracht/${id}`,
      kind: creditor ? 'afdracht' : 'terugbetaling',
      description: `${creditor ? 'Afdracht' : 'Terugbetaling'} ${id} opgedragen`,
      valueDate: approvedOn,
      touchesDebt: false,
      on: pair(from, underWay, withdrawnOn === null ? amount : 0n),
    };
    if (performedOn === null) return [ordered];
    const performed = {
      subject: `uitbetaling/${id}`,
      kind: 'uitbetaling',
      description: `${creditor ? 'Afdracht' : 'Terugbetaling'} ${id} door de bank uitgevoerd`,
      valueDate: performedOn,
      touchesDebt: false,
      on: pair(underWay, accountOf('bank-derdengelden', file.id), amount),
    };
    if (returned === null) return [ordered, performed];
    const cameBack = {
      subject: `teruggekomen/${id}`,
      kind: 'teruggekomen',
      description: `${creditor ? 'Afdracht' : 'Terugbetaling'} ${id} door de bank teruggestuurd`,
      valueDate: returned.on,
      touchesDebt: false,
      on: pair(accountOf('bank-derdengelden', file.id), from, amount),
    };
    return [ordered, performed, cameBack];
  });
}

/**
 * BW 6:203: what the creditor received and may not keep, is claimed from the creditor and never set off against another case. What came back
 * stays claimed where it is due again after all: then the bureau owes it to the creditor once more.
 */
function backFromCreditor(file: CaseFile, assessment: Assessment): ShouldBe[] {
  const over = owedBackByCreditor(file, assessment);
  const repaid = repaidOf(file);
  return [
    {
      subject: 'terugvordering',
      kind: 'terugvordering',
      description: 'Terug te vorderen van de schuldeiser',
      valueDate: null,
      touchesDebt: false,
      on: pair(
        accountOf('te-vorderen-schuldeiser', file.id),
        accountOf('verschuldigd-schuldeiser', file.id),
        over > repaid ? over : repaid,
      ),
    },
  ];
}

const OWED_TO = {
  hoofdsom: 'verschuldigd-schuldeiser',
  rente: 'verschuldigd-schuldeiser',
  kosten: 'verschuldigd-bureau',
  opslag: 'opbrengst-opslag',
} as const;

function claim(
  head: 'hoofdsom' | 'rente' | 'kosten' | 'opslag',
  caseId: string,
  detail: string,
  amount: Cents,
): Map<string, Cents> {
  return pair(
    accountOf(`vordering-${head}`, caseId, detail),
    accountOf(`aanspraak-${head}`, caseId, detail),
    amount,
  );
}

function pair(debit: string, credit: string, amount: Cents): Map<string, Cents> {
  return new Map([
    [debit, amount],
    [credit, -amount],
  ]);
}
