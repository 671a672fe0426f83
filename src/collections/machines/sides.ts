import type { Day } from '../../values/index.ts';
import { MOST_MONTHS } from '../admission-process.ts';
import type { CaseFile } from '../case-file.ts';
import { type HoldState, holdsOf, isGivenUp } from '../process/holds.ts';
import { isInRegeling } from '../process/regeling.ts';
import { type Cause, recorded, TIME, withdrawn } from './cause.ts';
import type { Side } from './machine.ts';
import { TERMS } from './terms.ts';

/** What hangs over the inning of a dwangsom, whatever state it is in: it holds the next step and never the stuiting (domain 7.3). */
export type SideState =
  | Exclude<HoldState, 'gesloten'>
  | 'afgeschreven'
  | 'regeling'
  | 'betwist'
  | 'dwang-uitgesteld';

/** Every one that hangs over it on a day; several may at once. */
export function sideStates(
  file: CaseFile,
  dwangsom: { id: string; fact: string; on: Day },
  today: Day,
): SideState[] {
  const states = new Set<SideState>();
  for (const { state, reach, from, until } of holdsOf(file)) {
    if (from > today || today > until || state === 'gesloten') continue;
    states.add(reach === 'dwang' ? 'dwang-uitgesteld' : state);
  }
  if (isGivenUp(file, dwangsom)) states.add('afgeschreven');
  if (isInRegeling(file, dwangsom.id, today)) states.add('regeling');
  if (file.nietNakomingen.some(({ id, toJudgeSince }) => id === dwangsom.fact && toJudgeSince !== null))
    states.add('betwist');
  return [...states];
}

const STAYS = ['schorsing-werking', 'schorsing-executie', 'hoger-beroep'] as const;
const NO_MONEY_ASKED = 'Er wordt niets geëist; de stuiting gaat door.';
const NO_FURTHER = 'Wat nieuw is wordt aangezegd, er wordt geen volgende stap gezet; de stuiting gaat door.';

const byABelemmering = (
  state: SideState,
  code: string,
  article: string,
  term: string,
  holds = NO_MONEY_ASKED,
  more: { enters?: readonly Cause[]; leaves?: readonly Cause[] } = {},
): Side => ({
  state,
  code,
  enters: ['belemmering-vastgelegd', ...(more.enters ?? [])],
  leaves: ['belemmering-opgeheven', TIME, ...(more.leaves ?? [])],
  article,
  term,
  holds,
});

function atMost(what: keyof typeof MOST_MONTHS): string {
  return `hoogstens ${MOST_MONTHS[what]} maanden`;
}

export const INNING_SIDES: readonly Side[] = [
  {
    state: 'regeling',
    code: 'R',
    enters: ['betalingsregeling-voorgesteld', 'betalingsregeling-goedgekeurd'],
    leaves: ['betalingsregeling-beeindigd'],
    article: 'BW 6:29',
    term: TERMS.regeling,
    holds: 'Wat in de regeling zit, klimt niet verder; de stuiting gaat door.',
  },
  byABelemmering('pauze', 'N', 'beleid 7.3', atMost('pauze')),
  byABelemmering('noodstop', 'N', 'beleid 7.3', atMost('noodstop')),
  byABelemmering('schuldhulp', 'N', 'beleid 7.3', atMost('schuldhulp')),
  {
    state: 'betwist',
    code: 'B',
    enters: ['niet-nakoming-betwist'],
    leaves: ['niet-nakoming-vastgesteld'],
    article: 'Nationale ombudsman 2015/013',
    term: TERMS.finding,
    holds: NO_MONEY_ASKED,
  },
  byABelemmering('executiegeschil', 'B', 'Rv 438', 'tot de rechter beslist', NO_FURTHER),
  {
    state: 'geschorst',
    code: 'T9',
    enters: recorded(...STAYS),
    leaves: [...withdrawn(...STAYS), TIME],
    article: 'Rv 350, 351 en 438',
    term: 'tot en met de laatste dag van de schorsing',
    holds: NO_MONEY_ASKED,
  },
  {
    state: 'insolventie',
    code: 'V',
    enters: recorded('faillissement', 'wsnp'),
    leaves: [...withdrawn('faillissement', 'wsnp'), TIME],
    article: 'Rv 611e; Fw 33',
    term: 'tot en met de laatste dag van het faillissement of de wsnp',
    holds: NO_MONEY_ASKED,
  },
  byABelemmering(
    'overleden',
    'V',
    'BW 4:182; Rv 611d lid 2',
    'tot de erfgenamen bekend zijn',
    NO_MONEY_ASKED,
    {
      enters: recorded('overlijden-schuldenaar'),
      leaves: withdrawn('overlijden-schuldenaar'),
    },
  ),
  byABelemmering(
    'onvindbaar',
    'O',
    'beleid 7.3',
    'opnieuw gezocht op vaste dagen, daarna elk jaar',
    NO_FURTHER,
  ),
  byABelemmering('oninbaar', 'U', 'beleid 7.3', atMost('oninbaar'), NO_FURTHER),
  {
    ...byABelemmering('veiligheid', 'Z', 'IVRK art. 3', 'een ander oordeelt binnen een dag'),
    leaves: ['belemmering-opgeheven'],
  },
  {
    state: 'dwang-uitgesteld',
    code: 'C6',
    enters: ['kindtoets-meegelezen'],
    leaves: ['kindtoets-meegelezen', TIME],
    article: 'IVRK art. 3',
    term: 'tot de dag die de kindtoets noemt',
    holds: 'Brieven gaan door, dwang niet; de verjaring wordt eerst gestuit.',
  },
  {
    state: 'afgeschreven',
    code: 'W',
    enters: ['afschrijving-bevestigd'],
    leaves: [],
    article: 'BW 6:160',
    term: 'voor altijd',
    holds: 'Er wordt niets meer geëist en niets meer gestuit.',
  },
];
