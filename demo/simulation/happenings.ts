import type { CaseView } from '../../src/collections/index.ts';
import { addDays, addMonths, type Day, daysBetween, formatCents } from '../../src/values/index.ts';
import { contestLater, payLater } from './answers.ts';
import { FINANCE, OFFICER, SECOND_OFFICER } from './people.ts';
import { intend, type Said, type SimulatedCase } from './simulated-case.ts';

/** What comes from outside on a day, whatever anybody's work list says: defaults, courts, insolvencies, pauses, deaths, slips of the pen. */

interface Happening {
  /** In so many of ten thousand days. */
  readonly often: number | ((one: SimulatedCase) => number);
  readonly says: (one: SimulatedCase, view: CaseView, today: Day) => readonly Said[];
}

/** Drawn without a look at the case, because on nearly all days nothing comes; `says` looks at it. */
export function happeningsOf(one: SimulatedCase): Happening[] {
  return HAPPENINGS.filter(
    ({ often }) => one.draw.next() * 10_000 < (typeof often === 'number' ? often : often(one)),
  );
}

const HAPPENINGS: readonly Happening[] = [
  { often: ({ temper }) => 10_000 / temper.missesEveryDays, says: report },
  { often: 5, says: contestOfWhatWasFound },
  { often: 6, says: unaskedPayment },
  { often: 15, says: costs },
  { often: 4, says: (one, view, today) => stay(one, view, today, 'schorsing-executie') },
  { often: 3, says: (one, view, today) => stay(one, view, today, 'schorsing-werking') },
  { often: 4, says: (one, view, today) => stay(one, view, today, 'hoger-beroep') },
  { often: 2, says: (one, view, today) => stay(one, view, today, 'faillissement') },
  { often: 2, says: (one, view, today) => stay(one, view, today, 'wsnp') },
  { often: 2, says: lifting },
  { often: 3, says: reduction },
  { often: 1.5, says: reversalOnAppeal },
  {
    often: 0.4,
    says: (_one, _view, today) => [fact(today, { kind: 'overlijden-schuldenaar', on: today })],
  },
  {
    often: 0.4,
    says: (_one, _view, today) => [said(OFFICER, 'schuldeiser-overleden', today, { source: 'akte' })],
  },
  { often: 8, says: slip },
  {
    often: 2,
    says: (one, _view, today) =>
      [
        said(OFFICER, 'volmacht-ingetrokken', addDays(today, -one.draw.between(0, 2)), {
          reason: 'Wil niet meer.',
        }),
      ].slice(0, one.isCareless ? 1 : 0),
  },
  { often: 1, says: otherExploot },
  { often: 22, says: hold },
  { often: 10, says: liftHold },
  { often: 4, says: brake },
  { often: 1.5, says: writeOff },
  { often: 10, says: asks },
  { often: 6, says: returned },
  { often: 2, says: tooLongAPause },
];

function said(by: string, kind: Said['kind'], on: Day, data: object): Said {
  return { by, kind, on, data };
}

function fact(on: Day, what: object): Said {
  return said(OFFICER, 'feit-vastgelegd', on, { fact: what, source: 'verzonnen stuk' });
}

/** Most are reported within days; some after months, when the verjaring has run for long. */
function report(one: SimulatedCase, view: CaseView, today: Day): Said[] {
  const { draw } = one;
  const clause = view.file.uitspraak?.terms.clauses[0];
  if (!clause || view.file.uitspraak?.state !== 'gevalideerd') return [];
  const on = addDays(today, -(draw.percent(5) ? draw.between(60, 190) : draw.between(0, 14)));
  const isCounted = clause.mode === 'per-keer' || clause.mode === 'per-dagdeel';
  const more = isCounted
    ? draw.percent(15)
      ? { aantal: draw.between(2, 3) }
      : {}
    : { through: addDays(on, draw.between(0, Math.min(9, daysBetween(on, today)))) };
  return [
    said(one.creditor, 'niet-nakoming-gemeld', on, {
      clause: clause.id,
      what: 'Kim werd niet gebracht.',
      ...more,
    }),
  ];
}

