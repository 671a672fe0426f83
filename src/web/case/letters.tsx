import {
  type Bureau,
  type CaseLetter,
  letterParties,
  letterText,
  type Party,
} from '../../collections/index.ts';
import { DayTime, Limited } from '../parts.tsx';
import { counted } from '../words/spoken.ts';

interface LettersProps {
  readonly letters: readonly CaseLetter[];
  readonly parties: readonly Party[];
  readonly bureau: Bureau | null;
}

/** Each letter with its text, to the parties as they are known today. A letter that lapsed never went out, and says so. */
export function Letters({ letters, parties, bureau }: LettersProps) {
  return (
    <section id="brieven">
      <h2>Brieven</h2>
      <Limited
        items={letters}
        none="Er is nog geen brief gemaakt."
        each={(letter) => (
          <li class="letter">
            <details>
              <summary>
                <strong>
                  {letter.payload.kind} <span class="code">{letter.payload.letter}</span>
                </strong>{' '}
                van <DayTime on={letter.promisedOn} />
                <span class="small block">
                  <Way letter={letter} />
                </span>
              </summary>
              <pre class="letter-text">
                {letterText(letter.payload, { ...letterParties({ parties }), bureau })}
              </pre>
            </details>
          </li>
        )}
      />
    </section>
  );
}

function Way({ letter: { sentOn, deliveredOn, lapsedOn, failures } }: { letter: CaseLetter }) {
  if (lapsedOn !== null) {
    return (
      <>
        vervallen op <DayTime on={lapsedOn} /> en nooit verzonden
      </>
    );
  }
  return (
    <>
      {sentOn === null ? 'nog niet verzonden' : 'verzonden op '}
      {sentOn === null ? null : <DayTime on={sentOn} />}
      {'; '}
      {deliveredOn === null ? 'bezorging nog niet bewezen, dus hij stuit nog niet' : 'bezorgd op '}
      {deliveredOn === null ? null : <DayTime on={deliveredOn} />}
      {failures === 0 ? null : `; verzenden mislukte ${counted(failures, 'keer', 'keer')}`}
    </>
  );
}
