import type { CaseView, Step } from '../../src/collections/index.ts';
import { addDays, type Day } from '../../src/values/index.ts';
import { APPROVER, CHECKER, FINANCE, MAKER, OFFICER, SECOND_OFFICER } from './people.ts';
import { POINTS, REASONS } from './phrases.ts';
import { intend, type Said, type SimulatedCase } from './simulated-case.ts';

/**
 * What persons do about the steps that their work list shows: they read the sentence, as a person does, and act on it some days later. A sentence that nobody here
 * understands stops the simulation: nobody at a bureau would know what to do with it either.
 */
interface Habit {
  readonly reads: RegExp;
  /** Somebody gets to it within so many days. */
  readonly within: readonly [least: number, most: number];
  readonly does: (the: Reading) => readonly Said[];
}

interface Reading {
  readonly one: SimulatedCase;
  readonly view: CaseView;
  readonly today: Day;
  readonly step: Step;
  /** What the sentence names: a niet-nakoming, a letter, a payout. */
  readonly named: string;
}

/** Each person's step whose day has come and that nobody has taken up yet. */
export function takeUp(one: SimulatedCase, view: CaseView, today: Day): void {
  for (const step of view.plan) {
    if (step.act !== null || step.by === 'programma' || step.on > today) continue;
    const { habit, named } = understood(step);
    const about = `${habit.reads.source}/${named}`;
    if (one.intentions.has(about)) continue;
    const [least, most] = habit.within;
    // Now and then it lies for months.
    const waits =
      one.isCareless && one.draw.percent(2) ? one.draw.between(60, 200) : one.draw.between(least, most);
    intend(one, about, {
      on: addDays(today, waits),
      says: (then, on) => {
        const still = then.plan.find(
          (other) => other.act === null && other.on <= on && isAbout(other, habit, named),
        );
        return still ? habit.does({ one, view: then, today: on, step: still, named }) : [];
      },
    });
  }
}

function understood(step: Step): { habit: Habit; named: string } {
  for (const habit of HABITS) {
    const read = habit.reads.exec(step.what);
    if (read) return { habit, named: read[1] ?? '' };
  }
  if (step.because.some(({ note }) => note === 'Dit kan alleen een persoon beoordelen.'))
    return { habit: ANSWERS, named: questionOf(step) };
  throw new Error(`Nobody at the simulated bureau understands the step "${step.what}" (${step.by}).`);
}

function isAbout(step: Step, habit: Habit, named: string): boolean {
  const found = understood(step);
  return found.habit === habit && found.named === named;
}

function questionOf({ because: [ground] }: Step): string {
  return `${ground!.facts[0]} ${ground!.article}`;
}

const ANSWERS: Habit = {
  reads: /^vraag$/,
  within: [3, 40],
  does: ({ today, step: { because } }) => [
    {
      by: OFFICER,
      kind: 'vraag-beantwoord',
      on: today,
      data: {
        about: because[0]!.facts[0],
        article: because[0]!.article,
        answer: 'Bekeken; er volgt niets uit.',
      },
    },
  ],
};

