import { expect } from 'vitest';
import type { Db, Sql, Tx } from '../../src/db.ts';
import {
  type AccountSpec,
  type BalancedEntry,
  balancedEntry,
  type ControlSpec,
  defineControls,
  type EntryDraft,
  type Line,
  openAccounts,
  type Posted,
  post,
} from '../../src/ledger/index.ts';
import { day } from '../../src/values/index.ts';

export const CONTROLS: ControlSpec[] = [
  { code: 'bank', name: 'Bank', rgsCode: 'BLimBanRba', normalSide: 'debit' },
  { code: 'claims', name: 'Vorderingen', rgsCode: 'BVorDeb', normalSide: 'debit' },
  { code: 'income', name: 'Opbrengsten', rgsCode: 'WOmzNoh', normalSide: 'credit' },
];

export const ACCOUNTS: AccountSpec[] = [
  { code: 'bank', control: 'bank' },
  { code: 'claims/a', control: 'claims' },
  { code: 'claims/b', control: 'claims' },
  { code: 'income', control: 'income' },
];

/** The control accounts and accounts above, committed. */
export async function openBooks(db: Db): Promise<void> {
  await db.transaction(async (tx) => {
    expect(await defineControls(tx, CONTROLS)).toEqual({ ok: true, value: null });
    expect(await openAccounts(tx, ACCOUNTS)).toEqual({ ok: true, value: null });
  });
}

export function debit(account: string, amount: bigint): Line {
  return { account, side: 'debit', amount };
}

export function credit(account: string, amount: bigint): Line {
  return { account, side: 'credit', amount };
}

/** A claim of € 250 on 14 February 2025, booked two days later. */
export function draft(changes: Partial<EntryDraft> = {}): EntryDraft {
  return {
    key: 'case_A/2025-02-14',
    scope: 'case_A',
    subject: 'n1',
    kind: 'claim',
    cause: 'fact_1',
    description: 'One day late',
    valueDate: day('2025-02-14'),
    bookedOn: day('2025-02-16'),
    lines: [debit('claims/a', 25_000n), credit('income', 25_000n)],
    ...changes,
  };
}

export function balanced(changes: Partial<EntryDraft> = {}): BalancedEntry {
  const outcome = balancedEntry(draft(changes));
  if (!outcome.ok) throw new Error(outcome.refusals.map(({ sentence }) => sentence).join('\n'));
  return outcome.value;
}

/** Books one entry in a transaction of its own and gives its id. */
export async function book(db: Db, changes: Partial<EntryDraft>): Promise<bigint> {
  const [posted] = await db.transaction((tx) => post(tx, balanced(changes)));
  if (posted?.outcome !== 'booked') throw new Error(`not booked: ${posted?.outcome}`);
  return posted.entryId;
}

/** `booked`, `replayed`, or the codes of the refusals. */
export function outcomeOf(posted: Posted<string> | undefined): string {
  if (posted?.outcome === 'refused') return posted.refusals.map(({ code }) => code).join(' ');
  return posted?.outcome ?? 'no answer';
}

/** The name of the guarantee in whose name the database refused, wherever drizzle or the driver put it. */
export async function refusedBy(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    const thrown = error as { constraint_name?: string; cause?: { constraint_name?: string } };
    return thrown.constraint_name ?? thrown.cause?.constraint_name ?? String(error);
  }
  return 'not refused';
}

export async function countEntries(sql: Sql, key: string): Promise<number> {
  const rows = await sql`select id from ledger.entry where key = ${key}`;
  return rows.length;
}

/** Settles when another session waits for a lock: the only sign that a statement got as far as it can. */
export async function untilOneWaits(sql: Sql): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    const waiting = await sql`
      select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    if (waiting.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('nobody began to wait for a lock within five seconds');
}

/** A transaction that stays open after `work` until it is told how to end. */
export async function hold<Result>(
  db: Db,
  work: (tx: Tx) => Promise<Result>,
): Promise<{ result: Result; commit(): Promise<void>; rollBack(): Promise<void> }> {
  let end!: { commit(): void; rollBack(error: Error): void };
  const ending = new Promise<void>((commit, rollBack) => {
    end = { commit, rollBack };
  });
  let done!: Promise<void>;
  const result = await new Promise<Result>((started, failed) => {
    done = db.transaction(async (tx) => {
      started(await work(tx));
      await ending;
    });
    done.catch(failed);
  });
  return {
    result,
    commit: () => {
      end.commit();
      return done;
    },
    rollBack: () => {
      end.rollBack(new Error('rolled back by the test'));
      return done.catch(() => {});
    },
  };
}
