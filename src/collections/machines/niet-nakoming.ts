import type { Assessment, Refused } from '../../law/index.ts';
import type { Day } from '../../values/index.ts';
import type { CaseFile, ReportedNietNakoming } from '../case-file.ts';
import { either } from './cause.ts';
import { BEGIN, type Machine } from './machine.ts';
import { TERMS } from './terms.ts';

/** Machine 2: from a report to what it forfeits (domain 7.2). */

export type NietNakomingState =
  | (Reported & { readonly state: 'gemeld' })
  | (Reported & { readonly state: 'wederhoor'; readonly letter: string; readonly sentOn: Day })
  | (Reported & { readonly state: 'betwist'; readonly defence: string | null })
  | { readonly state: 'voorgelegd'; readonly judgedBy: string }
  | {
      readonly state: 'vastgesteld';
      readonly judgedBy: string;
      readonly because: readonly Refused['reason'][];
    }
  | { readonly state: 'vorderingsregel'; readonly judgedBy: string; readonly dwangsommen: readonly string[] }
  | { readonly state: 'opnieuw-betwist'; readonly since: Day }
  | { readonly state: 'niet-verbeurd'; readonly judgedBy: string }
  | { readonly state: 'herroepen'; readonly judgedBy: string };

/** What waits for a judgement; whether the law would forfeit anything on it is asked of the law room (I2). */
interface Reported {
  readonly since: Day;
  readonly wouldForfeit: boolean;
}

/** Null where nothing of that name was reported. */
export function nietNakomingState(
  file: CaseFile,
  id: string,
  assessment: Assessment | null,
): NietNakomingState | null {
  const found = file.nietNakomingen.find((one) => one.id === id);
  if (!found) return null;
  const judgedBy = found.judgedBy ?? '';
  switch (found.status) {
    case 'afgewezen':
      return { state: wasFound(file, id) ? 'herroepen' : 'niet-verbeurd', judgedBy };
    case 'vastgesteld':
      return found.toJudgeSince === null
        ? judged(id, judgedBy, assessment)
        : { state: 'opnieuw-betwist', since: found.toJudgeSince };
    default:
      return found.toJudgeSince === null
        ? { state: 'voorgelegd', judgedBy }
        : waiting(file, found, found.toJudgeSince, assessment);
  }
}

function waiting(
  file: CaseFile,
  { id, status, defence }: ReportedNietNakoming,
  since: Day,
  assessment: Assessment | null,
): NietNakomingState {
  const reported = { since, wouldForfeit: assessment?.pending.some(({ fact }) => fact === id) ?? false };
  if (status === 'betwist') return { state: 'betwist', ...reported, defence };
  const heard = file.letters.find(
    ({ letter, covers, sentOn }) => letter === 'wederhoor' && covers.includes(id) && sentOn !== null,
  );
  return heard
    ? { state: 'wederhoor', ...reported, letter: heard.id, sentOn: heard.sentOn! }
    : { state: 'gemeld', ...reported };
}

/** A finding is a person's; what it forfeits is the law's, and may be nothing: above the maximum, before the betekening. */
function judged(id: string, judgedBy: string, assessment: Assessment | null): NietNakomingState {
  const rows = assessment?.dwangsommen.filter(({ fact }) => fact === id) ?? [];
  if (rows.length > 0) return { state: 'vorderingsregel', judgedBy, dwangsommen: rows.map((row) => row.id) };
  const reasons = assessment?.refused.filter(({ fact }) => fact === id).map(({ reason }) => reason) ?? [];
  return { state: 'vastgesteld', judgedBy, because: [...new Set(reasons)] };
}

function wasFound(file: CaseFile, id: string): boolean {
  return file.events.some(
    ({ kind, data }) => kind === 'niet-nakoming-vastgesteld' && data.nietNakoming === id,
  );
}

type Name = NietNakomingState['state'];

const TO_JUDGE = ['gemeld', 'wederhoor', 'betwist'] as const satisfies readonly Name[];
const FOUND = ['vastgesteld', 'vorderingsregel', 'opnieuw-betwist'] as const satisfies readonly Name[];
const NOT_FOUND = ['niet-verbeurd', 'herroepen'] as const satisfies readonly Name[];

