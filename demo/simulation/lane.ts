import type { Db, Sql } from '../../src/db.ts';
import { type Break, type BreakingConnection, openBreakingConnection } from './breaking-connection.ts';
import type { Draw } from './draw.ts';
import type { Tally } from './tally.ts';

/**
 * One worker of the office, which takes case after case. Whatever it does may break off half-way, or be done twice at once; it then does it again, as a
 * queue would, or leaves it for the next day, as where the queue was lost.
 */
export interface Lane {
  readonly db: Db;
  /** Answers what the act answered; null where it was left for another day. */
  act<Answer>(draw: Draw, what: string, work: (db: Db) => Promise<Answer>): Promise<Answer | null>;
  close(): Promise<void>;
}

export interface LaneOptions {
  readonly url: string;
  readonly db: Db;
  readonly owner: Sql;
  readonly hasFaults: boolean;
  readonly tally: Tally;
}

/** So many of a hundred acts break, of those that write. */
const BREAKS_PERCENT = 4;

export function openLane({ url, db, owner, hasFaults, tally }: LaneOptions): Lane {
  if (!hasFaults) return { db, act: (_draw, _what, work) => work(db), close: async () => {} };
  const line: BreakingConnection = openBreakingConnection(url, owner);
  return {
    get db() {
      return line.db;
    },
    act: async (draw, what, work) => {
      const breaks = draw.percent(BREAKS_PERCENT) ? breakOf(draw) : null;
      const isGivenUp = draw.percent(25);
      if (breaks === null) return work(line.db);
      line.set(breaks);
      try {
        return await work(line.db);
      } catch (cause) {
        if (!line.set(null)) throw cause;
        tally.count(`fault: died at a ${breaks.at} while ${what}`);
        await line.renew();
        return isGivenUp ? null : await work(line.db);
      } finally {
        line.set(null);
      }
    },
    close: () => line.close(),
  };
}

function breakOf(draw: Draw): Break {
  const at = draw.pick(['statement', 'statement', 'session', 'commit'] as const);
  return { at, nth: at === 'commit' ? draw.between(1, 2) : draw.between(1, 24) };
}
