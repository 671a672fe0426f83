import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { checkCases, keepCheckRun, lastCheck } from '../../src/collections/index.ts';
import { balancedEntry, openAccounts, post, reverse } from '../../src/ledger/index.ts';
import { day } from '../../src/values/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { type OneCase, openOffice, registeredCase, runningCase } from './office.ts';

const { db } = await openTestDatabase();
await openOffice(db);

/** € 250 forfeited on 1 February 2025 and € 100 of it paid on 3 March: the books know a claim, a receipt and a payout to come. */
async function paidCase(): Promise<OneCase> {
  const one = await runningCase(db);
  await one.found('2025-02-01', '2025-02-01');
  await one.nights('2025-02-02', '2025-02-28');
  await one.paid('2025-03-03', '100.00');
  return one;
}

/** What somebody with the password of the application can do: post by the one door what no event of a case ever said. */
async function forged(scope: string, from: string, to: string, key = `forged/${from}`): Promise<bigint> {
  const draft = balancedEntry({
    key,
    scope,
    subject: 'verzonnen',
    kind: 'correctie',
    cause: 'niets',
    description: 'Verzonnen boeking',
    valueDate: day('2025-03-03'),
    bookedOn: day('2025-03-03'),
    lines: [
      { account: from, side: 'debit', amount: 5_000n },
      { account: to, side: 'credit', amount: 5_000n },
    ],
  });
  if (!draft.ok) throw new Error('refused');
  return db.transaction(async (tx) => {
    const [posted] = await post(tx, draft.value);
    if (posted?.outcome !== 'booked') throw new Error(JSON.stringify(posted));
    return posted.entryId;
  });
}

function checking(halts: boolean, today = '2025-03-04') {
  return checkCases(db, day(today), { halts });
}

test('cases that are booked as the law says have no finding; one that waits for its first event neither', async () => {
  await paidCase();
  await registeredCase(db);
  expect(await checking(true)).toEqual({ cases: 2, notAssessed: 0, findings: [] });
  // The 2nd of April: what is due since 1 April was not done yet, and is no difference.
  expect((await checking(true, '2025-04-02')).findings).toEqual([]);
});

test('a forged entry: the case is named with the account, and stands still until it is put right', async () => {
  const one = await paidCase();
  const accounts = [
    `vordering-hoofdsom/${one.id}/n1/2025-02-01`,
    `aanspraak-hoofdsom/${one.id}/n1/2025-02-01`,
  ] as const;
  const entry = await forged(one.id, ...accounts);

  const looked = await checking(false);
  expect(looked.findings).toMatchObject([
    { what: 'cause-unknown', entry, about: one.id },
    { what: 'booked-differs', about: one.id },
  ]);
  // € 250 less the € 100 is € 150 (no rente yet: the demand's term runs); the forgery adds € 50.
  expect(looked.findings[1]!.sentence).toContain(
    `Rekening ${accounts[0]} staat op € 50,00 en hoort op € 0,00`,
  );
  expect((await one.view('2025-03-04')).booksDiffer).toBeNull();

  await checking(true);
  await one.night('2025-03-04');
  expect((await one.view('2025-03-04')).haltedBecause).toContain('De boeken van deze zaak kloppen niet');

  // Nothing is booked and no money leaves; what happens is recorded all the same, and the letters that interrupt go on.
  const before = (await one.books()).entries.length;
  const payout = (await one.view('2025-03-04')).file.payouts[0]!.id;
  expect(
    await one.refused('2025-03-04', 'Gijs Geldzaken', 'uitbetaling-goedgekeurd', '2025-03-04', { payout }),
  ).toEqual(['boeken-verschillen']);
  await one.paid('2025-03-05', '20.00');
  await one.nights('2025-03-05', '2025-06-10');
  expect((await one.books()).entries.length).toBe(before);
  expect(
    (await one.programDid()).filter((line) => line.includes('stuitingsbrief') || line.startsWith('2025-05')),
  ).not.toEqual([]);

  // Put right by a reversal, as any entry is; the next check sees it and the case goes on.
  await db.transaction((tx) =>
    reverse(tx, {
      entryId: entry,
      key: 'forged/back',
      cause: 'controle',
      description: 'Verzonnen boeking teruggenomen',
      valueDate: day('2025-03-03'),
      bookedOn: day('2025-06-10'),
    }),
  );
  // Set free, and said so: once.
  expect((await checking(true, '2025-06-11')).findings).toMatchObject([
    { what: 'case-stood-still', about: one.id },
  ]);
  // A second run before the case took its step finds nothing, though a payment waits to be booked.
  expect((await checking(true, '2025-06-11')).findings).toEqual([]);
  // Woken, it books what was recorded meanwhile: the payment of € 20 for one.
  await one.night('2025-06-11');
  const view = await one.view('2025-06-11');
  expect([view.booksDiffer, view.haltedBecause]).toEqual([null, null]);
  expect(
    (await one.books()).entries.filter(({ kind }) => kind === 'ontvangst').map(({ total }) => total),
  ).toEqual([10_000n, 2_000n]);
  expect((await checking(true, '2025-06-12')).findings).toEqual([]);
});

