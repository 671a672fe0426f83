import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  DEMONSTRATION_BUREAU,
  dueCases,
  dueOutbox,
  performOutbox,
  postFolder,
  readLetters,
} from '../../src/collections/index.ts';
import type { OutgoingLetter } from '../../src/collections/post.ts';
import { readConfig } from '../../src/config.ts';
import { day } from '../../src/values/index.ts';
import { openTestDatabase } from '../support/database.ts';
import {
  at,
  carriersOf,
  FATHER,
  keepingPost,
  LETTER_BOX,
  MOTHER,
  type OneCase,
  openOffice,
  PER_DAG,
  runningCase,
} from './office.ts';

const { db, sql } = await openTestDatabase();
await openOffice(db);

/** The one letter of a case that claims and went out on `today`, in one line of words. */
async function lastLetter(one: OneCase, today: string): Promise<string> {
  const { dossiernummer } = (await one.view(today)).file;
  const post = keepingPost();
  await one.sent(today, post);
  const own = post.letters.filter((text) => text.includes(dossiernummer));
  expect(own).toHaveLength(1);
  return own[0]!;
}

/** Whatever only tells something goes out. */
async function onlyClaimsWait(today: string): Promise<void> {
  const claims = await sql`select id from collections.outbox where payload ->> 'letter' like 'b%'`;
  for (const promise of await dueOutbox(db, day(today)))
    if (!claims.some(({ id }) => id === promise))
      await performOutbox(db, promise, carriersOf(LETTER_BOX), at(today));
}

function kosten(one: OneCase, on: string, amount: string) {
  return one.fact(on, on, { kind: 'kosten', on, amount, what: 'betekening' });
}

async function stillOpen(one: OneCase, today: string) {
  return (await one.view(today)).assessment!.totals.open;
}

test('BW 6:44: the sum of a letter pays all that it names, because the open kosten are in it', async () => {
  // 250.00 + 100.00.
  const one = await runningCase(db);
  await kosten(one, '2025-02-10', '100.00');
  await one.found('2025-02-16', '2025-02-15');
  const text = await lastLetter(one, '2025-02-16');
  expect(text).toContain('betekening 10 februari 2025 Rv 434a € 100,00');
  expect(text).toContain('Bedragen op 16 februari 2025');
  expect(text).toContain('Totaal € 350,00');
  expect(text).toContain('Betaal € 350,00.');
  expect(text).toContain(
    'gaat eerst af van de kosten en dan van de rente. Daarna gaat het af van de oudste dwangsom',
  );
  await one.paid('2025-02-20', '350.00');
  expect(await stillOpen(one, '2025-02-20')).toEqual({ kosten: '0.00', rente: '0.00', hoofdsom: '0.00' });
});

test('near miss, BW 6:44: the dwangsom alone would have left as much open as the kosten come to; kosten that were paid are not asked', async () => {
  const one = await runningCase(db);
  await kosten(one, '2025-02-10', '100.00');
  await one.found('2025-02-16', '2025-02-15');
  await one.sent('2025-02-16');
  await one.paid('2025-02-20', '250.00');
  expect(await stillOpen(one, '2025-02-20')).toEqual({ kosten: '0.00', rente: '0.00', hoofdsom: '100.00' });
  await one.found('2025-03-02', '2025-03-01');
  const text = await lastLetter(one, '2025-03-02');
  expect(text).not.toContain('Rv 434a');
  expect(text).toContain('Bedragen op 2 maart 2025');
  expect(text).toContain('Totaal € 250,00');
});

test('a letter says who sends it, in whose name, where to pay and how to see the volmacht (BW 3:71)', async () => {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  const text = await lastLetter(one, '2025-02-16');
  expect(text).toMatch(
    /^Verzonnen Bureau Dwangsommen Voorbeeldplein 1 0000 AA Voorbeeldstad post@bureau\.example, op werkdagen van 9 tot 17 uur Frans Fictief Nergenslaan 2 Amsterdam Datum: 16 februari 2025 /,
  );
  expect(text).toContain('Wij schrijven u namens Wilma Willekens, met een volmacht.');
  const { dossiernummer } = (await one.view('2025-02-16')).file;
  expect(text).toContain(`Ons kenmerk: ${dossiernummer}, brief b1 `);
  expect(text).toContain(
    'Wanneer: Binnen 14 dagen nadat u deze brief hebt gekregen. Rekening: NL20 INGB 0001 2345 67 Op naam van: Verzonnen Bureau Dwangsommen Betalingskenmerk: ',
  );
  expect(text).toContain('sturen wij u meteen en gratis een kopie (artikel 3:71');
  expect(text).toMatch(
    /Neem contact met ons op: post@bureau\.example, op werkdagen van 9 tot 17 uur\. .*Met vriendelijke groet, Verzonnen Bureau Dwangsommen /,
  );
});

