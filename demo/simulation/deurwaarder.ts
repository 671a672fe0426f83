import type { Deurwaarder } from '../../src/deurwaarder/index.ts';
import { addDays, type Day } from '../../src/values/index.ts';
import type { Draw } from './draw.ts';
import { PostFailed } from './post.ts';
import type { Tally } from './tally.ts';

type Message = Awaited<ReturnType<Deurwaarder['messagesAfter']>>['messages'][number];

/** A deurwaarder who takes orders, and reports about them for months: some twice, some late, and some out of their order. */
export interface SimulatedDeurwaarder {
  /** How he behaves towards the next order is drawn before that is sent. */
  behaving(draw: Draw, today: Day): Deurwaarder;
  /** Whose messages a visit on this day would bring, by dossiernummer. */
  reportsAbout(today: Day): ReadonlySet<string>;
  /** For reading alone. */
  reporting(today: Day): Deurwaarder;
}

interface Report {
  readonly arrivesOn: Day;
  readonly dossiernummer: string;
  readonly message: Message;
}

export function simulatedDeurwaarder(hasFaults: boolean, tally: Tally): SimulatedDeurwaarder {
  const orders = new Map<string, string>();
  // In the order in which they arrive; a cursor counts how many were read.
  const reports: Report[] = [];
  const arrivedBy = (today: Day) => reports.filter(({ arrivesOn }) => arrivesOn <= today);
  let readSoFar = 0;
  const take = (
    draw: Draw,
    today: Day,
    key: string,
    text: string,
    dossiernummer: string,
    opdrachtId: string,
  ) => {
    const before = orders.get(key);
    if (before !== undefined && before !== text)
      throw new Error(`Order ${key} was sent twice, with another content the second time.`);
    if (before === undefined) {
      tally.count('deurwaarder: orders taken');
      reports.push(...reportsOf(draw, today, opdrachtId).map((report) => ({ ...report, dossiernummer })));
      reports.sort((one, other) =>
        one.arrivesOn < other.arrivesOn ? -1 : one.arrivesOn > other.arrivesOn ? 1 : 0,
      );
    }
    orders.set(key, text);
  };
  const messagesAfter =
    (today: Day): Deurwaarder['messagesAfter'] =>
    async (cursor) => {
      const arrived = arrivedBy(today);
      const from = Number(cursor ?? 0);
      const messages = arrived.slice(from, from + 50).map(({ message }) => message);
      readSoFar = Math.max(readSoFar, from + messages.length);
      return { messages, unreadable: [], next: messages.length === 0 ? null : `${from + messages.length}` };
    };
  return {
    behaving: (draw, today) => {
      const drawn = hasFaults ? draw.between(1, 100) : 100;
      return {
        sendOpdracht: async (key, opdracht) => {
          if (drawn <= 8) throw new PostFailed('the deurwaarder does not answer');
          take(draw, today, key, JSON.stringify(opdracht), opdracht.dossiernummer, opdracht.opdrachtId);
          if (drawn <= 16) throw new PostFailed('the line went down after the order was taken');
          return { proof: `ontvangstbewijs van ${key}` };
        },
        withdraw: async (key) => {
          if (drawn <= 8) throw new PostFailed('the deurwaarder does not answer');
          tally.count('deurwaarder: orders withdrawn');
          return { proof: `intrekking van ${key}` };
        },
        messagesAfter: messagesAfter(today),
      };
    },
    reportsAbout: (today) =>
      new Set(
        arrivedBy(today)
          .slice(readSoFar)
          .map(({ dossiernummer }) => dossiernummer),
      ),
    reporting: (today) => ({
      sendOpdracht: () => Promise.reject(new Error('only reads')),
      withdraw: () => Promise.reject(new Error('only reads')),
      messagesAfter: messagesAfter(today),
    }),
  };
}

/** What he will report of an order, with the days on which that arrives here. */
function reportsOf(draw: Draw, sentOn: Day, opdrachtId: string): Omit<Report, 'dossiernummer'>[] {
  let number = 0;
  const told: Omit<Report, 'dossiernummer'>[] = [];
  const tell = (days: number, says: object) => {
    number += 1;
    const on = addDays(sentOn, days);
    const message = { id: `${opdrachtId}-${number}`, opdrachtId, on, ...says } as Message;
    const arrivesOn = addDays(on, draw.between(0, 4));
    told.push({ arrivesOn, message });
    if (draw.percent(20)) told.push({ arrivesOn: addDays(arrivesOn, draw.between(0, 9)), message });
  };
  if (draw.percent(8)) {
    tell(draw.between(1, 4), { kind: 'geweigerd', data: { reason: 'Het adres ligt buiten mijn gebied.' } });
    return told;
  }
  if (draw.percent(90)) tell(1, { kind: 'ontvangen', data: {} });
  if (draw.percent(15)) tell(draw.between(2, 6), { kind: 'dbr-negatief', data: {} });
  tell(draw.between(5, 15), { kind: 'bevel-gedaan', data: { exploot: `exploot ${opdrachtId}` } });
  tell(draw.between(6, 18), {
    kind: 'kosten',
    data: {
      ambtshandeling: 'aanzegging-of-bevel',
      amount: draw.percent(80) ? '60.00' : '400.00',
      exploot: `exploot ${opdrachtId}`,
    },
  });
  if (draw.percent(60)) tell(draw.between(40, 200), { kind: 'afgerond', data: { outcome: 'teruggegeven' } });
  return told;
}
