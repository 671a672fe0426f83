import { expect, test } from 'vitest';
import {
  type CaseFile,
  dueOutbox,
  type Post,
  performOutbox,
  record,
  takeStep,
} from '../../src/collections/index.ts';
import { connect, type Db } from '../../src/db.ts';
import { day } from '../../src/values/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { booksEqualAssessment } from './books-equal.ts';
import {
  at,
  carriersOf,
  FINANCE,
  isClaim,
  OFFICER,
  type OneCase,
  openOffice,
  runningCase,
} from './office.ts';

const { db, sql, url } = await openTestDatabase();
await openOffice(db);

async function seqsOf(one: OneCase): Promise<number[]> {
  const rows = await sql<
    { seq: number }[]
  >`select seq from collections.event where case_id = ${one.id} order by seq`;
  return rows.map(({ seq }) => seq);
}

function claims({ letters }: CaseFile) {
  return letters.filter(({ id }) => isClaim(id));
}

/** All that a step could have left behind, in one value. */
async function leftBehind(one: OneCase) {
  const [row] = await sql`
    select
      (select jsonb_agg(id order by seq) from collections.event where case_id = ${one.id}) as events,
      (select jsonb_agg(to_jsonb(o) order by id) from collections.outbox o where case_id = ${one.id}) as promises,
      (select to_jsonb(c) from collections."case" c where id = ${one.id}) as the_case,
      (select count(*)::int from collections.bank_line where case_id = ${one.id}) as bank_lines,
      (select count(*)::int from ledger.entry where scope = ${one.id}) as entries,
      (select count(*)::int from ledger.account) as accounts`;
  return row;
}

test('ten payments recorded at once on one case all stand, each under its own name, in a history without holes', async () => {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      record(
        db,
        one.id,
        {
          kind: 'betaling-ontvangen',
          on: '2025-03-01',
          data: { amount: '10.00', bankReference: `TEGELIJK-${index}` },
        },
        FINANCE,
        at('2025-03-01'),
      ),
    ),
  );
  expect(answers.map(({ ok }) => ok)).toEqual(Array(10).fill(true));
  const { file } = await one.view('2025-03-01');
  expect(file.payments.map(({ id }) => id)).toEqual([
    'p1',
    'p2',
    'p3',
    'p4',
    'p5',
    'p6',
    'p7',
    'p8',
    'p9',
    'p10',
  ]);
  const seqs = await seqsOf(one);
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  // 250 − 10 × 10.
  expect(await one.balance('vordering-hoofdsom/n1/2025-02-15')).toBe(15_000n);
  await booksEqualAssessment(one, '2025-03-01', { renteMayLag: false });
});

test('a nightly step and a person at once: neither loses the other, and the letter is promised once', async () => {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  await one.sent('2025-02-16');
  await one.delivered('2025-02-17', 'b1');
  // 17 February + 90 days is 18 May: the stuitingsbrief is due.
  await Promise.all([
    takeStep(db, one.id, at('2025-05-18')),
    one.paid('2025-05-18', '10.00'),
    takeStep(db, one.id, at('2025-05-18')),
    takeStep(db, one.id, at('2025-05-18')),
  ]);
  const { file } = await one.view('2025-05-18');
  // The herinnering of 17 February + 14 was due as well.
  expect(claims(file).map(({ id, letter }) => `${id} ${letter}`)).toEqual([
    'b1 aanzegging',
    'b2 herinnering',
    'b3 stuitingsbrief',
  ]);
  const seqs = await seqsOf(one);
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  await booksEqualAssessment(one, '2025-05-18');
});

