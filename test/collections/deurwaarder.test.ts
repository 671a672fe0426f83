import { createHash, generateKeyPairSync } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { openSimulator } from '../../demo/deurwaarder.ts';
import { takeMessage } from '../../src/collections/deurwaarder-messages.ts';
import {
  checkCases,
  DEMONSTRATION_BUREAU,
  dueOutbox,
  performOutbox,
  proposeLadder,
  readDeurwaarder,
  registerUitspraak,
  releaseLadder,
} from '../../src/collections/index.ts';
import { LADDER_1 } from '../../src/collections/process/ladder.ts';
import type { Db } from '../../src/db.ts';
import {
  type BerichtKind,
  berichtSchema,
  type Deurwaarder,
  type DeurwaarderBericht,
  openDeurwaarder,
} from '../../src/deurwaarder/index.ts';
import { addDays, type Day, day } from '../../src/values/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { trialBalanceIsZero } from './books-equal.ts';
import { contact, DWANGSOM, kindtoets, order, readKindtoets, testedCase } from './climbing.ts';
import {
  APPROVER,
  at,
  CHECKER,
  expectAccepted,
  LETTER_BOX,
  OFFICER,
  OneCase,
  openOffice,
  PARTIES,
  runningCase,
  uitspraakOf,
} from './office.ts';

/** Tries as the jobs do, until it is done; answers how often it failed. */
async function untilDone(work: () => Promise<unknown>): Promise<number> {
  for (let failed = 0; ; failed++) {
    try {
      await work();
      return failed;
    } catch (fault) {
      if (failed === 50) throw fault;
    }
  }
}

interface Sent {
  readonly url: string;
  readonly body: string;
}

/** A real server on this machine and a real client over a line that loses three of ten and tells half twice. */
async function openLine(first: string, { lose, double }: { lose: number; double: number }, seed = 3) {
  const ours = generateKeyPairSync('ed25519');
  const line = { today: day(first), sent: [] as Sent[] };
  const simulator = await openSimulator({
    today: () => line.today,
    lastgeverKey: ours.publicKey,
    seed,
    lose,
    double,
  });
  afterAll(() => simulator.close());
  const deurwaarder = openDeurwaarder({
    url: simulator.url,
    privateKey: ours.privateKey,
    theirPublicKey: simulator.publicKey,
    now: () => new Date(),
    fetch: (url, init) => {
      if (init?.body)
        line.sent.push({ url: String(url), body: Buffer.from(init.body as Uint8Array).toString() });
      return fetch(url, init);
    },
  });
  return Object.assign(line, { simulator, deurwaarder });
}

type Line = Awaited<ReturnType<typeof openLine>>;

/** Letters and orders of `today`, as often as it takes. */
async function performed(db: Db, today: string, deurwaarder: Deurwaarder): Promise<number> {
  let failed = 0;
  const carriers = { post: LETTER_BOX, deurwaarder, bureau: DEMONSTRATION_BUREAU };
  for (const id of await dueOutbox(db, day(today)))
    failed += await untilDone(() => performOutbox(db, id, carriers, at(today)));
  return failed;
}

/** Night, post and a visit to the deurwaarder, each day from `first` to `last`. */
async function lived(one: OneCase, line: Line, first: string, last: string): Promise<void> {
  for (let on = day(first); on <= last; on = addDays(on, 1)) {
    line.today = on;
    await one.night(on);
    await performed(one.db, on, line.deurwaarder);
    await untilDone(async () => {
      const read = await readDeurwaarder(one.db, line.deurwaarder, () => at(on));
      expect(read.faults).toEqual([]);
    });
  }
}

async function approved(one: OneCase, today: string, more: object = {}): Promise<void> {
  await one.add(today, APPROVER, 'opdracht-goedgekeurd', today, order(more));
}

async function orderIn(one: OneCase, today: string, id = 'o1') {
  return (await one.view(today)).file.opdrachten.find((each) => each.id === id)!;
}

/** A message about the first order of a case, as it would have arrived. */
async function tell(one: OneCase, today: string, on: string, id: string, kind: BerichtKind, data: object) {
  const { dossiernummer } = (await one.view(today)).file;
  const bericht = berichtSchema.parse({ id, opdrachtId: `${dossiernummer}-o1`, on, kind, data });
  return takeMessage(one.db, bericht, at(today));
}

