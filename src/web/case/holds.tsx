import type { CaseView, Hold } from '../../collections/index.ts';
import { holdsOf } from '../../collections/index.ts';
import { type Day, FOREVER } from '../../values/index.ts';
import { BrakeLine } from '../brakes.tsx';
import { DayTime, Reference } from '../parts.tsx';
import type { References } from '../references.ts';
import { HOLD_WORDS, REACH_WORDS } from '../words/ladder-words.ts';
import { counted } from '../words/spoken.ts';

interface HoldsProps {
  readonly view: CaseView;
  readonly today: Day;
  readonly references: References;
}

/** What keeps the case from going on, by law, by policy or by a person; and what runs on all the same, because that surprises people. */
export function Holds({ view: { file, standing }, today, references }: HoldsProps) {
  // One that was lifted on the day on which it began held nothing.
  const all = holdsOf(file).filter(({ from, until }) => from <= until);
  const live = all.filter(({ until }) => until >= today);
  const over = all.filter(({ until }) => until < today);
  const isFree = live.length === 0 && file.brakes.length === 0 && standing.brakes.length === 0;
  const item = (hold: Hold) => <HoldItem hold={hold} today={today} references={references} />;
  return (
    <section id="ophouden">
      <h2>Wat deze zaak tegenhoudt</h2>
      {isFree ? <p class="none">Niets: geen schorsing, pauze of rem.</p> : null}
      {file.brakes.map(({ what, on, setBy, reason }) => (
        <BrakeLine brake={{ what, setOn: on, setBy, reason }} reach="in deze zaak" />
      ))}
      {standing.brakes.map((brake) => (
        <BrakeLine brake={brake} reach="voor het hele bureau" />
      ))}
      {live.length === 0 ? null : <ul class="plain groups">{live.map(item)}</ul>}
      {over.length === 0 ? null : (
        <details>
          <summary>Voorbij: {counted(over.length, 'keer', 'keer')}</summary>
          <ul class="plain groups">{over.map(item)}</ul>
        </details>
      )}
    </section>
  );
}

function HoldItem({ hold, today, references }: { hold: Hold; today: Day; references: References }) {
  const { state, by, from, until, reach, article, sentence } = hold;
  const { stops, runsOn } = REACH_WORDS[reach];
  const isOver = until < today;
  return (
    <li class="hold">
      <h3>
        {HOLD_WORDS[state]}{' '}
        <span class="small">
          {from > today ? 'vanaf' : 'sinds'} <DayTime on={from} />
          {until === FOREVER ? (
            ', einde nog niet bekend'
          ) : (
            <>
              {' '}
              tot en met <DayTime on={until} />
            </>
          )}
        </span>
      </h3>
      <p>{sentence}</p>
      <p class="small">
        <span class="article">{article}</span>
        {by === 'zaak' ? null : (
          <>
            {' '}
            <Reference id={by} references={references} />
          </>
        )}
      </p>
      {isOver ? null : (
        <dl class="stops">
          <div>
            <dt>Staat stil</dt>
            <dd>{stops}</dd>
          </div>
          <div>
            <dt>Loopt door</dt>
            <dd>{runsOn}</dd>
          </div>
        </dl>
      )}
    </li>
  );
}
