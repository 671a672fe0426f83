import { type CaseView, dueCases, prepareBooks, readDeurwaarder } from '../../src/collections/index.ts';
import type { Connection } from '../../src/db.ts';
import { addDays, type Day, day } from '../../src/values/index.ts';
import { answerLetters, releaseSurplus } from './answers.ts';
import { simulatedDeurwaarder } from './deurwaarder.ts';
import { drawOf } from './draw.ts';
import { faultsOf, seenOn, writtenOf } from './evening.ts';
import { forecastOf, stillHolds } from './forecast.ts';
import { happeningsOf } from './happenings.ts';
import { type Lane, openLane } from './lane.ts';
import { type LoosePayments, loosePayments } from './loose-payments.ts';
import { look, momentsOf, night, type Office, openCase, say, send } from './office.ts';
import { openPrintHouse } from './post.ts';
import { promisesDue } from './promises.ts';
import type { SimulatedCase } from './simulated-case.ts';
import { sweep } from './sweep.ts';
import { newTally, type Tally } from './tally.ts';
import { takeUp } from './work-list.ts';

/**
 * An office that lives for years on the real database and the real handlers, with a clock of its own. One seed is one life: all that happens in a
 * case is drawn from the seed and the number of the case, so it plays alike however many cases and workers there are.
 */
export interface Life {
  readonly seed: number;
  readonly cases: number;
  readonly days: number;
  readonly hasFaults: boolean;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  readonly today: Day;
  readonly daysDone: number;
  readonly openCases: number;
  readonly tally: Tally;
}

/** The rates of the statutory interest are known from before this day until well after the last day of a life of three years. */
const FIRST = day('2023-11-20');

/** Whole-office checks cost as much as the office is large. */
const SWEEP_EVERY_DAYS = 60;

const LANES = 3;

/** A new case comes in on each of the first days, until all are there. */
const OPENING_SHARE = 0.6;

export async function simulate(
  { db, sql, url }: Pick<Connection, 'db' | 'sql'> & { readonly url: string },
  life: Life,
): Promise<Tally> {
  await prepareBooks(db);
  const tally = newTally();
  const { seed, hasFaults } = life;
  const office: Office = {
    seed,
    db,
    sql,
    hasFaults,
    tally,
    printHouse: openPrintHouse(hasFaults, tally),
    deurwaarder: simulatedDeurwaarder(hasFaults, tally),
    moment: momentsOf(),
  };
  const lanes = Array.from({ length: LANES }, () => openLane({ url, db, owner: sql, hasFaults, tally }));
  const cases: SimulatedCase[] = [];
  const chance = drawOf(seed, 0);
  const loose = loosePayments(drawOf(seed, -2));
  let today = FIRST;
  try {
    for (let at = 0; at < life.days; at++, today = addDays(FIRST, at)) {
      // The machine is off for a day: what was due is taken on the next, each day as of itself.
      const isOff = hasFaults && chance.percent(2) && at < life.days - 1;
      const isTwice = hasFaults && chance.percent(2);
      if (isOff) {
        tally.count('fault: a day on which the machine was off');
        continue;
      }
      while (cases.length < life.cases && cases.length <= (at / (life.days * OPENING_SHARE)) * life.cases)
        cases.push(await openCase(office, cases.length + 1, today));
      await oneDay(office, lanes, cases, loose, today);
      if (isTwice) {
        tally.count('fault: a day run twice');
        await oneDay(office, lanes, cases, loose, today);
      }
      if (at % SWEEP_EVERY_DAYS === SWEEP_EVERY_DAYS - 1 || at === life.days - 1) {
        await each(lanes, cases, (_lane, one) => evening(office, one, today));
        const faults = await sweep(db, sql, today);
        if (faults.length > 0) throw new Error(`the whole office: ${faults.slice(0, 20).join('\n')}`);
      }
      life.onProgress?.({ today, daysDone: at + 1, openCases: cases.length, tally });
    }
    return tally;
  } catch (cause) {
    throw failureOf(life, today, cause);
  } finally {
    for (const lane of lanes) await lane.close();
  }
}