/** Everything he has ever told, each once, by asking himself from the start. */
async function allTold({ deurwaarder }: Line): Promise<DeurwaarderBericht[]> {
  const told = new Map<string, DeurwaarderBericht>();
  for (let cursor: string | null = null, isMore = true; isMore; ) {
    const from: string | null = cursor;
    await untilDone(async () => {
      const { messages, next } = await deurwaarder.messagesAfter(from);
      for (const message of messages) told.set(message.id, message);
      cursor = next;
      isMore = messages.length > 0;
    });
  }
  return [...told.values()].toSorted(byId);
}

function byId(one: { readonly id: string }, other: { readonly id: string }): number {
  return one.id < other.id ? -1 : 1;
}

describe('in 2025, of which no tariff is known', async () => {
  const { db, sql } = await openTestDatabase();
  await openOffice(db);
  const line = await openLine('2025-04-12', { lose: 0.3, double: 0.5 });
  const one = await testedCase(db);

  test('an approved order goes out as one order, with the same bytes at each attempt and its PDF with it', async () => {
    await approved(one, '2025-04-12');
    let failed = await performed(db, '2025-04-12', line.deurwaarder);
    const { dossiernummer } = (await one.view('2025-04-12')).file;
    expect(line.simulator.orders().map(({ opdrachtId }) => opdrachtId)).toEqual([`${dossiernummer}-o1`]);
    expect(await orderIn(one, '2025-04-12')).toMatchObject({ sentOn: '2025-04-12', endedOn: null });

    // Given again as after a crash between the answer and the record: the stored bytes, under the same key.
    const [promise] = await sql`select id from collections.outbox where kind = 'opdracht'`;
    const [kept] = await sql`select body, pdf, sha256 from collections.document where id = ${promise!.id}`;
    for (let more = 0; more < 5; more++)
      failed += await untilDone(() =>
        line.deurwaarder.sendOpdracht(promise!.id, JSON.parse(kept!.body), kept!.pdf),
      );
    // There was trouble, or nothing was tried here.
    expect(failed).toBeGreaterThan(0);
    expect(line.simulator.orders()).toHaveLength(1);
    expect(new Set(line.sent.map(({ body }) => body)).size).toBe(1);
    const { opdracht, pdf } = JSON.parse(line.sent[0]!.body);
    expect(opdracht).toEqual(JSON.parse(kept!.body));
    const bytes = Buffer.from(pdf.base64, 'base64');
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(kept!.sha256);
    expect(pdf.sha256).toBe(kept!.sha256);
  });

  test('what it asks is what is open that day, of what was approved, and no more', async () => {
    const [opdracht] = line.simulator.orders();
    const { assessment } = await one.view('2025-04-12');
    const { hoofdsom, rente } = assessment!.totals.open;
    // 250.00 that nobody paid; 6% a year since 4 March: 17 February, when the aanzegging came, + 14 days + 1. 39 days: 1.60.
    expect([hoofdsom, rente]).toEqual(['250.00', '1.60']);
    expect(opdracht).toMatchObject({
      lines: [
        {
          dwangsom: DWANGSOM,
          hoofdsom: '250.00',
          rente: '1.60',
          renteFrom: '2025-03-04',
          stuitingen: ['2025-02-17', '2025-03-05', '2025-03-14', '2025-03-31'],
        },
      ],
      kosten: [],
      total: { hoofdsom: '250.00', rente: '1.60', kosten: '0.00', open: '251.60' },
      measures: [{ measure: 'loonbeslag' }],
    });
    expect(JSON.stringify(opdracht)).not.toContain(PARTIES.schuldeiser.address);
    expect(JSON.stringify(opdracht)).not.toContain(PARTIES.schuldeiser.iban);
  });

  test('each of his messages is taken once, however often and in whatever order he tells it', async () => {
    await lived(one, line, '2025-04-13', '2025-06-10');
    const { messages } = await orderIn(one, '2025-06-10');
    const told = await allTold(line);
    expect(messages.map(({ kind }) => kind)).toContain('beslag-gelegd');
    expect(messages.toSorted(byId)).toEqual(told);
    for (const message of messages)
      expect(await takeMessage(db, message, at('2025-06-10'))).toEqual({ ok: true, value: null });
    // As after a crash before the place was remembered: all is read again, and does nothing.
    await sql`update collections.read_up_to set cursor = '0'`;
    const seq = (await one.view('2025-06-10')).file.events.length;
    await untilDone(async () => {
      const read = await readDeurwaarder(db, line.deurwaarder, () => at('2025-06-10'));
      expect(read).toMatchObject({ taken: 0, faults: [] });
    });
    expect((await one.view('2025-06-10')).file.events).toHaveLength(seq);
  });

  test('Btag: costs of a day without a tariff are booked by nobody, and a person is asked about each until he answered', async () => {
    const kosten = (await orderIn(one, '2025-06-10')).messages.filter(({ kind }) => kind === 'kosten');
    expect(kosten.length).toBeGreaterThan(1);
    const { file, plan } = await one.view('2025-06-10');
    expect(file.facts.filter(({ fact }) => fact.kind === 'kosten')).toEqual([]);
    const asked = () => one.planned('2025-06-10', 'kosten (');
    expect(await asked()).toHaveLength(kosten.length);
    const step = plan.find(({ what }) => what.includes(kosten[0]!.id));
    expect(step?.what).toMatch(/geen tarief bekend/);
    expect(step).toMatchObject({ by: 'medewerker', act: null, on: kosten[0]!.on });

    await one.add('2025-06-10', OFFICER, 'vraag-beantwoord', '2025-06-10', {
      about: kosten[0]!.id,
      article: 'Rv 434a; Btag art. 2',
      answer: 'Teruggevraagd bij de deurwaarder.',
    });
    expect(await asked()).toHaveLength(kosten.length - 1);
    expect((await one.view('2025-06-10')).plan.some(({ what }) => what.includes(kosten[0]!.id))).toBe(false);
    // Or he found the tariff, and booked them by their source.
    const second = kosten[1] as Extract<DeurwaarderBericht, { kind: 'kosten' }>;
    await one.add('2025-06-10', OFFICER, 'feit-vastgelegd', second.on, {
      source: `bericht ${second.id} van de deurwaarder`,
      fact: { kind: 'kosten', on: second.on, amount: second.data.amount, what: 'exploot' },
    });
    expect(await asked()).toHaveLength(kosten.length - 2);
  });

  test('no two orders hold the same dwangsom', async () => {
    expect(
      await one.refused('2025-06-10', APPROVER, 'opdracht-goedgekeurd', '2025-06-10', order()),
    ).toContain('verkeerde-stand');
    expect((await one.view('2025-06-10')).file.opdrachten).toHaveLength(1);
  });
});

