import {
  type Carriers,
  type CaseEvent,
  type CaseView,
  DEMONSTRATION_BUREAU,
  type Moment,
  performOutbox,
  type RecordRefusal,
  readCaseView,
  record,
  registerUitspraak,
  takeStep,
} from '../../src/collections/index.ts';
import type { Db, Sql } from '../../src/db.ts';
import type { Day, Outcome } from '../../src/values/index.ts';
import type { SimulatedDeurwaarder } from './deurwaarder.ts';
import { drawOf } from './draw.ts';
import type { Lane } from './lane.ts';
import { MAKER, parentsOf } from './people.ts';
import { PostFailed, type PrintHouse } from './post.ts';
import { partiesOf, temperOf, uitspraakOf } from './registration.ts';
import type { Said, SimulatedCase } from './simulated-case.ts';
import type { Tally } from './tally.ts';

/** What all acts of the simulation are done with: the database as it stands, the printers, and the moment. */
export interface Office {
  readonly seed: number;
  readonly db: Db;
  /** As the owner: for what no function of the program tells, and for ending sessions. */
  readonly sql: Sql;
  readonly hasFaults: boolean;
  readonly tally: Tally;
  readonly printHouse: PrintHouse;
  readonly deurwaarder: SimulatedDeurwaarder;
  /** A later moment at each call, on the day as the office knows it. */
  readonly moment: (today: Day) => Moment;
}

/** Moments that never repeat, so that what is written keeps its order. */
export function momentsOf(): (today: Day) => Moment {
  let asked = 0;
  return (today) => {
    asked += 1;
    return { today, now: new Date(Date.parse(`${today}T06:00:00Z`) + (asked % 36_000_000)) };
  };
}

export async function openCase(office: Office, number: number, today: Day): Promise<SimulatedCase> {
  const draw = drawOf(office.seed, number);
  const temper = temperOf(draw);
  const isCareless = draw.percent(30);
  const parties = partiesOf(number, draw, today);
  const uitspraak = uitspraakOf(number, draw, today);
  const registered = await registerUitspraak(
    office.db,
    { on: today, parties, uitspraak },
    MAKER,
    office.moment(today),
  );
  if (!registered.ok) throw new Error(registered.refusals.map(({ sentence }) => sentence).join(' '));
  office.tally.count('event: uitspraak-geregistreerd');
  return {
    number,
    draw,
    temper,
    ...parentsOf(number),
    isCareless,
    id: registered.value.caseId,
    openedOn: today,
    intentions: new Map(),
    handled: new Set(),
    view: null,
    isStale: true,
    forecast: null,
    watched: null,
    log: [
      `${today} opened, ${JSON.stringify(uitspraak.terms)}, children ${JSON.stringify(parties.kinderen.map(({ bornOn }) => bornOn))}`,
    ],
    opeisbaarSince: new Map(),
    seen: [],
    bankLines: 0,
  };
}

/** The case as it stands; read again only where something was done in it since. */
export async function look(office: Office, one: SimulatedCase, today: Day): Promise<CaseView> {
  if (one.view === null || one.isStale || one.view.standsOn !== today) {
    const view = await office.db.transaction((tx) => readCaseView(tx, one.id, today));
    one.view = { ...view!, standsOn: today };
    one.isStale = false;
  }
  return one.view;
}

/** The nightly step, as a queue does it: sometimes twice at once. */
export async function night(office: Office, lane: Lane, one: SimulatedCase, today: Day): Promise<void> {
  const isDoubled = office.hasFaults && one.draw.percent(8);
  one.isStale = true;
  if (isDoubled) {
    office.tally.count('fault: a step done twice at once');
    await Promise.all([lane.db, office.db].map((db) => takeStep(db, one.id, office.moment(today))));
    return;
  }
  await lane.act(one.draw, 'taking a step', (db) => takeStep(db, one.id, office.moment(today)));
}

/** Somebody says something. Whoever saw the program die looks whether it was written before saying it again. */
export async function say(
  office: Office,
  lane: Lane,
  one: SimulatedCase,
  said: Said,
  today: Day,
): Promise<void> {
  const before = (await look(office, one, today)).file.events.length;
  const { by, kind, on, data } = said;
  let isAgain = false;
  one.isStale = true;
  const answer = await lane.act(
    one.draw,
    'recording',
    async (db): Promise<Outcome<CaseEvent, RecordRefusal>> => {
      if (isAgain) {
        one.isStale = true;
        const { file } = await look(office, one, today);
        one.isStale = true;
        const written = file.events.find(
          (event) => event.seq > before && event.kind === kind && event.recordedBy === by,
        );
        if (written) return { ok: true, value: written };
      }
      isAgain = true;
      return record(db, one.id, { kind, on, data }, by, office.moment(today));
    },
  );
  one.log.push(`${today} ${by}: ${kind} on ${on} ${JSON.stringify(data)} → ${spoken(answer)}`);
  if (answer !== null) weigh(office, said, answer);
}

function spoken(answer: Outcome<CaseEvent, RecordRefusal> | null): string {
  if (answer === null) return 'given up after the program died';
  return answer.ok
    ? 'recorded'
    : `refused: ${answer.refusals.map(({ code, sentence }) => `${code} (${sentence})`).join(' ')}`;
}

/** What an act may meet on a day on which something else was done before it; anything else would be a mistake of the simulation, or of the program. */
const ORDINARY: readonly string[] = [
  'verkeerde-stand',
  'bedrag-te-hoog',
  'dubbel',
  'onbekend',
  'zelfde-persoon',
];

function weigh({ tally }: Office, said: Said, answer: Outcome<CaseEvent, RecordRefusal>): void {
  const { kind, mustBeRefused } = said;
  if (answer.ok) {
    if (mustBeRefused !== undefined)
      throw new Error(`${kind} by ${said.by} was accepted and should have been refused as ${mustBeRefused}`);
    tally.count(`event: ${kind}`);
    return;
  }
  const codes = answer.refusals.map(({ code }) => code);
  tally.count(`refused: ${kind}, ${[...new Set(codes)].join(' and ')}`);
  const strange = codes.filter((code) => !ORDINARY.includes(code));
  if (strange.length > 0)
    throw new Error(`${kind} was refused: ${answer.refusals.map(({ sentence }) => sentence).join(' ')}`);
}

/** Keeps one promise; where whoever carries it fails it waits for the next day. Sometimes two take it at once, or one takes it again that is kept. */
export async function send(
  office: Office,
  lane: Lane,
  one: SimulatedCase,
  promise: string,
  today: Day,
): Promise<void> {
  const { tally, hasFaults } = office;
  one.isStale = true;
  const carriers = (): Carriers => ({
    post: office.printHouse.behaving(one.draw),
    deurwaarder: office.deurwaarder.behaving(one.draw, today),
    bureau: DEMONSTRATION_BUREAU,
  });
  const perform = (db: Db, by: Carriers) =>
    performOutbox(db, promise, by, office.moment(today)).catch((fault: Error) => {
      if (!(fault.cause instanceof PostFailed)) throw fault;
      tally.count(`post: ${fault.cause.message}`);
    });
  if (hasFaults && one.draw.percent(8)) {
    tally.count('fault: a promise performed twice at once');
    const [first, second] = [carriers(), carriers()];
    await Promise.all([perform(lane.db, first), perform(office.db, second)]);
  } else await lane.act(one.draw, 'performing a promise', (db) => perform(db, carriers()));
  if (hasFaults && one.draw.percent(4)) {
    tally.count('fault: a promise performed again');
    await perform(office.db, carriers());
  }
}
