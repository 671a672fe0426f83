import { type CaseView, termStartOf } from '../../collections/index.ts';
import type { Dwangsom } from '../../law/index.ts';
import { addDays, type Day, formatDay, formatEuro, parseCents, sumCents } from '../../values/index.ts';
import { deadlineOf } from '../deadline.ts';
import { DayTime, Euro, Folded, Grounds, Mark } from '../parts.tsx';
import type { References } from '../references.ts';
import { placeAfter, placeBefore, ROWS_A_PAGE, sliceOf } from '../slice.ts';
import { STATUS_WORDS } from '../words/law-words.ts';
import { counted, distance, joined } from '../words/spoken.ts';
import { TermBar } from './term-bar.tsx';

interface DwangsommenProps {
  readonly view: CaseView;
  readonly rows: readonly Dwangsom[];
  readonly today: Day;
  readonly asked: number | null;
  readonly references: References;
}

/** A row for each dwangsom; each opens to the reasons for its being owed, for its amount, and for the day until which it can be claimed. */
export function Dwangsommen({ view, rows, today, asked, references }: DwangsommenProps) {
  if (rows.length === 0) return <p class="none">Er is nog geen dwangsom verbeurd.</p>;
  // Where there are many, those that are settled come first in the order of the law, and what is still open is what a reader looks for.
  const firstOpen = rows.findIndex(({ status }) => status === 'opeisbaar' || status === 'betwistbaar');
  const slice = sliceOf(rows, asked, firstOpen < 0 ? 1 : firstOpen + 1);
  return (
    <>
      <FoldedRows rows={slice.before} words="Hiervoor" place={placeBefore(slice)} />
      <table class="owed cards">
        <caption>
          {rows.length === slice.items.length
            ? counted(rows.length, 'dwangsom', 'dwangsommen')
            : `Nummer ${slice.from} tot en met ${slice.from + slice.items.length - 1} van ${counted(rows.length, 'dwangsom', 'dwangsommen')}; een bladzijde toont er ten hoogste ${ROWS_A_PAGE}`}
        </caption>
        <thead>
          <tr>
            <th scope="col">Dwangsom</th>
            <th scope="col" class="money">
              Bedrag
            </th>
            <th scope="col" class="money">
              Open hoofdsom
            </th>
            <th scope="col" class="money">
              Open rente
            </th>
            <th scope="col">Stand</th>
            <th scope="col">Verjaring</th>
          </tr>
        </thead>
        {slice.items.map((row) => (
          <Row row={row} start={termStartOf(view.file, row)} today={today} references={references} />
        ))}
      </table>
      <FoldedRows rows={slice.after} words="Hierna" place={placeAfter(slice)} />
    </>
  );
}

function FoldedRows({ rows, words, place }: { rows: readonly Dwangsom[]; words: string; place: number }) {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return null;
  const sum = (amounts: string[]) => sumCents(amounts.map(parseCents));
  const openAmong = (isLost: boolean) =>
    sum(rows.filter(({ status }) => (status === 'verjaard') === isLost).map(({ hoofdsom }) => hoofdsom));
  const lost = openAmong(true);
  return (
    <Folded href={`?dwangsommen=${place}#verschuldigd`}>
      {words}: {counted(rows.length, 'dwangsom', 'dwangsommen')}, van {formatDay(first.on)} tot en met{' '}
      {formatDay(last.on)}, samen {formatEuro(sum(rows.map(({ amount }) => amount)))}, waarvan{' '}
      {formatEuro(openAmong(false))} open{lost === 0n ? '' : ` en ${formatEuro(lost)} verjaard`}.
    </Folded>
  );
}

interface RowProps {
  readonly row: Dwangsom;
  readonly start: Day;
  readonly today: Day;
  readonly references: References;
}

function Row({ row, start, today, references }: RowProps) {
  const articles = [...new Set(row.because.map(({ article }) => article))];
  return (
    <tbody class={`row ${row.status}`}>
      <tr>
        <th scope="row">
          <DayTime on={row.on} />
          <span class="small block">
            <span class="code">{row.id}</span>, onderdeel {row.clause}
          </span>
        </th>
        <td class="money" data-label="Bedrag">
          <Euro cents={parseCents(row.amount)} />
        </td>
        <td class="money" data-label="Open hoofdsom">
          <Open amount={row.hoofdsom} status={row.status} />
        </td>
        <td class="money" data-label="Open rente">
          <Open amount={row.rente} status={row.status} />
        </td>
        <td data-label="Stand">
          {STATUS_WORDS[row.status]}
          {row.status === 'opeisbaar' && !row.invorderbaar ? (
            <span class="small block">Nu niet in te vorderen: de executie staat stil.</span>
          ) : null}
        </td>
        <td data-label="Verjaring">
          <Verjaring row={row} start={start} today={today} />
        </td>
      </tr>
      <tr class="why">
        <td colspan={6}>
          <details>
            <summary>
              Waarom <span class="visually-hidden">de dwangsom van {formatDay(row.on)}</span>
              <span class="articles">{joined(articles)}</span>
            </summary>
            <Grounds grounds={row.because} references={references} />
          </details>
        </td>
      </tr>
    </tbody>
  );
}

/** What is verjaard is not counted in the totals, so it may not look like a part of them. */
function Open({ amount, status }: { amount: string; status: Dwangsom['status'] }) {
  if (status !== 'verjaard') return <Euro cents={parseCents(amount)} />;
  return (
    <span class="none">{parseCents(amount) === 0n ? '–' : `${formatEuro(parseCents(amount))} verjaard`}</span>
  );
}

function Verjaring({ row, start, today }: Omit<RowProps, 'references'>) {
  const { status, verjaring } = row;
  const { endsOn, contestableUntil } = verjaring;
  if (status === 'voldaan' || status === 'vervallen') return <span class="none">Niet meer van belang</span>;
  if (status === 'verjaard') {
    const last = contestableUntil ?? endsOn;
    return <>{last === null ? 'Verjaard' : `Sinds ${formatDay(addDays(last, 1))}`}</>;
  }
  const otherwise = contestableUntil === endsOn ? null : <Otherwise until={contestableUntil} />;
  if (endsOn === null) {
    return (
      <>
        Loopt nu niet af
        {otherwise}
      </>
    );
  }
  const { days, urgency } = deadlineOf(endsOn, today);
  return (
    <>
      <span class="term">
        <DayTime on={endsOn} />{' '}
        {urgency === 'calm' || days < 0 ? (
          <span class="small">{distance(days)}</span>
        ) : (
          <Mark kind={urgency}>{distance(days)}</Mark>
        )}
      </span>
      <TermBar start={start} end={endsOn} today={today} />
      {otherwise}
    </>
  );
}

function Otherwise({ until }: { until: Day | null }) {
  return (
    <span class="small block">
      {until === null
        ? 'In de andere lezing van de termijn loopt zij nu niet af.'
        : `In de andere lezing van de termijn pas na ${formatDay(until)}.`}
    </span>
  );
}