test('an entry in the books of one case that moves an account of another is named, and halts that other', async () => {
  const one = await paidCase();
  const other = await paidCase();
  const purse = `bank-derdengelden/${other.id}`;
  const target = `bank-derdengelden/${one.id}`;
  const entry = await forged(one.id, target, purse, 'forged/theft');
  const { findings } = await checking(true);
  expect(findings).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ what: 'account-of-another-case', entry, about: other.id }),
    ]),
  );
  expect((await other.view('2025-03-04')).booksDiffer).toContain(purse);
  // More than the other case holds cannot even be tried: its purse never stands below nothing.
  await expect(forged(one.id, target, purse, 'forged/more')).resolves.toBeDefined();
  await expect(forged(one.id, target, purse, 'forged/too-much')).rejects.toThrow('account-limit');

  // Taken back, both entries of it, nothing of it is left: the other case goes on.
  const more = (await one.books()).entries.find(({ key }) => key === 'forged/more')!.id;
  for (const entryId of [entry, more]) {
    const own = { key: `back/${entryId}`, cause: 'controle', description: 'Teruggenomen' };
    await db.transaction((tx) =>
      reverse(tx, { entryId, ...own, valueDate: day('2025-03-03'), bookedOn: day('2025-03-04') }),
    );
  }
  const after = await checking(true);
  expect(after.findings.filter(({ what }) => what !== 'case-stood-still')).toEqual([]);
  expect((await other.view('2025-03-04')).booksDiffer).toBeNull();
});

test('books of no case, an account that belongs to none, and an entry in a case in which nothing can be owed yet', async () => {
  const registered = await registeredCase(db);
  const ghosts = ['bank-derdengelden/ghost', 'te-plaatsen/ghost'] as const;
  const own = [`vordering-hoofdsom/${registered.id}/x`, `aanspraak-hoofdsom/${registered.id}/x`] as const;
  await db.transaction((tx) =>
    openAccounts(
      tx,
      [...ghosts, ...own].map((code) => ({ code, control: code.slice(0, code.indexOf('/')) })),
    ),
  );
  await forged('ghost', ...ghosts);
  await forged(registered.id, ...own);
  const { findings } = await checking(false);
  expect(findings.map(({ what, about }) => `${what} ${about}`).sort()).toEqual([
    `booked-differs ${registered.id}`,
    'books-of-no-case ghost',
    'books-of-no-case ghost',
    `cause-unknown ${registered.id}`,
    'cause-unknown ghost',
  ]);
});

test('a history that cannot be read is a finding, and the other cases are looked at all the same', async () => {
  const broken = await paidCase();
  await db.execute(sql`
    insert into collections.event (id, case_id, seq, kind, counts_on, data, recorded_on, recorded_by)
    select 'event_broken', case_id, max(seq) + 1, 'nooit-gehoord', '2025-03-03', '{}', '2025-03-03', 'niemand'
    from collections.event
    where case_id = ${broken.id}
    group by case_id`);
  const { cases, findings } = await checking(false);
  expect(findings.map(({ what, about }) => `${what} ${about}`)).toContain(`case-unreadable ${broken.id}`);
  expect(cases).toBeGreaterThan(3);
});

test('a forged entry is not corrected away by the next event: the case stands still at once, before any check', async () => {
  const one = await paidCase();
  const before = (await one.books()).entries.length;
  const detail = `${one.id}/n1/2025-02-01`;
  const entry = await forged(one.id, `vordering-hoofdsom/${detail}`, `aanspraak-hoofdsom/${detail}`);
  await one.paid('2025-03-05', '20.00');
  expect((await one.books()).entries.length).toBe(before + 1);
  expect((await one.view('2025-03-05')).booksDiffer).toContain(`vordering-hoofdsom/${detail}`);
  const { findings } = await checking(false, '2025-03-06');
  expect(findings).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ what: 'cause-unknown', entry }),
      expect.objectContaining({ what: 'booked-differs', about: one.id }),
    ]),
  );
});

test('what the ledger refuses halts a case with the reason, and its letters go on', async () => {
  const one = await runningCase(db);
  // Somebody opened the account of the dwangsom to come under a rule that it must not have.
  await db.transaction((tx) =>
    openAccounts(tx, [
      {
        code: `vordering-hoofdsom/${one.id}/n1/2025-02-01`,
        control: 'vordering-hoofdsom',
        rule: 'never-debit',
      },
    ]),
  );
  await one.found('2025-02-01', '2025-02-01');
  expect((await one.view('2025-02-02')).haltedBecause).toContain('never-debit');
  await one.nights('2025-02-02', '2025-05-20');
  expect(await one.programDid()).toEqual(expect.arrayContaining(['2025-05-02 stuitingsbrief']));
});

test('a run of the check is kept, with what it found', async () => {
  expect(await db.transaction(lastCheck)).toBeNull();
  const books = {
    entries: 7,
    blocks: 1,
    found: 1,
    findings: [{ what: 'key-twice', entry: 3n, about: 'k', sentence: 'K.' }],
  };
  const moment = new Date('2025-03-04T03:00:00Z');
  const run = {
    books,
    cases: { cases: 2, notAssessed: 0, findings: [] },
    onDay: day('2025-03-04'),
    startedAt: moment,
    finishedAt: moment,
  };
  await keepCheckRun(db, run);
  expect(await db.transaction(lastCheck)).toEqual({ onDay: '2025-03-04', found: 1 });
});
