import {
  type Addition,
  controlOf,
  DEMONSTRATION_BUREAU,
  dueCases,
  dueOutbox,
  type Moment,
  type Post,
  performOutbox,
  prepareBooks,
  readBooks,
  readCaseView,
  record,
  registerUitspraak,
  takeStep,
} from '../src/collections/index.ts';
import type { Db } from '../src/db.ts';
import { addDays, type Day, day, formatEuro, type Outcome, parseCents } from '../src/values/index.ts';
import { NO_DEURWAARDER } from './no-deurwaarder.ts';

/**
 * One whole case, told as a case file: at each step the facts, the articles, the lines in the ledger and the balances. It runs the program as it is, on
 * an empty database; nothing in it is written for the story. The people are invented. The terms (€ 250 each time, at most € 25,000) are those of
 * ECLI:NL:GHAMS:2024:1236; the respijttermijn of 14 days and all that happens afterwards is invented.
 */
export async function tellStory(db: Db): Promise<string> {
  await prepareBooks(db);
  const story = new Story(db);
  await story.begin();
  await story.untilBetekend();
  await story.threeMissedMoments();
  await story.theLetterThatInterrupts();
  await story.partPaymentAndAfdracht();
  await story.reversalOnAppeal();
  return story.text();
}

const OFFICER = 'Olga Officier (verzonnen)';
const CHECKER = 'Charles Controle (verzonnen)';
const FINANCE = 'Fien Financiën (verzonnen)';
const APPROVER = 'Gijs Geldzaken (verzonnen)';
const MOTHER = 'Wilma Willekens-Voorbeeld (verzonnen)';

/** A letter box that keeps nothing: the story shows what was promised. */
const POST: Post = { send: async ({ key }) => ({ proof: `postbus-${key.length}` }) };

/** The teller: holds the case and what has been printed of its books. The only class of the project, because a story has a memory. */
class Story {
  #lines: string[] = [];
  #caseId = '';
  #printedEntries = 0;
  #printedEvents = 0;
  /** The next night on which the daily review runs. */
  #night: Day = day('2025-01-17');

  constructor(private readonly db: Db) {}

  text(): string {
    return `${this.#lines.join('\n').trimEnd()}\n`;
  }

  async begin(): Promise<void> {
    this.say(
      '# Van uitspraak tot terugbetaling: één zaak',
      '',
      '<!-- Written by `npm run story`; a test fails when it is stale. -->',
      '',
      'Dit dossier is door het programma zelf verteld, op een lege database. De personen zijn verzonnen. De bedragen (€ 250 per keer,',
      'ten hoogste € 25.000) zijn die van ECLI:NL:GHAMS:2024:1236; al het andere is bedacht.',
      '',
      'Bij elke stap: wat er gebeurde, wat het programma daarop deed, de regels in het grootboek (debet en credit), de stand en wat er volgt.',
    );
    const registered = await registerUitspraak(
      this.db,
      {
        on: '2025-01-17',
        parties: {
          schuldeiser: {
            name: MOTHER,
            address: 'Voorbeeldstraat 1, 1000 AA Amsterdam',
            iban: 'NL91ABNA0417164300',
          },
          schuldenaar: { name: 'Frans Fictief (verzonnen)', address: 'Nergenslaan 2, 1000 AB Amsterdam' },
          kinderen: [{ name: 'Kim (verzonnen)', bornOn: '2017-05-20' }],
        },
        uitspraak: {
          court: 'het gerechtshof (verzonnen zaak)',
          caseNumber: 'VERZONNEN-001',
          ecli: null,
          dictum:
            'Bepaalt dat de vader een dwangsom verbeurt van € 250 voor iedere keer dat hij de zorgregeling niet nakomt, vanaf veertien dagen na betekening, tot een maximum van € 25.000.',
          terms: {
            pronouncedOn: '2025-01-15',
            uitvoerbaarBijVoorraad: true,
            clauses: [
              {
                id: 'c1',
                mode: 'per-keer',
                amount: '250.00',
                cap: '25000.00',
                term: { kind: 'respijt', days: 14, from: 'betekening' },
              },
            ],
          },
        },
      },
      OFFICER,
      at('2025-01-17'),
    );
    this.#caseId = expectAccepted(registered).caseId;
  }

