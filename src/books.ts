import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from './clock.ts';
import { type CheckedCases, checkCases, keepCheckRun } from './collections/index.ts';
import type { Mail } from './config.ts';
import type { Db } from './db.ts';
import { check } from './ledger/index.ts';
import {
  mailNewest,
  openSealKey,
  publicKeyOf,
  publishToFile,
  type SealKey,
  seal,
  sealAge,
} from './ledger/seal/index.ts';
import { sendMail } from './mail.ts';
import type { Day } from './values/index.ts';

export interface KeptBooks {
  readonly db: Db;
  readonly clock: Clock;
  /** The seal stands outside the office's day: its moments are those of the machine, also where a demonstration pins the day. */
  readonly sealClock: Clock;
  readonly sealKeyFile: string;
  /** Public keys by which the chain was signed before this one. */
  readonly trustedKeyFiles: readonly string[];
  /** Where the seal is made known outside the database: a line a block. */
  readonly sealsFile: string;
  readonly mail: Mail | undefined;
  readonly say: (line: string) => void;
}

/** A line a block; whoever keeps the seal outside copies this file. */
export function sealsFileIn(dataDir: string): string {
  return join(dataDir, 'seals.ndjson');
}

/** What a process does for the books by itself: seal them, look at the whole of them, and tell. The jobs wake it. */
export interface BookWork {
  sealBooks(): Promise<void>;
  checkBooks(today: Day): Promise<void>;
  mailSeal(): Promise<void>;
}

/** An alarm that stays on is repeated after this long, not at every look. */
const REPEAT_MILLISECONDS = 3_600_000;

export async function keepBooks(of: KeptBooks): Promise<BookWork> {
  const { db, clock, say } = of;
  const key: SealKey = await openSealKey(of.sealKeyFile);
  const trusted = [key.publicKey, ...(await publicKeysIn(of.trustedKeyFiles))];
  let alarmedAt = 0;
  return {
    sealBooks: async () => {
      const faults: string[] = [];
      const tried = <Result>(work: Promise<Result>) =>
        work.catch((cause: unknown) => {
          faults.push(cause instanceof Error ? cause.message : String(cause));
          return null;
        });
      // Each is tried, whatever became of the one before: a chain that cannot go on is just when its age must be told.
      const sealed = await tried(seal(db, { key, trusted, now: () => of.sealClock.now() }));
      await tried(publishToFile(db, of.sealsFile));
      const age = await tried(sealAge(db, of.sealClock.now()));
      if (age?.isAlarm) faults.push(age.sentence);
      const falseIds = sealed?.falseIds ?? [];
      if (falseIds.length > 0)
        faults.push(`Entries ${falseIds.join(', ')} were posted with a hash that is not that of their rows.`);
      if (faults.length === 0) {
        alarmedAt = 0;
        return;
      }
      const now = of.sealClock.now().getTime();
      if (now - alarmedAt < REPEAT_MILLISECONDS) return;
      alarmedAt = now;
      await alarm(of, 'The seal of the ledger needs a look', faults.join('\n'));
    },
    checkBooks: async (today) => {
      const startedAt = clock.now();
      const books = await check(db, { trusted, published: of.sealsFile });
      const cases = await checkCases(db, today, { halts: true }).catch((cause: unknown) =>
        notLookedAt(cause),
      );
      await keepCheckRun(db, { books, cases, onDay: today, startedAt, finishedAt: clock.now() });
      const findings = [...books.findings, ...cases.findings];
      const found = books.found + cases.findings.length;
      say(
        found === 0
          ? `The books were checked: ${books.entries} entries and ${cases.cases} cases, everything holds.`
          : `The books were checked: ${found} things do not hold.`,
      );
      if (found === 0) return;
      const told = findings.slice(0, 50).map(({ what, sentence }) => `- ${what}: ${sentence}`);
      await alarm(
        of,
        `${found} differences in the books`,
        [...told, '`dwangsom check` shows all of them.'].join('\n'),
      );
    },
    mailSeal: async () => {
      const { mail } = of;
      if (mail?.sealTo === undefined) return;
      await mailNewest(db, {
        transport: mail.smtpUrl,
        from: mail.from,
        to: mail.sealTo,
        now: of.sealClock.now(),
      });
    },
  };
}

/** What the ledger's own check found must not be lost because the cases could not be read. */
function notLookedAt(cause: unknown): CheckedCases {
  const sentence = `De zaken konden niet worden bekeken: ${cause instanceof Error ? cause.message : String(cause)}`;
  return {
    cases: 0,
    notAssessed: 0,
    findings: [{ what: 'cases-not-checked', entry: null, about: 'alle', sentence }],
  };
}

/** The public keys in files, in PEM. */
export async function publicKeysIn(files: readonly string[]): Promise<Buffer[]> {
  return Promise.all(files.map(async (file) => publicKeyOf(await readFile(file, 'utf8'))));
}

/** On the log always; by e-mail where somebody is named for it. A mail server that is away is said, and does not undo what was found. */
async function alarm({ mail, say }: KeptBooks, subject: string, text: string): Promise<void> {
  say(`ALARM: ${subject}\n${text}`);
  if (mail?.alarmTo === undefined) return;
  try {
    await sendMail(mail, { to: mail.alarmTo, subject: `Dwangsom: ${subject}`, text });
  } catch (cause) {
    say(`The alarm could not be mailed to ${mail.alarmTo}: ${(cause as Error).message}`);
  }
}
