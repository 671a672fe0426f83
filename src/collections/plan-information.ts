import { addDays, type Day, type Ground, latest } from '../values/index.ts';
import type { CaseFile, Letter } from './case-file.ts';
import { letterId, spokenLetter } from './letter-step.ts';
import { holdsOn } from './process/holds.ts';
import { type LetterName, letterKind } from './process/letter-kinds.ts';
import { brokenDayOf, progressOf, reminderDayOf, runningRegeling } from './process/regeling.ts';
import { hasVolmacht } from './process/volmacht.ts';
import { acting, type Step } from './step.ts';

/** Letters that ask for nothing: what both parents hear, and when. Each goes out once for each thing that it is about. */

/** No open case is silent for longer (Nationale ombudsman 2009/242). */
const STATUS_EVERY_DAYS = 28;

export function informing(file: CaseFile, today: Day): Step[] {
  return [
    ...ofTheTitle(file, today),
    ...ofReports(file, today),
    ...ofArrangements(file, today),
    ...ofPauses(file, today),
    ...ofDecisions(file, today),
    ...ofTheTakeover(file, today),
    ...ofPayouts(file, today),
    ...ofTheClosing(file, today),
    ...asked(file, today),
    ...status(file, today),
  ];
}

function ofTheTitle(file: CaseFile, today: Day): Step[] {
  return [
    ...once(file, 'ontvangstbevestiging', 'uitspraak', today, {
      article: 'beleid 1.6',
      note: 'De schuldeiser hoort dat de uitspraak is ontvangen en wat er nog nodig is.',
    }),
    ...(file.betekening
      ? once(file, 'betekening-bericht', `betekening/${file.betekening.on}`, today, {
          article: 'Rv 611a lid 3',
          note: 'De schuldenaar hoort vanaf welke dag een dwangsom kan worden verbeurd, en hoe dat te voorkomen is.',
        })
      : []),
  ];
}

/** Before anybody judges, the other side is heard; and whoever contested hears what became of it (Nationale ombudsman 2015/013). */
function ofReports(file: CaseFile, today: Day): Step[] {
  const heard = file.nietNakomingen
    .filter(
      ({ toJudgeSince, defence, status }) => toJudgeSince !== null && defence === null && status === 'gemeld',
    )
    .flatMap(({ id }) =>
      once(
        file,
        'wederhoor',
        id,
        today,
        { article: 'Rv 19; EVRM art. 6', note: 'Wie een dwangsom zou verbeuren, mag eerst reageren.' },
        [id],
      ),
    );
  const answered = answersToContests(file).flatMap(({ nietNakoming, about }) =>
    once(
      file,
      'uitkomst',
      about,
      today,
      { article: 'Nationale ombudsman 2015/013', note: 'Op een betwisting komt een antwoord met redenen.' },
      [nietNakoming],
    ),
  );
  return [...heard, ...answered];
}

/** Every judgement that answered a contest, by the report and the place of the judgement in the history. */
export function answersToContests(file: CaseFile): { nietNakoming: string; about: string; on: Day }[] {
  const contested = new Set<string>();
  return file.events.flatMap((event) => {
    if (event.kind === 'niet-nakoming-betwist') contested.add(event.data.nietNakoming);
    if (
      event.kind !== 'niet-nakoming-vastgesteld' &&
      event.kind !== 'niet-nakoming-afgewezen' &&
      event.kind !== 'niet-nakoming-voorgelegd'
    )
      return [];
    const { nietNakoming } = event.data;
    if (!contested.delete(nietNakoming)) return [];
    return [{ nietNakoming, about: `${nietNakoming}/${event.seq}`, on: event.on }];
  });
}

