import { type Assessment, firstDayOf } from '../../law/index.ts';
import { type Day, earliest, FOREVER, parseCents, sumCents } from '../../values/index.ts';
import type { CaseFile } from '../case-file.ts';
import { hasVolmacht } from '../plan-letters.ts';
import { type Hold, holdsOn } from '../process/holds.ts';

/** Machine 1: the title, from its registration to its end (domain 7.1). */

export type TitelState =
  | { readonly state: 'ingediend'; readonly registeredBy: string }
  | { readonly state: 'teruggegeven'; readonly checkedBy: string | null }
  | InForce
  | { readonly state: 'geschorst'; readonly by: readonly TitelHold[]; readonly onder: InForce }
  | { readonly state: 'geeindigd'; readonly by: string; readonly article: string };

/** What a validated title is as long as it has not ended; a schorsing hangs over it and leaves it as it is. */
export type InForce =
  | { readonly state: 'gevalideerd' }
  | { readonly state: 'mandaat-compleet' }
  | { readonly state: 'betekening-opgedragen'; readonly on: Day }
  | { readonly state: 'betekend'; readonly on: Day; readonly firstDay: Day }
  | { readonly state: 'lopend'; readonly firstDay: Day }
  | { readonly state: 'gewijzigd'; readonly by: string; readonly from: Day }
  | { readonly state: 'uitgeput'; readonly forfeited: string };

export type TitelHold = Pick<Hold, 'by' | 'until' | 'article'>;

/** Null as long as no uitspraak was registered. */
export function titelState(file: CaseFile, assessment: Assessment | null, today: Day): TitelState | null {
  const { uitspraak } = file;
  if (!uitspraak) return null;
  if (uitspraak.state === 'ter-controle') return { state: 'ingediend', registeredBy: uitspraak.registeredBy };
  if (uitspraak.state === 'teruggegeven') return { state: 'teruggegeven', checkedBy: uitspraak.checkedBy };
  const ended = endOf(file, today);
  if (ended) return { state: 'geeindigd', ...ended };
  const onder = inForce(file, assessment, today);
  const by = titelHolds(file, today);
  return by.length > 0 ? { state: 'geschorst', by, onder } : onder;
}

/** The state without what hangs over it: the one between which the arrows of the machine run. */
export function underneath(state: TitelState): Exclude<TitelState, { state: 'geschorst' }> {
  return state.state === 'geschorst' ? state.onder : state;
}

/**
 * What suspends the title itself: a stay, an insolvency, the death of the debtor, or an opheffing for a time (Rv 611d lid 1). A pause of the bureau is no
 * affair of the title; it hangs over the inning.
 */
export function titelHolds(file: CaseFile, today: Day): TitelHold[] {
  const ofTheLaw = holdsOn(file, today, 'eisen')
    .filter(({ state }) => state === 'geschorst' || state === 'insolventie' || state === 'overleden')
    .map(({ by, until, article }) => ({ by, until, article }));
  const lifted = wholeOpheffingen(file, today).flatMap(({ id, until }) =>
    until === null ? [] : [{ by: id, until, article: 'Rv 611d lid 1' }],
  );
  return [...ofTheLaw, ...lifted];
}

function inForce(file: CaseFile, assessment: Assessment | null, today: Day): InForce {
  const { betekening, betekeningOrderedOn } = file;
  if (betekening) return sinceBetekening(file, assessment, today, betekening.on);
  if (betekeningOrderedOn !== null) return { state: 'betekening-opgedragen', on: betekeningOrderedOn };
  return { state: hasVolmacht(file, today) ? 'mandaat-compleet' : 'gevalideerd' };
}

function sinceBetekening(
  file: CaseFile,
  assessment: Assessment | null,
  today: Day,
  on: Day,
): Extract<InForce, { state: 'betekend' | 'lopend' | 'gewijzigd' | 'uitgeput' }> {
  const { terms } = file.uitspraak!;
  const days = terms.clauses.map((clause) => firstDayOf(clause, { ...terms, betekendOn: on, kinderen: [] })!);
  const firstDay = earliest(days[0]!, ...days);
  if (today < firstDay) return { state: 'betekend', on, firstDay };
  if (assessment && isExhausted(file, assessment, today))
    return { state: 'uitgeput', forfeited: assessment.totals.forfeited };
  const lowered = file.facts.findLast(({ fact }) => fact.kind === 'vermindering')?.fact;
  if (lowered?.kind === 'vermindering') return { state: 'gewijzigd', by: lowered.id, from: lowered.from };
  return { state: 'lopend', firstDay };
}

/** Rv 611b: nothing more can be forfeited under any clause. What was forfeited counts, not what is still owed. */
function isExhausted(file: CaseFile, { dwangsommen }: Assessment, today: Day): boolean {
  const { clauses, caps } = file.uitspraak!.terms;
  const forfeitedUnder = (ids: readonly string[]) =>
    sumCents(
      dwangsommen.filter(({ clause }) => ids.includes(clause)).map(({ amount }) => parseCents(amount)),
    );
  return clauses.every(({ id, cap, capGroup }) => {
    const maximum = loweredMaximum(file, id, today) ?? cap;
    const group = clauses.filter((one) => capGroup != null && one.capGroup === capGroup).map((one) => one.id);
    return (
      (maximum != null && forfeitedUnder([id]) >= parseCents(maximum)) ||
      (capGroup != null && forfeitedUnder(group) >= parseCents(caps[capGroup]!))
    );
  });
}

function loweredMaximum(file: CaseFile, clause: string, today: Day): string | null {
  const lowered = file.facts.flatMap(({ fact }) =>
    fact.kind === 'vermindering' && fact.clause === clause && fact.cap !== undefined && fact.from <= today
      ? [{ from: fact.from, cap: fact.cap }]
      : [],
  );
  return lowered.sort((one, other) => (one.from < other.from ? -1 : 1)).at(-1)?.cap ?? null;
}

function endOf(file: CaseFile, today: Day): { by: string; article: string } | null {
  const vernietiging = file.facts.find(({ fact }) => fact.kind === 'vernietiging');
  if (vernietiging) return { by: vernietiging.fact.id, article: 'BW 6:203' };
  const opheffing = wholeOpheffingen(file, today).find(({ until }) => until === null);
  if (opheffing) return { by: opheffing.id, article: 'Rv 611d lid 1' };
  const { clauses, endsOn } = file.uitspraak!.terms;
  const last = clauses.every(({ to }) => (earliest(to ?? FOREVER, endsOn ?? FOREVER) as string) < today);
  return last ? { by: 'uitspraak', article: 'Rv 611a lid 1' } : null;
}

/** An opheffing of one clause among others leaves the title as it is. */
function wholeOpheffingen(file: CaseFile, today: Day): { id: string; until: Day | null }[] {
  const only = file.uitspraak!.terms.clauses.length === 1;
  return file.facts.flatMap(({ fact }) =>
    fact.kind === 'opheffing' &&
    (fact.clause === undefined || only) &&
    fact.from <= today &&
    (fact.until === null || today <= fact.until)
      ? [{ id: fact.id, until: fact.until }]
      : [],
  );
}
