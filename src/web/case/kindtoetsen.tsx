import type { CaseFile, Kindtoets } from '../../collections/index.ts';
import { kindtoetsValidUntil, validKindtoets } from '../../collections/index.ts';
import type { Day } from '../../values/index.ts';
import { DayTime, Mark } from '../parts.tsx';
import { joined } from '../words/spoken.ts';

const POINT_WORDS: Record<keyof Kindtoets['points'], string> = {
  identiteit: 'Wie het kind is',
  eigenMening: 'Wat het kind zelf vindt',
  gezinEnContacten: 'Gezin en contacten',
  veiligheid: 'Veiligheid',
  kwetsbaarheid: 'Kwetsbaarheid',
  gezondheid: 'Gezondheid',
  onderwijs: 'Onderwijs',
};

const OUTCOME_WORDS: Record<Kindtoets['outcome'], string> = {
  doorgaan: 'doorgaan mag',
  'doorgaan-beperkt': 'doorgaan mag, met minder middelen',
  uitstellen: 'uitstellen',
  verwijzen: 'verwijzen naar hulp of naar de rechter',
};

/** What was weighed for the child before coercion, by whom, and whether a second person agreed; the newest first. */
export function Kindtoetsen({ file, today }: { file: CaseFile; today: Day }) {
  if (file.kindtoetsen.length === 0) return null;
  const valid = validKindtoets(file, today);
  return (
    <section id="kindtoetsen">
      <h2>Kindtoets</h2>
      <p class="small">
        Voor dwang wordt eerst naar het kind gekeken (IVRK art. 3). Een tweede persoon leest mee.
      </p>
      <ul class="plain groups">
        {[...file.kindtoetsen].reverse().map((toets) => (
          <Toets toets={toets} isValid={toets.id === valid?.id} />
        ))}
      </ul>
    </section>
  );
}

function Toets({ toets, isValid }: { toets: Kindtoets; isValid: boolean }) {
  const { id, on, author, read, outcome, until, measures, points, child, effectOfMoney, lighterMeans } =
    toets;
  const goesOn = outcome === 'doorgaan' || outcome === 'doorgaan-beperkt';
  return (
    <li id={`kindtoets-${id}`}>
      <h3>
        Kindtoets <span class="code">{id}</span>: {OUTCOME_WORDS[outcome]}
        {until === null ? null : (
          <>
            {' '}
            tot en met <DayTime on={until} />
          </>
        )}
      </h3>
      <p>
        Opgesteld op <DayTime on={on} /> door {author}. <Reading read={read} />
      </p>
      {goesOn ? (
        <p>
          {isValid ? (
            <>
              Geldig tot en met <DayTime on={kindtoetsValidUntil(toets)} />, of tot er iets nieuws over het
              kind wordt gehoord.
            </>
          ) : (
            <Mark kind="near">hierop mag nu geen dwang rusten</Mark>
          )}{' '}
          Mag volgen: {joined(measures.map((measure) => measure.replaceAll('-', ' '))) || 'niets'}.
        </p>
      ) : null}
      <details>
        <summary>Wat is gewogen</summary>
        <dl class="weighed">
          {Object.entries(POINT_WORDS).map(([point, name]) => (
            <Weighed name={name} words={points[point as keyof Kindtoets['points']]} />
          ))}
          <Weighed name="Wat het kind zei" words={child} />
          <Weighed name="Wat het geld voor het kind doet" words={effectOfMoney} />
          <Weighed name="Lichtere middelen" words={lighterMeans} />
        </dl>
      </details>
    </li>
  );
}

function Weighed({ name, words }: { name: string; words: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{words}</dd>
    </div>
  );
}

function Reading({ read }: { read: Kindtoets['read'] }) {
  if (read === null) return <Mark kind="near">nog niet gelezen door een tweede persoon</Mark>;
  return (
    <>
      Op <DayTime on={read.on} /> gelezen door {read.by}, die het er {read.agrees ? 'mee' : 'niet mee'} eens
      is.
    </>
  );
}
