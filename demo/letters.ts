import { DEMONSTRATION_BUREAU } from '../src/collections/index.ts';
import type { LetterData } from '../src/letters/index.ts';

/** An example of every document and of each of its versions, for demonstrations and tests. Nobody in it exists. */
export interface LetterExample {
  readonly name: string;
  readonly letter: LetterData;
}

/** What the bureau knows of both parents. Only a name and, on the envelope, the own address may come out in a letter to a parent. */
export const PARENTS = {
  creditor: {
    name: 'Anna Voorbeeld',
    address: 'Verzonnenlaan 12, 0000 AD Bedachtdorp',
    iban: 'NL91ABNA0417164300',
    employer: 'Bakkerij Bedacht',
    income: '2345.67',
  },
  debtor: {
    name: 'Bram Fictief',
    address: 'Nergensweg 9, 0000 AB Fictiefdorp',
    iban: 'NL69INGB0123456789',
    employer: 'Garage Niemand',
    income: '3456.78',
  },
} as const;

type Language = LetterData['language'];
type Tell = (dutch: string, english: string) => string;

const { creditor, debtor } = PARENTS;

const amounts = {
  lines: [
    {
      dwangsom: 'n1/2026-03-14',
      nietNakoming: 'n1',
      on: '2026-03-14',
      article: 'Rv 611a lid 3',
      hoofdsom: '250.00',
      rente: '3.84',
    },
    {
      dwangsom: 'n2/2026-03-28',
      nietNakoming: 'n2',
      on: '2026-03-28',
      article: 'Rv 611a lid 3',
      hoofdsom: '250.00',
      rente: '3.45',
    },
    {
      dwangsom: 'n2/2026-03-29',
      nietNakoming: 'n2',
      on: '2026-03-29',
      article: 'Rv 611a lid 3',
      hoofdsom: '1250.00',
      rente: '0.00',
    },
  ],
  kosten: [{ what: 'Betekening', on: '2026-02-10', article: 'Btag art. 2', amount: '122.34' }],
};

const nietNakomingen = [
  { id: 'n1', on: '2026-03-14', through: '2026-03-14' },
  { id: 'n2', on: '2026-03-28', through: '2026-03-29' },
];

const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

/** All of them in one language. */
export function letterExamples(language: Language): readonly LetterExample[] {
  const tell: Tell = (dutch, english) => (language === 'nl' ? dutch : english);
  const head = headIn(language);
  return [
    ...intakeExamples(head, tell),
    ...hearingExamples(head, tell),
    ...demandExamples(head, tell),
    ...arrangementExamples(head, tell),
    ...pauseExamples(head, tell),
    ...moneyExamples(head, tell),
    ...endExamples(head, tell),
    ...professionalExamples(head, tell),
  ];
}

function headIn(language: Language) {
  const common = (letter: string) => ({
    language,
    kenmerk: { dossiernummer: 'D2026-00042', letter },
    date: '2026-04-20',
    bureau: { ...DEMONSTRATION_BUREAU },
    uitspraak: {
      court: 'rechtbank Voorbeeldstad',
      caseNumber: 'C/00/123456 / FA RK 26-123',
      pronouncedOn: '2026-02-03',
    },
  });
  return {
    toCreditor: (letter: string) => ({
      ...common(letter),
      addressee: { role: 'schuldeiser' as const, name: creditor.name, address: creditor.address },
      onBehalfOf: null,
    }),
    toDebtor: (letter: string) => ({
      ...common(letter),
      addressee: { role: 'schuldenaar' as const, name: debtor.name, address: debtor.address },
      onBehalfOf: creditor.name,
    }),
    to: <Role extends string>(letter: string, role: Role, name: string) => ({
      ...common(letter),
      addressee: { role, name, address: 'Verzinstraat 3, 0000 AC Voorbeeldstad' },
      onBehalfOf: creditor.name,
    }),
  };
}

type Heads = ReturnType<typeof headIn>;

