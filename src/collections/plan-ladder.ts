import type { Assessment, Dwangsom } from '../law/index.ts';
import { addDays, type Day, type Ground, latest } from '../values/index.ts';
import type { CaseFile } from './case-file.ts';
import { letterStep } from './letter-step.ts';
import { contactWays } from './process/contact.ts';
import { freeFrom, isGivenUp, type Reach } from './process/holds.ts';
import { type LadderStep, letterOf, type Precondition } from './process/ladder.ts';
import { unmet } from './process/preconditions.ts';
import type { Kindtoets } from './process/process-file.ts';
import { runningRegeling } from './process/regeling.ts';
import { climbOf, isUncontested } from './process/rungs.ts';
import { person, type Step } from './step.ts';

/**
 * The next step of each dwangsom that is open, uncontested and in no arrangement. What is found is claimed at once, in a letter that also interrupts;
 * each further step waits its days, and for whatever holds it.
 */
export function ladderSteps(file: CaseFile, assessment: Assessment, today: Day): Step[] {
  const groups = new Map<string, { step: LadderStep; on: Day; rows: Dwangsom[] }>();
  const agreed = runningRegeling(file, today)?.dwangsommen ?? [];
  // A letter is about a niet-nakoming as a whole: where a part of it is in an arrangement, its rest is not asked for either.
  const inRegeling = new Set(
    assessment.dwangsommen.flatMap(({ id, fact }) => (agreed.includes(id) ? [fact] : [])),
  );
  for (const row of assessment.dwangsommen) {
    if (row.status !== 'opeisbaar' || isGivenUp(file, row)) continue;
    if (!isUncontested(file, row) || inRegeling.has(row.fact)) continue;
    const climb = climbOf(file, row, today);
    if (!climb) continue;
    const on = freeFrom(file, latest(today, climb.on), reachOf(climb.step));
    if (on === null) continue;
    const key = `${climb.step.step} ${on}`;
    const group = groups.get(key);
    if (group) group.rows.push(row);
    else groups.set(key, { step: climb.step, on, rows: [row] });
  }
  return [
    ...[...groups.values()].flatMap(({ step, on, rows }) => stepsOf(file, step, rows, on, today)),
    ...reviewing(file, assessment),
  ];
}

/** A kindtoets that refers to help has no end of its own, so somebody looks again after so long. */
const REVIEW_DAYS = 90;

/** What a kindtoets put off is looked at again: coercion is not forgotten, and neither is the child. */
function reviewing(file: CaseFile, assessment: Assessment): Step[] {
  const isOpen = assessment.dwangsommen.some((row) => row.status === 'opeisbaar' && !isGivenUp(file, row));
  const last = file.kindtoetsen.findLast(({ read }) => read?.agrees);
  if (!isOpen || !last || (last.outcome !== 'uitstellen' && last.outcome !== 'verwijzen')) return [];
  const unread = file.kindtoetsen.slice(file.kindtoetsen.indexOf(last)).find(({ read }) => read === null);
  const ground = { ...GROUNDS.kindtoets, facts: [last.id] };
  // One that refers holds the ladder without an end, so the ladder does not ask for the reading of the next.
  if (unread) return last.outcome === 'verwijzen' ? [reading(unread, ground)] : [];
  const deadline = last.until ? addDays(last.until, DAYS_FOR.kindtoets) : addDays(last.read!.on, REVIEW_DAYS);
  return [
    person(
      'medewerker',
      addDays(deadline, 1 - DAYS_FOR.kindtoets),
      deadline,
      `De kindtoets ${last.id} (${last.outcome}) opnieuw bekijken: hoe gaat het nu met het kind? Stel een nieuwe op.`,
      ground,
    ),
  ];
}

function reading({ id, on, author }: Kindtoets, ground: Ground): Step {
  return person(
    'tweede persoon',
    on,
    addDays(on, DAYS_FOR.opdracht),
    `De kindtoets ${id} van ${author} meelezen, voordat dwang wordt gebruikt.`,
    ground,
  );
}

/** What is newly found may be claimed where nothing may go further; coercion waits for more than a letter does. */
function reachOf({ step }: LadderStep): Reach {
  if (step === 'aanzegging') return 'eisen';
  return step === 'kindtoets' || step === 'opdracht' ? 'dwang' : 'verder';
}

function stepsOf(file: CaseFile, step: LadderStep, rows: readonly Dwangsom[], on: Day, today: Day): Step[] {
  const missing = unmet(file, step, latest(today, on));
  if (missing.length > 0) return missing.map((one) => toMeet(file, one, step, rows, on));
  const letter = letterOf(step);
  if (letter !== null)
    return letterStep(file, letter, rows, on, step.betaaltermijnDagen, today, groundOf(step, rows));
  return [byAPerson(file, step, rows, on)];
}

