import { addDays, FOREVER, formatEuro, type Question } from '../values/index.ts';
import { restDay } from './algemene-termijnenwet.ts';
import type { Dwangsom } from './answer.ts';
import { lastDayOfTerm } from './billable-days.ts';
import type { Facts } from './facts.ts';
import type { Clause, Uitspraak } from './input.ts';
import type { Toerekening } from './toerekening.ts';
import { isCounted } from './units.ts';

export interface Known {
  readonly uitspraak: Uitspraak;
  readonly facts: Facts;
  readonly dwangsommen: readonly Dwangsom[];
  readonly toerekening: Toerekening;
  readonly refundable: boolean;
}

/** What a person must judge (contract, rule 10). The answer is complete without it, but nobody may act on these points unseen. */
export function questionsOf(known: Known): Question[] {
  return [
    ...known.uitspraak.clauses.flatMap((clause) => aboutClause(clause, known)),
    ...aboutNietNakomingen(known),
    ...aboutSameMoment(known),
    ...aboutRestitution(known.facts),
    ...aboutStuitingen(known.facts),
    ...aboutPayments(known),
    ...known.dwangsommen.filter((dwangsom) => dwangsom.status === 'betwistbaar').map(aboutBetwistbaar),
  ];
}

function aboutClause(clause: Clause, { uitspraak, facts }: Known): Question[] {
  const questions: Question[] = [];
  const about = clause.id;
  const reduced = facts
    .of('vermindering')
    .some((fact) => fact.clause === clause.id && fact.cap !== undefined);
  if (clause.cap === null && clause.capGroup === null && !reduced) {
    questions.push({
      about,
      article: 'Rv 611b',
      ask: 'De uitspraak noemt geen maximum. Klopt dat, en is het verbeurde bedrag nog in verhouding?',
    });
  }
  if (clause.mode === 'per-dagdeel') {
    questions.push({
      about,
      article: 'Rv 611b',
      ask: 'Wat is volgens de uitspraak een dagdeel? De wet zegt het niet; het aantal per dag is zoals het is opgegeven.',
    });
  }
  const lastDay = lastDayOfTerm(clause, uitspraak);
  const rest = lastDay && restDay(lastDay);
  if (lastDay && rest) {
    questions.push({
      about,
      article: 'Algemene termijnenwet art. 1',
      ask: `De termijn eindigt op ${lastDay} (${rest}). Een termijn van de rechter schuift niet op; heeft de uitspraak het anders bedoeld?`,
    });
  }
  const perOccasion = clause.mode === 'per-keer' || clause.mode === 'per-dagdeel' || clause.mode === 'ineens';
  for (const death of perOccasion ? facts.of('overlijden-schuldenaar') : []) {
    questions.push({
      about,
      article: 'Rv 611f',
      ask: `De schuldenaar is op ${death.on} overleden. Bij deze dwangsom (${clause.mode}) beslist de rechter over opheffing of vermindering; vragen de erfgenamen daarom?`,
    });
  }
  return questions;
}

function aboutNietNakomingen({ uitspraak, facts }: Known): Question[] {
  return facts
    .of('niet-nakoming')
    .filter((fact) => fact.on === uitspraak.betekendOn && fact.status !== 'afgewezen')
    .map((fact) => ({
      about: fact.id,
      article: 'Rv 611a lid 3',
      ask: `De niet-nakoming valt op ${fact.on}, de dag van betekening, en telt niet mee. Was de betekening eerder op die dag?`,
    }));
}

/** Two reports of one moment would forfeit twice; whether they are one is not for the program to say (several failures on one day do each count). */
function aboutSameMoment({ uitspraak, facts }: Known): Question[] {
  const counted = new Set(uitspraak.clauses.filter(isCounted).map(({ id }) => id));
  const first = new Map<string, string>();
  return facts.of('niet-nakoming').flatMap(({ id, clause, on, status }): Question[] => {
    // Where days are counted, a day counts once however often it is reported.
    if (status !== 'vastgesteld' || !counted.has(clause)) return [];
    const earlier = first.get(`${clause} ${on}`);
    if (earlier === undefined) {
      first.set(`${clause} ${on}`, id);
      return [];
    }
    const ask = `De niet-nakomingen ${earlier} en ${id} vallen beide op ${on}. Zijn het twee gemiste momenten, of is één moment twee keer gemeld?`;
    return [{ about: id, article: 'Rv 611b', ask }];
  });
}

/** Whether rente is owed on what goes back, and from when, was not found: the question stood in ECLI:NL:HR:2000:AA5863, the answer was not read. */
function aboutRestitution(facts: Facts): Question[] {
  const vernietiging = facts.of('vernietiging')[0];
  if (!vernietiging || facts.of('betaling').length === 0) return [];
  const ask =
    'Is over wat terug moet ook wettelijke rente verschuldigd, en vanaf welke dag? Zonder antwoord wordt alleen terugbetaald wat is ontvangen.';
  return [{ about: vernietiging.id, article: 'BW 6:203 en 6:119', ask }];
}

function aboutStuitingen(facts: Facts): Question[] {
  return facts
    .of('stuiting')
    .filter((fact) => fact.by === 'eis' && (fact.uitkomst === 'afgewezen' || fact.uitkomst === 'ingetrokken'))
    .map((fact) => ({
      about: fact.id,
      article: 'BW 3:316 lid 2',
      ask: `De eis van ${fact.on} is ${fact.uitkomst}. Zij stuit alleen als binnen zes maanden een nieuwe eis is ingesteld die slaagt; is dat gebeurd?`,
    }));
}

function aboutPayments({ facts, toerekening, refundable }: Known): Question[] {
  const questions: Question[] = [];
  const onDwangsom = new Set(
    toerekening.allocations.filter(({ head }) => head !== 'kosten').map(({ payment }) => payment),
  );
  for (const payment of facts.of('betaling')) {
    if (onDwangsom.has(payment.id)) {
      questions.push({
        about: payment.id,
        article: 'BW 3:318',
        ask: `Erkende de schuldenaar met de betaling van ${payment.on} de schuld? Dan stuit zij de verjaring; zonder oordeel telt zij niet als stuiting.`,
      });
    }
    const left = toerekening.unallocated.get(payment.id);
    if (left !== undefined && !refundable) {
      questions.push({
        about: payment.id,
        article: 'BW 6:43',
        ask: `Van de betaling is ${formatEuro(left)} niet toegerekend. Waarvoor was dat, of gaat het terug?`,
      });
    }
  }
  for (const { payment, dwangsom, known } of toerekening.passedOver) {
    questions.push({
      about: payment,
      article: 'BW 6:43 lid 1',
      ask: known
        ? `De betaling wijst ${dwangsom} aan, maar die was toen nog niet verbeurd. Wat bedoelde de schuldenaar?`
        : `De betaling wijst ${dwangsom} aan, maar die dwangsom is er niet. Wat bedoelde de schuldenaar?`,
    });
  }
  return questions;
}

function aboutBetwistbaar(dwangsom: Dwangsom): Question {
  const { endsOn, contestableUntil } = dwangsom.verjaring;
  const until = contestableUntil ?? FOREVER;
  return {
    about: dwangsom.id,
    article: 'Rv 611g lid 1',
    ask: `In de ene lezing verjaard sinds ${endsOn === null ? '' : addDays(endsOn, 1)}, in de andere ${until === FOREVER ? 'nog niet' : `op ${addDays(until, 1)}`}. Wordt er nog ingevorderd?`,
  };
}
