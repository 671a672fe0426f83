import type { CaseView } from '../../collections/index.ts';
import type { Assessment } from '../../law/index.ts';
import { type Day, formatDay, parseCents } from '../../values/index.ts';
import { deadlineOf } from '../deadline.ts';
import { DayTime, Euro, Grounds, Mark, Pair } from '../parts.tsx';
import type { References } from '../references.ts';
import { ROWS_A_PAGE } from '../slice.ts';
import { REASON_WORDS } from '../words/law-words.ts';
import { distance } from '../words/spoken.ts';
import { Dwangsommen } from './dwangsommen.tsx';

interface OwedProps {
  readonly view: CaseView;
  readonly today: Day;
  readonly asked: number | null;
  readonly references: References;
}

/** What is owed and why, row by row, with what is not or not yet owed beside it: a reader must be able to see that nothing was forgotten. */
export function Owed({ view, today, asked, references }: OwedProps) {
  const { assessment } = view;
  return (
    <section id="verschuldigd">
      <h2>Wat er verschuldigd is en waarom</h2>
      {assessment === null ? (
        <p class="none">
          Er valt nog niets te berekenen: de uitspraak is nog niet gevalideerd of de zaak staat stil.
        </p>
      ) : (
        <>
          <Totals totals={assessment.totals} />
          <Dwangsommen
            view={view}
            rows={assessment.dwangsommen}
            today={today}
            asked={asked}
            references={references}
          />
          <NotYet rows={assessment.pending} today={today} references={references} />
          <Nothing rows={assessment.refused} references={references} />
        </>
      )}
    </section>
  );
}

function Totals({ totals }: { totals: Assessment['totals'] }) {
  const { forfeited, kosten, paid, unallocated, refundable, open, verjaard } = totals;
  const rows: [string, string][] = [
    ['Verbeurd', forfeited],
    ['Kosten', kosten],
    ['Betaald', paid],
    ['Open hoofdsom', open.hoofdsom],
    ['Open rente', open.rente],
    ['Open kosten', open.kosten],
    ['Verjaard', verjaard],
    ['Betaald maar niet toegerekend', unallocated],
    ['Betaald zonder rechtsgrond, gaat terug', refundable],
  ];
  // The last three are rare; where they are nothing they would only draw attention.
  const shown = rows.filter(([, amount], index) => index < 6 || parseCents(amount) > 0n);
  return (
    <dl class="totals">
      {shown.map(([term, amount]) => (
        <Pair term={term}>
          <Euro cents={parseCents(amount)} />
        </Pair>
      ))}
    </dl>
  );
}

/** What waits for a finding. The verjaring of what it may forfeit runs already, hence its day stands here. */
function NotYet({
  rows,
  today,
  references,
}: {
  rows: Assessment['pending'];
  today: Day;
  references: References;
}) {
  if (rows.length === 0) return null;
  return (
    <>
      <h3>Gemeld, wacht op een oordeel</h3>
      <ul class="plain">
        {rows.slice(0, ROWS_A_PAGE).map(({ on, endsOn, because }) => {
          const deadline = endsOn === null ? null : deadlineOf(endsOn, today);
          return (
            <li>
              <p>
                <strong>
                  <DayTime on={on} />
                </strong>
                {': '}
                {deadline === null ? (
                  'de verjaring zou nu niet aflopen.'
                ) : (
                  <>
                    de verjaring loopt al en eindigt op <DayTime on={deadline.on} />{' '}
                    {deadline.urgency === 'calm' ? (
                      <span class="small">{distance(deadline.days)}</span>
                    ) : (
                      <Mark kind={deadline.urgency}>{distance(deadline.days)}</Mark>
                    )}
                  </>
                )}
              </p>
              <Grounds grounds={because} references={references} />
            </li>
          );
        })}
      </ul>
      <Rest count={rows.length - ROWS_A_PAGE} last={rows.at(-1)!.on} />
    </>
  );
}

function Nothing({ rows, references }: { rows: Assessment['refused']; references: References }) {
  if (rows.length === 0) return null;
  return (
    <>
      <h3>Gemeld, maar niets verbeurd</h3>
      <ul class="plain">
        {rows.slice(0, ROWS_A_PAGE).map(({ on, through, aantal, reason, because }) => (
          <li>
            <p>
              <strong>
                <DayTime on={on} />
                {through === on ? null : (
                  <>
                    {' '}
                    tot en met <DayTime on={through} />
                  </>
                )}
              </strong>
              {aantal > 1 ? ` (${aantal} keer)` : ''}: {REASON_WORDS[reason]}
            </p>
            <Grounds grounds={because} references={references} />
          </li>
        ))}
      </ul>
      <Rest count={rows.length - ROWS_A_PAGE} last={rows.at(-1)!.through} />
    </>
  );
}

function Rest({ count, last }: { count: number; last: Day }) {
  if (count <= 0) return null;
  return (
    <p class="folded">
      En nog {count} van dezelfde soort, tot en met {formatDay(last)}.
    </p>
  );
}
