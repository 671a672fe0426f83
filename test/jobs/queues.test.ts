import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { QUEUE_NAMES, type QueueName, settingsOf } from '../../src/jobs/queues.ts';
import { OUTBOX_SILENCE_MILLISECONDS } from '../../src/jobs/waker.ts';

const document = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');

test('the table of docs/operations.md is the one that the program reads', () => {
  for (const name of QUEUE_NAMES) expect(document).toContain(rowOf(name));
  const rows = document.match(/^\| `[a-z]+` \| [^|]+ \| `[a-z-]+`/gm);
  expect(rows).toHaveLength(QUEUE_NAMES.length);
});

test('what is scheduled in a queue is a job of that queue, and a job belongs to one queue', () => {
  const jobs = QUEUE_NAMES.flatMap((name) => [...settingsOf(name).jobs]);
  expect(new Set(jobs).size).toBe(jobs.length);
  for (const name of QUEUE_NAMES)
    for (const { job } of settingsOf(name).schedules) expect(settingsOf(name).jobs).toContain(job);
});

test('a promised act is left alone for longer than all attempts of its job take', () => {
  // 2 + 4 + … + 128 = 254 seconds, for what is spread makes a wait shorter only; the silence is five minutes.
  const { attempts, firstRetryMilliseconds } = settingsOf('post');
  const waits = Array.from({ length: attempts - 1 }, (_, retry) => firstRetryMilliseconds * 2 ** retry);
  const longest = waits.reduce((sum, wait) => sum + wait, 0);
  expect(longest).toBeLessThan(OUTBOX_SILENCE_MILLISECONDS);
});

function rowOf(name: QueueName): string {
  const { does, jobs, concurrency, attempts, firstRetryMilliseconds, schedules } = settingsOf(name);
  const rounds = schedules.map(({ job, repeat, atStart }) => {
    const when = 'pattern' in repeat ? `at \`${repeat.pattern}\`` : `every ${repeat.every / 1_000} s`;
    return `\`${job}\` ${when}${atStart ? ' and at each start' : ''}`;
  });
  const cells = [
    `\`${name}\``,
    does,
    jobs.map((job) => `\`${job}\``).join(', '),
    concurrency,
    attempts,
    `${firstRetryMilliseconds / 1_000} s`,
    rounds.length === 0 ? 'when woken' : rounds.join('; '),
  ];
  return `| ${cells.join(' | ')} |`;
}
