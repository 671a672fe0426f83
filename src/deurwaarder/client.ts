import { createHash } from 'node:crypto';
import { berichtSchema, type DeurwaarderBericht } from './bericht.ts';
import { ask, bytesOf, type DeurwaarderConnection, readAnswer } from './exchange.ts';
import type { Executieopdracht } from './opdracht.ts';
import { faultsAsText, readBy } from './texts.ts';
import { berichtenSchema, MOST_BYTES_OF_AN_ORDER, ontvangstbewijsSchema } from './wire.ts';

/**
 * Whoever executes. `key` is the promise's own id: given twice with one key, an order is one order. Answers a proof by which the order can be found back; faults are
 * thrown, and whoever keeps the promise tries again, but for those that `isFinal` names.
 */
export interface Deurwaarder {
  sendOpdracht(
    key: string,
    opdracht: Executieopdracht,
    pdf?: Uint8Array,
  ): Promise<{ readonly proof: string }>;
  withdraw(key: string, opdrachtId: string, reason: string): Promise<{ readonly proof: string }>;
  /** What was reported after `cursor`, null for all of it. May hold again what was given before; `sortMessages` takes each once. */
  messagesAfter(cursor: string | null): Promise<Messages>;
}

export interface Messages {
  readonly messages: readonly DeurwaarderBericht[];
  /** What could not be read: a person asks the deurwaarder. The rest goes on, because statutory terms hang on it. */
  readonly unreadable: readonly string[];
  readonly next: string | null;
}

/** The deurwaarder who can be reached by HTTP (docs/executieopdracht.md). */
export function openDeurwaarder(connection: DeurwaarderConnection): Deurwaarder {
  return {
    sendOpdracht: async (key, opdracht, pdf) => {
      const body = { opdracht, pdf: pdf === undefined ? null : attached(pdf) };
      const bytes = bytesOf(body).byteLength;
      if (bytes > MOST_BYTES_OF_AN_ORDER) {
        throw new Error(
          `order ${opdracht.opdrachtId} has ${bytes} bytes, more than the ${MOST_BYTES_OF_AN_ORDER} that are taken`,
        );
      }
      return change(connection, 'PUT', `opdrachten/${opdracht.opdrachtId}`, key, body);
    },
    withdraw: (key, opdrachtId, reason) =>
      change(connection, 'POST', `opdrachten/${encodeURIComponent(opdrachtId)}/intrekking`, key, { reason }),
    messagesAfter: async (cursor) => {
      const query = cursor === null ? '' : `?after=${encodeURIComponent(cursor)}`;
      const answer = await ask(connection, {
        method: 'GET',
        path: `berichten${query}`,
        key: null,
        body: null,
      });
      const { messages, next } = readAnswer(berichtenSchema, answer, 'berichten');
      return { ...readMessages(messages), next };
    },
  };
}

async function change(
  connection: DeurwaarderConnection,
  method: 'PUT' | 'POST',
  path: string,
  key: string,
  body: unknown,
): Promise<{ proof: string }> {
  const answer = await ask(connection, { method, path, key, body });
  const { ontvangstbewijs, sha256 } = readAnswer(ontvangstbewijsSchema, answer, path);
  const sent = createHash('sha256').update(bytesOf(body)).digest('hex');
  if (sha256 !== sent) throw new Error(`${path}: the deurwaarder received ${sha256}, but ${sent} was sent`);
  return { proof: `sha256:${sent} ontvangstbewijs:${ontvangstbewijs}` };
}

function readMessages(messages: readonly unknown[]): Omit<Messages, 'next'> {
  const read: DeurwaarderBericht[] = [];
  const unreadable: string[] = [];
  messages.forEach((message, index) => {
    const result = readBy(berichtSchema, message);
    if ('read' in result) read.push(result.read);
    else unreadable.push(`${nameOf(message, index)}: ${faultsAsText(result.faults)}`);
  });
  return { messages: read, unreadable };
}

function nameOf(message: unknown, index: number): string {
  const id = (message as { id?: unknown } | null)?.id;
  return typeof id === 'string'
    ? `bericht ${id.slice(0, 100)}`
    : `bericht nummer ${index + 1} van de bladzijde`;
}

function attached(pdf: Uint8Array): { sha256: string; base64: string } {
  return {
    sha256: createHash('sha256').update(pdf).digest('hex'),
    base64: Buffer.from(pdf).toString('base64'),
  };
}