  async untilBetekend(): Promise<void> {
    this.chapter('De uitspraak');
    await this.show(
      '2025-01-17',
      'De uitspraak van 15 januari 2025 wordt geregistreerd. Zij telt pas als een tweede persoon haar heeft vergeleken met de tekst.',
    );
    await this.refusal(
      '2025-01-17',
      OFFICER,
      { kind: 'uitspraak-gevalideerd', on: '2025-01-17', data: {} },
      'De officier probeert haar eigen registratie te valideren.',
    );
    await this.add('2025-01-20', CHECKER, { kind: 'uitspraak-gevalideerd', on: '2025-01-20', data: {} });
    await this.add('2025-01-20', OFFICER, {
      kind: 'volmacht-verleend',
      on: '2025-01-20',
      data: { until: null },
    });
    await this.add('2025-01-28', OFFICER, {
      kind: 'uitspraak-betekend',
      on: '2025-01-27',
      data: { exploot: 'exploot 2025-17' },
    });
    await this.show(
      '2025-01-28',
      'De deurwaarder betekende op 27 januari. De veertien dagen eindigen op 10 februari; 11 februari is de eerste dag waarop iets kan worden verbeurd.',
    );
  }

  async threeMissedMoments(): Promise<void> {
    this.chapter('Drie gemiste momenten');
    await this.add('2025-02-16', MOTHER, {
      kind: 'niet-nakoming-gemeld',
      on: '2025-02-15',
      data: { clause: 'c1', what: 'Het weekend ging niet door; Kim werd niet gebracht.' },
    });
    await this.show(
      '2025-02-16',
      'De moeder meldt het gemiste weekend van 15 februari. Zij hoeft verder niets te doen.',
    );
    await this.add('2025-03-02', MOTHER, {
      kind: 'niet-nakoming-gemeld',
      on: '2025-03-01',
      data: { clause: 'c1', what: 'Ook dit weekend werd Kim niet gebracht.' },
    });
    await this.add('2025-03-03', OFFICER, {
      kind: 'niet-nakoming-vastgesteld',
      on: '2025-03-03',
      data: { nietNakoming: 'n1', reasons: 'De vader erkent dat hij Kim niet bracht en noemt geen reden.' },
    });
    await this.letters('2025-03-03');
    await this.show(
      '2025-03-03',
      'De officier heeft beide ouders gehoord en stelt de eerste niet-nakoming vast. Het programma boekt de dwangsom en stuurt zelf de aanzegging.',
    );
    await this.delivered('2025-03-06', 'b1', '2025-03-05');
    await this.add('2025-03-10', 'Frans Fictief (verzonnen)', {
      kind: 'niet-nakoming-betwist',
      on: '2025-03-10',
      data: { nietNakoming: 'n2', defence: 'Kim lag in het ziekenhuis; de moeder was erbij.' },
    });
    await this.add('2025-03-16', MOTHER, {
      kind: 'niet-nakoming-gemeld',
      on: '2025-03-15',
      data: { clause: 'c1', what: 'Kim werd weer niet gebracht.' },
    });
    await this.add('2025-03-20', OFFICER, {
      kind: 'niet-nakoming-afgewezen',
      on: '2025-03-20',
      data: {
        nietNakoming: 'n2',
        reasons: 'Het ziekenhuis bevestigt de opname. Het moment kon niet doorgaan.',
      },
    });
    await this.show(
      '2025-03-20',
      'De vader betwist de tweede melding met bewijs. De officier wijst haar af: er wordt niets verbeurd.',
    );
    await this.add('2025-04-07', OFFICER, {
      kind: 'niet-nakoming-vastgesteld',
      on: '2025-04-07',
      data: {
        nietNakoming: 'n3',
        reasons: 'De vader reageerde niet op de vraag om zijn kant van het verhaal.',
      },
    });
    await this.letters('2025-04-07');
    await this.delivered('2025-04-10', 'b2', '2025-04-09');
    await this.add('2025-05-20', OFFICER, {
      kind: 'feit-vastgelegd',
      on: '2025-05-20',
      data: {
        source: 'Nota van de deurwaarder',
        fact: { kind: 'kosten', on: '2025-05-20', amount: '122.34', what: 'betekening met bevel' },
      },
    });
    await this.show(
      '2025-05-20',
      'Ook de derde is vastgesteld en aangezegd. De deurwaarder bracht kosten in rekening; het bureau schiet die voor.',
    );
  }

