import type postgres from 'postgres';
import { type Connection, connect, type Db, type Sql } from '../../src/db.ts';

/**
 * Where a program dies: before the so-manieth statement of a transaction, at that statement because the server ended the session, or just after a
 * commit that it therefore never heard of.
 */
export interface Break {
  readonly at: 'statement' | 'session' | 'commit';
  /** Counted over all transactions of the act that it was set for, from 1. */
  readonly nth: number;
}

export interface BreakingConnection {
  readonly db: Db;
  /** For the next act; null for one that nothing befalls. Answers whether the one before has struck. */
  set(next: Break | null): boolean;
  /** As after a death: whoever is started again has connections of its own. */
  renew(): Promise<void>;
  close(): Promise<void>;
}

/** What a program that died says to whoever started it: nothing else may come out of an act that broke. */
export class Died extends Error {}

/**
 * A connection that breaks where it is told. It stands between drizzle and its driver: both open a transaction by `sql.begin` and say all of it by `unsafe`,
 * as src/transaction-guard.ts and test/transaction-guard.test.ts lay down.
 */
export function openBreakingConnection(url: string, owner: Sql): BreakingConnection {
  const options = { maximumConnections: 2, role: 'dwangsom_application' } as const;
  let line = connect(url, options);
  let set: Break | null = null;
  let statements = 0;
  let commits = 0;
  let hasStruck = false;
  const strike = (what: string): Died => {
    hasStruck = true;
    return new Died(`the program died ${what}`);
  };
  const breakIn = ({ sql }: Connection) => {
    const begin = sql.begin.bind(sql) as unknown as Begin;
    Object.assign(sql, { begin: (...given: unknown[]) => breaking(begin, given) });
  };
  const breaking = async (begin: Begin, given: unknown[]) => {
    const work = given.at(-1) as (tx: Transaction) => unknown;
    const breaks = set;
    if (breaks === null || hasStruck) return begin(...given);
    const answer = await begin(...given.slice(0, -1), async (tx: Transaction) => {
      const [session] = breaks.at === 'session' ? await tx.unsafe('select pg_backend_pid() as pid') : [];
      const unsafe = (...said: [string, ...unknown[]]) => {
        statements += 1;
        if (hasStruck || breaks.at === 'commit' || statements !== breaks.nth) return tx.unsafe(...said);
        const died = strike(`before statement ${statements}`);
        if (breaks.at === 'statement') throw died;
        void owner`select pg_terminate_backend(${Number(session!.pid)})`.catch(() => {});
        // Long enough for the session to end under it, never for anybody to wait.
        return tx.unsafe('select pg_sleep(5)');
      };
      return work(Object.assign((...said: unknown[]) => tx(...said), tx, { unsafe }) as Transaction);
    });
    commits += 1;
    if (breaks.at === 'commit' && commits === breaks.nth) throw strike(`after commit ${commits}`);
    return answer;
  };
  breakIn(line);
  return {
    get db() {
      return line.db;
    },
    set: (next) => {
      const struck = hasStruck;
      set = next;
      statements = 0;
      commits = 0;
      hasStruck = false;
      return struck;
    },
    renew: async () => {
      await line.sql.end({ timeout: 0 });
      line = connect(url, options);
      breakIn(line);
    },
    close: () => line.close(),
  };
}

type Begin = (...given: unknown[]) => Promise<unknown>;
interface Transaction {
  (...given: unknown[]): unknown;
  unsafe(...given: unknown[]): postgres.PendingQuery<postgres.Row[]>;
}