/** As `testedCase`, a year earlier: 2024 has a 29 February, so every letter but the first is a day sooner. */
async function testedIn2024(db: Db): Promise<OneCase> {
  const uitspraak = uitspraakOf();
  const terms = { ...uitspraak.terms, pronouncedOn: '2024-01-15' };
  const answer = await registerUitspraak(
    db,
    { on: '2024-01-17', parties: PARTIES, uitspraak: { ...uitspraak, terms } },
    OFFICER,
    at('2024-01-17'),
  );
  const one = new OneCase(db, expectAccepted(answer).caseId);
  await one.add('2024-01-20', CHECKER, 'uitspraak-gevalideerd', '2024-01-20', {});
  await one.add('2024-01-20', OFFICER, 'volmacht-verleend', '2024-01-20', { until: null });
  await one.add('2024-01-27', OFFICER, 'uitspraak-betekend', '2024-01-27', { exploot: 'exploot 1' });
  await one.found('2024-02-16', '2024-02-15');
  await one.sent('2024-02-16');
  await one.delivered('2024-02-17', 'b1');
  await one.nights('2024-03-02', '2024-03-02');
  await one.delivered('2024-03-04', 'b2');
  await contact(one, '2024-03-05', 'telefoon');
  await contact(one, '2024-03-06', 'e-mail');
  await one.nights('2024-03-11', '2024-03-11');
  await one.delivered('2024-03-13', 'b3');
  await one.nights('2024-03-27', '2024-03-27');
  await one.delivered('2024-03-29', 'b4');
  await one.add('2024-04-05', OFFICER, 'verhaalsonderzoek-afgerond', '2024-04-05', {
    findings: 'De vader heeft loon.',
    isPromising: true,
  });
  await kindtoets(one, '2024-04-10');
  await readKindtoets(one, '2024-04-11', 'k1');
  return one;
}

