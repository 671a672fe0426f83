import type { TestDatabase } from '../../support/database.ts';
import { cutLine, killSession, rollBack } from './faults.ts';
import { Held } from './held.ts';
import { openBreakingLine } from './line.ts';
import { Office, openOffice, SESSIONS } from './office.ts';
import {
  postAgainstRule,
  postInClosed,
  postLate,
  postNew,
  postRotten,
  replay,
  replayOther,
  submitTogether,
  takeBack,
  takeBackAgain,
} from './ordinary.ts';
import { close } from './periods.ts';
import { Sealing } from './sealing.ts';
import type { Plan, Step } from './step.ts';
import { postAgainstEachOther, postTwice, takeBackTwice } from './together.ts';
import { compareTouched } from './touched.ts';
import { Whole } from './whole.ts';

/** After so many steps everything is compared, not only what the steps touched. */
const WHOLE_EVERY = 1_500;
/** So many of the last steps are told where one fails. */
const TOLD = 24;

/**
 * Works on an empty database as an office would on a bad day: some sessions at once, everything drawn from the seed. After each round what it
 * touched is compared with the model, from time to time and at the end everything. Throws at the first difference, with the seed and the last steps; the same
 * seed takes the same steps again. Gives how often each answer and each fault was met.
 */
export async function simulate(
  { db, sql, url }: TestDatabase,
  { seed, steps }: { seed: number; steps: number },
): Promise<ReadonlyMap<string, number>> {
  await openOffice(db);
  const line = await openBreakingLine(url);
  const office = new Office(db, sql, url, line, seed);
  const held = new Held(office);
  const sealing = await Sealing.open(() => held.isOpen);
  const day = new WorkingDay(office, held, sealing);
  const said: string[] = [];
  try {
    for (let due = WHOLE_EVERY; office.steps < steps; ) {
      const round = day.plan();
      said.push(...round.map(({ what }, session) => `step ${office.steps + session}: ${what}`));
      said.splice(0, said.length - TOLD);
      await day.take(round);
      if (office.steps < due) continue;
      due += WHOLE_EVERY;
      await day.whole.compare();
    }
    await day.end();
    return office.met;
  } catch (cause) {
    const because = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `Seed ${seed}, within ${SESSIONS} steps of step ${office.steps}: ${because}\n${said.join('\n')}`,
      { cause },
    );
  } finally {
    await day.abandon();
    await line.close();
    await sealing.close();
  }
}

class WorkingDay {
  readonly whole: Whole;
  private readonly plans: (readonly [number, Plan])[];

  constructor(
    private readonly office: Office,
    private readonly held: Held,
    private readonly sealing: Sealing,
  ) {
    this.whole = new Whole(office);
    this.plans = [
      [26, postNew],
      [7, postLate],
      [12, replay],
      [6, replayOther],
      [6, postRotten],
      [4, postInClosed],
      [10, postAgainstRule],
      [10, takeBack],
      [5, takeBackAgain],
      [6, submitTogether],
      [3, postTwice],
      [2, postAgainstEachOther],
      [2, takeBackTwice],
      [4, rollBack],
      [1, killSession],
      [1, cutLine],
      [1, held.open],
      [2, held.waitInVain],
      [1, held.closeInVain],
      [1, sealing.one],
      [1, sealing.two],
    ];
  }

  /** A closing would wait for a transaction that stays open, and so would a sealer: neither comes into a round in which one is opened. */
  plan(): Step[] {
    const { office, held } = this;
    const round: Step[] = [];
    if (held.isDue) round.push(held.finish(office));
    else if (!held.isAbout && office.random.chance(4)) {
      const closing = close(office);
      if (closing !== null) return this.fill([closing], [held.open]);
    }
    const { one, two } = this.sealing;
    if (round.length > 0 || office.random.chance(50)) return this.fill(round, [held.open]);
    return this.fill(round, held.isOpen ? [] : [one, two]);
  }

  private fill(round: Step[], without: readonly Plan[]): Step[] {
    const plans = this.plans.filter(([, plan]) => !without.includes(plan));
    while (round.length < SESSIONS) {
      const step = this.office.random.weighted(plans)(this.office, round.length);
      if (step !== null) round.push(step);
    }
    return round;
  }

  async take(round: readonly Step[]): Promise<void> {
    const results = await Promise.allSettled(round.map((step) => step.run()));
    const failed = results.findIndex(({ status }) => status === 'rejected');
    if (failed >= 0) {
      const { reason } = results[failed] as PromiseRejectedResult;
      throw new Error(`"${round[failed]!.what}": ${reason?.message ?? reason}`, { cause: reason });
    }
    for (const step of round) step.settle?.();
    await compareTouched(this.office);
    this.office.endRound();
  }

  async end(): Promise<void> {
    if (this.held.isOpen) await this.take([this.held.finish(this.office)]);
    await this.sealing.finish(this.office);
    await this.whole.compare();
  }

  /** Where a step failed a transaction may still be open, and would keep the database from being dropped. */
  async abandon(): Promise<void> {
    if (this.held.isOpen)
      await this.held
        .finish(this.office)
        .run()
        .catch(() => {});
  }
}
