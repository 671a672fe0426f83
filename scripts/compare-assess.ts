import { generateCase } from '../test/law/second-reading/cases.ts';
import { differencesOn } from '../test/law/second-reading/differences.ts';

/**
 * Compares src/law with the second reading on many generated cases: `npm run compare:assess -- 20000`, and from another seed on
 * `npm run compare:assess -- 20000 50000`. Progress goes to standard error, the outcome to standard output; exit 1 where any case differs.
 */
const count = wholeNumber(process.argv[2] ?? '20000', 'the number of cases');
const firstSeed = wholeNumber(process.argv[3] ?? '0', 'the first seed');
const SHOWN = 20;

let different = 0;
for (let done = 0; done < count; done++) {
  const seed = firstSeed + done;
  const found = differencesOn(generateCase(seed));
  if (found.length > 0) {
    different += 1;
    if (different <= SHOWN) console.log(`seed ${seed}\n  ${found.slice(0, 5).join('\n  ')}`);
  }
  if ((done + 1) % 1_000 === 0) process.stderr.write(`${done + 1} of ${count}, ${different} different\n`);
}
console.log(`${count} cases from seed ${firstSeed} on, ${different} of them different`);
process.exitCode = different === 0 ? 0 : 1;

function wholeNumber(text: string, what: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Error(`${what} must be a whole number of at most nine digits, not "${text}"`);
}
