import { createPublicKey } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { openSimulator } from '../demo/deurwaarder.ts';
import { systemClock } from '../src/clock.ts';
import { executieopdrachtJsonSchema, openSigningKey } from '../src/deurwaarder/index.ts';
import { addDays } from '../src/values/index.ts';

/** `npm run deurwaarder-simulator`: an invented deurwaarder on this machine, to try the program on. Everything he reports is invented. */
interface Flags {
  port: number;
  seed: number;
  delayMs: number;
  lose: number;
  double: number;
  keyDir: string;
  secondsPerDay?: number;
  printSchema?: true;
}

await new Command('deurwaarder-simulator')
  .description('An invented deurwaarder, as an HTTP server on this machine (docs/executieopdracht.md)')
  .option('--port <number>', 'where to listen; 0 for any free port', numberFrom(0, 65_535), 0)
  .option('--seed <number>', 'draws the same course of events for the same number', numberFrom(0, 2 ** 32), 1)
  .option('--delay-ms <number>', 'milliseconds before each answer', numberFrom(0, 60_000), 0)
  .option('--lose <share>', 'share of requests of which request or answer is lost', numberFrom(0, 1), 0)
  .option('--double <share>', 'share of messages told twice and out of order', numberFrom(0, 1), 0)
  .option('--key-dir <folder>', 'where both keys lie; made where missing', '.data/deurwaarder-simulator')
  .option(
    '--seconds-per-day <number>',
    'let his days pass this fast instead of really',
    numberFrom(0.01, 86_400),
  )
  .option('--print-schema', 'print the JSON Schema of docs/executieopdracht-v1.schema.json and end')
  .action(run)
  .parseAsync();

async function run({ keyDir, secondsPerDay, printSchema, ...rest }: Flags): Promise<void> {
  if (printSchema) return console.log(JSON.stringify(executieopdrachtJsonSchema(), null, 2));
  await mkdir(keyDir, { recursive: true, mode: 0o700 });
  const lastgeverFile = join(keyDir, 'lastgever.pem');
  const deurwaarderFile = join(keyDir, 'deurwaarder.pem');
  const lastgever = await openSigningKey(lastgeverFile);
  const began = systemClock.now().getTime();
  const firstDay = systemClock.today();
  const simulator = await openSimulator({
    port: rest.port,
    seed: rest.seed,
    lose: rest.lose,
    double: rest.double,
    delayMilliseconds: rest.delayMs,
    privateKey: await openSigningKey(deurwaarderFile),
    lastgeverKey: createPublicKey(lastgever),
    today: () => {
      if (secondsPerDay === undefined) return systemClock.today();
      const passed = (systemClock.now().getTime() - began) / 1_000 / secondsPerDay;
      return addDays(firstDay, Math.floor(passed));
    },
  });
  console.log(`The invented deurwaarder listens on ${simulator.url}`);
  console.log(`He takes orders signed with ${lastgeverFile}`);
  console.log(`and signs his answers with the key whose public half is ${deurwaarderFile}.pub`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close());
}

function numberFrom(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !(value >= least && value <= most)) {
      throw new InvalidArgumentError(`a number from ${least} to ${most} is expected`);
    }
    return value;
  };
}