export const NIET_NAKOMING: Machine<Name> = {
  name: 'niet-nakoming',
  title: 'Een gemelde niet-nakoming',
  states: {
    gemeld: {
      code: 'I1, I2',
      when: 'Een ouder, school of instelling meldde haar; of de wet er iets op laat verbeuren is meteen gevraagd.',
    },
    wederhoor: { code: 'I3', when: 'De brief is uit waarin de schuldenaar mag reageren.' },
    betwist: { code: 'I4', when: 'De schuldenaar is het er niet mee eens; een persoon oordeelt.' },
    voorgelegd: {
      code: 'I5',
      when: 'Niemand kan het vinden: de rechter moet het zeggen. Er wordt niets gevorderd.',
    },
    vastgesteld: {
      code: 'I5',
      when: 'Een persoon heeft haar vastgesteld, maar de wet laat er niets op verbeuren.',
    },
    vorderingsregel: {
      code: 'I6',
      when: 'Zij is vastgesteld en er is een dwangsom op verbeurd; die staat in de boeken.',
    },
    'opnieuw-betwist': {
      code: 'I4',
      when: 'Na de vaststelling betwist: zij staat, maar er wordt niets geëist tot een persoon opnieuw oordeelt.',
    },
    'niet-verbeurd': { code: 'I5', when: 'Een persoon heeft haar afgewezen.' },
    herroepen: {
      code: 'I7',
      when: 'Zij was vastgesteld en is dat niet meer; wat geboekt was is teruggeboekt.',
    },
  },
  groups: { 'te-beoordelen': TO_JUDGE, gevonden: FOUND, afgewezen: NOT_FOUND },
  arrows: [
    { from: [BEGIN], to: ['gemeld'], by: ['niet-nakoming-gemeld'], article: 'Rv 611a', term: 'geen' },
    {
      from: ['gemeld'],
      to: ['wederhoor'],
      by: ['brief-verzonden'],
      article: 'Rv 19; EVRM art. 6',
      term: 'dezelfde dag',
    },
    {
      from: ['gemeld', 'wederhoor'],
      to: ['betwist'],
      by: ['niet-nakoming-betwist'],
      article: 'Rv 19',
      term: TERMS.hearing,
    },
    {
      from: [...TO_JUDGE, 'voorgelegd'],
      to: ['vastgesteld', 'vorderingsregel'],
      by: ['niet-nakoming-vastgesteld'],
      article: 'Rv 611a en 611c; AVG art. 22',
      term: TERMS.finding,
    },
    {
      from: [...TO_JUDGE],
      to: ['niet-verbeurd'],
      by: ['niet-nakoming-afgewezen'],
      article: 'Rv 611c',
      term: TERMS.finding,
    },
    {
      // What was found is put to the judge by another person than who found it.
      from: [...TO_JUDGE, 'opnieuw-betwist'],
      to: ['voorgelegd'],
      by: ['niet-nakoming-voorgelegd'],
      article: 'Rv 611d',
      term: TERMS.finding,
    },
    { from: ['voorgelegd'], to: ['betwist'], by: ['niet-nakoming-betwist'], article: 'Rv 19', term: 'geen' },
    {
      from: ['voorgelegd', 'betwist'],
      to: ['niet-verbeurd', 'herroepen'],
      by: ['niet-nakoming-afgewezen'],
      article: 'Rv 611d',
      term: 'geen',
    },
    {
      from: ['vastgesteld', 'vorderingsregel'],
      to: ['opnieuw-betwist'],
      by: ['niet-nakoming-betwist'],
      article: 'Nationale ombudsman 2015/013',
      term: 'geen',
    },
    {
      from: ['opnieuw-betwist'],
      to: ['vastgesteld', 'vorderingsregel'],
      by: ['niet-nakoming-vastgesteld'],
      article: 'Nationale ombudsman 2015/013',
      term: TERMS.finding,
    },
    {
      // Taken back by another person than who found it.
      from: [...FOUND],
      to: ['herroepen'],
      by: ['niet-nakoming-afgewezen'],
      article: 'BW 6:203',
      term: 'geen',
    },
    {
      from: [...NOT_FOUND],
      to: ['vastgesteld', 'vorderingsregel'],
      by: ['niet-nakoming-vastgesteld'],
      article: 'Rv 611c',
      term: 'geen',
    },
    {
      // What the law makes of a finding changes with what it is asked about: a betekening, a maximum that another finding fills or frees, a decision.
      from: ['vastgesteld', 'vorderingsregel'],
      to: ['vastgesteld', 'vorderingsregel'],
      by: [
        'uitspraak-betekend',
        'niet-nakoming-vastgesteld',
        'niet-nakoming-afgewezen',
        'niet-nakoming-voorgelegd',
        ...either(
          'hoger-beroep',
          'schorsing-werking',
          'faillissement',
          'wsnp',
          'overlijden-schuldenaar',
          'opheffing',
          'vermindering',
        ),
      ],
      article: 'Rv 611a lid 3, 611b, 611d en 611e',
      term: 'dezelfde dag',
    },
  ],
  sides: [],
};