function intakeExamples({ toCreditor, toDebtor, to }: Heads, tell: Tell): LetterExample[] {
  return [
    {
      name: 'L-01-nog-nodig',
      letter: {
        ...toCreditor('b1'),
        document: 'L-01',
        receivedOn: '2026-04-17',
        outstanding: {
          items: [
            tell(
              'Een kopie van de uitspraak met alle bladzijden.',
              'A copy of the decision with all its pages.',
            ),
            tell('Een kopie van uw identiteitsbewijs.', 'A copy of your proof of identity.'),
          ],
          sendBy: '2026-05-04',
        },
      },
    },
    {
      name: 'L-01-compleet',
      letter: { ...toCreditor('b1'), document: 'L-01', receivedOn: '2026-04-17', outstanding: null },
    },
    {
      name: 'L-02',
      letter: {
        ...toCreditor('b2'),
        document: 'L-02',
        debtorName: debtor.name,
        until: '2028-04-20',
        returnBy: '2026-05-04',
      },
    },
    {
      name: 'L-03',
      letter: {
        ...to('b3', 'deurwaarder', 'Deurwaarderskantoor Verzonnen'),
        document: 'L-03',
        debtor: { name: debtor.name, address: debtor.address },
        titleSha256: HASH,
        withBevel: false,
        reportBy: '2026-05-04',
      },
    },
    {
      name: 'L-04',
      letter: {
        ...toDebtor('b4'),
        document: 'L-04',
        betekendOn: '2026-02-10',
        exploot: 'D. Bedacht, 2026/118',
        dictum: tell(
          'De vader werkt mee aan de zorgregeling, om de week van vrijdag 17 uur tot zondag 17 uur. Hij geeft het paspoort af.',
          'The father cooperates with the care arrangement, every other week from Friday 17.00 to Sunday 17.00. He hands over the passport.',
        ),
        clauses: [
          {
            id: 'c1',
            amount: '250.00',
            mode: 'per-keer',
            maximum: '10000.00',
            countsFrom: '2026-02-25',
          },
          {
            id: 'c2',
            amount: '100.00',
            mode: 'per-dag',
            maximum: null,
            countsFrom: '2026-02-12',
          },
        ],
      },
    },
  ];
}

function hearingExamples({ toDebtor }: Heads, tell: Tell): LetterExample[] {
  const answers = ['blijft-vastgesteld', 'melding-afgewezen', 'aan-de-rechter'] as const;
  return [
    {
      name: 'L-05',
      letter: {
        ...toDebtor('b5'),
        document: 'L-05',
        nietNakoming: { id: 'n2', on: '2026-03-28', through: '2026-03-29' },
        clause: 'c1',
        what: tell(
          'De kinderen werden niet gebracht. Op berichten kwam geen antwoord.',
          'The children were not brought. Messages were not answered.',
        ),
        presumedAmount: '250.00',
        antwoordtermijnDagen: 10,
      },
    },
    ...answers.map(
      (outcome): LetterExample => ({
        name: `L-11-${outcome}`,
        letter: {
          ...toDebtor('b11'),
          document: 'L-11',
          ...amounts,
          receivedOn: '2026-04-02',
          decidedOn: '2026-04-16',
          nietNakoming: { id: 'n1', on: '2026-03-14' },
          outcome,
          weighed: [
            tell('Uw verklaring van 2 april 2026.', 'Your statement of 2 April 2026.'),
            tell('De berichten die u hebt meegestuurd.', 'The messages that you enclosed.'),
          ],
          reasons: tell(
            'De berichten gaan over een andere dag. Over deze dag zeggen zij niets.',
            'The messages are about another day. They say nothing about this day.',
          ),
        },
      }),
    ),
  ];
}

function demandExamples({ toCreditor, toDebtor }: Heads, tell: Tell): LetterExample[] {
  return [
    {
      name: 'L-06',
      letter: {
        ...toDebtor('b6'),
        document: 'L-06',
        ...amounts,
        nietNakomingen,
        findings: [
          {
            nietNakoming: 'n1',
            decidedOn: '2026-04-14',
            reasons: tell(
              'U zegt dat u ziek was. De andere ouder wist daar niets van.',
              'You say that you were ill. The other parent did not know that.',
            ),
          },
          {
            nietNakoming: 'n2',
            decidedOn: '2026-04-14',
            reasons: tell('U hebt niet op onze vraag geantwoord.', 'You did not answer our question.'),
          },
        ],
        betaaltermijnDagen: 14,
        maximumLeft: '8250.00',
      },
    },
    {
      name: 'L-07',
      letter: {
        ...toDebtor('b7'),
        document: 'L-07',
        nietNakomingen,
        ...amounts,
        aanzeggingOn: '2026-04-01',
        contacts: [
          { on: '2026-04-01', channel: 'brief' },
          { on: '2026-04-17', channel: 'e-mail' },
          { on: '2026-04-18', channel: 'telefoon' },
        ],
        betaaltermijnDagen: 7,
      },
    },
    {
      name: 'L-08',
      letter: {
        ...toDebtor('b8'),
        document: 'L-08',
        nietNakomingen,
        ...amounts,
        betaaltermijnDagen: 14,
        measures: ['beslag-inkomen', 'beslag-bankrekening', 'beslag-spullen'],
        costEstimate: {
          year: 2026,
          items: [
            { what: tell('Bevel om te betalen', 'Command to pay'), article: 'Btag art. 2', amount: '130.00' },
            {
              what: tell('Beslag op een bankrekening', 'Beslag on a bank account'),
              article: 'Btag art. 2',
              amount: '230.00',
            },
          ],
        },
      },
    },
    ...[toCreditor('b9'), toDebtor('b9')].map(
      (head): LetterExample => ({
        name: `L-09-${head.addressee.role}`,
        letter: {
          ...head,
          document: 'L-09',
          ...amounts,
          nietNakomingen,
          takenOverOn: '2026-04-20',
          betaaltermijnDagen: 14,
          hasOpslag: false,
        },
      }),
    ),
    { name: 'L-10', letter: { ...toDebtor('b10'), document: 'L-10', ...amounts, nietNakomingen } },
    {
      name: 'L-10-zonder-bedragen',
      letter: { ...toDebtor('b10'), document: 'L-10', lines: [], kosten: [], nietNakomingen },
    },
  ];
}

