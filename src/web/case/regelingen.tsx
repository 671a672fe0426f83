import type { CaseFile, Regeling } from '../../collections/index.ts';
import { progressOf } from '../../collections/index.ts';
import { type Cents, type Day, earliest, formatEuro, parseCents, sumCents } from '../../values/index.ts';
import { DayTime, Euro } from '../parts.tsx';
import { counted } from '../words/spoken.ts';

type State = 'betaald' | 'gemist' | 'komt nog';

interface Instalment {
  readonly on: Day;
  readonly amount: Cents;
  readonly state: State;
}

/** What was agreed, and what came of it; the newest first. */
export function Regelingen({ file, today }: { file: CaseFile; today: Day }) {
  if (file.regelingen.length === 0) return null;
  return (
    <section id="regelingen">
      <h2>Betalingsregeling</h2>
      <ul class="plain groups">
        {[...file.regelingen].reverse().map((regeling) => (
          <RegelingItem file={file} regeling={regeling} today={today} />
        ))}
      </ul>
    </section>
  );
}

function RegelingItem({ file, regeling, today }: { file: CaseFile; regeling: Regeling; today: Day }) {
  const { id, on, proposedBy, from, ended, dwangsommen } = regeling;
  // What is paid after its end is paid, but not under it.
  const asOf = ended === null ? today : earliest(today, ended.on);
  const { paid, dueBy, missedOn, nextOn } = progressOf(file, regeling, asOf);
  const instalments = instalmentsOf(regeling, paid, asOf);
  const total = sumCents(instalments.map(({ amount }) => amount));
  return (
    <li id={`regeling-${id}`}>
      <h3>
        Regeling <span class="code">{id}</span> <span class="small">{stateOf(regeling)}</span>
      </h3>
      <p>
        Afgesproken op <DayTime on={on} /> door {proposedBy}, over{' '}
        {counted(dwangsommen.length, 'dwangsom', 'dwangsommen')}
        {from === null || from === on ? null : (
          <>
            , goedgekeurd door een tweede persoon op <DayTime on={from} />
          </>
        )}
        .
      </p>
      <Bar instalments={instalments} />
      <p>
        Betaald: {formatEuro(paid)} van {formatEuro(total)}. Tot nu toe moest worden betaald:{' '}
        {formatEuro(dueBy)}.{' '}
        {missedOn === null ? null : (
          <>
            De termijn van <DayTime on={missedOn} /> is niet betaald.{' '}
          </>
        )}
        {nextOn === null || ended !== null ? null : (
          <>
            De volgende is van <DayTime on={nextOn} />.
          </>
        )}
      </p>
      <details>
        <summary>{counted(instalments.length, 'termijn', 'termijnen')}</summary>
        <table class="instalments">
          <thead>
            <tr>
              <th scope="col">Termijn</th>
              <th scope="col" class="money">
                Bedrag
              </th>
              <th scope="col">Stand</th>
            </tr>
          </thead>
          <tbody>
            {instalments.map(({ on: due, amount, state }) => (
              <tr>
                <th scope="row">
                  <DayTime on={due} />
                </th>
                <td class="money">
                  <Euro cents={amount} />
                </td>
                <td>{state}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </li>
  );
}

function stateOf({ from, ended }: Regeling): string {
  if (ended !== null) return ended.how;
  return from === null ? 'wacht op goedkeuring door een tweede persoon' : 'loopt';
}

/** Counted together, as the program does: what is paid covers the first instalments first. */
function instalmentsOf({ instalments }: Regeling, paid: Cents, asOf: Day): Instalment[] {
  let due = 0n;
  return instalments.map(({ on, amount }) => {
    const cents = parseCents(amount);
    due += cents;
    return { on, amount: cents, state: due <= paid ? 'betaald' : on < asOf ? 'gemist' : 'komt nog' };
  });
}

const WIDTH = 300;
const HEIGHT = 20;
const CLASSES: Record<State, string> = { betaald: 'paid', gemist: 'missed', 'komt nog': 'ahead' };

/** One block an instalment: filled where paid, crossed where missed, empty where it is to come. */
function Bar({ instalments }: { instalments: readonly Instalment[] }) {
  const count = (state: State) => instalments.filter((one) => one.state === state).length;
  const words = `Van ${counted(instalments.length, 'termijn', 'termijnen')} ${count('betaald') === 1 ? 'is' : 'zijn'} er ${count('betaald')} betaald en ${count('gemist')} gemist; ${count('komt nog')} ${count('komt nog') === 1 ? 'komt' : 'komen'} nog.`;
  const width = WIDTH / instalments.length;
  const gap = width > 8 ? 3 : 1;
  return (
    <p class="instalment-bar">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} role="img" aria-label={words}>
        <title>{words}</title>
        {instalments.map(({ state }, index) => {
          const x = index * width + 1;
          const end = x + width - gap;
          return (
            <>
              <rect class={CLASSES[state]} x={x} y="1" width={width - gap} height={HEIGHT - 2} />
              {state === 'gemist' ? (
                <path class="cross" d={`M${x} 1L${end} ${HEIGHT - 1}M${end} 1L${x} ${HEIGHT - 1}`} />
              ) : null}
            </>
          );
        })}
      </svg>
      <span class="small" aria-hidden="true">
        {words}
      </span>
    </p>
  );
}