test('the invented bureau is one that the configuration would take', () => {
  const { name, address, iban, contact } = DEMONSTRATION_BUREAU;
  const set = {
    BUREAU_NAME: name,
    BUREAU_ADDRESS: address,
    BUREAU_IBAN: iban,
    BUREAU_CONTACT: contact,
  };
  expect(readConfig(set).bureau).toEqual(DEMONSTRATION_BUREAU);
});

test('without a bureau nothing is sent: the promise stays, untried, and says what to set', async () => {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  const promise = await one.promiseOf();
  const post = keepingPost();
  await expect(performOutbox(db, promise, carriersOf(post, null), at('2025-02-16'))).rejects.toThrow(
    'Set BUREAU_NAME',
  );
  expect(post.letters).toEqual([]);
  const [row] =
    await sql`select attempts, last_fault, performed_on from collections.outbox where id = ${promise}`;
  expect(row).toEqual({
    attempts: 0,
    last_fault: expect.stringContaining('Set BUREAU_NAME, BUREAU_ADDRESS, BUREAU_IBAN and BUREAU_CONTACT'),
    performed_on: null,
  });
  const known = await db.transaction((tx) => readLetters(tx, one.id));
  expect(known.find(({ payload }) => payload.letter === 'b1')).toMatchObject({
    sentOn: null,
    failures: 0,
    fault: expect.stringContaining('BUREAU_IBAN'),
  });
  await performOutbox(db, promise, carriersOf(post), at('2025-02-17'));
  expect(post.letters).toHaveLength(1);
});

