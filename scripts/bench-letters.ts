import { letterExamples } from '../demo/letters.ts';
import { type LetterData, renderLetter } from '../src/letters/index.ts';
import { figure, heading, milliseconds, whole } from './bench-ledger/report.ts';

/**
 * What a worker holds in memory while it draws letters: `npm run bench:letters`, or with a number of letters behind `--` (2,000 where none is given).
 * Every document in both languages in turn, each to another name, so that no letter is drawn from memory. Exit 1 where it held more than is asked.
 */
const count = Number(process.argv[2] ?? 2_000);
if (!Number.isInteger(count) || count < 10)
  throw new Error('bench:letters takes a whole number of letters, at least 10');
const ASKED_MEGABYTES = 600;

const examples = [...letterExamples('nl'), ...letterExamples('en')].map(({ letter }) => letter);
const megabytes = () => process.memoryUsage.rss() / 1_048_576;

heading(`${whole(count)} letters`);
const began = performance.now();
let most = 0;
for (let drawn = 1; drawn <= count; drawn++) {
  const letter = examples[drawn % examples.length]!;
  const { addressee } = letter;
  await renderLetter({
    ...letter,
    addressee: { ...addressee, name: `${addressee.name} ${drawn}` },
  } as LetterData);
  most = Math.max(most, megabytes());
  if (drawn % Math.floor(count / 10) === 0) figure(`after ${whole(drawn)}`, `${whole(megabytes())} MB`);
}
figure('a letter', milliseconds((performance.now() - began) / count));
const isMet = most < ASKED_MEGABYTES;
figure('memory at its most', `${whole(most)} MB`, { text: `< ${ASKED_MEGABYTES} MB`, isMet });
process.exitCode = isMet ? 0 : 1;
