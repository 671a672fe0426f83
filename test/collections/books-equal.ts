import { expect } from 'vitest';
import type { CaseFile, CaseView } from '../../src/collections/index.ts';
import { type BookedEntry, trialBalance } from '../../src/ledger/reports/index.ts';
import { type Cents, parseCents, sumCents } from '../../src/values/index.ts';
import type { OneCase } from './office.ts';

/**
 * What every account of a case should say, worked out from the assessment and the history alone, without the code that books. Everything but
 * rente must be equal to the cent. Rente may lag behind, because what only grew waits for the first of the month; never on that day, nor after
 * something that touched the debt (`renteMayLag: false`), and never ahead.
 */
export async function booksEqualAssessment(
  one: OneCase,
  today: string,
  { renteMayLag = !today.endsWith('-01') } = {},
): Promise<void> {
  const view = await one.view(today);
  const { balances, entries } = await one.books();
  const expected = expectedBalances(view);
  const faults: string[] = [];
  for (const account of new Set([...expected.keys(), ...balances.keys()].sort())) {
    const booked = balances.get(account) ?? 0n;
    const wanted = expected.get(account) ?? 0n;
    const isRente = account.startsWith('vordering-rente/') || account.startsWith('aanspraak-rente/');
    if (isRente && renteMayLag && magnitude(booked) <= magnitude(wanted) && booked * wanted >= 0n) continue;
    if (booked !== wanted) faults.push(`${account.replace(`/${one.id}`, '')}: ${booked}, not ${wanted}`);
  }
  // The entitlement mirrors the claim in every cent, rente that lags included.
  for (const [account, booked] of balances) {
    if (!account.startsWith('vordering-')) continue;
    const mirrored = balances.get(account.replace('vordering-', 'aanspraak-')) ?? 0n;
    if (booked !== -mirrored) faults.push(`${account}: ${booked} against ${mirrored}`);
  }
  if (sumCents(balances.values()) !== 0n) faults.push('the accounts of the case do not add up to nothing');
  expect(faults, `books of ${one.id} on ${today}`).toEqual([]);
  expectNoWrongSide(balances, today);
  expectNoClaimBelowNothing(entries, today);
}

/** By value day: on no day did the debtor owe less than nothing on a dwangsom or on costs. */
function expectNoClaimBelowNothing(entries: readonly BookedEntry[], today: string): void {
  const perDay = new Map<string, Map<string, Cents>>();
  for (const { valueDate, lines } of entries) {
    for (const { account, side, amount } of lines) {
      if (!account.startsWith('vordering-')) continue;
      const days = perDay.get(account) ?? new Map<string, Cents>();
      perDay.set(
        account,
        days.set(valueDate, (days.get(valueDate) ?? 0n) + (side === 'debit' ? amount : -amount)),
      );
    }
  }
  const below: string[] = [];
  for (const [account, days] of perDay) {
    let stands = 0n;
    for (const valueDate of [...days.keys()].sort()) {
      stands += days.get(valueDate)!;
      if (stands < 0n) below.push(`${account} on ${valueDate}: ${stands}`);
    }
  }
  expect(below, `claims below nothing by value day, seen on ${today}`).toEqual([]);
}

/** Money of one case that pays for another, or a purse that owes less than nothing, would show here. */
function expectNoWrongSide(balances: ReadonlyMap<string, Cents>, today: string): void {
  const neverCredit = [
    'bank-derdengelden',
    'te-vorderen-schuldeiser',
    'vordering-hoofdsom',
    'vordering-rente',
  ];
  const neverDebit = [
    'te-plaatsen',
    'uitbetaling-onderweg',
    'terug-te-betalen',
    'verschuldigd-schuldeiser',
    'verschuldigd-bureau',
  ];
  const wrong = [...balances].filter(([account, cents]) => {
    const control = account.slice(0, account.indexOf('/'));
    return (neverCredit.includes(control) && cents < 0n) || (neverDebit.includes(control) && cents > 0n);
  });
  expect(wrong, `accounts on the wrong side on ${today}`).toEqual([]);
}

