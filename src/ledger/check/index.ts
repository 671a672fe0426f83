import { existsSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import type { Db } from '../../db.ts';
import { readPublished, verify } from '../seal/index.ts';
import { checkEntries } from './entries.ts';
import type { Finding, Progress } from './finding.ts';
import { checkGuards } from './guards.ts';
import { checkSums } from './sums.ts';

export type { Finding, Progress } from './finding.ts';

export interface Checked {
  readonly entries: number;
  readonly blocks: number;
  /** At most `MOST`; `found` counts them all. */
  readonly findings: readonly Finding[];
  readonly found: number;
}

export interface CheckOptions {
  /** The public keys by which the seal may be signed. */
  readonly trusted: readonly Buffer[];
  /** The file of published blocks, to compare the chain with; without it nobody sees that the end of the chain was cut off. */
  readonly published?: string | undefined;
  readonly onProgress?: (progress: Progress) => void;
}

const MOST = 1_000;

/**
 * Everything that must hold over the whole ledger, worked out anew from its rows: every entry is whole and balances, balances and day totals are what
 * the postings add up to, control accounts equal their detail, nothing entered a closed period, no key stands twice, the guards of the database
 * stand, and the seal verifies (which recomputes what every entry says). Reads; changes nothing. Posting may go on meanwhile.
 */
export async function check(
  db: Db,
  { trusted, published, onProgress = () => {} }: CheckOptions,
): Promise<Checked> {
  const findings: Finding[] = [];
  let found = 0;
  const report = (finding: Finding) => {
    found += 1;
    if (findings.length < MOST) findings.push(finding);
  };
  const [count] = await db.execute<{ last: string; entries: string }>(
    sql`select coalesce(max(id), 0)::text as last, count(*)::text as entries from ledger.entry`,
  );
  const { last, entries } = count!;
  await checkGuards(db, report);
  onProgress({ part: 'guards', done: 1, of: 1 });
  await checkEntries(db, BigInt(last), report, onProgress);
  await checkSums(db, report);
  onProgress({ part: 'sums', done: 1, of: 1 });
  const verified = await verify(db, {
    trusted,
    published: published !== undefined && existsSync(published) ? readPublished(published) : undefined,
    onProgress: ({ entries: done, total }) => onProgress({ part: 'sealed entries', done, of: total }),
  });
  for (const { what, block, entryId, key, sentence } of verified.faults) {
    report({ what: `seal-${what}`, entry: entryId, about: key ?? `block ${block}`, sentence });
  }
  found += verified.faultCount - verified.faults.length;
  if (published !== undefined && verified.blocks > 0 && !existsSync(published)) {
    const sentence = `The published blocks should stand in ${published}, and that file is not there. Put it back from where it was copied to.`;
    report({ what: 'seal-published', entry: null, about: published, sentence });
  }
  return { entries: Number(entries), blocks: verified.blocks, findings, found };
}
