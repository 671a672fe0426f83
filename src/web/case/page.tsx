import type { CaseBooks, CaseLetter, CaseView } from '../../collections/index.ts';
import type { Day } from '../../values/index.ts';
import { nearestVerjaring } from '../deadline.ts';
import { FirstVerjaring, Heads } from '../figures.tsx';
import { DayTime, Euro, Mark, Pair } from '../parts.tsx';
import { referencesOf } from '../references.ts';
import { lastPlace } from '../slice.ts';
import { isOverdue, nextOfProgram, openOf, stageOf, waitingForPersons } from '../standing.ts';
import { counted, spoken } from '../words/spoken.ts';
import { Holds } from './holds.tsx';
import { Kindtoetsen } from './kindtoetsen.tsx';
import { LadderSection } from './ladder.tsx';
import { Ledger } from './ledger.tsx';
import { Letters } from './letters.tsx';
import { Money } from './money.tsx';
import { Orders } from './orders.tsx';
import { Owed } from './owed.tsx';
import { Plan, Questions } from './plan.tsx';
import { Regelingen } from './regelingen.tsx';
import { Timeline } from './timeline.tsx';
import { Uitspraak } from './uitspraak.tsx';

/** The place from which each long list is asked to be shown; null for the usual one. */
export interface Asked {
  readonly dwangsommen: number | null;
  readonly toerekening: number | null;
  readonly tijdlijn: number | null;
  readonly boekingen: number | null;
  /** True where the plan is to be played forward however long that takes. */
  readonly vooruit: boolean;
}

export interface CasePageProps {
  readonly view: CaseView;
  readonly letters: readonly CaseLetter[];
  readonly books: CaseBooks;
  readonly today: Day;
  readonly asked: Asked;
}

/** One case, in the order in which somebody asks: who and what, how much and why, what happens now, what happened, what is in the books. */
export function CasePage({ view, letters, books, today, asked }: CasePageProps) {
  const { events, dossiernummer } = view.file;
  const references = referencesOf(view.file, asked.tijdlijn ?? lastPlace(events));
  const halted = view.haltedBecause ?? view.notAssessed;
  return (
    <>
      <p class="back">
        <a href="/">Werklijst</a>
      </p>
      <h1>
        Zaak {dossiernummer} <span class="stage">{stageOf(view, today)}</span>
      </h1>
      {halted === null ? null : (
        <p class="halted" role="alert">
          <strong>Deze zaak staat stil tot een persoon heeft gekeken.</strong> {spoken(halted)}
        </p>
      )}
      <Figures view={view} today={today} />
      <nav class="contents" aria-label="Op deze bladzijde">
        <ul>
          {sectionsOf(view).map(([id, title]) => (
            <li>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      <Uitspraak view={view} today={today} />
      <Owed view={view} today={today} asked={asked.dwangsommen} references={references} />
      <Money view={view} books={books} asked={asked.toerekening} references={references} />
      <LadderSection view={view} today={today} />
      <Holds view={view} today={today} references={references} />
      <Plan view={view} today={today} references={references} isForesightAsked={asked.vooruit} />
      <Questions view={view} references={references} />
      <Regelingen file={view.file} today={today} />
      <Kindtoetsen file={view.file} today={today} />
      <Orders file={view.file} today={today} />
      <Timeline events={events} asked={asked.tijdlijn} />
      <Letters letters={letters} dossiernummer={view.file.dossiernummer} />
      <Ledger books={books} caseId={view.file.id} asked={asked.boekingen} references={references} />
    </>
  );
}

/** What a case never had is not named. */
function sectionsOf({ file }: CaseView): [string, string][] {
  const { regelingen, kindtoetsen, opdrachten } = file;
  return [
    ['uitspraak', 'De uitspraak'],
    ['verschuldigd', 'Wat er verschuldigd is en waarom'],
    ['geld', 'Het geld'],
    ['ladder', 'Hoe ver elke dwangsom is'],
    ['ophouden', 'Wat deze zaak tegenhoudt'],
    ['plan', 'Wat het programma nu doet'],
    ['vragen', 'Vragen aan een persoon'],
    ...(regelingen.length === 0 ? [] : [['regelingen', 'Betalingsregeling'] as [string, string]]),
    ...(kindtoetsen.length === 0 ? [] : [['kindtoetsen', 'Kindtoets'] as [string, string]]),
    ...(opdrachten.length === 0 ? [] : [['opdrachten', 'De deurwaarder'] as [string, string]]),
    ['tijdlijn', 'Tijdlijn'],
    ['brieven', 'Brieven'],
    ['grootboek', 'Grootboek'],
  ];
}

function Figures({ view, today }: { view: CaseView; today: Day }) {
  const open = openOf(view);
  const next = nextOfProgram(view);
  const waiting = waitingForPersons(view, today);
  const overdue = waiting.filter((step) => isOverdue(step, today)).length;
  return (
    <dl class="figures">
      <Pair term="Open">
        <span class="figure">
          <Euro cents={open.total} />
        </span>
        <Heads open={open} />
      </Pair>
      <Pair term="Eerste verjaring">
        <FirstVerjaring nearest={nearestVerjaring(view, today)} />
      </Pair>
      <Pair term="Het programma doet">
        {next === null ? (
          <span class="none">Niets uit zichzelf</span>
        ) : (
          <>
            <DayTime on={next.on} />
            <span class="small block">{spoken(next.what)}</span>
            {next.heldBy === undefined ? null : <Mark kind="near">tegengehouden door een rem</Mark>}
          </>
        )}
      </Pair>
      <Pair term="Wacht op een persoon">
        {waiting.length === 0 ? <span class="none">Niets</span> : counted(waiting.length, 'taak', 'taken')}
        {overdue === 0 ? null : <Mark kind="urgent">{overdue} te laat</Mark>}
      </Pair>
    </dl>
  );
}
