import type { Run } from './measure.ts';

/** What the issue asks: at least so many a second, at most so many milliseconds. */
export interface Asked {
  readonly perSecond?: number;
  readonly p99Milliseconds?: number;
  readonly medianMilliseconds?: number;
}

let missed = 0;

/** How many figures stayed below what is asked. */
export function missedFigures(): number {
  return missed;
}

export function heading(text: string): void {
  console.log(`\n${text}`);
}

export function note(text: string): void {
  console.log(`  ${text}`);
}

export function row(what: string, run: Run, unit: string, asked: Asked = {}): void {
  const figures = [
    `${whole(run.perSecond)} ${unit}/s`.padStart(22),
    `median ${milliseconds(run.medianMilliseconds)}`,
    `p99 ${milliseconds(run.p99Milliseconds)}`,
  ];
  const wishes = [
    asked.perSecond === undefined
      ? []
      : [{ text: `≥ ${whole(asked.perSecond)}/s`, isMet: run.perSecond >= asked.perSecond }],
    limit('median', run.medianMilliseconds, asked.medianMilliseconds),
    limit('p99', run.p99Milliseconds, asked.p99Milliseconds),
  ].flat();
  console.log(`  ${what.padEnd(58)}${figures.join('  ')}${verdict(wishes)}`);
}

export function figure(
  what: string,
  value: string,
  wish?: { readonly text: string; readonly isMet: boolean },
): void {
  console.log(`  ${what.padEnd(58)}${value.padStart(22)}${verdict(wish === undefined ? [] : [wish])}`);
}

export function whole(count: number): string {
  return Math.round(count).toLocaleString('en');
}

export function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)} ms`;
}

function limit(name: string, value: number, most: number | undefined) {
  return most === undefined ? [] : [{ text: `${name} ≤ ${most} ms`, isMet: value <= most }];
}

function verdict(wishes: readonly { readonly text: string; readonly isMet: boolean }[]): string {
  if (wishes.length === 0) return '';
  const unmet = wishes.filter(({ isMet }) => !isMet);
  missed += unmet.length;
  return `   asked ${wishes.map(({ text }) => text).join(', ')}: ${unmet.length === 0 ? 'met' : 'NOT MET'}`;
}
