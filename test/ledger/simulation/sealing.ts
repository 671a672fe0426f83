import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openSealKey, type SealKey, seal, verify } from '../../../src/ledger/seal/index.ts';
import type { Office } from './office.ts';
import type { Plan } from './step.ts';

/** The sealer as a session among the others. Small blocks, so that there are many of them. */
export class Sealing {
  private constructor(
    private readonly key: SealKey,
    private readonly directory: string,
    private readonly isHeldBack: () => boolean,
  ) {}

  static async open(isHeldBack: () => boolean): Promise<Sealing> {
    const directory = await mkdtemp(join(tmpdir(), 'dwangsom-simulation-'));
    return new Sealing(await openSealKey(join(directory, 'seal.pem')), directory, isHeldBack);
  }

  readonly one: Plan = (office) => this.step(office, 1);

  /** As when the job runs twice: the two make one chain. */
  readonly two: Plan = (office) => this.step(office, 2);

  /** Now that nobody works everything can be sealed, and all of it must verify. */
  async finish(office: Office): Promise<void> {
    const { entries } = office.books;
    await seal(office.db, { key: this.key, now: office.now });
    const verified = await verify(office.db, { trusted: [this.key.publicKey] });
    expect(verified).toMatchObject({ entries: entries.size, tail: 0, faultCount: 0, faults: [] });
  }

  async close(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }

  private step(office: Office, sealers: number) {
    const isHeldBack = this.isHeldBack();
    const entriesPerBlock = 5 + office.random.below(60);
    const options = {
      key: this.key,
      now: office.now,
      patienceMilliseconds: isHeldBack ? 10 : 5_000,
      entriesPerBlock,
    };
    return {
      what: `seal, ${sealers} at once, blocks of ${entriesPerBlock}${isHeldBack ? ', held back by the open transaction' : ''}`,
      run: async () => {
        const sealed = await Promise.all(Array.from({ length: sealers }, () => seal(office.db, options)));
        expect(sealed.map(({ falseIds }) => falseIds)).toEqual(sealed.map(() => []));
        // Below an open transaction nothing may be sealed, because what it posted would come into the block later.
        if (isHeldBack) expect(sealed.map(({ blocks }) => blocks)).toEqual(sealed.map(() => 0));
        office.meet(isHeldBack ? 'seal held back' : sealers === 2 ? 'two sealers' : 'sealed');
      },
    };
  }
}
