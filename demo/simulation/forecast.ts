import { type CaseEvent, type CaseView, foresee } from '../../src/collections/index.ts';
import { addDays, type Day } from '../../src/values/index.ts';

/**
 * What the plan shows is what then happens. In the evening the plan of a case, played forward, says what the program will do in the coming weeks, and on which
 * days; as long as nobody records anything else, exactly that happens, on those days.
 */
export interface Forecast {
  /** The history as far as it went when the plan was looked at. */
  readonly events: number;
  readonly madeOn: Day;
  /** The last day of which it says anything. */
  readonly until: Day;
  readonly acts: readonly { readonly on: Day; readonly act: string }[];
}

const HORIZON_DAYS = 40;

export function forecastOf(view: CaseView, today: Day): Forecast {
  const until = addDays(today, HORIZON_DAYS);
  const acts = foresee(view, today, until).flatMap(({ on, act }) =>
    act?.kind === 'record' ? [{ on, act: named(act.event) }] : [],
  );
  return { events: view.file.events.length, madeOn: today, until, acts };
}

/** True as long as nothing happened but what it says, so that it still holds for what is to come. */
export function stillHolds({ events, until }: Forecast, { file }: CaseView, today: Day): boolean {
  const since = file.events.slice(events);
  return today < until && !since.some((event) => isNews(event, file.events)) && unsentOn(since) === null;
}

/** What the program did otherwise than it had shown. `hasSteppedThrough` is the last day of which the case was taken. */
export function againstForecast(forecast: Forecast, { file }: CaseView, hasSteppedThrough: Day): string[] {
  const { acts, events, madeOn, until } = forecast;
  const since = file.events.slice(events);
  // As soon as anybody else wrote something, what was shown may change; what came before that may not.
  const news = since.findIndex((event) => isNews(event, file.events));
  const before = news < 0 ? since : since.slice(0, news);
  const done = before
    .filter((event) => isAct(event) && event.on <= until)
    .map((event) => ({ on: event.on, act: named(event) }));
  const shown = acts.filter(({ on }) => on <= comparedThrough(before, done, news >= 0, hasSteppedThrough));
  return [
    ...without(shown, done).map(
      ({ on, act }) => `the plan of ${madeOn} showed "${act}" on ${on}, and it was not done`,
    ),
    ...without(done, acts).map(
      ({ on, act }) => `"${act}" was done on ${on}, and the plan of ${madeOn} had not shown it`,
    ),
  ];
}

/**
 * The last day of which all that was shown must have been done. All acts of one day are written together, so of the day of the news they were there first. What was to follow a letter
 * that has not gone out yet waits for it.
 */
function comparedThrough(
  since: readonly CaseEvent[],
  done: readonly Dated[],
  hasNews: boolean,
  hasSteppedThrough: Day,
): Day {
  const last = hasNews ? (done.at(-1)?.on ?? NEVER) : hasSteppedThrough;
  const unsent = unsentOn(since);
  const before = unsent === null ? last : addDays(unsent, -1);
  return before < last ? before : last;
}

const NEVER = '0001-01-01' as Day;

/** The day of the first letter that was promised and did not go out on that day; null where all did. */
function unsentOn(since: readonly CaseEvent[]): Day | null {
  const waiting = since.find(
    (event) =>
      event.kind === 'brief-beloofd' &&
      !since.some(
        (one) => one.kind === 'brief-verzonden' && one.data.letter === event.data.id && one.on === event.on,
      ),
  );
  return waiting?.on ?? null;
}

/** Letters that go out on the day on which they are promised are as foreseen; whatever else comes of the outbox is news, as is all that others say. */
const OUTCOMES: readonly string[] = [
  'brief-verzonden',
  'brief-vervallen',
  'opdracht-verzonden',
  'opdracht-vervallen',
  'deurwaarder-bericht',
  'feit-vastgelegd',
];

function isNews(event: CaseEvent, all: readonly CaseEvent[]): boolean {
  if (isAct(event)) return false;
  if (event.kind !== 'brief-verzonden') return true;
  const { letter } = event.data;
  return !all.some((one) => one.kind === 'brief-beloofd' && one.data.id === letter && one.on === event.on);
}

function isAct({ recordedBy, kind }: CaseEvent): boolean {
  return recordedBy === 'systeem' && !OUTCOMES.includes(kind);
}

/** An act by what it is, without the number that it gets: of two letters on one day the plan cannot know which is written first. */
function named({ kind, data }: { readonly kind: string; readonly data: object }): string {
  const { letter, covers, id: _, about, ...rest } = data as Record<string, unknown>;
  if (kind === 'ladder-vastgelegd') return kind;
  if (kind !== 'brief-beloofd') return `${kind} ${sorted(data)}`;
  const whatAbout = letter === 'statusbericht' ? undefined : about;
  return `${kind} ${letter} ${sorted({ covers, about: whatAbout, ...rest })}`;
}

/** A database gives the keys of an object back in an order of its own. */
function sorted(data: object): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(data).sort(([one], [other]) => (one < other ? -1 : 1))),
  );
}

type Dated = Forecast['acts'][number];

function without(all: readonly Dated[], taken: readonly Dated[]): Dated[] {
  const left = taken.map(({ on, act }) => `${on} ${act}`);
  return all.filter(({ on, act }) => {
    const at = left.indexOf(`${on} ${act}`);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
