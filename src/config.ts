import { resolve } from 'node:path';
import { z } from 'zod';
import { type Day, isDay } from './values/index.ts';

export interface Config {
  /** Undefined: a PostgreSQL of our own starts in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** Undefined: the queue lies in PostgreSQL. */
  readonly redisUrl: string | undefined;
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Undefined: the calendar in the Netherlands says which day it is. */
  readonly today: Day | undefined;
  readonly databasePool: number;
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
    name: 'REDIS_URL',
    default: 'none',
    meaning: 'Redis for the queue, as redis://host:6379. Without it the queue lies in PostgreSQL.',
  },
  { name: 'PORT', default: '3000', meaning: 'Port of the pages and the API; 0 takes a free one.' },
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
});

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
  if (!result.success || faults.length > 0) {
    throw new Error(
      `These settings in the environment cannot be used:\n${faults.join('\n')}\nMend them and start again.`,
    );
  }
  const found = result.data;
  return {
    databaseUrl: found.DATABASE_URL,
    redisUrl: found.REDIS_URL,
    port: found.PORT,
    host: found.HOST,
    dataDir: resolve(found.DATA_DIR),
    today: found.TODAY,
    databasePool: found.DATABASE_POOL,
  };
}

/** The value is shown so that a typing error is seen, but never that of an address: it may hold a password. */
function describe(name: string, given: Record<string, string | undefined>): string {
  return name.endsWith('_URL') ? name : `${name}="${given[name]}"`;
}

function address(protocols: string[], example: string) {
  const message = `expected an address such as ${example}`;
  return z
    .string()
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), message);
}

function wholeNumber(lowest: number, highest: number) {
  const message = `expected a whole number from ${lowest} to ${highest}`;
  return z
    .string()
    .regex(/^\d{1,6}$/, message)
    .transform(Number)
    .refine((found) => found >= lowest && found <= highest, message);
}
