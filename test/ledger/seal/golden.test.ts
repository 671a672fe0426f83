import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openSealKey, publicKeyOf } from '../../../src/ledger/seal/index.ts';
import { isSignedBy, signed } from '../../../src/ledger/seal/key.ts';
import { leavesOf } from '../../../src/ledger/seal/leaves.ts';
import { auditPathOf, rootOf } from '../../../src/ledger/seal/merkle.ts';
import { hashOf, statementOf } from '../../../src/ledger/seal/statement.ts';
import { openTestDatabase } from '../../support/database.ts';
import { KEY, PUBLIC_PEM, RFC_8032_PRIVATE_PEM } from './sealed.ts';

const directory = await mkdtemp(join(tmpdir(), 'dwangsom-seal-'));
afterAll(() => rm(directory, { recursive: true, force: true }));
const { db, sql } = await openTestDatabase();

// Every value here was worked out by python3 (hashlib, with MTH written down from RFC 9162, section 2.1.1, by its recursion) and by openssl pkeyutl.

/** Of the leaves SHA-256(0x00 ‖ i), i from 0, one byte each. */
const ROOTS: [number, string][] = [
  [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  [1, '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7'],
  [2, 'a20bf9a7cc2dc8a08f5f415a71b19f6ac427bab54d24eec868b5d3103449953a'],
  [3, '3b6cccd7e3e023ff393006f030315ee7ad9eb111b022b41fba7e5b7a3973f688'],
  [5, 'b855b42d6c30f5b087e05266783fbd6e394f7b926013ccaa67700a8b0c5a596f'],
  [7, '3560191803028444b232018ac047fdb561c09c23a7a6876c85e08b5e4d48e9f3'],
  [20, 'f2ba45d80624b4ee4063cd934a2369fd22f04ec615b823ed6b26fe7628f6d69d'],
];

function leaves(count: number): Buffer {
  return Buffer.concat(Array.from({ length: count }, (_, n) => hashOf(Buffer.from([0, n]))));
}

const CONTENT_HASH = 'b186317be4a0ac6fe341042e6eb5138038140e0928c32f4bcae906075c503145';
const LEAF = '785434a2fbf130e1772bd9052588e425493a0d89b1588dcaa2576de072dcb3e8';
const STATEMENT = `14:ledger-block/1,1:1,1:1,1:1,1:7,64:${LEAF},64:${'00'.repeat(32)},24:2025-02-16T10:00:01.234Z,`;
const STATEMENT_HASH = 'b53d8a904662a4f3cb1b82683708b8c4c735b5c10976da68b8370d69379476aa';
const SIGNATURE =
  '2f094197ee9c7ead7899cdc4e25ac8463ddf3b8edef99f4919acea1cc432d1aad3f06bdcb05db2485a5231da00f75618ef244fc9942fb4f96df36a4fb400ed09';

test.each(ROOTS)('RFC 9162, 2.1.1: the root of the tree of %i leaves', (count, root) => {
  expect(rootOf(leaves(count)).toString('hex')).toBe(root);
});

test('RFC 9162, 2.1.3.1: the path of d6 in a tree of seven is the hash of d4 and d5, and that of the first four', () => {
  const all = leaves(7);
  const four = rootOf(all.subarray(0, 4 * 32));
  const two = rootOf(all.subarray(4 * 32, 6 * 32));
  expect(auditPathOf(all, 6)).toEqual([two, four]);
});

test('the leaf of an entry, as PostgreSQL works it out', async () => {
  await sql.begin(async (tx) => {
    await tx.unsafe('set local role dwangsom_owner');
    await tx.unsafe(`
      insert into ledger.control_account (code, name, rgs_code, normal_side) values ('all', 'All', 'B', 'debit');
      insert into ledger.account (code, control) values ('income', 'all'), ('claims/a', 'all');
      insert into ledger.entry (id, recorded_at, total, value_date, booked_on, line_count, content_hash, key, scope, subject, kind, cause, description)
      overriding system value values (
        7, '2025-02-16T10:00:00.123456Z', 25000, '2025-02-14', '2025-02-16', 2, '\\x${CONTENT_HASH}',
        'zaak/één/2025-02-14', 'zaak', 'n1', 'claim', 'fact_1', 'Één dag te laat'
      );
      insert into ledger.posting (entry, account, amount, side, line)
      select 7, id, 25000, case code when 'income' then 'credit'::ledger.side else 'debit' end, case code when 'income' then 2 else 1 end
      from ledger.account;
    `);
  });
  const found = await leavesOf(db, { after: 0n, through: 10n });
  expect({ ...found, hashes: found.hashes.toString('hex') }).toEqual({
    entries: 1,
    falseIds: [],
    hashes: LEAF,
  });
});

test('the statement of a block, its hash, and the signature over it by the key of RFC 8032, 7.1', () => {
  const statement = statementOf({
    number: 1,
    firstPosition: 1n,
    entries: 1,
    lastId: 7n,
    root: Buffer.from(LEAF, 'hex'),
    previousHash: Buffer.alloc(32),
    sealedAt: new Date('2025-02-16T10:00:01.234Z'),
  });
  expect(statement.toString()).toBe(STATEMENT);
  expect(hashOf(statement).toString('hex')).toBe(STATEMENT_HASH);
  expect(signed(statement, KEY).toString('hex')).toBe(SIGNATURE);
  expect(isSignedBy(KEY.publicKey, statement, Buffer.from(SIGNATURE, 'hex'))).toBe(true);
  expect(isSignedBy(KEY.publicKey, Buffer.from(`${STATEMENT} `), Buffer.from(SIGNATURE, 'hex'))).toBe(false);
  expect(isSignedBy(Buffer.from('no key'), statement, Buffer.from(SIGNATURE, 'hex'))).toBe(false);
});

test('a key is made once, for its owner alone, with its public half beside it; ten who come at once have the same', async () => {
  const file = join(directory, 'key.pem');
  const keys = await Promise.all(Array.from({ length: 10 }, () => openSealKey(file)));
  expect(new Set(keys.map(({ publicKey }) => publicKey.toString('hex'))).size).toBe(1);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(publicKeyOf(await readFile(`${file}.pub`, 'utf8'))).toEqual(keys[0]!.publicKey);
  expect((await openSealKey(file)).publicKey).toEqual(keys[0]!.publicKey);
});

test('a key that stands there is used, and one of another type is refused', async () => {
  const file = join(directory, 'given.pem');
  await writeFile(file, RFC_8032_PRIVATE_PEM);
  expect((await openSealKey(file)).publicKey).toEqual(KEY.publicKey);
  expect(await readFile(`${file}.pub`, 'utf8')).toBe(PUBLIC_PEM);
  const other = execFileSync(process.execPath, [
    '-e',
    `console.log(require('crypto').generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }))`,
  ]);
  await writeFile(join(directory, 'other.pem'), other);
  await expect(openSealKey(join(directory, 'other.pem'))).rejects.toThrow('signed with ed25519');
});
