import type { CaseView, LastCheck, ReviewStanding } from '../collections/index.ts';
import { type Day, sumCents } from '../values/index.ts';
import { type Nearest, nearestVerjaring } from './deadline.ts';
import { FirstVerjaring, Heads } from './figures.tsx';
import { DayTime, Euro, Mark, Pair } from './parts.tsx';
import { isOverdue, nextOfProgram, type Open, openOf, stageOf, waitingForPersons } from './standing.ts';
import { BRAKE_WORDS } from './words/ladder-words.ts';
import { counted, spoken } from './words/spoken.ts';

export interface WorkListProps {
  readonly views: readonly CaseView[];
  readonly today: Day;
  readonly isFirstPage: boolean;
  /** The dossiernummer after which the next page begins; null on the last one. */
  readonly next: string | null;
  /** What the newest check of the books found; null where there was none yet. */
  readonly check: LastCheck | null;
  readonly review: ReviewStanding;
  /** Messages of the deurwaarder that could not be taken. */
  readonly unread: number;
}

interface Row {
  readonly stage: string;
  readonly view: CaseView;
  readonly open: Open;
  readonly nearest: Nearest;
  readonly waiting: number;
  readonly overdue: number;
}

/** All cases of a page, the one whose claim is lost first on top. */
export function WorkList({ views, today, isFirstPage, next, check, review, unread }: WorkListProps) {
  const rows = views.map((view): Row => {
    const waiting = waitingForPersons(view, today);
    return {
      view,
      stage: stageOf(view, today),
      open: openOf(view),
      nearest: nearestVerjaring(view, today),
      waiting: waiting.length,
      overdue: waiting.filter((step) => isOverdue(step, today)).length,
    };
  });
  rows.sort(byUrgency);
  return (
    <>
      <h1>Werklijst</h1>
      <Review review={review} today={today} />
      <Unread count={unread} />
      <BooksChecked check={check} />
      <Totals rows={rows} isWhole={isFirstPage && next === null} />
      {rows.length === 0 ? (
        <p class="none">Er zijn hier geen zaken.</p>
      ) : (
        <table class="cases cards">
          <caption>De zaak waarvan de verjaring het eerst afloopt staat bovenaan.</caption>
          <thead>
            <tr>
              <th scope="col">Zaak</th>
              <th scope="col">Open</th>
              <th scope="col">Eerste verjaring</th>
              <th scope="col">Het programma doet</th>
              <th scope="col">Wacht op een persoon</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <CaseRow row={row} />
            ))}
          </tbody>
        </table>
      )}
      <nav class="paging" aria-label="Bladeren">
        {isFirstPage ? null : <a href="/">Naar het begin</a>}
        {next === null ? null : <a href={`/?na=${encodeURIComponent(next)}`}>Volgende zaken</a>}
      </nav>
    </>
  );
}

/** How far the program is with the cases of today: what still waits for it, and whether a day was missed. */
/** Terms of the law may hang on what he said. */
function Unread({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <p class="halted" role="alert">
      <strong>{counted(count, 'bericht', 'berichten')} van de deurwaarder</strong>{' '}
      {count === 1 ? 'kon' : 'konden'} niet worden verwerkt. De beheerder ziet de reden; vraag de deurwaarder
      wat hij bedoelt.
    </p>
  );
}

function Review({ review: { stillDue, dueSince }, today }: { review: ReviewStanding; today: Day }) {
  if (dueSince === null) return <p>De review van vandaag is klaar: het programma heeft elke zaak bekeken.</p>;
  return (
    <p>
      De review van vandaag: nog {counted(stillDue, 'zaak', 'zaken')} te doen.{' '}
      {dueSince < today ? (
        <Mark kind="near">
          de oudste wacht sinds <DayTime on={dueSince} />
        </Mark>
      ) : null}
    </p>
  );
}

/** Whoever works here must know that the books are not to be trusted, before anything else; and may know that they are. */
function BooksChecked({ check }: { check: LastCheck | null }) {
  if (check === null) return null;
  const { onDay, found } = check;
  if (found === 0) {
    return (
      <p>
        De boeken zijn gecontroleerd op <DayTime on={onDay} />: alles klopt.
      </p>
    );
  }
  return (
    <p class="halted" role="alert">
      <strong>De boeken kloppen niet.</strong> De controle van <DayTime on={onDay} /> vond{' '}
      {counted(found, 'verschil', 'verschillen')}. Zaken die het raakt staan stil: er wordt niet geboekt en
      niet uitbetaald. De beheerder ziet elk verschil met <span class="code">dwangsom check</span>.
    </p>
  );
}