test('BW 3:317 lid 1: the reservation names each niet-nakoming with its days, beyond doubt, also what is not listed apart', async () => {
  const one = await runningCase(db, PER_DAG);
  await one.found('2025-02-16', '2025-02-10', { through: '2025-02-12' });
  await one.sent('2025-02-16');
  await one.found('2025-02-16', '2025-02-15');
  await one.delivered('2025-02-17', 'b1');
  await one.sent('2025-02-16');
  await one.delivered('2025-02-17', 'b2');
  // The herinnering of both, 17 February + 14, goes out in between. 17 February + 90 is 18 May: one letter for both.
  await one.nights('2025-02-18', '2025-05-17');
  await one.night('2025-05-18');
  const text = await lastLetter(one, '2025-05-18');
  expect(text).toMatch(
    /Namens Wilma Willekens behouden wij ons ondubbelzinnig het recht op nakoming voor \(artikel 3:317 /,
  );
  expect(text).toContain(
    'Dat is het recht op betaling van alle dwangsommen wegens de niet-nakomingen hieronder, met de rente en de kosten. Het geldt ook voor dwangsommen die in deze brief niet apart zijn genoemd. - Niet-nakoming n1: 10 februari 2025 tot en met 12 februari 2025. - Niet-nakoming n2: 15 februari 2025. ',
  );
  // It sets no new term and asks for no payment.
  expect(text).not.toContain('Binnen 14 dagen');
  expect(text).not.toMatch(/Betaal €/);
});

test('Rv 611d and 438: a letter promises about a contest what the plan does, and names the ways out', async () => {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  const text = await lastLetter(one, '2025-02-16');
  expect(text).not.toContain('voordat er iets verder gebeurt');
  expect(text).toContain('vragen wij u voor die dag niet opnieuw om betaling');
  expect(text).toContain('Het recht op betaling houden wij wel in stand');
  expect(text).toMatch(
    /Vraag de rechter die de dwangsom heeft opgelegd .* Alleen die rechter kan dat \(artikel 611d/,
  );
  expect(text).toContain('in kort geding (artikel 438');
  expect(text).toContain('Het Juridisch Loket geeft gratis informatie');
});

test('a promise, which cannot be rewritten, names no person; the letter is written to the parties as they are when it goes out', async () => {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  const rows = await sql`select payload::text from collections.outbox where case_id = ${one.id}`;
  expect(rows.length).toBeGreaterThan(1);
  for (const { payload } of rows) {
    for (const personal of [MOTHER, FATHER, 'Nergenslaan', 'Voorbeeldstraat', 'Kim'])
      expect(payload).not.toContain(personal);
  }
  // The street was spelt wrongly.
  await sql`update collections.party set address = 'Nergensplein 2, Amsterdam' where case_id = ${one.id} and role = 'schuldenaar'`;
  expect(await lastLetter(one, '2025-02-16')).toContain('Frans Fictief Nergensplein 2 Amsterdam');
});

test('letters that were tried less come first, so that those which always fail do not keep later ones waiting', async () => {
  const [failing, fresh] = [await runningCase(db), await runningCase(db)];
  // Whatever other cases have waiting is out of the way.
  await failing.sent('2025-02-17');
  await failing.found('2025-02-16', '2025-02-15');
  await fresh.found('2025-02-17', '2025-02-15');
  await onlyClaimsWait('2025-02-17');
  const [older, newer] = [await failing.promiseOf(), await fresh.promiseOf()];
  expect(await dueOutbox(db, day('2025-02-17'), 1)).toEqual([older]);
  await sql`update collections.outbox set attempts = 3 where id = ${older}`;
  expect(await dueOutbox(db, day('2025-02-17'), 1)).toEqual([newer]);
  expect(await dueOutbox(db, day('2025-02-17'))).toEqual([newer, older]);
  for (const one of [failing, fresh]) await one.sent('2025-02-17');
});

test('every case that is due is named, however many fit on one page', async () => {
  for (let count = 0; count < 3; count++) await (await runningCase(db)).found('2025-02-16', '2025-02-15');
  const all = await dueCases(db, day('2025-12-31'));
  expect(all.length).toBeGreaterThanOrEqual(3);
  for (const pageSize of [1, 2, all.length])
    expect(await dueCases(db, day('2025-12-31'), pageSize)).toEqual(all);
});

test('the folder keeps a record of what was given: emptied by the print house, it is not filled with the same letter again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dwangsom-post-'));
  try {
    const post = postFolder(folder);
    // The published hash of "abc": FIPS 180-4, example B.1.
    const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    const letter: OutgoingLetter = {
      key: 'outbox_1',
      dossiernummer: 'D2025-00001',
      letter: 'aanzegging',
      to: {
        role: 'schuldenaar',
        name: FATHER,
        address: 'Nergenslaan 2, Amsterdam',
        email: null,
        language: 'nl',
      },
      subject: 'Verzonnen',
      text: 'abc',
      pdf: Buffer.from('abc'),
      sha256,
    };
    const proof = `sha256:${sha256}`;
    expect(await post.send(letter)).toEqual({ proof });
    expect(await readFile(join(folder, 'outbox_1.pdf'), 'utf8')).toBe('abc');
    expect(JSON.parse(await readFile(join(folder, 'outbox_1.json'), 'utf8'))).toMatchObject({
      file: 'outbox_1.pdf',
      sha256,
      to: { name: FATHER, address: ['Nergenslaan 2', 'Amsterdam'] },
    });
    expect((await readdir(folder)).sort()).toEqual(['outbox_1.json', 'outbox_1.pdf', 'verzonden']);
    for (const name of ['outbox_1.json', 'outbox_1.pdf']) await rm(join(folder, name));
    // The proof is of what was written, also where another would be made by now.
    expect(await post.send({ ...letter, pdf: Buffer.from('abcd'), sha256: 'f'.repeat(64) })).toEqual({
      proof,
    });
    expect(await readdir(folder)).toEqual(['verzonden']);
    // Near miss: another key is another letter, and several that give it at once leave it whole.
    await Promise.all([1, 2, 3, 4].map(() => post.send({ ...letter, key: 'outbox_2' })));
    expect(await readFile(join(folder, 'outbox_2.pdf'), 'utf8')).toBe('abc');
    expect((await readdir(folder)).sort()).toEqual(['outbox_2.json', 'outbox_2.pdf', 'verzonden']);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
