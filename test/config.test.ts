import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { configurationTable, readConfig } from '../src/config.ts';

test('an empty environment gives the defaults that the table promises', () => {
  expect(readConfig({})).toEqual({
    databaseUrl: undefined,
    migrationDatabaseUrl: undefined,
    redisUrl: undefined,
    port: 3000,
    host: '127.0.0.1',
    dataDir: resolve('.data'),
    today: undefined,
    databasePool: 10,
    bureau: undefined,
    sealKeyFile: resolve('.data/seal-key.pem'),
    sealTrustedKeyFiles: [],
    mail: undefined,
  });
  const promised = Object.fromEntries(configurationTable.map((row) => [row.name, row.default]));
  expect(promised).toEqual({
    DATABASE_URL: 'none',
    MIGRATION_DATABASE_URL: 'none',
    REDIS_URL: 'none',
    PORT: '3000',
    HOST: '127.0.0.1',
    DATA_DIR: '.data',
    DEURWAARDER_URL: 'none',
    DEURWAARDER_PUBLIC_KEY_FILE: 'none',
    DEURWAARDER_KEY_FILE: 'DATA_DIR/deurwaarder-key.pem',
    TODAY: 'none',
    DATABASE_POOL: '10',
    BUREAU_NAME: 'none',
    BUREAU_ADDRESS: 'none',
    BUREAU_IBAN: 'none',
    BUREAU_CONTACT: 'none',
    SEAL_KEY_FILE: 'DATA_DIR/seal-key.pem',
    SEAL_TRUSTED_KEY_FILES: 'none',
    SMTP_URL: 'none',
    MAIL_FROM: 'none',
    ALARM_TO: 'none',
    SEAL_TO: 'none',
    ADMIN_PASSWORD: 'none',
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
    SEAL_KEY_FILE: '/run/secrets/seal-key.pem',
    SEAL_TRUSTED_KEY_FILES: '/srv/keys/2025.pub, /srv/keys/2024.pub',
    SMTP_URL: 'smtps://user:word@mail.example',
    MAIL_FROM: 'boeken@bureau.example',
    ALARM_TO: 'wacht@bureau.example',
    SEAL_TO: 'notaris@kantoor.example',
    ...BUREAU,
  };
  expect(readConfig(settings)).toEqual({
    databaseUrl: undefined,
    migrationDatabaseUrl: undefined,
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
    sealKeyFile: '/run/secrets/seal-key.pem',
    sealTrustedKeyFiles: ['/srv/keys/2025.pub', '/srv/keys/2024.pub'],
    mail: {
      smtpUrl: 'smtps://user:word@mail.example',
      from: 'boeken@bureau.example',
      alarmTo: 'wacht@bureau.example',
      sealTo: 'notaris@kantoor.example',
    },
  });
  const both = {
    DATABASE_URL: 'postgresql://web@db/dwangsom',
    MIGRATION_DATABASE_URL: 'postgresql://owner@db/dwangsom',
  };
  expect(readConfig(both).migrationDatabaseUrl).toBe('postgresql://owner@db/dwangsom');
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

test('mail needs a server and a sender, a migrating login stands beside an ordinary one; all of it is said at once', () => {
  expect(() =>
    readConfig({
      MIGRATION_DATABASE_URL: 'postgres://owner@127.0.0.1/dwangsom',
      ALARM_TO: 'wacht@bureau.example',
      SEAL_TO: 'not an address',
    }),
  ).toThrow(
    /SEAL_TO="not an address": expected an e-mail address[\s\S]*MIGRATION_DATABASE_URL: it stands beside DATABASE_URL[\s\S]*ALARM_TO, SEAL_TO: no mail can go out without SMTP_URL/,
  );
  expect(() => readConfig({ SMTP_URL: 'smtp://127.0.0.1:25' })).toThrow(/MAIL_FROM: mail needs a sender/);
});

test('with a mail server and a sender, mail goes out to whoever is named', () => {
  const { mail } = readConfig({
    SMTP_URL: 'smtp://127.0.0.1:25',
    MAIL_FROM: 'boeken@bureau.example',
    SEAL_TO: 'notaris@kantoor.example',
  });
  expect(mail).toEqual({
    smtpUrl: 'smtp://127.0.0.1:25',
    from: 'boeken@bureau.example',
    alarmTo: undefined,
    sealTo: 'notaris@kantoor.example',
  });
});

test('the key of the seal lies in the data directory, or where the setting says', () => {
  expect(readConfig({ DATA_DIR: '/srv/dwangsom' }).sealKeyFile).toBe('/srv/dwangsom/seal-key.pem');
  expect(readConfig({ SEAL_KEY_FILE: '/run/secrets/seal.pem' }).sealKeyFile).toBe('/run/secrets/seal.pem');
});
