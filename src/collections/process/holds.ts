import type { Dwangsom } from '../../law/index.ts';
import { addDays, type Day, FOREVER } from '../../values/index.ts';
import type { CaseFile } from '../case-file.ts';

/**
 * What hangs over a case and holds it up. None of it ever holds the letters that interrupt: the verjaring runs on under a pause, a dispute that
 * the debtor began (HR 2024:1904) and, as far as this program relies on it, under a schorsing or a faillissement too.
 */
export interface Hold {
  readonly state: HoldState;
  /** The fact, belemmering or kindtoets that it comes from. */
  readonly by: string;
  readonly from: Day;
  /** The last day; FOREVER while no end is known. */
  readonly until: Day;
  readonly reach: Reach;
  readonly article: string;
  /** A Dutch sentence: what stands still. */
  readonly sentence: string;
}

export type HoldState =
  | 'geschorst'
  | 'insolventie'
  | 'overleden'
  | 'pauze'
  | 'noodstop'
  | 'schuldhulp'
  | 'executiegeschil'
  | 'onvindbaar'
  | 'oninbaar'
  | 'veiligheid'
  | 'afgeschreven'
  | 'gesloten';

/**
 * How far a hold reaches. `eisen`: no payment is asked at all. `verder`: what is newly found is claimed, but nothing goes a step further. `dwang`: letters
 * go on, coercion does not.
 */
export type Reach = 'eisen' | 'verder' | 'dwang';

const ORDER: readonly Reach[] = ['eisen', 'verder', 'dwang'];

/** Every hold of the case that has begun or will, in order of its first day. */
export function holdsOf(file: CaseFile): Hold[] {
  return [...ofTheLaw(file), ...ofTheBureau(file), ...ofTheEnd(file), ...ofKindtoets(file)].sort(
    (one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0),
  );
}

/** Those that hold on a day, as far as `reach`. */
export function holdsOn(file: CaseFile, on: Day, reach: Reach): Hold[] {
  return holdsOf(file).filter((hold) => hold.from <= on && on <= hold.until && reaches(hold, reach));
}

/** The first day from `today` on which nothing of that reach holds the case; null while no end is known. */
export function freeFrom(file: CaseFile, today: Day, reach: Reach = 'eisen'): Day | null {
  let free = today;
  for (const hold of holdsOf(file)) {
    if (!reaches(hold, reach) || hold.until < free) continue;
    if (hold.from > free) break;
    if (hold.until === FOREVER) return null;
    free = addDays(hold.until, 1);
  }
  return free;
}

/** Whatever holds the demand holds every later step as well. */
function reaches(hold: Hold, reach: Reach): boolean {
  return ORDER.indexOf(hold.reach) <= ORDER.indexOf(reach);
}

function ofTheLaw(file: CaseFile): Hold[] {
  return file.facts.flatMap(({ fact }): Hold[] => {
    switch (fact.kind) {
      case 'faillissement':
      case 'wsnp':
        return [
          {
            state: 'insolventie',
            by: fact.id,
            from: fact.from,
            until: fact.until ?? FOREVER,
            reach: 'eisen',
            article: 'Rv 611e; Fw 33',
            sentence: `Tijdens ${fact.kind === 'wsnp' ? 'de wsnp' : 'het faillissement'} wordt geen betaling gevraagd; de vordering is er voor de curator of de bewindvoerder.`,
          },
        ];
      case 'schorsing-werking':
      case 'schorsing-executie':
        return [stay(fact, 'Rv 351; Rv 438', 'De tenuitvoerlegging is geschorst.')];
      case 'hoger-beroep':
        return file.uitspraak?.terms.uitvoerbaarBijVoorraad
          ? []
          : [
              stay(
                fact,
                'Rv 350',
                'Hoger beroep schorst, want de uitspraak is niet uitvoerbaar bij voorraad.',
              ),
            ];
      case 'overlijden-schuldenaar':
        return [
          {
            state: 'overleden',
            by: fact.id,
            from: fact.on,
            until: knownHeirsOn(file, fact.on),
            reach: 'eisen',
            article: 'BW 4:182; Rv 611d lid 2',
            sentence:
              'De schuldenaar is overleden. Een persoon zoekt uit wie de erfgenamen zijn en wat zij schuldig zijn.',
          },
        ];
      default:
        return [];
    }
  });
}

function stay(
  fact: { readonly id: string; readonly from: Day; readonly until: Day | null },
  article: string,
  sentence: string,
): Hold {
  return {
    state: 'geschorst',
    by: fact.id,
    from: fact.from,
    until: fact.until ?? FOREVER,
    reach: 'eisen',
    article,
    sentence,
  };
}