test('a crash between the event and its booking leaves nothing of either; tried again, both stand', async () => {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  const before = await leftBehind(one);
  await sql`
    create function public.crash() returns trigger language plpgsql as
    $$ begin raise exception 'the power went'; end $$`;
  await sql`create trigger crash before insert on ledger.posting for each statement execute function public.crash()`;
  try {
    await expect(one.paid('2025-03-01', '100.00', { line: 'REGEL-STROOM' })).rejects.toThrow();
    expect(await leftBehind(one)).toEqual(before);
  } finally {
    await sql`drop trigger crash on ledger.posting`;
    await sql`drop function public.crash()`;
  }
  await one.paid('2025-03-01', '100.00', { line: 'REGEL-STROOM' });
  await booksEqualAssessment(one, '2025-03-01', { renteMayLag: false });
});

test('a crash while a letter is promised leaves neither promise nor finding nor claim', async () => {
  const one = await runningCase(db);
  await one.add('2025-02-16', FINANCE, 'niet-nakoming-gemeld', '2025-02-15', {
    clause: 'c1',
    what: 'Gemist.',
  });
  const before = await leftBehind(one);
  await sql`
    create function public.crash() returns trigger language plpgsql as
    $$ begin raise exception 'the power went'; end $$`;
  await sql`create trigger crash before insert on collections.outbox for each row execute function public.crash()`;
  try {
    await expect(one.judged('2025-02-16', 'n1')).rejects.toThrow();
    expect(await leftBehind(one)).toEqual(before);
  } finally {
    await sql`drop trigger crash on collections.outbox`;
    await sql`drop function public.crash()`;
  }
  await one.judged('2025-02-16', 'n1');
  expect(await one.letters()).toEqual(['2025-02-16 aanzegging n1']);
});

// --- the outbox

async function promisedLetter(): Promise<{ one: OneCase; promise: string }> {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  return { one, promise: await one.promiseOf() };
}

/** A post that remembers what it was given. */
function rememberingPost(): { post: Post; keys: string[] } {
  const keys: string[] = [];
  return {
    keys,
    post: {
      send: async ({ key }) => {
        keys.push(key);
        await new Promise((resolve) => setTimeout(resolve, 20));
        return { proof: `bewijs ${keys.length}` };
      },
    },
  };
}

function keep(on: Db, promise: string, post: Post, today: string): Promise<void> {
  return performOutbox(on, promise, carriersOf(post), at(today));
}

