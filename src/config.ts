import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Bureau } from './collections/index.ts';
import { type Day, isDay } from './values/index.ts';

export interface Config {
  /** Undefined: a PostgreSQL of our own starts in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** The login that migrates; undefined: that of `databaseUrl`. */
  readonly migrationDatabaseUrl: string | undefined;
  /** Undefined: the queue lies in PostgreSQL. */
  readonly redisUrl: string | undefined;
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Undefined: the calendar in the Netherlands says which day it is. */
  readonly today: Day | undefined;
  readonly databasePool: number;
  /** Undefined: no letter is sent. */
  readonly bureau: Bureau | undefined;
  /** Absolute. The private key that signs the seal of the ledger; made at the first sealing. */
  readonly sealKeyFile: string;
  /** Absolute. Public keys that signed the seal before the present one. */
  readonly sealTrustedKeyFiles: readonly string[];
  /** Undefined: nothing goes out by e-mail. */
  readonly mail: Mail | undefined;
  /** Undefined: orders lie in a folder. */
  readonly deurwaarder: DeurwaarderSettings | undefined;
  /** Undefined: there is no board of the queues. */
  readonly adminPassword: string | undefined;
}

export interface DeurwaarderSettings {
  readonly url: string;
  /** Absolute. Our private key, made at the first use. */
  readonly keyFile: string;
  /** Absolute. Their public key. */
  readonly publicKeyFile: string;
}

export interface Mail {
  readonly smtpUrl: string;
  readonly from: string;
  /** Who hears of a difference in the books, or of a seal that falls behind; undefined: nobody by e-mail. */
  readonly alarmTo: string | undefined;
  /** Outside the bureau, who keeps the newest seal; undefined: nobody by e-mail. */
  readonly sealTo: string | undefined;
}

/** What README.md shows; a test compares the two. */
export const configurationTable: readonly { name: string; default: string; meaning: string }[] = [
  {
    name: 'DATABASE_URL',
    default: 'none',
    meaning:
      'PostgreSQL 18 to use, as postgres://user:password@host:5432/database. Without it one starts in DATA_DIR.',
  },
  {
    name: 'MIGRATION_DATABASE_URL',
    default: 'none',
    meaning:
      'The same database with the login that may migrate it. Without it DATABASE_URL must hold that login; with it DATABASE_URL needs no more than a member of dwangsom_application.',
  },
  {
    name: 'REDIS_URL',
    default: 'none',
    meaning: 'Redis for the queue, as redis://host:6379. Without it the queue lies in PostgreSQL.',
  },
  { name: 'PORT', default: '3000', meaning: 'Port of the pages; 0 takes a free one.' },
  { name: 'HOST', default: '127.0.0.1', meaning: 'Address to listen on; 0.0.0.0 opens it to the network.' },
  {
    name: 'DATA_DIR',
    default: '.data',
    meaning: 'Directory of the embedded PostgreSQL, from the current directory.',
  },
  {
    name: 'TODAY',
    default: 'none',
    meaning:
      'For demonstrations: the day, as 2026-03-31, that is taken for today. Refused together with DATABASE_URL.',
  },
  {
    name: 'DATABASE_POOL',
    default: '10',
    meaning: 'Most connections of one process to PostgreSQL, from 1 to 100.',
  },
  {
    name: 'BUREAU_NAME',
    default: 'none',
    meaning: 'Name of the bureau that sends the letters. All four of BUREAU_ are set, or no letter is sent.',
  },
  {
    name: 'BUREAU_ADDRESS',
    default: 'none',
    meaning: 'Its address as it stands in letters, the lines parted by a comma.',
  },
  {
    name: 'BUREAU_IBAN',
    default: 'none',
    meaning: 'Account for money held for others, on which debtors pay.',
  },
  {
    name: 'BUREAU_CONTACT',
    default: 'none',
    meaning: 'How a debtor reaches the bureau: telephone, e-mail, hours.',
  },
  {
    name: 'SEAL_KEY_FILE',
    default: 'DATA_DIR/seal-key.pem',
    meaning:
      'Private key (Ed25519, PEM) that signs the seal of the ledger; made where it is missing. All workers use the same one; keep a copy away from the database.',
  },
  {
    name: 'SEAL_TRUSTED_KEY_FILES',
    default: 'none',
    meaning:
      'Public keys (PEM) that signed the seal before, the paths parted by a comma. Needed after a change of SEAL_KEY_FILE.',
  },
  {
    name: 'DEURWAARDER_URL',
    default: 'none',
    meaning:
      'Where orders go to the deurwaarder by HTTP (docs/executieopdracht.md). Without it they lie in DATA_DIR/deurwaarder, for a person to bring over.',
  },
  {
    name: 'DEURWAARDER_PUBLIC_KEY_FILE',
    default: 'none',
    meaning: 'Public key (PEM) by which the deurwaarder signs; needed with DEURWAARDER_URL.',
  },
  {
    name: 'DEURWAARDER_KEY_FILE',
    default: 'DATA_DIR/deurwaarder-key.pem',
    meaning: 'Our private key (Ed25519, PEM) for the deurwaarder; made where it is missing.',
  },
  {
    name: 'SMTP_URL',
    default: 'none',
    meaning: 'Mail server, as smtp://user:password@host:587. Without it nothing goes out by e-mail.',
  },
  { name: 'MAIL_FROM', default: 'none', meaning: 'Sender of that e-mail; needed with SMTP_URL.' },
  {
    name: 'ALARM_TO',
    default: 'none',
    meaning: 'Who hears by e-mail that the books differ or that the seal falls behind.',
  },
  {
    name: 'SEAL_TO',
    default: 'none',
    meaning: 'Somebody outside the bureau who is sent the newest seal every day, and keeps it.',
  },
  {
    name: 'ADMIN_PASSWORD',
    default: 'none',
    meaning:
      'Opens the board of the queues at /beheer/wachtrijen to the user beheer; at least 16 characters. Without it there is no board.',
  },
];

