import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { LADDER_1, type LadderStep } from '../src/collections/process/ladder.ts';
import {
  runBrake,
  runProposeLadder,
  runProposeRegime,
  runReleaseBrake,
  runReleaseLadder,
  runReleaseRegime,
  runTryLadder,
  showOffice,
} from '../src/office-command.ts';
import { day } from '../src/values/index.ts';
import { claimedCase, openOffice, runningCase } from './collections/office.ts';
import { openTestDatabase } from './support/database.ts';

const MAKER = 'Mia Maker';
const RELEASER = 'Rik Releaser';
const directory = await mkdtemp(join(tmpdir(), 'dwangsom-office-command-'));
afterAll(() => rm(directory, { recursive: true, force: true }));

/** What a command wrote, and its exit code. */
async function run(command: (streams: { output: Writable; errors: Writable }) => Promise<number>) {
  const texts = { output: '', errors: '' };
  const into = (name: 'output' | 'errors') =>
    new Writable({
      write(chunk, _encoding, done) {
        texts[name] += chunk;
        done();
      },
    });
  const code = await command({ output: into('output'), errors: into('errors') });
  return { code, ...texts };
}

async function fileOf(name: string, content: unknown): Promise<string> {
  const file = join(directory, name);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

/** Version 1, but for a herinnering that waits thirty days instead of fourteen. */
const SLOWER: LadderStep[] = LADDER_1.steps.map((each) =>
  each.step === 'herinnering' ? { ...each, daysAfter: 30 } : each,
);
const slowerFile = await fileOf('slower.json', SLOWER);
/** Before any case of these tests was validated. */
const EARLY = day('2025-01-18');
const REASON = 'Vaders vragen om meer tijd.';

describe('the ladder', async () => {
  const { db, sql } = await openTestDatabase();
  await openOffice(db);

  const counts = async () => {
    const [row] = await sql`
      select (select count(*) from collections.event)::int as events,
             (select count(*) from collections.outbox)::int as promises,
             (select count(*) from collections.ladder_version)::int as versions`;
    return row;
  };

  test('show: without anything set, the first version, no brakes and the volmacht', async () => {
    const { code, output, errors } = await run((streams) => showOffice(db, EARLY, streams));
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output.split('\n')).toEqual([
      'Regime on 18 januari 2025: VOLMACHT',
      'Brakes: none',
      'Ladder for cases that begin: version 1',
      '  aanzegging: 0 days after the step before, by programma, 14 days to pay',
      '  herinnering: 14 days after the step before, by programma, 7 days to pay',
      '  laatste-aanmaning: 7 days after the step before, by programma, 14 days to pay, needs drie-contactwegen',
      '  overname: 14 days after the step before, by programma, 7 days to pay',
      '  verhaalsonderzoek: 7 days after the step before, by persoon',
      '  kindtoets: 0 days after the step before, by persoon',
      '  opdracht: 0 days after the step before, by persoon, needs contact-90-dagen',
      '',
    ]);
  });

  test('propose: all that is wrong with a file is told at once, exit 1, and nothing is kept', async () => {
    const faulty = await fileOf('faulty.json', [
      { step: 'herinnering', daysAfter: 14, betaaltermijnDagen: null, preconditions: [], by: 'programma' },
      { step: 'aanzegging', daysAfter: 0, betaaltermijnDagen: 14, preconditions: [], by: 'programma' },
      { step: 'opdracht', daysAfter: 7, betaaltermijnDagen: 7, preconditions: [], by: 'programma' },
    ]);
    const { code, output, errors } = await run((streams) =>
      runProposeLadder(db, { file: faulty, by: MAKER, reason: '', today: EARLY }, streams),
    );
    expect({ code, output }).toEqual({ code: 1, output: '' });
    for (const fault of [
      'De ladder begint met de aanzegging',
      'De stappen staan elk hoogstens één keer en in deze volgorde',
      'Voor de opdracht aan de deurwaarder hoort een kindtoets',
      'De stap opdracht heeft rechtsgevolg of gaat over het kind: een persoon beslist',
      'De stap opdracht heeft geen betaaltermijn',
      'De stap herinnering heeft een betaaltermijn nodig',
      'reason: ',
    ])
      expect(errors).toContain(fault);
    expect(await counts()).toMatchObject({ versions: 0 });
    const tried = await run((streams) =>
      runTryLadder(db, { file: faulty, today: EARLY, json: false }, streams),
    );
    expect(tried.code).toBe(2);
    expect(tried.errors).toContain('De ladder begint met de aanzegging');
  });

  test('propose: a file that is not there, or holds no JSON, is exit 2', async () => {
    const propose = (file: string) =>
      run((streams) => runProposeLadder(db, { file, by: MAKER, reason: REASON, today: EARLY }, streams));
    expect(await propose(join(directory, 'none.json'))).toMatchObject({
      code: 2,
      output: '',
      errors: expect.stringContaining('none.json cannot be read: ENOENT'),
    });
    expect(await propose(await fileOf('diary.json', 'Lief dagboek'))).toMatchObject({
      code: 2,
      output: '',
      errors: expect.stringContaining('diary.json cannot be read: '),
    });
  });

  test('try: says whose next step would change, and writes nothing', async () => {
    // The aanzegging arrived on 17 February. In 14 days that is 3 March, in 30 it is 19 March.
    const one = await claimedCase(db);
    const { dossiernummer } = (await one.view('2025-02-20')).file;
    const before = await counts();
    const { code, output } = await run((streams) =>
      runTryLadder(db, { file: slowerFile, today: day('2025-02-20'), json: false }, streams),
    );
    expect(code).toBe(0);
    expect(output).toBe(
      `${dossiernummer} n1/2025-02-15: herinnering on 2025-03-03 -> herinnering on 2025-03-19\n` +
        '1 next steps would change, in 1 cases. Nothing was written.\n',
    );
    const json = await run((streams) =>
      runTryLadder(db, { file: slowerFile, today: day('2025-02-20'), json: true }, streams),
    );
    expect(JSON.parse(json.output)).toEqual({
      cases: 1,
      changes: [
        {
          dossiernummer,
          dwangsom: 'n1/2025-02-15',
          now: { step: 'herinnering', on: '2025-03-03' },
          proposed: { step: 'herinnering', on: '2025-03-19' },
        },
      ],
    });
    expect(await counts()).toEqual(before);
  });

  test('try: the ladder as it stands changes nothing', async () => {
    const same = await fileOf('same.json', LADDER_1.steps);
    const { code, output } = await run((streams) =>
      runTryLadder(db, { file: same, today: day('2025-02-20'), json: false }, streams),
    );
    expect({ code, output }).toEqual({
      code: 0,
      output: '0 next steps would change, in 1 cases. Nothing was written.\n',
    });
  });

  test('release: by another than its maker; cases that begin take the new version, those that run keep theirs', async () => {
    const running = await claimedCase(db);
    const proposed = await run((streams) =>
      runProposeLadder(db, { file: slowerFile, by: MAKER, reason: REASON, today: EARLY }, streams),
    );
    expect(proposed).toMatchObject({
      code: 0,
      output: `Version 2 is proposed. Another than ${MAKER} releases it.\n`,
    });
    const release = (by: string, version = '2') =>
      run((streams) => runReleaseLadder(db, { version, by, today: EARLY }, streams));

    // The same person in other letters is the same person.
    for (const by of [MAKER, 'mia  MAKER', ''])
      expect(await release(by)).toMatchObject({
        code: 1,
        output: '',
        errors: `Versie 2 is voorgesteld door ${MAKER}; een ander geeft haar vrij.\n`,
      });
    expect((await run((streams) => showOffice(db, EARLY, streams))).output).toContain(
      `Ladder for cases that begin: version 1\n`,
    );
    expect(await release(RELEASER)).toMatchObject({ code: 0, errors: '' });
    expect(await release(RELEASER)).toMatchObject({
      code: 1,
      errors: 'Versie 2 is al vrijgegeven, op 2025-01-18.\n',
    });
    expect(await release(RELEASER, '3')).toMatchObject({
      code: 1,
      errors: 'Er is geen versie 3 van de ladder voorgesteld.\n',
    });
    expect((await run((streams) => showOffice(db, EARLY, streams))).output).toContain(
      `version 2: proposed by ${MAKER}, released by ${RELEASER} on 2025-01-18`,
    );

    const begun = await claimedCase(db);
    expect((await begun.view('2025-02-20')).file.ladder?.version).toBe(2);
    expect((await running.view('2025-02-20')).file.ladder?.version).toBe(1);
    for (const one of [begun, running]) await one.nights('2025-03-03', '2025-03-19');
    expect(await running.letters()).toEqual(['2025-02-16 aanzegging n1', '2025-03-03 herinnering n1']);
    expect(await begun.letters()).toEqual(['2025-02-16 aanzegging n1', '2025-03-19 herinnering n1']);
  });
});