function contestOfWhatWasFound(one: SimulatedCase, { file }: CaseView, today: Day): Said[] {
  const found = file.nietNakomingen.filter(({ status }) => status === 'vastgesteld');
  if (found.length > 0) contestLater(one, one.draw.pick(found).id, today);
  return [];
}

function unaskedPayment(one: SimulatedCase, { file }: CaseView, today: Day): Said[] {
  payLater(one, `zomaar/${file.events.length}`, addDays(today, 1));
  return [];
}

function costs({ draw }: SimulatedCase, { file }: CaseView, today: Day): Said[] {
  if (!file.betekening) return [];
  const on = addDays(today, -draw.between(0, 10));
  return [
    fact(on, {
      kind: 'kosten',
      on,
      amount: formatCents(BigInt(draw.between(2_000, 20_000))),
      what: 'exploot',
    }),
  ];
}

function stay({ draw }: SimulatedCase, _view: CaseView, today: Day, kind: string): Said[] {
  const from = addDays(today, -draw.between(0, 5));
  // Of one whose end is not known, somebody says later that it ended, by withdrawing it.
  const until = draw.percent(30) ? null : addDays(today, draw.between(0, 150));
  return [fact(from, { kind, from, until })];
}

function lifting({ draw }: SimulatedCase, _view: CaseView, today: Day): Said[] {
  const from = addDays(today, -draw.between(0, 60));
  return [fact(from, { kind: 'opheffing', from, until: addDays(today, draw.between(0, 60)) })];
}

function reduction({ draw }: SimulatedCase, { file }: CaseView, today: Day): Said[] {
  const clause = file.uitspraak?.terms.clauses[0];
  if (!clause) return [];
  const from = addDays(today, -draw.between(0, 90));
  const cap = draw.percent(30) ? { cap: '600.00' } : {};
  return [
    fact(from, {
      kind: 'vermindering',
      from,
      clause: clause.id,
      amount: draw.pick(['50.00', '75.00']),
      ...cap,
    }),
  ];
}

function reversalOnAppeal({ draw }: SimulatedCase, { file }: CaseView, today: Day): Said[] {
  const on = addDays(today, -draw.between(0, 20));
  return file.betekening ? [fact(on, { kind: 'vernietiging', on })] : [];
}

/** Something was recorded by mistake, or in the wrong case, or ended: of what stops everything that is found out soonest. */
function slip({ draw }: SimulatedCase, { file }: CaseView, today: Day): Said[] {
  const stops = file.facts.filter(({ fact: { kind } }) => STOPS.includes(kind));
  const names = draw.percent(70)
    ? stops.map(({ fact: { id } }) => id)
    : file.facts.map(({ fact: { id } }) => id);
  if (names.length === 0) return [];
  return [said(OFFICER, 'feit-ingetrokken', today, { fact: draw.pick(names), reason: 'Andere zaak.' })];
}

const STOPS: readonly string[] = [
  'vernietiging',
  'faillissement',
  'wsnp',
  'schorsing-werking',
  'schorsing-executie',
  'overlijden-schuldenaar',
  'hoger-beroep',
];

function otherExploot({ draw }: SimulatedCase, { file }: CaseView, today: Day): Said[] {
  const { uitspraak, betekening } = file;
  if (!uitspraak || !betekening) return [];
  const on = addDays(betekening.on, draw.between(0, 3));
  return on > today ? [] : [said(OFFICER, 'uitspraak-betekend', on, { exploot: 'exploot, verbeterd' })];
}

