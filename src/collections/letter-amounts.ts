import type { Assessment } from '../law/index.ts';
import { type Day, formatCents, parseCents, sumCents } from '../values/index.ts';
import type { CaseFile } from './case-file.ts';
import type { LetterPayload } from './letters.ts';

/** What letters list: each dwangsom with its day and article, and the costs that a payment is set against first. */

interface Line {
  readonly dwangsom: string;
  readonly nietNakoming: string;
  readonly on: Day;
  readonly article: string;
  readonly hoofdsom: string;
  readonly rente: string;
}

interface Cost {
  readonly what: string;
  readonly on: Day;
  readonly article: string;
  readonly amount: string;
}

export interface Amounts {
  readonly lines: Line[];
  readonly kosten: Cost[];
}

/** As the promise fixed them. */
export function promisedAmounts(
  payload: LetterPayload,
  file: CaseFile,
  assessment: Assessment | null,
): Amounts {
  const kosten = assessment ? openKosten(file, assessment) : [];
  const promised = parseCents(payload.kosten);
  const isSame = sumCents(kosten.map(({ amount }) => parseCents(amount))) === promised;
  return {
    lines: payload.lines.map(({ dwangsom, on, hoofdsom, rente }) => ({
      dwangsom,
      nietNakoming: dwangsom.split('/')[0]!,
      on,
      article: 'Rv 611a en 611c',
      hoofdsom,
      rente,
    })),
    // Costs that came or went since the promise are not in it; then their sum stands there alone.
    kosten:
      isSame || promised === 0n
        ? kosten.slice(0, promised === 0n ? 0 : undefined)
        : [
            {
              what: 'kosten van tenuitvoerlegging',
              on: payload.date,
              article: 'Rv 434a',
              amount: payload.kosten,
            },
          ],
  };
}

/** All that is open on the day of an assessment. */
export function openAmounts(file: CaseFile, assessment: Assessment | null): Amounts {
  if (!assessment) return { lines: [], kosten: [] };
  return {
    lines: assessment.dwangsommen
      .filter(({ status }) => status === 'opeisbaar' || status === 'betwistbaar')
      .map(({ id, fact, on, hoofdsom, rente }) => ({
        dwangsom: id,
        nietNakoming: fact,
        on,
        article: 'Rv 611a en 611c',
        hoofdsom,
        rente,
      })),
    kosten: openKosten(file, assessment),
  };
}

/** What is open of each cost: payments are set against them first (BW 6:44 lid 1). */
export function openKosten(file: CaseFile, { allocations, asOf, vernietigdBy }: Assessment): Cost[] {
  if (vernietigdBy !== null) return [];
  const costs = [
    ...file.facts.flatMap(({ fact }) =>
      fact.kind === 'kosten' && fact.on <= asOf ? [{ ...fact, article: 'Rv 434a' }] : [],
    ),
    ...file.opslagen
      .filter(({ on }) => on <= asOf)
      .map(({ id, on, month, amount }) => ({
        id,
        on,
        amount: formatCents(amount),
        what: `opslag over ${month}`,
        article: 'wettelijke taak',
      })),
  ];
  return costs.flatMap(({ id, on, amount, what, article }) => {
    const paid = sumCents(allocations.filter(({ to }) => to === id).map((row) => parseCents(row.amount)));
    const open = parseCents(amount) - paid;
    return open > 0n ? [{ on, what: what.slice(0, 200), article, amount: formatCents(open) }] : [];
  });
}

/** All that was ever forfeited, came on top, and was paid: what proves an end balance. `lapsed` is what is no longer asked. */
export function balanceOf(file: CaseFile, { dwangsommen, allocations, totals }: Assessment) {
  const rente = sumCents(dwangsommen.map((row) => parseCents(row.rente) + parseCents(row.paid.rente)));
  const forfeited = sumCents(dwangsommen.map((row) => parseCents(row.amount)));
  const kosten = sumCents([
    ...file.facts.flatMap(({ fact }) => (fact.kind === 'kosten' ? [parseCents(fact.amount)] : [])),
    ...file.opslagen.map(({ amount }) => amount),
  ]);
  const received = sumCents(allocations.map(({ amount }) => parseCents(amount)));
  const open = sumCents([totals.open.kosten, totals.open.rente, totals.open.hoofdsom].map(parseCents));
  const lapsed = forfeited + rente + kosten - received - open;
  return {
    dwangsommen: formatCents(forfeited),
    rente: formatCents(rente),
    kosten: formatCents(kosten),
    received: formatCents(received),
    lapsed: formatCents(lapsed > 0n ? lapsed : 0n),
  };
}
