import { expect } from 'vitest';
import type { Tx } from '../../../src/db.ts';
import { type AsOf, balanceOf, sumsBySubject } from '../../../src/ledger/index.ts';
import { entriesOf, trialBalance } from '../../../src/ledger/reports/index.ts';
import { addDays } from '../../../src/values/index.ts';
import { CONTROLS } from '../books.ts';
import { type ModelEntry, signed } from './modelBooks.ts';
import { ACCOUNTS, type Office } from './office.ts';

/** What the room itself answers about the books, as of two days and about a scope that are drawn from the seed. */
export async function compareReading(office: Office): Promise<void> {
  const { db, random, today } = office;
  const asOf = { valueOn: addDays(today, -random.below(60)), bookedOn: addDays(today, -random.below(60)) };
  const accounts = [random.pick(ACCOUNTS).code, random.pick(ACCOUNTS).code];
  const scope = `case_${random.below(40)}`;
  await db.transaction(async (tx) => {
    for (const days of [{}, asOf]) {
      await compareTrialBalance(tx, office, days);
      for (const account of accounts) await compareBalance(tx, office, account, days);
    }
    await compareScope(tx, office, scope);
  });
}

async function compareTrialBalance(tx: Tx, office: Office, asOf: AsOf): Promise<void> {
  const expected = new Map(CONTROLS.map(({ code }) => [code, { debit: 0n, credit: 0n }]));
  const controlOf = new Map(ACCOUNTS.map(({ code, control }) => [code, control]));
  for (const { draft } of counting(office, asOf)) {
    for (const { account, side, amount } of draft.lines)
      expected.get(controlOf.get(account)!)![side] += amount;
  }
  const { rows, debit, credit } = await trialBalance(tx, asOf);
  expect(
    new Map(rows.map((row) => [row.control, { debit: row.debit, credit: row.credit }])),
    'the trial balance',
  ).toEqual(expected);
  expect(debit).toBe(credit);
}

async function compareBalance(tx: Tx, office: Office, account: string, asOf: AsOf): Promise<void> {
  const lines = counting(office, asOf).flatMap(({ draft }) =>
    draft.lines.filter((line) => line.account === account),
  );
  const expected = lines.reduce((sum, line) => sum + signed(line), 0n);
  expect(await balanceOf(tx, account, asOf), `the balance of ${account}`).toBe(expected);
}

async function compareScope(tx: Tx, office: Office, scope: string): Promise<void> {
  const { ids } = office;
  const inScope = counting(office, {})
    .filter(({ draft }) => draft.scope === scope)
    .sort((one, other) => (ids.get(one.draft.key)! < ids.get(other.draft.key)! ? -1 : 1));
  const booked = await entriesOf(tx, scope);
  expect(
    booked.map(({ key, valueDate, bookedOn, lines }) => [key, valueDate, bookedOn, lines]),
    `the entries of ${scope}`,
  ).toEqual(inScope.map(({ draft }) => [draft.key, draft.valueDate, draft.bookedOn, draft.lines]));
  const sums = new Map<string, Map<string, bigint>>();
  for (const { draft } of inScope) {
    const ofSubject = sums.get(draft.subject) ?? new Map<string, bigint>();
    sums.set(draft.subject, ofSubject);
    for (const line of draft.lines)
      ofSubject.set(line.account, (ofSubject.get(line.account) ?? 0n) + signed(line));
  }
  expect(await sumsBySubject(tx, scope), `the sums of ${scope}`).toEqual(sums);
}

function counting({ books }: Office, { valueOn, bookedOn }: AsOf): ModelEntry[] {
  return [...books.entries.values()].filter(
    ({ draft }) =>
      (valueOn === undefined || draft.valueDate <= valueOn) &&
      (bookedOn === undefined || draft.bookedOn <= bookedOn),
  );
}