/** Until some session of this test waits for a lock that another holds. */
async function somebodyWaits(): Promise<void> {
  for (;;) {
    const [row] = await sql<{ waiting: number }[]>`
      select count(*)::int as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    if (row!.waiting > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function sentOf(one: OneCase): Promise<number> {
  const { file } = await one.view('2025-02-16');
  return file.events.filter(({ kind, data }) => kind === 'brief-verzonden' && data.letter === 'b1').length;
}

test('a promise that was kept is left alone: the second time nothing is sent', async () => {
  const { one, promise } = await promisedLetter();
  const { post, keys } = rememberingPost();
  await keep(db, promise, post, '2025-02-16');
  await keep(db, promise, post, '2025-02-17');
  expect(keys).toEqual([promise]);
  expect(await sentOf(one)).toBe(1);
  expect(await dueOutbox(db, day('2025-02-17'))).not.toContain(promise);
});

test('two that keep one promise at once, from two connections, give the same key, and one sending is recorded', async () => {
  const { one, promise } = await promisedLetter();
  const { post, keys } = rememberingPost();
  const second = connect(url, { maximumConnections: 1 });
  try {
    await Promise.all([keep(db, promise, post, '2025-02-16'), keep(second.db, promise, post, '2025-02-16')]);
  } finally {
    await second.close();
  }
  expect(new Set(keys)).toEqual(new Set([promise]));
  expect(await sentOf(one)).toBe(1);
  expect(claims((await one.view('2025-02-16')).file)[0]).toMatchObject({ sentOn: '2025-02-16' });
});

test('a letter that another is sending does not lapse, also for one that looked before the sending began', async () => {
  const { one, promise } = await promisedLetter();
  const { post, keys } = rememberingPost();
  const second = connect(url, { maximumConnections: 1 });
  try {
    let late: Promise<void> | undefined;
    await db.transaction(async (tx) => {
      // All is paid, so an untried letter has nothing left to claim.
      const data = { amount: '250.00', bankReference: 'INTUSSEN-1' };
      const paid = { kind: 'betaling-ontvangen' as const, on: '2025-02-16', data };
      expect(await record(tx, one.id, paid, FINANCE, at('2025-02-16'))).toMatchObject({ ok: true });
      late = keep(second.db, promise, post, '2025-02-16');
      await somebodyWaits();
      // The other one marks its attempt while the late one waits for the case.
      await sql`update collections.outbox set attempts = 1 where id = ${promise}`;
    });
    await late;
  } finally {
    await second.close();
  }
  expect(keys).toEqual([promise]);
  expect(claims((await one.view('2025-02-16')).file)[0]).toMatchObject({
    sentOn: '2025-02-16',
    lapsedOn: null,
  });
});

test('near miss: one that nobody tried lapses for whoever waited, and nothing is sent', async () => {
  const { one, promise } = await promisedLetter();
  const { post, keys } = rememberingPost();
  const second = connect(url, { maximumConnections: 1 });
  try {
    let both: Promise<unknown> | undefined;
    await db.transaction(async (tx) => {
      const data = { amount: '250.00', bankReference: 'INTUSSEN-2' };
      const paid = { kind: 'betaling-ontvangen' as const, on: '2025-02-16', data };
      expect(await record(tx, one.id, paid, FINANCE, at('2025-02-16'))).toMatchObject({ ok: true });
      both = Promise.all([
        keep(second.db, promise, post, '2025-02-16'),
        keep(db, promise, post, '2025-02-16'),
      ]);
      await somebodyWaits();
    });
    await both;
  } finally {
    await second.close();
  }
  expect(keys).toEqual([]);
  const { file } = await one.view('2025-02-16');
  expect(file.events.filter(({ kind }) => kind === 'brief-vervallen')).toHaveLength(1);
});

test('a post that fails leaves the promise open with its fault on record; the next time the same key goes out', async () => {
  const { one, promise } = await promisedLetter();
  const fails: Post = { send: () => Promise.reject(new Error('de drukkerij is dicht')) };
  await expect(keep(db, promise, fails, '2025-02-16')).rejects.toThrow('letter aanzegging of');
  await expect(keep(db, promise, fails, '2025-02-16')).rejects.toThrow('letter aanzegging of');
  const [row] =
    await sql`select attempts, last_fault, performed_on from collections.outbox where id = ${promise}`;
  expect(row).toEqual({ attempts: 2, last_fault: 'Error: de drukkerij is dicht', performed_on: null });
  expect(await sentOf(one)).toBe(0);
  expect(await dueOutbox(db, day('2025-02-16'))).toContain(promise);

  const { post, keys } = rememberingPost();
  await keep(db, promise, post, '2025-02-18');
  expect(keys).toEqual([promise]);
  expect(claims((await one.view('2025-02-18')).file)[0]).toMatchObject({ sentOn: '2025-02-18' });
});

test('a crash after the sending and before its record: given again with the same key, recorded once', async () => {
  const { one, promise } = await promisedLetter();
  const { post, keys } = rememberingPost();
  await sql`
    create function public.crash() returns trigger language plpgsql as
    $$ begin raise exception 'the power went'; end $$`;
  await sql`create trigger crash before insert on collections.event for each row execute function public.crash()`;
  try {
    await expect(keep(db, promise, post, '2025-02-16')).rejects.toThrow();
  } finally {
    await sql`drop trigger crash on collections.event`;
    await sql`drop function public.crash()`;
  }
  expect(await sentOf(one)).toBe(0);
  await keep(db, promise, post, '2025-02-16');
  expect(keys).toEqual([promise, promise]);
  expect(await sentOf(one)).toBe(1);
});

// --- sleep

test('after ten days of sleep the missed days are taken in order, each as of its own day and booked today', async () => {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  await one.sent('2025-02-16');
  await one.delivered('2025-03-06', 'b1', '2025-03-05');
  await one.nights('2025-03-06', '2025-05-26');
  // 5 March + 90 days is 3 June; in between the first of June. The machine sleeps from 27 May to 4 June.
  expect(await one.night('2025-06-05')).toBe(2);
  const { file } = await one.view('2025-06-05');
  expect(file.letters.at(-1)).toMatchObject({ letter: 'stuitingsbrief', promisedOn: '2025-06-03' });
  expect(file.events.at(-1)).toMatchObject({
    kind: 'brief-beloofd',
    on: '2025-06-03',
    recordedOn: '2025-06-05',
  });
  const last = (await one.books()).entries.at(-1);
  expect(last).toMatchObject({
    cause: 'verloop-van-tijd/2025-06-01',
    kind: 'rente',
    valueDate: '2025-05-31',
    bookedOn: '2025-06-05',
  });
  // The letter is not antedated: it tells what is owed on the day on which it is made. Rente from 20 March (5 + 14 March is the 19th), to 4 June 77
  // days, 12 of March, 30, 31 and 4: 250 × 6% × 77 / 365 = 3.1643.
  const [row] =
    await sql`select payload from collections.outbox where case_id = ${one.id} and due_on = '2025-06-03'`;
  expect(row!.payload).toMatchObject({ date: '2025-06-05', lines: [{ hoofdsom: '250.00', rente: '3.16' }] });
  expect(await one.night('2025-06-05')).toBe(0);
});

test('a fact that comes after a sleep finds the missed days taken first: the letter of 18 May stands before the payment of the 25th', async () => {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  await one.sent('2025-02-16');
  await one.delivered('2025-02-17', 'b1');
  await one.paid('2025-05-25', '10.00');
  const { file } = await one.view('2025-05-25');
  expect(file.events.slice(-3).map(({ kind, on }) => `${on} ${kind}`)).toEqual([
    '2025-05-18 brief-beloofd',
    '2025-05-25 betaling-ontvangen',
    '2025-05-25 uitbetaling-voorbereid',
  ]);
  await booksEqualAssessment(one, '2025-05-25', { renteMayLag: false });
});

test('a case that cannot be assessed stands still visibly, keeps what is recorded, and goes on once it can be again', async () => {
  const one = await runningCase(db);
  await one.found('2025-02-16', '2025-02-15');
  await one.sent('2025-02-16');
  await one.delivered('2025-02-17', 'b1');
  // A claim in court holds the verjaring, so the rente runs on; no rate of 2027 is known.
  await one.fact('2025-03-01', '2025-03-01', {
    kind: 'stuiting',
    on: '2025-03-01',
    by: 'eis',
    uitkomst: 'loopt',
    covers: 'all',
  });
  await one.night('2027-02-03');
  const asleep = await one.view('2027-02-03');
  expect(asleep.notAssessed).toBe(asleep.haltedBecause);
  expect(asleep).toMatchObject({ assessment: null, wakeOn: '2027-02-04' });
  expect(asleep.haltedBecause).toContain('rente');

  await one.add('2027-02-04', OFFICER, 'niet-nakoming-gemeld', '2025-06-01', {
    clause: 'c1',
    what: 'Gemist.',
  });
  expect((await one.view('2027-02-04')).file.nietNakomingen).toHaveLength(2);
  // What was paid in 2026 needs no rate of 2027: € 300 is more than € 250 with less than two years of rente at 6% and 4%.
  await one.paid('2027-02-05', '300.00', { on: '2026-12-31' });
  expect(await one.view('2027-02-05')).toMatchObject({ haltedBecause: null, notAssessed: null });
  await booksEqualAssessment(one, '2027-02-05', { renteMayLag: false });
});
