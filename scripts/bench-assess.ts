import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Bench } from 'tinybench';
import { assess, type CaseDocument, type CaseInput, readCase } from '../src/law/index.ts';
import { addDays, day } from '../src/values/index.ts';

/**
 * How fast the law answers: `npm run bench:assess`. Prints the machine, the cases and the figures, so that a figure quoted elsewhere can be
 * checked. Each figure of A and B is the median of single calls after a warm-up, on one core.
 */
console.log(`node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}`);
await ordinaryCase();
await tenYears();
await stream(100_000);

async function ordinaryCase(): Promise<void> {
  const json = JSON.stringify(ordinary());
  const document = read(JSON.parse(json));
  console.log(
    '\nA  one clause per-keer, 25 niet-nakomingen, 4 aanmaningen with a term, 5 payments, rente after the first aanmaning',
  );
  console.log(`   assessing a validated document    ${await perSecond(() => assess(document))}`);
  console.log(
    `   reading parsed JSON and assessing ${await perSecond(() => assess(read(JSON.parse(json))))}, parsing included`,
  );
}

async function tenYears(): Promise<void> {
  const document = read(everyDay());
  const median = await medianOf(() => assess(document));
  console.log('\nB  ten years per-dag: 3,650 dwangsommen, 60 aanmaningen, 120 payments, rente on');
  console.log(`   assessing ${median.toFixed(0)} ms`);
}

/** The real program, as a child: its throughput from first to last byte, and the most memory that it had. */
async function stream(lines: number): Promise<void> {
  console.log(`\nC  dwangsom assess --ndjson over ${lines.toLocaleString('en')} lines of case A`);
  const line = `${JSON.stringify(ordinary())}\n`;
  const program = fileURLToPath(new URL('../bin/dwangsom.mjs', import.meta.url));
  const began = performance.now();
  const child = spawn(process.execPath, [program, 'assess', '--ndjson'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  Readable.from(repeated(line, lines)).pipe(child.stdin);
  let bytes = 0;
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, peakMegabytesOf(child.pid));
  }, 100);
  child.stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  const [code] = await once(child, 'close');
  clearInterval(watch);
  const seconds = (performance.now() - began) / 1_000;
  console.log(
    `   ${Math.round(lines / seconds).toLocaleString('en')} lines/s, start included; ${Math.round(bytes / 1e6)} MB out`,
  );
  console.log(
    `   peak memory ${peak === 0 ? 'not known on this system' : `${Math.round(peak)} MB`}, exit ${code}`,
  );
}

function* repeated(line: string, times: number): Generator<string> {
  for (let done = 0; done < times; done++) yield line;
}

/** Linux keeps the most that a process has had; other systems do not say. */
function peakMegabytesOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024;
  } catch {
    return 0;
  }
}

/** The median milliseconds of one call, over about two seconds of calls after a warm-up of half a second. */
async function medianOf(work: () => unknown): Promise<number> {
  const bench = new Bench({ time: 2_000, warmupTime: 500 });
  bench.add('work', () => {
    work();
  });
  const [task] = await bench.run();
  if (task?.result.state !== 'completed') throw new Error(`the benchmark did not end: ${task?.result.state}`);
  return task.result.latency.p50;
}

async function perSecond(work: () => unknown): Promise<string> {
  const median = await medianOf(work);
  return `${Math.round(1_000 / median).toLocaleString('en')}/s (${(median * 1_000).toFixed(0)} µs)`;
}

function read(json: unknown): CaseDocument {
  const found = readCase(json);
  if (!found.ok) throw new Error(JSON.stringify(found.faults));
  return found.document;
}

function ordinary(): CaseInput {
  const from = day('2025-02-10');
  return {
    asOf: '2026-06-01',
    uitspraak: {
      pronouncedOn: '2025-01-15',
      betekendOn: '2025-01-20',
      uitvoerbaarBijVoorraad: true,
      kinderen: ['2015-06-01'],
      clauses: [
        {
          id: 'c1',
          mode: 'per-keer',
          amount: '250.00',
          cap: '10000.00',
          term: { kind: 'respijt', days: 14, from: 'betekening' },
        },
      ],
    },
    facts: [
      ...times(25, (n) => nietNakoming(`n${n}`, addDays(from, 14 * n))),
      ...times(4, (n) => aanmaning(`s${n}`, addDays(from, 100 + 100 * n))),
      ...times(5, (n) => betaling(`p${n}`, addDays(from, 130 + 60 * n), '333.33')),
    ],
  };
}

function everyDay(): CaseInput {
  const from = day('2016-01-10');
  const ordinaryCase = ordinary();
  return {
    ...ordinaryCase,
    uitspraak: {
      ...ordinaryCase.uitspraak,
      pronouncedOn: '2016-01-01',
      betekendOn: '2016-01-02',
      clauses: [{ id: 'c1', mode: 'per-dag', amount: '100.00' }],
    },
    facts: [
      { ...nietNakoming('n1', from), through: addDays(from, 3_649) },
      ...times(60, (n) => aanmaning(`s${n}`, addDays(from, 30 + 61 * n))),
      ...times(120, (n) => betaling(`p${n}`, addDays(from, 50 + 30 * n), '1333.33')),
    ],
  };
}

function times<Made>(count: number, make: (n: number) => Made): Made[] {
  return Array.from({ length: count }, (_, n) => make(n));
}

function nietNakoming(id: string, on: string) {
  return { kind: 'niet-nakoming', id, clause: 'c1', on, status: 'vastgesteld' } as const;
}

function aanmaning(id: string, on: string) {
  return { kind: 'stuiting', id, on, by: 'aanmaning', covers: 'all', betaaltermijnDagen: 14 } as const;
}

function betaling(id: string, on: string, amount: string) {
  return { kind: 'betaling', id, on, amount } as const;
}
