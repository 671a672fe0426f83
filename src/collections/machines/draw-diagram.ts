import { type Cause, eventOf, TIME } from './cause.ts';
import { collapsed } from './draw-text.ts';
import type { Machine } from './machine.ts';

/**
 * The arrows as mermaid, by the numbers that they have in the table. A group is drawn as one box beside its members and not around them: an arrow from a box to
 * what lies in it is more than mermaid can lay out.
 */
export function drawDiagram(machine: Machine): string {
  const edges = new Map<string, string[]>();
  const boxes = new Set<string>();
  machine.arrows.forEach((arrow, at) => {
    for (const from of collapsed(machine, arrow.from))
      for (const to of collapsed(machine, arrow.to)) {
        // From one state to itself is no move.
        if (from === to && !isGroup(from)) continue;
        for (const box of [from, to]) if (isGroup(box)) boxes.add(box);
        const edge = `${idOf(from)} --> ${idOf(to)}`;
        edges.set(edge, [...(edges.get(edge) ?? []), labelOf(at + 1, arrow.by)]);
      }
  });
  const names = [...boxes].map((box) => `  state "${box.replaceAll('*', '')} (elk)" as ${idOf(box)}`);
  const states = Object.keys(machine.states).map((state) => `  state "${state}" as ${idOf(state)}`);
  const lines = [...edges].map(([edge, labels]) => `  ${edge}: ${labels.join(', ')}`);
  return ['```mermaid', 'stateDiagram-v2', '  direction LR', ...states, ...names, ...lines, '```'].join('\n');
}

function isGroup(name: string): boolean {
  return name.startsWith('*');
}

function idOf(name: string): string {
  if (name === '[*]') return name;
  return name
    .replaceAll('*', 'G_')
    .replaceAll(/[^A-Za-z0-9_]/g, '_')
    .replace(/G_$/, '');
}

/** One event is named; where there are more, the table says which. */
function labelOf(number: number, by: readonly Cause[]): string {
  const kinds = [...new Set(by.map((cause) => eventOf(cause) ?? TIME))];
  return kinds.length === 1 ? `${number} ${kinds[0]}` : `${number}`;
}