const schema = z.object({
  DATABASE_URL: address(
    ['postgres:', 'postgresql:'],
    'postgres://user:password@host:5432/database',
  ).optional(),
  REDIS_URL: address(['redis:', 'rediss:'], 'redis://host:6379').optional(),
  PORT: wholeNumber(0, 65_535).default(3_000),
  HOST: z.string().max(255, 'expected the name or the address of a network interface').default('127.0.0.1'),
  DATA_DIR: z.string().max(1_000, 'expected a path of at most 1,000 characters').default('.data'),
  TODAY: z
    .custom<Day>((text) => isDay(String(text)), 'expected a calendar day such as 2026-03-31')
    .optional(),
  DATABASE_POOL: wholeNumber(1, 100).default(10),
  BUREAU_NAME: words(200).optional(),
  BUREAU_ADDRESS: words(300).optional(),
  BUREAU_IBAN: z
    .string()
    .transform((text) => text.replaceAll(' ', ''))
    .refine(isIban, 'expected an IBAN such as NL20INGB0001234567; its check digits are compared')
    .optional(),
  BUREAU_CONTACT: words(300).optional(),
  MIGRATION_DATABASE_URL: address(
    ['postgres:', 'postgresql:'],
    'postgres://user:password@host:5432/database',
  ).optional(),
  SEAL_KEY_FILE: z.string().max(1_000, 'expected a path of at most 1,000 characters').optional(),
  SEAL_TRUSTED_KEY_FILES: z
    .string()
    .max(10_000, 'expected paths of at most 10,000 characters together')
    .optional(),
  DEURWAARDER_URL: address(['http:', 'https:'], 'https://deurwaarder.example/v1').optional(),
  DEURWAARDER_PUBLIC_KEY_FILE: z
    .string()
    .max(1_000, 'expected a path of at most 1,000 characters')
    .optional(),
  DEURWAARDER_KEY_FILE: z.string().max(1_000, 'expected a path of at most 1,000 characters').optional(),
  SMTP_URL: address(['smtp:', 'smtps:'], 'smtp://user:password@host:587').optional(),
  MAIL_FROM: mailAddress().optional(),
  ALARM_TO: mailAddress().optional(),
  SEAL_TO: mailAddress().optional(),
  // Nothing limits how often it is tried, so it is long enough that trying is no use.
  ADMIN_PASSWORD: z
    .string()
    .min(16, 'expected at least 16 characters')
    .max(200, 'expected at most 200 characters')
    .optional(),
});

const BUREAU = ['BUREAU_NAME', 'BUREAU_ADDRESS', 'BUREAU_IBAN', 'BUREAU_CONTACT'] as const;