describe('in 2024, of which the tariffs of betekening are known', async () => {
  const { db } = await openTestDatabase();
  await openOffice(db);

  test('Btag art. 2: costs within the tariff of their day are booked by the program, once; above it, or without one, a person is asked', async () => {
    const line = await openLine('2024-04-12', { lose: 0.3, double: 0.5 });
    const one = await testedIn2024(db);
    await approved(one, '2024-04-12', { dwangsommen: ['n1/2024-02-15'] });
    await performed(db, '2024-04-12', line.deurwaarder);
    await lived(one, line, '2024-04-13', '2024-06-10');
    // He charges 116.20 for the bevel (tariff 122.34) and 76.59 for the overbetekening (tariff 80.64); of a derdenbeslag no tariff of 2024 was found.
    const { file } = await one.view('2024-06-10');
    const booked = file.facts.flatMap(({ fact, event }) =>
      fact.kind === 'kosten' ? [{ id: fact.id, amount: fact.amount, by: event.recordedBy }] : [],
    );
    expect(booked.map(({ amount, by }) => `${amount} ${by}`).toSorted()).toEqual([
      '116.20 systeem',
      '76.59 systeem',
    ]);
    for (const { id, amount } of booked) {
      const cents = BigInt(amount.replace('.', ''));
      expect(await one.balance(`vordering-kosten/${id}`)).toBe(cents);
      expect(await one.balance(`te-betalen-deurwaarder/${id}`)).toBe(-cents);
    }
    const asked = (await one.view('2024-06-10')).plan.filter(({ what }) => what.includes('kosten ('));
    expect(asked.map(({ what }) => /€ [\d,]+/.exec(what)![0])).toEqual(['€ 157,17']);
    // BW 6:44: 192.79 of kosten is paid before anything of the dwangsom.
    await one.paid('2024-06-11', '200.00');
    expect(await one.balance('verschuldigd-bureau')).toBe(-19_279n);
    expect(await one.balance('verschuldigd-schuldeiser')).toBe(-721n);
    await trialBalanceIsZero(one);
    expect((await checkCases(db, day('2024-06-11'), { halts: false })).findings).toEqual([]);
  });

  test('Btag art. 2: a cent above the tariff is not booked', async () => {
    const line = await openLine('2024-04-12', { lose: 0, double: 0 });
    const one = await testedIn2024(db);
    await approved(one, '2024-04-12', { dwangsommen: ['n1/2024-02-15'] });
    await performed(db, '2024-04-12', line.deurwaarder);
    const costs = (id: string, amount: string) =>
      tell(one, '2024-04-16', '2024-04-15', id, 'kosten', {
        ambtshandeling: 'betekening-titel',
        amount,
        exploot: null,
      });
    expectAccepted(await costs('k-1', '122.35'));
    const facts = async () =>
      (await one.view('2024-04-16')).file.facts.flatMap(({ fact }) =>
        fact.kind === 'kosten' ? [fact.amount] : [],
      );
    expect(await facts()).toEqual([]);
    expect((await one.view('2024-04-16')).plan.find(({ what }) => what.includes('k-1'))?.what).toContain(
      'Het tarief van die dag is € 122,34; dit is meer.',
    );
    expectAccepted(await costs('k-2', '122.34'));
    expect(await facts()).toEqual(['122.34']);
  });
});

describe('a line that breaks off', async () => {
  const { db, sql } = await openTestDatabase();
  await openOffice(db);
  const line = await openLine('2025-04-12', { lose: 0, double: 0 });

  test('what he says of an order whose receipt was lost is not lost with it', async () => {
    const one = await testedCase(db);
    await approved(one, '2025-04-12');
    // He took the order, and the line broke before his answer: we do not know yet that it was sent.
    const broken: Deurwaarder = {
      ...line.deurwaarder,
      sendOpdracht: async (...given) => {
        await line.deurwaarder.sendOpdracht(...given);
        throw new Error('the line broke');
      },
    };
    const carriers = { post: LETTER_BOX, deurwaarder: broken, bureau: DEMONSTRATION_BUREAU };
    for (const id of await dueOutbox(db, day('2025-04-12')))
      await performOutbox(db, id, carriers, at('2025-04-12')).catch(() => {});
    expect(line.simulator.orders()).toHaveLength(1);
    expect((await orderIn(one, '2025-04-12')).sentOn).toBeNull();

    await readDeurwaarder(db, line.deurwaarder, () => at('2025-04-12'));
    await performed(db, '2025-04-12', line.deurwaarder);
    await readDeurwaarder(db, line.deurwaarder, () => at('2025-04-12'));
    expect((await orderIn(one, '2025-04-12')).messages.map(({ kind }) => kind)).toEqual(['ontvangen']);
  });

  test('an order that he may have, because its receipt was lost, is withdrawn with him too', async () => {
    const one = await testedCase(db);
    await approved(one, '2025-04-12');
    const broken: Deurwaarder = {
      ...line.deurwaarder,
      sendOpdracht: async (...given) => {
        await line.deurwaarder.sendOpdracht(...given);
        throw new Error('the line broke');
      },
    };
    const carriers = { post: LETTER_BOX, deurwaarder: broken, bureau: DEMONSTRATION_BUREAU };
    for (const id of await dueOutbox(db, day('2025-04-12')))
      await performOutbox(db, id, carriers, at('2025-04-12')).catch(() => {});
    await one.add('2025-04-12', OFFICER, 'opdracht-ingetrokken', '2025-04-12', {
      opdracht: 'o1',
      reason: 'De moeder wil niet meer.',
    });
    const before = line.sent.length;
    const whole = { ...carriers, deurwaarder: line.deurwaarder };
    for (let hours = 0; hours < 3; hours++)
      for (const id of await dueOutbox(db, day('2025-04-12')))
        await performOutbox(db, id, whole, at('2025-04-12')).catch(() => {});
    expect(line.sent.slice(before).filter(({ url }) => url.endsWith('o1/intrekking'))).toHaveLength(1);
    // And nothing is tried for ever.
    const waiting = await sql`
      select kind, last_fault from collections.outbox
      where case_id = ${one.id} and kind <> 'brief' and performed_on is null`;
    expect([...waiting]).toEqual([]);
  });

  test('what could not be read on one page is told, also where the next page does not come', async () => {
    let isBroken = true;
    const told: string[] = [];
    const twoPages: Deurwaarder = {
      ...line.deurwaarder,
      messagesAfter: async (cursor) => {
        if (cursor !== 'two')
          return { messages: [], unreadable: ['bericht 7: kind is missing'], next: 'two' };
        if (isBroken) throw new Error('the line broke');
        return { messages: [], unreadable: [], next: 'two' };
      },
    };
    const read = () =>
      readDeurwaarder(db, twoPages, () => at('2025-04-13')).then(
        ({ faults }) => told.push(...faults),
        (fault: Error) => told.push(fault.message),
      );
    await read();
    isBroken = false;
    await read();
    expect(told.join(' ')).toContain('bericht 7');
  });
});