/** A person says that the heirs are known by lifting the belemmering that says they are not; until then the death holds. */
function knownHeirsOn(file: CaseFile, diedOn: Day): Day {
  const search = file.belemmeringen.findLast(
    ({ what, from }) => what === 'erfgenamen-onbekend' && from >= diedOn,
  );
  return search?.liftedOn ? addDays(search.liftedOn, -1) : FOREVER;
}

const BY_THE_BUREAU = {
  pauze: ['pauze', 'eisen', 'beleid 7.3', 'Er geldt een pauze: er wordt niet om betaling gevraagd.'],
  noodstop: [
    'noodstop',
    'eisen',
    'beleid 7.3',
    'Er geldt een noodstop: er wordt niet om betaling gevraagd en er komt niets bij.',
  ],
  schuldhulp: [
    'schuldhulp',
    'eisen',
    'beleid 7.3',
    'De schuldhulpverlening is begonnen: er wordt niet om betaling gevraagd.',
  ],
  executiegeschil: [
    'executiegeschil',
    'verder',
    'Rv 438',
    'Er loopt een executiegeschil: er wordt geen volgende stap gezet.',
  ],
  onvindbaar: [
    'onvindbaar',
    'verder',
    'beleid 7.3',
    'De schuldenaar is onvindbaar: er wordt naar een adres gezocht.',
  ],
  oninbaar: ['oninbaar', 'verder', 'beleid 7.3', 'Er is nu niets te halen: later wordt opnieuw gekeken.'],
  veiligheid: [
    'veiligheid',
    'eisen',
    'IVRK art. 3',
    'Er is een veiligheidsmelding: alles wat druk geeft ligt stil tot een persoon heeft geoordeeld.',
  ],
  'erfgenamen-onbekend': ['overleden', 'eisen', 'BW 4:182', 'Er wordt gezocht naar de erfgenamen.'],
} as const satisfies Record<
  CaseFile['belemmeringen'][number]['what'],
  readonly [HoldState, Reach, string, string]
>;

function ofTheBureau({ belemmeringen }: CaseFile): Hold[] {
  return belemmeringen.map(({ id, what, from, until, liftedOn }) => {
    const [state, reach, article, sentence] = BY_THE_BUREAU[what];
    const lifted = liftedOn === null ? FOREVER : addDays(liftedOn, -1);
    const ends = until === null || lifted < until ? lifted : until;
    return { state, by: id, from, until: ends, reach, article, sentence };
  });
}

/** What is closed is asked for no more; a new report opens it again. What is given up holds nothing else: see `isGivenUp`. */
function ofTheEnd({ closedOn }: CaseFile): Hold[] {
  if (closedOn === null) return [];
  return [
    {
      state: 'gesloten',
      by: 'zaak',
      from: closedOn,
      until: FOREVER,
      reach: 'eisen',
      article: 'beleid 7.3',
      sentence: 'De zaak is gesloten.',
    },
  ];
}

/** The newest kindtoets that was read and postpones or refers: letters go on, coercion waits. */
function ofKindtoets({ kindtoetsen }: CaseFile): Hold[] {
  const last = kindtoetsen.findLast(({ read }) => read?.agrees);
  if (!last || (last.outcome !== 'uitstellen' && last.outcome !== 'verwijzen')) return [];
  return [
    {
      state: 'pauze',
      by: last.id,
      from: last.read!.on,
      until: last.until ?? FOREVER,
      reach: 'dwang',
      article: 'IVRK art. 3',
      sentence:
        last.outcome === 'verwijzen'
          ? 'De kindtoets verwijst naar hulp of naar de rechter: er komt geen dwang.'
          : 'De kindtoets stelt dwang uit.',
    },
  ];
}

/**
 * True where this dwangsom was given up: nothing of it is asked or guarded any more. A creditor gives up what was forfeited by the day on which that was
 * confirmed, and nothing that comes later (BW 6:160).
 */
export function isGivenUp(file: Pick<CaseFile, 'afschrijvingen'>, { on }: Pick<Dwangsom, 'on'>): boolean {
  const last = lastGivenUpOn(file);
  return last !== null && on <= last;
}

export function lastGivenUpOn({ afschrijvingen }: Pick<CaseFile, 'afschrijvingen'>): Day | null {
  const days = afschrijvingen.flatMap(({ confirmedOn }) => (confirmedOn === null ? [] : [confirmedOn]));
  return days.sort().at(-1) ?? null;
}