function ofArrangements(file: CaseFile, today: Day): Step[] {
  const agreed = file.regelingen
    .filter(({ from, ended }) => from !== null && ended === null)
    .flatMap(({ id }) =>
      once(file, 'regeling', id, today, {
        article: 'BW 6:29',
        note: 'Wat is afgesproken, staat op papier: welke termijnen, en wat er gebeurt als er een wordt gemist.',
      }),
    );
  const broken = file.regelingen
    .filter(({ ended }) => ended?.how === 'verbroken' || ended?.how === 'opgezegd')
    .flatMap(({ id }) =>
      once(file, 'regeling-verbroken', `${id}/einde`, today, {
        article: 'BW 6:83',
        note: 'De regeling is geëindigd; de schuldenaar hoort wat er nu volgt en wanneer.',
      }),
    );
  const running = runningRegeling(file, today);
  const missedOn = running && progressOf(file, running, today).missedOn;
  const reminder =
    running && missedOn
      ? once(
          file,
          'regeling-herinnering',
          `${running.id}/${missedOn}`,
          latest(today, reminderDayOf(missedOn)),
          {
            article: 'beleid 7.3',
            note: `Een termijn is niet betaald. Is hij er op ${brokenDayOf(missedOn)} nog niet, dan eindigt de regeling.`,
          },
        )
      : [];
  return [...agreed, ...broken, ...reminder];
}

const PAUSES: readonly string[] = ['pauze', 'noodstop', 'schuldhulp'];

/** Every pause letter says what runs on: rente, the verjaring and its stuiting, and what may still be forfeited (Nationale ombudsman 2018/004). */
function ofPauses(file: CaseFile, today: Day): Step[] {
  return file.belemmeringen
    .filter(({ what }) => PAUSES.includes(what))
    .flatMap(({ id, until, liftedOn }) => {
      const isOn = liftedOn === null && (until === null || until >= today);
      const begun = isOn
        ? once(file, 'pauze', id, today, {
            article: 'Nationale ombudsman 2018/004',
            note: 'De schuldenaar hoort tot wanneer de pauze duurt, en wat intussen doorloopt.',
          })
        : [];
      const end = liftedOn ?? (until && addDays(until, 1));
      const over =
        end === null
          ? []
          : once(file, 'pauze-einde', `${id}/einde`, latest(today, end), {
              article: 'Nationale ombudsman 2018/004',
              note: 'De pauze is voorbij; de schuldenaar hoort wat er nu volgt.',
            });
      return [...begun, ...over];
    });
}

/** A decision that changes what was claimed is explained to whom it was claimed from. */
function ofDecisions(file: CaseFile, today: Day): Step[] {
  if (!file.letters.some(({ letter, sentOn }) => letterKind(letter).interrupts && sentOn !== null)) return [];
  return file.facts.flatMap(({ fact }) =>
    fact.kind === 'vernietiging' || fact.kind === 'vermindering' || fact.kind === 'opheffing'
      ? once(file, 'herberekening', fact.id, today, {
          article: fact.kind === 'vernietiging' ? 'BW 6:203' : 'Rv 611d',
          note: 'Na een nieuwe beslissing wordt opnieuw gerekend; wat te veel is betaald, gaat terug.',
        })
      : [],
  );
}

function ofTheTakeover(file: CaseFile, today: Day): Step[] {
  return file.letters
    .filter(({ letter, sentOn }) => letter === 'overname' && sentOn !== null)
    .flatMap(({ id, covers }) =>
      once(
        file,
        'overname-bericht',
        id,
        today,
        { article: 'Rv 611c', note: 'De schuldeiser hoort dat het bureau nu zelf int, en wat dat betekent.' },
        covers,
      ),
    );
}

function ofPayouts(file: CaseFile, today: Day): Step[] {
  return file.payouts
    .filter(
      ({ to, performedOn, returned }) => to === 'schuldeiser' && performedOn !== null && returned === null,
    )
    .flatMap(({ id }) =>
      once(file, 'afdrachtbericht', id, today, {
        article: 'Rv 611c',
        note: 'De schuldeiser hoort wat er is afgedragen, en waar het vandaan komt.',
      }),
    );
}

function ofTheClosing(file: CaseFile, today: Day): Step[] {
  if (file.closedOn === null) return [];
  const about = `gesloten/${file.closedOn}`;
  const ground = {
    article: 'beleid 7.3',
    note: 'Beide ouders horen dat de zaak is gesloten, met de eindstand.',
  };
  return [
    ...once(file, 'afsluiting', about, today, ground),
    ...once(file, 'afsluiting-bericht', about, today, ground),
  ];
}

/** What a person asked for, each time once. */
function asked(file: CaseFile, today: Day): Step[] {
  return file.lettersAsked.flatMap((letter, at) => {
    const times = file.lettersAsked.slice(0, at + 1).filter((one) => one === letter).length;
    return once(file, letter, `gevraagd/${times}`, today, {
      article: 'AVG art. 12',
      note: 'Een medewerker heeft om dit stuk gevraagd.',
    });
  });
}