/** Debit and credit of the whole ledger are alike. */
export async function trialBalanceIsZero(one: OneCase): Promise<void> {
  const { debit, credit } = await one.db.transaction((tx) => trialBalance(tx));
  expect(debit).toBe(credit);
}

function expectedBalances({ file, assessment }: CaseView): Map<string, Cents> {
  const balances = new Map<string, Cents>();
  const put = (control: string, detail: string | null, cents: Cents) =>
    balances.set(detail === null ? `${control}/${file.id}` : `${control}/${file.id}/${detail}`, cents);
  if (!assessment) return balances;
  const lapsed = assessment.vernietigdBy !== null;
  for (const row of assessment.dwangsommen) {
    put('vordering-hoofdsom', row.id, parseCents(row.hoofdsom));
    put('aanspraak-hoofdsom', row.id, -parseCents(row.hoofdsom));
    put('vordering-rente', row.id, parseCents(row.rente));
    put('aanspraak-rente', row.id, -parseCents(row.rente));
  }

  const taken = (test: (row: { payment: string; to: string; head: string }) => boolean) =>
    sumCents(assessment.allocations.filter(test).map(({ amount }) => parseCents(amount)));
  for (const { fact } of file.facts) {
    if (fact.kind !== 'kosten') continue;
    const amount = parseCents(fact.amount);
    const open = lapsed ? 0n : amount - taken(({ to, head }) => head === 'kosten' && to === fact.id);
    put('vordering-kosten', fact.id, open);
    put('aanspraak-kosten', fact.id, -open);
    put('kosten-voorgeschoten', fact.id, amount);
    put('te-betalen-deurwaarder', fact.id, -amount);
  }

  const standing = file.payments.filter(({ isWithdrawn }) => !isWithdrawn);
  const releasedOf = (payment: string) =>
    sumCents(file.released.filter((one) => one.payment === payment).map(({ amount }) => amount));
  let toDebtor = 0n;
  for (const { id, amount } of standing) {
    const back = lapsed ? amount : releasedOf(id);
    toDebtor += back;
    put('te-plaatsen', id, -(amount - back - taken(({ payment }) => payment === id)));
  }
  // The law room says the same of what no debt took.
  const unplaced = [...balances].filter(([account]) => account.startsWith('te-plaatsen/'));
  expect(-sumCents(unplaced.map(([, cents]) => cents))).toBe(parseCents(assessment.totals.unallocated));

  const received = sumCents(standing.map(({ amount }) => amount));
  const repaid = sumCents(
    file.repayments.filter(({ isWithdrawn }) => !isWithdrawn).map(({ amount }) => amount),
  );
  const performed = sumCents(payoutsOf(file, 'verricht').map(({ amount }) => amount));
  put('bank-derdengelden', null, received + repaid - performed);
  for (const { id, amount } of payoutsOf(file, 'onderweg')) put('uitbetaling-onderweg', id, -amount);

  const ordered = (to: string) =>
    sumCents(
      [...payoutsOf(file, 'onderweg'), ...payoutsOf(file, 'verricht')]
        .filter((payout) => payout.to === to)
        .map(({ amount }) => amount),
    );
  put('terug-te-betalen', null, ordered('schuldenaar') - toDebtor);
  put('verschuldigd-bureau', null, -taken(({ head }) => head === 'kosten'));
  // Either the bureau owes the creditor, or the creditor owes it; never both at once.
  const owedToCreditor = taken(({ head }) => head !== 'kosten') - (ordered('schuldeiser') - repaid);
  put('verschuldigd-schuldeiser', null, owedToCreditor > 0n ? -owedToCreditor : 0n);
  put('te-vorderen-schuldeiser', null, owedToCreditor < 0n ? -owedToCreditor : 0n);
  return balances;
}

function payoutsOf({ payouts }: CaseFile, state: 'onderweg' | 'verricht') {
  return payouts.filter(
    ({ approvedOn, performedOn, withdrawnOn, returned }) =>
      approvedOn !== null &&
      withdrawnOn === null &&
      returned === null &&
      (performedOn !== null) === (state === 'verricht'),
  );
}

function magnitude(cents: Cents): Cents {
  return cents < 0n ? -cents : cents;
}