const GROUNDS: Record<LadderStep['step'], Omit<Ground, 'facts'>> = {
  aanzegging: {
    article: 'BW 6:82 lid 1 en 3:317 lid 1',
    note: 'De aanzegging vraagt betaling binnen een termijn en stuit de verjaring.',
  },
  herinnering: {
    article: 'BW 6:82 lid 1',
    note: 'Op de aanzegging is niet betaald; de herinnering noemt opnieuw elk bedrag.',
  },
  'laatste-aanmaning': {
    article: 'BW 6:82 lid 1',
    note: 'Voor er kosten bij komen, hoort de schuldenaar wat volgt en wie kan helpen.',
  },
  overname: {
    article: 'Rv 611c; BW 3:60',
    note: 'Het bureau int voortaan zelf, namens de schuldeiser; wat buiten het bureau om wordt betaald, telt met bewijs.',
  },
  verhaalsonderzoek: { article: 'Rv 475ga', note: 'Zonder uitzicht op betaling is beslag alleen een last.' },
  kindtoets: { article: 'IVRK art. 3', note: 'Voor dwang wordt eerst naar het kind gekeken.' },
  opdracht: { article: 'Rv 430 en 611c', note: 'De titel wordt ten uitvoer gelegd door een deurwaarder.' },
};

function groundOf({ step }: LadderStep, rows: readonly Dwangsom[]): Ground {
  return { ...GROUNDS[step], facts: rows.map(({ id }) => id) };
}

/** Two weeks of calendar days: ten working days, as the domain description proposes for a kindtoets. */
export const DAYS_FOR = { verhaalsonderzoek: 21, kindtoets: 14, opdracht: 5 } as const;

function byAPerson(file: CaseFile, step: LadderStep, rows: readonly Dwangsom[], on: Day): Step {
  const which = rows.length === 1 ? `dwangsom ${rows[0]!.id}` : `${rows.length} dwangsommen`;
  const unread = file.kindtoetsen.findLast(({ read }) => read === null);
  switch (step.step) {
    case 'verhaalsonderzoek':
      return person(
        'medewerker',
        on,
        addDays(on, DAYS_FOR.verhaalsonderzoek),
        file.verhaalsonderzoeken.at(-1)?.isPromising === false
          ? `Het verhaalsonderzoek gaf geen uitzicht op betaling. Vastleggen dat ${which} nu oninbaar ${rows.length === 1 ? 'is' : 'zijn'}, met een dag om opnieuw te kijken, of opnieuw onderzoeken.`
          : `Verhaalsonderzoek afronden voor ${which}: is er inkomen of vermogen, en staat beslag in verhouding?`,
        groundOf(step, rows),
      );
    case 'kindtoets':
      return unread
        ? reading(unread, groundOf(step, rows))
        : person(
            'medewerker',
            on,
            addDays(on, DAYS_FOR.kindtoets),
            `Een kindtoets opstellen, voordat voor ${which} dwang wordt gebruikt.`,
            groundOf(step, rows),
          );
    default:
      return person(
        'tweede persoon',
        on,
        addDays(on, DAYS_FOR.opdracht),
        `Besluiten of ${which} aan de deurwaarder ${rows.length === 1 ? 'wordt' : 'worden'} overgedragen, en de opdracht goedkeuren.`,
        groundOf(step, rows),
      );
  }
}

const TO_MEET: Record<Precondition, { readonly article: string; readonly note: string }> = {
  'drie-contactwegen': {
    article: 'Nationale ombudsman 2018/072',
    note: 'Eén telefoontje is te weinig: er wordt langs drie wegen contact gezocht.',
  },
  'contact-90-dagen': {
    article: 'Nationale ombudsman, wsnp-zaak',
    note: 'Na drie stille maanden wordt de schuldenaar opnieuw gehoord.',
  },
  'adres-30-dagen': { article: 'BW 3:37 lid 3', note: 'Een brief naar een oud adres bereikt niemand.' },
};

/** What a person does so that the step can follow. */
function toMeet(
  file: CaseFile,
  precondition: Precondition,
  { step }: LadderStep,
  rows: readonly Dwangsom[],
  on: Day,
): Step {
  const ways = [...contactWays(file)].join(', ') || 'geen';
  const what = {
    'drie-contactwegen': `Contact zoeken met de schuldenaar, tot drie wegen zijn geprobeerd (tot nu toe: ${ways}); daarna volgt de ${step.replaceAll('-', ' ')}.`,
    'contact-90-dagen': `De schuldenaar opnieuw horen, want hij is in 90 dagen niet gesproken; daarna volgt de ${step}.`,
    'adres-30-dagen': `Het adres van de schuldenaar nakijken; daarna volgt de ${step.replaceAll('-', ' ')}.`,
  }[precondition];
  return person('medewerker', on, addDays(on, 7), what, {
    ...TO_MEET[precondition],
    facts: rows.map(({ id }) => id),
  });
}
