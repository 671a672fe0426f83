import { type Cause, TIME } from './cause.ts';
import { BEGIN, type Machine } from './machine.ts';

/** A table of Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`.replaceAll('|  |', '| |');
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** Whole groups by their name, from the largest, and what is left by its own. */
export function collapsed(machine: Machine, states: readonly string[]): string[] {
  let left = [...states];
  const names: string[] = [];
  const bySize = Object.entries(machine.groups).sort(([, one], [, other]) => other.length - one.length);
  for (const [name, members] of bySize) {
    if (!members.every((member) => left.includes(member))) continue;
    names.push(`*${name}*`);
    left = left.filter((state) => !members.includes(state));
  }
  return [...left.map((state) => (state === BEGIN ? '[*]' : state)), ...names];
}

/** Events by their kind, facts together: `feit-vastgelegd (opheffing, vermindering)`. */
export function byWhat(causes: readonly Cause[]): string {
  const kinds = new Map<string, string[]>();
  for (const cause of new Set(causes)) {
    const [kind, fact] = cause === TIME ? [cause] : cause.split(': ');
    kinds.set(kind!, [...(kinds.get(kind!) ?? []), ...(fact === undefined ? [] : [fact])]);
  }
  return [...kinds]
    .map(([kind, facts]) => (facts.length === 0 ? kind : `${kind} (${facts.join(', ')})`))
    .join(', ');
}
