import { writeFile } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import type { Db, Tx } from './db.ts';
import {
  type AsOf,
  ageing,
  ageingSheet,
  journal,
  journalSheet,
  LIMIT_MAXIMUM,
  openItems,
  openItemsSheet,
  type Sheet,
  statement,
  statementSheet,
  toCsv,
  toJson,
  toTable,
  trialBalance,
  trialBalanceSheet,
  unknownNames,
} from './ledger/reports/index.ts';
import { accepted, type Day, isDay, type Outcome } from './values/index.ts';

/**
 * `dwangsom report`: one report of the ledger on standard output or in a file, as a table, CSV or JSON. All that is wrong with the question is said at
 * once. It reads in one transaction, which can change nothing and sees one moment.
 */

/** The options as the command line has them; every one is text. Which of them a report takes stands in `TAKES`. */
export interface ReportOptions {
  readonly format?: string | undefined;
  readonly out?: string | undefined;
  readonly valueOn?: string | undefined;
  readonly knownOn?: string | undefined;
  readonly sealedAt?: string | undefined;
  readonly from?: string | undefined;
  readonly account?: string | undefined;
  readonly control?: string | undefined;
  readonly scope?: string | undefined;
  readonly cause?: string | undefined;
  readonly bounds?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: string | undefined;
}

export interface Streams {
  readonly output: Writable;
  readonly errors: Writable;
}

const WRITERS = { table: toTable, csv: toCsv, json: toJson };

type Option = keyof ReportOptions;

const ALWAYS: readonly Option[] = ['format', 'out', 'knownOn', 'sealedAt'];

/** By report: which options it needs, and which it takes as well. `from` is a booked day of the journal and a value day of a statement. */
const TAKES: Readonly<
  Record<string, { readonly needs: readonly Option[]; readonly takes: readonly Option[] }>
> = {
  'trial-balance': { needs: [], takes: ['valueOn'] },
  journal: { needs: [], takes: ['scope', 'cause', 'from', 'cursor', 'limit'] },
  statement: { needs: ['account'], takes: ['valueOn', 'from', 'cursor', 'limit'] },
  'open-items': { needs: ['control'], takes: ['valueOn'] },
  ageing: { needs: ['control'], takes: ['valueOn', 'bounds'] },
};

/**
 * Answers and says the exit code: 0 where the report was written, 2 where the question was bad. `today` is the day on which ages are counted where
 * no `--value-on` is given.
 */
