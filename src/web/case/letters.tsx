import { type CaseLetter, letterKind } from '../../collections/index.ts';
import { DayTime } from '../parts.tsx';
import { LETTER_PURPOSES } from '../words/letter-words.ts';
import { capital, counted } from '../words/spoken.ts';

interface LettersProps {
  readonly letters: readonly CaseLetter[];
  readonly dossiernummer: string;
}

/** Of each kind the newest so many stand open; the older ones can be opened. */
const LETTERS_OPEN = 8;

/** Each letter as it was sent, with its PDF, the newest first. A letter that lapsed never went out, and says so. */
export function Letters({ letters, dossiernummer }: LettersProps) {
  const newestFirst = [...letters].reverse();
  const claiming = newestFirst.filter(({ payload }) => letterKind(payload.kind).interrupts);
  const telling = newestFirst.filter(({ payload }) => !letterKind(payload.kind).interrupts);
  return (
    <section id="brieven">
      <h2>Brieven</h2>
      <h3>Die vorderen of stuiten</h3>
      <Newest letters={claiming} dossiernummer={dossiernummer} none="Er is nog geen brief gemaakt." />
      <h3>Die alleen iets meedelen</h3>
      <Newest letters={telling} dossiernummer={dossiernummer} none="Er is nog niets meegedeeld." />
    </section>
  );
}

function Newest({ letters, dossiernummer, none }: LettersProps & { none: string }) {
  if (letters.length === 0) return <p class="none">{none}</p>;
  const item = (letter: CaseLetter) => <LetterItem letter={letter} dossiernummer={dossiernummer} />;
  const older = letters.slice(LETTERS_OPEN);
  return (
    <>
      <ul class="plain letters">{letters.slice(0, LETTERS_OPEN).map(item)}</ul>
      {older.length === 0 ? null : (
        <details>
          <summary>Ouder: {counted(older.length, 'brief', 'brieven')}</summary>
          <ul class="plain letters">{older.map(item)}</ul>
        </details>
      )}
    </>
  );
}

function LetterItem({ letter, dossiernummer }: { letter: CaseLetter; dossiernummer: string }) {
  const { payload, promisedOn, document } = letter;
  return (
    <li id={`brief-${payload.letter}`}>
      <p class="letter-name">
        <strong>
          {capital(payload.kind.replaceAll('-', ' '))} <span class="code">{payload.letter}</span>
        </strong>{' '}
        <span class="small">
          {letterKind(payload.kind).document}, aan de {letterKind(payload.kind).to}, van{' '}
          <DayTime on={promisedOn} />
        </span>
      </p>
      <p class="small">
        <Way letter={letter} />. Hij {LETTER_PURPOSES[payload.kind].purpose} (
        {LETTER_PURPOSES[payload.kind].article}).
      </p>
      {letter.fault === null ? null : <p class="small">Waarom verzenden niet lukte: {letter.fault}</p>}
      <Words letter={letter} document={document} dossiernummer={dossiernummer} />
    </li>
  );
}

interface WordsProps {
  readonly letter: CaseLetter;
  readonly document: CaseLetter['document'];
  readonly dossiernummer: string;
}

/** The words of a letter to the creditor stay in its PDF: her address stands in them, and this page may lie beside the debtor's papers. */
function Words({ letter, document, dossiernummer }: WordsProps) {
  if (document === null) {
    return letter.lapsedOn === null ? (
      <p class="small">De tekst wordt gemaakt op de dag van verzending, met wat dan waar is.</p>
    ) : null;
  }
  const pdf = (
    <p>
      <a href={`/zaken/${dossiernummer}/brieven/${document.id}.pdf`}>
        {document.number}: {document.subject} (PDF)
      </a>
    </p>
  );
  if (letterKind(letter.payload.kind).to === 'schuldeiser') return pdf;
  return (
    <>
      {pdf}
      <details>
        <summary>
          Tekst <span class="visually-hidden">van brief {letter.payload.letter}</span>
        </summary>
        <pre class="letter-text">{document.text}</pre>
        <p class="small">
          SHA-256 van de PDF: <span class="code">{document.sha256}</span>
        </p>
      </details>
    </>
  );
}

function Way({ letter }: { letter: CaseLetter }) {
  const { sentOn, deliveredOn, lapsedOn, failures } = letter;
  if (lapsedOn !== null) {
    return (
      <>
        Vervallen op <DayTime on={lapsedOn} /> en nooit verzonden
      </>
    );
  }
  return (
    <>
      {sentOn === null ? 'Nog niet verzonden' : 'Verzonden op '}
      {sentOn === null ? null : <DayTime on={sentOn} />}
      {isWaitedFor(letter) ? '; ' : null}
      {deliveredOn === null
        ? isWaitedFor(letter)
          ? 'bezorging nog niet bewezen, dus hij stuit nog niet'
          : null
        : 'bezorgd op '}
      {deliveredOn === null ? null : <DayTime on={deliveredOn} />}
      {failures === 0 ? null : `; verzenden mislukte ${counted(failures, 'keer', 'keer')}`}
    </>
  );
}

/** Only of a letter that interrupts it matters when it arrived (BW 3:37 lid 3). */
function isWaitedFor({ payload, deliveredOn }: CaseLetter): boolean {
  return deliveredOn !== null || letterKind(payload.kind).interrupts;
}
