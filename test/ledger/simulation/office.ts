import { expect } from 'vitest';
import type { Db, Sql } from '../../../src/db.ts';
import {
  type AccountSpec,
  type BalancedEntry,
  balancedEntry,
  defineControls,
  type EntryDraft,
  openAccounts,
  type Posted,
} from '../../../src/ledger/index.ts';
import { addDays, type Day, day } from '../../../src/values/index.ts';
import { CONTROLS, outcomeOf } from '../books.ts';
import type { BreakingLine } from './line.ts';
import { type Answer, ModelBooks } from './modelBooks.ts';
import { Random } from './random.ts';

/** Sessions that work at the same moment. Each has accounts with a rule of its own, so that what the rule refuses does not depend on who was first. */
export const SESSIONS = 6;

/** Everybody posts to these at once: few enough that sessions meet on one, enough that they do not all wait for each other. */
export const SHARED = ['bank', 'claims', 'income'].flatMap((control) =>
  Array.from({ length: 8 }, (_, number) => `${control}/${number}`),
);
/** Only a transaction that is left open posts to these, and whoever is to wait for it in vain. */
export const HELD = ['held/a', 'held/b'];

export const ACCOUNTS: readonly AccountSpec[] = [
  ...SHARED.map((code) => ({ code, control: code.split('/')[0]! })),
  ...HELD.map((code) => ({ code, control: 'claims' })),
  ...Array.from({ length: SESSIONS }, (_, session): AccountSpec[] => [
    { code: `claim/${session}`, control: 'claims', rule: 'never-credit' },
    { code: `purse/${session}`, control: 'income', rule: 'never-debit' },
  ]).flat(),
];

const FIRST = day('2025-01-30');
const STEPS_A_DAY = 60;

/** What a step plans and does: the real database, the model beside it, and what both have been through. */
export class Office {
  readonly random: Random;
  readonly books = new ModelBooks(ACCOUNTS);
  /** The ids that the database gave out, by key. */
  readonly ids = new Map<string, bigint>();
  /** The keys that a step of this round uses; and of those the model and the database are compared after it. */
  readonly claimed = new Set<string>();
  /** The keys of a transaction that stays open. */
  readonly heldKeys = new Set<string>();
  /** How often each answer and each fault was met. */
  readonly met = new Map<string, number>();
  private taken = 0;
  private made = 0;

  constructor(
    readonly db: Db,
    /** As the superuser, who sees all and ends sessions. */
    readonly sql: Sql,
    readonly url: string,
    readonly line: BreakingLine,
    seed: number,
  ) {
    this.random = new Random(seed);
  }

  get today(): Day {
    return addDays(FIRST, Math.floor(this.taken / STEPS_A_DAY));
  }

  get steps(): number {
    return this.taken;
  }

  /** The moment of the step, for what wants one. */
  get now(): Date {
    return new Date(Date.parse(`${this.today}T08:00:00Z`) + this.taken * 1_000);
  }

  /** The day stays the same within a round, or a closing could meet a posting into the day that it closes. */
  endRound(): void {
    this.taken += SESSIONS;
    this.claimed.clear();
  }

  newKey(): string {
    this.made += 1;
    const key = `case_${this.made % 40}/${this.made}`;
    this.claimed.add(key);
    return key;
  }

  /** A key that stands in the books, that no other step of this round uses, and that is of the kind wanted. */
  bookedKey(isWanted: (key: string) => boolean = () => true): string | undefined {
    for (let tries = 0; tries < 10 && this.books.keys.length > 0; tries++) {
      const key = this.random.pick(this.books.keys);
      if (this.claimed.has(key) || !isWanted(key)) continue;
      this.claimed.add(key);
      return key;
    }
    return undefined;
  }

  /** Whether this session may move what the entry moves: accounts of its own, and shared ones. For those of an open transaction it would wait for good. */
  mayMove(key: string, session: number): boolean {
    const { lines } = this.books.entries.get(key)!.draft;
    return lines.every(
      ({ account }) =>
        SHARED.includes(account) || account === `claim/${session}` || account === `purse/${session}`,
    );
  }

  meet(what: string): void {
    this.met.set(what, (this.met.get(what) ?? 0) + 1);
  }

  /** Compares answers with those of the model, and ids with those of the first time. */
  compare(keys: readonly string[], posted: readonly Posted<string>[], expected: readonly Answer[]): void {
    expect(posted.map(answerOf)).toEqual(expected);
    for (const [index, answer] of posted.entries()) {
      this.meet(answerOf(answer));
      if (answer.outcome === 'refused') continue;
      const key = keys[index]!;
      const known = this.ids.get(key) ?? answer.entryId;
      expect(answer.entryId, `the id of ${key}`).toBe(known);
      this.ids.set(key, known);
    }
  }
}

/** An unknown account may be named more than once; the model says only that there is one. */
export function answerOf(posted: Posted<string>): Answer {
  return outcomeOf(posted).split(' ')[0]!;
}

export function entryOf(draft: EntryDraft): BalancedEntry {
  const outcome = balancedEntry(draft);
  if (!outcome.ok) throw new Error(outcome.refusals[0]?.sentence);
  return outcome.value;
}

export async function openOffice(db: Db): Promise<void> {
  await db.transaction(async (tx) => {
    expect(await defineControls(tx, CONTROLS)).toEqual({ ok: true, value: null });
    expect(await openAccounts(tx, ACCOUNTS)).toEqual({ ok: true, value: null });
  });
}