function hold(one: SimulatedCase, _view: CaseView, today: Day): Said[] {
  const { draw } = one;
  const what = draw.pick([
    'pauze',
    'pauze',
    'noodstop',
    'schuldhulp',
    'executiegeschil',
    'onvindbaar',
    'oninbaar',
    'veiligheid',
  ] as const);
  const isOpen = what === 'executiegeschil' || what === 'onvindbaar' || what === 'veiligheid';
  const until = isOpen ? null : addDays(today, draw.between(5, 110));
  const by = what === 'veiligheid' ? OFFICER : draw.pick([OFFICER, SECOND_OFFICER]);
  return [said(by, 'belemmering-vastgelegd', today, { what, until, reason: 'Gemeld aan de balie.' })];
}

function liftHold({ draw }: SimulatedCase, { file }: CaseView, today: Day): Said[] {
  const standing = file.belemmeringen.filter(
    ({ liftedOn, what }) => liftedOn === null && what !== 'veiligheid',
  );
  if (standing.length === 0) return [];
  return [
    said(OFFICER, 'belemmering-opgeheven', today, {
      belemmering: draw.pick(standing).id,
      reason: 'Voorbij.',
    }),
  ];
}

/** A brake is released after some days, or what is held would wait for good. */
function brake(one: SimulatedCase, _view: CaseView, today: Day): Said[] {
  const { draw } = one;
  const what = draw.pick([
    'alles',
    'brieven',
    'opdrachten',
    'uitbetalingen',
    ...(one.isCareless ? ['stuitingen'] : []),
  ]);
  intend(one, `rem/${what}`, {
    on: addDays(today, draw.between(1, 25)),
    says: ({ file }, on) =>
      file.brakes.some((set) => set.what === what)
        ? [said(SECOND_OFFICER, 'rem-gelost', on, { what, reason: 'Nagekeken.' })]
        : [],
  });
  return [said(OFFICER, 'rem-gezet', today, { what, reason: 'Er klopt iets niet.' })];
}

function writeOff(one: SimulatedCase, { file }: CaseView, today: Day): Said[] {
  if (!file.betekening) return [];
  intend(one, 'afschrijving', {
    on: addDays(today, one.draw.between(3, 30)),
    says: (then, on) =>
      then.file.afschrijvingen
        .filter(({ confirmedOn }) => confirmedOn === null)
        .slice(0, 1)
        .map(({ id }) => said(SECOND_OFFICER, 'afschrijving-bevestigd', on, { afschrijving: id })),
  });
  return [
    said(OFFICER, 'afschrijving-voorgesteld', today, {
      code: 'geen-verhaal',
      consent: 'brief van de schuldeiser',
      reason: 'Er is niets te halen.',
    }),
  ];
}

function asks({ draw }: SimulatedCase, _view: CaseView, today: Day): Said[] {
  const letter = draw.pick(['overzicht', 'overzicht-schuldeiser', 'bewijsdossier'] as const);
  return [said(OFFICER, 'brief-gevraagd', today, { letter, reason: 'Op verzoek.' })];
}

/** A payout comes back from the bank, some weeks after it went out. */
function returned({ draw, number }: SimulatedCase, { file }: CaseView, today: Day): Said[] {
  const out = file.payouts.filter(({ performedOn, returned: back }) => performedOn !== null && back === null);
  if (out.length === 0) return [];
  const payout = draw.pick(out).id;
  return [
    said(FINANCE, 'uitbetaling-teruggekomen', today, {
      payout,
      bankReference: `RETOUR-${number}-${payout}`,
      reason: 'Rekening opgeheven.',
    }),
  ];
}

/** Said in the wrong hurry: a pause that is longer than any pause may be. */
function tooLongAPause(_one: SimulatedCase, _view: CaseView, today: Day): Said[] {
  return [
    {
      ...said(OFFICER, 'belemmering-vastgelegd', today, {
        what: 'pauze',
        until: addMonths(today, 9),
        reason: 'Lang.',
      }),
      mustBeRefused: 'verkeerde-stand',
    },
  ];
}
