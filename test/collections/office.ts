import { sql } from 'drizzle-orm';
import { NO_DEURWAARDER } from '../../demo/no-deurwaarder.ts';
import {
  type Addition,
  type Carriers,
  type CaseEvent,
  type CaseView,
  DEMONSTRATION_BUREAU,
  dueOutbox,
  type EventKind,
  type Moment,
  type Post,
  performOutbox,
  prepareBooks,
  type RecordRefusal,
  readBooks,
  readCaseView,
  record,
  registerUitspraak,
  takeStep,
} from '../../src/collections/index.ts';
import { letterKind } from '../../src/collections/process/letter-kinds.ts';
import type { Db } from '../../src/db.ts';
import { addDays, day, type Outcome } from '../../src/values/index.ts';

/** The people of every test here are invented. */
export const OFFICER = 'Olga Officier';
export const CHECKER = 'Charles Controle';
export const FINANCE = 'Fien Financiën';
/** The second pair of eyes on money that goes out. */
export const APPROVER = 'Gijs Geldzaken';
export const MOTHER = 'Wilma Willekens';
export const FATHER = 'Frans Fictief';

export function at(today: string): Moment {
  return { today: day(today), now: new Date(`${today}T08:00:00Z`) };
}

export const PARTIES = {
  schuldeiser: { name: MOTHER, address: 'Voorbeeldstraat 1, Amsterdam', iban: 'NL91ABNA0417164300' },
  schuldenaar: { name: FATHER, address: 'Nergenslaan 2, Amsterdam' },
  kinderen: [{ name: 'Kim', bornOn: '2017-05-20' }],
};

/** € 250 each time, at most € 25,000, from the day after betekening. */
export const PER_KEER = { id: 'c1', mode: 'per-keer', amount: '250.00', cap: '25000.00' };
/** € 100 a day, at most € 10,000. */
export const PER_DAG = { id: 'c1', mode: 'per-dag', amount: '100.00', cap: '10000.00' };

export function uitspraakOf(clause: object = PER_KEER, uitvoerbaarBijVoorraad = true) {
  return {
    court: 'de rechtbank (verzonnen zaak)',
    caseNumber: 'VERZONNEN-001',
    ecli: null,
    dictum: 'Bepaalt een dwangsom voor iedere keer dat de zorgregeling niet wordt nagekomen.',
    terms: { pronouncedOn: '2025-01-15', uitvoerbaarBijVoorraad, clauses: [clause] },
  };
}

/** One case in the hands of a test. Every act is expected to be accepted, except those of `refused`. */
export class OneCase {
  constructor(
    readonly db: Db,
    readonly id: string,
  ) {}

  add(today: string, by: string, kind: EventKind, on: string, data: object): Promise<CaseEvent> {
    return this.recorded(today, by, { kind, on, data });
  }

  async recorded(today: string, by: string, addition: Addition): Promise<CaseEvent> {
    return expectAccepted(await record(this.db, this.id, addition, by, at(today)));
  }

  tried(
    today: string,
    by: string,
    kind: EventKind,
    on: string,
    data: object,
  ): Promise<Outcome<CaseEvent, RecordRefusal>> {
    return record(this.db, this.id, { kind, on, data }, by, at(today));
  }

  /** The codes of the refusals, with the sentences for whoever reads a failure. */
  async refused(today: string, by: string, kind: EventKind, on: string, data: object): Promise<string[]> {
    const answer = await this.tried(today, by, kind, on, data);
    if (answer.ok) throw new Error(`${kind} on ${on} by ${by} was accepted`);
    for (const { sentence } of answer.refusals) {
      if (!/^\p{Lu}.*[.?]$/su.test(sentence) && !/^\d{4}-/.test(sentence))
        throw new Error(`not a sentence: ${sentence}`);
    }
    return answer.refusals.map(({ code }) => code);
  }

  /** Reported by the mother and found by the officer, both on `today`. */
  async found(today: string, on: string, data: object = {}): Promise<void> {
    await this.add(today, MOTHER, 'niet-nakoming-gemeld', on, {
      clause: 'c1',
      what: 'Kim werd niet gebracht.',
      ...data,
    });
    const view = await this.view(today);
    await this.judged(today, view.file.nietNakomingen.at(-1)!.id);
  }

