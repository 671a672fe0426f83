import type postgres from 'postgres';

/**
 * Ends a transaction where its line ends, which postgres.js 3.4.9 does not do by itself:
 * - it writes its own ROLLBACK to the socket that is gone, outside of every promise, and that ends the process (porsager/postgres#1208);
 * - where the pool has connected again, it runs there what the callback still says, outside of any transaction, and it stands (#1155);
 * - where the line ended in an error, it counts what was said after that as sent, and the next statements on the connection wait for answers that do not come.
 *
 * The driver holds a connection reserved for the transaction that runs on it, and lets go when the line or the transaction ends. So before every
 * statement this looks whether it is still reserved, and refuses the statement where it is not. A transaction that lost its line
 * rejects with the code CONNECTION_CLOSED; whether a COMMIT that was under way has landed is not known then.
 *
 * What this leans on is not documented; test/transaction-guard.test.ts holds it.
 */
export function guardTransactions(sql: postgres.Sql): void {
  const mend = mendClosing(sql);
  const begin = sql.begin.bind(sql) as unknown as Open;
  const unsafe = sql.unsafe.bind(sql) as unknown as (...given: unknown[]) => Statement;
  // The driver's BEGIN is a call of `sql.unsafe` inside the call of `sql.begin`, which is how the two find each other.
  let opening: Hold | undefined;
  const hearsBegin = (...given: unknown[]) => {
    const statement = unsafe(...given);
    const hold = opening;
    const { onexecute } = statement.options;
    if (hold === undefined || onexecute === undefined) return statement;
    statement.options.onexecute = (line) => {
      const answer = onexecute(line);
      hold.take(line);
      mend(line);
      return answer;
    };
    return statement;
  };
  const guarded = (...given: unknown[]) => {
    const hold = new Hold();
    opening = hold;
    const done = inside(hold, begin, given, () => hold.end());
    opening = undefined;
    return done;
  };
  Object.assign(sql, { unsafe: hearsBegin, begin: guarded });
}

/** What a transaction holds of the driver: the connection, as long as that is reserved for it. */
class Hold {
  #line: Line | undefined;
  #reservation: unknown;
  #isOver = false;

  take(line: Line): void {
    this.#line = line;
    this.#reservation = line.reserved;
  }

  /** The callback has ended. What it left running is not part of the transaction any more. */
  end(): void {
    this.#isOver = true;
  }

  get isLost(): boolean {
    return this.#line === undefined || this.#line.reserved !== this.#reservation;
  }

  /** The reason not to execute a statement of the callback. */
  refusal(): Error | undefined {
    if (this.#isOver) return new Error('This transaction has ended; nothing can be executed in it any more.');
    return this.isLost ? lost() : undefined;
  }
}

function lost(cause?: unknown): Error {
  const message =
    'The connection of this transaction was lost. Nothing more is executed in it; it must be tried again as a whole.';
  return Object.assign(new Error(message, { cause }), { code: 'CONNECTION_CLOSED' });
}

/**
 * Runs the callback at the end of `given` in a transaction or savepoint. Where the line is lost, the driver is not told how the callback ended,
 * because it would write COMMIT or ROLLBACK to a connection that is no longer there; whoever waits is told at once.
 */
function inside(hold: Hold, open: Open, given: unknown[], whenEnded = () => {}): Promise<unknown> {
  const work = given.at(-1) as Work;
  return new Promise((resolve, reject) => {
    let hasReturned = false;
    const watched: Work = async (tx) => {
      let cause: unknown;
      try {
        const said = work(guardStatements(tx, hold));
        // A list of statements is executed by whoever waits for it, as the driver does.
        const value = await (Array.isArray(said) ? Promise.all(said) : said);
        hasReturned = true;
        if (!hold.isLost) return value;
      } catch (error) {
        if (!hold.isLost) throw error;
        cause = error;
      } finally {
        whenEnded();
      }
      reject(lost(cause));
      // A new one every time: one for all would keep whatever waited for it.
      return new Promise(() => {});
    };
    open(...given.slice(0, -1), watched).then(resolve, (error) =>
      reject(isOfBreak(error, hasReturned) ? lost(error) : error),
    );
  });
}

/**
 * Says whether the driver's own COMMIT or ROLLBACK met the break. An error of a system call can be the callback's own, say of a file; once that has
 * returned there is only the line.
 */
function isOfBreak(error: { code?: unknown } | null | undefined, hasReturned: boolean): boolean {
  return (
    error?.code === 'CONNECTION_DESTROYED' || (hasReturned && error instanceof Error && 'syscall' in error)
  );
}

/** The transaction with every way to say a statement guarded. The statements remain the driver's own, and are executed when waited for, as ever. */
function guardStatements(tx: Transaction, hold: Hold): Transaction {
  const guard = <Made>(made: Made): Made => {
    if (!isStatement(made)) return made;
    const execute = made.handler;
    made.handler = (statement) => {
      const refusal = hold.refusal();
      return refusal === undefined ? execute(statement) : refuse(statement, refusal);
    };
    return made;
  };
  const { unsafe, file, notify, savepoint } = tx;
  return Object.assign((...given: unknown[]) => guard(tx(...given)), tx, {
    unsafe: (...given: unknown[]) => guard(unsafe(...given)),
    file: (...given: unknown[]) => guard(file(...given)),
    notify: async (...given: unknown[]) => {
      const refusal = hold.refusal();
      if (refusal !== undefined) throw refusal;
      return notify(...given);
    },
    savepoint: async (...given: unknown[]) => {
      const refusal = hold.refusal();
      if (refusal !== undefined) throw refusal;
      return inside(hold, savepoint, given);
    },
  });
}

/** `tx('name')` and `tx(rows)` make parts of a statement, which nobody executes. */
function isStatement(made: unknown): made is Statement {
  return made instanceof Promise && 'handler' in made;
}

function refuse(statement: Statement, refusal: Error): void {
  // The driver does the same to what it executes: a statement that nobody waits for does not end the process.
  statement.catch(() => {});
  statement.reject(refusal);
}

/**
 * Lets go of what the driver keeps of a connection that closed. What was said between the error and the end of a line it neither rejects nor forgets;
 * and `end` waits for the statement that was interrupted, so that closing the pool would take until its time is up.
 */
function mendClosing(sql: postgres.Sql): (line: Line) => void {
  const lines = new Map<number, Line>();
  let closed: unknown;
  const { onclose } = sql.options;
  sql.options.onclose = (id) => {
    const line = lines.get(id);
    closed = line?.queue ?? closed;
    line?.terminate();
    onclose?.(id);
  };
  return (line) => {
    if (lines.has(line.id)) return;
    lines.set(line.id, line);
    const end = line.end;
    line.end = () => {
      const isClosed = line.queue === closed;
      const ended = end();
      if (isClosed) line.terminate();
      return ended;
    };
  };
}

/** A connection of the driver's pool. Its queue says what it is doing. */
interface Line {
  readonly id: number;
  readonly reserved: unknown;
  readonly queue: unknown;
  end(): Promise<void>;
  terminate(): void;
}

interface Statement extends Promise<unknown> {
  handler: (statement: Statement) => unknown;
  reject(error: Error): void;
  readonly options: { onexecute?: (line: Line) => unknown };
}

interface Transaction {
  (...given: unknown[]): unknown;
  unsafe(...given: unknown[]): unknown;
  file(...given: unknown[]): unknown;
  notify(...given: unknown[]): unknown;
  savepoint: Open;
}

type Work = (tx: Transaction) => unknown;
type Open = (...given: unknown[]) => Promise<unknown>;