/** A case that cannot be worked out comes first: nobody knows which day it loses. */
function byUrgency(left: Row, right: Row): number {
  const day = ({ view, nearest }: Row) => {
    if (isHalted(view)) return '';
    return typeof nearest === 'string' ? '9' : nearest.on;
  };
  const [one, other] = [day(left), day(right)];
  return one < other ? -1 : one > other ? 1 : 0;
}

function isHalted({ haltedBecause, notAssessed }: CaseView): boolean {
  return haltedBecause !== null || notAssessed !== null;
}

function Totals({ rows, isWhole }: { rows: readonly Row[]; isWhole: boolean }) {
  const sum = (head: keyof Open) => sumCents(rows.map(({ open }) => open[head]));
  const near = rows.filter(({ nearest }) => typeof nearest !== 'string' && nearest.urgency !== 'calm').length;
  const waiting = rows.reduce((count, row) => count + row.waiting, 0);
  const overdue = rows.reduce((count, row) => count + row.overdue, 0);
  return (
    <section aria-label={isWhole ? 'Alle zaken samen' : 'De zaken op deze bladzijde samen'}>
      <dl class="figures">
        <Pair term={isWhole ? 'Zaken' : 'Zaken op deze bladzijde'}>
          <span class="figure">{rows.length}</span>
        </Pair>
        <Pair term="Open">
          <span class="figure">
            <Euro cents={sum('total')} />
          </span>
          <Heads
            open={{
              hoofdsom: sum('hoofdsom'),
              rente: sum('rente'),
              kosten: sum('kosten'),
              total: sum('total'),
            }}
          />
        </Pair>
        <Pair term="Verjaart binnen 60 dagen">
          <span class="figure">{near}</span>
          <span class="small">{near === 1 ? 'zaak' : 'zaken'}</span>
        </Pair>
        <Pair term="Wacht op een persoon">
          <span class="figure">{waiting}</span>
          <span class="small">{overdue === 0 ? 'niets is te laat' : `waarvan ${overdue} te laat`}</span>
        </Pair>
      </dl>
    </section>
  );
}

function CaseRow({ row: { view, stage, open, nearest, waiting, overdue } }: { row: Row }) {
  const { dossiernummer } = view.file;
  const name = (role: 'schuldeiser' | 'schuldenaar') =>
    view.parties.find((one) => one.role === role)?.name ?? '–';
  const next = nextOfProgram(view);
  const halted = view.haltedBecause ?? view.notAssessed;
  return (
    <tr>
      <th scope="row">
        <a class="dossier" href={`/zaken/${encodeURIComponent(dossiernummer)}`}>
          {dossiernummer}
        </a>
        <span class="parties">
          {name('schuldeiser')} <span class="small">tegen</span> {name('schuldenaar')}
        </span>
        <span class="stage">{stage}</span>
        {view.file.brakes.map(({ what }) => (
          <Mark kind="near">rem op {BRAKE_WORDS[what]}</Mark>
        ))}
        {halted === null ? null : (
          <span class="halted">
            <strong>Staat stil.</strong> {spoken(halted)}
          </span>
        )}
      </th>
      <td data-label="Open" class="money">
        <strong>
          <Euro cents={open.total} />
        </strong>
        {open.total === 0n ? null : <Heads open={open} />}
      </td>
      <td data-label="Eerste verjaring">
        <FirstVerjaring nearest={nearest} />
      </td>
      <td data-label="Het programma doet">
        {next === null ? (
          <span class="none">Niets uit zichzelf</span>
        ) : (
          <>
            <DayTime on={next.on} />
            <span class="small block">{spoken(next.what)}</span>
            {next.heldBy === undefined ? null : <Mark kind="near">tegengehouden door een rem</Mark>}
          </>
        )}
      </td>
      <td data-label="Wacht op een persoon">
        {waiting === 0 ? (
          <span class="none">Niets</span>
        ) : (
          <>
            {counted(waiting, 'taak', 'taken')}
            {overdue === 0 ? null : <Mark kind="urgent">{overdue} te laat</Mark>}
          </>
        )}
      </td>
    </tr>
  );
}
