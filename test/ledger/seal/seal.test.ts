import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { connect } from '../../../src/db.ts';
import { sealAge, verify } from '../../../src/ledger/seal/index.ts';
import { openTestDatabase } from '../../support/database.ts';
import { openBooks } from '../books.ts';
import { bookSome, chain, KEY, NOW, sealAll, tamper } from './sealed.ts';

const { db, sql, url } = await openTestDatabase();
await openBooks(db);

test('nothing to seal is no block, and no seal to stand on', async () => {
  expect(await sealAll(db)).toMatchObject({
    blocks: 0,
    entries: 0,
    sealedThrough: 0n,
    behindMilliseconds: null,
    heldBackBy: [],
  });
  expect(await verify(db, { trusted: [] })).toMatchObject({
    blocks: 0,
    entries: 0,
    tail: 0,
    last: null,
    faultCount: 0,
  });
});

test('ten entries in blocks of four: dense positions, one chain, and day totals that are the sums', async () => {
  const ids = await bookSome(db, 10);
  expect(await sealAge(db, new Date(Date.now() + 90_000))).toMatchObject({
    isAlarm: true,
    waiting: { entryId: ids[0] },
    heldBackBy: [],
  });
  expect(await sealAll(db)).toMatchObject({
    blocks: 3,
    entries: 10,
    sealedThrough: ids[9],
    behindMilliseconds: null,
    falseIds: [],
  });
  expect(await chain(sql)).toEqual([
    { number: 1, first_position: 1n, entries: 4, last_id: ids[3] },
    { number: 2, first_position: 5n, entries: 4, last_id: ids[7] },
    { number: 3, first_position: 9n, entries: 2, last_id: ids[9] },
  ]);
  expect(await verify(db, { trusted: [KEY.publicKey] })).toMatchObject({
    blocks: 3,
    entries: 10,
    tail: 0,
    faultCount: 0,
    last: { number: 3 },
  });
  expect(await sealAge(db, NOW)).toMatchObject({
    waiting: null,
    isAlarm: false,
    sentence: 'Every entry is sealed.',
  });
  await dayTotalsAreTheSums();
});

test('what is not sealed yet is counted as the tail, and verify goes on behind a block that it was told', async () => {
  const { last } = await verify(db, { trusted: [KEY.publicKey] });
  await bookSome(db, 5);
  expect(await verify(db, { trusted: [KEY.publicKey] })).toMatchObject({ blocks: 3, tail: 5, faultCount: 0 });
  await sealAll(db);
  expect(await verify(db, { trusted: [KEY.publicKey], from: last! })).toMatchObject({
    blocks: 2,
    entries: 5,
    faultCount: 0,
  });
  const another = { number: last!.number, hash: '00'.repeat(32) };
  expect(await verify(db, { trusted: [KEY.publicKey], from: another })).toMatchObject({
    blocks: 5,
    faultCount: 1,
    faults: [{ what: 'published' }],
  });
});

test('four sealers at once make one chain, without an error', async () => {
  const others = Array.from({ length: 3 }, () =>
    connect(url, { maximumConnections: 2, role: 'dwangsom_application' }),
  );
  try {
    for (let round = 0; round < 5; round++) {
      await bookSome(db, 12);
      const all = await Promise.all(
        [db, ...others.map((other) => other.db)].map((one) => sealAll(one, { entriesPerBlock: 2 })),
      );
      expect(all.reduce((sum, { entries }) => sum + entries, 0)).toBe(12);
    }
  } finally {
    await Promise.all(others.map((other) => other.close()));
  }
  expect(await verify(db, { trusted: [KEY.publicKey] })).toMatchObject({ tail: 0, faultCount: 0 });
  await dayTotalsAreTheSums();
});

test('a crash between two blocks loses nothing: the next sealer goes on behind the last', async () => {
  const before = (await chain(sql)).length;
  await bookSome(db, 12);
  let asked = 0;
  const crash = () => {
    asked += 1;
    if (asked === 2) throw new Error('the power went');
    return NOW;
  };
  await expect(sealAll(db, { now: crash })).rejects.toThrow('the power went');
  expect((await chain(sql)).length).toBe(before + 1);
  expect(await sealAll(db)).toMatchObject({ blocks: 2, entries: 8 });
  expect(await verify(db, { trusted: [KEY.publicKey] })).toMatchObject({ tail: 0, faultCount: 0 });
  await dayTotalsAreTheSums();
});

test('a pool of one connection is enough', async () => {
  const single = connect(url, { maximumConnections: 1, role: 'dwangsom_application' });
  try {
    await bookSome(single.db, 6);
    expect(await sealAll(single.db)).toMatchObject({ blocks: 2, entries: 6 });
    expect(await verify(single.db, { trusted: [KEY.publicKey] })).toMatchObject({ faultCount: 0 });
  } finally {
    await single.close();
  }
});

test('another key goes on where the older one is named as trusted, and is refused where it is not', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const other = { privateKey, publicKey: publicKey.export({ type: 'spki', format: 'der' }).subarray(-32) };
  await bookSome(db, 1);
  await expect(sealAll(db, { key: other })).rejects.toThrow(
    'is not signed as it stands by a key that is trusted here',
  );
  expect(await sealAll(db, { key: other, trusted: [KEY.publicKey] })).toMatchObject({ blocks: 1 });
  expect(await verify(db, { trusted: [KEY.publicKey, other.publicKey] })).toMatchObject({ faultCount: 0 });
  expect(await verify(db, { trusted: [KEY.publicKey] })).toMatchObject({
    faults: [{ what: 'untrusted-key' }],
  });
  await bookSome(db, 1);
  expect(await sealAll(db, { trusted: [other.publicKey] })).toMatchObject({ blocks: 1 });
});

test('an entry whose stored hash is false from the start is sealed and named', async () => {
  const [id] = await bookSome(db, 2);
  await tamper(sql, `update ledger.entry set content_hash = sha256('another') where id = ${id}`);
  const { number } = (await chain(sql)).at(-1)!;
  expect(
    (await verify(db, { trusted: [KEY.publicKey] })).faults.filter(({ what }) => what === 'content'),
  ).toMatchObject([{ block: null, entryId: id }]);
  expect(await sealAll(db, { now: () => NOW })).toMatchObject({ blocks: 1, entries: 2, falseIds: [id] });
  expect(
    (await verify(db, { trusted: [KEY.publicKey] })).faults.filter(({ what }) => what === 'content'),
  ).toMatchObject([{ block: number + 1, entryId: id, key: expect.stringMatching(/^some\//) }]);
});

/** As the postings say it, added up by another query than that of the trigger. */
async function dayTotalsAreTheSums(): Promise<void> {
  const kept = await sql`
    select control, value_date, booked_on, debit::text, credit::text, postings::text from ledger.day_total order by 1, 2, 3`;
  const summed = await sql`
    select
      (select control from ledger.account where account.id = posting.account) as control,
      entry.value_date,
      entry.booked_on,
      sum(case posting.side when 'debit' then amount else 0 end)::text as debit,
      sum(case posting.side when 'credit' then amount else 0 end)::text as credit,
      count(*)::text as postings
    from ledger.posting, ledger.entry
    where entry.id = posting.entry and entry.id <= (select max(last_id) from ledger.seal_block)
    group by 1, 2, 3
    order by 1, 2, 3`;
  expect([...kept]).toEqual([...summed]);
}
