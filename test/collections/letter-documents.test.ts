import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { dueOutbox, performOutbox, registerUitspraak } from '../../src/collections/index.ts';
import type { OutgoingLetter, Post } from '../../src/collections/post.ts';
import { LETTER_KINDS, LETTERS } from '../../src/collections/process/letter-kinds.ts';
import { addDays, type Cents, day, formatEuro, parseCents, sumCents } from '../../src/values/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { belemmering, contact, DWANGSOM } from './climbing.ts';
import {
  at,
  CHECKER,
  carriersOf,
  expectAccepted,
  MOTHER,
  OFFICER,
  OneCase,
  openOffice,
  PER_KEER,
  uitspraakOf,
} from './office.ts';

type Language = 'nl' | 'en';

const { db, sql } = await openTestDatabase();
await openOffice(db);

/** Invented people; the accounts are published test numbers. Each knows where the other lives from nobody here. */
const CREDITOR = { address: 'Voorbeeldstraat 1, 1011 XA Voorbeeldstad', iban: 'NL91ABNA0417164300' };
const DEBTOR = { address: 'Nergenslaan 2, 2022 XB Nergenshuizen', iban: 'NL02ABNA0123456789' };
/** What a parent writes who does not know that the other one reads it. */
const TOLD = `Kim werd niet gebracht naar 1011 XA, en het geld kan op ${CREDITOR.iban}, of NL91 ABNA 0417 1643 00.`;

async function caseIn(language: Language, clause: object = PER_KEER): Promise<OneCase> {
  const parties = {
    schuldeiser: { name: MOTHER, ...CREDITOR, language, email: 'moeder@elders.test' },
    schuldenaar: { name: 'Frans Fictief', ...DEBTOR, language, email: 'vader@elders.test' },
    kinderen: [{ name: 'Kim', bornOn: '2017-05-20' }],
  };
  const given = { on: '2025-01-17', parties, uitspraak: uitspraakOf(clause) };
  const { caseId } = expectAccepted(await registerUitspraak(db, given, OFFICER, at('2025-01-17')));
  const one = new OneCase(db, caseId);
  await one.add('2025-01-20', CHECKER, 'uitspraak-gevalideerd', '2025-01-20', {});
  await one.add('2025-01-20', OFFICER, 'volmacht-verleend', '2025-01-20', { until: null });
  await one.add('2025-01-27', OFFICER, 'uitspraak-betekend', '2025-01-27', { exploot: 'exploot 1' });
  return one;
}

/** A case of which the aanzegging went out on 16 February and arrived on the 17th. */
async function claimedIn(language: Language): Promise<OneCase> {
  const one = await caseIn(language);
  await one.found('2025-02-16', '2025-02-15', { what: TOLD });
  await posted(one, '2025-02-16');
  await one.delivered('2025-02-17', 'b1');
  return one;
}

const sentences = (text: string) => text.replace(/\s+/g, ' ');

/** As each language writes an amount. */
function euro(cents: Cents, language: Language): string {
  const dutch = formatEuro(cents);
  return language === 'nl' ? dutch : dutch.replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.'));
}

const WITH_AMOUNTS = ['L-06', 'L-07', 'L-08', 'L-09', 'L-10'];
/** Which documents were held against an assessment, or nothing was. */
const compared = new Set<string>();

/** Sends what waits, and holds each letter with amounts against the assessment of that day. */
async function posted(one: OneCase, today: string): Promise<void> {
  const letters: OutgoingLetter[] = [];
  const post: Post = {
    send: async (letter) => {
      letters.push(letter);
      return { proof: 'bewijs' };
    },
  };
  await one.sent(today, post);
  const { assessment } = await one.view(today);
  for (const { letter, text, to } of letters) {
    const { document } = LETTER_KINDS[letter];
    if (!WITH_AMOUNTS.includes(document)) continue;
    const { open } = assessment!.totals;
    const total = sumCents([open.hoofdsom, open.rente, open.kosten].map(parseCents));
    const read = sentences(text);
    const totalWord = to.language === 'nl' ? 'Totaal' : 'Total';
    expect(read).toContain(`${totalWord} ${euro(total, to.language)}`);
    for (const { id, hoofdsom, rente } of assessment!.dwangsommen) {
      const line = read.slice(read.indexOf(id));
      expect(line).toContain(
        `${euro(parseCents(hoofdsom), to.language)} ${euro(parseCents(rente), to.language)}`,
      );
    }
    compared.add(`${document} ${to.language}`);
  }
}

