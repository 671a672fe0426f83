import { createHash, type KeyObject } from 'node:crypto';
import type { z } from 'zod';
import { systemClock } from '../src/clock.ts';
import {
  CHANGING_COMPONENTS,
  contentDigest,
  type DeurwaarderBericht,
  type DocumentFault,
  type Executieopdracht,
  intrekkingSchema,
  MESSAGES_A_PAGE,
  REQUEST_COMPONENTS,
  readBy,
  type SignedMessage,
  whyNotGenuine,
  zendingSchema,
} from '../src/deurwaarder/index.ts';
import type { Day } from '../src/values/index.ts';
import { courseOf, type Draw, drawFrom } from './deurwaarder-course.ts';

/** What the invented deurwaarder knows and answers, whatever the line to him is like. */
interface Taken {
  readonly opdracht: Executieopdracht;
  readonly course: readonly DeurwaarderBericht[];
}

/** Everything that he knows. */
export interface Office {
  readonly today: () => Day;
  readonly lastgeverKey: KeyObject;
  readonly seed: number;
  /** The share of messages that he tells twice and in another order, from 0 to 1. */
  readonly double: number;
  readonly draw: Draw;
  readonly taken: Map<string, Taken>;
  /** Which body came under which key, and what was answered: the same again is answered the same. */
  readonly keys: Map<string, { readonly digest: string; readonly reply: Reply }>;
  /** What he has told, in the order in which he did; a cursor is a place in it. */
  readonly feed: DeurwaarderBericht[];
  readonly told: Set<string>;
  readonly again: DeurwaarderBericht[];
}

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

export interface Received {
  readonly message: SignedMessage & { readonly method: string; readonly url: string };
  readonly body: Buffer;
}

export function openOffice(part: Pick<Office, 'today' | 'lastgeverKey' | 'seed' | 'double'>): Office {
  return {
    ...part,
    draw: drawFrom(part.seed),
    taken: new Map(),
    keys: new Map(),
    feed: [],
    told: new Set(),
    again: [],
  };
}

export function replyTo(office: Office, { message, body }: Received): Reply {
  const { method, url } = message;
  const { pathname, searchParams } = new URL(url);
  const why = whyNotGenuine(message, {
    components: method === 'GET' ? REQUEST_COMPONENTS : CHANGING_COMPONENTS,
    publicKey: office.lastgeverKey,
    keyid: 'lastgever',
    now: seconds(),
    body,
  });
  if (why !== null) return problem(401, 'De handtekening klopt niet.', why);
  if (method === 'GET' && pathname === '/berichten') return messagesAfter(office, searchParams.get('after'));
  const [, opdrachtId, withdrawal] =
    /^\/opdrachten\/([A-Za-z0-9_-]{1,100})(\/intrekking)?$/.exec(pathname) ?? [];
  if (opdrachtId === undefined) return problem(404, 'Dit adres bestaat niet.');
  if (method !== (withdrawal === undefined ? 'PUT' : 'POST')) return problem(405, 'Dit kan hier niet.');
  return onceForKey(office, message.headers.get('idempotency-key')!, `${method} ${pathname}`, body, () =>
    withdrawal === undefined ? take(office, opdrachtId, body) : withdraw(office, opdrachtId, body),
  );
}

/** The key decides before anything is read: the same content under it gets the same answer, other content is a conflict. */
function onceForKey(office: Office, key: string, asked: string, body: Buffer, work: () => Reply): Reply {
  const digest = `${asked} ${contentDigest(body)}`;
  const known = office.keys.get(key);
  if (known !== undefined) {
    return known.digest === digest
      ? known.reply
      : problem(409, 'Deze sleutel is al gebruikt met een andere inhoud.');
  }
  const reply = work();
  // What was refused may be mended and sent again under its key.
  if (reply.status < 400) office.keys.set(key, { digest, reply });
  return reply;
}

