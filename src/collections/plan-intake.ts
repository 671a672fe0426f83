import type { Assessment } from '../law/index.ts';
import { addDays, type Day, earliest, latest } from '../values/index.ts';
import type { CaseFile } from './case-file.ts';
import { isGivenUp } from './process/holds.ts';
import { hasVolmacht } from './process/volmacht.ts';
import { person, type Step } from './step.ts';

/** Steps of persons: from the registration to the betekening, the findings, and what the law room left open. */

/** Days from the registration: to compare it with the text, and to have the volmacht signed and the uitspraak betekend (domain 7.1). */
export const CHECK_DAYS = 2;
export const INTAKE_DAYS = 14;
/** To hear both parents, and then to find or reject (domain 7.2). */
export const HEARING_DAYS = 10;
export const FINDING_DAYS = 21;
/** A report is judged at least so long before the end of its verjaring. */
const UNJUDGED_ALARM_DAYS = 60;

export function untilBetekend(file: CaseFile, today: Day): Step[] {
  const { uitspraak, betekening } = file;
  const registeredOn =
    file.events.findLast(({ kind }) => kind === 'uitspraak-geregistreerd')?.recordedOn ?? today;
  if (!uitspraak) return [];
  if (uitspraak.state === 'ter-controle') {
    return [
      person(
        'tweede persoon',
        registeredOn,
        addDays(registeredOn, CHECK_DAYS),
        'De geregistreerde uitspraak vergelijken met de tekst en valideren of teruggeven.',
        {
          article: 'Rv 430',
          facts: [],
          note: 'Alleen wat de rechter bepaalde, kan ten uitvoer worden gelegd.',
        },
      ),
    ];
  }
  if (uitspraak.state === 'teruggegeven') {
    return [
      person('medewerker', today, null, 'De teruggegeven uitspraak verbeteren en opnieuw registreren.'),
    ];
  }
  const steps: Step[] = [];
  if (!hasVolmacht(file, today)) {
    steps.push(
      person(
        'medewerker',
        today,
        addDays(registeredOn, INTAKE_DAYS),
        'De volmacht van de schuldeiser laten tekenen; zonder volmacht gaat er geen brief uit.',
        {
          article: 'Rv 611c',
          facts: [],
          note: 'De dwangsom komt toe aan wie de uitspraak verkreeg; het bureau handelt namens die partij.',
        },
      ),
    );
  }
  if (!betekening) {
    steps.push(
      person(
        'medewerker',
        today,
        addDays(registeredOn, INTAKE_DAYS),
        'De uitspraak door de deurwaarder laten betekenen en het exploot vastleggen.',
        { article: 'Rv 611a lid 3', facts: [], note: 'Voor de betekening wordt niets verbeurd.' },
      ),
    );
  }
  return steps;
}

/** A report is heard and judged by a named person; the verjaring of what it may forfeit runs in the meantime (Rv 611g). */
export function findings(file: CaseFile, assessment: Assessment | null): Step[] {
  return [...toJudge(file, assessment), ...referred(file, assessment)];
}

/** Nobody could find it, so the judge was asked. Its verjaring runs in the meantime, and only a person can have it interrupted. */
function referred(file: CaseFile, assessment: Assessment | null): Step[] {
  return file.nietNakomingen.filter(isReferred).map(({ id, on }) => {
    const since =
      file.events.findLast(
        ({ kind, data }) =>
          kind === 'niet-nakoming-voorgelegd' && 'nietNakoming' in data && data.nietNakoming === id,
      )?.recordedOn ?? on;
    const end = assessment?.pending.find(({ fact }) => fact === id)?.endsOn ?? null;
    const until =
      end === null ? '' : ` De verjaring loopt al en eindigt op ${end}: laat haar voor die dag stuiten.`;
    return person(
      'medewerker',
      since,
      end === null ? null : latest(since, addDays(end, -UNJUDGED_ALARM_DAYS)),
      `Bij de rechter navragen hoe het staat met de voorgelegde niet-nakoming ${id} van ${on}, en zijn oordeel vastleggen.${until}`,
      {
        article: 'Rv 611g lid 1',
        facts: [id],
        note: 'Wat aan de rechter is voorgelegd, verjaart als niemand er nog naar kijkt.',
      },
    );
  });
}

/** True as long as it waits for the judge, and not for a person of the bureau. */
export function isReferred({ status, toJudgeSince }: CaseFile['nietNakomingen'][number]): boolean {
  return status === 'betwist' && toJudgeSince === null;
}

function toJudge(file: CaseFile, assessment: Assessment | null): Step[] {
  return file.nietNakomingen
    .flatMap((one) => (one.toJudgeSince === null ? [] : [{ ...one, since: one.toJudgeSince }]))
    .map(({ id, on, defence, since }) => {
      const pending = assessment?.pending.find(({ fact }) => fact === id);
      const usual = addDays(since, HEARING_DAYS + FINDING_DAYS);
      const end = pending?.endsOn ?? null;
      // The verjaring runs while the report waits, so a late report is judged sooner.
      const deadline =
        end === null ? usual : earliest(usual, latest(since, addDays(end, -UNJUDGED_ALARM_DAYS)));
      const until = end === null ? '' : ` De verjaring loopt al en eindigt op ${end}.`;
      return person(
        'medewerker',
        since,
        deadline,
        `Oordelen over de ${defence !== null ? 'betwiste ' : ''}niet-nakoming ${id} van ${on}, na beide ouders te hebben gehoord.${until}`,
        pending?.because[0] ?? {
          article: 'Rv 611c',
          facts: [id],
          note: 'Wie nakoming eist, bewijst dat niet is nagekomen.',
        },
      );
    });
}

/**
 * What the law room left to a person and nobody has answered yet. Whether a payment was an erkenning matters only as long as something is open that it
 * could interrupt.
 */
export function openQuestions(file: CaseFile, assessment: Assessment, today: Day): Step[] {
  const isOpen = assessment.dwangsommen.some(
    (row) => (row.status === 'opeisbaar' || row.status === 'betwistbaar') && !isGivenUp(file, row),
  );
  const unanswered = assessment.questions.filter(
    ({ about, article }) =>
      (isOpen || article !== 'BW 3:318') &&
      !file.answers.some((answer) => answer.about === about && answer.article === article),
  );
  return unanswered.map(({ about, article, ask }) =>
    person('medewerker', today, null, ask, {
      article,
      facts: [about],
      note: 'Dit kan alleen een persoon beoordelen.',
    }),
  );
}
