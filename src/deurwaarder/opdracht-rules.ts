import { type Day, formatCents, parseCents, sumCents } from '../values/index.ts';
import type { Executieopdracht } from './opdracht.ts';

interface RuleFault {
  readonly path: (string | number)[];
  readonly message: string;
}

/** What one part of an order demands of another, and of which parts it speaks. */
interface Rule {
  readonly needs: readonly (keyof Executieopdracht)[];
  readonly faultsOf: (opdracht: Executieopdracht) => readonly RuleFault[];
}

export const OPDRACHT_RULES: readonly Rule[] = [
  { needs: ['lines', 'kosten', 'total'], faultsOf: totalsThatDiffer },
  { needs: ['lines'], faultsOf: linesThatAreNoClaim },
  { needs: ['lines', 'betekening'], faultsOf: linesBeforeBetekening },
  { needs: ['lines', 'date'], faultsOf: linesThatAreVerjaard },
  { needs: ['lines', 'rente'], faultsOf: renteWithoutGround },
  { needs: ['titel', 'betekening', 'date'], faultsOf: betekeningOutOfOrder },
  { needs: ['lastgever', 'date'], faultsOf: volmachtThatDoesNotHold },
  { needs: ['kindtoets', 'date'], faultsOf: kindtoetsThatDoesNotHold },
  { needs: ['kosten', 'payments', 'measures', 'date'], faultsOf: whatIsStillToCome },
  { needs: ['measures'], faultsOf: measuresNamedTwice },
];

function totalsThatDiffer({ lines, kosten, total }: Executieopdracht): RuleFault[] {
  const hoofdsom = sumOf(lines.map((line) => line.hoofdsom));
  const rente = sumOf(lines.map((line) => line.rente));
  const ofKosten = sumOf(kosten.map(({ amount }) => amount));
  const sums = { hoofdsom, rente, kosten: ofKosten, open: hoofdsom + rente + ofKosten };
  return (['hoofdsom', 'rente', 'kosten', 'open'] as const)
    .filter((part) => parseCents(total[part]) !== sums[part])
    .map((part) => ({
      path: ['total', part],
      message: `${total[part]} is niet de som van de regels, die ${formatCents(sums[part])} is`,
    }));
}

function linesThatAreNoClaim({ lines }: Executieopdracht): RuleFault[] {
  const seen = new Set<string>();
  return lines.flatMap((line, index) => {
    const faults: RuleFault[] = [];
    if (seen.has(line.dwangsom)) {
      faults.push({ path: ['lines', index, 'dwangsom'], message: `dwangsom ${line.dwangsom} staat er al` });
    }
    seen.add(line.dwangsom);
    if (parseCents(line.hoofdsom) > parseCents(line.verbeurd)) {
      const message = `er kan niet meer openstaan dan verbeurd is, ${line.verbeurd}`;
      faults.push({ path: ['lines', index, 'hoofdsom'], message });
    }
    if (parseCents(line.hoofdsom) + parseCents(line.rente) === 0n) {
      const message = `dwangsom ${line.dwangsom} is voldaan: er staat niets open om te innen`;
      faults.push({ path: ['lines', index], message });
    }
    return faults;
  });
}

/** Rv 611a lid 3: no dwangsom is forfeited before the betekening. */
function linesBeforeBetekening({ lines, betekening }: Executieopdracht): RuleFault[] {
  return faultsInLines(lines, 'forfeitedOn', (line) =>
    line.forfeitedOn < betekening.on
      ? `verbeurd vóór de betekening op ${betekening.on}, dat kan niet (Rv 611a lid 3)`
      : null,
  );
}

/** Rv 611g lid 1. Also nothing is ordered that is not forfeited yet. */
function linesThatAreVerjaard({ lines, date }: Executieopdracht): RuleFault[] {
  return [
    ...faultsInLines(lines, 'verjaringEndsOn', (line) =>
      line.verjaringEndsOn !== null && line.verjaringEndsOn < date
        ? `verjaard op de dag van de opdracht, ${date} (Rv 611g lid 1)`
        : null,
    ),
    ...faultsInLines(lines, 'forfeitedOn', (line) =>
      line.forfeitedOn > date ? `later dan de dag van de opdracht, ${date}` : null,
    ),
    ...faultsInLines(lines, 'renteFrom', (line) =>
      line.renteFrom !== null && line.renteFrom > date ? `later dan de dag van de opdracht, ${date}` : null,
    ),
    ...faultsInLines(lines, 'stuitingen', (line) =>
      line.stuitingen.some((on) => on > date) ? `een stuiting na de dag van de opdracht, ${date}` : null,
    ),
  ];
}

function renteWithoutGround({ lines, rente }: Executieopdracht): RuleFault[] {
  if (rente !== null) return [];
  return faultsInLines(lines, 'rente', (line) =>
    parseCents(line.rente) > 0n || line.renteFrom !== null
      ? 'er wordt rente gevorderd, maar de opdracht noemt niet op welke grond'
      : null,
  );
}

function betekeningOutOfOrder({ titel, betekening, date }: Executieopdracht): RuleFault[] {
  const path = ['betekening', 'on'];
  if (betekening.on < titel.pronouncedOn) {
    return [{ path, message: `eerder dan de uitspraak van ${titel.pronouncedOn}` }];
  }
  return betekening.on > date ? [{ path, message: `later dan de dag van de opdracht, ${date}` }] : [];
}

/** An order that is given without authority binds nobody (BW 3:60). */
function volmachtThatDoesNotHold({ lastgever: { volmacht }, date }: Executieopdracht): RuleFault[] {
  return holdsOn(date, volmacht.from, volmacht.until)
    ? []
    : [{ path: ['lastgever', 'volmacht'], message: `geldt niet op de dag van de opdracht, ${date}` }];
}

function kindtoetsThatDoesNotHold({ kindtoets, date }: Executieopdracht): RuleFault[] {
  return holdsOn(date, kindtoets.on, kindtoets.validUntil)
    ? []
    : [{ path: ['kindtoets'], message: `geldt niet op de dag van de opdracht, ${date}` }];
}

function whatIsStillToCome({ kosten, payments, measures, date }: Executieopdracht): RuleFault[] {
  const message = `later dan de dag van de opdracht, ${date}`;
  return [
    ...kosten.flatMap(({ on }, index) => (on > date ? [{ path: ['kosten', index, 'on'], message }] : [])),
    ...payments.flatMap(({ on }, index) => (on > date ? [{ path: ['payments', index, 'on'], message }] : [])),
    ...measures.flatMap((measure, index) =>
      'decidedOn' in measure && measure.decidedOn > date
        ? [{ path: ['measures', index, 'decidedOn'], message }]
        : [],
    ),
  ];
}

function measuresNamedTwice({ measures }: Executieopdracht): RuleFault[] {
  return measures.flatMap(({ measure }, index) =>
    measures.findIndex((other) => other.measure === measure) < index
      ? [{ path: ['measures', index], message: `${measure} staat er al` }]
      : [],
  );
}

type Line = Executieopdracht['lines'][number];

function faultsInLines(
  lines: readonly Line[],
  key: keyof Line,
  whyWrong: (line: Line) => string | null,
): RuleFault[] {
  return lines.flatMap((line, index) => {
    const message = whyWrong(line);
    return message === null ? [] : [{ path: ['lines', index, key], message }];
  });
}

function holdsOn(date: Day, from: Day, until: Day | null): boolean {
  return from <= date && (until === null || until >= date);
}

function sumOf(amounts: readonly string[]): bigint {
  return sumCents(amounts.map(parseCents));
}
