import { expect, test } from 'vitest';
import { post } from '../../../src/ledger/index.ts';
import { type Statement, type StatementQuestion, statement } from '../../../src/ledger/reports/index.ts';
import { day } from '../../../src/values/index.ts';
import { openTestDatabase } from '../../support/database.ts';
import { balanced, book, credit, debit, hold, untilOneWaits } from '../books.ts';
import { openWorkedBooks, seal } from './worked.ts';

const { db, sql } = await openTestDatabase();
const [claim1, payment1, claim2] = await openWorkedBooks(db);

const ask = (account: string, question?: StatementQuestion) =>
  db.transaction((tx) => statement(tx, account, question));

async function page(account: string, question?: StatementQuestion): Promise<Statement> {
  const outcome = await ask(account, question);
  if (!outcome.ok) throw new Error(outcome.refusals.map(({ code }) => code).join(' '));
  return outcome.value;
}

async function pages(account: string, question: StatementQuestion): Promise<Statement[]> {
  const found = [await page(account, question)];
  for (let next = found[0]!.next; next !== null; next = found.at(-1)!.next) {
    found.push(await page(account, { ...question, cursor: next }));
  }
  return found;
}

test('opening, lines in the order of booking with the balance after each, closing', async () => {
  expect(await page('claims/a')).toEqual({
    account: 'claims/a',
    opening: 0n,
    lines: [
      {
        entryId: claim1,
        line: 1,
        key: 'claim/1',
        valueDate: '2025-02-14',
        bookedOn: '2025-02-14',
        description: 'One day late',
        debit: 25_000n,
        credit: 0n,
        balance: 25_000n,
      },
      {
        entryId: payment1,
        line: 2,
        key: 'payment/1',
        valueDate: '2025-03-03',
        bookedOn: '2025-03-04',
        description: 'One day late',
        debit: 0n,
        credit: 10_000n,
        balance: 15_000n,
      },
      {
        entryId: claim2,
        line: 1,
        key: 'claim/2',
        valueDate: '2025-02-20',
        bookedOn: '2025-04-01',
        description: 'One day late',
        debit: 30_000n,
        credit: 0n,
        balance: 45_000n,
      },
    ],
    closing: 45_000n,
    next: null,
    seal: null,
  });
});

test('from a value day: what counts before it is the opening balance, the late entry too', async () => {
  const { opening, lines, closing } = await page('claims/a', { from: day('2025-03-01') });
  expect(opening).toBe(55_000n); // 25000 + 30000
  expect(lines.map(({ key, balance }) => [key, balance])).toEqual([['payment/1', 45_000n]]);
  expect(closing).toBe(45_000n);
});

test('from a day after which nothing moved: no lines, and it closes at what it opened', async () => {
  const { opening, lines, closing } = await page('claims/a', { from: day('2026-01-01') });
  expect([opening, lines, closing]).toEqual([45_000n, [], 45_000n]);
});

test('as known at the end of March the late entry is not in it; up to the end of February the payment is not', async () => {
  const known = await page('claims/a', { asOf: { bookedOn: day('2025-03-31') } });
  expect(known.lines.map(({ key }) => key)).toEqual(['claim/1', 'payment/1']);
  expect(known.closing).toBe(15_000n);
  const february = await page('claims/a', { asOf: { valueOn: day('2025-02-28') } });
  expect(february.lines.map(({ key }) => key)).toEqual(['claim/1', 'claim/2']);
  expect(february.closing).toBe(55_000n);
});

test('an account that was never opened is an error, a page without an end as well', async () => {
  await expect(ask('claims/A')).rejects.toThrow('there is no account "claims/A"');
  await expect(ask('claims/a', { limit: 0 })).rejects.toThrow(RangeError);
  await expect(ask('claims/a', { limit: 10_001 })).rejects.toThrow(RangeError);
});

test('the pages joined are the whole, also where a page ends within an entry, and each opens where the last closed', async () => {
  await book(db, {
    key: 'two lines of one account',
    lines: [debit('claims/a', 1n), debit('claims/a', 2n), credit('income', 3n)],
  });
  const whole = await page('claims/a');
  expect(whole.lines).toHaveLength(5);
  for (const limit of [1, 2, 3, 4, 5]) {
    const found = await pages('claims/a', { limit });
    expect(found).toHaveLength(Math.ceil(5 / limit));
    expect(found.flatMap(({ lines }) => lines)).toEqual(whole.lines);
    expect(found.at(-1)!.closing).toBe(whole.closing);
    for (const [index, { opening }] of found.entries()) {
      expect(opening).toBe(index === 0 ? 0n : found[index - 1]!.closing);
    }
  }
  const from = await pages('claims/a', { limit: 1, from: day('2025-02-20') });
  expect(from.map(({ opening, closing }) => [opening, closing])).toEqual([
    [25_003n, 15_003n], // 25000 and the two lines of 14 February, then the payment
    [15_003n, 45_003n],
  ]);
});

