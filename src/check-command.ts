import type { Writable } from 'node:stream';
import { checkCases } from './collections/index.ts';
import type { Db } from './db.ts';
import { check, type Finding } from './ledger/index.ts';
import { showProgress } from './progress.ts';
import type { Day } from './values/index.ts';

/**
 * `dwangsom check`: everything that must hold over the whole database. It reads and changes nothing; the nightly run of the same halts the cases that
 * differ. Exit code 0 where all holds, 1 on any difference.
 */
export async function runCheck(
  db: Db,
  {
    today,
    trusted,
    published,
    json,
  }: { today: Day; trusted: readonly Buffer[]; published: string | undefined; json: boolean },
  { output, errors }: { output: Writable; errors: Writable },
): Promise<number> {
  const progress = showProgress(errors);
  const books = await check(db, { trusted, published, onProgress: progress.show });
  const cases = await checkCases(db, today, { halts: false, onProgress: progress.show });
  progress.end();
  const findings = [...books.findings, ...cases.findings];
  const found = books.found + cases.findings.length;
  const looked = {
    entries: books.entries,
    blocks: books.blocks,
    cases: cases.cases,
    notAssessed: cases.notAssessed,
  };
  if (json) {
    output.write(`${JSON.stringify({ ...looked, found, findings: findings.map(written) }, null, 2)}\n`);
  } else {
    output.write(`${textOf(looked, found, findings)}\n`);
  }
  return found === 0 ? 0 : 1;
}

/** JSON knows no bigint, and an id may be larger than a double holds. */
function written(finding: Finding): Record<string, string | null> {
  return { ...finding, entry: finding.entry === null ? null : `${finding.entry}` };
}

function textOf(
  {
    entries,
    blocks,
    cases,
    notAssessed,
  }: { entries: number; blocks: number; cases: number; notAssessed: number },
  found: number,
  findings: readonly Finding[],
): string {
  const looked = `Looked at ${entries} entries, ${blocks} sealed blocks and ${cases} cases.`;
  const left =
    notAssessed === 0
      ? []
      : [`${notAssessed} cases cannot be assessed today and stand still; their books were not compared.`];
  if (found === 0) return [looked, ...left, 'Everything holds.'].join('\n');
  const more = found > findings.length ? [`… and ${found - findings.length} more.`] : [];
  return [
    looked,
    ...left,
    `${found} ${found === 1 ? 'thing does' : 'things do'} not hold:`,
    ...findings.map(({ what, sentence }) => `- ${what}: ${sentence}`),
    ...more,
  ].join('\n');
}
