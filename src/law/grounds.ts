import { type Day, FOREVER, formatEuro, type Ground } from '../values/index.ts';
import type { Status } from './answer.ts';
import type { BillableDays } from './billable-days.ts';
import { union } from './facts.ts';
import type { Mode, Uitspraak } from './input.ts';
import type { Forfeited } from './maximum.ts';
import type { RenteStart } from './rente.ts';
import type { Debt } from './toerekening.ts';
import type { UnbilledDefault } from './units.ts';
import type { Verjaring } from './verjaring.ts';

/**
 * The reasoning behind each row of the answer, in the order in which a lawyer would give it: why forfeited, why this much, until when it can be
 * claimed, why this rente, what was paid, and what stands in the way. The notes are Dutch sentences for a letter or a page.
 */

export interface WhyOwed {
  readonly days: BillableDays;
  readonly uitspraak: Uitspraak;
  readonly verjaring: Verjaring;
  readonly rente: RenteStart | null;
  readonly status: Status;
  /** Facts that keep an opeisbare dwangsom from being collected on the day. */
  readonly heldBy: readonly string[];
  readonly vernietiging: string | null;
}

export function groundsOf(debt: Debt, why: WhyOwed): Ground[] {
  const { dwangsom } = debt;
  const grounds = [
    whyForfeited(dwangsom, why),
    ...whyThisMuch(dwangsom),
    ...untilWhen(dwangsom, why.verjaring),
  ];
  // None runs on what lapsed, nor where it would begin only when the claim is verjaard.
  const { rente } = why;
  if (rente && why.vernietiging === null && rente.from < why.verjaring.contestableUntil.end) {
    grounds.push(whyRente(rente, dwangsom));
  }
  if (debt.paidBy.length > 0) {
    grounds.push({
      article: 'BW 6:44 lid 1',
      facts: debt.paidBy,
      note: 'Betaald: eerst op de rente, daarna op de hoofdsom.',
    });
  }
  const standing = whyStatus(dwangsom, why);
  if (standing) grounds.push(standing);
  return grounds;
}

function whyForfeited(dwangsom: Forfeited, { days, uitspraak }: WhyOwed): Ground {
  return {
    article: 'Rv 611a lid 3',
    facts: [dwangsom.fact],
    note: `Verbeurd op ${dwangsom.on}: de uitspraak is betekend op ${uitspraak.betekendOn} en de eerste dag was ${days.first}.`,
  };
}

function whyThisMuch({ fact, amount, clause, verminderd, cutBy }: Forfeited): Ground[] {
  const grounds: Ground[] = [];
  if (verminderd !== null) {
    grounds.push({
      article: 'Rv 611d',
      facts: [verminderd],
      note: 'De rechter heeft het bedrag verminderd; op deze dag geldt het verminderde.',
    });
  }
  if (cutBy !== null) {
    grounds.push({
      article: 'Rv 611b',
      facts: cutBy.vermindering === null ? [fact] : [fact, cutBy.vermindering],
      note: `Tot ${formatEuro(amount)} beperkt: daarmee is het maximum van ${cutBy.maximumOf} bereikt.`,
    });
  } else {
    grounds.push({
      article: 'Rv 611b',
      facts: [fact],
      note: `${formatEuro(amount)} ${MODE_IN_WORDS[clause.mode]} ${verminderd === null ? 'volgens de uitspraak' : 'na de vermindering'}.`,
    });
  }
  return grounds;
}

const MODE_IN_WORDS: Readonly<Record<Mode, string>> = {
  'per-keer': 'per keer',
  'per-dagdeel': 'per dagdeel',
  'per-dag': 'per dag',
  'per-dag-of-gedeelte': 'per dag of gedeelte daarvan',
  'per-week-of-gedeelte': 'per week of gedeelte daarvan',
  ineens: 'ineens',
};

