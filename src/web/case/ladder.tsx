import type { CaseView, LadderStepName, Step } from '../../collections/index.ts';
import { type Day, daysBetween, formatDay, formatEuro, parseCents, sumCents } from '../../values/index.ts';
import { DayTime } from '../parts.tsx';
import { STEP_WORDS } from '../words/ladder-words.ts';
import { LETTER_PURPOSES } from '../words/letter-words.ts';
import { counted, distance, spoken } from '../words/spoken.ts';
import { type LadderGroup, ladderGroups, ladderOf, type Taken } from './ladder-groups.ts';

/** The first so many groups stand open; the rest can be opened. */
const GROUPS_OPEN = 6;

/** How far each open dwangsom is on the way from the aanzegging to the deurwaarder, and what it waits for. */
export function LadderSection({ view, today }: { view: CaseView; today: Day }) {
  const groups = ladderGroups(view, today);
  const ladder = ladderOf(view);
  const steps = ladder.steps.map(({ step }) => step);
  const item = (group: LadderGroup) => <Group group={group} steps={steps} today={today} />;
  return (
    <section id="ladder">
      <h2>Hoe ver elke dwangsom is</h2>
      {groups.length === 0 ? (
        <p class="none">Er staat geen dwangsom open, dus er is geen stap te zetten.</p>
      ) : (
        <>
          <p class="small">
            Elke dwangsom gaat stap voor stap, volgens versie {ladder.version} van de ladder. De zaak houdt de
            versie waarmee zij begon.
          </p>
          {groups.length === 1 ? null : <Overview groups={groups} steps={steps} />}
          <ul class="plain groups">{groups.slice(0, GROUPS_OPEN).map(item)}</ul>
          {groups.length <= GROUPS_OPEN ? null : (
            <details>
              <summary>En nog {counted(groups.length - GROUPS_OPEN, 'groep', 'groepen')}</summary>
              <ul class="plain groups">{groups.slice(GROUPS_OPEN).map(item)}</ul>
            </details>
          )}
        </>
      )}
    </section>
  );
}

/** Of the whole case: how many stand on which step, and for how much. */
function Overview({ groups, steps }: { groups: readonly LadderGroup[]; steps: readonly LadderStepName[] }) {
  const standing = (step: LadderStepName | null) => {
    const rows = groups.flatMap((group) => ((group.taken.at(-1)?.step ?? null) === step ? group.rows : []));
    return { count: rows.length, open: sumCents(rows.map(({ hoofdsom }) => parseCents(hoofdsom))) };
  };
  const most = Math.max(...[null, ...steps].map((step) => standing(step).count));
  return (
    <table class="overview">
      <caption>Op welke stap de open dwangsommen staan</caption>
      <tbody>
        {[null, ...steps].map((step) => {
          const { count, open } = standing(step);
          return count === 0 ? null : (
            <tr>
              <th scope="row">{step === null ? 'Nog niet aangezegd' : STEP_WORDS[step]}</th>
              <td class="share-cell">
                <svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                  <rect x="0" y="0" width={Math.max(2, Math.round((100 * count) / most))} height="8" />
                </svg>
              </td>
              <td class="money">{counted(count, 'dwangsom', 'dwangsommen')}</td>
              <td class="money">{formatEuro(open)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

interface GroupProps {
  readonly group: LadderGroup;
  readonly steps: readonly LadderStepName[];
  readonly today: Day;
}

function Group({ group, steps, today }: GroupProps) {
  const { rows, taken, next, planned, waits } = group;
  return (
    <li>
      <h3>
        {nameOf(rows)}{' '}
        <span class="small">
          open hoofdsom {formatEuro(sumCents(rows.map(({ hoofdsom }) => parseCents(hoofdsom))))}
        </span>
      </h3>
      <ol class="rungs">
        {steps.map((step) => (
          <Rung
            step={step}
            taken={taken.find((one) => one.step === step) ?? null}
            isNext={step === next}
            on={dayOfNext(group)}
          />
        ))}
      </ol>
      {planned.map((step) => (
        <Planned step={step} today={today} />
      ))}
      {waits.map((why) => (
        <p>
          <strong>Wacht:</strong> {spoken(why)}
        </p>
      ))}
    </li>
  );
}

function nameOf(rows: LadderGroup['rows']): string {
  const [first, last] = [formatDay(rows[0]!.on), formatDay(rows.at(-1)!.on)];
  if (rows.length === 1) return `Dwangsom van ${first}`;
  const many = counted(rows.length, 'dwangsom', 'dwangsommen');
  return first === last ? `${many} van ${first}` : `${many}, van ${first} tot en met ${last}`;
}

/** Of a step of the program only where nothing has to be done for it first: else the day is that of the condition, and the step's own is not known. */
function dayOfNext({ next, planned }: LadderGroup): Day | null {
  const [first] = planned;
  if (!first || next === null) return null;
  return first.act !== null || !(next in LETTER_PURPOSES) ? first.on : null;
}

function Planned({ step: { on, what, by, act, heldBy }, today }: { step: Step; today: Day }) {
  return (
    <>
      <p>
        <strong>Volgt:</strong> {spoken(what)} <DayTime on={on} />{' '}
        <span class="small">
          ({distance(daysBetween(today, on))}, {act === null ? by : 'het programma'})
        </span>
      </p>
      {heldBy === undefined ? null : (
        <p class="brake">
          <strong>Wacht.</strong> {spoken(heldBy)}
        </p>
      )}
    </>
  );
}

/** What is done, what follows and what is still far away differ by their sign and their words, and only then by colour. */
function Rung({
  step,
  taken,
  isNext,
  on,
}: {
  step: LadderStepName;
  taken: Taken | null;
  isNext: boolean;
  on: Day | null;
}) {
  if (taken !== null) {
    // A letter that is made and has not gone out is no step yet that was taken.
    const isReady = taken.on === null;
    return (
      <li class={isReady ? 'next' : 'done'}>
        <span class="rung-name">{STEP_WORDS[step]}</span>
        <span class="small">
          {isReady ? 'staat klaar ' : <span class="visually-hidden">gedaan: </span>}
          <RungDone taken={taken} />
        </span>
      </li>
    );
  }
  return (
    <li class={isNext ? 'next' : 'later'}>
      <span class="rung-name">{STEP_WORDS[step]}</span>
      <span class="small">
        {isNext ? (
          on === null ? (
            'wacht'
          ) : (
            <>
              volgt <DayTime on={on} />
            </>
          )
        ) : (
          <span class="visually-hidden">later</span>
        )}
      </span>
    </li>
  );
}

function RungDone({ taken: { step, on, by } }: { taken: Taken }) {
  const place = step === 'kindtoets' || step === 'opdracht' ? step : 'brief';
  return (
    <>
      {on === null ? null : <DayTime on={on} />}
      {by === null ? null : (
        <>
          {' '}
          <a href={`#${place}-${by}`} class="code">
            {by}
          </a>
        </>
      )}
    </>
  );
}
