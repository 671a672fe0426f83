import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, expect, test } from 'vitest';
import { keepBooks, sealsFileIn } from '../src/books.ts';
import { runCheck } from '../src/check-command.ts';
import { clockAt, systemClock } from '../src/clock.ts';
import { runClose } from '../src/close-command.ts';
import { lastCheck } from '../src/collections/index.ts';
import { day } from '../src/values/index.ts';
import { openOffice, runningCase } from './collections/office.ts';
import { openTestDatabase } from './support/database.ts';

const { db, sql } = await openTestDatabase();
await openOffice(db);
const folder = await mkdtemp(join(tmpdir(), 'dwangsom-books-'));
const letters: { to: string; subject: string; text: string }[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: async (stream, _session, taken) => {
    const { to, subject = '', text = '' } = await simpleParser(stream);
    letters.push({ to: [to].flat()[0]?.text ?? '', subject, text });
    taken();
  },
});
const port = await new Promise<number>((resolve) => {
  const listening = server.listen(0, '127.0.0.1', () =>
    resolve((listening.address() as { port: number }).port),
  );
});
afterAll(async () => {
  await new Promise<void>((closed) => server.close(() => closed()));
  await rm(folder, { recursive: true, force: true });
});

const today = day('2025-03-04');
const said: string[] = [];
const books = await keepBooks({
  db,
  clock: clockAt(today),
  sealClock: systemClock,
  sealKeyFile: join(folder, 'seal-key.pem'),
  trustedKeyFiles: [],
  sealsFile: sealsFileIn(folder),
  mail: {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    from: 'boeken@bureau.example',
    alarmTo: 'wacht@bureau.example',
    sealTo: 'notaris@kantoor.example',
  },
  say: (line) => said.push(line),
});

function streams() {
  const [output, errors] = [new PassThrough(), new PassThrough()];
  const read = (stream: PassThrough) => String(stream.read() ?? '');
  return { output, errors, written: () => read(output), complained: () => read(errors) };
}

test('what was booked is sealed, made known in the file, checked and mailed; a forged balance is found, kept and mailed', async () => {
  const one = await runningCase(db);
  await one.found('2025-02-01', '2025-02-01');
  await books.sealBooks();
  const [line] = (await readFile(sealsFileIn(folder), 'utf8')).trim().split('\n');
  expect(JSON.parse(line!)).toMatchObject({ number: 1, firstPosition: '1' });

  await books.checkBooks(today);
  expect(said.at(-1)).toMatch(/everything holds/);
  expect(await db.transaction(lastCheck)).toEqual({ onDay: today, found: 0 });
  expect(letters).toEqual([]);

  await books.mailSeal();
  expect(letters.splice(0)).toMatchObject([{ to: 'notaris@kantoor.example' }]);

  await sql`alter table ledger.balance disable trigger balance_has_one_door`;
  await sql`update ledger.balance set debit = debit + 1 where account = (select id from ledger.account order by id limit 1)`;
  await sql`alter table ledger.balance enable always trigger balance_has_one_door`;
  await books.checkBooks(today);
  // The account itself, and the control account to which it rolls up.
  expect(await db.transaction(lastCheck)).toEqual({ onDay: today, found: 2 });
  expect(letters).toMatchObject([
    { to: 'wacht@bureau.example', subject: 'Dwangsom: 2 differences in the books' },
  ]);
  expect(letters[0]!.text).toContain('balance-differs');

  const command = streams();
  expect(await runCheck(db, { today, trusted: [], published: undefined, json: true }, command)).toBe(1);
  const found = JSON.parse(command.written()) as { found: number; findings: { what: string }[] };
  expect(new Set(found.findings.map(({ what }) => what))).toEqual(
    new Set(['balance-differs', 'control-differs', 'seal-untrusted-key']),
  );
});

test('a period is closed by two people, once, and what cannot be read is said', async () => {
  const close = async (through: string, by: string, approvedBy: string) => {
    const { output, errors, written, complained } = streams();
    const code = await runClose(db, { through, by, approvedBy, today }, { output, errors });
    return { code, text: written() + complained() };
  };
  expect(await close('31-01-2025', 'a', 'b')).toMatchObject({ code: 2 });
  const faults = await close('2025-03-31', 'Fien', 'fien ');
  expect(faults.code).toBe(1);
  expect(faults.text).toMatch(/nog niet voorbij[\s\S]*twee mensen/);
  expect(await close('2025-01-31', 'Fien', 'Gijs')).toMatchObject({ code: 0 });
  expect(await close('2025-01-15', 'Fien', 'Gijs')).toMatchObject({ code: 1 });
});