function untilWhen(dwangsom: Forfeited, { endsOn, contestableUntil }: Verjaring): Ground[] {
  const held = endsOn.end === FOREVER;
  const otherwise =
    contestableUntil.end === endsOn.end
      ? ''
      : contestableUntil.end === FOREVER
        ? '; in een andere lezing van de termijn loopt zij nu niet af'
        : `; in een andere lezing van de termijn na ${contestableUntil.end}`;
  const grounds: Ground[] = [
    {
      article: 'Rv 611g lid 1',
      facts: [dwangsom.fact],
      note: held ? 'De verjaring loopt nu niet af.' : `Verjaart na ${endsOn.end}${otherwise}.`,
    },
  ];
  const schorsingen = union(endsOn.schorsingen, contestableUntil.schorsingen);
  if (schorsingen.length > 0) {
    grounds.push({
      article: 'Rv 611g lid 2 en 3',
      facts: schorsingen,
      note: 'De verjaring is in deze tijd geschorst.',
    });
  }
  // Whatever came in time for the first reading came in time for the second, which ends no earlier.
  const { stuitingen } = contestableUntil;
  if (stuitingen.length > 0) {
    grounds.push({
      article: 'BW 3:316 tot en met 3:319',
      facts: stuitingen,
      note: 'Gestuit: op die dag begon een nieuwe termijn van zes maanden.',
    });
  }
  return grounds;
}

function whyRente({ from, aanmaning }: RenteStart, { fact }: Forfeited): Ground {
  return aanmaning === null
    ? { article: 'BW 6:119', facts: [fact], note: `Wettelijke rente vanaf ${from}.` }
    : {
        article: 'BW 6:82 lid 1 en 6:119',
        facts: [aanmaning],
        note: `Wettelijke rente vanaf ${from}, de dag na de betaaltermijn van de aanmaning.`,
      };
}

function whyStatus({ fact }: Forfeited, { status, vernietiging, heldBy }: WhyOwed): Ground | null {
  switch (status) {
    case 'vervallen':
      return {
        article: 'BW 6:203',
        facts: vernietiging === null ? [] : [vernietiging],
        note: 'De uitspraak is vernietigd: er is nooit iets verschuldigd geweest.',
      };
    case 'verjaard':
      return { article: 'Rv 611g lid 1', facts: [fact], note: 'Verjaard: er wordt niet meer ingevorderd.' };
    case 'betwistbaar':
      return {
        article: 'Rv 611g lid 1',
        facts: [fact],
        note: 'In de ene lezing van de termijn verjaard, in de andere nog niet.',
      };
    case 'voldaan':
      return null;
    case 'opeisbaar':
      return heldBy.length === 0
        ? null
        : {
            article: 'Rv 611e, 350, 351, 360 en 438',
            facts: heldBy,
            note: 'Opeisbaar, maar nu niet in te vorderen.',
          };
  }
}

/** Why a day of default forfeits nothing. */
export function whyRefused(row: UnbilledDefault): Ground {
  const { why } = row;
  switch (why.reason) {
    case 'afgewezen':
      return {
        article: 'Rv 150',
        facts: [row.fact],
        note: 'De melding is afgewezen: dat niet is nagekomen staat niet vast.',
      };
    case 'niet-betekend':
      return { article: 'Rv 611a lid 3', facts: [row.fact], note: 'De uitspraak is niet betekend.' };
    case 'voor-eerste-dag':
      return {
        article: 'Rv 611a lid 3 en 4',
        facts: [row.fact],
        note: 'Voor de eerste dag: de uitspraak was nog niet betekend of een termijn liep nog.',
      };
    case 'na-laatste-dag':
      return {
        article: 'BW 1:377a',
        facts: [row.fact],
        note: 'Na de laatste dag waarop de uitspraak bindt.',
      };
    case 'geblokkeerd':
      return {
        article: 'Rv 611d, 611e, 611f, 350, 351 en 360',
        facts: [why.by],
        note: 'In deze tijd wordt niets verbeurd.',
      };
    case 'maximum-bereikt':
      return { article: 'Rv 611b', facts: [row.fact], note: 'Het maximum is bereikt.' };
  }
}

export function whyPending(fact: string, endsOn: Day | null): Ground {
  return {
    article: 'Rv 611g lid 1',
    facts: [fact],
    note:
      endsOn === null
        ? 'Nog niet vastgesteld; de verjaring zou nu niet aflopen.'
        : `Nog niet vastgesteld; wordt deze niet-nakoming vastgesteld, dan verjaart de dwangsom na ${endsOn}.`,
  };
}
