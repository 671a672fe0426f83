import { type CaseView, foresee } from '../../collections/index.ts';
import { addDays, type Day, daysBetween } from '../../values/index.ts';
import { Course } from '../course.tsx';
import { distance, spoken } from '../words/spoken.ts';

const DAYS_AHEAD = 120;

/** The plan played forward: what the program will have done by itself, if nobody does or pays anything. */
export function Foreseen({ view, today }: { view: CaseView; today: Day }) {
  return (
    <>
      <h3>Als er niets verandert</h3>
      <p class="small">
        Dit doet het programma in de komende {DAYS_AHEAD} dagen uit zichzelf, als niemand iets doet of
        betaalt. Of een brief ook aankomt, weet niemand vooraf. Dat elke maand de rente wordt geboekt, staat
        hier niet bij.
      </p>
      <Days view={view} today={today} />
    </>
  );
}

function Days({ view, today }: { view: CaseView; today: Day }) {
  if (view.notAssessed !== null || view.haltedBecause !== null)
    return <p class="none">Niet te zeggen: de zaak staat stil.</p>;
  const steps = foresee(view, today, addDays(today, DAYS_AHEAD));
  if (steps.length === 0) return <p class="none">Niets.</p>;
  return (
    <Course
      label="Wat het programma gaat doen"
      stops={steps.map(({ on, what, because }) => ({
        on,
        isAhead: true,
        says: (
          <>
            {spoken(what)}{' '}
            <span class="small">
              {distance(daysBetween(today, on))}
              {because[0] ? (
                <>
                  ; <span class="article">{because[0].article}</span>
                </>
              ) : null}
            </span>
          </>
        ),
      }))}
    />
  );
}