describe('the brakes', async () => {
  const { db } = await openTestDatabase();
  await openOffice(db);
  const today = day('2025-02-20');
  const set = (what: string, by = MAKER, reason = 'Klachten over brieven.') =>
    run((streams) => runBrake(db, { what, reason, by, today }, streams));
  const release = (what: string, by: string) =>
    run((streams) => runReleaseBrake(db, { what, by, today }, streams));
  const show = async () => (await run((streams) => showOffice(db, today, streams))).output;

  test('the program sets no brake', async () => {
    expect(await set('brieven', 'Systeem')).toMatchObject({ code: 1, output: '' });
    expect(await show()).toContain('Brakes: none\n');
  });

  test('one person sets a brake, once; another releases it', async () => {
    expect(await set('brieven')).toEqual({
      code: 0,
      output: 'The brake on brieven stands, for the whole office.\n',
      errors: '',
    });
    expect(await set('brieven', RELEASER)).toMatchObject({
      code: 1,
      errors: 'De rem op brieven staat al.\n',
    });
    expect(await show()).toContain(
      `Brakes:\n  brieven, set by ${MAKER} on 2025-02-20: Klachten over brieven.\n`,
    );
    expect(await release('brieven', MAKER)).toMatchObject({
      code: 1,
      errors: `De rem op brieven is gezet door ${MAKER}; een ander lost haar.\n`,
    });
    expect(await show()).toContain('brieven, set by');
    expect(await release('brieven', RELEASER)).toMatchObject({ code: 0, errors: '' });
    expect(await show()).toContain('Brakes: none\n');
    expect(await release('brieven', RELEASER)).toMatchObject({
      code: 1,
      errors: 'Er staat geen rem op brieven.\n',
    });
  });

  test('a brake of the office holds every case, and what it held goes on when it is released', async () => {
    const one = await claimedCase(db);
    await set('brieven');
    await one.nights('2025-03-03', '2025-03-05');
    expect(await one.letters()).toEqual(['2025-02-16 aanzegging n1']);
    await release('brieven', RELEASER);
    await one.nights('2025-03-06', '2025-03-06');
    expect(await one.letters()).toEqual(['2025-02-16 aanzegging n1', '2025-03-06 herinnering n1']);
  });

  test('Rv 611g: who brakes the stuitingen is told that claims may lapse', async () => {
    const { code, output } = await set('stuitingen');
    expect(code).toBe(0);
    expect(output).toContain('claims may lapse (Rv 611g)');
    expect((await set('alles')).output).not.toContain('lapse');
    for (const what of ['stuitingen', 'alles']) expect((await release(what, RELEASER)).code).toBe(0);
  });

  test('no such brake, no reason and no name are refused', async () => {
    expect(await set('alle brieven')).toMatchObject({
      code: 1,
      output: '',
      errors: expect.stringMatching(/^what: /),
    });
    const nothing = await set('alles', '  ', '');
    expect(nothing).toMatchObject({ code: 1, output: '' });
    expect(nothing.errors).toContain('reason: ');
    expect(nothing.errors).toContain('by: noem wie de rem zet');
    expect(await show()).toContain('Brakes: none\n');
    expect(await release('alle brieven', RELEASER)).toMatchObject({
      code: 2,
      errors:
        '"alle brieven" is no brake; there are alles, brieven, opdrachten, uitbetalingen, stuitingen.\n',
    });
  });
});

