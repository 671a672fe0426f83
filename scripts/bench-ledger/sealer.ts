import { connect } from '../../src/db.ts';
import { openSealKey, seal, verify } from '../../src/ledger/seal/index.ts';

/**
 * The sealer as a process of its own, as the worker is one: `sealer.ts <seal|verify|loop> <url> <key file>`. Its memory is then its own as well. Writes one line of
 * JSON; a loop seals every second until its input ends.
 */
const [, , work, url = '', keyFile = ''] = process.argv;
const key = await openSealKey(keyFile);
const { db, close } = connect(url, { maximumConnections: 4, role: 'dwangsom_application' });
const began = performance.now();
const entries =
  work === 'verify' ? await verifyAll() : work === 'seal' ? await sealAll() : await sealOnAndOn();
const milliseconds = performance.now() - began;
await close();
// In kilobytes on Linux and macOS alike.
const peakMegabytes = process.resourceUsage().maxRSS / 1_024;
console.log(JSON.stringify({ entries, milliseconds, peakMegabytes }));

async function sealAll(): Promise<number> {
  return (await seal(db, { key, now: new Date() })).entries;
}

async function verifyAll(): Promise<number> {
  const { entries, faultCount, tail } = await verify(db, { trusted: [key.publicKey] });
  if (faultCount > 0) throw new Error(`${faultCount} faults`);
  return entries + tail;
}

async function sealOnAndOn(): Promise<number> {
  let isEnding = false;
  let sealed = 0;
  process.stdin.on('end', () => {
    isEnding = true;
  });
  process.stdin.resume();
  while (!isEnding) {
    sealed += await sealAll();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  return sealed;
}
