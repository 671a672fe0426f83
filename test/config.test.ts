import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { configurationTable, readConfig } from '../src/config.ts';

test('an empty environment gives the defaults that the table promises', () => {
  expect(readConfig({})).toEqual({
    databaseUrl: undefined,
    redisUrl: undefined,
    port: 3000,
    host: '127.0.0.1',
    dataDir: resolve('.data'),
    today: undefined,
    databasePool: 10,
  });
  const promised = Object.fromEntries(configurationTable.map((row) => [row.name, row.default]));
  expect(promised).toEqual({
    DATABASE_URL: 'none',
    REDIS_URL: 'none',
    PORT: '3000',
    HOST: '127.0.0.1',
    DATA_DIR: '.data',
    TODAY: 'none',
    DATABASE_POOL: '10',
  });
});

test('every setting is taken', () => {
  const settings = {
    REDIS_URL: 'rediss://user:word@redis.example:6380',
    PORT: '0',
    HOST: '0.0.0.0',
    DATA_DIR: '/srv/dwangsom',
    TODAY: '2028-02-29',
    DATABASE_POOL: '25',
  };
  expect(readConfig(settings)).toEqual({
    databaseUrl: undefined,
    redisUrl: 'rediss://user:word@redis.example:6380',
    port: 0,
    host: '0.0.0.0',
    dataDir: '/srv/dwangsom',
    today: '2028-02-29',
    databasePool: 25,
  });
  expect(readConfig({ DATABASE_URL: 'postgresql://db/dwangsom' }).databaseUrl).toBe(
    'postgresql://db/dwangsom',
  );
});

test('an empty variable counts as unset', () => {
  expect(readConfig({ DATABASE_URL: '', REDIS_URL: ' ', PORT: '' })).toEqual(readConfig({}));
});

test('all faults are named at once, each with what was expected', () => {
  const faults = faultsOf({
    DATABASE_URL: 'mysql://root:secret@db/x',
    REDIS_URL: 'localhost:6379',
    PORT: '70000',
    TODAY: '2025-02-29',
    DATABASE_POOL: '0',
  });
  expect(faults).toContain('DATABASE_URL: expected an address such as postgres://');
  expect(faults).toContain('REDIS_URL: expected an address such as redis://');
  expect(faults).toContain('PORT="70000": expected a whole number from 0 to 65535');
  expect(faults).toContain('TODAY="2025-02-29": expected a calendar day');
  expect(faults).toContain('TODAY and DATABASE_URL: a pinned day would write wrong days');
  expect(faults).toContain('DATABASE_POOL="0": expected a whole number from 1 to 100');
});

test('a fault never shows a password', () => {
  expect(faultsOf({ DATABASE_URL: 'mysql://root:secret@db/x' })).not.toContain('secret');
});

test('a pinned day is refused together with a database of somebody else', () => {
  expect(faultsOf({ DATABASE_URL: 'postgres://db/dwangsom', TODAY: '2026-03-31' })).toContain(
    'unset one of the two',
  );
});

function faultsOf(environment: Record<string, string>): string {
  try {
    readConfig(environment);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the settings were taken, and a refusal was expected');
}