/**
 * The settings of this process, from its environment: no other module reads that. An empty variable counts as unset, because
 * compose files and shells pass those on. Throws with every fault at once, so that nobody has to start again for each.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(
    configurationTable.map(({ name }) => [name, environment[name]?.trim() || undefined] as const),
  );
  const result = schema.safeParse(given);
  const issues = result.error?.issues ?? [];
  const faults = issues.map((issue) => `- ${describe(String(issue.path[0]), given)}: ${issue.message}.`);
  if (given.TODAY !== undefined && given.DATABASE_URL !== undefined) {
    faults.push(
      '- TODAY and DATABASE_URL: a pinned day would write wrong days into a lasting database; unset one of the two.',
    );
  }
  const unset = BUREAU.filter((name) => given[name] === undefined);
  if (unset.length > 0 && unset.length < BUREAU.length) {
    faults.push(`- ${unset.join(', ')}: a letter needs all four of BUREAU_; set them too, or none.`);
  }
  if (given.MIGRATION_DATABASE_URL !== undefined && given.DATABASE_URL === undefined) {
    faults.push('- MIGRATION_DATABASE_URL: it stands beside DATABASE_URL; set that too, or unset this.');
  }
  const withoutMail = ['MAIL_FROM', 'ALARM_TO', 'SEAL_TO'].filter((name) => given[name] !== undefined);
  if (given.SMTP_URL === undefined && withoutMail.length > 0) {
    faults.push(
      `- ${withoutMail.join(', ')}: no mail can go out without SMTP_URL; set it too, or unset these.`,
    );
  }
  if (given.SMTP_URL !== undefined && given.MAIL_FROM === undefined) {
    faults.push('- MAIL_FROM: mail needs a sender; set it too, or unset SMTP_URL.');
  }
  if (result.success && isOpenRoad(result.data.DEURWAARDER_URL)) {
    faults.push('- DEURWAARDER_URL: expected https; http is for this machine alone.');
  }
  if ((given.DEURWAARDER_URL === undefined) !== (given.DEURWAARDER_PUBLIC_KEY_FILE === undefined)) {
    faults.push(
      '- DEURWAARDER_URL, DEURWAARDER_PUBLIC_KEY_FILE: an answer is believed only where it is signed; set both, or none.',
    );
  }
  if (!result.success || faults.length > 0) {
    throw new Error(
      `These settings in the environment cannot be used:\n${faults.join('\n')}\nMend them and start again.`,
    );
  }
  const found = result.data;
  const dataDir = resolve(found.DATA_DIR);
  return {
    databaseUrl: found.DATABASE_URL,
    migrationDatabaseUrl: found.MIGRATION_DATABASE_URL,
    redisUrl: found.REDIS_URL,
    port: found.PORT,
    host: found.HOST,
    dataDir,
    today: found.TODAY,
    databasePool: found.DATABASE_POOL,
    bureau: bureauOf(found),
    sealKeyFile:
      found.SEAL_KEY_FILE === undefined ? join(dataDir, 'seal-key.pem') : resolve(found.SEAL_KEY_FILE),
    sealTrustedKeyFiles: (found.SEAL_TRUSTED_KEY_FILES ?? '')
      .split(',')
      .map((file) => file.trim())
      .filter((file) => file !== '')
      .map((file) => resolve(file)),
    mail: mailOf(found),
    deurwaarder: deurwaarderOf(found, dataDir),
    adminPassword: found.ADMIN_PASSWORD,
  };
}

function isOpenRoad(url: string | undefined): boolean {
  return url !== undefined && new URL(url).protocol === 'http:' && !isLoopback(url);
}

/** Whether an address is one of this machine, so that what goes there crosses no network. */
export function isLoopback(url: string): boolean {
  return ['localhost', '127.0.0.1'].includes(new URL(url).hostname);
}

function deurwaarderOf(found: z.output<typeof schema>, dataDir: string): DeurwaarderSettings | undefined {
  const { DEURWAARDER_URL: url, DEURWAARDER_PUBLIC_KEY_FILE: publicKeyFile } = found;
  if (url === undefined || publicKeyFile === undefined) return undefined;
  const keyFile = found.DEURWAARDER_KEY_FILE;
  return {
    url,
    publicKeyFile: resolve(publicKeyFile),
    keyFile: keyFile === undefined ? join(dataDir, 'deurwaarder-key.pem') : resolve(keyFile),
  };
}

function mailOf(found: z.output<typeof schema>): Mail | undefined {
  const { SMTP_URL: smtpUrl, MAIL_FROM: from, ALARM_TO: alarmTo, SEAL_TO: sealTo } = found;
  return smtpUrl && from ? { smtpUrl, from, alarmTo, sealTo } : undefined;
}

function bureauOf(found: z.output<typeof schema>): Bureau | undefined {
  const { BUREAU_NAME: name, BUREAU_ADDRESS: address, BUREAU_IBAN: iban, BUREAU_CONTACT: contact } = found;
  return name && address && iban && contact ? { name, address, iban, contact } : undefined;
}

/** The value is shown so that a typing error is seen, but never a password, nor an address: it may hold one. */
function describe(name: string, given: Record<string, string | undefined>): string {
  return /_(URL|PASSWORD)$/.test(name) ? name : `${name}="${given[name]}"`;
}

function address(protocols: string[], example: string) {
  const message = `expected an address such as ${example}`;
  return z
    .string()
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), message);
}

function mailAddress() {
  return z.string().regex(/^[^\s@<>]+@[^\s@<>]+$/, 'expected an e-mail address such as name@example.org');
}

function words(most: number) {
  return z
    .string()
    .max(most, `expected at most ${most} characters`)
    .refine((text) => !/\p{Cc}/u.test(text), 'expected one line of text');
}

/** ISO 13616: with the first four characters put last and each letter read as two digits (A is 10), the number leaves 1 when divided by 97. */
function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false;
  const digits = (text.slice(4) + text.slice(0, 4)).replace(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  return BigInt(digits) % 97n === 1n;
}

function wholeNumber(lowest: number, highest: number) {
  const message = `expected a whole number from ${lowest} to ${highest}`;
  return z
    .string()
    .regex(/^\d{1,6}$/, message)
    .transform(Number)
    .refine((found) => found >= lowest && found <= highest, message);
}