async function lived(one: OneCase, first: string, last = first): Promise<void> {
  for (let on = day(first); on <= last; on = addDays(on, 1)) {
    await one.night(on);
    await posted(one, on);
  }
}

/** The whole ladder, a payment that is passed on, a contest that is answered, and a decision of the court. */
async function climbed(language: Language): Promise<OneCase> {
  const one = await claimedIn(language);
  await one.fact('2025-02-20', '2025-02-20', {
    kind: 'kosten',
    on: '2025-02-20',
    amount: '122.34',
    what: 'betekening',
  });
  await lived(one, '2025-03-03');
  await one.delivered('2025-03-05', 'b2');
  await contact(one, '2025-03-06', 'telefoon');
  await contact(one, '2025-03-07', 'e-mail');
  await lived(one, '2025-03-12');
  await one.delivered('2025-03-14', 'b3');
  await lived(one, '2025-03-28');
  await one.delivered('2025-03-31', 'b4');
  await one.paid('2025-04-01', '200.00');
  await lived(one, '2025-04-01');
  await one.approved('2025-04-02', 'u1');
  await one.performed('2025-04-02', 'u1');
  await lived(one, '2025-04-02');
  await one.add('2025-04-03', OFFICER, 'niet-nakoming-betwist', '2025-04-03', {
    nietNakoming: 'n1',
    defence: `Kim was ziek; bel mij niet op ${DEBTOR.iban}, 2022 XB.`,
  });
  await one.judged('2025-04-04', 'n1', 'vastgesteld', CHECKER);
  await lived(one, '2025-04-04');
  await one.fact('2025-04-10', '2025-04-10', { kind: 'vernietiging', on: '2025-04-10' });
  await lived(one, '2025-04-11');
  return one;
}

/** An arrangement that nobody pays: a reminder on day 7, its end on day 14, and a stuiting on day 90. */
async function arranged(language: Language): Promise<OneCase> {
  const one = await claimedIn(language);
  await one.add('2025-03-01', OFFICER, 'betalingsregeling-voorgesteld', '2025-03-01', {
    dwangsommen: [DWANGSOM],
    instalments: [
      { on: '2025-03-15', amount: '100.00' },
      { on: '2025-04-15', amount: '150.00' },
    ],
  });
  await lived(one, '2025-03-01', '2025-03-30');
  await belemmering(one, '2025-03-31', 'pauze', '2025-06-01');
  await lived(one, '2025-03-31', '2025-06-03');
  return one;
}

/** All is paid and passed on; 183 days later the case closes by itself. */
async function closed(language: Language): Promise<OneCase> {
  const one = await claimedIn(language);
  await one.paid('2025-02-20', '250.00');
  await lived(one, '2025-02-20');
  await one.approved('2025-02-21', 'u1');
  await one.performed('2025-02-21', 'u1');
  // 21 February + 183 days is 23 August.
  await lived(one, '2025-08-23');
  return one;
}

interface Stored {
  readonly kind: keyof typeof LETTER_KINDS;
  readonly document: string;
  readonly addressee: string;
  readonly language: string;
  readonly body: string;
  readonly pdf: Buffer;
  readonly sha256: string;
}

