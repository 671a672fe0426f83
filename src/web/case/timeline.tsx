import type { CaseEvent } from '../../collections/index.ts';
import { formatDay } from '../../values/index.ts';
import { DayTime, Folded } from '../parts.tsx';
import { lastPlace, placeAfter, placeBefore, ROWS_A_PAGE, sliceOf } from '../slice.ts';
import { tellingOf, whoOf } from '../words/event-words.ts';
import { counted } from '../words/spoken.ts';

/** Everything that was recorded, in the order in which it was; nothing of it is ever changed. The last of them show first where there are many. */
export function Timeline({ events, asked }: { events: readonly CaseEvent[]; asked: number | null }) {
  const slice = sliceOf(events, asked, lastPlace(events));
  return (
    <section id="tijdlijn">
      <h2>Tijdlijn</h2>
      <p class="small">
        Een gebeurtenis telt in de wet op de ene dag en kan op een latere dag zijn vastgelegd. Er wordt niets
        gewist of veranderd; een fout wordt met een nieuwe gebeurtenis hersteld.
      </p>
      <FoldedEvents events={slice.before} words="Hiervoor" place={placeBefore(slice)} />
      <table class="cards timeline">
        <caption class="visually-hidden">De gebeurtenissen van deze zaak, de laatste onderaan</caption>
        <thead>
          <tr>
            <th scope="col">Nr</th>
            <th scope="col">Telt op</th>
            <th scope="col">Wat er gebeurde</th>
            <th scope="col">Vastgelegd</th>
          </tr>
        </thead>
        <tbody>
          {slice.items.map((event) => (
            <EventRow event={event} />
          ))}
        </tbody>
      </table>
      <FoldedEvents events={slice.after} words="Hierna" place={placeAfter(slice)} />
    </section>
  );
}

function EventRow({ event }: { event: CaseEvent }) {
  const { seq, on, recordedOn, recordedBy } = event;
  const { sentence, words } = tellingOf(event);
  return (
    <tr id={`gebeurtenis-${seq}`}>
      <th scope="row" data-label="Gebeurtenis">
        {seq}
      </th>
      <td data-label="Telt op">
        <DayTime on={on} />
      </td>
      <td data-label="Wat er gebeurde">
        {sentence} <Place event={event} />
        {words === null ? null : <q class="words">{words}</q>}
      </td>
      <td data-label="Vastgelegd">
        {recordedOn === on ? <span class="small">dezelfde dag</span> : <DayTime on={recordedOn} />}
        <span class="small block">{whoOf(recordedBy)}</span>
      </td>
    </tr>
  );
}

/** To what the event is about, where it has a place of its own on this page. */
function Place({ event: { kind, data } }: { event: CaseEvent }) {
  if (kind === 'brief-beloofd') return <a href={`#brief-${data.id}`}>Naar de brief</a>;
  if (kind === 'kindtoets-opgesteld') return <a href={`#kindtoets-${data.id}`}>Naar de kindtoets</a>;
  if (kind === 'opdracht-goedgekeurd') return <a href={`#opdracht-${data.id}`}>Naar de opdracht</a>;
  if (kind === 'betalingsregeling-voorgesteld') return <a href={`#regeling-${data.id}`}>Naar de regeling</a>;
  return null;
}

function FoldedEvents({
  events,
  words,
  place,
}: {
  events: readonly CaseEvent[];
  words: string;
  place: number;
}) {
  const [first, last] = [events[0], events.at(-1)];
  if (!first || !last) return null;
  return (
    <Folded href={`?tijdlijn=${place}#tijdlijn`}>
      {words}: {counted(events.length, 'gebeurtenis', 'gebeurtenissen')}, vastgelegd van{' '}
      {formatDay(first.recordedOn)} tot en met {formatDay(last.recordedOn)} (ten hoogste {ROWS_A_PAGE} op een
      bladzijde).
    </Folded>
  );
}
