import type { CaseView, Step } from '../../collections/index.ts';
import { type Day, daysBetween, type Question } from '../../values/index.ts';
import { DayTime, Facts, Grounds, Limited, Mark } from '../parts.tsx';
import type { References } from '../references.ts';
import { isOverdue } from '../standing.ts';
import { counted, distance, spoken } from '../words/spoken.ts';
import { Foreseen } from './foreseen.tsx';

interface PlanProps {
  readonly view: CaseView;
  readonly today: Day;
  readonly references: References;
}

/**
 * The very list that the job works from, so the program cannot surprise whoever reads it. What only a person can judge stands below it as a
 * question; here it is only counted.
 */
export function Plan({
  view,
  today,
  references,
  isForesightAsked,
}: PlanProps & { isForesightAsked: boolean }) {
  const asks = new Set(openQuestions(view).map(({ ask }) => ask));
  const steps = view.plan.filter(({ act, what }) => act !== null || !asks.has(what));
  const byProgram = steps.filter(({ act }) => act !== null);
  const now = steps.filter(({ act, on }) => act === null && on <= today);
  const later = steps.filter(({ act, on }) => act === null && on > today);
  const item = (step: Step) => <StepItem step={step} today={today} references={references} />;
  return (
    <section id="plan">
      <h2>Wat het programma nu doet</h2>
      <div class="columns">
        <div>
          <h3>Het programma, uit zichzelf</h3>
          <Limited
            items={byProgram}
            each={item}
            none="Niets: het programma wacht op een feit of op een persoon."
          />
        </div>
        <div>
          <h3>Een persoon, nu</h3>
          <Limited items={now} each={item} none="Er wacht geen taak op een persoon." />
          {asks.size === 0 ? null : (
            <p>
              <a href="#vragen">
                {counted(asks.size, 'vraag', 'vragen')} die alleen een persoon kan beantwoorden
              </a>
            </p>
          )}
          {later.length === 0 ? null : (
            <>
              <h3>Een persoon, later, als het dan nog nodig is</h3>
              <Limited items={later} each={item} none="" />
            </>
          )}
        </div>
      </div>
      <Foreseen view={view} today={today} isAsked={isForesightAsked} />
    </section>
  );
}

function StepItem({ step, today, references }: { step: Step; today: Day; references: References }) {
  const { on, deadline, by, what, because, stops, act, heldBy } = step;
  return (
    <li class={isOverdue(step, today) ? 'step overdue' : 'step'}>
      <p class="when">
        <DayTime on={on} /> <span class="small">{distance(daysBetween(today, on))}</span>
        {act === null ? <span class="who">{by}</span> : null}
      </p>
      <p class="what">{spoken(what)}</p>
      {heldBy === undefined ? null : (
        <p class="brake">
          <strong>Het programma doet dit nu niet.</strong> {spoken(heldBy)}
        </p>
      )}
      {deadline === null ? null : (
        <p class="deadline">
          Uiterlijk <DayTime on={deadline} />
          {isOverdue(step, today) ? (
            <Mark kind="urgent">te laat, {distance(daysBetween(today, deadline))}</Mark>
          ) : null}
        </p>
      )}
      <Grounds grounds={because} references={references} />
      {act === null ? null : (
        <p class="small">
          <strong>Wat dit tegenhoudt:</strong> {stops}
        </p>
      )}
    </li>
  );
}

/** Those that the plan still asks: an answered one has left it. */
function openQuestions(view: CaseView): readonly Question[] {
  const asked = new Set(view.plan.map(({ what }) => what));
  return (view.assessment?.questions ?? []).filter(({ ask }) => asked.has(ask));
}

/** What the law leaves to a person, and what persons answered, with their name under it. */
export function Questions({ view, references }: { view: CaseView; references: References }) {
  const answers = view.file.events.flatMap((event) => (event.kind === 'vraag-beantwoord' ? [event] : []));
  return (
    <section id="vragen">
      <h2>Vragen aan een persoon</h2>
      <Limited
        items={openQuestions(view)}
        none="Er zijn geen vragen: de wet en de feiten geven zelf het antwoord."
        each={({ about, article, ask }) => (
          <li class="step">
            <p class="what">{spoken(ask)}</p>
            <p class="small">
              <span class="article">{article}</span> <Facts ids={[about]} references={references} />
            </p>
          </li>
        )}
      />
      {answers.length === 0 ? null : (
        <>
          <h3>Beantwoord</h3>
          <Limited
            items={answers}
            none=""
            each={({ data, on, recordedBy }) => (
              <li class="step">
                <p class="what">{data.answer}</p>
                <p class="small">
                  <span class="article">{data.article}</span>{' '}
                  <Facts ids={[data.about]} references={references} />; beantwoord door {recordedBy} op{' '}
                  <DayTime on={on} />
                </p>
              </li>
            )}
          />
        </>
      )}
    </section>
  );
}
