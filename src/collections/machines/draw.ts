import { BRAKES } from '../events-process.ts';
import { AUTONOMY, type Autonomy } from '../process/autonomy.ts';
import { LADDER_1 } from '../process/ladder.ts';
import { LETTER_KINDS, type LetterKind } from '../process/letter-kinds.ts';
import { drawDiagram } from './draw-diagram.ts';
import { byWhat, collapsed, table } from './draw-text.ts';
import { type Machine, refusedWith, whoOf } from './machine.ts';
import { OF_ANY_EVENT } from './refusals.ts';
import { MACHINES } from './watch.ts';

/** Draws what the code itself says of the process into docs/process.md, between markers; the prose around them is left alone. */

/** The document with every drawing as it should be. Throws where it has a marker for which there is none, or lacks one. */
export function drawProcess(document: string): string {
  const left = new Map(drawings());
  const drawn = document.replaceAll(/<!-- drawn: ([^>]+) -->\n[\s\S]*?<!-- end -->/g, (_, name: string) => {
    const drawing = left.get(name);
    if (drawing === undefined) throw new Error(`docs/process.md asks twice or in vain for "${name}"`);
    left.delete(name);
    return `<!-- drawn: ${name} -->\n${drawing}\n<!-- end -->`;
  });
  if (left.size > 0) throw new Error(`docs/process.md has no place for ${[...left.keys()].join(', ')}`);
  return drawn;
}

function drawings(): [name: string, drawing: string][] {
  return [
    ...MACHINES.map((machine): [string, string] => [machine.name, drawMachine(machine)]),
    ['refusals', `\`${OF_ANY_EVENT.join('`, `')}\``],
    ['ladder', drawLadder()],
    ['letters', drawLetters()],
    ['autonomy', drawAutonomy()],
    ['brakes', BRAKES.map((brake) => `\`${brake}\``).join(', ')],
  ];
}

function drawMachine(machine: Machine): string {
  const states = table(
    ['state', 'domain', 'when'],
    Object.entries(machine.states).map(([name, { code, when }]) => [name, code, when]),
  );
  const groups = Object.entries(machine.groups).map(([name, members]) => `*${name}*: ${members.join(', ')}.`);
  const arrows = table(
    ['', 'from', 'to', 'by', 'who', 'article', 'term', 'refused with'],
    machine.arrows.map((arrow, at) => [
      String(at + 1),
      collapsed(machine, arrow.from).join(', '),
      collapsed(machine, arrow.to).join(', '),
      byWhat(arrow.by),
      whoOf(arrow.by),
      arrow.article,
      arrow.term,
      ownCodes(arrow.by),
    ]),
  );
  const parts = [drawDiagram(machine), states, groups.join('\n'), arrows, drawSides(machine)];
  return parts.filter((part) => part !== '').join('\n\n');
}

function drawSides({ sides }: Machine): string {
  if (sides.length === 0) return '';
  return table(
    [
      'hangs over any state',
      'domain',
      'begins by',
      'ends by',
      'article',
      'term',
      'what stands still',
      'refused with',
    ],
    sides.map(({ state, code, enters, leaves, article, term, holds }) => [
      state,
      code,
      byWhat(enters),
      leaves.length === 0 ? 'niets' : byWhat(leaves),
      article,
      term,
      holds,
      ownCodes([...enters, ...leaves]),
    ]),
  );
}

/** What any event may meet stands once above the tables. */
function ownCodes(by: Parameters<typeof refusedWith>[0]): string {
  return refusedWith(by)
    .filter((code) => !OF_ANY_EVENT.includes(code))
    .join(', ');
}

function drawLadder(): string {
  return table(
    ['step', 'days after the step before it', 'term for payment', 'only if', 'by'],
    LADDER_1.steps.map(({ step, daysAfter, betaaltermijnDagen, preconditions, by }) => [
      step,
      String(daysAfter),
      betaaltermijnDagen === null ? '' : `${betaaltermijnDagen} dagen`,
      preconditions.join(', '),
      by,
    ]),
  );
}

function drawLetters(): string {
  const yes = (is: boolean) => (is ? 'ja' : '');
  return table(
    ['letter', 'document', 'to', 'demands payment', 'interrupts', 'sent by'],
    Object.entries(LETTER_KINDS).map(([name, kind]: [string, LetterKind]) => [
      name,
      kind.document,
      kind.to,
      yes(kind.demands),
      yes(kind.interrupts),
      kind.isAutonomous ? 'programma' : 'wie erom vraagt',
    ]),
  );
}

const LEVELS: readonly [Autonomy['level'], string][] = [
  ['autonoom', 'the program alone'],
  ['persoon-beslist', 'the program prepares, a person decides'],
  ['alleen-een-persoon', 'a person alone'],
  ['mededeling', 'whoever hears of it, the program too'],
];

function drawAutonomy(): string {
  return table(
    ['who writes it', 'events'],
    LEVELS.map(([level, who]) => [
      who,
      Object.entries(AUTONOMY)
        .filter(([, autonomy]) => autonomy.level === level)
        .map(([kind]) => kind)
        .join(', '),
    ]),
  );
}