describe('what a person is asked', async () => {
  const { db } = await openTestDatabase();
  await openOffice(db);
  const line = await openLine('2025-04-12', { lose: 0, double: 0 });

  async function given(): Promise<OneCase> {
    const one = await testedCase(db);
    await approved(one, '2025-04-12');
    line.today = day('2025-04-12');
    await performed(db, '2025-04-12', line.deurwaarder);
    return one;
  }

  const laid = (one: OneCase) =>
    tell(one, '2025-04-22', '2025-04-22', 'm-1', 'beslag-gelegd', {
      beslag: 'b1',
      measure: 'loonbeslag',
      exploot: 'x1',
    });

  test('Rv 475b: more withheld than net less the beslagvrije voet, until he answered', async () => {
    const one = await given();
    expectAccepted(await laid(one));
    const voet = {
      beslag: 'b1',
      result: '1900.00',
      maximum: '2100.00',
      net: '2200.00',
      countsFrom: '2025-04-22',
      validUntil: '2026-04-21',
      inputsSha256: 'b'.repeat(64),
      toldOn: '2025-04-24',
      receivedOn: '2025-04-25',
    };
    expectAccepted(await tell(one, '2025-04-24', '2025-04-24', 'm-2', 'beslagvrije-voet', voet));
    // 2,200 - 1,900 = 300 may be withheld.
    const withheld = (id: string, amount: string) =>
      tell(one, '2025-05-26', '2025-05-26', id, 'inhouding', { beslag: 'b1', amount });
    expectAccepted(await withheld('m-3', '300.00'));
    const asked = async () =>
      (await one.view('2025-05-26')).plan.filter(({ what }) => what.includes('Beantwoord de vraag over m-'));
    expect(await asked()).toEqual([]);
    expectAccepted(await withheld('m-4', '300.01'));
    expect(await asked()).toMatchObject([
      { by: 'medewerker', on: '2025-05-26', deadline: '2025-05-28', what: expect.stringContaining('m-4') },
    ]);
    expect((await asked())[0]!.because[0]!.article).toMatch(/^Rv 475/);
    await one.add('2025-05-26', OFFICER, 'vraag-beantwoord', '2025-05-26', {
      about: 'm-4',
      article: 'Rv 475b',
      answer: 'De deurwaarder stort een cent terug.',
    });
    expect(await asked()).toEqual([]);
  });

  test('Rv 475i lid 1: a beslag that was not betekend to the debtor within eight days', async () => {
    const one = await given();
    expectAccepted(await laid(one));
    const asked = async (on: string) => {
      const { plan } = await one.view(on);
      return plan.filter(({ what }) => what.includes('het beslag aan de schuldenaar betekenen'));
    };
    // 22 April + 8 is 30 April, a Wednesday; asked from the day after.
    expect((await asked('2025-04-30')).map(({ on, what }) => [on, what.includes('dan nog niet is')])).toEqual(
      [['2025-05-01', true]],
    );
    expect(await asked('2025-05-01')).toMatchObject([
      {
        on: '2025-05-01',
        by: 'medewerker',
        because: [{ article: 'Rv 475i lid 1' }],
        what: expect.stringContaining('tot en met 30 april 2025'),
      },
    ]);
    const told = { beslag: 'b1', exploot: 'x2' };
    expectAccepted(await tell(one, '2025-05-02', '2025-05-02', 'm-2', 'beslag-overbetekend', told));
    expect(await asked('2025-05-02')).toEqual([]);
  });

  test('Rv 435: what was paid in between is withdrawn by a person, and the deurwaarder is told', async () => {
    const one = await given();
    const steps = async (on: string) =>
      (await one.view(on)).plan.filter(({ what }) => what.startsWith('De opdracht o1 intrekken'));
    expect(await steps('2025-04-14')).toEqual([]);
    await one.paid('2025-04-15', '300.00');
    expect(await steps('2025-04-15')).toMatchObject([
      { by: 'medewerker', deadline: '2025-04-16', because: [{ article: 'Rv 435' }] },
    ]);
    await one.add('2025-04-16', OFFICER, 'opdracht-ingetrokken', '2025-04-16', {
      opdracht: 'o1',
      reason: 'Alles is betaald.',
    });
    expect(await steps('2025-04-16')).toEqual([]);
    line.today = day('2025-04-16');
    const before = line.sent.length;
    await performed(db, '2025-04-16', line.deurwaarder);
    const { dossiernummer } = (await one.view('2025-04-16')).file;
    expect(line.sent.slice(before)).toEqual([
      {
        url: expect.stringContaining(`/opdrachten/${dossiernummer}-o1/intrekking`),
        body: JSON.stringify({ reason: 'Alles is betaald.' }),
      },
    ]);
    await readDeurwaarder(db, line.deurwaarder, () => at('2025-04-17'));
    expect((await orderIn(one, '2025-04-17')).messages.at(-1)).toMatchObject({
      kind: 'afgerond',
      data: { outcome: 'ingetrokken' },
    });
    // Performed once: nothing waits any more.
    await performed(db, '2025-04-18', line.deurwaarder);
    expect(line.sent.slice(before)).toHaveLength(1);
  });
});

