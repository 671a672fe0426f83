import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { sealAge } from '../../src/ledger/seal/index.ts';
import { fill, type Server, settle, withConnections } from './databases.ts';
import { median, medianRun, type Run, runFor } from './measure.ts';
import type { Options } from './options.ts';
import { postOne } from './posting.ts';
import { figure, heading, note, row, whole } from './report.ts';

interface Worked {
  entries: number;
  milliseconds: number;
  peakMegabytes: number;
}

const SEALER = fileURLToPath(new URL('sealer.ts', import.meta.url));
const STAGES = 3;
const CONNECTIONS = 8;

export type Sealer = Awaited<ReturnType<typeof startSealer>>;

/** Seals and verifies what stands there, and again after each further third: so there are three figures of each, and memory can be seen to stay. */
export async function fillAndBenchSeal(server: Server, database: string, options: Options): Promise<void> {
  heading('seal and verify, each in a process of its own');
  const url = server.urlOf(database);
  const seals: Worked[] = [];
  const verifies: Worked[] = [];
  for (let stage = 0; stage < STAGES; stage++) {
    await fill(server, database, Math.ceil(options.many / STAGES), 'busy');
    seals.push(await work('seal', server, url));
    verifies.push(await work('verify', server, url));
  }
  tell('seal', seals, 80_000);
  tell('verify', verifies, 140_000);
  await settle(url);
}

export async function sealEverything(server: Server, database: string): Promise<void> {
  await work('seal', server, server.urlOf(database));
}

/** Posts with and without a sealer beside it, in turns, and looks how far the seal is behind meanwhile. */
export async function benchPostingWhileSealing(server: Server, url: string, options: Options): Promise<void> {
  heading(`posting while the sealer runs, ${CONNECTIONS} connections, random accounts`);
  const without: Run[] = [];
  const beside: Run[] = [];
  let oldest = 0;
  await withConnections(url, CONNECTIONS + 1, async ({ db }) => {
    const load = { callers: CONNECTIONS, milliseconds: options.milliseconds };
    const post = () => postOne(db, 'random');
    for (let done = 0; done < options.runs; done++) {
      // What the last run left unsealed would otherwise be sealed in this one.
      await sealAndSettle(server, url);
      without.push(await runFor(load, post));
      await sealAndSettle(server, url);
      const sealer = startSealer(server, url);
      await sealer.started;
      const watch = setInterval(async () => {
        const { waiting } = await sealAge(db, new Date());
        oldest = Math.max(oldest, waiting?.milliseconds ?? 0);
      }, 250);
      beside.push(await runFor(load, post));
      clearInterval(watch);
      await sealer.end();
    }
  });
  row('without', medianRun(without), 'entries');
  row('beside the sealer', medianRun(beside), 'entries');
  tellRatio('beside / without', without, beside);
  figure('the seal was behind at most', `${(oldest / 1_000).toFixed(1)} s`, {
    text: '≤ 10 s',
    isMet: oldest <= 10_000,
  });
}

/** Of each pair, because the machine is not as fast at every moment. */
export function tellRatio(what: string, plain: readonly Run[], loaded: readonly Run[]): void {
  const ratio = median(plain.map(({ perSecond }, pair) => loaded[pair]!.perSecond / perSecond));
  figure(what, ratio.toFixed(2), { text: '≥ 0.90', isMet: ratio >= 0.9 });
}

async function sealAndSettle(server: Server, url: string): Promise<void> {
  await work('seal', server, url);
  await settle(url);
}

function tell(what: string, worked: readonly Worked[], perSecond: number): void {
  const speed = median(worked.map(({ entries, milliseconds }) => entries / (milliseconds / 1_000)));
  figure(what, `${whole(speed)} entries/s`, { text: `≥ ${whole(perSecond)}/s`, isMet: speed >= perSecond });
  note(
    worked
      .map(
        ({ entries, peakMegabytes }) =>
          `${whole(entries)} entries in at most ${Math.round(peakMegabytes)} MB`,
      )
      .join('; '),
  );
}

async function work(kind: 'seal' | 'verify', server: Server, url: string): Promise<Worked> {
  const child = start(kind, server, url);
  child.stdin!.end();
  return result(child);
}

function startSealer(server: Server, url: string) {
  const child = start('loop', server, url);
  // As long as it takes to load; its first seal finds nothing to do.
  const started = new Promise((resolve) => setTimeout(resolve, 1_500));
  const end = () => {
    child.stdin!.end();
    return result(child);
  };
  return { started, end };
}

/** Ends when we end, however that comes about: its input ends then. */
function start(kind: string, server: Server, url: string): ChildProcess {
  const args = ['--import', 'tsx', SEALER, kind, url, join(server.directory, 'seal.pem')];
  return spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
}

async function result(child: ChildProcess): Promise<Worked> {
  const [said] = await Promise.all([
    text(child.stdout!),
    child.exitCode === null ? once(child, 'exit') : null,
  ]);
  if (said === '') throw new Error('the sealer ended without a word');
  return JSON.parse(said) as Worked;
}
