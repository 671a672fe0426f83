import type { Assessment, Dwangsom } from '../../law/index.ts';
import type { Day } from '../../values/index.ts';
import type { CaseFile, Letter } from '../case-file.ts';
import { closing } from '../plan-process.ts';
import { validKindtoets } from '../process/kindtoets.ts';
import { letterOf } from '../process/ladder.ts';
import type { Opdracht } from '../process/process-file.ts';
import { claims, rungOf } from '../process/rungs.ts';
import { runningOrders } from '../process/running-orders.ts';

/** Machine 3: the inning of one dwangsom, and of the case as far as its furthest (domain 7.3). */

export type InningState =
  | { readonly state: 'te-aanzeggen' }
  | (Claimed & { readonly state: 'aangezegd' | 'herinnerd' | 'aangemaand' | 'overgenomen' })
  | { readonly state: 'verhaalsonderzoek' }
  | { readonly state: 'toets'; readonly kindtoets: string }
  | (Ordered & { readonly state: 'overgedragen' | 'bevel' | 'beslag-gelegd' | 'bvv-termijn' | 'inhouding' })
  | { readonly state: 'voldaan' }
  | { readonly state: 'nazorg'; readonly closesOn: Day }
  | { readonly state: 'gesloten'; readonly on: Day }
  | { readonly state: 'betwistbaar'; readonly until: Day | null }
  | { readonly state: 'verjaard'; readonly since: Day | null }
  | { readonly state: 'vervallen'; readonly by: string | null };

/** By a letter that was promised; until it is sent, nothing was asked of anybody yet. */
interface Claimed {
  readonly letter: string;
  readonly sentOn: Day | null;
  readonly deliveredOn: Day | null;
}

interface Ordered {
  readonly opdracht: string;
  readonly sentOn: Day | null;
}

/** Null where the law room knows no such dwangsom: it was never forfeited, or what it rested on was taken back. */
export function inningState(
  file: CaseFile,
  assessment: Assessment | null,
  today: Day,
  dwangsom: string,
): InningState | null {
  const row = assessment?.dwangsommen.find(({ id }) => id === dwangsom);
  if (!assessment || !row) return null;
  if (file.closedOn !== null) return { state: 'gesloten', on: file.closedOn };
  switch (row.status) {
    case 'vervallen':
      return { state: 'vervallen', by: assessment.vernietigdBy };
    case 'verjaard':
      return { state: 'verjaard', since: row.verjaring.contestableUntil };
    case 'betwistbaar':
      return { state: 'betwistbaar', until: row.verjaring.contestableUntil };
    case 'voldaan':
      return paid(file, assessment, today);
    case 'opeisbaar':
      return climbing(file, row, today);
  }
}

/** What the plan would close by itself is in its aftercare; where something verjaarde, a person finds out why first. */
function paid(file: CaseFile, assessment: Assessment, today: Day): InningState {
  const [close] = closing(file, assessment, today);
  return close?.act ? { state: 'nazorg', closesOn: close.on } : { state: 'voldaan' };
}

function climbing(file: CaseFile, row: Dwangsom, today: Day): InningState {
  const rung = rungOf(file, row, today);
  switch (rung) {
    case null:
      return { state: 'te-aanzeggen' };
    case 'opdracht':
      return ordered(runningOrders(file).find(({ dwangsommen }) => dwangsommen.includes(row.id))!);
    case 'kindtoets':
      return { state: 'toets', kindtoets: validKindtoets(file, today)!.id };
    case 'verhaalsonderzoek':
      return { state: 'verhaalsonderzoek' };
    default: {
      const step = file.ladder!.steps.find((one) => one.step === rung)!;
      const { id, sentOn, deliveredOn } = file.letters.find(
        (one: Letter) => one.letter === letterOf(step) && claims(one, row),
      )!;
      return { state: CLAIMED[rung], letter: id, sentOn, deliveredOn };
    }
  }
}

const CLAIMED = {
  aanzegging: 'aangezegd',
  herinnering: 'herinnerd',
  'laatste-aanmaning': 'aangemaand',
  overname: 'overgenomen',
} as const;

/** As far as the furthest beslag that still lies; a message may come late, or after one that followed it, so its place says nothing. */
function ordered({ id, sentOn, messages }: Opdracht): InningState {
  const lifted = beslagenOf(messages, 'beslag-opgeheven');
  const lies = (kind: OfBeslag) => beslagenOf(messages, kind).some((beslag) => !lifted.includes(beslag));
  const common = { opdracht: id, sentOn };
  if (lies('inhouding')) return { state: 'inhouding', ...common };
  if (lies('beslag-overbetekend')) return { state: 'bvv-termijn', ...common };
  if (lies('beslag-gelegd')) return { state: 'beslag-gelegd', ...common };
  const isOrdered = messages.some(({ kind }) => kind === 'bevel-gedaan');
  return { state: isOrdered ? 'bevel' : 'overgedragen', ...common };
}

type OfBeslag = 'beslag-gelegd' | 'beslag-overbetekend' | 'inhouding' | 'beslag-opgeheven';

function beslagenOf(messages: Opdracht['messages'], of: OfBeslag): string[] {
  return messages.flatMap((message) =>
    message.kind === of && 'beslag' in message.data ? [message.data.beslag] : [],
  );
}

/** From the least to the furthest. What is open goes before what is not, because as long as one is open the case is not done. */
const FURTHER: readonly InningState['state'][] = [
  'vervallen',
  'verjaard',
  'voldaan',
  'nazorg',
  'gesloten',
  'betwistbaar',
  'te-aanzeggen',
  'aangezegd',
  'herinnerd',
  'aangemaand',
  'overgenomen',
  'verhaalsonderzoek',
  'toets',
  'overgedragen',
  'bevel',
  'beslag-gelegd',
  'bvv-termijn',
  'inhouding',
];

/** The case as a whole: the furthest of its dwangsommen; null where nothing was forfeited. */
export function inningOfCase(file: CaseFile, assessment: Assessment | null, today: Day): InningState | null {
  const states = (assessment?.dwangsommen ?? []).flatMap(
    ({ id }) => inningState(file, assessment, today, id) ?? [],
  );
  return states.reduce<InningState | null>(
    (furthest, one) =>
      furthest === null || FURTHER.indexOf(one.state) > FURTHER.indexOf(furthest.state) ? one : furthest,
    null,
  );
}
