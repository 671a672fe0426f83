import type { Db } from '../db.ts';
import type { Day } from '../values/index.ts';

/** A step that somebody waits for. */
export interface Asked {
  readonly caseId: string;
  readonly today: Day;
  readonly now: Date;
}

/** How steps are taken. Both answer how many days each took. */
export interface Steps {
  /** In one transaction, all or none; by the id of the case. A case that somebody else holds just now is left out. */
  together(db: Db, asked: readonly Asked[]): Promise<ReadonlyMap<string, number>>;
  alone(db: Db, asked: Asked): Promise<number>;
}

interface Waiting {
  readonly asked: Asked;
  resolve(days: number): void;
  reject(cause: unknown): void;
}

interface Desk {
  waiting: Waiting[];
  lanes: number;
}

/** While one waits for PostgreSQL the other reckons; a third would only take a connection. */
const LANES = 2;
/** What a transaction costs apart from its cases is small change by then, and who comes for one of them does not wait long. */
const CASES_MAXIMUM = 25;

/**
 * Those who ask for a step at the same moment share one transaction: what it costs to begin, to commit and to wait for an answer is most of the price of a small step.
 * Whoever finds both lanes at work goes with the next. No timer, so a lone caller waits for nobody. Each is answered for himself: what goes
 * wrong together is taken back and tried case by case, so that only the culprit fails.
 */
export function openDesk(steps: Steps): (db: Db, asked: Asked) => Promise<number> {
  const desks = new WeakMap<Db, Desk>();
  return (db, asked) => {
    const desk = desks.get(db) ?? { waiting: [], lanes: 0 };
    desks.set(db, desk);
    return new Promise((resolve, reject) => {
      desk.waiting.push({ asked, resolve, reject });
      if (desk.lanes === LANES) return;
      desk.lanes += 1;
      // After the callers of this very moment, who then go along.
      queueMicrotask(() => serve(db, desk, steps));
    });
  };
}

async function serve(db: Db, desk: Desk, steps: Steps): Promise<void> {
  while (desk.waiting.length > 0) await take(db, pick(desk), steps);
  desk.lanes -= 1;
}

/** Of one day, and one case once: who asks for it a second time goes with the next. */
function pick(desk: Desk): Waiting[] {
  const { today } = desk.waiting[0]!.asked;
  const picked = new Map<string, Waiting>();
  const left: Waiting[] = [];
  for (const one of desk.waiting) {
    const { asked } = one;
    if (picked.size < CASES_MAXIMUM && asked.today === today && !picked.has(asked.caseId))
      picked.set(asked.caseId, one);
    else left.push(one);
  }
  desk.waiting = left;
  return [...picked.values()];
}

/** Never throws: whoever waits is told. */
async function take(db: Db, batch: readonly Waiting[], steps: Steps): Promise<void> {
  let alone = batch;
  if (batch.length > 1) {
    const asked = batch.map((one) => one.asked);
    // What went wrong is not said here: whose fault it was comes back when each is tried alone.
    const taken = await steps.together(db, asked).catch(() => new Map<string, number>());
    for (const { asked: one, resolve } of batch) if (taken.has(one.caseId)) resolve(taken.get(one.caseId)!);
    alone = batch.filter((one) => !taken.has(one.asked.caseId));
  }
  for (const one of alone) await steps.alone(db, one.asked).then(one.resolve, one.reject);
}