function arrangementExamples({ toDebtor }: Heads, tell: Tell): LetterExample[] {
  const reasons = tell(
    'Uw voorstel duurt langer dan drie jaar. Dat is te lang voor dit bedrag.',
    'Your proposal takes longer than three years. That is too long for this amount.',
  );
  const outcomes = [
    {
      kind: 'afgesproken' as const,
      instalments: [
        { on: '2026-06-01', amount: '600.00' },
        { on: '2026-07-01', amount: '600.00' },
        { on: '2026-08-01', amount: '679.63' },
      ],
      signBy: '2026-05-11',
    },
    { kind: 'geweigerd' as const, reasons, betaaltermijnDagen: 14 },
    {
      kind: 'termijn-gemist' as const,
      missed: { on: '2026-04-01', amount: '600.00' },
      payBy: '2026-04-28',
    },
    {
      kind: 'verbroken' as const,
      reasons: tell(
        'U hebt na de herinnering van 8 april 2026 niet betaald.',
        'You did not pay after the reminder of 8 April 2026.',
      ),
      betaaltermijnDagen: 14,
    },
  ];
  return outcomes.map((outcome) => ({
    name: `L-12-${outcome.kind}`,
    letter: { ...toDebtor('b12'), document: 'L-12', ...amounts, outcome },
  }));
}

function pauseExamples({ toCreditor, toDebtor }: Heads, tell: Tell): LetterExample[] {
  const outcomes = [
    { kind: 'toegekend' as const, from: '2026-04-20', until: '2026-08-20' },
    { kind: 'geweigerd' as const },
    { kind: 'voorbij' as const, endedOn: '2026-04-19' },
  ];
  return outcomes.flatMap((outcome) =>
    [toCreditor('b13'), toDebtor('b13')].map(
      (head): LetterExample => ({
        name: `L-13-${outcome.kind}-${head.addressee.role}`,
        letter: {
          ...head,
          document: 'L-13',
          ...amounts,
          keepsRunning: ['verjaring', 'rente', 'nieuwe-dwangsommen', 'stuitingsbrieven', 'deurwaarder'],
          reasons: tell(
            'De gemeente heeft laten weten of er hulp bij schulden begint.',
            'The municipality told us whether help with debts begins.',
          ),
          outcome,
        },
      }),
    ),
  );
}

