import type { CaseFile, CaseView, Party } from '../../collections/index.ts';
import { type Day, formatDay, fullYearsBetween } from '../../values/index.ts';
import { DayTime, Pair } from '../parts.tsx';
import { euroOf, MODE_WORDS } from '../words/law-words.ts';
import { joined } from '../words/spoken.ts';

type Registered = NonNullable<CaseFile['uitspraak']>;
type Terms = Registered['terms'];
type Clause = Terms['clauses'][number];

/** Who is involved and what the court said. Addresses and bank accounts stay out: nobody needs them to judge a case, and a page is easily shown around. */
export function Uitspraak({ view, today }: { view: CaseView; today: Day }) {
  const { uitspraak, betekening, volmacht } = view.file;
  const named = (role: Party['role']) =>
    joined(view.parties.filter((one) => one.role === role).map(({ name }) => name));
  const children = view.parties.filter(({ role }) => role === 'kind');
  return (
    <section id="uitspraak">
      <h2>De uitspraak</h2>
      <dl class="facts-of-case">
        <Pair term="Schuldeiser">
          {named('schuldeiser')} <span class="small">heeft recht op de dwangsommen</span>
        </Pair>
        <Pair term="Schuldenaar">
          {named('schuldenaar')} <span class="small">moet de uitspraak nakomen</span>
        </Pair>
        <Pair term={children.length === 1 ? 'Kind' : 'Kinderen'}>
          {joined(children.map((child) => childOf(child, today)))}
        </Pair>
        {uitspraak ? <About uitspraak={uitspraak} /> : null}
        <Pair term="Betekening">
          {betekening ? (
            <>
              <DayTime on={betekening.on} />, {betekening.exploot}
            </>
          ) : (
            'Nog niet betekend: er kan nog niets worden verbeurd (Rv 611a lid 3).'
          )}
        </Pair>
        <Pair term="Volmacht">{volmachtOf(volmacht, today)}</Pair>
      </dl>
      {uitspraak ? (
        <>
          <h3>Wat de rechter besliste, woord voor woord</h3>
          <blockquote class="dictum">{uitspraak.dictum}</blockquote>
          <h3>Hoe het programma dat leest</h3>
          <ul class="clauses">
            {uitspraak.terms.clauses.map((clause) => (
              <li>
                <strong>Onderdeel {clause.id}:</strong> {clauseSentence(clause, uitspraak.terms)}{' '}
                {firstDaySentence(view.firstDays.get(clause.id) ?? null)}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

function About({ uitspraak }: { uitspraak: Registered }) {
  const { court, caseNumber, ecli, terms, registeredBy, checkedBy } = uitspraak;
  return (
    <>
      <Pair term="Gerecht">
        {court}, <DayTime on={terms.pronouncedOn} />
      </Pair>
      <Pair term="Zaaknummer">{caseNumber}</Pair>
      <Pair term="ECLI">{ecli ?? 'niet gepubliceerd'}</Pair>
      <Pair term="Uitvoerbaar bij voorraad">
        {terms.uitvoerbaarBijVoorraad
          ? 'Ja: hoger beroep houdt haar niet tegen'
          : 'Nee: hoger beroep schorst haar'}
      </Pair>
      {terms.endsOn === null ? null : (
        <Pair term="Geldt tot en met">
          <DayTime on={terms.endsOn} />
        </Pair>
      )}
      <Pair term="Vastgelegd">
        door {registeredBy}; {CHECK_WORDS[uitspraak.state]}
        {checkedBy === null ? '' : ` door ${checkedBy}`}
      </Pair>
    </>
  );
}

const CHECK_WORDS: Record<Registered['state'], string> = {
  'ter-controle': 'wacht op controle door een tweede persoon',
  teruggegeven: 'teruggegeven',
  gevalideerd: 'gecontroleerd',
};

/** The first name is enough to know of which child it is. */
function childOf({ name, bornOn }: Party, today: Day): string {
  const first = name.split(' ')[0] ?? name;
  return bornOn === null ? first : `${first} (${fullYearsBetween(bornOn, today)} jaar)`;
}

function volmachtOf(volmacht: CaseFile['volmacht'], today: Day): string {
  if (volmacht === null) return 'Nog niet gegeven: zonder volmacht gaat er geen brief uit.';
  const { from, until } = volmacht;
  if (until === null) return `Sinds ${formatDay(from)}`;
  return `Van ${formatDay(from)} tot en met ${formatDay(until)}${until < today ? ': afgelopen, er gaat geen brief meer uit' : ''}`;
}

function clauseSentence(clause: Clause, { caps }: Terms): string {
  const { amount, mode, cap, capGroup, term, from, to } = clause;
  const shared = capGroup === null ? undefined : caps[capGroup];
  return [
    `${euroOf(amount)} ${MODE_WORDS[mode]}`,
    cap === null ? '' : `, tot een maximum van ${euroOf(cap)}`,
    shared === undefined ? '' : `, samen met andere onderdelen tot een maximum van ${euroOf(shared)}`,
    cap === null && shared === undefined ? ', zonder maximum' : '',
    term === null ? '' : `, ${termWords(term)}`,
    from === null ? '' : `, vanaf ${formatDay(from)}`,
    to === null ? '' : `, tot en met ${formatDay(to)}`,
    '.',
  ].join('');
}

function termWords(term: NonNullable<Clause['term']>): string {
  const kind = term.kind === 'respijt' ? 'respijttermijn' : 'uitvoeringstermijn';
  return 'until' in term
    ? `met een ${kind} tot en met ${formatDay(term.until)}`
    : `met een ${kind} van ${term.days} dagen na de ${term.from}`;
}

function firstDaySentence(first: Day | null): string {
  return first === null
    ? 'Zolang de uitspraak niet is betekend, wordt er niets verbeurd.'
    : `De eerste dag waarop iets kan worden verbeurd is ${formatDay(first)}.`;
}