test('a cursor that was altered, cut, made up, or given for another question is refused', async () => {
  const { next } = await page('claims/a', { limit: 2 });
  const place = JSON.parse(Buffer.from(next!, 'base64url').toString());
  const forged = (change: (fields: unknown[]) => void) => {
    const fields = [...place];
    change(fields);
    return Buffer.from(JSON.stringify(fields)).toString('base64url');
  };
  const bad: [string, StatementQuestion][] = [
    ['claims/a', { cursor: forged((fields) => fields.splice(3, 1, '999999')) }],
    ['claims/a', { cursor: forged((fields) => fields.splice(1, 1, '1')) }],
    ['claims/a', { cursor: forged((fields) => fields.splice(1, 1, "1'; drop table x")) }],
    ['claims/a', { cursor: forged((fields) => fields.push('more')) }],
    ['claims/a', { cursor: next!.slice(0, -5) }],
    ['claims/a', { cursor: '' }],
    ['claims/a', { cursor: 'no cursor at all' }],
    ['claims/a', { cursor: 'A'.repeat(1_000_000) }],
    ['claims/b', { cursor: next! }],
    ['claims/a', { cursor: next!, from: day('2025-01-01') }],
    ['claims/a', { cursor: next!, asOf: { valueOn: day('2025-12-31') } }],
    ['claims/a', { cursor: next!, asOf: { bookedOn: day('2025-12-31') } }],
  ];
  for (const [account, question] of bad) {
    const outcome = await ask(account, question);
    expect(outcome.ok ? 'taken' : outcome.refusals.map(({ code }) => code)).toEqual(['bad-cursor']);
  }
  expect((await ask('claims/a', { cursor: next!, limit: 1 })).ok).toBe(true);
});

test('what is booked between two pages comes on the later one, and the balances run on', async () => {
  const first = await page('claims/b', { limit: 1 });
  await book(db, { key: 'meanwhile', lines: [debit('claims/b', 500n), credit('income', 500n)] });
  const rest = await page('claims/b', { cursor: first.next!, limit: 10 });
  expect([...first.lines, ...rest.lines].map(({ key, balance }) => [key, balance])).toEqual([
    ['claim/3', 4_000n],
    ['back/3', 0n],
    ['meanwhile', 500n],
  ]);
  expect(rest.next).toBeNull();
});

/**
 * An entry that took its id and waits for the balance of claims/a, which another transaction holds; `commit` lets both go. Had it been the balance of
 * claims/b, none could have come in between: there the locks keep ids and commits in one order.
 */
async function lateOn(key: string, changes: Parameters<typeof balanced>[0] = {}) {
  const lines = [debit('bank', 1n), credit('claims/a', 1n)];
  const blocker = await hold(db, (tx) => post(tx, balanced({ key: `${key}/blocker`, lines })));
  const late = book(db, { key, lines: [debit('claims/a', 20n), credit('claims/b', 20n)], ...changes });
  await untilOneWaits(sql);
  return {
    commit: async () => {
      await blocker.commit();
      return late;
    },
  };
}

const onClaimsB = (key: string) => book(db, { key, lines: [debit('claims/b', 30n), credit('income', 30n)] });

const keysOf = (found: readonly Statement[]) => found.flatMap(({ lines }) => lines.map(({ key }) => key));

test('an entry that commits late with an id below the end of the page: the next page is refused, not wrong', async () => {
  await seal(sql);
  const late = await lateOn('late');
  const after = await onClaimsB('after/1');
  await onClaimsB('after/2');
  const first = await page('claims/b', { limit: 4 });
  expect(keysOf([first])).toEqual(['claim/3', 'back/3', 'meanwhile', 'after/1']);
  expect(await late.commit()).toBeLessThan(after);
  const outcome = await ask('claims/b', { cursor: first.next!, limit: 4 });
  expect(outcome).toMatchObject({ ok: false, refusals: [{ code: 'cursor-overtaken' }] });
  // Asked again from the front it is right.
  const again = await pages('claims/b', { limit: 4 });
  expect(keysOf(again)).toEqual(['claim/3', 'back/3', 'meanwhile', 'late', 'after/1', 'after/2']);
  expect(again.at(-1)!.closing).toBe(540n); // 4000 − 4000 + 500 − 20 + 30 + 30
});

test('the same two pages on: what came late before the page before is noticed as well', async () => {
  const late = await lateOn('late/2');
  for (const key of ['after/3', 'after/4', 'after/5']) await onClaimsB(key);
  const first = await page('claims/b', { limit: 7 });
  const second = await page('claims/b', { limit: 1, cursor: first.next! });
  expect(keysOf([second])).toEqual(['after/4']);
  await late.commit();
  const outcome = await ask('claims/b', { cursor: second.next!, limit: 1 });
  expect(outcome).toMatchObject({ ok: false, refusals: [{ code: 'cursor-overtaken' }] });
});

test('a late entry of another account, or one that the question leaves out, does not disturb', async () => {
  await seal(sql);
  const question = { asOf: { valueOn: day('2025-12-31') }, limit: 11 };
  const late = await lateOn('late/3', { valueDate: day('2026-01-01') });
  await onClaimsB('after/6');
  await onClaimsB('after/7');
  const first = await page('claims/b', question);
  expect(keysOf([first]).at(-1)).toBe('after/6');
  await late.commit();
  expect(keysOf([await page('claims/b', { ...question, cursor: first.next! })])).toEqual(['after/7']);
});

test('the pages of a block of the seal stay as they are, whatever is booked', async () => {
  const { number } = await seal(sql);
  const question = { asOf: { sealedAt: number }, limit: 3 };
  const before = await pages('claims/b', question);
  await onClaimsB('beyond');
  expect(await pages('claims/b', question)).toEqual(before);
  expect(keysOf(before)).toHaveLength(13);
  expect(before[0]!.seal?.number).toBe(number);
});