  async theLetterThatInterrupts(): Promise<void> {
    this.chapter('Een brief die stuit');
    await this.until('2025-06-03');
    await this.letters('2025-06-03');
    await this.show(
      '2025-06-03',
      'Negentig dagen na de vorige stuiting schrijft het programma uit zichzelf een stuitingsbrief, ruim voor het einde van de zes maanden.',
    );
    await this.delivered('2025-06-06', 'b3', '2025-06-05');
    await this.show(
      '2025-06-06',
      'De brief is op 5 juni bezorgd. Op die dag begint een nieuwe termijn van zes maanden voor de eerste dwangsom.',
    );
  }

  async partPaymentAndAfdracht(): Promise<void> {
    this.chapter('Een deelbetaling en de afdracht');
    await this.add('2025-07-01', FINANCE, {
      kind: 'betaling-ontvangen',
      on: '2025-07-01',
      data: { amount: '400.00', bankReference: 'BANKREGEL-VERZONNEN-1' },
    });
    await this.show(
      '2025-07-01',
      'De vader betaalt € 400. Eerst de kosten, dan de rente, dan de oudste dwangsom (BW 6:43 en 6:44). Het programma bereidt de afdracht voor.',
    );
    await this.add('2025-07-02', APPROVER, {
      kind: 'uitbetaling-goedgekeurd',
      on: '2025-07-02',
      data: { payout: 'u1' },
    });
    await this.add('2025-07-03', FINANCE, {
      kind: 'uitbetaling-verricht',
      on: '2025-07-03',
      data: { payout: 'u1', bankReference: 'BANKREGEL-VERZONNEN-2' },
    });
    await this.show(
      '2025-07-03',
      'Een tweede persoon van financiën keurt goed en de bank voert uit. Het geld is bij de moeder; de kosten liggen apart voor het bureau.',
    );
    await this.until('2025-07-08');
    await this.letters('2025-07-08');
    await this.delivered('2025-07-10', 'b4', '2025-07-09');
    await this.show(
      '2025-07-10',
      'Ook de derde dwangsom is weer gestuit. De rente van juni is intussen geboekt.',
    );
  }

  async reversalOnAppeal(): Promise<void> {
    this.chapter('De vernietiging in hoger beroep');
    await this.until('2025-10-20');
    await this.letters('2025-10-20');
    await this.show(
      '2025-10-20',
      'De maanden verstrijken. Elke eerste van de maand boekt het programma de rente, en het stuit op tijd.',
    );
    await this.add('2025-10-21', OFFICER, {
      kind: 'feit-vastgelegd',
      on: '2025-10-14',
      data: {
        source: 'Arrest van 14 oktober 2025 (verzonnen)',
        fact: { kind: 'vernietiging', on: '2025-10-14' },
      },
    });
    await this.show(
      '2025-10-21',
      'Het hof heeft de uitspraak op 14 oktober vernietigd. Er is nooit iets verschuldigd geweest: alles wordt tegengeboekt met het arrest als oorzaak, en wat betaald is gaat terug (BW 6:203).',
    );
    await this.add('2025-10-22', APPROVER, {
      kind: 'uitbetaling-goedgekeurd',
      on: '2025-10-22',
      data: { payout: 'u2' },
    });
    await this.add('2025-10-23', FINANCE, {
      kind: 'uitbetaling-verricht',
      on: '2025-10-23',
      data: { payout: 'u2', bankReference: 'BANKREGEL-VERZONNEN-3' },
    });
    await this.add('2025-10-29', FINANCE, {
      kind: 'terugstorting-ontvangen',
      on: '2025-10-29',
      data: { amount: '277.66', bankReference: 'BANKREGEL-VERZONNEN-4' },
    });
    await this.add('2025-10-30', APPROVER, {
      kind: 'uitbetaling-goedgekeurd',
      on: '2025-10-30',
      data: { payout: 'u3' },
    });
    await this.add('2025-10-31', FINANCE, {
      kind: 'uitbetaling-verricht',
      on: '2025-10-31',
      data: { payout: 'u3', bankReference: 'BANKREGEL-VERZONNEN-5' },
    });
    await this.show(
      '2025-10-31',
      'Wat nog bij het bureau lag ging meteen terug; de moeder stortte terug wat zij had ontvangen, en ook dat ging naar de vader. Er staat niets meer open. Over blijven de kosten die het bureau voorschoot.',
    );
    this.say(
      '',
      'Op die vraag na is tussen de ouders alles afgewikkeld. Het bureau blijft zitten met € 122,34 aan voorgeschoten kosten, die de vader niet meer verschuldigd is.',
      'Het programma betaalt de deurwaarder nog niet en schrijft nog niets af; dat hoort bij de koppeling met bankbestanden, die er nog niet is.',
    );
  }

