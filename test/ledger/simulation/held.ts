import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { closePeriod, type EntryDraft, type Posted, post } from '../../../src/ledger/index.ts';
import { addDays } from '../../../src/values/index.ts';
import { aDraft, linesOver } from './drafts.ts';
import { endSession, openLine, throughABreak } from './faults.ts';
import { entryOf, HELD, type Office } from './office.ts';
import type { Plan, Step } from './step.ts';

type Ending = 'commit' | 'roll back' | 'kill';

/** A transaction that posted and stays open while others work, for some rounds. One at a time. */
export class Held {
  private drafts: readonly EntryDraft[] = [];
  private until = 0;
  private end: (how: Ending) => Promise<unknown> = async () => {};
  private state: 'none' | 'opening' | 'open' = 'none';

  constructor(private readonly office: Office) {}

  get isOpen(): boolean {
    return this.state === 'open';
  }

  /** Also in the round in which it is being opened. */
  get isAbout(): boolean {
    return this.state !== 'none';
  }

  get isDue(): boolean {
    return this.isOpen && this.office.steps >= this.until;
  }

  readonly open: Plan = (office) => {
    if (this.isAbout) return null;
    this.drafts = Array.from({ length: 1 + office.random.below(2) }, () =>
      aDraft(office, { lines: linesOver(office, HELD) }),
    );
    this.until = office.steps + 20 + office.random.below(100);
    this.state = 'opening';
    for (const { key } of this.drafts) office.heldKeys.add(key);
    return {
      what: `a transaction posts and stays open: ${this.drafts.map(({ key }) => key).join(', ')}`,
      run: () => this.start(),
      settle: () => {
        this.state = 'open';
        office.meet('left open');
      },
    };
  };

  readonly finish = (office: Office): Step => {
    const how = office.random.pick<Ending>(['commit', 'roll back', 'kill']);
    const { drafts, end } = this;
    this.state = 'none';
    office.heldKeys.clear();
    for (const { key } of drafts) office.claimed.add(key);
    if (how === 'commit') office.books.post(drafts);
    return {
      what: `the open transaction ends: ${how}`,
      run: async () => {
        const posted = await end(how);
        if (how === 'commit') {
          const keys = drafts.map(({ key }) => key);
          office.compare(
            keys,
            posted as Posted[],
            drafts.map(() => 'booked'),
          );
        }
        office.meet(`left open, then ${how}`);
      },
    };
  };

  /** Somebody waits for it no longer than he wants to: on the account, on the key, or to close the period. */
  readonly waitInVain: Plan = (office) => {
    if (!this.isOpen) return null;
    const onKey = office.random.chance(50);
    const draft = onKey ? this.drafts[0]! : aDraft(office, { lines: linesOver(office, HELD) });
    return {
      what: `waits in vain for the open transaction: ${draft.key}`,
      run: async () => {
        const late = office.db.transaction(async (tx) => {
          await tx.execute(sql`set local lock_timeout = '5ms'`);
          return post(tx, entryOf(draft));
        });
        await expect(late).rejects.toMatchObject({ code: '55P03' });
        office.meet('lock time-out');
      },
    };
  };

  readonly closeInVain: Plan = (office) => {
    if (!this.isOpen) return null;
    const through = addDays(office.today, -1);
    return {
      what: `waits in vain to close through ${through}`,
      run: async () => {
        const late = office.db.transaction(async (tx) => {
          await tx.execute(sql`set local lock_timeout = '5ms'`);
          return closePeriod(tx, { through, closedBy: 'user_A', approvedBy: 'user_B', today: office.today });
        });
        await expect(late).rejects.toMatchObject({ cause: { code: '55P03' } });
        office.meet('lock time-out of a closing');
      },
    };
  };

  private async start(): Promise<void> {
    const { office, drafts } = this;
    const { db, close } = openLine(office.url);
    let tell!: (how: Ending) => void;
    const told = new Promise<Ending>((resolve) => {
      tell = resolve;
    });
    let started!: () => void;
    let failed!: (cause: unknown) => void;
    const isOpen = new Promise<void>((resolve, reject) => {
      started = resolve;
      failed = reject;
    });
    const done = throughABreak(db, async (tx, broken) => {
      const posted = await post(tx, drafts.map(entryOf));
      started();
      const how = await told;
      if (how === 'roll back') throw new Error('given up');
      if (how === 'kill') await endSession(office, tx);
      return how === 'kill' ? broken : posted;
    });
    done.catch(failed);
    this.end = async (how) => {
      tell(how);
      try {
        return how === 'commit' ? await done : await expect(done).rejects.toThrow();
      } finally {
        await close();
      }
    };
    await isOpen;
  }
}
