import type { CaseFile, Opdracht, Term } from '../../collections/index.ts';
import { termsOf } from '../../collections/index.ts';
import { restDay } from '../../law/index.ts';
import { type Day, daysBetween } from '../../values/index.ts';
import { Course, type Stop } from '../course.tsx';
import { DayTime, Mark } from '../parts.tsx';
import { messageTelling } from '../words/process-words.ts';
import { counted, distance, joined } from '../words/spoken.ts';

const TERM_WORDS: Record<Term['what'], string> = {
  ontvangstbevestiging: 'De deurwaarder bevestigt de ontvangst',
  status: 'De deurwaarder laat weten hoe het staat',
  overbetekening: 'Het beslag wordt aan de schuldenaar betekend',
  'mededeling-beslagvrije-voet': 'De schuldenaar hoort zijn beslagvrije voet',
  'reactietermijn-schuldenaar': 'De schuldenaar kan reageren; tot dan wordt het geld vastgehouden',
  'herberekening-beslagvrije-voet': 'De beslagvrije voet wordt opnieuw berekend',
};

/** What the deurwaarder was asked, what he said he did, and which terms run for him; the newest order first. */
export function Orders({ file, today }: { file: CaseFile; today: Day }) {
  if (file.opdrachten.length === 0) return null;
  return (
    <section id="opdrachten">
      <h2>De deurwaarder</h2>
      <ul class="plain groups">
        {[...file.opdrachten].reverse().map((order) => (
          <Order order={order} file={file} today={today} />
        ))}
      </ul>
    </section>
  );
}

function Order({ order, file, today }: { order: Opdracht; file: CaseFile; today: Day }) {
  const { id, dwangsommen, measures, kindtoets, endedOn } = order;
  const terms = termsOfOrder(order, today);
  const running = endedOn === null ? terms.filter(({ doneOn }) => doneOn === null) : [];
  const late = terms.filter(({ doneOn, isLate }) => doneOn !== null && isLate).length;
  const stops = [...happened(order, file), ...running.map((term) => termStop(term, today))];
  return (
    <li id={`opdracht-${id}`}>
      <h3>
        Opdracht <span class="code">{id}</span>{' '}
        <span class="small">
          {endedOn === null ? (
            'loopt'
          ) : (
            <>
              geëindigd op <DayTime on={endedOn} />
            </>
          )}
        </span>
      </h3>
      <p>
        Voor {counted(dwangsommen.length, 'dwangsom', 'dwangsommen')}, met als middelen:{' '}
        {joined(measures.map((measure) => measure.replaceAll('-', ' ')))}. Zij rust op{' '}
        <a href={`#kindtoets-${kindtoets}`}>kindtoets {kindtoets}</a>.
      </p>
      <Course stops={stops.sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))} />
      {late === 0 ? null : (
        <p class="small">
          {counted(late, 'termijn is', 'termijnen zijn')} door de deurwaarder te laat gehaald.
        </p>
      )}
    </li>
  );
}

function termsOfOrder({ id, sentOn, messages }: Opdracht, today: Day): readonly Term[] {
  if (sentOn === null) return [];
  return termsOf({ opdrachtId: id, sentOn, messages }, today, (on) => restDay(on) !== null);
}

function happened(order: Opdracht, { events }: CaseFile): Stop[] {
  const { id, on, approvedBy, sentOn, messages, dbr } = order;
  const done = (day: Day, says: Stop['says']): Stop => ({ on: day, isAhead: false, says });
  return [
    done(on, `Goedgekeurd door ${approvedBy}.`),
    ...(sentOn === null ? [] : [done(sentOn, 'Naar de deurwaarder gestuurd.')]),
    ...messages.map((message) => {
      const { sentence, words } = messageTelling(message);
      return done(
        message.on,
        <>
          Deurwaarder: {sentence}
          {words === null ? null : <q class="words">{words}</q>}
        </>,
      );
    }),
    ...(dbr === null
      ? []
      : [done(dbr.on, `Besloten dat de opdracht ${dbr.goesOn ? 'doorgaat' : 'niet doorgaat'}.`)]),
    ...events.flatMap((event) =>
      (event.kind === 'opdracht-ingetrokken' || event.kind === 'opdracht-vervallen') &&
      event.data.opdracht === id
        ? [
            done(
              event.on,
              `${event.kind === 'opdracht-ingetrokken' ? 'Ingetrokken' : 'Vervallen'}: ${event.data.reason}`,
            ),
          ]
        : [],
    ),
  ];
}

function termStop({ what, due, article, isLate }: Term, today: Day): Stop {
  const days = distance(daysBetween(today, due));
  return {
    on: due,
    isAhead: true,
    says: (
      <>
        Uiterlijk: {TERM_WORDS[what]}{' '}
        {isLate ? <Mark kind="urgent">te laat, {days}</Mark> : <span class="small">{days}</span>}{' '}
        <span class="article small">{article}</span>
      </>
    ),
  };
}