async function storedOf(...cases: OneCase[]): Promise<Stored[]> {
  const ids = cases.map(({ id }) => id);
  return sql<Stored[]>`
    select payload ->> 'kind' as kind, document, addressee, language, body, pdf, sha256
    from collections.document join collections.outbox using (id)
    where document.case_id in ${sql(ids)}`;
}

describe.each(['nl', 'en'] as const)('in %s', (language) => {
  let documents: Stored[] = [];

  test('every letter that the program sends by itself is made of a real case, and every one that may be asked for', async () => {
    const cases = [await climbed(language), await arranged(language), await closed(language)];
    const [first] = cases;
    for (const letter of LETTERS.filter((one) => !LETTER_KINDS[one].isAutonomous))
      await first!.add('2025-04-12', OFFICER, 'brief-gevraagd', '2025-04-12', {
        letter,
        reason: 'Gevraagd.',
      });
    await lived(first!, '2025-04-12');
    documents = await storedOf(...cases);
    expect([...new Set(documents.map(({ kind }) => kind))].toSorted()).toEqual([...LETTERS].toSorted());
    const waiting =
      await sql`select payload ->> 'kind' as kind, last_fault from collections.outbox where performed_on is null`;
    expect([...waiting]).toEqual([]);
  });

  test('each is kept as the document that it is, in the language of who reads it, with the hash of its PDF', () => {
    for (const { kind, document, language: written, addressee, pdf, sha256, body } of documents) {
      expect([kind, document, written]).toEqual([kind, LETTER_KINDS[kind].document, language]);
      // What is for the judge goes to the creditor, who brings it.
      expect([kind, addressee]).toEqual([kind, LETTER_KINDS[kind].to]);
      expect(sha256).toBe(createHash('sha256').update(pdf).digest('hex'));
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      const salutation = language === 'nl' ? 'Geachte' : document === 'L-32' ? 'Your Honour' : 'Dear';
      expect([kind, body.includes(salutation)]).toEqual([kind, true]);
    }
  });

  test('L-06 to L-10: their amounts are those of the assessment of their day', () => {
    expect(WITH_AMOUNTS.filter((document) => !compared.has(`${document} ${language}`))).toEqual([]);
  });

  test('BW 6:44: the costs stand in a letter by themselves, and are in its sum', () => {
    const kosten = documents.find(({ kind }) => kind === 'laatste-aanmaning')!;
    expect(sentences(kosten.body)).toContain(`Rv 434a ${euro(12_234n, language)}`);
  });

  test('neither parent reads where the other lives or banks, whatever one of them wrote', () => {
    const found = documents.flatMap(({ kind, addressee, body }) => {
      const bare = body.replace(/\s+/g, '');
      const other = addressee === 'schuldenaar' ? CREDITOR : DEBTOR;
      const [street, town] = other.address.split(', ') as [string, string];
      return [street, town, town.slice(0, 7), other.iban]
        .filter((secret) => bare.includes(secret.replace(/\s+/g, '')))
        .map((secret) => `${kind} to the ${addressee}: ${secret}`);
    });
    expect(found).toEqual([]);
    // The report itself did travel, without them.
    const heard = documents.find(({ kind }) => kind === 'wederhoor')!;
    expect(sentences(heard.body)).toContain(
      'Kim werd niet gebracht naar […], en het geld kan op […], of […].',
    );
  });
});

