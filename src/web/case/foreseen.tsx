import { type CaseView, foresee } from '../../collections/index.ts';
import { addDays, type Day, daysBetween } from '../../values/index.ts';
import { Course } from '../course.tsx';
import { Folded } from '../parts.tsx';
import { distance, spoken } from '../words/spoken.ts';

const DAYS_AHEAD = 120;

/** Each day that is played asks the law room about all of them again. Of more than so many that takes seconds, so it is done only for whoever asks. */
const DWANGSOMMEN_AT_ONCE = 400;

interface ForeseenProps {
  readonly view: CaseView;
  readonly today: Day;
  readonly isAsked: boolean;
}

/** The plan played forward: what the program will have done by itself, if nobody does or pays anything. */
export function Foreseen({ view, today, isAsked }: ForeseenProps) {
  const isSmall = (view.assessment?.dwangsommen.length ?? 0) <= DWANGSOMMEN_AT_ONCE;
  return (
    <>
      <h3 id="vooruit">Als er niets verandert</h3>
      <p class="small">
        Dit doet het programma in de komende {DAYS_AHEAD} dagen uit zichzelf, als niemand iets doet of
        betaalt. Of een brief ook aankomt, weet niemand vooraf. Dat elke maand de rente wordt geboekt, staat
        hier niet bij.
      </p>
      {isSmall || isAsked ? (
        <Days view={view} today={today} />
      ) : (
        <Folded href="?vooruit=ja#vooruit">
          In een zaak met zo veel dwangsommen duurt het even om dit uit te rekenen.
        </Folded>
      )}
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