  judged(
    today: string,
    nietNakoming: string,
    how: 'vastgesteld' | 'afgewezen' = 'vastgesteld',
    by: string = OFFICER,
  ) {
    const reasons = 'Beide ouders zijn gehoord.';
    return this.add(today, by, `niet-nakoming-${how}`, today, { nietNakoming, reasons });
  }

  /** A finding is taken back by another than who found it. */
  revoked(today: string, nietNakoming: string) {
    return this.judged(today, nietNakoming, 'afgewezen', CHECKER);
  }

  fact(today: string, on: string, fact: object): Promise<CaseEvent> {
    return this.add(today, OFFICER, 'feit-vastgelegd', on, { source: 'verzonnen stuk', fact });
  }

  paid(today: string, amount: string, more: { on?: string; designates?: string[]; line?: string } = {}) {
    const bankReference = more.line ?? `REGEL-${this.id}-${bankLines++}`;
    const { designates } = more;
    const data = { amount, bankReference, ...(designates ? { designates } : {}) };
    return this.add(today, FINANCE, 'betaling-ontvangen', more.on ?? today, data);
  }

  approved(today: string, payout: string) {
    return this.add(today, APPROVER, 'uitbetaling-goedgekeurd', today, { payout });
  }

  performed(today: string, payout: string) {
    const bankReference = `AF-${this.id}-${bankLines++}`;
    return this.add(today, FINANCE, 'uitbetaling-verricht', today, { payout, bankReference });
  }

  repaid(today: string, amount: string) {
    const bankReference = `TERUG-${this.id}-${bankLines++}`;
    return this.add(today, FINANCE, 'terugstorting-ontvangen', today, { amount, bankReference });
  }

  returned(today: string, payout: string) {
    const data = { payout, bankReference: `RETOUR-${this.id}-${bankLines++}`, reason: 'Rekening opgeheven.' };
    return this.add(today, FINANCE, 'uitbetaling-teruggekomen', today, data);
  }

  /** Every letter that waits is given to the post on `today`. */
  sent(today: string, post: Post = LETTER_BOX): Promise<void> {
    return sendLetters(this.db, today, post);
  }

  delivered(today: string, letter: string, on = today) {
    return this.add(today, OFFICER, 'brief-bezorgd', on, { letter, proof: 'handtekening' });
  }

  night(today: string): Promise<number> {
    return takeStep(this.db, this.id, at(today));
  }

  /** The nightly step and the post of each day from `first` to `last`, both counted. */
  async nights(first: string, last: string): Promise<void> {
    for (let on = day(first); on <= last; on = addDays(on, 1)) {
      await this.night(on);
      await this.sent(on);
    }
  }

  async view(today: string): Promise<CaseView> {
    const view = await this.db.transaction((tx) => readCaseView(tx, this.id, day(today)));
    return view!;
  }

  books() {
    return this.db.transaction((tx) => readBooks(tx, this.id));
  }

  /** Debit minus credit in cents; nothing where it was never moved. Accounts are named without the id of the case. */
  async balance(account: string): Promise<bigint> {
    const { balances } = await this.books();
    const [control, ...detail] = account.split('/');
    return balances.get([control, this.id, ...detail].join('/')) ?? 0n;
  }

  /**
   * What the program did by itself, with its day: the letters that claim and the payouts. `all` adds the letters that only tell, what became of each, the
   * version of the ladder, and so on.
   */
  async programDid(which: 'claims' | 'all' = 'claims'): Promise<string[]> {
    const { file } = await this.view('2026-12-31');
    return file.events.flatMap((event) => {
      if (event.recordedBy !== 'systeem') return [];
      if (event.kind === 'brief-beloofd')
        return which === 'all' || isClaim(event.data.id) ? [`${event.on} ${event.data.letter}`] : [];
      return which === 'all' || event.kind.startsWith('uitbetaling-') ? [`${event.on} ${event.kind}`] : [];
    });
  }