async function oneDay(
  office: Office,
  lanes: readonly Lane[],
  cases: readonly SimulatedCase[],
  loose: LoosePayments,
  today: Day,
): Promise<void> {
  const byId = new Map(cases.map((one) => [one.id, one]));
  const isDue = new Set(await dueCases(office.db, today));
  const touched = new Set<SimulatedCase>();
  await each(lanes, cases, async (lane, one) => {
    if (isDue.has(one.id)) {
      // The queue was emptied: nobody wakes the case until the next review.
      if (office.hasFaults && one.draw.percent(2)) office.tally.count('fault: a wake-up that was lost');
      else await night(office, lane, one, today);
      touched.add(one);
    }
    if (await people(office, lane, one, today)) touched.add(one);
  });
  for (const one of await loose.day(office, lanes[0]!, cases, today)) touched.add(one);
  for (const one of await readReports(office, cases, today)) touched.add(one);
  const promises = await promisesDue(office, byId, today);
  await each(lanes, [...promises.keys()], async (lane, one) => {
    const due = office.hasFaults ? one.draw.shuffled(promises.get(one)!) : promises.get(one)!;
    // The post of a day comes round late sometimes: it goes out the next day.
    for (const promise of due)
      if (!(office.hasFaults && one.draw.percent(3))) await send(office, lane, one, promise, today);
    touched.add(one);
  });
  await each(
    lanes,
    cases.filter((one) => touched.has(one)),
    (_lane, one) => evening(office, one, today),
  );
}

/** What the deurwaarder reported by today becomes history. Answers the cases that it is about. */
async function readReports(
  { db, deurwaarder, moment }: Office,
  cases: readonly SimulatedCase[],
  today: Day,
): Promise<readonly SimulatedCase[]> {
  const about = deurwaarder.reportsAbout(today);
  if (about.size === 0) return [];
  const read = await readDeurwaarder(db, deurwaarder.reporting(today), () => moment(today));
  if (read.faults.length > 0) throw new Error(`what the deurwaarder reported: ${read.faults.join(' ')}`);
  const told = cases.filter(({ view }) => view !== null && about.has(view.file.dossiernummer));
  for (const one of told) one.isStale = true;
  return told;
}

/** What persons meant to do by today, and what comes from outside. Answers whether anything was said. */
async function people(office: Office, lane: Lane, one: SimulatedCase, today: Day): Promise<boolean> {
  let hasSpoken = false;
  const happenings = happeningsOf(one);
  const due = [...one.intentions].filter(([, { on }]) => on <= today);
  for (const [about] of due) one.intentions.delete(about);
  const speakers = [
    ...due.map(([, { says }]) => says),
    ...happenings.map(
      ({ says }) =>
        (view: CaseView, on: Day) =>
          says(one, view, on),
    ),
  ];
  for (const says of speakers) {
    for (const said of says(await look(office, one, today), today)) await say(office, lane, one, said, today);
    hasSpoken = true;
  }
  return hasSpoken;
}

async function evening(office: Office, one: SimulatedCase, today: Day): Promise<void> {
  const view = await look(office, one, today);
  const faults = await faultsOf(office.db, one, view, today);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const written = writtenOf(view.file.events.slice(one.seen.length));
  for (const event of view.file.events.slice(one.seen.length))
    if (event.recordedBy === 'systeem')
      office.tally.count(
        `program: ${event.kind}${event.kind === 'brief-beloofd' ? ` ${event.data.letter}` : ''}`,
      );
  one.seen = [...one.seen, ...written];
  if (one.forecast === null || !stillHolds(one.forecast, view, today)) one.forecast = forecastOf(view, today);
  one.watched = seenOn(view, today);
  takeUp(one, view, today);
  answerLetters(one, view, today);
  releaseSurplus(one, view, today);
}

/** Each case once, on whichever lane is free; the first failure ends it once the others are done with what they hold. */
async function each(
  lanes: readonly Lane[],
  cases: readonly SimulatedCase[],
  work: (lane: Lane, one: SimulatedCase) => Promise<void>,
): Promise<void> {
  let next = 0;
  let hasFailed = false;
  const results = await Promise.allSettled(
    lanes.map(async (lane) => {
      while (next < cases.length && !hasFailed) {
        const one = cases[next++]!;
        try {
          await work(lane, one);
        } catch (cause) {
          hasFailed = true;
          throw new WentWrong(one, cause);
        }
      }
    }),
  );
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

class WentWrong extends Error {
  constructor(
    readonly one: SimulatedCase,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** Says on which day of which life it went wrong, what had happened in the case, and how to see it again. */
function failureOf({ seed, cases, days, hasFaults }: Life, today: Day, cause: unknown): Error {
  const because = cause instanceof Error ? cause.message : String(cause);
  const one = cause instanceof WentWrong ? cause.one : null;
  const history = one
    ? [
        '--- what people said:',
        ...one.log,
        '--- the history as it was seen last:',
        ...one.seen,
        '--- and since:',
        ...(one.view ? writtenOf(one.view.file.events.slice(one.seen.length)) : []),
      ]
    : [];
  return new Error(
    [
      `Seed ${seed}, ${today}${one ? `, case ${one.number} (${one.id})` : ''}: ${because}`,
      ...history.map((line) => `  ${line}`),
      `Again: npm run simulate -- --seed ${seed} --cases ${cases} --days ${days}${hasFaults ? ' --faults' : ''}`,
    ].join('\n'),
    { cause },
  );
}