function take(office: Office, opdrachtId: string, body: Buffer): Reply {
  const zending = read(zendingSchema, body);
  if ('faults' in zending) return problem(422, 'De opdracht klopt niet.', undefined, zending.faults);
  const { opdracht, pdf } = zending.read;
  if (opdracht.opdrachtId !== opdrachtId) {
    const detail = 'is een ander kenmerk dan dat in het adres';
    return problem(422, 'De opdracht klopt niet.', undefined, [{ pointer: '/opdracht/opdrachtId', detail }]);
  }
  if (pdf !== null && pdf.sha256 !== sha256(Buffer.from(pdf.base64, 'base64'))) {
    const detail = 'is niet de hash van de bijlage';
    return problem(422, 'De opdracht klopt niet.', undefined, [{ pointer: '/pdf/sha256', detail }]);
  }
  if (office.taken.has(opdrachtId))
    return problem(409, 'Deze opdracht is al gegeven en verandert niet meer.');
  // Drawn apart from what is lost and doubled, so that a bad line changes nothing in what happens.
  const drawn = createHash('sha256').update(opdrachtId).digest().readUInt32BE();
  const course = courseOf(opdracht, office.today(), drawFrom(office.seed + drawn));
  office.taken.set(opdrachtId, { opdracht, course });
  return receipt(opdrachtId, body, 201);
}

/** What lies behind him happened; what was to come does not. */
function withdraw(office: Office, opdrachtId: string, body: Buffer): Reply {
  const intrekking = read(intrekkingSchema, body);
  if ('faults' in intrekking) {
    return problem(422, 'De intrekking klopt niet.', undefined, intrekking.faults);
  }
  const taken = office.taken.get(opdrachtId);
  if (taken === undefined) return problem(404, 'Deze opdracht is hier niet bekend.');
  const today = office.today();
  const happened = taken.course.filter(({ on }) => on <= today);
  if (happened.some(({ kind }) => kind === 'afgerond')) return receipt(opdrachtId, body, 200);
  const end = { opdrachtId, on: today, kind: 'afgerond', data: { outcome: 'ingetrokken' } } as const;
  const course = [...happened, { id: `${happened[0]!.id.slice(0, 16)}-ingetrokken`, ...end }];
  office.taken.set(opdrachtId, { ...taken, course });
  return receipt(opdrachtId, body, 200);
}

function messagesAfter(office: Office, after: string | null): Reply {
  if (after !== null && !/^\d{1,9}$/.test(after))
    return problem(400, 'Deze plaats in de berichten bestaat niet.');
  tellWhatHappened(office);
  const from = Number(after ?? 0);
  const messages = office.feed.slice(from, from + MESSAGES_A_PAGE);
  return { status: 200, body: { messages, next: String(from + messages.length) } };
}

/** Adds to the feed what has happened since, some of it in another order, and some of what was told before a second time. */
function tellWhatHappened(office: Office): void {
  const { draw, taken, feed, told, again, double } = office;
  const today = office.today();
  const fresh = [...taken.values()].flatMap(({ course }) =>
    course.filter(({ id, on }) => on <= today && !told.has(id)),
  );
  for (const message of fresh) told.add(message.id);
  for (let at = fresh.length - 1; at > 0; at--) {
    if (draw() >= double) continue;
    const other = Math.floor(draw() * (at + 1));
    [fresh[at], fresh[other]] = [fresh[other]!, fresh[at]!];
  }
  feed.push(...again.splice(0), ...fresh);
  again.push(...fresh.filter(() => draw() < double));
}

function receipt(opdrachtId: string, body: Buffer, status: number): Reply {
  const hash = sha256(body);
  return { status, body: { opdrachtId, ontvangstbewijs: `ob-${hash.slice(0, 16)}`, sha256: hash } };
}

export function problem(
  status: number,
  title: string,
  detail?: string,
  errors?: readonly DocumentFault[],
): Reply {
  return { status, body: { title, detail, errors } };
}

function read<Schema extends z.ZodType>(schema: Schema, body: Buffer): ReturnType<typeof readBy<Schema>> {
  try {
    return readBy(schema, JSON.parse(body.toString()));
  } catch {
    return { faults: [{ pointer: '', detail: 'geen JSON' }] };
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function seconds(): number {
  return Math.floor(systemClock.now().getTime() / 1_000);
}
