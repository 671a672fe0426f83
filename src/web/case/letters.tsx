import type { CaseLetter } from '../../collections/index.ts';
import { DayTime, Limited } from '../parts.tsx';
import { counted } from '../words/spoken.ts';

interface LettersProps {
  readonly letters: readonly CaseLetter[];
  readonly dossiernummer: string;
}

/** Each letter as it was sent, with its PDF. A letter that lapsed never went out, and says so. */
export function Letters({ letters, dossiernummer }: LettersProps) {
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
                  {letter.payload.kind.replaceAll('-', ' ')} <span class="code">{letter.payload.letter}</span>
                </strong>{' '}
                van <DayTime on={letter.promisedOn} />
                <span class="small block">
                  <Way letter={letter} />
                </span>
              </summary>
              <Words document={letter.document} dossiernummer={dossiernummer} />
            </details>
          </li>
        )}
      />
    </section>
  );
}

function Words({
  document,
  dossiernummer,
}: {
  document: CaseLetter['document'];
  dossiernummer: string;
}) {
  if (document === null) {
    return <p>De tekst wordt gemaakt op de dag van verzending, met wat dan waar is.</p>;
  }
  return (
    <>
      <p>
        <a href={`/zaken/${dossiernummer}/brieven/${document.id}.pdf`}>
          {document.number}: {document.subject} (PDF)
        </a>
      </p>
      <pre class="letter-text">{document.text}</pre>
      <p class="small">
        SHA-256 van de PDF: <span class="code">{document.sha256}</span>
      </p>
    </>
  );
}

function Way({ letter }: { letter: CaseLetter }) {
  const { sentOn, deliveredOn, lapsedOn, failures } = letter;
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
      {deliveredOn === null ? unproven(letter) : 'bezorgd op '}
      {deliveredOn === null ? null : <DayTime on={deliveredOn} />}
      {failures === 0 ? null : `; verzenden mislukte ${counted(failures, 'keer', 'keer')}`}
    </>
  );
}

/** Only a letter that interrupts waits for proof that it arrived (BW 3:37 lid 3). */
function unproven({ payload }: CaseLetter): string {
  return payload.letter.startsWith('b')
    ? 'bezorging nog niet bewezen, dus hij stuit nog niet'
    : 'hij deelt alleen iets mee';
}