/** So that nobody has to call: what was done, what comes next and when, also where nothing happened. */
function status(file: CaseFile, today: Day): Step[] {
  if (file.closedOn !== null || hasNoCreditor(file)) return [];
  const last = file.letters.findLast(
    ({ letter, lapsedOn }) => letterKind(letter).to === 'schuldeiser' && lapsedOn === null,
  );
  if (!last) return [];
  const on = latest(today, addDays(last.promisedOn, STATUS_EVERY_DAYS));
  return once(file, 'statusbericht', `status/${file.letters.length}`, on, {
    article: 'Nationale ombudsman 2009/242',
    note: `Minstens elke ${STATUS_EVERY_DAYS} dagen hoort de schuldeiser hoe het staat, ook als er niets is gebeurd.`,
  });
}

/** A letter about something, unless one about it stands already. To the debtor it needs a volmacht, and somebody who can be written to. */
function once(
  file: CaseFile,
  letter: LetterName,
  about: string,
  on: Day,
  ground: Omit<Ground, 'facts'>,
  covers: readonly string[] = [],
): Step[] {
  const { to } = letterKind(letter);
  const isThere = file.letters.some(
    (one) => one.letter === letter && one.about === about && one.lapsedOn === null,
  );
  // Before a second person has validated the uitspraak nothing is written about it.
  if (isThere || file.uitspraak?.state !== 'gevalideerd' || !mayBeTold(file, letter, on)) return [];
  const id = letterId(file, letter);
  return [
    acting(
      on,
      `Een ${spokenLetter(letter)} sturen aan de ${to}.`,
      to === 'schuldenaar'
        ? 'Het einde van de volmacht, of een veiligheidsmelding.'
        : 'Het sluiten van de zaak.',
      {
        kind: 'brief-beloofd',
        on,
        data: { id, letter, covers: [...covers], betaaltermijnDagen: null, about },
      },
      { ...ground, facts: [...covers] },
    ),
  ];
}

/** Letters that tell and ask at once: while no payment may be asked they wait as well. */
const ASKS_TOO: readonly LetterName[] = [
  'regeling-herinnering',
  'regeling-verbroken',
  'herberekening',
  'uitkomst',
];

/** After a death or a report on safety nothing reaches the debtor but what interrupts; after the creditor's death nobody is written to for him. */
function mayBeTold(file: CaseFile, letter: LetterName, on: Day): boolean {
  if (letterKind(letter).to === 'schuldeiser') return !hasNoCreditor(file);
  if (!hasVolmacht(file, on)) return false;
  const holds = holdsOn(file, on, 'eisen');
  return ASKS_TOO.includes(letter)
    ? holds.length === 0
    : !holds.some(({ state }) => state === 'veiligheid' || state === 'overleden');
}

/**
 * Why a letter that only tells may not go out any more; null where it may. Asked at the sending: what it is about may have passed while it waited for a
 * brake, a bureau or the post.
 */
export function whyNotTold(file: CaseFile, { letter, about }: Letter, today: Day): string | null {
  if (!mayBeTold(file, letter, today)) return 'Er mag nu niet zo worden geschreven.';
  const named = (about ?? '').split('/')[0]!;
  switch (letter) {
    case 'regeling':
      return runningRegeling(file, today)?.id === named ? null : 'De regeling is al geëindigd.';
    case 'regeling-herinnering': {
      const running = runningRegeling(file, today);
      const isBehind = running?.id === named && progressOf(file, running, today).missedOn !== null;
      return isBehind ? null : 'De termijn is alsnog betaald, of de regeling is geëindigd.';
    }
    case 'pauze':
      return file.belemmeringen.some(
        ({ id, until, liftedOn }) => id === named && liftedOn === null && (until === null || until >= today),
      )
        ? null
        : 'De pauze is al voorbij.';
    case 'herberekening':
      return file.facts.some(({ fact }) => fact.id === named) ? null : 'De beslissing is ingetrokken.';
    default:
      return null;
  }
}

/** After a death there is nobody to write to until the heirs have given a volmacht of their own. */
function hasNoCreditor({ creditorDiedOn, volmacht }: CaseFile): boolean {
  return creditorDiedOn !== null && (volmacht === null || volmacht.from < creditorDiedOn);
}