export async function runReport(
  report: string,
  options: ReportOptions,
  { db, today, output, errors }: Streams & { readonly db: Db; readonly today: Day },
): Promise<number> {
  const faults = faultsOf(report, options);
  if (faults.length > 0) return refuse(errors, faults);
  const sheet = await db.transaction(
    async (tx): Promise<Outcome<Sheet>> => {
      const { account, control } = options;
      const unknown = await unknownNames(tx, { account, control, sealedAt: asOfOf(options).sealedAt });
      return unknown.length > 0 ? { ok: false, refusals: unknown } : answer(tx, report, options, today);
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
  if (!sheet.ok) {
    return refuse(
      errors,
      sheet.refusals.map(({ sentence }) => sentence),
    );
  }
  const format = (options.format ?? 'table') as keyof typeof WRITERS;
  const text = WRITERS[format](sheet.value);
  if (options.out === undefined) await write(output, text);
  else if (!(await isWritten(options.out, text, errors))) return 2;
  // CSV has no place for it, and whoever pages by hand looks here.
  if (format === 'csv' && sheet.value.next !== null)
    errors.write(`Verder met --cursor ${sheet.value.next}\n`);
  return 0;
}

async function answer(tx: Tx, report: string, options: ReportOptions, today: Day): Promise<Outcome<Sheet>> {
  const asOf = asOfOf(options);
  const { account = '', control = '', scope, cause, cursor } = options;
  const from = options.from as Day | undefined;
  const limit = options.limit === undefined ? 100 : Number(options.limit);
  if (report === 'trial-balance') return accepted(trialBalanceSheet(await trialBalance(tx, asOf), asOf));
  if (report === 'open-items')
    return accepted(openItemsSheet(await openItems(tx, control, asOf), control, asOf));
  if (report === 'ageing') {
    const onDay = { ...asOf, valueOn: asOf.valueOn ?? today };
    const bounds = options.bounds?.split(',').map(Number);
    return accepted(ageingSheet(await ageing(tx, control, onDay, bounds), onDay));
  }
  if (report === 'statement') {
    const page = await statement(tx, account, { asOf, from, cursor, limit });
    return page.ok ? accepted(statementSheet(page.value, asOf, from)) : page;
  }
  const { bookedOn: bookedThrough, sealedAt } = asOf;
  const asked = { scope, cause, bookedFrom: from, bookedThrough, sealedAt, after: cursor, limit };
  const page = await journal(tx, asked);
  return page.ok ? accepted(journalSheet(page.value, asked)) : page;
}

/** After `faultsOf` found nothing. */
function asOfOf({ valueOn, knownOn, sealedAt }: ReportOptions): AsOf {
  return {
    valueOn: valueOn as Day | undefined,
    bookedOn: knownOn as Day | undefined,
    sealedAt: sealedAt === undefined ? undefined : Number(sealedAt),
  };
}

function faultsOf(report: string, options: ReportOptions): string[] {
  const takes = Object.hasOwn(TAKES, report) ? TAKES[report] : undefined;
  if (takes === undefined) {
    return [`Er is geen overzicht "${report}"; kies uit ${Object.keys(TAKES).join(', ')}.`];
  }
  const given = (Object.keys(options) as Option[]).filter((option) => options[option] !== undefined);
  const missing = takes.needs.filter((option) => !given.includes(option));
  const foreign = given.filter((option) => ![...ALWAYS, ...takes.needs, ...takes.takes].includes(option));
  return [
    ...missing.map((option) => `Overzicht "${report}" vraagt ${flagOf(option)}.`),
    ...foreign.map((option) => `Overzicht "${report}" kent ${flagOf(option)} niet.`),
    ...given.flatMap((option) => {
      const fault = FORMS[option]?.(options[option]!) ?? null;
      return fault === null ? [] : [`${flagOf(option)} is "${options[option]}", en ${fault}.`];
    }),
  ];
}

const aDay = (text: string) => (isDay(text) ? null : 'dat is geen kalenderdag; schrijf hem als 2026-01-31');

/** What is wrong with the form of an option, or null. */
const FORMS: Partial<Record<Option, (text: string) => string | null>> = {
  format: (text) => (Object.hasOwn(WRITERS, text) ? null : `een vorm is ${Object.keys(WRITERS).join(', ')}`),
  valueOn: aDay,
  knownOn: aDay,
  from: aDay,
  sealedAt: (text) => (isWhole(text, 1, 2_147_483_647) ? null : 'een zegelblok is een nummer vanaf 1'),
  limit: (text) =>
    isWhole(text, 1, LIMIT_MAXIMUM)
      ? null
      : `een bladzijde heeft 1 tot en met ${LIMIT_MAXIMUM} regels of boekingen`,
  bounds: (text) =>
    text
      .split(',')
      .every(
        (bound, index, all) =>
          isWhole(bound, 0, 100_000) && (index === 0 || Number(bound) > Number(all[index - 1])),
      )
      ? null
      : 'grenzen zijn oplopende aantallen dagen, als 30,60,90',
};

function isWhole(text: string, least: number, most: number): boolean {
  return /^\d{1,10}$/.test(text) && Number(text) >= least && Number(text) <= most;
}

function flagOf(option: Option): string {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function refuse(errors: Writable, sentences: readonly string[]): number {
  errors.write(sentences.map((sentence) => `${sentence}\n`).join(''));
  return 2;
}

/** A new file: a report that someone keeps is not written over. */
async function isWritten(path: string, text: string, errors: Writable): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const why = error.code === 'EEXIST' ? 'het bestaat al; kies een andere naam' : error.message;
    errors.write(`Het bestand "${path}" is niet geschreven: ${why}.\n`);
    return false;
  }
}

/** Written, and taken by whoever reads; who closes the pipe, as `head` does, has seen enough. */
function write(output: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    output.once('error', fail);
    function fail(error: Error) {
      if ('code' in error && error.code === 'EPIPE') resolve();
      else reject(error);
    }
    output.write(text, (error) => {
      // Where writing failed the listener stays, because the stream still has to tell of the error.
      if (error) return fail(error);
      output.off('error', fail);
      resolve();
    });
  });
}