describe('what keeps an order from going out', async () => {
  const { db, sql } = await openTestDatabase();
  await openOffice(db);
  const line = await openLine('2025-04-12', { lose: 0, double: 0 });

  test('a brake on orders holds it, says so, and lets it go when it is released', async () => {
    const one = await testedCase(db);
    await approved(one, '2025-04-12');
    await one.add('2025-04-12', OFFICER, 'rem-gezet', '2025-04-12', {
      what: 'opdrachten',
      reason: 'Klacht.',
    });
    await performed(db, '2025-04-12', line.deurwaarder);
    expect(line.sent).toEqual([]);
    expect((await orderIn(one, '2025-04-12')).sentOn).toBeNull();
    const [row] =
      await sql`select attempts, last_fault from collections.outbox where kind = 'opdracht' and case_id = ${one.id}`;
    expect(row).toMatchObject({
      attempts: 0,
      last_fault: expect.stringContaining('Rem op opdrachten in deze zaak'),
    });
    await one.add('2025-04-14', CHECKER, 'rem-gelost', '2025-04-14', { what: 'opdrachten', reason: 'Af.' });
    await performed(db, '2025-04-14', line.deurwaarder);
    expect((await orderIn(one, '2025-04-14')).sentOn).toBe('2025-04-14');
    expect(line.sent).toHaveLength(1);
  });

  test('BW 3:72: an order whose volmacht ended before it went out lapses', async () => {
    const one = await testedCase(db);
    await approved(one, '2025-04-12');
    const before = line.sent.length;
    await one.add('2025-04-12', OFFICER, 'volmacht-ingetrokken', '2025-04-12', {
      reason: 'De moeder wil niet meer.',
    });
    await performed(db, '2025-04-12', line.deurwaarder);
    expect(line.sent).toHaveLength(before);
    const { file } = await one.view('2025-04-12');
    expect(file.opdrachten[0]).toMatchObject({ sentOn: null, endedOn: '2025-04-12' });
    expect(file.events.find(({ kind }) => kind === 'opdracht-vervallen')).toMatchObject({
      recordedBy: 'systeem',
      data: { opdracht: 'o1', reason: expect.stringContaining('volmacht') },
    });
  });

  test('one that was withdrawn before it went out never goes out, and nobody is told', async () => {
    const one = await testedCase(db);
    await approved(one, '2025-04-12');
    const before = line.sent.length;
    await one.add('2025-04-12', OFFICER, 'opdracht-ingetrokken', '2025-04-12', {
      opdracht: 'o1',
      reason: 'Vergissing.',
    });
    await performed(db, '2025-04-12', line.deurwaarder);
    expect(line.sent).toHaveLength(before);
    expect((await orderIn(one, '2025-04-12')).sentOn).toBeNull();
    const waiting =
      await sql`select kind from collections.outbox where case_id = ${one.id} and performed_on is null`;
    expect(waiting).toEqual([]);
  });

  test('what was paid in full before it went out leaves nothing to collect: it lapses', async () => {
    const one = await testedCase(db);
    await approved(one, '2025-04-12');
    const before = line.sent.length;
    await one.paid('2025-04-12', '300.00');
    await performed(db, '2025-04-12', line.deurwaarder);
    expect(line.sent).toHaveLength(before);
    expect((await orderIn(one, '2025-04-12')).endedOn).toBe('2025-04-12');
  });

  test('what is contested, or agreed to be paid in parts, after it was approved does not go out', async () => {
    const contested = await testedCase(db);
    await approved(contested, '2025-04-12');
    await contested.add('2025-04-12', OFFICER, 'niet-nakoming-betwist', '2025-04-12', {
      nietNakoming: 'n1',
      defence: 'Kim was ziek.',
    });
    const arranged = await testedCase(db);
    await approved(arranged, '2025-04-12');
    await arranged.add('2025-04-12', OFFICER, 'betalingsregeling-voorgesteld', '2025-04-12', {
      dwangsommen: [DWANGSOM],
      instalments: [{ on: '2025-05-12', amount: '250.00' }],
    });
    await performed(db, '2025-04-12', line.deurwaarder);
    const sent = async (one: OneCase) => (await orderIn(one, '2025-04-12')).sentOn;
    expect({ contested: await sent(contested), arranged: await sent(arranged) }).toEqual({
      contested: null,
      arranged: null,
    });
  });

  test('two who send one order at once give one order, and record it once', async () => {
    const one = await testedCase(db);
    await approved(one, '2025-04-12');
    const before = line.simulator.orders().length;
    const [promise] =
      await sql`select id from collections.outbox where kind = 'opdracht' and case_id = ${one.id}`;
    const carriers = { post: LETTER_BOX, deurwaarder: line.deurwaarder, bureau: DEMONSTRATION_BUREAU };
    await Promise.all([1, 2, 3].map(() => performOutbox(db, promise!.id, carriers, at('2025-04-12'))));
    expect(line.simulator.orders()).toHaveLength(before + 1);
    const { events } = (await one.view('2025-04-12')).file;
    expect(events.filter(({ kind }) => kind === 'opdracht-verzonden')).toHaveLength(1);
  });

  test('an order that he refuses for good lapses with his reason, and is not taken for sent', async () => {
    const one = await testedCase(db);
    await approved(one, '2025-04-12');
    const [promise] =
      await sql`select id from collections.outbox where kind = 'opdracht' and case_id = ${one.id}`;
    const refusal = Object.assign(new Error('de grosse ontbreekt (422)'), { name: 'RefusedByDeurwaarder' });
    const refusing: Deurwaarder = { ...line.deurwaarder, sendOpdracht: () => Promise.reject(refusal) };
    const carriers = { post: LETTER_BOX, deurwaarder: refusing, bureau: DEMONSTRATION_BUREAU };
    await performOutbox(db, promise!.id, carriers, at('2025-04-12'));
    const [row] =
      await sql`select attempts, performed_on, last_fault from collections.outbox where id = ${promise!.id}`;
    expect(row).toMatchObject({ attempts: 1, last_fault: expect.stringContaining('grosse') });
    expect(row!.performed_on).not.toBeNull();
    const order = await orderIn(one, '2025-04-12');
    expect({ sentOn: order.sentOn, endedOn: order.endedOn }).toEqual({ sentOn: null, endedOn: '2025-04-12' });
    const { events } = (await one.view('2025-04-12')).file;
    expect(events.find(({ kind }) => kind === 'opdracht-vervallen')?.data).toMatchObject({
      reason: expect.stringContaining('de grosse ontbreekt'),
    });
  });

  test('a dwangsom that is found later never enters an order that runs, and gets one of its own', async () => {
    const one = await testedCase(db);
    await approved(one, '2025-04-12');
    await performed(db, '2025-04-12', line.deurwaarder);
    const { dossiernummer } = (await one.view('2025-04-12')).file;
    const given = () =>
      line.simulator
        .orders()
        .filter((each) => each.dossiernummer === dossiernummer)
        .map(({ opdrachtId, lines }) => [opdrachtId, lines.map(({ dwangsom }) => dwangsom)]);
    const second = 'n2/2025-04-13';

    await one.found('2025-04-14', '2025-04-13');
    const lastClaim = async () =>
      (await one.view('2025-12-31')).file.letters.findLast(({ id }) => id.startsWith('b'))!.id;
    await one.sent('2025-04-14');
    await one.delivered('2025-04-15', await lastClaim());
    // 15 + 14 is 29 April; 30 April + 7 is 7 May; 8 May + 14 is 22 May.
    for (const [on, arrived] of [
      ['2025-04-29', '2025-04-30'],
      ['2025-05-07', '2025-05-08'],
      ['2025-05-22', '2025-05-23'],
    ] as const) {
      const sooner = order({ dwangsommen: [second] });
      expect(await one.refused(on, APPROVER, 'opdracht-goedgekeurd', on, sooner)).toEqual([
        'verkeerde-stand',
      ]);
      await contact(one, on, 'telefoon');
      await one.nights(on, on);
      await one.delivered(arrived, await lastClaim());
    }
    await one.add('2025-05-30', OFFICER, 'verhaalsonderzoek-afgerond', '2025-05-30', {
      findings: 'De vader heeft loon.',
      isPromising: true,
    });
    expect(given()).toEqual([[`${dossiernummer}-o1`, [DWANGSOM]]]);
    const both = order({ dwangsommen: [DWANGSOM, second] });
    expect(await one.refused('2025-05-30', APPROVER, 'opdracht-goedgekeurd', '2025-05-30', both)).toEqual([
      'verkeerde-stand',
    ]);
    await approved(one, '2025-05-30', { dwangsommen: [second] });
    line.today = day('2025-05-30') as Day;
    await performed(db, '2025-05-30', line.deurwaarder);
    expect(given()).toEqual([
      [`${dossiernummer}-o1`, [DWANGSOM]],
      [`${dossiernummer}-o2`, [second]],
    ]);
  });
});

