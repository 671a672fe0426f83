import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { connect, type Db, type Tx } from '../../../src/db.ts';
import { type EntryDraft, type Posted, post } from '../../../src/ledger/index.ts';
import { aDraft } from './drafts.ts';
import type { Cut } from './line.ts';
import { answerOf, entryOf, type Office } from './office.ts';
import { namesOf } from './ordinary.ts';
import type { Plan } from './step.ts';

/** What the caller does after posting in the same transaction fails. */
export const rollBack: Plan = (office) => {
  const drafts = Array.from({ length: 1 + office.random.below(3) }, () => aDraft(office));
  const expected = office.books.answersTo(drafts);
  return {
    what: `post and roll back: ${namesOf(drafts)}`,
    run: async () => {
      const lost = office.db.transaction(async (tx) => {
        expect((await post(tx, drafts.map(entryOf))).map(answerOf)).toEqual(expected);
        throw new Error('the next step failed');
      });
      await expect(lost).rejects.toThrow('the next step failed');
      office.meet('rolled back');
    },
  };
};

/** The server ends the session before the commit; sometimes the caller then tries again. */
export const killSession: Plan = (office) => {
  const draft = aDraft(office);
  const triesAgain = office.random.chance(50);
  if (triesAgain) office.books.post([draft]);
  return {
    what: `killed before commit${triesAgain ? ', then tried again' : ''}: ${draft.key}`,
    run: async () => {
      await onALineOfItsOwn(office.url, async (db) => {
        const lost = throughABreak(db, async (tx, broken) => {
          await post(tx, entryOf(draft));
          await endSession(office, tx);
          return broken;
        });
        await expect(lost).rejects.toThrow();
      });
      office.meet('killed before commit');
      if (triesAgain) await postAgain(office, draft, 'booked');
    },
  };
};

/** The line breaks at the COMMIT, and the caller cannot know whether it was done. Trying again gives exactly one. */
export const cutLine: Plan = (office) => {
  const draft = aDraft(office);
  const cut = office.random.pick<Cut>(['after-commit', 'before-commit']);
  office.books.post([draft]);
  return {
    what: `line cut ${cut}, then tried again: ${draft.key}`,
    run: async () => {
      await onALineOfItsOwn(office.line.url(cut), async (db) => {
        const lost = throughABreak(db, async (tx) => {
          const [posted] = await post(tx, entryOf(draft));
          if (cut === 'after-commit') office.compare([draft.key], [posted!], ['booked']);
        });
        await expect(lost).rejects.toThrow('CONNECTION_CLOSED');
      });
      office.meet(`cut ${cut}`);
      // While the server is still at it, the second try waits for the first.
      await postAgain(office, draft, cut === 'after-commit' ? 'replayed' : 'booked');
    },
  };
};

async function postAgain(office: Office, draft: EntryDraft, expected: string): Promise<void> {
  const posted: Posted[] = await office.db.transaction((tx) => post(tx, entryOf(draft)));
  office.compare([draft.key], posted, [expected]);
}

/**
 * A transaction on a line that will break. Where the work fails because of that it is never told to the driver: postgres.js 3.4.9 would write its ROLLBACK to
 * the socket that is gone, outside of every promise, and the process would end (porsager/postgres#1208: `nextWrite` in its connection.js). The
 * driver sees the break by itself and rejects the transaction.
 */
export function throughABreak<Result>(
  db: Db,
  work: (tx: Tx, broken: Promise<never>) => Promise<Result>,
): Promise<Result> {
  const broken = new Promise<never>(() => {});
  return db.transaction((tx) =>
    work(tx, broken).catch((error: { code?: string }) => {
      if (error.code === 'CONNECTION_CLOSED' || error.code === 'ECONNRESET') return broken;
      throw error;
    }),
  );
}

/** A connection that no other step is given after it broke. */
async function onALineOfItsOwn(url: string, work: (db: Db) => Promise<void>): Promise<void> {
  const { db, close } = openLine(url);
  try {
    await work(db);
  } finally {
    await close();
  }
}

/** postgres.js takes the statement that the break cut off for one still under way, and its `end` would wait for that; hence without patience. */
export function openLine(url: string): { db: Db; close(): Promise<void> } {
  const { db, sql } = connect(url, { maximumConnections: 1, role: 'dwangsom_application' });
  return { db, close: () => sql.end({ timeout: 0 }) };
}

/** Whoever needs what its transaction holds waits until the server has undone it; nobody here has to. */
export async function endSession(office: Office, tx: Tx): Promise<void> {
  const [session] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  await office.sql`select pg_terminate_backend(${session!.pid})`;
}
