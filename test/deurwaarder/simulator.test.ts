import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { openSimulator } from '../../demo/deurwaarder.ts';
import {
  type BerichtOf,
  type Deurwaarder,
  type DeurwaarderBericht,
  type Executieopdracht,
  openDeurwaarder,
  readOpdracht,
  sortMessages,
  termsOf,
  whyOutsideOrder,
} from '../../src/deurwaarder/index.ts';
import { restDay } from '../../src/law/algemene-termijnenwet.ts';
import { checkInhouding } from '../../src/law/beslagvrije-voet.ts';
import { addDays, type Day, day, parseCents, sumCents } from '../../src/values/index.ts';
import { exampleOpdracht } from './example.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const FIRST_DAY = day('2026-06-01');
const DAYS = 120;
const ORDERS = 4;

interface Trouble {
  readonly seed: number;
  readonly lose: number;
  readonly double: number;
}

interface Seen {
  /** As they came, each as often as it came. */
  readonly arrived: readonly DeurwaarderBericht[];
  /** Each once. */
  readonly known: readonly DeurwaarderBericht[];
  readonly faults: number;
  readonly orders: readonly Executieopdracht[];
}

/** Orders on the first days, then every day of 120 all that there is to hear, over a line with `trouble`. */
async function livedThrough(trouble: Trouble): Promise<Seen> {
  let today: Day = FIRST_DAY;
  const simulator = await openSimulator({ ...trouble, today: () => today, lastgeverKey: publicKey });
  const connection = {
    url: simulator.url,
    privateKey,
    theirPublicKey: simulator.publicKey,
    now: () => new Date(),
  };
  const deurwaarder = openDeurwaarder(connection);
  const arrived: DeurwaarderBericht[] = [];
  const known: DeurwaarderBericht[] = [];
  let faults = 0;
  let cursor: string | null = null;
  try {
    for (let passed = 0; passed < DAYS; passed++, today = addDays(today, 1)) {
      if (passed < ORDERS) {
        const opdracht = orderOf(passed);
        faults += await untilTaken(() => deurwaarder.sendOpdracht(`out_${passed}`, opdracht));
      }
      for (let isMore = true; isMore; ) {
        let page: Awaited<ReturnType<Deurwaarder['messagesAfter']>> | undefined;
        const from: string | null = cursor;
        faults += await untilTaken(async () => {
          page = await deurwaarder.messagesAfter(from);
        });
        expect(page!.unreadable).toEqual([]);
        arrived.push(...page!.messages);
        const { fresh, contradictions } = sortMessages(known, page!.messages);
        expect(contradictions).toEqual([]);
        known.push(...fresh);
        cursor = page!.next;
        isMore = page!.messages.length > 0;
      }
    }
    return { arrived, known, faults, orders: simulator.orders() };
  } finally {
    await simulator.close();
  }
}

/** Tries as an outbox does, and answers how often it failed. */
async function untilTaken(work: () => Promise<unknown>): Promise<number> {
  for (let failed = 0; failed < 50; failed++) {
    try {
      await work();
      return failed;
    } catch (fault) {
      if (failed === 49) throw fault;
    }
  }
  throw new Error('never reached');
}

function orderOf(index: number): Executieopdracht {
  const measures = [['loonbeslag'], ['bankbeslag'], ['uitkeringsbeslag'], ['bevel']][index]!;
  const read = readOpdracht({
    ...exampleOpdracht(),
    opdrachtId: `opd_${index}`,
    measures: measures.map((measure) => ({ measure })),
  });
  if (!read.ok) throw new Error(read.refusals.map(({ sentence }) => sentence).join(' '));
  return read.value;
}

const inOrder = (messages: readonly DeurwaarderBericht[]) =>
  messages.toSorted((one, other) => (one.id < other.id ? -1 : 1));

const SEEDS = [1, 2, 3];

test.each(SEEDS)(
  'seed %i: over a line that loses and doubles, the same is known after 120 days as over a good one',
  async (seed) => {
    const good = await livedThrough({ seed, lose: 0, double: 0 });
    const bad = await livedThrough({ seed, lose: 0.3, double: 0.5 });
    expect(good.faults).toBe(0);
    expect(good.arrived).toHaveLength(good.known.length);
    // There was trouble, or nothing was tried here.
    expect(bad.faults).toBeGreaterThan(0);
    expect(bad.arrived.length).toBeGreaterThan(bad.known.length);
    expect(bad.orders.map(({ opdrachtId }) => opdrachtId)).toEqual(['opd_0', 'opd_1', 'opd_2', 'opd_3']);
    expect(inOrder(bad.known)).toEqual(inOrder(good.known));
  },
);

test.each(SEEDS)('seed %i: every order runs its course, within its bounds and its terms', async (seed) => {
  const { known, orders } = await livedThrough({ seed, lose: 0, double: 0 });
  const lastDay = addDays(FIRST_DAY, DAYS - 1);
  for (const [index, opdracht] of orders.entries()) {
    const messages = known.filter(({ opdrachtId }) => opdrachtId === opdracht.opdrachtId);
    const kinds = messages.map(({ kind }) => kind);
    expect(kinds.slice(0, 3)).toEqual(['ontvangen', 'bevel-gedaan', 'kosten']);
    expect(messages.flatMap((message) => whyOutsideOrder(opdracht, message))).toEqual([]);
    expect(kinds.filter((kind) => kind === 'beslag-gelegd')).toHaveLength(index === 3 ? 0 : 1);
    for (let on = FIRST_DAY; on <= lastDay; on = addDays(on, 1)) {
      const sent = { opdrachtId: opdracht.opdrachtId, sentOn: addDays(FIRST_DAY, index), messages };
      const late = termsOf(sent, on, (when) => restDay(when) !== null).filter(({ isLate }) => isLate);
      expect([on, ...late.map(({ what }) => what)]).toEqual([on]);
    }
    expectMoneyWithinBounds(opdracht, messages);
  }
});

/** Rv 475b, and nobody pays more than is owed: the order and what was charged on the way. */
function expectMoneyWithinBounds(opdracht: Executieopdracht, messages: readonly DeurwaarderBericht[]): void {
  const taken = ofKind(messages, 'inhouding');
  const owed =
    parseCents(opdracht.total.open) +
    sumCents(ofKind(messages, 'kosten').map(({ data }) => parseCents(data.amount)));
  const sum = sumCents(taken.map(({ data }) => parseCents(data.amount)));
  expect(sum <= owed).toBe(true);
  const outcome = ofKind(messages, 'beslagvrije-voet')[0];
  if (outcome === undefined) return;
  const { result, maximum, net, countsFrom, validUntil, inputsSha256 } = outcome.data;
  const recorded = {
    on: countsFrom,
    validUntil,
    maximum: parseCents(maximum),
    result: result === null ? null : parseCents(result),
    net: net === null ? null : parseCents(net),
    inputsSha256,
  };
  for (const { on, data } of taken) expect(checkInhouding(recorded, parseCents(data.amount), on)).toEqual([]);
  const isEnded = messages.some(({ kind }) => kind === 'afgerond');
  expect(isEnded).toBe(sum === owed);
}

function ofKind<Kind extends DeurwaarderBericht['kind']>(
  messages: readonly DeurwaarderBericht[],
  kind: Kind,
): BerichtOf<Kind>[] {
  return messages.filter((message): message is BerichtOf<Kind> => message.kind === kind);
}