describe('a letter that fails', () => {
  async function promised() {
    const one = await caseIn('nl');
    await one.found('2025-02-16', '2025-02-15');
    return { one, id: await one.promiseOf('b1') };
  }
  const attempt = (id: string, today: string, post: Post) =>
    performOutbox(db, id, carriersOf(post), at(today));

  test('the second attempt sends the same bytes, whatever happened in between', async () => {
    const { one, id } = await promised();
    const given: OutgoingLetter[] = [];
    const taking: Post = {
      send: async (letter) => {
        given.push(letter);
        return { proof: 'bewijs' };
      },
    };
    const failing: Post = {
      send: async (letter) => {
        given.push(letter);
        throw new Error('the post is closed');
      },
    };
    await expect(attempt(id, '2025-02-16', failing)).rejects.toThrow('could not be sent');
    // All is paid, and days pass: what may have gone out already goes out again as it was.
    await one.paid('2025-02-18', '250.00');
    await attempt(id, '2025-02-20', taking);
    await attempt(id, '2025-02-21', taking);
    expect(given).toHaveLength(2);
    expect(Buffer.from(given[1]!.pdf)).toEqual(Buffer.from(given[0]!.pdf));
    expect(given[1]).toMatchObject({ key: id, text: given[0]!.text, sha256: given[0]!.sha256 });
    const [count] = await sql`select count(*)::int as made from collections.document where id = ${id}`;
    expect(count).toEqual({ made: 1 });
  });

  test('what was never tried is not made at all once nothing is left to claim', async () => {
    const { one, id } = await promised();
    await one.paid('2025-02-16', '250.00');
    await attempt(id, '2025-02-16', { send: () => Promise.reject(new Error('never reached')) });
    const [count] = await sql`select count(*)::int as made from collections.document where id = ${id}`;
    expect(count).toEqual({ made: 0 });
  });

  test('a document is only added to: nobody changes or takes away what was said', async () => {
    const { one, id } = await promised();
    await one.sent('2025-02-16');
    for (const change of [
      `update collections.document set body = 'iets anders' where id = '${id}'`,
      `update collections.document set sha256 = '${'0'.repeat(64)}' where id = '${id}'`,
      `delete from collections.document where id = '${id}'`,
      'truncate collections.document',
    ]) {
      await expect(db.execute(change), change).rejects.toThrow();
      // Not for want of a right alone: who owns the table cannot, either.
      await expect(sql.unsafe(change), change).rejects.toThrow(/document/);
    }
    const [kept] =
      await sql`select sha256, encode(sha256(pdf), 'hex') as is from collections.document where id = ${id}`;
    expect(kept!.sha256).toBe(kept!.is);
  });

  test('a PDF that is not the one of its hash is refused by the table', async () => {
    const { id } = await promised();
    await expect(
      sql`insert into collections.document
            select ${id}, case_id, letter, document, addressee, language, subject, body, ${Buffer.from('%PDF-x')}, sha256, made_on
            from collections.document limit 1`,
    ).rejects.toThrow('document_hash_is_true');
  });

  test('the longest address that may be registered still lets a letter go out', async () => {
    const long = `${'Lange Straat '.repeat(21)}1, Voorbeeldstad`;
    expect(long.length).toBeGreaterThan(280);
    expect(long.length).toBeLessThanOrEqual(300);
    const parties = {
      schuldeiser: { name: MOTHER, ...CREDITOR },
      schuldenaar: { name: 'Frans Fictief', address: long },
      kinderen: [{ name: 'Kim', bornOn: '2017-05-20' }],
    };
    const given = { on: '2025-01-17', parties, uitspraak: uitspraakOf() };
    const { caseId } = expectAccepted(await registerUitspraak(db, given, OFFICER, at('2025-01-17')));
    const one = new OneCase(db, caseId);
    await one.add('2025-01-20', CHECKER, 'uitspraak-gevalideerd', '2025-01-20', {});
    await one.add('2025-01-20', OFFICER, 'volmacht-verleend', '2025-01-20', { until: null });
    await one.add('2025-01-27', OFFICER, 'uitspraak-betekend', '2025-01-27', { exploot: 'exploot 1' });
    await one.found('2025-02-16', '2025-02-15');
    const id = await one.promiseOf('b1');
    expect(await dueOutbox(db, day('2025-02-16'))).toContain(id);
    await attempt(id, '2025-02-16', { send: async () => ({ proof: 'bewijs' }) });
    expect((await one.view('2025-02-16')).file.letters.find((each) => each.id === 'b1')?.sentOn).toBe(
      '2025-02-16',
    );
  });
});