  private say(...lines: string[]): void {
    this.#lines.push(...lines);
  }

  private chapter(title: string): void {
    this.say('', `## ${title}`);
  }

  private async add(today: string, by: string, addition: Addition): Promise<void> {
    await this.until(today);
    expectAccepted(await record(this.db, this.#caseId, addition, by, at(today)));
  }

  private async delivered(today: string, letter: string, on: string): Promise<void> {
    await this.add(today, OFFICER, {
      kind: 'brief-bezorgd',
      on,
      data: { letter, proof: 'handtekening bij bezorging' },
    });
  }

  /** The nightly job: every day until `last`, whatever is due. */
  private async until(last: string): Promise<void> {
    for (; this.#night <= last; this.#night = addDays(this.#night, 1)) {
      for (const caseId of await dueCases(this.db, this.#night))
        await takeStep(this.db, caseId, at(this.#night));
      if (this.#night < last) await this.letters(this.#night);
    }
  }

  private async letters(today: string): Promise<void> {
    for (const id of await dueOutbox(this.db, day(today)))
      await performOutbox(
        this.db,
        id,
        { post: POST, deurwaarder: NO_DEURWAARDER, bureau: DEMONSTRATION_BUREAU },
        at(today),
      );
  }

  private async refusal(today: string, by: string, addition: Addition, what: string): Promise<void> {
    const answer = await record(this.db, this.#caseId, addition, by, at(today));
    if (answer.ok) throw new Error('the story expected a refusal');
    this.say('', what, '', ...answer.refusals.map(({ sentence }) => `> Geweigerd: ${sentence}`));
  }

  private async show(today: string, what: string): Promise<void> {
    const on = day(today);
    const { view, books } = await this.db.transaction(async (tx) => ({
      view: (await readCaseView(tx, this.#caseId, on))!,
      books: await readBooks(tx, this.#caseId),
    }));
    this.say(
      '',
      `### ${today}`,
      '',
      what,
      '',
      '| nr | geldt | geboekt | feit | door |',
      '|---|---|---|---|---|',
    );
    for (const event of view.file.events.slice(this.#printedEvents)) {
      this.say(
        `| ${event.seq} | ${event.on} | ${event.recordedOn} | ${event.kind}${nameOf(event.data)} | ${event.recordedBy} |`,
      );
    }
    this.#printedEvents = view.file.events.length;
    this.showOwed(view.assessment);
    this.showEntries(books.entries, view.file.events);
    this.showBalances(books.balances);
    const next = view.plan.filter(({ act }) => act !== null).slice(0, 2);
    const people = view.plan.filter(({ act, on: from }) => act === null && from <= on).slice(0, 4);
    this.say(
      '',
      next.length + people.length > 0
        ? 'Wat er volgt:'
        : 'Er is niets te doen: het programma wacht op een feit.',
      '',
    );
    for (const step of [...next, ...people])
      this.say(
        `- ${step.on}, ${step.by}: ${step.what}${step.because[0] ? ` (${step.because[0].article})` : ''}`,
      );
  }

  private showOwed(assessment: NonNullable<Awaited<ReturnType<typeof readCaseView>>>['assessment']): void {
    if (!assessment || assessment.dwangsommen.length + assessment.pending.length === 0) return;
    this.say(
      '',
      '| dwangsom | bedrag | open | rente | stand | verjaart na | omdat |',
      '|---|--:|--:|--:|---|---|---|',
    );
    for (const row of assessment.dwangsommen) {
      const grounds = [...new Set(row.because.map(({ article }) => article))].join('; ');
      this.say(
        `| ${row.id} | ${euro(row.amount)} | ${euro(row.hoofdsom)} | ${euro(row.rente)} | ${row.status} | ${row.verjaring.endsOn ?? '—'} | ${grounds} |`,
      );
    }
    for (const row of assessment.pending)
      this.say(
        `| ${row.fact} (gemeld) | | | | wacht op oordeel | ${row.endsOn ?? '—'} | ${row.because[0]!.article} |`,
      );
    for (const row of assessment.refused)
      this.say(`| ${row.fact} | | | | ${row.reason} | | ${row.because[0]!.article} |`);
  }

  private showEntries(
    entries: Awaited<ReturnType<typeof readBooks>>['entries'],
    events: readonly { id: string; seq: number }[],
  ): void {
    const fresh = entries.slice(this.#printedEntries);
    this.#printedEntries = entries.length;
    if (fresh.length === 0) return;
    const seqOf = new Map(events.map(({ id, seq }) => [id, `feit ${seq}`]));
    this.say('', '```');
    for (const entry of fresh) {
      this.say(
        `${entry.valueDate}  ${entry.description}  [geboekt ${entry.bookedOn}; oorzaak: ${
          seqOf.get(entry.cause) ??
          entry.cause
            .replaceAll('-', ' ')
            .replace('/', ' t/m ')
            .replace(/(\d{4}) (\d{2}) (\d{2})/, '$1-$2-$3')
        }]`,
      );
      for (const line of entry.lines) {
        const amount = formatEuro(line.amount).padStart(12);
        this.say(
          `    ${this.short(line.account).padEnd(44)} ${line.side === 'debit' ? amount : `${' '.repeat(14)}${amount}`}`,
        );
      }
    }
    this.say('```');
  }

  private showBalances(balances: ReadonlyMap<string, bigint>): void {
    const perControl = new Map<string, bigint>();
    for (const [account, cents] of balances)
      perControl.set(controlOf(account), (perControl.get(controlOf(account)) ?? 0n) + cents);
    const standing = [...perControl]
      .filter(([, cents]) => cents !== 0n)
      .sort(([left], [right]) => (left < right ? -1 : 1));
    if (perControl.size === 0) return;
    this.say('', 'Stand van de rekeningen:', '');
    if (standing.length === 0) this.say('Alle rekeningen staan op nul.');
    else this.say('| rekening | debet | credit |', '|---|--:|--:|');
    for (const [control, cents] of standing)
      this.say(
        `| ${control} | ${cents > 0n ? formatEuro(cents) : ''} | ${cents < 0n ? formatEuro(-cents) : ''} |`,
      );
  }

  private short(account: string): string {
    return account.replace(`/${this.#caseId}`, '');
  }
}

function at(today: string): Moment {
  return { today: day(today), now: new Date(`${today}T08:00:00Z`) };
}

function euro(amount: string): string {
  return formatEuro(parseCents(amount));
}

function nameOf(data: unknown): string {
  const { id, nietNakoming, letter, payout, fact } = data as Record<string, unknown>;
  const kind = typeof fact === 'object' && fact !== null ? (fact as { kind: string }).kind : fact;
  const name =
    nietNakoming ?? payout ?? kind ?? (typeof id === 'string' ? (letter ? `${id} (${letter})` : id) : letter);
  return typeof name === 'string' ? `: ${name}` : '';
}

function expectAccepted<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(outcome.refusals.map(({ sentence }) => sentence).join(' '));
  return outcome.value;
}
