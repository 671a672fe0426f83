// Runs every check to its end, also when an earlier one fails: whoever mends one fault wants to know of the others.
import { spawnSync } from 'node:child_process';

const checks = ['check:types', 'check:style', 'check:unused', 'check:rooms', 'check:words', 'check:schema'];
const failed = checks.filter((name) => {
  console.log(`\n== npm run ${name}`);
  return spawnSync('npm', ['run', '--silent', name], { stdio: 'inherit' }).status !== 0;
});
console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