const HABITS: readonly Habit[] = [
  {
    reads: /^De geregistreerde uitspraak vergelijken/,
    within: [0, 6],
    does: ({ one, today }) =>
      one.draw.percent(5)
        ? [said(MAKER, 'uitspraak-gevalideerd', today, {}, 'zelfde-persoon')]
        : one.draw.percent(4)
          ? [said(CHECKER, 'uitspraak-teruggegeven', today, { reason: 'De datum klopt niet met de tekst.' })]
          : [said(CHECKER, 'uitspraak-gevalideerd', today, {})],
  },
  {
    reads: /^De teruggegeven uitspraak verbeteren/,
    within: [1, 10],
    does: ({ view, today }) => {
      const { court, caseNumber, ecli, dictum, terms } = view.file.uitspraak!;
      return [said(MAKER, 'uitspraak-geregistreerd', today, { court, caseNumber, ecli, dictum, terms })];
    },
  },
  {
    reads: /^De volmacht van de schuldeiser laten tekenen/,
    within: [1, 25],
    does: ({ one, today }) => [
      said(OFFICER, 'volmacht-verleend', today, {
        until: one.isCareless && one.draw.percent(25) ? addDays(today, one.draw.between(120, 500)) : null,
      }),
    ],
  },
  {
    reads: /^De uitspraak door de deurwaarder laten betekenen/,
    within: [3, 40],
    does: ({ one, today }) => [
      said(OFFICER, 'uitspraak-betekend', addDays(today, -one.draw.between(0, 2)), {
        exploot: `exploot ${today}`,
      }),
    ],
  },
  {
    reads: /^Oordelen over de (?:betwiste )?niet-nakoming (n\d+)/,
    within: [4, 45],
    does: ({ one, view, today, named }) => judgement(one, view, today, named),
  },
  {
    reads: /^Vastleggen op welke dag de .* (b\d+) is bezorgd/,
    // The proof comes by itself where it comes (letters.ts); whoever reads this can only ask for it.
    within: [20, 60],
    does: () => [],
  },
  {
    reads: /^Bij de rechter navragen hoe het staat met de voorgelegde niet-nakoming (n\d+)/,
    within: [20, 90],
    does: ({ one, view, today, named }) => judgement(one, view, today, named),
  },
  {
    reads: /^De stuiting door de deurwaarder laten betekenen/,
    within: [1, 12],
    does: ({ today, step }) => served(today, step),
  },
  {
    reads: /^(?:Alarm|Laatste alarm), als de verjaring/,
    within: [0, 2],
    does: ({ today, step }) => served(today, step),
  },
  {
    reads: /^Onderzoeken waarom .* verjaard/,
    within: [1, 30],
    does: ({ today }) => [said(SECOND_OFFICER, 'zaak-gesloten', today, { ground: 'verjaard' })],
  },
  {
    reads: /^Contact zoeken met de schuldenaar/,
    within: [0, 9],
    does: (the) => contact(the),
  },
  { reads: /^De schuldenaar opnieuw horen/, within: [0, 9], does: (the) => contact(the) },
  {
    reads: /^Het adres van de schuldenaar nakijken/,
    within: [0, 9],
    does: ({ today }) => [said(OFFICER, 'adres-gecontroleerd', today, { source: 'verzonnen register' })],
  },
  {
    reads: /^Verhaalsonderzoek afronden/,
    within: [4, 25],
    does: ({ one, today }) => [
      said(OFFICER, 'verhaalsonderzoek-afgerond', today, {
        findings: 'Er is een inkomen.',
        isPromising: one.draw.percent(75),
      }),
    ],
  },
  {
    reads: /^Het verhaalsonderzoek gaf geen uitzicht op betaling/,
    within: [2, 20],
    does: ({ one, today }) => [
      one.draw.percent(60)
        ? said(OFFICER, 'belemmering-vastgelegd', today, {
            what: 'oninbaar',
            until: addDays(today, one.draw.between(30, 120)),
            reason: 'Er is nu niets te halen.',
          })
        : said(OFFICER, 'verhaalsonderzoek-afgerond', today, {
            findings: 'Toch een inkomen gevonden.',
            isPromising: true,
          }),
    ],
  },
  { reads: /^Een kindtoets opstellen/, within: [3, 18], does: (the) => kindtoets(the) },
  {
    reads: /^De kindtoets (k\d+) van .* meelezen/,
    within: [0, 7],
    does: ({ one, today, named }) => [
      one.draw.percent(5)
        ? said(
            OFFICER,
            'kindtoets-meegelezen',
            today,
            { kindtoets: named, agrees: true, remarks: 'Akkoord.' },
            'zelfde-persoon',
          )
        : said(SECOND_OFFICER, 'kindtoets-meegelezen', today, {
            kindtoets: named,
            agrees: one.draw.percent(88),
            remarks: 'Meegelezen.',
          }),
    ],
  },
  {
    reads: /^De kindtoets (k\d+) \(.*\) opnieuw bekijken/,
    within: [0, 12],
    does: (the) => kindtoets(the),
  },
  { reads: /^Besluiten of .* overgedragen/, within: [0, 8], does: (the) => order(the) },
  {
    reads: /^De betalingsregeling (r\d+) van .* goedkeuren of afwijzen/,
    within: [0, 8],
    does: ({ one, today, named }) => [
      one.draw.percent(75)
        ? said(CHECKER, 'betalingsregeling-goedgekeurd', today, { regeling: named })
        : said(CHECKER, 'betalingsregeling-beeindigd', today, {
            regeling: named,
            how: 'afgewezen',
            reason: 'Te lang.',
          }),
    ],
  },
  {
    reads: /^De betalingsregeling (r\d+) opzeggen/,
    within: [0, 14],
    does: ({ today, named }) => [
      said(SECOND_OFFICER, 'betalingsregeling-beeindigd', today, {
        regeling: named,
        how: 'opgezegd',
        reason: 'Er is niets meer van te betalen.',
      }),
    ],
  },
  {
    reads: /^De veiligheidsmelding (h\d+) beoordelen/,
    within: [1, 30],
    does: ({ one, today, named }) => [
      one.draw.percent(10)
        ? said(
            OFFICER,
            'belemmering-opgeheven',
            today,
            { belemmering: named, reason: 'Veilig.' },
            'zelfde-persoon',
          )
        : said(SECOND_OFFICER, 'belemmering-opgeheven', today, {
            belemmering: named,
            reason: 'Bekeken: veilig.',
          }),
    ],
  },
  {
    reads: /^Opnieuw naar de schuldenaar zoeken \((h\d+)\)/,
    within: [0, 7],
    does: ({ one, today, named }) =>
      one.draw.percent(60)
        ? [said(OFFICER, 'belemmering-opgeheven', today, { belemmering: named, reason: 'Adres gevonden.' })]
        : [],
  },
  {
    reads: /^Vastleggen hoe het executiegeschil (h\d+)/,
    within: [0, 60],
    does: ({ one, today, named }) =>
      one.draw.percent(70)
        ? [said(OFFICER, 'belemmering-opgeheven', today, { belemmering: named, reason: 'Afgewezen.' })]
        : [],
  },
  {
    reads: /^De erfgenamen vinden/,
    within: [10, 90],
    does: ({ view, today }) =>
      view.file.belemmeringen
        .filter(({ what, liftedOn }) => what === 'erfgenamen-onbekend' && liftedOn === null)
        .map(({ id }) =>
          said(OFFICER, 'belemmering-opgeheven', today, { belemmering: id, reason: 'Bekend.' }),
        ),
  },
  {
    reads: /^De schuldenaar is overleden/,
    within: [1, 12],
    does: ({ today }) => [
      said(OFFICER, 'belemmering-vastgelegd', today, {
        what: 'erfgenamen-onbekend',
        until: null,
        reason: 'Verklaring van erfrecht gevraagd.',
      }),
    ],
  },
  {
    reads: /^De schuldeiser is overleden/,
    within: [5, 40],
    does: ({ today }) => [said(OFFICER, 'volmacht-verleend', today, { until: null })],
  },
  {
    reads: /^Het beslagregister verwacht dat (?:opdracht )?(o\d+)/,
    within: [1, 10],
    does: ({ one, today, named }) => [
      said(SECOND_OFFICER, 'dbr-beslist', today, {
        opdracht: named,
        goesOn: one.draw.percent(50),
        reasons: 'Er is uitzicht op betaling.',
      }),
    ],
  },
  {
    reads: /^De opdracht (o\d+) intrekken bij de deurwaarder/,
    within: [0, 4],
    does: ({ today, named }) => [
      said(OFFICER, 'opdracht-ingetrokken', today, { opdracht: named, reason: 'Betaald.' }),
    ],
  },
  {
    reads: /^De opdracht o\d+ bij de deurwaarder laten .* de vraag over (\S+) als/,
    within: [0, 3],
    does: ({ one, today, step: { because } }) => [
      said(OFFICER, 'vraag-beantwoord', today, {
        about: because[0]!.facts[0],
        article: because[0]!.article,
        answer: one.draw.percent(50) ? 'Gebeld en bevestigd.' : 'Per e-mail doorgegeven en bevestigd.',
      }),
    ],
  },
  {
    reads: /^De deurwaarder (?:had|heeft) tot en met .*\((o\d+)\)/,
    within: [0, 9],
    // Asked by telephone; it changes nothing in the case.
    does: () => [],
  },
  {
    reads: /^De deurwaarder meldt .* \((\S+)\), en opdracht/,
    within: [0, 3],
    does: ({ today, named }) => [
      said(OFFICER, 'vraag-beantwoord', today, {
        about: named,
        article: 'Rv 435',
        answer: 'Opgeheven.',
      }),
    ],
  },
  {
    reads: /^De deurwaarder meldt .* kosten \((\S+), opdracht/,
    within: [2, 20],
    does: ({ today, named }) => [
      said(OFFICER, 'vraag-beantwoord', today, {
        about: named,
        article: 'Btag art. 2',
        answer: 'Teruggevraagd: het tarief van die dag staat dit niet toe.',
      }),
    ],
  },
  {
    reads: /^Goedkeuren of intrekken: .* (u\d+) van/,
    within: [0, 6],
    does: ({ one, today, named }) =>
      one.draw.percent(6)
        ? [said(FINANCE, 'uitbetaling-ingetrokken', today, { payout: named, reason: 'Verkeerd nummer.' })]
        : [said(APPROVER, 'uitbetaling-goedgekeurd', today, { payout: named })],
  },
  {
    reads: /^Bij de bank tegenhouden en intrekken.* (u\d+) van/,
    within: [0, 4],
    does: ({ one, today, named }) => [
      one.draw.percent(60)
        ? said(FINANCE, 'uitbetaling-ingetrokken', today, {
            payout: named,
            reason: 'Niet meer verschuldigd.',
          })
        : performed(one, today, named),
    ],
  },
  {
    reads: /^Bij de bank uitvoeren en bevestigen: .* (u\d+) van/,
    within: [0, 5],
    does: ({ one, today, named }) =>
      one.draw.percent(4)
        ? [
            said(
              APPROVER,
              'uitbetaling-verricht',
              today,
              { payout: named, bankReference: nextLine(one, 'AF') },
              'zelfde-persoon',
            ),
          ]
        : [performed(one, today, named)],
  },
  {
    reads: /van de schuldeiser terugvorderen en de terugstorting/,
    within: [10, 70],
    does: (the) => repayment(the),
  },
];

function said(by: string, kind: Said['kind'], on: Day, data: object, mustBeRefused?: string): Said {
  return { by, kind, on, data, ...(mustBeRefused === undefined ? {} : { mustBeRefused }) };
}

export function nextLine(one: SimulatedCase, prefix: string): string {
  one.bankLines += 1;
  return `${prefix}-${one.number}-${one.bankLines}`;
}

function performed(one: SimulatedCase, today: Day, payout: string): Said {
  return said(FINANCE, 'uitbetaling-verricht', today, { payout, bankReference: nextLine(one, 'AF') });
}

function judgement(one: SimulatedCase, view: CaseView, today: Day, nietNakoming: string): Said[] {
  const found = view.file.nietNakomingen.find(({ id }) => id === nietNakoming);
  if (!found) return [];
  const wasFound = found.status === 'vastgesteld';
  if (one.draw.percent(3))
    return [
      said(
        one.creditor,
        'niet-nakoming-vastgesteld',
        today,
        { nietNakoming, reasons: 'Ik was erbij.' },
        found.reported.recordedBy === one.creditor ? 'zelfde-persoon' : undefined,
      ),
    ];
  if (one.draw.percent(2))
    return [
      said(OFFICER, 'niet-nakoming-voorgelegd', today, { nietNakoming, reasons: 'Niet vast te stellen.' }),
    ];
  const holds = one.draw.percent(found.defence === null ? 88 : 60);
  // To revoke a finding takes another person than whoever made it.
  const by = wasFound && !holds ? SECOND_OFFICER : OFFICER;
  const mustBeRefused = by === found.judgedBy && wasFound && !holds ? 'zelfde-persoon' : undefined;
  return [
    said(
      by,
      holds ? 'niet-nakoming-vastgesteld' : 'niet-nakoming-afgewezen',
      today,
      { nietNakoming, reasons: REASONS },
      mustBeRefused,
    ),
  ];
}

function served(today: Day, { because }: Step): Said[] {
  const covers = [...new Set(because.flatMap(({ facts }) => facts.map((id) => id.split('/')[0]!)))];
  const fact = { kind: 'stuiting', on: today, by: 'mededeling', voorbehoud: true, covers };
  return [
    said(OFFICER, 'feit-vastgelegd', today, { fact, source: 'exploot van de deurwaarder (verzonnen)' }),
  ];
}

function contact({ one, today }: Reading): Said[] {
  const channel = one.draw.pick(['telefoon', 'e-mail', 'bezoek', 'sms', 'advocaat']);
  return [
    said(OFFICER, 'contact-gelegd', today, {
      channel,
      reached: one.draw.percent(40),
      note: 'Gebeld en gemaild.',
    }),
  ];
}

function kindtoets({ one, today }: Reading): Said[] {
  const outcome = one.draw.pick([
    'doorgaan',
    'doorgaan',
    'doorgaan-beperkt',
    'uitstellen',
    'verwijzen',
  ] as const);
  const goesOn = outcome === 'doorgaan' || outcome === 'doorgaan-beperkt';
  return [
    said(OFFICER, 'kindtoets-opgesteld', today, {
      points: POINTS,
      child: 'Het kind is te jong om te vragen.',
      effectOfMoney: 'Het gezin kan het dragen.',
      lighterMeans: 'Bemiddeling is geprobeerd.',
      outcome,
      until: outcome === 'uitstellen' ? addDays(today, one.draw.between(20, 90)) : null,
      measures: goesOn ? ['bevel', 'loonbeslag'] : [],
    }),
  ];
}

function order({ view, today, step }: Reading): Said[] {
  const toets = view.file.kindtoetsen.findLast(({ read }) => read?.agrees);
  const dwangsommen = step.because.flatMap(({ facts }) => facts);
  if (!toets || dwangsommen.length === 0) return [];
  return [
    said(CHECKER, 'opdracht-goedgekeurd', today, { kindtoets: toets.id, dwangsommen, measures: ['bevel'] }),
  ];
}

/** Asked back, a creditor pays all of it, or some. The sum stands in the sentence. */
function repayment({ one, today, step }: Reading): Said[] {
  const [, euros, cents] = /€ ([\d.]+),(\d\d)/.exec(step.what) ?? [];
  if (euros === undefined) return [];
  const all = Number(`${euros.replaceAll('.', '')}${cents}`);
  const paid = one.draw.percent(60) ? all : one.draw.between(1, all);
  return [
    said(FINANCE, 'terugstorting-ontvangen', today, {
      amount: (paid / 100).toFixed(2),
      bankReference: nextLine(one, 'TERUG'),
    }),
  ];
}
