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
    bureau: undefined,
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
    BUREAU_NAME: 'none',
    BUREAU_ADDRESS: 'none',
    BUREAU_IBAN: 'none',
    BUREAU_CONTACT: 'none',
  });
});

const BUREAU = {
  BUREAU_NAME: 'Bureau Voorbeeld',
  BUREAU_ADDRESS: 'Voorbeeldplein 1, 0000 AA Voorbeeldstad',
  BUREAU_IBAN: 'NL20 INGB 0001 2345 67',
  BUREAU_CONTACT: 'post@bureau.example',
};

test('every setting is taken', () => {
  const settings = {
    REDIS_URL: 'rediss://user:word@redis.example:6380',
    PORT: '0',
    HOST: '0.0.0.0',
    DATA_DIR: '/srv/dwangsom',
    TODAY: '2028-02-29',
    DATABASE_POOL: '25',
    ...BUREAU,
  };
  expect(readConfig(settings)).toEqual({
    databaseUrl: undefined,
    redisUrl: 'rediss://user:word@redis.example:6380',
    port: 0,
    host: '0.0.0.0',
    dataDir: '/srv/dwangsom',
    today: '2028-02-29',
    databasePool: 25,
    bureau: {
      name: 'Bureau Voorbeeld',
      address: 'Voorbeeldplein 1, 0000 AA Voorbeeldstad',
      iban: 'NL20INGB0001234567',
      contact: 'post@bureau.example',
    },
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

test('of a bureau all is said or nothing: half of one names what is missing', () => {
  const { BUREAU_IBAN: _, ...rest } = BUREAU;
  expect(faultsOf(rest)).toContain('- BUREAU_IBAN: a letter needs all four');
  expect(readConfig({ PORT: '0' }).bureau).toBeUndefined();
});

// ISO 13616: 20 becomes INGB 0001234567 NL20 = 182316110001234567232120, which leaves 1 when divided by 97; with one digit changed or two exchanged it leaves another.
test.each(['NL20INGB0001234568', 'NL20INGB0001243567', 'NL02INGB0001234567', 'NL20', '0001234567'])(
  'the account %s is refused: its check digits are wrong, or it is no IBAN',
  (iban) => {
    expect(faultsOf({ ...BUREAU, BUREAU_IBAN: iban })).toContain('expected an IBAN such as');
  },
);

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
