import { median } from '../bench-ledger/measure.ts';
import { figure, heading, milliseconds, whole } from '../bench-ledger/report.ts';
import type { Reviewed } from './worker.ts';

export interface Measured extends Reviewed {
  readonly size: number;
  readonly kind: string;
}

const ASKED_PER_SECOND = 300;
const ASKED_MEGABYTES = 600;
/** The cost of a case may not grow with the office by more than a fifth. */
const ASKED_GROWTH = 1.2;

export function printReviews(found: readonly Measured[]): void {
  for (const [kind, runs] of byKind(found)) {
    const perSecond = median(runs.map((run) => (1_000 * run.cases) / run.milliseconds));
    const peak = Math.max(...runs.map(({ peakMegabytes }) => peakMegabytes));
    figure(kind, `${whole(perSecond)} cases/s`, {
      text: `≥ ${ASKED_PER_SECOND}/s`,
      isMet: perSecond >= ASKED_PER_SECOND,
    });
    figure('  memory at its most', `${whole(peak)} MB`, {
      text: `< ${ASKED_MEGABYTES} MB`,
      isMet: peak < ASKED_MEGABYTES,
    });
    figure('  cost a case', milliseconds(costOf(runs)));
    figure(
      '  of which processor time of the worker',
      milliseconds(median(runs.map((run) => run.cpuMilliseconds / run.cases))),
    );
  }
}

export function printRatio(found: readonly Measured[], sizes: readonly number[]): void {
  const [small, large] = [sizes[0], sizes.at(-1)];
  if (small === large) return;
  heading('cost a case in the larger office / in the smaller');
  for (const [kind, runs] of byKind(found)) {
    const of = (size: number | undefined) => costOf(runs.filter((run) => run.size === size));
    const ratio = of(large) / of(small);
    figure(kind, ratio.toFixed(2), { text: `≤ ${ASKED_GROWTH}`, isMet: ratio <= ASKED_GROWTH });
  }
}

function costOf(runs: readonly Measured[]): number {
  return median(runs.map((run) => run.milliseconds / run.cases));
}

function byKind(found: readonly Measured[]): Map<string, Measured[]> {
  const grouped = new Map<string, Measured[]>();
  for (const one of found) grouped.set(one.kind, [...(grouped.get(one.kind) ?? []), one]);
  return grouped;
}