describe('the regime', async () => {
  const { db } = await openTestDatabase();
  await openOffice(db);
  const propose = (more: object = {}) =>
    run((streams) =>
      runProposeRegime(
        db,
        {
          regime: 'WETTELIJKE_TAAK',
          from: '2025-03-01',
          grondslag: 'Verzonnen wet, artikel 1',
          by: MAKER,
          ...more,
        },
        streams,
      ),
    );
  const release = (id: string, by: string) =>
    run((streams) => runReleaseRegime(db, { id, by, today: day('2025-02-20') }, streams));
  const regimeOn = async (on: string) =>
    (await run((streams) => showOffice(db, day(on), streams))).output.split('\n')[0];

  test('two people change it, and it counts from its day', async () => {
    const { code, output } = await propose();
    expect(code).toBe(0);
    const id = /^Proposal (\d+) stands\. Another than Mia Maker releases it\.\n$/.exec(output)![1]!;
    expect(await regimeOn('2025-03-01')).toBe('Regime on 1 maart 2025: VOLMACHT');
    expect(await release(id, MAKER)).toMatchObject({
      code: 1,
      errors: `Voorstel ${id} is van ${MAKER}; een ander geeft het vrij.\n`,
    });
    expect(await regimeOn('2025-03-01')).toBe('Regime on 1 maart 2025: VOLMACHT');
    expect(await release(id, RELEASER)).toMatchObject({ code: 0, errors: '' });
    expect(await release(id, RELEASER)).toMatchObject({
      code: 1,
      errors: `Voorstel ${id} is al vrijgegeven.\n`,
    });
    expect(await regimeOn('2025-02-28')).toBe('Regime on 28 februari 2025: VOLMACHT');
    expect(await regimeOn('2025-03-01')).toBe('Regime on 1 maart 2025: WETTELIJKE_TAAK');
  });

  test('what cannot be read is exit 2, and what names no statute or no regime is refused', async () => {
    expect(await propose({ from: '2025-02-30' })).toMatchObject({
      code: 2,
      errors: '"2025-02-30" is no calendar day; write one as 2026-10-31.\n',
    });
    expect(await propose({ grondslag: '' })).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^grondslag: /),
    });
    expect(await propose({ regime: 'VRIJ' })).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^regime: /),
    });
    expect(await release('twee', RELEASER)).toMatchObject({
      code: 2,
      errors: '"twee" is no proposal; write its number.\n',
    });
    expect(await release('999', RELEASER)).toMatchObject({
      code: 1,
      errors: 'Er is geen voorstel 999 voor een regime.\n',
    });
  });

  test('a version of the ladder is a number', async () => {
    expect(
      await run((streams) =>
        runReleaseLadder(db, { version: 'twee', by: RELEASER, today: day('2025-02-20') }, streams),
      ),
    ).toEqual({ code: 2, output: '', errors: '"twee" is no version of the ladder; write a number.\n' });
  });

  test('a case that runs is not touched by a proposal alone', async () => {
    const one = await runningCase(db);
    await propose({ regime: 'VOLMACHT', from: '2025-01-01' });
    expect((await one.view('2025-03-02')).standing.regime).toBe('WETTELIJKE_TAAK');
  });
});
