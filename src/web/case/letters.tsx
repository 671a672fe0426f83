import { type CaseLetter, letterText } from '../../collections/index.ts';
import { DayTime, Limited } from '../parts.tsx';
import { counted } from '../words/spoken.ts';

/** Each letter with its text as it was sent: it was fixed on the day it was promised, so what stands here is what the debtor read. */
export function Letters({ letters }: { letters: readonly CaseLetter[] }) {
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
              <pre class="letter-text">{letterText(letter.payload)}</pre>
            </details>
          </li>
        )}
      />
    </section>
  );
}

function Way({ letter: { sentOn, deliveredOn, failures } }: { letter: CaseLetter }) {
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