  /** `2025-02-16 aanzegging n1`: the letters that claim, those that lapsed too; with `all` also those that only tell. */
  async letters(which: 'claims' | 'all' = 'claims', today = '2026-12-31'): Promise<string[]> {
    const { file } = await this.view(today);
    return file.letters
      .filter(({ id }) => which === 'all' || isClaim(id))
      .map(({ letter, promisedOn, covers }) => `${promisedOn} ${letter} ${covers.join(' ')}`.trim());
  }

  /** `2025-05-18 programma BW 6:82 lid 1 2025-06-01`: day, who, article and deadline of the steps whose sentence holds `words`. */
  async planned(today: string, words: string): Promise<string[]> {
    const { plan } = await this.view(today);
    return plan
      .filter(({ what }) => what.includes(words))
      .map(({ on, by, because, deadline }) => `${on} ${by} ${because[0]?.article} ${deadline ?? ''}`.trim());
  }

  /** The id of the promise of a letter: of b1, unless another is named. */
  async promiseOf(letter = 'b1'): Promise<string> {
    const [row] = await this.db.execute<{ id: string }>(sql`
      select id from collections.outbox where case_id = ${this.id} and payload ->> 'letter' = ${letter}`);
    return row!.id;
  }
}

/** The program names what claims or interrupts b1, b2 and so on, and what only tells m1, m2 and so on. */
export function isClaim(letter: string): boolean {
  return letter.startsWith('b');
}

let bankLines = 1;

/** A post that takes everything. */
export const LETTER_BOX: Post = { send: async ({ key }) => ({ proof: `bewijs-${key.slice(-8)}` }) };

/** A post that takes everything and keeps, in one line of words each, what claims; where it is told to, also what only tells. */
export function keepingPost(which: 'claims' | 'all' = 'claims'): Post & { letters: string[] } {
  const letters: string[] = [];
  return {
    letters,
    send: async ({ letter, text }) => {
      if (which === 'all' || letterKind(letter).interrupts) letters.push(text.replace(/\s+/g, ' '));
      return { proof: 'bewijs' };
    },
  };
}

export function carriersOf(post: Post, bureau: Carriers['bureau'] = DEMONSTRATION_BUREAU): Carriers {
  return { post, deurwaarder: NO_DEURWAARDER, bureau };
}

export async function sendLetters(db: Db, today: string, post: Post = LETTER_BOX): Promise<void> {
  for (const id of await dueOutbox(db, day(today))) await performOutbox(db, id, carriersOf(post), at(today));
}

export async function openOffice(db: Db): Promise<void> {
  await prepareBooks(db);
}

/** A case whose uitspraak was registered on 17 January 2025 by the officer, and nothing more. */
export async function registeredCase(db: Db, clause: object = PER_KEER, uvb = true): Promise<OneCase> {
  const answer = await registerUitspraak(
    db,
    { on: '2025-01-17', parties: PARTIES, uitspraak: uitspraakOf(clause, uvb) },
    OFFICER,
    at('2025-01-17'),
  );
  return new OneCase(db, expectAccepted(answer).caseId);
}

/** The same, validated on 20 January with a volmacht without end, betekend on 27 January: 28 January is the first day that counts. */
export async function runningCase(db: Db, clause: object = PER_KEER, uvb = true): Promise<OneCase> {
  const one = await registeredCase(db, clause, uvb);
  await one.add('2025-01-20', CHECKER, 'uitspraak-gevalideerd', '2025-01-20', {});
  await one.add('2025-01-20', OFFICER, 'volmacht-verleend', '2025-01-20', { until: null });
  await one.add('2025-01-27', OFFICER, 'uitspraak-betekend', '2025-01-27', { exploot: 'exploot 1' });
  return one;
}

/** The same, with one dwangsom: forfeited on 15 February, claimed on the 16th, and the letter arrived on the 17th. */
export async function claimedCase(db: Db): Promise<OneCase> {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  await one.sent('2025-02-16');
  await one.delivered('2025-02-17', 'b1');
  return one;
}

export function expectAccepted<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(outcome.refusals.map(({ sentence }) => sentence).join(' '));
  return outcome.value;
}