describe('with a ladder whose first term is long', async () => {
  const { db } = await openTestDatabase();
  await openOffice(db);
  const line = await openLine('2025-04-12', { lose: 0, double: 0 });

  test('BW 6:82: an order may go out before rente runs', async () => {
    // The first term is ninety days from 17 February: rente runs from 19 May, and the order is of 12 April.
    const steps = LADDER_1.steps.map((each) =>
      each.step === 'aanzegging' ? { ...each, betaaltermijnDagen: 90 } : each,
    );
    const proposed = await proposeLadder(db, { steps, reason: 'Meer tijd.' }, 'Mia Maker', day('2025-01-10'));
    expectAccepted(
      await releaseLadder(db, expectAccepted(proposed).version, 'Rik Releaser', day('2025-01-10')),
    );
    const one = await testedCase(db);
    await approved(one, '2025-04-12');
    await performed(db, '2025-04-12', line.deurwaarder);
    expect((await orderIn(one, '2025-04-12')).sentOn).toBe('2025-04-12');
    expect(line.simulator.orders()[0]!.total).toMatchObject({ hoofdsom: '250.00', rente: '0.00' });
  });
});

describe('with proof of the last letter alone', async () => {
  const { db } = await openTestDatabase();
  await openOffice(db);
  const line = await openLine('2025-04-19', { lose: 0, double: 0 });

  test('BW 6:82: an order may go out within the term of the one letter that is proven to have arrived', async () => {
    // Each letter is taken to arrive 3 days after it was sent: 16 February + 3 + 14 is 5 March, + 3 + 7 is 15 March, + 3 + 14 is 1 April, + 3 + 7 is 11 April.
    const one = await runningCase(db);
    await one.found('2025-02-16', '2025-02-15');
    await one.sent('2025-02-16');
    await contact(one, '2025-02-18', 'telefoon');
    await contact(one, '2025-02-19', 'e-mail');
    await one.nights('2025-03-05', '2025-04-01');
    await one.add('2025-04-11', OFFICER, 'verhaalsonderzoek-afgerond', '2025-04-11', {
      findings: 'De vader heeft loon.',
      isPromising: true,
    });
    // Proven on the 12th with a term of 7 days: a person decides from the 19th, and rente runs from the 20th.
    await one.delivered('2025-04-12', 'b4');
    await kindtoets(one, '2025-04-18');
    await readKindtoets(one, '2025-04-19', 'k1');
    await approved(one, '2025-04-19');
    await performed(db, '2025-04-19', line.deurwaarder);
    expect((await orderIn(one, '2025-04-19')).sentOn).toBe('2025-04-19');
  });
});