function moneyExamples({ toCreditor, toDebtor }: Heads, tell: Tell): LetterExample[] {
  const reasons = tell('Op het afschrift staat de betaling.', 'The payment is on the bank statement.');
  const steps = [
    { kind: 'bewijs-gevraagd' as const, answerBy: '2026-04-30' },
    { kind: 'telt-mee' as const, reasons },
    { kind: 'telt-niet-mee' as const, reasons: tell('Er is geen bewijs gekomen.', 'No proof has come.') },
  ];
  const both = [toCreditor('b14'), toDebtor('b14')];
  return [
    ...steps.flatMap((step) =>
      both.map(
        (head): LetterExample => ({
          name: `L-14-${step.kind}-${head.addressee.role}`,
          letter: { ...head, document: 'L-14', ...amounts, paidOn: '2026-04-03', amount: '250.00', step },
        }),
      ),
    ),
    ...both.map(
      (head): LetterExample => ({
        name: `L-18-${head.addressee.role}`,
        letter: {
          ...head,
          document: 'L-18',
          from: '2026-03-01',
          through: '2026-03-31',
          opening: '122.34',
          movements: [
            {
              on: '2026-03-14',
              kind: 'dwangsom',
              about: 'n1/2026-03-14',
              article: 'Rv 611a lid 3',
              amount: '250.00',
            },
            { on: '2026-03-20', kind: 'betaling', about: 'p1', article: 'BW 6:44', amount: '200.00' },
            { on: '2026-03-31', kind: 'rente', about: 'n1/2026-03-14', article: 'BW 6:119', amount: '0.47' },
          ],
          payouts: head.addressee.role === 'schuldeiser' ? [{ on: '2026-03-23', amount: '77.66' }] : [],
        },
      }),
    ),
    {
      name: 'L-19',
      letter: {
        ...toCreditor('b19'),
        document: 'L-19',
        payoutOn: '2026-04-21',
        accountEndsOn: creditor.iban.slice(-4),
        receipts: [
          {
            payment: 'p1',
            on: '2026-04-16',
            article: 'BW 6:44',
            hoofdsom: '70.37',
            rente: '7.29',
            kosten: '122.34',
          },
          {
            payment: 'p2',
            on: '2026-04-17',
            article: 'BW 6:43',
            hoofdsom: '250.00',
            rente: '0.00',
            kosten: '0.00',
          },
        ],
      },
    },
    ...[
      null,
      tell(
        'De andere ouder heeft tot 30 april 2026 om te antwoorden.',
        'The other parent has until 30 April 2026 to answer.',
      ),
    ].map(
      (waitingFor): LetterExample => ({
        name: waitingFor === null ? 'L-20' : 'L-20-wacht',
        letter: {
          ...toCreditor('b20'),
          document: 'L-20',
          lastAction: {
            on: '2026-04-15',
            what: tell(
              'wij vroegen de andere ouder om een antwoord',
              'we asked the other parent for an answer',
            ),
          },
          nextAction: {
            on: '2026-04-30',
            what: tell(
              'een medewerker beslist over uw melding',
              'a member of our staff decides on your report',
            ),
            article: 'Rv 611a',
          },
          waitingFor,
          open: '1879.63',
          nextStatusBy: '2026-05-18',
          isGuarded: waitingFor === null,
        },
      }),
    ),
    ...both.map(
      (head): LetterExample => ({
        name: `L-21-${head.addressee.role}`,
        letter: {
          ...head,
          document: 'L-21',
          payment: 'p3',
          receivedOn: '2026-04-17',
          amount: '500.00',
          article: 'Rv 438',
          reasons: tell(
            'De rechter moet nog beslissen of wij mogen innen.',
            'The court has yet to decide whether we may collect.',
          ),
          releasedWhen: tell(
            'Het geld komt vrij als de rechter heeft beslist.',
            'The money is released when the court has decided.',
          ),
          reviewOn: '2026-05-17',
        },
      }),
    ),
  ];
}

function endExamples({ toCreditor, toDebtor }: Heads, _tell: Tell): LetterExample[] {
  const both = [toCreditor('b22'), toDebtor('b22')];
  const rows = [
    { dwangsom: 'n1/2026-03-14', on: '2026-03-14', article: 'Rv 611d', before: '250.00', after: '100.00' },
    { dwangsom: 'n2/2026-03-28', on: '2026-03-28', article: 'Rv 611d', before: '250.00', after: '100.00' },
  ];
  const recalculated = (
    name: string,
    settled: string,
    kind: 'vernietiging' | 'vermindering' | 'opheffing',
  ) => {
    // What the debtor owes or gets back, and what the creditor must pay back.
    const toDebtor = {
      toPay: name === 'open' ? '150.00' : '0.00',
      back: name === 'te-veel' ? '50.00' : name === 'vernietigd' ? settled : '0.00',
    };
    const toCreditor = {
      toPay: name === 'te-veel' ? '50.00' : name === 'vernietigd' ? settled : '0.00',
      back: '0.00',
    };
    return both.map(
      (head): LetterExample => ({
        name: `L-22-${name}-${head.addressee.role}`,
        letter: {
          ...head,
          document: 'L-22',
          decision: {
            on: '2026-04-14',
            kind,
          },
          rows: kind === 'vermindering' ? rows : rows.map((row) => ({ ...row, after: '0.00' })),
          settled,
          ...(head.addressee.role === 'schuldenaar' ? toDebtor : toCreditor),
          betaaltermijnDagen: 14,
        },
      }),
    );
  };
  const closed = (reason: 'betaald' | 'vernietigd' | 'volmacht-ingetrokken' | 'verjaard') =>
    both.map(
      (head): LetterExample => ({
        name: `L-24-${reason}-${head.addressee.role}`,
        letter: {
          ...head,
          document: 'L-24',
          closedOn: '2026-04-20',
          reason,
          balance: {
            dwangsommen: '1750.00',
            rente: '7.29',
            kosten: '122.34',
            received: reason === 'betaald' ? '1879.63' : '500.00',
            lapsed: reason === 'betaald' || reason === 'volmacht-ingetrokken' ? '0.00' : '1379.63',
          },
        },
      }),
    );
  return [
    ...recalculated('open', '50.00', 'vermindering'),
    ...recalculated('te-veel', '250.00', 'vermindering'),
    ...recalculated('gelijk', '0.00', 'opheffing'),
    ...recalculated('vernietigd', '250.00', 'vernietiging'),
    ...(['betaald', 'vernietigd', 'volmacht-ingetrokken', 'verjaard'] as const).flatMap(closed),
  ];
}

