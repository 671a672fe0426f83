import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { Db, Sql } from '../../../src/db.ts';
import type { SealKey } from '../../../src/ledger/seal/index.ts';
import { seal } from '../../../src/ledger/seal/index.ts';
import { book, credit, debit } from '../books.ts';

/** The key of RFC 8032, section 7.1, test 1: known to all, so that others can check what it signed. */
export const RFC_8032_PRIVATE_PEM = `-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
-----END PRIVATE KEY-----
`;
export const RFC_8032_PUBLIC = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';

export const KEY: SealKey = {
  privateKey: createPrivateKey(RFC_8032_PRIVATE_PEM),
  publicKey: Buffer.from(RFC_8032_PUBLIC, 'hex'),
};

export const PUBLIC_PEM = createPublicKey(KEY.privateKey).export({ type: 'spki', format: 'pem' }).toString();

export const NOW = new Date('2030-01-02T03:04:05.678Z');

let booked = 0;

/** Books that many entries, each of its own amount, in transactions of their own; their ids. */
export async function bookSome(db: Db, count: number): Promise<bigint[]> {
  const ids: bigint[] = [];
  for (let n = 0; n < count; n++) {
    booked += 1;
    const amount = 100n + BigInt(booked);
    ids.push(
      await book(db, { key: `some/${booked}`, lines: [debit('claims/a', amount), credit('income', amount)] }),
    );
  }
  return ids;
}

export function sealAll(db: Db, changes: Partial<Parameters<typeof seal>[1]> = {}) {
  return seal(db, { key: KEY, now: NOW, patienceMilliseconds: 100, entriesPerBlock: 4, ...changes });
}

const GUARDED = ['entry', 'posting', 'seal_block', 'seal_publication'];

/** What nobody but a superuser can do: switches the guards off, works, and switches them on again. */
export async function tamper(sql: Sql, ...statements: string[]): Promise<void> {
  await sql.begin(async (tx) => {
    for (const table of GUARDED) await tx.unsafe(`alter table ledger.${table} disable trigger all`);
    for (const statement of statements) await tx.unsafe(statement);
    for (const table of GUARDED) await tx.unsafe(`alter table ledger.${table} enable trigger all`);
  });
}

const KEPT = ['entry', 'posting', 'seal_block'];

/** Puts the tables aside; what comes back puts them back as they were. */
export async function keepTables(sql: Sql): Promise<() => Promise<void>> {
  await sql.unsafe('create schema kept');
  for (const table of KEPT) await sql.unsafe(`create table kept.${table} as table ledger.${table}`);
  return () =>
    tamper(
      sql,
      ...KEPT.flatMap((table) => [
        `delete from ledger.${table}`,
        `insert into ledger.${table} ${table === 'entry' ? 'overriding system value' : ''} select * from kept.${table}`,
      ]),
    );
}

export interface SealedRow {
  readonly number: number;
  readonly first_position: bigint;
  readonly entries: number;
  readonly last_id: bigint;
}

export function chain(sql: Sql): Promise<SealedRow[]> {
  return sql<
    SealedRow[]
  >`select number, first_position, entries, last_id from ledger.seal_block order by number`;
}