function professionalExamples({ to }: Heads, tell: Tell): LetterExample[] {
  const proceedings = [
    ['curator', 'faillissement', 'F.00/26/123'],
    ['bewindvoerder', 'wsnp', 'R.00/26/45'],
    ['bewindvoerder', 'bewind', '0000123 BM VERZ 26-1'],
  ] as const;
  return [
    {
      name: 'L-15',
      letter: {
        ...to('b15', 'deurwaarder' as const, 'Deurwaarderskantoor Verzonnen'),
        document: 'L-15',
        ...amounts,
        debtor: { name: debtor.name, address: debtor.address },
        titleSha256: HASH,
        betekendOn: '2026-02-10',
        exploot: tell('exploot van Dirk Bedacht', 'exploot of Dirk Bedacht'),
        payments: [{ id: 'p1', on: '2026-03-20', article: 'BW 6:44', amount: '200.00' }],
        limits: [
          tell('Geen maatregel in de week van 27 april 2026.', 'No measure in the week of 27 April 2026.'),
        ],
        safety: [tell('Bel voor een bezoek eerst ons kantoor.', 'Call our office before any visit.')],
        approvedBy: ['Sanne Fictief', 'Karel Verzonnen'],
        approvedOn: '2026-04-17',
        reportWithinDays: 14,
      },
    },
    ...proceedings.map(
      ([role, kind, number]): LetterExample => ({
        name: `L-23-${kind}`,
        letter: {
          ...to('b23', role, 'Cora Proefpersoon'),
          document: 'L-23',
          debtorName: debtor.name,
          proceedings: { kind, court: 'rechtbank Voorbeeldstad', number, openedOn: '2026-03-20' },
          before: { lines: amounts.lines.slice(0, 1), kosten: amounts.kosten },
          after: { lines: amounts.lines.slice(1), kosten: [] },
        },
      }),
    ),
    {
      name: 'L-28',
      letter: {
        ...to('b28', 'schuldhulpverlener' as const, 'Gemeente Fictiefdorp'),
        document: 'L-28',
        ...amounts,
        debtorName: debtor.name,
        theirReference: 'SHV-2026-17',
        askedOn: '2026-04-16',
        authorisedOn: '2026-04-10',
        hasBeslag: false,
        atDeurwaarder: true,
      },
    },
    {
      name: 'L-32',
      letter: {
        ...to('b32', 'rechter' as const, 'Rechtbank Voorbeeldstad'),
        document: 'L-32',
        ...amounts,
        debtorName: debtor.name,
        timeline: [
          {
            on: '2026-02-03',
            recordedOn: '2026-02-05',
            what: tell('Uitspraak gedaan.', 'Decision given.'),
            article: null,
          },
          {
            on: '2026-02-10',
            recordedOn: '2026-02-12',
            what: tell(
              'Uitspraak betekend door de deurwaarder.',
              'Decision served by the deurwaarder (betekening).',
            ),
            article: 'Rv 611a lid 3',
          },
          {
            on: '2026-03-14',
            recordedOn: '2026-03-16',
            what: tell('Niet-nakoming n1 gemeld door de moeder.', 'Niet-nakoming n1 reported by the mother.'),
            article: 'Rv 611a',
          },
        ],
        exploten: [
          {
            on: '2026-02-10',
            deurwaarder: 'Dirk Bedacht',
            exploot: tell('betekening zonder bevel', 'service without command'),
          },
        ],
        payments: [{ id: 'p1', on: '2026-03-20', article: 'BW 6:44', amount: '200.00' }],
        documents: [
          { name: 'uitspraak.pdf', sha256: HASH },
          { name: 'exploot.pdf', sha256: HASH.split('').reverse().join('') },
        ],
      },
    },
  ];
}
